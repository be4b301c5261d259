"""Adjacent text: which words are read with a passage because they are on its lines."""

from __future__ import annotations

import numpy as np
import pytest

from generator.preflight.pdf.model import Box, Character
from generator.preflight.text.adjacent import AdjacentPosition, AdjacentText, find_adjacent_text
from generator.preflight.text.search import TextPosition

HEIGHT = 10.0
#: The passage: "mạng", one letter every 8 pt, from x = 100 on.
PASSAGE = [(100.0 + 8 * n, 0.0, 108.0 + 8 * n, HEIGHT) for n in range(4)]


def adjacent(words: str, boxes: list[Box], passage: list[Box] = PASSAGE) -> list[AdjacentText]:
    characters = [Character(*pair) for pair in zip("mạngxãhội", passage, strict=False)]
    positions = [TextPosition(0, n, one.box) for n, one in enumerate(characters)]
    characters += [Character(*pair) for pair in zip(words, boxes, strict=True)]
    page = np.array([one.box for one in characters])
    return list(find_adjacent_text(characters, page, positions))


def word_after(gap: float, *, low: float = 0.0, count: int = 2) -> list[Box]:
    start = PASSAGE[-1][2] + gap
    return [(start + 8 * n, low, start + 8 * n + 8, low + HEIGHT) for n in range(count)]


@pytest.mark.parametrize(("gap", "found"), [(6.8, ["xã"]), (7.2, [])])
def test_words_are_read_with_a_line_up_to_a_gap_of_seven_tenths_of_its_height(
    gap: float, found: list[str]
) -> None:
    assert [one.text for one in adjacent("xã", word_after(gap))] == found


@pytest.mark.parametrize(("low", "found"), [(4.8, ["xã"]), (5.2, [])])
def test_words_are_on_a_line_if_half_of_their_height_is(low: float, found: list[str]) -> None:
    assert [one.text for one in adjacent("xã", word_after(3, low=low))] == found


@pytest.mark.parametrize(("overlap", "found"), [(1.8, ["xã"]), (2.2, ["ã"])])
def test_letters_that_overlap_by_more_than_a_fifth_of_the_height_are_not_after_it(
    overlap: float, found: list[str]
) -> None:
    assert [one.text for one in adjacent("xã", word_after(-overlap))] == found


@pytest.mark.parametrize(("gap", "text"), [(1.0, "xã"), (1.4, "x ã")])
def test_letters_from_two_places_of_the_file_are_two_words_from_an_eighth_of_an_em_on(
    gap: float, text: str
) -> None:
    first, _ = word_after(3)
    far = (900.0, 900.0, 908.0, 910.0)
    second = (first[2] + gap, 0.0, first[2] + gap + 8, HEIGHT)
    (found,) = adjacent("x.ã", [first, far, second])
    assert found.text == text


def test_words_are_before_within_and_after_a_passage_of_two_lines() -> None:
    lines = [*PASSAGE, *((100.0 + 8 * n, -20.0, 108.0 + 8 * n, -10.0) for n in range(4))]

    def beside(line: int, *, before: bool) -> AdjacentPosition:
        low = -20.0 * line
        x = 100.0 - 19 if before else 132.0 + 3
        boxes = [(x + 8 * n, low, x + 8 * n + 8, low + HEIGHT) for n in range(2)]
        (found,) = adjacent("xã", boxes, lines)
        return found.position

    assert beside(0, before=True) is AdjacentPosition.BEFORE
    assert beside(0, before=False) is AdjacentPosition.WITHIN
    assert beside(1, before=True) is AdjacentPosition.WITHIN
    assert beside(1, before=False) is AdjacentPosition.AFTER


@pytest.mark.parametrize("label", ["1.", "a)", "IV."])
def test_the_label_of_an_item_is_no_word(label: str) -> None:
    boxes = [
        (100.0 - 3 - 8 * (len(label) - n), 0.0, 100.0 - 3 - 8 * (len(label) - n) + 8, HEIGHT)
        for n in range(len(label))
    ]
    assert adjacent(label, boxes) == []
