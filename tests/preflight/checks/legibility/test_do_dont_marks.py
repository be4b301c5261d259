"""Signs that tell do from don't."""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf
import pytest
from support.corpus import (
    add_content,
    office_base,
)
from support.defects_look import (
    GREEN,
    RED,
    dots_before_texts,
    labelled_signs,
)
from support.fakepages import (
    WHITE,
    FakePage,
    Rgb255,
    fill,
    findings,
    found_in,
    mm,
    rgb,
    text,
)

from generator.core.findings import Finding, Severity
from generator.core.units import mm_to_pt
from generator.preflight.checks.legibility import do_dont_marks as signs
from generator.preflight.pdf.model import Box, Mark, Picture

SQUARE = "200 200 40 40 re f "
TICK = "6 w 1 1 1 RG 206 220 m 216 210 l 234 232 l S "
BAR = "10 w 1 1 1 RG 206 220 m 234 220 l S "


def signs_found(one: str, other: str) -> list[Finding]:
    """Findings on two signs, drawn by those operators, the second below the first."""
    plant = labelled_signs(("Nên", one), ("Không", f"1 0 0 1 0 -80 cm {other}"))
    return found_in(signs.check_signs, office_base, plant)


def test_signs_that_differ_by_colour_alone_are_reported() -> None:
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


@pytest.mark.parametrize(
    ("one", "other", "is_found"),
    [("1", "2", False), ("!", "!", True), ("1", "", True)],
    ids=["numbers", "the same sign", "one of them blank"],
)
def test_dots_are_told_apart_by_numbers_of_their_own(one: str, other: str, is_found: bool) -> None:
    boxes = mm(20, 50, 28, 58), mm(20, 30, 28, 38)
    colours = rgb(0, 0.5, 0.25), rgb(0.85, 0.15, 0.2)
    dots = [fill(box, colour) for box, colour in zip(boxes, colours, strict=True)]
    texts = [text(mm(30, 51, 60, 55)), text(mm(30, 31, 60, 35))]
    seen = tuple(zip(boxes, (OLIVE, BRICK), strict=True))
    assert findings(signs.check_signs, FakePage((*dots, *texts), seen=seen))
    on_dots = [
        text((left + 6, low + 4, right - 6, high - 4), characters=sign)
        for (left, low, right, high), sign in zip(boxes, (one, other), strict=True)
        if sign
    ]
    page = FakePage((*dots, *on_dots, *texts), seen=seen)
    assert bool(findings(signs.check_signs, page)) is is_found


# Limits, each just inside and just outside

OLIVE, BRICK = (0, 128, 64), (217, 38, 51)


@dataclass(eq=False)
class Looked(FakePage):
    """A page that tells how closely it was looked at."""

    dpis: list[float] = field(default_factory=list)

    def picture(self, dpi: float, box: Box | None = None) -> Picture:
        self.dpis.append(dpi)
        return super().picture(dpi, box)


@dataclass(frozen=True)
class Dots:
    """Two dots, in mm, one below the other, each before a text."""

    width: float = 4
    height: float = 4
    second: float | None = None
    x: float = 20
    gap: float = 2
    text_low: float = 0
    colours: tuple[Rgb255, Rgb255] = (OLIVE, BRICK)
    #: From which column of the second dot on a strip of it is white, as a share of its width.
    notch: float = 0

    def page(self) -> Looked:
        side = self.width if self.second is None else self.second
        boxes = (
            mm(20, 50, 20 + self.width, 50 + self.height),
            mm(self.x, 20, self.x + side, 20 + (self.height if self.second is None else side)),
        )
        marks: list[Mark] = []
        for (left, low, right, high), colour in zip(boxes, self.colours, strict=True):
            marks.append(fill((left, low, right, high), rgb(*(part / 255 for part in colour))))
            start, y = right + mm_to_pt(self.gap), low + mm_to_pt(self.text_low)
            marks.append(text((start, y, start + 60, y + high - low)))
        seen = list(zip(boxes, self.colours, strict=True))
        if self.notch:
            left, low, right, high = boxes[1]
            seen.append(((left, low, left + self.notch * (right - left), high), WHITE))
        return Looked(tuple(marks), tuple(seen))

    @property
    def are_signs(self) -> bool:
        return bool(findings(signs.check_signs, self.page()))


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        (Dots(1.25, 1.25), Dots(1.15, 1.15)),
        (Dots(14.8, 14.8), Dots(15.2, 15.2)),
        (Dots(4.9, 4), Dots(5.1, 4)),
        (Dots(4, 4, second=4.19), Dots(4, 4, second=4.23)),
        (Dots(x=20.78), Dots(x=20.82)),
        (Dots(gap=7.9), Dots(gap=8.1)),
        (Dots(text_low=3.9), Dots(text_low=4.1)),
        (Dots(colours=((0, 128, 64), (66, 128, 64))), Dots(colours=((0, 128, 64), (62, 128, 64)))),
        (Dots(colours=(OLIVE, (255, 97, 77))), Dots(colours=(OLIVE, (255, 128, 107)))),
        (Dots(notch=0.1), Dots(notch=0.2)),
    ],
    ids=[
        "smallest",
        "largest",
        "round",
        "of one size",
        "in line",
        "before a text",
        "at its height",
        "of two colours",
        "of one grey",
        "of one shape",
    ],
)
def test_dots_are_signs_that_cannot_be_distinguished_within_limits(
    inside: Dots, outside: Dots
) -> None:
    assert inside.are_signs
    assert not outside.are_signs


def test_signs_are_compared_in_forty_pixels_with_a_point_around_them() -> None:
    page = Dots().page()
    assert findings(signs.check_signs, page)
    longer = mm_to_pt(4) + 2
    assert page.dpis == [pytest.approx(72 * 40 / longer)] * 2


def halves(one: int, other: int, *, beside: bool = True) -> str:
    """A square of two greys, beside or over each other."""
    second = "220 200 20 40" if beside else "200 220 40 20"
    return f"{one / 255:.4f} g {SQUARE}{other / 255:.4f} g {second} re f "


def even_signs_found(one: str, other: str) -> bool:
    """As of two signs on a ground of their own grey, so that their edges spread nothing."""
    plant = labelled_signs(
        ("Nên", f"1 0 0 1 100 0 cm {one}"), ("Không", f"1 0 0 1 100 -80 cm {other}")
    )

    def planted(pdf: pikepdf.Pdf) -> None:
        add_content(pdf.pages[0], "0.502 g 280 100 80 160 re f ")
        plant(pdf)

    return bool(found_in(signs.check_signs, office_base, planted))


@pytest.mark.parametrize(("step", "is_found"), [(24, True), (27, False)])
def test_an_even_sign_has_the_shape_of_another_that_is_nearly_even(
    step: int, is_found: bool
) -> None:
    """The standard deviation of two halves is half of the step between them: 0.047 and 0.053."""
    assert even_signs_found("0.502 g " + SQUARE, halves(128, 128 + step)) is is_found


@pytest.mark.parametrize(("step", "is_found"), [(5, True), (6, False)])
def test_signs_that_differ_by_rounding_are_even(step: int, is_found: bool) -> None:
    one, other = halves(128, 133), halves(128, 128 + step, beside=False)
    assert even_signs_found(one, other) is is_found
