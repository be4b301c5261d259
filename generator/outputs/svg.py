"""SVG files of finished pages: the PDF's own operators as shapes, at exactly the size of the trim.

Texts become outlines: a program that places the file, as Word does, has not our typefaces and would
set others. What it says is in the title and description. Only what our own pages hold is understood
(``draw``); anything else is refused, so a picture never lacks a part in silence.

Source: ISO 32000-2, 8 (graphics), 9 (text); SVG 1.1, which Word reads.
"""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any, Final

import pikepdf
import uharfbuzz as hb

from generator.core.errors import ContentError, Problem
from generator.core.messages import msg
from generator.core.picture_record import packet_in
from generator.core.units import pt_to_mm
from generator.reading.pdf.operators import parse_content

#: a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f.
Matrix = tuple[float, float, float, float, float, float]
#: A path's command and its points.
_Step = tuple[str, tuple[tuple[float, float], ...]]

_IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_CAPS: Final = ("butt", "round", "square")
_JOINS: Final = ("miter", "round", "bevel")
_INVISIBLE: Final = 3
#: Operators that say something of a page and draw nothing.
_PASSED_OVER: Final = frozenset(
    ("BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "ri", "i", "d0", "d1")
)


@dataclass(frozen=True, slots=True)
class _PaintState:
    """The graphics and text state; colours as in SVG."""

    ctm: Matrix = _IDENTITY
    fill: str = "#000000"
    stroke: str = "#000000"
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    line_width: float = 1.0
    cap: int = 0
    join: int = 0
    miter: float = 10.0
    dash: tuple[tuple[float, ...], float] = ((), 0.0)
    clip: str = ""
    font: str = ""
    font_size: float = 0.0
    char_space: float = 0.0
    scale: float = 1.0
    rise: float = 0.0
    leading: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class _SvgParts:
    """The parts of the file that is written."""

    definitions: list[str] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)

    def define(self, prefix: str, form: Callable[[str], str]) -> str:
        """The name of what ``form`` writes with a name; of equal ones the first."""
        bare = form("")
        if bare not in self.known:
            self.known[bare] = f"{prefix}{len(self.definitions) + 1}"
            self.definitions.append(form(self.known[bare]))
        return self.known[bare]


def page_svg(pdf: bytes, page: int, alt: str = "", title: str = "") -> bytes:
    """Page ``page`` (0-based) of ``pdf``, within its trim, as an SVG file.

    Args:
        alt: What it says, for those who do not see it.

    Raises:
        ContentError: if the page holds something that no page of ours does.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        opened = document.pages[page]
        left, low, right, high = map(float, opened.trimbox)
        drawing = _SvgParts()
        start = _PaintState(ctm=(1, 0, 0, -1, -left, high))
        _SvgWriter(drawing, opened.obj.get("/Resources")).run(opened, start)
    width, height = right - left, high - low
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'version="1.1" width="{_mm(width)}mm" height="{_mm(height)}mm" '
        f'viewBox="0 0 {_number(width, 4)} {_number(height, 4)}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(alt)}</desc>",
        *_metadata(pdf),
        *(["<defs>", *drawing.definitions, "</defs>"] if drawing.definitions else []),
        f'<clipPath id="page"><rect width="{_number(width)}" height="{_number(height)}"/>',
        "</clipPath>",
        '<g clip-path="url(#page)">',
        *drawing.shapes,
        "</g>",
        "</svg>",
        "",
    ]
    return "\n".join(parts).encode("utf-8")


def _metadata(pdf: bytes) -> Iterator[str]:
    """The PDF's statements of itself, without the marks that no XML element may hold."""
    packet = packet_in(pdf)
    start, end = packet.find("<x:xmpmeta"), packet.find("</x:xmpmeta>")
    if 0 <= start < end:
        yield f"<metadata>{packet[start:end]}</x:xmpmeta></metadata>"


