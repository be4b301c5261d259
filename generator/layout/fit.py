"""The size that a copyfit group takes: of its texts, and of the boxes that give way with them."""

from __future__ import annotations

from typing import NamedTuple

from generator.sheet.model import Element, Style


class Fit(NamedTuple):
    """One size of a copyfit group.

    Attributes:
        step: From ``-below``, the floor, over 0, the design's size, to ``above``, the largest.
        even: True if all tiles of a grid are equal and all stacks about as high, see
            ``layout.tiles``; False if they take the least room.
        alike: Texts that take two lines although they would fit on one, because most of their
            class in the same grid take two.
        parts: True if names and other wholes are cut for the sake of fewer lines.
    """

    step: int
    below: int
    above: int
    even: bool = True
    alike: frozenset[Element] = frozenset()
    parts: bool = False

    @property
    def share(self) -> float:
        """Distance from the design's size to a bound: -1 at the floor, 1 at the largest."""
        whole = self.below if self.step < 0 else self.above
        return self.step / whole if whole else 0.0

    def font_size(self, style: Style) -> float:
        """The font size in pt of a text in this style."""
        return style.size_at(self.share) if self.step else style.font_size

    def scale(self, style: Style) -> float:
        """The part of its fixed height that a box of this style keeps."""
        return style.scale_at(self.share) if self.step else 1.0


#: Outside of every copyfit group, and the design's size within.
DESIGN_SIZE = Fit(0, 0, 0)
