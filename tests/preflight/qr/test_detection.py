"""Detection of QR symbols on rendered pages, their contrast and quiet zone."""

from __future__ import annotations

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.corpus import (
    QR_TARGET,
    qr_code,
)
from support.qr_symbols import (
    BLACK,
    WHITE,
    opened,
    page_of,
    symbols,
    turned,
    verified_codes,
)

from generator.core.units import mm_to_pt
from generator.preflight.pdf.model import Box
from generator.preflight.qr.detection import (
    Detection,
    find_symbols,
    has_finder_patterns,
    missed_module_mm,
    module_px,
    search_windows,
)


def test_two_codes_on_a_page_are_found_in_reading_order() -> None:
    upper = qr_code("https://a.vn/1", 90, 150, 25, BLACK, WHITE)
    lower = qr_code("https://a.vn/2", 20, 40, 25, BLACK, WHITE)
    assert [symbol.detection.content for symbol in symbols(lower + upper)] == [
        "https://a.vn/1",
        "https://a.vn/2",
    ]


@pytest.mark.parametrize("degrees", [0, 30, 90, 180, 315])
def test_a_turned_code_is_found_and_measured_as_an_upright_one(degrees: float) -> None:
    code = qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE)
    (symbol,) = symbols(turned(degrees, (74, 105), code))
    assert symbol.detection.content == QR_TARGET
    assert symbol.detection.module_mm == pytest.approx(30 / 25, rel=0.01)
    assert symbol.detection.centre == pytest.approx((mm_to_pt(74), mm_to_pt(105)), abs=0.8)


def test_a_small_code_on_a_sheet_of_a0_is_found() -> None:
    code = qr_code(QR_TARGET, 600, 300, 12.5, BLACK, WHITE)
    (symbol,) = symbols(code, 841, 1189)
    assert symbol.detection.content == QR_TARGET
    assert symbol.detection.module_mm == pytest.approx(0.5, rel=0.02)


def test_a_code_as_large_as_its_sheet_is_found() -> None:
    (code,) = verified_codes(qr_code(QR_TARGET, 150, 300, 540, BLACK, WHITE), 841, 1189)
    assert code.content == QR_TARGET
    assert code.module_mm == pytest.approx(540 / 25, rel=0.01)


def test_a_page_of_no_size_is_searched_without_complaint() -> None:
    assert symbols("", 0.3, 0.3) == ()


def test_a_strip_of_paper_and_a_wall_of_it_are_searched() -> None:
    assert symbols("", 1000, 5) == ()
    (symbol,) = symbols(qr_code(QR_TARGET, 2000, 800, 300, BLACK, WHITE), 2500, 1500)
    assert symbol.detection.content == QR_TARGET


def test_patterns_that_only_resemble_a_code_are_none() -> None:
    squares = "".join(
        f"{mm_to_pt(x):.2f} {mm_to_pt(y):.2f} 8 8 re "
        for x in range(20, 120, 6)
        for y in range(20, 180, 6)
        if (x * y) % 5 < 2
    )
    assert symbols(f"{BLACK}{squares} f") == ()


def test_what_a_reader_sees_and_yields_nothing_of_is_no_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mute = SimpleNamespace(extra=None, position=None, text="", valid=False, ec_level="")
    monkeypatch.setattr("generator.preflight.qr.detection.decode_symbols", lambda *_, **__: [mute])
    with opened(page_of("")) as document:
        assert find_symbols(document.pages[0]) == ()


def test_a_code_that_is_broken_is_found_but_not_read() -> None:
    code = qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE)
    bar = " ".join(f"{mm_to_pt(value):.2f}" for value in (59, 100, 30, 10))
    (found,) = verified_codes(f"{code}{BLACK}{bar} re f")
    assert not found.is_read
    assert found.distance_m == 0
    assert found.steps == ()


# Measured.


@settings(max_examples=5, deadline=None)
@given(st.floats(0.6, 7.5))
def test_the_quiet_zone_is_measured_to_a_fifth_of_a_module(free: float) -> None:
    module = 1.2
    code = qr_code(QR_TARGET, 59, 90, 25 * module, BLACK, WHITE)
    line = f"{mm_to_pt(59 + module * (25 + free)):.3f} {mm_to_pt(90):.3f} 3 60 re f"
    (symbol,) = symbols(f"{code}{BLACK}{line}")
    assert symbol.quiet_zone_modules == pytest.approx(free, abs=0.2)


def test_rounded_corners_of_a_card_do_not_take_from_the_quiet_zone() -> None:
    # The corner of the card is cut off at 45 degrees, 1.5 modules from each side.
    code = qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE)
    x, y = mm_to_pt(59 - 4.8), mm_to_pt(90 - 4.8)
    cut = mm_to_pt(1.8)
    corner = f"{x:.3f} {y:.3f} m {x + cut:.3f} {y:.3f} l {x:.3f} {y + cut:.3f} l f"
    (symbol,) = symbols(f"{code}{BLACK}{corner}")
    assert symbol.quiet_zone_modules >= 3.9


def test_level_version_and_contrast_are_reported() -> None:
    (symbol,) = symbols(qr_code(QR_TARGET, 59, 90, 30, "0.5 g ", WHITE))
    assert (symbol.detection.version, symbol.detection.level) == (2, "M")
    # sRGB 128 reflects 22 % of the light.
    assert symbol.contrast == pytest.approx(1 - 0.2159, abs=0.02)
    assert not symbol.inverted


