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
from fontTools.ttLib import TTFont
from support.shipped import ASSETS, DATA, TEMPLATES
from support.workshop import DATE, ISSUER, campaign, profile

from generator.content.model import TextLength
from generator.core.assets import shipped_assets
from generator.core.errors import MissingResourceError
from generator.job import Job
from generator.pipeline import Pipeline
from generator.typeset.fonts import fonts_in, shipped_fonts
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
    workshop = Pipeline(shipped_assets(folder))
    manifest = workshop.catalogue.material("trang-nha")
    said = replace(campaign(), legal_line=legal_line)
    job = Job(
        said, ISSUER, manifest, "mau-nha", manifest.size(None), TextLength.SHORT, DATE, profile()
    )
    return workshop.make(job).pdf


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


def test_a_face_is_known_by_its_typographic_family_and_its_weight(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", 600)
    make_font(tmp_path / "B.TTF", 800)
    (tmp_path / "README.txt").write_text("fonts", encoding="utf-8")
    found = fonts_in(tmp_path)
    assert found == {(FAMILY, 600): tmp_path / "a.ttf", (FAMILY, 800): tmp_path / "B.TTF"}


def test_a_font_without_a_typographic_family_is_known_by_its_plain_one(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", 600, change=lambda font: font["name"].removeNames(16))
    assert set(fonts_in(tmp_path)) == {(f"{FAMILY} 600", 600)}


def test_a_folder_that_is_not_there_has_no_fonts(tmp_path: Path) -> None:
    assert fonts_in(tmp_path / "fonts") == {}


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
    found = fonts_in(tmp_path)
    assert found[FAMILY, 600].name == "b.ttf"
    assert found[FAMILY, 700].name == "c.ttf", "better an italic than none"


def test_two_files_of_one_face_are_refused_by_name(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", 600)
    make_font(tmp_path / "b.ttf", 600)
    with pytest.raises(MissingResourceError, match=r"b\.ttf.* a\.ttf is 'Chữ Nhà' 600 too"):
        fonts_in(tmp_path)


def _without_names(font: TTFont) -> None:
    font["name"].names.clear()


def _without_os2(font: TTFont) -> None:
    del font["OS/2"]


@pytest.mark.parametrize("change", [_without_names, _without_os2])
def test_a_font_that_does_not_say_which_it_is_is_refused(
    tmp_path: Path, change: Callable[[TTFont], None]
) -> None:
    make_font(tmp_path / "a.ttf", 600, change=change)
    with pytest.raises(MissingResourceError, match=r"a\.ttf .*its family and weight"):
        fonts_in(tmp_path)


@pytest.mark.parametrize(
    "data",
    [b"", b"no font at all", b"\0\1\0\0\0\1" + b"\xff" * 60, FONT.read_bytes()[:2000]],
    ids=["empty", "text", "bytes", "torn"],
)
def test_a_broken_file_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.ttf").write_bytes(data)
    with pytest.raises(MissingResourceError, match=r"a\.ttf cannot be used: it is no TrueType"):
        fonts_in(tmp_path)


def test_a_font_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").mkdir()
    with pytest.raises(MissingResourceError, match=r"a\.ttf cannot be used: .*cannot be read"):
        fonts_in(tmp_path)
