"""Drives the workers: interleaved rounds of equal turns, so that a busy moment hits everyone."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from benchmarks.content import PosterContent
from benchmarks.contestants import Contestant
from benchmarks.workloads import Workload

#: The folder that the packages are imported from.
ROOT: Final = Path(__file__).parent.parent
_FEWEST_A_TURN: Final = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """Measurements of one turn, a document each where that makes sense."""

    cpu_ms: float
    size_kb: float
    resident_kb: int
    peak_kb: int


@dataclass(frozen=True, slots=True)
class Series:
    """All turns of one contestant at one workload, one a round."""

    turns: tuple[Turn, ...]

    @property
    def cpu_ms(self) -> float:
        """The median over the rounds, a document."""
        return statistics.median(turn.cpu_ms for turn in self.turns)

    @property
    def size_kb(self) -> float:
        """The mean size of a file, in thousands of bytes."""
        return statistics.fmean(turn.size_kb for turn in self.turns)

    @property
    def peak_mb(self) -> float:
        """The most memory the process had, in MB of 1024 KB."""
        return max(turn.peak_kb for turn in self.turns) / 1024

    def ratio_to(self, other: Series) -> float:
        """Ratio to ``other``'s time: the median of the rounds' own ratios."""
        return statistics.median(
            a.cpu_ms / b.cpu_ms for a, b in zip(self.turns, other.turns, strict=True)
        )


@dataclass(slots=True)
class Worker:
    """A running worker process, and the number of its next document for each workload."""

    orders: IO[str]
    answers: IO[str]
    upcoming: dict[Workload, int] = field(default_factory=dict)

    def turn(self, workload: Workload, count: int, save: Path | None = None) -> Turn:
        """Make the next ``count`` documents; the last one is saved if ``save`` says where."""
        first = self.upcoming.get(workload, 0)
        self.upcoming[workload] = first + count
        return Turn(
            **self.ask(
                workload=workload, first=first, count=count, save=str(save) if save else None
            )
        )

    def ask(self, **order: Any) -> dict[str, Any]:
        """Send one order and wait for its answer.

        Raises:
            RuntimeError: if the worker ended; what it said is on standard error.
        """
        self.orders.write(json.dumps(order) + "\n")
        self.orders.flush()
        line = self.answers.readline()
        if not line:
            raise RuntimeError("the worker ended before its time")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def worker(
    contestant: Contestant, content: PosterContent, fonts: Path, root: Path = ROOT
) -> Iterator[Worker]:
    """A prepared worker of ``contestant`` in the checkout ``root``; it ends with the context."""
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.worker", contestant.name]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        running = Worker(process.stdin, process.stdout)
        running.ask(content=content.to_json(), fonts=str(fonts.resolve()))
        yield running
        process.stdin.close()


def measure(
    contestants: Sequence[Contestant],
    content: PosterContent,
    fonts: Path,
    *,
    rounds: int,
    turn_s: float,
    save_to: Path | None = None,
) -> dict[tuple[str, Workload], Series]:
    """Every contestant at every workload.

    Args:
        contestants: Who takes part.
        content: What the poster says.
        fonts: The folder of fonts.
        rounds: How many turns each one has.
        turn_s: About how much CPU time a turn may take; fast contestants make more documents.
        save_to: A folder for one document of each.
    """
    turns: dict[tuple[str, Workload], list[Turn]] = {}
    with ExitStack() as stack:
        workers = {c.name: stack.enter_context(worker(c, content, fonts)) for c in contestants}
        counts = {}
        for workload in Workload:
            for name, running in workers.items():
                save = save_to / f"{name}-{workload}.pdf" if save_to else None
                count = _documents_in(turn_s, running.turn(workload, _FEWEST_A_TURN, save))
                # One turn unmeasured: in the steady state caches are warm.
                counts[name, workload] = _documents_in(turn_s, running.turn(workload, count))
        for _ in range(rounds):
            for workload in Workload:
                for name, running in workers.items():
                    key = (name, workload)
                    turns.setdefault(key, []).append(running.turn(workload, counts[key]))
    return {key: Series(tuple(of_key)) for key, of_key in turns.items()}


def _documents_in(turn_s: float, turn: Turn) -> int:
    return max(_FEWEST_A_TURN, round(turn_s * 1000 / turn.cpu_ms))


@dataclass(frozen=True, slots=True)
class Growth:
    """Resident memory while documents are made.

    Attributes:
        documents: How many were made up to each reading.
        resident_kb: The readings.
    """

    documents: tuple[int, ...]
    resident_kb: tuple[int, ...]

    @property
    def later_kb_a_document(self) -> float:
        """The slope over the second half, when every cache has had time to fill."""
        middle = len(self.documents) // 2
        made = self.documents[-1] - self.documents[middle - 1]
        return (self.resident_kb[-1] - self.resident_kb[middle - 1]) / made


def growth(contestant: Contestant, content: PosterContent, fonts: Path, *, total: int) -> Growth:
    """Memory of a fresh process over ``total`` documents with all texts refitted, in ten parts."""
    part = max(1, total // 10)
    made, readings = [], []
    with worker(contestant, content, fonts) as running:
        for number in range(1, 11):
            readings.append(running.turn(Workload.BODY, part).resident_kb)
            made.append(number * part)
    return Growth(tuple(made), tuple(readings))
