"""The speed of the machine that computes now, for promises of seconds."""

from __future__ import annotations

import time
import unicodedata
from typing import Final

#: Seconds of computing for :func:`_work` on an office computer.
_REFERENCE_S: Final = 0.3


def slowness() -> float:
    """The factor by which this machine computes slower than an office computer now; 1 or more.

    Neighbours of a shared machine take its caches and its clock, so that even seconds of computing
    grow; a promise of seconds is multiplied by this.
    """
    started = time.process_time()
    _work()
    return max(1.0, (time.process_time() - started) / _REFERENCE_S)


def _work() -> None:
    found: dict[str, int] = {}
    for number in range(300_000):
        name = f"Phường Ấn Phẩm {number % 997}"
        words = unicodedata.normalize("NFD", name).casefold().split()
        found[name] = found.get(name, 0) + len(words)
