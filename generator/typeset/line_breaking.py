"""Line breaking: arithmetic over the edges and costs of unbreakable pieces of text.

A text is laid out on one endless line; no line end cuts a piece. Everything is in em. Pieces are
made of words in ``typeset.measured_text``, their costs in ``vietnamese.compounds``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

#: Tolerance for rounding errors when a line is compared with its measure, in em.
SLACK_EM = 1e-6

#: The cost of a line of one short word; of a ragged edge, for each part of the measure squared.
#: A comma is worth a line that is a sixth shorter or longer (``break_tokens.AFTER_COMMA``), a word
#: that leads on any ragged edge.
LONE_WORD = 500.0
RAGGED = 40.0
#: The same in running text, whose even edge matters more than whole set phrases: a hole of two
#: fifths of the measure is as bad as a break in "nhà cung cấp / dịch vụ" (``SET_PHRASE``).
RAGGED_TEXT = 600.0
#: The cost of a line of running text, its last one apart, that is shorter than this part of the
#: measure: more than a cut in a set phrase, less than one in a name.
SHORT_LINE = 250.0
LEAST_LINE = 0.7
#: The cost of a last line that is shorter than this part of the measure; and of one that is a
#: single piece, a word or a short name, and shorter than that.
SHORT_LAST = 160.0
LEAST_LAST = 0.2
LAST_PIECE = 300.0
LEAST_LAST_PIECE = 0.4

#: The ends of the lines: the index of the last piece on each.
Ends = list[int]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one forced line.

    Attributes:
        last: The last word of each piece.
        left: Each piece's left edge on the endless line; ``right`` its right edge.
        cost: Of a line end after each piece.
        short: Whether each *word* is short; a piece of one short word should not be a line.
    """

    last: tuple[int, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    cost: tuple[float, ...]
    short: tuple[bool, ...]

    def widest(self) -> float:
        """Width of the widest piece."""
        return max(map(float.__sub__, self.right, self.left), default=0.0)

    def with_room(self, first_em: float, last_em: float) -> Pieces:
        """The pieces with so much room before the first and behind the last of them.

        A word with room beside it is not alone on its line.
        """
        words = range(len(self.short))
        beside = {0} if first_em else set()
        beside |= {words[-1]} if last_em else set()
        return replace(
            self,
            left=(self.left[0] - first_em, *self.left[1:]),
            right=(*self.right[:-1], self.right[-1] + last_em),
            short=tuple([self.short[word] and word not in beside for word in words]),
        )

    def is_lone(self, piece: int) -> bool:
        """True if a piece is one short word."""
        word = self.last[piece]
        before = self.last[piece - 1] if piece else -1
        return word - before == 1 and self.short[word]

    def holding(self, word: int) -> int:
        """The index of the piece that ``word`` is in."""
        return bisect_left(self.last, word)

    def ending_where(self, may_end: Callable[[float], bool]) -> Pieces:
        """Larger pieces, which end where a line end has a cost that ``may_end`` admits."""
        return self.joined([number for number, cost in enumerate(self.cost) if may_end(cost)])

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
            short=self.short,
        )


def first_fit(pieces: Pieces, measure: float) -> Ends:
    """Greedy line ends: the fewest lines there are. A piece too wide has its own line."""
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
    return _cheapest(pieces, measure, latest, _TargetEdge(ideal, RAGGED, RAGGED, 0.0))


def pretty(pieces: Pieces, measure: float) -> Ends:
    """The fewest lines that fit, filled evenly but for the last, with the cheapest breaks."""
    latest = first_fit(pieces, measure)
    if len(latest) < 2:
        return latest
    return _cheapest(pieces, measure, latest, _TargetEdge(measure, RAGGED_TEXT, 0.0, measure))


class _TargetEdge(NamedTuple):
    """The ideal width of lines, and the costs of deviations from it.

    Attributes:
        measure: Of what lines should not be much shorter, in em; 0 where they may.
    """

    width: float
    ragged: float
    ragged_last: float
    measure: float

    def short_cost(self, width: float, *, is_last: bool, is_piece: bool) -> float:
        """The cost of a line as one that is far shorter than the measure."""
        if not is_last:
            return SHORT_LINE if width < LEAST_LINE * self.measure else 0.0
        if is_piece:
            return LAST_PIECE if width < LEAST_LAST_PIECE * self.measure else 0.0
        return SHORT_LAST if width < LEAST_LAST * self.measure else 0.0


def _cheapest(pieces: Pieces, measure: float, latest: Ends, edge: _TargetEdge) -> Ends:
    """The cheapest way to set ``pieces`` in as many lines as ``latest`` has.

    Line n of any such setting ends no later than first fit from the front ends it, and no earlier
    than first fit from the back does; between these bounds every end is tried (total fit).

    Source: D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines", 1981; without stretch
    and hyphens, and with the number of lines given.
    """
    left, right, cost = pieces.left, pieces.right, pieces.cost
    limit = measure + SLACK_EM
    last_line = len(latest) - 1
    #: Possible starts of this line, with the cost of the lines before.
    starts: list[tuple[int, float]] = [(0, 0.0)]
    #: For each line: the best start for each of its ends.
    best_starts: list[dict[int, int]] = []
    for line, (early, late) in enumerate(zip(_last_fit(pieces, limit), latest, strict=True)):
        is_last = line == last_line
        ragged = (edge.ragged_last if is_last else edge.ragged) / edge.width**2
        least = edge.measure * LEAST_LINE  # no longer line is a short one
        ways: dict[int, int] = {}
        following: list[tuple[int, float]] = []
        for end in range(early, late + 1):
            best, best_start = inf, -1
            for start, paid in starts:
                if start > end:
                    break
                width = right[end] - left[start]
                if width > limit and start != end:
                    continue
                total = paid + ragged * (width - edge.width) ** 2
                if start == end and pieces.is_lone(end):
                    total += LONE_WORD
                if width < least:
                    total += edge.short_cost(width, is_last=is_last, is_piece=start == end)
                if total < best:
                    best, best_start = total, start
            if best_start >= 0:
                ways[end] = best_start
                following.append((end + 1, best + cost[end]))
        best_starts.append(ways)
        starts = following
    ends: Ends = []
    end = latest[-1]
    for ways in reversed(best_starts):
        ends.append(end)
        end = ways[end] - 1
    ends.reverse()
    return ends


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
