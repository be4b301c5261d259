"""Marks of a kind that lie on one another: signs, tiles or cards that outgrew their row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from generator.core.units import mm_to_pt
from generator.preflight.pdf.geometry import clip_box, union
from generator.preflight.pdf.marks import is_visible
from generator.preflight.pdf.model import Box, Mark, MarkKind, Page, Paint
from generator.preflight.pdf.paints import is_paper_white

#: How deep one lies on the other at least: outlines that touch are no overlap.
_MIN_DEPTH_PT: Final = mm_to_pt(0.3)
#: Figures are of one kind if the larger has at most so many times the area of the smaller: a badge
#: on a picture's corner is not.
_MAX_AREA_RATIO: Final = 1.5
#: Of the smaller that lies on the other: more is a picture in a picture.
_MAX_SHARE: Final = 0.95
#: Painted shapes without meaning are tiles from this size on, if they are equal and stand in one
#: row or column within the tolerance.
_MIN_TILE_PT: Final = mm_to_pt(6.0)
_SAME_PT: Final = 0.5
#: Limit of the shapes that are compared: no piece has more signs or cards, a map has.
_MAX_COMPARED: Final = 200


@dataclass(frozen=True, slots=True)
class Sibling:
    """A sign, a tile or a card; ``paint`` is that of its largest area."""

    box: Box
    paint: Paint


def find_siblings_overlapping(page: Page) -> Iterator[tuple[Sibling, Sibling]]:
    """Yield pairs of like elements that lie on one another in part, in painting order."""
    figures = _figures(page)
    if len(figures) <= _MAX_COMPARED:
        for one, other in combinations(figures, 2):
            if _is_on(one.box, other.box) and _area_ratio(one.box, other.box) <= _MAX_AREA_RATIO:
                yield one, other
    tiles = _tiles(page)
    if len(tiles) <= _MAX_COMPARED:
        for one, other in combinations(tiles, 2):
            is_row = one.paint == other.paint and _is_in_row(one.box, other.box)
            if is_row and _is_on(one.box, other.box):
                yield one, other


def overlap_of(one: Sibling, other: Sibling) -> Box:
    """The box that both cover."""
    return clip_box(one.box, other.box)


def _figures(page: Page) -> Sequence[Sibling]:
    """The page's tagged figures that are painted shapes."""
    marks: dict[int, list[Mark]] = {}
    for mark in page.marks:
        is_figure = "Figure" in mark.tags and not mark.is_artifact
        if is_figure and mark.mcid is not None and mark.kind is MarkKind.FILL and _is_seen(mark):
            marks.setdefault(mark.mcid, []).append(mark)
    found = []
    for shapes in marks.values():
        box = union(mark.box for mark in shapes)
        largest = max(shapes, key=lambda mark: _area(mark.box))
        if box is not None and largest.paint is not None:
            found.append(Sibling(box, largest.paint))
    return found


def _tiles(page: Page) -> Sequence[Sibling]:
    """The page's larger shapes without meaning."""
    return [
        Sibling(mark.box, mark.paint)
        for mark in page.marks
        if mark.kind is MarkKind.FILL
        and mark.is_artifact
        and mark.paint is not None
        and _is_seen(mark)
        and min(mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]) >= _MIN_TILE_PT
    ]


def _is_seen(mark: Mark) -> bool:
    return is_visible(mark) and mark.paint is not None and not is_paper_white(mark.paint)


def _is_on(one: Box, other: Box) -> bool:
    """True if a part of one box, and not nearly all of it, lies on the other."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    if min(across, down) < _MIN_DEPTH_PT:
        return False
    return across * down < _MAX_SHARE * min(_area(one), _area(other))


def _is_in_row(one: Box, other: Box) -> bool:
    """True if two boxes are equal and beside or above each other."""
    apart = [abs(a - b) for a, b in zip(one, other, strict=True)]
    across, down = max(apart[0], apart[2]), max(apart[1], apart[3])
    widths = abs((one[2] - one[0]) - (other[2] - other[0]))
    heights = abs((one[3] - one[1]) - (other[3] - other[1]))
    return max(widths, heights) < _SAME_PT and min(across, down) < _SAME_PT


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _area_ratio(one: Box, other: Box) -> float:
    small, large = sorted((_area(one), _area(other)))
    return large / small if small else float("inf")
