"""The index of issuers: what a query names, among lists and the tables of communes.

What is said where it names none or several is in ``issuer_answers``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from generator.content.communes import Commune, CommuneTables, FormerCommune
from generator.content.issuer_query import (
    Places,
    Query,
    Reading,
    Scope,
    Words,
    read_words,
    typed_readings,
    without_body,
)
from generator.content.model import Issuer
from generator.vietnamese.accents import without_accents
from generator.vietnamese.official_names import unit_in_text

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Unit:
    """An issuer that a query may name, with the words of its name.

    Attributes:
        type: Its type word without accents; None if it has none.
        commune: Its commune, if it is one of the tables.
    """

    issuer: Issuer
    type: str | None
    name: Words
    commune: Commune | None = None

    @property
    def full_name(self) -> str:
        """The name by which it is found alone: with type word and province."""
        issuer = self.issuer
        return ", ".join(part for part in (issuer.unit or issuer.body, issuer.province) if part)


@dataclass(frozen=True, slots=True)
class Matches:
    """The answers to a query.

    Attributes:
        today: Issuers that exist, or, if none does, those of lists that ended.
        former: Communes that ended.
    """

    today: tuple[Unit, ...] = ()
    former: tuple[FormerCommune, ...] = ()


class IssuerIndex:
    """Issuers by name: those of lists, and the communes of the tables.

    A list's own entry goes before the table's of the same name: it has contacts.

    Attributes:
        issuers: Those of the lists, in their order.
        tables: The communes; None where there are lists alone.
    """

    def __init__(self, issuers: Iterable[Issuer], tables: CommuneTables | None = None) -> None:
        self.issuers = tuple(issuers)
        self.tables = tables
        self._communes_of: dict[Hashable, frozenset[str]] = {}

    def matches(self, query: Query) -> Matches:
        """All that ``query`` may name; former communes only where nothing of today has the name."""
        # No name of a commune can also be read as a name and a place: a test looks at all.
        today = self.today(query, query.bare_readings())
        today = today or self.today(query, query.readings(self._provinces))
        today = today or self.today(query, query.parted_readings(self._provinces))
        if today:
            return Matches(today)
        former = self.former(query, query.readings(self.places))
        return Matches((), former or self.former(query, query.parted_readings(self.places)))

    def today(self, query: Query, readings: Iterable[Reading]) -> tuple[Unit, ...]:
        """The units of today that ``query``, so read, names with its accents as written."""
        found: dict[str, Unit] = {}
        for reading in readings:
            several = [
                (unit.name, unit)
                for unit in self.named(reading.name.key)
                if reading.type in (None, unit.type)
                and all(_lies_in(unit, scope) for scope in reading.scopes)
            ]
            for unit in _with_marks(query, reading, several):
                found.setdefault(_identity(unit.issuer), unit)
        units = tuple(found.values())
        return tuple(unit for unit in units if unit.issuer.until is None) or units

    def former(self, query: Query, readings: Iterable[Reading]) -> tuple[FormerCommune, ...]:
        """The former communes that ``query``, so read, names with its accents as written."""
        if self.tables is None:
            return ()
        found: dict[tuple[str, str, str], FormerCommune] = {}
        for reading in readings:
            several = [
                (read_words(one.name), one)
                for one in self.tables.former_named(reading.name.key)
                if reading.type in (None, without_accents(one.type)) and _lay_in(one, reading)
            ]
            for one in _with_marks(query, reading, several):
                found.setdefault((one.type, one.name, one.district.code), one)
        return tuple(found.values())

    def containing(self, readings: Iterable[Reading]) -> tuple[Unit, ...]:
        """The units whose names hold the name of a reading, from the start of a word."""
        several = tuple(readings)
        return tuple(
            unit
            for unit in self.all_units()
            if any(self._holds(unit, reading) for reading in several)
        )

    def named(self, key: str) -> Iterator[Unit]:
        """Yield the units whose names have ``key``, those of lists first."""
        yield from self._lists.get(key, ())
        if self.tables is not None:
            yield from map(_unit, self.tables.named(key))

    def all_units(self) -> Iterator[Unit]:
        """Yield all: those of the lists, then the communes that are in no list."""
        known = set()
        for issuer in self.issuers:
            known.add(_identity(issuer))
            *_, (kind, name) = names_of(issuer)
            yield Unit(issuer, kind, name)
        for commune in self.tables.all() if self.tables is not None else ():
            unit = _unit(commune)
            if _identity(unit.issuer) not in known:
                yield unit

    def is_in(self, unit: Unit, scopes: Iterable[Scope]) -> bool:
        """True if ``unit`` lies in all places, or is what communes that lay there became."""
        return all(
            _lies_in(unit, scope)
            or (unit.commune is not None and unit.commune.code in self._became(scope))
            for scope in scopes
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all names of today."""
        return (*self._lists, *(self.tables.keys if self.tables is not None else ()))

    @cached_property
    def places(self) -> Places:
        """The places that queries may name."""
        return Places(self.tables, self.issuers, has_districts=True)

    @cached_property
    def _provinces(self) -> Places:
        """The places without the districts: all that a name of today needs."""
        return Places(self.tables, self.issuers, has_districts=False)

    @cached_property
    def _lists(self) -> dict[str, list[Unit]]:
        """The units of the lists by the keys of their names."""
        found: dict[str, list[Unit]] = {}
        for issuer in self.issuers:
            for kind, name in names_of(issuer):
                found.setdefault(name.key, []).append(Unit(issuer, kind, name))
        return found

    def _became(self, scope: Scope) -> frozenset[str]:
        """The codes of the communes that those in a former place became."""
        key = (scope.former, scope.districts)
        if key not in self._communes_of:
            districts = set(scope.districts)
            if self.tables is not None and not scope.provinces:
                districts |= {
                    one for one in self.tables.districts() if one.province in scope.former
                }
            self._communes_of[key] = frozenset(
                commune.code
                for district in districts
                for former in (self.tables.former_in(district) if self.tables is not None else ())
                for commune in former.became
            )
        return self._communes_of[key]

    def _holds(self, unit: Unit, reading: Reading) -> bool:
        if reading.type not in (None, unit.type) or not self.is_in(unit, reading.scopes):
            return False
        if f" {reading.name.key}" not in f" {unit.name.key}":
            return False
        count = len(reading.name)
        return not reading.name.has_marks or any(
            unit.name.exact[at : at + count] == reading.name.exact for at in range(len(unit.name))
        )


