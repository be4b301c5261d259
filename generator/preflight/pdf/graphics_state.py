"""The graphics state while a content stream is interpreted, and the path under construction.

Operators are dispatched in ``preflight.pdf.interpreter``; plain boxes and matrices are in
``preflight.pdf.geometry``.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from generator.preflight.pdf.colour_spaces import DEVICE_GRAY, ColourSpace
from generator.preflight.pdf.font_encoding import EncodedGlyph, FontReader
from generator.preflight.pdf.geometry import (
    IDENTITY,
    MIN_EXTENT_PT,
    Matrix,
    Point,
    bezier_extrema,
    bounding_box,
    expand_box,
    mean_scale,
    transform_box,
    transform_point,
    union,
)
from generator.preflight.pdf.model import Box, Paint

BLACK = DEVICE_GRAY.paint((0.0,))

#: Thickness from which a polygon has an area; half of what a mark without any extent is given.
_MIN_THICKNESS_PT = MIN_EXTENT_PT / 2
#: Corners of a filled polygon that may stand for a line: an outlined stroke is a quadrilateral, one
#: with more corners is a shape. A fifth may repeat the first.
_MAX_CORNERS = 4


@dataclass(slots=True)
class CurrentColour:
    """A current colour: space, paint and, if it is a pattern, the pattern's object."""

    space: ColourSpace | None = DEVICE_GRAY
    paint: Paint = BLACK
    pattern: Any = None


@dataclass(slots=True)
class TextState:
    """The text state parameters (9.3)."""

    reader: FontReader | None = None
    size: float = 0.0
    character_spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class GraphicsState:
    """The graphics state (8.4); ``group_...`` applies to the enclosing transparency group."""

    matrix: Matrix
    clip: Box
    fill: CurrentColour = field(default_factory=CurrentColour)
    stroke: CurrentColour = field(default_factory=CurrentColour)
    text: TextState = field(default_factory=TextState)
    line_width: float = 1.0
    cap: int = 0
    fill_overprints: bool = False
    stroke_overprints: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    has_soft_mask: bool = False
    blend: str = "Normal"
    group_alpha: float = 1.0
    group_has_soft_mask: bool = False
    group_blend: str = "Normal"

    def copy(self) -> GraphicsState:
        """An independent copy."""
        other = copy.copy(self)
        other.fill = copy.copy(self.fill)
        other.stroke = copy.copy(self.stroke)
        other.text = copy.copy(self.text)
        return other

    def enter_group(self) -> None:
        """Moves transparency parameters to the group and resets them for its elements (11.6.6)."""
        self.group_alpha *= self.fill_alpha
        self.group_has_soft_mask = self.group_has_soft_mask or self.has_soft_mask
        if self.blend != "Normal":
            self.group_blend = self.blend
        self.fill_alpha = self.stroke_alpha = 1.0
        self.has_soft_mask = False
        self.blend = "Normal"

    @property
    def line_width_pt(self) -> float:
        """Line width on the page."""
        return self.line_width * mean_scale(self.matrix)


@dataclass(slots=True)
class _Subpath:
    """Connected segments as a bounding box; ``line`` while they are one straight line."""

    start: Point
    box: Box | None = None
    line: tuple[Point, Point] | None = None
    segments: int = 0
    #: Its corners while it is a polygon of at most ``_MAX_CORNERS``; else empty.
    corners: tuple[Point, ...] = ()


