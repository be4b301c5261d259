"""Markup parsed to a skeleton: hardened parsing, the schema, computed styles.

The parser is defusedxml's: no DTD, no entities, nothing fetched. Positions come from the
attribute that ``sheet.template`` gives every tag, so each fault names a line of the template and
not of the filled markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError

import cssselect2
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.sheet.css import (
    FIRST_LINE,
    INLINE_PROPERTIES,
    Declaration,
    StyleSheet,
    computed_style,
    parse_declarations,
    root_style,
)
from generator.sheet.model import Element, Inline, Style
from generator.sheet.schema import (
    COMMON_ATTRIBUTES,
    EITHER,
    INLINE,
    MARKER,
    OFFICIAL,
    SCHEMA,
    TEXT,
)
from generator.sheet.template import LINE_ATTRIBUTE, SLOT
from generator.sheet.theme import Theme

#: Deeper trees are refused: layout recurses.
DEPTH_LIMIT = 60
_ORDER = re.compile(r"[1-9]\d{0,3}")
_SPACES = re.compile(r"[ \t\r\n]+")
#: A reference to one of the characters U+E000 to U+E003, which would become a slot's marker.
_RESERVED_REFERENCE = re.compile(r"&#(?:x0*e00[0-3]|0*5734[4-7]);", re.IGNORECASE)
_LAST_MARK = re.compile(rf'{LINE_ATTRIBUTE}="([^"]*):(\d+)"')


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A parsed and styled sheet without its slots' values.

    Attributes:
        official_items: Ids of the items whose official texts are set, once for each time. Their
            slots follow the template's own, in this order.
    """

    pages: tuple[Element, ...]
    official_items: tuple[str, ...]


def parse_markup(
    markup: str,
    styles: StyleSheet,
    theme: Theme,
    short_side_pt: float,
    source: str,
    *,
    slot_count: int = 0,
) -> Skeleton:
    """The skeleton of ``markup``.

    Args:
        slot_count: How many slots the template has filled.
        source: The template's name, for faults that no tag can place.

    Raises:
        TemplateError: with every fault against the schema and in the styles, or the first
            fault against XML.
    """
    return _SkeletonBuilder(styles, theme, short_side_pt, slot_count).build(
        _parse_xml(markup, source)
    )


def _parse_xml(markup: str, source: str) -> Node:
    if reference := _RESERVED_REFERENCE.search(markup):
        raise TemplateError(
            Problem(
                "markup",
                msg("'{text}' is a character that marks slots", text=reference[0]),
                hint=msg("look at the tag opened on this line and the text after it"),
                place=_last_place(markup[: reference.start()], source, 1),
            )
        )
    try:
        root: Node = fromstring(markup, forbid_dtd=True)
    except ParseError as error:
        line, column = error.position
        before = "".join(markup.splitlines(keepends=True)[: line - 1])
        before += markup.splitlines()[line - 1][:column] if markup else ""
        what = str(error).split(":")[0]
        raise TemplateError(
            Problem(
                "markup",
                msg("not well-formed: {what}", what=what),
                hint=msg("look at the tag opened on this line and the text after it"),
                place=_last_place(before, source, line),
            )
        ) from error
    except DefusedXmlException as error:
        raise TemplateError(
            Problem("markup-forbidden", msg("a DTD or entity is not allowed"), place=Place(source))
        ) from error
    return root


def _last_place(before: str, source: str, line: int) -> Place:
    """The place of the last tag in ``before``; by default ``line`` of ``source``."""
    marks = _LAST_MARK.findall(before)
    file, at = marks[-1] if marks else (source, line)
    return Place(file, int(at))


