"""A column for a bulletin in Word: PDF, SVG and PNG of exactly its size; the SVG shows the page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import pytest
import resvg_py
import zxingcpp
from defusedxml.ElementTree import fromstring
from PIL import Image, ImageFilter
from support.made_campaigns import counts, made_campaign
from support.rendering import compare
from support.workshop import DATE, job, profile, workshop

import anpham
from generator.core.errors import ContentError
from generator.job import Piece
from generator.outputs.png import page_png, picture_size
from generator.outputs.svg import _drawn_glyph, page_svg
from generator.preflight.render.trimmed import draw_trim

THEMES = ("ban-tin-1-mau", "ban-tin-2-mau", "den-trang", "hien-dai", "truyen-thong")
DPI = 200
SVG = "{http://www.w3.org/2000/svg}"


@cache
def piece(theme: str = "ban-tin-1-mau", material: str = "column") -> Piece:
    manifest = workshop().catalogue.material(material)
    return workshop().make(
        replace(
            job("poster"),
            material=manifest,
            size=manifest.sizes[0],
            theme=theme,
            profile=profile("screen"),
        )
    )


def drawn(svg: bytes) -> Image.Image:
    """Another program's picture of the SVG."""
    data = resvg_py.svg_to_bytes(svg_string=svg.decode("utf-8"), dpi=DPI)
    picture = Image.open(io.BytesIO(bytes(data))).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def difference(svg: bytes, pdf: bytes) -> float:
    """The largest difference of the two pictures, of 255, where each is a little blurred.

    Programs smooth edges in their own ways; a missing or moved part stays.
    """
    one = drawn(svg)
    other = Image.fromarray(draw_trim(pdf, 0, one.size))
    # Where the last pixel of a side is not whole, programs end the page in their own ways.
    inside = (12, 12, one.width - 12, one.height - 12)
    blurred = [
        np.asarray(p.filter(ImageFilter.BoxBlur(4)).crop(inside), dtype=np.int16)
        for p in (one, other)
    ]
    return float(np.abs(blurred[0] - blurred[1]).max())


@pytest.mark.parametrize("theme", THEMES)
def test_the_svg_shows_what_the_pdf_shows(theme: str) -> None:
    made = piece(theme)
    assert difference(page_svg(made.pdf, 0), made.pdf) < 40


@pytest.mark.slow
@pytest.mark.parametrize("material", ["poster", "insert", "leaflet", "slogan", "half-fold"])
@pytest.mark.parametrize("theme", ["hien-dai", "truyen-thong"])
def test_any_piece_can_be_written_as_svg(material: str, theme: str) -> None:
    made = piece(theme, material)
    assert difference(page_svg(made.pdf, 0), made.pdf) < 60


def test_a_missing_text_would_be_seen() -> None:
    made = piece()
    svg = page_svg(made.pdf, 0).decode()
    first = svg.index("<path", svg.index("<path") + 1)
    less = svg[:first] + svg[svg.index("/>", first) + 2 :]
    assert difference(less.encode(), made.pdf) > 60


def test_the_svg_is_as_large_as_the_column_and_needs_no_typeface() -> None:
    root = fromstring(page_svg(piece().pdf, 0, "Nói gì", "Tên"))
    assert (root.get("width"), root.get("height")) == ("85mm", "250mm")
    assert root.findtext(f"{SVG}title") == "Tên"
    assert root.findtext(f"{SVG}desc") == "Nói gì"
    tags = {element.tag.removeprefix(SVG) for element in root.iter() if element.tag.startswith(SVG)}
    assert not tags & {"text", "style", "font", "image", "script"}


def test_what_the_svg_cannot_show_is_refused_by_name() -> None:
    with pikepdf.open(io.BytesIO(piece().pdf)) as pdf:
        pdf.pages[0].contents_add(b"0 0 0 1 k 0 0 10 10 re f")
        file = io.BytesIO()
        pdf.save(file)
    with pytest.raises(ContentError) as caught:
        page_svg(file.getvalue(), 0)
    assert caught.value.problems[0].code == "svg-not-drawn"
    assert "“k”" in str(caught.value)


