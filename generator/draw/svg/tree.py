"""Elements of a drawing: names, declarations, sizes, paths; faults gathered.

How elements lie in each other is known to ``svg.reader``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from generator.core.errors import Place, Problem
from generator.core.messages import LANGUAGES, msg
from generator.draw import operators as pdf
from generator.draw.operators import Path
from generator.draw.svg.cascade import INHERITED, SVG, Cascade, style_texts
from generator.draw.svg.faults import SvgFault
from generator.draw.svg.matrices import IDENTITY, Matrix, parse_transform, product
from generator.draw.svg.paints import substituted
from generator.draw.svg.path import parse_path
from generator.draw.svg.values import DEFAULT_FONT_PX, Viewport, length, numbers
from generator.draw.svg.xml_tree import line_of

#: Elements that are drawn when all that ``use`` repeats is counted, and segments of their paths: a
#: few lines can ask for thousands of millions.
ELEMENT_LIMIT = 50_000
SEGMENT_LIMIT = 1_000_000

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})

#: What stands where it is and paints nothing there: definitions, and words about the drawing.
UNSEEN = frozenset(
    {
        *("title", "desc", "metadata", "defs", "style", "symbol", "clipPath", "mask", "marker"),
        *("linearGradient", "radialGradient", "pattern", "filter", "view", "cursor", "font"),
        *("font-face", "color-profile", "solidcolor", "hatch", "meshgradient", "stop"),
    }
)

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_LOCAL_URL = re.compile(r"""url\(\s*["']?\s*#([^"')]*?)\s*["']?\s*\)""")
_INITIAL = {"fill": "#000000", "stroke": "none", "opacity": "1", "stroke-width": "1"}


@dataclass(frozen=True, slots=True)
class State:
    """Values that an element takes from those around it.

    Attributes:
        matrix: From its units to those of the view box.
        properties: Inherited properties, and the drawing's own variables.
        viewport: What its percentages are parts of.
        uses: Ids of the elements whose ``use`` it is in.
    """

    matrix: Matrix
    properties: Mapping[str, str]
    viewport: Viewport
    uses: tuple[str, ...] = ()

    def moved(self, matrix: Matrix) -> State:
        """Within a further transform."""
        return replace(self, matrix=product(self.matrix, matrix))


class SvgTree:
    """A drawing's elements, with its ids and style sheets.

    Attributes:
        root: The outermost element.
        problems: Every fault found so far.
    """

    def __init__(self, source: str, root: Element) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.ids: dict[str, Element] = {}
        for node in root.iter():
            if (name := node.get("id")) is not None:
                self.ids.setdefault(name, node)
        self._source = source
        self._prefix = f"{{{SVG}}}" if root.tag.startswith("{") else ""
        self._elements = self._segments = 0
        self._paths: dict[Element, Path] = {}
        self._cascade = self._read_styles()

    def note(self, fault: SvgFault, node: Element) -> None:
        """Adds ``fault`` to the problems, at its line."""
        place = Place(self._source, line_of(node))
        problem = Problem(fault.code, fault.message, fault.hint, place)
        if problem not in self.problems:
            self.problems.append(problem)

    def _read_styles(self) -> Cascade:
        sheets = []
        for node, text in style_texts(self.root):
            try:
                Cascade(self.root, [text])
            except SvgFault as fault:
                self.note(fault, node)
            sheets.append(text)
        return Cascade(self.root, () if self.problems else sheets)

    def counts(self, node: Element) -> bool:
        """True while there are not too many elements; else a problem says so."""
        self._elements += 1
        if self._elements <= ELEMENT_LIMIT:
            return True
        if self._elements == ELEMENT_LIMIT + 1:
            what = msg("more than {limit} elements are to be drawn", limit=ELEMENT_LIMIT)
            hint = msg("draw what <use> repeats fewer times, or save the drawing as PNG")
            self.note(SvgFault("drawing-markup", what, hint), node)
        return False

    def tag(self, node: Element) -> str | None:
        """The element's name; None for one that is not SVG's."""
        tag = node.tag if isinstance(node.tag, str) else None
        if tag is None or (tag.startswith("{") and not tag.startswith(f"{{{SVG}}}")):
            return None
        if self._prefix and not tag.startswith("{"):
            return None
        return tag.rpartition("}")[2]

    def declared(self, node: Element, outer: Mapping[str, str] | None = None) -> dict[str, str]:
        """Declarations of ``node``, with the drawing's own variables in their place."""
        found = self._cascade.declared(node)
        outer = outer or {}
        variables = {k: v for k, v in {**outer, **found}.items() if k.startswith("--")}
        for name, value in list(found.items()):
            if "var(" in value and not name.startswith("--"):
                value = found[name] = substituted(value, variables)
            if value in ("inherit", "unset", "initial", "revert"):
                is_taken = value == "inherit" or (value != "initial" and name in INHERITED)
                if is_taken and name in outer:
                    found[name] = outer[name]
                elif value == "initial" and name in _INITIAL:
                    found[name] = _INITIAL[name]
                else:
                    del found[name]
        return found

    def entered(self, declared: Mapping[str, str], outer: State) -> State:
        """The state within an element that declares this."""
        properties = handed_down(outer.properties, declared)
        state = replace(outer, properties=properties)
        if "font-size" in declared:
            state = replace(state, viewport=_with_font(outer.viewport, declared["font-size"]))
        if "transform" in declared:
            matrix = parse_transform(declared["transform"])
            if matrix != IDENTITY and declared.get("transform-origin", "0 0").strip("0pxm %,"):
                raise SvgFault(
                    "drawing-style",
                    msg("the style '{name}' cannot be drawn", name="transform-origin"),
                    msg("turn or scale the shape itself in the drawing program"),
                )
            state = state.moved(matrix)
        return state

    def size(
        self,
        node: Element,
        name: str,
        declared: Mapping[str, str],
        state: State,
        axis: str,
        default: str = "0",
    ) -> float:
        """A length that ``node`` states, in user units.

        Raises:
            SvgFault: it is none.
        """
        text = declared.get(name, node.get(name, default)).strip()
        if text in ("", "auto"):
            text = default
        return length(text, name, state.viewport, axis)

    def path(self, tag: str, node: Element, declared: Mapping[str, str], state: State) -> Path:
        """The element's path; empty for what has no extent."""
        path = self._paths.get(node)
        if path is None:
            path = self._made_path(tag, node, declared, state)
            if tag in ("path", "polyline", "polygon"):
                self._paths[node] = path
        self._segments += len(path)
        if self._segments > SEGMENT_LIMIT:
            raise SvgFault(
                "drawing-markup",
                msg("the paths have more than {limit} segments", limit=SEGMENT_LIMIT),
                msg("simplify them in the drawing program, or save the drawing as PNG"),
            )
        return path

    def _made_path(
        self, tag: str, node: Element, declared: Mapping[str, str], state: State
    ) -> Path:
        def size(name: str, axis: str, default: str = "0") -> float:
            return self.size(node, name, declared, state, axis, default)

        match tag:
            case "path":
                return _path_data(node.get("d", ""))
            case "polyline" | "polygon":
                return _points(node.get("points", ""), closed=tag == "polygon")
            case "rect":
                width, height = size("width", "x"), size("height", "y")
                if min(width, height) <= 0:
                    return ()
                radii = _radii(
                    *(declared.get(name, node.get(name, "auto")) for name in ("rx", "ry"))
                )
                rx, ry = size("rx", "x", radii[0]), size("ry", "y", radii[1])
                return pdf.rounded_rect_path(size("x", "x"), size("y", "y"), width, height, rx, ry)
            case "circle":
                radius = size("r", "d")
                centre = size("cx", "x"), size("cy", "y")
                return pdf.ellipse_path(*centre, radius, radius) if radius > 0 else ()
            case "ellipse":
                radii = _radii(
                    *(declared.get(name, node.get(name, "auto")) for name in ("rx", "ry"))
                )
                rx, ry = size("rx", "x", radii[0]), size("ry", "y", radii[1])
                if min(rx, ry) <= 0:
                    return ()
                return pdf.ellipse_path(size("cx", "x"), size("cy", "y"), rx, ry)
        ends = (size("x1", "x"), size("y1", "y")), (size("x2", "x"), size("y2", "y"))
        return (("m", ends[0]), ("l", ends[1]))

    def named(self, value: str, tag: str) -> Element | None:
        """The element of this kind that a property names; None for none or one that is not there.

        Raises:
            SvgFault: the property says something else.
        """
        if value == "none":
            return None
        found = _LOCAL_URL.fullmatch(value)
        if found is None:
            raise SvgFault(
                "drawing-style",
                msg("'{value}' is no {name} that can be drawn", value=value[:200], name=tag),
                msg("draw it as a shape, or take it out"),
            )
        node = self.ids.get(found[1])
        return node if node is not None and self.tag(node) == tag else None

    def href(self, node: Element) -> str:
        """The id or address that ``node`` refers to; empty for none."""
        return next((node.attrib[name] for name in _HREFS if name in node.attrib), "").strip()


