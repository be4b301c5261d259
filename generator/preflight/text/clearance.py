"""Clearance: how much air the ink of a text has to the painted edges around it.

An edge is where colours beside each other differ: of a panel, a frame, a rule, a drawing. The page
as other checks render it says where one may be near, and there the page is rendered finely, with
the text's own ink as ``preflight.render.text_only`` draws it. What is near enough to be a finding
belongs to ``preflight.checks.page.clearance``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generator.core.units import PT_PER_INCH, mm_to_pt
from generator.preflight.pdf.geometry import boxes_overlap, clip_box, expand_box, union
from generator.preflight.pdf.marks import is_visible, visible_texts
from generator.preflight.pdf.model import Box, Mark, MarkKind, Page
from generator.preflight.render.grid import PixelGrid, Pixels, page_pixels
from generator.preflight.render.pages import usable_dpi
from generator.preflight.render.text_only import text_only
from generator.preflight.text.glyph_coverage import free_of_ink

#: The air that a text needs, in em and at least in mm: the house's law of layout.
CLEARANCE_EM: Final = 0.12
CLEARANCE_MM: Final = 0.8

#: Difference of brightness, 0..255, two pixels apart, from which there is an edge; of a channel it
#: is six times as much, for a hue without brightness shows less. Shipped themes: a white card on
#: its pale ground differs by 14, a panel of 7 % black from paper by 17; a gradient over a whole
#: poster by less than 1, a halo printed on its field by 6.
EDGE: Final = 10
_CHANNEL_RATIO: Final = 6
#: Brightness of the channels in 1/256 (ITU-R BT.601).
_LUMA: Final = (77, 150, 29)
#: Where softer edges run through the middle of a line, they are of an ornament that it stands on,
#: as a halo on a field (20 on screen).
_STRONG_EDGE: Final = 28
#: On a page with a watermark, which lies under texts on purpose: what differs less is a part of it.
#: Whether texts can be read on it is a matter of their contrast. Drafts of ours differ by 36.
_WATERMARK_EDGE: Final = 40
#: Resolution at which distances are measured: the least air is 14 pixels then. Large letters are
#: measured as finely as so many pixels allow.
_FINE_DPI: Final = 444.0
_MAX_PIXELS: Final = 3_000_000
#: A pixel of which letters take as much is ink.
_INK_COVERAGE: Final = 0.5
#: Half-covered pixels at both ends count as painted, which takes half a pixel or a whole one from
#: the gap.
_ROUNDING_PX: Final = 0.5
#: What distances are out by, in pixels. Measured: bars at known distances from letters of 8 to 48
#: pt are found within 0.09 mm of them.
_TOLERANCE_PX: Final = 1.5
#: Pixels around the ink in which no edge is seen, for letters take a part of them.
_BLIND_PX: Final = 3.0
#: Edge pixels that are a speck.
_MIN_PIXELS: Final = 3
#: A line's next mark begins at most so far from the last one, in em, and has the same size.
_MAX_GAP_EM: Final = 1.0
_SAME_SIZE: Final = 0.05
#: Pixels of the inspected page around a letter that its antialiasing may touch.
_LETTER_MARGIN_PX: Final = 2

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text, or a part of one, in one size.

    Attributes:
        marks: At least one.
        ink: Bounding box of the ink of its letters.
    """

    marks: tuple[Mark, ...]
    ink: Box

    @property
    def size_pt(self) -> float:
        """The size of its letters."""
        text = self.marks[0].text
        return text.size_pt if text is not None else 0.0

    @property
    def needed_pt(self) -> float:
        """The air that it needs around it."""
        return max(CLEARANCE_EM * self.size_pt, mm_to_pt(CLEARANCE_MM))


@dataclass(frozen=True, slots=True)
class NearEdge:
    """A line and how far the painted edge nearest to its ink is.

    Attributes:
        distance_pt: 0 where an edge runs under letters.
        crosses: Whether an edge runs through the line, between letters or words.
    """

    line: TextLine
    distance_pt: float
    crosses: bool


def find_near_edges(page: Page, lines: Sequence[TextLine]) -> Iterator[NearEdge]:
    """Yield those of ``lines`` that have less air than they need to an edge, with the nearest."""
    letters = _letter_boxes(page)
    grid, pixels = page_pixels(page)
    covered = _letters_mask(grid, pixels, letters)
    for line in lines:
        if _may_be_near(line, grid, pixels, covered):
            near = measure_line(page, line)
            if near is not None and near.distance_pt < line.needed_pt - _tolerance_pt(page, line):
                yield near


