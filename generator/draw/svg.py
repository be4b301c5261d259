"""Drawings from SVG files: a strict subset, read once into the values of ``draw.svg_drawing``.

The subset: ``svg g path rect circle ellipse line polyline polygon``, the transforms
``translate scale rotate matrix``, and the presentation attributes of :data:`_INHERITED`. What is
outside it is an error, because to skip it would change the picture. ``title`` and ``desc`` are
read over. Where the files lie is known to ``draw.icons``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import Message, msg
from generator.draw import operators as pdf
from generator.draw.svg_drawing import (
    IDENTITY,
    Matrix,
    Shape,
    ShapeStyle,
    SvgDrawing,
    paint_name,
    product,
)
from generator.draw.svg_path import path_operators

#: Larger files and deeper trees are refused: this is for drawings, not for maps.
SIZE_LIMIT = 1_000_000
DEPTH_LIMIT = 40

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_LINE = "{}line"  # No attribute of a file can have this name.

_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}

_FILL_RULES = {"nonzero": 0, "evenodd": 1}

_INHERITED = ("fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin")
_GEOMETRY = {
    "svg": ("viewBox", "width", "height"),
    "g": (),
    "path": ("d",),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "polyline": ("points",),
    "polygon": ("points",),
}
_PLAIN_SHAPES = ("rect", "circle", "ellipse", "line")
_SILENT_ELEMENTS = ("title", "desc")
#: Attributes that do not change the picture.
_SILENT = re.compile(r"id|class|role|version|(aria|data)-.*|\{.*\}.*")

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_TRANSFORM = re.compile(r"\s*([A-Za-z]+)\s*\(([^()]*)\)[\s,]*")
_PAINT = re.compile(
    r"none|currentColor|context-fill|context-stroke|#(?:[0-9A-Fa-f]{3}){1,2}|var\(\s*--[\w-]+\s*\)"
)


class _SvgError(Exception):
    """A fault of one element; the reader adds its place."""

    def __init__(self, code: str, message: Message, hint: Message | None = None) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(str(message))


def parse_svg(text: str, source: str) -> SvgDrawing:
    """The drawing in ``text``; ``source`` is the file's name, for messages.

    Raises:
        TemplateError: with every fault found, each at its line.
    """
    reader = _SvgReader(source)
    root = _parse_xml(text, source)
    art = reader.read(root)
    if art is None:
        raise TemplateError(*reader.problems)
    return art


def _parse_xml(text: str, source: str) -> Element:
    """The tree, each element with its line in the attribute :data:`_LINE`."""
    if len(text) > SIZE_LIMIT:
        raise _xml_error(
            source, None, msg("the drawing is larger than {size} characters", size=SIZE_LIMIT)
        )
    builder = _LineBuilder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.expat = parser.parser
    try:
        parser.feed(text)
        root: Element = parser.close()
    except ParseError as error:
        what = str(error).split(":")[0]
        raise _xml_error(
            source, error.position[0], msg("not well-formed: {what}", what=what)
        ) from error
    except DefusedXmlException as error:
        raise _xml_error(
            source, builder.expat.CurrentLineNumber, msg("a DTD or entity is not allowed")
        ) from error
    return root


def _xml_error(source: str, line: int | None, message: Message) -> TemplateError:
    return TemplateError(Problem("drawing-markup", message, place=Place(source, line)))


class _LineBuilder(TreeBuilder):
    """Builds elements that know their line."""

    expat: Any

    def start(self, tag: Any, attrs: Any, /) -> Element:
        """Records the parser's position."""
        return super().start(tag, {**attrs, _LINE: str(self.expat.CurrentLineNumber)})


