"""What a preflight says of the look of pages, and what it leaves in peace."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from support.corpus import (
    Base,
    Plant,
    add_content,
    add_resource,
    add_tagged,
    box_at,
    expected_of,
    leaflet_base,
    line_at,
    office_base,
    press_base,
    saved,
    text_at,
)
from support.defects_look import (
    DEFECTS,
    GREEN,
    RED,
    dark_gradient,
    dots_before_texts,
    labelled_signs,
    pale_gradient,
)

from generator.core.findings import Finding, Severity
from generator.core.provenance import Expected, ExpectedAct
from generator.core.units import mm_to_pt
from generator.preflight.checks.graphics import line_weight as lines
from generator.preflight.checks.ink import black, overprint
from generator.preflight.checks.ink import ink_coverage as inkcoverage
from generator.preflight.checks.ink.ink_coverage import window_means
from generator.preflight.checks.legibility import contrast
from generator.preflight.checks.legibility import do_dont_marks as signs
from generator.preflight.checks.page import bleed, folds
from generator.preflight.checks.page import clipped_text as cut
from generator.preflight.checks.page import safe_area as safety
from generator.preflight.checks.type import type_size as type_
from generator.preflight.document import open_document
from generator.preflight.pdf.model import (
    Box,
    Boxes,
    Character,
    Check,
    Font,
    GreyPicture,
    Mark,
    MarkKind,
    Paint,
    Picture,
    Plate,
    TextMark,
)
from generator.preflight.render.pixels import Grid, grey_of, grouped, luminance, quoted, runs
from generator.press.profile import Destination, Limit, Profile, Sides
from generator.press.profiles import default_profile

Rgb255 = tuple[int, int, int]

WHITE: Rgb255 = (255, 255, 255)
OFFSET = default_profile(Destination.PRESS)
OFFICE = default_profile(Destination.OFFICE)
#: 100 x 100 mm with 3 mm of bleed and 7 mm more for marks; the trim's corner is the origin.
SIDE = mm_to_pt(100)


def around(by_mm: float) -> Box:
    by = mm_to_pt(by_mm)
    return -by, -by, SIDE + by, SIDE + by


BOXES = Boxes(around(10), None, around(3), around(0), None)


@dataclass(eq=False)
class FakePage:
    """A page of rectangles: what is seen, what is inked, and marks that may tell otherwise."""

    marks: tuple[Mark, ...] = ()
    seen: tuple[tuple[Box, Rgb255], ...] = ()
    inked: Mapping[str, tuple[tuple[Box, float], ...]] = field(default_factory=dict)
    boxes: Boxes = BOXES
    characters: tuple[Character, ...] = ()
    index: int = 0
    rotate: int = 0
    user_unit: float = 1.0
    is_whole: bool = True

    def picture(self, dpi: float, box: Box | None = None) -> Picture:
        grid = self._grid(dpi, box or self.boxes.media)
        pixels = np.full((grid.rows, grid.columns, 3), 255, dtype=np.uint8)
        for rectangle, colour in self.seen:
            pixels[grid.filled(rectangle)] = colour
        return pixels

    def grey_picture(self, dpi: float, box: Box | None = None) -> GreyPicture:
        return np.asarray(Image.fromarray(self.picture(dpi, box)).convert("L"), np.uint8)

    def plates(self, dpi: float, box: Box | None = None) -> Mapping[str, Plate]:
        grid = self._grid(dpi, box or self.boxes.media)
        found: dict[str, Plate] = {}
        for ink, rectangles in self.inked.items():
            plate = np.zeros((grid.rows, grid.columns), dtype=np.float32)
            for rectangle, amount in rectangles:
                plate[grid.filled(rectangle)] = amount
            found[ink] = plate
        return found

    @staticmethod
    def _grid(dpi: float, box: Box) -> Grid:
        return Grid(box, round((box[3] - box[1]) * dpi / 72), round((box[2] - box[0]) * dpi / 72))


@dataclass(eq=False)
class FakeDocument:
    pages: tuple[FakePage, ...]
    profile: Profile = OFFSET
    expected: Expected | None = None
    known_acts: tuple[ExpectedAct, ...] = ()
    fonts: tuple[Font, ...] = (
        Font("Sans-Regular", "Type0", b"", True, True),
        Font("Sans-Bold", "Type0", b"", True, True),
    )
    pdf: Any = field(default_factory=pikepdf.new)
    data: bytes = b""
    drawable: bytes = b""
    source: str = "fake.pdf"


def findings(
    check: Check,
    *pages: FakePage,
    profile: Profile = OFFSET,
    expected: Expected | None = None,
) -> list[Finding]:
    return list(check(FakeDocument(pages, profile, expected)))


def cmyk(*components: float) -> Paint:
    c, m, y, k = components
    inks = dict(zip(("Cyan", "Magenta", "Yellow", "Black"), components, strict=True))
    rgb = tuple((1 - ink) * (1 - k) for ink in (c, m, y))
    return Paint("DeviceCMYK", components, inks, rgb)  # type: ignore[arg-type]


def rgb(*channels: float) -> Paint:
    return Paint("DeviceRGB", channels, {}, channels)  # type: ignore[arg-type]


BLACK = cmyk(0, 0, 0, 1)


def text(
    box: Box,
    paint: Paint = BLACK,
    size_pt: float = 10,
    characters: str = "Liên hệ",
    *,
    font: int = 0,
    mode: int = 0,
    **more: Any,
) -> Mark:
    shown = TextMark(characters, (), font, size_pt, mode)
    return Mark(MarkKind.TEXT, 0, box, box, paint, text=shown, **more)


def fill(box: Box, paint: Paint = BLACK, **more: Any) -> Mark:
    return Mark(MarkKind.FILL, 0, box, box, paint, **more)


def stroke(box: Box, width_pt: float, paint: Paint = BLACK, **more: Any) -> Mark:
    return Mark(MarkKind.STROKE, 0, box, box, paint, line_width_pt=width_pt, **more)


def mm(*sides_mm: float) -> Box:
    left, low, right, high = map(mm_to_pt, sides_mm)
    return left, low, right, high


SOMEWHERE = mm(20, 50, 40, 54)


# Means


@given(
    st.tuples(*[st.floats(-50, 400)] * 2),
    st.tuples(*[st.floats(0.1, 200)] * 2),
    st.integers(20, 300),
)
def test_the_pixels_that_a_box_touches_cover_it(
    corner: tuple[float, float], size: tuple[float, float], rows: int
) -> None:
    grid = Grid((-100.0, -100.0, 700.0, 700.0), rows, rows + 7)
    box = (corner[0], corner[1], corner[0] + size[0], corner[1] + size[1])
    left, low, right, high = grid.box_of(*grid.touched(box))
    assert left <= box[0] + 1e-6
    assert low <= box[1] + 1e-6
    assert right >= box[2] - 1e-6
    assert high >= box[3] - 1e-6
    rows_within, columns_within = grid.filled(box)
    if rows_within.start < rows_within.stop and columns_within.start < columns_within.stop:
        slack = 0.11 * max(grid.pt_per_row, grid.pt_per_column)
        left, low, right, high = grid.box_of(rows_within, columns_within)
        assert left >= box[0] - slack
        assert low >= box[1] - slack
        assert right <= box[2] + slack
        assert high <= box[3] + slack


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 5))
def test_runs_are_all_the_long_stretches_and_nothing_else(flags: list[bool], shortest: int) -> None:
    found = list(runs(np.array(flags, dtype=bool), shortest))
    covered = {place for run in found for place in range(run.start, run.stop)}
    assert all(flags[place] for place in covered)
    assert all(run.stop - run.start >= shortest for run in found)
    for place in range(len(flags) - shortest + 1):
        if all(flags[place : place + shortest]):
            assert place in covered


@given(
    st.integers(1, 9).flatmap(
        lambda rows: st.integers(1, 9).flatmap(
            lambda columns: st.lists(
                st.lists(st.floats(0, 4), min_size=columns, max_size=columns),
                min_size=rows,
                max_size=rows,
            )
        )
    ),
    st.integers(1, 4),
    st.integers(1, 4),
)
@example([[4.0]], 1, 1)
def test_window_means_are_the_means_of_all_windows(
    values: list[list[float]], height: int, width: int
) -> None:
    total = np.array(values)
    height, width = min(height, total.shape[0]), min(width, total.shape[1])
    windows = np.lib.stride_tricks.sliding_window_view(total, (height, width))
    assert np.allclose(window_means(total, height, width), windows.mean(axis=(2, 3)))


def test_black_and_white_are_21_to_1() -> None:
    light, dark = luminance(np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]]))
    assert (light + 0.05) / (dark + 0.05) == pytest.approx(21)


def test_a_grey_of_a_grey_is_itself() -> None:
    assert grey_of(np.array([0.3, 0.3, 0.3])) == pytest.approx(0.3)
    assert grey_of(np.array([1.0, 0.0, 0.0])) == pytest.approx(0.299)


def test_lines_of_one_paragraph_are_one_finding_and_those_far_apart_are_not() -> None:
    paragraph = [text(mm(20, 50 - 5 * line, 60, 54 - 5 * line)) for line in range(3)]
    elsewhere = text(mm(20, 80, 60, 84))
    groups = list(grouped(("small", mark) for mark in (*paragraph, elsewhere)))
    assert [len(marks) for _, marks in groups] == [3, 1]


# Rules


MODULES = (bleed, safety, folds, inkcoverage, lines, type_, black, overprint, contrast, signs, cut)


def test_every_rule_has_a_planted_defect() -> None:
    rules = {rule.code for module in MODULES for rule in module.RULES}
    assert rules == {defect.code for defect in DEFECTS}


def found_in(
    check: Check, base: Base, plant: Plant, expected: Expected | None = None
) -> list[Finding]:
    """What a check finds in a real file with something planted."""
    with pikepdf.open(io.BytesIO(base())) as pdf:
        plant(pdf)
        data = saved(pdf)
    profile = OFFICE if base is office_base else OFFSET
    with open_document(data, "file.pdf", profile, expected) as document:
        return list(check(document))


# Bleed


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


# Safe zone


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
    page = FakePage(seen=((mm(5, 12, 95, 95), GROUND),))
    assert not findings(safety.check_margins, page, profile=margins)
    low = FakePage(seen=((mm(5, 8, 95, 95), GROUND),))
    (found,) = findings(safety.check_margins, low, profile=margins)
    assert (found.place.x_mm, found.place.y_mm) == pytest.approx((5, 88), abs=0.6)


# Folds


def expected_folds(*pages: tuple[float, ...], allowed: Iterable[str] = ()) -> Expected:
    expected = expected_of(press_base)
    assert expected is not None
    return replace(expected, folds_mm=pages, may_cross_folds=tuple(allowed))


@pytest.mark.parametrize(
    ("panels", "fits"),
    [
        ((34, 34, 32), True),
        ((32, 34, 34), True),
        ((100 / 3, 100 / 3, 100 / 3), True),
        ((33.5, 33.5, 33), False),
        ((36, 36, 28), False),
        ((30, 40, 30), False),
    ],
    ids=["last in", "first in", "a fan", "too wide", "too narrow", "two narrow"],
)
def test_the_panel_folded_in_is_one_to_three_millimetres_narrower(
    panels: tuple[float, float, float], fits: bool
) -> None:
    first, middle, _ = panels
    expected = expected_folds((first, first + middle))
    assert (not findings(folds.check_panels, FakePage(), expected=expected)) is fits


def test_words_of_one_line_on_both_sides_of_a_fold_cross_it() -> None:
    words = text(mm(30, 50, 49.7, 54)), text(mm(50.4, 50, 60, 54))
    found = findings(folds.check_across, FakePage(words), expected=expected_folds((50,)))
    assert [one.code for one in found] == ["crosses-a-fold"]
    columns = text(mm(30, 50, 46, 54)), text(mm(54, 50, 60, 54))
    assert not findings(folds.check_across, FakePage(columns), expected=expected_folds((50,)))


@pytest.mark.parametrize(
    ("over_mm", "is_found"), [(0.2, False), (0.4, True), (1, True)], ids=["0.2", "0.4", "1"]
)
def test_what_reaches_over_a_fold_by_more_than_folding_is_exact_crosses_it(
    over_mm: float, is_found: bool
) -> None:
    expected = expected_folds((50,))
    for box in (mm(30, 50, 50 + over_mm, 54), mm(50 - over_mm, 50, 70, 54)):
        assert bool(findings(folds.check_across, FakePage((text(box),)), expected=expected)) is (
            is_found
        )


def test_words_at_a_fold_on_different_lines_do_not_cross_it() -> None:
    left, right = text(mm(30, 50, 49.7, 54)), text(mm(50.4, 45, 60, 49))
    assert not findings(folds.check_across, FakePage((left, right)), expected=expected_folds((50,)))


@pytest.mark.parametrize(
    ("box", "more", "is_found"),
    [
        (mm(40, 30, 60, 50), {}, True),
        (mm(30, 30, 50.2, 50), {}, False),
        (mm(40, -3, 60, 50), {}, False),
        (mm(0, 0, 100, 60), {}, False),
        (mm(40, 30, 60, 50), {"tags": ("Artifact",)}, False),
    ],
    ids=["across", "beside", "bled", "a ground", "an ornament"],
)
def test_figures_keep_to_one_panel_and_grounds_need_not(
    box: Box, more: dict[str, Any], is_found: bool
) -> None:
    page = FakePage((Mark(MarkKind.IMAGE, 0, box, box, None, **more),))
    found = findings(folds.check_across, page, expected=expected_folds((50,)))
    assert [one.severity for one in found] == ([Severity.WARNING] if is_found else [])


def test_a_drawing_of_many_parts_that_is_tagged_as_a_figure_is_one_figure_across_a_fold() -> None:
    parts = [
        fill(mm(40 + 2 * place, 30, 41 + 2 * place, 50), tags=("Figure",), mcid=3)
        for place in range(10)
    ]
    found = findings(folds.check_across, FakePage(tuple(parts)), expected=expected_folds((50.5,)))
    assert [str(one.message) for one in found] == ["a figure lies across the fold at 50.5 mm"]


def test_a_headline_that_is_meant_to_cross_a_fold_may() -> None:
    mark = text(mm(20, 50, 80, 60), size_pt=30, characters="8 điều nên làm ")
    for allowed, count in ((("8 điều nên làm khi tham gia",), 0), (("8 điều",), 1), ((), 1)):
        expected = expected_folds((50,), allowed=allowed)
        assert len(findings(folds.check_across, FakePage((mark,)), expected=expected)) == count


# Ink


def test_ink_is_the_mean_of_a_window_and_not_of_a_pixel() -> None:
    def page(side_mm: float) -> FakePage:
        box = mm(40, 40, 40 + side_mm, 40 + side_mm)
        return FakePage(
            inked={ink: ((box, 1.0),) for ink in ("Cyan", "Magenta", "Yellow", "Black")}
        )

    (found,) = findings(inkcoverage.check_coverage, page(20))
    assert found.message.values["found"] == 400
    assert not findings(inkcoverage.check_coverage, page(10))


def test_ink_outside_of_the_bleed_does_not_count() -> None:
    box = (around(10)[0], around(10)[1], around(10)[2], around(3)[1])
    page = FakePage(inked={ink: ((box, 1.0),) for ink in ("Cyan", "Magenta", "Yellow", "Black")})
    assert not findings(inkcoverage.check_coverage, page)


def test_a_page_without_an_area_is_judged_without_a_fault_of_ours() -> None:
    nowhere = (10.0, 10.0, 10.0, 10.0)
    page = FakePage(boxes=Boxes(around(10), None, nowhere, nowhere, None))
    for module in MODULES:
        for check in module.CHECKS:
            assert {one.code for one in findings(check, page)} <= {"bleed-too-small"}


# Lines and type


@pytest.mark.parametrize(
    ("width_pt", "paint", "code"),
    [
        (0.25, BLACK, None),
        (0.2, BLACK, "line-too-thin"),
        (0.25, cmyk(0, 0, 0, 0.5), None),
        (0.2, cmyk(0, 0, 0, 0.5), "tinted-line-too-thin"),
        (0.2, cmyk(0, 0, 0, 0), None),
        (0.2, rgb(0, 0, 0), "line-too-thin"),
        (0.2, rgb(0.9, 0, 0), "tinted-line-too-thin"),
    ],
)
def test_a_line_is_judged_by_its_inks(width_pt: float, paint: Paint, code: str | None) -> None:
    found = findings(lines.check_lines, FakePage((stroke(mm(20, 50, 60, 50.1), width_pt, paint),)))
    assert [one.code for one in found] == ([] if code is None else [code])


def test_a_white_line_counts_where_there_is_a_ground() -> None:
    white = stroke(mm(20, 50, 60, 50.1), 0.2, cmyk(0, 0, 0, 0))
    page = FakePage((white,), seen=((mm(10, 40, 70, 60), (20, 40, 80)),))
    assert [one.code for one in findings(lines.check_lines, page)] == ["tinted-line-too-thin"]


def test_alike_lines_are_counted_in_one_finding() -> None:
    table = tuple(stroke(mm(20, y, 60, y + 0.1), 0.1) for y in range(30, 42))
    (found,) = findings(lines.check_lines, FakePage(table))
    assert str(found.message).startswith("12 lines are 0.1 pt thick")


@pytest.mark.parametrize(("mode", "is_found"), [(0, False), (1, True), (2, False), (5, True)])
def test_letters_that_are_outlines_alone_are_lines(mode: int, is_found: bool) -> None:
    mark = text(SOMEWHERE, mode=mode, line_width_pt=0.05)
    assert bool(findings(lines.check_lines, FakePage((mark,)))) is is_found


def test_a_small_shape_is_no_line() -> None:
    dots = fill((100, 100, 100.2, 100.2)), fill((100, 100, 102, 100.9))
    assert not findings(lines.check_lines, FakePage(dots))


def test_sizes_of_type_are_rounded_to_a_tenth_before_they_are_compared() -> None:
    assert not findings(type_.check_sizes, FakePage((text(SOMEWHERE, size_pt=4.96),)))
    assert findings(type_.check_sizes, FakePage((text(SOMEWHERE, size_pt=4.94),)))


def test_a_profile_may_warn_of_small_type_before_it_refuses_it() -> None:
    profile = replace(OFFSET, text_one_ink_pt=Limit(error=5, warning=6))
    cases = (
        (4.0, Severity.ERROR, "asks for at least 5 pt"),
        (5.5, Severity.WARNING, "advises at least 6 pt"),
    )
    for size, severity, said in cases:
        page = FakePage((text(SOMEWHERE, size_pt=size),))
        (found,) = findings(type_.check_sizes, page, profile=profile)
        assert found.severity is severity
        assert str(found.message).endswith(said)


def test_small_text_is_judged_by_its_inks_and_its_ground() -> None:
    dark = ((mm(10, 40, 70, 60), (20, 40, 80)),)
    white = text(SOMEWHERE, cmyk(0, 0, 0, 0), 6)
    cases = {
        "black": FakePage((text(SOMEWHERE, size_pt=6),)),
        "several": FakePage((text(SOMEWHERE, cmyk(1, 0.5, 0, 0), 6),)),
        "reversed": FakePage((white,), seen=dark),
    }
    found = {
        name: [f.code for f in findings(type_.check_sizes, page)] for name, page in cases.items()
    }
    assert found == {
        "black": [],
        "several": ["coloured-text-too-small"],
        "reversed": ["reversed-text-too-small"],
    }


def test_text_that_is_not_seen_is_not_judged() -> None:
    hidden = (
        text(SOMEWHERE, size_pt=2, mode=3),
        text(SOMEWHERE, size_pt=2, alpha=0),
        text(SOMEWHERE, size_pt=2, characters="  "),
        text((10, 10, 10, 10), size_pt=2),
    )
    assert not findings(type_.check_sizes, FakePage(hidden))


# Black and overprint


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


@pytest.mark.parametrize(
    ("paint", "code"),
    [
        (cmyk(0, 0, 0, 0), "white-overprints"),
        (Paint("DeviceGray", (1.0,), {"Black": 0.0}, (1, 1, 1)), "white-overprints"),
        (Paint("DeviceGray", (0.0,), {"Black": 1.0}, (0, 0, 0)), "grey-overprints"),
        (BLACK, None),
        (Paint("Separation", (0.5,), {"PANTONE 3145 C": 0.5}, (0.4, 0.7, 0.7)), None),
    ],
)
def test_white_and_grey_must_not_overprint(paint: Paint, code: str | None) -> None:
    def page(*, is_over: bool) -> FakePage:
        return FakePage((fill(SOMEWHERE, paint, overprint=is_over, overprint_mode=1),))

    found = findings(overprint.check_overprint, page(is_over=True))
    assert [one.code for one in found] == ([] if code is None else [code])
    assert not findings(overprint.check_overprint, page(is_over=False))


def test_overprint_is_a_matter_of_files_in_inks() -> None:
    page = FakePage((fill(SOMEWHERE, cmyk(0, 0, 0, 0), overprint=True, overprint_mode=1),))
    assert findings(overprint.check_overprint, page)
    assert not findings(overprint.check_overprint, page, profile=OFFICE)


# Contrast


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
    seen = float(luminance(np.array([0.88, 0.4, 0.4])))
    (found,) = findings(contrast.check_contrast, FakePage((red,)))
    assert found.message.values["found"] == pytest.approx(1.05 / (seen + 0.05), abs=0.1)


def test_text_of_a_gradient_is_as_dark_as_its_palest_letters_look() -> None:
    assert not found_in(contrast.check_contrast, office_base, dark_gradient)
    (found,) = found_in(contrast.check_contrast, office_base, pale_gradient)
    # The grey at its right end, on the base's ground; a stretch counts as its dark part.
    pale, ground = luminance(np.array([[0.75] * 3, [0.94, 0.98, 0.97]]))
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
        assert quoted(page, mark) == line
    assert quoted(page, below) == "x"
    word = text(mm(20, 30, 40, 33), characters="Liên hệ")
    assert quoted(FakePage((word, text(mm(41, 30, 60, 33)))), word) == "Liên hệ"


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
    dark, light = luminance(np.repeat(grey_of(colours)[:, None], 3, axis=1)).tolist()
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


# Signs


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
