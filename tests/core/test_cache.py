"""The bounded cache: what it holds, what it evicts."""

from __future__ import annotations

from functools import partial

import pytest

from generator.core.cache import LruCache, ScanResistantCache


def test_a_value_is_computed_once_while_it_is_held() -> None:
    cache: LruCache[list[int]] = LruCache(2)
    first = cache.get_or_compute("a", lambda: [1])
    assert cache.get_or_compute("a", lambda: [2]) is first
    assert cache.get("a") is first
    assert cache.get("b") is None


def test_the_least_recently_used_value_is_evicted_first() -> None:
    cache: LruCache[str] = LruCache(2)
    for key in "ab":
        cache.put(key, key)
    cache.get("a")
    cache.put("c", "c")
    assert [cache.get(key) for key in "abc"] == ["a", None, "c"]


@pytest.mark.parametrize(("weights", "held"), [([4, 6], 2), ([5, 6], 1)])
def test_the_total_weight_stays_within_the_limit(weights: list[int], held: int) -> None:
    cache: LruCache[int] = LruCache(10, weigh=lambda value: value)
    for weight in weights:
        cache.put(weight, weight)
    assert len(cache) == held


def test_a_single_value_over_the_limit_is_held_until_the_next() -> None:
    cache: LruCache[int] = LruCache(10, weigh=lambda value: value)
    cache.put("large", 100)
    assert cache.get("large") == 100
    cache.put("small", 1)
    assert (cache.get("large"), cache.get("small"), len(cache)) == (None, 1, 1)


def test_replacing_a_value_does_not_count_it_twice() -> None:
    cache: LruCache[int] = LruCache(10, weigh=lambda value: value)
    cache.put("other", 4)
    for _ in range(5):
        cache.put("same", 6)
    assert (cache.get("other"), cache.get("same")) == (4, 6)


def test_a_round_finds_what_the_round_before_pinned() -> None:
    computed: list[int] = []
    cache: ScanResistantCache[int] = ScanResistantCache(10, weigh=lambda _: 4, recent=1)

    def compute(key: int) -> int:
        computed.append(key)
        return key

    for _ in range(2):
        for key in range(4):
            cache.get_or_compute(key, partial(compute, key))
    # Two values of 4 fit into 10; of the others only the last is held.
    assert computed == [0, 1, 2, 3, 2, 3]


def test_a_cleared_cache_is_empty_and_has_its_whole_limit_again() -> None:
    cache: LruCache[int] = LruCache(10, weigh=lambda value: value)
    cache.put("a", 10)
    cache.clear()
    for weight in (4, 5):
        cache.put(weight, weight)
    assert len(cache) == 2