class CurrentPath:
    """The current path in the page's space."""

    def __init__(self) -> None:
        self._subpaths: list[_Subpath] = []
        self._current: Point | None = None

    def move(self, matrix: Matrix, x: float, y: float) -> None:
        """Starts a subpath."""
        self._current = transform_point(matrix, x, y)
        self._subpaths.append(_Subpath(self._current))

    def line(self, matrix: Matrix, x: float, y: float) -> None:
        """Appends a straight line to ``x``, ``y``; without a current point, nothing."""
        end = transform_point(matrix, x, y)
        start = self._current
        if start is None:
            return
        part = self._open_subpath()
        self._add(part, (start, end))
        if part.segments == 1:
            part.corners = (start, end)
        elif 1 < len(part.corners) <= _MAX_CORNERS:
            part.corners += (end,)
        else:
            part.corners = ()
        part.line = (start, end) if part.segments == 1 else None
        self._current = end

    def curve(self, matrix: Matrix, *coordinates: float | None) -> None:
        """Appends a Bézier curve; a first control point of None is the current point."""
        start = self._current
        if start is None:
            return
        x1, y1, x2, y2, x3, y3 = coordinates
        assert x2 is not None
        assert y2 is not None
        assert x3 is not None
        assert y3 is not None
        first = start if x1 is None or y1 is None else transform_point(matrix, x1, y1)
        second, end = transform_point(matrix, x2, y2), transform_point(matrix, x3, y3)
        part = self._open_subpath()
        across = bezier_extrema(start[0], first[0], second[0], end[0])
        along = bezier_extrema(start[1], first[1], second[1], end[1])
        turns = [(x, start[1]) for x in across] + [(start[0], y) for y in along]
        self._add(part, (start, end, *turns))
        part.line, part.corners = None, ()
        self._current = end

    def rectangle(self, matrix: Matrix, x: float, y: float, width: float, height: float) -> None:
        """Appends a rectangle as a complete subpath."""
        box = transform_box(matrix, (x, y, x + width, y + height))
        self._current = transform_point(matrix, x, y)
        far = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        corners = tuple(transform_point(matrix, *corner) for corner in far)
        self._subpaths.append(_Subpath(self._current, box, None, 4, corners))

    def close(self) -> None:
        """Closes the current subpath."""
        if self._subpaths and self._current is not None:
            part = self._subpaths[-1]
            self._current = part.start
            if part.segments > 1:
                part.line = None

    def _open_subpath(self) -> _Subpath:
        # After a rectangle or a closed subpath a line goes on from its start.
        assert self._current is not None
        part = self._subpaths[-1]
        if part.segments and part.start == self._current and part.line is None:
            part = _Subpath(self._current)
            self._subpaths.append(part)
        return part

    @staticmethod
    def _add(part: _Subpath, points: tuple[Point, ...]) -> None:
        box = bounding_box(points)
        bounds = part.box or box
        part.box = (
            min(bounds[0], box[0]),
            min(bounds[1], box[1]),
            max(bounds[2], box[2]),
            max(bounds[3], box[3]),
        )
        part.segments += 1

    @property
    def bounds(self) -> Box | None:
        """Bounding box of all segments; None without any."""
        return union(part.box for part in self._subpaths if part.box)

    def fill_bounds(self) -> Box | None:
        """Bounding box of the interior, with at least the extent of a device's dot."""
        box = self.bounds
        return None if box is None else _with_min_extent(box)

    def thinnest_polygon(self) -> tuple[float, float] | None:
        """Thickness and length of its thinnest polygon of few corners, in any direction.

        Both are those of the rectangle of equal area and perimeter. Polygons without area, as the
        sides of a frame that has none there, do not count.
        """
        shapes = (
            _equivalent_rectangle(part.corners) for part in self._subpaths if len(part.corners) > 2
        )
        return min((shape for shape in shapes if shape[0] > _MIN_THICKNESS_PT), default=None)

    def min_stroke_width(self, graphics: GraphicsState) -> float:
        """Smallest width of a stroke along it: a scaled pen may be narrower in one direction."""
        a, b, c, d, _, _ = graphics.matrix
        area = abs(a * d - b * c)
        mean_square = (a * a + b * b + c * c + d * d) / 2
        spread = math.sqrt(max(0.0, mean_square * mean_square - area * area))
        # The smaller singular value of the matrix.
        narrow = math.sqrt(max(0.0, mean_square - spread))
        widths = []
        for part in self._subpaths:
            if part.line is None or not area:
                widths.append(narrow)
                continue
            (x0, y0), (x1, y1) = part.line
            length = math.hypot(x1 - x0, y1 - y0)
            if length:
                # As long as the line was before the matrix; the area of its strip gives the width.
                across, along = d * (x1 - x0) - c * (y1 - y0), a * (y1 - y0) - b * (x1 - x0)
                widths.append(math.hypot(across, along) / length)
        return graphics.line_width * min(widths, default=narrow)

    def stroke_bounds(self, graphics: GraphicsState) -> Box | None:
        """Bounding box of a stroke along it; mitred corners that stick out farther do not count."""
        a, b, c, d, _, _ = graphics.matrix
        half = graphics.line_width / 2
        across, along = half * math.hypot(a, c), half * math.hypot(b, d)
        boxes = []
        for part in self._subpaths:
            if part.box is None:
                continue
            if part.line is not None and graphics.cap == 0:
                boxes.append(_line_bounds(part.line, half * mean_scale(graphics.matrix)))
            else:
                boxes.append(expand_box(part.box, across, along))
        box = union(boxes)
        return None if box is None else _with_min_extent(box)


