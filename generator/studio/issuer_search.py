"""The search for communes as a person types: those of today, and those that became others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from generator.content.communes import FormerCommune
from generator.content.issuer_directory import IssuerDirectory, load_directory
from generator.content.issuer_index import Matches
from generator.core.errors import AnphamError

#: A list on the screen; who finds more types on.
MOST_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class FoundCommune:
    """A commune that a text may mean.

    Attributes:
        full_name: As the directory finds it alone.
        former: The commune of old under whose name it was found.
        is_only_part: Whether other communes have land of ``former``, too.
    """

    unit: str
    province: str
    full_name: str
    former: FormerCommune | None = None
    is_only_part: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """The bodies that were found; ``count`` is of all, of which the first are shown.

    Attributes:
        is_guess: Whether nothing has the name, and these only look like it.
    """

    found: tuple[FoundCommune, ...] = ()
    count: int = 0
    is_guess: bool = False


@lru_cache(maxsize=2)
def directory(folder: Path) -> IssuerDirectory:
    """The directory of the lists in ``folder``, read once."""
    return load_directory(folder)


def search_communes(known: IssuerDirectory, text: str) -> Search:
    """The communes that ``text`` may mean, with or without accents; nothing for no text."""
    if not text.strip():
        return Search()
    try:
        found = tuple(_of(known.search(text)))
    except AnphamError:
        guesses = tuple(_guesses(known, text))
        return Search(guesses, len(guesses), is_guess=True)
    return Search(found[:MOST_SHOWN], len(found))


def _of(matches: Matches) -> Iterator[FoundCommune]:
    today = {}
    for unit in matches.today:
        issuer = unit.issuer
        if issuer.until is None:
            today[unit.full_name] = FoundCommune(
                issuer.unit or issuer.body, issuer.province, unit.full_name
            )
    yield from today.values()
    for former in matches.former:
        # Where only the district ended, the commune of today was found already.
        is_same = len(former.became) == 1 and former.became[0].full_name in today
        if not (is_same and former.became[0].unit == former.unit):
            yield from _became(former)


def _became(former: FormerCommune) -> Iterator[FoundCommune]:
    for commune in former.became:
        yield FoundCommune(
            commune.unit,
            commune.province,
            commune.full_name,
            former,
            is_only_part=len(former.became) > 1,
        )


def _guesses(known: IssuerDirectory, text: str) -> Iterator[FoundCommune]:
    try:
        several = known.suggestions(text)
    except AnphamError:  # no readable text
        return
    for name, former in several.items():
        unit, _, province = name.rpartition(", ")
        yield FoundCommune(unit or province, province if unit else "", name, former)
