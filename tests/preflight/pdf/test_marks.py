"""Marks: visibility, excerpts of their text, groups of neighbours."""

from __future__ import annotations

import pytest
from support.fakepages import BLACK, FakePage, fill, mm, text

from generator.preflight.pdf.marks import group_nearby, is_visible, line_excerpt
from generator.preflight.pdf.model import Box, Mark, Page

#: Size of the letters in pt: an em is 10 pt.
EM = 10.0


def letter(left_em: float, low_em: float = 0.0, characters: str = "a", size: float = EM) -> Mark:
    """A letter half an em wide and high."""
    left, low = left_em * EM, low_em * EM
    return text((left, low, left + EM / 2, low + EM / 2), BLACK, size, characters)


def excerpt_of(*marks: Mark) -> str:
    """The excerpt of the first mark, which is a letter on a page of all of them."""
    page: Page = FakePage(marks)
    return line_excerpt(page, marks[0])


def test_lines_of_one_paragraph_are_one_finding_and_those_far_apart_are_not() -> None:
    paragraph = [text(mm(20, 50 - 5 * line, 60, 54 - 5 * line)) for line in range(3)]
    elsewhere = text(mm(20, 80, 60, 84))
    groups = list(group_nearby(("small", mark) for mark in (*paragraph, elsewhere)))
    assert [len(marks) for _, marks in groups] == [3, 1]


@pytest.mark.parametrize(("mode", "visible"), [(0, True), (2, True), (3, False), (7, False)])
def test_only_the_modes_that_paint_nothing_are_invisible(mode: int, visible: bool) -> None:
    assert is_visible(text(mm(1, 1, 5, 5), mode=mode)) is visible


@pytest.mark.parametrize(("gap", "excerpt"), [(0.17, "ab"), (0.19, "a b")])
def test_a_gap_from_a_fifth_of_an_em_on_is_a_space(gap: float, excerpt: str) -> None:
    assert excerpt_of(letter(0), letter(0.5 + gap, characters="b")) == excerpt


@pytest.mark.parametrize(("gap", "excerpt"), [(0.99, "a b"), (1.01, "a")])
def test_a_line_ends_at_a_gap_of_an_em(gap: float, excerpt: str) -> None:
    assert excerpt_of(letter(0), letter(0.5 + gap, characters="b")) == excerpt


@pytest.mark.parametrize(("overlap", "excerpt"), [(0.17, "ab"), (0.19, "a")])
def test_letters_of_a_line_overlap_by_less_than_a_space(overlap: float, excerpt: str) -> None:
    assert excerpt_of(letter(0), letter(0.5 - overlap, characters="b")) == excerpt


@pytest.mark.parametrize(("apart", "excerpt"), [(0.59, "ab"), (0.61, "a")])
def test_letters_farther_apart_than_dot_and_quote_are_of_two_lines(
    apart: float, excerpt: str
) -> None:
    assert excerpt_of(letter(0), letter(0.5, 0.5 + apart, "b")) == excerpt


@pytest.mark.parametrize(("size", "excerpt"), [(1.049, "ab"), (1.051, "a")])
def test_a_line_is_of_one_size(size: float, excerpt: str) -> None:
    assert excerpt_of(letter(0), letter(0.5, characters="b", size=size * EM)) == excerpt


@pytest.mark.parametrize(("characters", "excerpt"), [("abc", "abc d"), ("abcd", "abcd")])
def test_few_letters_are_quoted_with_their_line(characters: str, excerpt: str) -> None:
    assert excerpt_of(letter(0, characters=characters), letter(0.8, characters="d")) == excerpt


@pytest.mark.parametrize(("count", "is_whole"), [(40, True), (41, False)])
def test_an_excerpt_has_at_most_forty_characters(count: int, is_whole: bool) -> None:
    words = ("ab " * 20)[: count - 1] + "c"
    assert (excerpt_of(letter(0, characters=words)) == words) is is_whole


@pytest.mark.parametrize(("others", "groups"), [(19, 20), (20, 22)])
def test_neighbours_are_sought_among_the_latest_twenty_groups(others: int, groups: int) -> None:
    first = fill(mm(0, 0, 5, 5))
    between = [fill(mm(0, 20 * n, 5, 20 * n + 5)) for n in range(1, others + 1)]
    found = list(group_nearby(("k", mark) for mark in (first, *between, first)))
    assert len(found) == groups


@pytest.mark.parametrize(("gap_mm", "groups"), [(0.95, 1), (1.05, 2)])
def test_marks_within_a_millimetre_are_neighbours(gap_mm: float, groups: int) -> None:
    boxes: list[Box] = [mm(0, 0, 5, 5), mm(5 + gap_mm, 0, 10, 5)]
    assert len(list(group_nearby(("k", fill(box)) for box in boxes))) == groups
