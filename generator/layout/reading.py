"""Findings on texts that are read from nearer than their material says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.core.errors import Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, listed, msg
from generator.core.units import pt_to_mm
from generator.layout.model import Fragment
from generator.layout.overflow import MOST_NAMED
from generator.sheet.distances import CAP_MM_PER_M, Metres

#: What the roles of the sheet language are to people.
ROLE_NAMES: Mapping[str, Message] = {
    "headline": msg("the headline"),
    "reply": msg("the second half of the slogan"),
    "titles": msg("the titles of groups"),
    "heads": msg("the headlines of items"),
    "support": msg("the support lines"),
    "official": msg("the official texts"),
    "caption": msg("the caption of the code"),
    "address": msg("addresses"),
    "issuer": msg("the issuer's name"),
    "kicker": msg("the line above the headline"),
    "legal": msg("the legal line"),
}

#: Codes of problems of more text than there is room for.
_CROWDED = frozenset({"text-overflow", "too-many-items"})

#: Sizes of type are rounded, and copyfitting tries steps.
_TOLERANCE = 0.995


def nearer_findings(
    pages: Sequence[Fragment],
    stated: Metres,
    problems: Sequence[Problem],
    cap_height_em: Callable[[str, int], float | None],
) -> Iterator[Finding]:
    """The finding that texts on ``pages`` are read from nearer than ``stated``; none if none is.

    Args:
        problems: Why they are.
        cap_height_em: The height of a face's capitals, by its family and weight.
    """
    found: dict[str, float] = {}
    for page in pages:
        for role, metres in _readings(page, cap_height_em):
            found[role] = min(metres, found.get(role, metres))
    nearer = [
        msg("{role} from {found} m instead of {stated} m", role=name, found=_rounded(found[role]),
            stated=_rounded(stated[role]))
        for role, name in ROLE_NAMES.items()
        if role in found
        and role in stated
        and _rounded(found[role]) < _rounded(stated[role]) * _TOLERANCE
    ]  # fmt: skip
    if not nearer:
        return
    names = crowding_items(problems)
    yield Finding(
        "read-from-nearer",
        Severity.NOTE,
        msg("there is so much text that people read {parts}", parts=listed(nearer)),
        msg("shorten {items}, move some of them to a leaflet, or take a larger size", items=names)
        if names
        else msg("shorten the texts, or take a larger size"),
    )


def crowding_items(problems: Sequence[Problem]) -> str:
    """The items that problems of texts without room name, at most a few; "" if none."""
    named: dict[str, None] = {}
    for problem in problems:
        if problem.code not in _CROWDED:
            continue
        hint = problem.hint.values.get("items") if problem.hint is not None else None
        place = problem.place
        # An item's text is "do-3.headline"; that of a part has the name of its part.
        own = [place.item] if place.item and (place.text or "").startswith(f"{place.item}.") else []
        named.update(dict.fromkeys(str(hint).split(", ") if hint else own))
    return ", ".join(list(named)[:MOST_NAMED])


def _readings(
    fragment: Fragment, cap_height_em: Callable[[str, int], float | None]
) -> Iterator[tuple[str, float]]:
    """The role of each text, and from where it can be read, in m."""
    style = fragment.element.style
    if fragment.text is not None and style.reading_role is not None:
        cap = cap_height_em(style.font_family, style.font_weight) or 0.0
        yield style.reading_role, pt_to_mm(fragment.font_size) * cap / CAP_MM_PER_M
    for placed in fragment.children:
        yield from _readings(placed.fragment, cap_height_em)


def _rounded(metres: float) -> float:
    return round(metres, 2)
