"""Rewrites a page so that rendering it in grey yields the plate of one ink.

Every colour becomes the ink's amount in it: full ink is black, none is white, and white knocks out
the backdrop. Marks that overprint without any of the ink are dropped (ISO 32000-2, 8.6.7). Alpha,
blend modes and soft masks stay, so where RGB is blended the plate is approximate.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from generator.preflight.pdf.colour_spaces import DEVICE_GRAY, DEVICE_RGB, ColourSpace
from generator.preflight.pdf.functions import Rows, read_function
from generator.preflight.pdf.meshes import recolour_mesh
from generator.preflight.render.separations.ink_amounts import (
    InkAmounts,
    PlateColour,
    PlateState,
    SeparationContext,
)
from generator.preflight.render.separations.segments import (
    InkSegment,
    Segment,
    SharedSegment,
    TextSegment,
)
from generator.reading.pdf.objects import (
    FAULTS,
    content,
    entries,
    entry,
    has_entries,
    identity,
    inherited,
    name,
    number,
    numbers,
)
from generator.reading.pdf.operators import INLINE_IMAGE, Operands, parse_content

_MAX_DEPTH = 12
_MAX_OPERATORS = 3_000_000
#: Samples of a gradient's function: as many as pdfium takes.
_GRADIENT_SAMPLES = 256
#: Samples of each side of a function-based shading.
_GRID_SAMPLES = 48

_GREY_PATTERN = "/GreyPattern"


class PlateRewriter:
    """The rewriting of a page for one ink.

    Attributes:
        amounts: Its ``has_ink`` is final when the page is written.
    """

    def __init__(self, context: SeparationContext, ink: str) -> None:
        self.amounts = InkAmounts(context, ink)
        self._context = context
        self._cache: dict[object, Any] = {}
        self._running: list[object] = []
        self._operators_left = _MAX_OPERATORS

    def page(self, page: pikepdf.Page) -> tuple[Any, Dictionary]:
        """The plate's content and resources."""
        resources = inherited(page.obj, "/Resources")
        return self._write_stream(page, resources, None, 0)

    def _write_stream(
        self, stream: Any, resources: Any, state: PlateState | None, depth: int
    ) -> tuple[Any, Dictionary]:
        """A rewritten content stream and its resources; without a state, in the initial one."""
        writer = _PlateWriter(self, self._context, resources, state or PlateState(), depth)
        if state is None:
            writer.write_initial_colours()
        for part in self._context.segments(stream):
            if self._operators_left <= 0:
                break
            self._operators_left -= part.count
            writer.write_segment(part)
        return self._context.pdf.make_stream(b"\n".join(writer.out)), writer.resources()

    # Objects.

    def form(self, form: Any, resources: Any, state: PlateState, depth: int) -> Any:
        """A form rewritten for the plate; None if it is too deep or recursive."""
        key = ("form", identity(form), state.key)
        if depth >= _MAX_DEPTH or identity(form) in self._running:
            return None
        if key in self._cache:
            return self._cache[key]
        own = entry(form, "/Resources")
        self._running.append(identity(form))
        made, written = self._write_stream(
            form, resources if own is None else own, copy.copy(state), depth + 1
        )
        self._running.pop()
        _copy_entries(form, made, ("/Matrix", "/BBox", "/OC"))
        made.Type, made.Subtype, made.Resources = Name.XObject, Name.Form, written
        group = entry(form, "/Group")
        if has_entries(group):
            made.Group = grey_group(group)
        self._cache[key] = made
        return made

    def image(self, image: Any, resources: Any) -> Any:
        """An image in shades of the ink; unchanged if it cannot be decoded."""
        key = ("image", identity(image))
        if key not in self._cache:
            self._cache[key] = self._grey_image(image, resources)
        return self._cache[key]

    def _grey_image(self, image: Any, resources: Any) -> Any:
        space = self._context.space(entry(image, "/ColorSpace"), resources)
        samples = None if space is None else self._context.samples(image, space)
        if samples is None:
            self._context.undecoded.add(identity(image))
            self.amounts.has_ink = True
            return image
        amounts = samples.of(self.amounts.ink)
        self.amounts.has_ink = self.amounts.has_ink or bool(amounts.any())
        made = self._raster(255 - amounts)
        _copy_entries(image, made, ("/SMask", "/Interpolate", "/OC"))
        if isinstance(entry(image, "/Mask"), Stream):
            made.Mask = image.Mask
        if samples.visible is not None:
            made.SMask = self._raster(samples.visible)
        return made

    def _raster(self, pixels: Any) -> Stream:
        made = self._context.pdf.make_stream(pixels.tobytes())
        made.Type, made.Subtype = Name.XObject, Name.Image
        made.Height, made.Width = pixels.shape
        made.ColorSpace, made.BitsPerComponent = Name.DeviceGray, 8
        return made

    def shading(self, shading: Any, resources: Any) -> Any:
        """A gradient in shades of the ink; None if it cannot be read."""
        key = ("shading", identity(shading))
        if key not in self._cache:
            try:
                self._cache[key] = self._recolour_shading(shading, resources)
            except FAULTS:
                self._cache[key] = None
        return self._cache[key]

    def _recolour_shading(self, shading: Any, resources: Any) -> Any:
        space = self._context.space(entry(shading, "/ColorSpace"), resources)
        if space is None:
            return None
        function = read_function(entry(shading, "/Function"))

        def grey(rows: Rows) -> Rows:
            amounts = self.amounts.of(space, rows)
            self.amounts.has_ink = self.amounts.has_ink or bool((amounts > 0).any())
            return 1 - amounts

        size = 1 if function is not None else space.size
        limits, made = self._function_domain_and_copy(shading, size, grey)
        _copy_entries(shading, made, (*_SHADING_KEYS,))
        made.ColorSpace = Name.DeviceGray
        if limits and function is not None:
            made.Function = self._table(limits, lambda rows: grey(function(rows)))
        background = numbers(entry(shading, "/Background"))
        if background:
            made.Background = Array([float(grey(np.array([background]))[0])])
        return made

    def _function_domain_and_copy(
        self, shading: Any, size: int, grey: Callable[[Rows], Rows]
    ) -> tuple[tuple[float, ...], Any]:
        """The domain of a shading's function, and a new dictionary or stream for the shading."""
        kind = entry(shading, "/ShadingType")
        if kind in (1, 2, 3):
            standard = (0.0, 1.0, 0.0, 1.0) if kind == 1 else (0.0, 1.0)
            return numbers(entry(shading, "/Domain"), len(standard)) or standard, Dictionary()
        decode = numbers(entry(shading, "/Decode")) or ()
        if entry(shading, "/Function") is not None:
            made = self._context.pdf.make_stream(content(shading))
            _copy_entries(shading, made, ("/BitsPerComponent", "/Decode"))
            return decode[4:6], made
        made = self._context.pdf.make_stream(recolour_mesh(shading, size, grey))
        made.BitsPerComponent, made.Decode = 8, Array([*decode[:4], 0, 1])
        return (), made

    def _table(self, limits: tuple[float, ...], grey: Callable[[Rows], Rows]) -> Stream:
        """A sampled function with one output."""
        samples = _GRADIENT_SAMPLES if len(limits) == 2 else _GRID_SAMPLES
        sides = [
            np.linspace(low, high, samples)
            for low, high in zip(limits[::2], limits[1::2], strict=True)
        ]
        # The first input varies fastest.
        grid = np.stack(np.meshgrid(*sides[::-1], indexing="ij")[::-1], axis=-1)
        values = grey(grid.reshape(-1, len(sides)))
        made = self._context.pdf.make_stream(np.rint(values * 255).astype(np.uint8).tobytes())
        made.FunctionType, made.BitsPerSample = 0, 8
        made.Domain, made.Range = Array(limits), Array([0, 1])
        made.Size = Array([samples] * len(sides))
        return made

    def pattern(self, pattern: Any, resources: Any, depth: int) -> Any:
        """A pattern in shades of the ink; None if it cannot be read or is too deep."""
        key = ("pattern", identity(pattern))
        if key not in self._cache:
            self._cache[key] = None
            if entry(pattern, "/PatternType") == 2:
                self._cache[key] = self._gradient(pattern, resources)
            elif isinstance(pattern, Stream) and depth < _MAX_DEPTH:
                self._cache[key] = self._tile(pattern, depth)
        return self._cache[key]

    def _gradient(self, pattern: Any, resources: Any) -> Any:
        shading = self.shading(entry(pattern, "/Shading"), resources)
        if shading is None:
            return None
        made = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)
        _copy_entries(pattern, made, ("/Matrix",))
        return made

    def _tile(self, pattern: Any, depth: int) -> Any:
        if entry(pattern, "/PaintType") == 2:
            return pattern
        made, written = self._write_stream(pattern, entry(pattern, "/Resources"), None, depth + 1)
        _copy_entries(pattern, made, _TILE_KEYS)
        made.Resources = written
        return made

    def parameters(self, parameters: Any) -> Dictionary:
        """A graphics state parameter dictionary without overprint, which has been applied."""
        key = ("parameters", identity(parameters))
        if key not in self._cache:
            remaining = {
                k: value for k, value in entries(parameters) if k not in _DROPPED_PARAMETERS
            }
            self._cache[key] = Dictionary(remaining)
        made: Dictionary = self._cache[key]
        return made

    def font(self, font: Any, depth: int) -> Any:
        """A font; of Type 3 fonts, with coloured glyphs rewritten."""
        if name(entry(font, "/Subtype")) != "Type3" or depth >= _MAX_DEPTH:
            return font
        key = ("font", identity(font))
        if key not in self._cache:
            self._cache[key] = font
            self._cache[key] = self._rewrite_type3(font, depth)
        return self._cache[key]

    def _rewrite_type3(self, font: Any, depth: int) -> Any:
        procedures = Dictionary()
        held: dict[str, dict[str, Any]] = {}
        for key, procedure in entries(entry(font, "/CharProcs")):
            instructions = parse_content(procedure) if isinstance(procedure, Stream) else []
            if not instructions or instructions[0][0] != "d0":
                procedures[key] = procedure
                continue
            own = entry(font, "/Resources")
            made, written = self._write_stream(procedure, own, PlateState(), depth + 1)
            made.Resources = written
            procedures[key] = made
            for kind, things in entries(written):
                held.setdefault(kind, {}).update(entries(things))
        made_font = Dictionary({key: value for key, value in entries(font)})
        made_font.CharProcs = procedures
        if held:
            made_font.Resources = Dictionary(
                {kind: Dictionary(things) for kind, things in held.items()}
            )
        return made_font


