"""The parts of a drawing as values, and the colours that they are painted in.

A solid paint is ``none``, ``#rrggbb``, ``currentColor``, ``context-fill``, ``context-stroke`` or a
theme's colour, ``var(--accent)``, perhaps with another one instead. All but the first two are
looked up when the drawing is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.core.colour import Cmyk, Colour
from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import msg
from generator.draw import operators as pdf
from generator.draw.objects import PdfObject
from generator.draw.operators import ColourMode, Path
from generator.draw.svg.matrices import Matrix
from generator.draw.svg.paints import GradientPaint, Paint

#: How light red, green and blue are. Source: ITU-R BT.601, as Pillow turns pictures into grey.
LUMA = (0.299, 0.587, 0.114)

#: From sRGB, each 0..1, to an ink recipe.
InkConverter = Callable[[tuple[float, float, float]], Cmyk]


@dataclass(frozen=True, slots=True)
class ShapeStyle:
    """Fill and stroke of a shape: its own attributes and those of the groups around it.

    Attributes:
        fill_alpha: How much the fill covers, 0..1; ``stroke_alpha`` likewise.
        stroke_width: In user units; None where only the root sets it.
        dash: Lengths of strokes and gaps in user units; empty for a whole line.
        stroke_first: True if the fill is painted over the stroke.
    """

    fill: Paint = "#000000"
    fill_alpha: float = 1.0
    even_odd: bool = False
    stroke: Paint = "none"
    stroke_alpha: float = 1.0
    stroke_width: float | None = None
    cap: int = 0
    join: int = 0
    miter_limit: float = 4.0
    dash: tuple[float, ...] = ()
    dash_offset: float = 0.0
    stroke_first: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One path with its style; coordinates in user units, y down.

    Attributes:
        matrix: From the path's own units to those of the view box.
    """

    path: Path
    style: ShapeStyle
    matrix: Matrix
    line: int


@dataclass(frozen=True, slots=True)
class ClipShape:
    """A part of a clip: what lies in ``path``, and within its own ``clips``."""

    path: Path
    matrix: Matrix
    even_odd: bool = False
    clips: tuple[Clip, ...] = ()


@dataclass(frozen=True, slots=True)
class Clip:
    """The area that any of ``shapes`` covers."""

    shapes: tuple[ClipShape, ...]


@dataclass(frozen=True, slots=True)
class Mask:
    """Visible share of a group: as light as ``nodes`` are, or as much as they cover."""

    nodes: tuple[Node, ...]
    is_alpha: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that are clipped, masked, covered or blended as one.

    Attributes:
        clips: What is painted lies in each of them.
        blend: A blend mode's name in PDF.
        is_isolated: True if what is in it blends with nothing behind it.
    """

    nodes: tuple[Node, ...]
    alpha: float = 1.0
    clips: tuple[Clip, ...] = ()
    mask: Mask | None = None
    blend: str = "Normal"
    is_isolated: bool = False


Node = Shape | Group


@dataclass(frozen=True, slots=True)
class PaintedDrawing:
    """The operators of a block, and the objects that they name."""

    operators: str
    objects: tuple[PdfObject, ...] = ()


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that a drawing is painted with, and in which inks."""

    source: str
    paints: Mapping[str, Colour]
    ink: ColourMode
    ink_converter: InkConverter | None
    #: Whether colours that the drawing names by their values become greys.
    in_grey: bool = False

    def fill(self, paint: Paint, line: int) -> str:
        """The operator that sets a solid paint for areas."""
        return pdf.fill(self.colour(paint, line), self.ink)

    def stroke(self, paint: Paint, line: int) -> str:
        """The operator that sets a solid paint for lines."""
        return pdf.stroke(self.colour(paint, line), self.ink)

    def colour(self, paint: Paint, line: int) -> Colour:
        """The colour of a solid paint.

        Raises:
            TemplateError: if it is a name that is not given.
        """
        assert not isinstance(paint, GradientPaint)
        if paint.startswith("#"):
            return self.literal(paint)
        name = paint_name(paint)
        if name in self.paints:
            return self.paints[name]
        _, comma, fallback = paint.removesuffix(")").partition(",")
        if comma:
            return self.literal(fallback)
        raise TemplateError(
            Problem(
                "drawing-paint",
                msg("the drawing needs the colour {name}, which is not given", name=name),
                hint=msg("give it in the style, or take a theme that has it"),
                place=Place(self.source, line),
            )
        )

    def literal(self, paint: str) -> Colour:
        """``#rgb`` or ``#rrggbb``; only what is drawn in ink needs its ink recipe."""
        red, green, blue = rgb_of(paint)
        if self.in_grey:
            red = green = blue = LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue
        recipe = (
            self.ink_converter((red, green, blue))
            if self.ink_converter is not None
            else (0.0, 0.0, 0.0, 0.0)
        )
        return Colour(paint, (red, green, blue), recipe)


def rgb_of(paint: str) -> tuple[float, float, float]:
    """SRGB of ``#rgb`` or ``#rrggbb``, each 0..1."""
    digits = paint[1:] if len(paint) == 7 else "".join(2 * digit for digit in paint[1:])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def paint_name(paint: str) -> str:
    """The key of ``paint`` in a mapping of paints: ``var(--accent)`` is ``--accent``."""
    return paint.removeprefix("var(").removesuffix(")").partition(",")[0].strip()


def solid_paints(nodes: tuple[Node, ...]) -> Iterator[str]:
    """Every solid paint of ``nodes`` and of what masks them."""
    for node in nodes:
        if isinstance(node, Group):
            yield from solid_paints(node.nodes)
            if node.mask is not None:
                yield from solid_paints(node.mask.nodes)
            continue
        for paint in (node.style.fill, node.style.stroke):
            if isinstance(paint, str):
                yield paint
            else:
                yield from (stop.paint for stop in paint.stops)
