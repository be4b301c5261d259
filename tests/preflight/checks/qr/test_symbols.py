"""Findings on codes that were measured; they are measured in tests/preflight/qr."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.fakepages import BOXES, FakePage, cmyk, fill, findings, mm
from support.preflights import code

from generator.core.findings import Severity
from generator.core.units import mm_to_pt
from generator.preflight.checks.brief import FileCheck
from generator.preflight.checks.qr import symbols
from generator.preflight.pdf.model import Boxes, ImageMark, Mark, MarkKind, Paint
from generator.preflight.qr.grading import QrVerification

#: A symbol of 30 mm with 30 modules of 1 mm.
SYMBOL = replace(code(), module_mm=1.0, box=mm(30, 30, 60, 60), quiet_zone_modules=4.0)


def severities(
    monkeypatch: pytest.MonkeyPatch,
    check: FileCheck,
    symbol: QrVerification,
    page: FakePage | None = None,
) -> list[Severity]:
    """Of what ``check`` says of a page on which ``symbol`` was found."""
    monkeypatch.setattr(symbols, "verify_codes", lambda _: (symbol,))
    return [one.severity for one in findings(check, page or FakePage())]


@pytest.mark.parametrize(
    ("size_mm", "found"),
    [
        (0.244, [Severity.ERROR]),
        (0.246, [Severity.WARNING]),
        (0.394, [Severity.WARNING]),
        (0.396, []),
    ],
)
def test_modules_are_large_enough_for_phones_and_copiers(
    monkeypatch: pytest.MonkeyPatch, size_mm: float, found: list[Severity]
) -> None:
    symbol = replace(SYMBOL, module_mm=size_mm)
    assert severities(monkeypatch, symbols.check_module_size, symbol) == found


@pytest.mark.parametrize(
    ("free", "found"),
    [
        (1.79, [Severity.ERROR]),
        (1.81, [Severity.WARNING]),
        (3.79, [Severity.WARNING]),
        (3.81, []),
    ],
)
def test_a_quiet_zone_may_measure_a_fifth_of_a_module_less_than_four(
    monkeypatch: pytest.MonkeyPatch, free: float, found: list[Severity]
) -> None:
    symbol = replace(SYMBOL, quiet_zone_modules=free)
    assert severities(monkeypatch, symbols.check_quiet_zone, symbol) == found


def test_the_tolerance_of_a_quiet_zone_is_a_fifth_of_a_module(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for free, found in ((3.75, [Severity.WARNING]), (3.85, [])):
        symbol = replace(SYMBOL, quiet_zone_modules=free)
        assert severities(monkeypatch, symbols.check_quiet_zone, symbol) == found


@pytest.mark.parametrize(
    ("contrast", "found"),
    [
        (0.39, [Severity.ERROR]),
        (0.41, [Severity.WARNING]),
        (0.69, [Severity.WARNING]),
        (0.71, []),
    ],
)
def test_a_code_of_grade_a_has_enough_contrast_and_one_below_c_too_little(
    monkeypatch: pytest.MonkeyPatch, contrast: float, found: list[Severity]
) -> None:
    symbol = replace(SYMBOL, contrast=contrast)
    assert severities(monkeypatch, symbols.check_contrast, symbol) == found


@pytest.mark.parametrize(
    ("contrast", "grade"),
    [
        (0.71, "A"),
        (0.69, "B"),
        (0.56, "B"),
        (0.54, "C"),
        (0.41, "C"),
        (0.39, "D"),
        (0.21, "D"),
        (0.19, "F"),
    ],
)
def test_contrast_is_graded_as_iso_15415_does(contrast: float, grade: str) -> None:
    assert symbols.contrast_grade(contrast) == grade


@pytest.mark.parametrize(
    ("longer_mm", "needed_m"),
    [
        (148, 0.3),
        (210, 0.3),
        (253.5, 0.4),
        (297, 0.5),
        (358.5, 0.75),
        (420, 1),
        (507, 1.25),
        (594, 1.5),
        (717.5, 1.75),
        (841, 2),
        (1015, 2.5),
        (1189, 3),
        (5000, 3),
    ],
)
def test_readers_stand_the_farther_away_the_larger_the_paper_is(
    longer_mm: float, needed_m: float
) -> None:
    trim = (0.0, 0.0, 100.0, mm_to_pt(longer_mm))
    page = FakePage(boxes=Boxes(trim, None, None, trim, None))
    assert symbols.needed_distance_m(page) == pytest.approx(needed_m)


@pytest.mark.parametrize(
    ("short_m", "severity"), [(0.01, Severity.WARNING), (0, Severity.NOTE), (-0.01, Severity.NOTE)]
)
def test_a_code_is_read_from_where_readers_stand(
    monkeypatch: pytest.MonkeyPatch, short_m: float, severity: Severity
) -> None:
    symbol = replace(SYMBOL, distance_m=0.3 - short_m)
    assert severities(monkeypatch, symbols.check_distance, symbol) == [severity]


@pytest.mark.parametrize(
    ("pixels", "is_found"),
    [(4.07, False), (4.09, True), (3.93, False), (3.91, True), (5.8, True), (6.2, False)],
)
def test_pixels_of_a_module_are_whole_within_two_per_cent_or_many(
    monkeypatch: pytest.MonkeyPatch, pixels: float, is_found: bool
) -> None:
    ppi = pixels * 25.4
    image = ImageMark(200, 200, 8, "DeviceGray", False, (ppi, ppi))
    mark = Mark(MarkKind.IMAGE, 0, SYMBOL.box, SYMBOL.box, None, image=image)
    assert bool(severities(monkeypatch, symbols.check_pixels, SYMBOL, FakePage((mark,)))) is (
        is_found
    )


@pytest.mark.parametrize(("short_mm", "is_found"), [(0.48, True), (0.52, False)])
def test_a_picture_of_a_symbol_may_fall_short_of_it_by_half_a_module(
    monkeypatch: pytest.MonkeyPatch, short_mm: float, is_found: bool
) -> None:
    box = mm(30 + short_mm, 30, 60, 60)
    image = ImageMark(200, 200, 8, "DeviceGray", False, (90, 90))
    page = FakePage((Mark(MarkKind.IMAGE, 0, box, box, None, image=image),))
    assert bool(severities(monkeypatch, symbols.check_pixels, SYMBOL, page)) is is_found


RICH = cmyk(0.5, 0.4, 0.4, 1)


@pytest.mark.parametrize(("over_mm", "is_found"), [(0.48, True), (0.52, False)])
def test_marks_of_a_symbol_may_reach_over_it_by_half_a_module(
    monkeypatch: pytest.MonkeyPatch, over_mm: float, is_found: bool
) -> None:
    page = FakePage((fill(mm(30 - over_mm, 30, 60, 60), RICH),))
    assert bool(severities(monkeypatch, symbols.check_inks, SYMBOL, page)) is is_found


@pytest.mark.parametrize(("level", "is_found"), [(0.49, True), (0.51, False)])
def test_what_is_darker_than_half_way_to_white_is_a_dark_module(
    monkeypatch: pytest.MonkeyPatch, level: float, is_found: bool
) -> None:
    paint = Paint("DeviceCMYK", (), {"Cyan": 0.5, "Black": 0.5}, (level, level, level))
    page = FakePage((fill(mm(30, 30, 60, 60), paint),), boxes=BOXES)
    assert bool(severities(monkeypatch, symbols.check_inks, SYMBOL, page)) is is_found
