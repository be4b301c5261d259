"""Intrinsic sizes of boxes: height for a width, width of the content, tracks of rows and grids.

Nothing is placed here: ``layout.engine`` places boxes by these sizes, ``layout.copyfit`` searches a
font size by them. Heights are infinite where a text cannot be set at all: a word wider than the
measure, or more lines than allowed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.core.cache import LruCache
from generator.layout.texts import Texts
from generator.layout.tracks import share
from generator.sheet.model import Element, Fraction, Percent, Size, Style


class Fit(NamedTuple):
    """One size of a copyfit group: ``step`` of ``steps`` from the floor to the full size."""

    step: int
    steps: int

    def font_size(self, style: Style) -> float:
        """The font size in pt of a text in this style."""
        return style.size_at(self.step, self.steps)


#: Outside of every copyfit group.
FULL_SIZE = Fit(1, 1)


class IntrinsicSizes:
    """Intrinsic sizes of one sheet's boxes.

    Args:
        folds: For each page the x of its folds, in pt.
        width: The trim's, in pt.
        row_widths: Cache of the widths of rows that depend on no text, for all sheets.
    """

    def __init__(
        self,
        texts: Texts,
        folds: Sequence[Sequence[float]],
        width: float,
        row_widths: LruCache[list[float]],
    ) -> None:
        self._texts = texts
        self._row_widths = row_widths
        self._panels = [[b - a for a, b in pairwise([0.0, *page, width])] for page in folds]
        self._heights: dict[tuple[Element, float, Fit], float] = {}
        self._heights_without_lone: dict[tuple[Element, float, Fit], float] = {}
        #: True while a balanced text counts as too high where it would leave a syllable alone.
        self.avoids_lone = False
        #: The page whose panels count; ``layout.engine`` sets it.
        self.page = 0

    def height(self, element: Element, width: float, fit: Fit) -> float:
        """Height of the border box when it is ``width`` wide."""
        own = element.style.height
        if isinstance(own, float):
            return own
        if element.style.copyfit is not None:
            return 0.0  # it takes the height that it is given
        return self.content_height(element, width - element.shell_across, fit) + element.shell_down

    def content_height(self, element: Element, width: float, fit: Fit) -> float:
        """Height of the content box when it is ``width`` wide."""
        # Needed by copyfitting, by the parent's parents and again when it is placed.
        key = (element, width, fit)
        heights = self._heights_without_lone if self.avoids_lone else self._heights
        found = heights.get(key)
        if found is None:
            found = heights[key] = self._content_height(element, width, fit)
            if self.avoids_lone and math.isfinite(found):
                self._heights[key] = found  # equal without the restriction
        return found

    def clear_heights(self) -> None:
        """Clear the cached heights, when a text has changed."""
        self._heights.clear()
        self._heights_without_lone.clear()

    def _content_height(self, element: Element, width: float, fit: Fit) -> float:
        if element.texts:
            return self._text_height(element, width, fit)
        flow = element.flow
        if not flow:
            return 0.0
        match element.arrangement:
            case "row":
                widths = self.row_widths(element, width, fit)
                return max(
                    self.height(c, w, fit) + c.style.margin.down
                    for c, w in zip(flow, widths, strict=True)
                )
            case "grid":
                rows = self.grid_rows(element, self.grid_widths(element, width), fit)
                return sum(rows) + element.style.row_gap * (len(rows) - 1)
            case "layer":
                return max(
                    self.height(c, width - c.style.margin.across, fit) + c.style.margin.down
                    for c in flow
                )
        total = element.style.row_gap * (len(flow) - 1)
        for child in flow:
            child_width = self.column_width(element, child, width, fit)
            total += self.height(child, child_width, fit) + child.style.margin.down
        return total

    def _text_height(self, element: Element, width: float, fit: Fit) -> float:
        paragraph = self._texts.paragraph(element)
        if paragraph is None:
            return 0.0
        size = fit.font_size(element.style)
        if width <= 0:
            return math.inf
        return paragraph.height_em(width / size, avoid_lone=self.avoids_lone) * size

    def width(self, element: Element, available: float, fit: Fit) -> float:
        """Width of the border box when nothing stretches it, at most ``available``."""
        own = element.style.width
        if isinstance(own, float):
            return own
        if isinstance(own, Percent):
            return available * own.share
        if element.texts:
            paragraph = self._texts.paragraph(element)
            natural = paragraph.natural_width_em if paragraph else 0.0
            # A tolerance, so that the text with this width also stands in one line.
            taken = natural * fit.font_size(element.style) + 0.001
        else:
            inner = available - element.shell_across
            widths = [self.width(c, inner, fit) + c.style.margin.across for c in element.flow]
            if element.arrangement == "row":
                taken = sum(widths) + element.style.column_gap * max(0, len(widths) - 1)
            else:
                taken = max(widths, default=0.0)
        return min(available, taken + element.shell_across)

    def row_widths(self, element: Element, width: float, fit: Fit) -> list[float]:
        """Border-box widths of a row's children."""
        if element.tag == "panels":
            return self._panels[self.page]
        # Without auto widths no text matters, and the result is the same in every document.
        key = (element, width)
        found = self._row_widths.get(key)
        if found is None:
            found = self._shared_row(element, width, fit)
            if not element.has_auto_widths:
                self._row_widths.put(key, found)
        return found

    def _shared_row(self, element: Element, width: float, fit: Fit) -> list[float]:
        flow = element.flow
        margins = sum(c.style.margin.across for c in flow)
        return share(
            [flexible(c, c.style.width) for c in flow],
            width,
            element.style.column_gap * (len(flow) - 1) + margins,
            lambda i: self.width(flow[i], width, fit),
            [c.style.grow for c in flow],
        )

    def column_width(self, parent: Element, child: Element, width: float, fit: Fit) -> float:
        """Border-box width of a column's child."""
        available = width - child.style.margin.across
        own = child.style.width
        if isinstance(own, Percent):
            return width * own.share
        if own is None and alignment(parent, child) == "stretch":
            return available
        return self.width(child, available, fit)

    def column_heights(
        self, element: Element, widths: Sequence[float], height: float, fit: Fit
    ) -> list[float]:
        """Border-box heights of a column's children."""
        flow = element.flow
        margins = sum(c.style.margin.down for c in flow)
        return share(
            [flexible(c, c.style.height) for c in flow],
            height,
            element.style.row_gap * (len(flow) - 1) + margins,
            lambda i: self.height(flow[i], widths[i], fit),
            [c.style.grow for c in flow],
        )

    def grid_widths(self, element: Element, width: float) -> list[float]:
        """Widths of a grid's columns; ``auto`` counts as one fraction."""
        columns = [Fraction(1) if c is None else c for c in element.style.columns] or [Fraction(1)]
        return share(columns, width, element.style.column_gap * (len(columns) - 1), lambda _: 0.0)

    def grid_rows(
        self, element: Element, widths: Sequence[float], fit: Fit, height: float | None = None
    ) -> list[float]:
        """Heights of a grid's rows; shares count as ``auto`` while ``height`` is unknown."""
        columns = len(widths)
        count = math.ceil(len(element.flow) / columns)
        asked: list[Size] = [*element.style.rows, *([None] * count)][:count]
        if height is None:
            asked = [None if isinstance(size, Fraction | Percent) else size for size in asked]

        def natural(row: int) -> float:
            cells = element.flow[row * columns : (row + 1) * columns]
            return max(
                self.height(c, w - c.style.margin.across, fit) + c.style.margin.down
                for c, w in zip(cells, widths, strict=False)
            )

        return share(asked, height or 0.0, element.style.row_gap * (count - 1), natural)


def alignment(parent: Element, child: Element) -> str:
    """Alignment of a child across its parent's direction."""
    return child.style.align_self or parent.style.align_items


def flexible(child: Element, size: Size) -> Size:
    """``size``, but a spacer without one takes its share of the rest."""
    return Fraction(1) if child.tag == "spacer" and size is None else size
