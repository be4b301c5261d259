"""Overlaps of texts: runs of letters whose ink boxes cover those of other letters.

Whether overlapping letters are visible belongs to ``preflight.text.visibility``; which overlaps are
findings, to ``preflight.checks.text.official_text``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from generator.preflight.pdf.model import Box, Character

#: Share of the smaller of two letters that must be on the other; kerned letters touch at most.
#: Corpus: 0.00 in sound files, 0.60 the median of one text over another.
_MIN_OVERLAP: Final = 0.3
#: A letter that is so many times as high as another is an ornament behind it, as a large numeral.
_MAX_HEIGHT_RATIO: Final = 3.0
#: A shorter run of overlapping letters is kerning, or an initial in a paragraph.
_MIN_RUN: Final = 3
#: Distance of indexes between letters of a run: a space or a punctuation mark may be between.
_MAX_STEP: Final = 2
#: Distance of indexes up to which runs are joined: about two words of Vietnamese.
_MAX_GAP: Final = 12
#: Distance of indexes up to which letters are neighbours: a ligature of three has one box.
_NEIGHBOURS: Final = 2

#: Side of the squares of the spatial index; what covers more squares than the limit, 38 cm of a
#: side together, is no letter of a text. The numbers bound time, not what is found.
_SQUARE_PT: Final = 24.0
_MAX_SQUARES: Final = 256
#: Limit against runaway content: no text has more letters in a square of 8 mm.
_MAX_IN_SQUARE: Final = 600


def find_overlaps(
    characters: Sequence[Character], letters: Sequence[int]
) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of letters, each with the later letter that it overlaps most.

    Equal letters are a text and its shadow, or set twice to be bolder, and are left out.

    Args:
        letters: Indexes of the letters to compare, rising.
    """
    pairs = sorted(_pairs(characters, letters).items())
    runs = (run for run in _split_runs(pairs, _MAX_STEP) if len(run) >= _MIN_RUN)
    yield from _split_runs([pair for run in runs for pair in run], _MAX_GAP)


def _split_runs(pairs: Sequence[tuple[int, int]], max_step: int) -> Iterator[list[tuple[int, int]]]:
    """Split ``pairs`` where the first letters are more than ``max_step`` apart."""
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and pair[0] - run[-1][0] > max_step:
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _pairs(characters: Sequence[Character], letters: Sequence[int]) -> dict[int, int]:
    """For each letter the later one that it overlaps most, if that is another character."""
    best: dict[int, tuple[float, int]] = {}
    for square in _squares(characters, letters):
        for at, index in enumerate(square):
            for other in square[at + 1 :]:
                if other - index <= _NEIGHBOURS:
                    continue
                share = _overlap(characters[index].box, characters[other].box)
                if share > max(_MIN_OVERLAP, best.get(index, (0.0, 0))[0]):
                    best[index] = share, other
    return {
        index: other
        for index, (_, other) in best.items()
        if characters[index].text != characters[other].text
    }


def _squares(characters: Sequence[Character], letters: Sequence[int]) -> Iterator[list[int]]:
    """Yield the letters in each square of the page."""
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index in letters:
        left, low, right, high = (math.floor(side / _SQUARE_PT) for side in characters[index].box)
        if (right - left + 1) * (high - low + 1) > _MAX_SQUARES:
            continue
        for column in range(left, right + 1):
            for row in range(low, high + 1):
                if len(squares[column, row]) < _MAX_IN_SQUARE:
                    squares[column, row].append(index)
    yield from squares.values()


def _overlap(one: Box, other: Box) -> float:
    """Overlap of two letters as a share of the smaller; 0 if one is far higher."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    low, high = sorted((one[3] - one[1], other[3] - other[1]))
    if high > _MAX_HEIGHT_RATIO * low:
        return 0.0
    areas = ((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height / min(areas)
