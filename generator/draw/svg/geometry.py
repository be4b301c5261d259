"""Geometry of paths: bounding boxes, scaling, and the dots of lines without length."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator.draw.operators import Path, Point, Segment
from generator.draw.svg.matrices import Matrix, transformed

#: How far from a line, as a part of its length, points may be and still lie on it.
_FLAT = 1e-9

#: Left, top, right and bottom edge.
Box = tuple[float, float, float, float]


def bounds(path: Path, matrix: Matrix) -> Box | None:
    """The bounding box of the filled ``path`` after ``matrix``; None if there is none."""
    points = list(_extremes(transformed(path, matrix)))
    if not points:
        return None
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def hull(path: Path, matrix: Matrix) -> Box | None:
    """A box that holds ``path`` and its curves' handles after ``matrix``; sooner found."""
    a, b, c, d, e, f = matrix
    across: list[float] = []
    down: list[float] = []
    for name, values in path:
        if name == "re":
            return bounds(path, matrix)
        across += values[::2]
        down += values[1::2]
    if not across:
        return None
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    xs = [a * x + c * y + e for x in (left, right) for y in (top, bottom)]
    ys = [b * x + d * y + f for x in (left, right) for y in (top, bottom)]
    return min(xs), min(ys), max(xs), max(ys)