def test_an_inverted_code_is_distinguished_from_others() -> None:
    (symbol,) = symbols(qr_code(QR_TARGET, 59, 90, 30, WHITE, BLACK))
    assert symbol.detection.content == QR_TARGET
    assert symbol.inverted
    # Within its dark card; the paper around is white.
    assert symbol.quiet_zone_modules == pytest.approx(4, abs=0.2)


# Where it is searched, and what is its own.

INCH_MM = 25.4


def windows(width_mm: float, height_mm: float) -> list[tuple[float, Box]]:
    return list(search_windows((0, 0, mm_to_pt(width_mm), mm_to_pt(height_mm))))


def test_a_small_page_is_searched_at_220_dpi_and_a_poster_at_five_million_pixels() -> None:
    assert [dpi for dpi, _ in windows(148, 210)] == [220]
    ((dpi, _),) = windows(297, 420)
    assert dpi == pytest.approx(math.sqrt(5e6 / (297 * 420)) * INCH_MM, abs=1)


def test_a_large_sheet_is_searched_in_windows_of_150_dpi_and_a_wall_in_sixty_million_pixels() -> (
    None
):
    (overview, _), *parts = windows(594, 841)
    assert overview == pytest.approx(math.sqrt(2e6 / (594 * 841)) * INCH_MM, abs=0.5)
    assert {dpi for dpi, _ in parts} == {150}
    _, *parts = windows(2500, 1500)
    (dpi,) = {dpi for dpi, _ in parts}
    assert dpi == pytest.approx(math.sqrt(60e6 / (2500 * 1500)) * INCH_MM, abs=0.5)


@pytest.mark.parametrize(("width_mm", "across"), [(675, 2), (690, 3)])
def test_windows_overlap_by_eighty_millimetres(width_mm: float, across: int) -> None:
    # A window is 379 mm wide: five million pixels at 150 dpi.
    _, *parts = windows(width_mm, 600)
    assert len({box[0] for _, box in parts}) == across


@pytest.mark.parametrize(("side_mm", "count"), [(1.9, 0), (2.1, 1)])
def test_a_page_of_less_than_two_millimetres_holds_no_symbol(side_mm: float, count: int) -> None:
    assert len(windows(side_mm, 50)) == count


@pytest.mark.parametrize(("version", "px"), [(2, 10), (31, 10), (32, 9.938), (40, 8.290)])
def test_a_symbol_is_rectified_at_ten_pixels_a_module_up_to_1600_pixels(
    version: int, px: float
) -> None:
    assert module_px(17 + 4 * version) == pytest.approx(px, abs=0.001)


@pytest.mark.parametrize(("apart", "same"), [(0.32, True), (0.35, False)])
def test_detections_within_a_third_of_their_side_are_one_symbol(apart: float, same: bool) -> None:
    def at(x: float) -> Detection:
        return Detection(((x, 100), (x + 100, 100), (x + 100, 0), (x, 0)), "a", 2, "M")

    assert at(0).overlaps(at(100 * apart)) is same


#: Reflectances of 0.78 and 0.72 in sRGB: less and more than a quarter of the contrast.
@pytest.mark.parametrize(("grey", "free"), [(0.8955, 8), (0.8655, 2)])
def test_what_takes_a_quarter_of_the_contrast_ends_the_quiet_zone(grey: float, free: float) -> None:
    code = qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE)
    line = f"{grey} g {mm_to_pt(59 + 1.2 * 27):.3f} {mm_to_pt(90):.3f} 3 60 re f"
    (symbol,) = symbols(f"{code}{line}")
    assert symbol.quiet_zone_modules == pytest.approx(free, abs=0.2)


@pytest.mark.parametrize(("end", "free"), [(0.4, 8), (0.6, 0.5)])
def test_the_nearest_half_module_is_the_symbols_own(end: float, free: float) -> None:
    code = qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE)
    box = (mm_to_pt(89), mm_to_pt(100), mm_to_pt(1.2 * end), mm_to_pt(5))
    (symbol,) = symbols(f"{code}{BLACK}{' '.join(f'{side:.3f}' for side in box)} re f")
    assert symbol.quiet_zone_modules == pytest.approx(free, abs=0.1)


@pytest.mark.parametrize(("damaged", "found"), [(4, 1), (5, 0)])
def test_a_symbol_that_is_not_decoded_needs_three_finder_patterns(damaged: int, found: int) -> None:
    """Of the 49 modules of one of them four may be damaged."""
    code = qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE)
    (symbol,) = symbols(code)
    modules = symbol.is_dark.copy()
    modules[0, :damaged] ^= True
    assert has_finder_patterns(replace(symbol, is_dark=modules)) is bool(found)


@pytest.mark.parametrize(("height_mm", "missed_mm"), [(1720, None), (1722, 0.339)])
def test_a_page_above_sixty_million_pixels_says_which_modules_may_be_missed(
    height_mm: float, missed_mm: float | None
) -> None:
    with opened(page_of("", 1000, height_mm)) as document:
        found = missed_module_mm(document.pages[0])
    assert found == (None if missed_mm is None else pytest.approx(missed_mm, abs=0.001))
