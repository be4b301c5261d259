"""Lists of issuers, and the search for one by the name that people write.

A name is found with or without accents, with the tone mark in the old or the new place, with or
without the body ("Ủy ban nhân dân", "UBND") and the type word ("phường", "P."). Accents that are
written count: "Tấn An" does not find Tân An while another name fits better.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.content.model import Issuer
from generator.core.errors import ContentError, Place, Problem, UsageError
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.reading.files import read_source
from generator.vietnamese.decoding import decode_text
from generator.vietnamese.official_names import PEOPLES_COMMITTEE, split_name
from generator.vietnamese.syllables import split_tone
from generator.vietnamese.text_guard import (
    conversion_findings,
    convert_file,
    guard,
    guard_with_changes,
)

#: The columns of a list; ``body`` and ``unit`` must be there, the others may be missing.
COLUMNS: Final = (
    "code", "body", "unit", "province", "address", "hotline", "website", "until", "note",
)  # fmt: skip
_REQUIRED: Final = ("body", "unit")

#: The columns that the model keeps; ``code`` and ``note`` are for people.
_TEXT_COLUMNS: Final = ("body", "unit", "province", "address", "hotline", "website")

_BODY: Final = re.compile(rf"({PEOPLES_COMMITTEE})\s+(\S.*)", re.I)
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
_MAX_SUGGESTIONS: Final = 3

_NO_PLACE: Final = Place()


@dataclass(frozen=True, slots=True)
class _NameKey:
    """A unit's name for comparison: its type, and its bare name in two exactnesses."""

    type: str | None
    exact: tuple[tuple[str, str], ...]
    plain: str


def load_issuers(path: Path) -> tuple[Issuer, ...]:
    """The issuers in the list at ``path``, in its order.

    Raises:
        ContentError: with every faulty row of the list.
        InputOutputError: when the file cannot be read.
    """
    return read_issuers(read_source(path), source=str(path))


def read_issuers(data: bytes, *, source: str) -> tuple[Issuer, ...]:
    """The issuers in the CSV file ``data``; see ``assets/issuers/README.md`` for its columns.

    Raises:
        ContentError: with every faulty row of the list.
    """
    text, findings = convert_file(decode_text(data, source=source), source=source)
    # Excel in Vietnam, whose decimal sign is the comma, writes CSV with semicolons.
    header = text.split("\n", 1)[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restkey="\0")
    problems = _header_problems(rows.fieldnames or (), source)
    if problems:
        raise ContentError(*problems)
    issuers: list[Issuer] = []
    seen: dict[tuple[str, str], int] = {}
    try:
        for row in rows:
            place = Place(source, rows.line_num)
            try:
                issuer = replace(_issuer(row, place), findings=findings)
            except ContentError as error:
                problems.extend(error.problems)
                continue
            first = seen.setdefault((issuer.name, issuer.province), rows.line_num)
            if first != rows.line_num:
                message = msg(
                    "{name} stands twice, first in line {line}", name=issuer.name, line=first
                )
                problems.append(Problem("issuer-twice", message, None, place))
            issuers.append(issuer)
    except csv.Error as error:
        message = msg("not valid CSV: {reason}", reason=str(error))
        problems.append(Problem("csv-syntax", message, None, Place(source, rows.line_num)))
    if problems:
        raise ContentError(*problems)
    return tuple(issuers)


def find_issuer(query: str, issuers: Sequence[Issuer], *, place: Place = _NO_PLACE) -> Issuer:
    """The one issuer that ``query`` names.

    Bodies that exist come before those that ended under the same name. A province after a comma
    separates namesakes: "Tân An, Tây Ninh".

    Args:
        query: The name as people write it.
        issuers: The issuers to search.
        place: The place of the query, for messages on a text that cannot be read.

    Raises:
        UsageError: when it is empty, or when none or several fit; the hint names near ones.
        ContentError: when the query is no readable text.
    """
    guarded, changes = guard_with_changes(query, place=place)
    found = _find(guarded, issuers, place)
    conversions = conversion_findings(changes, place)
    return replace(found, findings=found.findings + conversions) if conversions else found


def _find(query: str, issuers: Sequence[Issuer], place: Place) -> Issuer:
    """As :func:`find_issuer`, for a guarded query."""
    name, _, province = query.partition(",")
    if not name.strip():
        raise _no_name(place)
    matches = _matches(_keys(name), issuers)
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
            _near_hint(name, issuers),
        )
    )


def issuer_from_name(text: str, *, place: Place = _NO_PLACE) -> Issuer:
    """An issuer with any name; the unit begins with its type word: "phường An Phú Đông".

    After "Ủy ban nhân dân" all the rest is the unit, whatever it begins with.

    Args:
        text: The name as it shall be printed.
        place: The place of the name, for messages.

    Raises:
        UsageError: when the name is empty.
        ContentError: when it is no readable text.
    """
    guarded, changes = guard_with_changes(text, place=place)
    name = " ".join(guarded.split())
    if not name:
        raise _no_name(place)
    body, unit = split_name(name)
    if not (body and unit):
        match = _BODY.fullmatch(name)
        body, unit = (match[1], match[2]) if match else (name, "")
    return Issuer(body, unit, findings=conversion_findings(changes, place))


