"""The first poster: a whole process from its start to the file on disk."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.content import PosterContent
from benchmarks.contestants import OURS, TYPST, WEASYPRINT, Contestant
from benchmarks.measure import ROOT
from benchmarks.workloads import issuer_name

_TYPST_PROGRAM = (
    "import sys, typst\n"
    "folder, fonts = sys.argv[1:]\n"
    "typst.compile(f'{folder}/main.typ', output=f'{folder}/poster.pdf', root=folder,"
    " font_paths=[fonts], ignore_system_fonts=True, pdf_tags=False)"
)


@dataclass(frozen=True, slots=True)
class Start:
    """One whole run of a program; ``peak_kb`` is no less than what we had when we started it."""

    wall_ms: float
    cpu_ms: float
    peak_kb: int


@dataclass(frozen=True, slots=True)
class Starts:
    """Several runs of one program, in the order of the rounds."""

    runs: tuple[Start, ...]

    @property
    def wall_ms(self) -> float:
        """The median."""
        return statistics.median(run.wall_ms for run in self.runs)

    @property
    def cpu_ms(self) -> float:
        """The median."""
        return statistics.median(run.cpu_ms for run in self.runs)

    @property
    def peak_mb(self) -> float:
        """The most memory of any of the runs, in MB of 1024 KB."""
        return max(run.peak_kb for run in self.runs) / 1024

    def ratio_to(self, other: Starts) -> float:
        """Ratio to ``other``'s time on the wall: the median of the rounds' own ratios."""
        return statistics.median(
            a.wall_ms / b.wall_ms for a, b in zip(self.runs, other.runs, strict=True)
        )


def commands(
    contestants: Sequence[Contestant], content: PosterContent, fonts: Path, folder: Path
) -> dict[str, list[str]]:
    """Each contestant's own way from nothing to a PDF; what it needs is written to ``folder``."""
    found = {}
    for contestant in contestants:
        own = folder / contestant.name
        own.mkdir()
        found[contestant.name] = [sys.executable, *_arguments(contestant, content, fonts, own)]
    return found


def _arguments(
    contestant: Contestant, content: PosterContent, fonts: Path, folder: Path
) -> list[str]:
    name = issuer_name(0)
    if contestant is OURS:
        # The peers judge nothing, either.
        options = ["--no-check", "--text", "full", "--date", "2026-01-01", "--issuer-name", name]
        return ["-m", "anpham", "make", "poster", *options, "-o", str(folder)]
    if contestant is TYPST:
        from benchmarks.peers import typst_poster

        typst_poster.lay_out(content, folder)
        (folder / "main.typ").write_bytes(typst_poster.main_source(name, content.official_texts))
        return ["-c", _TYPST_PROGRAM, str(folder), str(fonts.resolve())]
    assert contestant is WEASYPRINT
    from benchmarks.peers import weasyprint_poster

    # The texts come fitted: its command line cannot fit them itself.
    page = weasyprint_poster.whole_page(content, fonts, folder)
    (folder / "poster.html").write_text(page, encoding="utf-8")
    return ["-m", "weasyprint", str(folder / "poster.html"), str(folder / "poster.pdf")]


def start(command: Sequence[str]) -> Start:
    """Run ``command`` once, from the checkout's root.

    Raises:
        RuntimeError: if it does not exit with 0; carries what it said.
    """
    # pip compiles what it installs; here the run that comes first does, unless that is forbidden.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr
    said = process.stderr.read()
    # wait4 reports the time of this one child, where getrusage adds up all there ever were.
    _, status, usage = os.wait4(process.pid, 0)
    wall_ms = (time.perf_counter() - started) * 1000
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {said}")
    peak_kb = usage.ru_maxrss // 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return Start(wall_ms, (usage.ru_utime + usage.ru_stime) * 1000, peak_kb)


def starts(programs: Mapping[str, Sequence[str]], *, runs: int) -> dict[str, Starts]:
    """Every program ``runs`` times, interleaved; one run before that fills the disk's cache."""
    for command in programs.values():
        start(command)
    rounds = [{name: start(command) for name, command in programs.items()} for _ in range(runs)]
    return {name: Starts(tuple(of_round[name] for of_round in rounds)) for name in programs}
