"""Lines in the gaps between a box's children (CSS's ``row-rule`` and ``column-rule``).

Lengths are in pt from the box's top left corner, y down.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.core.units import TOLERANCE_PT
from generator.layout.model import Fragment, Placed
from generator.sheet.model import RuleLine


class GapRule(NamedTuple):
    """A line in a gap, and the rectangle that it fills."""

    line: RuleLine
    x: float
    y: float
    width: float
    height: float


def gap_rules(fragment: Fragment) -> Iterator[GapRule]:
    """The lines in the gaps between the children of ``fragment``."""
    style = fragment.element.style
    if style.column_rule is None and style.row_rule is None:
        return
    children = [c for c in fragment.children if not c.fragment.element.style.absolute]
    columns, wide = _parted(_columns(children))
    if style.column_rule is not None:
        yield from _between_columns(columns, style.column_rule)
    if style.row_rule is not None:
        yield from _between_rows(columns, style.row_rule)
        yield from _above(wide, children, style.row_rule)


def _between_columns(columns: Sequence[Sequence[Placed]], line: RuleLine) -> Iterator[GapRule]:
    """A line in the middle of each gap between columns, as high as those beside it."""
    for one, other in pairwise(columns):
        x = (max(map(_right, one)) + other[0].x - line.width) / 2
        both = [*one, *other]
        top = min(child.y for child in both)
        bottom = max(child.y + child.fragment.height for child in both)
        yield GapRule(line, x, top, line.width, bottom - top)


def _between_rows(columns: Sequence[Sequence[Placed]], line: RuleLine) -> Iterator[GapRule]:
    """A line in the middle of each gap between two children of one column."""
    for column in columns:
        left = column[0].x
        width = max(map(_right, column)) - left
        for one, other in pairwise(sorted(column, key=lambda child: child.y)):
            y = (one.y + one.fragment.height + other.y - line.width) / 2
            yield GapRule(line, left, y, width, line.width)


def _above(wide: Sequence[Placed], children: Sequence[Placed], line: RuleLine) -> Iterator[GapRule]:
    """A line above each of ``wide`` that has something above it, from side to side."""
    for child in wide:
        above = [one for one in children if _bottom(one) <= child.y + TOLERANCE_PT]
        if above:
            left, right = min(one.x for one in children), max(map(_right, children))
            y = (max(map(_bottom, above)) + child.y - line.width) / 2
            yield GapRule(line, left, y, right - left, line.width)


def _parted(columns: Sequence[Sequence[Placed]]) -> tuple[list[list[Placed]], list[Placed]]:
    """The columns without what reaches into the next one, as a last tile that has a row alone."""
    ends = [*(column[0].x for column in columns[1:]), math.inf]
    narrow = [
        [child for child in column if _right(child) <= end + TOLERANCE_PT]
        for column, end in zip(columns, ends, strict=True)
    ]
    wide = [
        child
        for column, end in zip(columns, ends, strict=True)
        for child in column
        if _right(child) > end + TOLERANCE_PT
    ]
    return [column for column in narrow if column], wide


def _columns(children: Sequence[Placed]) -> list[list[Placed]]:
    """Children by the left edges of their columns, from left to right."""
    found: list[list[Placed]] = []
    for child in sorted(children, key=lambda child: child.x):
        if found and child.x - found[-1][0].x <= TOLERANCE_PT:
            found[-1].append(child)
        else:
            found.append([child])
    return found


def _bottom(child: Placed) -> float:
    return child.y + child.fragment.height


def _right(child: Placed) -> float:
    return child.x + child.fragment.width
