"""Text keeps its air to painted edges, and signs do not lie on one another."""

from __future__ import annotations

import pytest
from pikepdf import Pdf, String
from support.corpus import (
    add_content,
    add_tagged,
    box_at,
    expected_of,
    line_at,
    office_base,
    press_base,
    text_at,
)
from support.defects_clearance import (
    Change,
    above_a_rule,
    beside_a_picture,
    in_a_frame,
    in_a_panel,
    octagons,
    over_an_edge,
    tiles,
)
from support.fakepages import found_in

from generator.core.findings import Finding, Severity
from generator.preflight.checks.page import clearance


def found(plant: Change, *, is_ours: bool = True) -> list[Finding]:
    expected = expected_of(office_base) if is_ours else None
    return found_in(clearance.check_clearance, office_base, plant, expected)


# -- the law: 0.12 of the size, and 0.8 mm


@pytest.mark.parametrize(("gap_mm", "is_found"), [(0.68, True), (0.84, False)])
@pytest.mark.parametrize("place", [above_a_rule, in_a_panel, in_a_frame, beside_a_picture])
def test_a_text_keeps_eight_tenths_of_a_millimetre_from_every_kind_of_edge(
    place: object, gap_mm: float, is_found: bool
) -> None:
    assert callable(place)
    assert bool(found(place(gap_mm))) is is_found


@pytest.mark.parametrize(("gap_mm", "is_found"), [(1.5, True), (1.8, False)])
def test_large_letters_keep_twelve_hundredths_of_their_size(gap_mm: float, is_found: bool) -> None:
    assert bool(found(above_a_rule(gap_mm, 40))) is is_found


@pytest.mark.parametrize("size_pt", [6, 11, 24, 90])
@pytest.mark.parametrize("share", [0.5, 0.75])
def test_the_distance_is_reported_within_a_tenth_of_a_millimetre(
    size_pt: float, share: float
) -> None:
    asked = max(0.8, 0.12 * size_pt * 25.4 / 72)
    (one,) = found(above_a_rule(share * asked, size_pt))
    assert one.message.values["found"] == pytest.approx(share * asked, abs=0.11)
    assert one.message.values["asked"] == pytest.approx(asked, abs=0.01)


def test_the_lines_of_a_paragraph_beside_one_edge_are_one_finding() -> None:
    def plant(pdf: Pdf) -> None:
        add_content(pdf.pages[0], f"0 0 0 RG {line_at(59.8, 80, 59.8, 110, 0.5)}")
        lines = (text_at(60, 105 - 5 * row, 10, "HÃY CHUNG TAY") for row in range(4))
        add_tagged(pdf, "0 0 0 rg " + "".join(lines))

    assert len(found(plant)) == 1


# -- what has edges and is no fault


def _said(before: str, text: str) -> Change:
    def plant(pdf: Pdf) -> None:
        add_content(pdf.pages[0], before)
        add_tagged(pdf, text)

    return plant


_TEXT = f"0 0 0 rg {text_at(60, 100, 14, 'CHUNG TAY GIỮ GÌN')}"
_WHITE = f"1 g {text_at(60, 100, 14, 'CHUNG TAY GIỮ GÌN')}"


@pytest.mark.parametrize(
    "plant",
    [
        _said(f"0.93 g {box_at(50, 90, 80, 25)}f\n", _TEXT),
        _said(f"0.1 0.2 0.6 rg {box_at(50, 90, 80, 25)}f\n", _WHITE),
        # A halo whose edge runs under white letters.
        _said(
            f"0.04 0.36 0.69 rg {box_at(50, 90, 80, 25)}f 0.10 0.44 0.78 rg "
            f"{box_at(70, 90, 30, 25)}f\n",
            _WHITE,
        ),
        # Letters on a picture, whose inside is full of edges.
        _said("q 200 0 0 80 150 250 cm /Im1 Do Q\n", f"0 0 0 rg {text_at(66, 100, 12, 'TAY')}"),
        # Lines of a paragraph, set solid.
        _said(
            "",
            "0 0 0 rg " + text_at(60, 100, 12, "Giữ gìn") + text_at(60, 95.8, 12, "Ủy ban phường"),
        ),
        # Printer's marks and text beyond the trim.
        _said(f"0 0 0 RG {line_at(-8, 100, -4, 100, 0.25)}", _TEXT),
    ],
    ids=["pale panel", "dark panel", "halo", "picture", "solid lines", "beyond the trim"],
)
def test_text_may_stand_on_panels_halos_and_pictures(plant: Change) -> None:
    assert not found(plant)


