"""Weights of lines, and what is a line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.fakepages import (
    BLACK,
    OFFSET,
    SOMEWHERE,
    FakePage,
    cmyk,
    fill,
    findings,
    mm,
    rgb,
    stroke,
    text,
)

from generator.core.findings import Severity
from generator.preflight.checks.graphics import line_weight as lines
from generator.preflight.pdf.model import (
    Paint,
)
from generator.press.profile import Limit


@pytest.mark.parametrize(
    ("width_pt", "paint", "code"),
    [
        (0.25, BLACK, None),
        (0.2, BLACK, "line-too-thin"),
        (0.25, cmyk(0, 0, 0, 0.5), None),
        (0.2, cmyk(0, 0, 0, 0.5), "tinted-line-too-thin"),
        (0.2, cmyk(0, 0, 0, 0), None),
        (0.2, rgb(0, 0, 0), "line-too-thin"),
        (0.2, rgb(0.9, 0, 0), "tinted-line-too-thin"),
    ],
)
def test_a_line_is_judged_by_its_inks(width_pt: float, paint: Paint, code: str | None) -> None:
    found = findings(lines.check_lines, FakePage((stroke(mm(20, 50, 60, 50.1), width_pt, paint),)))
    assert [one.code for one in found] == ([] if code is None else [code])


def test_a_white_line_counts_where_there_is_a_ground() -> None:
    white = stroke(mm(20, 50, 60, 50.1), 0.2, cmyk(0, 0, 0, 0))
    page = FakePage((white,), seen=((mm(10, 40, 70, 60), (20, 40, 80)),))
    assert [one.code for one in findings(lines.check_lines, page)] == ["tinted-line-too-thin"]


def test_alike_lines_are_counted_in_one_finding() -> None:
    table = tuple(stroke(mm(20, y, 60, y + 0.1), 0.1) for y in range(30, 42))
    (found,) = findings(lines.check_lines, FakePage(table))
    assert str(found.message).startswith("12 lines are 0.1 pt thick")


@pytest.mark.parametrize(("mode", "is_found"), [(0, False), (1, True), (2, False), (5, True)])
def test_letters_that_are_outlines_alone_are_lines(mode: int, is_found: bool) -> None:
    mark = text(SOMEWHERE, mode=mode, line_width_pt=0.05)
    assert bool(findings(lines.check_lines, FakePage((mark,)))) is is_found


def test_a_small_shape_is_no_line() -> None:
    dots = fill((100, 100, 100.2, 100.2)), fill((100, 100, 102, 100.9))
    assert not findings(lines.check_lines, FakePage(dots))


# Limits, each just inside and just outside

THICK = replace(OFFSET, line_one_ink_pt=Limit(error=0.125, warning=1.0))


@pytest.mark.parametrize(
    ("width_pt", "length_pt", "is_found"),
    [(0.9, 3.5, False), (0.9, 3.7, True), (0.1, 2.9, False), (0.1, 3.1, True)],
)
def test_a_fill_is_a_line_if_it_is_four_times_as_long_as_thick_and_three_points_long(
    width_pt: float, length_pt: float, is_found: bool
) -> None:
    page = FakePage((fill((100, 100, 100 + length_pt, 100 + width_pt)),))
    assert bool(findings(lines.check_lines, page, profile=THICK)) is is_found


@pytest.mark.parametrize(("width_pt", "is_hairline"), [(0.019, True), (0.021, False)])
def test_a_line_thinner_than_a_dot_of_a_platesetter_is_a_hairline(
    width_pt: float, is_hairline: bool
) -> None:
    (found,) = findings(lines.check_lines, FakePage((stroke(mm(20, 50, 60, 50.1), width_pt),)))
    assert ("hairline" in str(found.message)) is is_hairline


@pytest.mark.parametrize(
    ("width_pt", "severity"),
    [(0.124, Severity.ERROR), (0.126, Severity.WARNING), (0.249, Severity.WARNING), (0.251, None)],
)
def test_a_line_of_one_ink_is_an_error_below_an_eighth_of_a_point(
    width_pt: float, severity: Severity | None
) -> None:
    found = findings(lines.check_lines, FakePage((stroke(mm(20, 50, 60, 50.1), width_pt),)))
    assert [one.severity for one in found] == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("paint", "code"),
    [
        (cmyk(0, 0, 0, 0.91), "line-too-thin"),
        (cmyk(0, 0, 0, 0.89), "tinted-line-too-thin"),
        (rgb(0.09, 0.09, 0.09), "line-too-thin"),
        (rgb(0.11, 0.09, 0.09), "tinted-line-too-thin"),
    ],
)
def test_nine_tenths_of_an_ink_are_full(paint: Paint, code: str) -> None:
    found = findings(lines.check_lines, FakePage((stroke(mm(20, 50, 60, 50.1), 0.2, paint),)))
    assert [one.code for one in found] == [code]
