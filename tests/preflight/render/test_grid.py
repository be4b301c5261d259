"""The pixels of a box, and runs of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.handpdf import page_of

from generator.preflight.render.grid import PAPER_LEVEL, PixelGrid, page_pixels, page_plates, runs


@given(
    st.tuples(*[st.floats(-50, 400)] * 2),
    st.tuples(*[st.floats(0.1, 200)] * 2),
    st.integers(20, 300),
)
def test_the_pixels_that_a_box_touches_cover_it(
    corner: tuple[float, float], size: tuple[float, float], rows: int
) -> None:
    grid = PixelGrid((-100.0, -100.0, 700.0, 700.0), rows, rows + 7)
    box = (corner[0], corner[1], corner[0] + size[0], corner[1] + size[1])
    left, low, right, high = grid.box_of(*grid.pixels_touching(box))
    assert left <= box[0] + 1e-6
    assert low <= box[1] + 1e-6
    assert right >= box[2] - 1e-6
    assert high >= box[3] - 1e-6
    rows_within, columns_within = grid.pixels_within(box)
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


@pytest.mark.parametrize(("inset", "columns"), [(0.09, 3), (0.11, 2)])
def test_a_pixel_within_a_box_may_stick_out_by_a_tenth(inset: float, columns: int) -> None:
    grid = PixelGrid((0.0, 0.0, 10.0, 10.0), 10, 10)
    _, found = grid.pixels_within((2.0 + inset, 0.0, 5.0, 10.0))
    assert found.stop - found.start == columns


def test_a_page_is_inspected_at_100_dpi_and_its_ink_measured_at_36() -> None:
    page = page_of("0 0 0 1 k 0 0 720 720 re f", size=(720, 720))
    grid, pixels = page_pixels(page)
    assert pixels.shape == (1000, 1000, 3)
    assert grid.pt_per_row == pytest.approx(0.72)
    plates = page_plates(page)
    assert plates is not None
    assert plates[1]["Black"].shape == (360, 360)


@pytest.mark.parametrize(("tint", "is_inked"), [(0.006, False), (0.012, True)])
def test_a_hundredth_of_ink_is_the_least_that_inks_a_pixel(tint: float, is_inked: bool) -> None:
    _, pixels = page_pixels(page_of(f"{1 - tint} g 0 0 300 420 re f"))
    assert (int(pixels[9, 9].min()) < PAPER_LEVEL) is is_inked
