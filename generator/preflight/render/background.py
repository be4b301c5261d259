"""Background colours of texts and lines, sampled from the rendered page.

Contrast itself is judged in ``preflight.checks.legibility``.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from generator.preflight.pdf.model import Box, Mark, Page
from generator.preflight.pdf.paints import Rgb, relative_luminance
from generator.preflight.render.grid import PixelGrid, Pixels, page_pixels
from generator.preflight.render.quantiles import median_colour

#: Difference of a channel, 0..255, from which a pixel is not of the text's own colour: a fifth of
#: the range.
_MIN_DIFFERENCE = 51
#: Share of pixels of another colour from which they are the background; fewer are antialiasing.
#: Corpus: text segments of sound files have at least 0.63.
_MIN_BACKGROUND_SHARE = 0.15
#: Segments in which a text is sampled at most, so that the worst part of a gradient is found: with
#: eight, a segment spans an eighth of the gradient's range.
_MAX_SEGMENTS = 8
#: Rank of the background among the other pixels, by their distance from the text's colour: beyond
#: the antialiased half, before what lies near by, as the edge of a picture.
_BACKGROUND_RANK = 0.75
#: Pixels sampled of one segment, about; the standard error of the rank is then 0.014.
_MAX_SAMPLES = 1000

#: Difference of relative luminance from which text is reversed out: on black, a contrast of 3 to 1
#: (WCAG 2.2, 1.4.3: the least that large text needs).
_MIN_REVERSED_DIFFERENCE = 0.1
#: Strip around a text in em, and around other marks in pt, that is sampled with it: less than half
#: of the gap between lines of a paragraph, and three pixels.
_TEXT_MARGIN_EM = 0.1
_MARGIN_PT = 2.0
#: Length of a segment in heights of the text: two or three letters.
_SEGMENT_ASPECT = 1.5

Colours = NDArray[np.float64]


class BackgroundSampler:
    """Samples backgrounds on one page, which is rendered once.

    Args:
        rendered: Pixels to sample instead of the page's own, and where they lie.
    """

    def __init__(self, page: Page, rendered: tuple[PixelGrid, Pixels] | None = None) -> None:
        grid, pixels = rendered or page_pixels(page)
        self._grid: PixelGrid = grid
        self._pixels: Pixels = pixels

    def backgrounds(self, mark: Mark) -> Colours:
        """Background colours of segments of ``mark``, a row each, channels 0..1.

        Antialiased pixels lie between text and background, so of all that are not of the text's
        own colour the one of :data:`_BACKGROUND_RANK` is taken.
        """
        if mark.paint is None:
            return np.empty((0, 3))
        own = np.array([round(255 * channel) for channel in mark.paint.rgb], dtype=np.int16)
        found = [self._background(box, own) for box in _segments(mark.box, _margin(mark))]
        return np.array([colour for colour in found if colour is not None]).reshape(-1, 3) / 255

    def background(self, mark: Mark) -> Rgb | None:
        """Median background colour of the whole of ``mark``; None if it has no colour itself."""
        backgrounds = self.backgrounds(mark)
        if not len(backgrounds):
            return None
        red, green, blue = median_colour(backgrounds).tolist()
        return red, green, blue

    def is_reversed(self, mark: Mark) -> bool:
        """True if ``mark`` is light on a darker background."""
        background = self.background(mark)
        if background is None or mark.paint is None:
            return False
        under, own = relative_luminance(np.array([background, mark.paint.rgb])).tolist()
        return bool(own > under + _MIN_REVERSED_DIFFERENCE)

    def _background(self, box: Box, own: NDArray[np.int16]) -> Pixels | None:
        part = self._pixels[self._grid.pixels_touching(box)]
        if not part.size:
            return None
        stride = max(1, int((part.size / 3 / _MAX_SAMPLES) ** 0.5))
        sample = part[::stride, ::stride].reshape(-1, 3)
        distances = np.abs(sample - own).max(axis=1)
        others = np.flatnonzero(distances >= _MIN_DIFFERENCE)
        if len(others) < _MIN_BACKGROUND_SHARE * len(sample):
            # Nothing stands out: the text has nearly the colour of its background.
            others = np.arange(len(sample))
        place = int(_BACKGROUND_RANK * (len(others) - 1))
        background: Pixels = sample[others[np.argpartition(distances[others], place)[place]]]
        return background


def _margin(mark: Mark) -> float:
    """Width in pt of the strip around a mark that is sampled with it."""
    if mark.text is not None:
        return _TEXT_MARGIN_EM * mark.text.size_pt
    return _MARGIN_PT


def segment_count(length: float, across: float) -> int:
    """Number of segments that a text of these sides is sampled in."""
    return min(_MAX_SEGMENTS, max(1, round(length / (_SEGMENT_ASPECT * across))))


def _segments(box: Box, margin: float) -> Iterator[Box]:
    left, low, right, high = box
    left, low, right, high = left - margin, low - margin, right + margin, high + margin
    is_level = right - left >= high - low
    length, across = (right - left, high - low) if is_level else (high - low, right - left)
    count = segment_count(length, across)
    for number in range(count):
        start, stop = length * number / count, length * (number + 1) / count
        if is_level:
            yield left + start, low, left + stop, high
        else:
            yield left, low + start, right, low + stop
