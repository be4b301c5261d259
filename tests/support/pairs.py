"""Every pair once: few rows of options in which any two values meet that can meet at all.

A full product grows with each option that is added; most faults need two of them at most.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

_Row = TypeVar("_Row", bound=Sequence[Hashable])

#: The places of two options in a row, and their values.
Pair = tuple[int, Hashable, int, Hashable]


def every_pair(rows: Iterable[_Row]) -> tuple[_Row, ...]:
    """Some of ``rows``, in their order, that hold each pair of values that is in any of them.

    Equal rows give an equal choice: in each step the first row is taken that has most of the pairs
    that are still missing.

    Args:
        rows: All that are possible, each with one value for each option.
    """
    candidates = list(rows)
    bits: dict[Pair, int] = {}
    masks = [
        sum(1 << bits.setdefault(pair, len(bits)) for pair in pairs_in(row)) for row in candidates
    ]
    missing = (1 << len(bits)) - 1
    chosen: set[int] = set()
    while missing:
        best = max(range(len(masks)), key=lambda index: (masks[index] & missing).bit_count())
        chosen.add(best)
        missing &= ~masks[best]
    return tuple(candidates[index] for index in sorted(chosen))


def pairs_in(row: Sequence[Hashable]) -> Iterator[Pair]:
    """Each two values of one row, with the places of their options."""
    for (i, one), (j, other) in combinations(enumerate(row), 2):
        yield i, one, j, other
