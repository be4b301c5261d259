"""Tabular figures: `font-variant-numeric: tabular-nums`, from the style sheet to the file."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from hypothesis import given
from hypothesis import strategies as st
from support.blockpictures import ABOUT
from support.ink import word_profile
from support.rendering import render
from support.sheets import FONTS, THEME, lay_out, pages, sheet
from support.shipped import ASSETS, LEXICON
from support.tools import need_tool
from support.workshop import workshop

from generator.core.errors import MissingResourceError
from generator.draw.fonts import EmbeddedFonts, subset
from generator.draw.painter import Painter
from generator.typeset import tabular_figures as figures
from generator.typeset.fonts import Face, FontBook, load_face, shipped_fonts, tabular
from generator.typeset.paragraph import Align, Run, TextSpec, Wrap, prepare
from generator.typeset.tabular_figures import DIGITS, tabular_figures

#: Has no tabular figures of its own; the other has.
BOLD = FONTS.face("Be Vietnam Pro", 700)
CONDENSED = FONTS.face("Barlow Condensed", 700)
BOTH = pytest.mark.parametrize("face", [BOLD, CONDENSED], ids=lambda face: face.family)

SIZE_PT = 24.0


def _own_face(change: Callable[[TTFont], None]) -> Face:
    font = TTFont(BytesIO(BOLD.data), recalcTimestamp=False)
    change(font)
    out = BytesIO()
    font.save(out)
    return load_face("Own", 700, out.getvalue(), "own.ttf")


def _edges_from_the_right(face: Face, text: str) -> list[float]:
    """The left edge of each character of a line, from the line's right edge, in em."""
    spec = TextSpec(Align.END, Wrap.NOWRAP, 1.3)
    (line,) = prepare((Run(text, face),), spec, LEXICON).set_lines(20.0).lines
    assert line.x_em + line.width_em == pytest.approx(20.0)
    assert [segment.text for segment in line.segments] == [text]
    return [line.x_em + glyph.x_em - 20.0 for glyph in face.glyphs(text)]


@cache
def _pdf(family: str, value: str, *texts: str) -> bytes:
    """A page with a paragraph for each text, made the whole way from its style sheet."""
    css = (
        f'p {{ font-family: "{family}"; font-weight: 700; font-size: {SIZE_PT}pt;'
        f" font-variant-numeric: {value} }}"
    )
    column = "".join(f"<p>{text}</p>" for text in texts)
    layout = lay_out(sheet(css, f"<column>{column}</column>"))
    return Painter(workshop().icons, THEME).paint(layout, ABOUT)


def _embedded(pdf: bytes) -> tuple[TTFont, dict[int, float], str]:
    """The font program of a page's only font, its widths by glyph, and its ToUnicode map."""
    with pikepdf.open(BytesIO(pdf)) as file:
        (font,) = file.pages[0].Resources.Font.values()
        descendant = font.DescendantFonts[0]
        widths: dict[int, float] = {}
        entries = list(descendant.W)
        for first, run in zip(entries[::2], entries[1::2], strict=True):
            widths.update(enumerate(map(float, run), int(first)))
        program = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        return program, widths, font.ToUnicode.read_bytes().decode("ascii")


