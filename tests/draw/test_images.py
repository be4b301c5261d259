"""Pictures of pixels: how they are found, brought into a file's colours, and what judges say."""

from __future__ import annotations

import re
import shutil
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms
from support.blockpictures import ABOUT
from support.ghostscript import separations
from support.rendering import render
from support.sheets import THEME, lay_out, sheet
from support.shipped import ASSETS, DATA
from support.structure import tree
from support.tools import Run
from support.verapdf import judge
from support.workshop import profile

from generator.core.errors import InputOutputError, MissingResourceError, TemplateError
from generator.draw import images
from generator.draw.icons import IconBook
from generator.draw.images import Picture
from generator.draw.objects import ImageObject
from generator.draw.painter import Painter
from generator.draw.svg.drawing import SvgDrawing
from generator.draw.target import Target
from generator.press.ink_conversion import InkConversion
from generator.press.output_intents import icc_profile
from generator.press.target import target_of
from generator.sheet.model import Edges

OFFICE = target_of(profile("office"), ASSETS.icc)
PRESS = target_of(profile("offset"), ASSETS.icc)
UNCOATED = target_of(profile("uncoated"), ASSETS.icc)

#: Placed at this width, in pt, a picture has as many pixels as ppi.
INCH = 72.0

SQUARE = "img { position: absolute; left: 10mm; top: 10mm; width: 40mm; height: 40mm; }"

Pixels = NDArray[np.uint8]


