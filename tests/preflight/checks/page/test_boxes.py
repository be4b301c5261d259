"""Tolerances of nested boxes, sizes and units."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pikepdf import Array, Pdf
from support.corpus import (
    expected_of,
    office_base,
    press_base,
)
from support.fakepages import (
    BOXES,
    OFFICE,
    SIDE,
    FakePage,
    around,
    cmyk,
    fill,
    findings,
    mm,
)
from support.structure_checks import structure_codes

from generator.core.findings import Severity
from generator.core.units import mm_to_pt
from generator.preflight.checks.page import boxes
from generator.preflight.pdf.model import Boxes, Mark


@pytest.mark.parametrize(("by_mm", "is_found"), [(0.008, False), (0.012, True)])
def test_boxes_may_reach_out_of_one_another_by_a_hundredth_of_a_millimetre(
    by_mm: float, is_found: bool
) -> None:
    low = mm_to_pt(by_mm)
    nested = replace(BOXES, bleed=(-low, 0, SIDE, SIDE), trim=(-2 * low, 0, SIDE, SIDE))
    assert bool(findings(boxes.check_nesting, FakePage(boxes=nested))) is is_found
    cropped = replace(BOXES, crop=around(10 - by_mm))
    assert bool(findings(boxes.check_crop, FakePage(boxes=cropped))) is is_found
    into_trim = replace(BOXES, crop=around(-by_mm))
    found = findings(boxes.check_crop, FakePage(boxes=into_trim), profile=OFFICE)
    assert bool(found) is is_found
    sheet = Boxes(around(by_mm), None, None, around(0), None)
    found = findings(boxes.check_sheet, FakePage(boxes=sheet), profile=OFFICE)
    assert bool(found) is is_found


@pytest.mark.parametrize(("by_mm", "is_found"), [(0.19, False), (0.21, True)])
def test_sizes_may_differ_by_a_fifth_of_a_millimetre(by_mm: float, is_found: bool) -> None:
    larger = replace(BOXES, trim=(0, 0, SIDE, SIDE + mm_to_pt(by_mm)))
    second = FakePage(boxes=larger, index=1)
    assert bool(findings(boxes.check_sizes, FakePage(), second)) is is_found
    expected = expected_of(press_base)
    assert expected is not None
    ordered = replace(expected, trim_mm=(100.0, 100.0))
    found = findings(boxes.check_ordered_size, FakePage(boxes=larger), expected=ordered)
    assert bool(found) is is_found


@pytest.mark.parametrize(("off", "is_found"), [(0.9e-6, False), (1.1e-6, True)])
def test_a_unit_of_one_point_is_exact_to_a_millionth(off: float, is_found: bool) -> None:
    assert bool(findings(boxes.check_turns, FakePage(user_unit=1 + off))) is is_found


@pytest.mark.parametrize(
    ("longest_pt", "severity"), [(14_399, Severity.ERROR), (14_401, Severity.WARNING)]
)
def test_a_larger_unit_is_needed_by_pages_of_more_than_14400_points(
    longest_pt: float, severity: Severity
) -> None:
    large = replace(BOXES, media=(0, 0, 300, longest_pt))
    (found,) = findings(boxes.check_turns, FakePage(boxes=large, user_unit=2))
    assert found.severity is severity


@pytest.mark.parametrize(
    ("marks", "is_found"),
    [
        ((fill(mm(10, 10, 20, 20), cmyk(0, 0, 0, 0)),), True),
        ((fill(mm(10, 10, 20, 20), cmyk(0.1, 0, 0, 0)),), False),
        ((fill(mm(-5, 10, -1, 20)),), True),
        ((fill(mm(-5, 10, 1, 20)),), False),
        ((fill(mm(10, 10, 20, 20), alpha=0),), True),
    ],
    ids=["white", "a tint", "in the bleed", "into the page", "transparent"],
)
def test_a_page_is_empty_if_nothing_on_it_can_be_distinguished_from_paper(
    marks: tuple[Mark, ...], is_found: bool
) -> None:
    assert bool(findings(boxes.check_empty, FakePage(marks))) is is_found


def test_a_page_may_lie_turned_where_it_is_not_imposed() -> None:
    def plant(pdf: Pdf) -> None:
        pdf.pages[0].obj.Rotate = 180

    assert structure_codes(office_base, plant, "office") == set()


def test_a_larger_sheet_of_which_only_the_page_is_shown_is_good_for_the_office() -> None:
    def plant(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.TrimBox = page.CropBox = Array(list(page.MediaBox))
        left, bottom, right, top = map(float, page.MediaBox)
        page.MediaBox = Array([left - 20, bottom - 20, right + 20, top + 20])

    assert structure_codes(office_base, plant, "office") == set()
