"""Words the results: one plain table a question, and where the goals stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.cold import Starts
from benchmarks.contestants import OURS, TYPST, WEASYPRINT
from benchmarks.measure import Growth, Series
from benchmarks.workloads import Workload

_ENOUGH_TO_JUDGE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that one run found out; a peer that is not installed is in none of it."""

    labels: Mapping[str, str]
    steady: Mapping[tuple[str, Workload], Series]
    cold: Mapping[str, Starts]
    growth: Growth


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise and what was found; ``unit`` follows both numbers."""

    what: str
    wanted: float
    got: float
    unit: str
    at_least: bool

    @property
    def holds(self) -> bool:
        """True if the measurement keeps the promise."""
        return self.got >= self.wanted if self.at_least else self.got <= self.wanted


def report(results: Results) -> str:
    """All tables, as they are printed."""
    parts = [
        _steady(results),
        _cold(results),
        _memory(results.growth),
        goal_lines(goals(results)),
    ]
    return "\n\n".join(parts)


def goals(results: Results) -> list[Goal]:
    """The promises that the peers that took part allow to judge."""
    found = []
    for workload, wanted in ((Workload.BODY, 10), (Workload.WARD, 5)):
        if (TYPST.name, workload) in results.steady:
            ratio = results.steady[TYPST.name, workload].ratio_to(
                results.steady[OURS.name, workload]
            )
            found.append(Goal(f"Typst's throughput, {workload}", wanted, ratio, "x", True))
    first = results.cold[OURS.name]
    found.append(Goal("first poster", 0.4, first.wall_ms / 1000, " s", False))
    if WEASYPRINT.name in results.cold:
        ratio = results.cold[WEASYPRINT.name].ratio_to(first)
        found.append(Goal("WeasyPrint's first poster", 1, ratio, "x", True))
    # A short run ends while caches still fill.
    if results.growth.documents[-1] >= _ENOUGH_TO_JUDGE:
        slope = results.growth.later_kb_a_document
        found.append(Goal("memory a document", 0.1, slope, " KB", False))
    return found


def _steady(results: Results) -> str:
    rows = []
    for name, label in results.labels.items():
        ward, body = (results.steady[name, w] for w in (Workload.WARD, Workload.BODY))
        base_ward, base_body = (
            results.steady[OURS.name, w] for w in (Workload.WARD, Workload.BODY)
        )
        rows.append(
            [
                label,
                f"{ward.cpu_ms:.2f}",
                f"{ward.ratio_to(base_ward):.1f}x",
                f"{body.cpu_ms:.2f}",
                f"{body.ratio_to(base_body):.1f}x",
                f"{body.size_kb:.0f}",
                f"{max(ward.peak_mb, body.peak_mb):.0f}",
            ]
        )
    head = ["", "ward ms", "x ours", "body ms", "x ours", "KB", "peak MB"]
    rounds = len(next(iter(results.steady.values())).turns)
    title = (
        f"A3 poster, ten official texts: CPU a document, median of {rounds} rounds\n"
        "ward: only the issuer changes; body: every text changes and is refitted"
    )
    return f"{title}\n{aligned([head, *rows])}"


def _cold(results: Results) -> str:
    base = results.cold[OURS.name]
    rows = [
        [
            results.labels[name],
            f"{found.wall_ms:.0f}",
            f"{found.ratio_to(base):.1f}x",
            f"{found.cpu_ms:.0f}",
        ]
        for name, found in results.cold.items()
    ]
    title = f"First poster, a whole process: median of {len(base.runs)} runs"
    return f"{title}\n{aligned([['', 'wall ms', 'x ours', 'CPU ms'], *rows])}"


def _memory(growth: Growth) -> str:
    head = ["documents", *(f"{n}" for n in growth.documents)]
    row = ["MB", *(f"{kb / 1024:.1f}" for kb in growth.resident_kb)]
    return f"Our memory while bodies are refitted\n{aligned([head, row])}"


def goal_lines(found: Sequence[Goal]) -> str:
    """Which of the promises are kept."""
    rows = [
        [
            "held" if goal.holds else "MISSED",
            f"{goal.what}:",
            f"{goal.got:.2f}{goal.unit},",
            f"{'at least' if goal.at_least else 'at most'} {goal.wanted:g}{goal.unit}",
        ]
        for goal in found
    ]
    return f"Goals\n{aligned(rows, text_columns=4)}"


def aligned(rows: Sequence[Sequence[str]], *, text_columns: int = 1) -> str:
    """Columns of one width each; the first ``text_columns`` to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if index < text_columns else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(f"  {'  '.join(cells)}".rstrip())
    return "\n".join(lines)
