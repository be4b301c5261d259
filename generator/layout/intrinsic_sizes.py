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
from generator.layout.fit import DESIGN_SIZE, Fit
from generator.layout.texts import Texts
from generator.layout.tiles import (
    MOST_STACKS,
    are_even,
    levelled,
    stack_ends,
    stack_heights,
    tile_columns,
    tile_rows,
)
from generator.layout.tracks import share
from generator.sheet.model import Element, Fraction, Percent, Size
from generator.sheet.schema import FLOW
from generator.typeset.line_breaking import SLACK_EM
from generator.typeset.paragraph import Blemish, Paragraph, Wrap


class IntrinsicSizes:
    """Intrinsic sizes of one sheet's boxes.

    Args:
        folds: For each page the x of its folds, in pt.
        width: The trim's, in pt.
        row_widths: Cache of the widths of rows that depend on no text, for all sheets.
        needs: Cache of the heights that boxes need at the design's size, for all sheets.
    """

    def __init__(
        self,
        texts: Texts,
        folds: Sequence[Sequence[float]],
        width: float,
        row_widths: LruCache[list[float]],
        needs: LruCache[float],
    ) -> None:
        self._texts = texts
        self._row_widths = row_widths
        self._needs = needs
        self._panels = [[b - a for a, b in pairwise([0.0, *page, width])] for page in folds]
        #: For each worst blemish that is admitted.
        self._heights: list[dict[tuple[Element, float, Fit], float]] = [{} for _ in Blemish]
        self._stacks: dict[tuple[Element, float, Fit, Blemish], Stacks] = {}
        self._columns: dict[tuple[Element, float, Fit, Blemish], int] = {}
        #: A balanced text counts as too high where its line ends are worse than this.
        self.worst = Blemish.BROKEN
        #: The page whose panels count; ``layout.engine`` sets it.
        self.page = 0

    def height(self, element: Element, width: float, fit: Fit) -> float:
        """Height of the border box when it is ``width`` wide."""
        own = element.style.height
        if isinstance(own, float):
            return own * fit.scale(element.style)
        if element.style.copyfit is not None or element.tag == FLOW:
            return 0.0  # it takes the height that it is given
        return self.content_height(element, width - element.shell_across, fit) + element.shell_down

    def content_height(self, element: Element, width: float, fit: Fit) -> float:
        """Height of the content box when it is ``width`` wide."""
        if element.texts:
            return self._text_height(element, width, fit)
        if not element.flow:
            return 0.0
        # Needed by copyfitting, by the parent's parents and again when it is placed.
        key = (element, width, fit)
        worst = self.worst
        found = self._heights[worst].get(key)
        if found is None:
            found = self._content_height(element, width, fit)
            # A finite height is equal without the restriction.
            for heights in (
                self._heights[worst:] if math.isfinite(found) else self._heights[worst : worst + 1]
            ):
                heights[key] = found
        return found

    def clear_heights(self) -> None:
        """Clear the cached heights, when a text has changed."""
        for heights in self._heights:
            heights.clear()
        self._stacks.clear()
        self._columns.clear()

    def _content_height(self, element: Element, width: float, fit: Fit) -> float:
        flow = element.flow
        match element.arrangement:
            case "row":
                widths = self.row_widths(element, width, fit)
                return max(
                    self.height(c, w, fit) + c.style.margin.down
                    for c, w in zip(flow, widths, strict=True)
                )
            case "grid":
                rows = self.grid_rows(element, self.grid_cells(element, width, fit), fit)
                return sum(rows) + element.style.row_gap * (len(rows) - 1)
            case "stacks":
                return max(self.stacks(element, width, fit).totals)
            case "layer":
                return max(
                    self.height(c, width - c.style.margin.across, fit) + c.style.margin.down
                    for c in flow
                )
        total = element.style.row_gap * (len(flow) - 1)
        for child in flow:
            child_width = self.column_width(element, child, width, fit)
            total += self.height(child, child_width, fit) + child.style.margin.down
            if total == math.inf:
                break
        return total

    def _text_height(self, element: Element, width: float, fit: Fit) -> float:
        paragraph = self._texts.paragraph(element)
        if paragraph is None:
            return 0.0
        if width <= 0:
            return math.inf
        size = set_size_pt(element, paragraph, width, fit)
        measure = measure_em(element, paragraph, width, fit) if fit.alike else width / size
        return paragraph.height_em(measure, parts=fit.parts, worst=self.worst) * size

    def width(self, element: Element, available: float, fit: Fit) -> float:
        """Width of the border box when nothing stretches it, at most ``available``."""
        own = element.style.width
        if isinstance(own, float):
            return own * fit.scale(element.style)
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
        key = (element, width, fit.share if element.follows_texts else 0.0)
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
            [flexible(c, _scaled(c, c.style.width, fit)) for c in flow],
            width,
            element.style.column_gap * (len(flow) - 1) + margins,
            lambda i: self._width_in_row(element, flow[i], width, fit),
            [c.style.grow for c in flow],
        )

    def _width_in_row(self, row: Element, child: Element, width: float, fit: Fit) -> float:
        """Width of a child that is as wide as its content, or as what the others leave of it."""
        own = self.width(child, width, fit)
        if not child.style.fits_content:
            return own
        others = (c.style for c in row.flow if c is not child)
        taken = sum(s.width for s in others if isinstance(s.width, float))
        margins = sum(c.style.margin.across for c in row.flow)
        return min(own, width - taken - margins - row.style.column_gap * (len(row.flow) - 1))

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
        flow, gap = element.flow, element.style.row_gap
        taken = gap * (len(flow) - 1) + sum(c.style.margin.down for c in flow)
        sizes = [flexible(c, _scaled(c, c.style.height, fit)) for c in flow]
        if element.gives_way:
            sizes = self._given_way(element, sizes, widths, height - taken, fit)
        lengths = share(
            sizes,
            height,
            taken,
            lambda i: self.height(flow[i], widths[i], fit),
            [c.style.grow * self._weight(c, w, fit) for c, w in zip(flow, widths, strict=True)],
        )
        tiles = [i for i, c in enumerate(flow) if c.is_tiled and c.style.grow]
        if len(tiles) > 1:
            self._level(flow, widths, lengths, tiles, fit)
        return lengths

    def _weight(self, child: Element, width: float, fit: Fit) -> int:
        """Number of rows of a grid of tiles, which share what is left over; 1 for other boxes."""
        if not (child.style.grow and child.is_tiled):
            return 1
        return len(self.grid_cells(child, width - child.shell_across, fit))

    def _level(
        self,
        flow: Sequence[Element],
        widths: Sequence[float],
        lengths: list[float],
        tiles: Sequence[int],
        fit: Fit,
    ) -> None:
        """Share the height of the grids among ``flow`` so that tiles of all are equally high."""
        rows, naturals, shells = [], [], []
        for i in tiles:
            child = flow[i]
            cells = self.grid_cells(child, widths[i] - child.shell_across, fit)
            rows.append(len(cells))
            naturals.append(self._tile_height(child, cells, fit))
            shells.append(child.shell_down + child.style.row_gap * (len(cells) - 1))
        total = sum(lengths[i] for i in tiles) - sum(shells)
        heights = levelled(naturals, rows, total)
        for i, row, count, shell in zip(tiles, heights, rows, shells, strict=True):
            lengths[i] = row * count + shell

    def _given_way(
        self,
        element: Element,
        sizes: Sequence[Size],
        widths: Sequence[float],
        height: float,
        fit: Fit,
    ) -> list[Size]:
        """``sizes``, those with a floor reduced until the shares hold what stands in them."""
        flow = element.flow
        spare = {
            i: max(0.0, size - max(floor, self._least(child, width)))
            for i, (child, size, width) in enumerate(zip(flow, sizes, widths, strict=True))
            if isinstance(size, float) and (floor := child.style.height_min) is not None
        }
        over = self._lacking(element, sizes, widths, height, fit, even=True)
        if over > 0.0 and element.has_tiles:
            least = self._lacking(element, sizes, widths, height, fit, even=False)
            over = max(0.0, min(over, least))
        if over <= 0.0 or not any(spare.values()):
            return list(sizes)
        part = min(1.0, over / sum(spare.values()))
        return [
            size - spare[i] * part if i in spare and isinstance(size, float) else size
            for i, size in enumerate(sizes)
        ]

    def _lacking(
        self,
        element: Element,
        sizes: Sequence[Size],
        widths: Sequence[float],
        height: float,
        fit: Fit,
        *,
        even: bool,
    ) -> float:
        """By how much the children of a column are too high, shares at the design's size."""
        needs = 0.0
        for child, size, width in zip(element.flow, sizes, widths, strict=True):
            if isinstance(size, Fraction):
                needs += self._need(child, width, even=even)
            elif isinstance(size, Percent):
                needs += height * size.share
            else:
                needs += self.height(child, width, fit) if size is None else size
        return needs - height

    def _need(self, element: Element, width: float, *, even: bool) -> float:
        """Height that a box needs at the design's size; cached for all sheets."""
        key = (element, width, even, self._texts.scope, self._texts.values(element))
        found = self._needs.get(key)
        if found is None:
            # As ``layout.copyfit`` begins, so that it finds these heights in the cache.
            fit = Fit(0, max(1, element.steps_below), element.steps_above, even)
            inner = width - element.shell_across
            found = self.content_height(element, inner, fit) + element.shell_down
            self._needs.put(key, found)
        return found

    def _least(self, element: Element, width: float) -> float:
        """Least height of a box that gives way: what its copyfit boxes need at their floors.

        Those are the box itself, and what is placed in it between its upper and its lower edge.
        """
        key = (element, width, "least", self._texts.scope, self._texts.values(element))
        found = self._needs.get(key)
        if found is None:
            if element.style.copyfit is not None:
                found = self._height_at_floor(element, width)
            else:
                found = max((self._between(c, width) for c in element.placed), default=0.0)
            self._needs.put(key, found)
        return found

    def _between(self, child: Element, width: float) -> float:
        """The least height around a copyfit box that is placed between two edges; else 0."""
        style, inset = child.style, child.style.inset
        top, bottom, left, right = inset.top, inset.bottom, inset.left, inset.right
        if style.copyfit is None or not isinstance(top, float) or not isinstance(bottom, float):
            return 0.0
        if style.width is None and isinstance(left, float) and isinstance(right, float):
            return top + bottom + self._height_at_floor(child, width - left - right)
        return top + bottom + self._height_at_floor(child, self.width(child, width, DESIGN_SIZE))

    def _height_at_floor(self, element: Element, width: float) -> float:
        """Height of a copyfit box whose texts are at their smallest; 0 where they cannot be set."""
        below = max(1, element.steps_below)
        fit = Fit(-below, below, element.steps_above)
        height = self.content_height(element, width - element.shell_across, fit)
        return height + element.shell_down if math.isfinite(height) else 0.0

    # -- grids and stacks

    def grid_cells(self, element: Element, width: float, fit: Fit) -> list[list[float]]:
        """Widths of the cells in each row of a grid, in a content box of this width."""
        style, count = element.style, len(element.flow)
        if style.tile_columns is None:
            widths = self._grid_widths(element, width)
            return [widths[:n] for n in tile_rows(count, len(widths))]
        key = (element, width, fit, self.worst)
        columns = self._columns.get(key)
        if columns is None:
            columns = self._columns[key] = tile_columns(
                count,
                style.tile_columns,
                lambda c: self._tiles_height(element, _tile_widths(element, width, c), fit),
                even=fit.even,
            )
        return _tile_widths(element, width, columns)

    def _grid_widths(self, element: Element, width: float) -> list[float]:
        """Widths of a grid's columns; ``auto`` counts as one fraction."""
        columns = [Fraction(1) if c is None else c for c in element.style.columns] or [Fraction(1)]
        return share(columns, width, element.style.column_gap * (len(columns) - 1), lambda _: 0.0)

    def _tiles_height(self, element: Element, cells: list[list[float]], fit: Fit) -> float:
        gaps = element.style.row_gap * (len(cells) - 1)
        return self._tile_height(element, cells, fit) * len(cells) + gaps

    def _tile_height(self, element: Element, cells: list[list[float]], fit: Fit) -> float:
        """Natural height of the highest of all tiles, which all rows have."""
        return max(self._row_height(row, fit) for row in _rows(element, cells))

    def _row_height(self, row: Sequence[tuple[Element, float]], fit: Fit) -> float:
        return max(
            self.height(c, w - c.style.margin.across, fit) + c.style.margin.down for c, w in row
        )

    def grid_rows(
        self,
        element: Element,
        cells: list[list[float]],
        fit: Fit,
        height: float | None = None,
    ) -> list[float]:
        """Heights of a grid's rows; shares count as ``auto`` while ``height`` is unknown."""
        style, count = element.style, len(cells)
        gaps = style.row_gap * (count - 1)
        if style.tile_columns is not None:
            least = self._tile_height(element, cells, fit)
            return [max(least, (height - gaps) / count) if height else least] * count
        asked: list[Size] = [*style.rows, *([None] * count)][:count]
        if height is None:
            asked = [None if isinstance(size, Fraction | Percent) else size for size in asked]
        rows = _rows(element, cells)
        return share(asked, height or 0.0, gaps, lambda row: self._row_height(rows[row], fit))

    def stacks(self, element: Element, width: float, fit: Fit) -> Stacks:
        """The stacks that children flow through in a content box of this width."""
        key = (element, width, fit, self.worst)
        found = self._stacks.get(key)
        if found is None:
            found = self._stacks[key] = self._chosen_stacks(element, width, fit)
        return found

    def _chosen_stacks(self, element: Element, width: float, fit: Fit) -> Stacks:
        style = element.style
        ends = [n for n, c in enumerate(element.flow[:-1], start=1) if not c.style.keeps_next]
        most = min(style.column_count or 1, len(ends) + 1, MOST_STACKS)
        if style.column_width is not None:
            heights = self._stacked_heights(element, style.column_width, fit)
            return _stacks_of(element, style.column_width, most, fit, heights)
        best: Stacks | None = None
        lowest = math.inf
        for count in range(most, 0, -1):
            each = (width - style.column_gap * (count - 1)) / count
            heights = self._stacked_heights(element, each, fit, lowest * count)
            if sum(heights) > lowest * count + _ROUNDING_PT:
                continue  # one of these stacks would be higher than the best ones
            stacks = _stacks_of(element, each, count, fit, heights)
            if fit.even and not are_even(stacks.totals):
                continue
            highest = max(stacks.totals)
            if best is None or highest < lowest:
                best, lowest = stacks, highest
        assert best is not None  # a single stack is even
        return best

    def _stacked_heights(
        self, element: Element, width: float, fit: Fit, most: float = math.inf
    ) -> list[float]:
        """The height of each child with its margins, up to what is too much for ``most``."""
        heights = []
        total = 0.0
        for child in element.flow:
            margin = child.style.margin
            height = self.height(child, width - margin.across, fit) + margin.down
            heights.append(height)
            total += height
            if total > most + _ROUNDING_PT:
                break
        return heights

    # -- texts of a grid that take as many lines as most do

    def alike(self, members: Sequence[tuple[Element, float]], fit: Fit) -> frozenset[Element]:
        """Texts that shall take two lines, because most of their class in the same grid do.

        Args:
            members: Elements, each with the width of its content box.
        """
        sets: dict[tuple[Element, str], list[_Lines]] = {}
        for element, width in members:
            self._count_lines(element, element, width, fit, sets)
        found: set[Element] = set()
        for texts in sets.values():
            single = [text for text in texts if text.lines == 1]
            if 2 * len(single) < len(texts):
                found.update(text.element for text in single if text.breaks_well)
        return frozenset(found)

    def blemished(
        self, element: Element, width: float, fit: Fit
    ) -> list[tuple[Element, Paragraph, float]]:
        """The texts in a content box whose line ends have a blemish, each with its width."""
        if element.texts:
            paragraph = self._texts.paragraph(element)
            if paragraph is None or not blemish_of(element, paragraph, width, fit):
                return []
            return [(element, paragraph, width)]
        return [
            text
            for child, child_width in self._widths(element, width, fit)
            for text in self.blemished(child, child_width - child.shell_across, fit)
        ]

    def _count_lines(
        self,
        grid: Element,
        element: Element,
        width: float,
        fit: Fit,
        sets: dict[tuple[Element, str], list[_Lines]],
    ) -> None:
        if element.texts:
            paragraph = self._texts.paragraph(element)
            if paragraph and element.style.alike_lines:
                lines = paragraph.set_lines(measure_em(element, paragraph, width, fit)).lines
                broken = paragraph.set_lines(_below_one_line(paragraph))
                role = element.attributes.get("class") or element.tag
                breaks_well = len(broken.lines) == 2 and broken.blemish is Blemish.NONE
                sets.setdefault((grid, role), []).append(_Lines(element, len(lines), breaks_well))
            return
        if element.arrangement in ("grid", "stacks"):
            grid = element
        for child, child_width in self._widths(element, width, fit):
            self._count_lines(grid, child, child_width - child.shell_across, fit, sets)

    def _widths(self, element: Element, width: float, fit: Fit) -> list[tuple[Element, float]]:
        """The children in the flow, each with the width of its border box."""
        flow = element.flow
        match element.arrangement:
            case "row":
                return list(zip(flow, self.row_widths(element, width, fit), strict=True))
            case "grid":
                rows = _rows(element, self.grid_cells(element, width, fit))
                return [(c, w - c.style.margin.across) for row in rows for c, w in row]
            case "stacks":
                each = self.stacks(element, width, fit).width
                return [(c, each - c.style.margin.across) for c in flow]
            case "layer":
                return [(c, width - c.style.margin.across) for c in flow]
        return [(c, self.column_width(element, c, width, fit)) for c in flow]


