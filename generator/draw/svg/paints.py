"""Paints of a drawing: colours as CSS writes them, roles of the theme, gradients.

Source: SVG 2, 13 (paint), 14 (gradients); CSS Color 4.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2.color4

from generator.core.messages import msg
from generator.draw.svg.faults import SvgFault
from generator.draw.svg.matrices import IDENTITY, Matrix

#: Paints that are looked up when a drawing is painted.
CONTEXT = ("currentColor", "context-fill", "context-stroke")

_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_URL = re.compile(r"""url\(\s*["']?\s*#([^"')]*?)\s*["']?\s*\)\s*(.*)""", re.DOTALL)
_ANY_URL = re.compile(r"url\(", re.IGNORECASE)
#: A colour of another space behind the one in sRGB (SVG 1.1, 11.7.1).
_ICC = re.compile(r"\s+icc-color\([^)]*\)")

#: Substitutions of one value, and characters that it may grow to.
_MOST_STEPS = 20
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class GradientStop:
    """A stop of a gradient: ``paint`` is a solid one, ``alpha`` how much it covers, 0..1."""

    offset: float
    paint: str
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class GradientPaint:
    """A gradient along a line, or between two circles.

    Attributes:
        coords: x1, y1, x2, y2, or those of the circles: fx, fy, fr, cx, cy, r.
        stops: At least two, in rising order.
        spread: "pad", "repeat" or "reflect": what lies before the first and after the last stop.
        matrix: From the gradient's own space to that of the shape.
    """

    coords: tuple[float, ...]
    stops: tuple[GradientStop, ...]
    spread: str = "pad"
    matrix: Matrix = IDENTITY


Paint = str | GradientPaint


@dataclass(frozen=True, slots=True)
class PaintReference:
    """A paint server by its id, and the paint instead of one that is not there."""

    id: str
    fallback: str


def substituted(value: str, properties: Mapping[str, str]) -> str:
    """``value`` with the custom properties that the drawing itself declares."""
    for _ in range(_MOST_STEPS):
        found = next((m for m in _VARIABLE.finditer(value) if m[1] in properties), None)
        if found is None or len(value) > _LONGEST:
            break
        value = value[: found.start()] + properties[found[1]] + value[found.end() :]
    return value


def parse_paint(value: str) -> tuple[str | PaintReference, float]:
    """The paint and its alpha, 0..1.

    Raises:
        SvgFault: it is no paint.
    """
    value = _ICC.sub("", value).strip()
    if value in CONTEXT or value == "none" or _HEX.fullmatch(value):
        return value, 1.0
    if value.lower() == "currentcolor":
        return "currentColor", 1.0
    if (reference := _URL.fullmatch(value)) is not None:
        return PaintReference(reference[1], reference[2].strip()), 1.0
    if (role := _VARIABLE.fullmatch(value)) is not None:
        if role[2] is None:
            return f"var({role[1]})", 1.0
        fallback, alpha = parse_paint(role[2])
        if isinstance(fallback, str) and fallback.startswith("#"):
            return f"var({role[1]},{fallback})", alpha
        return fallback, alpha
    return _colour(value)


def parse_colour(value: str) -> tuple[str, float]:
    """A solid paint and its alpha, 0..1.

    Raises:
        SvgFault: it is no colour.
    """
    paint, alpha = parse_paint(value)
    if isinstance(paint, PaintReference):
        raise _no_paint(value)
    return paint, alpha


def _colour(value: str) -> tuple[str, float]:
    try:
        found: Any = tinycss2.color4.parse_color(value)
    except (ValueError, OverflowError, ArithmeticError):
        found = None
    if found is None or found == "currentcolor":
        raise _no_paint(value)
    if found.space == "display-p3":
        red, green, blue = _from_p3(*found.coordinates)
    else:
        try:
            red, green, blue = found.to("srgb").coordinates
        except NotImplementedError:
            raise _no_paint(value) from None
    channels = [round(255 * min(1.0, max(0.0, part or 0.0))) for part in (red, green, blue)]
    return "#" + "".join(f"{part:02x}" for part in channels), float(found.alpha)


def _from_p3(*channels: float) -> tuple[float, ...]:
    """SRGB of Display P3; both have one transfer function (CSS Color 4, 10.4 and 17)."""
    red, green, blue = (_linear(part or 0.0) for part in channels)
    linear = (
        1.2249401763 * red - 0.2249401763 * green,
        -0.0420569547 * red + 1.0420569547 * green,
        -0.0196375546 * red - 0.0786360456 * green + 1.0982736001 * blue,
    )
    return tuple(_encoded(part) for part in linear)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * math.pow(part, 1 / 2.4) - 0.055


def _no_paint(value: str) -> SvgFault:
    what = msg("'{value}' is no paint", value=value[:200])
    if _ANY_URL.search(value):
        return SvgFault(
            "drawing-paint",
            what,
            msg("a paint of another file is not read; write it into the drawing"),
        )
    return SvgFault(
        "drawing-paint",
        what,
        msg(
            "write none, a colour of CSS, currentColor, context-fill, context-stroke or var(--name)"
        ),
    )