def test_a_drawing_that_is_a_letter_of_the_text_may_stand_beside_the_next_letter() -> None:
    box = f"0 0 0 rg {box_at(58.2, 100, 1.5, 2.4)}f {text_at(60, 100, 10, 'CHUNG TAY')}"
    assert not found(lambda pdf: add_tagged(pdf, box) and None)
    assert found(_said(f"0 0 0 rg {box_at(58.2, 100, 1.5, 2.4)}f", _TEXT))


def test_a_gradient_has_no_edges() -> None:
    steps = "".join(
        f"{0.2 + step / 400:.4f} 0.4 0.7 rg {box_at(40 + step * 0.4, 85, 0.5, 35)}f\n"
        for step in range(240)
    )
    assert not found(_said(steps, _WHITE))


# -- files of which nothing is known


def test_a_text_that_runs_over_its_frame_is_a_warning_in_a_file_of_anyone() -> None:
    (one,) = found(over_an_edge, is_ours=False)
    assert one.severity is Severity.WARNING


@pytest.mark.parametrize(
    "plant",
    [
        above_a_rule(0.2),
        in_a_frame(0.4),
        # An underline, a word marked in colour, a button, a label in a circle's box.
        _said(f"0 0 0 RG {line_at(60, 99.4, 100, 99.4, 0.6)}", _TEXT),
        _said(f"1 0.9 0.4 rg {box_at(60, 98.9, 46, 5)}f\n", _TEXT),
        # Cells of a table that share their sides, the text over one of them.
        _said(
            "0 0 0 RG 0.5 w "
            + "".join(f"{box_at(30 + 35 * cell, 90, 35, 20)}S\n" for cell in range(3)),
            _TEXT,
        ),
        # A band across the page that a headline runs over.
        _said(f"0.7 0.85 1 rg {box_at(0, 102, 148, 60)}f\n", f"0 g {text_at(20, 99, 40, 'TAY')}"),
    ],
    ids=["rule", "tight frame", "underline", "marked", "table", "band"],
)
def test_the_habits_of_other_designers_are_no_faults(plant: Change) -> None:
    assert not found(plant, is_ours=False)


# -- signs and tiles on one another


def overlaps(plant: Change) -> list[Finding]:
    return found_in(clearance.check_overlaps, office_base, plant, expected_of(office_base))


@pytest.mark.parametrize(
    ("step_mm", "is_found"), [(8, True), (9.5, True), (9.9, False), (12, False)]
)
def test_signs_below_each_other_do_not_overlap(step_mm: float, is_found: bool) -> None:
    assert bool(overlaps(octagons(step_mm))) is is_found


@pytest.mark.parametrize(("step_mm", "is_found"), [(13, True), (15, False), (0, False)])
def test_tiles_beside_each_other_do_not_overlap(step_mm: float, is_found: bool) -> None:
    assert bool(overlaps(tiles(step_mm))) is is_found


def test_a_badge_on_the_corner_of_a_picture_is_design() -> None:
    def plant(pdf: Pdf) -> None:
        picture = f"0.87 0.96 0.94 rg {box_at(60, 80, 20, 20)}f\n"
        add_tagged(pdf, picture, "Figure", Alt=String("Hình"))
        badge = f"0 0.46 0.42 rg {box_at(75, 77, 8, 8)}f\n"
        add_tagged(pdf, badge, "Figure", Alt=String("Nên"))

    assert not overlaps(plant)


def test_pieces_for_the_press_are_measured_too() -> None:
    plant = in_a_panel(0.4, "0.12 0 0.08 0 k ")
    expected = expected_of(press_base)
    assert found_in(clearance.check_clearance, press_base, plant, expected)
