from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL.Image import Image, Resampling
from PIL.ImageFilter import GaussianBlur
from support.blockpictures import block_pdf, block_pixels, page_image

from generator.core.errors import DoesNotFitError
from generator.core.units import mm_to_pt, pt_to_mm
from generator.draw.operators import group, translate
from generator.draw.qr import MIN_MODULE_MM, QUIET_ZONE, ModuleRun, merged_runs, qr_symbol

URL = "https://mst.gov.vn/van-ban-phap-luat/14668.htm"

SIGHTS: dict[str, Callable[[Image], Image]] = {
    "plain": lambda image: image,
    "blurred": lambda image: image.filter(GaussianBlur(1.5)),
    "rotated": lambda image: image.rotate(
        7, Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255)
    ),
    "grey": lambda image: image.convert("L"),
    "half size": lambda image: image.resize(
        (image.width // 2, image.height // 2), Resampling.LANCZOS
    ),
}


def page_with(url: str, side_mm: float) -> Image:
    """An A5 page with the code in its lower right corner, at 150 dpi."""
    width, height, side = mm_to_pt(148), mm_to_pt(210), mm_to_pt(side_mm)
    symbol = qr_symbol(url, side)
    at = translate(width - side - 20, side + 20 - height)
    return page_image(block_pdf(group(at, symbol.operators()), width, height), dpi=150)


@pytest.mark.parametrize("side_mm", [34.5, 55])
@pytest.mark.parametrize("sight", SIGHTS)
def test_a_reader_finds_the_exact_address(sight: str, side_mm: float) -> None:
    seen = SIGHTS[sight](page_with(URL, side_mm))
    (found,) = zxingcpp.read_barcodes(np.asarray(seen))
    assert found.text == URL
    assert found.format == zxingcpp.BarcodeFormat.QRCode


@settings(max_examples=25)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=80))
def test_what_is_encoded_is_what_is_read(url: str) -> None:
    symbol = qr_symbol(url, mm_to_pt(90))
    picture = block_pixels(symbol.operators(), symbol.side_pt, symbol.side_pt)
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == url


@pytest.mark.parametrize("side_mm", [34.5, 55, 58])
def test_the_campaigns_code_has_33_modules_as_designed(side_mm: float) -> None:
    symbol = qr_symbol(URL, mm_to_pt(side_mm))
    assert (symbol.version, symbol.modules) == (4, 33)
    assert symbol.module_mm == pytest.approx(side_mm / 41)
    assert symbol.module_mm >= MIN_MODULE_MM


def test_the_level_rises_only_while_modules_stay_as_large() -> None:
    # Version 4 holds 62 characters at M, 46 at Q and 34 at H; version 3 holds 42 at M.
    assert [
        (qr_symbol("x" * count, 200).version, qr_symbol("x" * count, 200).level)
        for count in (43, 46, 47, 62)
    ] == [(4, "Q"), (4, "Q"), (4, "M"), (4, "M")]
    assert qr_symbol("x" * 7, 200).level == "H"


def test_low_error_correction_is_taken_only_where_medium_cannot_fit() -> None:
    assert qr_symbol(URL, mm_to_pt(32.8)).level == "Q"
    assert qr_symbol(URL, mm_to_pt(32.7)).level == "L"
    assert qr_symbol(URL, mm_to_pt(30)).module_mm >= MIN_MODULE_MM


def test_a_box_too_small_is_refused_with_the_side_that_is_needed() -> None:
    with pytest.raises(DoesNotFitError, match=r"28 mm is too small .* needs 32\.8 mm"):
        qr_symbol(URL, mm_to_pt(28))
    qr_symbol(URL, mm_to_pt(32.8))


def test_an_address_that_no_code_holds_is_refused() -> None:
    for count in (2500, 9000):
        with pytest.raises(DoesNotFitError, match=f"no QR code holds an address of {count}"):
            qr_symbol("x" * count, 5000)


# -- drawing


def test_the_quiet_zone_is_white_and_four_modules_wide_on_all_sides() -> None:
    side = 41 * 6.0
    symbol = qr_symbol(URL, side)
    on_grey = f"0.5 g 0 {-side} {side} {side} re f\n{symbol.operators()}"
    dark = (block_pixels(on_grey, side, side) < 250).any(axis=2)
    rows, columns = np.nonzero(dark)
    quiet = QUIET_ZONE * 6
    assert (rows.min(), columns.min()) == (quiet, quiet)
    assert rows.max() == columns.max() == side - quiet - 1


def test_modules_are_pure_black_with_exact_edges() -> None:
    symbol = qr_symbol(URL, 41 * 6.0)
    picture = block_pixels(symbol.operators(), symbol.side_pt, symbol.side_pt)
    assert set(np.unique(picture)) == {0, 255}


def test_all_dark_modules_are_one_path_in_black_ink_alone() -> None:
    operators = qr_symbol(URL, 100).operators()
    assert operators.count(" f") == 2
    assert "1 g 0 -100 100 100 re f" in operators
    assert operators.endswith(" f\nQ")
    assert "rg" not in operators


@given(
    st.integers(1, 12).flatmap(
        lambda width: st.lists(st.tuples(*[st.booleans()] * width), min_size=1, max_size=12)
    )
)
def test_runs_cover_each_dark_module_once_and_no_light_one(rows: list[tuple[bool, ...]]) -> None:
    covered = np.zeros((len(rows), len(rows[0])), int)
    for run in merged_runs(tuple(rows)):
        covered[run.y : run.y + run.height, run.x : run.x + run.width] += 1
    assert (covered == np.array(rows, int)).all()


def test_equal_runs_beneath_each_other_become_one() -> None:
    matrix = ((True, True, False), (True, True, False), (False, True, True))
    assert set(merged_runs(matrix)) == {ModuleRun(0, 0, 2, 2), ModuleRun(1, 2, 2, 1)}


def test_equal_symbols_have_equal_operators() -> None:
    assert qr_symbol(URL, 100).operators() == qr_symbol(URL, 100).operators()
    assert pt_to_mm(qr_symbol(URL, 100).side_pt) == pytest.approx(35.28, abs=0.01)
