"""Lines of a page in reading order, from words with bounding boxes.

A reader of PDFs and one of scans give words; they get back lines: columns apart (the two cells of a
paper's head, "Nơi nhận" beside the signature), the cells of tables together, running text from top
to bottom. Nothing is decided about what a line means. Gutters are found in ``page_columns``, ruled
tables in ``ruled_tables``.

All coordinates are in pt from the page's top left corner, y down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from generator.content.sources.model import Box, Cell, LineStyle
from generator.content.sources.page_columns import ColumnRegion, find_region, is_table, table_rows
from generator.content.sources.page_margins import is_margin_text
from generator.content.sources.page_words import Band, PlacedWord, bands_of, enclosing, rows_of
from generator.content.sources.ruled_tables import PageRule, RuledTable, find_tables

__all__ = ["PageLine", "PageRule", "PlacedWord", "lay_out_page"]

#: In em: two words as far apart are in two cells, if their line's other gaps are much smaller.
_WIDE_GAP: Final = 1.6
_WIDE_GAP_RATIO: Final = 2.5
#: Spaces that stand for a wide gap are as wide as this, in em; at most so many.
_SPACE: Final = 0.3
_MAX_SPACES: Final = 40
#: What stands before a list item, with a wide gap behind it that parts no cells.
MARKER: Final = re.compile(
    r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđA-ZĐ]|[IVXLC]+)[.)/\]:-]*|[^\w\s(\[\"“'‘]{1,2}|Điều \d+\."
)
#: In em: how far a line's middle may be from that of its column, and its least indent.
_CENTRED_TOLERANCE: Final = 0.6
_CENTRED_INDENT: Final = 1.2
#: In pt: words stand out of their cell by so much, and so few of them by more.
_OVERHANG: Final = 4.0
_MAX_ACROSS: Final = 0.2
#: What stands in a page's margin has at most so many lines, above and below.
_MAX_MARGIN_BANDS: Final = 2
#: So many lines that begin at one place have an indent.
_SHARED_EDGE: Final = 3


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page.

    Attributes:
        column: 0-based number of its column, where columns stand side by side; else None.
        cell: Its cell, with the table's 0-based number on this page.
        unsure: Parts of the text that recognition was unsure of, as 0-based (start, end).
    """

    text: str
    box: Box
    style: LineStyle
    column: int | None = None
    cell: Cell | None = None
    unsure: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Measure:
    """The left and right edge between which lines stand, in pt."""

    left: float
    right: float


def lay_out_page(
    words: Iterable[PlacedWord], rules: Sequence[PageRule] = ()
) -> tuple[PageLine, ...]:
    """The lines of a page in reading order; every word is in exactly one of them.

    Args:
        words: With boxes, in any order; each without white space around it.
        rules: Thin lines drawn on the page, which may be those of tables.
    """
    flow = [word for word in words if word.text]
    tables: list[tuple[RuledTable, list[PlacedWord]]] = []
    for table in find_tables(rules):
        inside = [word for word in flow if table.holds(word.box)]
        if _fits(table, inside):
            tables.append((table, inside))
            flow = [word for word in flow if not table.holds(word.box)]
    return _PageWriter(flow, tables).lines()


def _fits(table: RuledTable, inside: Sequence[PlacedWord]) -> bool:
    """True if words stand in several cells of a table, and hardly any across its rules."""
    if len({table.cell_at(word.box) for word in inside}) < 2:
        return False
    across = 0
    for word in inside:
        left, right = table.edges(*table.cell_at(word.box))
        across += not left - _OVERHANG <= word.box.left <= word.box.right <= right + _OVERHANG
    return across <= _MAX_ACROSS * len(inside)


class _PageWriter:
    """Writer of one page's lines, band by band."""

    def __init__(
        self, flow: Sequence[PlacedWord], tables: Sequence[tuple[RuledTable, list[PlacedWord]]]
    ) -> None:
        self._above, inner, self._below = _without_margins(bands_of(flow))
        self._flow = [word for band in inner for word in band.words]
        self._tables = sorted(tables, key=lambda pair: pair[0].box.top)
        rows = [row for band in inner for row in band.rows]
        self._measure = _measure_of(rows)
        self._edges = Counter(
            edge + step for row in rows for edge in (round(row[0].box.left),) for step in (-1, 0, 1)
        )
        self._table_count = 0

    def lines(self) -> tuple[PageLine, ...]:
        """All lines, tables at their places between the others."""
        found = self._plain(self._above)
        rest = self._flow
        for table, inside in self._tables:
            middle = (table.box.top + table.box.bottom) / 2
            above = [word for word in rest if _middle(word) < middle]
            rest = [word for word in rest if _middle(word) >= middle]
            found += self._flow_lines(bands_of(above))
            found += self._ruled(table, inside)
        found += self._flow_lines(bands_of(rest))
        return (*found, *self._plain(self._below))

    def _plain(self, bands: Iterable[Band]) -> list[PageLine]:
        return [_line(row, self._measure) for band in bands for row in band.rows]

    def _flow_lines(self, bands: Sequence[Band]) -> list[PageLine]:
        """Lines of words outside of ruled tables: what is in columns, and what is around it."""
        region = find_region(bands)
        if region is None:
            rows = [row for band in bands for row in band.rows]
            return self._centred([_line(row, self._measure) for row in rows])
        first, last = region.first, region.last
        return [
            *self._flow_lines(bands[:first]),
            *self._region(region),
            *self._flow_lines(bands[last + 1 :]),
        ]

    def _centred(self, lines: Sequence[PageLine]) -> list[PageLine]:
        """Lines, of which none is centred whose left edge others share: that is an indent."""
        return [
            line
            if not line.style.centred or self._edges[round(line.box.left)] < _SHARED_EDGE
            else replace(line, style=replace(line.style, centred=False))
            for line in lines
        ]

    def _region(self, region: ColumnRegion) -> list[PageLine]:
        columns = region.columns
        if is_table(columns):
            return self._aligned(columns)
        found: list[PageLine] = []
        for number, words in enumerate(columns):
            rows = rows_of(words)
            measure = _measure_of(rows)
            lines = [replace(_line(row, measure), column=number) for row in rows]
            found += _centred_together(lines)
        return found

    def _aligned(self, columns: Sequence[Sequence[PlacedWord]]) -> list[PageLine]:
        """A table without rules, row by row."""
        number = self._next_table()
        found: list[PageLine] = []
        measures = [_measure_of(rows_of(words)) for words in columns]
        for row_number, cells in enumerate(table_rows(columns)):
            for column, words in enumerate(cells):
                cell = Cell(number, row_number, column, len(columns))
                found += [
                    replace(_line(row, measures[column]), cell=cell) for row in rows_of(words)
                ]
        return found

    def _ruled(self, table: RuledTable, inside: Iterable[PlacedWord]) -> list[PageLine]:
        number = self._next_table()
        cells: dict[tuple[int, int], list[PlacedWord]] = {}
        for word in inside:
            cells.setdefault(table.cell_at(word.box), []).append(word)
        found: list[PageLine] = []
        for (row_number, column), words in sorted(cells.items()):
            cell = Cell(number, row_number, column, table.columns)
            left, right = table.edges(row_number, column)
            measure = _Measure(left, right)
            lines = [replace(_line(row, measure), cell=cell) for row in rows_of(words)]
            found += lines
        return found

    def _next_table(self) -> int:
        self._table_count += 1
        return self._table_count - 1


