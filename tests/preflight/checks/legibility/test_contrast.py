"""Contrast of text with its ground, in colour and in grey."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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
    IN_PIXELS,
    OFFICE,
    SOMEWHERE,
    FakePage,
    Rgb255,
    cmyk,
    findings,
    found_in,
    grey,
    mm,
    px,
    rgb,
    text,
)

from generator.core.findings import Severity
from generator.preflight.checks.legibility import contrast
from generator.preflight.pdf.marks import line_excerpt
from generator.preflight.pdf.model import Box, Mark, Picture
from generator.preflight.pdf.paints import printed_grey, relative_luminance


def on_ground(ground: Rgb255, *marks: Mark) -> FakePage:
    return FakePage(marks, seen=((mm(10, 40, 70, 60), ground),))


def test_large_text_and_bold_text_need_less_contrast() -> None:
    pale = rgb(0.55, 0.55, 0.55)
    for size, font, is_found in ((10, 0, True), (17.9, 0, True), (18, 0, False), (14, 1, False)):
        page = FakePage((text(SOMEWHERE, pale, size, font=font),))
        assert bool(findings(contrast.check_contrast, page)) is is_found, (size, font)


#: What a renderer may show of 95 % cyan and 58 % magenta, and too light a blue.
_RENDERED_BLUE = (60, 125, 200)


@pytest.mark.parametrize(("magenta", "is_found"), [(0.58, False), (0.10, True)])
def test_the_ground_of_an_inked_text_counts_as_it_prints(magenta: float, is_found: bool) -> None:
    ground = mm(10, 40, 70, 60)
    page = FakePage(
        (text(SOMEWHERE, cmyk(0, 0, 0, 0)),),
        seen=((ground, _RENDERED_BLUE),),
        inked={"Cyan": ((ground, 0.95),), "Magenta": ((ground, magenta),)},
    )
    assert bool(findings(contrast.check_contrast, page)) is is_found


def test_on_a_spot_ink_the_ground_counts_as_rendered() -> None:
    ground = mm(10, 40, 70, 60)
    page = FakePage(
        (text(SOMEWHERE, cmyk(0, 0, 0, 0)),),
        seen=((ground, _RENDERED_BLUE),),
        inked={"Cyan": ((ground, 0.95),), "PANTONE 300 C": ((ground, 0.58),)},
    )
    assert findings(contrast.check_contrast, page)


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


# Limits, each just inside and just outside


@pytest.mark.parametrize(
    ("level", "size_pt", "font", "is_found"),
    [
        (0.46, 10, 0, False),
        (0.47, 10, 0, True),
        (0.58, 18, 0, False),
        (0.59, 18, 0, True),
        (0.58, 17.9, 0, True),
        (0.58, 14, 1, False),
        (0.58, 13.9, 1, True),
    ],
    ids=["4.5", "4.4", "3.0", "2.9", "too small", "bold", "too small for bold"],
)
def test_contrast_is_asked_for_as_wcag_does(
    level: float, size_pt: float, font: int, is_found: bool
) -> None:
    mark = text(SOMEWHERE, rgb(level, level, level), size_pt, font=font)
    assert bool(findings(contrast.check_contrast, FakePage((mark,)))) is is_found


@pytest.mark.parametrize(("black", "severity"), [(0.51, Severity.WARNING), (0.5, Severity.ERROR)])
def test_nine_tenths_of_the_contrast_asked_for_are_near(black: float, severity: Severity) -> None:
    (found,) = findings(contrast.check_contrast, FakePage((text(SOMEWHERE, cmyk(0, 0, 0, black)),)))
    assert found.message.values["found"] == (4.1 if severity is Severity.WARNING else 3.9)
    assert found.severity is severity


Part = tuple[Box, Rgb255]


def seen_as(*parts: Part, side: int = 40, level: float = 0) -> bool:
    """True if a text is reported that looks like ``parts``, in pixels from its lower left corner.

    Args:
        side: Of the text's box.
        level: The grey that it is set in, 0..1.
    """
    mark = text(px(100, 100, 100 + side, 100 + side), rgb(level, level, level))
    placed = tuple(
        (px(100 + box[0], 100 + box[1], 100 + box[2], 100 + box[3]), colour)
        for box, colour in parts
    )
    return bool(findings(contrast.check_contrast, FakePage((mark,), placed, boxes=IN_PIXELS)))


#: A tenth of the box.
LETTERS: Box = (0, 0, 40, 4)


@pytest.mark.parametrize(("level", "is_found"), [(163, False), (168, True)])
def test_a_pixel_is_of_the_texts_colour_within_a_third_of_the_way(
    level: int, is_found: bool
) -> None:
    assert seen_as((LETTERS, grey(level)), level=0.46) is is_found


@pytest.mark.parametrize(("pixels", "is_found"), [(15, True), (17, False)])
def test_a_hundredth_of_pixels_of_its_own_colour_is_how_a_text_looks(
    pixels: int, is_found: bool
) -> None:
    own = ((0, 20, 1, 20 + pixels), grey(0))
    assert seen_as((LETTERS, grey(200)), own) is is_found


@pytest.mark.parametrize(("pixels", "is_found"), [(22, False), (26, True)])
def test_letters_cover_three_hundredths_of_a_stretch(pixels: int, is_found: bool) -> None:
    assert seen_as(((0, 0, 2, pixels), grey(200))) is is_found


@pytest.mark.parametrize(("rows", "is_found"), [(43, False), (47, True)])
def test_letters_are_measured_on_a_ground_that_is_nearly_half_of_the_stretch(
    rows: int, is_found: bool
) -> None:
    ground = ((0, 0, 100, 72), grey(200))
    dark = ((0, 0, 100, 72 - rows), grey(150))
    assert seen_as(ground, dark, side=100) is is_found


@pytest.mark.parametrize(("level", "is_found"), [(244, False), (234, True)])
def test_pixels_that_differ_less_than_a_seventh_from_the_ground_are_ground(
    level: int, is_found: bool
) -> None:
    assert seen_as((LETTERS, grey(level))) is is_found


@pytest.mark.parametrize(("rows", "is_found"), [(8, True), (12, False)])
def test_the_darkest_tenth_of_letters_is_their_core(rows: int, is_found: bool) -> None:
    """Of 100 rows of pixels so many are dark, the others their blurred edge."""
    edge, core = ((0, 0, 10, 100), grey(230)), ((0, 0, 10, rows), grey(102))
    assert seen_as(edge, core, side=100) is is_found


@pytest.mark.parametrize(("level", "is_found"), [(134, True), (127, False)])
def test_pixels_are_believed_if_they_show_a_fifth_less_contrast_than_was_set(
    level: int, is_found: bool
) -> None:
    """The text has 4.5 to 1, and pixels as bluish ones have 3.5 and 3.7."""
    assert seen_as((LETTERS, (level, level, 178)), level=0.46) is is_found


@dataclass(eq=False)
class Looked(FakePage):
    """A page that counts how often it was looked at more closely, and how closely."""

    dpis: list[float] = field(default_factory=list)

    def picture(self, dpi: float, box: Box | None = None) -> Picture:
        if box is not None:
            self.dpis.append(dpi)
        return super().picture(dpi, box)


@pytest.mark.parametrize(("size_pt", "dpi"), [(3, 600), (10, 302.4), (20, 200)])
def test_a_text_in_doubt_is_looked_at_with_42_pixels_to_the_em_within_limits(
    size_pt: float, dpi: float
) -> None:
    box = px(100, 100, 140, 140)
    page = Looked(
        (text(box, rgb(0, 0, 0), size_pt),), ((px(100, 100, 140, 104), grey(200)),), {}, IN_PIXELS
    )
    assert findings(contrast.check_contrast, page)
    assert page.dpis == [pytest.approx(dpi)]


def test_thirty_texts_of_a_page_are_looked_at_more_closely() -> None:
    marks, seen = [], []
    for place in range(40):
        x, y = 20 + 45 * (place % 8), 20 + 45 * (place // 8)
        marks.append(text(px(x, y, x + 20, y + 20), rgb(0, 0, 0)))
        seen.append((px(x, y, x + 20, y + 3), grey(200)))
    page = Looked(tuple(marks), tuple(seen), {}, IN_PIXELS)
    assert findings(contrast.check_contrast, page)
    assert len(page.dpis) == 30
