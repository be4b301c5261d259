"""Text that runs over the frame it stands in, in files of which nothing is known.

Much that would be a fault in a piece of ours is a habit of other designers: underlines, tight
tables, marked words, letters over pictures, charts and bands. That is left out, and what is left is
confirmed by the rendering. Distances are measured in ``preflight.text.clearance``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from generator.preflight.pdf.geometry import boxes_overlap, expand_box
from generator.preflight.pdf.marks import is_visible
from generator.preflight.pdf.model import Box, Mark, MarkKind, Page
from generator.preflight.render.grid import page_pixels
from generator.preflight.text.clearance import (
    EDGE,
    Mask,
    NearEdge,
    TextLine,
    edge_strengths,
    measure_line,
)

#: A frame is so many em wide and high; lower shapes mark a word, or carry one as a button does.
#: Our own, as all numbers here; corpus: one right and no false report on 959 pages of 732 files.
_FRAME_KINDS: Final = (MarkKind.FILL, MarkKind.STROKE)
_MIN_FRAME_EM: Final = 2.2
#: Text touches a side if it ends so near to it, or runs over it.
_TOUCHING_PT: Final = 0.2
#: A side that another mark has too is of a table, or of a drawing.
_SAME_SIDE_PT: Final = 1.0
#: More marks around a text are a drawing or chart that it stands in; more on a page a map.
_MAX_NEIGHBOURS: Final = 4
#: Texts of a page that are measured, at most.
_MAX_CANDIDATES: Final = 20
#: How much of a side is seen as an edge, if it is straight.
_STRAIGHT_SHARE: Final = 0.8
#: A panel that takes so much of the page's width is a band, which letters may run over.
_BAND_SHARE: Final = 0.9
_MAX_DRAWN: Final = 300


def find_texts_over_frames(page: Page, lines: Sequence[TextLine]) -> Iterator[NearEdge]:
    """Yield those of ``lines`` that touch or run over the edge of the frame they stand in."""
    marks = [mark for mark in page.marks if mark.kind in _FRAME_KINDS and is_visible(mark)]
    if len(marks) > _MAX_DRAWN:
        return
    frames = [mark for mark in marks if _may_be_frame(mark, page)]
    candidates = [
        (line, frame, side)
        for line in lines
        for frame in frames
        for side in (_side_run_over(line, frame, marks),)
        if side is not None
    ]
    reported: set[int] = set()
    for line, frame, side in candidates[:_MAX_CANDIDATES]:
        if id(line) in reported or not _is_straight(page, frame.box, side, line):
            continue
        near = measure_line(page, line)
        if near is not None and (near.crosses or not near.distance_pt):
            reported.add(id(line))
            yield near


def _may_be_frame(mark: Mark, page: Page) -> bool:
    """True unless a mark is a veil, as what marks words in colour, or a band across the page."""
    left, _, right, _ = page.boxes.trimmed
    width = mark.box[2] - mark.box[0]
    is_opaque = mark.alpha == 1 and not mark.has_soft_mask and mark.blend == "Normal"
    return is_opaque and width < _BAND_SHARE * (right - left)


def _side_run_over(line: TextLine, frame: Mark, marks: Sequence[Mark]) -> int | None:
    """The one side of ``frame``, as an index of its box, that a line in it touches or crosses."""
    left, low, right, high = frame.box
    size, ink = line.size_pt, line.ink
    if min(right - left, high - low) < _MIN_FRAME_EM * size:
        return None
    across, down = (ink[0] + ink[2]) / 2, (ink[1] + ink[3]) / 2
    if not (left < across < right and low < down < high) or not _is_level(line):
        return None
    inside = ink[0] - left, ink[1] - low, right - ink[2], high - ink[3]
    sides = [side for side, gap in enumerate(inside) if gap < _TOUCHING_PT]
    if len(sides) != 1 or any(_shares_side(frame, mark, sides[0]) for mark in marks):
        return None
    around = expand_box(ink, size, size)
    neighbours = sum(boxes_overlap(mark.box, around) for mark in marks)
    return sides[0] if neighbours <= _MAX_NEIGHBOURS else None


def _is_straight(page: Page, frame: Box, side: int, line: TextLine) -> bool:
    """True if a side of ``frame`` is seen as a straight edge on both sides of the line.

    A round shape, or one drawn by hand, has its outline elsewhere than its box.
    """
    grid, pixels = page_pixels(page)
    at, is_upright, along = frame[side], side % 2 == 0, side % 2
    reach, size = 1.5 * grid.pt_per_row, line.size_pt
    first, last = line.ink[1 - along], line.ink[3 - along]
    for start, stop in ((first - size / 2, first), (last, last + size / 2)):
        start, stop = max(start, frame[1 - along]), min(stop, frame[3 - along])
        strip = (
            (at - reach, start, at + reach, stop)
            if is_upright
            else (start, at - reach, stop, at + reach)
        )
        rows, columns = grid.pixels_touching(strip)
        if not is_upright:
            rows = slice(max(0, rows.start - 1), rows.stop + 1)
        else:
            columns = slice(max(0, columns.start - 1), columns.stop + 1)
        part = pixels[rows, columns]
        edges = edge_strengths(part, np.ones(part.shape[:2], np.bool_)) >= EDGE
        seen: Mask = np.any(edges, axis=1 if is_upright else 0)[1:-1]
        if len(seen) and seen.mean() < _STRAIGHT_SHARE:
            return False
    return True


def _shares_side(frame: Mark, other: Mark, side: int) -> bool:
    """True if another mark ends or begins where ``frame`` has that side, as cells of a table do."""
    if other is frame or other.box == frame.box:
        return False
    both = other.box[side], other.box[(side + 2) % 4]
    return any(abs(frame.box[side] - edge) < _SAME_SIDE_PT for edge in both)


def _is_level(line: TextLine) -> bool:
    text = line.marks[0].text
    return text is not None and abs(text.axes[1]) < 1e-3 * max(1e-9, abs(text.axes[0]))