class _SvgReader:
    """Reads one tree; gathers faults."""

    def __init__(self, source: str) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._shapes: list[Shape] = []

    def read(self, root: Element) -> SvgDrawing | None:
        """The drawing, or None if there are problems."""
        view_box = (0.0, 0.0, 1.0, 1.0)
        stroke_width = 1.0
        try:
            _tag(root, 0)
            view_box = _view_box(root)
            stroke_width = _stroke_width(_declarations(root)) or stroke_width
        except _SvgError as fault:
            self._note(fault, root)
        else:
            self._read_element(root, ShapeStyle(), IDENTITY, 0)
        if self.problems:
            return None
        styles = {shape.style for shape in self._shapes}
        paints = {paint for style in styles for paint in (style.fill, style.stroke)}
        names = {paint_name(p) for p in paints if p != "none" and not p.startswith("#")}
        return SvgDrawing(
            self._source, view_box, stroke_width, tuple(sorted(names)), tuple(self._shapes)
        )

    def _read_element(self, node: Element, outer: ShapeStyle, matrix: Matrix, depth: int) -> None:
        try:
            tag = _tag(node, depth)
            if tag in _SILENT_ELEMENTS:
                return
            _check_attributes(node, tag)
            style = _shape_style(_declarations(node), outer)
            if depth == 0:
                style = replace(style, stroke_width=None)
            matrix = product(matrix, _transform(node.get("transform", "")))
            path = _path(node, tag)
        except _SvgError as fault:
            self._note(fault, node)
            return
        if path:
            self._shapes.append(Shape(path, style, matrix, int(node.attrib[_LINE])))
        for child in node:
            self._read_element(child, style, matrix, depth + 1)

    def _note(self, fault: _SvgError, node: Element) -> None:
        place = Place(self._source, int(node.attrib[_LINE]))
        self.problems.append(Problem(fault.code, fault.message, fault.hint, place))


def _tag(node: Element, depth: int) -> str:
    tag = node.tag.removeprefix(_NAMESPACE)
    if depth > DEPTH_LIMIT:
        raise _SvgError(
            "drawing-markup", msg("nested deeper than {limit} elements", limit=DEPTH_LIMIT)
        )
    known = [name for name in _GEOMETRY if (name == "svg") == (depth == 0)]
    if tag not in known and (depth == 0 or tag not in _SILENT_ELEMENTS):
        raise _SvgError(
            "drawing-element",
            msg("<{name}> cannot be drawn; expected {known}", name=tag, known=" ".join(known)),
            msg("turn it into paths in the drawing program, or take it out"),
        )
    return tag


def _check_attributes(node: Element, tag: str) -> None:
    known = {*_INHERITED, *_GEOMETRY[tag], "style", "transform", _LINE}
    for name in node.attrib:
        if name not in known and not _SILENT.fullmatch(name):
            raise _SvgError(
                "drawing-attribute",
                msg("<{tag}> has '{name}', which cannot be drawn", tag=tag, name=name),
                msg("take it out, or draw the thing without it"),
            )


def _declarations(node: Element) -> dict[str, str]:
    """The presentation attributes; those in ``style`` win, as in CSS."""
    found = {name: node.attrib[name].strip() for name in _INHERITED if name in node.attrib}
    for declaration in node.get("style", "").split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name and name not in _INHERITED:
            raise _SvgError("drawing-style", msg("the style '{name}' cannot be drawn", name=name))
        if name:
            found[name] = value
    return found


def _shape_style(declared: Mapping[str, str], outer: ShapeStyle) -> ShapeStyle:
    """``outer`` with what an element declares."""
    width = _stroke_width(declared)
    return ShapeStyle(
        fill=_paint(declared.get("fill", outer.fill)),
        stroke=_paint(declared.get("stroke", outer.stroke)),
        stroke_width=outer.stroke_width if width is None else width,
        even_odd=bool(_keyword(declared, "fill-rule", _FILL_RULES, outer.even_odd)),
        cap=_keyword(declared, "stroke-linecap", _CAPS, outer.cap),
        join=_keyword(declared, "stroke-linejoin", _JOINS, outer.join),
    )


def _paint(value: str) -> str:
    if not _PAINT.fullmatch(value):
        raise _SvgError(
            "drawing-paint",
            msg("'{value}' is no paint", value=value),
            msg("write none, #rrggbb, currentColor, context-fill, context-stroke or var(--name)"),
        )
    return value


def _stroke_width(declared: Mapping[str, str]) -> float | None:
    value = declared.get("stroke-width")
    return None if value is None else _length(value, "stroke-width")


def _keyword(declared: Mapping[str, str], name: str, known: Mapping[str, int], outer: int) -> int:
    value = declared.get(name)
    if value is None:
        return outer
    if value not in known:
        raise _SvgError(
            "drawing-style",
            msg(
                "'{value}' is no {name}; expected {known}",
                value=value,
                name=name,
                known=", ".join(known),
            ),
        )
    return known[value]