class _SvgWriter:
    """Runs the operators of one content stream."""

    def __init__(self, drawing: _SvgParts, resources: Any) -> None:
        self._drawing = drawing
        self._resources = resources if resources is not None else pikepdf.Dictionary()
        self._path: list[_Step] = []
        self._clips = ""
        self._text: Matrix = _IDENTITY
        self._line: Matrix = _IDENTITY
        self._fonts: dict[str, _GlyphOutlines] = {}

    def run(self, stream: Any, state: _PaintState) -> None:
        """Draw all of ``stream``, beginning in ``state``."""
        stack: list[_PaintState] = []
        for operator, operands in parse_content(stream):
            if operator == "q":
                stack.append(state)
            elif operator == "Q":
                state = stack.pop() if stack else state
            elif operator not in _PASSED_OVER:
                state = self._one(operator, operands, state)

    def _one(self, operator: str, operands: Sequence[Any], state: _PaintState) -> _PaintState:
        for part in (self._graphics, self._colour, self._segment, self._painting, self._texts):
            found = part(operator, operands, state)
            if found is not None:
                return found
        raise _not_drawn(operator)

    def _graphics(
        self, operator: str, operands: Sequence[Any], state: _PaintState
    ) -> _PaintState | None:
        match operator:
            case "cm":
                return replace(state, ctm=_times(_matrix(operands), state.ctm))
            case "w":
                return replace(state, line_width=float(operands[0]))
            case "J":
                return replace(state, cap=int(operands[0]))
            case "j":
                return replace(state, join=int(operands[0]))
            case "M":
                return replace(state, miter=float(operands[0]))
            case "d":
                return replace(state, dash=(tuple(map(float, operands[0])), float(operands[1])))
            case "gs":
                return self._extended(str(operands[0]), state)
        return None

    def _extended(self, name: str, state: _PaintState) -> _PaintState:
        values = self._resource("/ExtGState", name)
        if (mask := values.get("/SMask")) is not None and str(mask) != "/None":
            raise _not_drawn("SMask")
        blend = values.get("/BM")
        return replace(
            state,
            fill_alpha=float(values.get("/ca", state.fill_alpha)),
            stroke_alpha=float(values.get("/CA", state.stroke_alpha)),
            blend=str(blend).lstrip("/") if blend is not None else state.blend,
        )

    def _colour(
        self, operator: str, operands: Sequence[Any], state: _PaintState
    ) -> _PaintState | None:
        match operator:
            case "rg" | "g":
                return replace(state, fill=_colour_of(operands))
            case "RG" | "G":
                return replace(state, stroke=_colour_of(operands))
            case "k" | "K" | "cs" | "CS" | "sc" | "SC" | "scn" | "SCN":
                raise _not_drawn(operator)
        return None

    def _segment(
        self, operator: str, operands: Sequence[Any], state: _PaintState
    ) -> _PaintState | None:
        values = [float(one) for one in operands] if operator in _SEGMENTS else []
        points = tuple(
            _moved((x, y), state.ctm) for x, y in zip(values[::2], values[1::2], strict=False)
        )
        match operator:
            case "m":
                self._path.append(("M", points))
            case "l":
                self._path.append(("L", points))
            case "c":
                self._path.append(("C", points))
            case "v":
                self._path.append(("C", (self._path[-1][1][-1], *points)))
            case "y":
                self._path.append(("C", (*points, points[-1])))
            case "h":
                self._path.append(("Z", ()))
            case "re":
                x, y, width, height = values
                corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
                first, *others = (_moved(corner, state.ctm) for corner in corners)
                self._path += [("M", (first,)), *(("L", (one,)) for one in others), ("Z", ())]
            case _:
                return None
        return state

    def _painting(
        self, operator: str, operands: Sequence[Any], state: _PaintState
    ) -> _PaintState | None:
        match operator:
            case "W":
                self._clips = "nonzero"
                return state
            case "W*":
                self._clips = "evenodd"
                return state
            case "sh":
                self._shade(str(operands[0]), state)
                return state
            case "Do":
                self._place(str(operands[0]), state)
                return state
            case "n" | "f" | "F" | "f*" | "S" | "s" | "B" | "B*" | "b" | "b*":
                return self._paint(operator, state)
        return None

    def _paint(self, operator: str, state: _PaintState) -> _PaintState:
        if operator in ("s", "b", "b*"):
            self._path.append(("Z", ()))
        fills, strokes = operator[0] in "fFBb", operator[0] in "SsBb"
        rule = "evenodd" if operator.endswith("*") else "nonzero"
        if self._path and (fills or strokes):
            self._shape(_data(self._path), state, fills=fills, strokes=strokes, rule=rule)
        if self._clips and self._path:
            state = replace(state, clip=self._clip(_data(self._path), state.clip, self._clips))
        self._path, self._clips = [], ""
        return state

    def _clip(self, data: str, parent: str, rule: str) -> str:
        within = f' clip-path="url(#{parent})"' if parent else ""
        return self._drawing.define(
            "c",
            lambda name: (
                f'<clipPath id="{name}"{within}><path clip-rule="{rule}" d="{data}"/></clipPath>'
            ),
        )

    def _shape(
        self, data: str, state: _PaintState, *, fills: bool, strokes: bool, rule: str = "nonzero"
    ) -> None:
        attributes = [f'fill="{state.fill}"' if fills else 'fill="none"']
        if fills and rule != "nonzero":
            attributes.append(f'fill-rule="{rule}"')
        if fills and state.fill_alpha < 1:
            attributes.append(f'fill-opacity="{_number(state.fill_alpha)}"')
        if strokes:
            attributes += _stroke(state)
        self._drawing.shapes.append(f'<path d="{data}" {" ".join(attributes)}{_outer(state)}/>')

    def _shade(self, name: str, state: _PaintState) -> None:
        """A gradient over all of the clip."""
        shading = self._resource("/Shading", name)
        if int(shading.get("/ShadingType", 0)) != 2 or str(shading.ColorSpace) not in (
            "/DeviceRGB",
            "/DeviceGray",
        ):
            raise _not_drawn("sh")
        x1, y1, x2, y2 = map(float, shading.Coords)
        start, end = _moved((x1, y1), state.ctm), _moved((x2, y2), state.ctm)
        stops = "".join(
            f'<stop offset="{_number(offset)}" stop-color="{colour}"/>'
            for offset, colour in _stops(shading.Function)
        )
        gradient = self._drawing.define(
            "g",
            lambda own: (
                f'<linearGradient id="{own}" gradientUnits="userSpaceOnUse" '
                f'x1="{_number(start[0])}" y1="{_number(start[1])}" '
                f'x2="{_number(end[0])}" y2="{_number(end[1])}">{stops}</linearGradient>'
            ),
        )
        self._drawing.shapes.append(
            f'<rect width="100%" height="100%" fill="url(#{gradient})"'
            f"{_opacity(state.fill_alpha)}{_outer(state)}/>"
        )

    def _place(self, name: str, state: _PaintState) -> None:
        placed = self._resource("/XObject", name)
        if str(placed.get("/Subtype")) == "/Image":
            self._image(placed, state)
            return
        matrix = _matrix(placed.get("/Matrix", pikepdf.Array([1, 0, 0, 1, 0, 0])))
        inner = replace(state, ctm=_times(matrix, state.ctm), fill_alpha=1.0, stroke_alpha=1.0)
        resources = placed.get("/Resources", self._resources)
        around = f"{_opacity(state.fill_alpha, 'opacity')}{_outer(state)}"
        self._drawing.shapes.append(f"<g{around}>")
        _SvgWriter(self._drawing, resources).run(placed, replace(inner, clip="", blend="Normal"))
        self._drawing.shapes.append("</g>")

    def _image(self, placed: Any, state: _PaintState) -> None:
        from PIL import Image

        picture = pikepdf.PdfImage(placed).as_pil_image().convert("RGB")
        if (mask := placed.get("/SMask")) is not None:
            veil = pikepdf.PdfImage(mask).as_pil_image().convert("L")
            picture.putalpha(veil.resize(picture.size, Image.Resampling.LANCZOS))
        file = io.BytesIO()
        picture.save(file, format="PNG")
        matrix = _times((1 / picture.width, 0, 0, -1 / picture.height, 0, 1), state.ctm)
        data = base64.b64encode(file.getvalue()).decode("ascii")
        self._drawing.shapes.append(
            f'<image width="{picture.width}" height="{picture.height}" '
            f'transform="matrix({" ".join(_number(one, 6) for one in matrix)})" '
            f'xlink:href="data:image/png;base64,{data}"'
            f"{_opacity(state.fill_alpha, 'opacity')}{_outer(state)}/>"
        )

    def _texts(
        self, operator: str, operands: Sequence[Any], state: _PaintState
    ) -> _PaintState | None:
        match operator:
            case "BT":
                self._text = self._line = _IDENTITY
            case "ET":
                pass
            case "Tm":
                self._text = self._line = _matrix(operands)
            case "Td" | "TD":
                x, y = map(float, operands)
                self._text = self._line = _times((1, 0, 0, 1, x, y), self._line)
                return replace(state, leading=-y) if operator == "TD" else state
            case "T*":
                self._text = self._line = _times((1, 0, 0, 1, 0, -state.leading), self._line)
            case "Tf":
                return replace(state, font=str(operands[0]), font_size=float(operands[1]))
            case "Tc":
                return replace(state, char_space=float(operands[0]))
            case "Tz":
                return replace(state, scale=float(operands[0]) / 100)
            case "Ts":
                return replace(state, rise=float(operands[0]))
            case "TL":
                return replace(state, leading=float(operands[0]))
            case "Tr":
                return replace(state, mode=int(operands[0]))
            case "Tj":
                self._show([operands[0]], state)
            case "TJ":
                self._show(operands[0], state)
            case _:
                return None
        return state

    def _show(self, parts: Sequence[Any], state: _PaintState) -> None:
        """Glyphs one after the other, as one path."""
        if state.mode not in (0, _INVISIBLE):
            raise _not_drawn("Tr")
        font = self._font(state.font)
        size = state.font_size / font.units
        line = _times(self._text, state.ctm)
        turned = _times((size * state.scale, 0, 0, size, 0, 0), line)[:4]
        data: list[str] = []
        x = 0.0
        for part in parts:
            if not isinstance(part, pikepdf.String):
                x -= float(part) / 1000 * state.font_size * state.scale
                continue
            codes = bytes(part)
            for at in range(0, len(codes), 2):
                glyph = int.from_bytes(codes[at : at + 2], "big")
                if state.mode != _INVISIBLE:
                    data.append(font.drawn(glyph, turned).at(_moved((x, state.rise), line)))
                width = font.widths.get(glyph, font.default_width) / 1000 * state.font_size
                x += (width + state.char_space) * state.scale
        self._advance(x)
        if written := "".join(data):
            self._shape(written, state, fills=True, strokes=False)

    def _font(self, name: str) -> _GlyphOutlines:
        if name not in self._fonts:
            self._fonts[name] = _font(self._resource("/Font", name))
        return self._fonts[name]

    def _advance(self, x: float) -> None:
        self._text = _times((1, 0, 0, 1, x, 0), self._text)

    def _resource(self, kind: str, name: str) -> Any:
        try:
            return self._resources[kind][name]
        except (KeyError, TypeError) as error:
            raise _not_drawn(name) from error


