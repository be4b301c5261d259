"""Painter of drawings with clips, gradients, transparency and masks: one form XObject each.

All coordinates are brought into pt before they are rounded, so a drawing is as exact in any unit.
What lies beyond the view box is clipped. Resources belong to the form, so what is painted depends
on nothing of the page.

Source: ISO 32000-2, 8.10 (forms), 8.7.4 (shadings), 11.4 and 11.6 (groups, soft masks); SVG 2, 13.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import msg
from generator.draw import operators as pdf
from generator.draw.objects import PdfObject, stream
from generator.draw.operators import Path, numbers
from generator.draw.svg.geometry import (
    Box,
    bounds,
    grown,
    overlaps,
    scaled,
    with_area,
    without_dots,
)
from generator.draw.svg.inks import DrawingInks, Greys
from generator.draw.svg.matrices import (
    Matrix,
    is_similarity,
    product,
    scale_of,
    transformed,
)
from generator.draw.svg.model import (
    Clip,
    ClipShape,
    Group,
    Mask,
    Node,
    PaintedDrawing,
    Palette,
    Shape,
)
from generator.draw.svg.paints import GradientPaint, Paint
from generator.draw.svg.shadings import shading

#: Of zlib, for the content of forms.
_COMPRESSION = 6
#: The length that stands for a dash of none, as a part of the line's width: readers differ in
#: whether they draw the caps of one.
_SHORTEST_DASH = 0.01

_SOLID_GROUP = b"/Group<</S/Transparency/I true>>"
_GREY_GROUP = b"/Group<</S/Transparency/I true/CS/DeviceGray>>"


def painted_nodes(
    nodes: Sequence[Node], box: Box, fit: Matrix, palette: Palette, stroke_width: float
) -> PaintedDrawing:
    """``nodes`` as a form, clipped to ``box``.

    Args:
        box: Left, lower, right and upper edge of what may be painted on, in pt.
        fit: From the units of the view box to the block's, in pt.
        stroke_width: Of shapes that take the root's.
    """
    space = _UserSpace(fit, box, stroke_width, palette.source)
    content = _Content(space, DrawingInks(palette))
    content.paint(nodes)
    if not content.parts:
        return PaintedDrawing("")
    form = content.form()
    return PaintedDrawing(f"/{form.name} Do", (form,))


@dataclass(frozen=True, slots=True)
class _UserSpace:
    """Where a drawing is painted.

    Attributes:
        box: Left, lower, right and upper edge of what may be painted on, in pt.
    """

    fit: Matrix
    box: Box
    stroke_width: float
    source: str


@dataclass
class _Resources:
    """Resources that a form's content names, by category and name."""

    named: dict[str, dict[str, bytes | PdfObject]] = field(default_factory=dict)

    def add(self, category: str, name: str, value: bytes | PdfObject) -> str:
        """Makes ``value`` known; returns ``name``."""
        self.named.setdefault(category, {})[name] = value
        return name

    def parts(self) -> Iterator[bytes | PdfObject]:
        """The dictionary."""
        yield b"/Resources<<"
        for category, values in sorted(self.named.items()):
            yield b"/%b<<" % category.encode("ascii")
            for name, value in sorted(values.items()):
                yield b"/%b " % name.encode("ascii")
                yield value
            yield b">>"
        yield b">>"


