"""Track sizing: fixed sizes first, then fractions of the rest, as in CSS grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.sheet.model import Fraction, Percent, Size


def share(
    sizes: Sequence[Size],
    available: float,
    gaps: float,
    natural: Callable[[int], float],
    grow: Sequence[float] = (),
) -> list[float]:
    """The lengths in pt that ``sizes`` take of ``available``.

    Args:
        sizes: The size of each track as its style says.
        available: In pt, gaps included.
        gaps: All gaps together.
        natural: The length of track ``i`` if it is ``auto``.
        grow: Weights by which the rest is added to tracks when no fraction takes it; empty if
            it is not.
    """
    lengths = [0.0] * len(sizes)
    weight = 0.0
    for i, size in enumerate(sizes):
        if isinstance(size, Fraction):
            weight += size.weight
        elif isinstance(size, Percent):
            lengths[i] = available * size.share
        else:
            lengths[i] = natural(i) if size is None else size
    rest = max(0.0, available - gaps - sum(lengths))
    if weight:
        for i, size in enumerate(sizes):
            if isinstance(size, Fraction):
                lengths[i] = rest * size.weight / weight
    elif sum(grow):
        lengths = [a + rest * g / sum(grow) for a, g in zip(lengths, grow, strict=True)]
    return lengths


def track_positions(
    lengths: Sequence[float], gap: float, available: float, justify: str
) -> list[float]:
    """Position of each track, in pt from the container's start.

    Args:
        justify: CSS's ``justify-content``: start, center, end or space-between.
    """
    spare = available - sum(lengths) - gap * max(0, len(lengths) - 1)
    at = {"center": spare / 2, "end": spare}.get(justify, 0.0)
    if justify == "space-between" and len(lengths) > 1 and spare > 0:
        gap += spare / (len(lengths) - 1)
    positions = []
    for length in lengths:
        positions.append(at)
        at += length + gap
    return positions
