from __future__ import annotations

import io
import subprocess
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.lib.stride_tricks import sliding_window_view
from pikepdf import Array, Dictionary, Name
from PIL import Image
from support.handpdf import (
    form,
    helvetica,
    image,
    opened,
    page_of,
    pdf_of,
    ramp,
    saved,
    spot,
    stream,
)
from support.shipped import CONVERSION
from support.tools import need_tool

from generator.preflight.pdf.model import Boxes, Plate
from generator.preflight.render.separations.ink_amounts import SeparationContext
from generator.preflight.render.separations.plate_writer import PlateRewriter
from generator.preflight.render.separations.plates import _max_image_pixels, _supersampling
from generator.preflight.render.separations.segments import InkSegment, Segment, SharedSegment

GOLD = spot("Gold", 0, 0.2, 0.9, 0.1)
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
OVERPRINT = Dictionary(OP=True, op=True, OPM=1)
RESOURCES: Mapping[str, Any] = {
    "ColorSpace": {
        "Gold": GOLD,
        "Reg": spot("All", 1, 1, 1, 1),
        "Icc": Array([Name.ICCBased, stream(b"", N=4)]),
        "Duo": Array([Name.DeviceN, Array([Name.Cyan, Name.Gold]), Name.DeviceCMYK, None]),
    },
    "ExtGState": {
        "G": OVERPRINT,
        "M": Dictionary(OP=True, op=True, OPM=0),
        "N": Dictionary(OP=False, op=False),
        "T": Dictionary(ca=0.5),
    },
    "Font": {"F": helvetica()},
}


_WORDS = (
    "0 1 .5 -7 99999999999 (a) [ ] << >> /G /N /T /Gold /Duo /F /X /I /S /P /Pattern q Q cm gs Tr "
    "cs CS scn SCN sc g rg k K m l re f f* S B b* n W BT ET Tf Tj TJ ' sh Do BI ID EI BMC EMC xx"
)


def at(plates: Mapping[str, Plate], x: float, y: float) -> dict[str, float]:
    """The inks at a place of a page of the usual size, in pt, at 24 dpi."""
    return {
        ink: round(float(plate[int((420 - y) / 3), int(x / 3)]), 2) for ink, plate in plates.items()
    }


def inks(content: bytes | str, resources: Mapping[str, Any] = RESOURCES) -> dict[str, float]:
    """Inks in the middle of a page."""
    return at(page_of(content, resources).plates(24), 150, 210)


# What the plates hold


def test_each_ink_is_on_its_own_plate() -> None:
    assert inks("0.1 0.2 0.3 0.4 k 0 0 300 420 re f") == dict(
        Cyan=0.1, Magenta=0.2, Yellow=0.3, Black=0.4
    )


def test_only_inks_that_the_page_uses_are_there() -> None:
    assert inks("0 g 0 0 300 420 re f") == {"Black": 1}
    assert inks("/Gold cs 0.5 scn 0 0 300 420 re f") == {"Gold": 0.5}


def test_a_page_without_ink_has_no_plates() -> None:
    assert page_of("1 g 0 0 300 420 re f").plates(24) == {}
    assert page_of("").plates(24) == {}


def test_registration_colour_is_on_every_plate_that_there_is() -> None:
    found = inks("0 0 0 0 k /Gold cs 0 scn /Reg cs 0.5 scn 0 0 300 420 re f")
    assert found == dict.fromkeys((*PROCESS, "Gold"), 0.5)


def test_rgb_is_separated_for_coated_paper() -> None:
    found = inks("1 0 0 rg 0 0 300 420 re f")
    assert found["Magenta"] > 0.9
    assert found["Yellow"] > 0.9
    assert found.get("Cyan", 0) < 0.1


def test_alpha_thins_the_ink() -> None:
    assert inks("/T gs 1 0 0 0 k 0 0 300 420 re f") == {"Cyan": 0.5}


# Knocking out and overprinting: cyan 0.6 lies on gold 0.8, and something is painted on both.

BELOW = "0.6 0 0 0 k 0 0 300 420 re f /G gs /Gold cs 0.8 scn 0 0 300 420 re f /N gs "


def test_a_spot_that_overprints_leaves_what_is_below() -> None:
    assert inks(BELOW) == {"Cyan": 0.6, "Gold": 0.8}


