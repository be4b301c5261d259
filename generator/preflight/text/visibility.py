"""Visibility of extracted text on the rendered page: visible, hidden or clipped, by letter.

The rendering decides: each letter's box must hold ink of the text's colour. The page's marks give
only that colour and the clip. Whether all of a letter's ink is there belongs to
``preflight.text.glyph_coverage``; findings, to ``preflight.checks.text``.
"""

from __future__ import annotations

import math
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
from generator.preflight.pdf.model import Box, Character, Document, Mark, MarkKind, Page, Paint
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.render.grid import page_pixels
from generator.preflight.render.quantiles import median_colour
from generator.preflight.text.search import TextPosition

#: Colours that are nearer than this in every channel, 0..255, cannot be distinguished: a tenth of
#: the range, below contrast 1.3:1 of WCAG for greys. Corpus: least contrast of sound text 152, of
#: text in the colour of its background 5.
MIN_COLOUR_DISTANCE: Final = 26
#: Share of the contrast between background and text that the strongest pixel of a letter must
#: have. A stroke that is thinner than a pixel is pale; under a cover it is gone. Corpus: palest
#: letter of sound files 0.60, strongest under a hatch 0.17, under a cover 0.00.
_MIN_LETTER_SHARE: Final = 0.25
#: The same for punctuation: a full stop is a fraction of a pixel. Corpus: palest sign of sound
#: files 0.42, strongest under a cover 0.00.
_MIN_PUNCTUATION_SHARE: Final = 0.1
#: Signs with no more rows than these are flat. Measured: of the poster in B5, rendered 985 rows
#: high, a hyphen in 6 pt has its box in row 925 and its ink in row 924.
_MAX_FLAT_ROWS: Final = 2
#: A pixel with this share of the contrast has the text's colour.
_FULL_SHARE: Final = 0.8
#: A word's box with a larger share of such pixels is covered: letters leave gaps. Corpus: densest
#: word of sound files 0.60, word under a bar of its colour 1.00.
_MAX_FILLED_SHARE: Final = 0.97
#: How far letters may reach over a clip or the trim: rounding of boxes. Corpus: no letter of a
#: sound file reaches over, and 1.2 pt the one that is cut least.
_CLIP_TOLERANCE_PT: Final = 0.5
#: How far a letter's centre may be outside of the mark that set it: pdfium rounds boxes, ours are
#: the glyphs' own. Corpus: 0.0 pt for all 32,000 letters of sound files.
_MARK_TOLERANCE_PT: Final = 0.5

#: Letters lean to a side by less than 60 degrees, and are not mirrored: the typefaces' own italics
#: lean by 8 to 20 (our own limit; corpus: mirrored letters have -1.0).
_MIN_AXES_SINE: Final = 0.5
#: The direction of a line that is still read: upwards or downwards, with a few degrees for what is
#: set by hand, and not on its head (our own limit; corpus: upright 1.0, on its head -1.0).
_MIN_DIRECTION_COSINE: Final = -0.1
#: Typefaces come from half to twice their normal width (CSS Fonts 4, 2.4: ultra-condensed 50 %,
#: ultra-expanded 200 %).
_MAX_STRETCH: Final = 2.0

#: Letters of a word follow one another within this gap and shift of the baseline, in letter sizes:
#: more than any tracking and accent, less than from one line to the next or across a gutter.
_MAX_GAP: Final = 1.5
_MAX_BASELINE_SHIFT: Final = 1.0
#: Margin around a word in which its background is sampled, in parts of its height: less than half
#: the leading, so that it does not reach over the next line.
_BACKGROUND_MARGIN: Final = 0.4
#: Letters whose marks are searched at a time: memory grows with this times the number of marks.
_BATCH: Final = 512
#: Size of the cache of views: words come in the order of their marks.
_MAX_VIEWS: Final = 64