class _Lines(NamedTuple):
    """Number of lines of a text; ``breaks_well`` if it takes two that end well."""

    element: Element
    lines: int
    breaks_well: bool


class Stacks(NamedTuple):
    """Children in stacks.

    Attributes:
        width: Of each stack, in pt.
        gap: Between the children of a stack, in pt.
        heights: Natural height of each child with its margins, in pt.
        ends: The end of each stack, as an index into the children.
    """

    width: float
    gap: float
    heights: tuple[float, ...]
    ends: tuple[int, ...]

    @property
    def totals(self) -> list[float]:
        """The height of each stack."""
        return stack_heights(self.heights, self.gap, self.ends)


def _stacks_of(
    element: Element, each: float, count: int, fit: Fit, heights: Sequence[float]
) -> Stacks:
    """The children in ``count`` stacks of one width."""
    kept = frozenset(n for n, c in enumerate(element.flow, start=1) if c.style.keeps_next)
    gap = element.style.gap_at(fit.share)
    return Stacks(each, gap, tuple(heights), stack_ends(heights, gap, count, kept))


def set_size_pt(element: Element, paragraph: Paragraph, width: float, fit: Fit) -> float:
    """The size at which a text is set in a content box of this width.

    It is the group's, but a single line that takes what is left of its row (``nowrap``, and ``1fr``
    or ``fit-content``) gives way alone, not below its floor: a long title does not make all items
    small.
    """
    style = element.style
    size, floor = fit.font_size(style), style.font_size_min
    if floor is None or not gives_way_alone(element):
        return size
    natural = paragraph.natural_width_em
    if natural * size <= width + SLACK_EM * size:
        return size
    return min(size, max(floor, math.floor(100 * width / natural) / 100))