def text_lines(page: Page) -> list[TextLine]:
    """The page's visible texts within the trim as lines, in painting order."""
    letters = _letter_boxes(page)
    rows: list[list[Mark]] = []
    for mark in visible_texts(page):
        if rows and _continues(rows[-1][-1], mark):
            rows[-1].append(mark)
        else:
            rows.append([mark])
    return [TextLine(tuple(row), _ink_of(row, letters)) for row in rows]


def _continues(before: Mark, after: Mark) -> bool:
    """True if ``after`` goes on with the line that ``before`` is of."""
    if before.text is None or after.text is None or before.mcid != after.mcid:
        return False
    size = before.text.size_pt
    if abs(after.text.size_pt - size) > _SAME_SIZE * size:
        return False
    middle = (after.box[1] + after.box[3]) / 2
    gap = after.box[0] - before.box[2]
    return before.box[1] < middle < before.box[3] and abs(gap) < _MAX_GAP_EM * size


def _letter_boxes(page: Page) -> NDArray[np.float64]:
    """Boxes of the ink of the page's letters, a row each, as an independent reader finds them."""
    boxes = [one.box for one in page.characters if one.text.strip()]
    return np.array(boxes, dtype=np.float64).reshape(-1, 4)


def _ink_of(marks: Sequence[Mark], letters: NDArray[np.float64]) -> Box:
    """Bounding box of the ink of ``marks``; their own boxes have room for marks above and below."""
    box = union(mark.box for mark in marks)
    assert box is not None
    across, down = (letters[:, 0] + letters[:, 2]) / 2, (letters[:, 1] + letters[:, 3]) / 2
    inner = letters[(across >= box[0]) & (across <= box[2]) & (down >= box[1]) & (down <= box[3])]
    if not len(inner):
        return box
    low, high = inner[:, :2].min(axis=0), inner[:, 2:].max(axis=0)
    return clip_box((*low.tolist(), *high.tolist()), box)


def _letters_mask(grid: PixelGrid, pixels: Pixels, letters: NDArray[np.float64]) -> Mask:
    """The pixels of the page that letters may touch."""
    mask = np.zeros(pixels.shape[:2], dtype=np.bool_)
    left, top = grid.box[0], grid.box[3]
    columns = (letters[:, [0, 2]] - left) / grid.pt_per_column
    rows = (top - letters[:, [3, 1]]) / grid.pt_per_row
    starts = np.maximum(np.floor(np.stack([rows[:, 0], columns[:, 0]], 1)) - _LETTER_MARGIN_PX, 0)
    stops = np.maximum(np.ceil(np.stack([rows[:, 1], columns[:, 1]], 1)) + _LETTER_MARGIN_PX, 0)
    for row, column, last_row, last_column in np.hstack([starts, stops]).astype(int).tolist():
        mask[row:last_row, column:last_column] = True
    return mask


def _may_be_near(line: TextLine, grid: PixelGrid, pixels: Pixels, covered: Mask) -> bool:
    """True if the page as it is inspected has an edge about as near to the line's ink."""
    reach = line.needed_pt + 2 * grid.pt_per_row
    around = grid.pixels_touching(expand_box(line.ink, reach, reach))
    return bool((edge_strengths(pixels[around], ~covered[around]) >= EDGE).any())


def edge_strengths(pixels: Pixels, free: Mask) -> NDArray[np.int16]:
    """Change of colour at each pixel, between the two beside it, if both are free."""
    found = np.zeros(pixels.shape[:2], dtype=np.int16)
    if min(found.shape) < 3:
        return found
    # Plane by plane: the maximum of numbers beside each other takes ten times as long.
    levels = np.empty((4, *found.shape), dtype=np.int16)
    levels[:3] = pixels.transpose(2, 0, 1)
    red, green, blue = (levels[n] * np.float32(_LUMA[n] / 256) for n in range(3))
    levels[3] = _CHANNEL_RATIO * (red + green + blue)
    across = np.abs(levels[:, :, 2:] - levels[:, :, :-2]).max(axis=0)
    down = np.abs(levels[:, 2:] - levels[:, :-2]).max(axis=0)
    found[:, 1:-1] = across * (free[:, 2:] & free[:, :-2])
    found[1:-1] = np.maximum(found[1:-1], down * (free[2:] & free[:-2]))
    return found // _CHANNEL_RATIO


