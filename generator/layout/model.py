"""Laid-out pages: the result of layout and the input of draw.

A fragment knows its size and content, not its position, which belongs to its parent. So the same
fragment serves every document in which the same text stands in the same box, and its operators are
drawn once.

All lengths are in pt; positions are from the parent's top left corner, y down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.sheet.model import Element, Percent
from generator.typeset.paragraph import SetText

#: Of a box without an edge on a fold.
NO_FOLDS = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A fragment at its place in its parent."""

    x: float
    y: float
    fragment: Fragment


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """One box with its content; compared and hashed by identity.

    Attributes:
        width: Of the border box; ``height`` likewise.
        text: The lines, in em of ``font_size``, from the content box's top left corner.
        text_x: Left edge of the content box; ``text_y`` is its top edge.
        font_size: In pt, as fitted.
        origins: Origins of the stated texts in it (``content.stated_texts``), each once.
        over_folds: How far its background goes on beyond its left and its right edge, which lie on
            folds.
        is_continued: Whether it goes on from the page before.
    """

    element: Element
    width: float
    height: float
    children: tuple[Placed, ...] = ()
    text: SetText | None = None
    text_x: float = 0.0
    text_y: float = 0.0
    font_size: float = 0.0
    origins: tuple[str, ...] = ()
    over_folds: tuple[float, float] = NO_FOLDS
    is_continued: bool = False

    @property
    def border_radius(self) -> float:
        """Of its corners; a percentage is of the shorter side."""
        radius = self.element.style.border_radius
        if isinstance(radius, Percent):
            return radius.share * min(self.width, self.height)
        return radius


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages of a sheet.

    Attributes:
        pages: One fragment a page, as large as the trim.
        fitted: The size in pt that each copyfitted role took; a role is
            ``group/class`` or ``group/tag``.
        folds: For each page the x of its folds in pt from the left trim edge, rising.
    """

    pages: tuple[Fragment, ...]
    fitted: Mapping[str, float]
    folds: tuple[tuple[float, ...], ...]