def _equivalent_rectangle(corners: Sequence[Point]) -> tuple[float, float]:
    closed = list(pairwise((*corners, corners[0])))
    area = abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in closed)) / 2
    half = sum(math.hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in closed) / 2
    apart = math.sqrt(max(0.0, half * half - 4 * area))
    return (half - apart) / 2, (half + apart) / 2


def _line_bounds(line: tuple[Point, Point], half: float) -> Box:
    (x0, y0), (x1, y1) = line
    length = math.hypot(x1 - x0, y1 - y0)
    if not length:
        return expand_box(bounding_box(line), half, half)
    return expand_box(
        bounding_box(line), half * abs(y1 - y0) / length, half * abs(x1 - x0) / length
    )


def _with_min_extent(box: Box) -> Box:
    flat_x, flat_y = box[2] - box[0] < MIN_EXTENT_PT, box[3] - box[1] < MIN_EXTENT_PT
    return expand_box(
        box, MIN_EXTENT_PT / 2 if flat_x else 0.0, MIN_EXTENT_PT / 2 if flat_y else 0.0
    )


@dataclass(slots=True)
class TextMatrices:
    """The text matrix and the text line matrix (9.4.2), and the clip that text adds."""

    matrix: Matrix = IDENTITY
    line: Matrix = IDENTITY
    clips: list[Box] = field(default_factory=list)


class TextRun:
    """A shown string under construction: the position of the next glyph, the ink so far.

    In text space, relative to the start of the string.
    """

    def __init__(self, text: TextState) -> None:
        self._text = text
        self._is_vertical = self._text.reader is not None and self._text.reader.is_vertical
        self.x = self.y = 0.0
        self.glyphs: list[EncodedGlyph] = []
        self.ink: Box | None = None

    def add(self, glyph: EncodedGlyph) -> None:
        """Appends one glyph."""
        text = self._text
        self.glyphs.append(glyph)
        if glyph.ink is not None:
            self._extend_ink(glyph.ink)
        gap = text.character_spacing + (text.word_spacing if glyph.is_space else 0.0)
        self._advance(glyph.advance * text.size + (-gap if self._is_vertical else gap))

    def adjust(self, thousandths: float) -> None:
        """Moves back by a number of a TJ array."""
        self._advance(-thousandths / 1000 * self._text.size)

    def _advance(self, length: float) -> None:
        if self._is_vertical:
            self.y += length
        else:
            self.x += length * self._text.stretch

    def _extend_ink(self, ink: Box) -> None:
        text = self._text
        across = text.size * text.stretch
        left, right = self.x + ink[0] * across, self.x + ink[2] * across
        base = self.y + text.rise
        low, high = base + ink[1] * text.size, base + ink[3] * text.size
        if left > right:
            left, right = right, left
        if low > high:
            low, high = high, low
        ink_so_far = self.ink
        if ink_so_far is not None:
            left, low = min(left, ink_so_far[0]), min(low, ink_so_far[1])
            right, high = max(right, ink_so_far[2]), max(high, ink_so_far[3])
        self.ink = left, low, right, high
