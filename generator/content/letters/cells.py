"""Cells of two-column heads and feet: lines side by side become one column after the other.

Columns are those of a table, of a page set in columns, of tabs, of pipes or of runs of spaces. What
a copy has as one line is cut where the cells meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.content.letters.folding import fold
from generator.content.letters.slices import cut_line
from generator.content.sources.model import SourceLine

#: What parts two cells of a line. Fewer spaces stand between words of justified lines, too.
_GAP: Final = re.compile(r"[ \u00a0]*\t[\t \u00a0]*|[ \u00a0]{3,}")
#: Gaps within these part nothing: blanks to be filled in by hand.
_BLANKS: Final = re.compile(
    r"s[o0]\s{0,9}[:.]?[\s\d.…_]{0,40}[/\-\u2013]"
    r"|(?:ngay[\s\d.…_]{0,40})?thang[\s\d.…_]{0,40}nam[\s\d.…_]{0,20}"
)
#: A bullet of a list and the tab behind it.
_LONE_MARK: Final = re.compile(r"\s*(?:[^\w\s]{1,2}|o|\d{1,2}[.)]|[a-zđ][.)])\s*")
_MAX_BULLET_GAP: Final = 8
#: A line with more cells, or longer, is none of a head or foot.
_MAX_CELLS: Final = 16
_MAX_LINE: Final = 2000
#: A line of pipes and white space parts cells, too.
_PIPES: Final = re.compile(r"[|\s]*\|[|\s]*")
#: A single line that begins this far right stands in the right column, though alone.
_MIN_INDENT: Final = 20
#: What stands at the left of a signature, and in a copy often a line below it.
_RECIPIENTS: Final = re.compile(r"\s*noi nhan\b")


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line, or the part of one that is in a cell.

    Attributes:
        column: 0-based; None where nothing shows columns.
        is_pipe: Whether it is a sign between cells.
    """

    line: SourceLine
    column: int | None = None
    is_pipe: bool = False


def split_cells(line: SourceLine) -> list[CellLine]:
    """The cells of one line, from left to right, and the pipes between them."""
    text = line.text
    if not text.strip():
        return [CellLine(line)]
    if line.cell is not None:
        return [CellLine(line, line.cell.column if line.cell.columns > 1 else None)]
    if line.column is not None:
        return [CellLine(line, line.column)]
    if 0 < text.count("|") <= _MAX_CELLS:
        return list(_split_pipes(line))
    places = _gaps(text) if len(text) <= _MAX_LINE else []
    if not 0 < len(places) < _MAX_CELLS:
        indent = len(text.expandtabs(8)) - len(text.expandtabs(8).lstrip())
        return [CellLine(line, 1 if text[0] == "\t" or indent >= _MIN_INDENT else None)]
    starts = [0, *(end for _, end in places)]
    ends = [*(start for start, _ in places), len(text)]
    cells = [cut_line(line, a, b) for a, b in zip(starts, ends, strict=True)]
    shift = 1 if text[0] == "\t" and len(cells) == 1 else 0
    return [CellLine(cell, min(1, n + shift)) for n, cell in enumerate(cells)]


def _gaps(text: str) -> list[tuple[int, int]]:
    """Ranges of the gaps that part cells."""
    kept = [m.span() for m in _BLANKS.finditer(fold(text))]
    gaps = []
    begin = 0
    for gap in _GAP.finditer(text):
        before = text[begin : gap.start()]
        in_blank = any(a < gap.start() and gap.end() <= b for a, b in kept)
        is_mark = _LONE_MARK.fullmatch(before) and not _is_wide(before, gap[0])
        if not before.strip() or in_blank or is_mark or gap.end() == len(text):
            continue
        gaps.append(gap.span())
        begin = gap.end()
    return gaps


def _is_wide(bullet: str, gap: str) -> bool:
    """True if a gap is wider than that behind the bullet of an item: the bullet is a rule, "*"."""
    return len(gap) > _MAX_BULLET_GAP or ("\t" in gap and bullet.strip() == "*")


def _split_pipes(line: SourceLine) -> Iterable[CellLine]:
    text = line.text
    is_alone = _PIPES.fullmatch(text) is not None
    start, column = 0, 0
    for number, pipe in enumerate(re.finditer(r"\|", text)):
        cell = cut_line(line, start, pipe.start())
        if cell.text:
            yield CellLine(cell, None if is_alone else min(column, 1))
        # An empty cell is one, too: what stands right of it is in the right column.
        if cell.text or number or not _is_frame(text):
            column += 1
        yield CellLine(cut_line(line, pipe.start(), pipe.end()), is_pipe=True)
        start = pipe.end()
    cell = cut_line(line, start)
    if cell.text:
        yield CellLine(cell, None if is_alone else min(column, 1))


