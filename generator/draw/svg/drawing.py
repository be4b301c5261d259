"""Parsed drawings, and how they become PDF operators.

A drawing is a tree of paths in groups (``svg.model``), read by ``svg.reader``.

A *plain* drawing, as every icon is, is painted here: solid paths within its view box. All others,
and those that are enlarged so much that their own units are too coarse, are left to
``svg.painting``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from generator.core.colour import Colour
from generator.draw import operators as pdf
from generator.draw.operators import ColourMode
from generator.draw.placement import Frame
from generator.draw.svg.geometry import (
    Box,
    bounds,
    grown,
    hull,
    mitre_reach,
    with_area,
    without_dots,
)
from generator.draw.svg.matrices import Matrix, product, scale_of
from generator.draw.svg.model import (
    Group,
    InkConverter,
    Node,
    PaintedDrawing,
    Palette,
    Shape,
    ShapeStyle,
)

#: A plain drawing's numbers have three decimals in its own units. Enlarged more than this many
#: times, in pt, they would stray by more than 0.008 pt (3 µm), finer than any printer's dot.
_MOST_ENLARGED = 16.0
#: Its transform has six decimals: farther from the origin, in its units, it would stray.
_MOST_UNITS = 20_000.0
#: A part of a view box that shapes may reach beyond it, by rounding alone.
_SLACK = 1e-4
_SQUARE_CAP = 2


@dataclass(frozen=True, slots=True, eq=False)
class SvgDrawing:
    """A parsed drawing. Two are equal only if they are the same object.

    Attributes:
        source: The file it came from, for messages.
        view_box: Left, top, width and height in user units.
        stroke_width: The root's, in user units.
        paints: The names it looks up in the mapping given to :meth:`painted`, as "--accent".
        is_plain: True if it holds nothing but solid paths within its view box.
    """

    source: str
    view_box: tuple[float, float, float, float]
    stroke_width: float
    paints: tuple[str, ...]
    nodes: tuple[Node, ...] = field(repr=False)
    is_plain: bool = True

    def painted(
        self,
        width_pt: float,
        height_pt: float,
        paints: Mapping[str, Colour],
        stroke_width: float | None = None,
        ink: ColourMode = ColourMode.RGB,
        *,
        ink_converter: InkConverter | None = None,
        frame: Frame | None = None,
        in_grey: bool = False,
    ) -> PaintedDrawing:
        """The drawing in a block of this size, as large as fits and centred unless ``frame`` says.

        ``paints`` may hold more than :attr:`paints` asks for. ``stroke_width``, in user units,
        takes the place of the root's. ``ink_converter`` converts a colour that the drawing names by
        its sRGB value; it is needed for inks only. ``in_grey`` paints such colours as greys.

        Raises:
            TemplateError: if ``paints`` lacks a name; the place is the shape's line.
        """
        known = tuple((name, paints[name]) for name in self.paints if name in paints)
        width = self.stroke_width if stroke_width is None else stroke_width
        frame = frame or Frame(0.0, -height_pt, width_pt, height_pt)
        return _painted(self, frame, known, width, ink, ink_converter, in_grey)


@lru_cache(maxsize=512)
def _painted(
    drawing: SvgDrawing,
    frame: Frame,
    paints: tuple[tuple[str, Colour], ...],
    stroke_width: float,
    ink: ColourMode,
    ink_converter: InkConverter | None,
    in_grey: bool,
) -> PaintedDrawing:
    left, top, width, height = drawing.view_box
    scale = frame.scale(width, height)
    x, lower = frame.corner(scale * width, scale * height)
    fit: Matrix = (scale, 0, 0, -scale, x - scale * left, lower + scale * (height + top))
    palette = Palette(drawing.source, dict(paints), ink, ink_converter, in_grey)
    shapes = [node for node in drawing.nodes if isinstance(node, Shape)]
    if (
        drawing.is_plain
        and not frame.is_filled
        and all(scale * scale_of(shape.matrix) <= _MOST_ENLARGED for shape in shapes)
    ):
        return PaintedDrawing(_plain(shapes, fit, palette, stroke_width))
    # Imported where one is used: a poster with icons alone has none.
    from generator.draw.svg.painting import painted_nodes

    corners = x, lower, x + scale * width, lower + scale * height
    if frame.is_filled:
        corners = frame.left, frame.lower, frame.left + frame.width, frame.lower + frame.height
    return painted_nodes(drawing.nodes, corners, fit, palette, stroke_width)


def _plain(shapes: list[Shape], fit: Matrix, palette: Palette, stroke_width: float) -> str:
    return "\n".join(
        pdf.group(pdf.matrix(*product(fit, matrix)), "4 M", *_plain_run(run, palette, stroke_width))
        for matrix, run in groupby(shapes, key=lambda shape: shape.matrix)
    )


def _plain_run(shapes: Iterator[Shape], palette: Palette, root_width: float) -> Iterator[str]:
    """The operators for ``shapes`` from a fresh graphics state on; only what changes in it."""
    state: dict[str, str] = {}
    for shape in shapes:
        style = shape.style
        wanted: dict[str, str] = {}
        width = root_width if style.stroke_width is None else style.stroke_width
        is_stroked = style.stroke != "none" and width > 0
        if style.fill != "none":
            wanted["rg"] = palette.fill(style.fill, shape.line)
        if is_stroked:
            wanted["RG"] = palette.stroke(style.stroke, shape.line)
            wanted["w"] = f"{pdf.number(width)} w"
            wanted["J"] = f"{style.cap} J"
            wanted["j"] = f"{style.join} j"
        yield from (text for key, text in wanted.items() if state.get(key) != text)
        state |= wanted
        yield f"{pdf.written(shape.path)} {_painting(style, is_stroked=is_stroked)}"


def _painting(style: ShapeStyle, *, is_stroked: bool) -> str:
    """The operator that paints a path of this style."""
    rule = "*" if style.even_odd else ""
    if not is_stroked:
        return f"f{rule}" if style.fill != "none" else "n"
    return f"B{rule}" if style.fill != "none" else "S"


def is_plain(node: Node, view_box: tuple[float, float, float, float], root_width: float) -> bool:
    """True if ``node`` is a solid path that stays within the view box."""
    if isinstance(node, Group):
        return False
    style = node.style
    is_solid = isinstance(style.fill, str) and isinstance(style.stroke, str)
    if not is_solid or min(style.fill_alpha, style.stroke_alpha) < 1:
        return False
    if style.dash or style.stroke_first or style.miter_limit != 4:
        return False
    # The hull of all points is found sooner, and most icons lie well within their view box.
    return any(
        _lies_within(node, box_of(node.path, node.matrix), view_box, root_width)
        for box_of in (hull, bounds)
    )


def _lies_within(
    node: Shape, box: Box | None, view_box: tuple[float, float, float, float], root_width: float
) -> bool:
    """True if a shape whose points lie in ``box`` is painted within the view box."""
    style = node.style
    if box is None:
        return False
    if style.fill != "none" and with_area(node.path) != node.path:
        return False
    if style.stroke != "none":
        width = root_width if style.stroke_width is None else style.stroke_width
        if without_dots(node.path)[1]:
            return False
        reach = width / 2 * (1.0 if style.join else mitre_reach(node.path))
        if style.cap == _SQUARE_CAP:
            reach = max(reach, width / 2 * math.sqrt(2))
        a, b, c, d, _, _ = node.matrix
        box = grown(box, reach * max(abs(a) + abs(c), abs(b) + abs(d)))
    left, top, width_, height = view_box
    slack = _SLACK * max(width_, height)
    return (
        box[0] >= left - slack
        and box[1] >= top - slack
        and box[2] <= left + width_ + slack
        and box[3] <= top + height + slack
        and max(abs(edge) for edge in box) <= _MOST_UNITS
    )
