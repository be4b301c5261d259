"""Typefaces of a user's own: named by a theme, found in the templates folder, embedded."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable
from support.rendering import difference, render
from support.shaped import draw, lay_out
from support.shipped import ASSETS, DATA, TEMPLATES
from support.workshop import DATE, ISSUER, campaign, profile

from generator.content.model import TextLength
from generator.core.assets import shipped_assets
from generator.core.errors import MissingResourceError
from generator.core.findings import Severity
from generator.draw.fonts import subset
from generator.job import Job, Piece
from generator.pipeline import Pipeline
from generator.typeset.fonts import (
    FontBook,
    FontFile,
    FontFiles,
    fonts_in,
    formed,
    load_face,
    shipped_fonts,
)
from generator.typeset.words import SHARED_CHARSET

FAMILY = "Chữ Nhà"
FONT = shipped_fonts(ASSETS.fonts)["Be Vietnam Pro", 400]


def make_font(
    path: Path, weight: int, *, change: Callable[[TTFont], None] = lambda font: None
) -> None:
    """A typeface of one's own: a shipped one under another name."""
    font = TTFont(shipped_fonts(ASSETS.fonts)["Be Vietnam Pro", weight], recalcTimestamp=False)
    names = font["name"]
    names.names.clear()
    for number, text in ((1, f"{FAMILY} {weight}"), (6, f"ChuNha-{weight}"), (16, FAMILY)):
        names.setName(text, number, 3, 1, 0x409)
    change(font)
    font.save(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A templates folder with a copy of the insert, a theme and the typeface that it names."""
    folder = tmp_path_factory.mktemp("cua-phuong")
    insert = folder / "trang-nha"
    shutil.copytree(TEMPLATES / "insert", insert)
    shipped = DATA / "themes" / "ban-tin-1-mau" / "theme.yaml"
    theme = shipped.read_text(encoding="utf-8")
    own = theme.replace("text: Be Vietnam Pro", f"text: {FAMILY}")
    assert own != theme
    (folder / "themes" / "mau-nha").mkdir(parents=True)
    (folder / "themes" / "mau-nha" / "theme.yaml").write_text(own, encoding="utf-8")
    shutil.copy(shipped.with_name("theme.css"), folder / "themes" / "mau-nha")
    (folder / "fonts").mkdir()
    for weight in (500, 600, 700):
        make_font(folder / "fonts" / f"nha-{weight}.ttf", weight)
    return folder


def make(folder: Path, legal_line: str) -> bytes:
    return make_piece(folder, legal_line).pdf


def make_piece(folder: Path, legal_line: str) -> Piece:
    workshop = Pipeline(shipped_assets(folder))
    manifest = workshop.catalogue.material("trang-nha")
    said = replace(campaign(), legal_line=legal_line)
    job = Job(
        said, ISSUER, manifest, "mau-nha", manifest.size(None), TextLength.SHORT, DATE, profile()
    )
    return workshop.make(job)


def fonts_of(pdf: bytes) -> dict[str, bytes]:
    """Each embedded font file by the font's name without its subset tag."""
    with pikepdf.open(BytesIO(pdf)) as file:
        fonts = file.pages[0].Resources.Font
        found = {}
        for font in fonts.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            name = str(font.BaseFont).partition("+")[2]
            found[name] = descriptor.FontFile2.read_bytes()
        return found


def text_of(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())


def test_a_theme_may_name_a_typeface_of_the_users_folder(folder: Path) -> None:
    fonts = fonts_of(make(folder, campaign().legal_line))
    assert {"ChuNha-500", "ChuNha-600", "ChuNha-700"} <= set(fonts)
    assert not any(name.startswith("BeVietnamPro") for name in fonts)
    assert "BarlowCondensed-Bold" in fonts, "the shipped typefaces are there too"


def test_a_character_beyond_the_shared_ones_widens_the_subset_and_is_read_again(
    folder: Path,
) -> None:
    assert not SHARED_CHARSET.intersection("şŵ")
    usual = fonts_of(make(folder, "Căn cứ văn bản số 1"))
    pdf = make(folder, "Căn cứ văn bản số 1, ş và ŵ")
    wide = fonts_of(pdf)
    assert len(wide["ChuNha-500"]) > len(usual["ChuNha-500"])
    assert wide["ChuNha-700"] == usual["ChuNha-700"]
    assert "Căn cứ văn bản số 1, ş và ŵ" in text_of(pdf)


def faces_in(folder: Path) -> dict[tuple[str, int], str]:
    """The names of the files that are used, by family and weight."""
    return {key: file.path.name for key, file in fonts_in(folder).faces.items()}


def test_a_face_is_known_by_its_typographic_family_and_its_weight(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", 600)
    make_font(tmp_path / "B.TTF", 800)
    (tmp_path / "README.txt").write_text("fonts", encoding="utf-8")
    assert faces_in(tmp_path) == {(FAMILY, 600): "a.ttf", (FAMILY, 800): "B.TTF"}
    assert fonts_in(tmp_path).odd == ()


def test_a_font_without_a_typographic_family_is_known_by_its_plain_one(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", 600, change=lambda font: font["name"].removeNames(16))
    assert set(faces_in(tmp_path)) == {(f"{FAMILY} 600", 600)}


def test_a_folder_that_is_not_there_has_no_fonts(tmp_path: Path) -> None:
    assert fonts_in(tmp_path / "fonts") == FontFiles()


def test_a_face_of_the_users_goes_over_the_shipped_one(folder: Path, tmp_path: Path) -> None:
    def rename(font: TTFont) -> None:
        font["name"].setName("Be Vietnam Pro", 16, 3, 1, 0x409)

    shutil.copytree(folder, tmp_path / "nha")
    theme = tmp_path / "nha" / "themes" / "mau-nha" / "theme.yaml"
    text = theme.read_text(encoding="utf-8").replace(FAMILY, "Be Vietnam Pro")
    theme.write_text(text, encoding="utf-8")
    make_font(tmp_path / "nha" / "fonts" / "nha-500.ttf", 500, change=rename)
    fonts = fonts_of(make(tmp_path / "nha", campaign().legal_line))
    assert {"ChuNha-500", "BeVietnamPro-Bold"} <= set(fonts)


def test_the_upright_face_goes_before_its_italic(tmp_path: Path) -> None:
    def slant(font: TTFont) -> None:
        font["OS/2"].fsSelection |= 1

    make_font(tmp_path / "a.ttf", 600, change=slant)
    make_font(tmp_path / "b.ttf", 600)
    make_font(tmp_path / "c.ttf", 700, change=slant)
    assert faces_in(tmp_path)[FAMILY, 600] == "b.ttf"
    assert faces_in(tmp_path)[FAMILY, 700] == "c.ttf", "better an italic than none"


class TestAFileThatCannotBeUsed:
    """It stops nothing until a style asks for it, and is never passed over without a word."""

    def test_is_a_note_on_pieces_that_do_not_ask_for_it(self, folder: Path, tmp_path: Path) -> None:
        shutil.copytree(folder, tmp_path / "nha")
        fonts = tmp_path / "nha" / "fonts"
        (fonts / "khoi.woff2").write_bytes(b"wOF2")
        (fonts / "hong.ttf").write_bytes(b"no font at all")
        (fonts / "._nha-500.ttf").write_bytes(b"\0\5\x16\7")
        (fonts / "OFL.txt").write_text("licence", encoding="utf-8")
        piece = make_piece(tmp_path / "nha", campaign().legal_line)
        notes = [f for f in piece.findings if f.code == "font-not-used"]
        assert [str(note.message) for note in notes] == [
            "the font hong.ttf is not used: it is no TrueType or OpenType font, or is damaged",
            "the font khoi.woff2 is not used: it is a web font",
        ]
        assert {note.severity for note in notes} == {Severity.NOTE}

    def test_is_named_where_the_family_that_it_may_be_is_not_there(self, tmp_path: Path) -> None:
        (tmp_path / "khoi-net.woff2").write_bytes(b"wOF2")
        with pytest.raises(MissingResourceError) as caught:
            FontBook(fonts_in(tmp_path)).face("Khoi Net", 400)
        (problem,) = caught.value.problems
        assert problem.code == "unknown-font"
        assert "khoi-net.woff2 cannot be used: it is a web font" in str(problem.hint)

    @pytest.mark.parametrize(
        ("suffix", "says"),
        [
            (".woff", "web font"),
            (".WOFF2", "web font"),
            (".eot", "web font"),
            (".pfb", "Type 1"),
            (".dfont", "Macs"),
            (".zip", "archive"),
        ],
    )
    def test_says_what_it_is(self, tmp_path: Path, suffix: str, says: str) -> None:
        (tmp_path / f"khoi{suffix}").write_bytes(b"\0" * 200)
        (odd,) = fonts_in(tmp_path).odd
        assert odd.name == f"khoi{suffix}"
        assert says in str(odd.fault.reason)

    def test_is_one_of_two_of_the_same_face(self, tmp_path: Path) -> None:
        make_font(tmp_path / "a.ttf", 600)
        make_font(tmp_path / "b.ttf", 600)
        make_font(tmp_path / "c.ttf", 700)
        book = FontBook(fonts_in(tmp_path))
        assert book.face(FAMILY, 700).weight == 700
        with pytest.raises(MissingResourceError, match=r"b\.ttf.* a\.ttf is 'Chữ Nhà' 600 too"):
            book.face(FAMILY, 600)

    def test_is_one_whose_name_is_a_shipped_faces(self, tmp_path: Path) -> None:
        # The shipped face stands in, and a note says so.
        make_font(tmp_path / "a.ttf", 400, change=_restricted)
        found = fonts_in(tmp_path)
        assert found.faces == {}
        assert [odd.key for odd in found.odd] == [(FAMILY, 400)]

    def test_is_a_variable_font(self, tmp_path: Path) -> None:
        def vary(font: TTFont) -> None:
            font["fvar"] = newTable("fvar")
            font["fvar"].axes, font["fvar"].instances = [], []

        make_font(tmp_path / "a.ttf", 400, change=vary)
        with pytest.raises(MissingResourceError) as caught:
            FontBook(fonts_in(tmp_path)).face(FAMILY, 400)
        assert "variable font" in str(caught.value)
        assert "static" in str(caught.value.problems[0].hint)


def _restricted(font: TTFont) -> None:
    font["OS/2"].fsType = 0x0002


def _without_names(font: TTFont) -> None:
    font["name"].names.clear()


def _without_os2(font: TTFont) -> None:
    del font["OS/2"]


@pytest.mark.parametrize("change", [_without_names, _without_os2])
def test_a_font_that_does_not_say_which_it_is_is_odd(
    tmp_path: Path, change: Callable[[TTFont], None]
) -> None:
    make_font(tmp_path / "a.ttf", 600, change=change)
    (odd,) = fonts_in(tmp_path).odd
    assert "its family and weight" in str(odd.fault.reason)


@pytest.mark.parametrize(
    "data",
    [b"", b"no font at all", b"\0\1\0\0\0\1" + b"\xff" * 60, FONT.read_bytes()[:2000]],
    ids=["empty", "text", "bytes", "torn"],
)
@pytest.mark.parametrize("suffix", [".ttf", ".otf", ".ttc"])
def test_a_broken_file_is_odd_by_name(tmp_path: Path, data: bytes, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_bytes(data)
    (odd,) = fonts_in(tmp_path).odd
    assert odd.name == f"a{suffix}"
    assert "no TrueType or OpenType font" in str(odd.fault.reason)


def test_a_font_that_cannot_be_read_is_odd_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").mkdir()
    (odd,) = fonts_in(tmp_path).odd
    assert "cannot be read" in str(odd.fault.reason)


class TestLicenceBits:
    """OpenType 1.9, OS/2, fsType."""

    @pytest.mark.parametrize(
        ("bits", "says"),
        [
            (0x0002, "forbid embedding"),
            (0x0102, "forbid embedding"),
            (0x0200, "only bitmaps"),
            (0x0204, "only bitmaps"),
        ],
    )
    def test_that_forbid_embedding_refuse_the_font_when_it_is_asked_for(
        self, tmp_path: Path, bits: int, says: str
    ) -> None:
        make_font(tmp_path / "a.ttf", 400, change=lambda font: _set_bits(font, bits))
        with pytest.raises(MissingResourceError, match=says) as caught:
            FontBook(fonts_in(tmp_path)).face(FAMILY, 400)
        assert "licence allows embedding" in str(caught.value.problems[0].hint)

    @pytest.mark.parametrize("bits", [0x0000, 0x0004, 0x0008, 0x000C, 0x0006])
    def test_that_allow_it_let_a_part_be_embedded(self, tmp_path: Path, bits: int) -> None:
        make_font(tmp_path / "a.ttf", 400, change=lambda font: _set_bits(font, bits))
        face = FontBook(fonts_in(tmp_path)).face(FAMILY, 400)
        assert subset(face, frozenset()).name.endswith("+ChuNha-400")

    def test_that_forbid_a_part_embed_all_of_the_font(self, folder: Path, tmp_path: Path) -> None:
        shutil.copytree(folder, tmp_path / "nha")
        path = tmp_path / "nha" / "fonts" / "nha-500.ttf"
        make_font(path, 500, change=lambda font: _set_bits(font, 0x0108))
        pdf = make(tmp_path / "nha", campaign().legal_line)
        with pikepdf.open(BytesIO(pdf)) as file:
            font = file.pages[0].Resources.Font["/ChuNha-500"]
            assert font.BaseFont == "/ChuNha-500", "a name without the tag of a subset"
            program = TTFont(BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
        whole = TTFont(path)
        assert program["maxp"].numGlyphs == whole["maxp"].numGlyphs
        empty = [name for name in whole.getGlyphOrder() if not whole["glyf"][name].numberOfContours]
        kept = program["glyf"]
        names = dict(zip(whole.getGlyphOrder(), program.getGlyphOrder(), strict=True))
        assert [n for n in names if not kept[names[n]].numberOfContours] == empty


def _set_bits(font: TTFont, bits: int) -> None:
    font["OS/2"].fsType = bits


class TestOpenTypeFiles:
    @staticmethod
    def postscript(path: Path, weight: int = 400) -> None:
        """A shipped face with cubic outlines, under another name."""
        source = TTFont(shipped_fonts(ASSETS.fonts)["Be Vietnam Pro", weight])
        keep = "Suối trong, nước lành ơ\u0306g Tạ"
        chosen = Subsetter(Options(layout_features=["*"], notdef_outline=True))
        chosen.populate(text=keep)
        chosen.subset(source)
        glyphs, order = source.getGlyphSet(), source.getGlyphOrder()
        strings = {}
        for name in order:
            pen = T2CharStringPen(source["hmtx"][name][0], glyphs)
            cubic = Qu2CuPen(pen, 0.5, all_cubic=True, reverse_direction=True)
            glyphs[name].draw(DecomposingFilterPen(cubic, glyphs))
            strings[name] = pen.getCharString()
        builder = FontBuilder(font=source)
        del source["glyf"], source["loca"]
        builder.isTTF = False
        builder.setupCFF("ChuNha-PS", {"FullName": "Chu Nha"}, strings, {})
        source["maxp"] = newTable("maxp")
        source["maxp"].tableVersion, source["maxp"].numGlyphs = 0x00005000, len(order)
        source.sfntVersion = "OTTO"
        names = source["name"]
        names.names.clear()
        for number, text in ((1, FAMILY), (6, "ChuNha-PS"), (16, FAMILY)):
            names.setName(text, number, 3, 1, 0x409)
        source.save(path)

    def test_with_postscript_outlines_are_used(self, tmp_path: Path) -> None:
        self.postscript(tmp_path / "a.otf")
        face = FontBook(fonts_in(tmp_path)).face(FAMILY, 400)
        model = load_face("Be Vietnam Pro", 400, FONT.read_bytes(), "x.ttf")
        for word in ("Suối", "nước", "Tạ"):
            one, other = face.word(word), model.word(word)
            assert one.width_em == pytest.approx(other.width_em, abs=0.0005)
            assert one.top_em == pytest.approx(other.top_em, abs=0.003)
            assert one.bottom_em == pytest.approx(other.bottom_em, abs=0.003)
        assert formed(face, frozenset(["ơ\u0306"])).formed, "its marks are placed, too"

    def test_with_postscript_outlines_look_as_they_are(self, tmp_path: Path) -> None:
        self.postscript(tmp_path / "a.otf")
        book = FontBook(fonts_in(tmp_path) | FontFiles({("Be Vietnam Pro", 400): FontFile(FONT)}))
        css = "p { font-size: 30pt; font-family: 'Chữ Nhà'; }"
        markup = "<p>Suối trong ơ̆g</p>"
        ours = draw(lay_out(css, markup, book=book, fallback=()))
        model = draw(
            lay_out(css.replace("Chữ Nhà", "Be Vietnam Pro"), markup, book=book, fallback=())
        )
        assert difference(render(ours, 0, 100), render(model, 0, 100)) < 0.002
        assert "Suối trong ơ̆g" in text_of(ours)

    def test_of_a_collection_are_each_used(self, tmp_path: Path) -> None:
        collection = TTCollection()
        for weight in (400, 700):
            make_font(tmp_path / f"{weight}.ttf", weight)
            collection.fonts.append(TTFont(tmp_path / f"{weight}.ttf"))
            (tmp_path / f"{weight}.ttf").unlink()
        collection.save(tmp_path / "nha.ttc")
        assert faces_in(tmp_path) == {(FAMILY, 400): "nha.ttc", (FAMILY, 700): "nha.ttc"}
        book = FontBook(fonts_in(tmp_path))
        for weight in (400, 700):
            path = shipped_fonts(ASSETS.fonts)["Be Vietnam Pro", weight]
            model = load_face("x", weight, path.read_bytes(), "x.ttf")
            assert book.face(FAMILY, weight).word("Tạ").codes == model.word("Tạ").codes
        assert subset(book.face(FAMILY, 700), frozenset()).name.endswith("+ChuNha-700")
