"""Each pair of values meets once at least, and in few rows."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from support.pairs import every_pair, pairs_in

OPTIONS = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True), max_size=5)


@given(OPTIONS, st.randoms(use_true_random=False))
def test_every_pair_of_values_of_any_two_options_occurs(
    options: list[list[int]], chance: object
) -> None:
    rows = list(product(*options))
    assert hasattr(chance, "sample")
    for possible in (rows, chance.sample(rows, len(rows) // 2)):
        chosen = every_pair(possible)
        assert {pair for row in chosen for pair in pairs_in(row)} == {
            pair for row in possible for pair in pairs_in(row)
        }
        assert set(chosen) <= set(possible)
        assert every_pair(possible) == chosen


def test_new_values_add_rows_and_do_not_multiply_them() -> None:
    rows = list(product(range(8), range(3), range(2), range(9), range(3), range(2)))
    assert len(rows) == 2592
    # As many as the two longest options have pairs, and none beside.
    assert len(every_pair(rows)) == 72
