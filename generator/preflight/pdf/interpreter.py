"""The content stream interpreter: yields every mark of a page (ISO 32000-2, 8 and 9).

Nothing in a content stream makes it fail: malformed operators are skipped, as viewers do. Nested
content (of tiling patterns, Type 3 glyphs, soft masks, annotations' appearances) is interpreted
once a page, at the first mark that paints it. Its marks are artifacts: tags do not reach into it.
Colour spaces are in ``preflight.pdf.colour_spaces``, strings in ``preflight.pdf.font_encoding``,
the graphics state and paths in ``preflight.pdf.graphics_state``.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import pikepdf

from generator.core.units import PT_PER_INCH
from generator.preflight.pdf.colour_spaces import (
    DEVICE_GRAY,
    DEVICE_RGB,
    PATTERN,
    ColourSpace,
    ColourSpaces,
    PatternSpace,
)
from generator.preflight.pdf.font_encoding import EncodedGlyph, FontReader
from generator.preflight.pdf.functions import read_function
from generator.preflight.pdf.geometry import (
    IDENTITY,
    Matrix,
    Point,
    clip_box,
    concatenate,
    expand_box,
    is_finite,
    transform_box,
    transform_point,
    union,
)
from generator.preflight.pdf.graphics_state import (
    CurrentColour,
    CurrentPath,
    GraphicsState,
    TextMatrices,
    TextRun,
)
from generator.preflight.pdf.model import (
    WATERMARK,
    Box,
    ImageMark,
    Mark,
    MarkKind,
    Paint,
    ShadingMark,
    TextMark,
)
from generator.reading.pdf.objects import (
    FAULTS,
    elements,
    entry,
    has_entries,
    identity,
    inherited,
    name,
    number,
    numbers,
)
from generator.reading.pdf.operators import (
    COLOUR_OPERATORS,
    INLINE_IMAGE,
    Instruction,
    Operands,
    parse_content,
)

#: Nesting of forms. Corpus: sound files have none; a page placed into a page has two levels.
_MAX_DEPTH = 12
#: Operators run for one page, against forms that call forms. Corpus: at most 2,250; maps have
#: hundreds of thousands. Half a minute of work at most (measured: 10 µs an operator).
_MAX_OPERATORS = 3_000_000
#: Cost of entering a form in operators, so that calls of empty forms add up, too.
#: Measured: an empty form takes as long as five operators, one with fonts of its own much longer.
_OPERATORS_PER_CALL = 50
#: Nesting of q. PDF 1.7 asks of files at most 28 (ISO 32000-1, table C.1); corpus: at most 3.
_MAX_SAVED_STATES = 1000
#: Text rendering mode "neither fill nor stroke" (table 104).
_INVISIBLE_MODE = 3
#: Hidden and NoView (ISO 32000-2, table 167).
_HIDDEN_FLAGS = 2 | 32
_ARTIFACT = ("Artifact",)


class FontRegistry(Protocol):
    """Registry of a document's fonts."""

    def find(self, source: Any) -> FontReader | None:
        """The reader of a font's dictionary; None if it is none."""

    def number(self, reader: FontReader) -> int:
        """Index of a font in the document, assigned when text is first shown with it."""


@dataclass(frozen=True, slots=True)
class InterpretedContent:
    """The marks of a page; ``is_whole`` is false where a limit stopped the interpreter."""

    marks: tuple[Mark, ...]
    is_whole: bool


def interpret_content(
    page: pikepdf.Page,
    instructions: Sequence[Instruction],
    index: int,
    matrix: Matrix,
    media: Box,
    *,
    spaces: ColourSpaces,
    fonts: FontRegistry,
) -> InterpretedContent:
    """The marks of a page's content and annotations, in painting order.

    Args:
        instructions: The page's content.
        index: Of the page, zero-based.
        matrix: From the content's space to pt: the page's UserUnit.
        media: The MediaBox in pt; it clips everything.
    """
    interpreter = _Interpreter(index, matrix, media, spaces, fonts)
    interpreter.run(instructions, inherited(page.obj, "/Resources"), 0)
    for annotation in elements(entry(page.obj, "/Annots")):
        interpreter.run_annotation(annotation, matrix, media)
    return InterpretedContent(tuple(interpreter.marks), interpreter.is_whole)


