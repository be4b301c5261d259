"""Clips, masks, opacity and blending of a drawing's elements.

Source: CSS Masking 1; Compositing 1, 5 and 8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from generator.core.messages import msg
from generator.draw.operators import Path
from generator.draw.svg.faults import SvgFault
from generator.draw.svg.geometry import Box, bounds, union
from generator.draw.svg.matrices import Matrix, inverse_of, parse_transform, product, scale_of
from generator.draw.svg.model import Clip, ClipShape, Group, Mask, Node, Shape, ShapeStyle
from generator.draw.svg.styles import FILL_RULES
from generator.draw.svg.tree import SHAPES, UNSEEN, State, SvgTree, cannot_draw, handed_down
from generator.draw.svg.values import Viewport, keyword, length, share
from generator.draw.svg.xml_tree import line_of

_BLEND_MODES = {
    name: "".join(part.capitalize() for part in name.split("-"))
    for name in (
        *("normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge"),
        *("color-burn", "hard-light", "soft-light", "difference", "exclusion", "hue"),
        *("saturation", "color", "luminosity"),
    )
}

#: Draws the children of an element.
DrawChildren = Callable[[Element, State], tuple[Node, ...]]


class Effects:
    """Effects of one drawing's elements."""

    def __init__(self, tree: SvgTree, draw_children: DrawChildren) -> None:
        self._tree = tree
        self._draw_children = draw_children

    def applied(
        self,
        node: Element,
        declared: Mapping[str, str],
        state: State,
        nodes: Sequence[Node],
    ) -> Iterator[Node]:
        """``nodes`` of one element, clipped, masked, covered or blended as it says."""
        if not nodes:
            return
        alpha = share(declared.get("opacity", "1"), "opacity")
        clips = self._clips(declared.get("clip-path", "none"), state, nodes, ())
        mask = self._mask(declared, state, nodes)
        blend = keyword(declared.get("mix-blend-mode", "normal"), "mix-blend-mode", _BLEND_MODES)
        if self._tree.named(declared.get("filter", "none"), "filter") is not None:
            raise SvgFault(
                "drawing-style",
                msg("the style '{name}' cannot be drawn", name="filter"),
                msg("take the shadow or blur out, or save the drawing as PNG"),
            )
        is_isolated = declared.get("isolation") == "isolate" and any(
            isinstance(one, Group) for one in nodes
        )
        if alpha <= 0:
            return
        if alpha < 1 and mask is None and blend == "Normal":
            only = nodes[0]
            if len(nodes) == 1 and isinstance(only, Shape) and _has_one_paint(only.style):
                style = only.style
                nodes = [
                    replace(
                        only,
                        style=replace(
                            style,
                            fill_alpha=style.fill_alpha * alpha,
                            stroke_alpha=style.stroke_alpha * alpha,
                        ),
                    )
                ]
                alpha = 1.0
        if alpha < 1 or clips or mask is not None or blend != "Normal" or is_isolated:
            yield Group(tuple(nodes), alpha, clips, mask, blend, is_isolated)
        else:
            yield from nodes

    def _clips(
        self, value: str, state: State, nodes: Sequence[Node], within: tuple[str, ...]
    ) -> tuple[Clip, ...]:
        """The clips that a property names, those of the clip path's own among them."""
        node = self._tree.named(value, "clipPath")
        if node is None or value in within:
            return ()
        declared = self._tree.declared(node)
        matrix = state.matrix
        if "transform" in declared:
            matrix = product(matrix, parse_transform(declared["transform"]))
        box = None
        if node.get("clipPathUnits") == "objectBoundingBox":
            box = _box_of(nodes, state.matrix)
            if box is None:
                return (Clip(()),)
            matrix = product(matrix, _box_matrix(box))
        inner = State(matrix, handed_down({}, declared), state.viewport)
        shapes = tuple(
            shape for child in node for shape in self._clip_shapes(child, inner, (*within, value))
        )
        own = self._clips(declared.get("clip-path", "none"), state, nodes, (*within, value))
        return (Clip(shapes), *own)

    def _clip_shapes(
        self, node: Element, outer: State, within: tuple[str, ...]
    ) -> Iterator[ClipShape]:
        """The areas of a clip path's child."""
        tag = self._tree.tag(node)
        if tag is None or tag in UNSEEN:
            return
        try:
            declared = self._tree.declared(node, outer.properties)
            if declared.get("display") == "none":
                return
            state = self._tree.entered(declared, outer)
            if tag == "use":
                href = self._tree.href(node)
                target = self._tree.ids.get(href.strip().removeprefix("#"))
                if target is None or href in state.uses or self._tree.tag(target) == "use":
                    return
                x = self._tree.size(node, "x", declared, state, "x")
                y = self._tree.size(node, "y", declared, state, "y")
                inner = replace(state.moved((1, 0, 0, 1, x, y)), uses=(*state.uses, href))
                yield from self._clip_shapes(target, inner, within)
                return
            if tag not in SHAPES:
                raise cannot_draw(tag)
            if state.properties.get("visibility", "visible") != "visible":
                return
            path = self._tree.path(tag, node, declared, state)
            if not path or scale_of(state.matrix) == 0:
                return
            rule = keyword(state.properties.get("clip-rule", "nonzero"), "clip-rule", FILL_RULES)
            shape = Shape(path, ShapeStyle(), state.matrix, line_of(node))
            clips = self._clips(declared.get("clip-path", "none"), state, (shape,), within)
            yield ClipShape(path, state.matrix, rule, clips)
        except SvgFault as fault:
            self._tree.note(fault, node)

    def _mask(
        self, declared: Mapping[str, str], state: State, nodes: Sequence[Node]
    ) -> Mask | None:
        node = self._tree.named(declared.get("mask", "none"), "mask")
        if node is None:
            return None
        name = node.get("id", "")
        if name in state.uses:
            return None  # Of a mask within itself nothing is left to say.
        own = self._tree.declared(node)
        box = _box_of(nodes, state.matrix)
        if box is None:
            return Mask(())
        region = self._mask_region(node, state, box)
        inner = State(state.matrix, handed_down({}, own), state.viewport, (*state.uses, name))
        if node.get("maskContentUnits") == "objectBoundingBox":
            inner = inner.moved(_box_matrix(box))
        drawn = self._draw_children(node, inner)
        clip = Clip((ClipShape(region, state.matrix),))
        group = Group(tuple(self.applied(node, own, state, drawn)), clips=(clip,))
        kind = own.get("mask-type", node.get("mask-type", "luminance"))
        return Mask((group,), is_alpha=kind == "alpha")

    def _mask_region(self, node: Element, state: State, box: Box) -> Path:
        """The rectangle outside of which a mask hides everything."""
        defaults = {"x": "-10%", "y": "-10%", "width": "120%", "height": "120%"}
        values = {name: node.get(name, default) for name, default in defaults.items()}
        if node.get("maskUnits") == "userSpaceOnUse":
            left, top, width, height = (
                length(values[name], name, state.viewport, axis)
                for name, axis in (("x", "x"), ("y", "y"), ("width", "x"), ("height", "y"))
            )
        else:
            unit = Viewport(1, 1)
            parts = {n: length(values[n], n, unit, "x") for n in values}
            across, down = box[2] - box[0], box[3] - box[1]
            left, top = box[0] + parts["x"] * across, box[1] + parts["y"] * down
            width, height = parts["width"] * across, parts["height"] * down
        return (("re", (left, top, max(0.0, width), max(0.0, height))),)


def _has_one_paint(style: ShapeStyle) -> bool:
    return "none" in (style.fill, style.stroke) or style.stroke_width == 0


def _box_of(nodes: Sequence[Node], matrix: Matrix) -> Box | None:
    """The bounding box of what ``nodes`` fill, in the units that ``matrix`` leads from."""
    inverse = inverse_of(matrix)
    if inverse is None:
        return None
    return union(_node_box(node, inverse) for node in nodes)


def _node_box(node: Node, matrix: Matrix) -> Box | None:
    if isinstance(node, Group):
        return union(_node_box(one, matrix) for one in node.nodes)
    return bounds(node.path, product(matrix, node.matrix))


def _box_matrix(box: Box) -> Matrix:
    """From a unit square to ``box``."""
    return (box[2] - box[0], 0, 0, box[3] - box[1], box[0], box[1])