_SEGMENTS: Final = frozenset("mlcvyh") | {"re"}


@dataclass(frozen=True, slots=True)
class _DrawnGlyph:
    """A glyph as SVG writes it, wherever it stands: each step is told from the one before it.

    Attributes:
        start: Its first point from its origin, in hundredths of a point.
        steps: All after that point.
    """

    start: tuple[int, int]
    steps: str

    def at(self, origin: tuple[float, float]) -> str:
        """The glyph with its origin there."""
        if not self.steps:
            return ""
        x, y = (
            _HUNDREDTHS[round(place * 100) + own]
            for place, own in zip(origin, self.start, strict=True)
        )
        return f"M{x} {y}{self.steps}"


@dataclass(frozen=True, slots=True)
class _GlyphOutlines:
    """An embedded font with glyph numbers as codes (Identity-H), as ``draw.fonts`` embeds it."""

    units: int
    widths: dict[int, float]
    default_width: float
    outline: Callable[[int], tuple[_Step, ...]]
    known: dict[tuple[int, tuple[float, ...]], _DrawnGlyph] = field(default_factory=dict)

    def drawn(self, glyph: int, turned: tuple[float, float, float, float]) -> _DrawnGlyph:
        """A glyph whose points ``turned``, a matrix without its place, brings to the page."""
        key = (glyph, turned)
        if key not in self.known:
            self.known[key] = _drawn_glyph(self.outline(glyph), turned)
        return self.known[key]