def cannot_draw(tag: str) -> SvgFault:
    """The fault of an element that is shown and that nothing here draws."""
    hints = {
        "text": msg("turn text into paths (“Object to path”, “Create outlines”) and save again"),
        "image": msg("save the picture by itself as PNG or JPEG, and show that with <img>"),
        "pattern": msg("fill the shape with a colour or a gradient, or save the drawing as PNG"),
        "script": msg("take the script out: nothing on paper moves"),
    }
    default = msg("turn it into paths in the drawing program, or take it out")
    return SvgFault(
        "drawing-element",
        msg("<{name}> cannot be drawn", name=tag[:200]),
        hints.get(tag, default),
    )


def handed_down(outer: Mapping[str, str], declared: Mapping[str, str]) -> Mapping[str, str]:
    """The properties that an element within one of these declarations takes."""
    own = {k: v for k, v in declared.items() if k in INHERITED or k.startswith("--")}
    return {**outer, **own} if own else outer


def is_chosen(node: Element) -> bool:
    """True unless an element is for programs or readers of another kind."""
    if node.get("requiredExtensions", "").strip():
        return False
    languages = node.get("systemLanguage")
    if languages is None:
        return True
    known = [one.strip().lower().split("-")[0] for one in languages.split(",")]
    return any(one in LANGUAGES for one in known)


