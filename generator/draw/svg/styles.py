"""Fill and stroke of a drawing's shapes, from their properties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from generator.core.messages import msg
from generator.draw.operators import Path
from generator.draw.svg.faults import SvgFault
from generator.draw.svg.geometry import bounds, length_of, with_area
from generator.draw.svg.gradients import read_gradient
from generator.draw.svg.matrices import IDENTITY
from generator.draw.svg.model import ShapeStyle
from generator.draw.svg.paints import Paint, PaintReference, parse_paint
from generator.draw.svg.tree import State, SvgTree, cannot_draw
from generator.draw.svg.values import Viewport, keyword, length, share

CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2, "miter-clip": 0, "arcs": 0}
FILL_RULES = {"nonzero": False, "evenodd": True}

#: Properties that change a picture and that nothing here draws, with what is harmless of each.
_UNKNOWN = {
    **dict.fromkeys(("marker-start", "marker-mid", "marker-end"), "none"),
    "vector-effect": "none",
}


def refuse_unknown(declared: Mapping[str, str]) -> None:
    """Raises SvgFault if ``declared`` asks for what nothing here draws."""
    for name, harmless in _UNKNOWN.items():
        if declared.get(name, harmless) != harmless:
            raise SvgFault(
                "drawing-style",
                msg("the style '{name}' cannot be drawn", name=name),
                msg("turn it into paths in the drawing program, or take it out"),
            )


def shape_style(tree: SvgTree, node: Element, state: State, path: Path) -> ShapeStyle:
    """Fill and stroke of a shape."""
    own = state.properties
    fill, fill_alpha = _paint(tree, own.get("fill", "#000000"), state, path)
    if fill != "none" and not with_area(path):
        fill = "none"
    stroke, stroke_alpha = _paint(tree, own.get("stroke", "none"), state, path)
    width = own.get("stroke-width")
    dash, offset = _dash(node, own, state.viewport, path)
    order = own.get("paint-order", "normal").split()
    return ShapeStyle(
        fill=fill,
        fill_alpha=fill_alpha * share(own.get("fill-opacity", "1"), "fill-opacity"),
        even_odd=keyword(own.get("fill-rule", "nonzero"), "fill-rule", FILL_RULES),
        stroke=stroke,
        stroke_alpha=stroke_alpha * share(own.get("stroke-opacity", "1"), "stroke-opacity"),
        stroke_width=None
        if width is None
        else max(0.0, length(width, "stroke-width", state.viewport)),
        cap=keyword(own.get("stroke-linecap", "butt"), "stroke-linecap", CAPS),
        join=keyword(own.get("stroke-linejoin", "miter"), "stroke-linejoin", _JOINS),
        miter_limit=length(own.get("stroke-miterlimit", "4"), "stroke-miterlimit", state.viewport),
        dash=dash,
        dash_offset=offset,
        stroke_first="stroke" in order
        and ("fill" not in order or order.index("stroke") < order.index("fill")),
    )


def _paint(tree: SvgTree, value: str, state: State, path: Path) -> tuple[Paint, float]:
    """The paint of a shape and its alpha."""
    paint, alpha = parse_paint(value)
    if isinstance(paint, PaintReference):
        server = tree.ids.get(paint.id)
        tag = tree.tag(server) if server is not None else None
        if server is None or tag is None:
            paint, alpha = parse_paint(paint.fallback or "none")
            if isinstance(paint, PaintReference):
                return "none", 1.0
        elif tag in ("linearGradient", "radialGradient"):
            box = bounds(path, IDENTITY)
            found = read_gradient(
                server, tree.ids, tree.declared, state.viewport, state.properties, box
            )
            return found
        else:
            raise cannot_draw(tag)
    if paint == "currentColor" and "color" in state.properties:
        paint, alpha = parse_paint(state.properties["color"])
        assert isinstance(paint, str)
    return paint, alpha


def _dash(
    node: Element, own: Mapping[str, str], viewport: Viewport, path: Path
) -> tuple[tuple[float, ...], float]:
    """Lengths of strokes and gaps, and where the pattern begins."""
    text = own.get("stroke-dasharray", "none").strip()
    if text == "none":
        return (), 0.0
    parts = [part for part in re.split(r"[\s,]+", text) if part]
    lengths = [length(part, "stroke-dasharray", viewport) for part in parts]
    offset = length(own.get("stroke-dashoffset", "0"), "stroke-dashoffset", viewport)
    if not any(lengths) or min(lengths) < 0:
        return (), 0.0
    if len(lengths) % 2:
        lengths *= 2
    if (stated := node.get("pathLength")) is not None:
        declared = length(stated, "pathLength", viewport)
        factor = length_of(path) / declared if declared > 0 else 1.0
        lengths, offset = [one * factor for one in lengths], offset * factor
    total = sum(lengths)
    return tuple(lengths), offset % total if total else 0.0
