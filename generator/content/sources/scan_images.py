"""Pictures of papers made ready for recognition: grey, upright, evenly lit, without stamp colours.

Pixels here, words in ``recognition``. Images are arrays of bytes, rows from the top:
(height, width, 3) in sRGB, or (height, width) in grey.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from generator.core.units import MM_PER_INCH

Pixels = npt.NDArray[np.uint8]

#: What is more coloured than this, largest less smallest channel, is a stamp, a seal or blue ink:
#: on scans grey print with JPEG's fringes reaches 40, stamps begin at 70.
_COLOURED: Final = 55
#: From these parts of the paper's grey on, pixels are white or black.
_WHITE: Final = 0.72
_BLACK: Final = 0.25
#: A speck has less ink than a square of this side (a full stop of 10 pt has 0.35 mm), and no
#: other ink within the reach.
_SPECK_MM: Final = 0.28
_SPECK_REACH_MM: Final = 0.6
#: Skew is looked for up to this far, in degrees, first in coarse then in fine steps.
_MAX_SKEW: Final = 6.0
_COARSE: Final = 0.5
_FINE: Final = 0.05
#: Less skew than this is left: turning blurs the letters.
_LEAST_SKEW: Final = 0.1
#: Height in pixels at which skew is measured, and how many dark points count.
_SKEW_HEIGHT: Final = 1200
_MAX_POINTS: Final = 60_000
#: The light on the paper is measured on an image so many times smaller.
_LIGHT_SCALE: Final = 16
#: Paper this even needs no correction: a scan, not a photo.
_EVEN_LIGHT: Final = 24


def cleaned(pixels: Pixels, *, dpi: float) -> Pixels:
    """A page in grey without stamp colours and specks, on white paper and upright."""
    grey = without_specks(whitened(level_light(drop_colours(pixels))), dpi=dpi)
    angle = skew(grey)
    return rotated(grey, angle) if abs(angle) >= _LEAST_SKEW else grey


def drop_colours(pixels: Pixels) -> Pixels:
    """The page in grey; coloured ink becomes as light as its lightest channel.

    Black print under a red stamp stays: it is dark in every channel.
    """
    highest, lowest = pixels.max(axis=2), pixels.min(axis=2)
    grey = np.asarray(Image.fromarray(pixels).convert("L"))
    return np.where(highest - lowest > _COLOURED, highest, grey).astype(np.uint8)


def whitened(grey: Pixels) -> Pixels:
    """The page with its paper, and the noise on it, white and its print black."""
    paper = float(np.percentile(grey[::8, ::8], 70))
    white, black = _WHITE * paper, _BLACK * paper
    levelled: Pixels = np.clip((grey - black) * (255.0 / (white - black)), 0, 255).astype(np.uint8)
    return levelled


def without_specks(grey: Pixels, *, dpi: float) -> Pixels:
    """The page without dust: dark points with nothing around them, smaller than a full stop."""
    reach = max(2, round(_SPECK_REACH_MM / MM_PER_INCH * dpi))
    most = (_SPECK_MM / MM_PER_INCH * dpi) ** 2
    dark = grey < 160
    ys, xs = np.nonzero(dark)
    sums = np.pad(dark.astype(np.int32), ((reach + 1, reach), (reach + 1, reach)))
    sums = sums.cumsum(axis=0).cumsum(axis=1)
    size = 2 * reach + 1
    around = sums[ys + size, xs + size] - sums[ys, xs + size] - sums[ys + size, xs] + sums[ys, xs]
    speck = around <= most
    cleared: Pixels = grey.copy()
    # What is half dark around a speck goes with it.
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            rows = np.clip(ys[speck] + dy, 0, grey.shape[0] - 1)
            cleared[rows, np.clip(xs[speck] + dx, 0, grey.shape[1] - 1)] = 255
    return cleared


def level_light(grey: Pixels) -> Pixels:
    """The page on white paper, where the light on it was uneven as on a photo."""
    height, width = grey.shape
    small = Image.fromarray(grey).resize(
        (max(1, width // _LIGHT_SCALE), max(1, height // _LIGHT_SCALE)), Image.Resampling.BOX
    )
    # The lightest of the neighbourhood is the paper between the letters.
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    light = np.asarray(paper)
    if int(np.percentile(light, 98)) - int(np.percentile(light, 2)) <= _EVEN_LIGHT:
        return grey
    whole = np.asarray(paper.resize((width, height), Image.Resampling.BILINEAR), dtype=np.float32)
    return np.clip(grey * (255.0 / np.maximum(whole, 1.0)), 0, 255).astype(np.uint8)


def skew(grey: Pixels) -> float:
    """Angle in degrees by which the page must be turned counterclockwise to be upright.

    The right angle is that at which rows of print and the white between them differ most.
    """
    height = grey.shape[0]
    step = max(1, round(height / _SKEW_HEIGHT))
    small = grey[::step, ::step]
    dark = small < (int(small.min()) + int(np.median(small))) // 2
    ys, xs = np.nonzero(dark)
    if len(ys) < 100:
        return 0.0
    thin = max(1, len(ys) // _MAX_POINTS)
    ys, xs = ys[::thin].astype(np.float32), xs[::thin].astype(np.float32)

    def sharpness(angle: float) -> float:
        rows = ys - xs * math.tan(math.radians(angle))
        counts = np.bincount((rows - rows.min()).astype(np.int64)).astype(np.float64)
        return float(np.square(np.diff(counts)).sum())

    coarse = max(np.arange(-_MAX_SKEW, _MAX_SKEW + _COARSE, _COARSE), key=sharpness)
    fine = np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE)
    return float(max(fine, key=sharpness))


def rotated(grey: Pixels, degrees: float) -> Pixels:
    """The page turned counterclockwise about its middle, in white."""
    image = Image.fromarray(grey)
    turned = image.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(turned)