class Visibility(StrEnum):
    """Visibility of a letter, or of a word at its first letter."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    CLIPPED = "clipped"
    #: A stroke is painted across the word.
    STRUCK_THROUGH = "struck-through"
    #: It is mirrored, stands on its head, or is drawn out beyond reading.
    DISTORTED = "distorted"


#: Three channels, 0..255.
Colour = NDArray[np.uint8]
#: Of pixels from a colour, 0..255.
Distances = NDArray[np.uint8]
#: Rows from and to, columns from and to, of the page's picture.
_Rect = tuple[int, int, int, int]


class PageVisibility:
    """Visibility of the letters of one page, by their index; nothing is rendered before a call."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._views: dict[int, _View | None] = {}
        self._colours: dict[int, Colour | None] = {}
        self._marks_by_letter: dict[int, list[int]] = {}

    def of_word(self, indexes: Sequence[int]) -> tuple[Visibility, ...]:
        """Visibility of each letter of a word, which must stand in one line."""
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

    def is_ocr_text(self, index: int) -> bool:
        """True for an OCR layer: invisible text over an image."""
        marks = [self._marks[mark] for mark in self._marks_of(index)]
        if not marks or any(map(is_visible, marks)):
            return False
        x, y = _middle(self._page.characters[index].box)
        return any(
            mark.kind is MarkKind.IMAGE and _holds(mark.box, x, y) for mark in self._page.marks
        )

    def is_tagged(self, index: int) -> bool:
        """True if marked content that a tag may name has painted the letter."""
        return any(self._marks[mark].mcid is not None for mark in self._marks_of(index))

    def is_distorted(self, index: int) -> bool:
        """True if the letter is mirrored, turned on its head or squeezed beyond reading."""
        texts = [self._marks[mark].text for mark in self._marks_of(index)]
        return bool(texts) and all(text is not None and _is_distorted(text.axes) for text in texts)

    def painting_marks(self, index: int) -> frozenset[int]:
        """Indexes of the visible marks that may have painted the letter."""
        return frozenset(mark for mark in self._marks_of(index) if is_visible(self._marks[mark]))

    def font_size_of(self, index: int) -> float | None:
        """Font size of the letter in pt; None if it is not known."""
        sizes = (self._marks[mark].text for mark in self._marks_of(index))
        return next((text.size_pt for text in sizes if text is not None and text.size_pt), None)

    def colours_of(self, index: int) -> tuple[Colour, ...]:
        """Colours that the letter may be painted in; empty if one of them is not known."""
        marks = self._marks_of(index)
        colours = tuple(colour for mark in marks if (colour := self._colour(mark)) is not None)
        return colours if len(colours) == len(marks) else ()

    def _colour(self, mark: int) -> Colour | None:
        """The colour of a mark; None of one that is painted with a pattern or is not known."""
        if mark not in self._colours:
            self._colours[mark] = _colour_of(self._marks[mark].paint)
        return self._colours[mark]

    @cached_property
    def boxes(self) -> NDArray[np.float64]:
        """The characters' boxes, a row each."""
        return np.array([character.box for character in self._page.characters]).reshape(-1, 4)

    @cached_property
    def _marks(self) -> list[Mark]:
        return [m for m in self._page.marks if m.kind is MarkKind.TEXT and m.text is not None]

    @cached_property
    def _marks_near(self) -> list[list[int]]:
        return _marks_at(self.boxes, self._marks)

    @cached_property
    def _rects(self) -> list[_Rect]:
        """Pixels that each letter's box touches; empty for one that is off the page."""
        grid, _ = page_pixels(self._page)
        boxes = self.boxes
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
        """Indexes of the marks that may have painted the letter, by its place and text."""
        found = self._marks_by_letter.get(index)
        if found is None:
            letter = unicodedata.normalize("NFC", self._page.characters[index].text)
            near = self._marks_near[index]
            texts = ((mark, self._marks[mark].text) for mark in near)
            found = [mark for mark, text in texts if text and letter in text.characters] or near
            self._marks_by_letter[index] = found
        return found

    def _letter(self, index: int, marks: Sequence[int], inks: Sequence[_Ink | None]) -> Visibility:
        character = self._page.characters[index]
        if self._is_clipped(character.box, [self._marks[mark] for mark in marks]):
            return Visibility.CLIPPED
        min_share = _MIN_LETTER_SHARE if character.text.isalnum() else _MIN_PUNCTUATION_SHARE
        rect = _with_neighbouring_rows(self._rects[index])
        if any(ink is not None and ink.is_inked(rect, min_share) for ink in inks):
            return Visibility.VISIBLE
        return Visibility.HIDDEN if marks or not self._has_edges(rect) else Visibility.VISIBLE

    def _is_clipped(self, box: Box, marks: Sequence[Mark]) -> bool:
        """True if the trim, or the clip of all marks that may have painted it, cuts the letter."""
        if _exceeds(box, self._page.boxes.trimmed):
            return True
        return bool(marks) and all(
            mark.box != mark.bounds and _exceeds(box, _clip(mark)) for mark in marks
        )

    def _has_edges(self, rect: _Rect) -> bool:
        """True if anything contrasts within ``rect``: for a letter whose mark is not known."""
        pixels = page_pixels(self._page)[1][rect[0] : rect[1], rect[2] : rect[3]]
        return pixels.size > 0 and int(np.ptp(pixels.astype(np.int16), axis=(0, 1)).max()) >= (
            MIN_COLOUR_DISTANCE
        )

    def _ink(self, mark: int, letters: Sequence[int]) -> _Ink | None:
        """Ink of a mark around some of its letters; None without contrast, or under a cover."""
        if mark not in self._views:
            if len(self._views) >= _MAX_VIEWS:
                self._views.clear()
            self._views[mark] = self._view(self._marks[mark])
        view = self._views[mark]
        if view is None:
            return None
        rects = [self._rects[letter] for letter in letters]
        tops, bottoms, lefts, rights = zip(*rects, strict=True)
        whole = min(tops), max(bottoms), min(lefts), max(rights)
        margin = 1 + round(_BACKGROUND_MARGIN * (whole[1] - whole[0]))
        around = view.part(
            (whole[0] - margin, whole[1] + margin, whole[2] - margin, whole[3] + margin)
        )
        contrast = int(around.max()) if around.size else 0
        if contrast < MIN_COLOUR_DISTANCE:
            return None
        # One letter may fill its box, as a dash or an I does; several have gaps.
        full = view.part(whole) <= (1 - _FULL_SHARE) * contrast
        if (
            len(letters) > 1
            and full.size
            and np.count_nonzero(full) >= _MAX_FILLED_SHARE * full.size
        ):
            return None
        return _Ink(view, contrast)

    def _view(self, mark: Mark) -> _View | None:
        if not is_visible(mark):
            return None
        grid, whole = page_pixels(self._page)
        assert mark.text is not None
        rows, columns = grid.pixels_touching(
            expand_box(mark.bounds, mark.text.size_pt, mark.text.size_pt)
        )
        pixels = whole[rows, columns]
        if not pixels.size:
            return None
        colour = _colour_of(mark.paint)
        if colour is None:
            # It is taken to be what differs most from the most frequent colour.
            away = colour_distances(pixels, median_colour(pixels).astype(np.uint8))
            return _View(rows.start, columns.start, away.max() - away)
        return _View(rows.start, columns.start, colour_distances(pixels, colour))


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """Distances from a text's colour of the pixels around a mark.

    Attributes:
        row: Of the first pixel in the page's rendering; ``column`` likewise.
    """

    row: int
    column: int
    distances: Distances

    def part(self, rect: _Rect) -> Distances:
        """Distances within ``rect``."""
        top, bottom, left, right = rect
        return self.distances[
            max(0, top - self.row) : max(0, bottom - self.row),
            max(0, left - self.column) : max(0, right - self.column),
        ]


