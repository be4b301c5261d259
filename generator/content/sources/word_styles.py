"""Properties of Word's paragraphs and runs: what is stated, and what their styles give.

Source: ISO/IEC 29500-1 17.7 (styles; 17.7.3 for toggle properties).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from generator.content.sources.word_xml import Element, W, integer, points, switch, value

#: Sizes are in half points, indents in twentieths of a point.
_HALF_POINT: Final = 0.5
_TWENTIETH: Final = 0.05
_TOGGLES: Final = ("b", "i", "caps", "vanish")
#: Properties of runs that change nothing of what is read: most runs have only these.
_PLAIN: Final = frozenset(
    f"{W}{name}"
    for name in (
        "lang", "color", "szCs", "bCs", "iCs", "spacing", "noProof", "kern", "w", "position", "u",
        "shd", "highlight", "rtl", "cs", "snapToGrid", "rPrChange", "ins", "bdr", "em", "vertAlign",
    )
)  # fmt: skip
#: Longer chains of styles are circles.
_MAX_CHAIN: Final = 20


@dataclass(frozen=True, slots=True)
class RunLook:
    """Look of a run of text.

    Attributes:
        font: The name of the font for Latin letters, empty where it is the theme's.
        size: In pt; None if nothing states one.
        caps: Whether it is shown in capitals.
        hidden: Whether it is hidden text.
    """

    bold: bool = False
    italic: bool = False
    caps: bool = False
    hidden: bool = False
    font: str = ""
    size: float | None = None


@dataclass(frozen=True, slots=True)
class NumberingRef:
    """A paragraph's place in a list, as its properties or style state it; None is not stated."""

    number: int | None
    level: int | None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Look of a paragraph; None is not stated.

    Attributes:
        left: Indent of all lines in pt.
        first: Further indent of the first line in pt; negative for a hanging one.
        style_numbering: The list that its style puts it into.
        style_chain: The ids of its style, and of those that this is based on, nearest first.
    """

    centred: bool | None = None
    left: float | None = None
    first: float | None = None
    style_numbering: NumberingRef | None = None
    style_chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Toggled:
    """A style's own part in a look: toggle properties, and the rest as a list of elements."""

    toggles: dict[str, bool]
    properties: tuple[Element, ...]


class Styles:
    """The styles of a document; a document without a styles part has none."""

    def __init__(self, root: Element | None) -> None:
        self._by_id: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._defaults = None if root is None else root.find(f"{W}docDefaults")
        for style in () if root is None else root.findall(f"{W}style"):
            identity, kind = value(style, "styleId") or "", value(style, "type") or "paragraph"
            self._by_id.setdefault(identity, style)
            if value(style, "default") in ("1", "true", "on"):
                self._default.setdefault(kind, identity)
        self._bases: dict[str | None, tuple[RunLook, dict[str, bool]]] = {}
        self._characters: dict[str, _Toggled] = {}
        self._paragraphs: dict[str | None, ParagraphLook] = {}

    def paragraph_look(self, properties: Element | None) -> ParagraphLook:
        """The look of a paragraph by its ``w:pPr``."""
        style = self.style_of(properties)
        look = self._paragraphs.get(style)
        if look is None:
            look = self._paragraphs[style] = self._style_look(style)
        return look if properties is None else _with_stated(look, properties)

    def style_of(self, properties: Element | None) -> str | None:
        """The id of a paragraph's style, or of the default one."""
        stated = None if properties is None else value(properties.find(f"{W}pStyle"))
        return stated if stated in self._by_id else self._default.get("paragraph")

    def run_look(self, paragraph_style: str | None, properties: Element | None) -> RunLook:
        """The look of a run by its ``w:rPr``, in a paragraph of ``paragraph_style``."""
        base, toggles = self._base_of(paragraph_style)
        if properties is None or not len(properties):
            return base
        if _PLAIN.issuperset([child.tag for child in properties]):
            return base
        style = value(properties.find(f"{W}rStyle"))
        if style is not None and style in self._by_id:
            character = self._character(style)
            both = toggles | character.toggles
            for name in toggles.keys() & character.toggles.keys():
                both[name] = toggles[name] != character.toggles[name]
            base = _with_toggles(base, both)
            for element in character.properties:
                base = _with_font(base, element)
        stated = {name: on for name in _TOGGLES if (on := switch(properties, name)) is not None}
        return _with_font(_with_toggles(base, stated) if stated else base, properties)

    def numbering_style_target(self, style: str) -> int | None:
        """The list (w:numId) that a numbering style stands for."""
        element = self._by_id.get(style)
        found = None if element is None else element.find(f"{W}pPr/{W}numPr/{W}numId")
        return integer(found)

    def chain(self, style: str | None) -> tuple[str, ...]:
        """``style`` and the styles that it is based on, nearest first."""
        found: list[str] = []
        while style in self._by_id and style not in found and len(found) < _MAX_CHAIN:
            found.append(style)
            style = value(self._by_id[style].find(f"{W}basedOn"))
        return tuple(found)

    def _style_look(self, style: str | None) -> ParagraphLook:
        chain = self.chain(style)
        look = ParagraphLook(style_chain=chain)
        if self._defaults is not None:
            properties = self._defaults.find(f"{W}pPrDefault/{W}pPr")
            look = look if properties is None else _with_stated(look, properties)
        for identity in reversed(chain):
            properties = self._by_id[identity].find(f"{W}pPr")
            if properties is not None:
                look = _with_stated(look, properties)
                look = replace(look, style_numbering=_numbering(properties, look.style_numbering))
        return look

    def _base_of(self, style: str | None) -> tuple[RunLook, dict[str, bool]]:
        """A paragraph style's look of runs, and its toggle properties."""
        known = self._bases.get(style)
        if known is None:
            look, toggles = RunLook(), {}
            if self._defaults is not None:
                properties = self._defaults.find(f"{W}rPrDefault/{W}rPr")
                if properties is not None:
                    toggles = _toggles(properties)
                    look = _with_font(look, properties)
            own = self._toggled(style)
            toggles = toggles | own.toggles
            for element in own.properties:
                look = _with_font(look, element)
            known = self._bases[style] = (_with_toggles(look, toggles), toggles)
        return known

    def _character(self, style: str) -> _Toggled:
        known = self._characters.get(style)
        if known is None:
            known = self._characters[style] = self._toggled(style)
        return known

    def _toggled(self, style: str | None) -> _Toggled:
        toggles: dict[str, bool] = {}
        elements = []
        for identity in reversed(self.chain(style)):
            properties = self._by_id[identity].find(f"{W}rPr")
            if properties is not None:
                toggles |= _toggles(properties)
                elements.append(properties)
        return _Toggled(toggles, tuple(elements))


