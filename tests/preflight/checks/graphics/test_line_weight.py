"""How thick lines are, and what is a line."""

from __future__ import annotations

import pytest
from support.fakepages import (
    BLACK,
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

from generator.preflight.checks.graphics import line_weight as lines
from generator.preflight.pdf.model import (
    Paint,
)


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