def _is_frame(text: str) -> bool:
    """True if a row's first pipe begins its first cell; else it ends a cell, which may be empty."""
    bare = text.strip()
    return bare.startswith("|") and (bare.endswith("|") or not text[0].isspace())


def in_columns(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], list[SourceLine]]:
    """The lines with each zone of cells set column by column, and the pipes.

    Blank lines stand between columns, so that no text goes on from one into the other.
    """
    rows = _without_indents([split_cells(line) for line in lines])
    pipes = [cell.line for row in rows for cell in row if cell.is_pipe]
    out: list[SourceLine] = []
    at = 0
    while at < len(rows):
        if not _is_columnar(rows[at]):
            out += _texts(rows[at], lines[at])
            at += 1
            continue
        end = _zone_end(rows, lines, at)
        start = len(out) - _rows_before(out, lines, rows, at)
        zone = [CellLine(line) for line in out[start:]]
        del out[start:]
        zone += [cell for row in rows[at:end] for cell in row if not cell.is_pipe]
        out += _by_column(zone)
        at = end
    return out, pipes


def _without_indents(rows: list[list[CellLine]]) -> list[list[CellLine]]:
    """The rows, of which those that are only indented are in no column.

    They are the first of a block of lines, and nothing stands at their left: the rest of it begins
    at the margin. A block ends at an empty line.
    """
    out = list(rows)
    at = 0
    while at < len(rows):
        end = next((n for n in range(at, len(rows)) if _is_blank(rows[n])), len(rows))
        first = next((n for n in range(at, end) if not _is_indented(rows[n])), end)
        is_rest_plain = not any(map(_is_columnar, rows[first:end]))
        if at < first < end and is_rest_plain and not _RECIPIENTS.match(_folded(rows[first])):
            out[at:first] = [[replace(row[0], column=None)] for row in rows[at:first]]
        at = end + 1
    return out


def _is_blank(row: Sequence[CellLine]) -> bool:
    return not any(cell.line.text.strip() for cell in row)


def _is_indented(row: Sequence[CellLine]) -> bool:
    """True for a line of one cell, which only the white space before it puts into a column."""
    cell = row[0]
    is_placed = cell.line.cell is not None or cell.line.column is not None
    return len(row) == 1 and bool(cell.column) and not is_placed


def _folded(row: Sequence[CellLine]) -> str:
    return fold(row[0].line.text)


def _is_columnar(row: Sequence[CellLine]) -> bool:
    return any(cell.column is not None for cell in row)


def _texts(row: Sequence[CellLine], line: SourceLine) -> list[SourceLine]:
    texts = [cut_line(cell.line, 0) for cell in row if not cell.is_pipe]
    return texts or [_blank(line)]


def _blank(line: SourceLine) -> SourceLine:
    return replace(line, text="", unsure=(), marker="", level=None, cell=None, column=None)


def _rows_before(
    out: Sequence[SourceLine], lines: Sequence[SourceLine], rows: Sequence[object], at: int
) -> int:
    """Number of lines directly above a zone are its left cell's first lines.

    A table's row is saved so: the lines of a cell, one each, and a tab before the next cell.
    """
    count = 0
    for line in reversed(out):
        if not line.text.strip():
            break
        count += 1
    return count


def _zone_end(rows: Sequence[list[CellLine]], lines: Sequence[SourceLine], at: int) -> int:
    """The index after the last row of cells from ``at`` on; lines of one cell between belong."""
    end = at + 1
    for index in range(at + 1, len(rows)):
        if _is_columnar(rows[index]):
            end = index + 1
        elif not lines[index].text.strip():
            continue
        elif index - end > _MAX_BETWEEN:
            break
    while end < len(rows) and lines[end].text.strip() and not _is_columnar(rows[end]):
        end += 1
    return end


#: A zone of cells may have so many lines of one cell in it; what follows is another part.
_MAX_BETWEEN: Final = 4


def _by_column(zone: Sequence[CellLine]) -> list[SourceLine]:
    left = [cell.line for cell in zone if not cell.column]
    right = [cell.line for cell in zone if cell.column]
    if not left or not right:
        return left or right
    return [*left, _blank(left[-1]), *right, _blank(right[-1])]
