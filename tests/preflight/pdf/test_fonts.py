"""Strings read through fonts of every kind, compared with where pdfium finds their ink."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from support.handpdf import opened, page_of, stream
from support.shipped import DATA

from generator.preflight.pdf.font_encoding import read_cmap, text_of_glyph_name
from generator.preflight.pdf.font_programs import FontProgram
from generator.preflight.pdf.model import Mark, Page

GLYPHS = (".notdef", "A", "B")


def compact_program() -> bytes:
    """A bare CFF program: A is a box of 100 to 500, B hangs from -200 to 300."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(GLYPHS))
    builder.setupCFF(
        "Boxes",
        {},
        {
            ".notdef": _box(0, 0, 0, 0),
            "A": _box(100, 0, 500, 700),
            "B": _box(50, -200, 400, 300),
        },
        {},
    )
    font = builder.font
    return bytes(font["CFF "].compile(font))


def _box(left: int, low: int, right: int, high: int) -> Any:
    pen = T2CharStringPen(600, None)
    pen.moveTo((left, low))
    for corner in ((right, low), (right, high), (left, high)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.getCharString()


def descriptor(program: bytes, kind: Name) -> Dictionary:
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.Boxes,
        Flags=4,
        FontBBox=[0, -200, 1000, 1000],
        ItalicAngle=0,
        Ascent=900,
        Descent=-300,
        CapHeight=700,
        StemV=80,
        FontFile3=stream(program, Subtype=kind),
    )


def shown(font: Dictionary, string: str) -> Mark:
    return page_of(f"BT /F 10 Tf 50 50 Td {string} Tj ET", {"Font": {"F": font}}).marks[0]


def test_a_compact_program_with_cids_has_glyphs_and_ink() -> None:
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name.Boxes,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=descriptor(compact_program(), Name.CIDFontType0C),
        DW=600,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Boxes,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([descendant]),
    )
    mark = shown(font, "<00010002>")
    assert mark.text is not None
    assert mark.text.glyphs == (1, 2)
    assert mark.text.characters == "\ufffd\ufffd"
    assert mark.box == pytest.approx((51, 48, 60, 57))


def test_a_compact_program_with_names_is_found_through_the_encoding() -> None:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Boxes,
        FontDescriptor=descriptor(compact_program(), Name.Type1C),
        FirstChar=65,
        LastChar=66,
        Widths=[600, 600],
        Encoding=Dictionary(Differences=Array([65, Name.B, Name.A])),
    )
    mark = shown(font, "(AB)")
    assert mark.text is not None
    assert mark.text.glyphs == (2, 1)
    assert mark.text.characters == "BA"
    assert mark.box == pytest.approx((50.5, 48, 61, 57))


def truetype_page(text: str) -> Page:
    """Text in a subset as ReportLab makes it: one byte a code, a Macintosh cmap."""
    path: Path = DATA / "fonts" / "BeVietnamPro_600SemiBold.ttf"
    pdfmetrics.registerFont(TTFont("reading", str(path)))
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(400, 100))
    canvas.setFont("reading", 24)
    canvas.drawString(20, 40, text)
    canvas.save()
    return opened(written.getvalue()).pages[0]


def test_a_truetype_subset_is_read_glyph_by_glyph() -> None:
    page = truetype_page("Ứng xử văn minh")
    (mark,) = (mark for mark in page.marks if mark.text)
    assert mark.text is not None
    assert mark.text.characters == "Ứng xử văn minh"
    assert all(mark.text.glyphs)
    boxes = [c.box for c in page.characters if c.text.strip()]
    around = [f(sides) for f, sides in zip((min, min, max, max), np.transpose(boxes), strict=True)]
    assert around == pytest.approx(mark.box, abs=0.5)


def test_a_broken_program_leaves_the_heights_of_the_descriptor() -> None:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name.Boxes,
        FontDescriptor=descriptor(b"\1\0broken", Name.Type1C),
        FirstChar=65,
        Widths=[600],
        Encoding=Name.WinAnsiEncoding,
    )
    mark = shown(font, "(A)")
    assert mark.text is not None
    assert mark.text.glyphs == (None,)
    assert mark.box == pytest.approx((50, 47, 56, 59))


def test_a_map_distinguishes_codes_of_several_lengths() -> None:
    found = read_cmap(
        b"""2 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange
        1 begincidrange <8000> <80ff> 500 endcidrange 1 begincidchar <41> 7 endcidchar"""
    )
    codes = list(found.split(b"\x41\x80\x05\x42\xff"))
    assert codes == [(0x41, 1), (0x8005, 2), (0x42, 1), (0xFF, 1)]
    assert [found.cid(code) for code, _ in codes] == [7, 505, 0, 0]
    assert not found.is_vertical


