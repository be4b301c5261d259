"""What a text or line stands on, as a reader sees it: measured from the rendered page."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from generator.preflight.pdf.model import Box, Mark, Page
from generator.preflight.render.pixels import Grid, Pixels, Rgb, looked_at, luminance
from generator.preflight.render.statistics import middle_colour

#: A channel, 0..255, that differs by less from the text's own colour may be the text itself.
_OWN = 51
#: Fewer pixels than this share that are not the text's colour tell nothing of a ground.
_ENOUGH = 0.15
#: A text is looked at in so many stretches at most, so that a gradient's worst part is found.
_MOST_STRETCHES = 8
#: Where the ground is found among the pixels sorted by their distance from the text's colour.
_GROUND_RANK = 0.75
#: Of a large stretch every so manieth pixel is looked at.
_MOST_PIXELS = 1000

Colours = NDArray[np.float64]


class Looker:
    """Measures grounds on one page; renders it once."""

    def __init__(self, page: Page) -> None:
        grid, pixels = looked_at(page)
        self._grid: Grid = grid
        self._pixels: Pixels = pixels

    def grounds(self, mark: Mark) -> Colours:
        """The colours that stretches of ``mark`` stand on, a row each, channels 0..1.

        Antialiased pixels lie between text and ground, so of all that are not of the text's own
        colour one is taken that is farther from it than most.
        """
        if mark.paint is None:
            return np.empty((0, 3))
        own = np.array([round(255 * channel) for channel in mark.paint.rgb], dtype=np.int16)
        found = [self._ground(box, own) for box in _stretches(mark.box, _margin(mark))]
        return np.array([colour for colour in found if colour is not None]).reshape(-1, 3) / 255

    def ground(self, mark: Mark) -> Rgb | None:
        """The one colour, in the main, that the whole of ``mark`` stands on."""
        grounds = self.grounds(mark)
        if not len(grounds):
            return None
        red, green, blue = middle_colour(grounds).tolist()
        return red, green, blue

    def is_reversed(self, mark: Mark) -> bool:
        """Whether ``mark`` is light on a darker ground."""
        ground = self.ground(mark)
        if ground is None or mark.paint is None:
            return False
        under, own = luminance(np.array([ground, mark.paint.rgb])).tolist()
        return bool(own > under + 0.1)

    def _ground(self, box: Box, own: NDArray[np.int16]) -> Pixels | None:
        part = self._pixels[self._grid.touched(box)]
        if not part.size:
            return None
        step = max(1, int((part.size / 3 / _MOST_PIXELS) ** 0.5))
        around = part[::step, ::step].reshape(-1, 3)
        distances = np.abs(around - own).max(axis=1)
        others = np.flatnonzero(distances >= _OWN)
        if len(others) < _ENOUGH * len(around):
            # Nothing stands out: the text is nearly as its ground is.
            others = np.arange(len(around))
        place = int(_GROUND_RANK * (len(others) - 1))
        ground: Pixels = around[others[np.argpartition(distances[others], place)[place]]]
        return ground


def _margin(mark: Mark) -> float:
    """How far around a mark its ground is looked at: a little, to see more of it."""
    if mark.text is not None:
        return 0.1 * mark.text.size_pt
    return 2.0


def _stretches(box: Box, margin: float) -> Iterator[Box]:
    left, low, right, high = box
    left, low, right, high = left - margin, low - margin, right + margin, high + margin
    is_level = right - left >= high - low
    length, across = (right - left, high - low) if is_level else (high - low, right - left)
    count = min(_MOST_STRETCHES, max(1, round(length / (1.5 * across))))
    for number in range(count):
        start, stop = length * number / count, length * (number + 1) / count
        if is_level:
            yield left + start, low, left + stop, high
        else:
            yield left, low + start, right, low + stop
