"""Parsed drawings, and how they become PDF operators.

A drawing is a sequence of paths, each with its style; its reader is in ``draw.svg``.
A paint is ``none``, ``#rrggbb``, ``currentColor``, ``context-fill``, ``context-stroke`` or a
theme's colour, ``var(--accent)``. All but the first two are looked up when the art is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from generator.core.colour import Cmyk, Colour
from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import msg
from generator.draw import operators as pdf
from generator.draw.operators import ColourMode

#: a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f.
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

#: From sRGB, each 0..1, to an ink recipe.
InkConverter = Callable[[tuple[float, float, float]], Cmyk]


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


@dataclass(frozen=True, slots=True)
class ShapeStyle:
    """Fill and stroke of a shape: its own attributes and those of the groups around it.

    Attributes:
        stroke_width: In user units; None where only the root sets it.
    """

    fill: str = "#000000"
    even_odd: bool = False
    stroke: str = "none"
    stroke_width: float | None = None
    cap: int = 0
    join: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """One path with its style; coordinates in user units, y down."""

    path: str
    style: ShapeStyle
    matrix: Matrix
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class SvgDrawing:
    """A parsed drawing. Two are equal only if they are the same object.

    Attributes:
        source: The file it came from, for messages.
        view_box: Left, top, width and height in user units.
        stroke_width: The root's, in user units.
        paints: The names it looks up in the mapping given to :meth:`operators`, as "--accent".
    """

    source: str
    view_box: tuple[float, float, float, float]
    stroke_width: float
    paints: tuple[str, ...]
    shapes: tuple[Shape, ...] = field(repr=False)

    def operators(
        self,
        width_pt: float,
        height_pt: float,
        paints: Mapping[str, Colour],
        stroke_width: float | None = None,
        ink: ColourMode = ColourMode.RGB,
        *,
        ink_converter: InkConverter | None = None,
    ) -> str:
        """The art drawn as large as fits into a block of this size, and centred in it.

        ``paints`` may hold more than :attr:`paints` asks for. ``stroke_width``, in user units,
        takes the place of the root's. ``ink_converter`` converts a colour that the drawing names by
        its sRGB value; it is needed for inks only.

        Raises:
            TemplateError: if ``paints`` lacks a name; the place is the shape's line.
        """
        known = tuple((name, paints[name]) for name in self.paints if name in paints)
        width = self.stroke_width if stroke_width is None else stroke_width
        return _draw(self, width_pt, height_pt, known, width, ink, ink_converter)


@lru_cache(maxsize=512)
def _draw(
    art: SvgDrawing,
    width_pt: float,
    height_pt: float,
    paints: tuple[tuple[str, Colour], ...],
    stroke_width: float,
    ink: ColourMode,
    ink_converter: InkConverter | None,
) -> str:
    left, top, width, height = art.view_box
    scale = min(width_pt / width, height_pt / height)
    x = (width_pt - scale * width) / 2 - scale * left
    y = -(height_pt - scale * height) / 2 + scale * top
    fit: Matrix = (scale, 0, 0, -scale, x, y)
    brush = _ShapePainter(art.source, dict(paints), stroke_width, ink, ink_converter)
    runs = [
        pdf.group(pdf.matrix(*product(fit, matrix)), "4 M", *brush.paint(shapes))
        for matrix, shapes in groupby(art.shapes, key=lambda shape: shape.matrix)
    ]
    return "\n".join(runs)


class _ShapePainter:
    """Paints shapes; writes only what changes in the graphics state."""

    def __init__(
        self,
        source: str,
        paints: Mapping[str, Colour],
        stroke_width: float,
        ink: ColourMode,
        ink_converter: InkConverter | None,
    ) -> None:
        self._source = source
        self._paints = paints
        self._stroke_width = stroke_width
        self._ink = ink
        self._literal = ink_converter

    def paint(self, shapes: Iterator[Shape]) -> Iterator[str]:
        """The operators for ``shapes`` from a fresh graphics state on."""
        state: dict[str, str] = {}
        for shape in shapes:
            style = shape.style
            wanted: dict[str, str] = {}
            if style.fill != "none":
                wanted["rg"] = pdf.fill(self._colour(style.fill, shape.line), self._ink)
            if style.stroke != "none":
                width = self._stroke_width if style.stroke_width is None else style.stroke_width
                wanted["RG"] = pdf.stroke(self._colour(style.stroke, shape.line), self._ink)
                wanted["w"] = f"{pdf.number(width)} w"
                wanted["J"] = f"{style.cap} J"
                wanted["j"] = f"{style.join} j"
            yield from (text for key, text in wanted.items() if state.get(key) != text)
            state |= wanted
            yield f"{shape.path} {_painting(style)}"

    def _colour(self, paint: str, line: int) -> Colour:
        if paint.startswith("#"):
            return _literal_colour(paint, self._literal)
        name = paint_name(paint)
        if name in self._paints:
            return self._paints[name]
        raise TemplateError(
            Problem(
                "drawing-paint",
                msg("the drawing needs the colour {name}, which is not given", name=name),
                hint=msg("give it in the style, or take a theme that has it"),
                place=Place(self._source, line),
            )
        )


def _painting(style: ShapeStyle) -> str:
    """The operator that paints a path of this style."""
    rule = "*" if style.even_odd else ""
    if style.stroke == "none":
        return f"f{rule}" if style.fill != "none" else "n"
    return f"B{rule}" if style.fill != "none" else "S"


def paint_name(paint: str) -> str:
    """The key of ``paint`` in a mapping of paints: ``var(--accent)`` is ``--accent``."""
    return paint.removeprefix("var(").removesuffix(")").strip()


def _literal_colour(paint: str, ink_converter: InkConverter | None) -> Colour:
    """``#rgb`` or ``#rrggbb``; only what is drawn in ink needs its ink recipe."""
    digits = paint[1:] if len(paint) == 7 else "".join(2 * digit for digit in paint[1:])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    recipe = (
        ink_converter((red, green, blue)) if ink_converter is not None else (0.0, 0.0, 0.0, 0.0)
    )
    return Colour(paint, (red, green, blue), recipe)
