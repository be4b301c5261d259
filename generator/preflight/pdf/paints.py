"""Colours as paints: light or dark, neutral, registration colour, black alone.

How a colour space turns components into inks and sRGB is in ``preflight.pdf.colour_spaces``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generator.core.inks import ALL_INKS, PROCESS_INKS
from generator.preflight.pdf.model import Paint

#: Amount of ink from which it counts: the lightest tint that a press must reproduce is 3 %
#: (ISO 12647-2, 4.2.5), so 2 % leaves a margin for five levels of 255.
TRACE_AMOUNT = 0.02
#: Spread of the channels of a colour from which it has a hue. Measured: tints of black ink alone
#: have at most 0.008 on coated paper.
_NEUTRAL_SPREAD = 0.1
#: How bright red, green and blue are of a screen's white (WCAG 2.2, definition of relative
#: luminance; ITU-R BT.709).
LUMINANCE_WEIGHTS = np.array([0.2126, 0.7152, 0.0722])
#: Amount from which an ink, or a channel of white, is full: rounding of colour conversions.
_FULL_AMOUNT = 0.99

Rgb = tuple[float, float, float]


def relative_luminance(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Relative luminance of sRGB colours, each channel 0..1 on the last axis.

    Source: WCAG 2.2, definition of relative luminance.
    """
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    light: NDArray[np.float64] = linear @ LUMINANCE_WEIGHTS
    return light


def printed_grey(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """The grey, 0..1, that printers and copiers make of sRGB colours.

    The weighted sum of the encoded channels, not of their light: a pure red and a pure blue come
    out darker than they look.

    Source: ITU-R BT.601-7, 2.5.1.
    """
    grey: NDArray[np.float64] = rgb @ np.array([0.299, 0.587, 0.114])
    return grey


def is_neutral(rgb: Rgb) -> bool:
    """True for a grey, a black or a white to the eye."""
    return max(rgb) - min(rgb) < _NEUTRAL_SPREAD


def is_registration(paint: Paint) -> bool:
    """True for registration colour: the full amount of every ink, as printer's marks have."""
    if paint.inks.get(ALL_INKS, 0.0) > _FULL_AMOUNT:
        return True
    return all(paint.inks.get(ink, 0.0) > _FULL_AMOUNT for ink in PROCESS_INKS)


def is_black_only(paint: Paint) -> bool:
    """True for the full black ink and no other."""
    return paint.used_inks == ("Black",) and paint.inks["Black"] > _FULL_AMOUNT


def is_paper_white(paint: Paint) -> bool:
    """True if a colour leaves the paper blank: no ink at all, or additive white."""
    if paint.inks:
        return not paint.used_inks
    return paint.space != "Pattern" and min(paint.rgb) > _FULL_AMOUNT
