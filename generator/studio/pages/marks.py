"""Marks on the picture of a page: a ring around the place of a remark, its number beside the ring.

The number stands beside the place, not on it, so that what is remarked upon can be seen; of several
remarks on one place each number stands at a corner of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.api import Severity
from generator.studio.records import PieceRemark

#: Of the ring, as a part of the page's longer side: 6.5 mm of an A4.
_RADIUS: Final = 0.022
#: From the ring's centre to that of the number, in radii along each axis.
_BESIDE: Final = 1.25
#: Where the numbers of the first, second … mark stand, as signs of x and y; y grows downwards.
_CORNERS: Final = ((-1, -1), (1, -1), (1, 1), (-1, 1))


@dataclass(frozen=True, slots=True)
class PageMark:
    """A mark; lengths in mm, from the page's top left corner.

    Attributes:
        number: As in the list of remarks, from 1.
        radius_mm: Of the ring, and of the disc that bears the number.
    """

    number: int
    severity: Severity
    x_mm: float
    y_mm: float
    badge_x_mm: float
    badge_y_mm: float
    radius_mm: float


def page_marks(
    marked: Sequence[tuple[int, PieceRemark]], size_mm: tuple[float, float]
) -> Iterator[PageMark]:
    """Yield the marks of numbered remarks that have a place on a page of that size."""
    radius = max(size_mm) * _RADIUS
    for number, remark in marked:
        x, y = remark.place.x_mm, remark.place.y_mm
        if x is None or y is None:
            continue
        signs = _CORNERS[(number - 1) % len(_CORNERS)]
        beside = [
            _inside(at, sign * radius * _BESIDE, side, radius)
            for at, sign, side in zip((x, y), signs, size_mm, strict=True)
        ]
        yield PageMark(number, remark.severity, x, y, beside[0], beside[1], radius)


def _inside(at: float, beside: float, side: float, radius: float) -> float:
    """``at`` moved by ``beside``; the other way if a disc there would leave the page."""
    is_inside = radius <= at + beside <= side - radius
    return at + beside if is_inside else at - beside
