"""Glyph coverage: how much of a letter may be missing, and what strikes a word through."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from generator.preflight.text.glyph_coverage import (
    GlyphComparison,
    cell_px,
    free_of_ink,
    rendering_dpi,
)
from generator.preflight.text.visibility import Visibility

BLACK = np.zeros(3, np.uint8)
#: A solid letter of 40 x 40 pixels, 64 cells of 25 pixels, on a page of 80 x 160.
CELL = 5
LETTER = (slice(20, 60), slice(20, 60))
SIZE = (80, 160)


def solid_letter() -> NDArray[np.float32]:
    coverage = np.zeros(SIZE, np.float32)
    coverage[LETTER] = 1
    return coverage


def rendered(coverage: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Black ink on white."""
    levels = (255 * (1 - coverage)).astype(np.uint8)
    return np.repeat(levels[:, :, None], 3, axis=2)


def grey(share: float) -> int:
    """A grey that is on that share of the way from white to black."""
    return round(255 * (1 - share))


def state(
    rendering: NDArray[np.uint8],
    coverage: NDArray[np.float32],
    letters: tuple[tuple[slice, slice], ...] = (LETTER,),
) -> Visibility:
    """Of the first letter of the word."""
    comparison = GlyphComparison(rendering, coverage, cell_px=CELL)
    return comparison.word(letters, [(BLACK,)] * len(letters))[0]


def cell(row: int, column: int, height: int = CELL, width: int = CELL) -> tuple[slice, slice]:
    """A block at the corner of a cell of the letter."""
    top, left = 20 + CELL * row, 20 + CELL * column
    return slice(top, top + height), slice(left, left + width)


def test_a_letter_whose_ink_is_all_there_is_visible() -> None:
    assert state(rendered(solid_letter()), solid_letter()) is Visibility.VISIBLE


@pytest.mark.parametrize(
    ("share", "found"), [(0.63, Visibility.VISIBLE), (0.57, Visibility.HIDDEN)]
)
def test_ink_that_has_less_than_six_tenths_of_its_colour_is_lost(
    share: float, found: Visibility
) -> None:
    rendering = rendered(solid_letter())
    rendering[cell(3, 3)] = grey(share)
    assert state(rendering, solid_letter()) is found


@pytest.mark.parametrize(
    ("more", "found"), [(0, Visibility.VISIBLE), (64, Visibility.HIDDEN)], ids=["12 %", "16 %"]
)
def test_a_letter_that_lost_more_than_fifteen_hundredths_everywhere_is_hidden(
    more: int, found: Visibility
) -> None:
    rendering = rendered(solid_letter())
    for number in range(64):
        # 3 or 4 of the 25 pixels of every cell: no cell lost much.
        lost = 3 + (number < more)
        rendering[cell(number // 8, number % 8, 1, lost)] = 255
    assert state(rendering, solid_letter()) is found


@pytest.mark.parametrize(
    ("height", "width", "found"),
    [(2, 4, Visibility.VISIBLE), (3, 3, Visibility.HIDDEN)],
    ids=["32 %", "36 %"],
)
def test_a_letter_with_one_cell_that_lost_more_than_a_third_is_hidden(
    height: int, width: int, found: Visibility
) -> None:
    rendering = rendered(solid_letter())
    rendering[cell(3, 3, height, width)] = 255
    assert state(rendering, solid_letter()) is found


@pytest.mark.parametrize(("pixels", "found"), [(5, Visibility.VISIBLE), (6, Visibility.HIDDEN)])
def test_cells_of_fewer_than_six_pixels_of_ink_are_not_judged(
    pixels: int, found: Visibility
) -> None:
    coverage = solid_letter()
    coverage[cell(0, 0)] = 0
    corner = coverage[cell(0, 0)]
    corner[0, :5] = 1
    corner[1, : pixels - 5] = 1
    rendering = rendered(coverage)
    rendering[cell(0, 0)] = 255
    assert state(rendering, coverage) is found


@pytest.mark.parametrize(
    ("coverage_there", "found"), [(0.46, Visibility.VISIBLE), (0.54, Visibility.HIDDEN)]
)
def test_pixels_that_a_letter_takes_less_than_half_of_are_no_ink(
    coverage_there: float, found: Visibility
) -> None:
    coverage = solid_letter()
    coverage[cell(3, 3)] = coverage_there
    rendering = rendered(coverage)
    rendering[cell(3, 3)] = 255
    assert state(rendering, coverage) is found


@pytest.mark.parametrize(
    ("share", "found"), [(0.17, Visibility.VISIBLE), (0.13, Visibility.HIDDEN)]
)
def test_transparent_ink_is_visible_down_to_a_sixth_of_its_colour(
    share: float, found: Visibility
) -> None:
    rendering = rendered(solid_letter())
    rendering[LETTER] = grey(share)
    assert state(rendering, solid_letter()) is found


@pytest.mark.parametrize(
    ("strong_cells", "found"), [(5, Visibility.VISIBLE), (8, Visibility.HIDDEN)]
)
def test_ink_is_measured_by_the_strongest_tenth_of_the_text(
    strong_cells: int, found: Visibility
) -> None:
    """All but a few cells are half as strong: they are pale where a tenth of the text is not."""
    rendering = rendered(solid_letter())
    rendering[LETTER] = grey(0.5)
    for number in range(strong_cells):
        rendering[cell(0, number)] = 0
    assert state(rendering, solid_letter()) is found


@pytest.mark.parametrize(("distance", "found"), [(30, Visibility.VISIBLE), (22, Visibility.HIDDEN)])
def test_text_in_the_colour_of_its_background_is_hidden(distance: int, found: Visibility) -> None:
    rendering = np.full((*SIZE, 3), distance, np.uint8)
    rendering[LETTER] = 0
    assert state(rendering, solid_letter()) is found


# Struck through: two letters with a gap of 60 pixels between them, the band is rows 28 to 52.

SECOND = (slice(20, 60), slice(120, 160))
GAP = slice(60, 120)
#: Columns of the gap that no letter touches, nor its neighbours.
FREE = 58


def two_letters() -> NDArray[np.float32]:
    coverage = solid_letter()
    coverage[SECOND] = 1
    return coverage


def struck(painted: NDArray[np.uint8], coverage: NDArray[np.float32] | None = None) -> Visibility:
    letters = two_letters() if coverage is None else coverage
    return state(painted, letters, (LETTER, SECOND))


def with_line(row: int, *, length: int = FREE, share: float = 1.0) -> NDArray[np.uint8]:
    """Two letters, and a line of one pixel between them."""
    painted = rendered(two_letters())
    painted[row, 61 : 61 + length] = grey(share)
    return painted


def test_nothing_between_letters_strikes_no_word_through() -> None:
    assert struck(rendered(two_letters())) is Visibility.VISIBLE


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (26, Visibility.VISIBLE),
        (29, Visibility.STRUCK_THROUGH),
        (50, Visibility.STRUCK_THROUGH),
        (53, Visibility.VISIBLE),
    ],
)
def test_a_line_strikes_a_word_through_between_two_and_eight_tenths_of_its_height(
    row: int, found: Visibility
) -> None:
    assert struck(with_line(row)) is found


