"""Files of pixels: kinds, damage, colours stated otherwise, and pictures that fill a box."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from draw.test_images import INCH, OFFICE, PRESS, opened, photo, placed, saved
from numpy.typing import NDArray
from PIL import ExifTags, Image
from support.blockpictures import ABOUT, page_image
from support.sheets import THEME, lay_out, sheet

from generator.core.errors import MissingResourceError, TemplateError
from generator.draw.icons import IconBook
from generator.draw.images import Picture
from generator.draw.painter import Painter
from generator.draw.placement import Frame
from generator.draw.svg.drawing import SvgDrawing
from generator.draw.target import Target
from generator.sheet.model import Edges

EXIF = Image.Exif()
EXIF[ExifTags.Base.Orientation] = 6

#: A whole file of each kind that can be shown, and how Pillow is asked for it.
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "PNG": ("PNG", {}),
    "PNG with EXIF": ("PNG", {"exif": EXIF}),
    "JPEG": ("JPEG", {}),
    "progressive JPEG": ("JPEG", {"progressive": True}),
    "WebP": ("WEBP", {}),
    "lossless WebP": ("WEBP", {"lossless": True}),
    "GIF": ("GIF", {}),
    "TIFF": ("TIFF", {}),
    "TIFF in LZW": ("TIFF", {"compression": "tiff_lzw"}),
    "BMP": ("BMP", {}),
}


def file_of(kind: str, image: Image.Image | None = None) -> bytes:
    format_, options = KINDS[kind]
    return saved(image or photo(120, 80), format_, **options)


def fault(data: bytes) -> tuple[str, str]:
    with pytest.raises(MissingResourceError) as caught:
        placed(data)
    (problem,) = caught.value.problems
    assert problem.code == "unusable-picture"
    return str(problem.message), str(problem.hint)


# -- kinds


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_of_each_kind_is_shown_in_its_colours(kind: str) -> None:
    flat = Image.new("RGB", (60, 40), (200, 16, 46))
    pixels, _, _ = opened(placed(file_of(kind, flat)))
    assert np.abs(pixels.reshape(-1, 3).astype(int) - (200, 16, 46)).max() <= 4


def test_inks_of_a_tiff_are_kept_for_a_press() -> None:
    inks = Image.new("CMYK", (40, 40), (10, 200, 180, 0))
    pixels, _, _ = opened(placed(saved(inks, "TIFF"), PRESS))
    assert (pixels == (10, 200, 180, 0)).all()


def test_16_bits_of_a_tiff_are_read_whole() -> None:
    values = np.linspace(0, 65535, 256).astype(np.uint16)[None, :].repeat(4, axis=0)
    pixels, _, _ = opened(placed(saved(Image.fromarray(values), "TIFF"), width_pt=INCH * 10))
    assert np.abs(pixels[0].astype(int) - np.arange(256)).max() <= 1


def test_transparency_of_a_webp_is_kept() -> None:
    clear = Image.new("RGBA", (40, 40), (200, 16, 46, 128))
    _, _, mask = opened(placed(saved(clear, "WEBP", lossless=True)))
    assert mask is not None
    assert (mask == 128).all()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WebP", "TIFF"])
def test_a_photo_of_each_kind_stands_as_it_was_held(kind: str) -> None:
    upright = photo(60, 40)
    format_, options = KINDS[kind]
    pixels, _, _ = opened(placed(saved(upright, format_, exif=EXIF, **options)))
    assert pixels.shape[:2] == (60, 40)


@pytest.mark.parametrize("format_", ["GIF", "TIFF", "WEBP"])
def test_of_several_pictures_the_first_is_shown_and_the_user_is_told(format_: str) -> None:
    red, blue = Image.new("RGB", (40, 40), "red"), Image.new("RGB", (40, 40), "blue")
    data = saved(red, format_, save_all=True, append_images=[blue])
    pixels, _, _ = opened(placed(data))
    assert int(pixels[20, 20][0]) > 240
    (finding,) = Picture("icons/a.tif", data).findings()
    assert finding.code == "picture-of-several"
    assert finding.place.file == "icons/a.tif"
    assert Picture("icons/a.tif", saved(red, format_)).findings() == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "AVIF"),
        (b"%PDF-1.4\n", "PDF"),
        (b"8BPS\0\1", "Photoshop"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (b"PK\x03\x04\x14\0", "Word"),
        (b"RIFF\x10\0\0\0CDRDvrsn", "CorelDRAW"),
        (b"<!DOCTYPE html><html>", "SVG, HTML"),
        (b"\n  <svg xmlns='http://www.w3.org/2000/svg'/>", "SVG, HTML"),
    ],
)
def test_a_file_of_another_kind_is_named(data: bytes, kind: str) -> None:
    message, hint = fault(data)
    assert kind in message
    assert "JPEG" in hint or ".svg" in hint


def test_a_photo_of_an_iphone_comes_with_the_way_to_a_jpeg() -> None:
    _, hint = fault(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert "Most Compatible" in hint


def test_colours_that_nobody_can_tell_are_refused() -> None:
    message, _ = fault(saved(Image.fromarray(np.ones((9, 9), np.float32)), "TIFF"))
    assert "colours" in message


# -- damage


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_picture_that_is_cut_off_is_refused_as_damaged(kind: str, share: float) -> None:
    data = file_of(kind)
    assert fault(data[: int(len(data) * share)])[0] == "the picture is damaged"


@pytest.mark.parametrize("kind", ["PNG", "PNG with EXIF"])
def test_a_png_with_a_changed_byte_is_refused_as_damaged(kind: str) -> None:
    data = bytearray(file_of(kind))
    data[len(data) // 2] ^= 0x10
    assert fault(bytes(data))[0] == "the picture is damaged"


# -- colours that a PNG states


def stated(image: Image.Image, *chunks: tuple[bytes, bytes]) -> bytes:
    data = saved(image)
    written = [
        struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))
        for kind, content in chunks
        for body in [kind + content]
    ]
    return data[:33] + b"".join(written) + data[33:]


def gamma(value: float) -> tuple[bytes, bytes]:
    return b"gAMA", struct.pack(">I", round(value * 100_000))


PRIMARIES = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)


def primaries(*values: float) -> tuple[bytes, bytes]:
    return b"cHRM", struct.pack(">8I", *(round(value * 100_000) for value in values))


def shown(data: bytes) -> NDArray[np.int_]:
    pixels, _, _ = opened(placed(data))
    first: NDArray[np.int_] = pixels.reshape(-1, pixels.shape[2] if pixels.ndim == 3 else 1)[0]
    return first.astype(int)


FLAT = Image.new("RGB", (20, 20), (120, 60, 200))


def test_a_png_that_states_linear_light_is_shown_as_browsers_do() -> None:
    assert np.abs(shown(stated(FLAT, gamma(1.0))) - (181, 132, 229)).max() <= 2


def test_a_grey_png_that_states_linear_light_is_shown_as_browsers_do() -> None:
    assert abs(shown(stated(Image.new("L", (20, 20), 120), gamma(1.0)))[0] - 181) <= 2


def test_a_png_with_wider_primaries_has_stronger_colours() -> None:
    wide = primaries(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
    plain = Image.new("RGB", (20, 20), (100, 180, 100))
    red, green, blue = shown(stated(plain, gamma(1 / 2.2), wide))
    assert red < 95
    assert green >= 180
    assert blue < 100


@pytest.mark.parametrize(
    "chunks",
    [
        [gamma(0.45455)],
        [gamma(0.45455), primaries(*PRIMARIES)],
        [(b"sRGB", b"\0"), gamma(1.0)],
        [gamma(0.0)],
        [gamma(30.0)],
    ],
    ids=["gamma of sRGB", "all of sRGB", "sRGB wins", "none", "too much"],
)
def test_a_png_that_states_srgb_or_nonsense_is_left_alone(
    chunks: list[tuple[bytes, bytes]],
) -> None:
    assert tuple(shown(stated(FLAT, *chunks))) == (120, 60, 200)


# -- names


@pytest.fixture
def icons(tmp_path: Path) -> Path:
    folder = tmp_path / "icons"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("file", "src"),
    [
        ("anh.JPG", "anh.JPG"),
        ("anh.JPG", "anh.jpg"),
        ("anh.jpg", "ANH.JPG"),
        ("Anh Bo Suoi.jpeg", "Anh Bo Suoi.jpeg"),
        ("a\u0309nh.jfif", "ảnh.jfif"),
        ("ảnh.jfif", "a\u0309nh"),
        ("anh.2026.webp", "anh.2026"),
        ("anh.2026.webp", "anh.2026.webp"),
        ("anh.tif", "anh"),
        ("anh.GIF", "anh"),
        ("anh.bmp", "anh.bmp"),
        ("anh.heic", "anh.heic"),
        ("anh.heic", "anh"),
    ],
)
def test_a_picture_is_found_by_its_name(icons: Path, file: str, src: str) -> None:
    (icons / file).write_bytes(b"data")
    found = IconBook([icons]).picture(src)
    assert isinstance(found, Picture)
    assert found.data == b"data"


def test_a_drawing_is_found_by_its_name(icons: Path) -> None:
    (icons / "Logo.SVG").write_text('<svg viewBox="0 0 7 7"/>', "utf-8")
    book = IconBook([icons])
    for src in ("Logo.SVG", "Logo", "logo.svg", "logo"):
        assert isinstance(book.picture(src), SvgDrawing)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_drawing_is_read_in_the_encoding_that_it_states(icons: Path, encoding: str) -> None:
    declared = {"cp1252": "ISO-8859-1"}.get(encoding, encoding.removesuffix("-sig"))
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><svg viewBox="0 0 7 7"><title>é</title></svg>'
    )
    (icons / "logo.svg").write_bytes(text.encode(encoding))
    assert isinstance(IconBook([icons]).picture("logo"), SvgDrawing)


def test_that_which_can_be_shown_wins_over_what_cannot(icons: Path) -> None:
    (icons / "anh.heic").write_bytes(b"heic")
    (icons / "anh.png").write_bytes(b"png")
    assert IconBook([icons]).picture("anh").data == b"png"  # type: ignore[union-attr]


@pytest.mark.parametrize("src", ["anh.png", "../anh", "sub/anh.jpg", "khong-co"])
def test_a_picture_that_is_not_there_is_named_with_a_way(icons: Path, src: str) -> None:
    (icons / "anh.jpg").write_bytes(b"jpg")
    with pytest.raises(MissingResourceError) as caught:
        IconBook([icons]).picture(src)
    (problem,) = caught.value.problems
    assert problem.code == "unknown-picture"
    assert src in str(problem.message)
    assert problem.hint


def painted(icons: Path, *markups: str, css: str, target: Target = OFFICE) -> bytes:
    painter = Painter(IconBook([icons]), THEME, target)
    return painter.paint(lay_out(sheet(css, *markups)), ABOUT)


@pytest.mark.parametrize(("src", "words"), [("no", "no picture"), ("bad", "damaged")])
def test_a_picture_that_cannot_be_used_is_named_at_the_templates_line(
    icons: Path, src: str, words: str
) -> None:
    (icons / "bad.png").write_bytes(saved(photo())[:99])
    with pytest.raises(MissingResourceError) as caught:
        painted(icons, f'<h1>Chào</h1><img src="{src}" alt=""/>', css="img { height: 9mm; }")
    (problem,) = caught.value.problems
    assert "bad" not in str(problem.place.file)
    assert words in str(problem.message)
    assert src == "no" or "bad.png: " in str(problem.message)


# -- pictures that fill their box


def quarters(columns: int, rows: int) -> Image.Image:
    """Red, green, blue and black, from the top left to the lower right."""
    image = Image.new("RGB", (columns, rows), "black")
    image.paste("red", (0, 0, columns // 2, rows // 2))
    image.paste("lime", (columns // 2, 0, columns, rows // 2))
    image.paste("blue", (0, rows // 2, columns // 2, rows))
    return image


@pytest.mark.parametrize(
    ("position", "red"),
    [("", 0.5), ("left", 1.0), ("100%", 0.0), ("top right", 0.0), ("25% center", 0.75)],
)
def test_a_photo_fills_its_box_around_the_point_that_the_style_says(
    icons: Path, position: str, red: float
) -> None:
    (icons / "wide.png").write_bytes(saved(quarters(400, 100)))
    focus = f"object-position: {position};" if position else ""
    css = f"img {{ position: absolute; left: 10mm; top: 10mm; width: 40mm; height: 20mm; object-fit: cover; {focus} }}"  # noqa: E501
    pdf = painted(icons, '<h1>Chào</h1><img src="wide" alt=""/>', css=css)
    row = np.asarray(page_image(pdf, 254))[150, 105:495]
    assert abs((row == (255, 0, 0)).all(axis=1).mean() - red) < 0.03
    assert (row == 255).all(axis=1).mean() == 0


def test_what_is_cut_off_is_not_in_the_file() -> None:
    data = saved(quarters(400, 100))
    frame = Frame(0, -10, 10, 10, is_filled=True, x=0.0)
    _, made = Picture("x", data).placed(10, 10, OFFICE, frame)
    pixels, _, _ = opened(made)
    assert pixels.shape[0] == pixels.shape[1]
    assert not (pixels == (0, 255, 0)).all(axis=2).any()


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_turned_photo_is_cut_where_it_is_seen(turn: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    upright = quarters(400, 100)
    stored = upright
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    if turn in back:
        stored = upright.transpose(back[turn])
    for format_ in ("PNG", "JPEG"):
        frame = Frame(0, -10, 10, 10, is_filled=True, x=0.0)
        _, made = Picture("x", saved(stored, format_, exif=exif)).placed(10, 10, OFFICE, frame)
        pixels, _, _ = opened(made)
        red, blue = pixels[pixels.shape[0] // 4, 2], pixels[-pixels.shape[0] // 4, 2]
        assert red[0] > 200
        assert blue[2] > 200


def test_a_photo_that_fills_a_box_at_the_trim_runs_into_the_bleed(icons: Path) -> None:
    (icons / "photo.png").write_bytes(saved(quarters(100, 100)))
    css = (
        "page { background: var(--ground); }"
        "h1 { position: absolute; left: 10mm; bottom: 5mm; width: 80mm; height: 10mm; }"
        "img { position: absolute; left: 0mm; top: 30mm; width: 60mm; height: 40mm; "
        "object-fit: cover; }"
    )
    target = Target(icc=OFFICE.icc, bleed=Edges(9, 9, 9, 9))
    pdf = painted(icons, '<h1>Chào</h1><img src="photo" alt=""/>', css=css, target=target)
    page = np.asarray(page_image(pdf, 72))
    assert tuple(page[100, 1]) == (255, 0, 0)
    contained = css.replace("cover", "contain")
    pdf = painted(icons, '<h1>Chào</h1><img src="photo" alt=""/>', css=contained, target=target)
    assert tuple(np.asarray(page_image(pdf, 72))[100, 1]) != (255, 0, 0)


def test_a_drawing_fills_its_box_as_a_photo_does(icons: Path) -> None:
    (icons / "wide.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path fill="red" '
        'd="M0 0h20v10h-20z"/><path fill="blue" d="M20 0h20v10h-20z"/></svg>',
        "utf-8",
    )
    css = (
        "img { position: absolute; left: 10mm; top: 10mm; width: 20mm; height: 20mm; "
        "object-fit: cover; object-position: right; }"
    )
    page = np.asarray(
        page_image(painted(icons, '<h1>Chào</h1><img src="wide" alt=""/>', css=css), 254)
    )
    assert (page[105:295, 105:295] == (0, 0, 255)).all()
    assert (page[105:295, 305:400] == 255).all()


@pytest.mark.parametrize(
    "rule",
    ["object-fit: fill", "object-position: 5mm", "object-position: left right",
     "object-position: 120%", "object-position: top top", "object-position: left top 5%"],
)  # fmt: skip
def test_a_place_that_is_none_is_an_error_with_its_line(icons: Path, rule: str) -> None:
    with pytest.raises(TemplateError, match=rule.split(":")[0]):
        painted(icons, '<img src="x" alt=""/>', css=f"img {{ {rule}; }}")
