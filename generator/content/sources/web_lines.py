"""Tree of a web page, read into the lines that a browser shows; tables as cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from generator.content.sources.font_encodings import decode_by_font, encoding_of_font
from generator.content.sources.model import Cell, DocumentPart, LineStyle
from generator.content.sources.number_formats import format_number
from generator.content.sources.raw_lines import RawLine
from generator.content.sources.symbol_fonts import is_symbol_font, signs
from generator.content.sources.web_markup import (
    BLOCKS,
    BOLD,
    HIDDEN,
    ITALIC,
    LISTS,
    PREFORMATTED,
    Element,
    font_of,
    is_centred,
    is_hidden,
    is_layout_table,
    is_menu,
    list_style,
    rows_of,
    styles_of,
)

_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
#: A sign that stands before the text of an item already; a browser's bullet beside it is a style.
_OWN_MARKER: Final = re.compile(r"(?:[-–—+•*▪◦►✓·]|\(?(?:\d{1,3}|[a-zđ]|[IVX]{1,5})[.)/])\s", re.I)
_OUTSIDE: Final = ("http://", "https://", "mailto:", "tel:")


@dataclass(slots=True)
class _PageList:
    """A list whose items are being read."""

    style: str
    number: int
    step: int = 1


@dataclass(frozen=True, slots=True)
class _Context:
    """Properties that hold inside an element."""

    bold: bool = False
    italic: bool = False
    centred: bool | None = None
    font: str = ""
    is_preformatted: bool = False
    is_upper: bool = False
    part: DocumentPart = DocumentPart.BODY
    in_content: bool = False
    cell: Cell | None = None
    list: _PageList | None = None
    bullets: int = 0
    lists: int = 0


@dataclass(slots=True)
class _PagePiece:
    """A piece of the line that is being read."""

    text: str
    context: _Context


class PageReader:
    """Reader of a tree into lines, element by element."""

    def __init__(self, address: str) -> None:
        self.lines: list[RawLine] = []
        self.links: dict[str, None] = {}
        self._address = address
        self._contexts = [_Context()]
        self._pieces: list[_PagePiece] = []
        self._at_line = 1
        self._line_start = 1
        self._marker = ""
        self._level: int | None = None
        self._after_break = False
        self._cells: dict[Element, Cell] = {}
        self._tables = 0
        self._preformatted = 0
        self._flowing = 0

    @property
    def is_preformatted(self) -> bool:
        """True if most of the text stands in lines of its own making."""
        return self._preformatted > self._flowing

    def read(self, root: Element) -> None:
        """Read all lines of the tree."""
        base = root.find(".//base[@href]")
        if base is not None:
            self._address = urljoin(self._address, base.get("href") or "")
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if self._start(element):
                    self._add(_text_of(element))
                else:
                    walk.skip_subtree()
            else:
                self._end(element)
                self._add(element.tail)
        self._flush()

    def _start(self, element: Element) -> bool:
        """Enter an element; False if nothing inside is seen."""
        tag = element.tag
        self._at_line = max(self._at_line, element.sourceline or 0)
        if tag == "br":
            self._break()
        styles = styles_of(element)
        if is_hidden(element, styles):
            if tag == "select":
                self._add(_selected(element))
            self._contexts.append(self._contexts[-1])
            return False
        if self._is_block(element, styles):
            self._flush()
        outer = self._contexts[-1]
        context = self._entered(element, styles, outer)
        self._contexts.append(context)
        if tag == "li":
            self._item(element, context)
        elif tag == "a":
            self._link(element, context)
        elif tag == "q":
            self._add("“")
        return True

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag == "q" and not is_hidden(element, {}):
            self._add("”")
        if tag not in HIDDEN and self._is_block(element, styles_of(element)):
            self._flush()
            if tag == "li":
                self._marker, self._level = "", None
        self._contexts.pop()

    @staticmethod
    def _is_block(element: Element, styles: dict[str, str]) -> bool:
        display = styles.get("display", "").lower()
        return element.tag in BLOCKS or display in ("block", "flex", "grid", "list-item")

    def _entered(self, element: Element, styles: dict[str, str], outer: _Context) -> _Context:
        tag = element.tag
        weight = styles.get("font-weight", "").lower()
        slant = styles.get("font-style", "").lower()
        centred = is_centred(element, styles)
        font = font_of(element, styles)
        space = styles.get("white-space", "").lower()
        listed = self._entered_list(element, styles, outer)
        if tag == "table":
            self._enter_table(element)
        return _Context(
            bold=weight not in ("normal", "400")
            and (outer.bold or tag in BOLD or weight in ("bold", "bolder", "600", "700", "800")),
            italic=slant != "normal" and (outer.italic or tag in ITALIC or slant == "italic"),
            centred=outer.centred if centred is None else centred,
            font=outer.font if font is None else font,
            is_preformatted=space.startswith("pre")
            if space
            else outer.is_preformatted or tag in PREFORMATTED,
            is_upper=outer.is_upper or styles.get("text-transform", "").lower() == "uppercase",
            part=_part(element, outer),
            in_content=outer.in_content or tag in ("article", "main"),
            cell=self._cells.get(element, outer.cell),
            list=listed or (None if tag in LISTS else outer.list),
            bullets=outer.bullets + (tag in LISTS and tag != "ol"),
            lists=outer.lists + (tag in LISTS),
        )

    def _entered_list(
        self, element: Element, styles: dict[str, str], outer: _Context
    ) -> _PageList | None:
        if element.tag not in LISTS or outer.part is not DocumentPart.BODY or is_menu(element):
            return None
        style = list_style(element, styles, outer.bullets)
        if not style:
            return None
        count = sum(child.tag == "li" for child in element)
        is_reversed = element.get("reversed") is not None
        start = _integer(element.get("start"), count if is_reversed else 1)
        return _PageList(style, start, -1 if is_reversed else 1)

    def _item(self, element: Element, context: _Context) -> None:
        """Set the marker that a browser shows before an item of a list."""
        of = context.list
        if of is None or list_style(element, styles_of(element), 0) == "":
            return
        if element.tag == "li" and of.style.isalpha():
            number = _integer(element.get("value"), of.number)
            of.number = number + of.step
            self._marker = f"{format_number(number, of.style)}."
        else:
            self._marker = of.style
        self._level = context.lists - 1

    def _enter_table(self, table: Element) -> None:
        rows = rows_of(table)
        if is_layout_table(table, rows):
            return
        number = self._tables
        self._tables += 1
        columns = max(map(len, rows))
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                self._cells[cell] = Cell(number, at, column, columns)

    def _link(self, element: Element, context: _Context) -> None:
        if context.part is not DocumentPart.BODY:
            return
        try:
            target = urljoin(self._address, (element.get("href") or "").strip())
        except ValueError:
            return
        is_own = target.partition("#")[0] == self._address.partition("#")[0]
        if target.lower().startswith(_OUTSIDE) and not is_own:
            self.links.setdefault(target)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        context = self._contexts[-1]
        if context.is_preformatted:
            self._add_preformatted(text, context)
        else:
            self._add_flowing(text, context)

    def _add_flowing(self, text: str, context: _Context) -> None:
        seen = text.lstrip(" \t\n\r\f")
        before = text[: len(text) - len(seen)]
        collapsed = _SPACE.sub(" ", text)
        if not self._pieces or self._pieces[-1].text.endswith(" "):
            collapsed = collapsed.lstrip(" ")
        if collapsed:
            if not self._pieces:
                self._line_start = self._at_line + before.count("\n")
            self._pieces.append(_PagePiece(collapsed, context))
            self._flowing += len(collapsed)
        self._at_line += text.count("\n")

    def _add_preformatted(self, text: str, context: _Context) -> None:
        for at, piece in enumerate(text.replace("\r\n", "\n").split("\n")):
            if at:
                self._flush(is_line=True)
                self._after_break = False
                self._at_line += 1
            if piece:
                if not self._pieces:
                    self._line_start = self._at_line
                self._pieces.append(_PagePiece(piece, context))
                self._preformatted += len(piece)

    def _start_in_line(self) -> int:
        """Start of the line that is ended: behind the last one of the same line of the file."""
        last = self.lines[-1] if self.lines else None
        if last is None or last.number != self._line_start:
            return 1
        return last.start + len(last.text) + 1

    def _break(self) -> None:
        had_text = bool(self._pieces)
        if not had_text:
            self._line_start = self._at_line
        self._flush(is_line=True)
        self._after_break = had_text

    def _flush(self, *, is_line: bool = False) -> None:
        """End the line; an empty one is kept where ``is_line`` says that it is seen."""
        pieces, self._pieces = self._pieces, []
        continues, self._after_break = self._after_break, False
        if not pieces and not is_line:
            return
        context = pieces[0].context if pieces else self._contexts[-1]
        text = "".join(_seen(piece) for piece in pieces).rstrip(" ")
        marker, level = self._marker, self._level
        if text.strip():
            self._marker, self._level = "", None
        else:
            marker, level = "", None
        if marker and _has_own(text, marker):
            marker, level = "", None
        self.lines.append(
            RawLine(
                text,
                self._line_start,
                self._start_in_line(),
                part=context.part,
                marker=marker,
                level=level,
                cell=context.cell,
                continues=continues,
                style=_style(pieces),
            )
        )


def _text_of(element: Element) -> str | None:
    """The text at the beginning of ``element``.

    The line end behind the tag of a preformatted text is none of it (HTML, 13.2.6.4.7).
    """
    text = element.text
    return text.removeprefix("\n") if text and element.tag in PREFORMATTED else text


def _has_own(text: str, marker: str) -> bool:
    """True if an item's text begins with a marker that was typed: the list shows none then.

    Style sheets, which are not read, take a list's bullets and numbers away.
    """
    own = _OWN_MARKER.match(text)
    if own is None:
        return False
    return not marker[:-1].isalnum() or own[0].strip(" .)/(") == marker[:-1]


def _part(element: Element, outer: _Context) -> DocumentPart:
    """The part that an element's lines belong to: menus and page feet are none of the content."""
    if outer.part is not DocumentPart.BODY:
        return outer.part
    if is_menu(element):
        return DocumentPart.HEADER
    if not outer.in_content:
        if element.tag in ("footer", "aside"):
            return DocumentPart.FOOTER
        if element.tag == "header":
            return DocumentPart.HEADER
    return outer.part


def _selected(element: Element) -> str:
    """The choice that a list of choices shows."""
    options = list(element.iter("option"))
    chosen = [one for one in options if one.get("selected") is not None] or options[:1]
    return " ".join("".join(one.itertext()) for one in chosen)


def _integer(text: str | None, default: int) -> int:
    try:
        return int((text or "").strip())
    except ValueError:
        return default


def _seen(piece: _PagePiece) -> str:
    font = piece.context.font
    text = piece.text
    if font and is_symbol_font(font):
        text = signs(text, font)
    elif font and encoding_of_font(font) is not None:
        text = decode_by_font(text, font)
    return text.upper() if piece.context.is_upper else text


def _style(pieces: list[_PagePiece]) -> LineStyle:
    seen = [piece.context for piece in pieces if piece.text.strip()]
    if not seen:
        return LineStyle()
    return LineStyle(
        bold=all(one.bold for one in seen),
        italic=all(one.italic for one in seen),
        centred=seen[0].centred,
    )