def _no_name(place: Place) -> UsageError:
    return UsageError(
        Problem(
            "issuer-name-empty",
            msg("the issuer's name is empty"),
            msg("write a name, as “Ủy ban nhân dân phường An Phú Đông”"),
            place,
        )
    )


def _header_problems(fields: Iterable[str], source: str) -> list[Problem]:
    place = Place(source, 1)
    columns = msg("the columns are: {names}", names=", ".join(COLUMNS))
    problems = [
        Problem("unknown-column", msg("unknown column “{name}”", name=name), columns, place)
        for name in fields
        if name not in COLUMNS
    ]
    problems += [
        Problem("missing-column", msg("the column “{name}” is missing", name=name), columns, place)
        for name in _REQUIRED
        if name not in fields
    ]
    return problems


def _issuer(row: dict[str, str | None], place: Place) -> Issuer:
    problems: list[Problem] = []
    if "\0" in row:
        message = msg("the row has more cells than the header")
        hint = msg("put a text with a comma inside in double quotes")
        problems.append(Problem("too-many-cells", message, hint, place))
    texts = {}
    for column in _TEXT_COLUMNS:
        try:
            texts[column] = " ".join(guard(row.get(column) or "", place=place).split())
        except ContentError as error:
            problems.extend(error.problems)
    for column in _REQUIRED:
        if texts.get(column) == "":
            problems.append(
                Problem("empty-value", msg("“{key}” is empty", key=column), None, place)
            )
    until: dt.date | None = None
    written = (row.get("until") or "").strip()
    if written:
        try:
            until = dt.date.fromisoformat(written)
        except ValueError:
            message = msg(
                "“{key}” is “{found}”; expected {expected}",
                key="until",
                found=written,
                expected=msg("a date, as 2021-06-17"),
            )
            problems.append(Problem("wrong-value", message, None, place))
    if problems:
        raise ContentError(*problems)
    return Issuer(
        body=texts["body"],
        unit=texts["unit"],
        province=texts["province"],
        address=texts["address"],
        hotline=texts["hotline"],
        website=texts["website"],
        until=until,
    )


def _matches(queries: list[_NameKey], issuers: Iterable[Issuer]) -> list[Issuer]:
    """The best matches: with the accents as written, else without any."""
    keyed = [(issuer, _keys(issuer.unit or issuer.body)) for issuer in issuers]
    exact = [
        i
        for i, keys in keyed
        if any(_types_agree(q, k) and q.exact == k.exact for q in queries for k in keys)
    ]
    return exact or [
        i
        for i, keys in keyed
        if any(_types_agree(q, k) and q.plain == k.plain for q in queries for k in keys)
    ]


def _types_agree(query: _NameKey, key: _NameKey) -> bool:
    """True if the types agree; a query without a type word agrees with any."""
    return query.type is None or query.type == key.type


def _keys(name: str) -> list[_NameKey]:
    """The ways to read ``name``: with its first word as type word, and as a bare name.

    "Quan Hóa" is a name, though "quan" without its accents is also a type word.
    """
    words = _words(name)
    for body in _BODY_WORDS:
        if _starts_with(words, body):
            words = words[len(body) :]
            break
    keys = [_key(None, words)]
    keys += [
        _key(kind, words[len(written) :])
        for written, kind in _TYPES.items()
        if len(words) > len(written) and _starts_with(words, written)
    ]
    return keys


def _key(kind: str | None, words: list[str]) -> _NameKey:
    return _NameKey(kind, tuple(split_tone(word) for word in words), _plain(words))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def _starts_with(words: list[str], start: tuple[str, ...]) -> bool:
    return tuple(_plain([word]) for word in words[: len(start)]) == start


def _plain(words: Iterable[str]) -> str:
    """The words without accents, đ as d."""
    decomposed = unicodedata.normalize("NFD", " ".join(words)).replace("đ", "d")
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _near_hint(name: str, issuers: Iterable[Issuer]) -> Message:
    by_key = {key.plain: issuer for issuer in issuers for key in _keys(issuer.unit or issuer.body)}
    near: dict[str, None] = {}
    for key in _keys(name):
        for plain in near_names(key.plain, by_key, limit=_MAX_SUGGESTIONS):
            near[_with_province(by_key[plain])] = None
    if near:
        return msg("did you mean: {names}?", names="; ".join(list(near)[:_MAX_SUGGESTIONS]))
    return msg("see “anpham list issuers”, or give any name with --issuer-name")


def _with_province(issuer: Issuer) -> str:
    return f"{issuer.unit or issuer.body}, {issuer.province}".rstrip(", ")
