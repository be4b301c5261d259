"""The rule by which any number of things fills a box: columns of tiles, and stacks.

A *grid of tiles* has rows of equal height in at most so many columns. Its arrangement is *even*
when all tiles are equal: the number of columns divides the number of tiles. Where that costs too
much room, the tiles of the last row share its width instead, so there is never a hole.

*Stacks* are columns that children flow through in order, as high as each needs; where one ends is
chosen so that the highest is as low as can be. They are even when all are about as high.

``layout.copyfit`` decides which of the two is taken. Lengths are in pt.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

#: Stacks are even if the lowest is at least this part of the highest: below, the boxes of one
#: column are stretched so much more than those beside them that a reader sees it.
EVEN_SHARE = 0.7
#: More stacks are taken as this many; ends of stacks are tried one by one.
MOST_STACKS = 6


def tile_columns(count: int, most: int, height: Callable[[int], float], *, even: bool) -> int:
    """The number of columns for ``count`` tiles, at least 1.

    Args:
        height: The height of the grid in so many columns.
    """
    candidates = range(max(1, min(count, most)), 0, -1)
    if not even:
        # Of equal heights the first, which has most columns.
        return min(candidates, key=height)
    equal = [columns for columns in candidates if count % columns == 0]
    return next((columns for columns in equal if math.isfinite(height(columns))), equal[0])


def tile_rows(count: int, columns: int) -> list[int]:
    """The number of tiles in each row."""
    full, rest = divmod(count, columns)
    return [columns] * full + ([rest] if rest else [])


def stack_ends(
    heights: Sequence[float], gap: float, stacks: int, kept: frozenset[int] = frozenset()
) -> tuple[int, ...]:
    """The end of each of ``stacks`` stacks, as an index into ``heights``; the last is their count.

    The highest stack is as low as can be; of equal choices the one whose lowest is highest, then
    the one whose first stacks hold most.

    Args:
        kept: Where none ends, as a heading stays with what follows.
    """
    count = len(heights)

    def extremes(ends: tuple[int, ...]) -> tuple[float, float, tuple[int, ...]]:
        totals = stack_heights(heights, gap, ends)
        return max(totals), -min(totals), tuple(-end for end in ends)

    possible = [end for end in range(1, count) if end not in kept]
    choices = ((*inner, count) for inner in combinations(possible, stacks - 1))
    return min(choices, key=extremes)


def stack_heights(heights: Sequence[float], gap: float, ends: Sequence[int]) -> list[float]:
    """The height of each stack, gaps included."""
    return [sum(heights[a:b]) + gap * (b - a - 1) for a, b in pairwise((0, *ends))]


def are_even(totals: Sequence[float]) -> bool:
    """True if stacks of these heights look equal once the lower ones are stretched."""
    highest = max(totals)
    return not math.isfinite(highest) or min(totals) >= EVEN_SHARE * highest


def levelled(naturals: Sequence[float], rows: Sequence[int], total: float) -> list[float]:
    """Row heights that add up to ``total``, as equal as can be, none below its natural height.

    Args:
        naturals: The natural height of the rows of each grid.
        rows: How many rows each grid has.
    """
    heights = list(naturals)
    open_grids = set(range(len(rows)))
    while open_grids:
        taken = sum(heights[i] * rows[i] for i in range(len(rows)) if i not in open_grids)
        level = (total - taken) / sum(rows[i] for i in open_grids)
        over = {i for i in open_grids if naturals[i] > level}
        if not over:
            for i in open_grids:
                heights[i] = level
            break
        open_grids -= over
    return heights
