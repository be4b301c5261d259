"""A text in a message of one line is shortened in one of three ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.excerpts import excerpt, excerpt_ends, excerpt_words


def test_an_excerpt_is_on_one_line() -> None:
    assert excerpt("Một\n  hai\tba ") == "Một hai ba"


def test_an_excerpt_of_words_ends_with_a_whole_word() -> None:
    assert excerpt_words("một hai ba", 3) == "một hai ba"
    assert excerpt_words("một hai ba bốn", 3) == "một hai ba …"


def test_a_long_name_loses_its_middle() -> None:
    assert excerpt_ends("abcdefghij", 10) == "abcdefghij"
    assert excerpt_ends("abcdefghijk", 7) == "abcd…jk"
    assert len(excerpt_ends("x" * 500, 44)) == 44


@given(st.text(), st.integers(3, 80))
def test_no_excerpt_exceeds_its_limit(text: str, limit: int) -> None:
    assert len(excerpt(text, limit)) <= limit
    assert len(excerpt_ends(text, limit)) <= limit


@pytest.mark.parametrize("shorten", [excerpt, excerpt_ends])
@given(text=st.text(max_size=60))
def test_what_is_short_enough_is_shown_whole(shorten: object, text: str) -> None:
    assert callable(shorten)
    line = " ".join(text.split())
    assert shorten(line, 60) == line
