"""Drawings from SVG files, read into the values of ``svg.drawing`` as a browser shows them.

What is read: shapes, ``g a switch symbol use`` and nested ``svg``, style sheets and styles,
gradients, clip paths, masks, opacity, dashes, every unit. What a browser passes over is passed
over. What it shows and we cannot (text, pictures, filters, patterns, markers, scripts) is an error
at its line, because to skip it would change the picture.

Where the files lie is known to ``draw.icons``.

Source: SVG 2, 5 (structure), 8 (coordinates), 13 (painting); CSS Masking 1; CSS Images 3, 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import msg
from generator.draw.operators import Path
from generator.draw.svg.drawing import SvgDrawing, is_plain
from generator.draw.svg.effects import Effects
from generator.draw.svg.faults import SvgFault
from generator.draw.svg.matrices import IDENTITY, Matrix, parse_transform, scale_of
from generator.draw.svg.model import Clip, ClipShape, Group, Node, Shape, paint_name, solid_paints
from generator.draw.svg.styles import refuse_unknown, shape_style
from generator.draw.svg.tree import (
    SHAPES,
    UNSEEN,
    State,
    SvgTree,
    cannot_draw,
    handed_down,
    is_blank,
    is_chosen,
)
from generator.draw.svg.values import Viewport, length
from generator.draw.svg.viewports import fitted, intrinsic_size, view_box_of
from generator.draw.svg.xml_tree import line_of, parse_xml


def parse_svg(text: str, source: str) -> SvgDrawing:
    """The drawing in ``text``; ``source`` is the file's name, for messages.

    Raises:
        TemplateError: with every fault found, each at its line.
    """
    root = parse_xml(text, source)
    try:
        return _SvgReader(source, root).read()
    except RecursionError:
        problem = Problem(
            "drawing-markup", msg("its parts refer to each other too often"), place=Place(source)
        )
        raise TemplateError(problem) from None


class _SvgReader:
    """Reads one tree."""

    def __init__(self, source: str, root: Element) -> None:
        self._source = source
        self._tree = SvgTree(source, root)
        self._effects = Effects(self._tree, self._children)

    def read(self) -> SvgDrawing:
        """The drawing.

        Raises:
            TemplateError: with every fault.
        """
        view_box, stroke_width = (0.0, 0.0, 1.0, 1.0), 1.0
        nodes: tuple[Node, ...] = ()
        try:
            if self._tree.tag(self._tree.root) != "svg":
                raise SvgFault(
                    "drawing-markup",
                    msg("expected <svg>, found <{tag}>", tag=self._tree.root.tag[:200]),
                )
            declared = self._tree.declared(self._tree.root)
            if "stroke-width" in declared:
                stroke_width = length(declared["stroke-width"], "stroke-width", Viewport(1, 1))
            view_box, matrix, viewport = self._root_viewport()
            nodes = self._root_nodes(declared, matrix, viewport)
        except SvgFault as fault:
            self._tree.note(fault, self._tree.root)
        if self._tree.problems:
            raise TemplateError(*self._tree.problems)
        names = {
            paint_name(paint)
            for paint in solid_paints(nodes)
            if paint != "none" and not paint.startswith("#")
        }
        plain = all(is_plain(node, view_box, stroke_width) for node in nodes)
        return SvgDrawing(self._source, view_box, stroke_width, tuple(sorted(names)), nodes, plain)

    def _root_viewport(self) -> tuple[tuple[float, float, float, float], Matrix, Viewport]:
        """The view box to be shown, what leads from the root's units to it, and the viewport."""
        root = self._tree.root
        box = view_box_of(root)
        size = intrinsic_size(root, box)
        if box is None:
            width, height = size
            return (0.0, 0.0, width, height), IDENTITY, Viewport(width, height)
        viewport = Viewport(box[2], box[3])
        if abs(size[0] * box[3] - size[1] * box[2]) <= 1e-3 * size[1] * box[2]:
            return box, IDENTITY, viewport
        return (0.0, 0.0, *size), fitted(root, box, size), viewport

    def _root_nodes(
        self, declared: Mapping[str, str], matrix: Matrix, viewport: Viewport
    ) -> tuple[Node, ...]:
        if declared.get("display") == "none":
            return ()
        # The sheet's style may overrule the width that the root says.
        handed = {name: value for name, value in declared.items() if name != "stroke-width"}
        state = State(matrix, handed_down({}, handed), viewport)
        if "transform" in declared:
            state = state.moved(parse_transform(declared["transform"]))
        nodes = self._children(self._tree.root, state)
        effects = {k: v for k, v in declared.items() if k not in ("overflow",)}
        return tuple(self._effects.applied(self._tree.root, effects, state, nodes))

    def _children(self, node: Element, state: State) -> tuple[Node, ...]:
        return tuple(one for child in node for one in self._element(child, state))

    def _element(self, node: Element, outer: State) -> Iterator[Node]:
        tag = self._tree.tag(node)
        if tag is None or tag in UNSEEN or not is_chosen(node):
            return
        if not self._tree.counts(node):
            return
        try:
            declared = self._tree.declared(node, outer.properties)
            if declared.get("display") == "none" or (tag == "text" and is_blank(node)):
                return
            state = self._tree.entered(declared, outer)
            if scale_of(state.matrix) == 0:
                return
            refuse_unknown(declared)
            nodes = tuple(self._drawn(tag, node, declared, state))
            yield from self._effects.applied(node, declared, state, nodes)
        except SvgFault as fault:
            self._tree.note(fault, node)

    def _drawn(
        self, tag: str, node: Element, declared: Mapping[str, str], state: State
    ) -> Iterator[Node]:
        match tag:
            case "g" | "a":
                yield from self._children(node, state)
            case "switch":
                first = next((c for c in node if self._tree.tag(c) and is_chosen(c)), None)
                if first is not None:
                    yield from self._element(first, state)
            case "svg":
                yield from self._nested(node, node, declared, state)
            case "use":
                yield from self._used(node, declared, state)
            case _ if tag in SHAPES:
                yield from self._shape(tag, node, declared, state)
            case _:
                raise cannot_draw(tag)

    def _used(self, node: Element, declared: Mapping[str, str], state: State) -> Iterator[Node]:
        href = self._tree.href(node)
        if not href.startswith("#"):
            if not href:
                return
            raise SvgFault(
                "drawing-element",
                msg("<use> shows '{href}', which is not in this file", href=href[:200]),
                msg("write the part into the drawing itself"),
            )
        name = href[1:]
        target = self._tree.ids.get(name)
        if target is None:
            return  # As every browser does.
        if name in state.uses:
            raise SvgFault(
                "drawing-element",
                msg("<use> shows '{href}', in which it stands itself", href=href[:200]),
                msg("take this <use> out"),
            )
        x = self._tree.size(node, "x", declared, state, "x")
        y = self._tree.size(node, "y", declared, state, "y")
        inner = replace(state.moved((1, 0, 0, 1, x, y)), uses=(*state.uses, name))
        if self._tree.tag(target) in ("symbol", "svg"):
            own = self._tree.declared(target, inner.properties)
            if own.get("display") == "none":
                return
            within = self._tree.entered(own, inner)
            nodes = tuple(self._nested(target, node, declared, within))
            yield from self._effects.applied(target, own, within, nodes)
        else:
            yield from self._element(target, inner)

    def _nested(
        self, node: Element, sized_by: Element, declared: Mapping[str, str], state: State
    ) -> Iterator[Node]:
        """A nested viewport; ``sized_by`` is the ``use`` that shows it, else itself."""
        is_used = sized_by is not node

        def side(name: str, axis: str) -> float:
            holder = sized_by if is_used and name in sized_by.attrib else node
            return self._tree.size(holder, name, {}, state, axis, "100%")

        width, height = side("width", "x"), side("height", "y")
        if width <= 0 or height <= 0:
            return
        if self._tree.tag(node) == "svg":
            x = self._tree.size(node, "x", {}, state, "x")
            y = self._tree.size(node, "y", {}, state, "y")
            state = state.moved((1, 0, 0, 1, x, y))
        outer = state
        box = view_box_of(node)
        if box is not None:
            state = state.moved(fitted(node, box, (width, height)))
        inner = Viewport(*(box[2:] if box else (width, height)), state.viewport.em)
        nodes = self._children(node, replace(state, viewport=inner))
        if self._tree.declared(node).get("overflow") in ("visible", "auto"):
            yield from nodes
        elif nodes:
            frame: Path = (("re", (0.0, 0.0, width, height)),)
            yield Group(nodes, clips=(Clip((ClipShape(frame, outer.matrix),)),))

    def _shape(
        self, tag: str, node: Element, declared: Mapping[str, str], state: State
    ) -> Iterator[Node]:
        path = self._tree.path(tag, node, declared, state)
        if not path or state.properties.get("visibility", "visible") != "visible":
            return
        style = shape_style(self._tree, node, state, path)
        yield Shape(path, style, state.matrix, line_of(node))
