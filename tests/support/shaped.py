"""Pages of texts beyond plain Vietnamese, as files, and what programs of others copy from them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from support.drawn import SIDE_MM
from support.sheets import THEME, filled
from support.shipped import ASSETS, LEXICON
from support.tools import need_tool
from support.workshop import DATE, workshop

from generator.core.units import mm_to_pt
from generator.draw.metadata import Metadata
from generator.draw.painter import Painter
from generator.draw.target import Target
from generator.layout.engine import LayoutEngine
from generator.layout.model import Layout
from generator.sheet.css import StyleSheet
from generator.sheet.markup import parse_markup
from generator.typeset.fonts import (
    FontBook,
    FontFile,
    FontFiles,
    fallback_fonts,
    fonts_in,
    shipped_fonts,
)

FOLDER = Path(__file__).parent / "fonts"
FILES = {key: FontFile(path) for key, path in shipped_fonts(ASSETS.fonts).items()}
FILES |= {key: FontFile(path) for key, path in fallback_fonts(ASSETS.fonts).items()}
BOOK = FontBook(FontFiles(FILES) | fonts_in(FOLDER))

#: Letters of the Ê Đê, Gia Rai and Ba Na in words, some of which have no code of their own.
MINORITY = (
    "Klei bhiăn ƀuôn sang Ê Đê, knŏng čar Dak Lak, hĕ, ŭ, ñu ơ̆ng",
    "tơlơi phiăn Gia Rai, ơ̆ kơčăo, čih hră, Ƀôn Pleiku, kơ̆l",
    "hơdrĕch kơ̆l pơjĭng bơngai Ba Na, kơ̆ băl, rơ̆ng, b̆an, n̆a",
    "ơ̆ ê̆ ô̆ ư̆ č̆ Ơ̆ Ê̆ Ô̆ Ư̆ Č̆ ê̱ k̆h",
)
KHMER = "ខ្មែរ កម្ពុជា ស្ត្រី ភាសាខ្មែរ ព្រះពុទ្ធសាសនា គោរពច្បាប់ ប្រជាពលរដ្ឋ"
CHAM = "ꨌꩌ ꨀꨝꨯꨱꩃ ꨚꨤꩃ ꨨꨣꨬ ꨆꨴꨮꨥ"
SIGNS = "☐ ☑ ☒ ✓ ✔ ✗ ✘ → ← ↑ ↓ ☎ ✆ ♻ ⚠ ✉ ★ ☆ № CO₂ H₂O"


def lay_out(
    css: str,
    markup: str,
    *,
    book: FontBook = BOOK,
    fallback: tuple[str, ...] = ("Noto Sans Khmer", "Noto Sans Cham"),
    width_mm: float = SIDE_MM,
    height_mm: float = SIDE_MM,
) -> Layout:
    """One page of ``markup``."""
    source = f"<sheet><page><column>{markup}</column></page></sheet>"
    pages = parse_markup(source, StyleSheet([("s.css", css)]), THEME, mm_to_pt(100), "t").pages
    sheet = filled(pages, (), width=width_mm, height=height_mm)
    object.__setattr__(sheet, "fallback", fallback)
    return LayoutEngine(book, LEXICON).lay_out(sheet)


def draw(layout: Layout, target: Target | None = None) -> bytes:
    """The file of ``layout``."""
    about = Metadata(title="t", author="a", date=DATE)
    return Painter(workshop().icons, THEME, target).paint(layout, about)


def copied(path: Path) -> Mapping[str, str]:
    """Text that three programs copy from the first page of a file, words apart by white space."""
    poppler = _output(need_tool("pdftotext"), str(path), "-")
    mupdf = _output(need_tool("mutool"), "draw", "-q", "-F", "txt", str(path))
    page = pypdfium2.PdfDocument(path)[0]
    texts = {"poppler": poppler, "mupdf": mupdf, "pdfium": page.get_textpage().get_text_range()}
    return {name: re.sub(r"\s+", " ", text).strip() for name, text in texts.items()}


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
