"""Pictures of pages: for each rule a planted defect that it finds, and a sound neighbour."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo
from support.workshop import DATE

import anpham
from generator.outputs.png import page_png, picture_size
from generator.preflight.pictures.brief import ExpectedPicture
from generator.preflight.pictures.verification import RULES, verify_picture

DPI = 150


@cache
def insert() -> bytes:
    (piece,) = anpham.Workshop().make(
        date=DATE, materials="insert", issuer="Thới An", destination="screen"
    )
    return piece.pdf


@cache
def sound() -> ExpectedPicture:
    """A picture of the insert, with its code, as it is made."""
    trim = (148.0, 210.0)
    return ExpectedPicture(
        source="insert.png",
        data=page_png(insert(), 0, picture_size(trim, None, DPI), "Trang bản tin"),
        pdf=insert(),
        page=0,
        trim_mm=trim,
        dpi=DPI,
        most_bytes=1_000_000,
        codes=("https://mst.gov.vn/van-ban-phap-luat/14668.htm",),
    )


def saved(picture: Image.Image, *, srgb: bool = True, **options: Any) -> bytes:
    info = PngInfo()
    if srgb:
        info.add(b"sRGB", b"\0")
    file = io.BytesIO()
    picture.save(file, format="PNG", pnginfo=info, **{"dpi": (DPI, DPI), **options})
    return file.getvalue()


def drawn() -> Image.Image:
    return Image.open(io.BytesIO(sound().data)).convert("RGB")


def codes(picture: ExpectedPicture) -> list[str]:
    return [finding.code for finding in verify_picture(picture)]


def painted_over(box: tuple[int, int, int, int]) -> bytes:
    picture = drawn()
    ImageDraw.Draw(picture).rectangle(box, fill="white")
    return saved(picture)


def code_box() -> tuple[int, int, int, int]:
    """The lower right corner, where the insert has its code."""
    picture = drawn()
    return picture.width * 6 // 10, picture.height * 7 // 10, picture.width, picture.height


DEFECTS: dict[str, Callable[[], ExpectedPicture]] = {
    "picture-damaged": lambda: replace(sound(), data=sound().data[:-2000]),
    "picture-size": lambda: replace(sound(), data=saved(drawn().resize((870, 1240)))),
    "picture-paper-size": lambda: replace(sound(), data=saved(drawn(), dpi=(144, 144))),
    "picture-colours": lambda: replace(sound(), data=saved(drawn(), srgb=False)),
    "picture-file-size": lambda: replace(sound(), most_bytes=len(sound().data) - 1),
    "picture-differs": lambda: replace(sound(), data=painted_over((60, 60, 110, 70))),
    "picture-code": lambda: replace(sound(), codes=("https://example.vn/",)),
}


def test_a_picture_as_it_is_made_is_sound() -> None:
    assert codes(sound()) == []


def test_every_rule_has_a_planted_defect() -> None:
    assert set(DEFECTS) == {rule.code for rule in RULES}


@pytest.mark.parametrize("code", DEFECTS)
def test_a_planted_defect_is_found_and_nothing_else(code: str) -> None:
    assert set(codes(DEFECTS[code]())) == {code}


@pytest.mark.parametrize(
    "data",
    [
        lambda: saved(drawn(), optimize=True),
        lambda: saved(drawn(), dpi=(DPI + 0.05, DPI - 0.05)),
        lambda: saved(drawn().quantize(256), compress_level=1),
    ],
    ids=["packed anew", "a rounded resolution", "a palette of 256 colours"],
)
def test_a_sound_neighbour_is_quiet(data: Callable[[], bytes]) -> None:
    assert codes(replace(sound(), data=data())) == []


def test_a_text_that_a_hand_changed_is_found_where_it_stands() -> None:
    picture = drawn()
    # A stroke as large as the tail that makes a full stop a comma.
    ImageDraw.Draw(picture).line((20, 500, 23, 506), fill="black", width=2)
    (finding,) = verify_picture(replace(sound(), data=saved(picture)))
    assert finding.code == "picture-differs"
    assert abs(finding.message.values["x"] - 20) <= 2  # type: ignore[operator]


def test_a_code_that_is_covered_is_not_read() -> None:
    found = codes(replace(sound(), data=painted_over(code_box())))
    assert found == ["picture-code", "picture-differs"]


def test_a_code_that_nobody_asked_for_is_found() -> None:
    assert codes(replace(sound(), codes=())) == ["picture-code"]


@pytest.mark.parametrize("mode", ["L", "RGBA", "CMYK", "I;16"])
def test_other_colours_than_rgb_of_8_bits_are_found(mode: str) -> None:
    picture = drawn().convert("L" if mode == "I;16" else mode)
    if mode == "CMYK":  # a PNG holds none
        return
    if mode == "I;16":
        picture = picture.convert("I").point(lambda value: value * 257).convert("I;16")
    assert "picture-colours" in codes(replace(sound(), data=saved(picture)))


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"GIF89a"])
def test_what_is_no_png_is_damaged(data: bytes) -> None:
    assert codes(replace(sound(), data=data)) == ["picture-damaged"]


def test_pixels_of_an_order_count_whatever_the_paper() -> None:
    size = picture_size((285.75, 285.75), (1080, 1080), 300)
    picture = replace(sound(), data=page_png(insert(), 0, size), pixels=(1080, 1080), most_bytes=0)
    assert codes(picture) == []
    assert codes(replace(picture, pixels=(1080, 1350)))[0] == "picture-size"
