"""Lists of issuers, and issuers of any name.

How one is found in the lists is in ``content.issuer_directory``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.content.model import Issuer
from generator.core.errors import ContentError, Place, Problem, UsageError
from generator.core.messages import msg
from generator.reading.files import read_source
from generator.vietnamese.decoding import decode_text
from generator.vietnamese.official_names import PEOPLES_COMMITTEE, split_name
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
_NO_PLACE: Final = Place()


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
        raise no_name(place)
    body, unit = split_name(name)
    if not (body and unit):
        match = _BODY.fullmatch(name)
        body, unit = (match[1], match[2]) if match else (name, "")
    return Issuer(body, unit, findings=conversion_findings(changes, place))


def no_name(place: Place) -> UsageError:
    """The error for an issuer whose name is empty."""
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