@pytest.mark.parametrize(
    ("share", "found"), [(0.27, Visibility.VISIBLE), (0.33, Visibility.STRUCK_THROUGH)]
)
def test_a_line_is_one_from_three_tenths_of_the_contrast_on(
    share: float, found: Visibility
) -> None:
    assert struck(with_line(40, share=share)) is found


@pytest.mark.parametrize(
    ("share", "found"), [(0.68, Visibility.VISIBLE), (0.73, Visibility.STRUCK_THROUGH)]
)
def test_a_line_over_less_than_seven_tenths_of_a_row_is_none(
    share: float, found: Visibility
) -> None:
    assert struck(with_line(40, length=round(share * FREE))) is found


@pytest.mark.parametrize(
    ("share", "found"), [(0.05, Visibility.VISIBLE), (0.07, Visibility.STRUCK_THROUGH)]
)
def test_a_word_is_struck_through_where_more_than_six_hundredths_of_its_gaps_are_painted(
    share: float, found: Visibility
) -> None:
    painted = rendered(two_letters())
    rows = slice(28, 52)
    pixels = round(share * FREE * 24)
    painted[rows, 61 : 61 + pixels // 24] = 0
    painted[28 : 28 + pixels % 24, 61 + pixels // 24] = 0
    assert struck(painted) is found


@pytest.mark.parametrize(("coverage", "is_free"), [(0.015, True), (0.024, False)])
def test_pixels_that_letters_take_more_than_a_fiftieth_of_are_no_background(
    coverage: float, *, is_free: bool
) -> None:
    letters = two_letters()
    letters[40, GAP] = coverage
    assert bool(free_of_ink(letters)[40, 90]) is is_free


@pytest.mark.parametrize(
    ("coverage", "found"), [(0.46, Visibility.STRUCK_THROUGH), (0.54, Visibility.VISIBLE)]
)
def test_a_line_is_found_where_letters_take_less_than_half_of_the_gap(
    coverage: float, found: Visibility
) -> None:
    """As in condensed type, whose letters leave hardly a pixel free between them."""
    letters = two_letters()
    letters[30:60, GAP] = coverage
    painted = rendered(letters)
    assert struck(painted, letters) is Visibility.VISIBLE
    painted[40, GAP] = 0
    assert struck(painted, letters) is found


@pytest.mark.parametrize(
    ("more", "found"), [(0.27, Visibility.VISIBLE), (0.33, Visibility.STRUCK_THROUGH)]
)
@pytest.mark.parametrize("channels", [slice(0, 3), slice(1, 3)], ids=["grey", "red"])
def test_a_line_over_parts_of_letters_differs_from_their_mixture(
    more: float, found: Visibility, channels: slice
) -> None:
    letters = two_letters()
    letters[30:60, GAP] = 0.2
    painted = rendered(letters)
    painted[40, GAP, channels] -= np.uint8(255 * more)
    assert struck(painted, letters) is found


@pytest.mark.parametrize(
    ("gap", "found"), [(5, Visibility.VISIBLE), (6, Visibility.STRUCK_THROUGH)]
)
def test_a_line_in_a_gap_of_fewer_than_six_pixels_is_none(gap: int, found: Visibility) -> None:
    letters = solid_letter()
    second = (slice(20, 60), slice(60 + gap, 100 + gap))
    letters[second] = 1
    painted = rendered(letters)
    painted[40, 60 : 60 + gap] = 0
    assert state(painted, letters, (LETTER, second)) is found


# Resolution.


@pytest.mark.parametrize(("size_pt", "dpi"), [(14.4, 200), (7.2, 400), (5.0, 400)])
def test_text_is_rendered_at_forty_pixels_an_em_up_to_four_hundred_dpi(
    size_pt: float, dpi: float
) -> None:
    assert rendering_dpi(size_pt) == pytest.approx(dpi)


def test_ink_is_counted_in_cells_of_an_eighth_of_an_em() -> None:
    assert cell_px(14.4, 200) == 5
    assert cell_px(72, 72) == 9
    assert cell_px(3, 72) == 2
