"""Black that is alone, overprints, and is rich where it is large."""

from __future__ import annotations

import pytest
from support.fakepages import (
    BLACK,
    BOXES,
    SOMEWHERE,
    FakePage,
    around,
    cmyk,
    fill,
    findings,
    mm,
    rgb,
    text,
)

from generator.core.findings import Severity
from generator.preflight.checks.ink import black
from generator.preflight.pdf.model import (
    Mark,
    Paint,
)


def on_cyan(*marks: Mark) -> FakePage:
    return FakePage(marks, inked={"Cyan": ((around(3), 0.4),), "Black": ((mm(0, 0, 1, 1), 1),)})


@pytest.mark.parametrize(
    ("paint", "mode", "is_found"),
    [
        (BLACK, 1, False),
        # Without the mode the zeros of CMYK knock out all the same.
        (BLACK, 0, True),
        (Paint("Separation", (1.0,), {"Black": 1.0}, (0, 0, 0)), 0, False),
    ],
)
def test_black_overprints_only_if_what_lies_below_stays(
    paint: Paint, mode: int, is_found: bool
) -> None:
    page = on_cyan(text(SOMEWHERE, paint, overprint=True, overprint_mode=mode))
    assert bool(findings(black.check_knock_out, page)) is is_found


def test_black_need_not_overprint_on_paper_or_when_large_or_grey() -> None:
    assert not findings(black.check_knock_out, FakePage((text(SOMEWHERE),)))
    assert findings(black.check_knock_out, on_cyan(text(SOMEWHERE)))
    assert not findings(black.check_knock_out, on_cyan(text(SOMEWHERE, size_pt=12)))
    assert not findings(black.check_knock_out, on_cyan(text(SOMEWHERE, cmyk(0, 0, 0, 0.6))))


@pytest.mark.parametrize(
    ("paint", "is_found"),
    [
        (BLACK, False),
        (cmyk(0, 0, 0, 0.6), False),
        (cmyk(0.5, 0.4, 0.4, 1), True),
        (cmyk(0.5, 0.5, 0.5, 0), True),
        (rgb(0, 0, 0), True),
        (rgb(0.1, 0.2, 0.5), False),
        (cmyk(1, 0.7, 0, 0.3), False),
        (cmyk(0, 0, 0, 0), False),
    ],
    ids=["K", "grey K", "rich", "grey CMY", "RGB black", "RGB blue", "navy", "white"],
)
def test_small_text_that_looks_black_is_black_alone(paint: Paint, is_found: bool) -> None:
    assert bool(findings(black.check_text, FakePage((text(SOMEWHERE, paint),)))) is is_found
    assert not findings(black.check_text, FakePage((text(SOMEWHERE, paint, 12),)))


def test_a_large_black_is_noted_in_a_job_of_several_inks_only() -> None:
    box = mm(30, 30, 60, 60)
    solid = {"Black": ((box, 1.0),)}
    assert not findings(black.check_large, FakePage((fill(box),), inked=solid))
    other = {"Cyan": ((mm(70, 70, 90, 90), 1.0),)}
    (found,) = findings(black.check_large, FakePage((fill(box),), inked=solid | other))
    assert found.severity is Severity.NOTE
    below = {"Cyan": ((box, 0.5),)}
    assert not findings(black.check_large, FakePage((fill(box),), inked=solid | below))


def test_a_code_is_no_large_black_though_its_modules_span_as_much() -> None:
    box = mm(30, 30, 60, 60)
    half = {"Black": ((mm(30, 30, 45, 60), 1.0),), "Cyan": ((mm(70, 70, 90, 90), 1.0),)}
    assert not findings(black.check_large, FakePage((fill(box),), inked=half))


# Limits, each just inside and just outside


@pytest.mark.parametrize(
    ("paint", "is_found"),
    [
        (cmyk(0.05, 0.05, 0, 0.66), True),
        (cmyk(0.05, 0.05, 0, 0.63), False),
        (rgb(0.70, 0.70, 0.70), True),
        (rgb(0.76, 0.76, 0.76), False),
        (cmyk(0.28, 0.28, 0.28, 0), True),
        (cmyk(0.24, 0.24, 0.24, 0), False),
    ],
    ids=["black", "grey", "grey light", "light", "grey of three", "a tint"],
)
def test_black_is_7_to_1_on_white_and_grey_2_to_1(paint: Paint, is_found: bool) -> None:
    assert bool(findings(black.check_text, FakePage((text(SOMEWHERE, paint),)))) is is_found


@pytest.mark.parametrize(("size_pt", "is_found"), [(11.9, True), (12, False)])
def test_small_black_ends_at_the_profiles_size(size_pt: float, is_found: bool) -> None:
    page = FakePage((text(SOMEWHERE, rgb(0, 0, 0), size_pt),))
    assert bool(findings(black.check_text, page)) is is_found
    assert bool(findings(black.check_knock_out, on_cyan(text(SOMEWHERE, size_pt=size_pt)))) is (
        is_found
    )


def large_black(width_pt: float, height_pt: float, share: float = 1, amount: float = 1) -> bool:
    """True if a black area is large, of which that share is inked."""
    left, low, _, high = BOXES.bled
    # Whole pixels of 2 pt from the upper left corner of the bleed.
    x, y = left + 20, high - 20
    box = (x, y - height_pt, x + width_pt, y)
    inked = {
        "Black": (((x, y - share * height_pt, x + width_pt, y), amount),),
        "Cyan": (((left, low, left + 10, low + 10), 1.0),),
    }
    return bool(findings(black.check_large, FakePage((fill(box),), inked=inked)))


@pytest.mark.parametrize(("side_pt", "is_found"), [(49, False), (51, True)])
def test_a_large_area_is_larger_than_fifty_points_both_ways(side_pt: float, is_found: bool) -> None:
    assert large_black(side_pt, 100) is is_found
    assert large_black(100, side_pt) is is_found


@pytest.mark.parametrize(("rows", "is_found"), [(44, False), (46, True)])
def test_a_solid_area_covers_nine_tenths_of_its_box(rows: int, is_found: bool) -> None:
    assert large_black(100, 100, share=rows / 50) is is_found


@pytest.mark.parametrize(("amount", "is_found"), [(0.96, False), (0.98, True)])
def test_black_is_full_from_97_per_cent_on(amount: float, is_found: bool) -> None:
    assert large_black(100, 100, amount=amount) is is_found


@pytest.mark.parametrize(
    ("low", "high", "inked", "is_found"),
    [(1.5, 2.5, (-1, 2), True), (2.3, 3.7, (-1, 0, 3), False)],
    ids=["reached", "not reached"],
)
def test_ink_is_looked_for_two_points_around_a_text(
    low: float, high: float, inked: tuple[int, ...], is_found: bool
) -> None:
    """``inked`` are rows of pixels of 2 pt, counted from where ``low`` is counted from."""
    left, _, right, upper = BOXES.bled
    start = upper - 2 * 50
    rows = tuple(((left, start + 2 * row, right, start + 2 * row + 2), 0.5) for row in inked)
    mark = text((100, start + low, 140, start + high))
    page = FakePage((mark,), inked={"Cyan": rows, "Black": ((mm(0, 0, 1, 1), 1),)})
    assert bool(findings(black.check_knock_out, page)) is is_found
