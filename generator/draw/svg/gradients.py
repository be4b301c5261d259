"""Gradients of a drawing, with what each takes from those it refers to.

Source: SVG 2, 14.2.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from generator.draw.svg.geometry import Box
from generator.draw.svg.matrices import IDENTITY, parse_transform, product, scale_of
from generator.draw.svg.paints import GradientPaint, GradientStop, Paint, parse_colour
from generator.draw.svg.values import Viewport, length, share

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_LINE = {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"}
_CIRCLE = {"cx": "50%", "cy": "50%", "r": "50%", "fr": "0%"}
#: Gradients that one may take something from, one from another.
_MOST_REFERENCES = 30
#: A focus outside of the circle is laid upon its edge, just inside, as browsers do.
_FOCUS = 0.99

#: The declarations of an element in those around it.
Declared = Callable[[Element, Mapping[str, str]], Mapping[str, str]]


def read_gradient(
    node: Element,
    ids: Mapping[str, Element],
    declared: Declared,
    viewport: Viewport,
    properties: Mapping[str, str],
    box: Box | None,
) -> tuple[Paint, float]:
    """The gradient of ``node`` for a shape, or the one colour that it comes to; and its alpha.

    Args:
        box: The shape's bounding box in its own units.

    Raises:
        SvgFault: a value cannot be read.
    """
    chain = _chain(node, ids)
    attributes: dict[str, str] = {}
    for one in reversed(chain):
        attributes.update(one.attrib)
    stops = _stops(next((one for one in chain if _stop_nodes(one)), node), declared, properties)
    if not stops:
        return "none", 1.0
    if len(stops) == 1:
        return stops[0].paint, stops[0].alpha
    matrix = IDENTITY
    unit = viewport
    if attributes.get("gradientUnits", "objectBoundingBox") != "userSpaceOnUse":
        if box is None or box[0] == box[2] or box[1] == box[3]:
            return "none", 1.0
        matrix = (box[2] - box[0], 0, 0, box[3] - box[1], box[0], box[1])
        unit = Viewport(1, 1)
    if "gradientTransform" in attributes:
        matrix = product(matrix, parse_transform(attributes["gradientTransform"]))
    is_line = node.tag.endswith("linearGradient")
    coords = _line(attributes, unit) if is_line else _circles(attributes, unit)
    if coords is None or scale_of(matrix) == 0:
        return stops[-1].paint, stops[-1].alpha
    spread = attributes.get("spreadMethod", "pad")
    return (
        GradientPaint(coords, stops, spread if spread in ("repeat", "reflect") else "pad", matrix),
        1.0,
    )


def _chain(node: Element, ids: Mapping[str, Element]) -> list[Element]:
    """``node`` and the gradients that it takes from, the nearest first."""
    chain = [node]
    while len(chain) < _MOST_REFERENCES:
        href = next((chain[-1].attrib[name] for name in _HREFS if name in chain[-1].attrib), "")
        other = ids.get(href.strip().removeprefix("#"))
        if other is None or other in chain:
            break
        chain.append(other)
    return chain


def _stop_nodes(node: Element) -> list[Element]:
    return [child for child in node if child.tag.rpartition("}")[2] == "stop"]


def _stops(
    node: Element, declared: Declared, properties: Mapping[str, str]
) -> tuple[GradientStop, ...]:
    found: list[GradientStop] = []
    own = {**properties, **declared(node, properties)}
    for child in _stop_nodes(node):
        values = declared(child, own)
        paint, alpha = parse_colour(values.get("stop-color", "#000000"))
        color = values.get("color", own.get("color"))
        if paint == "currentColor" and color is not None:
            paint, alpha = parse_colour(color)
        if paint == "none":
            paint, alpha = "#000000", 0.0
        alpha *= share(values.get("stop-opacity", "1"), "stop-opacity")
        offset = share(child.get("offset", "0"), "offset")
        # A stop before its predecessor lies upon it.
        found.append(GradientStop(max(offset, found[-1].offset if found else 0.0), paint, alpha))
    return tuple(found)


def _line(attributes: Mapping[str, str], unit: Viewport) -> tuple[float, ...] | None:
    coords = tuple(
        length(attributes.get(name, default), name, unit, name[0])
        for name, default in _LINE.items()
    )
    return None if coords[:2] == coords[2:] else coords


def _circles(attributes: Mapping[str, str], unit: Viewport) -> tuple[float, ...] | None:
    cx, cy, radius, inner = (
        length(attributes.get(name, default), name, unit, {"cx": "x", "cy": "y"}.get(name, "d"))
        for name, default in _CIRCLE.items()
    )
    if radius <= 0:
        return None
    fx = length(attributes["fx"], "fx", unit, "x") if "fx" in attributes else cx
    fy = length(attributes["fy"], "fy", unit, "y") if "fy" in attributes else cy
    away = math.hypot(fx - cx, fy - cy)
    if away > _FOCUS * radius:
        fx, fy = (c + (f - c) * _FOCUS * radius / away for f, c in ((fx, cx), (fy, cy)))
    return (fx, fy, max(0.0, min(inner, radius)), cx, cy, radius)