class _Content:
    """The content of one form, from a fresh graphics state on."""

    def __init__(self, space: _UserSpace, inks: DrawingInks) -> None:
        self.parts: list[str] = []
        self._space = space
        self._inks = inks
        self._resources = _Resources()
        self._is_transparent = False

    def form(self, group: bytes = b"") -> PdfObject:
        """The content as a form."""
        left, lower, right, upper = self._space.box
        content = "\n".join(self.parts).encode("ascii") + b"\n"
        box = numbers(left, lower, right, upper).encode("ascii")
        head = b"/Type/XObject/Subtype/Form/BBox[%b]%b" % (box, group)
        before, after = stream(content, _COMPRESSION, b"\0").split(b"\0", 1)
        parts = (before, head, *self._resources.parts(), after)
        return PdfObject("Fm", parts, is_transparent=self._is_transparent or bool(group))

    # -- groups

    def paint(self, nodes: Iterable[Node]) -> None:
        """Adds ``nodes``."""
        for node in nodes:
            if isinstance(node, Group):
                self._group(node)
            else:
                self._shape(node)

    def _group(self, group: Group) -> None:
        hard = [path for clip in group.clips if (path := self._hard_clip(clip)) is not None]
        soft = [clip for clip in group.clips if self._hard_clip(clip) is None]
        is_plain = (
            group.alpha >= 1
            and group.mask is None
            and not soft
            and group.blend == "Normal"
            and not group.is_isolated
        )
        before = len(self.parts)
        self.parts += ["q", *hard]
        inside = len(self.parts)
        if is_plain:
            self.paint(group.nodes)
        else:
            self._as_one(group, soft)
        if len(self.parts) == inside:
            del self.parts[before:]
        else:
            self.parts.append("Q")

    def _as_one(self, group: Group, soft: Sequence[Clip]) -> None:
        inner = self._nested()
        inner.paint(group.nodes)
        if not inner.parts:
            return
        form = inner.form(_SOLID_GROUP)
        masks = [self._clip_mask(clip) for clip in soft]
        if group.mask is not None:
            masks.append(self._mask(group.mask))
        for mask in masks[:-1]:
            form = self._masked(form, mask)
        entries = [b"/ca %b/CA %b" % ((numbers(group.alpha).encode("ascii"),) * 2)]
        if group.blend != "Normal":
            entries.append(b"/BM/%b" % group.blend.encode("ascii"))
        self._show(form, entries, masks[-1] if masks else None)

    def _nested(self, inks: DrawingInks | None = None) -> _Content:
        return _Content(self._space, inks or self._inks)

    def _show(self, form: PdfObject, entries: Sequence[bytes], mask: PdfObject | None) -> None:
        self._state(entries, mask)
        self.parts.append(f"/{self._resources.add('XObject', form.name, form)} Do")

    def _masked(self, form: PdfObject, mask: PdfObject) -> PdfObject:
        outer = self._nested()
        outer._show(form, (), mask)
        return outer.form(_SOLID_GROUP)

    def _state(self, entries: Sequence[bytes], mask: PdfObject | None = None) -> None:
        """Sets parameters of the graphics state."""
        parts: list[bytes | PdfObject] = [b"<<", *entries]
        if mask is not None:
            parts += [b"/SMask<</Type/Mask/S/Luminosity/G ", mask, b">>"]
        state = PdfObject("Gs", (*parts, b">>"))
        self._resources.add("ExtGState", state.name, state)
        self.parts.append(f"/{state.name} gs")
        self._is_transparent = True

    # -- clips and masks

    def _hard_clip(self, clip: Clip) -> str | None:
        """A clip as a path; None where one path cannot say it."""
        if any(shape.clips for shape in clip.shapes):
            return None
        paths = [self._in_pt(shape.path, shape.matrix) for shape in clip.shapes]
        if not any(paths):
            return "0 0 0 0 re W n"  # nothing is seen
        boxes = [
            box for shape in clip.shapes if (box := bounds(shape.path, shape.matrix)) is not None
        ]
        if len({shape.even_odd for shape in clip.shapes}) > 1 or any(
            overlaps(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :]
        ):
            return None
        path = pdf.written(segment for path in paths for segment in path)
        return pdf.clip(path, even_odd=clip.shapes[0].even_odd)

    def _clip_mask(self, clip: Clip) -> PdfObject:
        """A mask that is white where ``clip`` lets through."""
        content = self._nested()
        content.parts.append("1 g")
        for shape in clip.shapes:
            content._clip_part(shape)
        return content.form(_GREY_GROUP)

    def _clip_part(self, shape: ClipShape) -> None:
        path = pdf.written(self._in_pt(shape.path, shape.matrix))
        if not path:
            return
        filled = f"{path} {'f*' if shape.even_odd else 'f'}"
        hard = [self._hard_clip(clip) for clip in shape.clips]
        if all(one is not None for one in hard):
            self.parts += ["q", *(one for one in hard if one is not None), filled, "Q"]
            return
        inner = self._nested()
        inner.parts += ["1 g", filled]
        form = inner.form(_GREY_GROUP)
        for clip in shape.clips:
            form = self._masked_grey(form, self._clip_mask(clip))
        self.parts += ["q", f"/{self._resources.add('XObject', form.name, form)} Do", "Q"]

    def _masked_grey(self, form: PdfObject, mask: PdfObject) -> PdfObject:
        outer = self._nested()
        outer._show(form, (), mask)
        return outer.form(_GREY_GROUP)

    def _mask(self, mask: Mask) -> PdfObject:
        palette = self._inks.palette
        content = self._nested(Greys(palette, is_alpha=mask.is_alpha))
        content.paint(mask.nodes)
        return content.form(_GREY_GROUP)

    # -- shapes

    def _in_pt(self, path: Path, matrix: Matrix) -> Path:
        return transformed(path, product(self._space.fit, matrix))

    def _shape(self, shape: Shape) -> None:
        if not self._is_seen(shape):
            return
        steps = [self._fill, self._stroke]
        for step in reversed(steps) if shape.style.stroke_first else steps:
            step(shape)

    def _is_seen(self, shape: Shape) -> bool:
        """True if something of ``shape`` may lie in the view box; what is far beyond is an error.

        Raises:
            TemplateError: its coordinates are too far away for a file to state them.
        """
        matrix = product(self._space.fit, shape.matrix)
        box = bounds(shape.path, matrix)
        if box is None:
            return False
        if not all(abs(edge) <= _FARTHEST_PT for edge in box):
            raise TemplateError(
                Problem(
                    "drawing-number",
                    msg("this shape is far too large for the drawing's view box"),
                    place=Place(self._space.source, shape.line),
                )
            )
        reach = self._width(shape) * max(2.0, shape.style.miter_limit) * _largest(matrix)
        return overlaps(grown(box, reach + 1e-6), self._space.box)

    def _width(self, shape: Shape) -> float:
        """The stroke's width in the shape's own units; 0 for none."""
        style = shape.style
        if style.stroke == "none":
            return 0.0
        return self._space.stroke_width if style.stroke_width is None else style.stroke_width

    def _fill(self, shape: Shape) -> None:
        style = shape.style
        if style.fill == "none" or style.fill_alpha <= 0:
            return
        path = pdf.written(self._in_pt(with_area(shape.path), shape.matrix))
        self._painted(
            f"{path} {'f*' if style.even_odd else 'f'}", style.fill, style.fill_alpha, shape
        )

    def _stroke(self, shape: Shape) -> None:
        style, width = shape.style, self._width(shape)
        if width <= 0 or style.stroke_alpha <= 0:
            return
        matrix = product(self._space.fit, shape.matrix)
        factor = scale_of(matrix)
        lines, dots = without_dots(shape.path)
        operators: list[str] = []
        if is_similarity(matrix):
            path = transformed(lines, matrix)
        else:
            # A pen that is stretched: its own space, but in units of about a pt.
            a, b, c, d, e, f = matrix
            unit = (a / factor, b / factor, c / factor, d / factor, e, f)
            operators.append(_exact_matrix(unit))
            path = scaled(lines, factor)
        if path:
            dash = self._dash(shape, width, factor)
            operators += [
                f"{numbers(width * factor)} w {style.cap} J {style.join} j "
                f"{numbers(max(1.0, style.miter_limit))} M {dash}".rstrip(),
                f"{pdf.written(path)} S",
            ]
        if operators and path:
            self._painted("\n".join(operators), style.stroke, style.stroke_alpha, shape, True)
        if style.cap and dots:
            filled = [self._dot(x, y, width / 2, style.cap, shape.matrix) for x, y in dots]
            self._painted(f"{' '.join(filled)} f", style.stroke, style.stroke_alpha, shape)

    def _dash(self, shape: Shape, width: float, factor: float) -> str:
        style = shape.style
        if not style.dash:
            return ""
        lengths = list(style.dash)
        if style.cap:
            for at in range(0, len(lengths), 2):
                lengths[at] = max(lengths[at], _SHORTEST_DASH * width)
        # Of very small dashes a line of them would be a whole one.
        written = numbers(*(max(length * factor, 0.001) for length in lengths))
        return f"[{written}] {numbers(style.dash_offset * factor)} d"

    def _dot(self, x: float, y: float, radius: float, cap: int, matrix: Matrix) -> str:
        """The round or square dot that a line without length is drawn as."""
        path = (
            pdf.ellipse_path(x, y, radius, radius)
            if cap == 1
            else pdf.rounded_rect_path(x - radius, y - radius, 2 * radius, 2 * radius, 0, 0)
        )
        return pdf.written(self._in_pt(path, matrix))

    def _painted(
        self, operators: str, paint: Paint, alpha: float, shape: Shape, strokes: bool = False
    ) -> None:
        """Adds ``operators`` that fill or stroke with ``paint``."""
        self.parts.append("q")
        entries = []
        if alpha < 1:
            entries.append(b"/%b %b" % (b"CA" if strokes else b"ca", numbers(alpha).encode()))
        mask = None
        if isinstance(paint, GradientPaint):
            if any(stop.alpha < 1 for stop in paint.stops):
                mask = self._gradient_mask(paint, shape)
            pattern = self._pattern(paint, shape)
            spaces: dict[str, bytes] = {}
            names = ("CS", "SCN") if strokes else ("cs", "scn")
            colour = f"/Pattern {names[0]} /{pattern} {names[1]}"
        else:
            colour, spaces = self._inks.operator(paint, shape.line, strokes=strokes)
        for name, space in spaces.items():
            self._resources.add("ColorSpace", name, space)
        if entries or mask is not None:
            self._state(entries, mask)
        self.parts += [colour, operators, "Q"]

    # -- gradients

    def _pattern(self, paint: GradientPaint, shape: Shape) -> str:
        """The resource name of a gradient as a pattern in the form's own space."""
        matrix = product(self._space.fit, shape.matrix)
        matrix, dictionary = shading(paint, matrix, self._space.box, self._inks, shape.line)
        content = b"<</Type/Pattern/PatternType 2/Matrix[%b]/Shading%b>>" % (
            " ".join(pdf.number(value, 8) for value in matrix).encode("ascii"),
            dictionary,
        )
        pattern = PdfObject("Pt", (content,))
        return self._resources.add("Pattern", pattern.name, pattern)

    def _gradient_mask(self, paint: GradientPaint, shape: Shape) -> PdfObject:
        """A mask that is as light as the gradient covers."""
        stops = tuple(
            replace(stop, paint=f"#{3 * f'{round(255 * stop.alpha):02x}'}", alpha=1.0)
            for stop in paint.stops
        )
        content = self._nested(Greys(self._inks.palette, is_alpha=False))
        left, lower, right, upper = self._space.box
        area = pdf.rect(left, lower, right - left, upper - lower)
        content._painted(f"{area} f", replace(paint, stops=stops), 1.0, shape)
        return content.form(_GREY_GROUP)


#: Coordinates beyond this, in pt, are far outside of every sheet.
_FARTHEST_PT = 1e7


def _largest(matrix: Matrix) -> float:
    """An upper bound for the factor by which ``matrix`` lengthens a line."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(a * a + b * b + c * c + d * d)


def _exact_matrix(matrix: Matrix) -> str:
    """The operator with as many decimals as a reader's own numbers have."""
    return f"{' '.join(pdf.number(value, 8) for value in matrix)} cm"
