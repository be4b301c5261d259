"""Content too near to the trim, or where a printer does not reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.fakepages import (
    OFFICE,
    FakePage,
    findings,
    mm,
    text,
)

from generator.core.findings import Severity
from generator.preflight.checks.page import safe_area as safety
from generator.preflight.pdf.model import (
    Box,
    Character,
    Mark,
    MarkKind,
)
from generator.press.profile import Sides


def test_the_distance_to_the_trim_is_that_of_the_ink_and_not_of_the_line() -> None:
    mark = text(mm(20, 2, 40, 6))
    far = Character("a", mm(21, 3.2, 22, 5))
    near = Character("g", mm(21, 2.2, 22, 5))
    assert not findings(safety.check_safe_zone, FakePage((mark,), characters=(far,)))
    assert findings(safety.check_safe_zone, FakePage((mark,), characters=(near,)))


@pytest.mark.parametrize(
    ("distance_mm", "severity"), [(1.5, Severity.ERROR), (2.5, Severity.WARNING), (3.0, None)]
)
def test_the_safe_zone_has_a_limit_and_a_wish(
    distance_mm: float, severity: Severity | None
) -> None:
    found = findings(safety.check_safe_zone, FakePage((text(mm(distance_mm, 50, 40, 54)),)))
    assert [one.severity for one in found] == ([] if severity is None else [severity])


#: Below and above, left and right.
_DEAD = Sides(top=5, right=4, bottom=5, left=4)


@pytest.mark.parametrize(
    ("box", "asked"),
    [
        (mm(20, 4.3, 60, 7), 5.0),
        (mm(20, 5.0, 60, 8), None),
        (mm(20, 93, 60, 95.8), 5.0),
        (mm(3.5, 50, 40, 54), 4.0),
        (mm(4.2, 50, 40, 54), None),
        # 4.4 mm from below is worse than 4.1 from the left.
        (mm(4.1, 4.4, 40, 8), 5.0),
    ],
)
def test_what_the_printer_leaves_white_is_no_place_for_text(box: Box, asked: float | None) -> None:
    profile = replace(OFFICE, margins_mm=_DEAD)
    found = findings(safety.check_safe_zone, FakePage((text(box),)), profile=profile)
    assert [one.message.values["asked"] for one in found] == ([] if asked is None else [asked])
    assert {one.severity for one in found} <= {Severity.ERROR}
    # On a printer that reaches the edges the safe distance is enough.
    borderless = replace(OFFICE, margins_mm=Sides(0, 0, 0, 0))
    assert not findings(safety.check_safe_zone, FakePage((text(box),)), profile=borderless)


def test_a_safe_distance_that_is_wider_than_the_white_edge_counts() -> None:
    profile = replace(OFFICE, margins_mm=Sides(2, 2, 2, 2))
    page = FakePage((text(mm(2.5, 50, 40, 54)),))
    (one,) = findings(safety.check_safe_zone, page, profile=profile)
    assert (one.severity, one.message.values["asked"]) == (Severity.WARNING, 3)


def test_printers_text_outside_of_the_trim_has_no_safe_zone() -> None:
    assert not findings(safety.check_safe_zone, FakePage((text(mm(20, -9, 60, -7)),)))


def test_a_picture_that_is_bled_is_meant_to_be_cut() -> None:
    def picture(box: Box) -> FakePage:
        mark = Mark(MarkKind.IMAGE, 0, box, box, None, tags=("Figure",), mcid=1)
        return FakePage((mark,))

    assert not findings(safety.check_safe_zone, picture(mm(-3, 20, 30, 40)))
    assert findings(safety.check_safe_zone, picture(mm(0, 20, 30, 40)))
    assert not findings(safety.check_safe_zone, picture(mm(3, 20, 30, 40)))


@pytest.mark.parametrize(("height_mm", "is_found"), [(10, True), (45, True), (60, False)])
def test_a_picture_is_a_ground_only_if_it_covers_half_of_the_page(
    height_mm: float, is_found: bool
) -> None:
    box = mm(1, 30, 99, 30 + height_mm)
    page = FakePage((Mark(MarkKind.IMAGE, 0, box, box, None),))
    assert bool(findings(safety.check_safe_zone, page)) is is_found


def test_an_ornament_of_letters_may_run_over_the_trim_and_a_text_may_not() -> None:
    over, near = mm(-5, 20, 20, 60), mm(1, 20, 20, 60)
    ornament: dict[str, Any] = {"tags": ("Artifact",)}
    assert not findings(safety.check_safe_zone, FakePage((text(over, **ornament),)))
    assert findings(safety.check_safe_zone, FakePage((text(over),)))
    assert findings(safety.check_safe_zone, FakePage((text(near, **ornament),)))


def test_only_the_edges_that_the_printer_cannot_reach_must_be_white() -> None:
    margins = replace(OFFICE, margins_mm=Sides(top=5, right=5, bottom=12, left=5))
    page = FakePage(seen=((mm(5, 12, 95, 95), (0, 80, 160)),))
    assert not findings(safety.check_margins, page, profile=margins)
    low = FakePage(seen=((mm(5, 8, 95, 95), (0, 80, 160)),))
    (found,) = findings(safety.check_margins, low, profile=margins)
    assert (found.place.x_mm, found.place.y_mm) == pytest.approx((5, 88), abs=0.6)


# Limits, each just inside and just outside


@pytest.mark.parametrize(("distance_mm", "is_found"), [(2.945, False), (2.935, True)])
def test_a_distance_that_reads_as_what_is_asked_for_is_enough(
    distance_mm: float, is_found: bool
) -> None:
    page = FakePage((text(mm(distance_mm, 50, 40, 54)),))
    assert bool(findings(safety.check_safe_zone, page)) is is_found


@pytest.mark.parametrize(("out_mm", "is_found"), [(0.45, True), (0.55, False)])
def test_a_figure_is_cut_on_purpose_if_it_sticks_out_by_half_a_millimetre(
    out_mm: float, is_found: bool
) -> None:
    box = mm(-out_mm, 20, 30, 40)
    page = FakePage((Mark(MarkKind.IMAGE, 0, box, box, None),))
    assert bool(findings(safety.check_safe_zone, page)) is is_found


@pytest.mark.parametrize(("height_mm", "is_found"), [(50, True), (52, False)])
def test_a_picture_of_half_of_the_page_is_a_ground(height_mm: float, is_found: bool) -> None:
    box = mm(1, 30, 99, 30 + height_mm)
    page = FakePage((Mark(MarkKind.IMAGE, 0, box, box, None),))
    assert bool(findings(safety.check_safe_zone, page)) is is_found
