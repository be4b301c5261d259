"""Black that is alone, overprints, and is rich where it is large."""

from __future__ import annotations

import pytest
from support.fakepages import (
    BLACK,
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
