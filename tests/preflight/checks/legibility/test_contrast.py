"""Contrast of text with its ground, in colour and in grey."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pikepdf
import pytest
from support.corpus import (
    add_content,
    add_resource,
    add_tagged,
    box_at,
    office_base,
    text_at,
)
from support.defects_look import (
    dark_gradient,
    pale_gradient,
)
from support.fakepages import (
    OFFICE,
    SOMEWHERE,
    FakePage,
    Rgb255,
    cmyk,
    findings,
    found_in,
    mm,
    rgb,
    text,
)

from generator.core.findings import Severity
from generator.preflight.checks.legibility import contrast
from generator.preflight.pdf.marks import line_excerpt
from generator.preflight.pdf.model import (
    Mark,
)
from generator.preflight.pdf.paints import printed_grey, relative_luminance


def on_ground(ground: Rgb255, *marks: Mark) -> FakePage:
    return FakePage(marks, seen=((mm(10, 40, 70, 60), ground),))


def test_large_text_and_bold_text_need_less_contrast() -> None:
    grey = rgb(0.55, 0.55, 0.55)
    for size, font, is_found in ((10, 0, True), (17.9, 0, True), (18, 0, False), (14, 1, False)):
        page = FakePage((text(SOMEWHERE, grey, size, font=font),))
        assert bool(findings(contrast.check_contrast, page)) is is_found, (size, font)


def test_the_worst_part_of_a_ground_counts() -> None:
    mark = text(mm(10, 50, 70, 54), rgb(1, 1, 1))
    dark, light = (0, 0, 80), (170, 190, 220)
    good = FakePage((mark,), seen=((mm(5, 40, 75, 60), dark),))
    bad = FakePage((mark,), seen=((mm(5, 40, 75, 60), dark), (mm(60, 40, 75, 60), light)))
    assert not findings(contrast.check_contrast, good)
    (found,) = findings(contrast.check_contrast, bad)
    assert found.message.values["found"] == pytest.approx(1.9, abs=0.2)


def test_text_of_its_grounds_own_colour_has_no_contrast() -> None:
    (found,) = findings(contrast.check_contrast, FakePage((text(SOMEWHERE, rgb(1, 1, 1)),)))
    assert found.message.values["found"] == 1


def test_transparent_text_is_as_pale_as_it_looks() -> None:
    assert not findings(contrast.check_contrast, FakePage((text(SOMEWHERE, alpha=0.9),)))
    red = text(SOMEWHERE, rgb(0.8, 0, 0), alpha=0.6)
    seen = float(relative_luminance(np.array([0.88, 0.4, 0.4])))
    (found,) = findings(contrast.check_contrast, FakePage((red,)))
    assert found.message.values["found"] == pytest.approx(1.05 / (seen + 0.05), abs=0.1)


def test_text_of_a_gradient_is_as_dark_as_its_palest_letters_look() -> None:
    assert not found_in(contrast.check_contrast, office_base, dark_gradient)
    (found,) = found_in(contrast.check_contrast, office_base, pale_gradient)
    # The grey at its right end, on the base's ground; a stretch counts as its dark part.
    pale, ground = relative_luminance(np.array([[0.75] * 3, [0.94, 0.98, 0.97]]))
    seen = (ground + 0.05) / (pale + 0.05)
    assert found.message.values["found"] == pytest.approx(seen, abs=0.45)


@pytest.mark.parametrize(("share", "is_found"), [(0.0, False), (0.3, False), (0.7, True)])
def test_a_veil_over_dark_text_counts_once_it_makes_it_pale(share: float, is_found: bool) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        state = pikepdf.Dictionary(ca=share)
        add_resource(pdf.pages[0], "/ExtGState", "/GVeil", pdf.make_indirect(state))
        add_tagged(pdf, f"0 0 0 rg {text_at(60, 100, 7, 'Liên hệ hôm nay')}")
        add_content(pdf.pages[0], f"/GVeil gs 1 1 1 rg {box_at(67, 95, 40, 14)}f\n")

    assert bool(found_in(contrast.check_contrast, office_base, plant)) is is_found


def test_letters_set_one_by_one_are_quoted_as_their_line() -> None:
    line = "Số điện thoại"
    letters = tuple(
        text(mm(20 + 2 * place, 50, 21.8 + 2 * place, 53), rgb(0.7, 0.7, 0.7), characters=letter)
        for place, letter in enumerate(line)
        if letter != " "
    )
    below = text(mm(20, 44, 21.8, 47), rgb(0.7, 0.7, 0.7), characters="x")
    page = FakePage((*letters, below))
    for mark in letters:
        assert line_excerpt(page, mark) == line
    assert line_excerpt(page, below) == "x"
    word = text(mm(20, 30, 40, 33), characters="Liên hệ")
    assert line_excerpt(FakePage((word, text(mm(41, 30, 60, 33)))), word) == "Liên hệ"


def test_what_is_lost_in_grey_is_an_error_only_where_copies_are_made() -> None:
    page = on_ground((255, 0, 0), text(SOMEWHERE, rgb(0, 0, 0)))
    (found,) = findings(contrast.check_contrast, page, profile=OFFICE)
    assert (found.code, found.severity) == ("low-contrast-in-grey", Severity.WARNING)
    copier = replace(OFFICE, survives_grey=True)
    (found,) = findings(contrast.check_contrast, page, profile=copier)
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize(("ground", "is_found"), [((255, 80, 80), True), ((255, 88, 88), False)])
def test_in_grey_as_much_contrast_is_asked_for_as_in_colour(ground: Rgb255, is_found: bool) -> None:
    colours = np.array([[0.13] * 3, np.array(ground) / 255])
    dark, light = relative_luminance(np.repeat(printed_grey(colours)[:, None], 3, axis=1)).tolist()
    assert 4.0 < (light + 0.05) / (dark + 0.05) < 4.8
    assert ((light + 0.05) / (dark + 0.05) < 4.5) is is_found
    page = on_ground(ground, text(SOMEWHERE, rgb(0.13, 0.13, 0.13)))
    codes = [one.code for one in findings(contrast.check_contrast, page, profile=OFFICE)]
    assert codes == (["low-contrast-in-grey"] if is_found else [])


def test_a_near_miss_in_inks_is_a_warning_and_in_light_an_error() -> None:
    for paint, severity in (
        (cmyk(0, 0, 0, 0.53), Severity.WARNING),
        (cmyk(0, 0, 0, 0.4), Severity.ERROR),
        (rgb(0.47, 0.47, 0.47), Severity.ERROR),
    ):
        (found,) = findings(contrast.check_contrast, FakePage((text(SOMEWHERE, paint),)))
        assert found.severity is severity
