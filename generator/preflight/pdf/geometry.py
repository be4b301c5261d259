"""Boxes, points and matrices in PDF's coordinates: y up, a point is a row vector.

Paths and their stroke bounds are in ``preflight.pdf.graphics_state``; pixels are in
``preflight.render.grid``. Source: ISO 32000-2, 8.3.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from generator.preflight.pdf.model import Box

#: a b c d e f: x' = ax + cy + e, y' = bx + dy + f.
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

#: The extent given to marks without any, as a line of width 0: a device paints at least one of its
#: dots (ISO 32000-2, 8.4.3.2). A dot
#: of a 7,200 dpi imagesetter.
MIN_EXTENT_PT = 0.01


def concatenate(first: Matrix, second: Matrix) -> Matrix:
    """Product of two matrices: transforms by ``first``, then by ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def transform_point(matrix: Matrix, x: float, y: float) -> Point:
    """The point ``x``, ``y`` transformed by ``matrix``."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def transform_box(matrix: Matrix, box: Box) -> Box:
    """Bounding box of ``box`` transformed by ``matrix``."""
    x0, y0, x1, y1 = box
    a, b, c, d, e, f = matrix
    if b == c == 0:
        left, right, low, high = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        return min(left, right), min(low, high), max(left, right), max(low, high)
    return bounding_box(transform_point(matrix, x, y) for x in (x0, x1) for y in (y0, y1))


def bounding_box(points: Iterable[Point]) -> Box:
    """Bounding box of at least one point."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def union(boxes: Iterable[Box]) -> Box | None:
    """Bounding box of all ``boxes``; None without any."""
    sides = list(zip(*boxes, strict=True))
    if not sides:
        return None
    return min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])


def clip_box(box: Box, clip: Box) -> Box:
    """Intersection of ``box`` and ``clip``; an empty box at the nearest place if they are apart."""
    x0, y0 = max(box[0], clip[0]), max(box[1], clip[1])
    x1, y1 = min(box[2], clip[2]), min(box[3], clip[3])
    if x0 < x1 and y0 < y1:
        return x0, y0, x1, y1
    x0, y0 = min(x0, clip[2]), min(y0, clip[3])
    return x0, y0, x0, y0


def boxes_overlap(one: Box, other: Box, min_pt: float = 0.0) -> bool:
    """True if two boxes overlap by more than ``min_pt`` in both directions."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > min_pt
        and min(one[3], other[3]) - max(one[1], other[1]) > min_pt
    )


def expand_box(box: Box, x: float, y: float) -> Box:
    """``box`` expanded by ``x`` at its left and right and by ``y`` at its other edges."""
    return box[0] - x, box[1] - y, box[2] + x, box[3] + y


def mean_scale(matrix: Matrix) -> float:
    """Scale factor of ``matrix``, the geometric mean of both directions."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def is_finite(box: Box) -> bool:
    """True if no edge is infinite or NaN; hostile numbers overflow."""
    return all(map(math.isfinite, box))


def bezier_extrema(start: float, first: float, second: float, end: float) -> tuple[float, ...]:
    """Extrema of a cubic Bézier curve in one coordinate, strictly between its ends; at most two."""
    lowest, highest = min(start, end), max(start, end)
    if lowest <= first <= highest and lowest <= second <= highest:
        return ()
    # The derivative is a*t*t + b*t + c, but for a factor of 3.
    a = end - start + 3 * (first - second)
    b = 2 * (start - 2 * first + second)
    c = first - start
    inner = b * b - 4 * a * c
    if not inner >= 0:
        return ()
    # No difference of nearly equal numbers, and no case of its own where a is a rounding error.
    q = -(b + math.copysign(math.sqrt(inner), b)) / 2
    roots = ([q / a] if a else []) + ([c / q] if q else [])
    return tuple(_bezier_point(t, start, first, second, end) for t in roots if 0 < t < 1)


def _bezier_point(t: float, start: float, first: float, second: float, end: float) -> float:
    u = 1 - t
    return u * u * u * start + 3 * u * u * t * first + 3 * u * t * t * second + t * t * t * end