def _region(page: Page, line: TextLine) -> tuple[Box, float]:
    """Region to render for the air around a line, and the resolution in dpi."""
    reach = line.needed_pt + mm_to_pt(CLEARANCE_MM) / 2
    region = clip_box(expand_box(line.ink, reach, reach), page.boxes.media)
    return region, usable_dpi(_FINE_DPI, region, _MAX_PIXELS)


def _tolerance_pt(page: Page, line: TextLine) -> float:
    """Error of a measured distance, in pt."""
    return _TOLERANCE_PX * PT_PER_INCH / _region(page, line)[1]


def measure_line(page: Page, line: TextLine) -> NearEdge | None:
    """The edge nearest to the ink of ``line``; None if there is none around, or no ink."""
    alone = text_only(page.document)
    if alone is None:
        return None
    region, dpi = _region(page, line)
    picture, coverage = page.picture(dpi, region), alone.coverage(page, dpi, region)
    grid = PixelGrid(region, *picture.shape[:2])
    strengths = edge_strengths(picture, free_of_ink(coverage))
    for box in _foreign_ground(page, line, region):
        strengths[grid.pixels_within(box)] = 0
    ink = np.zeros(coverage.shape, dtype=np.bool_)
    own = grid.pixels_touching(line.ink)
    ink[own] = coverage[own] >= _INK_COVERAGE
    if not ink.any():
        return None
    edges = strengths >= _least_edge(page, region)
    core = _core_of(own)
    if edges[core].sum() >= _MIN_PIXELS:
        edges &= strengths >= _STRONG_EDGE
    if edges.sum() < _MIN_PIXELS:
        return None
    distances = _distances(ink, math.ceil(2 * line.needed_pt / grid.pt_per_row))
    gap_px = float(distances[edges].min())
    distance = (gap_px + _ROUNDING_PX) * grid.pt_per_row if gap_px > _BLIND_PX else 0.0
    return NearEdge(line, distance, bool(edges[core].sum() >= _MIN_PIXELS))


def _least_edge(page: Page, region: Box) -> int:
    """The difference from which there is an edge in ``region``."""
    is_on_watermark = any(
        mark.is_watermark and boxes_overlap(mark.box, region) and is_visible(mark)
        for mark in page.marks
    )
    return _WATERMARK_EDGE if is_on_watermark else EDGE


def _core_of(own: tuple[slice, slice]) -> tuple[slice, slice]:
    """The middle of a line's pixels: what runs here runs through the line."""
    rows, columns = own
    quarter = (rows.stop - rows.start) // 4
    return slice(rows.start + quarter, rows.stop - quarter), columns


def _foreign_ground(page: Page, line: TextLine, region: Box) -> Iterator[Box]:
    """Boxes in ``region`` whose edges are no edges to the line.

    The inside of a picture that the text stands on, and drawings that are letters of the text.
    """
    numbers = {mark.mcid for mark in line.marks if mark.mcid is not None}
    inset = mm_to_pt(CLEARANCE_MM) / 4
    for mark in page.marks:
        if mark.kind is MarkKind.TEXT or not is_visible(mark):
            continue
        if not boxes_overlap(mark.box, region):
            continue
        if mark.mcid in numbers:
            yield expand_box(mark.box, inset, inset)
        elif mark.kind is MarkKind.IMAGE and boxes_overlap(mark.box, line.ink):
            yield expand_box(mark.box, -inset, -inset)


def _distances(ink: Mask, reach_px: int) -> NDArray[np.float64]:
    """Distance of each pixel to the nearest one of ``ink``, in pixels; infinite beyond reach."""
    columns = np.arange(ink.shape[1])
    far = 10 * (ink.shape[1] + reach_px)
    before = columns - np.maximum.accumulate(np.where(ink, columns, -far), axis=1)
    after = np.minimum.accumulate(np.where(ink, columns, far)[:, ::-1], axis=1)[:, ::-1] - columns
    in_row = np.minimum(before, after).astype(np.float64) ** 2
    squares = np.full(ink.shape, np.inf)
    height = ink.shape[0]
    for step in range(-min(reach_px, height - 1), min(reach_px, height - 1) + 1):
        first, last = max(0, step), min(height, height + step)
        part = squares[first - step : last - step]
        np.minimum(part, in_row[first:last] + step * step, out=part)
    distances: NDArray[np.float64] = np.sqrt(squares)
    return distances
