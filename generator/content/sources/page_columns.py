"""Columns of text side by side on a page, as distinct from wide gaps in running text.

The heads and feet of official papers are two cells without rules. What parts them is a strip that
is empty over several lines and wider than the other gaps of those lines; in justified text all gaps
of a line are about as wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from generator.content.sources.page_words import Band, PlacedWord, Row, bands_of, rows_of

#: In em: a gutter is as wide, also where it is narrowest.
_MIN_GAP: Final = 0.75
_MIN_STRIP: Final = 0.5
#: A gutter is so many times as wide as the gaps between words beside it.
_GAP_RATIO: Final = 1.8
#: A narrower gap speaks against a gutter; between the two it says nothing.
_WEAK_RATIO: Final = 1.3
#: In em: a gap that parts columns although one line alone has it, or few lines have.
_LONE_GAP: Final = 2.5
_SURE_GAP: Final = 1.6
_MANY_ROWS: Final = 4
_USUAL_SPACE: Final = 0.3
#: Candidates of one band, widest first.
_MAX_GAPS: Final = 8
#: In em: free height across which a column goes on: a signature takes 8.
_MAX_PAUSE: Final = 14.0
#: In em: free height above a line that still belongs to the column over it.
_CLOSE_PAUSE: Final = 1.1
_SAME_AXIS: Final = 0.7
_SAME_EDGE: Final = 0.5
#: Of a column's width: a name under a signature is set so near to its axis.
_NEAR_AXIS: Final = 0.15
#: Full lines of running text reach so far across their column.
_FULL: Final = 0.8
_MANY_FULL: Final = 0.6
_MIN_TEXT_LINES: Final = 6
#: In em: rows of a table without rules stand no further apart.
_TABLE_PAUSE: Final = 3.5
_MIN_TABLE_ROWS: Final = 3

#: Lines that begin a paper's body, whatever stands above them.
_BODY_BEGINS: Final = re.compile(r"(?:Kính (?:gửi|gởi|thưa)|Căn cứ|Điều \d|Thực hiện)\b", re.I)
_RECIPIENTS: Final = re.compile(r"\W*N[ơo]i\s+nh[ậâ]n\b", re.I)
#: A list's marks, whose texts hang beside them and are no column.
_MARK: Final = re.compile(
    r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđA-ZĐ]|[IVXLC]+)[.)/\]:-]+|[^\w\s]{1,2}"
    r"|(?:Điều|Phần) \w+\.?"
)

#: From its left to its right edge.
_Strip = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ColumnRegion:
    """Consecutive bands set in columns: 0-based numbers, both included, and each column's words."""

    first: int
    last: int
    columns: tuple[list[PlacedWord], ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    first: int
    last: int
    strip: _Strip
    facing: int

    @property
    def score(self) -> tuple[int, float]:
        return self.facing, self.strip[1] - self.strip[0]


def find_region(bands: Sequence[Band]) -> ColumnRegion | None:
    """The most certain region of the page that is set in columns; None if there is none."""
    frees = [_free_strips(band) for band in bands]
    found: dict[tuple[int, int, int], _Candidate] = {}
    for number, band in enumerate(bands):
        for strip in _wide_gaps(band):
            first, last, narrow = _grow(bands, frees, number, strip)
            key = (first, last, round(narrow[0]))
            if key in found:
                continue
            candidate = _judge(bands, first, last, narrow)
            if candidate is not None:
                found[key] = candidate
    best = max(found.values(), key=lambda candidate: candidate.score, default=None)
    if best is None:
        return None
    words = [word for band in bands[best.first : best.last + 1] for word in band.words]
    left, right = _parted(words, best.strip)
    return ColumnRegion(best.first, best.last, (*_split_more(left), *_split_more(right)))


def _split_more(words: list[PlacedWord]) -> tuple[list[PlacedWord], ...]:
    """A column's words, in the columns that it has inside nearly over its whole height."""
    bands = bands_of(words)
    region = find_region(bands)
    if region is None or (region.last - region.first + 1) * 10 < len(bands) * 7:
        return (words,)
    outside = [
        word
        for number, band in enumerate(bands)
        if not region.first <= number <= region.last
        for word in band.words
    ]
    columns = [list(column) for column in region.columns]
    for word in outside:
        nearest = min(columns, key=lambda column: _distance(word, column))
        nearest.append(word)
    return tuple(columns)


def _distance(word: PlacedWord, column: Sequence[PlacedWord]) -> float:
    left = min(other.box.left for other in column)
    right = max(other.box.right for other in column)
    middle = (word.box.left + word.box.right) / 2
    return max(left - middle, middle - right, 0.0)


def _parted(
    words: Sequence[PlacedWord], strip: _Strip
) -> tuple[list[PlacedWord], list[PlacedWord]]:
    middle = sum(strip) / 2
    left = [word for word in words if (word.box.left + word.box.right) / 2 < middle]
    right = [word for word in words if (word.box.left + word.box.right) / 2 >= middle]
    return left, right


def _size(band: Band) -> float:
    return median(word.size for row in band.rows for word in row)


def _free_strips(band: Band) -> list[_Strip]:
    """Strips in which a band has no words, from minus to plus infinity."""
    strips: list[_Strip] = []
    edge = float("-inf")
    for word in band.words:
        if word.box.left > edge:
            strips.append((edge, word.box.left))
        edge = max(edge, word.box.right)
    return [*strips, (edge, float("inf"))]


def _wide_gaps(band: Band) -> list[_Strip]:
    """Gaps of a band that may be a gutter, widest first."""
    inner = _free_strips(band)[1:-1]
    least = _MIN_GAP * _size(band)
    wide = [strip for strip in inner if strip[1] - strip[0] >= least]
    return sorted(wide, key=lambda strip: strip[0] - strip[1])[:_MAX_GAPS]


def _grow(
    bands: Sequence[Band], frees: Sequence[list[_Strip]], number: int, strip: _Strip
) -> tuple[int, int, _Strip]:
    """The bands around one of which a strip is free in all, and what of it is."""
    first = last = number
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(bands):
            pause = abs(
                bands[at - step].top - bands[at].bottom
                if step < 0
                else bands[at].top - bands[at - step].bottom
            )
            if pause > _MAX_PAUSE * _size(bands[at]):
                break
            narrow = _overlap(frees[at], strip)
            if narrow[1] - narrow[0] < _MIN_STRIP * _size(bands[at]):
                break
            strip = narrow
            first, last = min(first, at), max(last, at)
            at += step
    return first, last, strip


def _overlap(free: Sequence[_Strip], strip: _Strip) -> _Strip:
    """The widest free part of a strip."""
    shared = ((max(one[0], strip[0]), min(one[1], strip[1])) for one in free)
    return max(shared, key=lambda one: one[1] - one[0])


def _judge(bands: Sequence[Band], first: int, last: int, strip: _Strip) -> _Candidate | None:
    """The columns beside a strip, without running text above and below; None without columns."""
    sides = {at: _sides(bands[at], strip) for at in range(first, last + 1)}
    facing = [at for at, (left, right) in sides.items() if left and right]
    if not facing or all(_is_mark(sides[at][0]) for at in facing):
        return None
    strong = [at for at in facing if _is_gutter(*sides[at])]
    against = [at for at in facing if not _is_gutter(*sides[at], least=_WEAK_RATIO)]
    if not strong or len(against) >= len(strong):
        return None
    widest = max(_gap(*sides[at]) / _size(bands[at]) for at in strong)
    if widest < (_LONE_GAP if len(strong) == 1 else _SURE_GAP) and len(strong) < _MANY_ROWS:
        return None
    top, bottom = _trimmed(bands, sides, facing[0], facing[-1])
    if top == bottom:
        # A line with a wide gap, to be filled in or set with tabs.
        return None
    return _Candidate(top, bottom, strip, len(strong))


_Sides = tuple[list[PlacedWord], list[PlacedWord]]


def _sides(band: Band, strip: _Strip) -> _Sides:
    return _parted(band.words, strip)


def _gap(left: Sequence[PlacedWord], right: Sequence[PlacedWord]) -> float:
    return min(word.box.left for word in right) - max(word.box.right for word in left)


def _is_mark(words: Sequence[PlacedWord]) -> bool:
    return _MARK.fullmatch(" ".join(word.text for word in words)) is not None


def _is_gutter(
    left: Sequence[PlacedWord], right: Sequence[PlacedWord], *, least: float = _GAP_RATIO
) -> bool:
    """True if the gap between two sides is ``least`` times as wide as those between their words."""
    gaps = [
        after.box.left - before.box.right
        for side in (left, right)
        for before, after in pairwise(side)
        if after.box.left > before.box.right
    ]
    size = left[-1].size
    usual = median(gaps) if len(gaps) > 1 else _USUAL_SPACE * size
    smallest = _MIN_GAP if least == _GAP_RATIO else _MIN_STRIP
    return _gap(left, right) >= max(least * usual, smallest * size)


def _trimmed(
    bands: Sequence[Band], sides: dict[int, _Sides], top: int, bottom: int
) -> tuple[int, int]:
    """The first and last band of a region: one-sided bands only where they are of its columns."""
    columns = tuple(
        rows_of([word for at in range(top, bottom + 1) for word in sides[at][side]])
        for side in (0, 1)
    )
    while top - 1 in sides:
        side = 0 if sides[top - 1][0] else 1
        line = sides[top - 1][side]
        pause = bands[top].top - bands[top - 1].bottom
        if pause > _CLOSE_PAUSE * _size(bands[top]) or not _is_centred(columns[side]):
            break
        if not _is_in_axis(line, columns[side]):
            break
        top -= 1
    while bottom + 1 in sides:
        side = 0 if sides[bottom + 1][0] else 1
        line = sides[bottom + 1][side]
        if not _continues(line, columns[side], is_right=side == 1):
            break
        columns[side].append(line)
        bottom += 1
    return top, bottom


def _text(words: Sequence[PlacedWord]) -> str:
    return " ".join(word.text for word in words)


def _continues(line: Row, column: Sequence[Row], *, is_right: bool) -> bool:
    """True if a line that stands alone under a column is of it, and not of the body.

    Under a right column there may be room, as for a signature; under a left one the body begins.
    """
    above = column[-1]
    size = above[0].size
    pause = min(word.box.top for word in line) - max(word.box.bottom for word in above)
    if _BODY_BEGINS.match(_text(line)) or (pause > _CLOSE_PAUSE * size and not is_right):
        return False
    if _is_in_axis(line, column):
        return True
    left = min(row[0].box.left for row in column)
    if is_right and _is_centred(column):
        right = max(row[-1].box.right for row in column)
        is_inside = left <= line[0].box.left and line[-1].box.right <= right
        return is_inside and _off_axis(line, column) <= _NEAR_AXIS * (right - left)
    return line[0].box.left >= left - _SAME_EDGE * size


def _is_centred(column: Sequence[Row]) -> bool:
    """True if a column's lines have their middles in one axis, and their edges not."""
    if len(column) < 2:
        return False
    size = column[0][0].size
    lefts = [row[0].box.left for row in column]
    middles = [(row[0].box.left + row[-1].box.right) / 2 for row in column]
    return (
        max(middles) - min(middles) <= 2 * _SAME_AXIS * size
        and max(lefts) - min(lefts) > _SAME_EDGE * size
    )


def _is_in_axis(line: Row, column: Sequence[Row]) -> bool:
    """True if a line is centred as those of a column are."""
    return _off_axis(line, column) <= _SAME_AXIS * line[0].size


def _off_axis(line: Row, column: Sequence[Row]) -> float:
    """Distance between the middles of a line and of a column, in pt."""
    axis = median(row[0].box.left + row[-1].box.right for row in column) / 2
    middle = (line[0].box.left + line[-1].box.right) / 2
    return abs(middle - axis)


def is_table(columns: Sequence[Sequence[PlacedWord]]) -> bool:
    """True if columns are those of a table without rules, to be read row by row."""
    rows = [rows_of(words) for words in columns]
    if any(_RECIPIENTS.match(_text(row)) for column in rows for row in column):
        return False
    shared = _shared_baselines(rows)
    if len(shared) < _MIN_TABLE_ROWS or all(_is_running_text(column) for column in rows):
        return False
    size = median(word.size for words in columns for word in words)
    if max(after - before for before, after in pairwise(shared)) > (1 + _TABLE_PAUSE) * size:
        return False
    if len(columns) > 2:
        return True
    return len(shared) * 2 >= max(map(len, rows)) and all(map(_is_left_aligned, rows))


def _shared_baselines(columns: Sequence[Sequence[Row]]) -> list[float]:
    """The baselines on which the first column and another one stand."""
    others = [row[0] for column in columns[1:] for row in column]
    return [
        row[0].baseline
        for row in columns[0]
        if any(abs(other.baseline - row[0].baseline) <= 0.3 * other.size for other in others)
    ]


def _is_left_aligned(column: Sequence[Row]) -> bool:
    lefts = [row[0].box.left for row in column]
    edge = median(lefts)
    return sum(abs(left - edge) <= 2 for left in lefts) >= _FULL * len(lefts)


def _is_running_text(column: Sequence[Row]) -> bool:
    left = min(row[0].box.left for row in column)
    right = max(row[-1].box.right for row in column)
    full = [row for row in column if row[-1].box.right - left >= _FULL * (right - left)]
    return len(column) >= _MIN_TEXT_LINES and len(full) >= _MANY_FULL * len(column)


def table_rows(columns: Sequence[Sequence[PlacedWord]]) -> Iterator[list[list[PlacedWord]]]:
    """A table's rows from top to bottom, each with the words of every column's cell.

    A row begins where the first column shares a baseline with another one; what stands between two
    such baselines is of the row above.
    """
    rows = [rows_of(words) for words in columns]
    starts = _shared_baselines(rows)
    for number, start in enumerate(starts):
        low = float("-inf") if number == 0 else start
        high = starts[number + 1] if number + 1 < len(starts) else float("inf")
        yield [_between(words, low, high) for words in columns]


def _between(words: Sequence[PlacedWord], low: float, high: float) -> list[PlacedWord]:
    """Words whose baselines are from ``low`` up to but not ``high``, by rounding error."""
    return [w for w in words if low <= w.baseline + 0.3 * w.size < high]
