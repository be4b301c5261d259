"""Quantiles of pixels.

numpy's own test whether an array is masked, and importing masked arrays takes longer than a page
takes to render.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def quantile(values: NDArray[Any], share: float) -> float:
    """The quantile of ``values`` at ``share``, 0..1, linearly interpolated.

    Raises:
        IndexError: if there are no values.
    """
    ordered = np.sort(values, axis=None)
    place = share * (ordered.size - 1)
    below = int(place)
    low, high = float(ordered[below]), float(ordered[min(below + 1, ordered.size - 1)])
    return low + (high - low) * (place - below)


def median(values: NDArray[Any]) -> float:
    """The middle one of ``values``, or the mean of the two in the middle.

    Raises:
        IndexError: if there are no values.
    """
    return quantile(values, 0.5)


def median_colour(pixels: NDArray[Any]) -> NDArray[np.float64]:
    """The median of each channel, which is the last axis of ``pixels``.

    Raises:
        IndexError: if there are no pixels.
    """
    channels = pixels.reshape(-1, pixels.shape[-1]).T
    return np.array([median(channel) for channel in channels])
