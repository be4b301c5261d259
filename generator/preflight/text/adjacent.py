"""Adjacent text: words on the lines of a passage that are read with it, tagged or not.

Whether the words are visible belongs to ``preflight.text.visibility``; which are findings, to
``preflight.checks.text.official_text``.
"""

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

#: Gap up to which words are read as one line, in heights of the line's ink: two spaces of 0.25 em
#: and some. Corpus: sound words of a line 0.34
#: apart, columns 0.98 or more.
_MAX_WORD_GAP: Final = 0.7
#: Share of the lower of two boxes that is beside the other if both are on one line: that of a
#: superscript is, of the next line it is not.
_MIN_SHARED_HEIGHT: Final = 0.5
#: Overlap up to which letters are kerned and not on one another, in heights of the line's ink.
_MAX_KERNING: Final = 0.2
#: Gap from which letters that do not follow one another in the file are words of their own, in
#: their height: half a space of 0.25 em.
_MIN_WORD_SPACE: Final = 0.12
#: The number or letter of an item is no word of its text.
_ENUMERATOR: Final = re.compile(r"(?:\(?(?:\d+|[^\W\d_]|[IVXivx]+)[.):/]\s*)+")


class AdjacentPosition(StrEnum):
    """Position of words relative to a passage."""

    BEFORE = "before"
    #: Before a line that is not its first, or after one that is not its last.
    WITHIN = "within"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class AdjacentText:
    """Words adjacent to a passage, with the indexes of their characters."""

    position: AdjacentPosition
    text: str
    indexes: tuple[int, ...]


def find_adjacent_text(
    characters: Sequence[Character], boxes: NDArray[np.float64], positions: Sequence[TextPosition]
) -> Iterator[AdjacentText]:
    """Yield the words that are read with a passage because they are on its lines.

    Args:
        characters: All of the page; ``boxes`` are theirs, a row each.
        positions: The passage's characters, in its order.
    """
    known = {position.index for position in positions}
    lines = list(_lines(characters, positions))
    for number, line in enumerate(lines):
        box = union(characters[index].box for index in line)
        assert box is not None
        level = [n for n in _boxes_on_line(boxes, box).tolist() if n not in known]
        before = _neighbours(characters, level, box, leftwards=True)
        after = _neighbours(characters, level, box, leftwards=False)
        if _is_worded(words := _text(characters, before)):
            yield AdjacentText(
                AdjacentPosition.WITHIN if number else AdjacentPosition.BEFORE, words, tuple(before)
            )
        if _is_worded(words := _text(characters, after)):
            is_last = number == len(lines) - 1
            yield AdjacentText(
                AdjacentPosition.AFTER if is_last else AdjacentPosition.WITHIN, words, tuple(after)
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


def _boxes_on_line(boxes: NDArray[np.float64], line: Box) -> NDArray[np.intp]:
    """Indexes of the boxes that are on the line of ``line``."""
    heights = np.minimum(boxes[:, 3] - boxes[:, 1], line[3] - line[1])
    shared = np.minimum(boxes[:, 3], line[3]) - np.maximum(boxes[:, 1], line[1])
    return np.flatnonzero((heights > 0) & (shared >= _MIN_SHARED_HEIGHT * heights))


def _neighbours(
    characters: Sequence[Character], level: Sequence[int], line: Box, *, leftwards: bool
) -> list[int]:
    """Characters next to ``line``, and next to those, up to a gap; from left to right."""
    height = line[3] - line[1]
    edge = line[0] if leftwards else line[2]
    kerning = _MAX_KERNING * height
    found: list[int] = []
    side = 2 if leftwards else 0
    for index in sorted(level, key=lambda n: characters[n].box[side], reverse=leftwards):
        box = characters[index].box
        gap = edge - box[2] if leftwards else box[0] - edge
        if gap < -kerning:
            continue
        if gap > _MAX_WORD_GAP * height:
            break
        found.append(index)
        edge = box[0] if leftwards else box[2]
    return found[::-1] if leftwards else found


def _text(characters: Sequence[Character], indexes: Sequence[int]) -> str:
    """Text of the characters, with a space wherever there is a gap."""
    text = ""
    for at, index in enumerate(indexes):
        box = characters[index].box
        if at:
            before = characters[indexes[at - 1]].box
            if (
                box[0] - before[2] > _MIN_WORD_SPACE * (before[3] - before[1])
                and index - indexes[at - 1] != 1
            ):
                text += " "
        text += characters[index].text
    return normalize_line(text)


def _is_worded(words: str) -> bool:
    return any(sign.isalpha() for sign in words) and not _ENUMERATOR.fullmatch(words)
