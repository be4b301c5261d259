"""Copyfitting's search: the largest size at which something fits."""

from __future__ import annotations

from collections.abc import Callable


def largest_step(
    steps: int,
    fits: Callable[[int], bool],
    near: int | None = None,
    *,
    is_top_known: bool = False,
) -> int | None:
    """The largest k in 0..``steps`` for which ``fits(k)``; None if not even 0 fits.

    ``fits`` is taken to be monotone: what fits at k fits below it. Where it is not quite so, the
    answer may be less than the largest, but ``fits`` is always true for it.

    Args:
        near: Where the answer is likely to be; steps around it are tried in growing strides.
        is_top_known: Whether it is known that ``steps`` itself does not fit.
    """
    # Most texts fit at their design size, so the top is tried first.
    if steps >= 0 and not is_top_known and fits(steps):
        return steps
    low, high = -1, steps
    stride = 1
    while near is not None and low < near < high:
        if fits(near):
            low = near
            near += stride
        else:
            high = near
            near -= stride
        stride *= 2
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low if low >= 0 else None
