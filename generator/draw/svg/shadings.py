"""Gradients as shadings of PDF, repeated where a drawing says so.

Source: ISO 32000-2, 8.7.4.5.3 (axial) and 8.7.4.5.4 (radial); SVG 2, 14.2.4 (spread).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.draw.colour_spaces import stitched_function
from generator.draw.operators import Point, numbers
from generator.draw.svg.geometry import Box
from generator.draw.svg.inks import DrawingInks
from generator.draw.svg.matrices import Matrix, inverse_of, moved, product, scale_of
from generator.draw.svg.paints import GradientPaint, GradientStop

#: How often a gradient that repeats itself does so within a drawing; finer ones are an even tone.
_MOST_REPEATS = 200


def shading(
    paint: GradientPaint, matrix: Matrix, box: Box, inks: DrawingInks, line: int
) -> tuple[Matrix, bytes]:
    """The shading dictionary of ``paint``, and the transform from its space to pt.

    Args:
        matrix: From the shape's units to pt.
        box: What it has to cover, in pt.
    """
    matrix = product(matrix, paint.matrix)
    coords, stops = _spread(paint, matrix, box)
    # In units of about a pt, for numbers of three decimals.
    factor = scale_of(matrix)
    a, b, c, d, e, f = matrix
    unit = (a / factor, b / factor, c / factor, d / factor, e, f)
    fine = list(_fine(stops, inks))
    space, components = inks.shading(fine, line)
    function = stitched_function([stop.offset for stop in fine], components)
    kind = 2 if len(coords) == 4 else 3
    written = numbers(*(value * factor for value in coords))
    return unit, (
        f"<</ShadingType {kind}/ColorSpace{space}/Coords[{written}]"
        f"/Function {function}/Extend[true true]>>"
    ).encode("ascii")


def _fine(stops: Sequence[GradientStop], inks: DrawingInks) -> Iterator[GradientStop]:
    for n, stop in enumerate(stops):
        if n:
            yield from inks.steps(stops[n - 1], stop)
        yield stop


def _spread(
    paint: GradientPaint, matrix: Matrix, box: Box
) -> tuple[tuple[float, ...], tuple[GradientStop, ...]]:
    """The gradient over all of ``box``, where it is repeated."""
    inverse = inverse_of(matrix)
    if paint.spread == "pad" or inverse is None:
        return paint.coords, paint.stops
    left, lower, right, upper = box
    corners = ((left, lower), (right, lower), (right, upper), (left, upper))
    first, last = _reach(paint.coords, [moved(inverse, *corner) for corner in corners])
    count = last - first
    if count > _MOST_REPEATS:
        return paint.coords, paint.stops
    stops = []
    for turn in range(first, last):
        mirrored = paint.spread == "reflect" and turn % 2
        for stop in reversed(paint.stops) if mirrored else paint.stops:
            offset = 1 - stop.offset if mirrored else stop.offset
            stops.append(replace(stop, offset=(turn - first + offset) / count))
    return _along(paint.coords, first, last), tuple(stops)


def _reach(coords: tuple[float, ...], corners: Sequence[Point]) -> tuple[int, int]:
    """The turns of a repeated gradient, from its first to behind its last, that corners ask for."""
    if len(coords) == 4:
        x1, y1, x2, y2 = coords
        dx, dy = x2 - x1, y2 - y1
        along = [((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy) for x, y in corners]
        return math.floor(min(along)), max(math.ceil(max(along)), math.floor(min(along)) + 1)
    fx, fy, inner, cx, cy, radius = coords

    def holds_all(turn: int) -> bool:
        x, y, r = fx + turn * (cx - fx), fy + turn * (cy - fy), inner + turn * (radius - inner)
        return all(math.hypot(px - x, py - y) <= r for px, py in corners)

    # The circles grow faster than they move, so one of them holds all.
    return 0, next((n for n in range(1, _MOST_REPEATS + 1) if holds_all(n)), _MOST_REPEATS + 1)


def _along(coords: tuple[float, ...], first: int, last: int) -> tuple[float, ...]:
    """The coordinates of a gradient from turn ``first`` to ``last``."""
    half = len(coords) // 2
    starts, ends = coords[:half], coords[half:]
    step = [end - start for start, end in zip(starts, ends, strict=True)]
    return (
        *(start + first * one for start, one in zip(starts, step, strict=True)),
        *(start + last * one for start, one in zip(starts, step, strict=True)),
    )
