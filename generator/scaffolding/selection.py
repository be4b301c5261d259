"""Choice of what stands on the first pieces: as much of the draft as all of them have room for.

What does not fit is left out of the pieces, not of the campaign's file, with the reason: first the
picture, then an optional text that is itself too long, then an item whose own text is, then the
last items of the longest group. Nothing is cut or reworded. The picture comes back where there is
room for it in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from generator.content.model import Campaign, Item
from generator.core.errors import Problem
from generator.scaffolding.campaign_file import PICTURE, LeftOut

#: Texts that a campaign may do without, by the beginnings of their origins.
_OPTIONAL: Final = ("campaign.kicker", "campaign.slogans[0]", "campaign.texts.")
#: Items left out for want of room that are tried once more, one by one.
_MOST_RETRIES: Final = 6


@dataclass(frozen=True, slots=True)
class Selection:
    """The content of the pieces.

    Attributes:
        campaign: With what fits.
        left_out: Reasons, by the addresses of the items left out.
        without: Origins of the optional texts left out, and of the picture.
        problems: Of what does not fit and cannot be left out.
    """

    campaign: Campaign
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def select_fitting(
    campaign: Campaign,
    misfits: Callable[[Campaign], tuple[Problem, ...]],
    *,
    too_long: frozenset[str] = frozenset(),
) -> Selection:
    """Largest selection of ``campaign`` that fits.

    Args:
        campaign: All that is chosen.
        misfits: Gives the problems of what does not fit in its pieces.
        too_long: Addresses of the items whose headlines are longer than they should be; of two
            items, such a one is left out first.
    """
    left_out: dict[str, LeftOut] = {}
    without: set[str] = set()
    shown = campaign
    while problems := misfits(shown):
        texts = _optional_texts(problems) - without
        items = _too_large(problems, shown)
        if shown.pictures:
            without.add(PICTURE)
        elif texts:
            without |= texts
        elif len(shown.items) > 1 and items:
            if all(item.address in items for item in shown.items):
                del items[shown.items[0].address]  # a piece says something, or names what it cannot
            left_out |= items
        elif len(shown.items) > 1 and (excess := _excess(problems)):
            leaving = _leaving(shown, min(excess, len(shown.items) - 1), too_long)
            left_out |= dict.fromkeys((item.address for item in leaving), LeftOut.NO_ROOM)
        else:
            return Selection(shown, left_out, frozenset(without), problems)
        shown = _reduced(campaign, left_out, without)
    for address in [a for a, why in left_out.items() if why is LeftOut.NO_ROOM][:_MOST_RETRIES]:
        rest = {other: why for other, why in left_out.items() if other != address}
        larger = _reduced(campaign, rest, without)
        if not misfits(larger):
            left_out, shown = rest, larger
    if PICTURE in without and len(without) + len(left_out) > 1:
        pictured = _reduced(campaign, left_out, without - {PICTURE})
        if not misfits(pictured):
            shown, without = pictured, without - {PICTURE}
    return Selection(shown, left_out, frozenset(without))


def _optional_texts(problems: Sequence[Problem]) -> set[str]:
    """Origins of optional texts at fault; of a list of texts, that of the list."""
    origins = {problem.place.text for problem in problems if problem.place.text is not None}
    found = {origin for origin in origins if origin.startswith(_OPTIONAL)}
    return {o if o.startswith("campaign.slogans") else o.partition("[")[0] for o in found}


def _too_large(problems: Sequence[Problem], campaign: Campaign) -> dict[str, LeftOut]:
    """Items whose own text has too much, with the reason for leaving them out."""
    addresses = {item.id: item.address for item in campaign.items}
    found: dict[str, LeftOut] = {}
    for problem in problems:
        if problem.code == "too-many-items":
            continue
        owner, _, role = (problem.place.text or "").partition(".")
        item = owner if owner in addresses else problem.place.item
        if item in addresses:
            is_own = owner in addresses and role != "official"
            found[addresses[item]] = LeftOut.TOO_LONG if is_own else LeftOut.NO_ROOM
    return found


def _excess(problems: Sequence[Problem]) -> int:
    """Number of items in excess; 0 if that is not what does not fit."""
    counts = [
        int(str(problem.message.values["count"])) - int(str(problem.message.values["room"]))
        for problem in problems
        if problem.code == "too-many-items"
    ]
    return max(counts, default=0)


def _leaving(campaign: Campaign, count: int, too_long: frozenset[str]) -> Iterable[Item]:
    """``count`` items that leave first: the last of the longest group, overlong ones before all."""
    groups = [list(group.items) for group in campaign.groups]
    for _ in range(count):
        longest = max(groups, key=len)
        overlong = [item for group in groups for item in group if item.address in too_long]
        leaving = overlong[-1] if overlong else longest[-1]
        for group in groups:
            if leaving in group:
                group.remove(leaving)
        yield leaving


def _reduced(
    campaign: Campaign, left_out: Mapping[str, LeftOut], without: Iterable[str]
) -> Campaign:
    """``campaign`` with the items and texts that stay, numbered anew as its file will have it."""
    groups = []
    for group in campaign.groups:
        kept = [item for item in group.items if item.address not in left_out]
        items = tuple(
            replace(item, id=f"{group.name}-{number}", number=number)
            for number, item in enumerate(kept, start=1)
        )
        if items:
            groups.append(replace(group, items=items))
    gone = set(without)
    return replace(
        campaign,
        groups=tuple(groups),
        kicker="" if "campaign.kicker" in gone else campaign.kicker,
        slogans=() if "campaign.slogans[0]" in gone else campaign.slogans,
        texts={k: text for k, text in campaign.texts.items() if f"campaign.texts.{k}" not in gone},
        pictures={} if PICTURE in gone else campaign.pictures,
    )