@pytest.mark.parametrize("destination", [anpham.Destination.SCREEN, anpham.Destination.PRESS])
def test_a_column_comes_as_pdf_svg_and_png_of_its_size(
    tmp_path: Path, destination: anpham.Destination
) -> None:
    (file,) = anpham.make(
        date=DATE,
        materials="column",
        issuer="Thới An",
        destination=destination,
        output=tmp_path,
    ).files
    assert file.preflight is not None
    assert file.preflight.fits()
    assert [one.kind for one in file.outputs] == ["pdf", "svg", "png"]
    with Image.open(file.outputs[2].path) as picture:
        assert picture.size == (2008, 5906)
        sides = [
            side / dpi * 25.4 for side, dpi in zip(picture.size, picture.info["dpi"], strict=True)
        ]
        (code,) = zxingcpp.read_barcodes(picture)
    assert sides == pytest.approx([85, 250], abs=0.01)
    assert code.text == "https://mst.gov.vn/van-ban-phap-luat/14668.htm"
    assert file.outputs[1].alt == file.outputs[2].alt
    assert "Quét mã để đọc toàn văn" in (file.outputs[1].alt or "")


@pytest.mark.parametrize(
    ("theme", "mode"),
    [("ban-tin-1-mau", "P"), ("den-trang", "P"), ("ban-tin-2-mau", "RGB"), ("hien-dai", "RGB")],
)
def test_a_picture_of_one_ink_takes_a_byte_a_pixel_and_shows_the_same(
    theme: str, mode: str
) -> None:
    pdf = piece(theme).pdf
    size = picture_size((85, 250), None, 150)
    with Image.open(io.BytesIO(page_png(pdf, 0, size))) as picture:
        assert picture.mode == mode
        assert "srgb" in picture.info
        shown = np.asarray(picture.convert("RGB"), dtype=np.int16)
    assert np.abs(shown - draw_trim(pdf, 0, size.pixels)).max() <= (2 if mode == "P" else 0)


@pytest.mark.parametrize("size", ["85x250mm", "60x250mm", "90x250mm"])
@pytest.mark.parametrize("theme", ["ban-tin-1-mau", "hien-dai"])
def test_a_column_has_room_for_a_logo_and_those_who_issue_it_too(
    size: str, theme: str, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<circle cx="4" cy="4" r="4"/></svg>'
    )
    (file,) = anpham.make(
        date=DATE,
        materials="column",
        issuer="Thới An",
        logo=logo,
        co_issuers=("Ủy ban Mặt trận Tổ quốc Việt Nam phường Thới An",),
        size=size,
        theme=theme,
        check=False,
        output=tmp_path,
    ).files
    assert not [one.code for one in file.findings if one.code.endswith("-not-printed")]


def test_steps_that_are_told_from_one_another_add_up_to_no_error() -> None:
    steps = [("M", ((0.0, 0.0),)), *(("L", ((4.0 * n, 0.0),)) for n in range(1, 1001)), ("Z", ())]
    # A thousand steps of 0.004 pt, each of which alone would round to nothing.
    glyph = _drawn_glyph(steps, (0.001, 0, 0, 0.001))
    moved = [float(x) for x in re.findall(r"l([-\d.]+) ", glyph.steps)]
    assert sum(moved) == pytest.approx(4)
    assert glyph.at((7, 5)).startswith("M7 5l")


def test_in_one_ink_a_column_for_the_press_has_black_alone(tmp_path: Path) -> None:
    (file,) = anpham.make(
        date=DATE, materials="column", issuer="Thới An", destination="press", output=tmp_path
    ).files
    assert file.preflight is not None
    assert file.preflight.facts.inks == ("Black",)


@pytest.mark.slow
@pytest.mark.parametrize(
    "numbers", [(1,), (3,), (5,), (11,), (14,), (7, 7), (4, 4, 6), (3, 4, 4, 3), (1,) * 6]
)
@pytest.mark.parametrize("size", ["85x250mm", "60x250mm", "90x250mm"])
@pytest.mark.parametrize("theme", ["ban-tin-1-mau", "hien-dai"])
def test_any_number_of_items_is_laid_out(numbers: tuple[int, ...], size: str, theme: str) -> None:
    manifest = workshop().catalogue.material("column")
    made = workshop().make(
        replace(
            job("poster"),
            campaign=made_campaign(counts(*numbers)),
            material=manifest,
            size=manifest.size(size),
            theme=theme,
            profile=profile("screen"),
        )
    )
    assert len(made.items) == sum(numbers)


@pytest.mark.parametrize("theme", ["ban-tin-1-mau", "hien-dai"])
def test_a_column_looks_as_accepted(theme: str, update_goldens: bool) -> None:
    picture = Image.fromarray(draw_trim(piece(theme).pdf, 0, (340, 1000)))
    compare(f"column-{theme}", picture.crop((0, 0, 340, 320)), update=update_goldens)
