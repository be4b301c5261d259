"""Copyfitting's search: the largest size at which something fits."""

from __future__ import annotations

from collections.abc import Callable


def largest_step(steps: int, fits: Callable[[int], bool]) -> int | None:
    """The largest k in 0..``steps`` for which ``fits(k)``; None if not even 0 fits.

    ``fits`` is taken to be monotone: what fits at k fits below it. Where it is not quite so, the
    answer may be less than the largest, but ``fits`` is always true for it.
    """
    # Most texts fit at their design size, so the top is tried first.
    if steps >= 0 and fits(steps):
        return steps
    low, high = -1, steps
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low if low >= 0 else None
