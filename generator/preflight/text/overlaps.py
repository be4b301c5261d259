"""Letters of one text that lie on letters of another, by the boxes of their ink."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from generator.preflight.pdf.model import Box, Character

#: So much of the smaller of two letters must lie on the other; kerned letters touch at most.
_LEAST_SHARE: Final = 0.3
#: What is so much higher than another letter is an ornament behind it, as a large numeral is.
_MOST_TIMES_AS_HIGH: Final = 3.0
#: Fewer letters than this that lie on others are an accident of kerning or an initial.
_FEWEST: Final = 3
#: Letters of a run of such letters follow one another, but for a space or a sign between them.
_MOST_BETWEEN: Final = 2
#: Runs that are so near to one another are one.
_MOST_APART: Final = 12
#: A ligature's characters have one box between them.
_NEIGHBOURS: Final = 2

#: Letters are sought in squares of this side; what covers more squares is no letter of a text.
_SQUARE_PT: Final = 24.0
_MOST_SQUARES: Final = 256
#: No text has more letters in a square; a file made to keep a check busy may.
_MOST_IN_SQUARE: Final = 600


def find_overlaps(
    characters: Sequence[Character], letters: Sequence[int]
) -> Iterator[list[tuple[int, int]]]:
    """Runs of letters, each with the later one that lies on it, or under it.

    Letters that show the same sign are a text and its shadow, or set twice to be bolder.

    Args:
        letters: The indexes to look at, rising.
    """
    pairs = sorted(_pairs(characters, letters).items())
    streaks = (streak for streak in _streaks(pairs, _MOST_BETWEEN) if len(streak) >= _FEWEST)
    yield from _streaks([pair for streak in streaks for pair in streak], _MOST_APART)


def _streaks(pairs: Sequence[tuple[int, int]], most: int) -> Iterator[list[tuple[int, int]]]:
    """``pairs`` in stretches where the first letters are no more than ``most`` apart."""
    streak: list[tuple[int, int]] = []
    for pair in pairs:
        if streak and pair[0] - streak[-1][0] > most:
            yield streak
            streak = []
        streak.append(pair)
    if streak:
        yield streak


def _pairs(characters: Sequence[Character], letters: Sequence[int]) -> dict[int, int]:
    """For each letter the later one that it shares most with, if that shows another sign."""
    best: dict[int, tuple[float, int]] = {}
    for square in _squares(characters, letters):
        for at, index in enumerate(square):
            for other in square[at + 1 :]:
                if other - index <= _NEIGHBOURS:
                    continue
                share = _shared(characters[index].box, characters[other].box)
                if share > max(_LEAST_SHARE, best.get(index, (0.0, 0))[0]):
                    best[index] = share, other
    return {
        index: other
        for index, (_, other) in best.items()
        if characters[index].text != characters[other].text
    }


def _squares(characters: Sequence[Character], letters: Sequence[int]) -> Iterator[list[int]]:
    """The letters that reach into each square of the page."""
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index in letters:
        left, low, right, high = (math.floor(side / _SQUARE_PT) for side in characters[index].box)
        if (right - left + 1) * (high - low + 1) > _MOST_SQUARES:
            continue
        for column in range(left, right + 1):
            for row in range(low, high + 1):
                if len(squares[column, row]) < _MOST_IN_SQUARE:
                    squares[column, row].append(index)
    yield from squares.values()


def _shared(one: Box, other: Box) -> float:
    """How much of the smaller of two letters lies on the other; nothing if one is far larger."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    low, high = sorted((one[3] - one[1], other[3] - other[1]))
    if high > _MOST_TIMES_AS_HIGH * low:
        return 0.0
    areas = ((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height / min(areas)
