"""Glyph coverage: each letter's ink is there in full, and no stroke runs between the letters.

``preflight.text.visibility`` asks of any text whether some ink of each letter is visible. Where the
wording matters, all of it must be: a covered accent or a line through a word changes what people
read. The text alone, as ``preflight.render.text_only`` draws it, gives the share of each pixel that
ink should take. Which texts are examined so, and the findings, belong to
``preflight.checks.text``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generator.core.units import PT_PER_INCH
from generator.preflight.pdf.geometry import clip_box, expand_box, union
from generator.preflight.pdf.model import Box, Document, Page, Picture
from generator.preflight.render.pages import usable_dpi
from generator.preflight.render.quantiles import median_colour, quantile
from generator.preflight.render.text_only import Coverage, text_only
from generator.preflight.text.visibility import (
    MIN_COLOUR_DISTANCE,
    Colour,
    PageVisibility,
    Visibility,
    colour_distances,
    has_area,
    split_words,
    visibility_by_page,
)

#: Resolution of the rendering: an accent of Vietnamese, about 0.15 em (Be Vietnam Pro), is then 6
#: pixels high, and a stroke of 0.08 em 3 wide.
_PX_PER_EM: Final = 40
_MAX_DPI: Final = 400.0
#: For text whose size is not known.
_DEFAULT_SIZE_PT: Final = 10.0

#: A pixel of which letters take at least half is ink: as much as the renderer's own rounding to
#: one bit would take. If they take less than a fiftieth of it and of its eight neighbours, five
#: of 255 grey levels, it is background.
_INK_COVERAGE: Final = 0.5
_BACKGROUND_COVERAGE: Final = 0.02
#: Share of the text's colour that an ink pixel must have, by its coverage. Corpus: worst pixel of
#: sound files 0.95, best of a covered one 0.11.
_MIN_COLOUR_SHARE: Final = 0.6
#: The text's colour as rendered: this quantile of its ink's share of the contrast, and never less
#: than a quarter. Transparent ink, and ink of an approximate colour, never reaches the whole.
#: Corpus: sound files 0.91 or more.
_STRONGEST_QUANTILE: Final = 0.9
_MIN_STRONGEST_SHARE: Final = 0.25
#: Share of a letter's ink that must be visible, and of each cell of a grid over it that has a few
#: ink pixels: a hatch takes a little everywhere, a patch over an accent all in one place. Corpus:
#: all 139,000 letters of sound files 1.00 of both; an accent covered 0.77 of the letter, 0.00 of a
#: cell; one text over another 0.43 to 0.90 of a letter.
_MIN_LETTER_SHARE: Final = 0.85
_MIN_CELL_SHARE: Final = 0.65
#: A cell is no larger than an accent, so that one that is covered loses a whole cell.
_CELL_EM: Final = 0.125
_MIN_CELL_PIXELS: Final = 6

#: Between letters, a pixel is foreign that differs from the background by this share of the
#: distance between background and text colour; where letters take a part of it, from their mixture.
#: Corpus: sound files 0.04 at most, lines through words 0.72 or more.
_FOREIGN_SHARE: Final = 0.3
#: Foreign shares of the background within a word, and of any of its rows, that are a stroke.
#: Corpus: sound files 0.00 of both, in pixels that letters take a part of, too; the thinnest line
#: through a word 0.11 and 1.00, a hatch 0.75 and 0.82.
_MAX_FOREIGN_SHARE: Final = 0.06
_MAX_FOREIGN_ROW_SHARE: Final = 0.7
#: The band between a word's highest and lowest ink, from the top, in which a line strikes it
#: through: an underline is below. Source: CSS Text Decoration 3, 2.1 puts a line through at half
#: the x-height, 0.55 to 0.7 of a word by its accents and tails.
_STRIKE_BAND: Final = (0.2, 0.8)
#: The background colour is the median of about so many pixels.
_BACKGROUND_SAMPLES: Final = 4000

Mask = NDArray[np.bool_]
#: Rows and columns of a region.
Region = tuple[slice, slice]
#: Words as indexes of their letters, each with the visibility of those.
Inspected = list[tuple[list[int], list[Visibility]]]


def inspect_letters(document: Document, page: Page, indexes: Sequence[int]) -> Inspected:
    """Visibility of each letter of a text on ``page``, down to its accents and strokes.

    Spaces are left out, and signs without area; a letter without area is not visible. Glyph
    coverage is compared only where every letter is visible at all: a covered word needs no
    closer look.

    Args:
        indexes: Of the text's characters, in its order.
    """
    visibility = visibility_by_page(document)[page.index]
    flat: Inspected = [
        ([index], [Visibility.HIDDEN])
        for index in indexes
        if page.characters[index].text.isalnum() and not has_area(page.characters[index].box)
    ]
    words = list(split_words(page.characters, indexes))
    inspected = flat + [(word, _upright_letters(visibility, word)) for word in words]
    if all(one is Visibility.VISIBLE for _, letters in inspected for one in letters):
        incomplete = find_incomplete_letters(document, page, words)
        inspected = [
            (word, [incomplete.get(n, Visibility.VISIBLE) for n in word]) for word in words
        ]
    return inspected


def _upright_letters(visibility: PageVisibility, word: Sequence[int]) -> list[Visibility]:
    """Visibility of a word's letters; those that cannot be read as they stand are distorted."""
    return [
        Visibility.DISTORTED
        if one is Visibility.VISIBLE and visibility.is_distorted(index)
        else one
        for index, one in zip(word, visibility.of_word(word), strict=True)
    ]


