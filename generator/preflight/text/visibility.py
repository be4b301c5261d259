"""Whether the letters that a reader of the file finds can be seen on the page, and whole.

The rendered page decides: ink of the text's colour must lie in the box of each letter. The marks
only tell that colour, and whether a clip cuts the letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generator.preflight.pdf.geometry import expand_box
from generator.preflight.pdf.marks import is_visible
from generator.preflight.pdf.model import Box, Character, Document, Mark, MarkKind, Page
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.render.grid import page_pixels
from generator.preflight.render.statistics import median_colour
from generator.preflight.text.search import Spot

#: Of the 255 steps of a channel: colours that are nearer than this cannot be told apart.
LEAST_STEP: Final = 26
#: Of the way from the ground to the text's colour: so much must be gone by the darkest pixel of a
#: letter. A stroke that is thinner than a pixel is pale; under a cover nothing is gone of it.
_LEAST_SHARE: Final = 0.25
#: A full stop is a fraction of a pixel.
_LEAST_SHARE_OF_SIGN: Final = 0.1
#: A pixel is the text's colour when this share of the way is gone.
_FULL_SHARE: Final = 0.8
#: Where so much of a word's box is the text's colour, a cover is and no letters: those have holes.
_MOST_FILLED: Final = 0.97
#: How far letters may reach over an edge: less than a hair's breadth.
_SLACK_PT: Final = 0.5
#: Where a letter's mark is looked for, in pt around the letter's middle.
_NEAR_PT: Final = 0.5

#: How far around a word its ground is looked for, as a part of its height.
_AROUND: Final = 0.4
#: Letters whose marks are looked for at once: memory is this times the number of marks.
_AT_ONCE: Final = 512
#: Words come in the order of their marks, so few marks are looked at again.
_MOST_VIEWS: Final = 64


class Showing(StrEnum):
    """How a letter shows."""

    SEEN = "seen"
    HIDDEN = "hidden"
    CUT = "cut"
    #: Something is painted across it.
    CROSSED = "crossed"


#: Rows from and to, columns from and to, of the page's picture.
_Rect = tuple[int, int, int, int]


class Sight:
    """Looks at the letters of one page, once it is asked to; letters are named by their index."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._views: dict[int, _View | None] = {}

    def word(self, indexes: Sequence[int]) -> tuple[Showing, ...]:
        """How each letter shows of a word, which stands in one line."""
        marks = [self._marks_of(index) for index in indexes]
        letters_of: dict[int, list[int]] = {}
        for index, own in zip(indexes, marks, strict=True):
            for mark in own:
                letters_of.setdefault(mark, []).append(index)
        inks = {mark: self._ink(mark, letters) for mark, letters in letters_of.items()}
        return tuple(
            self._letter(index, own, [inks[mark] for mark in own])
            for index, own in zip(indexes, marks, strict=True)
        )

    def is_unseen_on_purpose(self, index: int) -> bool:
        """Whether the letter lies, without ink, on a picture: text that was read off a scan."""
        marks = [self._marks[mark] for mark in self._marks_of(index)]
        if not marks or any(map(is_visible, marks)):
            return False
        x, y = _middle(self._page.characters[index].box)
        return any(
            mark.kind is MarkKind.IMAGE and _holds(mark.box, x, y) for mark in self._page.marks
        )

    def painted_by(self, index: int) -> frozenset[int]:
        """The marks, by their number, that may have set the letter and are not invisible."""
        return frozenset(mark for mark in self._marks_of(index) if is_visible(self._marks[mark]))

    def size_of(self, index: int) -> float | None:
        """The size in pt that the letter is set in; None if that is not known."""
        sizes = (self._marks[mark].text for mark in self._marks_of(index))
        return next((text.size_pt for text in sizes if text is not None and text.size_pt), None)

    def colours_of(self, index: int) -> tuple[NDArray[np.int16], ...]:
        """The colours, 0..255, that the letter may be painted in; none if one is not known."""
        paints = [self._marks[mark].paint for mark in self._marks_of(index)]
        if any(paint is None or paint.space == "Pattern" for paint in paints):
            return ()
        return tuple(
            np.array([round(255 * channel) for channel in paint.rgb], dtype=np.int16)
            for paint in paints
            if paint is not None
        )

    @cached_property
    def _marks(self) -> list[Mark]:
        return [m for m in self._page.marks if m.kind is MarkKind.TEXT and m.text is not None]

    @cached_property
    def _near(self) -> list[list[int]]:
        return _near_marks([c.box for c in self._page.characters], self._marks)

    @cached_property
    def _rects(self) -> list[_Rect]:
        """The pixels that each letter's box touches; none of one that is off the page."""
        grid, _ = page_pixels(self._page)
        boxes = np.array([character.box for character in self._page.characters]).reshape(-1, 4)
        # Boxes without area, and hostile ones, must not overflow an integer.
        columns = np.clip((boxes[:, ::2] - grid.box[0]) / grid.pt_per_column, -1, grid.columns + 1)
        rows = np.clip((grid.box[3] - boxes[:, ::-2]) / grid.pt_per_row, -1, grid.rows + 1)
        starts = np.floor(np.stack((rows[:, 0], columns[:, 0]), axis=1))
        stops = np.maximum(np.ceil(np.stack((rows[:, 1], columns[:, 1]), axis=1)), starts + 1)
        sizes = (grid.rows, grid.columns)
        starts, stops = np.clip(starts, 0, sizes), np.clip(stops, 0, sizes)
        return [
            (top, bottom, left, right)
            for (top, left), (bottom, right) in zip(
                starts.astype(int).tolist(), stops.astype(int).tolist(), strict=True
            )
        ]

    def _marks_of(self, index: int) -> list[int]:
        """The marks that may have set the letter, by its place."""
        letter = unicodedata.normalize("NFC", self._page.characters[index].text)
        near = self._near[index]
        texts = ((mark, self._marks[mark].text) for mark in near)
        return [mark for mark, text in texts if text and letter in text.characters] or near

    def _letter(self, index: int, marks: Sequence[int], inks: Sequence[_Ink | None]) -> Showing:
        character = self._page.characters[index]
        if self._is_cut(character.box, [self._marks[mark] for mark in marks]):
            return Showing.CUT
        least = _LEAST_SHARE if character.text.isalnum() else _LEAST_SHARE_OF_SIGN
        rect = self._rects[index]
        if any(ink is not None and ink.lies_in(rect, least) for ink in inks):
            return Showing.SEEN
        return Showing.HIDDEN if marks or not self._has_edges(rect) else Showing.SEEN

    def _is_cut(self, box: Box, marks: Sequence[Mark]) -> bool:
        """Whether the page's edge or the clip of all its marks cuts the letter."""
        if _reaches_over(box, self._page.boxes.trimmed):
            return True
        return bool(marks) and all(
            mark.box != mark.bounds and _reaches_over(box, _frame(mark)) for mark in marks
        )

    def _has_edges(self, rect: _Rect) -> bool:
        """Whether anything at all can be seen there, for a letter whose mark is not known."""
        pixels = page_pixels(self._page)[1][rect[0] : rect[1], rect[2] : rect[3]]
        return pixels.size > 0 and int(np.ptp(pixels.astype(np.int16), axis=(0, 1)).max()) >= (
            LEAST_STEP
        )

    def _ink(self, mark: int, letters: Sequence[int]) -> _Ink | None:
        """The ink of a mark around some of its letters, if any could be seen there."""
        if mark not in self._views:
            if len(self._views) >= _MOST_VIEWS:
                self._views.clear()
            self._views[mark] = self._view(self._marks[mark])
        view = self._views[mark]
        if view is None:
            return None
        rects = [self._rects[letter] for letter in letters]
        tops, bottoms, lefts, rights = zip(*rects, strict=True)
        whole = min(tops), max(bottoms), min(lefts), max(rights)
        margin = 1 + round(_AROUND * (whole[1] - whole[0]))
        around = view.part(
            (whole[0] - margin, whole[1] + margin, whole[2] - margin, whole[3] + margin)
        )
        way = int(around.max()) if around.size else 0
        if way < LEAST_STEP:
            return None
        # One letter may fill its box, as a dash or an I does; several have gaps.
        full = view.part(whole) <= (1 - _FULL_SHARE) * way
        if len(letters) > 1 and full.size and np.count_nonzero(full) >= _MOST_FILLED * full.size:
            return None
        return _Ink(view, way)

    def _view(self, mark: Mark) -> _View | None:
        if not is_visible(mark):
            return None
        grid, whole = page_pixels(self._page)
        assert mark.text is not None
        rows, columns = grid.pixels_touching(
            expand_box(mark.bounds, mark.text.size_pt, mark.text.size_pt)
        )
        pixels = whole[rows, columns].astype(np.int16)
        if not pixels.size:
            return None
        if mark.paint is None or mark.paint.space == "Pattern":
            # The colour is not known: it is what is farthest from the most frequent one.
            away = steps_between(pixels, median_colour(pixels).astype(np.int16))
            return _View(rows.start, columns.start, away.max() - away)
        own = np.array([round(255 * channel) for channel in mark.paint.rgb], dtype=np.int16)
        return _View(rows.start, columns.start, steps_between(pixels, own))


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """How far pixels are from a text's colour, in the channel that differs most.

    Attributes:
        row: Of the first pixel on the page; ``column`` likewise.
    """

    row: int
    column: int
    steps: NDArray[np.int16]

    def part(self, rect: _Rect) -> NDArray[np.int16]:
        """What of the view lies in ``rect``."""
        top, bottom, left, right = rect
        return self.steps[
            max(0, top - self.row) : max(0, bottom - self.row),
            max(0, left - self.column) : max(0, right - self.column),
        ]


