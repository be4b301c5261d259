"""Words with bounding boxes, and the rows and bands in which they stand on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from generator.content.sources.model import Box

#: In em: how far two baselines of a row may be apart. A scan's jitter is 0.1; the two halves of a
#: head that are set apart by less count as one row, which does no harm.
_SAME_BASELINE: Final = 0.3
#: In em: how far a smaller word, a raised or lowered index, may be from its row's baseline.
_RAISED: Final = 0.7
_SMALLER: Final = 0.8
#: In em: an index stands so close to a word of its row.
_CLOSE: Final = 0.5
#: Rows whose heights overlap by such a share stand beside each other; lines of one text do not.
_BESIDE: Final = 0.08


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word on a page; of a marker and of a table's cell, each word for itself.

    Attributes:
        box: From the word's first to its last advance, and about as high as the type size.
        baseline: In pt from the page's top.
        size: The type size in pt.
        bold: Whether it is; None is not known, as is ``italic``.
        unsure: Parts of the text that recognition was unsure of, as 0-based (start, end).
    """

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool | None = None
    italic: bool | None = None
    unsure: tuple[tuple[int, int], ...] = ()


#: Words on one baseline, from left to right.
Row = Sequence[PlacedWord]


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that stand beside each other without colliding; most have one row."""

    rows: tuple[Row, ...]
    top: float
    bottom: float

    @property
    def words(self) -> list[PlacedWord]:
        """All words from left to right."""
        return sorted((word for row in self.rows for word in row), key=lambda word: word.box.left)


def enclosing(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes, of which there is at least one."""
    known = list(boxes)
    return Box(
        min(box.left for box in known),
        min(box.top for box in known),
        max(box.right for box in known),
        max(box.bottom for box in known),
    )


def rows_of(words: Iterable[PlacedWord]) -> list[Row]:
    """Words in rows from top to bottom, each from left to right; indices join their row."""
    rows: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda word: word.baseline):
        row = rows[-1] if rows else None
        if row is not None and _is_same_baseline(row[0], word):
            row.append(word)
        else:
            rows.append([word])
    rows = _with_indices(rows)
    return [sorted(row, key=lambda word: word.box.left) for row in rows]


def _is_same_baseline(one: PlacedWord, other: PlacedWord) -> bool:
    return abs(one.baseline - other.baseline) <= _SAME_BASELINE * min(one.size, other.size)


def _with_indices(rows: list[list[PlacedWord]]) -> list[list[PlacedWord]]:
    """The rows with raised and lowered indices in the row of the word that they stand at."""
    kept: list[list[PlacedWord]] = [list(row) for row in rows]
    largest = [max(word.size for word in row) for row in rows]
    for number, row in enumerate(rows):
        beside = [at for at in (number + 1, number - 1) if 0 <= at < len(rows)]
        for word in row:
            for near in beside:
                if word.size < _SMALLER * largest[near] and _is_index_of(word, kept[near]):
                    kept[near].append(word)
                    kept[number].remove(word)
                    break
    return [row for row in kept if row]


def _is_index_of(word: PlacedWord, row: Sequence[PlacedWord]) -> bool:
    """True if a word is a raised or lowered index before or behind a word of a row."""
    return any(
        word.size < _SMALLER * other.size
        and abs(word.baseline - other.baseline) <= _RAISED * other.size
        and (
            -_CLOSE * other.size <= word.box.left - other.box.right <= _CLOSE * other.size
            or -_CLOSE * other.size <= other.box.left - word.box.right <= _CLOSE * other.size
        )
        for other in row
    )


def bands_of(words: Iterable[PlacedWord]) -> list[Band]:
    """Words in bands from top to bottom."""
    bands: list[Band] = []
    for row in rows_of(words):
        box = enclosing(word.box for word in row)
        band = bands[-1] if bands else None
        if band is not None and _is_beside(band, row, box):
            bands[-1] = Band(
                (*band.rows, row), min(band.top, box.top), max(band.bottom, box.bottom)
            )
        else:
            bands.append(Band((row,), box.top, box.bottom))
    return bands


def _is_beside(band: Band, row: Row, box: Box) -> bool:
    height = min(band.bottom - band.top, box.bottom - box.top)
    if min(band.bottom, box.bottom) - max(band.top, box.top) < _BESIDE * height:
        return False
    return not any(
        word.box.left < other.box.right and other.box.left < word.box.right
        for one in band.rows
        for other in one
        for word in row
    )
