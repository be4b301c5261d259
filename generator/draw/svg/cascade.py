"""Declarations of a drawing for each of its elements: attributes, style sheets, ``style``.

Source: SVG 2, 6.6 (presentation attributes are weaker than any rule); CSS Cascade 4, 6.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2

from generator.core.messages import msg
from generator.draw.svg.faults import SvgFault

SVG = "http://www.w3.org/2000/svg"

#: Properties that an element takes from those around it.
INHERITED = frozenset(
    {
        "clip-rule",
        "color",
        "fill",
        "fill-opacity",
        "fill-rule",
        "font-size",
        "marker-end",
        "marker-mid",
        "marker-start",
        "paint-order",
        "stroke",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-opacity",
        "stroke-width",
        "visibility",
    }
)
#: Properties that an element has for itself alone.
_OWN = frozenset(
    {
        "clip-path",
        "display",
        "filter",
        "mask",
        "mask-type",
        "mix-blend-mode",
        "isolation",
        "opacity",
        "overflow",
        "stop-color",
        "stop-opacity",
        "transform",
        "transform-box",
        "transform-origin",
        "vector-effect",
    }
)
#: Attributes with a meaning in CSS as well; in a style sheet they are read as one.
_GEOMETRY = frozenset({"x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"})
_ATTRIBUTES = INHERITED | _OWN
_PROPERTIES = INHERITED | _OWN | _GEOMETRY

#: What stands for all of a value's parts, with the property whose name it shares.
_SHORTHANDS = {"marker": ("marker-start", "marker-mid", "marker-end")}

#: What a browser does not know is passed over, and what stood before it holds.
_IS_UNKNOWN = re.compile(
    r"\bcolor\(\s*(?!srgb\s|display-p3\s)|\b(?:color-mix|oklch|oklab|lch|lab|light-dark)\(",
    re.IGNORECASE,
)
_IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)
_SCREEN = re.compile(r"\s*(?:all|screen|)\s*", re.IGNORECASE)


def style_texts(root: Element) -> Iterator[tuple[Element, str]]:
    """Every style sheet in a drawing, with the element that holds it."""
    for node in root.iter():
        name = node.tag.removeprefix(f"{{{SVG}}}") if isinstance(node.tag, str) else ""
        if name == "style" and _SCREEN.fullmatch(node.get("media", "")):
            kind = node.get("type", "text/css").split(";")[0].strip().lower()
            if kind in ("", "text/css"):
                yield node, "".join(node.itertext())


class Cascade:
    """The declarations of a drawing's elements.

    Args:
        sheets: Texts of its style sheets, in the order in which they stand.

    Raises:
        SvgFault: a style sheet holds what changes a picture and is not known.
    """

    def __init__(self, root: Element, sheets: Sequence[str] = ()) -> None:
        self._rules: dict[Element, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {}
        matcher = cssselect2.Matcher()
        has_rules = False
        for sheet in sheets:
            for selector, found in _rules(sheet):
                matcher.add_selector(selector, found)
                has_rules = True
        if has_rules:
            for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
                self._match(matcher, wrapper)

    def _match(self, matcher: Any, wrapper: Any) -> None:
        plain: list[tuple[str, str]] = []
        important: list[tuple[str, str]] = []
        for _, _, pseudo, found in sorted(matcher.match(wrapper), key=lambda match: match[:2]):
            if pseudo is None:
                for name, value, is_important in found:
                    (important if is_important else plain).append((name, value))
        if plain or important:
            self._rules[wrapper.etree_element] = (plain, important)

    def declared(self, node: Element) -> dict[str, str]:
        """The winning declarations of ``node``; custom properties as well."""
        found: dict[str, str] = {}
        _declare(found, ((name, node.attrib[name]) for name in node.attrib if name in _ATTRIBUTES))
        plain, important = self._rules.get(node, ((), ()))
        _declare(found, plain)
        own = list(_own_declarations(node.get("style", "")))
        _declare(found, ((name, value) for name, value, is_important in own if not is_important))
        _declare(found, important)
        _declare(found, ((name, value) for name, value, is_important in own if is_important))
        return found


def _declare(found: dict[str, str], declarations: Iterable[tuple[str, str]]) -> None:
    for name, value in declarations:
        if not value.strip() or (_IS_UNKNOWN.search(value) and name in found):
            continue
        for each in _SHORTHANDS.get(name, (name,)):
            found[each] = value.strip()


def _own_declarations(text: str) -> Iterator[tuple[str, str, bool]]:
    """The declarations of a ``style`` attribute."""
    if not set(text) & set("\"'(\\/{@"):
        for declaration in text.split(";"):
            name, colon, value = declaration.partition(":")
            if colon:
                bare = _IMPORTANT.sub("", value)
                yield _name(name.strip()), bare, bare != value
        return
    yield from _declarations(
        tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
    )


def _declarations(nodes: Iterable[Any]) -> Iterator[tuple[str, str, bool]]:
    for node in nodes:
        if node.type == "declaration":
            yield _name(node.name), tinycss2.serialize(node.value), bool(node.important)


def _name(written: str) -> str:
    return written if written.startswith("--") else written.lower()


def _rules(sheet: str) -> Iterator[tuple[Any, list[tuple[str, str, bool]]]]:
    """Each selector of a style sheet with its declarations."""
    # Before CSS was everywhere, sheets were hidden from programs that did not know it.
    bare = sheet.replace("<!--", "").replace("-->", "")
    yield from _rules_in(tinycss2.parse_stylesheet(bare, skip_comments=True, skip_whitespace=True))


def _rules_in(rules: Iterable[Any]) -> Iterator[tuple[Any, list[tuple[str, str, bool]]]]:
    for rule in rules:
        if rule.type == "at-rule":
            yield from _conditional(rule)
        elif rule.type == "qualified-rule":
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude, {"svg": SVG})
            except cssselect2.SelectorError:
                continue  # As every browser does.
            nodes = tinycss2.parse_blocks_contents(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            found = [one for one in _declarations(nodes) if _matters(one[0])]
            if found:
                yield from ((selector, found) for selector in selectors)


def _matters(name: str) -> bool:
    return name in _PROPERTIES or name in _SHORTHANDS or name.startswith("--")


def _conditional(rule: Any) -> Iterator[tuple[Any, list[tuple[str, str, bool]]]]:
    name = rule.lower_at_keyword
    if name == "import":
        raise SvgFault(
            "drawing-style",
            msg("a style sheet of another file is not read: {rule}", rule=rule.serialize()[:200]),
            msg("write its rules into the drawing, or save it with presentation attributes"),
        )
    if name == "media" and _SCREEN.fullmatch(tinycss2.serialize(rule.prelude)) and rule.content:
        yield from _rules_in(
            tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        )
