"""Markup parsed to a skeleton: hardened parsing, the schema, computed styles.

The parser is defusedxml's: no DTD, no entities, nothing fetched. Positions come from the
attribute that ``sheet.template`` gives every tag, so each fault names a line of the template and
not of the filled markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError

import cssselect2
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import Message, listed, msg
from generator.core.near_names import near_names
from generator.core.parser_words import xml_reason
from generator.sheet.css import (
    AFTER,
    BEFORE,
    FIRST_LINE,
    INLINE_PROPERTIES,
    Declaration,
    StyleSheet,
    computed_style,
    has_content,
    parse_declarations,
    root_style,
)
from generator.sheet.distances import LeastSizes
from generator.sheet.economy import economised
from generator.sheet.links import code_fault, link_fault, written_link
from generator.sheet.model import Element, Fraction, Inline, PageCounter, Style
from generator.sheet.schema import (
    CODE_LEVELS,
    COMMON_ATTRIBUTES,
    COUNTERS,
    EITHER,
    FLOW,
    HEADINGS,
    INLINE,
    MARKER,
    OFFICIAL,
    OTHER_CODE,
    PLAIN_TEXT,
    SCHEMA,
    TEXT,
)
from generator.sheet.template import LINE_ATTRIBUTE, SLOT
from generator.sheet.theme import Theme

#: What a box that a style sheet adds is: a line or a ground, which nobody reads.
ADDED = "rule"
#: Deeper trees are refused: layout recurses.
DEPTH_LIMIT = 60
_ORDER = re.compile(r"[1-9]\d{0,3}")
#: The place in the reading order of what stands around a flow: after everything else.
_AFTER_ALL = "9999"
#: Boxes that may stand around a flow, and are repeated on each page.
_AROUND_FLOW = ("column", "row", "layer")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
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
    least: LeastSizes | None = None,
) -> Skeleton:
    """The skeleton of ``markup``.

    Args:
        slot_count: How many slots the template has filled.
        source: The template's name, for faults that no tag can place.
        least: The least sizes of texts and codes by their roles.

    Raises:
        TemplateError: with every fault against the schema and in the styles, or the first
            fault against XML.
    """
    return _SkeletonBuilder(styles, theme, short_side_pt, slot_count, least).build(
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
        raise TemplateError(
            Problem(
                "markup",
                msg("not well-formed: {what}", what=xml_reason(str(error))),
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
        self,
        styles: StyleSheet,
        theme: Theme,
        short_side_pt: float,
        slot_count: int,
        least: LeastSizes | None,
    ) -> None:
        self._least = least
        self._slot_count = slot_count
        self._official_items: list[str] = []
        self._styles = styles
        self._theme = theme
        self._short_side_pt = short_side_pt
        self._problems: list[Problem] = []
        #: The copyfit group of the box that is being built, if it is in one.
        self._group: str | None = None
        self._in_flow = False

    def build(self, root: Node) -> Skeleton:
        pages: tuple[Element, ...] = ()
        if root.tag != "sheet":
            self._problem(root, msg("expected <sheet>, found <{tag}>", tag=root.tag))
        elif self._check(root, 0) and self._check_flows(root):
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
        if node.tag == "qr" and is_blank(node.get("alt") or ""):
            self._problem(
                node,
                msg("the 'alt' of <qr> is empty"),
                msg("say what is read when the code is scanned"),
            )
        elif node.get("alt") and is_blank(node.get("alt", "")):
            self._problem(
                node,
                msg("the 'alt' of <{tag}> holds no word", tag=node.tag),
                msg('say what it shows, or write alt="" for an ornament'),
            )
        self._check_address(node)
        language = node.get("lang")
        if language is not None and not _LANGUAGE.fullmatch(language):
            self._problem(
                node,
                msg("'lang' is '{value}'; expected a language, as en", value=language),
            )
        if order is not None and not _ORDER.fullmatch(order):
            self._problem(node, msg("'order' is '{value}'; expected a number from 1", value=order))
        known = (MARKER, PLAIN_TEXT) if node.tag in HEADINGS else (MARKER,)
        if role is not None and role not in known:
            names = listed(f"'{name}'" for name in known)
            self._problem(
                node, msg("'role' is '{value}'; expected {known}", value=role, known=names)
            )

    def _check_address(self, node: Node) -> None:
        """Check where a link or a code leads, and how a code is asked for."""
        fault = None
        if node.tag == "a" and "href" in node.attrib:
            fault = link_fault(node.attrib["href"])
        elif node.tag == "qr" and "data" in node.attrib:
            fault = code_fault(node.attrib["data"])
        if fault is not None:
            self._problem(node, fault.message, fault.hint)
        known = {"level": CODE_LEVELS, "purpose": (OTHER_CODE,)}
        for name, values in known.items() if node.tag == "qr" else ():
            if node.get(name, values[0]) not in values:
                self._problem(
                    node,
                    msg(
                        "'{name}' is '{value}'; expected {known}",
                        name=name,
                        value=node.get(name),
                        known=", ".join(values),
                    ),
                )

    def _problem(self, node: Node, what: Message, hint: Message | None = None) -> None:
        self._problems.append(Problem("markup", what, hint, _place(node)))

    def _check_flows(self, root: Node) -> bool:
        """True if each page has at most one flow, in boxes that are repeated with it.

        What stands around a flow is read after everything else, unless the template gives it a
        place: it would cut paragraphs that go on on the next page.
        """
        before = len(self._problems)
        for page in root:
            paths = list(_paths_to_flows(page, ()))
            for path in paths:
                for box in path[1:-1]:
                    if box.tag not in _AROUND_FLOW:
                        self._problem(
                            path[-1],
                            msg("<{tag}> cannot stand in <{outer}>", tag=FLOW, outer=box.tag),
                            msg("a flow stands in {known}", known=", ".join(_AROUND_FLOW)),
                        )
            if len(paths) > 1:
                self._problem(
                    paths[1][-1],
                    msg("a second <{tag}> on one page", tag=FLOW),
                    msg("a page has one flow; put all that goes on in it"),
                )
            path = paths[0] if paths else ()
            is_placed = any("order" in box.attrib for box in path)
            for box, inner in pairwise(() if is_placed else path):
                for beside in box:
                    if beside is not inner and not any("order" in n.attrib for n in beside.iter()):
                        beside.set("order", _AFTER_ALL)
        return len(self._problems) == before

    # -- styles

    def _style(self, wrapper: Any, parent: Style) -> Style:
        style = self._computed(self._declarations(wrapper), parent)
        first = self._styles.declarations(wrapper, FIRST_LINE)
        style = replace(
            style, first_line_color=self._computed(first, style).color if first else None
        )
        return economised(style, wrapper.etree_element.tag, self._theme)

    def _computed(self, declarations: Sequence[Declaration], parent: Style) -> Style:
        return computed_style(
            declarations, parent, self._theme, self._short_side_pt, self._problems, self._least
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
        is_text = node.tag in TEXT or _is_text(node)
        if is_text or node.tag == OFFICIAL:
            self._refuse_added(wrapper, style)
        if node.tag == OFFICIAL:
            texts = self._official_text(node, style)
            children: tuple[Element, ...] = ()
        elif is_text:
            texts = tuple(_trimmed(list(self._inlines(wrapper, style, None))))
            children = ()
        else:
            texts = ()
            if node.tag == FLOW and style.height is None:
                style = replace(style, height=Fraction(1.0))
            children = self._children(wrapper, style)
        place = _place(node)
        if node.tag == "qr" and self._least is not None:
            style = _scannable(style, node, self._least)
        return Element(
            tag=node.tag,
            style=style,
            attributes={k: v for k, v in node.attrib.items() if k != LINE_ATTRIBUTE},
            children=children,
            texts=texts,
            source=place.file or "",
            line=place.line or 0,
        )

    def _children(self, wrapper: Any, style: Style) -> tuple[Element, ...]:
        """The boxes in a box; copyfit groups do not nest."""
        outer, was_in_flow = self._group, self._in_flow
        self._in_flow = was_in_flow or wrapper.etree_element.tag == FLOW
        if self._in_flow and style.copyfit is not None:
            self._problem(
                wrapper.etree_element,
                msg("'copyfit: {group}' within a flow", group=style.copyfit),
                msg("what goes on on the next page needs no smaller type: leave it out"),
            )
        if outer is not None and style.copyfit is not None:
            self._problem(
                wrapper.etree_element,
                msg(
                    "'copyfit: {inner}' within 'copyfit: {outer}'", inner=style.copyfit, outer=outer
                ),
                msg("say 'copyfit: none' for one of the two"),
            )
        self._group = style.copyfit or outer
        found = tuple(
            self._element(child, self._style(child, style)) for child in wrapper.iter_children()
        )
        self._group, self._in_flow = outer, was_in_flow
        return (
            *self._added(wrapper, style, BEFORE),
            *found,
            *self._added(wrapper, style, AFTER),
        )

    def _refuse_added(self, wrapper: Any, style: Style) -> None:
        """Report boxes that a style sheet adds to a text: only boxes hold boxes."""
        for part in (BEFORE, AFTER):
            declarations = self._styles.declarations(wrapper, part)
            if has_content(declarations, style, self._theme, self._problems):
                message = msg(
                    "'::{part}' of <{tag}>, which holds text",
                    part=part,
                    tag=wrapper.etree_element.tag,
                )
                hint = msg("write it for the box around the text, or use background-image")
                place = declarations[-1].place
                self._problems.append(Problem("style-sheet", message, hint, place))

    def _added(self, wrapper: Any, parent: Style, part: str) -> Sequence[Element]:
        """The empty box that a style sheet adds before or behind a box's children, if it does."""
        declarations = self._styles.declarations(wrapper, part)
        if not declarations or not has_content(declarations, parent, self._theme, self._problems):
            return ()
        style = economised(self._computed(declarations, parent), "box", self._theme)
        place = _place(wrapper.etree_element)
        return (Element(ADDED, style, {}, (), (), place.file or "", place.line or 0),)

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
            elif inner.tag in COUNTERS:
                found.append(_inline((PageCounter(inner.tag),), style, href))
            else:
                found += self._inlines(
                    child, self._inline_style(child, style), _address(inner, href)
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
        style = self._computed([d for d in declarations if d.name in INLINE_PROPERTIES], parent)
        return economised(style, node.tag, self._theme)


def _scannable(style: Style, node: Node, least: LeastSizes) -> Style:
    """The style of a code that is at least as large as its distance asks for.

    Not of a second one: it is for those who stand before the piece.
    """
    if node.get("purpose") == OTHER_CODE:
        return style
    side = least.code_pt(node.get("data", ""), node.get("level"))
    if side is None or not isinstance(style.width, float) or style.width >= side:
        return style
    return replace(style, width=side, height=side)


def _address(node: Node, outer: str | None) -> str | None:
    """Where the text in ``node`` leads, as a file states it."""
    url = node.get("href")
    return outer if url is None or link_fault(url) is not None else written_link(url)


def _paths_to_flows(node: Node, above: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """For each flow in ``node`` the nodes from the outermost down to it."""
    path = (*above, node)
    if node.tag == FLOW:
        yield path
    for child in node:
        yield from _paths_to_flows(child, path)


def _inline(parts: tuple[str | int | PageCounter, ...], style: Style, href: str | None) -> Inline:
    return Inline(
        parts, style.color, style.font_family, style.font_weight, style.tabular_figures, href
    )


def is_blank(text: str) -> bool:
    """True if ``text`` has no letter or digit: spaces of all kinds and stops say nothing."""
    return not any(character.isalnum() for character in text)


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
