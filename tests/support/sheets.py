"""Small made-up sheets, and where things stand when they are laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from support.shipped import ASSETS, DATA, LEXICON

from generator.core.units import mm_to_pt, pt_to_mm
from generator.layout.engine import LayoutEngine
from generator.layout.model import Fragment, Layout
from generator.sheet.catalogue import read_theme
from generator.sheet.css import StyleSheet
from generator.sheet.markup import parse_markup
from generator.sheet.model import Edges, Element, Sheet
from generator.typeset.fonts import FontBook, shipped_fonts

THEME = read_theme(
    (DATA / "themes" / "hien-dai" / "theme.yaml").read_text(encoding="utf-8"), "hien-dai"
)
FONTS = FontBook(shipped_fonts(ASSETS.fonts))


@dataclass(frozen=True)
class Box:
    """A laid-out box in mm, from the page's top left corner; its text and the text's size."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...] = ()
    size_pt: float = 0.0


def slot(number: int) -> str:
    """The marker that stands for a value in markup."""
    return f"\ue000{number}\ue001"


def pages(css: str, *markups: str) -> tuple[Element, ...]:
    """The skeleton with a page for each of ``markups``."""
    inner = "".join(f"<page>{markup}</page>" for markup in markups)
    sheet = f"<sheet>{inner}</sheet>"
    return parse_markup(sheet, StyleSheet([("s.css", css)]), THEME, mm_to_pt(100), "t").pages


def sheet(
    css: str,
    *markups: str,
    width: float = 100,
    height: float = 100,
    slots: Sequence[str] = (),
    folds: Sequence[float] = (),
) -> Sheet:
    """A sheet of ``width`` x ``height`` mm with the same ``folds`` in mm on every page."""
    return filled(pages(css, *markups), slots, width=width, height=height, folds=folds)


def filled(
    skeleton: tuple[Element, ...],
    slots: Sequence[str],
    *,
    width: float = 100,
    height: float = 100,
    folds: Sequence[float] = (),
) -> Sheet:
    """``skeleton`` with the values of its slots."""
    lines = tuple(map(mm_to_pt, folds))
    return Sheet(
        skeleton, tuple(slots), mm_to_pt(width), mm_to_pt(height), (lines,) * len(skeleton)
    )


def lay_out(one: Sheet, frame: Sequence[float] = (0, 0, 0, 0)) -> Layout:
    """The layout of ``one`` within a white ``frame`` in mm, made from nothing."""
    return LayoutEngine(FONTS, LEXICON).lay_out(one, Edges(*map(mm_to_pt, frame)))


def boxes(layout: Layout) -> dict[str, Box]:
    """Every box that has an ``id``, by it."""
    return {name: box for name, box in every_box(layout) if name}


def every_box(layout: Layout) -> list[tuple[str, Box]]:
    """All boxes of all pages in the order of painting, each with its ``id`` if it has one."""
    return [found for page in layout.pages for found in walk(page, 0.0, 0.0)]


def place(
    css: str,
    markup: str,
    *,
    width: float = 100,
    height: float = 100,
    frame: Sequence[float] = (0, 0, 0, 0),
) -> dict[str, Box]:
    """Where the boxes of a sheet of one page stand."""
    return boxes(lay_out(sheet(css, markup, width=width, height=height), frame))


def walk(fragment: Fragment, x: float, y: float) -> Iterator[tuple[str, Box]]:
    """Every box of ``fragment`` in the order of painting, with its ``id``."""
    text = fragment.text
    left, top, width, height = (
        round(pt_to_mm(length), 6) for length in (x, y, fragment.width, fragment.height)
    )
    lines = tuple(line.text for line in text.lines) if text else ()
    box = Box(left, top, width, height, lines, fragment.font_size)
    yield fragment.element.attributes.get("id", ""), box
    for child in fragment.children:
        yield from walk(child.fragment, x + child.x, y + child.y)
