"""Overlaps of texts: how much letters must cover one another, and how many."""

from __future__ import annotations

import pytest

from generator.preflight.pdf.model import Box, Character
from generator.preflight.text.overlaps import find_overlaps

Runs = list[list[tuple[int, int]]]


def letter(at: float, *, low: float = 0, height: float = 10) -> Box:
    """A letter of 10 pt width at ``at``."""
    return at, low, at + 10, low + height


def overlaps(lower: list[Box], upper: list[Box]) -> Runs:
    """Runs of two texts, of which the second begins well after the first in the file."""
    characters = [Character("a", box) for box in lower]
    characters += [Character(" ", (900, 900, 900, 900))] * 3
    characters += [Character("b", box) for box in upper]
    letters = [n for n, one in enumerate(characters) if one.text != " "]
    return list(find_overlaps(characters, letters))


ROW = [letter(20 * n) for n in range(4)]


def shifted(by: float, count: int = 4) -> list[Box]:
    return [letter(20 * n + by) for n in range(count)]


@pytest.mark.parametrize(("by", "found"), [(7.5, 0), (6.5, 1)], ids=["25 %", "35 %"])
def test_letters_overlap_from_three_tenths_of_the_smaller_on(by: float, found: int) -> None:
    assert len(overlaps(ROW, shifted(by))) == found


@pytest.mark.parametrize(("height", "found"), [(29, 1), (31, 0)])
def test_a_letter_over_three_times_as_high_is_an_ornament(height: float, found: int) -> None:
    high = [letter(20 * n, height=height) for n in range(4)]
    assert len(overlaps(ROW, high)) == found


@pytest.mark.parametrize(("count", "found"), [(2, 0), (3, 1)])
def test_three_letters_in_a_row_must_overlap(count: int, found: int) -> None:
    assert len(overlaps(ROW, shifted(0, count))) == found


@pytest.mark.parametrize(("step", "found"), [(2, 1), (3, 0)])
def test_one_letter_between_those_that_overlap_breaks_no_run(step: int, found: int) -> None:
    lower = [letter(20 * n) for n in range(10)]
    upper = [letter(20 * step * n) for n in range(4)]
    assert len(overlaps(lower, upper)) == found


@pytest.mark.parametrize(("gap", "runs"), [(12, 1), (13, 2)])
def test_runs_that_are_twelve_letters_apart_are_one(gap: int, runs: int) -> None:
    lower = [letter(20 * n) for n in range(30)]
    upper = [letter(20 * n) for n in (0, 1, 2, 2 + gap, 3 + gap, 4 + gap)]
    assert len(overlaps(lower, upper)) == runs


@pytest.mark.parametrize(
    ("advance", "found"), [(3.0, 0), (2.3, 1)], ids=["two neighbours", "three neighbours"]
)
def test_the_next_two_letters_may_overlap_as_those_of_a_ligature_do(
    advance: float, found: int
) -> None:
    characters = [Character("abcdefghi"[n], letter(advance * n)) for n in range(9)]
    assert len(list(find_overlaps(characters, range(9)))) == found


def test_a_text_and_its_shadow_do_not_overlap() -> None:
    characters = [Character("a", box) for box in ROW] + [Character("a", box) for box in shifted(1)]
    assert list(find_overlaps(characters, range(8))) == []


def test_of_thousands_of_letters_in_one_place_only_some_hundreds_are_compared() -> None:
    characters = [Character(chr(97 + n % 26), letter(0)) for n in range(5000)]
    (run,) = find_overlaps(characters, range(5000))
    assert 580 < len(run) < 620
