"""Signs that tell do from don't."""

from __future__ import annotations

import pikepdf
import pytest
from support.corpus import (
    office_base,
)
from support.defects_look import (
    GREEN,
    RED,
    dots_before_texts,
    labelled_signs,
)
from support.fakepages import (
    FakePage,
    fill,
    findings,
    found_in,
    mm,
    rgb,
    text,
)

from generator.core.findings import Finding, Severity
from generator.preflight.checks.legibility import do_dont_marks as signs

SQUARE = "200 200 40 40 re f "
TICK = "6 w 1 1 1 RG 206 220 m 216 210 l 234 232 l S "
BAR = "10 w 1 1 1 RG 206 220 m 234 220 l S "


def signs_found(one: str, other: str) -> list[Finding]:
    """What is said of two signs, drawn by those operators, the second below the first."""
    plant = labelled_signs(("Nên", one), ("Không", f"1 0 0 1 0 -80 cm {other}"))
    return found_in(signs.check_signs, office_base, plant)


def test_signs_that_differ_by_colour_alone_are_told() -> None:
    (found,) = signs_found("0 0.5 0.25 rg " + SQUARE, "0.85 0.15 0.2 rg " + SQUARE)
    assert found.severity is Severity.ERROR
    assert found.message.values == {"one": "Nên", "other": "Không"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0 0.5 0.25 rg " + SQUARE + TICK, "0.85 0.15 0.2 rg " + SQUARE + BAR),
        ("0 0 0 rg " + SQUARE, "0.8 0.8 0.8 rg " + SQUARE),
    ],
    ids=["shape", "lightness"],
)
def test_signs_that_differ_by_shape_or_lightness_are_right(one: str, other: str) -> None:
    assert not signs_found(one, other)


@pytest.mark.parametrize(
    ("colours", "x_mm", "is_found"),
    [
        ((GREEN, RED), 60, True),
        ((GREEN, GREEN), 60, False),
        ((GREEN, "0 0 0 rg "), 60, False),
        ((GREEN, "0.4 0.9 0.4 rg "), 60, False),
    ],
    ids=["two colours", "one colour", "a black one", "a lighter one"],
)
def test_a_dot_of_each_colour_before_a_text_is_a_sign(
    colours: tuple[str, str], x_mm: float, is_found: bool
) -> None:
    found = found_in(signs.check_signs, office_base, dots_before_texts(*colours, x_mm=x_mm))
    assert bool(found) is is_found


def test_dots_of_two_colours_that_lead_no_text_are_ornament() -> None:
    dots = (
        fill(mm(20, 50, 24, 54), rgb(0, 0.5, 0.25)),
        fill(mm(20, 40, 24, 44), rgb(0.85, 0.15, 0.2)),
    )
    texts = text(mm(26, 50, 50, 54)), text(mm(26, 40, 50, 44))
    seen = ((mm(20, 50, 24, 54), (0, 128, 64)), (mm(20, 40, 24, 44), (217, 38, 51)))
    assert findings(signs.check_signs, FakePage((*dots, *texts), seen=seen))
    assert not findings(signs.check_signs, FakePage((*dots, texts[0]), seen=seen))
    assert not findings(signs.check_signs, FakePage(dots, seen=seen))


def test_in_a_file_with_labelled_signs_ornament_is_no_sign() -> None:
    label = labelled_signs(("Nên", SQUARE), ("Không", "0.8 g 1 0 0 1 0 -80 cm " + SQUARE))
    dots = dots_before_texts(GREEN, RED, x_mm=100)

    def plant(pdf: pikepdf.Pdf) -> None:
        label(pdf)
        dots(pdf)

    assert found_in(signs.check_signs, office_base, dots)
    assert not found_in(signs.check_signs, office_base, plant)
