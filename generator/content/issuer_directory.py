"""The directory of issuers: found by the names that people write, never by a guess.

A name is found with or without accents, with the tone mark in the old or the new place, with or
without the body ("Ủy ban nhân dân", "UBND"), the type word ("phường", "P.") and the province.
Accents that are written count: "Thời An" does not find Thới An. What fits several is refused with
all of them, what fits none with those it may mean, and what ended with what it became.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.content.communes import BODY, CommuneTables, FormerCommune, commune_tables, unit_keys
from generator.content.model import Issuer
from generator.core.errors import Place
from generator.reading.files import read_source
from generator.vietnamese.text_guard import conversion_findings, guard, guard_with_changes

if TYPE_CHECKING:
    from generator.content.issuer_index import IssuerIndex, Matches
    from generator.content.issuer_query import Scope
    from generator.core.findings import Finding

#: The folder of the tables of communes, in that of the lists.
TABLES_FOLDER: Final = "vietnam"

#: Cached directories: their lists are the same in every order of a process.
_MAX_DIRECTORIES: Final = 4

_NO_PLACE: Final = Place()


class IssuerDirectory:
    """Issuers that are found by name, of lists and of the tables of communes.

    A full name, as hints show it and campaigns have it, is looked up at once; what reads other
    queries is imported when there is one.

    Attributes:
        issuers: Those of the lists, in their order.
    """

    def __init__(self, issuers: Iterable[Issuer], tables: CommuneTables | None = None) -> None:
        self.issuers = tuple(issuers)
        self._tables = tables

    def find(self, query: str, *, place: Place = _NO_PLACE) -> Issuer:
        """The one issuer that ``query`` names.

        Bodies that exist come before those that ended under the same name. A province separates
        namesakes: "Tân An, Tây Ninh".

        Args:
            query: The name as people write it.
            place: The place of the query, for messages on a text that cannot be read.

        Raises:
            UsageError: when it is empty, or when none or several fit; the hint names them, or near
                ones, as they can be pasted.
            ContentError: when the query is no readable text.
        """
        guarded, changes = guard_with_changes(query, place=place)
        pasted = self._pasted(guarded.strip())
        if pasted is not None:
            return pasted
        found, findings = self._find(guarded, place)
        placed = (replace(finding, place=place) for finding in findings)
        new = (*conversion_findings(changes, place), *placed)
        return replace(found, findings=found.findings + new) if new else found

    def _pasted(self, query: str) -> Issuer | None:
        """The issuer whose full name, with or without its body, is all that ``query`` says."""
        name, comma, province = (part.strip() for part in query.rpartition(","))
        if not comma:
            return None
        for issuer in self._with_keys(unit_keys(name.removeprefix(f"{BODY} "))):
            names = (issuer.unit, issuer.name)
            if name in names and issuer.province == province and issuer.until is None:
                return issuer
        return None

    def _with_keys(self, keys: tuple[str, ...]) -> list[Issuer]:
        """The issuers whose names have one of ``keys``; those of lists come first."""
        listed = [one for one in self.issuers if {*unit_keys(one.unit or one.body)} & {*keys}]
        tables = self._tables
        communes = [one for key in keys for one in tables.named(key)] if tables is not None else []
        return [*listed, *(commune.issuer for commune in communes)]

    def _find(self, guarded: str, place: Place) -> tuple[Issuer, tuple[Finding, ...]]:
        from generator.content import issuer_answers as answers
        from generator.content.issuer_index import lives_on
        from generator.content.issuer_query import read_query

        query = read_query(guarded)
        if query.is_empty:
            from generator.content.issuers import no_name

            raise answers.missing_name(query, place) if query.text.strip(" ,") else no_name(place)
        found = self._index.matches(query)
        if len(found.today) == 1:
            (unit,) = found.today
            return unit.issuer, answers.namesake_findings(self._index, query, unit)
        if found.today:
            raise answers.ambiguous(query, found.today)
        province = answers.province_error(self._index, query)
        if province is not None:
            raise province
        if found.former:
            living = lives_on(found.former)
            if living is not None:
                return living.issuer, (answers.place_ended(query, living),)
            raise answers.ended(query, found.former)
        raise answers.unknown(self._index, query)

    def search(self, text: str, *, province: str | None = None) -> Matches:
        """All that ``text`` may mean: those of the name, then those whose names hold it.

        Args:
            text: A name as for :meth:`find`, or the beginning of one; empty means all of today.
            province: Only those that lie there, or whose land did: a province or former district.

        Raises:
            UsageError: when nothing is found, with near names; or when there is no such province.
            ContentError: when a text is no readable one.
        """
        from generator.content.issuer_answers import unknown
        from generator.content.issuer_index import Matches
        from generator.content.issuer_query import read_query

        index, query = self._index, read_query(guard(text))
        scopes = self._scopes(province) if province is not None else ()
        if query.is_empty:
            return Matches(tuple(unit for unit in index.all_units() if index.is_in(unit, scopes)))
        for several in (query.readings, query.parted_readings):
            readings = [
                replace(reading, scopes=(*reading.scopes, *scopes))
                for reading in several(index.places)
            ]
            exact = index.today(query, readings)
            names = {unit.full_name for unit in exact}
            longer = (unit for unit in index.containing(readings) if unit.full_name not in names)
            found = Matches((*exact, *longer), index.former(query, readings))
            if found.today or found.former:
                return found
        raise unknown(index, query)

    def _scopes(self, province: str) -> tuple[Scope, ...]:
        from generator.content.issuer_answers import unknown_place
        from generator.content.issuer_query import read_words

        words = read_words(guard(province))
        scopes = self._index.places.all_named(words)
        if not scopes:
            raise unknown_place(self._index, province, words)
        return scopes

    def suggestions(self, text: str) -> dict[str, FormerCommune | None]:
        """Full names of issuers of today that ``text`` may mean, the likeliest first.

        Each with the former commune that it is suggested for, where it is for one.

        Raises:
            ContentError: when it is no readable text.
        """
        from generator.content.issuer_answers import suggestions
        from generator.content.issuer_query import read_query

        return suggestions(self._index, read_query(guard(text)))

    def namesakes(self, issuer: Issuer) -> tuple[Issuer, ...]:
        """The issuers whose names are those of ``issuer`` but for accents and type words."""
        found: dict[tuple[str, str, object], Issuer] = {}
        for known in self._with_keys(unit_keys(issuer.unit or issuer.body)):
            found.setdefault((known.name, known.province, known.until), known)
        return tuple(found.values())

    @cached_property
    def _index(self) -> IssuerIndex:
        from generator.content.issuer_index import IssuerIndex

        return IssuerIndex(self.issuers, self._tables)


def load_directory(folder: Path) -> IssuerDirectory:
    """The directory of all lists in ``folder``, list by list in the order of their names.

    The tables of communes in it are read when a name is looked up.

    Raises:
        ContentError: with every faulty row of the first list that has one.
        InputOutputError: when a list cannot be read.
    """
    paths = sorted(folder.glob("*.csv"))
    tables = folder / TABLES_FOLDER
    return _directory(
        tuple((str(path), read_source(path)) for path in paths),
        tables if tables.is_dir() else None,
    )


@lru_cache(maxsize=_MAX_DIRECTORIES)
def _directory(lists: tuple[tuple[str, bytes], ...], tables: Path | None) -> IssuerDirectory:
    """The directory of CSV files, each with its name for messages and its bytes."""
    issuers: list[Issuer] = []
    if lists:
        from generator.content.issuers import read_issuers

        issuers += (one for source, data in lists for one in read_issuers(data, source=source))
    return IssuerDirectory(issuers, commune_tables(tables) if tables is not None else None)
