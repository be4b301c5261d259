"""What is said of the bleed, and what is left in peace."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.corpus import (
    add_content,
    expected_of,
    leaflet_base,
    line_at,
)
from support.fakepages import (
    OFFSET,
    FakePage,
    around,
    cmyk,
    fill,
    findings,
    found_in,
    mm,
    stroke,
)

from generator.preflight.checks.graphics import line_weight as lines
from generator.preflight.checks.page import bleed
from generator.preflight.pdf.model import (
    Box,
    Boxes,
    Paint,
)
from generator.press.profile import Sides

GROUND = (0, 80, 160)


def test_each_edge_is_asked_for_its_own_bleed() -> None:
    profile = replace(OFFSET, bleed_mm=Sides(top=5, right=3, bottom=3, left=3))
    found = findings(bleed.check_size, FakePage(), profile=profile)
    assert [str(one.message) for one in found] == [
        "the bleed at the top is 3 mm; the profile asks for 5 mm"
    ]


def test_a_page_without_a_bleed_box_has_no_bleed() -> None:
    page = FakePage(boxes=Boxes(around(10), None, None, around(0), None))
    (found,) = findings(bleed.check_size, page)
    assert str(found.message) == "the bleed is 0 mm on every edge; the profile asks for 3 mm"


@pytest.mark.parametrize(
    ("side", "box", "place"),
    [
        ("the top", mm(20, 50, 40, 100), (20, 0)),
        ("the right", mm(50, 60, 100, 80), (100, 20)),
        ("the bottom", mm(20, 0, 40, 50), (20, 100)),
        ("the left", mm(0, 60, 50, 80), (0, 20)),
    ],
)
def test_art_that_ends_at_the_trim_is_told_with_its_length_and_place(
    side: str, box: Box, place: tuple[float, float]
) -> None:
    (found,) = findings(bleed.check_inked, FakePage(seen=((box, GROUND),)))
    assert str(found.message.values["side"]) == side
    assert found.message.values["length"] == pytest.approx(20, abs=0.6)
    assert (found.place.x_mm, found.place.y_mm) == pytest.approx(place, abs=0.6)


@pytest.mark.parametrize(
    "box",
    [around(3), mm(10, 10, 90, 90), mm(1, 1, 99, 99), mm(20, -3, 40, 103)],
    ids=["bled", "far inside", "near the trim", "a bled band"],
)
def test_art_that_is_bled_or_keeps_away_from_the_trim_is_right(box: Box) -> None:
    assert not findings(bleed.check_inked, FakePage(seen=((box, GROUND),)))


def test_a_narrow_band_along_the_trim_touches_it() -> None:
    bands = mm(0, 0, 100, 0.8), mm(0, 99.2, 100, 100), mm(0, 0, 0.8, 100), mm(99.2, 0, 100, 100)
    for band in bands:
        assert findings(bleed.check_inked, FakePage(seen=((band, GROUND),))), band


def test_bleed_that_stops_halfway_is_not_enough() -> None:
    found = findings(bleed.check_inked, FakePage(seen=((around(1.5), GROUND),)))
    assert len(found) == 4


def faded(dark: int, light: int, *, from_mm: float, to_mm: float) -> FakePage:
    """A page whose right half fades upwards, in steps of 0.2 mm, from one grey to another."""
    count = round((to_mm - from_mm) / 0.2)
    strips = []
    for number in range(count):
        grey = round(dark + (light - dark) * (number + 1) / count)
        low = from_mm + (to_mm - from_mm) * number / count
        strips.append((mm(50, low, 100, to_mm), (grey, grey, grey)))
    return FakePage(seen=tuple(strips))


@pytest.mark.parametrize(
    ("page", "is_found"),
    [
        (faded(0, 255, from_mm=80, to_mm=100), False),
        (faded(200, 255, from_mm=90, to_mm=101), False),
        (faded(0, 180, from_mm=80, to_mm=100), True),
        (faded(240, 240, from_mm=80, to_mm=100), True),
        (faded(0, 250, from_mm=98.5, to_mm=103), False),
    ],
    ids=["into paper", "into paper within the bleed", "not yet", "a pale ground", "steeply on"],
)
def test_what_fades_into_paper_needs_no_bleed(page: FakePage, is_found: bool) -> None:
    sides = [str(one.message.values["side"]) for one in findings(bleed.check_inked, page)]
    assert ("the top" in sides) is is_found


TINT = (around(3), (235, 245, 245))


@pytest.mark.parametrize(
    ("art", "is_found"),
    [
        (mm(20, 50, 100, 80), True),
        (mm(20, 50, 103, 80), False),
        (mm(20, 50, 100, 51.5), False),
        (mm(20, 50, 98, 80), False),
    ],
    ids=["ends at the trim", "is bled", "a short end", "ends before it"],
)
def test_art_that_ends_at_the_trim_on_a_ground_is_told(art: Box, is_found: bool) -> None:
    found = findings(bleed.check_inked, FakePage(seen=(TINT, (art, GROUND))))
    assert [one.message.values["length"] for one in found] == (
        [pytest.approx(30, abs=0.6)] if is_found else []
    )


@pytest.mark.parametrize(("ends_mm", "is_found"), [(100.15, True), (99.85, True), (103, False)])
def test_a_mark_that_ends_at_the_trim_is_told_however_short(ends_mm: float, is_found: bool) -> None:
    art = mm(60, 50, ends_mm, 52)
    found = findings(bleed.check_inked, FakePage((fill(art),), seen=(TINT, (art, GROUND))))
    assert bool(found) is is_found


def test_a_mark_that_goes_on_in_another_one_may_end_at_the_trim() -> None:
    art = mm(60, 50, 100, 80)
    page = FakePage((fill(art),), seen=(TINT, (mm(60, 50, 103, 80), GROUND)))
    assert not findings(bleed.check_inked, page)


def test_crop_marks_outside_of_the_bleed_may_be_one_path_around_the_page() -> None:
    registration = Paint("Separation", (1.0,), {"All": 1.0}, (0.0, 0.0, 0.0))
    marks = stroke(around(9), 0.25, registration)
    assert not findings(bleed.check_beyond, FakePage((marks,)))
    assert not findings(lines.check_lines, FakePage((stroke(around(9), 0.1, registration),)))


@pytest.mark.parametrize(("ends_mm", "is_found"), [((-8, -1), True), ((-3, 12), False)])
def test_a_fold_mark_in_the_bleed_differs_from_a_line_of_the_design(
    ends_mm: tuple[float, float], is_found: bool
) -> None:
    drawn = f"0 0 0 1 K {line_at(97, ends_mm[0], 97, ends_mm[1], 0.5)}"
    found = found_in(
        bleed.check_marks,
        leaflet_base,
        lambda pdf: add_content(pdf.pages[0], drawn),
        expected_of(leaflet_base),
    )
    assert bool(found) is is_found


def test_white_that_runs_out_of_the_bleed_is_no_art() -> None:
    assert not findings(bleed.check_beyond, FakePage((fill(around(9), cmyk(0, 0, 0, 0)),)))
    assert findings(bleed.check_beyond, FakePage((fill(around(9), cmyk(0.1, 0, 0, 0)),)))