@dataclass(frozen=True, slots=True, eq=False)
class _Ink:
    """A view of a word; ``contrast`` is the distance of its background from the text's colour."""

    view: _View
    contrast: int

    def is_inked(self, rect: _Rect, min_share: float) -> bool:
        """True if a pixel in ``rect`` has the given share of the contrast."""
        inside = self.view.part(rect)
        return inside.size > 0 and int(inside.min()) <= (1 - min_share) * self.contrast


def _with_neighbouring_rows(rect: _Rect) -> _Rect:
    """``rect``, of a flat sign with a row above and below it.

    The ink of a hyphen of one row may be rendered in the next: a page is a whole number of pixels
    high, and the renderer scales it to that.
    """
    top, bottom, left, right = rect
    if bottom - top > _MAX_FLAT_ROWS:
        return rect
    return max(0, top - 1), bottom + 1, left, right


def _marks_at(boxes: NDArray[np.float64], marks: Sequence[Mark]) -> list[list[int]]:
    """For each box the marks that its centre lies in, within the tolerance."""
    near: list[list[int]] = [[] for _ in boxes]
    if not len(boxes) or not marks:
        return near
    bounds = np.array([mark.bounds for mark in marks])
    low, high = bounds[:, :2] - _MARK_TOLERANCE_PT, bounds[:, 2:] + _MARK_TOLERANCE_PT
    for start in range(0, len(boxes), _BATCH):
        batch = boxes[start : start + _BATCH]
        centres = ((batch[:, :2] + batch[:, 2:]) / 2)[:, None, :]
        inside = ((low <= centres) & (centres <= high)).all(axis=-1)
        for letter, mark in zip(*(found.tolist() for found in np.nonzero(inside)), strict=True):
            near[start + letter].append(mark)
    return near