@pytest.mark.parametrize(
    ("painted", "left"),
    [
        ("0 0 0 1 k", {"Cyan": 0, "Black": 1, "Gold": 0}),
        ("/G gs 0 0 0 1 k", {"Cyan": 0.6, "Black": 1, "Gold": 0.8}),
        ("/G gs 0.2 0 0 1 k", {"Cyan": 0.2, "Black": 1, "Gold": 0.8}),
        ("/M gs 0 0 0 1 k", {"Cyan": 0, "Black": 1, "Gold": 0.8}),
        ("0 0 0 0 k", {"Cyan": 0, "Gold": 0}),
        ("/G gs 0 0 0 0 k", {"Cyan": 0.6, "Gold": 0.8}),
        ("/M gs 0 0 0 0 k", {"Cyan": 0, "Gold": 0.8}),
        ("/G gs 0 g", {"Cyan": 0, "Black": 1, "Gold": 0.8}),
        ("/G gs /Icc cs 0 0 0 1 sc", {"Cyan": 0, "Black": 1, "Gold": 0.8}),
        ("/G gs /Gold cs 0.3 scn", {"Cyan": 0.6, "Gold": 0.3}),
        ("/Gold cs 0.3 scn", {"Cyan": 0, "Gold": 0.3}),
        ("/G gs /Duo cs 0 0.4 scn", {"Cyan": 0, "Gold": 0.4}),
        ("/G gs /Reg cs 1 scn", dict.fromkeys((*PROCESS, "Gold"), 1)),
    ],
)
def test_what_is_below_goes_or_stays_as_the_rules_of_overprint_say(
    painted: str, left: dict[str, float]
) -> None:
    assert inks(f"{BELOW} {painted} 0 0 300 420 re f") == pytest.approx(left, abs=0.005)


@pytest.mark.parametrize("operator", ["S", "s", "B", "b*"])
def test_strokes_overprint_by_their_own_flag(operator: str) -> None:
    only_strokes = {"ExtGState": {"G": Dictionary(OP=True, op=False, OPM=1)}}
    # The middle of the page is on the stroke and beside the fill.
    path = f"0 0 0 1 K 0 0 1 0 k 40 w 160 50 90 300 re {operator}"
    found = inks(f"0.6 0 0 0 k 0 0 300 420 re f /G gs {path}", only_strokes)
    assert found | {"Yellow": 0} == {"Cyan": 0.6, "Yellow": 0, "Black": 1}


def test_where_only_strokes_are_said_to_overprint_fills_do_too() -> None:
    old = {"ExtGState": {"G": Dictionary(OP=True, OPM=1)}}
    content = "0.6 0 0 0 k 0 0 300 420 re f /G gs 0 0 0 1 k 0 0 300 420 re f"
    assert inks(content, old) == {"Cyan": 0.6, "Black": 1}


def test_text_that_is_left_out_leaves_the_next_to_be_seen() -> None:
    content = "/G gs 0 0 0 1 k BT /F 600 Tf 60 0 Td (I) Tj 1 0 0 0 k 1 0 0 1 60 0 Tm (I) Tj ET"
    assert inks(content) == {"Cyan": 1, "Black": 1}


@pytest.mark.parametrize("mode", [0, 1, 2])
def test_text_overprints_too(mode: int) -> None:
    content = (
        f"0.6 0 0 0 k 0 0 300 420 re f /G gs 0 0 0 1 k 0 0 0 1 K 200 w {mode} Tr "
        "BT /F 600 Tf 60 0 Td (I) Tj ET"
    )
    assert inks(content) == {"Cyan": 0.6, "Black": 1}


def test_an_image_that_overprints_replaces_the_inks_of_its_space() -> None:
    white = image(b"\0\0\0\0", (1, 1), Name.DeviceCMYK)
    content = f"{BELOW} /G gs 300 0 0 420 0 0 cm /I Do"
    assert inks(content, {**RESOURCES, "XObject": {"I": white}}) == {"Cyan": 0, "Gold": 0.8}