def _length(text: str, name: str) -> float:
    """A length in user units."""
    number = text.strip().removesuffix("px")
    if not _NUMBER.fullmatch(number):
        raise _SvgError(
            "drawing-number",
            msg("{name} is '{value}', expected a number", name=name, value=text),
            msg("lengths are plain numbers, in units of the viewBox"),
        )
    return float(number)


def _numbers(text: str, name: str) -> list[float]:
    """Numbers separated by spaces or commas."""
    rest = _NUMBER.sub("", text)
    if rest.strip(" ,\t\r\n"):
        raise _SvgError(
            "drawing-number", msg("{name} is '{value}', expected numbers", name=name, value=text)
        )
    return [float(found) for found in _NUMBER.findall(text)]


def _view_box(root: Element) -> tuple[float, float, float, float]:
    if "viewBox" in root.attrib:
        box = _numbers(root.attrib["viewBox"], "viewBox")
    else:
        box = [0.0, 0.0, *(_length(root.get(side, ""), side) for side in ("width", "height"))]
    if len(box) != 4 or min(box[2:]) <= 0:
        raise _SvgError(
            "drawing-number", msg("viewBox has to be left, top, width and height, not empty")
        )
    left, top, width, height = box
    return left, top, width, height


# -- geometry


def _transform(text: str) -> Matrix:
    matrix = IDENTITY
    at = 0
    while at < len(text.rstrip()):
        found = _TRANSFORM.match(text, at)
        step = _one_transform(found[1], _numbers(found[2], found[1])) if found else None
        if found is None or step is None:
            raise _SvgError(
                "drawing-transform",
                msg("transform is '{value}', which cannot be read", value=text),
                msg("known are translate, scale, rotate and matrix"),
            )
        matrix = product(matrix, step)
        at = found.end()
    return matrix


def _one_transform(name: str, values: list[float]) -> Matrix | None:
    match name, values:
        case "translate", [x]:
            return (1, 0, 0, 1, x, 0)
        case "translate", [x, y]:
            return (1, 0, 0, 1, x, y)
        case "scale", [factor]:
            return (factor, 0, 0, factor, 0, 0)
        case "scale", [x_factor, y_factor]:
            return (x_factor, 0, 0, y_factor, 0, 0)
        case "rotate", [degrees]:
            cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            return (cos, sin, -sin, cos, 0, 0)
        case "rotate", [degrees, x, y]:
            turn = _one_transform("rotate", [degrees]) or IDENTITY
            return product(product((1, 0, 0, 1, x, y), turn), (1, 0, 0, 1, -x, -y))
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
    return None


def _path(node: Element, tag: str) -> str:
    """The element's path; empty for a group and for what has no extent."""
    match tag:
        case "path":
            return _path_data(node.get("d", ""))
        case "polyline" | "polygon":
            values = _numbers(node.get("points", ""), "points")
            if len(values) % 2:
                raise _SvgError("drawing-number", msg("points has an odd count of numbers"))
            points = list(zip(values[::2], values[1::2], strict=True))
            return pdf.polygon(points, closed=tag == "polygon") if points else ""
    names = _GEOMETRY[tag] if tag in _PLAIN_SHAPES else ()
    size = {name: _length(node.get(name, "0"), name) for name in names}
    match tag:
        case "rect":
            x_radius = _length(node.get("rx", node.get("ry", "0")), "rx")
            y_radius = _length(node.get("ry", node.get("rx", "0")), "ry")
            if min(size["width"], size["height"]) <= 0:
                return ""
            box = (size["x"], size["y"], size["width"], size["height"])
            return pdf.rounded_rect(*box, x_radius, y_radius)
        case "circle":
            radius = size["r"]
            return pdf.circle(size["cx"], size["cy"], radius) if radius > 0 else ""
        case "ellipse":
            radii = (size["rx"], size["ry"])
            return pdf.ellipse(size["cx"], size["cy"], *radii) if min(radii) > 0 else ""
        case "line":
            return pdf.line((size["x1"], size["y1"]), (size["x2"], size["y2"]))
    return ""


def _path_data(data: str) -> str:
    try:
        return path_operators(data)
    except ValueError as error:
        raise _SvgError(
            "drawing-path",
            msg("the path data cannot be read: {reason}", reason=str(error)),
            msg("let the drawing program write the path anew"),
        ) from error
