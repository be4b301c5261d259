"""Lists of issuers, and issuers of any name.

How one is found in the lists is in ``content.issuer_directory``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.content.contacts import CONTACT_KINDS, name_findings, read_contact
from generator.content.model import Issuer
from generator.core.errors import ContentError, Place, Problem, UsageError
from generator.core.excerpts import excerpt
from generator.core.findings import Finding
from generator.core.messages import msg
from generator.reading.delimited import Row, Table, read_table, refuse_workbook
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
_VIETNAMESE_DAY: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
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
    refuse_workbook(data, source=source)
    text, findings = convert_file(decode_text(data, source=source), source=source)
    table = read_table(text, source=source)
    problems = _header_problems(table, source)
    if problems:
        raise ContentError(*problems)
    issuers: list[Issuer] = []
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows:
        place = Place(source, row.line)
        try:
            issuer = _issuer(row, place)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        first = seen.setdefault((issuer.name, issuer.province), row.line)
        if first != row.line:
            message = msg("{name} stands twice, first in line {line}", name=issuer.name, line=first)
            problems.append(Problem("issuer-twice", message, None, place))
        issuers.append(replace(issuer, findings=findings + issuer.findings))
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
    findings = (*conversion_findings(changes, place), *name_findings(name, place=place))
    return Issuer(body, unit, findings=findings)


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


def _header_problems(table: Table, source: str) -> list[Problem]:
    place = Place(source, table.header_line)
    columns = msg("the columns are: {names}", names=", ".join(COLUMNS))
    problems = [
        Problem(
            "unknown-column", msg("unknown column “{name}”", name=excerpt(name)), columns, place
        )
        for name in table.columns
        if name not in COLUMNS
    ]
    problems += [
        Problem("column-twice", msg("the column “{name}” stands twice", name=name), None, place)
        for name in COLUMNS
        if table.columns.count(name) > 1
    ]
    problems += [
        Problem("missing-column", msg("the column “{name}” is missing", name=name), columns, place)
        for name in _REQUIRED
        if name not in table.columns
    ]
    return problems


def _issuer(row: Row, place: Place) -> Issuer:
    problems: list[Problem] = []
    if row.has_more:
        message = msg("the row has more cells than the header")
        hint = msg("put a text with a comma inside in double quotes")
        problems.append(Problem("too-many-cells", message, hint, place))
    texts = {}
    for column in _TEXT_COLUMNS:
        try:
            texts[column] = " ".join(guard(row.cells.get(column, ""), place=place).split())
        except ContentError as error:
            problems.extend(error.problems)
    for column in _REQUIRED:
        if texts.get(column) == "":
            problems.append(
                Problem("empty-value", msg("“{key}” is empty", key=column), None, place)
            )
    until: dt.date | None = None
    written = row.cells.get("until", "").strip()
    if written:
        try:
            until = _day(written)
        except ValueError:
            message = msg(
                "“{key}” is “{found}”; expected {expected}",
                key="until",
                found=written,
                expected=msg("a date, as 2021-06-17"),
            )
            problems.append(Problem("wrong-value", message, None, place))
    findings: list[Finding] = []
    try:
        name = f"{texts.get('body', '')} {texts.get('unit', '')}"
        findings += name_findings(name.strip(), place=place)
    except ContentError as error:
        problems.extend(error.problems)
    for kind in CONTACT_KINDS:
        try:
            contact = read_contact(kind, texts.get(kind, ""), place=place)
        except ContentError as error:
            problems.extend(error.problems)
        else:
            texts[kind] = contact.text
            findings += contact.findings
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
        findings=tuple(findings),
    )


def _day(written: str) -> dt.date:
    """The day ``written``, as ISO 8601 has it, or as Excel in Vietnam makes of that: 30/06/2025.

    Raises:
        ValueError: if it is neither.
    """
    parts = _VIETNAMESE_DAY.fullmatch(written)
    if parts:
        return dt.date(int(parts[3]), int(parts[2]), int(parts[1]))
    return dt.date.fromisoformat(written)