def union(boxes: Iterable[Box | None]) -> Box | None:
    """The bounding box of all ``boxes``."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    left, top, right, bottom = zip(*known, strict=True)
    return min(left), min(top), max(right), max(bottom)


def overlaps(one: Box, other: Box) -> bool:
    """True if two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def grown(box: Box, by: float) -> Box:
    """``box`` with each edge ``by`` further out."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def scaled(path: Path, factor: float) -> Path:
    """``path`` enlarged."""
    return tuple((name, tuple(value * factor for value in values)) for name, values in path)


def without_dots(path: Path) -> tuple[Path, tuple[Point, ...]]:
    """``path`` without its subpaths of no length, and where these lie.

    A stroke with caps makes a dot of one. PDF leaves open what a reader draws for it, and readers
    differ; so it is drawn as a shape instead.

    Source: SVG 2, 13.5.4; ISO 32000-2, 8.5.3.2.
    """
    kept: list[Segment] = []
    dots: list[Point] = []
    for subpath in _subpaths(path):
        name, values = subpath[0]
        if name == "re" or any(_moves(values, other) for other in subpath[1:]):
            kept += subpath
        elif len(subpath) > 1:
            dots.append((values[0], values[1]))
    return tuple(kept), tuple(dots)


def with_area(path: Path) -> Path:
    """``path`` without the subpaths that enclose nothing, as a single line.

    SVG fills nothing there; PDF paints them as thin as a device can (ISO 32000-2, 8.5.3.3.1).
    """
    return tuple(
        segment for subpath in _subpaths(path) if not _is_flat(subpath) for segment in subpath
    )


def _is_flat(subpath: list[Segment]) -> bool:
    """True if all points of ``subpath`` lie on one line."""
    name, values = subpath[0]
    if name == "re":
        return not (values[2] and values[3])
    x, y = values
    points = [
        (px - x, py - y)
        for _, ends in subpath
        for px, py in zip(ends[::2], ends[1::2], strict=True)
    ]
    far_x, far_y = max(points, key=lambda point: abs(point[0]) + abs(point[1]))
    slack = _FLAT * (far_x * far_x + far_y * far_y)
    return all(abs(far_x * py - far_y * px) <= slack for px, py in points)


def _moves(start: tuple[float, ...], segment: Segment) -> bool:
    ends = zip(segment[1][::2], segment[1][1::2], strict=True)
    return any(end != start for end in ends)


def _subpaths(path: Path) -> Iterator[list[Segment]]:
    current: list[Segment] = []
    start: tuple[float, ...] = (0.0, 0.0)
    for segment in path:
        name, values = segment
        if name in ("m", "re") and current:
            yield current
            current = []
        elif not current and name not in ("m", "re"):
            # Goes on after a closed subpath, from where that began.
            current = [("m", start)]
        if name == "m":
            start = values
        current.append(segment)
        if name == "h":
            yield current
            current = []
    if current:
        yield current


def _extremes(path: Path) -> Iterator[Point]:
    """Points among which are all that a bounding box touches."""
    at: Point = (0.0, 0.0)
    for name, values in path:
        if name == "h":
            continue
        points = list(zip(values[::2], values[1::2], strict=True))
        if name == "c":
            yield from _curve_extremes(at, *points)
        at = points[-1]
        yield at


def _curve_extremes(start: Point, one: Point, two: Point, end: Point) -> Iterator[Point]:
    for axis in (0, 1):
        a, b, c, d = start[axis], one[axis], two[axis], end[axis]
        if min(a, d) <= min(b, c) and max(b, c) <= max(a, d):
            continue
        for t in _roots(d - a + 3 * (b - c), 2 * (a - 2 * b + c), b - a):
            if 0 < t < 1:
                yield (
                    _bezier(t, start[0], one[0], two[0], end[0]),
                    _bezier(t, start[1], one[1], two[1], end[1]),
                )


def _bezier(t: float, a: float, b: float, c: float, d: float) -> float:
    u = 1 - t
    return u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d


def _roots(a: float, b: float, c: float) -> tuple[float, ...]:
    """The roots of a x² + b x + c."""
    if abs(a) < 1e-12 * max(abs(b), abs(c), 1e-300):
        return (-c / b,) if b else ()
    inner = b * b - 4 * a * c
    if inner < 0:
        return ()
    root = math.sqrt(inner)
    return (-b + root) / (2 * a), (-b - root) / (2 * a)


def length_of(path: Path) -> float:
    """The length of ``path``; a curve counts as sixteen lines."""
    total, at, start = 0.0, (0.0, 0.0), (0.0, 0.0)
    for name, values in path:
        points = list(zip(values[::2], values[1::2], strict=True))
        match name:
            case "m":
                at = start = points[0]
            case "l":
                total += math.dist(at, points[0])
                at = points[0]
            case "c":
                steps = [_on_curve(n / 16, at, points) for n in range(17)]
                total += sum(math.dist(one, other) for one, other in pairwise(steps))
                at = points[-1]
            case "re":
                total += 2 * (abs(values[2]) + abs(values[3]))
            case _:
                total += math.dist(at, start)
                at = start
    return total


def _on_curve(t: float, start: Point, points: list[Point]) -> Point:
    one, two, end = points
    return (
        _bezier(t, start[0], one[0], two[0], end[0]),
        _bezier(t, start[1], one[1], two[1], end[1]),
    )


def mitre_reach(path: Path) -> float:
    """Reach of the sharpest mitred corner of ``path``, in halves of the line's width.

    Corners that are sharper than a mitre's usual limit of 4 are cut off.

    Source: SVG 2, 13.5.6.
    """
    reach = 1.0
    for subpath in _subpaths(path):
        if subpath[0][0] == "re":
            reach = max(reach, math.sqrt(2))
            continue
        ways = [way for way in _ways(subpath) if any(way[0]) and any(way[1])]
        joints = list(pairwise(ways))
        if subpath[-1][0] == "h" and ways:
            joints.append((ways[-1], ways[0]))
        for before, after in joints:
            turn = _angle(before[1], after[0])
            if math.cos(turn / 2) >= 1 / 4:
                reach = max(reach, 1 / math.cos(turn / 2))
    return reach


def _angle(one: Point, other: Point) -> float:
    """The angle between two directions, 0..pi."""
    across = one[0] * other[1] - one[1] * other[0]
    return abs(math.atan2(across, one[0] * other[0] + one[1] * other[1]))


def _ways(subpath: list[Segment]) -> Iterator[tuple[Point, Point]]:
    """The directions in which each segment begins and ends."""
    at = start = (subpath[0][1][0], subpath[0][1][1])
    for _name, values in subpath[1:]:
        points = [at, *zip(values[::2], values[1::2], strict=True)] if values else [at, start]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
        moving = [step for step in steps if any(step)] or [(0.0, 0.0)]
        yield moving[0], moving[-1]
        at = points[-1]
