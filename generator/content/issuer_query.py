"""Queries for issuers as people write them: "Tân An, Cần Thơ", "p12 go vap", "UBND xã Cư Mgar".

A query may hold a body ("UBND"), a type word ("phường", "P."), a name and places that it lies in,
of today or of former times, in any order, with or without commas and accents. Which of its words
are which cannot be told from the words alone: "Tân An Cần Thơ" has three readings. A query yields
all of them, and the directory asks which has an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from generator.content.communes import CommuneTables, District, words_of
from generator.content.model import Issuer
from generator.vietnamese.accents import without_accents
from generator.vietnamese.official_names import unit_in_text
from generator.vietnamese.syllables import split_tone

_BODY_WORDS: Final = (("uy", "ban", "nhan", "dan"), ("ubnd",))
#: Type words without accents, by the ways to write them.
_TYPES: Final = {
    ("phuong",): "phuong", ("p",): "phuong",
    ("xa",): "xa", ("x",): "xa",
    ("dac", "khu"): "dac khu", ("dk",): "dac khu",
    ("thi", "tran"): "thi tran", ("tt",): "thi tran",
    ("quan",): "quan", ("q",): "quan",
    ("huyen",): "huyen", ("h",): "huyen", ("huyen", "dao"): "huyen",
    ("thi", "xa"): "thi xa", ("tx",): "thi xa",
    ("tinh",): "tinh", ("t",): "tinh",
    ("thanh", "pho"): "thanh pho", ("tp",): "thanh pho",
    ("thu", "do"): "thu do",
}  # fmt: skip
_MARKED_TYPES: Final = {
    tuple(split_tone(word) for word in written.split())
    for written in ("phường", "xã", "đặc khu", "đk", "thị trấn")
}
_TYPE_LENGTHS: Final = sorted({len(written) for written in _TYPES})
#: What people write for a province; the keys of the names that are meant.
_ALIASES: Final = {
    "hn": "ha noi", "hcm": "ho chi minh", "tphcm": "ho chi minh", "hcmc": "ho chi minh",
    "sai gon": "ho chi minh", "sg": "ho chi minh", "tphn": "ha noi", "tpct": "can tho",
    "tpdn": "da nang", "tphp": "hai phong", "thua thien hue": "hue", "tt hue": "hue",
    "brvt": "ba ria vung tau", "br vt": "ba ria vung tau", "bac can": "bac kan",
    "dac lac": "dak lak", "dac lak": "dak lak", "dac nong": "dak nong", "kontum": "kon tum",
}  # fmt: skip
#: Provinces that are written with various marks: Đắk Lắk, Đăk Lăk, Daklak.
_SPELT_VARIOUSLY: Final = ("dak lak", "dak nong")
_PROVINCE_TYPES: Final = ("tinh", "thanh pho", "thu do")
#: Types that are understood behind a name, too: "An Phú Đông phường".
_TRAILING_TYPES: Final = ("phuong", "xa", "dac khu", "thi tran")
_COUNTRY: Final = ("viet nam", "vn")

_SEPARATORS: Final = re.compile(r"[,;()/|\n]")
#: "P12" and "Q.1" are a type word and a number; in "Q1" nothing stands between them.
_NUMBERED: Final = re.compile(r"(p|q|phuong|phường|quan|quận)(\d{1,2})")
_CONSONANTS: Final = "bcdđghklmnpqrstvx"
#: A query of more words is not split into name and places.
_MAX_WORDS: Final = 16
_CACHED: Final = 4096


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row, in two exactnesses.

    Attributes:
        exact: Letters and tones of each, wherever the tone mark stood.
        has_marks: True if any word bears a mark of Vietnamese.
    """

    exact: tuple[tuple[str, str], ...]
    plain: tuple[str, ...]

    @property
    def key(self) -> str:
        """The words without accents, as the tables have them."""
        return " ".join(self.plain)

    @property
    def has_marks(self) -> bool:
        """True if a word bears a mark of Vietnamese."""
        return any(tone or not letters.isascii() for letters, tone in self.exact)

    def __len__(self) -> int:
        return len(self.plain)

    def __getitem__(self, part: slice) -> Words:
        return Words(self.exact[part], self.plain[part])

    @property
    def joined(self) -> Words:
        """The words with single consonants before the word behind them: "m gar" is "mgar"."""
        exact: list[tuple[str, str]] = []
        before = ""
        for letters, tone in self.exact:
            if len(letters) == 1 and letters in _CONSONANTS and not before:
                before = letters
            else:
                exact.append((before + letters, tone))
                before = ""
        if before or len(exact) == len(self.exact):
            return self
        return Words(tuple(exact), tuple(without_accents(letters) for letters, _ in exact))

    def fits(self, other: Words) -> bool:
        """True if ``other`` may be meant: the same words, with these marks if there are any."""
        return self.plain == other.plain and (not self.has_marks or self.exact == other.exact)


