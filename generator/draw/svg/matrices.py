"""Transforms of drawings: parsed, multiplied, applied.

Source: SVG 2, 8.5; CSS Transforms 1, 13 (functions) and 6 (units).
"""

from __future__ import annotations

import math
import re

from generator.core.messages import msg
from generator.draw.operators import Path, Point, Segment
from generator.draw.svg.faults import SvgFault

#: a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f.
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_FUNCTION = re.compile(r"\s*([A-Za-z]+)\s*\(([^()]*)\)[\s,]*")
_ARGUMENT = re.compile(r"[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([A-Za-z]*)[\s,]*")
#: Units of angles in degrees and of lengths in user units.
_UNITS = {"": 1.0, "px": 1.0, "deg": 1.0, "rad": 180 / math.pi, "turn": 360.0, "grad": 0.9}
#: How far from each other the two axes' scales may be and still count as equal.
_TOLERANCE = 1e-6


def product(outer: Matrix, inner: Matrix) -> Matrix:
    """The transform that does ``inner`` first."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def scale_of(matrix: Matrix) -> float:
    """Square root of the factor by which ``matrix`` enlarges areas; 0 if it flattens them."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def inverse_of(matrix: Matrix) -> Matrix | None:
    """The transform that undoes ``matrix``; None if it flattens what it moves."""
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    if not det:
        return None
    return (
        *(d / det, -b / det, -c / det, a / det),
        *((c * f - d * e) / det, (b * e - a * f) / det),
    )


def is_similarity(matrix: Matrix) -> bool:
    """True if ``matrix`` keeps shapes: it moves, turns, mirrors and scales alike both ways."""
    a, b, c, d, _, _ = matrix
    slack = _TOLERANCE * scale_of(matrix)
    turned = abs(a - d) <= slack and abs(b + c) <= slack
    return turned or (abs(a + d) <= slack and abs(b - c) <= slack)


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """The point (``x``, ``y``) after ``matrix``."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def transformed(path: Path, matrix: Matrix) -> Path:
    """``path`` after ``matrix``; a rectangle becomes four lines."""
    found: list[Segment] = []
    for name, values in path:
        if name == "re":
            x, y, width, height = values
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            points = [moved(matrix, *corner) for corner in corners]
            found += [("m", points[0]), *(("l", point) for point in points[1:]), ("h", ())]
        else:
            ends = zip(values[::2], values[1::2], strict=True)
            found.append((name, tuple(n for x, y in ends for n in moved(matrix, x, y))))
    return tuple(found)


def parse_transform(text: str) -> Matrix:
    """The matrix of an attribute or a CSS property ``transform``.

    Raises:
        SvgFault: it cannot be read.
    """
    matrix = IDENTITY
    text = text.strip()
    at = 0
    while text != "none" and at < len(text):
        found = _FUNCTION.match(text, at)
        values = _arguments(found[2]) if found else None
        step = _one(found[1].lower(), values) if found and values is not None else None
        if found is None or step is None:
            raise SvgFault(
                "drawing-transform",
                msg("transform is '{value}', which cannot be read", value=text[:200]),
                msg("known are translate, scale, rotate, skewX, skewY and matrix"),
            )
        matrix = product(matrix, step)
        at = found.end()
    return matrix


def _arguments(text: str) -> list[float] | None:
    values, at = [], 0
    while at < len(text):
        found = _ARGUMENT.match(text, at)
        if found is None or found[2].lower() not in _UNITS:
            return None if text.strip() else []
        values.append(float(found[1]) * _UNITS[found[2].lower()])
        at = found.end()
    return values


def _one(name: str, values: list[float]) -> Matrix | None:
    match name, values:
        case "translate" | "translatex", [x]:
            return (1, 0, 0, 1, x, 0)
        case "translatey", [y]:
            return (1, 0, 0, 1, 0, y)
        case "translate", [x, y]:
            return (1, 0, 0, 1, x, y)
        case "scale", [factor]:
            return (factor, 0, 0, factor, 0, 0)
        case "scale", [x_factor, y_factor]:
            return (x_factor, 0, 0, y_factor, 0, 0)
        case "scalex", [factor]:
            return (factor, 0, 0, 1, 0, 0)
        case "scaley", [factor]:
            return (1, 0, 0, factor, 0, 0)
        case "rotate", [degrees]:
            cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            return (cos, sin, -sin, cos, 0, 0)
        case "rotate", [degrees, x, y]:
            turn = _one("rotate", [degrees]) or IDENTITY
            return product(product((1, 0, 0, 1, x, y), turn), (1, 0, 0, 1, -x, -y))
        case "skewx", [degrees]:
            return (1, 0, math.tan(math.radians(degrees)), 1, 0, 0)
        case "skewy", [degrees]:
            return (1, math.tan(math.radians(degrees)), 0, 1, 0, 0)
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
    return None
