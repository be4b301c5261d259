"""Rows of CSV files as office programs write them, each cell under its column, with line numbers.

Excel writes semicolons where the comma is the decimal sign, "Unicode text" with tabs, a first line
``sep=;``, empty rows and columns where something once stood. What the columns mean is known to the
caller.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.core.errors import ContentError, Place, Problem
from generator.core.messages import Message, msg

_SEPARATORS: Final = ",;\t|"
_SEPARATOR_LINE: Final = re.compile(r"\"?sep=(.)\"?[ ,;\t]*(?:\r\n|\r|\n)", re.IGNORECASE)
_SAVE_AS_CSV: Final = msg("in Excel: File, Save As, and there the kind “CSV UTF-8”")
_OLE: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that has any text.

    Attributes:
        line: The 1-based line that it ends on.
        cells: By their columns; a column that the row does not reach has an empty text.
        has_more: True if there are texts beyond the columns.
    """

    line: int
    cells: dict[str, str]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file.

    Attributes:
        columns: The names in its first row, in small letters; without columns that have no name
            and no text.
        header_line: The 1-based line of the first row.
    """

    columns: tuple[str, ...]
    header_line: int
    rows: tuple[Row, ...]


def read_table(text: str, *, source: str) -> Table:
    """The table in ``text``.

    Raises:
        ContentError: if it is no CSV.
    """
    text = text.removeprefix("\ufeff")
    skipped, separator = 0, ""
    if stated := _SEPARATOR_LINE.match(text):
        text, skipped, separator = text[stated.end() :], 1, stated[1]
    lines = list(_lines(text, separator or _separator(text), source, skipped))
    header_line, names = lines[0] if lines else (1 + skipped, [])
    names = [" ".join(name.split()).lower() for name in names]
    used = max((at + 1 for at, name in enumerate(names) if name), default=0)
    columns = tuple(names[:used])
    rows = tuple(
        Row(
            line,
            {name: cell for name, cell in zip(columns, cells + [""] * used, strict=False)},
            any(cell.strip() for cell in cells[used:]),
        )
        for line, cells in lines[1:]
    )
    return Table(columns, header_line, rows)


def refuse_workbook(data: bytes, *, source: str) -> None:
    """Refuse the files of a spreadsheet program that are no CSV, by their kinds.

    Raises:
        ContentError: with how to get a CSV from it.
    """
    kind = _workbook_kind(data)
    if kind is not None:
        message = msg("this is {kind}, not a list in CSV", kind=kind)
        raise ContentError(Problem("not-a-list", message, _SAVE_AS_CSV, Place(source)))


def _workbook_kind(data: bytes) -> Message | None:
    if data.startswith(b"PK\x03\x04"):
        if b"opendocument.spreadsheet" in data[:200]:
            return msg("a workbook of LibreOffice (.ods)")
        if b"xl/" in data:
            return msg("an Excel workbook (.xlsx)")
        return None
    if data.startswith(_OLE):
        return msg("an old Excel or Word file (.xls, .doc)")
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml)", data[:200], re.IGNORECASE):
        return msg("a web page or XML, as some programs name .xls")
    return None


def _separator(text: str) -> str:
    """The sign between the names of the first row that has any."""
    header = next((line for line in text.splitlines() if line.strip(_SEPARATORS + ' "')), "")
    return max(_SEPARATORS, key=header.count)


def _lines(text: str, separator: str, source: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with any text, each with the line that it ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num + skipped, cells
    except csv.Error as error:
        place = Place(source, reader.line_num + skipped)
        message = msg("not valid CSV: {reason}", reason=str(error))
        raise ContentError(Problem("csv-syntax", message, _SAVE_AS_CSV, place)) from error