def _drawn_glyph(
    outline: Sequence[_Step], turned: tuple[float, float, float, float]
) -> _DrawnGlyph:
    """Points are rounded where they stand, so steps that are told from them add up to no error."""
    a, b, c, d = (value * 100 for value in turned)
    first = last = begun = (0, 0)
    written: list[str] = []
    for name, points in outline:
        if name == "Z":
            written.append("z")
            last = begun
            continue
        placed = [(round(a * x + c * y), round(b * x + d * y)) for x, y in points]
        if name == "M" and not written:
            first = last = begun = placed[0]
            continue
        steps = " ".join(
            f"{_HUNDREDTHS[x - last[0]]} {_HUNDREDTHS[y - last[1]]}" for x, y in placed
        )
        written.append(name.lower() + steps)
        last = placed[-1]
        if name == "M":
            begun = last
    return _DrawnGlyph(first, "".join(written))


class _HundredthTexts(dict[int, str]):
    """Whole hundredths as SVG writes them; most come again and again."""

    def __missing__(self, hundredths: int) -> str:
        text = self[hundredths] = _number(hundredths / 100)
        return text


_HUNDREDTHS: Final = _HundredthTexts()


def _font(resource: Any) -> _GlyphOutlines:
    if str(resource.get("/Encoding")) != "/Identity-H":
        raise _not_drawn("Tf")
    descendant = resource.DescendantFonts[0]
    outline, units = _outlines(descendant.FontDescriptor.FontFile2.read_bytes())
    default_width = float(descendant.get("/DW", 1000))
    return _GlyphOutlines(units, _widths(descendant.get("/W", ())), default_width, outline)


