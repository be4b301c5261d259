from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as ReportLabFont
from reportlab.pdfgen.canvas import Canvas
from support.shipped import ASSETS, LEXICON
from support.tools import need_tool

from generator.core.errors import MissingResourceError
from generator.draw.fonts import EmbeddedFonts, subset
from generator.typeset.fonts import Face, FontBook, load_face, shipped_fonts
from generator.typeset.paragraph import Align, Run, SetText, TextSpec, Wrap, prepare
from generator.typeset.words import SHARED_CHARSET

BOOK = FontBook(shipped_fonts(ASSETS.fonts))
BOLD = BOOK.face("Be Vietnam Pro", 700)
CONDENSED = BOOK.face("Barlow Condensed", 700)

#: pdfium sets small glyphs on whole pixels; at this scale it fills their outlines.
_SCALE = 5
WIDTH_PT, HEIGHT_PT = 420.0, 200.0
SIZE_PT = 24.0
TEXT = "Ứng xử văn minh: Ẳng, Ễ, Ỹ “Đọc kỹ” – 50 %, ₫ và số 874/QĐ-BTTTT của Tạ AVATAR"


def _canvas(out: BytesIO) -> Canvas:
    return Canvas(out, pagesize=(WIDTH_PT, HEIGHT_PT), pageCompression=0, invariant=1)


def _set(face: Face, text: str) -> SetText:
    spec = TextSpec(Align.START, Wrap.WRAP, 1.3)
    return prepare((Run(text, face),), spec, LEXICON).set_lines((WIDTH_PT - 20) / SIZE_PT)


def _pdf(runs: Iterable[tuple[Face, str]]) -> bytes:
    """A page with a paragraph for each run, in fonts of ours on ReportLab's plain canvas."""
    out = BytesIO()
    canvas = _canvas(out)
    fonts = EmbeddedFonts()
    top = HEIGHT_PT - 10
    for face, text in runs:
        result = _set(face, text)
        for line in result.lines:
            for segment in line.segments:
                name = fonts.use(segment.face, segment.extra)
                x = 10 + segment.x_em * SIZE_PT
                y = top - line.baseline_em * SIZE_PT
                canvas._code.append(  # type: ignore[attr-defined]
                    f"BT /{name} {SIZE_PT} Tf {x:.3f} {y:.3f} Td [{segment.codes}] TJ ET"
                )
        top -= result.height_em * SIZE_PT
    canvas._doc.idToObject["BasicFonts"].dict.update(fonts.finish(canvas._doc))  # type: ignore[attr-defined]
    canvas.save()
    return out.getvalue()


def _embedded(pdf: bytes, face: Face) -> Any:
    """The Type0 font dictionary of ``face`` and the file that keeps it alive."""
    file = pikepdf.open(BytesIO(pdf))
    return file, file.pages[0].Resources.Font[f"/{face.resource}"]


def _pixels(pdf: bytes) -> npt.NDArray[np.int16]:
    page = pypdfium2.PdfDocument(pdf)[0]
    pixels: npt.NDArray[np.uint8] = page.render(scale=_SCALE, grayscale=True).to_numpy().squeeze()
    return pixels.astype(np.int16)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return _pdf([(BOLD, TEXT), (CONDENSED, "NGƯỜI TỐT, VIỆC TỐT")])


def test_pypdfium_reads_the_text_as_it_was_set(pdf: bytes) -> None:
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert " ".join(text.split()) == f"{TEXT} NGƯỜI TỐT, VIỆC TỐT"
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize(
    "command", [["pdftotext", "-", "-"], ["mutool", "draw", "-q", "-F", "txt"]]
)
def test_other_readers_read_the_same(command: list[str], pdf: bytes, tmp_path: Any) -> None:
    need_tool(command[0])
    (tmp_path / "text.pdf").write_bytes(pdf)
    arguments = ["text.pdf" if part == "-" and n == 1 else part for n, part in enumerate(command)]
    arguments += ["text.pdf"] if command[0] == "mutool" else []
    done = subprocess.run(
        [shutil.which(command[0]) or command[0], *arguments[1:]],
        cwd=tmp_path, capture_output=True, check=True,
    )  # fmt: skip
    assert " ".join(done.stdout.decode("utf-8").split()) == f"{TEXT} NGƯỜI TỐT, VIỆC TỐT"


def test_glyphs_look_as_in_reportlabs_own_embedding() -> None:
    text = "Ứng xử Ẳ ậg Đọc"
    ours = _pixels(_pdf([(BOLD, text)]))
    pdfmetrics.registerFont(
        ReportLabFont("Judge", shipped_fonts(ASSETS.fonts)["Be Vietnam Pro", 700])
    )
    out = BytesIO()
    canvas = _canvas(out)
    canvas.setFont("Judge", SIZE_PT)
    # Ẳ pierces the ascent and moves the line down.
    (line,) = _set(BOLD, text).lines
    baseline = HEIGHT_PT - 10 - line.baseline_em * SIZE_PT
    x_em = 0.0
    for word in text.split():
        for char, glyph in zip(word, BOLD.glyphs(word), strict=True):
            canvas.drawString(10 + (x_em + glyph.x_em) * SIZE_PT, baseline, char)
        x_em += BOLD.word(word).width_em + BOLD.space_em
    canvas.save()
    theirs = _pixels(out.getvalue())
    assert (theirs < 128).sum() > 500
    assert np.abs(ours - theirs).max() <= 16