@lru_cache(maxsize=_CACHED)
def read_words(text: str) -> Words:
    """The words of ``text``, without a leading zero before a number: "Phường 01"."""
    words: list[str] = []
    for word in words_of(text):
        numbered = _NUMBERED.fullmatch(word)
        words += numbered.groups() if numbered else (word,)
    words = [word.lstrip("0") or word if word.isdigit() else word for word in words]
    return Words(
        tuple(split_tone(word) for word in words), tuple(without_accents(word) for word in words)
    )


def typed_readings(words: Words) -> Iterator[tuple[str | None, Words]]:
    """Yield the ways to read a unit's name: as a bare name, and behind each type word.

    "Quan Hóa" is a name, though "quan" without its accents is also a type word.
    """
    yield None, words
    for count in _TYPE_LENGTHS:
        kind = _TYPES.get(words.plain[:count])
        if kind is not None and len(words) > count:
            yield kind, words[count:]


def without_body(words: Words) -> Words:
    """``words`` without "Ủy ban nhân dân" at their head."""
    for body in _BODY_WORDS:
        if words.plain[: len(body)] == body:
            return words[len(body) :]
    return words


@dataclass(frozen=True, slots=True)
class Scope:
    """The meanings of a place in a query.

    Attributes:
        provinces: Names of provinces of today.
        former: Names of provinces until 2025, those that live on among them.
        districts: Former districts.
        written: Its words, for lists whose provinces are not known.
    """

    provinces: frozenset[str]
    former: frozenset[str]
    districts: tuple[District, ...]
    written: Words


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a query: a name, with or without a type word, in places.

    Attributes:
        type: The type word without accents: "phuong".
    """

    type: str | None
    name: Words
    scopes: tuple[Scope, ...] = ()


class Places:
    """The places that a query may name: provinces, former ones, former districts.

    Args:
        tables: Their names; None where there are only lists.
        issuers: Those of lists, whose provinces may be any.
        has_districts: False without the districts, of which there are seven times as many.
    """

    def __init__(
        self, tables: CommuneTables | None, issuers: Iterable[Issuer], *, has_districts: bool
    ) -> None:
        self._by_key: dict[str, list[tuple[str | None, Words, Scope]]] = {}
        former: dict[str, None] = {}
        if tables is not None:
            for province in tables.provinces:
                self._add(province.name, provinces=(province.name,))
                former.update(dict.fromkeys(province.former))
            for name in former:
                self._add(name, former=(name,))
            for district in tables.districts() if has_districts else ():
                if district.name:
                    self._add(district.name, districts=(district,))
        for name in {issuer.province for issuer in issuers if issuer.province}:
            self._add(name, provinces=(unit_in_text(name),))

    def _add(
        self,
        name: str,
        *,
        provinces: Iterable[str] = (),
        former: Iterable[str] = (),
        districts: tuple[District, ...] = (),
    ) -> None:
        words = read_words(name)
        kind, bare = max(typed_readings(words), key=lambda reading: reading[0] is not None)
        scope = Scope(frozenset(provinces), frozenset(former), districts, bare)
        self._by_key.setdefault(bare.key, []).append((kind, bare, scope))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all places."""
        return tuple(self._by_key)

    def named(self, words: Words) -> Scope | None:
        """The meanings of ``words`` as one place; None if there is none of this name.

        The type word of a province may be left out or be that of another time; a district's must
        be its own.
        """
        scopes: list[Scope] = []
        for kind, bare in typed_readings(words):
            key = _ALIASES.get(bare.key, bare.key)
            for own, name, scope in self._by_key.get(key, ()):
                fits = key != bare.key or key in _SPELT_VARIOUSLY or bare.fits(name)
                of_province = not scope.districts and kind in _PROVINCE_TYPES
                if fits and (kind in (None, own) or of_province):
                    scopes.append(scope)
        if not scopes:
            return None
        return Scope(
            frozenset().union(*(scope.provinces for scope in scopes)),
            frozenset().union(*(scope.former for scope in scopes)),
            tuple(dict.fromkeys(one for scope in scopes for one in scope.districts)),
            words,
        )

    def all_named(self, words: Words) -> tuple[Scope, ...] | None:
        """The places that ``words`` name, one or several in a row; None if they are none."""
        if not words:
            return ()
        if words.key in _COUNTRY:
            return ()
        whole = self.named(words)
        if whole is not None:
            return (whole,)
        for at in range(1, len(words)):
            first = self.named(words[:at])
            rest = self.all_named(words[at:]) if first is not None else None
            if first is not None and rest is not None:
                return (first, *rest)
        return None


