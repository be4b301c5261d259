"""The pixels of a box, and runs of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.preflight.render.grid import PixelGrid, runs


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