def test_a_form_takes_over_the_colour_and_the_overprint_around_it() -> None:
    part = form(b"0 0 300 420 re f", (0, 0, 300, 420))
    content = f"{BELOW} q /G gs 0 0 1 0 k /X Do Q q 0 0 0 0.5 k /X Do Q"
    resources = {**RESOURCES, "XObject": {"X": part}}
    assert inks(f"{BELOW} /G gs 0 0 1 0 k /X Do", resources) == {
        "Cyan": 0.6,
        "Yellow": 1,
        "Gold": 0.8,
    }
    assert inks(content, resources) == {"Cyan": 0, "Yellow": 0, "Black": 0.5, "Gold": 0}


# Images


def in_image(data: bytes, space: Any, bits: int = 8, **entries: Any) -> dict[str, float]:
    """The inks of an image of one pixel that covers the page, which has cyan below."""
    picture = image(data, (1, 1), space, bits, **entries)
    return inks(
        "1 0 0 0 k 0 0 300 420 re f 300 0 0 420 0 0 cm /I Do",
        {**RESOURCES, "XObject": {"I": picture}},
    )


@pytest.mark.parametrize(
    ("data", "space", "bits", "expected"),
    [
        (b"\x33\x66\x99\xcc", Name.DeviceCMYK, 8, (0.2, 0.4, 0.6, 0.8, None)),
        (b"\x33\x66", Name.DeviceCMYK, 4, (0.2, 0.2, 0.4, 0.4, None)),
        (b"\x33\0\x66\0\x99\0\xcc\0", Name.DeviceCMYK, 16, (0.2, 0.4, 0.6, 0.8, None)),
        (b"\x33", Name.DeviceGray, 8, (0, None, None, 0.8, None)),
        (b"\0", Name.DeviceGray, 1, (0, None, None, 1, None)),
        (b"\x99", GOLD, 8, (0, None, None, None, 0.6)),
        (b"\1", Array([Name.Indexed, GOLD, 1, b"\0\x99"]), 8, (0, None, None, None, 0.6)),
        (b"\x80", Array([Name.Indexed, GOLD, 1, b"\0\x99"]), 1, (0, None, None, None, 0.6)),
    ],
)
def test_images_of_every_space_are_separated(
    data: bytes, space: Any, bits: int, expected: tuple[float | None, ...]
) -> None:
    names = (*PROCESS, "Gold")
    wanted = {ink: share for ink, share in zip(names, expected, strict=True) if share is not None}
    assert in_image(data, space, bits) == wanted


def test_an_images_decode_array_is_obeyed() -> None:
    inverted = Array([1, 0] * 4)
    found = in_image(b"\xff\xff\xff\x33", Name.DeviceCMYK, Decode=inverted)
    assert found == {"Cyan": 0, "Black": 0.8}


def test_a_jpeg_in_cmyk_is_taken_as_it_is() -> None:
    written = io.BytesIO()
    # Pillow writes such files inverted, as Photoshop does.
    Image.new("CMYK", (8, 8), (51, 0, 0, 204)).save(written, "JPEG", quality=100)
    jpeg = image(
        written.getvalue(), (8, 8), Name.DeviceCMYK, Filter=Name.DCTDecode, Decode=[1, 0] * 4
    )
    content = "300 0 0 420 0 0 cm /I Do"
    found = inks(content, {"XObject": {"I": jpeg}})
    assert found == pytest.approx({"Cyan": 0.2, "Black": 0.8}, abs=0.02)


@pytest.mark.parametrize("wraps", [False, True])
def test_a_photograph_is_separated_as_its_colours_are(wraps: bool) -> None:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), (255, 0, 0)).save(written, "JPEG", quality=100)
    data, filters = written.getvalue(), [Name.DCTDecode]
    if wraps:
        data, filters = zlib.compress(data), [Name.FlateDecode, Name.DCTDecode]
    jpeg = image(data, (8, 8), Name.DeviceRGB, Filter=Array(filters))
    found = inks("300 0 0 420 0 0 cm /I Do", {"XObject": {"I": jpeg}})
    assert found == pytest.approx(inks("1 0 0 rg 0 0 300 420 re f"), abs=0.02)


def test_an_image_that_cannot_be_decoded_does_not_stop_the_rest() -> None:
    broken = image(b"no jpeg", (8, 8), Name.DeviceCMYK, Filter=Name.DCTDecode)
    content = "1 0 0 1 400 400 cm /I Do 1 0 0 1 -400 -400 cm 1 0 0 0 k 0 0 300 420 re f"
    assert inks(content, {"XObject": {"I": broken}})["Cyan"] == 1