def lives_on(former: tuple[FormerCommune, ...]) -> Commune | None:
    """The commune of today that is the only one of ``former`` under its old name, else None.

    "An Phú Đông, Quận 12": only the district ended.
    """
    if len(former) != 1 or len(former[0].became) != 1:
        return None
    commune = former[0].became[0]
    same = (commune.name, commune.type) == (former[0].name, former[0].type)
    return commune if same else None


def names_of(issuer: Issuer) -> Iterator[tuple[str | None, Words]]:
    """Yield the ways to read the name of ``issuer``, if it has a type word, behind that last."""
    yield from typed_readings(without_body(read_words(issuer.unit or issuer.body)))


def _with_marks(
    query: Query, reading: Reading, found: Iterable[tuple[Words, _Found]]
) -> list[_Found]:
    """Those of ``found``, which have the plain name, that its marks allow.

    A name with marks is meant as it is written. One without may lack them, but not where the rest
    of the query has marks and a name without any exists: "Thanh An, Hồ Chí Minh" is not Thạnh An.
    """
    several = list(found)
    exact = [one for words, one in several if words.exact == reading.name.exact]
    if reading.name.has_marks or (exact and query.has_marks):
        return exact
    return [one for _, one in several]


def _lies_in(unit: Unit, scope: Scope) -> bool:
    """True if ``unit`` lies in the place, or its list writes its province so."""
    if unit.issuer.province in scope.provinces:
        return True
    return unit.commune is None and any(
        name.key == own.key
        for _, name in typed_readings(scope.written)
        for _, own in typed_readings(read_words(unit.issuer.province))
    )


def _lay_in(former: FormerCommune, reading: Reading) -> bool:
    """True if ``former`` lay in all places of ``reading``, or what it became lies there."""
    return all(
        former.district.province in scope.former
        or former.district in scope.districts
        or any(commune.province in scope.provinces for commune in former.became)
        for scope in reading.scopes
    )


def _unit(commune: Commune) -> Unit:
    return Unit(commune.issuer, without_accents(commune.type), read_words(commune.name), commune)


def _identity(issuer: Issuer) -> str:
    until = issuer.until.isoformat() if issuer.until else ""
    return f"{issuer.name}, {unit_in_text(issuer.province)}, {until}".casefold()
