from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.typeset.copyfit_search import largest_step


@given(st.integers(0, 500), st.integers(-1, 600))
def test_the_largest_size_that_fits_is_found(steps: int, limit: int) -> None:
    expected = min(limit, steps) if limit >= 0 else None
    assert largest_step(steps, lambda step: step <= limit) == expected


@given(st.sets(st.integers(0, 60)))
def test_what_is_found_fits_even_if_sizes_fit_here_and_there(fitting: set[int]) -> None:
    found = largest_step(60, lambda step: step in fitting)
    assert found is None or found in fitting


def test_a_hundred_sizes_take_no_more_than_eight_trials() -> None:
    tried: list[int] = []

    def fits(step: int) -> bool:
        tried.append(step)
        return step <= 41

    assert largest_step(100, fits) == 41
    assert len(tried) <= 8


def test_the_design_size_is_tried_first_and_alone_if_it_fits() -> None:
    tried: list[int] = []
    assert largest_step(40, lambda step: not tried.append(step)) == 40  # type: ignore[func-returns-value]
    assert tried == [40]


def test_no_step_at_all_fits_nothing() -> None:
    assert largest_step(-1, lambda step: True) is None


@given(st.integers(0, 300), st.integers(-1, 300), st.integers(-5, 310))
def test_a_likely_answer_changes_nothing_but_the_steps_that_are_tried(
    steps: int, answer: int, near: int
) -> None:
    answer = min(answer, steps)
    tried: list[int] = []

    def fits(step: int) -> bool:
        tried.append(step)
        return step <= answer

    assert largest_step(steps, fits, near) == (None if answer < 0 else answer)
    assert len(set(tried)) == len(tried)
    assert set(tried) <= set(range(steps + 1))


def test_a_right_guess_is_found_in_three_steps() -> None:
    tried: list[int] = []

    def fits(step: int) -> bool:
        tried.append(step)
        return step <= 44

    assert largest_step(122, fits, near=44) == 44
    assert tried == [122, 44, 45]


@given(st.integers(1, 300), st.integers(-1, 300), st.integers(-5, 310))
def test_a_top_that_is_known_not_to_fit_is_not_tried(steps: int, answer: int, near: int) -> None:
    answer = min(answer, steps - 1)
    tried: list[int] = []

    def fits(step: int) -> bool:
        tried.append(step)
        return step <= answer

    found = largest_step(steps, fits, near, is_top_known=True)
    assert found == (None if answer < 0 else answer)
    assert steps not in tried