@cached_per_document
def visibility_by_page(document: Document) -> tuple[PageVisibility, ...]:
    """Visibility of the letters of each page; cached per document."""
    return tuple(map(PageVisibility, document.pages))


def split_words(characters: Sequence[Character], indexes: Sequence[int]) -> Iterator[list[int]]:
    """Split ``indexes`` of characters into words, each in one line; spaces are left out."""
    word: list[int] = []
    for index in indexes:
        character = characters[index]
        if word and (
            index != word[-1] + 1
            or character.text.isspace()
            or not follows_on_line(characters[word[-1]].box, character.box)
        ):
            yield word
            word = []
        if not character.text.isspace() and has_area(character.box):
            word.append(index)
    if word:
        yield word


@cached_per_document
def has_tagged_text(document: Document) -> bool:
    """True if some text of the file is marked content that a tag may name."""
    return any(
        mark.kind is MarkKind.TEXT and mark.mcid is not None
        for page in document.pages
        for mark in page.marks
    )


def is_tagged(document: Document, positions: Iterable[TextPosition | None]) -> bool:
    """True if every letter at these places is of tagged content, or the file has none."""
    return not has_tagged_text(document) or all(
        visibility_by_page(document)[position.page].is_tagged(position.index)
        for position in positions
        if position is not None
    )


def is_fully_visible(document: Document, positions: Iterable[TextPosition | None]) -> bool:
    """True if every letter at these places is visible."""
    pages: dict[int, list[int]] = {}
    for position in positions:
        if position is not None:
            pages.setdefault(position.page, []).append(position.index)
    return all(
        visibility is Visibility.VISIBLE
        for number, indexes in pages.items()
        for word in split_words(document.pages[number].characters, indexes)
        for visibility in visibility_by_page(document)[number].of_word(word)
    )


def colour_distances(pixels: NDArray[np.uint8], colour: Colour) -> Distances:
    """Distance of each pixel from ``colour`` in the channel that differs most, 0..255.

    Works on bytes, channel by channel: five times as fast as on all channels at once.
    """
    largest: Distances | None = None
    for channel in range(3):
        values, own = pixels[..., channel], colour[channel]
        distance = np.maximum(values, own) - np.minimum(values, own)
        largest = distance if largest is None else np.maximum(largest, distance)
    assert largest is not None
    return largest


def _colour_of(paint: Paint | None) -> Colour | None:
    if paint is None or paint.space == "Pattern":
        return None
    channels = [min(max(0, round(255 * channel)), 255) for channel in paint.rgb]
    return np.array(channels, dtype=np.uint8)


def _is_distorted(axes: tuple[float, float, float, float]) -> bool:
    right_x, right_y, up_x, up_y = axes
    right, up = math.hypot(right_x, right_y), math.hypot(up_x, up_y)
    if not right or not up or not math.isfinite(right * up):
        return True
    # Of the angle between the axes; below zero, if letters are mirrored.
    sine = (right_x * up_y - right_y * up_x) / (right * up)
    return (
        sine < _MIN_AXES_SINE
        or right_x < _MIN_DIRECTION_COSINE * right
        or not 1 / _MAX_STRETCH <= right / up <= _MAX_STRETCH
    )


def _clip(mark: Mark) -> Box:
    """The clip of a mark on the sides where it cuts it, unbounded on the others."""
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


def _exceeds(box: Box, clip: Box) -> bool:
    return (
        box[0] < clip[0] - _CLIP_TOLERANCE_PT
        or box[1] < clip[1] - _CLIP_TOLERANCE_PT
        or box[2] > clip[2] + _CLIP_TOLERANCE_PT
        or box[3] > clip[3] + _CLIP_TOLERANCE_PT
    )


def follows_on_line(one: Box, other: Box) -> bool:
    """True if ``other`` follows ``one`` on a line: a small gap, about the same baseline."""
    size = max(one[3] - one[1], other[3] - other[1], one[2] - one[0], other[2] - other[0])
    is_near = abs(other[0] - one[2]) <= _MAX_GAP * size
    return is_near and abs(other[1] - one[1]) <= _MAX_BASELINE_SHIFT * size


def has_area(box: Box) -> bool:
    """True if the box has a width and a height."""
    return box[2] > box[0] and box[3] > box[1]


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
