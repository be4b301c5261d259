"""``python -m benchmarks.check``: what a preflight costs, and what the standards cost a document.

The first is measured on whole processes of ``anpham check``. For the second the same documents are
made by this checkout and by one from before tags, metadata, intents and boxes were there.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.cold import Starts, start, starts
from benchmarks.contestants import OURS, PRESS, UNMARKED
from benchmarks.measure import Series, Turn, Worker, worker
from benchmarks.table import Goal, aligned, goal_lines
from benchmarks.workloads import Workload
from generator.core.assets import shipped_assets

#: From the interpreter's start to its end, for one page of A3.
MAX_S: Final = 1.5
#: For one page of A0.
MAX_MB: Final = 400.0
#: Of the CPU time of the same document before.
MAX_ADDED: Final = 0.40
#: What the profile of the press may add to a file.
MAX_ADDED_KB: Final = 40.0

_BEFORE: Final = "before"
_OFFICE: Final = "office"
_UNMARKED: Final = "press, no marks"
_PRESS: Final = "press"
#: Documents a turn: about as much time for each.
_TURN: Final = {Workload.WARD: 60, Workload.BODY: 12}


@dataclass(frozen=True, slots=True)
class Kind:
    """A file to check, with whole texts, for one destination."""

    material: str
    size: str | None
    destination: str

    def __str__(self) -> str:
        parts = (self.material, self.size or "", f"for {self.destination}")
        return " ".join(part for part in parts if part)


KINDS: Final = (
    Kind("poster", "A3", "office"),
    Kind("poster", "A3", "press"),
    Kind("poster", "A0", "office"),
    Kind("poster", "A0", "press"),
    Kind("leaflet", None, "press"),
)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check", description=__doc__)
    parser.add_argument("--short", action="store_true", help="fewer runs: half a minute")
    parser.add_argument(
        "--before",
        type=Path,
        metavar="DIR",
        help="a checkout of aab7e01, to compare the time that a document takes to make",
    )
    options = parser.parse_args()
    found = measure_checks(runs=3 if options.short else 9)
    goals = check_goals(found)
    print(check_table(found))
    if options.before is not None:
        costs = measure_costs(options.before.resolve(), rounds=5 if options.short else 15)
        goals += cost_goals(costs)
        print(f"\n{cost_table(costs)}")
    print(f"\n{goal_lines(goals)}")


# -- checks


def measure_checks(*, runs: int) -> Mapping[Kind, Starts]:
    """Every kind of file checked ``runs`` times, interleaved."""
    with tempfile.TemporaryDirectory(prefix="anpham-bench-") as folder:
        programs = {
            str(kind): [sys.executable, "-m", "anpham", "check", str(_file(kind, Path(folder)))]
            for kind in KINDS
        }
        found = starts(programs, runs=runs)
    return {kind: found[str(kind)] for kind in KINDS}


def _file(kind: Kind, folder: Path) -> Path:
    """The file itself, made by a process of its own, which leaves no memory behind in ours."""
    own = folder / str(kind)
    size = ["--size", kind.size] if kind.size else []
    options = ["--no-check", "--text", "full", "--for", kind.destination, "--date", "2026-01-01"]
    start([sys.executable, "-m", "anpham", "make", kind.material, *options, *size, "-o", str(own)])
    (made,) = own.glob("*.pdf")
    return made


def check_table(found: Mapping[Kind, Starts]) -> str:
    """Time and memory of a check of each kind."""
    rows = [
        [
            str(kind),
            f"{of_kind.wall_ms / 1000:.2f}",
            f"{of_kind.cpu_ms / 1000:.2f}",
            f"{of_kind.peak_mb:.0f}",
        ]
        for kind, of_kind in found.items()
    ]
    runs = len(next(iter(found.values())).runs)
    title = f"anpham check, a whole process: median of {runs} runs"
    return f"{title}\n{aligned([['', 'wall s', 'CPU s', 'peak MB'], *rows])}"


def check_goals(found: Mapping[Kind, Starts]) -> list[Goal]:
    """Where the promises on time and memory stand."""
    slowest = max(s.wall_ms for kind, s in found.items() if kind.size == "A3") / 1000
    largest = max(s.peak_mb for kind, s in found.items() if kind.size == "A0")
    return [
        Goal("check of one page of A3", MAX_S, slowest, " s", False),
        Goal("memory for one page of A0", MAX_MB, largest, " MB", False),
    ]


# -- the cost of standards


def measure_costs(before: Path, *, rounds: int) -> Mapping[tuple[str, Workload], Series]:
    """The same documents by the checkout ``before`` and by ours, for the office and the press."""
    # Not at the top: checks are measured by a process that holds as little as can be.
    from benchmarks.gather import gather

    content, fonts = gather(), shipped_assets().fonts
    with ExitStack() as stack:
        workers = {
            _BEFORE: stack.enter_context(worker(OURS, content, fonts, before)),
            _OFFICE: stack.enter_context(worker(OURS, content, fonts)),
            _UNMARKED: stack.enter_context(worker(UNMARKED, content, fonts)),
            _PRESS: stack.enter_context(worker(PRESS, content, fonts)),
        }
        for workload in Workload:
            _round(workers, workload)
        turns: dict[tuple[str, Workload], list[Turn]] = {}
        for _ in range(rounds):
            for workload in Workload:
                for name, turn in _round(workers, workload).items():
                    turns.setdefault((name, workload), []).append(turn)
    return {key: Series(tuple(of_key)) for key, of_key in turns.items()}


def _round(workers: Mapping[str, Worker], workload: Workload) -> dict[str, Turn]:
    return {name: one.turn(workload, _TURN[workload]) for name, one in workers.items()}


def added(costs: Mapping[tuple[str, Workload], Series], name: str, workload: Workload) -> float:
    """The share of CPU time that came on top of ``before``."""
    return costs[name, workload].ratio_to(costs[_BEFORE, workload]) - 1


def profile_kb(costs: Mapping[tuple[str, Workload], Series]) -> float:
    """By how much a file for the press, with its large ICC profile, is larger than the office's."""
    return statistics.fmean(
        costs[_PRESS, workload].size_kb - costs[_OFFICE, workload].size_kb for workload in Workload
    )


def cost_table(costs: Mapping[tuple[str, Workload], Series]) -> str:
    """Cost of the same document before and now."""
    names: Sequence[str] = list(dict.fromkeys(name for name, _ in costs))
    rows = [
        [
            name,
            *(
                cell
                for workload in Workload
                for cell in (
                    f"{costs[name, workload].cpu_ms:.2f}",
                    f"{added(costs, name, workload):+.0%}",
                )
            ),
            f"{costs[name, Workload.WARD].size_kb:.0f}",
        ]
        for name in names
    ]
    rounds = len(costs[_BEFORE, Workload.WARD].turns)
    title = f"A3 poster, ten official texts: CPU a document, median of {rounds} rounds"
    return f"{title}\n{aligned([['', 'ward ms', '', 'body ms', '', 'KB'], *rows])}"


def cost_goals(costs: Mapping[tuple[str, Workload], Series]) -> list[Goal]:
    """Where the promises on what the standards cost stand; marks and slug are no part of them."""
    found = []
    for name in (_OFFICE, _UNMARKED):
        for workload in Workload:
            more = added(costs, name, workload) * 100
            what = f"added by standards, {name}, {workload}"
            found.append(Goal(what, MAX_ADDED * 100, more, " %", False))
    found.append(
        Goal("added by the press's profile", MAX_ADDED_KB, profile_kb(costs), " kB", False)
    )
    return found


if __name__ == "__main__":
    main()