def gives_way_alone(element: Element) -> bool:
    """True for a single line that takes what is left of its row."""
    style = element.style
    takes_rest = isinstance(style.width, Fraction) or style.fits_content
    return style.text_wrap is Wrap.NOWRAP and takes_rest


def least_size_pt(element: Element, fit: Fit) -> float:
    """The smallest size at which a text is tried where its group has this one."""
    size, floor = fit.font_size(element.style), element.style.font_size_min
    return min(size, floor) if floor is not None and gives_way_alone(element) else size


def measure_em(element: Element, paragraph: Paragraph, width: float, fit: Fit) -> float:
    """The measure of a text in a content box of this width, in em.

    One that takes two lines to be like its neighbours has less than it needs for one.
    """
    measure = width / set_size_pt(element, paragraph, width, fit)
    if element not in fit.alike:
        return measure
    return min(measure, _below_one_line(paragraph))


def blemish_of(element: Element, paragraph: Paragraph, width: float, fit: Fit) -> Blemish:
    """The worst of a text's line ends in a content box of this width."""
    measure = measure_em(element, paragraph, width, fit)
    if paragraph.natural_width_em <= measure:
        return Blemish.NONE
    return paragraph.blemish(measure)


def _below_one_line(paragraph: Paragraph) -> float:
    """A measure that just does not hold the text on one line, where it can be broken."""
    return max(paragraph.min_width_em, paragraph.natural_width_em - _LACKING_EM)


#: Tolerance for rounding errors when heights are added up, in pt.
_ROUNDING_PT = 0.01
#: What a measure lacks, in em, to hold a text on one line.
_LACKING_EM = 0.01


def _tile_widths(element: Element, width: float, columns: int) -> list[list[float]]:
    """Widths of the tiles in each row; those of the last row share its width."""
    gap = element.style.column_gap
    return [[(width - gap * (n - 1)) / n] * n for n in tile_rows(len(element.flow), columns)]


def _rows(element: Element, cells: list[list[float]]) -> list[list[tuple[Element, float]]]:
    """The children of a grid in its rows, each with the width of its cell."""
    children = iter(element.flow)
    return [[(next(children), width) for width in row] for row in cells]


def _scaled(child: Element, size: Size, fit: Fit) -> Size:
    """``size``, smaller or larger if it is a fixed length of a box that follows the texts."""
    return size * fit.scale(child.style) if isinstance(size, float) else size


def alignment(parent: Element, child: Element) -> str:
    """Alignment of a child across its parent's direction."""
    return child.style.align_self or parent.style.align_items


def flexible(child: Element, size: Size) -> Size:
    """``size``, but a spacer without one takes its share of the rest."""
    return Fraction(1) if child.tag == "spacer" and size is None else size
