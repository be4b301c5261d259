"""``python -m benchmarks.studio``: the studio as people at work find it, on the loopback.

A server of its own is started for each question: how soon the first page is there, how soon a
changed headline is seen on an A3 poster, and how twenty people fare who change texts at the same
time. The command ends with 1 where a goal is missed.

With ``--short`` the clock on the wall judges nothing, since other programs may be at work: the
processor time of the server's processes does.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

from benchmarks.table import Goal, aligned, goal_lines

#: In s, but for memory: what the issue of the studio promises on 2 cores that do nothing else.
START_S: Final = 1.0
PREVIEW_S: Final = 0.3
LOAD_S: Final = 1.5
MEMORY_MB: Final = 600
#: Of processor time: what leaves the promises room on 2 cores. Twenty people make 4 edits a second.
START_CPU_S: Final = 1.0
PREVIEW_CPU_S: Final = 0.3
LOAD_CPU_S: Final = 0.35

_CAMPAIGN: Final = "ung-xu-mang-xa-hoi"
_PEOPLE: Final = 20
_EVERY_S: Final = 5.0
_WIDTH_PX: Final = 1000
_TIMEOUT_S: Final = 60.0
#: Until the workers have loaded what previews need, as they do while somebody reads the first page.
_WARM_S: Final = 4.0
_CSRF: Final = re.compile(r"X-CSRF-Token[^0-9a-f]+([0-9a-f]{64})")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.studio", description=__doc__)
    parser.add_argument("--short", action="store_true", help="fewer edits, 30 s of load")
    short = parser.parse_args().short
    start = _start(2 if short else 5)
    previews = _previews(20 if short else 60)
    load = _load(30.0 if short else 300.0)
    print(_table(start, previews, load))
    goals = [
        Goal("processor time of a start", START_CPU_S, start.cpu_each_s, " s", False),
        Goal("processor time of a preview", PREVIEW_CPU_S, previews.cpu_each_s, " s", False),
        Goal("the same of twenty people", LOAD_CPU_S, load.cpu_each_s, " s", False),
        Goal("errors", 0, len(load.errors), "", False),
        Goal("memory of all processes", MEMORY_MB, load.peak_mb, " MB", False),
    ]
    if not short:
        goals += [
            Goal("the first page is there after", START_S, min(start.seconds), " s", False),
            Goal("a preview, p95", PREVIEW_S, quantile(previews.seconds, 0.95), " s", False),
            Goal("of twenty people, p95", LOAD_S, quantile(load.seconds, 0.95), " s", False),
        ]
    print(f"\n{goal_lines(goals)}")
    for error in load.errors[:5]:
        print(error, file=sys.stderr)
    sys.exit(0 if all(goal.holds for goal in goals) else 1)


def quantile(values: Sequence[float], part: float) -> float:
    """The value that ``part`` of ``values`` do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -int(-part * len(ranked) // 1) - 1)]


@dataclass
class Load:
    """Answers of a server: how long each took, and the cost of all of them."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cpu_s: float = 0.0
    peak_mb: float = 0.0

    @property
    def cpu_each_s(self) -> float:
        """Processor time of all processes for one answer."""
        return self.cpu_s / max(1, len(self.seconds))


class Visitor:
    """A person at a browser, with a project of their own."""

    def __init__(self, entrance: str) -> None:
        found = urlsplit(entrance)
        assert found.hostname is not None
        self._origin = f"{found.scheme}://{found.netloc}"
        self._connection = http.client.HTTPConnection(
            found.hostname, found.port, timeout=_TIMEOUT_S
        )
        self._headers: dict[str, str] = {}
        self._csrf = self._project = self._path = ""
        answer = self._ask("GET", f"{found.path}?{found.query}")
        self._headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]

    def open_first_page(self) -> None:
        """Fetch the page with all projects."""
        page = self._ask("GET", "/").body.decode()
        match = _CSRF.search(page)
        assert match is not None
        self._csrf = match[1]

    def begin(self) -> None:
        """Begin a project on a shipped campaign; its first piece is the A3 poster."""
        self.open_first_page()
        answer = self._ask("POST", "/begin", campaign=_CAMPAIGN)
        self._project = answer.headers["Location"].split("/")[2]

    def change_and_look(self, headline: str) -> float:
        """Seconds from the edit's departure to the picture's last byte."""
        started = time.perf_counter()
        self._ask("POST", f"/p/{self._project}/chon/text", at=_HEADLINE, value=headline)
        seen = self._ask("GET", f"/p/{self._project}/pieces/1/page/1.png?width={_WIDTH_PX}")
        assert seen.body.startswith(b"\x89PNG"), seen.body[:200]
        return time.perf_counter() - started

    def _ask(self, method: str, path: str, **form: str) -> _Answer:
        headers, body = dict(self._headers), None
        if method == "POST":
            body = urlencode({"csrf": self._csrf, **form})
            headers |= {"Origin": self._origin, "HX-Request": "true"}
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        if path == "/begin":
            del headers["HX-Request"]
        self._connection.request(method, path, body, headers)
        with self._connection.getresponse() as response:
            data = response.read()
            if response.status >= 400 or response.status == 204:
                raise RuntimeError(f"{method} {path}: {response.status} {data[:300]!r}")
            return _Answer(response.headers, data)


@dataclass(frozen=True)
class _Answer:
    headers: http.client.HTTPMessage
    body: bytes


#: An item of the shipped campaign that stands on its poster.
_HEADLINE: Final = '["items", "1.1", "headline"]'


@contextmanager
def _served() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on an empty folder of data, and the address that it prints."""
    with tempfile.TemporaryDirectory(prefix="anpham-bench-") as folder:
        command = [sys.executable, "-m", "anpham", "studio", "--no-browser", "--port", "0"]
        process = subprocess.Popen(
            [*command, "--data", folder], stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(timeout=_TIMEOUT_S)


def _start(count: int) -> Load:
    """Open the first page of a new server, ``count`` times."""
    found = Load()
    for _ in range(count):
        started = time.perf_counter()
        with _served() as (process, address):
            Visitor(address).open_first_page()
            found.seconds.append(time.perf_counter() - started)
            found.cpu_s += _cpu_s(process.pid)
    return found


def _previews(count: int) -> Load:
    """Edit a headline ``count`` times, and look at the poster each time."""
    with _served() as (process, address):
        person = Visitor(address)
        person.begin()
        time.sleep(_WARM_S)
        for number in range(4):
            person.change_and_look(f"Khởi động {number}")
        before = _cpu_s(process.pid)
        seconds = [person.change_and_look(f"Nghĩ kỹ trước khi đăng {n}") for n in range(count)]
        return Load(seconds, cpu_s=_cpu_s(process.pid) - before)


def _load(seconds: float) -> Load:
    """Twenty people, each of whom changes a text every 5 s and looks at it."""
    found = Load()
    with _served() as (process, address):
        threads = [
            threading.Thread(target=_work, args=(address, number, seconds, found))
            for number in range(_PEOPLE)
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            found.peak_mb = max(found.peak_mb, _resident_mb(process.pid))
            time.sleep(0.5)
        found.cpu_s = _cpu_s(process.pid)
    return found


def _work(address: str, number: int, seconds: float, found: Load) -> None:
    """Work as one person, who comes some moments after the one before."""
    begun = time.perf_counter()
    try:
        time.sleep(number * _EVERY_S / _PEOPLE)
        person = Visitor(address)
        person.begin()
        edit = 0
        while (left := seconds - (time.perf_counter() - begun)) > 0:
            edit += 1
            took = person.change_and_look(f"Nghĩ kỹ trước khi đăng {number} {edit}")
            found.seconds.append(took)
            time.sleep(min(left, max(0.0, _EVERY_S - took)))
    except Exception as error:
        found.errors.append(f"{number}: {error!r}")


def _resident_mb(server: int) -> float:
    """Memory of the server and of its children, each page that they share counted once."""
    return sum(map(_pss_kb, _processes(server))) / 1000


def _processes(server: int) -> list[int]:
    pids = [server]
    for task in Path(f"/proc/{server}/task").glob("*/children"):
        pids += [int(pid) for pid in task.read_text().split()]
    return pids


def _cpu_s(server: int) -> float:
    """Processor time that the server and its children have taken."""
    ticks = 0
    for pid in _processes(server):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # utime and stime, 14 and 15 in proc(5)
    return ticks / os.sysconf("SC_CLK_TCK")


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _table(start: Load, previews: Load, load: Load) -> str:
    rows = [
        ["", "count", "p50 ms", "p95 ms", "worst ms", "CPU ms each"],
        _row("start to the first page", start),
        _row("a headline changed and seen, one person", previews),
        _row(f"the same, {_PEOPLE} people", load),
    ]
    title = f"The studio on the loopback: A3 poster, {_WIDTH_PX} px wide"
    return f"{title}\n{aligned(rows)}"


def _row(title: str, load: Load) -> list[str]:
    seconds = load.seconds
    marks = (quantile(seconds, 0.5), quantile(seconds, 0.95), max(seconds), load.cpu_each_s)
    return [title, str(len(seconds)), *(f"{mark * 1000:.0f}" for mark in marks)]


if __name__ == "__main__":
    main()