@dataclass(frozen=True, slots=True)
class Query:
    """A query for an issuer.

    Attributes:
        text: As it was written.
        parts: Its words between commas, the body left out.
        has_marks: True if anything in it bears a mark of Vietnamese.
    """

    text: str
    parts: tuple[Words, ...]
    has_marks: bool = field(default=False)

    @property
    def is_empty(self) -> bool:
        """True if no name stands in it."""
        return not self.parts

    def bare_readings(self) -> Iterator[Reading]:
        """Yield the ways to read all of it as one name, without any place."""
        if len(self.parts) == 1:
            yield from _named(self.parts[0], ())

    def readings(self, places: Places) -> Iterator[Reading]:
        """Yield all ways to read it: each part as the name, the others as places.

        A name may have places before or behind it without a comma.
        """
        for at, part in enumerate(self.parts):
            around: tuple[Scope, ...] | None = ()
            for other in (*self.parts[:at], *self.parts[at + 1 :]):
                scopes = places.all_named(other)
                around = None if around is None or scopes is None else (*around, *scopes)
            if around is None:
                continue
            for name, scopes in _splits(part, places):
                yield from _named(name, (*around, *scopes))

    def parted_readings(self, places: Places) -> Iterator[Reading]:
        """Yield the ways to read it with a type word that does not stand before its name.

        "An Phú Đông phường", "an phu dong tp hcm phuong", "phuong tp hcm an phu dong". They count
        where the usual readings name nothing: "Tây Phương" is a name.
        """
        for at, part in enumerate(self.parts):
            for kind, rest in _without_type(part):
                parts = (*self.parts[:at], *([rest] if rest else []), *self.parts[at + 1 :])
                for reading in replace(self, parts=parts).readings(places):
                    if reading.type in (None, kind):
                        yield replace(reading, type=kind)

    def unknown_places(self, places: Places) -> Sequence[Words]:
        """The parts that are no places; of several, one may be the name."""
        return [part for part in self.parts if places.all_named(part) is None]


def _named(words: Words, scopes: tuple[Scope, ...]) -> Iterator[Reading]:
    """Yield the readings of a name: as a bare one, behind its type word, of a name like M'Drắk."""
    for kind, bare in typed_readings(words):
        yield Reading(kind, bare, scopes)
        joined = bare.joined
        if joined is not bare:
            yield Reading(kind, joined, scopes)


def _without_type(words: Words) -> Iterator[tuple[str, Words]]:
    """Yield ``words`` without each type word of a commune in them, with that type."""
    for count in _TYPE_LENGTHS:
        for start in range(len(words) - count + 1):
            kind = _TYPES.get(words.plain[start : start + count])
            if kind not in _TRAILING_TYPES or not _is_marked_as_type(words[start : start + count]):
                continue
            rest = Words(
                words.exact[:start] + words.exact[start + count :],
                words.plain[:start] + words.plain[start + count :],
            )
            if rest:
                yield kind, without_body(rest)


def _is_marked_as_type(words: Words) -> bool:
    """True if the marks of ``words``, if any, are those of a type word: "Phương" is none."""
    return not words.has_marks or words.exact in _MARKED_TYPES


def read_query(text: str) -> Query:
    """The query ``text``, which passed the guard."""
    parts = []
    for one in _SEPARATORS.split(text):
        words = without_body(read_words(one))
        if words and words.plain not in _TYPES:
            parts.append(words)
    if len(parts) > 1:
        parts = [part for part in parts if part.key not in _COUNTRY]
    has_marks = any(read_words(one).has_marks for one in _SEPARATORS.split(text))
    return Query(text.strip(), tuple(parts), has_marks)


def _splits(part: Words, places: Places) -> Iterator[tuple[Words, tuple[Scope, ...]]]:
    """Yield ``part`` as a name, and as a name with places around it."""
    yield part, ()
    if len(part) > _MAX_WORDS:
        return
    for start in range(len(part)):
        before = places.all_named(part[:start])
        if before is None:
            continue
        for end in range(len(part), start, -1):
            if (start, end) == (0, len(part)):
                continue
            behind = places.all_named(part[end:])
            if behind is not None and (before or behind):
                yield without_body(part[start:end]), (*before, *behind)