def is_blank(node: Element) -> bool:
    """True if ``node`` holds no text."""
    return not "".join(node.itertext()).strip()


def _with_font(viewport: Viewport, text: str) -> Viewport:
    try:
        return replace(viewport, em=length(text, "font-size", replace(viewport), "d"))
    except SvgFault:
        return replace(viewport, em=DEFAULT_FONT_PX)  # Words as "medium": no text is drawn.


def _path_data(data: str) -> Path:
    if data.strip() in ("", "none"):
        return ()
    try:
        return parse_path(data)
    except ValueError as error:
        raise SvgFault(
            "drawing-path",
            msg("the path data cannot be read: {reason}", reason=str(error)),
            msg("let the drawing program write the path anew"),
        ) from error


def _points(text: str, *, closed: bool) -> Path:
    values = numbers(text, "points")
    if len(values) % 2:
        raise SvgFault("drawing-number", msg("points has an odd count of numbers"))
    points = list(zip(values[::2], values[1::2], strict=True))
    if not points:
        return ()
    lines = tuple(("l", point) for point in points[1:])
    return (("m", points[0]), *lines, *((("h", ()),) if closed else ()))


def _radii(x_radius: str, y_radius: str) -> tuple[str, str]:
    """``rx`` and ``ry``; one that is not said is like the other."""
    one, other = (text.strip() or "auto" for text in (x_radius, y_radius))
    return (
        other if one == "auto" and other != "auto" else "0" if one == "auto" else one,
        one if other == "auto" and one != "auto" else "0" if other == "auto" else other,
    )