def test_a_map_for_vertical_writing_is_known() -> None:
    assert read_cmap(b"/WMode 1 def").is_vertical


def test_vertical_writing_runs_down() -> None:
    descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Some)
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Some,
        Encoding=Name("/Identity-V"),
        DescendantFonts=Array([descendant]),
    )
    box = shown(font, "<00010002>").bounds
    assert box[3] - box[1] == pytest.approx(20)
    assert box[0] + box[2] == pytest.approx(100)
    assert box[3] < 50


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("A", "A"),
        ("Aacute", "Á"),
        ("uni1EE8", "Ứ"),
        ("u1F600", "\U0001f600"),
        ("f_i", "fi"),
        ("a.sc", "a"),
        ("g37", None),
        (".notdef", None),
    ],
)
def test_glyph_names_mean_what_adobes_list_says(name: str, meaning: str | None) -> None:
    assert text_of_glyph_name(name) == meaning


# Fallbacks, and limits against hostile fonts.


def test_a_font_without_metrics_has_those_of_latin_typefaces() -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Nowhere)
    font.Encoding = Name.WinAnsiEncoding
    assert shown(font, "(AA)").bounds == pytest.approx((50, 47.5, 60, 57.5))


def test_vertical_writing_hangs_from_its_origin() -> None:
    descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Some)
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Some,
        Encoding=Name("/Identity-V"),
        DescendantFonts=Array([descendant]),
    )
    # 0.88 em up from the baseline of a glyph that reaches 0.75 em.
    assert shown(font, "<0001>").bounds[3] == pytest.approx(50 + 10 * (0.75 - 0.88))


@pytest.mark.parametrize(
    ("flags", "character"), [(32, "A"), (1, "A"), (4, "\ufffd"), (36, "\ufffd")]
)
def test_a_symbolic_font_has_no_standard_encoding(flags: int, character: str) -> None:
    about = Dictionary(Type=Name.FontDescriptor, FontName=Name.Own, Flags=flags)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Own, FontDescriptor=about
    )
    text = shown(font, "(A)").text
    assert text is not None
    assert text.characters == character


@pytest.mark.parametrize(
    ("last", "codes"), [(0xFFFE, 0xFFFF), (0xFFFF, 0x10000), (0x20000, 0x10000)]
)
def test_a_range_of_a_unicode_map_has_at_most_65536_codes(last: int, codes: int) -> None:
    code = f"1 beginbfrange <00000000> <{last:08x}> <0041> endbfrange"
    assert len(read_cmap(code.encode()).texts) == codes


def cmap_font(*subtables: bytes) -> FontProgram:
    """A TrueType program with nothing but a cmap of these subtables."""
    header = struct.pack(">HH", 0, len(subtables))
    offset = 4 + 8 * len(subtables)
    for index, subtable in enumerate(subtables):
        header += struct.pack(">HHI", 0, index, offset)
        offset += len(subtable)
    table = header + b"".join(subtables)
    record = b"cmap" + struct.pack(">III", 0, 28, len(table))
    return FontProgram(struct.pack(">IHHHH", 0x10000, 1, 16, 0, 0) + record + table)


def grouped_subtable(*groups: tuple[int, int]) -> bytes:
    """A subtable of format 12 with groups of codes."""
    size = 16 + 12 * len(groups)
    packed = b"".join(struct.pack(">III", first, last, 1) for first, last in groups)
    return struct.pack(">HHIII", 12, 0, size, 0, len(groups)) + packed


@pytest.mark.parametrize(("count", "read"), [(64, 64), (65, 64)])
def test_64_subtables_of_a_character_map_are_read(count: int, read: int) -> None:
    subtables = [grouped_subtable((index, index)) for index in range(count)]
    assert len(cmap_font(*subtables).character_maps) == read


@pytest.mark.parametrize(("count", "read"), [(20_000, 20_000), (20_001, 20_000)])
def test_20000_groups_of_a_character_map_are_read(count: int, read: int) -> None:
    font = cmap_font(grouped_subtable(*((2 * index, 2 * index) for index in range(count))))
    assert len(font.character_maps[0, 0]) == read


@pytest.mark.parametrize(("last", "read"), [(0xFFFF, 0x10000), (0x10000, 0x10000)])
def test_a_group_of_a_character_map_has_at_most_65536_codes(last: int, read: int) -> None:
    assert len(cmap_font(grouped_subtable((0, last))).character_maps[0, 0]) == read
