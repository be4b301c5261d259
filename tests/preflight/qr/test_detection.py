"""Detection of QR symbols on rendered pages, their contrast and quiet zone."""

from __future__ import annotations

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
    proofs,
    symbols,
    turned,
)

from generator.core.units import mm_to_pt
from generator.preflight.qr.detection import find_symbols


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
    (proof,) = proofs(qr_code(QR_TARGET, 150, 300, 540, BLACK, WHITE), 841, 1189)
    assert proof.content == QR_TARGET
    assert proof.module_mm == pytest.approx(540 / 25, rel=0.01)


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


def test_what_a_reader_sees_and_tells_nothing_of_is_no_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mute = SimpleNamespace(extra=None, position=None, text="", valid=False, ec_level="")
    monkeypatch.setattr("generator.preflight.qr.detection.decode_symbols", lambda *_, **__: [mute])
    with opened(page_of("")) as document:
        assert find_symbols(document.pages[0]) == ()


def test_a_code_that_is_broken_is_found_but_not_read() -> None:
    code = qr_code(QR_TARGET, 59, 90, 30, BLACK, WHITE)
    bar = " ".join(f"{mm_to_pt(value):.2f}" for value in (59, 100, 30, 10))
    (proof,) = proofs(f"{code}{BLACK}{bar} re f")
    assert not proof.is_read
    assert proof.distance_m == 0
    assert proof.steps == ()


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


def test_level_version_and_contrast_are_told() -> None:
    (symbol,) = symbols(qr_code(QR_TARGET, 59, 90, 30, "0.5 g ", WHITE))
    assert (symbol.detection.version, symbol.detection.level) == (2, "M")
    # sRGB 128 reflects 22 % of the light.
    assert symbol.contrast == pytest.approx(1 - 0.2159, abs=0.02)
    assert not symbol.inverted


def test_an_inverted_code_is_told_from_others() -> None:
    (symbol,) = symbols(qr_code(QR_TARGET, 59, 90, 30, WHITE, BLACK))
    assert symbol.detection.content == QR_TARGET
    assert symbol.inverted
    # Within its dark card; the paper around is white.
    assert symbol.quiet_zone_modules == pytest.approx(4, abs=0.2)
