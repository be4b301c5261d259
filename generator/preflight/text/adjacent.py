"""What is printed beside a passage on its lines, whether tags tell of it or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generator.preflight.pdf.geometry import union
from generator.preflight.pdf.model import Box, Character
from generator.preflight.text.search import TextPosition, normalize_line
from generator.preflight.text.visibility import follows_on_line

#: How far words stand apart at most that are read as one line, by the line's height: two spaces,
#: and less than any gutter between columns.
_REACH: Final = 0.7
#: So much of the lower of two things that stand in one line is at one height.
_LEVEL: Final = 0.5
#: So far, by the line's height, may kerned letters reach into one another.
_OVERHANG: Final = 0.2
#: The number or letter of an item is no word of its text.
_ENUMERATOR: Final = re.compile(r"(?:\(?(?:\d+|[^\W\d_]|[IVXivx]+)[.):/]\s*)+")


class AdjacentPosition(StrEnum):
    """Where words stand beside a passage."""

    BEFORE = "before"
    #: Before a line that is not its first, or behind one that is not its last.
    WITHIN = "within"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class AdjacentText:
    """Words beside a passage, and the indexes of their characters."""

    position: AdjacentPosition
    text: str
    indexes: tuple[int, ...]


def find_adjacent_text(
    characters: Sequence[Character], boxes: NDArray[np.float64], positions: Sequence[TextPosition]
) -> Iterator[AdjacentText]:
    """The words that stand on the lines of a passage.

    Args:
        characters: All of the page; ``boxes`` are theirs, a row each.
        spots: Of the passage's characters, in its order.
    """
    known = {position.index for position in positions}
    lines = list(_lines(characters, positions))
    for number, line in enumerate(lines):
        box = union(characters[index].box for index in line)
        assert box is not None
        level = [n for n in _level_with(boxes, box).tolist() if n not in known]
        before = _chain(characters, level, box, leftwards=True)
        behind = _chain(characters, level, box, leftwards=False)
        if _says_something(words := _text(characters, before)):
            yield AdjacentText(
                AdjacentPosition.WITHIN if number else AdjacentPosition.BEFORE, words, tuple(before)
            )
        if _says_something(words := _text(characters, behind)):
            is_last = number == len(lines) - 1
            yield AdjacentText(
                AdjacentPosition.AFTER if is_last else AdjacentPosition.WITHIN, words, tuple(behind)
            )


def _lines(
    characters: Sequence[Character], positions: Sequence[TextPosition]
) -> Iterator[list[int]]:
    line: list[int] = []
    for position in positions:
        box = characters[position.index].box
        if box[2] <= box[0] or box[3] <= box[1]:
            continue
        if line and not follows_on_line(characters[line[-1]].box, box):
            yield line
            line = []
        line.append(position.index)
    if line:
        yield line


def _level_with(boxes: NDArray[np.float64], line: Box) -> NDArray[np.intp]:
    """The indexes of the boxes that stand at the height of ``line``."""
    heights = np.minimum(boxes[:, 3] - boxes[:, 1], line[3] - line[1])
    shared = np.minimum(boxes[:, 3], line[3]) - np.maximum(boxes[:, 1], line[1])
    return np.flatnonzero((heights > 0) & (shared >= _LEVEL * heights))


def _chain(
    characters: Sequence[Character], level: Sequence[int], line: Box, *, leftwards: bool
) -> list[int]:
    """What stands next to ``line``, and next to that, until there is a gap; from left to right."""
    height = line[3] - line[1]
    edge = line[0] if leftwards else line[2]
    slack = _OVERHANG * height
    found: list[int] = []
    side = 2 if leftwards else 0
    for index in sorted(level, key=lambda n: characters[n].box[side], reverse=leftwards):
        box = characters[index].box
        gap = edge - box[2] if leftwards else box[0] - edge
        if gap < -slack:
            continue
        if gap > _REACH * height:
            break
        found.append(index)
        edge = box[0] if leftwards else box[2]
    return found[::-1] if leftwards else found


def _text(characters: Sequence[Character], indexes: Sequence[int]) -> str:
    """The characters with a space wherever they stand apart."""
    text = ""
    for at, index in enumerate(indexes):
        box = characters[index].box
        if at:
            before = characters[indexes[at - 1]].box
            if box[0] - before[2] > 0.12 * (before[3] - before[1]) and index - indexes[at - 1] != 1:
                text += " "
        text += characters[index].text
    return normalize_line(text)


def _says_something(words: str) -> bool:
    return any(sign.isalpha() for sign in words) and not _ENUMERATOR.fullmatch(words)
