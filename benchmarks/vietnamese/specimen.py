"""Small pages of their own text and style, set and painted by the product's own rooms."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Final

from generator.core.assets import shipped_assets
from generator.core.units import mm_to_pt
from generator.draw.icons import IconBook
from generator.draw.metadata import Metadata
from generator.draw.painter import Painter
from generator.layout.engine import LayoutEngine
from generator.layout.model import Layout
from generator.sheet.catalogue import read_theme
from generator.sheet.css import StyleSheet
from generator.sheet.markup import parse_markup
from generator.sheet.model import Sheet
from generator.sheet.theme import Theme
from generator.typeset.fonts import FontBook, shipped_fonts
from generator.vietnamese.compounds import load_lexicon

_ABOUT: Final = Metadata(
    title="Mẫu", author="", subject="", keywords="", date=dt.date(2026, 11, 24), sources=()
)


def set_page(css: str, markup: str, *, width_mm: float, height_mm: float) -> Layout:
    """A page of this size with ``markup`` in it, in the theme ``hien-dai``.

    Nothing is cached from one call to the next but what ``typeset`` itself caches.
    """
    width_pt, height_pt = mm_to_pt(width_mm), mm_to_pt(height_mm)
    skeleton = parse_markup(
        f"<sheet><page>{markup}</page></sheet>",
        StyleSheet([("specimen.css", css)]),
        _theme(),
        min(width_pt, height_pt),
        "specimen",
    )
    sheet = Sheet(skeleton.pages, (), width_pt, height_pt, ((),))
    return LayoutEngine(_fonts(), load_lexicon(shipped_assets().lexicon)).lay_out(sheet)


def paint_page(layout: Layout) -> bytes:
    """The PDF of ``layout``."""
    return Painter(_icons(), _theme()).paint(layout, _ABOUT)


@cache
def _theme() -> Theme:
    folder = shipped_assets().themes[-1] / "hien-dai"
    return read_theme((folder / "theme.yaml").read_text(encoding="utf-8"), "hien-dai")


@cache
def _fonts() -> FontBook:
    return FontBook(shipped_fonts(shipped_assets().fonts))


@cache
def _icons() -> IconBook:
    return IconBook(shipped_assets().icons)
