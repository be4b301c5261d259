"""What a text or line stands on, as a reader sees it: measured from the rendered page."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from generator.preflight.pdf.model import Box, Mark, Page
from generator.preflight.pdf.paints import Rgb, relative_luminance
from generator.preflight.render.grid import PixelGrid, Pixels, page_pixels
from generator.preflight.render.statistics import median_colour

#: A channel, 0..255, that differs by less from the text's own colour may be the text itself.
_MIN_DIFFERENCE = 51
#: Fewer pixels than this share that are not the text's colour tell nothing of a ground.
_MIN_BACKGROUND_SHARE = 0.15
#: A text is looked at in so many stretches at most, so that a gradient's worst part is found.
_MAX_SEGMENTS = 8
#: Where the ground is found among the pixels sorted by their distance from the text's colour.
_BACKGROUND_RANK = 0.75
#: Of a large stretch every so manieth pixel is looked at.
_MAX_SAMPLES = 1000

Colours = NDArray[np.float64]


class BackgroundSampler:
    """Measures grounds on one page; renders it once."""

    def __init__(self, page: Page) -> None:
        grid, pixels = page_pixels(page)
        self._grid: PixelGrid = grid
        self._pixels: Pixels = pixels

    def backgrounds(self, mark: Mark) -> Colours:
        """The colours that stretches of ``mark`` stand on, a row each, channels 0..1.

        Antialiased pixels lie between text and ground, so of all that are not of the text's own
        colour one is taken that is farther from it than most.
        """
        if mark.paint is None:
            return np.empty((0, 3))
        own = np.array([round(255 * channel) for channel in mark.paint.rgb], dtype=np.int16)
        found = [self._background(box, own) for box in _segments(mark.box, _margin(mark))]
        return np.array([colour for colour in found if colour is not None]).reshape(-1, 3) / 255

    def background(self, mark: Mark) -> Rgb | None:
        """The one colour, in the main, that the whole of ``mark`` stands on."""
        backgrounds = self.backgrounds(mark)
        if not len(backgrounds):
            return None
        red, green, blue = median_colour(backgrounds).tolist()
        return red, green, blue

    def is_reversed(self, mark: Mark) -> bool:
        """Whether ``mark`` is light on a darker ground."""
        background = self.background(mark)
        if background is None or mark.paint is None:
            return False
        under, own = relative_luminance(np.array([background, mark.paint.rgb])).tolist()
        return bool(own > under + 0.1)

    def _background(self, box: Box, own: NDArray[np.int16]) -> Pixels | None:
        part = self._pixels[self._grid.pixels_touching(box)]
        if not part.size:
            return None
        step = max(1, int((part.size / 3 / _MAX_SAMPLES) ** 0.5))
        around = part[::step, ::step].reshape(-1, 3)
        distances = np.abs(around - own).max(axis=1)
        others = np.flatnonzero(distances >= _MIN_DIFFERENCE)
        if len(others) < _MIN_BACKGROUND_SHARE * len(around):
            # Nothing stands out: the text is nearly as its ground is.
            others = np.arange(len(around))
        place = int(_BACKGROUND_RANK * (len(others) - 1))
        background: Pixels = around[others[np.argpartition(distances[others], place)[place]]]
        return background


def _margin(mark: Mark) -> float:
    """How far around a mark its ground is looked at: a little, to see more of it."""
    if mark.text is not None:
        return 0.1 * mark.text.size_pt
    return 2.0


def _segments(box: Box, margin: float) -> Iterator[Box]:
    left, low, right, high = box
    left, low, right, high = left - margin, low - margin, right + margin, high + margin
    is_level = right - left >= high - low
    length, across = (right - left, high - low) if is_level else (high - low, right - left)
    count = min(_MAX_SEGMENTS, max(1, round(length / (1.5 * across))))
    for number in range(count):
        start, stop = length * number / count, length * (number + 1) / count
        if is_level:
            yield left + start, low, left + stop, high
        else:
            yield left, low + start, right, low + stop