def _pdftotext(pdf: bytes, tmp_path: Path) -> str:
    tool = need_tool("pdftotext")
    (tmp_path / "figures.pdf").write_bytes(pdf)
    done = subprocess.run([tool, "figures.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _pdfium(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())


class TestDigits:
    @pytest.mark.parametrize(("family", "weight"), shipped_fonts(ASSETS.fonts))
    def test_are_of_one_width_in_every_shipped_face(self, family: str, weight: int) -> None:
        plain = FONTS.face(family, weight)
        assert len({plain.word(digit).width_em for digit in DIGITS}) > 1
        face = tabular(plain)
        assert len({face.word(digit).width_em for digit in DIGITS}) == 1
        assert len({face.word(digit * 7).width_em for digit in DIGITS}) == 1

    def test_are_the_faces_own_where_it_has_them(self) -> None:
        font = TTFont(BytesIO(CONDENSED.data))
        glyphs = [font.getGlyphID(f"{font.getBestCmap()[ord(digit)]}.tf") for digit in DIGITS]
        assert list(tabular(CONDENSED).figures.values()) == glyphs
        assert tabular(CONDENSED).program is CONDENSED.data

    def test_stay_as_they_are_where_they_are_of_one_width_anyhow(self) -> None:
        def widen(font: TTFont) -> None:
            for digit in DIGITS:
                name = font.getBestCmap()[ord(digit)]
                font["hmtx"][name] = (750, font["hmtx"][name][1])

        own = _own_face(widen)
        assert tabular(own).program is own.data
        assert tabular(own).word("1874").codes == "".join(
            ["<", *(f"{own.glyph(digit):04X}" for digit in "1874"), ">"]
        )
        assert tabular(own).word("1874").extra == ""

    def test_are_centred_in_a_cell_of_the_widest_where_the_face_has_none(self) -> None:
        face = tabular(BOLD)
        cell = max(BOLD.word(digit).width_em for digit in DIGITS)
        for digit in DIGITS:
            assert face.word(digit).width_em == cell
            plain, moved = word_profile(BOLD, digit, 0.0), word_profile(face, digit, 0.0)
            by = (cell - BOLD.word(digit).width_em) / 2
            assert moved.first - plain.first == pytest.approx(by * 50, abs=1)
            assert max(moved.tops) == pytest.approx(max(plain.tops))
            assert (face.word(digit).top_em, face.word(digit).bottom_em) == (
                BOLD.word(digit).top_em,
                BOLD.word(digit).bottom_em,
            )

    @BOTH
    def test_keep_kerning_off_and_letters_keep_it(self, face: Face) -> None:
        figures = tabular(face)
        assert ">" not in figures.word("7.174,47").codes[:-1]
        assert figures.word("Tạ").codes == face.word("Tạ").codes
        assert figures.word("Tạ7").width_em == pytest.approx(
            face.word("Tạ").width_em + figures.word("7").width_em
        )
        assert any(face.kern_em(*pair) for pair in ("71", "7.", "74"))

    @BOTH
    @given(
        numbers=st.lists(
            st.from_regex(r"[1-9][0-9]{0,2}(\.[0-9]{3}){0,2},[0-9]{2} đ", fullmatch=True),
            min_size=2,
            max_size=5,
        )
    )
    def test_of_any_numbers_stand_in_columns(self, face: Face, numbers: list[str]) -> None:
        """Of numbers that end alike, every sign stands below its like."""
        columns = [_edges_from_the_right(tabular(face), number)[::-1] for number in numbers]
        for one, other in pairwise(columns):
            assert all(abs(x - y) < 0.001 for x, y in zip(one, other, strict=False))

    def test_of_a_font_of_another_em_are_of_one_width_too(self) -> None:
        own = tabular(_own_face(lambda font: scale_upem(font, 2048)))
        assert len({own.word(digit).width_em for digit in DIGITS}) == 1
        assert own.word("1").width_em == pytest.approx(tabular(BOLD).word("1").width_em, abs=0.001)

    def test_beyond_the_last_glyph_id_are_refused_with_the_files_name(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own = _own_face(lambda font: font["name"].names.clear())
        monkeypatch.setattr(figures, "MAX_GLYPHS", 530)
        with pytest.raises(MissingResourceError, match=r"own\.ttf cannot be used: it has no room"):
            tabular(own)


class TestTheFont:
    def test_that_gets_figures_keeps_all_that_it_had(self) -> None:
        found = tabular_figures(BOLD.data)
        assert found is not None
        before, after = TTFont(BytesIO(BOLD.data)), TTFont(BytesIO(found.program))
        names = after.getGlyphOrder()
        assert len(names) == len(before.getGlyphOrder()) + 10
        for glyph, name in enumerate(before.getGlyphOrder()):
            assert before["hmtx"][name] == after["hmtx"][names[glyph]]
            assert before["glyf"][name].compile(before["glyf"]) == after["glyf"][
                names[glyph]
            ].compile(after["glyf"])
        for name in names[-10:]:
            glyph = after["glyf"][name]
            assert glyph.isComposite()
            glyph.recalcBounds(after["glyf"])
            assert glyph.xMin == after["hmtx"][name][1]
        assert before["maxp"].maxComponentDepth < after["maxp"].maxComponentDepth
        assert before.reader["GPOS"] == after.reader["GPOS"]

    @BOTH
    def test_embedded_has_the_tabular_glyphs_with_their_widths(self, face: Face) -> None:
        program, widths, to_unicode = _embedded(_pdf(face.family, "tabular-nums", DIGITS))
        names = program.getGlyphOrder()
        assert len({widths[glyph] for glyph in tabular(face).figures.values()}) == 1
        for digit, glyph in tabular(face).figures.items():
            assert program["glyf"][names[glyph]].numberOfContours
            assert widths[glyph] == pytest.approx(program["hmtx"][names[glyph]][0])
            assert f"<{glyph:04X}> <{ord(digit):04X}>\n" in to_unicode

    @BOTH
    def test_of_texts_without_tabular_figures_is_the_shared_one(self, face: Face) -> None:
        plain = subset(face, frozenset())
        assert subset(tabular(face), frozenset()) == plain
        assert tabular(face).word("Điều").extra == face.word("2026").extra == ""
        assert tabular(face).word("2026").extra == DIGITS
        wide = subset(face, frozenset(DIGITS))
        assert wide == subset(tabular(face), frozenset(DIGITS))
        assert wide.name != plain.name
        assert len(wide.file) < len(plain.file) + 1000

    @BOTH
    def test_is_one_for_both_kinds_of_figures(self, face: Face) -> None:
        fonts = EmbeddedFonts()
        assert fonts.use(tabular(face), "1") == fonts.use(face) == face.resource


class TestNormalFigures:
    @BOTH
    def test_are_the_default_and_nothing_of_them_changes(self, face: Face) -> None:
        codes = face.word("1.874").codes
        tabular(face).word("1.874")
        assert face.word("1.874").codes == codes != tabular(face).word("1.874").codes
        fresh = FontBook(shipped_fonts(ASSETS.fonts)).face(face.family, face.weight)
        assert fresh is face

    def test_give_the_file_that_a_sheet_without_the_property_gives(self) -> None:
        layout = lay_out(
            sheet(
                f'p {{ font-family: "{BOLD.family}"; font-weight: 700; font-size: {SIZE_PT}pt }}',
                "<column><p>1.874</p></column>",
            )
        )
        plain = Painter(workshop().icons, THEME).paint(layout, ABOUT)
        assert _pdf(BOLD.family, "normal", "1.874") == plain


class TestCopiedText:
    @BOTH
    def test_is_the_digits_that_were_set(self, face: Face, tmp_path: Path) -> None:
        texts = (DIGITS, "1.111.111 và 8.888", "11/11/2011")
        pdf = _pdf(face.family, "tabular-nums", *texts)
        assert _pdfium(pdf).split("\r\n") == list(texts)
        assert [line for line in _pdftotext(pdf, tmp_path).splitlines() if line.strip("\f")] == [
            *texts
        ]


class TestPixels:
    @staticmethod
    def _rows(pdf: bytes) -> list[npt.NDArray[np.bool_]]:
        """The ink of each line of the page, in columns of a tenth of a point."""
        ink = np.asarray(render(pdf, 0, 720).convert("L")) < 128
        rows = np.flatnonzero(ink.any(axis=1))
        starts = [rows[0], *rows[1:][np.diff(rows) > 1]]
        ends = [*rows[:-1][np.diff(rows) > 1], rows[-1]]
        return [
            np.any(ink[start : end + 1], axis=0) for start, end in zip(starts, ends, strict=True)
        ]

    @BOTH
    def test_show_ones_and_eights_as_wide_as_each_other(self, face: Face) -> None:
        """An H behind them stands at the same place."""
        ones, eights = self._rows(_pdf(face.family, "tabular-nums", "1111H", "8888H"))
        stems = round(face.word("H").width_em * SIZE_PT * 10 * 0.9)
        right = max(map(int, np.flatnonzero(ones)))
        assert right == max(map(int, np.flatnonzero(eights)))
        assert (ones[right - stems : right] == eights[right - stems : right]).all()

    @BOTH
    def test_of_normal_figures_show_them_of_their_own_widths(self, face: Face) -> None:
        ones, eights = self._rows(_pdf(face.family, "normal", "1111H", "8888H"))
        assert max(np.flatnonzero(ones)) < max(np.flatnonzero(eights)) - 50


class TestTheProperty:
    CSS = """
    column { font-variant-numeric: tabular-nums }
    .plain { font-variant-numeric: normal }
    """

    def test_is_inherited_down_to_inline_elements_until_it_is_normal_again(self) -> None:
        (page,) = pages(
            self.CSS, '<column><p>1 <b>2</b></p><p class="plain">3</p></column><p>4</p>'
        )
        column, last = page.children
        first, plain = column.children
        assert [text.tabular_figures for text in first.texts] == [True, True]
        assert not plain.texts[0].tabular_figures
        assert not last.texts[0].tabular_figures

    def test_may_be_that_of_a_stretch_of_text(self) -> None:
        markup = '<p>1 <span style="font-variant-numeric: tabular-nums">2</span> 3</p>'
        (page,) = pages("", markup)
        texts = page.children[0].texts
        assert [text.tabular_figures for text in texts] == [False, True, False]