def test_a_colour_key_lets_what_is_below_be_seen() -> None:
    assert in_image(b"\0\0\0\0", Name.DeviceCMYK, Mask=Array([0, 0] * 4)) == {"Cyan": 1}


def test_an_inline_image_is_separated() -> None:
    content = b"300 0 0 420 0 0 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID \x00\x33\x00\x00 EI"
    assert inks(content) == {"Magenta": 0.2}


def test_a_mask_is_painted_in_the_ink_of_the_colour() -> None:
    mask = image(b"\0", (1, 1), Name.DeviceGray, 1, ImageMask=True)
    del mask["/ColorSpace"]
    content = "/Gold cs 0.5 scn 300 0 0 420 0 0 cm /I Do"
    assert inks(content, {**RESOURCES, "XObject": {"I": mask}}) == {"Gold": 0.5}


# Gradients, tiles, drawn glyphs


def gradient(space: Any, start: tuple[float, ...], end: tuple[float, ...]) -> Dictionary:
    return Dictionary(
        ShadingType=2, ColorSpace=space, Coords=[0, 0, 300, 0], Function=ramp(start, end)
    )


def test_a_gradient_runs_on_each_plate() -> None:
    shading = gradient(Name.DeviceCMYK, (0, 0, 0, 0), (1, 0, 0.5, 0))
    plates = page_of("/S sh", {"Shading": {"S": shading}}).plates(24)
    assert set(plates) == {"Cyan", "Yellow"}
    shares = np.linspace(0, 1, plates["Cyan"].shape[1])
    assert np.abs(plates["Cyan"] - shares).max() < 0.02
    assert np.abs(plates["Yellow"] - shares / 2).max() < 0.02


def test_a_gradient_as_a_pattern_is_on_the_plate_of_its_ink() -> None:
    shading = gradient(GOLD, (0.5,), (0.5,))
    pattern = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading)
    content = f"{BELOW} /Pattern cs /P scn 0 0 300 420 re f"
    resources = {**RESOURCES, "Pattern": {"P": pattern}}
    assert inks(content, resources) == {"Cyan": 0, "Gold": 0.5}
    assert inks(content.replace("/N gs", ""), resources) == {"Cyan": 0.6, "Gold": 0.5}


def test_a_mesh_has_its_colours_on_the_plates() -> None:
    corners = ((0, 0), (255, 0), (0, 255), (255, 255))
    vertices = b"".join(bytes((x, y, 51, 0, 0, 204)) for x, y in corners)
    mesh = stream(
        vertices,
        ShadingType=5,
        ColorSpace=Name.DeviceCMYK,
        BitsPerCoordinate=8,
        BitsPerComponent=8,
        VerticesPerRow=2,
        Decode=[0, 300, 0, 420, 0, 1, 0, 1, 0, 1, 0, 1],
    )
    assert inks("/S sh", {"Shading": {"S": mesh}}) == {"Cyan": 0.2, "Black": 0.8}


def tile(content: bytes, kind: int, **entries: Any) -> pikepdf.Stream:
    return stream(
        content,
        Type=Name.Pattern,
        PatternType=1,
        PaintType=kind,
        TilingType=1,
        BBox=[0, 0, 60, 60],
        XStep=60,
        YStep=60,
        Resources=Dictionary(),
        **entries,
    )


def test_tiles_have_their_own_colours_or_the_current_one() -> None:
    spaces = {"Bare": Array([Name.Pattern, GOLD])}
    patterns = {
        "C": tile(b"0 1 0 0 k 0 0 60 60 re f", 1),
        "U": tile(b"0 0 60 60 re f", 2),
    }
    resources = {"ColorSpace": spaces, "Pattern": patterns}
    whole = "0 0 300 420 re f"
    assert inks(f"/Pattern cs /C scn {whole}", resources) == {"Magenta": 1}
    assert inks(f"/Bare cs 0.4 /U scn {whole}", resources) == {"Gold": 0.4}


