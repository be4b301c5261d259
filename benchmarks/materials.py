"""``python -m benchmarks.materials``: what a page of each material costs, beside the A3 poster's.

Each material is made in its default size and theme by a process of its own, which makes nothing
else; the time that such a process takes to start is left out. The command ends with 1 where a page
costs more than the goal.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from typing import Final

from benchmarks.cold import starts
from benchmarks.table import Goal, aligned, goal_lines
from generator.core.assets import shipped_assets
from generator.pipeline import Pipeline

#: Times the cost of the A3 poster's page.
MAX_RATIO: Final = 3.0

_YARDSTICK: Final = "poster"
_START: Final = "start"
_MAKE: Final = ("-m", "anpham", "make", "--no-check", "--date", "2026-01-01")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.materials", description=__doc__)
    parser.add_argument("--short", action="store_true", help="fewer runs")
    runs = 3 if parser.parse_args().short else 9
    found = measure(runs=runs)
    print(table(found, runs))
    dearest = max(found, key=lambda name: found[name])
    ratio = found[dearest] / found[_YARDSTICK]
    goal = Goal(f"a page of {dearest}, the dearest", MAX_RATIO, ratio, " posters", False)
    print(f"\n{goal_lines([goal])}")
    sys.exit(0 if goal.holds else 1)


def measure(*, runs: int) -> Mapping[str, float]:
    """CPU time of a page of each material in ms: the least of ``runs``, without the start."""
    names = Pipeline(shipped_assets()).catalogue.material_names()
    with tempfile.TemporaryDirectory(prefix="anpham-bench-") as folder:
        make = [sys.executable, *_MAKE, "-o", folder]
        pages = {name: _pages([*make, name, "--json"]) for name in names}
        programs = {name: [*make, name] for name in names if pages[name]}
        programs[_START] = [sys.executable, "-c", "import anpham, generator.orders.execution"]
        found = starts(programs, runs=runs)
    least = {name: min(run.cpu_ms for run in of_name.runs) for name, of_name in found.items()}
    start = least.pop(_START)
    return {name: (ms - start) / pages[name] for name, ms in least.items()}


def _pages(command: list[str]) -> int:
    """Pages of all files that ``command`` makes; those of what has none are 0."""
    made = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return sum(file["pages"] or 0 for file in json.loads(made.stdout)["files"])


def table(found: Mapping[str, float], runs: int) -> str:
    """Cost of a page of each material, the dearest first."""
    rows = [
        [name, f"{ms:.0f}", f"{ms / found[_YARDSTICK]:.2f}"]
        for name, ms in sorted(found.items(), key=lambda one: -one[1])
    ]
    title = f"A page of each material, first of its process: least of {runs} runs"
    return f"{title}\n{aligned([['', 'CPU ms', 'posters'], *rows])}"


if __name__ == "__main__":
    main()
