"""Alignment: what was removed, added and reworded is found, each once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.alignment import align

TEXTS = st.lists(st.text(alphabet="ab ", max_size=6), max_size=8)


@given(TEXTS, TEXTS)
def test_every_entry_of_both_lists_stands_once_and_in_order(was: list[str], now: list[str]) -> None:
    pairs = align(was, now)
    assert [w for w, _ in pairs if w is not None] == list(range(len(was)))
    assert [n for _, n in pairs if n is not None] == list(range(len(now)))
    assert (None, None) not in pairs


@given(TEXTS)
def test_equal_lists_have_no_change(texts: list[str]) -> None:
    assert align(texts, texts) == [(at, at) for at in range(len(texts))]


@given(st.lists(st.text(), min_size=1, max_size=12, unique=True), st.data())
def test_one_entry_removed_or_added_is_one_difference(
    texts: list[str], data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, len(texts) - 1))
    rest = texts[:gone] + texts[gone + 1 :]
    assert [pair for pair in align(texts, rest) if None in pair] == [(gone, None)]
    assert [pair for pair in align(rest, texts) if None in pair] == [(None, gone)]


ALIGNED = {
    "reworded in place": (["a b"], ["c d"], [(0, 0)]),
    "first gone, second reworded": (["a b", "c d e"], ["c d f"], [(0, None), (1, 0)]),
    "one gone, one reworded, one new": (
        ["a b", "c d e"],
        ["c d f", "x y"],
        [(0, None), (1, 0), (None, 1)],
    ),
    "all new": ([], ["a"], [(None, 0)]),
    "another letter": (
        [f"{n} a" for n in range(60)],
        [f"{n + 1} b" for n in range(61)],  # too many to compare, though a shift is more alike
        [*((n, n) for n in range(60)), (None, 60)],
    ),
}


@pytest.mark.parametrize(("was", "now", "pairs"), ALIGNED.values(), ids=ALIGNED.keys())
def test_reworded_entries_are_paired_with_those_they_came_from(
    was: list[str], now: list[str], pairs: list[tuple[int | None, int | None]]
) -> None:
    assert align(was, now) == pairs
