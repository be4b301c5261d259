"""Where lines end: arithmetic over the edges and costs of unbreakable pieces of text.

A text is laid out on one endless line; a piece is what no line end may cut. Everything is in em.
What makes pieces of words is ``typeset.paragraph``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: Rounding may make a line seem wider than the measure it was measured for by this much, in em.
SLACK_EM = 1e-6

#: The cost of a lone short word on the last line; of a ragged edge, for each part of the measure
#: squared. A comma is worth a line that is a seventh shorter or longer (``compounds.AFTER_COMMA``).
LONE_WORD = 500.0
RAGGED = 100.0
#: The same in running text, whose even edge matters more than whole set phrases: a hole of two
#: fifths of the measure is as bad as a break in "nhà cung cấp / dịch vụ" (``SET_PHRASE``).
RAGGED_TEXT = 600.0

#: The ends of the lines: the index of the last piece on each.
Ends = list[int]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one forced line.

    Attributes:
        last: The last word of each piece.
        left: Each piece's left edge on the endless line; ``right`` its right edge.
        cost: Of a line end after each piece.
        ends_lone: Whether the last piece is one short word, which should not be a line of its own.
    """

    last: tuple[int, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    cost: tuple[float, ...]
    ends_lone: bool

    def widest(self) -> float:
        """Width of the widest piece."""
        return max(map(float.__sub__, self.right, self.left), default=0.0)

    def holding(self, word: int) -> int:
        """The index of the piece that ``word`` is in."""
        return bisect_left(self.last, word)

    def joined(self, ends: Sequence[int]) -> Pieces:
        """Larger pieces, whose last parts are those at ``ends``; the very last is among them."""
        if len(ends) == len(self.last):
            return self
        starts = [0, *[end + 1 for end in ends[:-1]]]
        return Pieces(
            last=tuple([self.last[end] for end in ends]),
            left=tuple([self.left[start] for start in starts]),
            right=tuple([self.right[end] for end in ends]),
            cost=tuple([self.cost[end] for end in ends]),
            ends_lone=self.ends_lone and starts[-1] == ends[-1],
        )


def first_fit(pieces: Pieces, measure: float) -> Ends:
    """Each line takes all it can: the fewest lines there are. A piece too wide has its own line."""
    left, right = pieces.left, pieces.right
    limit = measure + SLACK_EM
    ends = []
    start, count = 0, len(left)
    while start < count:
        start = bisect_right(right, left[start] + limit, start + 1)
        ends.append(start - 1)
    return ends


def balanced(pieces: Pieces, measure: float) -> Ends:
    """The fewest lines that fit, as equal as their breaks' costs allow."""
    latest = first_fit(pieces, measure)
    if len(latest) < 2:
        return latest
    ideal = (pieces.right[-1] - pieces.left[0]) / len(latest)

    def ragged(width: float, is_last: bool) -> float:
        return RAGGED * ((width - ideal) / ideal) ** 2

    return _cheapest(pieces, measure, latest, ragged)


def pretty(pieces: Pieces, measure: float) -> Ends:
    """The fewest lines that fit, filled evenly but for the last, with the cheapest breaks."""
    latest = first_fit(pieces, measure)
    if len(latest) < 2:
        return latest

    def ragged(width: float, is_last: bool) -> float:
        return 0.0 if is_last else RAGGED_TEXT * ((measure - width) / measure) ** 2

    return _cheapest(pieces, measure, latest, ragged)


def _cheapest(
    pieces: Pieces, measure: float, latest: Ends, ragged: Callable[[float, bool], float]
) -> Ends:
    """The cheapest way to set ``pieces`` in as many lines as ``latest`` has.

    Line n of any such setting ends no later than first fit from the front ends it, and no earlier
    than first fit from the back does; between these bounds every end is tried.
    """
    left, right, cost = pieces.left, pieces.right, pieces.cost
    limit = measure + SLACK_EM
    earliest = _last_fit(pieces, limit)
    last_line = len(latest) - 1
    # For each end that the line before may have: what it costs up to there, and all the ends.
    reached: dict[int, tuple[float, Ends]] = {-1: (0.0, [])}
    for line, (early, late) in enumerate(zip(earliest, latest, strict=True)):
        is_last = line == last_line
        ways: dict[int, tuple[float, Ends]] = {}
        for end in range(early, late + 1):
            after = 0.0 if is_last else cost[end]
            best: tuple[float, Ends] | None = None
            for before, (paid, ends) in reached.items():
                start = before + 1
                if start > end:
                    continue
                width = right[end] - left[start]
                if width > limit and start != end:
                    continue
                total = paid + after + ragged(width, is_last)
                if is_last and start == end and pieces.ends_lone:
                    total += LONE_WORD
                if best is None or total < best[0]:
                    best = (total, ends)
            if best is not None:
                ways[end] = (best[0], [*best[1], end])
        reached = ways
    return reached[latest[-1]][1]


def _last_fit(pieces: Pieces, limit: float) -> Ends:
    """The ends of the lines when the last ones take all they can."""
    left, right = pieces.left, pieces.right
    ends: Ends = []
    end = len(left) - 1
    while end >= 0:
        ends.append(end)
        end = min(bisect_left(left, right[end] - limit), end) - 1
    ends.reverse()
    return ends