def photo(columns: int = 48, rows: int = 32, seed: int = 1) -> Image.Image:
    """Colours of all kinds in soft transitions, as a photo has them; no pure white or grey."""
    coarse = np.random.default_rng(seed).integers(0, 256, (4, 6, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize((columns, rows), Image.Resampling.BILINEAR)


def logo(columns: int = 64) -> Image.Image:
    """A red disc on nothing, its edge soft."""
    y, x = np.mgrid[:columns, :columns] - (columns - 1) / 2
    alpha = np.clip(columns / 2 - np.hypot(x, y), 0, 1) * 255
    pixels = np.dstack([np.full_like(alpha, part) for part in (200, 16, 46)] + [alpha])
    return Image.fromarray(pixels.astype(np.uint8))


def saved(image: Image.Image, format_: str = "PNG", **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()


def placed(data: bytes, target: Target = OFFICE, width_pt: float = INCH) -> ImageObject:
    """The image of a file that is placed at this width, however high that makes it."""
    return Picture("x", data).placed(width_pt, 100 * width_pt, target)[1]


def opened(made: ImageObject) -> tuple[Pixels, dict[str, Any], Pixels | None]:
    """An object's pixels and dictionary as pikepdf reads them, and its mask's pixels."""
    pdf = pikepdf.new()

    def parsed(written: bytes) -> pikepdf.Object:
        head, rest = written.split(b"\nstream\n", 1)
        entries = pikepdf.Object.parse(head)
        data = rest.removesuffix(b"\nendstream")
        assert int(entries.Length) == len(data)
        image = pikepdf.Stream(pdf, data)
        for key, value in entries.items():
            if key != "/Length":
                image[key] = value
        return image

    # Its mask is read by itself.
    image = parsed(ImageObject(made.entries, made.data).stream_object(b""))
    mask = None if made.mask is None else pixels_of(parsed(made.mask))
    return pixels_of(image), {key: str(image[key]) for key in image.keys()}, mask  # noqa: SIM118


def pixels_of(image: pikepdf.Object) -> Pixels:
    """Rows, columns and channels of an image XObject."""
    if image.Filter == "/DCTDecode":
        return np.asarray(Image.open(BytesIO(image.read_raw_bytes())))
    shape = (int(image.Height), int(image.Width), -1)
    return np.frombuffer(image.read_bytes(), np.uint8).reshape(shape).squeeze()


def by_hand(image: Image.Image, source: bytes, result: bytes, mode: str) -> Pixels:
    """``image`` as ImageCms converts it, asked as the standard for pictures has it."""
    converted = ImageCms.profileToProfile(
        image,
        BytesIO(source),
        BytesIO(result),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode=mode,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None
    return np.asarray(converted)


def srgb_like() -> bytes:
    """A profile in other words than ours, its red a trifle off."""
    profile_ = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red = int.from_bytes(profile_[(at := tags(profile_)[b"rXYZ"]) + 4 : at + 8], "big")
    profile_[red + 11] ^= 0x40
    return bytes(profile_)


def wide_gamut() -> bytes:
    """A profile of colours that are not sRGB's: its red and green channel swapped."""
    profile_ = bytearray(icc_profile("srgb", ASSETS.icc))
    red, green = (tags(profile_)[name] for name in (b"rXYZ", b"gXYZ"))
    profile_[red : red + 4], profile_[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile_)


def tags(profile_: bytes | bytearray) -> dict[bytes, int]:
    """Where the entry of each tag stands in a profile's table."""
    entries = range(132, 132 + 12 * int.from_bytes(profile_[128:132], "big"), 12)
    return {bytes(profile_[at : at + 4]): at for at in entries}


# -- colours


@pytest.mark.parametrize(("target", "intent"), [(PRESS, "fogra39"), (UNCOATED, "fogra29")])
def test_a_photo_for_a_press_goes_through_the_profile_of_its_inks(
    target: Target, intent: str
) -> None:
    pixels, entries, _ = opened(placed(saved(photo()), target))
    assert entries["/ColorSpace"] == "/DeviceCMYK"
    expected = by_hand(
        photo(), icc_profile("srgb", ASSETS.icc), icc_profile(intent, ASSETS.icc), "CMYK"
    )
    np.testing.assert_array_equal(pixels, expected)


def test_a_logo_has_the_inks_of_a_drawing_in_its_colour() -> None:
    pixels, _, _ = opened(placed(saved(logo()), PRESS))
    recipe = InkConversion("fogra39", ASSETS.icc)((200 / 255, 16 / 255, 46 / 255))
    assert pixels[32, 32] / 255 == pytest.approx(recipe, abs=0.005)


def test_white_is_bare_paper() -> None:
    image = photo()
    image.paste((255, 255, 255), (0, 0, 9, 9))
    pixels, _, _ = opened(placed(saved(image), PRESS))
    assert not pixels[:9, :9].any()


@pytest.mark.parametrize("target", [OFFICE, PRESS])
@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "1"])
def test_a_picture_without_colours_is_one_channel_of_grey(target: Target, mode: str) -> None:
    grey = photo().convert("L")
    image = grey.convert("RGB").quantize(256) if mode == "P" else grey.convert(mode)
    pixels, entries, mask = opened(placed(saved(image), target))
    assert entries["/ColorSpace"] == "/DeviceGray"
    assert mask is None
    np.testing.assert_array_equal(pixels, np.asarray(image.convert("L")))


@pytest.mark.parametrize("colour", [(90, 90, 95), (95, 90, 90), (90, 95, 90)])
def test_a_picture_with_one_coloured_pixel_is_not_grey(colour: tuple[int, int, int]) -> None:
    image = photo().convert("L").convert("RGB")
    image.putpixel((7, 7), colour)
    assert opened(placed(saved(image)))[1]["/ColorSpace"] == "/DeviceRGB"


def test_colours_that_nobody_can_see_do_not_make_a_picture_coloured() -> None:
    image = photo().convert("L").convert("RGBA")
    image.paste((255, 0, 0, 0), (0, 0, 5, 5))
    _, entries, mask = opened(placed(saved(image), PRESS))
    assert entries["/ColorSpace"] == "/DeviceGray"
    assert mask is not None


def test_an_embedded_profile_is_honoured() -> None:
    data = saved(photo(), icc_profile=wide_gamut())
    for target, result, mode in ((OFFICE, "srgb", "RGB"), (PRESS, "fogra39", "CMYK")):
        pixels, _, _ = opened(placed(data, target))
        expected = by_hand(photo(), wide_gamut(), icc_profile(result, ASSETS.icc), mode)
        np.testing.assert_array_equal(pixels, expected)
        plain, _, _ = opened(placed(saved(photo()), target))
        assert np.abs(pixels.astype(int) - plain).max() > 50


def test_a_profile_of_other_colours_or_of_none_is_left_alone() -> None:
    plain = placed(saved(photo()), PRESS)
    for wrong in (icc_profile("fogra39", ASSETS.icc), b"no profile", wide_gamut()[:300]):
        assert placed(saved(photo(), icc_profile=wrong), PRESS) == plain


def test_a_profile_that_means_srgb_by_another_name_changes_nothing() -> None:
    assert placed(saved(photo(), icc_profile=srgb_like())) == placed(saved(photo()))


def test_a_picture_in_ink_keeps_its_inks_for_a_press_and_is_converted_for_an_office() -> None:
    inks = Image.fromarray(
        by_hand(
            photo(), icc_profile("srgb", ASSETS.icc), icc_profile("fogra39", ASSETS.icc), "CMYK"
        )
    )
    inks = Image.frombytes("CMYK", inks.size, inks.tobytes())
    data = saved(inks, "JPEG", quality=100, subsampling=0)
    read = Image.open(BytesIO(data))
    pixels, entries, _ = opened(placed(data, PRESS))
    assert entries["/ColorSpace"] == "/DeviceCMYK"
    np.testing.assert_array_equal(pixels, np.asarray(read))
    pixels, entries, _ = opened(placed(data, OFFICE))
    assert entries["/ColorSpace"] == "/DeviceRGB"
    expected = by_hand(
        read, icc_profile("fogra39", ASSETS.icc), icc_profile("srgb", ASSETS.icc), "RGB"
    )
    assert np.abs(pixels.astype(int) - expected).mean() < 3  # It is a JPEG once more.


def test_a_picture_for_other_inks_is_separated_anew_but_its_black_stays_black() -> None:
    inks = np.zeros((32, 32, 4), np.uint8)
    inks[..., 3] = 255
    inks[:16] = np.repeat([(200, 100, 50, 0), (0, 200, 0, 9), (0, 0, 200, 9)], [8, 4, 4], axis=0)[
        :, None
    ]
    image = Image.frombytes("CMYK", (32, 32), inks.tobytes())
    data = saved(image, "JPEG", quality=100, icc_profile=icc_profile("fogra29", ASSETS.icc))
    pixels, _, _ = opened(placed(data, PRESS))
    expected = by_hand(
        Image.open(BytesIO(data)),
        icc_profile("fogra29", ASSETS.icc),
        icc_profile("fogra39", ASSETS.icc),
        "CMYK",
    )
    np.testing.assert_array_equal(pixels[:16], expected[:16])
    np.testing.assert_array_equal(pixels[16:], inks[16:])
    assert not np.array_equal(pixels[16:], expected[16:])


# -- pixels


@pytest.mark.parametrize("target", [OFFICE, PRESS])
def test_more_pixels_than_are_of_use_are_left_out(target: Target) -> None:
    capped = replace(target, max_ppi=30)
    for image in (photo(), logo(48), photo().convert("L")):
        pixels, _, mask = opened(placed(saved(image), capped))
        assert pixels.shape[1] == 30
        assert pixels.shape[0] == 30 * image.height // image.width
        assert mask is None or mask.shape == pixels.shape[:2]


def test_pixels_are_never_added() -> None:
    pixels, _, _ = opened(placed(saved(photo()), OFFICE, 100 * INCH))
    np.testing.assert_array_equal(pixels, np.asarray(photo()))


def test_a_reduced_edge_takes_no_colour_from_what_cannot_be_seen() -> None:
    image = Image.new("RGBA", (64, 64), (0, 255, 0, 0))
    image.paste((200, 16, 46, 255), (0, 0, 31, 64))
    pixels, _, mask = opened(placed(saved(image), replace(OFFICE, max_ppi=16)))
    assert mask is not None
    assert 0 < mask[8, 7] < 255
    assert np.abs(pixels[mask > 8].astype(int) - (200, 16, 46)).max() <= 8


def test_a_reduced_jpeg_looks_as_the_picture_did() -> None:
    large = photo(640, 480)
    made = placed(saved(large, "JPEG", quality=95), replace(OFFICE, max_ppi=40))
    pixels, entries, _ = opened(made)
    assert entries["/Filter"] == "/DCTDecode"
    assert np.abs(pixels.astype(int) - np.asarray(large.resize((40, 30)))).mean() < 4


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("format_", ["PNG", "JPEG"])
def test_a_picture_stands_as_the_camera_was_held(turn: int, format_: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    image = Image.new("RGB", (60, 40), (255, 255, 255))
    image.paste((250, 0, 0), (0, 0, 30, 20))
    pixels, _, _ = opened(placed(saved(image, format_, exif=exif), OFFICE))
    assert pixels.shape[:2] == ((40, 60) if turn < 5 else (60, 40))
    right, below = pixels.shape[1] * 3 // 4, pixels.shape[0] * 3 // 4
    reddest = {
        (x, y) for x in (9, right) for y in (9, below) if pixels[y, x, 1] < 60 < pixels[y, x, 0]
    }
    corner = {1: "lt", 2: "rt", 3: "rb", 4: "lb", 5: "lt", 6: "rt", 7: "rb", 8: "lb"}[turn]
    assert reddest == {(9 if corner[0] == "l" else right, 9 if corner[1] == "t" else below)}


def test_16_bits_of_grey_are_read_whole() -> None:
    values = np.linspace(0, 65535, 48 * 32).reshape(32, 48).astype(np.uint16)
    pixels, entries, mask = opened(placed(saved(Image.fromarray(values)), PRESS))
    assert entries["/ColorSpace"] == "/DeviceGray"
    assert mask is None
    assert np.abs(pixels - values / 257).max() <= 0.5


def test_one_value_of_16_bits_may_be_transparent() -> None:
    values = np.full((32, 48), 40000, np.uint16)
    values[:16] = 1234
    _, _, mask = opened(placed(saved(Image.fromarray(values), transparency=1234), PRESS))
    assert mask is not None
    assert (mask == np.where(values == 1234, 0, 255)).all()


def test_a_palette_may_be_transparent_in_part() -> None:
    image = photo().quantize(8)
    data = saved(image, transparency=bytes([0, 128] + 6 * [255]))
    pixels, _, mask = opened(placed(data, OFFICE))
    indices = np.asarray(image)
    assert mask is not None
    np.testing.assert_array_equal(mask, np.choose(np.minimum(indices, 2), [0, 128, 255]))
    np.testing.assert_array_equal(pixels, np.asarray(image.convert("RGB")))


def test_what_covers_in_full_has_no_mask() -> None:
    assert placed(saved(photo().convert("RGBA"))) == placed(saved(photo()))


def test_of_a_moving_picture_the_first_is_shown() -> None:
    data = saved(photo(), save_all=True, append_images=[photo(seed=2), photo(seed=3)])
    assert placed(data) == placed(saved(photo()))


# -- JPEG as it is


def scans(jpeg: bytes) -> bytes:
    return jpeg[jpeg.index(b"\xff\xda") :]


def test_a_jpeg_that_needs_no_change_goes_in_as_it_is() -> None:
    for image, target in ((photo(), OFFICE), (photo().convert("L"), PRESS)):
        data = saved(image, "JPEG", icc_profile=srgb_like() if image.mode == "RGB" else None)
        made = placed(data, target)
        assert scans(made.data) == scans(data)
        pixels, entries, _ = opened(made)
        assert entries["/Filter"] == "/DCTDecode"
        np.testing.assert_array_equal(pixels, np.asarray(Image.open(BytesIO(data))))


def test_where_and_with_what_a_photo_was_taken_is_not_passed_on() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "A camera"
    exif[ExifTags.Base.ImageDescription] = "My home"
    data = saved(photo(), "JPEG", exif=exif, comment="for nobody") + b"\0a film \xff\xd9"
    made = placed(data)
    for reported in (b"A camera", b"My home", b"for nobody", b"a film"):
        assert reported in data
        assert reported not in made.data
    assert made == placed(saved(photo(), "JPEG"))


def renamed(jpeg: bytes, names: bytes) -> bytes:
    """A JPEG of three components with other names for them."""
    frame, scan = jpeg.index(b"\xff\xc0"), jpeg.index(b"\xff\xda")
    changed = bytearray(jpeg)
    places = (frame + 10, frame + 13, frame + 16, scan + 5, scan + 7, scan + 9)
    for at, name in zip(places, names * 2, strict=True):
        changed[at] = name
    return bytes(changed)


@pytest.mark.parametrize(("options", "names"), [({}, b"\0\1\2"), ({"keep_rgb": True}, b"\1\2\3")])
def test_what_readers_may_take_for_other_colours_is_packed_anew(
    options: dict[str, Any], names: bytes
) -> None:
    data = renamed(saved(photo(), "JPEG", **options), names)
    made = placed(data)
    assert scans(data) not in made.data
    shown, read = (np.asarray(Image.open(BytesIO(one))) for one in (made.data, data))
    assert np.abs(shown.astype(int) - read).mean() < 3


@pytest.mark.parametrize(
    ("options", "target"),
    [
        ({}, PRESS),
        ({"progressive": True}, OFFICE),
        ({"icc_profile": wide_gamut()}, OFFICE),
        ({"keep_rgb": True}, OFFICE),
        ({}, replace(OFFICE, max_ppi=40)),
    ],
)
def test_a_jpeg_that_needs_a_change_is_packed_anew(options: dict[str, Any], target: Target) -> None:
    data = saved(photo(), "JPEG", **options)
    made = placed(data, target)
    assert scans(data) not in made.data
    assert (b"/FlateDecode" in made.entries) == (target is PRESS)


def test_a_photo_of_a_telephone_does_not_grow_by_much() -> None:
    noise = np.random.default_rng(5).normal(0, 5, (300, 400, 3))
    image = Image.fromarray((np.asarray(photo(400, 300)) * 0.9 + 12 + noise).astype(np.uint8))
    data = saved(image, "JPEG", quality=90, icc_profile=wide_gamut())
    assert len(placed(data).data) < 1.6 * len(data)


# -- what cannot be used


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        saved(photo(), "GIF")[:-100],
        saved(photo())[:400],
        saved(photo(), "JPEG")[:-200],
        saved(photo(), "JPEG").replace(b"\xff\xdb", b"\xff\x00", 1),
        b"\x89PNG\r\n\x1a\n" + bytes(40),
    ],
    ids=[
        "empty",
        "text",
        "gif",
        "half a png",
        "most of a jpeg",
        "a jpeg without a table",
        "png in name",
    ],
)
@pytest.mark.parametrize("target", [OFFICE, PRESS])
def test_what_is_no_picture_is_reported_by_its_file(data: bytes, target: Target) -> None:
    with pytest.raises(MissingResourceError) as caught:
        Picture("icons/logo.png", data).placed(9, 9, target)
    (problem,) = caught.value.problems
    assert problem.code == "unusable-picture"
    assert problem.place.file == "icons/logo.png"
    assert problem.hint


def test_a_picture_of_more_pixels_than_memory_takes_is_refused_before_it_is_read() -> None:
    bomb = saved(Image.new("1", (12_000, 10_001)))
    assert len(bomb) < 100_000
    with pytest.raises(MissingResourceError, match="120 million"):
        placed(bomb)
    header = b"IHDR" + struct.pack(">II", 60_000, 60_000) + bomb[24:29]
    with pytest.raises(MissingResourceError, match="120 million"):
        placed(bomb[:12] + header + struct.pack(">I", zlib.crc32(header)) + bomb[33:])


def test_a_target_without_profiles_shows_no_pictures() -> None:
    with pytest.raises(ValueError, match="ICC"):
        placed(saved(photo()), Target())


# -- names


@pytest.fixture
def icons(tmp_path: Path) -> Path:
    folder = tmp_path / "icons"
    folder.mkdir()
    return folder


def test_of_one_name_a_drawing_wins_then_png_then_jpeg(icons: Path) -> None:
    (icons / "logo.jpeg").write_bytes(b"jpeg")
    order = [("logo.jpg", b"jpg"), ("logo.png", b"png"), ("logo.svg", b'<svg viewBox="0 0 7 7"/>')]
    shown = IconBook([icons]).picture("logo")
    assert isinstance(shown, Picture)
    assert shown.data == b"jpeg"
    for name, data in order:
        (icons / name).write_bytes(data)
        shown = IconBook([icons]).picture("logo")
        assert isinstance(shown, SvgDrawing) if name.endswith("svg") else shown.data == data  # type: ignore[union-attr]
    # With its ending each can be had.
    for name, data in order[:2]:
        assert IconBook([icons]).picture(name).data == data  # type: ignore[union-attr]


def test_a_users_picture_comes_before_a_shipped_drawing(icons: Path) -> None:
    (icons / "mark-do.png").write_bytes(saved(photo()))
    book = IconBook([icons, DATA / "icons"])
    assert isinstance(book.picture("mark-do"), Picture)
    assert isinstance(book.art("mark-do"), SvgDrawing)  # An icon is a drawing.
    assert book.picture("mark-do") is book.picture("mark-do")


def test_a_campaigns_picture_is_known_by_its_content(icons: Path) -> None:
    book = IconBook([icons])
    book.add("1a2b/stream.svg", b'<svg viewBox="0 0 7 7"/>', "camp/stream.svg")
    book.add("3c4d/stream.png", saved(photo()), "camp/stream.png")
    drawing = book.picture("1a2b/stream.svg")
    assert isinstance(drawing, SvgDrawing)
    assert drawing.view_box == (0, 0, 7, 7)
    assert isinstance(book.picture("3c4d/stream.png"), Picture)
    with pytest.raises(MissingResourceError):
        book.picture("stream.svg")
    with pytest.raises(TemplateError, match=r"camp/bad\.svg:1: "):
        book.add("5e6f/bad.svg", b"<svg viewBox='0 0 7 7'><image/></svg>", "camp/bad.svg")


def test_endings_in_capitals_and_accents_of_every_kind_are_found(icons: Path) -> None:
    (icons / "a\u0309nh.JPG").write_bytes(saved(photo(), "JPEG"))
    assert isinstance(IconBook([icons]).picture("ảnh"), Picture)


def test_an_unknown_picture_suggests_near_names(icons: Path) -> None:
    (icons / "quoc-huy.png").write_bytes(b"")
    with pytest.raises(MissingResourceError) as caught:
        IconBook([icons]).picture("quoc-hui")
    assert "quoc-huy" in str(caught.value.problems[0].hint)
    with pytest.raises(MissingResourceError) as caught:
        IconBook([icons]).art("quoc-huy")
    assert "<img>" in str(caught.value.problems[0].hint)


def test_a_picture_that_cannot_be_read_is_reported(icons: Path) -> None:
    (icons / "logo.png").mkdir()
    with pytest.raises(InputOutputError) as caught:
        IconBook([icons]).picture("logo")
    assert caught.value.problems[0].code == "unreadable-icon"


# -- in a file


@pytest.fixture
def paint(icons: Path) -> Callable[..., bytes]:
    (icons / "logo.png").write_bytes(saved(logo()))
    (icons / "photo.jpg").write_bytes(saved(photo(96, 64), "JPEG"))

    def painted(*markups: str, css: str = SQUARE, target: Target = PRESS) -> bytes:
        painter = Painter(IconBook([icons]), THEME, target)
        return painter.paint(lay_out(sheet(css, *markups)), ABOUT)

    return painted


LOGO = '<h1>Chào</h1><img src="logo" alt="Biểu trưng của phường"/>'
PHOTO = '<h1>Chào</h1><img src="photo" alt=""/>'


@pytest.mark.parametrize(("target", "space"), [(PRESS, "/DeviceCMYK"), (OFFICE, "/DeviceRGB")])
def test_what_is_transparent_is_mixed_in_the_files_own_colours(
    paint: Callable[..., bytes], target: Target, space: str
) -> None:
    with pikepdf.open(BytesIO(paint(LOGO, PHOTO, target=target))) as pdf:
        blended, plain = (page.obj for page in pdf.pages)
        assert dict(blended.Group.items()) == {
            "/Type": "/Group", "/S": "/Transparency", "/CS": space
        }  # fmt: skip
        assert "/Group" not in plain
        (image,) = blended.Resources.XObject.values()
        assert image.ColorSpace == space
        assert image.SMask.ColorSpace == "/DeviceGray"
        np.testing.assert_array_equal(pixels_of(image.SMask), np.asarray(logo())[..., 3])


def test_one_picture_is_written_once(paint: Callable[..., bytes]) -> None:
    with pikepdf.open(BytesIO(paint(LOGO, LOGO, LOGO + '<img src="logo" alt=""/>'))) as pdf:
        named = [page.obj.Resources.XObject for page in pdf.pages]
        assert len({image.objgen for names in named for image in names.values()}) == 1
        assert sum(one.get("/Subtype") == "/Image" for one in streams(pdf)) == 2


def streams(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]


def test_a_picture_is_a_figure_if_it_says_something(paint: Callable[..., bytes]) -> None:
    said = [node for node in tree(paint(LOGO)).walk() if node.role == "Figure"]
    assert [node.alt for node in said] == ["Biểu trưng của phường"]
    assert not [node for node in tree(paint(PHOTO)).walk() if node.role == "Figure"]


def test_a_picture_is_as_large_as_fits_and_centred(paint: Callable[..., bytes]) -> None:
    page = np.asarray(render(paint('<img src="photo" alt=""/>', target=OFFICE), 0, 72))
    inked = page.min(axis=2) < 250
    rows, columns = (np.flatnonzero(inked.max(axis=axis)) for axis in (1, 0))
    mm = 25.4 / 72
    assert (columns[0] * mm, (columns[-1] + 1) * mm) == pytest.approx((10, 50), abs=0.6)
    high = 40 * 64 / 96
    assert (rows[0] * mm, (rows[-1] + 1) * mm) == pytest.approx(
        (30 - high / 2, 30 + high / 2), abs=0.6
    )


def test_a_logo_lets_its_ground_be_seen(paint: Callable[..., bytes]) -> None:
    css = SQUARE + "page { background: var(--accent-strong); } h1 { clearance: none; }"
    page = render(paint(LOGO, css=css, target=replace(OFFICE, margins=Edges())), 0, 72)
    navy = page.getpixel((5, 200))
    assert page.getpixel((85, 85)) == (200, 16, 46)
    assert page.getpixel((30, 30)) == navy != (255, 255, 255)


def test_equal_pictures_give_equal_bytes(
    paint: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = paint(LOGO + PHOTO.removeprefix("<h1>Chào</h1>"))
    monkeypatch.setattr(images, "_placed", images._placed.__wrapped__)
    assert paint(LOGO + PHOTO.removeprefix("<h1>Chào</h1>")) == first


def test_a_press_prints_the_inks_that_the_profile_gives(
    paint: Callable[..., bytes], tmp_path: Path
) -> None:
    path = tmp_path / "photo.pdf"
    path.write_bytes(paint('<img src="photo" alt=""/>'))
    (plates,) = separations(path, tmp_path / "plates", dpi=72)
    read = Image.open(BytesIO(saved(photo(96, 64), "JPEG")))
    expected = (
        by_hand(read, icc_profile("srgb", ASSETS.icc), icc_profile("fogra39", ASSETS.icc), "CMYK")
        / 255
    )
    # The picture's middle half, from 13 mm of bleed and place on.
    left, top, mm = 3 + 10 + 10, 3 + 30 - 40 / 3 + 20 / 3, 72 / 25.4
    box = [round(edge * mm) for edge in (left, top, left + 20, top + 40 / 3)]
    for channel, ink in enumerate(("Cyan", "Magenta", "Yellow", "Black")):
        printed = plates[ink][box[1] : box[3], box[0] : box[2]].mean()
        assert printed == pytest.approx(expected[16:48, 24:72, channel].mean(), abs=0.02), ink


def test_a_grey_picture_is_on_the_black_plate_alone(
    icons: Path, paint: Callable[..., bytes], tmp_path: Path
) -> None:
    (icons / "photo.jpg").write_bytes(saved(photo(96, 64).convert("L").convert("RGB"), "JPEG"))
    path = tmp_path / "grey.pdf"
    path.write_bytes(paint('<img src="photo" alt=""/>'))
    (plates,) = separations(path, tmp_path / "plates", dpi=72)
    assert plates["Black"].max() > 0.3
    for ink in ("Cyan", "Magenta", "Yellow"):
        assert plates[ink].max() == 0


# -- what judges say


@pytest.mark.slow
def test_standards_hold_and_a_check_finds_no_error(run: Run, tmp_path: Path) -> None:
    campaign = tmp_path / "camp"
    shutil.copytree(DATA / "campaigns" / "ung-xu-mang-xa-hoi", campaign)
    (campaign / "logo.png").write_bytes(saved(logo(600)))
    said = (campaign / "campaign.yaml").read_text("utf-8")
    (campaign / "campaign.yaml").write_text(said.replace("phone.svg", "logo.png"), "utf-8")
    paths: list[Path] = []
    for for_ in ("office", "press"):
        result = run(
            *("make", "poster", "--size", "A5", "--for", for_),
            *("--campaign", str(campaign), "-o", for_),
        )
        assert result.exit_code == 0, result.output
        assert not re.search("^error|image-resolution", result.output, re.MULTILINE)
        paths += (tmp_path / for_).glob("*.pdf")
    assert len(paths) == 2
    for path in paths:
        with pikepdf.open(path) as pdf:
            assert any("/SMask" in one for one in streams(pdf))
    for verdict in judge(paths):
        assert verdict.compliant, str(verdict)


def test_a_damaged_picture_of_a_campaign_is_told_where_it_is_named(
    run: Run, tmp_path: Path
) -> None:
    campaign = tmp_path / "camp"
    shutil.copytree(DATA / "campaigns" / "ung-xu-mang-xa-hoi", campaign)
    whole = saved(logo(600))
    said = (campaign / "campaign.yaml").read_text("utf-8").replace("phone.svg", "half.png")
    (campaign / "campaign.yaml").write_text(said, "utf-8")
    line = said[: said.index("half.png")].count("\n") + 1
    order = ("make", "poster", "--no-check", "--campaign", str(campaign))
    (campaign / "half.png").write_bytes(whole[: len(whole) // 2])
    refused = run(*order).stderr
    assert f"campaign.yaml:{line}:" in refused
    assert "error: half.png: the picture is damaged" in refused
    (campaign / "half.png").write_bytes(whole)
    assert run(*order).exit_code == 0
