"""Word's automatic numbering: the number or sign that people see before a paragraph.

A list (``w:num``) is an instance of a definition (``w:abstractNum``). All instances of a definition
count on together, but for a level whose start an instance overrides: it restarts once, when that
instance is first used.
Source: ISO/IEC 29500-1 17.9; what it leaves open follows Word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from generator.content.sources.font_encodings import decode_by_font
from generator.content.sources.number_formats import format_number
from generator.content.sources.symbol_fonts import BULLET, bullet
from generator.content.sources.word_styles import NumberingRef, ParagraphLook, Styles
from generator.content.sources.word_xml import MC, Element, W, integer, switch, value

LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """A level of a list.

    Attributes:
        start: Its first number.
        style: The format by Word's name ("lowerLetter").
        text: What is shown, with "%1" for the number of the first level.
        restart: The number of levels after any of which it restarts; 0: it never does.
        is_legal: Whether all numbers in its text are decimal.
        font: Of its number or bullet.
        paragraph_style: The id of the style that puts paragraphs on this level.
        indent: Its ``w:ind``.
    """

    start: int
    style: str
    text: str
    restart: int
    is_legal: bool
    font: str
    is_caps: bool
    paragraph_style: str | None
    indent: Element | None
    has_picture: bool


@dataclass(slots=True)
class _NumberedList:
    """A list: its definition, its levels, and where it starts anew."""

    definition: int
    levels: dict[int, ListLevel]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListMarker:
    """The automatic number or sign of a paragraph, and what its level says of its indent."""

    text: str
    level: int
    indent: Element | None


class Numbering:
    """The lists of a document, and how far each has been counted, in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[int, Element] = {}
        self._numbers: dict[int, Element] = {}
        self._lists: dict[int, _NumberedList | None] = {}
        self._counters: dict[int, dict[int, int]] = {}
        self._used: set[int] = set()
        if root is None:
            return
        for element in root.findall(f"{W}abstractNum"):
            identity = integer(element, "abstractNumId")
            if identity is not None:
                self._definitions.setdefault(identity, element)
        for element in root.findall(f"{W}num"):
            identity = integer(element, "numId")
            if identity is not None:
                self._numbers.setdefault(identity, element)

    def next_marker(self, reference: NumberingRef | None, look: ParagraphLook) -> ListMarker | None:
        """Count a paragraph, and give its marker; None if it is in no list.

        Args:
            reference: The list and level that its properties or its style state.
            look: Of the paragraph, for the level that its style belongs to.
        """
        if reference is None or not reference.number:  # list 0 takes a paragraph out of all
            return None
        found = self._list(reference.number)
        if found is None:
            return None
        at = self._level(reference, found, look)
        level = found.levels.get(at)
        if level is None:
            return None
        self._count(reference.number, found, at)
        return ListMarker(self._text(found, at, level), at, level.indent)

    def _level(self, reference: NumberingRef, found: _NumberedList, look: ParagraphLook) -> int:
        if reference.level is not None:
            return min(max(reference.level, 0), LEVELS - 1)
        for style in look.style_chain:
            for at, level in found.levels.items():
                if level.paragraph_style == style:
                    return at
        inherited = look.style_numbering
        return (inherited.level if inherited is not None else None) or 0

    def _count(self, number: int, found: _NumberedList, at: int) -> None:
        counters = self._counters.setdefault(found.definition, {})
        if number not in self._used:
            self._used.add(number)
            for level in found.starts:
                counters.pop(level, None)
        if at in counters:
            counters[at] += 1
        else:
            counters[at] = self._start(found, at)
        for deeper in [level for level in counters if level > at]:
            definition = found.levels.get(deeper)
            if definition is None or at < definition.restart:
                del counters[deeper]

    def _text(self, found: _NumberedList, at: int, level: ListLevel) -> str:
        counters = self._counters[found.definition]
        if level.style == "bullet":
            return bullet(level.text, level.font) or (BULLET if level.has_picture else "")

        def number(place: re.Match[str]) -> str:
            other = int(place[1]) - 1
            definition = found.levels.get(other)
            if definition is None or other > at:
                return ""
            # A level that no paragraph has been on yet shows its first number.
            count = counters.get(other, self._start(found, other))
            style = definition.style
            if level.is_legal and style not in ("bullet", "none"):
                style = "decimal"
            return format_number(count, style)

        written = decode_by_font(level.text, level.font)
        text = _PLACE.sub(number, written)
        return (text.upper() if level.is_caps else text).strip()

    @staticmethod
    def _start(found: _NumberedList, at: int) -> int:
        definition = found.levels.get(at)
        return found.starts.get(at, 1 if definition is None else definition.start)

    def _list(self, number: int) -> _NumberedList | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: int) -> _NumberedList | None:
        element = self._numbers.get(number)
        identity = None if element is None else integer(element.find(f"{W}abstractNumId"))
        if element is None or identity is None or identity not in self._definitions:
            return None
        identity = self._linked(identity)
        found = _NumberedList(identity, _levels(self._definitions[identity]))
        for override in element.findall(f"{W}lvlOverride"):
            at = integer(override, "ilvl") or 0
            start = integer(override.find(f"{W}startOverride"))
            level = override.find(f"{W}lvl")
            if level is not None:
                found.levels[at] = _read_level(level, at)
            if start is not None:
                found.starts[at] = start
        return found

    def _linked(self, identity: int) -> int:
        """The definition that holds the levels of one which only names a numbering style."""
        style = value(self._definitions[identity].find(f"{W}numStyleLink"))
        if style is None:
            return identity
        target = self._styles.numbering_style_target(style)
        number = None if target is None else self._numbers.get(target)
        other = None if number is None else integer(number.find(f"{W}abstractNumId"))
        if other is not None and other in self._definitions and other != identity:
            return other
        for candidate, element in self._definitions.items():
            if value(element.find(f"{W}styleLink")) == style:
                return candidate
        return identity


def _levels(definition: Element) -> dict[int, ListLevel]:
    found = {}
    for element in definition.findall(f"{W}lvl"):
        at = integer(element, "ilvl") or 0
        found[at] = _read_level(element, at)
    return found


def _read_level(element: Element, at: int) -> ListLevel:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    restart = integer(element.find(f"{W}lvlRestart"))
    text = element.find(f"{W}lvlText")
    start = integer(element.find(f"{W}start"))
    return ListLevel(
        start=1 if start is None else start,
        style=_style(element),
        text=value(text) or "",
        restart=at if restart is None else min(restart, at),
        is_legal=bool(switch(element, "isLgl")),
        font=value(fonts, "hAnsi") or value(fonts, "ascii") or "",
        is_caps=bool(switch(element.find(f"{W}rPr"), "caps")),
        paragraph_style=value(element.find(f"{W}pStyle")),
        indent=element.find(f"{W}pPr/{W}ind"),
        has_picture=element.find(f"{W}lvlPicBulletId") is not None,
    )


def _style(level: Element) -> str:
    """The format of a level's number; newer Word wraps its own formats with a fallback."""
    own = level.find(f"{W}numFmt")
    if own is None:
        own = level.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if own is None:
        return "decimal"
    style = value(own) or "decimal"
    return (value(own, "format") or "decimal") if style == "custom" else style
