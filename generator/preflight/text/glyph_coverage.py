"""Letters looked at closely: whether all of their ink is there, and nothing between it.

``preflight.text.visibility`` asks of any text whether something of each letter shows. Of an
official text it must be all: an accent that is covered, or a line through a word, changes what
people read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generator.preflight.pdf.geometry import clip_box, expand_box, union
from generator.preflight.pdf.model import Box, Document, Page
from generator.preflight.render.pages import usable_dpi
from generator.preflight.render.statistics import median_colour, quantile
from generator.preflight.render.text_only import Coverage, text_only
from generator.preflight.text.visibility import (
    LEAST_STEP,
    Showing,
    Sight,
    sights,
    steps_between,
    words,
)

#: How large letters are looked at: an accent of Vietnamese is then about 6 pixels high.
_PIXELS_AN_EM: Final = 40
_MOST_DPI: Final = 400.0
_DPI_OF_PDF: Final = 72
#: Where the size of a text is not known.
_USUAL_SIZE_PT: Final = 10.0

#: A pixel that letters take at least half of is their ink; of one that they take less of than this,
#: and of its neighbours, nothing is.
_INK: Final = 0.5
_NO_INK: Final = 0.02
#: So much of the colour that a pixel of ink should have must be there: thin strokes are drawn
#: paler in one file than in another.
_LEAST_OF_COLOUR: Final = 0.6
#: How much of a letter's ink must be seen, and of each part of it that has a few pixels: a hatch
#: takes a little everywhere, a patch over an accent takes all in one place.
_LEAST_OF_LETTER: Final = 0.85
_LEAST_OF_PART: Final = 0.65
_PART_EM: Final = 0.125
_FEWEST_PIXELS: Final = 6
#: With fewer pixels lost than these no part can have lost too much.
_FEWEST_LOST: Final = math.ceil((1 - _LEAST_OF_PART) * _FEWEST_PIXELS)

#: Between letters, a pixel that is so far on the way from the ground to the text's colour, or as
#: far away in any other direction, is no ground.
_FOREIGN: Final = 0.3
#: So much of what is between the letters of a word may be foreign, and so much in any one row.
_MOST_FOREIGN: Final = 0.06
_MOST_OF_ROW: Final = 0.7
#: Where between a word's highest and lowest ink a line goes through it: an underline does not.
_THROUGH: Final = (0.2, 0.8)

#: Of one colour, three channels 0..255.
Colour = NDArray[np.int16]
Pixels = NDArray[np.int16]
Mask = NDArray[np.bool_]
#: How many pixels are set above and to the left of each corner.
Counts = NDArray[np.int32]
#: Rows and columns.
Part = tuple[slice, slice]


def closely(document: Document, page: Page, indexes: Sequence[int]) -> dict[int, Showing]:
    """How those letters of a text show that do not show whole; letters are named by their index.

    Letters whose colour or outline is not known are not in it.
    """
    alone = text_only(document)
    around = union(page.characters[index].box for index in indexes)
    if alone is None or around is None:
        return {}
    sight = sights(document)[page.index]
    size = max(sight.size_of(indexes[0]) or _USUAL_SIZE_PT, 1.0)
    part = clip_box(expand_box(around, size / 2, size / 2), page.boxes.media)
    dpi = usable_dpi(min(_MOST_DPI, _DPI_OF_PDF * _PIXELS_AN_EM / size), part)
    picture = page.picture(dpi, part).astype(np.int16)
    closeup = _CloseUp(picture, alone.coverage(page, dpi, part), part, dpi, size)
    found: dict[int, Showing] = {}
    for word in words(page.characters, indexes):
        found |= closeup.word(page, sight, word)
    return found


class _CloseUp:
    """A text's pixels, and how much of each its letters should take."""

    def __init__(
        self, picture: Pixels, coverage: Coverage, box: Box, dpi: float, size_pt: float
    ) -> None:
        self._picture, self._coverage, self._box = picture, coverage, box
        self._scale = dpi / _DPI_OF_PDF
        self._side = max(2, round(_PART_EM * size_pt * self._scale))
        self._free = _free(coverage)
        self._ink = coverage >= _INK
        self._inks = _counts(self._ink)
        self._seens: dict[tuple[int, ...], Counts | None] = {}
        self._crossing: Counts | None = None
        ground = picture[self._free]
        # A few thousand pixels tell what most of them are.
        step = max(1, len(ground) // 4000)
        self._ground: Colour | None = (
            median_colour(ground[::step]).astype(np.int16) if len(ground) else None
        )
        if self._ground is not None:
            # By half a step: what is foreign to a word's own ground is further from this one.
            far = steps_between(picture, self._ground) >= LEAST_STEP // 2
            self._crossing = _counts(self._free & far)

    def word(self, page: Page, sight: Sight, word: Sequence[int]) -> dict[int, Showing]:
        """The letters of a word that do not show whole."""
        if self._ground is None:
            return {}
        characters = page.characters
        parts = [self._part(characters[index].box) for index in word]
        found: dict[int, Showing] = {}
        for index, part in zip(word, parts, strict=True):
            colours = sight.colours_of(index)
            if colours and not any(self._is_whole(part, self._seen(one)) for one in colours):
                found[index] = Showing.HIDDEN
        colours = sight.colours_of(word[0])
        if not found and colours and self._is_crossed(_around(parts), colours[-1]):
            found[word[0]] = Showing.CROSSED
        return found

    def _part(self, box: Box) -> Part:
        rows, columns = self._coverage.shape
        left, _, _, high = self._box
        return (
            _clipped((high - box[3]) * self._scale, (high - box[1]) * self._scale, rows),
            _clipped((box[0] - left) * self._scale, (box[2] - left) * self._scale, columns),
        )

    def _seen(self, colour: Colour) -> Counts | None:
        """The pixels of ink that have the colour they should; None if nobody could see it."""
        key = tuple(colour.tolist())
        if key not in self._seens:
            self._seens[key] = self._look_for(colour)
        return self._seens[key]

    def _look_for(self, colour: Colour) -> Counts | None:
        assert self._ground is not None
        way = int(np.abs(self._ground - colour).max())
        if way < LEAST_STEP:
            return None
        share = 1 - steps_between(self._picture[self._ink], colour) / np.float32(way)
        # Transparent ink, and ink whose colour is known roughly, never takes the whole way.
        full = min(max(quantile(share, 0.9), 0.25), 1.0) if len(share) else 1.0
        seen = np.zeros_like(self._ink)
        seen[self._ink] = share >= _LEAST_OF_COLOUR * full * self._coverage[self._ink]
        return _counts(seen)

    def _is_whole(self, part: Part, seen: Counts | None) -> bool:
        """Whether a letter's ink is all there."""
        if seen is None:
            return False
        ink, there = _within(self._inks, part), _within(seen, part)
        if ink - there < _FEWEST_LOST and there >= _LEAST_OF_LETTER * ink:
            return True
        rows, columns = (_edges(one, self._side) for one in part)
        if len(rows) < 2 or len(columns) < 2:
            return True
        inks, seens = (_in_squares(one, rows, columns) for one in (self._inks, seen))
        if seens.sum() < _LEAST_OF_LETTER * inks.sum():
            return False
        return bool(((seens >= _LEAST_OF_PART * inks) | (inks < _FEWEST_PIXELS)).all())

    def _is_crossed(self, part: Part, colour: Colour) -> bool:
        """Whether something that is no letter lies between the letters of a word."""
        inked = np.flatnonzero(self._ink[part].any(axis=1))
        if not len(inked):
            return False
        first, height = part[0].start + int(inked[0]), int(inked[-1] - inked[0]) + 1
        rows = slice(first + round(_THROUGH[0] * height), first + round(_THROUGH[1] * height))
        if self._crossing is None or not _within(self._crossing, (rows, part[1])):
            return False
        free, pixels = self._free[rows, part[1]], self._picture[rows, part[1]]
        ground = pixels[free]
        if len(ground) < _FEWEST_PIXELS:
            return False
        mean = ground.mean(axis=0).astype(np.int16)
        way = int(np.abs(mean - colour).max())
        foreign = free & (steps_between(pixels, mean) >= max(LEAST_STEP, _FOREIGN * way))
        frees, foreigns = free.sum(axis=1), foreign.sum(axis=1)
        if foreigns.sum() < _FEWEST_PIXELS:
            return False
        lines = (foreigns >= _MOST_OF_ROW * frees) & (frees >= _FEWEST_PIXELS)
        return bool(lines.any() or foreigns.sum() >= _MOST_FOREIGN * frees.sum())


def _around(parts: Sequence[Part]) -> Part:
    rows, columns = zip(*parts, strict=True)
    return (
        slice(min(one.start for one in rows), max(one.stop for one in rows)),
        slice(min(one.start for one in columns), max(one.stop for one in columns)),
    )


def _clipped(start: float, stop: float, length: int) -> slice:
    first = min(max(0, math.floor(start)), length)
    return slice(first, max(first, min(length, math.ceil(stop))))


def _free(coverage: Coverage) -> Mask:
    """The pixels that no letter touches, nor any pixel beside them."""
    pixels_touching = np.pad(coverage >= _NO_INK, 1)
    level = pixels_touching[:, :-2] | pixels_touching[:, 1:-1] | pixels_touching[:, 2:]
    free: Mask = ~(level[:-2] | level[1:-1] | level[2:])
    return free


def _counts(mask: Mask) -> Counts:
    counts: Counts = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), dtype=np.int32)
    mask.cumsum(axis=0, dtype=np.int32, out=counts[1:, 1:])
    counts[1:, 1:].cumsum(axis=1, out=counts[1:, 1:])
    return counts


def _within(counts: Counts, part: Part) -> int:
    """How many pixels are set in ``part``."""
    rows, columns = part
    inside = counts[rows.stop, columns.stop] - counts[rows.start, columns.stop]
    return int(inside - counts[rows.stop, columns.start] + counts[rows.start, columns.start])


def _edges(pixels: slice, side: int) -> NDArray[np.intp]:
    """The edges of squares of ``side``, of which the last may be narrower."""
    edges: NDArray[np.intp] = np.append(np.arange(pixels.start, pixels.stop, side), pixels.stop)
    return edges


def _in_squares(counts: Counts, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Counts:
    corners = counts[rows[:, None], columns]
    squares: Counts = np.diff(np.diff(corners, axis=0), axis=1)
    return squares