@lru_cache(maxsize=16)
def _outlines(data: bytes) -> tuple[Callable[[int], tuple[_Step, ...]], int]:
    """The outlines of a font's glyphs by their numbers, and the units of its em."""
    face = hb.Face(data)
    font = hb.Font(face)

    @lru_cache(maxsize=2048)
    def outline(glyph: int) -> tuple[_Step, ...]:
        steps: list[_Step] = []
        font.draw_glyph(glyph, _STEPS_OF_OUTLINE, steps)
        return tuple(steps)

    return outline, int(face.upem)


def _draw_funcs() -> hb.DrawFuncs:
    """Functions that add each step of an outline to a list."""
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, steps: steps.append(("M", ((x, y),))))
    funcs.set_line_to_func(lambda x, y, steps: steps.append(("L", ((x, y),))))
    funcs.set_quadratic_to_func(lambda a, b, x, y, steps: steps.append(("Q", ((a, b), (x, y)))))
    funcs.set_cubic_to_func(
        lambda a, b, c, d, x, y, steps: steps.append(("C", ((a, b), (c, d), (x, y))))
    )
    funcs.set_close_path_func(lambda steps: steps.append(("Z", ())))
    return funcs


_STEPS_OF_OUTLINE: Final = _draw_funcs()


def _widths(array: Any) -> dict[int, float]:
    """Glyph widths in thousandths of an em (ISO 32000-2, 9.7.4.3)."""
    found: dict[int, float] = {}
    entries = list(array)
    at = 0
    while at < len(entries):
        first, second = int(entries[at]), entries[at + 1]
        if isinstance(second, pikepdf.Array):
            found |= {first + n: float(width) for n, width in enumerate(second)}
            at += 2
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(entries[at + 2]))
            at += 3
    return found


