"""Ornaments of themes on boxes: lines at edges and in gaps, stripes, curved bands.

All in the coordinates of the box, y up: it covers x 0..width and y -height..0.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from generator.draw.operators import (
    ColourMode,
    clip,
    curve_band,
    fill,
    group,
    polygon,
    rect,
)
from generator.layout.model import Fragment
from generator.layout.rules import gap_rules
from generator.sheet.model import Curve, Edges, RuleLine, Stripes

#: How far a band reaches under what it follows, so that no paper shows between both.
_OVERLAP_PT = 0.5


def rules(fragment: Fragment, extension: Edges, ink: ColourMode) -> Iterator[tuple[RuleLine, str]]:
    """The lines at the edges of a box, with their bleed, and in the gaps between its children."""
    style, width, height = fragment.element.style, fragment.width, fragment.height
    top, right, bottom, left = style.side_lines or (None, None, None, None)
    x, across = -extension.left, width + extension.across
    y, down = -height - extension.bottom, height + extension.down
    if top is not None:
        yield top, _filled(top, ink, x, -top.width, across, top.width + extension.top)
    if right is not None:
        thick = right.width + extension.right
        yield right, _filled(right, ink, width - right.width, y, thick, down)
    if bottom is not None:
        yield bottom, _filled(bottom, ink, x, y, across, bottom.width + extension.bottom)
    if left is not None:
        yield left, _filled(left, ink, x, y, left.width + extension.left, down)
    for line, x, y, width, height in gap_rules(fragment):
        yield line, _filled(line, ink, x, -y - height, width, height)


def _filled(
    line: RuleLine, ink: ColourMode, x: float, y: float, width: float, height: float
) -> str:
    return f"{fill(line.color, ink)}\n{rect(x, y, width, height)} f"


def curve_bands(
    fragment: Fragment, curve: Curve, extension: Edges, ink: ColourMode
) -> Iterator[str]:
    """The bands along a box's curved lower edge; the box is painted after them."""
    below = [0.0]
    for band in curve.bands:
        below.append(below[-1] + band.width)
    size, beyond = (fragment.width, fragment.height), (extension.left, extension.right)
    drawn = []
    for band, (top, bottom) in zip(curve.bands, pairwise(below), strict=True):
        path = curve_band(*size, curve, (top - _OVERLAP_PT, bottom), beyond)
        drawn.append(f"{fill(band.color, ink)}\n{path} f")
    yield from reversed(drawn)


def stripes(fragment: Fragment, band: Stripes, extension: Edges, ink: ColourMode) -> str:
    """The stripes along a box's upper edge and in its bleed, slanted by 45 degrees."""
    left, right = -extension.left, fragment.width + extension.right
    height, step = band.height + extension.top, 2 * band.bar
    first = math.floor((left - height) / step)
    bars = []
    for number in range(first, math.ceil(right / step) + 1):
        x = number * step
        corners = [(x, -band.height), (x + height, extension.top)]
        bars.append(polygon([*corners, *((x + band.bar, y) for x, y in reversed(corners))]))
    area = clip(rect(left, -band.height, right - left, height))
    return group(area, fill(band.color, ink), f"{' '.join(bars)} f")
