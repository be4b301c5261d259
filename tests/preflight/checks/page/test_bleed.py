"""Findings on the bleed, and content that has none."""

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
    IN_PIXELS,
    OFFSET,
    PIXEL,
    FakePage,
    around,
    cmyk,
    fill,
    findings,
    found_in,
    grey,
    mm,
    px,
    rows_at_top,
    stroke,
    text,
)

from generator.core.provenance import Expected
from generator.core.units import pt_to_mm
from generator.preflight.checks.graphics import line_weight as lines
from generator.preflight.checks.page import bleed
from generator.preflight.pdf.model import (
    Box,
    Boxes,
    Paint,
    Picture,
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
def test_art_that_ends_at_the_trim_is_reported_with_its_length_and_place(
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
def test_art_that_ends_at_the_trim_on_a_ground_is_reported(art: Box, is_found: bool) -> None:
    found = findings(bleed.check_inked, FakePage(seen=(TINT, (art, GROUND))))
    assert [one.message.values["length"] for one in found] == (
        [pytest.approx(30, abs=0.6)] if is_found else []
    )


@pytest.mark.parametrize(("ends_mm", "is_found"), [(100.15, True), (99.85, True), (103, False)])
def test_marks_that_end_at_the_trim_are_reported_however_short(
    ends_mm: float, is_found: bool
) -> None:
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


# Limits, each just inside and just outside


def sides_found(page: FakePage, asked: Sides = OFFSET.bleed_mm) -> set[str]:
    found = findings(bleed.check_inked, page, profile=replace(OFFSET, bleed_mm=asked))
    return {str(one.message.values["side"]) for one in found}


@pytest.mark.parametrize(("bleed_mm", "is_found"), [(2.992, False), (2.988, True)])
def test_a_bleed_that_lacks_no_more_than_a_hundredth_of_a_millimetre_is_enough(
    bleed_mm: float, is_found: bool
) -> None:
    page = FakePage(boxes=Boxes(around(10), None, around(bleed_mm), around(0), None))
    assert bool(findings(bleed.check_size, page)) is is_found


@pytest.mark.parametrize(("asked_mm", "is_found"), [(0.45, False), (0.55, True)])
def test_a_profile_may_ask_for_so_little_bleed_that_nothing_can_be_seen_in_it(
    asked_mm: float, is_found: bool
) -> None:
    page = rows_at_top((100,), (255,))
    assert ("the top" in sides_found(page, Sides(asked_mm, 0, 0, 0))) is is_found


class CoarsePage(FakePage):
    """A page so large that it is looked at with half as many pixels."""

    def picture(self, dpi: float, box: Box | None = None) -> Picture:
        return super().picture(dpi / 2, box)


@pytest.mark.parametrize(("pixels", "is_found"), [(1, False), (2, True)])
def test_white_in_the_bleed_counts_from_half_a_millimetre_on_and_in_two_pixels_at_least(
    pixels: int, is_found: bool
) -> None:
    fine = rows_at_top((100,), (255,), (100, 100 + pixels))
    assert bool(sides_found(fine)) is is_found
    coarse = rows_at_top((100,), (255,), (100, 100 + 2 * pixels))
    assert bool(sides_found(CoarsePage(seen=coarse.seen, boxes=IN_PIXELS))) is is_found


@pytest.mark.parametrize(("rows", "is_found"), [(2, False), (3, True)])
def test_art_touches_the_trim_if_it_fills_three_rows_of_pixels(rows: int, is_found: bool) -> None:
    inside = (100,) * rows + (255,)
    assert ("the top" in sides_found(rows_at_top(inside, (255,)))) is is_found


@pytest.mark.parametrize(("rows", "is_found"), [(2, True), (3, False)])
def test_ink_that_begins_at_the_trim_is_a_step_if_ink_is_near_within(
    rows: int, is_found: bool
) -> None:
    inside = (255,) * rows + (250,)
    assert ("the top" in sides_found(rows_at_top(inside, (200,)))) is is_found


@pytest.mark.parametrize(("rows", "is_found"), [(7, False), (8, True)])
def test_how_a_ground_comes_up_to_the_trim_is_seen_over_eight_rows(
    rows: int, is_found: bool
) -> None:
    inside = (250,) * rows + (0,)
    assert ("the top" in sides_found(rows_at_top(inside, (255,)))) is is_found


@pytest.mark.parametrize(("last", "is_found"), [(236, False), (234, True)])
def test_what_fades_may_end_twice_as_steeply_as_it_came(last: int, is_found: bool) -> None:
    inside = tuple(last - 10 * row for row in range(9))
    assert ("the top" in sides_found(rows_at_top(inside, (255,)))) is is_found


@pytest.mark.parametrize(("beyond", "is_found"), [(188, False), (187, True)])
def test_colours_that_differ_by_twelve_steps_are_one_at_a_cut(beyond: int, is_found: bool) -> None:
    assert ("the top" in sides_found(rows_at_top((200,), (beyond,)))) is is_found


@pytest.mark.parametrize(("rough", "is_found"), [(9, True), (11, False)])
def test_a_step_three_times_as_large_as_its_surroundings_is_an_edge(
    rough: int, is_found: bool
) -> None:
    page = rows_at_top((200, 200, 200 - rough), (170,))
    assert ("the top" in sides_found(page)) is is_found


@pytest.mark.parametrize(("rough", "is_found"), [(18, True), (22, False)])
def test_where_a_mark_ends_half_as_much_again_is_an_edge(rough: int, is_found: bool) -> None:
    page = rows_at_top((200, 200, 200 - rough, 200 - rough), (170,))
    assert "the top" not in sides_found(page)
    ended = replace(page, marks=(fill(px(0, 300, 400, 400)),))
    assert ("the top" in sides_found(ended)) is is_found


@pytest.mark.parametrize(("pixels", "is_found"), [(11, False), (12, True)])
def test_a_step_of_which_no_mark_is_known_counts_from_three_millimetres_on(
    pixels: int, is_found: bool
) -> None:
    ground = rows_at_top((200,), (200,))
    art = rows_at_top((100,), (200,), (100, 100 + pixels))
    page = FakePage(seen=(*ground.seen, *art.seen), boxes=IN_PIXELS)
    assert ("the top" in sides_found(page)) is is_found


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("by_mm", "is_found"), [(0.18, True), (0.22, False)])
def test_a_mark_within_a_fifth_of_a_millimetre_of_the_trim_ends_at_it(
    sign: int, by_mm: float, is_found: bool
) -> None:
    mark = fill(mm(60, 50, 100 + sign * by_mm, 52))
    page = FakePage((mark,), seen=(TINT, (mm(60, 50, 100, 52), GROUND)))
    assert bool(findings(bleed.check_inked, page)) is is_found


@pytest.mark.parametrize(("by_mm", "is_found"), [(0.09, False), (0.11, True)])
def test_what_is_a_tenth_of_a_millimetre_off_an_edge_is_at_it(by_mm: float, is_found: bool) -> None:
    beyond = fill(mm(50, 50, 103 + by_mm, 60), cmyk(0.1, 0, 0, 0))
    assert bool(findings(bleed.check_beyond, FakePage((beyond,)))) is is_found
    from_outside = text(mm(20, -9, 40, -3 + by_mm))
    assert bool(findings(bleed.check_marks, FakePage((from_outside,)))) is is_found
    from_inside = text(mm(20, -by_mm, 40, 5))
    assert not findings(bleed.check_marks, FakePage((from_inside,)))
    into_page = text(mm(20, -2, 40, by_mm))
    assert bool(findings(bleed.check_marks, FakePage((into_page,)))) is not is_found


def test_a_bleed_of_a_tenth_of_a_millimetre_is_none() -> None:
    mark = text(mm(20, -3, 40, 0.05))
    for bleed_mm, is_found in ((0.09, False), (0.11, True)):
        boxes = Boxes(around(10), None, around(bleed_mm), around(0), None)
        assert bool(findings(bleed.check_marks, FakePage((mark,), boxes=boxes))) is is_found


def line_in_bleed(rows: int = 12, left: int = -1, right: int = 1, level: int = 0) -> FakePage:
    """A line up from the trim's upper left corner, in so many of the 12 rows of its bleed."""
    line = px(left, 400, right, 400 + rows)
    return FakePage(seen=((line, grey(level)),), boxes=IN_PIXELS)


def marks_found(page: FakePage, expected: Expected | None = None) -> bool:
    return bool(findings(bleed.check_marks, page, expected=expected))


@pytest.mark.parametrize(("level", "is_found"), [(240, True), (243, False)])
def test_a_line_is_darker_than_its_ground_by_an_eighth_of_white(level: int, is_found: bool) -> None:
    assert marks_found(line_in_bleed(level=level)) is is_found


@pytest.mark.parametrize(("rows", "is_found"), [(3, False), (4, True)])
def test_a_mark_that_is_in_less_than_a_third_of_the_bleed_is_outside(
    rows: int, is_found: bool
) -> None:
    assert marks_found(line_in_bleed(rows)) is is_found


@pytest.mark.parametrize(("half_width", "is_found"), [(4, True), (5, False)])
def test_what_is_wider_than_two_millimetres_is_no_mark(half_width: int, is_found: bool) -> None:
    assert marks_found(line_in_bleed(left=-half_width, right=half_width)) is is_found


@pytest.mark.parametrize(("off", "is_found"), [(-2, True), (-3, False), (1, True), (2, False)])
def test_a_mark_may_be_a_pixel_off_its_place(off: int, is_found: bool) -> None:
    assert marks_found(line_in_bleed(left=off, right=off + 1)) is is_found


@pytest.mark.parametrize(("rows", "is_found"), [(3, True), (4, False)])
def test_a_line_that_runs_on_a_millimetre_within_the_page_is_no_fold_mark(
    rows: int, is_found: bool
) -> None:
    line = px(199, 400 - rows, 201, 412)
    page = FakePage(seen=((line, (0, 0, 0)),), boxes=IN_PIXELS)
    expected = expected_of(leaflet_base)
    assert expected is not None
    folded = replace(expected, folds_mm=((pt_to_mm(200 * PIXEL),),))
    assert marks_found(page, folded) is is_found