def numbering_of(properties: Element | None, look: ParagraphLook) -> NumberingRef | None:
    """A paragraph's list and level: as stated in its ``w:pPr``, else as its style has it."""
    return (
        look.style_numbering if properties is None else _numbering(properties, look.style_numbering)
    )


def _numbering(properties: Element, inherited: NumberingRef | None) -> NumberingRef | None:
    stated = properties.find(f"{W}numPr")
    if stated is None:
        return inherited
    number, level = integer(stated.find(f"{W}numId")), integer(stated.find(f"{W}ilvl"))
    if number is None and inherited is not None:
        number = inherited.number
    return NumberingRef(number, level)


def _toggles(properties: Element) -> dict[str, bool]:
    return {name: on for name in _TOGGLES if (on := switch(properties, name)) is not None}


def _with_toggles(look: RunLook, toggles: dict[str, bool]) -> RunLook:
    return replace(
        look,
        bold=toggles.get("b", look.bold),
        italic=toggles.get("i", look.italic),
        caps=toggles.get("caps", look.caps),
        hidden=toggles.get("vanish", look.hidden),
    )


def _with_font(look: RunLook, properties: Element) -> RunLook:
    fonts, size = properties.find(f"{W}rFonts"), properties.find(f"{W}sz")
    if fonts is not None:
        # The second is the font of letters above U+007F, which decides on legacy encodings.
        name = value(fonts, "hAnsi") or value(fonts, "ascii")
        if value(fonts, "hAnsiTheme") or (value(fonts, "asciiTheme") and not value(fonts, "hAnsi")):
            name = ""
        if name is not None:
            look = replace(look, font=name)
    if size is not None:
        look = replace(look, size=points(value(size), unit=_HALF_POINT) or look.size)
    return look


def _with_stated(look: ParagraphLook, properties: Element) -> ParagraphLook:
    justified = value(properties.find(f"{W}jc"))
    if justified is not None:
        look = replace(look, centred=justified == "center")
    indent = properties.find(f"{W}ind")
    return look if indent is None else with_indent(look, indent)


def with_indent(look: ParagraphLook, indent: Element) -> ParagraphLook:
    """``look`` with the indents that ``w:ind`` states."""
    left = points(value(indent, "left") or value(indent, "start"), unit=_TWENTIETH)
    first = points(value(indent, "firstLine"), unit=_TWENTIETH)
    hanging = points(value(indent, "hanging"), unit=_TWENTIETH)
    if hanging is not None:
        first = -hanging
    return replace(
        look,
        left=look.left if left is None else left,
        first=look.first if first is None else first,
    )