@dataclass(frozen=True, slots=True, eq=False)
class _Ink:
    """A text's colour around a word; ``way`` is how many steps its ground is away."""

    view: _View
    way: int

    def lies_in(self, rect: _Rect, least_share: float) -> bool:
        """Whether there is ink in ``rect``."""
        inside = self.view.part(rect)
        return inside.size > 0 and int(inside.min()) <= (1 - least_share) * self.way


def _near_marks(boxes: Sequence[Box], marks: Sequence[Mark]) -> list[list[int]]:
    """For each box the marks that its middle lies in, or nearly."""
    near: list[list[int]] = [[] for _ in boxes]
    if not boxes or not marks:
        return near
    bounds = np.array([mark.bounds for mark in marks])
    low, high = bounds[:, :2] - _NEAR_PT, bounds[:, 2:] + _NEAR_PT
    for start in range(0, len(boxes), _AT_ONCE):
        middles = np.array([_middle(box) for box in boxes[start : start + _AT_ONCE]])[:, None, :]
        inside = ((low <= middles) & (middles <= high)).all(axis=-1)
        for letter, mark in zip(*(found.tolist() for found in np.nonzero(inside)), strict=True):
            near[start + letter].append(mark)
    return near


@cached_per_document
def sights(document: Document) -> tuple[Sight, ...]:
    """One look at each page."""
    return tuple(map(Sight, document.pages))


