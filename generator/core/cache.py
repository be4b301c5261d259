"""The one bounded cache: the least recently used values are evicted first.

Caches that live as long as a document are in ``preflight.pdf.per_document``.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class LruCache(Generic[_Value]):
    """Values by key, least recently used first.

    Args:
        limit: Upper bound of the values' total weight; one value is always held.
        weigh: Weight of a value, as its size in bytes; by default each counts one.
    """

    def __init__(self, limit: int, weigh: Callable[[_Value], int] = lambda _: 1) -> None:
        self._limit = limit
        self._weigh = weigh
        self._weight = 0
        self._values: OrderedDict[Hashable, tuple[_Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable) -> _Value | None:
        """The value of ``key``, now the most recently used; None without one."""
        held = self._values.get(key)
        if held is None:
            return None
        self._values.move_to_end(key)
        return held[0]

    def put(self, key: Hashable, value: _Value) -> _Value:
        """Store ``value``, evict what exceeds the limit, and return ``value``."""
        if (replaced := self._values.pop(key, None)) is not None:
            self._weight -= replaced[1]
        weight = self._weigh(value)
        self._values[key] = value, weight
        self._weight += weight
        while self._weight > self._limit and len(self._values) > 1:
            _, (_, evicted) = self._values.popitem(last=False)
            self._weight -= evicted
        return value

    def get_or_compute(self, key: Hashable, compute: Callable[[], _Value]) -> _Value:
        """The value of ``key``, computed and stored if there is none."""
        held = self._values.get(key)
        if held is None:
            return self.put(key, compute())
        self._values.move_to_end(key)
        return held[0]

    def clear(self) -> None:
        """Evict everything."""
        self._values.clear()
        self._weight = 0


class ScanResistantCache(Generic[_Value]):
    """Values that are read in rounds: the first are pinned, of the rest a few are held.

    A plain LRU cache that is smaller than a round would have no hit in any round.

    Args:
        pinned: Upper bound of the pinned values' total weight.
        weigh: Weight of a value.
        recent: Number of other values that are held.
    """

    def __init__(self, pinned: int, weigh: Callable[[_Value], int], recent: int) -> None:
        self._room = pinned
        self._weigh = weigh
        self._pinned: dict[Hashable, _Value] = {}
        self._recent: LruCache[_Value] = LruCache(recent)

    def get_or_compute(self, key: Hashable, compute: Callable[[], _Value]) -> _Value:
        """The value of ``key``, computed if it is not held."""
        if key in self._pinned:
            return self._pinned[key]
        value = self._recent.get_or_compute(key, compute)
        weight = self._weigh(value)
        if weight <= self._room:
            self._room -= weight
            self._pinned[key] = value
        return value
