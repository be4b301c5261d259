"""CPU time of careful lines, on the two workloads of the benchmark of ``make``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks.contestants import OURS, PLAIN
from benchmarks.gather import gather
from benchmarks.measure import measure
from benchmarks.workloads import Workload
from generator.core.assets import shipped_assets

#: The breaker and the pitch may add this share to a document's time.
LIMIT: Final = 0.15


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds a document with and without care, and the share that the care adds.

    ``added`` is the median of the rounds' own ratios, less one.
    """

    workload: Workload
    careful_ms: float
    plain_ms: float
    added: float

    @property
    def holds(self) -> bool:
        """True if it is within :data:`LIMIT`."""
        return self.added <= LIMIT


def costs(*, rounds: int, turn_s: float) -> list[Cost]:
    """The cost for each workload, both makers in interleaved turns."""
    fonts = shipped_assets().fonts
    found = measure([OURS, PLAIN], gather(), fonts, rounds=rounds, turn_s=turn_s)
    return [
        Cost(
            workload,
            found[OURS.name, workload].cpu_ms,
            found[PLAIN.name, workload].cpu_ms,
            found[OURS.name, workload].ratio_to(found[PLAIN.name, workload]) - 1,
        )
        for workload in Workload
    ]