def _stops(function: Any) -> Iterator[tuple[float, str]]:
    """Offsets and colours of a gradient: one linear part, or several in a row."""
    if int(function.FunctionType) == 2:
        yield 0.0, _colour_of(function.C0)
        yield 1.0, _colour_of(function.C1)
        return
    if int(function.FunctionType) != 3:
        raise _not_drawn("sh")
    bounds = [0.0, *map(float, function.Bounds), 1.0]
    for part, (start, end) in zip(function.Functions, pairwise(bounds), strict=True):
        yield start, _colour_of(part.C0)
        yield end, _colour_of(part.C1)


def _stroke(state: _PaintState) -> list[str]:
    a, b, c, d, _, _ = state.ctm
    scale = math.sqrt(abs(a * d - b * c))
    found = [
        f'stroke="{state.stroke}" stroke-width="{_number(state.line_width * scale)}"',
    ]
    if state.cap:
        found.append(f'stroke-linecap="{_CAPS[state.cap]}"')
    if state.join:
        found.append(f'stroke-linejoin="{_JOINS[state.join]}"')
    else:
        found.append(f'stroke-miterlimit="{_number(state.miter)}"')
    if state.dash[0]:
        lengths = " ".join(_number(one * scale) for one in state.dash[0])
        found.append(f'stroke-dasharray="{lengths}"')
        if state.dash[1]:
            found.append(f'stroke-dashoffset="{_number(state.dash[1] * scale)}"')
    if state.stroke_alpha < 1:
        found.append(f'stroke-opacity="{_number(state.stroke_alpha)}"')
    return found


def _outer(state: _PaintState) -> str:
    clip = f' clip-path="url(#{state.clip})"' if state.clip else ""
    if state.blend in ("Normal", "Compatible"):
        return clip
    blend = "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in state.blend)
    return f'{clip} style="mix-blend-mode:{blend.lstrip("-")}"'


def _opacity(alpha: float, name: str = "fill-opacity") -> str:
    return f' {name}="{_number(alpha)}"' if alpha < 1 else ""


def _colour_of(values: Sequence[Any]) -> str:
    parts = [float(one) for one in values]
    if len(parts) == 1:
        parts *= 3
    if len(parts) != 3:
        raise _not_drawn("k")
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in parts)


def _data(path: Sequence[_Step]) -> str:
    """A path as SVG writes it."""
    return "".join(
        name + " ".join(f"{_number(x)} {_number(y)}" for x, y in points) for name, points in path
    )


def _matrix(values: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, values)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """First ``one``, then ``other``."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _number(value: float, places: int = 2) -> str:
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _mm(length_pt: float) -> str:
    return _number(pt_to_mm(length_pt), 3)


def _not_drawn(what: str) -> ContentError:
    return ContentError(
        Problem(
            "svg-not-drawn",
            msg("the page holds “{what}”, which cannot be written as SVG", what=what.lstrip("/")),
            msg("leave svg out of the material's outputs"),
        )
    )