def _without_margins(bands: Sequence[Band]) -> tuple[list[Band], list[Band], list[Band]]:
    """Bands in the upper margin, the page's own, and those in the lower margin."""
    is_margin = [is_margin_text(_join(band.words)[0]) for band in bands]
    first, last = 0, len(bands)
    while first < min(last, _MAX_MARGIN_BANDS) and is_margin[first]:
        first += 1
    while last > max(first, len(bands) - _MAX_MARGIN_BANDS) and is_margin[last - 1]:
        last -= 1
    return [*bands[:first]], [*bands[first:last]], [*bands[last:]]


def _middle(word: PlacedWord) -> float:
    return (word.box.top + word.box.bottom) / 2


def _measure_of(rows: Sequence[Sequence[PlacedWord]]) -> _Measure:
    """The edges of the text: the outermost that two lines share, else the outermost."""
    if not rows:
        return _Measure(0, 0)
    lefts = sorted(row[0].box.left for row in rows)
    rights = sorted((row[-1].box.right for row in rows), reverse=True)
    return _Measure(_shared(lefts), _shared(rights))


def _shared(edges: Sequence[float]) -> float:
    """The first of sorted edges that the next one shares; the very first if none does."""
    for one, other in pairwise(edges):
        if abs(one - other) <= 2:
            return one
    return edges[0]


def _line(row: Sequence[PlacedWord], measure: _Measure) -> PageLine:
    box = enclosing(word.box for word in row)
    text, unsure = _join(row)
    size = median(word.size for word in row)
    indent = box.left - measure.left
    after = measure.right - box.right
    is_centred = (
        abs(indent - after) <= 2 * _CENTRED_TOLERANCE * size and indent >= _CENTRED_INDENT * size
    )
    style = LineStyle(
        bold=_most(row, [word.bold for word in row]),
        italic=_most(row, [word.italic for word in row]),
        centred=is_centred,
        size=round(size, 1),
        indent=round(indent, 1),
    )
    return PageLine(text, box, style, unsure=unsure)


def _most(row: Sequence[PlacedWord], flags: Sequence[bool | None]) -> bool | None:
    """The flag of most of the letters whose look is known."""
    known = [
        (len(word.text), flag) for word, flag in zip(row, flags, strict=True) if flag is not None
    ]
    if not known:
        return None
    total = sum(length for length, _ in known)
    return sum(length for length, flag in known if flag) * 2 > total


def _centred_together(lines: Sequence[PageLine]) -> list[PageLine]:
    """A column's lines, centred if their middles are in one axis and their edges are not."""
    if len(lines) < 2:
        return list(lines)
    size = median(line.style.size or 10 for line in lines)
    middles = [line.box.left + line.box.right for line in lines]
    lefts = [line.box.left for line in lines]
    in_axis = (max(middles) - min(middles)) / 2 <= _CENTRED_TOLERANCE * size
    if not in_axis or max(lefts) - min(lefts) < _CENTRED_TOLERANCE * size:
        return list(lines)
    return [replace(line, style=replace(line.style, centred=True)) for line in lines]


def _join(row: Sequence[PlacedWord]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A row's text, with a run of spaces where cells are parted, and its unsure parts."""
    gaps = [after.box.left - before.box.right for before, after in pairwise(row)]
    usual = median(gaps) if len(gaps) > 2 else 0.0
    text, unsure = "", []
    for number, word in enumerate(row):
        if number:
            gap = gaps[number - 1]
            is_wide = gap >= max(_WIDE_GAP * word.size, _WIDE_GAP_RATIO * usual)
            is_marker = number == 1 and MARKER.fullmatch(row[0].text) is not None
            spaces = 1
            if is_wide and not is_marker:
                spaces = min(_MAX_SPACES, max(3, round(gap / (_SPACE * word.size))))
            text += " " * spaces
        unsure += [(len(text) + start, len(text) + end) for start, end in word.unsure]
        text += word.text
    return text, tuple(unsure)