def find_incomplete_letters(
    document: Document, page: Page, words: Sequence[Sequence[int]]
) -> dict[int, Visibility]:
    """Letters of a text that are not visible in full, by their index on ``page``.

    Letters whose colour or outline is not known are left out. A word that is struck through is
    reported at its first letter.
    """
    alone = text_only(document)
    bounds = union(page.characters[index].box for word in words for index in word)
    if alone is None or bounds is None:
        return {}
    visibility = visibility_by_page(document)[page.index]
    size = max(visibility.font_size_of(words[0][0]) or _DEFAULT_SIZE_PT, 1.0)
    region = clip_box(expand_box(bounds, size / 2, size / 2), page.boxes.media)
    dpi = usable_dpi(rendering_dpi(size), region)
    comparison = GlyphComparison(
        page.picture(dpi, region),
        alone.coverage(page, dpi, region),
        cell_px=cell_px(size, dpi),
    )
    found: dict[int, Visibility] = {}
    for word in words:
        letters = [_pixels_of(page.characters[n].box, region, dpi, comparison.shape) for n in word]
        colours = [visibility.colours_of(index) for index in word]
        states = comparison.word(letters, colours)
        found |= {n: one for n, one in zip(word, states, strict=True) if one != Visibility.VISIBLE}
    return found


def rendering_dpi(size_pt: float) -> float:
    """Resolution at which text of that size is compared."""
    return min(_MAX_DPI, PT_PER_INCH * _PX_PER_EM / size_pt)


def cell_px(size_pt: float, dpi: float) -> int:
    """Side in pixels of the cells in which the ink of text of that size is counted."""
    return max(2, round(_CELL_EM * size_pt * dpi / PT_PER_INCH))


def _pixels_of(box: Box, region: Box, dpi: float, shape: tuple[int, ...]) -> Region:
    """Pixels that ``box`` touches in the rendering of ``region``."""
    left, _, _, high = region
    scale = dpi / PT_PER_INCH
    return (
        _clipped_slice((high - box[3]) * scale, (high - box[1]) * scale, shape[0]),
        _clipped_slice((box[0] - left) * scale, (box[2] - left) * scale, shape[1]),
    )


