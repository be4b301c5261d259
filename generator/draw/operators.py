"""PDF content-stream operators as text: numbers, colours, paths and groups.

Every function here is pure: equal input gives equal characters. Lengths are in pt. A block's
local origin is its top left corner with **y up**, so a block of ``width`` x ``height`` covers
x 0..width and y -height..0. Drawings from SVG files are in ``draw.svg``, QR symbols in
``draw.qr``; what gathers operators into a file is ``draw.document``.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from generator.core.colour import Colour, Spot
from generator.sheet.model import Curve, SpeechTail

#: How far a Bézier quarter circle's handles reach, as a part of the radius. With this value the
#: curve touches the circle at both ends and in the middle and strays by 0.03 % between.
KAPPA = 4 / 3 * (math.sqrt(2) - 1)

_PLACES = 3

Point = tuple[float, float]
#: One operator of a path with its operands: m, l, c, h or re.
Segment = tuple[str, tuple[float, ...]]
Path = tuple[Segment, ...]


class ColourMode(StrEnum):
    """The colour operators of a file: sRGB, four process inks, or these and spot inks."""

    RGB = "rgb"
    CMYK = "cmyk"
    SPOT = "spot"


def number(value: float, places: int = _PLACES) -> str:
    """``value`` as PDF writes reals: no exponent, no idle zeros, never ``-0``.

    Three decimals are 0.35 µm in pt, finer than any printer's dot.

    Raises:
        ValueError: ``value`` is infinite or not a number.

    Source: ISO 32000-2, 7.3.3.
    """
    text = f"{value:.{places}f}"
    if places:
        text = text.rstrip("0").rstrip(".")
    if not text[-1:].isdigit():
        raise ValueError(f"a content stream cannot hold {value}")
    return "0" if text == "-0" else text


def numbers(*values: float) -> str:
    """``values`` written one after the other, each as :func:`number` writes it."""
    # Not through number(): a page has a thousand of these, and this is three times as fast.
    try:
        return " ".join(
            [
                str(whole)
                if (whole := int(short := round(value, _PLACES))) == short
                else repr(short)
                for value in values
            ]
        )
    except (OverflowError, ValueError) as error:
        raise ValueError(f"a content stream cannot hold one of {values}") from error


# -- colours


def fill(colour: Colour, ink: ColourMode) -> str:
    """Sets the colour that areas and text are filled with."""
    if ink is ColourMode.RGB:
        return f"{numbers(*colour.rgb)} rg"
    if ink is ColourMode.SPOT and colour.spot is not None:
        return f"/{spot_resource(colour.spot)} cs {number(colour.spot.tint)} scn"
    return f"{numbers(*colour.cmyk)} k"


def stroke(colour: Colour, ink: ColourMode) -> str:
    """Sets the colour that lines are drawn with."""
    if ink is ColourMode.RGB:
        return f"{numbers(*colour.rgb)} RG"
    if ink is ColourMode.SPOT and colour.spot is not None:
        return f"/{spot_resource(colour.spot)} CS {number(colour.spot.tint)} SCN"
    return f"{numbers(*colour.cmyk)} K"


def is_black_alone(colour: Colour, ink: ColourMode) -> bool:
    """True if ``colour`` is printed with black ink and no other: a full black or a tint of it."""
    if ink is ColourMode.RGB or (ink is ColourMode.SPOT and colour.spot is not None):
        return False
    cyan, magenta, yellow, black = colour.cmyk
    return black > 0 and cyan == magenta == yellow == 0


@lru_cache(maxsize=64)
def spot_resource(spot: Spot) -> str:
    """The name of the spot's colour space in a page's resources; the same in every document."""
    return "Cs" + hashlib.sha256(f"{spot.ink} {spot.full}".encode()).hexdigest()[:12]


# -- groups and transforms


def group(*operators: str) -> str:
    """``operators`` between a saved and a restored graphics state."""
    return "\n".join(("q", *operators, "Q"))


def matrix(a: float, b: float, c: float, d: float, e: float, f: float) -> str:
    """Prepends x' = a x + c y + e, y' = b x + d y + f to the current transform."""
    # A factor acts on lengths of hundreds of pt, so it needs more decimals than a length.
    return " ".join([*(number(factor, 6) for factor in (a, b, c, d)), numbers(e, f), "cm"])


def translate(x: float, y: float) -> str:
    """Moves the origin to (``x``, ``y``)."""
    return f"1 0 0 1 {numbers(x, y)} cm"


def clip(path: str, *, even_odd: bool = False) -> str:
    """Confines what follows, up to the end of the group, to ``path``."""
    return f"{path} {'W*' if even_odd else 'W'} n"


# -- paths


def written(path: Iterable[Segment]) -> str:
    """The operators of ``path``."""
    return " ".join(f"{numbers(*values)} {name}" if values else name for name, values in path)


def rect(x: float, y: float, width: float, height: float) -> str:
    """The path of a rectangle whose lower left corner is (``x``, ``y``)."""
    return f"{numbers(x, y, width, height)} re"


def polygon(points: Iterable[Point], *, closed: bool = True) -> str:
    """The path through ``points``."""
    corners = [numbers(x, y) for x, y in points]
    path = f"{corners[0]} m" + "".join(f" {corner} l" for corner in corners[1:])
    return f"{path} h" if closed else path


def line(start: Point, end: Point) -> str:
    """The open path from ``start`` to ``end``."""
    return polygon((start, end), closed=False)


def ellipse(x: float, y: float, x_radius: float, y_radius: float) -> str:
    """The path of an ellipse around (``x``, ``y``): four Bézier quarters."""
    return written(ellipse_path(x, y, x_radius, y_radius))


def ellipse_path(x: float, y: float, x_radius: float, y_radius: float) -> Path:
    """The segments of :func:`ellipse`."""
    dx, dy = x_radius * KAPPA, y_radius * KAPPA
    left, right, below, above = x - x_radius, x + x_radius, y - y_radius, y + y_radius
    return (
        ("m", (right, y)),
        ("c", (right, y + dy, x + dx, above, x, above)),
        ("c", (x - dx, above, left, y + dy, left, y)),
        ("c", (left, y - dy, x - dx, below, x, below)),
        ("c", (x + dx, below, right, y - dy, right, y)),
        ("h", ()),
    )


def circle(x: float, y: float, radius: float) -> str:
    """The path of a circle around (``x``, ``y``)."""
    return ellipse(x, y, radius, radius)


def rounded_rect(
    x: float, y: float, width: float, height: float, x_radius: float, y_radius: float
) -> str:
    """The path of a rectangle with elliptic corners; (``x``, ``y``) is its lower left corner.

    Radii are cut to half of the sides.
    """
    return written(rounded_rect_path(x, y, width, height, x_radius, y_radius))


def rounded_rect_path(
    x: float, y: float, width: float, height: float, x_radius: float, y_radius: float
) -> Path:
    """The segments of :func:`rounded_rect`."""
    rx, ry = min(x_radius, width / 2), min(y_radius, height / 2)
    if rx <= 0 or ry <= 0:
        return (("re", (x, y, width, height)),)
    hx, hy = rx * (1 - KAPPA), ry * (1 - KAPPA)
    right, top = x + width, y + height
    return (
        ("m", (x + rx, y)),
        ("l", (right - rx, y)),
        ("c", (right - hx, y, right, y + hy, right, y + ry)),
        ("l", (right, top - ry)),
        ("c", (right, top - hy, right - hx, top, right - rx, top)),
        ("l", (x + rx, top)),
        ("c", (x + hx, top, x, top - hy, x, top - ry)),
        ("l", (x, y + ry)),
        ("c", (x, y + hy, x + hx, y, x + rx, y)),
        ("h", ()),
    )


def box_path(
    width: float,
    height: float,
    radius: float = 0.0,
    tail: SpeechTail | None = None,
    *,
    inset: float = 0.0,
) -> str:
    """The outline of a block: a rectangle, its corners rounded, perhaps with a speech tail.

    The outline and its tail are one path, so that a gradient runs through both. A tail stands on
    the straight part of an edge: a rounded corner pushes it aside, but one that begins at the
    corner takes its place. ``radius`` is cut to half of the shorter side, as CSS does. The path
    runs ``inset`` inside the block's outline; half a border's width keeps the border within the
    block.
    """
    radius = min(radius, width / 2, height / 2)
    width_in, height_in = width - 2 * inset, height - 2 * inset
    radius_in = max(radius - inset, 0.0)
    edge = width if tail is None or tail.side in ("top", "bottom") else height
    if tail is None or min(tail.width, tail.height, edge - 2 * radius) <= 0:
        return rounded_rect(inset, inset - height, width_in, height_in, radius_in, radius_in)
    return _bubble(width, height, radius, tail, inset)


def curved_path(width: float, height: float, curve: Curve, beyond: tuple[float, float]) -> str:
    """The outline of a block whose lower edge is a curve; it turns as a rectangle's does.

    Args:
        beyond: How far its straight sides go on to the left and to the right of the block, in the
            bleed.
    """
    left, right = -beyond[0], width + beyond[1]
    return " ".join(
        (
            f"{numbers(left, 0)} m {numbers(left, curve.depth - height)} l",
            _curve_to(width, height, curve, 0.0),
            f"{numbers(right, curve.depth - height)} l {numbers(right, 0)} l h",
        )
    )


def curve_band(
    width: float,
    height: float,
    curve: Curve,
    below: tuple[float, float],
    beyond: tuple[float, float],
) -> str:
    """The path of a band along a block's curved lower edge.

    Args:
        below: Where it begins and ends, below the edge.
        beyond: As of :func:`curved_path`.
    """
    side, (top, bottom) = curve.depth - height, below
    left, right = -beyond[0], width + beyond[1]
    return " ".join(
        (
            f"{numbers(left, side - bottom)} m",
            _curve_to(width, height, curve, bottom),
            f"{numbers(right, side - bottom)} l {numbers(right, side - top)} l",
            _curve_to(width, height, curve, top, backwards=True),
            f"{numbers(left, side - top)} l h",
        )
    )


def _curve_to(
    width: float, height: float, curve: Curve, below: float, *, backwards: bool = False
) -> str:
    """A block's curved edge, moved down by ``below``: a quadratic curve as a cubic one.

    It begins with the line to its first point.
    """
    side = curve.depth - height - below
    # The control point of the quadratic curve lies twice the depth below the sides.
    pull = side - 2 * curve.depth * 2 / 3
    xs = (0.0, width / 3, width * 2 / 3, width)
    first, second, third, last = xs[::-1] if backwards else xs
    return f"{numbers(first, side)} l {numbers(second, pull, third, pull, last, side)} c"


def _bubble(width: float, height: float, radius: float, tail: SpeechTail, inset: float) -> str:
    """:func:`box_path` with a tail, from the end of the corner that is farthest from its edge."""
    lies = tail.side in ("left", "right")
    long, deep = (height, width) if lies else (width, height)

    def at(*points: Point) -> str:
        placed = tail.place(points, width, height)
        return numbers(*(value for point in placed for value in point))

    x0, x1, y0, y1 = inset, long - inset, inset - deep, -inset
    corner = max(radius - inset, 0.0)
    pull = corner * (1 - KAPPA)
    # A tail that begins at the corner takes its place.
    near = 0.0 if tail.x == 0 else corner
    parts = [f"{at((x0 + corner, y1))} m {at((x1 - corner, y1))} l"]
    if corner:
        parts.append(f"{at((x1 - pull, y1), (x1, y1 - pull), (x1, y1 - corner))} c")
    parts.append(f"{at((x1, y0 + corner))} l")
    if corner:
        parts.append(f"{at((x1, y0 + pull), (x1 - pull, y0), (x1 - corner, y0))} c")
    corners = _tail_corners(long, deep, radius, tail, inset)
    parts.extend(f"{at(point)} l" for point in corners)
    parts.append(f"{at((x0 + near, y0))} l")
    if near:
        parts.append(f"{at((x0 + pull, y0), (x0, y0 + pull), (x0, y0 + corner))} c")
    parts.append(f"{at((x0, y1 - corner))} l")
    if corner:
        parts.append(f"{at((x0, y1 - pull), (x0 + pull, y1), (x0 + corner, y1))} c")
    return " ".join([*parts, "h"])


def _tail_corners(
    width: float, height: float, radius: float, tail: SpeechTail, inset: float
) -> tuple[Point, Point, Point]:
    """The tail's outer foot, tip and inner foot, all moved ``inset`` inwards."""
    tail_width = min(tail.width, width - 2 * radius)
    least = 0.0 if tail.x == 0 else radius
    x = min(max(tail.x, least), width - radius - tail_width)
    rise = tail.height / tail_width
    # The slanted side moved inwards by ``inset`` rises, measured along y, by this much.
    lift = inset * math.hypot(1, rise)
    foot = x + (tail.height + inset - lift) / rise
    tip = -height - tail.height + rise * inset + lift
    return (foot, inset - height), (x + inset, tip), (x + inset, inset - height)