def test_the_font_is_a_type0_font_over_kept_glyph_ids(pdf: bytes) -> None:
    _file, font = _embedded(pdf, BOLD)
    assert (font.Subtype, font.Encoding) == ("/Type0", "/Identity-H")
    (descendant,) = font.DescendantFonts
    assert descendant.Subtype == "/CIDFontType2"
    assert descendant.CIDToGIDMap == "/Identity"
    assert re.fullmatch(r"/[A-Z]{6}\+BeVietnamPro-Bold", str(font.BaseFont))
    assert font.BaseFont == descendant.BaseFont == descendant.FontDescriptor.FontName


def test_the_file_holds_every_shared_glyph_with_its_outline_and_no_more(pdf: bytes) -> None:
    _file, font = _embedded(pdf, BOLD)
    stream = font.DescendantFonts[0].FontDescriptor.FontFile2
    data = stream.read_bytes()
    assert len(data) == stream.Length1
    cut, whole = TTFont(BytesIO(data)), TTFont(BytesIO(BOLD.data))
    assert set(cut.keys()) - {"GlyphOrder"} == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    kept = {BOLD.glyph(char) for char in SHARED_CHARSET} - {None}
    drawn = {
        glyph
        for glyph, name in enumerate(whole.getGlyphOrder())
        if glyph in kept and whole["glyf"][name].numberOfContours
    }
    names = cut.getGlyphOrder()
    assert all(cut["glyf"][names[glyph]].numberOfContours for glyph in drawn)
    assert len(data) < len(BOLD.data) / 3


def test_widths_are_those_of_the_font(pdf: bytes) -> None:
    _file, font = _embedded(pdf, BOLD)
    widths: dict[int, float] = {}
    entries = list(font.DescendantFonts[0].W)
    for first, run in zip(entries[::2], entries[1::2], strict=True):
        widths.update(enumerate(map(float, run), int(first)))
    shared = {glyph for char in SHARED_CHARSET if (glyph := BOLD.glyph(char)) is not None}
    assert shared <= widths.keys()
    assert all(widths[g] == pytest.approx(1000 * BOLD.advance_em(g), abs=1e-3) for g in widths)


def test_to_unicode_names_each_glyph_in_blocks_that_every_reader_takes(pdf: bytes) -> None:
    _file, font = _embedded(pdf, BOLD)
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    blocks = re.findall(r"(\d+) beginbfchar\n(.*?)endbfchar", cmap, re.DOTALL)
    assert all(int(count) == body.count("\n") <= 100 for count, body in blocks)
    pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", "".join(body for _, body in blocks))
    named = {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}
    assert 0 not in named
    assert all(BOLD.glyph(char) == glyph for glyph, char in named.items())
    assert set(named.values()) == {c for c in SHARED_CHARSET if BOLD.glyph(c) is not None}


def test_the_same_text_gives_the_same_bytes(pdf: bytes) -> None:
    subset.cache_clear()
    assert _pdf([(BOLD, TEXT), (CONDENSED, "NGƯỜI TỐT, VIỆC TỐT")]) == pdf


def test_all_documents_share_one_subset() -> None:
    _file, one = _embedded(_pdf([(BOLD, "một")]), BOLD)
    _other_file, other = _embedded(_pdf([(BOLD, "hai mươi ba")]), BOLD)
    assert one.BaseFont == other.BaseFont


def test_a_character_beyond_it_widens_that_documents_subset_alone() -> None:
    wide = _pdf([(BOLD, "ŵ và naïve")])
    text = pypdfium2.PdfDocument(wide)[0].get_textpage().get_text_range()
    assert text.strip() == "ŵ và naïve"
    _file, widened = _embedded(wide, BOLD)
    _other_file, shared = _embedded(_pdf([(BOLD, "và")]), BOLD)
    assert widened.BaseFont != shared.BaseFont


def test_fonts_whose_em_is_not_1000_units_are_set_as_wide() -> None:
    scaled = TTFont(BytesIO(BOLD.data), recalcTimestamp=False)
    scale_upem(scaled, 2048)
    out = BytesIO()
    scaled.save(out)
    own = load_face("Own", 700, out.getvalue(), "own.ttf")
    assert own.upem == 2048
    assert own.word("Tạ").width_em == pytest.approx(BOLD.word("Tạ").width_em, abs=0.002)
    difference = np.abs(_pixels(_pdf([(own, "Tạ mạng")])) - _pixels(_pdf([(BOLD, "Tạ mạng")])))
    assert (difference > 64).mean() < 0.001


def test_two_files_of_one_postscript_name_are_not_mixed_up() -> None:
    impostor = load_face("Own", 400, BOLD.data + b"\0", "own.ttf")
    fonts = EmbeddedFonts()
    fonts.use(BOLD)
    with pytest.raises(MissingResourceError, match="both files call themselves BeVietnamPro-Bold"):
        fonts.use(impostor)


def test_a_document_without_text_has_no_fonts() -> None:
    canvas = _canvas(BytesIO())
    assert EmbeddedFonts().finish(canvas._doc) == {}  # type: ignore[attr-defined]
