"""Elements of a web page by what a browser makes of them, and the few styles that decide on text.

Style sheets are not read, only ``style`` attributes.
Source: HTML Living Standard, 15 (rendering).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

#: An element of a page.
Element = etree._Element

#: Elements whose content is no text of the page.
HIDDEN: Final = frozenset(
    (
        "head", "title", "script", "style", "noscript", "template", "iframe", "object", "embed",
        "video", "audio", "canvas", "map", "datalist", "link", "meta", "base", "frameset",
        "noframes", "xml", "select", "input", "svg", "rp", "rt",
    )
)  # fmt: skip
#: Elements that begin and end lines.
BLOCKS: Final = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
        "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "tr", "ul", "button", "textarea", "listing", "xmp",
    )
)  # fmt: skip
LISTS: Final = frozenset(("ol", "ul", "menu", "dir"))
PREFORMATTED: Final = frozenset(("pre", "listing", "xmp", "textarea"))
BOLD: Final = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
ITALIC: Final = frozenset(("i", "em", "cite", "dfn", "address", "var"))

_DECLARATION: Final = re.compile(r"([\w-]+)\s*:\s*([^;]*)")
#: The families in a short "font", behind the size.
_SHORT_FONT: Final = re.compile(r"\d[\w.%]*(?:/\S+)?\s+([^\d\s].*)")
#: Formats of list numbers, by the values of "type" and of "list-style-type", in Word's names.
_NUMBERS: Final = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip
_BULLETS: Final = {"disc": "•", "circle": "◦", "square": "▪"}
_BULLETS_BY_DEPTH: Final = ("•", "◦", "▪")
#: Classes of lists without markers, by their names in the frameworks that sites are built with.
_UNMARKED: Final = re.compile(r"list-(?:unstyled|inline|none|group)|no-?bullets?|style-?none", re.I)
#: Words in the class or id of menus, which show no bullets and are no content.
_MENU: Final = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|navigation|breadcrumbs?)(?:$|[\s_-])", re.I
)


def styles_of(element: Element) -> dict[str, str]:
    """The declarations of an element's ``style``, names and values in small letters."""
    text = element.get("style")
    if not text:
        return {}
    return {name.lower(): found.strip() for name, found in _DECLARATION.findall(text)}


def is_hidden(element: Element, styles: dict[str, str]) -> bool:
    """True if nothing inside ``element`` is seen."""
    if element.tag in HIDDEN or element.get("hidden") is not None:
        return True
    return (
        styles.get("display", "").lower().startswith("none")
        or styles.get("visibility", "").lower() == "hidden"
        or styles.get("mso-hide", "").lower() == "all"
    )


def font_of(element: Element, styles: dict[str, str]) -> str | None:
    """The name of the font that ``element`` sets; None if it sets none."""
    family = styles.get("font-family") or element.get("face")
    if not family and (short := _SHORT_FONT.search(styles.get("font", ""))):
        family = short[1]
    return family.partition(",")[0].strip(" \"'") if family else None


def is_centred(element: Element, styles: dict[str, str]) -> bool | None:
    """True if ``element`` centres its lines, False if not; None if it does not say."""
    if element.tag == "center":
        return True
    align = (styles.get("text-align") or element.get("align") or "").lower()
    if element.tag == "table":  # there it places the table
        return None
    return align == "center" if align in ("left", "right", "center", "justify") else None


def is_menu(element: Element) -> bool:
    """True for a page's menus: "nav", or what is named as one."""
    if element.tag == "nav" or element.get("role") == "navigation":
        return True
    return any(_MENU.search(element.get(name) or "") for name in ("class", "id"))


def list_style(element: Element, styles: dict[str, str], depth: int) -> str:
    """Mark of the items of ``element``, a list: a number's format, or a bullet; empty for none.

    Args:
        element: The list.
        styles: Its declarations.
        depth: The number of bulleted lists around it.
    """
    stated = styles.get("list-style-type") or styles.get("list-style") or element.get("type") or ""
    for word in [stated, *stated.lower().split()]:
        if word == "none":
            return ""
        if word in _NUMBERS:
            return _NUMBERS[word]
        if word in _BULLETS:
            return _BULLETS[word]
    if _UNMARKED.search(element.get("class") or ""):
        return ""
    if element.tag == "ol":
        return "decimal"
    return _BULLETS_BY_DEPTH[min(depth, len(_BULLETS_BY_DEPTH) - 1)]


def rows_of(table: Element) -> list[list[Element]]:
    """The cells of a table's own rows."""
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


#: A table of few rows that holds a cell as long as this places parts of a page. Corpus: cells of
#: papers' own tables have at most some 900 characters.
_LONG_CELL: Final = 1500
_FEW_ROWS: Final = 3


def is_layout_table(table: Element, rows: list[list[Element]]) -> bool:
    """True for a table that only places things on the page: to a reader it is none."""
    if max(map(len, rows), default=0) <= 1 or table.get("role") in ("presentation", "none"):
        return True
    if next(table.iterdescendants("table"), None) is not None:
        return True
    filled = [row for row in rows if row]
    return len(filled) <= _FEW_ROWS and any(
        sum(map(len, cell.itertext())) > _LONG_CELL for row in filled for cell in row
    )