def words(characters: Sequence[Character], indexes: Sequence[int]) -> Iterator[list[int]]:
    """``indexes`` of characters in runs that are words, each in one line."""
    word: list[int] = []
    for index in indexes:
        character = characters[index]
        if word and (
            index != word[-1] + 1
            or character.text.isspace()
            or not in_line(characters[word[-1]].box, character.box)
        ):
            yield word
            word = []
        if not character.text.isspace() and _has_area(character.box):
            word.append(index)
    if word:
        yield word


def is_all_seen(document: Document, spots: Iterable[Spot | None]) -> bool:
    """Whether every letter of a passage can be seen whole."""
    pages: dict[int, list[int]] = {}
    for spot in spots:
        if spot is not None:
            pages.setdefault(spot.page, []).append(spot.index)
    return all(
        showing is Showing.SEEN
        for number, indexes in pages.items()
        for word in words(document.pages[number].characters, indexes)
        for showing in sights(document)[number].word(word)
    )


def steps_between(pixels: NDArray[np.int16], colour: NDArray[np.int16]) -> NDArray[np.int16]:
    """How far pixels are from ``colour``, in the channel that differs most, 0..255."""
    away = np.abs(pixels - colour)
    steps: NDArray[np.int16] = np.maximum(np.maximum(away[..., 0], away[..., 1]), away[..., 2])
    return steps


def _frame(mark: Mark) -> Box:
    """The clip, as far as it cuts the mark; elsewhere there is none."""
    far = 1e9
    seen, whole = mark.box, mark.bounds
    if seen[2] <= seen[0] or seen[3] <= seen[1]:
        return seen
    return (
        seen[0] if seen[0] > whole[0] else -far,
        seen[1] if seen[1] > whole[1] else -far,
        seen[2] if seen[2] < whole[2] else far,
        seen[3] if seen[3] < whole[3] else far,
    )


def _reaches_over(box: Box, frame: Box) -> bool:
    return (
        box[0] < frame[0] - _SLACK_PT
        or box[1] < frame[1] - _SLACK_PT
        or box[2] > frame[2] + _SLACK_PT
        or box[3] > frame[3] + _SLACK_PT
    )


def in_line(one: Box, other: Box) -> bool:
    """Whether two letters stand in a line: one begins soon after the other, not far above."""
    size = max(one[3] - one[1], other[3] - other[1], one[2] - one[0], other[2] - other[0])
    return abs(other[0] - one[2]) <= 1.5 * size and abs(other[1] - one[1]) <= size


def _has_area(box: Box) -> bool:
    return box[2] > box[0] and box[3] > box[1]


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
