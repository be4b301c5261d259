"""Alignment of two versions of a list in which entries were removed, added or reworded.

Without it, one bullet removed makes every bullet after it look changed. The records of such
changes are in ``letter_lock``.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

#: A 0-based place in the earlier and in the later list; None where the other has no counterpart.
Pair = tuple[int | None, int | None]

#: Stretches of up to this many possible pairs are compared pair by pair. A letter with more than
#: fifty bullets reworded in a row is another letter: there the order alone decides.
_MAX_COMPARED = 2_500


def align(was: Sequence[str], now: Sequence[str]) -> list[Pair]:
    """Each entry of both lists once, in order, with its counterpart in the other list.

    Equal entries belong together. Among what lies between them, those entries are paired whose
    words agree most; what is left over on either side was removed or added.
    """
    pairs: list[Pair] = []
    matcher = difflib.SequenceMatcher(None, was, now)
    for kind, was_from, was_to, now_from, now_to in matcher.get_opcodes():
        if kind == "equal":
            inner = _in_order(was_to - was_from, now_to - now_from)
        else:
            inner = _by_similarity(was[was_from:was_to], now[now_from:now_to])
        pairs += [
            (None if w is None else was_from + w, None if n is None else now_from + n)
            for w, n in inner
        ]
    return pairs


def _in_order(was_count: int, now_count: int) -> list[Pair]:
    both = min(was_count, now_count)
    paired: list[Pair] = [(at, at) for at in range(both)]
    gone: list[Pair] = [(at, None) for at in range(both, was_count)]
    new: list[Pair] = [(None, at) for at in range(both, now_count)]
    return paired + gone + new


def _by_similarity(was: Sequence[str], now: Sequence[str]) -> list[Pair]:
    """The pairing in order with the highest sum of similarities (dynamic programming)."""
    if len(was) * len(now) > _MAX_COMPARED:
        return _in_order(len(was), len(now))
    was_words = [frozenset(text.lower().split()) for text in was]
    now_words = [frozenset(text.lower().split()) for text in now]
    # best[w][n]: the highest sum for the entries from w and from n on.
    best = [[0.0] * (len(now) + 1) for _ in range(len(was) + 1)]
    for w in reversed(range(len(was))):
        for n in reversed(range(len(now))):
            paired = _similarity(was_words[w], now_words[n]) + best[w + 1][n + 1]
            best[w][n] = max(paired, best[w + 1][n], best[w][n + 1])
    pairs: list[Pair] = []
    w = n = 0
    while w < len(was) and n < len(now):
        # A tie is a pair: an entry without a word of its predecessor still stands in its place.
        paired = _similarity(was_words[w], now_words[n]) + best[w + 1][n + 1]
        if paired >= best[w][n]:
            pairs.append((w, n))
            w, n = w + 1, n + 1
        elif best[w + 1][n] >= best[w][n + 1]:
            pairs.append((w, None))
            w += 1
        else:
            pairs.append((None, n))
            n += 1
    pairs += [(at, None) for at in range(w, len(was))]
    pairs += [(None, at) for at in range(n, len(now))]
    return pairs


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of their words that both have, 0..1 (Dice's coefficient)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