class _SkeletonBuilder:
    """Builder of one skeleton; it gathers problems."""

    def __init__(
        self, styles: StyleSheet, theme: Theme, short_side_pt: float, slot_count: int
    ) -> None:
        self._slot_count = slot_count
        self._official_items: list[str] = []
        self._styles = styles
        self._theme = theme
        self._short_side_pt = short_side_pt
        self._problems: list[Problem] = []

    def build(self, root: Node) -> Skeleton:
        pages: tuple[Element, ...] = ()
        if root.tag != "sheet":
            self._problem(root, msg("expected <sheet>, found <{tag}>", tag=root.tag))
        elif self._check(root, 0):
            wrapper = cssselect2.ElementWrapper.from_xml_root(root)
            style = root_style(self._theme)
            pages = tuple(
                self._element(child, self._style(child, style)) for child in wrapper.iter_children()
            )
            if not pages:
                self._problem(root, msg("a sheet needs at least one page"))
        if self._problems:
            # A rule that matches several elements has its faults once for each of them.
            once: list[Problem] = []
            for problem in self._problems:
                if problem not in once:
                    once.append(problem)
            raise TemplateError(*once)
        return Skeleton(pages, tuple(self._official_items))

    # -- the schema

    def _check(self, node: Node, depth: int, *, ordered: bool = False) -> bool:
        """True if ``node`` and all below conform to the schema.

        ``ordered`` means that an element around it has a place in the reading order.
        """
        rule = SCHEMA[node.tag]
        before = len(self._problems)
        if depth > DEPTH_LIMIT:
            self._problem(node, msg("nested deeper than {limit} elements", limit=DEPTH_LIMIT))
            return False
        names = set(node.attrib) - {LINE_ATTRIBUTE}
        for name in sorted(names - COMMON_ATTRIBUTES - rule.required - rule.optional):
            self._problem(node, msg("<{tag}> has no attribute '{name}'", tag=node.tag, name=name))
        for name in sorted(rule.required - names):
            self._problem(
                node, msg("<{tag}> needs the attribute '{name}'", tag=node.tag, name=name)
            )
        self._check_reading(node, ordered=ordered)
        if not rule.holds_text and _has_text(node):
            self._problem(node, msg("<{tag}> cannot hold text; put it in a <p>", tag=node.tag))
        if node.tag in EITHER and _is_text(node) and any(c.tag not in INLINE for c in node):
            self._problem(
                node, msg("<{tag}> holds text and boxes; put the text in a <p>", tag=node.tag)
            )
        for child in node:
            if child.tag not in SCHEMA:
                near = near_names(child.tag, SCHEMA)
                self._problem(
                    child,
                    msg("unknown element <{tag}>", tag=child.tag),
                    msg("did you mean <{near}>?", near=near[0]) if near else None,
                )
            elif child.tag not in rule.children:
                self._problem(
                    child, msg("<{tag}> cannot stand in <{outer}>", tag=child.tag, outer=node.tag)
                )
            else:
                if child.get("role") == MARKER and node.tag != "li":
                    self._problem(
                        child,
                        msg("'role' is '{value}' outside of <li>", value=MARKER),
                        msg("write it on the child of a <li> that is its number or sign"),
                    )
                self._check(child, depth + 1, ordered=ordered or "order" in node.attrib)
        return len(self._problems) == before

    def _check_reading(self, node: Node, *, ordered: bool) -> None:
        """Check the attributes of ``node`` on reading order and role."""
        order, role = node.get("order"), node.get("role")
        if order is not None and (ordered or node.tag == "li"):
            self._problem(
                node,
                msg("'order' on <{tag}> is inside of something that has one", tag=node.tag)
                if ordered
                else msg("<li> cannot have an 'order': a list is read as it stands"),
            )
        if node.tag == "qr" and not (node.get("alt") or "").strip():
            self._problem(
                node,
                msg("the 'alt' of <qr> is empty"),
                msg("say what is read when the code is scanned"),
            )
        if order is not None and not _ORDER.fullmatch(order):
            self._problem(node, msg("'order' is '{value}'; expected a number from 1", value=order))
        if role is not None and role != MARKER:
            self._problem(
                node, msg("'role' is '{value}'; expected '{known}'", value=role, known=MARKER)
            )

    def _problem(self, node: Node, what: Message, hint: Message | None = None) -> None:
        self._problems.append(Problem("markup", what, hint, _place(node)))

    # -- styles

    def _style(self, wrapper: Any, parent: Style) -> Style:
        style = self._computed(self._declarations(wrapper), parent)
        first = self._styles.declarations(wrapper, FIRST_LINE)
        return replace(
            style, first_line_color=self._computed(first, style).color if first else None
        )

    def _computed(self, declarations: Sequence[Declaration], parent: Style) -> Style:
        return computed_style(
            declarations, parent, self._theme, self._short_side_pt, self._problems
        )

    def _declarations(self, wrapper: Any) -> list[Declaration]:
        node: Node = wrapper.etree_element
        found = self._styles.declarations(wrapper)
        if own := node.get("style"):
            place = _place(node)
            found.extend(parse_declarations(place.file or "", own, self._problems, line=place.line))
        return found

    # -- elements

    def _element(self, wrapper: Any, style: Style) -> Element:
        node: Node = wrapper.etree_element
        if node.tag == OFFICIAL:
            texts = self._official_text(node, style)
            children: tuple[Element, ...] = ()
        elif node.tag in TEXT or _is_text(node):
            texts = tuple(_trimmed(list(self._inlines(wrapper, style, None))))
            children = ()
        else:
            texts = ()
            children = tuple(
                self._element(child, self._style(child, style)) for child in wrapper.iter_children()
            )
        place = _place(node)
        return Element(
            tag=node.tag,
            style=style,
            attributes={k: v for k, v in node.attrib.items() if k != LINE_ATTRIBUTE},
            children=children,
            texts=texts,
            source=place.file or "",
            line=place.line or 0,
        )

    def _official_text(self, node: Node, style: Style) -> tuple[Inline, ...]:
        """The slot of an item's official text, which no style may alter."""
        if style.uppercase:
            self._problem(
                node,
                msg("'text-transform' would alter an official text"),
                msg("say 'text-transform: none' for <official>; the letter's capitals stay"),
            )
        number = self._slot_count + len(self._official_items)
        self._official_items.append(node.get("item", ""))
        return (_inline((number,), style, None),)

    def _inlines(self, wrapper: Any, style: Style, href: str | None) -> Sequence[Inline]:
        node: Node = wrapper.etree_element

        def inline(text: str | None) -> list[Inline]:
            parts = _parts(text or "")
            if not parts:
                return []
            return [_inline(parts, style, href)]

        found = inline(node.text)
        for child in wrapper.iter_children():
            inner: Node = child.etree_element
            if inner.tag == "br":
                found.append(_inline(("\n",), style, href))
            else:
                found += self._inlines(
                    child, self._inline_style(child, style), inner.get("href", href)
                )
            found += inline(inner.tail)
        return found

    def _inline_style(self, wrapper: Any, parent: Style) -> Style:
        node: Node = wrapper.etree_element
        declarations = self._declarations(wrapper)
        for wrong in (d for d in declarations if d.name not in INLINE_PROPERTIES):
            self._problem(
                node,
                msg("<{tag}> cannot change '{name}'; its block can", tag=node.tag, name=wrong.name),
            )
        if node.tag == "b":
            parent = replace(parent, font_weight=700)
        return self._computed([d for d in declarations if d.name in INLINE_PROPERTIES], parent)


