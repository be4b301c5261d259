"""``python -m benchmarks``: measures us and the peers, and prints where we stand."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.cold import commands, starts
from benchmarks.contestants import OURS, PEERS, WEASYPRINT, Contestant
from benchmarks.gather import gather
from benchmarks.measure import growth, measure
from benchmarks.profiling import profile
from benchmarks.table import Results, goals, report
from benchmarks.workloads import Workload
from generator.core.assets import shipped_assets


def main() -> None:
    """Run what the command line asks for."""
    options = _options()
    content = gather()
    fonts = shipped_assets().fonts
    if options.profile:
        print(profile(content, fonts, Workload(options.profile)))
        return
    taking_part = [contestant for contestant in PEERS if contestant.takes_part]
    _note_what_is_missing(taking_part)
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
    steady = measure(
        taking_part,
        content,
        fonts,
        rounds=options.rounds,
        turn_s=options.turn,
        save_to=options.output,
    )
    with tempfile.TemporaryDirectory(prefix="anpham-bench-") as folder:
        programs = commands(taking_part, content, fonts, Path(folder))
        cold = starts(programs, runs=options.starts)
    results = Results(
        labels={contestant.name: contestant.label for contestant in taking_part},
        steady=steady,
        cold=cold,
        growth=growth(OURS, content, fonts, total=options.documents),
    )
    print(report(results))
    if options.output:
        _save(results, options.output / "results.json")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--short", action="store_true", help="few rounds, 200 documents: under a minute"
    )
    parser.add_argument("--rounds", type=int, help="rounds of turns [default: 9, short: 3]")
    parser.add_argument(
        "--turn", type=float, metavar="S", help="CPU seconds a turn [default: 1, short: 0.2]"
    )
    parser.add_argument("--starts", type=int, help="cold starts of each [default: 9, short: 3]")
    parser.add_argument(
        "--documents",
        type=int,
        help="documents whose memory is watched [default: 10000, short: 200]",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="DIR",
        help="also write one PDF of each, and results.json; nothing is written without it",
    )
    parser.add_argument(
        "--profile", choices=[w.value for w in Workload], help="print a profile of ours and stop"
    )
    options = parser.parse_args()
    defaults = (3, 0.2, 3, 200) if options.short else (9, 1.0, 9, 10_000)
    for name, value in zip(("rounds", "turn", "starts", "documents"), defaults, strict=True):
        if getattr(options, name) is None:
            setattr(options, name, value)
    return options


def _note_what_is_missing(taking_part: list[Contestant]) -> None:
    for contestant in PEERS:
        if contestant not in taking_part:
            print(
                f"note: {contestant.name} is not installed, so it does not take part;"
                " 'pip install --group bench' installs the peers",
                file=sys.stderr,
            )
    if WEASYPRINT in taking_part and not _has_fast_subsetter():
        print(
            "note: WeasyPrint finds no libharfbuzz-subset and subsets fonts with the far slower"
            " fontTools; install that library for a fair number",
            file=sys.stderr,
        )


def _has_fast_subsetter() -> bool:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from weasyprint.text import ffi

    return ffi.harfbuzz_subset is not None


def _save(results: Results, path: Path) -> None:
    values = {
        "labels": dict(results.labels),
        "steady": {f"{n} {w}": asdict(series) for (n, w), series in results.steady.items()},
        "cold": {name: asdict(found) for name, found in results.cold.items()},
        "growth": asdict(results.growth),
        "goals": [{**asdict(goal), "holds": goal.holds} for goal in goals(results)],
    }
    path.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