class GlyphComparison:
    """The rendering of a text compared with the coverage that its letters should have.

    Args:
        rendering: Height x width x 3; ``coverage`` of the same pixels.
        cell_px: Side of the cells in which a letter's ink is counted.
    """

    def __init__(self, rendering: Picture, coverage: Coverage, *, cell_px: int) -> None:
        self._rendering, self._coverage, self._cell_px = rendering, coverage, cell_px
        self._free = free_of_ink(coverage)
        self._ink = coverage >= _INK_COVERAGE
        self._lost_in: dict[tuple[int, ...], Mask | None] = {}
        self._impure_in: dict[tuple[int, ...], Mask] = {}
        free = np.flatnonzero(self._free)
        self._background: Colour | None = None
        if len(free):
            sample = free[:: max(1, len(free) // _BACKGROUND_SAMPLES)]
            colours = rendering.reshape(-1, rendering.shape[-1])[sample]
            self._background = median_colour(colours).astype(np.uint8)
            # By half the threshold: what is foreign to a word's own background is further away.
            far = colour_distances(rendering, self._background) >= MIN_COLOUR_DISTANCE // 2
            self._suspect = self._free & far

    @property
    def shape(self) -> tuple[int, ...]:
        """Height and width in pixels."""
        return self._coverage.shape

    def word(
        self, letters: Sequence[Region], colours: Sequence[Sequence[Colour]]
    ) -> list[Visibility]:
        """Visibility of each letter of a word; a stroke through it is reported at the first.

        Args:
            letters: Their pixels.
            colours: For each letter those that it may have; empty if one is not known.
        """
        states = [Visibility.VISIBLE for _ in letters]
        if self._background is None:
            return states
        for at, (letter, known) in enumerate(zip(letters, colours, strict=True)):
            if known and not any(self._is_complete(letter, colour) for colour in known):
                states[at] = Visibility.HIDDEN
        is_complete = Visibility.HIDDEN not in states
        if is_complete and colours[0] and self._is_struck_through(_bounds(letters), colours[0][-1]):
            states[0] = Visibility.STRUCK_THROUGH
        return states

    def _lost(self, colour: Colour) -> Mask | None:
        """Ink pixels without the text's colour; None if that is the background's.

        Cached for each colour of the text.
        """
        key = tuple(colour.tolist())
        if key not in self._lost_in:
            self._lost_in[key] = self._compare(colour)
        return self._lost_in[key]

    def _compare(self, colour: Colour) -> Mask | None:
        assert self._background is not None
        contrast = int(colour_distances(self._background, colour))
        if contrast < MIN_COLOUR_DISTANCE:
            return None
        share = 1 - colour_distances(self._rendering, colour)[self._ink] / np.float32(contrast)
        strongest = quantile(share, _STRONGEST_QUANTILE) if len(share) else 1.0
        full = min(max(strongest, _MIN_STRONGEST_SHARE), 1.0)
        lost = np.zeros_like(self._ink)
        lost[self._ink] = share < _MIN_COLOUR_SHARE * full * self._coverage[self._ink]
        return lost

    def _impure(self, colour: Colour) -> Mask:
        """Pixels that letters take a part of and that are no mixture of text and background.

        By half the threshold, as the word's own background decides. Cached for each colour of the
        text.
        """
        key = tuple(colour.tolist())
        if key not in self._impure_in:
            assert self._background is not None
            mask = np.zeros(self._ink.shape, np.bool_)
            parts = np.flatnonzero((self._coverage >= _BACKGROUND_COVERAGE) & ~self._ink)
            pixels = self._rendering.reshape(-1, self._rendering.shape[-1])[parts]
            mixed = _mixture(self._background, colour, self._coverage.reshape(-1)[parts])
            far = np.abs(pixels - mixed).max(axis=-1) >= MIN_COLOUR_DISTANCE // 2
            mask.reshape(-1)[parts[far]] = True
            self._impure_in[key] = mask
        return self._impure_in[key]

    def _is_complete(self, region: Region, colour: Colour) -> bool:
        """True if a letter's ink is visible in full."""
        all_lost = self._lost(colour)
        if all_lost is None:
            return False
        ink, lost = self._ink[region], all_lost[region]
        # In a sound file that is true of nearly every letter, and nothing needs to be counted.
        if not lost.any():
            return True
        inks = _cell_sums(ink, self._cell_px)
        visible = inks - _cell_sums(lost, self._cell_px)
        if visible.sum() < _MIN_LETTER_SHARE * inks.sum():
            return False
        return bool(((visible >= _MIN_CELL_SHARE * inks) | (inks < _MIN_CELL_PIXELS)).all())

    def _is_struck_through(self, region: Region, colour: Colour) -> bool:
        """True if something that is no letter is painted between the letters of a word."""
        inked = np.flatnonzero(self._ink[region].any(axis=1))
        if not len(inked):
            return False
        first, height = region[0].start + int(inked[0]), int(inked[-1] - inked[0]) + 1
        low, high = (first + round(share * height) for share in _STRIKE_BAND)
        band = slice(low, high), region[1]
        if not self._suspect[band].any() and not self._impure(colour)[band].any():
            return False
        free, pixels = self._free[band], self._rendering[band]
        around = self._rendering[region][self._free[region]]
        background = pixels[free] if np.count_nonzero(free) >= _MIN_CELL_PIXELS else around
        if len(background) < _MIN_CELL_PIXELS:
            return False
        mean = background.mean(axis=0).astype(np.uint8)
        contrast = int(colour_distances(mean, colour))
        threshold = max(MIN_COLOUR_DISTANCE, _FOREIGN_SHARE * contrast)
        foreign = free & (colour_distances(pixels, mean) >= threshold)
        if _is_stroke(foreign, free):
            return True
        # Condensed type leaves hardly a pixel free between two letters, but many in part.
        gaps, mixed = ~self._ink[band], _mixture(mean, colour, self._coverage[band])
        foreign = gaps & (np.abs(pixels - mixed).max(axis=-1) >= threshold)
        return _is_stroke(foreign, gaps)


def _mixture(background: Colour, colour: Colour, coverage: Coverage) -> NDArray[np.float32]:
    """The colours of pixels that letters of ``colour`` take these shares of."""
    share = coverage[..., None]
    mixture: NDArray[np.float32] = background * (np.float32(1) - share) + colour * share
    return mixture


def _is_stroke(foreign: Mask, gaps: Mask) -> bool:
    """True if what is foreign in the gaps of a word is a line or covers much of them."""
    gaps_in_row, foreign_in_row = gaps.sum(axis=1), foreign.sum(axis=1)
    if foreign_in_row.sum() < _MIN_CELL_PIXELS:
        return False
    is_line = foreign_in_row >= _MAX_FOREIGN_ROW_SHARE * gaps_in_row
    is_line &= gaps_in_row >= _MIN_CELL_PIXELS
    covered = foreign_in_row.sum() >= _MAX_FOREIGN_SHARE * gaps_in_row.sum()
    return bool(is_line.any() or covered)


def _bounds(regions: Sequence[Region]) -> Region:
    rows, columns = zip(*regions, strict=True)
    return (
        slice(min(one.start for one in rows), max(one.stop for one in rows)),
        slice(min(one.start for one in columns), max(one.stop for one in columns)),
    )


def _clipped_slice(start: float, stop: float, length: int) -> slice:
    first = min(max(0, math.floor(start)), length)
    return slice(first, max(first, min(length, math.ceil(stop))))


def free_of_ink(coverage: Coverage) -> Mask:
    """Pixels that no letter touches, nor any of their eight neighbours."""
    touched = np.pad(coverage >= _BACKGROUND_COVERAGE, 1)
    in_row = touched[:, :-2] | touched[:, 1:-1] | touched[:, 2:]
    free: Mask = ~(in_row[:-2] | in_row[1:-1] | in_row[2:])
    return free


def _cell_sums(mask: Mask, cell_px: int) -> NDArray[np.int64]:
    """Number of set pixels in each cell of ``cell_px``; the last cells may be narrower."""
    rows, columns = (np.arange(0, length, cell_px) for length in mask.shape)
    sums: NDArray[np.int64] = np.add.reduceat(mask.astype(np.int64), rows, axis=0)
    return np.add.reduceat(sums, columns, axis=1)
