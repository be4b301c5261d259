"""The directory of issuers: found by the names that people write, through an index built once.

A name is found with or without accents, with the tone mark in the old or the new place, with or
without the body ("Ủy ban nhân dân", "UBND") and the type word ("phường", "P."). Accents that are
written count: "Tấn An" does not find Tân An while another name fits better.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from generator.content.issuers import no_name, read_issuers
from generator.content.model import Issuer
from generator.core.errors import Place, Problem, UsageError
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.reading.files import read_source
from generator.vietnamese.syllables import split_tone
from generator.vietnamese.text_guard import conversion_findings, guard_with_changes

_WORD: Final = re.compile(r"[^\W_]+")
_BODY_WORDS: Final = (("uy", "ban", "nhan", "dan"), ("ubnd",))
#: Type words without accents, by the ways to write them.
_TYPES: Final = {
    ("phuong",): "phuong", ("p",): "phuong",
    ("xa",): "xa", ("x",): "xa",
    ("dac", "khu"): "dac khu", ("dk",): "dac khu",
    ("thi", "tran"): "thi tran", ("tt",): "thi tran",
    ("quan",): "quan", ("q",): "quan",
    ("huyen",): "huyen", ("h",): "huyen",
    ("thi", "xa"): "thi xa", ("tx",): "thi xa",
    ("tinh",): "tinh", ("t",): "tinh",
    ("thanh", "pho"): "thanh pho", ("tp",): "thanh pho",
}  # fmt: skip
_TYPE_LENGTHS: Final = sorted({len(written) for written in _TYPES})
_MAX_SUGGESTIONS: Final = 3

#: Cached directories: their lists are the same in every order of a process.
_MAX_DIRECTORIES: Final = 4

_NO_PLACE: Final = Place()


@dataclass(frozen=True, slots=True)
class _NameKey:
    """A unit's name for comparison: its type, and its bare name in two exactnesses."""

    type: str | None
    exact: tuple[tuple[str, str], ...]
    plain: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One way to read an issuer's name; ``position`` is that of the issuer in the directory."""

    position: int
    type: str | None
    issuer: Issuer


class _Index:
    """The entries of a directory by their names, with accents and without."""

    def __init__(self, issuers: Iterable[Issuer]) -> None:
        self.exact: dict[tuple[tuple[str, str], ...], list[_Entry]] = {}
        self.plain: dict[str, list[_Entry]] = {}
        for position, issuer in enumerate(issuers):
            for key in _keys(issuer.unit or issuer.body):
                entry = _Entry(position, key.type, issuer)
                self.exact.setdefault(key.exact, []).append(entry)
                self.plain.setdefault(key.plain, []).append(entry)

    def matches(self, queries: list[_NameKey]) -> list[Issuer]:
        """The best matches: with the accents as written, else without any."""
        exact = ((query, self.exact.get(query.exact, ())) for query in queries)
        plain = ((query, self.plain.get(query.plain, ())) for query in queries)
        return _agreeing(exact) or _agreeing(plain)


class IssuerDirectory:
    """Issuers that are found by name. The index is built at the first search.

    Attributes:
        issuers: In the order of their lists.
    """

    def __init__(self, issuers: Iterable[Issuer]) -> None:
        self.issuers = tuple(issuers)

    def find(self, query: str, *, place: Place = _NO_PLACE) -> Issuer:
        """The one issuer that ``query`` names.

        Bodies that exist come before those that ended under the same name. A province after a comma
        separates namesakes: "Tân An, Tây Ninh".

        Args:
            query: The name as people write it.
            place: The place of the query, for messages on a text that cannot be read.

        Raises:
            UsageError: when it is empty, or when none or several fit; the hint names near ones.
            ContentError: when the query is no readable text.
        """
        guarded, changes = guard_with_changes(query, place=place)
        found = self._find(guarded, place)
        conversions = conversion_findings(changes, place)
        return replace(found, findings=found.findings + conversions) if conversions else found

    def _find(self, query: str, place: Place) -> Issuer:
        """As :meth:`find`, for a guarded query."""
        name, _, province = query.partition(",")
        if not name.strip():
            raise no_name(place)
        matches = self._index.matches(_keys(name))
        if province.strip():
            wanted = {key.plain for key in _keys(province)}
            matches = [i for i in matches if wanted & {key.plain for key in _keys(i.province)}]
        matches = [i for i in matches if i.until is None] or matches
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise UsageError(
                Problem(
                    "issuer-ambiguous",
                    msg("“{query}” names {count} issuers", query=query, count=len(matches)),
                    msg(
                        "write one of: {names}",
                        names="; ".join(_with_province(issuer) for issuer in matches),
                    ),
                )
            )
        raise UsageError(
            Problem(
                "issuer-unknown",
                msg("no issuer is named “{query}”", query=query),
                self._near_hint(name),
            )
        )

    def _near_hint(self, name: str) -> Message:
        near: dict[str, None] = {}
        for key in _keys(name):
            for plain in near_names(key.plain, self._index.plain, limit=_MAX_SUGGESTIONS):
                near[_with_province(self._index.plain[plain][-1].issuer)] = None
        if near:
            return msg("did you mean: {names}?", names="; ".join(list(near)[:_MAX_SUGGESTIONS]))
        return msg("see “anpham list issuers”, or give any name with --issuer-name")

    @cached_property
    def _index(self) -> _Index:
        return _Index(self.issuers)


def load_directory(folder: Path) -> IssuerDirectory:
    """The directory of all lists in ``folder``, list by list in the order of their names.

    Raises:
        ContentError: with every faulty row of the first list that has one.
        InputOutputError: when a list cannot be read.
    """
    paths = sorted(folder.glob("*.csv"))
    return _directory(tuple((str(path), read_source(path)) for path in paths))


@lru_cache(maxsize=_MAX_DIRECTORIES)
def _directory(lists: tuple[tuple[str, bytes], ...]) -> IssuerDirectory:
    """The directory of CSV files, each with its name for messages and its bytes."""
    return IssuerDirectory(
        issuer for source, data in lists for issuer in read_issuers(data, source=source)
    )


def _agreeing(found: Iterable[tuple[_NameKey, Iterable[_Entry]]]) -> list[Issuer]:
    """The issuers of the entries ``found`` for each query whose types agree, in their order."""
    issuers = {
        entry.position: entry.issuer
        for query, entries in found
        for entry in entries
        if query.type is None or query.type == entry.type
    }
    return [issuers[position] for position in sorted(issuers)]


def _keys(name: str) -> list[_NameKey]:
    """The ways to read ``name``: with its first word as type word, and as a bare name.

    "Quan Hóa" is a name, though "quan" without its accents is also a type word.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", name).lower())
    plain = [_plain(word) for word in words]
    for body in _BODY_WORDS:
        if tuple(plain[: len(body)]) == body:
            words, plain = words[len(body) :], plain[len(body) :]
            break
    tones = tuple(split_tone(word) for word in words)
    keys = [_NameKey(None, tones, " ".join(plain))]
    for count in _TYPE_LENGTHS:
        kind = _TYPES.get(tuple(plain[:count]))
        if kind is not None and len(words) > count:
            keys.append(_NameKey(kind, tones[count:], " ".join(plain[count:])))
    return keys


def _plain(word: str) -> str:
    """The word without accents, đ as d."""
    decomposed = unicodedata.normalize("NFD", word).replace("đ", "d")
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _with_province(issuer: Issuer) -> str:
    return f"{issuer.unit or issuer.body}, {issuer.province}".rstrip(", ")