def border(
    width: float,
    height: float,
    radius: float,
    tail: SpeechTail | None,
    *,
    line_width: float,
    colour: Colour,
    ink: ColourMode,
) -> str:
    """A block's border of ``line_width``, drawn wholly inside the block's outline."""
    outline = box_path(width, height, radius, tail, inset=line_width / 2)
    return f"{stroke(colour, ink)} {number(line_width)} w\n{outline} S"


# -- gradients


def gradient_line(direction: str, width: float, height: float) -> tuple[Point, Point]:
    """Start and end of a block's CSS gradient, in the block's coordinates.

    ``direction`` is "to" and a side or a corner, as "to right", "to bottom right". For a corner
    the colour half way runs exactly through the two neighbouring corners.

    Raises:
        ValueError: ``direction`` names no side or corner.

    Source: CSS Images 3, 3.1.1 and 3.1.2.
    """
    sides = direction.removeprefix("to ").split()
    across = {"left": -1, "right": 1}
    up = {"bottom": -1, "top": 1}
    x_sign = sum(across.get(side, 0) for side in sides)
    y_sign = sum(up.get(side, 0) for side in sides)
    if not set(sides) <= {*across, *up} or len(sides) != bool(x_sign) + bool(y_sign) or not sides:
        raise ValueError(f"'{direction}' is no gradient direction")
    if x_sign and y_sign:
        # Square to the diagonal between the neighbouring corners.
        dx, dy = x_sign * height, y_sign * width
        reach = width * height / math.hypot(width, height) ** 2
    else:
        dx, dy = x_sign * width, y_sign * height
        reach = 0.5
    x, y = width / 2, -height / 2
    return (x - dx * reach, y - dy * reach), (x + dx * reach, y + dy * reach)