def _inline(parts: tuple[str | int, ...], style: Style, href: str | None) -> Inline:
    return Inline(
        parts, style.color, style.font_family, style.font_weight, style.tabular_figures, href
    )


def _place(node: Node) -> Place:
    file, _, line = node.get(LINE_ATTRIBUTE, "").rpartition(":")
    return Place(file or None, int(line) if line else None)


def _has_text(node: Node) -> bool:
    return bool((node.text or "").strip()) or any((c.tail or "").strip() for c in node)


def _is_text(node: Node) -> bool:
    """True if an element that may hold text or boxes holds text."""
    return node.tag in EITHER and (_has_text(node) or (len(node) > 0 and node[0].tag in INLINE))


def _parts(text: str) -> tuple[str | int, ...]:
    """Literal texts and slot numbers, white space collapsed as in HTML."""
    pieces = SLOT.split(text)
    parts = [int(p) if i % 2 else _SPACES.sub(" ", p) for i, p in enumerate(pieces)]
    return tuple(p for p in parts if p != "")


def _trimmed(inlines: list[Inline]) -> list[Inline]:
    """``inlines`` without white space at the block's ends and around forced breaks."""
    kept: list[Inline] = []
    for inline in inlines:
        at_start = not kept or kept[-1].parts[-1] == "\n"
        parts = list(inline.parts)
        if at_start and isinstance(parts[0], str) and parts[0] != "\n":
            parts[0] = parts[0].lstrip(" ")
        if parts == ["\n"] and kept:
            kept[-1] = _without_trailing_space(kept[-1])
        parts = [p for p in parts if p != ""]
        if parts:
            kept.append(replace(inline, parts=tuple(parts)))
    if kept:
        kept[-1] = _without_trailing_space(kept[-1])
    return [inline for inline in kept if inline.parts]


def _without_trailing_space(inline: Inline) -> Inline:
    last = inline.parts[-1]
    if not isinstance(last, str) or last == "\n":
        return inline
    stripped = last.rstrip(" ")
    return replace(inline, parts=(*inline.parts[:-1], *((stripped,) if stripped else ())))
