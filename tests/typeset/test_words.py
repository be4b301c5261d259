from __future__ import annotations

import hashlib
import re
import struct
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shipped import ASSETS, DATA

from generator.core.errors import ContentError, MissingResourceError
from generator.typeset.fonts import Face, FontBook, load_face, shipped_fonts
from generator.typeset.words import SHARED_CHARSET, codes, joined, shift

FONTS = shipped_fonts(ASSETS.fonts)
BOOK = FontBook(FONTS)
BOLD = BOOK.face("Be Vietnam Pro", 700)
LETTERS = "".join(sorted(c for c in SHARED_CHARSET if c.isalpha()))


def _patched(old: bytes, new: bytes) -> bytes:
    """The bold face with the tag ``old`` of its table directory replaced."""
    directory = BOLD.data[:400]
    assert directory.count(old) == 1
    return directory.replace(old, new) + BOLD.data[400:]


def _shown(face: Face, text: str) -> tuple[str, float]:
    """The glyphs that a word's codes show, and how far they move the pen, in em."""
    glyphs, width = "", 0.0
    for hexes, number in re.findall(r"<([0-9A-F]+)>|(-?[\d.]+)", face.word(text).codes):
        glyphs += hexes
        ids = [int(hexes[i : i + 4], 16) for i in range(0, len(hexes), 4)]
        width += sum(map(face.advance_em, ids)) - float(number or 0) / 1000
    return glyphs, width


def test_the_font_table_lists_exactly_the_shipped_files_with_their_hashes() -> None:
    folder = DATA / "fonts"
    listed = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))
    table = [*listed["font"], *listed["fallback"]]
    assert {font["file"] for font in table} == {path.name for path in folder.glob("*.ttf")}
    for font in table:
        assert hashlib.sha256((folder / font["file"]).read_bytes()).hexdigest() == font["sha256"]
        assert (folder / font["licence_file"]).is_file()


@pytest.mark.parametrize(("family", "weight"), FONTS)
def test_every_shipped_face_has_every_vietnamese_letter(family: str, weight: int) -> None:
    face = BOOK.face(family, weight)
    assert [letter for letter in LETTERS if face.glyph(letter) is None] == []


def test_the_shared_charset_holds_all_134_accented_letters() -> None:
    accented = {c for c in SHARED_CHARSET if c.isalpha() and ord(c) > 127}
    assert len(accented - set("ªº")) == 134
    assert all(unicodedata.is_normalized("NFC", c) for c in SHARED_CHARSET)


def test_a_face_has_the_metrics_of_its_hhea_table() -> None:
    assert (BOLD.upem, BOLD.ascent_em, BOLD.descent_em) == (1000, 1.0, 0.265)
    assert BOLD.cap_height_em == pytest.approx(0.740)
    assert BOLD.space_em == pytest.approx(0.230)
    assert BOLD.resource == "BeVietnamPro-Bold"


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_the_codes_of_a_word_move_the_pen_by_its_width(text: str) -> None:
    glyphs, width = _shown(BOLD, text)
    assert width == pytest.approx(BOLD.word(text).width_em, abs=1e-9)
    assert glyphs == "".join(f"{BOLD.glyph(c):04X}" for c in text)
    assert BOLD.word(text).letters == len(text)


def test_a_word_is_kerned() -> None:
    apart = sum(BOLD.word(c).width_em for c in "Tạ")
    assert BOLD.word("Tạ").width_em < apart - 0.05
    assert BOLD.word("Tạ").codes == "<0073>102<00AB>"


def test_a_word_is_measured_once() -> None:
    assert BOLD.word("mạng") is BOLD.word("mạng")


def test_letters_stay_single_where_the_font_has_a_ligature() -> None:
    assert BOLD.word("ffi").letters == 3
    assert BOLD.word("ffi").codes.count(f"{BOLD.glyph('f'):04X}") == 2
    # A word with a ligature would be set unshaped, and so without kerning.
    assert BOLD.word("fiTạ").width_em == pytest.approx(
        BOLD.word("fi").width_em + BOLD.word("Tạ").width_em, abs=0.02
    )


def test_a_word_knows_the_extents_of_its_ink() -> None:
    assert BOLD.word("Ẳ").top_em == pytest.approx(1.223, abs=0.001)
    assert BOLD.word("Ậ").bottom_em == pytest.approx(-0.247, abs=0.001)
    assert BOLD.word("").top_em == 0.0


def test_characters_outside_the_shared_charset_are_named() -> None:
    assert BOLD.word("naïve").extra == "ï"
    assert BOLD.word("Nguyễn").extra == ""


def test_a_character_without_a_glyph_is_never_drawn_as_a_box() -> None:
    with pytest.raises(ContentError) as caught:
        BOLD.word("a→b")
    problem = caught.value.problems[0]
    assert problem.code == "missing-glyph"
    assert "→" in str(problem)
    assert "U+2192" in str(problem)


def test_two_books_of_the_same_file_share_its_face() -> None:
    assert FontBook(FONTS).face("Be Vietnam Pro", 700) is BOLD


def test_an_unknown_weight_names_the_weights_there_are() -> None:
    with pytest.raises(MissingResourceError) as caught:
        BOOK.face("Barlow Condensed", 800)
    assert caught.value.problems[0].code == "unknown-font-weight"
    assert str(caught.value.problems[0].hint) == "weights there are: 600, 700"


def test_an_unknown_family_names_the_families_there_are() -> None:
    with pytest.raises(MissingResourceError) as caught:
        BOOK.face("Arial", 400)
    assert (
        str(caught.value.problems[0].hint) == "families there are: Barlow Condensed, Be Vietnam Pro"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no TrueType or OpenType font"),
        (b"%PDF-1.7 is not a font", "no TrueType or OpenType font"),
        (_patched(b"glyf", b"CFF "), "no TrueType or OpenType font"),
        (_patched(b"gasp", b"fvar"), "variable font"),
    ],
)
def test_a_file_that_cannot_be_embedded_says_why(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "own.ttf"
    path.write_bytes(data)
    with pytest.raises(MissingResourceError, match=said) as caught:
        FontBook({("Own", 400): path}).face("Own", 400)
    assert "own.ttf" in str(caught.value)


def test_a_font_whose_licence_forbids_embedding_is_refused() -> None:
    entry = BOLD.data.index(b"OS/2")
    os2 = struct.unpack_from(">L", BOLD.data, entry + 8)[0]
    data = BOLD.data[: os2 + 8] + b"\x00\x02" + BOLD.data[os2 + 10 :]
    with pytest.raises(MissingResourceError, match="forbid"):
        load_face("Own", 400, data, "own.ttf")


def test_a_font_file_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(MissingResourceError, match=r"gone\.ttf cannot be used"):
        FontBook({("Own", 400): tmp_path / "gone.ttf"}).face("Own", 400)


def test_numbers_in_codes_are_short_and_never_minus_zero() -> None:
    assert [shift(0.012), shift(-0.0125), shift(0.0), shift(-1e-9)] == ["-12", "12.5", "0", "0"]
    assert codes([1, 2, 3], [0.0, 0.018, 0.0]) == "<00010002>-18<0003>"
    assert joined(["<0001>", "<0002>", "-3", "<0004>"]) == "<00010002>-3<0004>"