def test_drawn_glyphs_have_their_own_colours() -> None:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontMatrix=[0.01, 0, 0, 0.01, 0, 0],
        FontBBox=[0, 0, 100, 100],
        FirstChar=65,
        LastChar=66,
        Widths=[100, 100],
        Encoding=Dictionary(Differences=Array([65, Name.own, Name.taken])),
        CharProcs=Dictionary(
            own=stream(b"100 0 d0 0 1 0 0 k 0 0 100 100 re f"),
            taken=stream(b"100 0 0 0 100 100 d1 0 0 100 100 re f"),
        ),
        Resources=Dictionary(),
    )
    text = "1 0 0 0 k BT /D 400 Tf 0 0 Td (%s) Tj ET"
    # A glyph not shown may have left an empty plate.
    assert inks(text % "A", {"Font": {"D": font}}) == {"Cyan": 0, "Magenta": 1}
    assert inks(text % "B", {"Font": {"D": font}}) == {"Cyan": 1, "Magenta": 0}


# Broken content

soups = st.lists(st.sampled_from(_WORDS.split()), max_size=60).map(" ".join)


@settings(max_examples=25, deadline=None)
@example("/X Do /I Do /S sh /Pattern cs /P scn f")
@example("[ << (a 1 0 0 1 k S BI /W 1 ID")
@given(soups)
def test_no_content_whatever_makes_separating_fail(soup: str) -> None:
    part = form(b"1 0 0 0 k 0 0 9 9 re f /X Do", (0, 0, 50, 50))
    part.Resources = Dictionary(XObject=Dictionary(X=part))
    things = {
        **RESOURCES,
        "XObject": {"X": part, "I": image(b"", (5, 5), GOLD, 3)},
        "Shading": {"S": Dictionary(ShadingType=3, ColorSpace=GOLD)},
        "Pattern": {"P": Dictionary(PatternType=2)},
    }
    for plate in page_of(soup, things).plates(12).values():
        assert 0 <= plate.min() <= plate.max() <= 1


# Against another maker of separations


def everything() -> bytes:
    """A page with all that matters to a press."""
    small = form(
        b"0 0 20 20 re f 0 .5 0 0 k 20 0 20 20 re f /G gs 0 0 0 1 k 10 5 20 10 re f",
        (0, 0, 40, 20),
        Resources=Dictionary(ExtGState=Dictionary(G=OVERPRINT)),
    )
    nested = form(
        b"/I Do .3 .3 0 0 k q 1 0 0 1 0 30 cm /I Do Q",
        (0, 0, 60, 60),
        Matrix=[1.5, 0, 0, 1.5, 0, 0],
        Resources=Dictionary(XObject=Dictionary(I=small)),
    )
    x, y = np.meshgrid(np.linspace(0, 255, 64), np.linspace(0, 255, 64))
    planes = (x, y, np.full_like(x, 128), (x + y) / 8)
    pixels = np.stack(planes, axis=2).astype(np.uint8).tobytes()
    radial = Dictionary(
        ShadingType=3,
        ColorSpace=GOLD,
        Coords=[240, 350, 5, 240, 350, 40],
        Function=Dictionary(
            FunctionType=3,
            Domain=[0, 1],
            Bounds=[0.5],
            Encode=[0, 1, 1, 0],
            Functions=[ramp((0,), (1,)), ramp((0,), (1,))],
        ),
    )
    things = {
        **RESOURCES,
        "XObject": {"I": image(pixels, (64, 64), Name.DeviceCMYK), "X": nested},
        "Shading": {"S": gradient(Name.DeviceCMYK, (1, 0, 0.2, 0), (0, 0.8, 0, 0.5)), "R": radial},
    }
    return saved(pdf_of(_EVERYTHING, things))


_EVERYTHING = """
.6 .1 0 0 k 20 20 120 100 re f
/G gs 0 0 0 1 k BT /F 30 Tf 30 50 Td (Overprint) Tj ET
/N gs 0 0 0 1 k BT /F 20 Tf 30 85 Td (Knock out) Tj ET
0 0 0 0 k 100 25 20 20 re f
/Gold cs .8 scn 160 20 100 60 re f
/G gs 1 0 0 0 k 170 30 30 30 re f
/Gold cs .5 scn 60 10 60 20 re f
/M gs 0 0 1 0 k 210 30 30 30 re f
/N gs 0 1 0 0 K 6 w 150 100 100 40 re S
q 20 150 260 60 re W n /S sh Q
q 80 0 0 80 20 230 cm /I Do Q
q 1 0 0 1 120 230 cm .9 0 0 .1 k /X Do Q
/R sh
q /T gs 0 1 1 0 k 200 150 60 120 re f Q
.4 g 230 240 40 40 re f
q /Gold cs 1 scn 20 330 100 30 re W n /G gs 0 0 .5 .5 k 20 330 60 60 re f Q
"""
_DPI = 48
#: Ghostscript paints every dot that a shape touches, so it draws finer and is made smaller.
_FINER = 16
_WINDOW = round(15 / 25.4 * _DPI)


