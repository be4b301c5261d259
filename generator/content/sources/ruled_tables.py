"""Ruled tables of a page: which drawn lines make cells, and in which cell a box lies.

Cells that no rule parts are one: its number is that of its first row and column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from generator.content.sources.model import Box

#: In pt: rules as close are one, and ends as close meet.
_SAME: Final = 2.5
_MEETS: Final = 3.5
#: In pt: a shorter line is no rule of a table.
_MIN_LENGTH: Final = 8.0
#: In pt: a rule that goes on by more, beyond the last one across it, has an open cell there.
_OPEN_END: Final = 12.0
#: A page with more rules is a drawing, and a table with more cells a grid paper.
_MAX_RULES: Final = 1_500
_MAX_CELLS: Final = 20_000


@dataclass(frozen=True, slots=True)
class PageRule:
    """A drawn line along an axis: at ``at``, from ``start`` to ``end``, in pt."""

    is_vertical: bool
    at: float
    start: float
    end: float


class RuledTable:
    """A table's cells."""

    def __init__(self, xs: Sequence[float], ys: Sequence[float], rules: Sequence[PageRule]) -> None:
        self._xs, self._ys = xs, ys
        self._anchors = self._joined(rules)
        self.columns = len(xs) - 1
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        for place, anchor in self._anchors.items():
            first, last = self._spans.get(anchor, (place[1], place[1]))
            self._spans[anchor] = min(first, place[1]), max(last, place[1])
        self.box = Box(xs[0], ys[0], xs[-1], ys[-1])

    @property
    def is_real(self) -> bool:
        """True if it has several columns and cells: a mere frame is no table."""
        return self.columns > 1 and len(set(self._anchors.values())) > 1

    def holds(self, box: Box) -> bool:
        """True if the middle of a box is inside."""
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        own = self.box
        return own.left <= x <= own.right and own.top <= y <= own.bottom

    def cell_at(self, box: Box) -> tuple[int, int]:
        """0-based row and column of the cell in which the middle of a box is."""
        row = bisect_right(self._ys, (box.top + box.bottom) / 2) - 1
        column = bisect_right(self._xs, (box.left + box.right) / 2) - 1
        place = (min(max(row, 0), len(self._ys) - 2), min(max(column, 0), self.columns - 1))
        return self._anchors[place]

    def edges(self, row: int, column: int) -> tuple[float, float]:
        """The left and right edge of a cell, in pt."""
        first, last = self._spans[row, column]
        return self._xs[first], self._xs[last + 1]

    def _joined(self, rules: Sequence[PageRule]) -> dict[tuple[int, int], tuple[int, int]]:
        """First row and column of the cell at each place of the grid, 0-based."""
        places = [(r, c) for r in range(len(self._ys) - 1) for c in range(len(self._xs) - 1)]
        anchors = {place: place for place in places}

        def find(place: tuple[int, int]) -> tuple[int, int]:
            while anchors[place] != place:
                anchors[place] = anchors[anchors[place]]
                place = anchors[place]
            return place

        for row, column in places:
            middle_x = (self._xs[column] + self._xs[column + 1]) / 2
            middle_y = (self._ys[row] + self._ys[row + 1]) / 2
            for near, is_vertical, at, across in (
                ((row, column + 1), True, self._xs[column + 1], middle_y),
                ((row + 1, column), False, self._ys[row + 1], middle_x),
            ):
                if near in anchors and not _is_drawn(rules, is_vertical, at, across):
                    one, other = sorted((find((row, column)), find(near)))
                    anchors[other] = one
        return {place: find(place) for place in places}


def _is_drawn(rules: Iterable[PageRule], is_vertical: bool, at: float, across: float) -> bool:
    return any(
        rule.is_vertical == is_vertical
        and abs(rule.at - at) <= _SAME
        and rule.start - _SAME <= across <= rule.end + _SAME
        for rule in rules
    )


def find_tables(rules: Sequence[PageRule]) -> list[RuledTable]:
    """The tables that rules make, in any order."""
    if len(rules) > 20 * _MAX_RULES:
        return []
    merged = [rule for rule in _merged(rules) if rule.end - rule.start >= _MIN_LENGTH]
    if len(merged) > _MAX_RULES:
        return []
    tables = []
    for group in _meeting(merged):
        xs = _grid([rule for rule in group if rule.is_vertical], group)
        ys = _grid([rule for rule in group if not rule.is_vertical], group)
        if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MAX_CELLS:
            continue
        table = RuledTable(xs, ys, group)
        if table.is_real:
            tables.append(table)
    return tables


def _grid(own: Sequence[PageRule], group: Sequence[PageRule]) -> list[float]:
    """Positions of the rules of one direction in pt, with open ends of those across them."""
    places: list[float] = []
    for at in sorted(rule.at for rule in own):
        if not places or at - places[-1] > _SAME:
            places.append(at)
    if not own:
        return places
    across = [rule for rule in group if rule.is_vertical != own[0].is_vertical]
    if across:
        start, end = min(rule.start for rule in across), max(rule.end for rule in across)
        if start < places[0] - _OPEN_END:
            places.insert(0, start)
        if end > places[-1] + _OPEN_END:
            places.append(end)
    return places


def _merged(rules: Iterable[PageRule]) -> list[PageRule]:
    """Rules with those in one line joined: cells draw their sides one by one."""
    found: list[PageRule] = []
    for is_vertical in (False, True):
        lines: list[list[PageRule]] = []
        for rule in sorted((r for r in rules if r.is_vertical == is_vertical), key=lambda r: r.at):
            if lines and rule.at - lines[-1][0].at <= _SAME:
                lines[-1].append(rule)
            else:
                lines.append([rule])
        for line in lines:
            found += _joined_ends(line)
    return found


def _joined_ends(line: Sequence[PageRule]) -> list[PageRule]:
    found: list[PageRule] = []
    for rule in sorted(line, key=lambda rule: rule.start):
        last = found[-1] if found else None
        if last is not None and rule.start - last.end <= _MEETS:
            found[-1] = PageRule(last.is_vertical, last.at, last.start, max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def _meeting(rules: Sequence[PageRule]) -> list[list[PageRule]]:
    """Rules in groups that hang together."""
    groups = list(range(len(rules)))

    def find(number: int) -> int:
        while groups[number] != number:
            groups[number] = groups[groups[number]]
            number = groups[number]
        return number

    upright = [(number, rule) for number, rule in enumerate(rules) if rule.is_vertical]
    level = [(number, rule) for number, rule in enumerate(rules) if not rule.is_vertical]
    for one, down in upright:
        for other, across in level:
            if _do_meet(down, across):
                groups[find(one)] = find(other)
    found: dict[int, list[PageRule]] = {}
    for number, rule in enumerate(rules):
        found.setdefault(find(number), []).append(rule)
    return [group for group in found.values() if len(group) > 2]


def _do_meet(down: PageRule, across: PageRule) -> bool:
    return (
        across.start - _MEETS <= down.at <= across.end + _MEETS
        and down.start - _MEETS <= across.at <= down.end + _MEETS
    )