_SHADING_KEYS = (
    "/ShadingType",
    "/BBox",
    "/AntiAlias",
    "/Coords",
    "/Domain",
    "/Extend",
    "/Matrix",
    "/BitsPerCoordinate",
    "/BitsPerFlag",
    "/VerticesPerRow",
)
_TILE_KEYS = (
    "/Type",
    "/PatternType",
    "/PaintType",
    "/TilingType",
    "/BBox",
    "/XStep",
    "/YStep",
    "/Matrix",
)
#: Overprint has been applied, and transfer functions would be applied twice.
_DROPPED_PARAMETERS = ("/OP", "/op", "/OPM", "/TR", "/TR2", "/BG", "/BG2", "/UCR", "/UCR2", "/HT")


def grey_group(group: Any) -> Dictionary:
    """A transparency group's dictionary with blending in grey."""
    made = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    _copy_entries(group, made, ("/I", "/K"))
    return made


def _copy_entries(source: Any, target: Any, keys: Sequence[str]) -> None:
    for key in keys:
        value = entry(source, key)
        if value is not None:
            target[key] = value


class _PlateWriter:
    """Rewrites one content stream, segment by segment."""

    def __init__(
        self,
        rewriter: PlateRewriter,
        shop: SeparationContext,
        resources: Any,
        state: PlateState,
        depth: int,
    ) -> None:
        self.out: list[bytes] = []
        self._rewriter = rewriter
        self._amounts = rewriter.amounts
        self._context = shop
        self._resources = resources
        self._state = state
        self._stack: list[PlateState] = []
        self._depth = depth
        self._used: dict[str, dict[str, Any]] = {}
        self._names: dict[tuple[str, object], str] = {}
        self._operators: dict[str, Callable[[Operands], None]] = {
            "q": self._save,
            "Q": self._restore,
            "gs": self._set_parameters,
            "Tr": self._set_text_mode,
            "cs": lambda operands: self._choose("fill", operands),
            "CS": lambda operands: self._choose("stroke", operands),
            "sh": self._shade,
            "Do": self._paint_object,
            INLINE_IMAGE: self._paint_inline_image,
            **dict.fromkeys(("sc", "scn"), lambda operands: self._set("fill", operands)),
            **dict.fromkeys(("SC", "SCN"), lambda operands: self._set("stroke", operands)),
            **{
                operator: self._setter(side, space)
                for operator, side, space in (
                    ("g", "fill", DEVICE_GRAY),
                    ("G", "stroke", DEVICE_GRAY),
                    ("rg", "fill", DEVICE_RGB),
                    ("RG", "stroke", DEVICE_RGB),
                    ("k", "fill", shop.cmyk),
                    ("K", "stroke", shop.cmyk),
                )
            },
        }

    def write_segment(self, part: Segment) -> None:
        """Writes the next segment; malformed operators are dropped."""
        try:
            match part:
                case SharedSegment():
                    self.out.append(part.data)
                case TextSegment():
                    self._show(part.data)
                case InkSegment(operator, _) if operator in _PATH_OPERATORS:
                    self._paint_path(operator)
                case InkSegment(operator, operands):
                    self._operators[operator](operands)
        except FAULTS:
            return

    def _write(self, operator: str, *operands: float | str) -> None:
        """Writes an operator after numbers, and names with their slashes."""
        written = [f"{one:.5f}" if isinstance(one, float) else str(one) for one in operands]
        self.out.append(" ".join((*written, operator)).encode("ascii"))

    def resources(self) -> Dictionary:
        """The resources of the new content."""
        made = Dictionary({kind: Dictionary(things) for kind, things in self._used.items()})
        properties = entry(self._resources, "/Properties")
        if properties is not None:
            made["/Properties"] = properties
        fonts = {
            key: self._rewriter.font(font, self._depth)
            for key, font in entries(entry(self._resources, "/Font"))
            if has_entries(font)
        }
        if fonts:
            made["/Font"] = Dictionary(fonts)
        return made

    def _resource(self, kind: str, key: Any) -> Any:
        plain = name(key)
        return None if plain is None else entry(entry(self._resources, kind), f"/{plain}")

    def _register(self, kind: str, thing: Any) -> str:
        key = kind, identity(thing) if thing.is_indirect else id(thing)
        if key not in self._names:
            used = self._used.setdefault(kind, {})
            self._names[key] = f"/N{len(used)}"
            used[self._names[key]] = thing
        return self._names[key]

    # State.

    def _save(self, _: Operands) -> None:
        self._stack.append(copy.copy(self._state))
        self._write("q")

    def _restore(self, _: Operands) -> None:
        if self._stack:
            self._state = self._stack.pop()
            self._write("Q")

    def _set_parameters(self, operands: Operands) -> None:
        parameters = self._resource("/ExtGState", operands[-1])
        if parameters is None:
            return
        state = self._state
        stroke, fill = entry(parameters, "/OP"), entry(parameters, "/op")
        if isinstance(stroke, bool):
            state.stroke_overprints = state.fill_overprints = stroke
        if isinstance(fill, bool):
            state.fill_overprints = fill
        mode = number(entry(parameters, "/OPM"))
        if mode is not None:
            state.overprint_mode = int(mode)
        self._write("gs", self._register("/ExtGState", self._rewriter.parameters(parameters)))

    def _set_text_mode(self, operands: Operands) -> None:
        self._state.text_mode = int(number(operands[-1]) or 0)
        self._write("Tr", self._state.text_mode)

    # Colours.

    def write_initial_colours(self) -> None:
        """Writes the initial colours."""
        self._write_colour("fill")
        self._write_colour("stroke")

    def _write_colour(self, side: str) -> None:
        colour: PlateColour = getattr(self._state, side)
        grey = self._amounts.grey(colour)
        if colour.pattern is None:
            self._write("g" if side == "fill" else "G", grey)
            return
        choose, set_ = ("cs", "scn") if side == "fill" else ("CS", "SCN")
        pattern = self._rewriter.pattern(colour.pattern, self._resources, self._depth)
        if pattern is None:
            self._write("g" if side == "fill" else "G", 1.0)
        elif entry(pattern, "/PaintType") == 2:
            self._used.setdefault("/ColorSpace", {})[_GREY_PATTERN] = Array(
                [Name.Pattern, Name.DeviceGray]
            )
            self._write(choose, _GREY_PATTERN)
            self._write(set_, grey, self._register("/Pattern", pattern))
        else:
            self._write(choose, "/Pattern")
            self._write(set_, self._register("/Pattern", pattern))

    def _choose(self, side: str, operands: Operands) -> None:
        space = self._context.space(operands[-1], self._resources)
        setattr(self._state, side, PlateColour(space, space.initial if space else ()))
        self._write_colour(side)

    def _set(self, side: str, operands: Operands) -> None:
        space = getattr(self._state, side).space
        pattern = None
        components = operands
        if name(operands[-1]) is not None:
            pattern, components = self._resource("/Pattern", operands[-1]), operands[:-1]
        values = numbers(components)
        if values is None or space is None or (len(values) < space.size and pattern is None):
            return
        setattr(self._state, side, PlateColour(space, values[: space.size], pattern))
        self._write_colour(side)

    def _setter(self, side: str, space: ColourSpace) -> Callable[[Operands], None]:
        def set_colour(operands: Operands) -> None:
            values = numbers(operands[len(operands) - space.size :], space.size)
            if values is not None:
                setattr(self._state, side, PlateColour(space, values))
                self._write_colour(side)

        return set_colour

    def _changes_plate(self, side: str) -> bool:
        state, colour = self._state, getattr(self._state, side)
        overprints = state.fill_overprints if side == "fill" else state.stroke_overprints
        if not self._amounts.changes_plate(colour, overprints, state.overprint_mode):
            return False
        self._amounts.note(colour)
        return True

    # What paints.

    def _paint_path(self, operator: str) -> None:
        closes, fill, stroke = _PATH_OPERATORS[operator]
        fills = bool(fill) and self._changes_plate("fill")
        strokes = stroke and self._changes_plate("stroke")
        if closes:
            self._write("h")
        if fills and strokes:
            self._write("B*" if fill == "f*" else "B")
        elif fills:
            self._write(fill)
        else:
            self._write("S" if strokes else "n")

    def _show(self, text: bytes) -> None:
        mode = self._state.text_mode
        fills, strokes = mode % 4 in (0, 2), mode % 4 in (1, 2)
        changes_plate = (
            fills and self._changes_plate("fill"),
            strokes and self._changes_plate("stroke"),
        )
        # Invisible text still advances the position, and clips if it should.
        left = {(True, True): 2, (True, False): 0, (False, True): 1, (False, False): 3}[
            changes_plate
        ]
        changed = left + mode // 4 * 4
        if changed == mode:
            self.out.append(text)
            return
        self._write("Tr", changed)
        self.out.append(text)
        self._write("Tr", mode)

    def _shade(self, operands: Operands) -> None:
        shading = self._resource("/Shading", operands[-1])
        space = self._context.space(entry(shading, "/ColorSpace"), self._resources)
        if self._state.fill_overprints and not self._amounts.space_changes_plate(space):
            return
        made = self._rewriter.shading(shading, self._resources)
        if made is not None:
            self._write("sh", self._register("/Shading", made))

    def _paint_object(self, operands: Operands) -> None:
        thing = self._resource("/XObject", operands[-1])
        match name(entry(thing, "/Subtype")):
            case "Image":
                self._paint_image(thing)
            case "Form":
                made = self._rewriter.form(thing, self._resources, self._state, self._depth)
                if made is not None:
                    self._write("Do", self._register("/XObject", made))

    def _paint_inline_image(self, operands: Operands) -> None:
        self._paint_image(self._context.inline_image(operands[0]))

    def _paint_image(self, image: Any) -> None:
        if entry(image, "/ImageMask") is True:
            if self._changes_plate("fill"):
                self._write("Do", self._register("/XObject", image))
            return
        space = self._context.space(entry(image, "/ColorSpace"), self._resources)
        if self._state.fill_overprints and not self._amounts.space_changes_plate(space):
            return
        self._write("Do", self._register("/XObject", self._rewriter.image(image, self._resources)))


#: Path-painting operators (table 59): closes the path, fill operator, strokes.
_PATH_OPERATORS: dict[str, tuple[bool, str, bool]] = {
    "f": (False, "f", False),
    "F": (False, "f", False),
    "f*": (False, "f*", False),
    "S": (False, "", True),
    "s": (True, "", True),
    "B": (False, "f", True),
    "B*": (False, "f*", True),
    "b": (True, "f", True),
    "b*": (True, "f*", True),
}
