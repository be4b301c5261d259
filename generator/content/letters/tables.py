"""Rows of tables among the lines of a body: cells of Word, of tabs, of pipes, of wide spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.content.letters.markers import marker_candidates
from generator.content.sources.model import DocumentPart, SourceLine

_SPACES: Final = re.compile(r"\s{3,}")
_TABLE_HEAD: Final = re.compile(r"\s*(?:S?TT|Số TT|Stt)\b")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its lines, its cells joined by one space, the pipes between them.

    Attributes:
        notes: Lines of footnotes that stand among those of the cells.
    """

    lines: tuple[SourceLine, ...]
    text: str
    pipes: tuple[str, ...] = ()
    notes: tuple[SourceLine, ...] = ()


def table_rows(lines: Sequence[SourceLine]) -> dict[int, TableRow]:
    """Rows by the index of their first line; a row's lines are together."""
    rows: dict[int, TableRow] = {}
    at = 0
    while at < len(lines):
        if lines[at].cell is not None:
            end = _row_end(lines, at)
            cell = lines[at].cell
            if cell is not None and cell.columns > 1:
                rows[at] = _row(tuple(lines[at:end]))
            at = end
            continue
        end = _text_table_end(lines, at)
        for index in range(at, end):
            if lines[index].text.strip():
                rows[index] = _row((lines[index],))
        at = max(end, at + 1)
    return rows


def _row(lines: tuple[SourceLine, ...]) -> TableRow:
    notes = tuple(line for line in lines if line.part is DocumentPart.FOOTNOTE)
    cells = tuple(line for line in lines if line.part is not DocumentPart.FOOTNOTE)
    text = " ".join(f"{line.marker} {line.text}" for line in cells)
    pipes = () if lines[0].cell else tuple("|" * text.count("|"))
    folded = " ".join((text.replace("|", " ") if pipes else text).split())
    return TableRow(cells, folded, pipes, notes)


def _row_end(lines: Sequence[SourceLine], at: int) -> int:
    first = lines[at].cell
    end = at
    while end < len(lines):
        cell = lines[end].cell
        is_note = lines[end].part is DocumentPart.FOOTNOTE
        is_same = (
            cell is not None
            and first is not None
            and ((cell.table, cell.row) == (first.table, first.row))
        )
        if not is_note and not is_same:
            break
        end += 1
    return end


def _text_table_end(lines: Sequence[SourceLine], at: int) -> int:
    """The index after the last row of a table that begins at ``at``; ``at`` if none does."""
    cells = _cells(lines[at])
    if len(cells) < 2:
        return at
    end = at + 1
    count = 1
    while (row := _next_row(lines, end, len(cells))) is not None:
        end, count = row + 1, count + 1
    is_headed = _TABLE_HEAD.match(lines[at].text) is not None
    least = 2 if len(cells) > 2 or is_headed or "|" in lines[at].text else 3
    return end if count >= least else at


def _next_row(lines: Sequence[SourceLine], at: int, columns: int) -> int | None:
    """The row of so many cells at ``at``; of three and more a blank line may stand above it."""
    if columns > 2 and at < len(lines) and not lines[at].text.strip():
        at += 1
    if at >= len(lines) or lines[at].cell is not None or len(_cells(lines[at])) != columns:
        return None
    return at


def _cells(line: SourceLine) -> list[str]:
    """Cells of a line of text; a marker before a tab is no cell."""
    text = line.text.strip()
    if not text or line.marker or line.cell is not None:
        return []
    if "|" in text:
        cells = [cell.strip() for cell in text.strip("|").split("|")]
        return cells if len(cells) > 1 else []
    if "\t" in text:
        cells = [cell for cell in re.split(r"\t+", text) if cell.strip()]
    else:
        cells = [cell for cell in _SPACES.split(text) if cell]
        if len(cells) < 3 and not _TABLE_HEAD.match(text):
            return []
    if len(cells) == 2 and any(m.length == len(cells[0]) for m in marker_candidates(text)):
        return []
    return cells