def by_ghostscript(data: bytes, folder: Path, gs: str) -> dict[str, Plate]:
    """The separations as Ghostscript makes them."""
    (folder / "a.pdf").write_bytes(data)
    shrunk = 8
    subprocess.run(
        (
            *(gs, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep"),
            *(f"-r{_DPI * _FINER}", f"-dDownScaleFactor={shrunk}", "-dOverprint=/simulate"),
            *("-o", str(folder / "o.tif"), str(folder / "a.pdf")),
        ),
        check=True,
        timeout=60,
    )
    found = {}
    for path in folder.glob("o(*).tif"):
        with Image.open(path) as separation:
            white = separation.convert("L").reduce(_FINER // shrunk)
        found[path.stem[2:-1]] = np.float32(1) - np.asarray(white, np.float32) / np.float32(255)
    return found


def test_plates_are_those_of_ghostscript(tmp_path: Path) -> None:
    gs = need_tool("gs")
    data = everything()
    ours = opened(data).pages[0].plates(_DPI)
    theirs = by_ghostscript(data, tmp_path, gs)
    assert set(ours) == {*PROCESS, "Gold"}
    for ink, plate in ours.items():
        other = theirs[ink]
        assert plate.shape == other.shape
        assert np.abs(plate - other).mean() < 0.01, ink
        means = [
            sliding_window_view(p, (_WINDOW, _WINDOW)).mean(axis=(2, 3)) for p in (plate, other)
        ]
        assert np.abs(means[0] - means[1]).max() < 0.01, ink


# Sizes and limits.


def test_plates_have_up_to_four_million_pixels() -> None:
    plates = page_of("0 0 0 1 k 0 0 99 99 re f", size=(720, 720)).plates(600)
    height, width = plates["Black"].shape
    assert 3_960_000 < height * width <= 4_004_000


@pytest.mark.parametrize(
    ("pixels", "factor"),
    [(1, 4), (375_000, 4), (375_001, 3), (666_666, 3), (666_667, 2), (4_000_000, 2)],
)
def test_plates_are_supersampled_two_to_four_times_within_six_million_pixels(
    pixels: int, factor: int
) -> None:
    assert _supersampling(pixels) == factor


@pytest.mark.parametrize(("side", "pixels"), [(720, 1_036_800), (72, 10_368), (70, 10_000)])
def test_images_have_twice_the_pixels_of_the_page_and_ten_thousand_at_least(
    side: float, pixels: int
) -> None:
    media = (0.0, 0.0, side, side)
    assert _max_image_pixels(Boxes(media, None, None, None, None), 72) == pixels


@pytest.mark.parametrize(("count", "is_painted"), [(2_999_999, True), (3_000_000, False)])
def test_three_million_operators_of_a_plate_are_written(count: int, is_painted: bool) -> None:
    class Known(SeparationContext):
        def segments(self, stream: Any) -> tuple[Segment, ...]:
            return SharedSegment(b"0 0 9 9 re", count), InkSegment("f", ())

    pdf = pdf_of("")
    rewriter = PlateRewriter(Known(pdf, 1, CONVERSION), "Black")
    rewriter.page(pdf.pages[0])
    assert rewriter.amounts.has_ink is is_painted


@pytest.mark.parametrize(("limits", "size"), [((0, 1), [256]), ((0, 1, 0, 1), [48, 48])])
def test_gradients_are_sampled_as_finely_as_pdfium_draws_them(
    limits: tuple[float, ...], size: list[int]
) -> None:
    rewriter = PlateRewriter(SeparationContext(pikepdf.new(), 1, CONVERSION), "Black")
    assert list(rewriter._table(limits, lambda rows: rows[:, 0]).Size) == size
