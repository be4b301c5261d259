"""Marks of a banner: where its cloth is cut, where its hem is folded, where its eyelets stand.

They lie outside of the bleed, as all printer's marks (``press.marks``), on every plate.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.units import mm_to_pt
from generator.draw.colour_spaces import REGISTRATION
from generator.draw.operators import circle, line, number
from generator.draw.painter import PrinterMarks
from generator.draw.target import PageBoxes
from generator.press.marks import Slug, slug_operators
from generator.sheet.cloth import Hem
from generator.typeset.fonts import Face

#: From the cloth's edge to a mark, and how long a mark is, in mm of the file.
_OFFSET_MM, _LENGTH_MM = 1.0, 5.0
#: From the cloth's edge to the middle of an eyelet's mark. Below, the slug stands between.
_EYELET_MM, _EYELET_BELOW_MM = 3.5, 9.5
_EYELET_RADIUS_MM = 1.2
_LINE_PT = 0.25
_DASH_PT = 2.0

_Point = tuple[float, float]


def hem_marks(boxes: PageBoxes, hem: Hem, scale: int, *slugs: Slug) -> PrinterMarks:
    """The marks and the slugs of one page, whose hem reaches to the BleedBox.

    Args:
        boxes: Of the file.
        scale: How many times as large the piece is.
        slugs: They share the lower edge, from the left.
    """
    parts = [f"/{REGISTRATION} CS 1 SCN {number(_LINE_PT)} w"]
    parts += [f"{line(*ends)} S" for ends in _corner_lines(boxes.bleed, boxes)]
    parts += [_eyelet(x, y) for x, y in eyelet_places(boxes, hem, scale)]
    parts.append(f"[{number(_DASH_PT)}] 0 d")
    parts += [f"{line(*ends)} S" for ends in _corner_lines(boxes.trim, boxes)]
    fonts: list[tuple[Face, str]] = []
    left, _, right, _ = boxes.trim
    share = (right - left) / max(1, len(slugs))
    for n, slug in enumerate(slugs):
        operators, used = slug_operators(slug, boxes, left + n * share, left + (n + 1) * share)
        parts.append(operators)
        fonts += used
    return PrinterMarks("\n".join(parts), tuple(fonts))


def _corner_lines(
    box: tuple[float, float, float, float], boxes: PageBoxes
) -> Iterator[tuple[_Point, _Point]]:
    """Lines outside of the cloth that show where the edges of ``box`` run."""
    left, lower, right, upper = box
    cut_left, cut_lower, cut_right, cut_upper = boxes.bleed
    near, far = mm_to_pt(_OFFSET_MM), mm_to_pt(_OFFSET_MM + _LENGTH_MM)
    for x in (left, right):
        yield (x, cut_upper + near), (x, cut_upper + far)
        yield (x, cut_lower - near), (x, cut_lower - far)
    for y in (lower, upper):
        yield (cut_left - near, y), (cut_left - far, y)
        yield (cut_right + near, y), (cut_right + far, y)


def eyelet_places(boxes: PageBoxes, hem: Hem, scale: int) -> Iterator[_Point]:
    """The middles of the marks that say where eyelets stand along the four edges, in pt."""
    left, lower, right, upper = boxes.trim
    cut_left, cut_lower, cut_right, cut_upper = boxes.bleed
    above, below = mm_to_pt(_EYELET_MM), mm_to_pt(_EYELET_BELOW_MM)
    per_mm = mm_to_pt(1) / scale
    for at in hem.eyelets((right - left) / per_mm):
        yield left + at * per_mm, cut_upper + above
        yield left + at * per_mm, cut_lower - below
    for at in hem.eyelets((upper - lower) / per_mm):
        yield cut_left - above, lower + at * per_mm
        yield cut_right + above, lower + at * per_mm


def _eyelet(x: float, y: float) -> str:
    """A circle with a cross in it."""
    radius = mm_to_pt(_EYELET_RADIUS_MM)
    cross = f"{line((x - radius, y), (x + radius, y))} {line((x, y - radius), (x, y + radius))}"
    return f"{circle(x, y, radius)} {cross} S"