class _Interpreter:
    """The interpreter's state for one page."""

    def __init__(
        self, index: int, matrix: Matrix, media: Box, spaces: ColourSpaces, fonts: FontRegistry
    ) -> None:
        self.marks: list[Mark] = []
        self.is_whole = True
        self._index = index
        self._spaces = spaces
        self._fonts = fonts
        self._graphics = GraphicsState(matrix, media)
        self._stack: list[GraphicsState] = []
        self._path = CurrentPath()
        self._clips_next = False
        self._text_matrices = TextMatrices()
        self._tags: list[tuple[str, int | None]] = []
        self._resources: Any = None
        self._depth = 0
        self._running: list[object] = []
        self._operators_left = _MAX_OPERATORS
        self._forms: dict[object, tuple[list[Instruction], Any]] = {}
        #: Nested content that was interpreted.
        self._visited: set[object] = set()
        self._is_nested = self._is_mask = False
        #: From the initial space of the running content to the page's.
        self._base = matrix
        # Keyed by the identity of resources, which live as long as this object.
        self._resource_cache: dict[tuple[int, str, str], Any] = {}
        self._operators: dict[str, Callable[[Operands], None]] = {
            operator: getattr(self, f"_{method}") for operator, method in _METHODS.items()
        }

    def run(self, instructions: Sequence[Instruction], resources: Any, depth: int) -> None:
        """Interprets a page's or a form's content; restores states and tags afterwards."""
        outer = self._resources, self._depth, self._stack, len(self._tags), self._base
        self._resources, self._depth, self._stack = resources, depth, []
        self._base = self._graphics.matrix
        self._operators_left -= _OPERATORS_PER_CALL
        for operator, operands in instructions:
            if self._operators_left <= 0:
                self.is_whole = False
                break
            self._operators_left -= 1
            method = self._operators.get(operator)
            if method is None:
                continue
            try:
                method(operands)
            except FAULTS:
                continue
        self._resources, self._depth, self._stack, tags, self._base = outer
        del self._tags[tags:]

    # Nested content.

    def _run_nested(
        self,
        stream: Any,
        resources: Any,
        graphics: GraphicsState,
        *,
        has_colours: bool = True,
        is_mask: bool = False,
    ) -> None:
        """Interprets the content of a tile, glyph, mask or annotation in isolation.

        Args:
            graphics: The initial state.
            has_colours: False for content that must not set colours (PaintType 2, d1).
        """
        key = identity(stream)
        if key in self._visited or key in self._running:
            return
        self._visited.add(key)
        if self._depth >= _MAX_DEPTH:
            self.is_whole = False
            return
        outer = self._graphics, self._path, self._text_matrices, self._clips_next, self._tags
        flags, operators = (self._is_nested, self._is_mask), self._operators
        self._graphics, self._path, self._text_matrices = graphics, CurrentPath(), TextMatrices()
        self._clips_next, self._tags = False, []
        self._is_nested, self._is_mask = True, is_mask or self._is_mask
        if not has_colours:
            self._operators = {
                operator: method
                for operator, method in operators.items()
                if operator not in COLOUR_OPERATORS
            }
        self._running.append(key)
        self.run(
            parse_content(stream),
            self._resources if resources is None else resources,
            self._depth + 1,
        )
        self._running.pop()
        self._operators = operators
        self._is_nested, self._is_mask = flags
        self._graphics, self._path, self._text_matrices, self._clips_next, self._tags = outer

    def run_annotation(self, annotation: Any, matrix: Matrix, media: Box) -> None:
        """Interprets an annotation's normal appearance (ISO 32000-2, 12.5.5)."""
        shown = int(number(entry(annotation, "/F")) or 0) & _HIDDEN_FLAGS == 0
        look = entry(entry(annotation, "/AP"), "/N")
        if not isinstance(look, pikepdf.Stream):
            look = entry(look, f"/{name(entry(annotation, '/AS'))}")
        place = numbers(entry(annotation, "/Rect"), 4)
        limits = numbers(entry(look, "/BBox"), 4)
        own = numbers(entry(look, "/Matrix"), 6)
        is_popup = name(entry(annotation, "/Subtype")) == "Popup"
        if not shown or is_popup or not isinstance(look, pikepdf.Stream):
            return
        if place is None or limits is None:
            return
        form = IDENTITY if own is None else _matrix(own)
        drawn, rect = transform_box(form, _normalized_box(limits)), _normalized_box(place)
        if drawn[2] <= drawn[0] or drawn[3] <= drawn[1]:
            return
        across = (rect[2] - rect[0]) / (drawn[2] - drawn[0])
        along = (rect[3] - rect[1]) / (drawn[3] - drawn[1])
        fitted = (across, 0, 0, along, rect[0] - across * drawn[0], rect[1] - along * drawn[1])
        clip = clip_box(transform_box(matrix, rect), media)
        graphics = GraphicsState(concatenate(form, concatenate(fitted, matrix)), clip)
        self._run_nested(look, entry(look, "/Resources"), graphics)

    def _visit_tile(self, colour: CurrentColour, box: Box) -> None:
        """Interprets a tiling pattern's cell in ``box``, which was just painted with it."""
        tile = colour.pattern
        limits = numbers(entry(tile, "/BBox"), 4)
        if limits is None or entry(tile, "/PatternType") != 1 or not is_finite(box):
            return
        own = numbers(entry(tile, "/Matrix"), 6)
        matrix = concatenate(IDENTITY if own is None else _matrix(own), self._base)
        cell = _normalized_box(limits)
        x, y = _inverse_point(matrix, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        right = _whole_steps(x - cell[0], number(entry(tile, "/XStep")))
        up = _whole_steps(y - cell[1], number(entry(tile, "/YStep")))
        placed = concatenate((1, 0, 0, 1, right, up), matrix)
        clip = transform_box(placed, cell)
        # In an area larger than the cell each part of the cell is visible somewhere.
        if box[2] - box[0] < clip[2] - clip[0] or box[3] - box[1] < clip[3] - clip[1]:
            clip = clip_box(clip, box)
        graphics = GraphicsState(placed, clip)
        is_coloured = entry(tile, "/PaintType") != 2
        if not is_coloured:
            plain = CurrentColour(colour.space, colour.paint)
            graphics.fill, graphics.stroke = plain, copy.copy(plain)
        self._run_nested(tile, entry(tile, "/Resources"), graphics, has_colours=is_coloured)

    def _visit_char_proc(
        self, reader: FontReader, glyph: EncodedGlyph, x: float, y: float, matrix: Matrix
    ) -> None:
        """Interprets the glyph procedure of a Type 3 font's glyph at ``x``, ``y``."""
        char_proc = reader.char_proc(glyph.code)
        if char_proc is None or identity(char_proc) in self._visited:
            return
        text = self._graphics.text
        placed = (text.size * text.stretch, 0.0, 0.0, text.size, x, y + text.rise)
        graphics = self._graphics.copy()
        graphics.matrix = concatenate(reader.glyph_matrix, concatenate(placed, matrix))
        has_colours = next((operator for operator, _ in parse_content(char_proc)), "") != "d1"
        graphics.stroke = copy.copy(graphics.fill)
        self._run_nested(char_proc, reader.glyph_resources, graphics, has_colours=has_colours)

    def _visit_soft_mask(self, mask: Any) -> None:
        group = entry(mask, "/G")
        limits = numbers(entry(group, "/BBox"), 4)
        if limits is None or not isinstance(group, pikepdf.Stream):
            return
        own = numbers(entry(group, "/Matrix"), 6)
        outer = self._graphics
        matrix = concatenate(IDENTITY if own is None else _matrix(own), outer.matrix)
        graphics = GraphicsState(
            matrix, clip_box(transform_box(matrix, _normalized_box(limits)), outer.clip)
        )
        self._run_nested(group, entry(group, "/Resources"), graphics, is_mask=True)

    def _resource(self, kind: str, key: Any) -> Any:
        plain = name(key)
        if plain is None:
            return None
        cache_key = (id(self._resources), kind, plain)
        if cache_key not in self._resource_cache:
            self._resource_cache[cache_key] = entry(entry(self._resources, kind), f"/{plain}")
        return self._resource_cache[cache_key]

    # Marks.

    def _add_mark(
        self, kind: MarkKind, bounds: Box | None, paint: Paint | None, **details: Any
    ) -> None:
        if bounds is None or not is_finite(bounds):
            return
        graphics = self._graphics
        strokes = kind is MarkKind.STROKE
        alpha = graphics.stroke_alpha if strokes else graphics.fill_alpha
        if self._is_mask and not _is_additive(paint, **details):
            # The greys of a mask are not printed; but its fonts and images must be sound, and
            # additive colours have no place in a file of inks.
            if kind not in (MarkKind.TEXT, MarkKind.IMAGE):
                return
            alpha = 0.0
        mcids = [mcid for _, mcid in self._tags if mcid is not None]
        self.marks.append(
            Mark(
                kind,
                self._index,
                clip_box(bounds, graphics.clip),
                bounds,
                paint,
                overprint=graphics.stroke_overprints if strokes else graphics.fill_overprints,
                overprint_mode=graphics.overprint_mode,
                alpha=alpha * graphics.group_alpha,
                has_soft_mask=details.pop("has_soft_mask", False)
                or graphics.has_soft_mask
                or graphics.group_has_soft_mask,
                blend=graphics.group_blend if graphics.blend == "Normal" else graphics.blend,
                tags=_ARTIFACT if self._is_nested else tuple(tag for tag, _ in self._tags),
                mcid=mcids[-1] if mcids and not self._is_nested else None,
                **details,
            )
        )

    # Graphics state.

    def _save(self, _: Operands) -> None:
        if len(self._stack) < _MAX_SAVED_STATES:
            self._stack.append(self._graphics.copy())
        else:
            self.is_whole = False

    def _restore(self, _: Operands) -> None:
        if self._stack:
            self._graphics = self._stack.pop()

    def _concatenate(self, operands: Operands) -> None:
        self._graphics.matrix = concatenate(_matrix(operands), self._graphics.matrix)

    def _set_line_width(self, operands: Operands) -> None:
        self._graphics.line_width = abs(_number_operand(operands))

    def _set_cap(self, operands: Operands) -> None:
        self._graphics.cap = int(_number_operand(operands))

    def _set_parameters(self, operands: Operands) -> None:
        parameters = self._resource("/ExtGState", operands[-1])
        graphics = self._graphics
        width, cap = number(entry(parameters, "/LW")), number(entry(parameters, "/LC"))
        graphics.line_width = graphics.line_width if width is None else abs(width)
        graphics.cap = graphics.cap if cap is None else int(cap)
        self._set_overprint(parameters)
        self._set_transparency(parameters)
        font = list(elements(entry(parameters, "/Font")))
        size = number(font[1]) if len(font) == 2 else None
        if size is not None:
            self._use_font(font[0], size)

    def _set_overprint(self, parameters: Any) -> None:
        graphics = self._graphics
        stroke, fill = entry(parameters, "/OP"), entry(parameters, "/op")
        mode = number(entry(parameters, "/OPM"))
        if isinstance(stroke, bool):
            graphics.stroke_overprints = stroke
            # Files older than PDF 1.3 have only the one for both (8.6.7).
            graphics.fill_overprints = stroke
        if isinstance(fill, bool):
            graphics.fill_overprints = fill
        if mode is not None:
            graphics.overprint_mode = int(mode)

    def _set_transparency(self, parameters: Any) -> None:
        graphics = self._graphics
        stroke, fill = number(entry(parameters, "/CA")), number(entry(parameters, "/ca"))
        if stroke is not None:
            graphics.stroke_alpha = min(max(stroke, 0.0), 1.0)
        if fill is not None:
            graphics.fill_alpha = min(max(fill, 0.0), 1.0)
        mask = entry(parameters, "/SMask")
        if mask is not None:
            graphics.has_soft_mask = has_entries(mask)
            self._visit_soft_mask(mask)
        blend = entry(parameters, "/BM")
        blends = list(elements(blend))
        chosen = name(blends[0] if blends else blend)
        if chosen is not None:
            graphics.blend = "Normal" if chosen == "Compatible" else chosen

    # Colours.

    def _choose(self, colour: CurrentColour, operands: Operands) -> None:
        space = self._spaces.of(operands[-1], self._resources)
        colour.space, colour.pattern = space, None
        if space is None:
            colour.paint = Paint(name(operands[-1]) or "", (), {}, (0.0, 0.0, 0.0))
        else:
            colour.paint = space.paint(space.initial)

    def _choose_fill(self, operands: Operands) -> None:
        self._choose(self._graphics.fill, operands)

    def _choose_stroke(self, operands: Operands) -> None:
        self._choose(self._graphics.stroke, operands)

    def _set(self, colour: CurrentColour, operands: Operands) -> None:
        pattern = name(operands[-1])
        components = numbers(operands[:-1] if pattern is not None else operands)
        if components is None or colour.space is None:
            return
        if pattern is not None:
            colour.paint = self._pattern(colour.space, components, operands[-1])
            colour.pattern = self._resource("/Pattern", operands[-1])
        elif len(components) >= colour.space.size > 0:
            colour.paint, colour.pattern = colour.space.paint(components), None

    def _pattern(self, space: ColourSpace, components: tuple[float, ...], key: Any) -> Paint:
        pattern = self._resource("/Pattern", key)
        base = space if isinstance(space, PatternSpace) else PATTERN
        if entry(pattern, "/PatternType") != 2:
            return base.paint(components)
        shading = entry(pattern, "/Shading")
        halfway = self._midpoint_colour(shading)
        return replace(halfway, space="Pattern", components=()) if halfway else PATTERN.paint(())

    def _midpoint_colour(self, shading: Any) -> Paint | None:
        """The colour in the middle of a gradient's domain."""
        space = self._spaces.of(entry(shading, "/ColorSpace"), self._resources)
        function = read_function(entry(shading, "/Function"))
        if space is None or function is None:
            return None
        limits = numbers(entry(shading, "/Domain")) or (0.0, 1.0)
        middle = [[(low + high) / 2 for low, high in zip(limits[::2], limits[1::2], strict=True)]]
        return space.paint(tuple(map(float, function(np.array(middle))[0])))

    def _set_fill(self, operands: Operands) -> None:
        self._set(self._graphics.fill, operands)

    def _set_stroke(self, operands: Operands) -> None:
        self._set(self._graphics.stroke, operands)

    def _fill_grey(self, operands: Operands) -> None:
        _set_device_colour(self._graphics.fill, DEVICE_GRAY, operands)

    def _stroke_grey(self, operands: Operands) -> None:
        _set_device_colour(self._graphics.stroke, DEVICE_GRAY, operands)

    def _fill_rgb(self, operands: Operands) -> None:
        _set_device_colour(self._graphics.fill, DEVICE_RGB, operands)

    def _stroke_rgb(self, operands: Operands) -> None:
        _set_device_colour(self._graphics.stroke, DEVICE_RGB, operands)

    def _fill_cmyk(self, operands: Operands) -> None:
        _set_device_colour(self._graphics.fill, self._spaces.cmyk, operands)

    def _stroke_cmyk(self, operands: Operands) -> None:
        _set_device_colour(self._graphics.stroke, self._spaces.cmyk, operands)

    # Paths.

    def _move(self, operands: Operands) -> None:
        self._path.move(self._graphics.matrix, *_number_operands(operands, 2))

    def _line(self, operands: Operands) -> None:
        self._path.line(self._graphics.matrix, *_number_operands(operands, 2))

    def _curve(self, operands: Operands) -> None:
        self._path.curve(self._graphics.matrix, *_number_operands(operands, 6))

    def _curve_from_here(self, operands: Operands) -> None:
        self._path.curve(self._graphics.matrix, None, None, *_number_operands(operands, 4))

    def _curve_to_end(self, operands: Operands) -> None:
        x1, y1, x3, y3 = _number_operands(operands, 4)
        self._path.curve(self._graphics.matrix, x1, y1, x3, y3, x3, y3)

    def _rectangle(self, operands: Operands) -> None:
        self._path.rectangle(self._graphics.matrix, *_number_operands(operands, 4))

    def _close(self, _: Operands) -> None:
        self._path.close()

    def _clip(self, _: Operands) -> None:
        self._clips_next = True

    def _end_path(self, _: Operands = ()) -> None:
        if self._clips_next:
            bounds = self._path.bounds
            clip = self._graphics.clip
            if bounds is None or is_finite(bounds):
                # An empty path clips everything.
                self._graphics.clip = clip_box(bounds, clip) if bounds else (*clip[:2], *clip[:2])
        self._clips_next = False
        self._path = CurrentPath()

    def _mark_fill(self) -> None:
        fill, bounds = self._graphics.fill, self._path.fill_bounds()
        self._add_mark(MarkKind.FILL, bounds, fill.paint, thinnest_pt=self._path.thinnest_polygon())
        self._visit_visible_tile(fill, bounds)

    def _visit_visible_tile(self, colour: CurrentColour, bounds: Box | None) -> None:
        if colour.pattern is not None and bounds is not None:
            seen = clip_box(bounds, self._graphics.clip)
            if seen[2] > seen[0] and seen[3] > seen[1]:
                self._visit_tile(colour, seen)

    def _mark_stroke(self) -> None:
        graphics = self._graphics
        bounds = self._path.stroke_bounds(graphics)
        self._add_mark(
            MarkKind.STROKE,
            bounds,
            graphics.stroke.paint,
            line_width_pt=self._path.min_stroke_width(graphics),
        )
        self._visit_visible_tile(graphics.stroke, bounds)

    def _fill(self, _: Operands) -> None:
        self._mark_fill()
        self._end_path()

    def _stroke(self, _: Operands) -> None:
        self._mark_stroke()
        self._end_path()

    def _close_and_stroke(self, operands: Operands) -> None:
        self._close(operands)
        self._stroke(operands)

    def _fill_and_stroke(self, _: Operands) -> None:
        self._mark_fill()
        self._mark_stroke()
        self._end_path()

    def _close_fill_and_stroke(self, operands: Operands) -> None:
        self._close(operands)
        self._fill_and_stroke(operands)

    def _shade(self, operands: Operands) -> None:
        shading = self._resource("/Shading", operands[-1])
        if shading is None:
            return
        bounds = self._graphics.clip
        limits = numbers(entry(shading, "/BBox"), 4)
        if limits is not None:
            bounds = clip_box(transform_box(self._graphics.matrix, _normalized_box(limits)), bounds)
        space = self._spaces.of(entry(shading, "/ColorSpace"), self._resources)
        details = ShadingMark(
            kind=int(number(entry(shading, "/ShadingType")) or 0),
            space=space.family if space else "",
            inks=space.names if space else (),
        )
        self._add_mark(MarkKind.SHADING, bounds, None, shading=details)

    # Images and forms.

    def _paint_object(self, operands: Operands) -> None:
        thing = self._resource("/XObject", operands[-1])
        match name(entry(thing, "/Subtype")):
            case "Image":
                self._image(thing)
            case "Form":
                self._form(thing)

    def _paint_inline_image(self, operands: Operands) -> None:
        self._image(operands[0].obj)

    def _image(self, image: Any) -> None:
        def value_of(key: str, short: str) -> Any:
            value = entry(image, key)
            return entry(image, short) if value is None else value

        width, height = number(value_of("/Width", "/W")), number(value_of("/Height", "/H"))
        if not width or not height or width < 0 or height < 0:
            return
        is_mask = value_of("/ImageMask", "/IM") is True
        space = (
            None if is_mask else self._spaces.of(value_of("/ColorSpace", "/CS"), self._resources)
        )
        bits = 1 if is_mask else int(number(value_of("/BitsPerComponent", "/BPC")) or 8)
        a, b, c, d, _, _ = matrix = self._graphics.matrix
        details = ImageMark(
            width_px=int(width),
            height_px=int(height),
            bits=bits,
            space=space.family if space else "",
            is_mask=is_mask,
            ppi=(
                _pixels_per_inch(width, math.hypot(a, b)),
                _pixels_per_inch(height, math.hypot(c, d)),
            ),
            inks=space.names if space else (),
        )
        self._add_mark(
            MarkKind.IMAGE,
            transform_box(matrix, (0.0, 0.0, 1.0, 1.0)),
            self._graphics.fill.paint if is_mask else None,
            image=details,
            has_soft_mask=has_entries(entry(image, "/SMask")),
        )
        if is_mask:
            self._visit_visible_tile(
                self._graphics.fill, transform_box(matrix, (0.0, 0.0, 1.0, 1.0))
            )

    def _form(self, form: Any) -> None:
        key = identity(form)
        if key in self._running:
            return
        if self._depth >= _MAX_DEPTH:
            self.is_whole = False
            return
        outer = self._graphics, self._path, self._text_matrices
        inner = self._graphics = self._graphics.copy()
        self._path, self._text_matrices = CurrentPath(), TextMatrices()
        matrix = numbers(entry(form, "/Matrix"), 6)
        if matrix is not None:
            inner.matrix = concatenate(_matrix(matrix), inner.matrix)
        limits = numbers(entry(form, "/BBox"), 4)
        if limits is not None:
            inner.clip = clip_box(transform_box(inner.matrix, _normalized_box(limits)), inner.clip)
        if name(entry(entry(form, "/Group"), "/S")) == "Transparency":
            inner.enter_group()
        if key not in self._forms:
            self._forms[key] = parse_content(form), entry(form, "/Resources")
        instructions, resources = self._forms[key]
        self._running.append(key)
        self.run(instructions, self._resources if resources is None else resources, self._depth + 1)
        self._running.pop()
        self._graphics, self._path, self._text_matrices = outer

    # Text.

    def _begin_text(self, _: Operands) -> None:
        self._text_matrices = TextMatrices()

    def _end_text(self, _: Operands) -> None:
        clips = union(self._text_matrices.clips)
        if clips is not None:
            self._graphics.clip = clip_box(clips, self._graphics.clip)
        self._text_matrices = TextMatrices()

    def _choose_font(self, operands: Operands) -> None:
        size = _number_operand(operands)
        self._use_font(self._resource("/Font", operands[-2]), size)

    def _use_font(self, source: Any, size: float) -> None:
        text = self._graphics.text
        text.size = size
        text.reader = self._fonts.find(source)

    def _set_character_spacing(self, operands: Operands) -> None:
        self._graphics.text.character_spacing = _number_operand(operands)

    def _set_word_spacing(self, operands: Operands) -> None:
        self._graphics.text.word_spacing = _number_operand(operands)

    def _set_stretch(self, operands: Operands) -> None:
        self._graphics.text.stretch = _number_operand(operands) / 100

    def _set_leading(self, operands: Operands) -> None:
        self._graphics.text.leading = _number_operand(operands)

    def _set_rise(self, operands: Operands) -> None:
        self._graphics.text.rise = _number_operand(operands)

    def _set_mode(self, operands: Operands) -> None:
        self._graphics.text.mode = int(_number_operand(operands))

    def _set_text_matrix(self, operands: Operands) -> None:
        self._text_matrices.matrix = self._text_matrices.line = _matrix(operands)

    def _to_next_line(self, operands: Operands) -> None:
        x, y = _number_operands(operands, 2)
        self._text_matrices.matrix = self._text_matrices.line = concatenate(
            (1, 0, 0, 1, x, y), self._text_matrices.line
        )

    def _to_next_line_with_leading(self, operands: Operands) -> None:
        self._graphics.text.leading = -_number_operands(operands, 2)[1]
        self._to_next_line(operands)

    def _to_new_line(self, _: Operands = ()) -> None:
        self._to_next_line((0.0, -self._graphics.text.leading))

    def _show(self, operands: Operands) -> None:
        self._show_strings([operands[-1]])

    def _show_on_new_line(self, operands: Operands) -> None:
        self._to_new_line()
        self._show(operands)

    def _show_spaced_on_new_line(self, operands: Operands) -> None:
        word_spacing, character_spacing = _number_operands(operands[:-1], 2)
        self._graphics.text.word_spacing = word_spacing
        self._graphics.text.character_spacing = character_spacing
        self._show_on_new_line(operands)

    def _show_adjusted(self, operands: Operands) -> None:
        self._show_strings(elements(operands[-1]))

    def _show_strings(self, parts: Any) -> None:
        """Adds one text mark of strings and the adjustments between them."""
        graphics, text = self._graphics, self._graphics.text
        reader = text.reader
        if reader is None:
            return
        line = TextRun(text)
        drawn: list[tuple[EncodedGlyph, float, float]] = []
        for part in parts:
            if isinstance(part, pikepdf.String):
                for glyph in reader.read(bytes(part)):
                    if reader.is_type3:
                        drawn.append((glyph, line.x, line.y))
                    line.add(glyph)
            else:
                line.adjust(number(part) or 0.0)
        matrix = concatenate(self._text_matrices.matrix, graphics.matrix)
        self._text_matrices.matrix = concatenate(
            (1, 0, 0, 1, line.x, line.y), self._text_matrices.matrix
        )
        if not line.glyphs:
            return
        bounds = (
            transform_box(matrix, line.ink)
            if line.ink
            else 2 * transform_point(matrix, 0.0, text.rise)
        )
        mode = text.mode
        if mode % 4 in (1, 2) and line.ink:
            half = graphics.line_width_pt / 2
            bounds = expand_box(bounds, half, half)
        if mode >= 4 and is_finite(bounds):
            self._text_matrices.clips.append(bounds)
        texts = tuple(glyph.text for glyph in line.glyphs)
        details = TextMark(
            characters="".join(texts),
            codes=tuple(glyph.code for glyph in line.glyphs),
            font=self._fonts.number(reader),
            size_pt=abs(text.size) * math.hypot(matrix[2], matrix[3]),
            mode=mode,
            glyphs=tuple(glyph.glyph for glyph in line.glyphs),
            clusters=() if all(len(one) == 1 for one in texts) else texts,
            axes=concatenate((text.size * text.stretch, 0, 0, text.size, 0, 0), matrix)[:4],
        )
        colour = graphics.stroke if mode % 4 == 1 else graphics.fill
        width = graphics.line_width_pt if mode % 4 in (1, 2) else None
        self._add_mark(MarkKind.TEXT, bounds, colour.paint, text=details, line_width_pt=width)
        self._visit_visible_tile(colour, bounds)
        if mode != _INVISIBLE_MODE:
            for glyph, x, y in drawn:
                self._visit_char_proc(reader, glyph, x, y, matrix)

    # Marked content.

    def _tag(self, operands: Operands) -> None:
        self._tags.append((name(operands[-1]) or "", None) if operands else ("", None))

    def _tag_with_properties(self, operands: Operands) -> None:
        tag, properties = operands[-2:] if len(operands) > 1 else (None, None)
        if isinstance(properties, pikepdf.Name):
            properties = self._resource("/Properties", properties)
        mcid = number(entry(properties, "/MCID"))
        said = name(tag) or ""
        if said == "Artifact" and name(entry(properties, "/Subtype")) == "Watermark":
            said = WATERMARK
        self._tags.append((said, None if mcid is None else int(mcid)))

    def _end_tag(self, _: Operands) -> None:
        if self._tags:
            self._tags.pop()


def _number_operands(operands: Operands, count: int) -> tuple[float, ...]:
    """The last ``count`` operands as numbers.

    Raises:
        ValueError: if there are fewer, or one is no number; the operator is then skipped.
    """
    values = numbers(operands[len(operands) - count :], count) if len(operands) >= count else None
    if values is None:
        raise ValueError(f"not {count} numbers")
    return values


def _number_operand(operands: Operands) -> float:
    return _number_operands(operands, 1)[0]


def _matrix(operands: Operands) -> Matrix:
    a, b, c, d, e, f = _number_operands(operands, 6)
    return a, b, c, d, e, f


def _inverse_point(matrix: Matrix, x: float, y: float) -> Point:
    """The point that ``matrix`` transforms to ``x``, ``y``.

    Raises:
        ZeroDivisionError: if the matrix is singular.
    """
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    return (d * (x - e) - c * (y - f)) / area, (a * (y - f) - b * (x - e)) / area


def _whole_steps(length: float, step: float | None) -> float:
    """The largest multiple of ``step`` not above ``length``."""
    return math.floor(length / step) * step if step else 0.0


def _is_additive(
    paint: Paint | None,
    *,
    image: ImageMark | None = None,
    shading: ShadingMark | None = None,
    **_: object,
) -> bool:
    """True if a mark's colours are additive and not inks."""
    details = image if image is not None and not image.is_mask else shading
    if details is not None:
        return bool(details.space) and not details.inks
    return paint is not None and paint.space != "Pattern" and not paint.inks


def _normalized_box(limits: Sequence[float]) -> Box:
    x0, y0, x1, y1 = limits
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _set_device_colour(colour: CurrentColour, space: ColourSpace, operands: Operands) -> None:
    paint = space.paint(_number_operands(operands, space.size))
    colour.space, colour.paint, colour.pattern = space, paint, None


def _pixels_per_inch(pixels: float, length_pt: float) -> float:
    return pixels * PT_PER_INCH / length_pt if length_pt else math.inf


_METHODS = {
    "q": "save",
    "Q": "restore",
    "cm": "concatenate",
    "w": "set_line_width",
    "J": "set_cap",
    "gs": "set_parameters",
    "cs": "choose_fill",
    "CS": "choose_stroke",
    "sc": "set_fill",
    "scn": "set_fill",
    "SC": "set_stroke",
    "SCN": "set_stroke",
    "g": "fill_grey",
    "G": "stroke_grey",
    "rg": "fill_rgb",
    "RG": "stroke_rgb",
    "k": "fill_cmyk",
    "K": "stroke_cmyk",
    "m": "move",
    "l": "line",
    "c": "curve",
    "v": "curve_from_here",
    "y": "curve_to_end",
    "re": "rectangle",
    "h": "close",
    "W": "clip",
    "W*": "clip",
    "n": "end_path",
    "f": "fill",
    "F": "fill",
    "f*": "fill",
    "S": "stroke",
    "s": "close_and_stroke",
    "B": "fill_and_stroke",
    "B*": "fill_and_stroke",
    "b": "close_fill_and_stroke",
    "b*": "close_fill_and_stroke",
    "sh": "shade",
    "Do": "paint_object",
    INLINE_IMAGE: "paint_inline_image",
    "BT": "begin_text",
    "ET": "end_text",
    "Tf": "choose_font",
    "Tc": "set_character_spacing",
    "Tw": "set_word_spacing",
    "Tz": "set_stretch",
    "TL": "set_leading",
    "Ts": "set_rise",
    "Tr": "set_mode",
    "Tm": "set_text_matrix",
    "Td": "to_next_line",
    "TD": "to_next_line_with_leading",
    "T*": "to_new_line",
    "Tj": "show",
    "TJ": "show_adjusted",
    "'": "show_on_new_line",
    '"': "show_spaced_on_new_line",
    "BMC": "tag",
    "BDC": "tag_with_properties",
    "EMC": "end_tag",
}
