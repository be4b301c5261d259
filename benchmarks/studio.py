"""``python -m benchmarks.studio``: the studio as people at work find it, on the loopback.

A server of its own is started for each question: how soon the first page is there, how soon a
changed headline or theme is seen on an A3 poster, and how twenty people fare who change texts at
the same time. Each does what the page of a browser does: it sends the edit, asks for the list of
pieces (``viewer.json``) and fetches the picture, with a stream of events open beside. The command
ends with 1 where a goal is missed.

With ``--short`` the clock on the wall judges nothing, since other programs may be at work: the
processor time of the server's processes does, by what this machine computes
now (``benchmarks.machine``).
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
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

from benchmarks.machine import slowness
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
    parser.add_argument("--workers", type=int, default=1, help="processes that answer requests")
    asked = parser.parse_args()
    short = asked.short
    slower = slowness()
    start = _start(2 if short else 5)
    previews = _previews(20 if short else 60)
    choices = _previews(10 if short else 30, of_choices=True)
    load = _load(30.0 if short else 300.0, asked.workers)
    print(_table(start, previews, choices, load))
    slower = max(slower, slowness())
    goals = [
        Goal("processor time of a start", START_CPU_S * slower, start.cpu_each_s, " s", False),
        Goal("processor time of a text", PREVIEW_CPU_S * slower, previews.cpu_each_s, " s", False),
        Goal("processor time of a theme", PREVIEW_CPU_S * slower, choices.cpu_each_s, " s", False),
        Goal("the same of twenty people", LOAD_CPU_S * slower, load.cpu_each_s, " s", False),
        Goal("errors", 0, len(load.errors), "", False),
        Goal("memory of all processes", MEMORY_MB, load.peak_mb, " MB", False),
    ]
    if not short:
        goals += [
            Goal("the first page is there after", START_S, min(start.seconds), " s", False),
            Goal("a changed text, p95", PREVIEW_S, quantile(previews.seconds, 0.95), " s", False),
            Goal("a changed theme, p95", PREVIEW_S, quantile(choices.seconds, 0.95), " s", False),
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
        self._address = (found.hostname, found.port)
        self._connection = http.client.HTTPConnection(*self._address, timeout=_TIMEOUT_S)
        self._pictures: list[bytes] = []  # the last one
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
        # A page has a stream of events open. What it brings waits in the system's buffer.
        self._events = http.client.HTTPConnection(*self._address, timeout=_TIMEOUT_S)
        self._events.request("GET", f"/p/{self._project}/events", headers=self._headers)

    def change_text(self, headline: str) -> float:
        """Seconds from the edit's departure to the picture's last byte."""
        return self._change_and_look("chon/text", at=_HEADLINE, value=headline)

    def change_theme(self, theme: str) -> float:
        """Seconds as of :meth:`change_text`."""
        return self._change_and_look("gi/piece/1", of="theme", material="poster", theme=theme)

    def _change_and_look(self, edit: str, **form: str) -> float:
        started = time.perf_counter()
        self._ask("POST", f"/p/{self._project}/{edit}", **form)
        self._ask("GET", f"/p/{self._project}/viewer.json")
        seen = self._ask("GET", f"/p/{self._project}/pieces/1/page/1.png?width={_WIDTH_PX}")
        if not seen.body.startswith(b"\x89PNG"):
            raise RuntimeError(f"no picture: {seen.body[:200]!r}")
        took = time.perf_counter() - started
        pictures = self._pictures
        if pictures and seen.body == pictures[-1]:
            raise RuntimeError("the picture is that of before the edit")
        pictures[:] = [seen.body]
        return took

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
#: Of the poster, none of them the one that it begins with.
_THEMES: Final = ("truyen-thong", "den-trang")


@contextmanager
def _served(workers: int = 1) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on an empty folder of data, and the address that it prints."""
    with tempfile.TemporaryDirectory(prefix="anpham-bench-") as folder:
        command = [sys.executable, "-m", "anpham", "studio", "--no-browser", "--port", "0"]
        command += ["--workers", str(workers)]
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


def _previews(count: int, *, of_choices: bool = False) -> Load:
    """Edit a headline, or the theme, ``count`` times, and look at the poster each time."""
    with _served() as (process, address):
        person = Visitor(address)
        person.begin()
        time.sleep(_WARM_S)
        for number in range(4):
            person.change_text(f"Khởi động {number}")
        before = _cpu_s(process.pid)
        if of_choices:
            seconds = []
            for number in range(count):
                # With a text of its own each time, or the picture would be one of the cache.
                person.change_text(f"Chọn mẫu {number}")
                seconds.append(person.change_theme(_THEMES[number % len(_THEMES)]))
            return Load(seconds, cpu_s=(_cpu_s(process.pid) - before) / 2)
        seconds = [person.change_text(f"Nghĩ kỹ trước khi đăng {n}") for n in range(count)]
        return Load(seconds, cpu_s=_cpu_s(process.pid) - before)


def _load(seconds: float, workers: int) -> Load:
    """Twenty people, each of whom changes a text every 5 s and looks at it."""
    found = Load()
    with _served(workers) as (process, address):
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
            took = person.change_text(f"Nghĩ kỹ trước khi đăng {number} {edit}")
            found.seconds.append(took)
            time.sleep(min(left, max(0.0, _EVERY_S - took)))
    except Exception as error:
        found.errors.append(f"{number}: {error!r}")


def _resident_mb(server: int) -> float:
    """Memory of the server and of its children, each page that they share counted once."""
    return sum(map(_pss_kb, _processes(server))) / 1000


def _processes(server: int) -> list[int]:
    """The server, its children and theirs."""
    pids = [server]
    for task in Path(f"/proc/{server}/task").glob("*/children"):
        with suppress(OSError):  # the thread has ended
            for pid in task.read_text().split():
                pids += _processes(int(pid))
    return pids


def _cpu_s(server: int) -> float:
    """Processor time that the server and its children have taken."""
    ticks = 0
    for pid in _processes(server):
        with suppress(OSError):  # it has ended
            ticks += _ticks(pid)
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])  # utime and stime, 14 and 15 in proc(5)


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _table(start: Load, previews: Load, choices: Load, load: Load) -> str:
    rows = [
        ["", "count", "p50 ms", "p95 ms", "worst ms", "CPU ms each"],
        _row("start to the first page", start),
        _row("a headline changed and seen, one person", previews),
        _row("a theme chosen and seen, one person", choices),
        _row(f"a headline, {_PEOPLE} people", load),
    ]
    title = f"The studio on the loopback: A3 poster, {_WIDTH_PX} px wide"
    return f"{title}\n{aligned(rows)}"


def _row(title: str, load: Load) -> list[str]:
    seconds = load.seconds
    marks = (quantile(seconds, 0.5), quantile(seconds, 0.95), max(seconds), load.cpu_each_s)
    return [title, str(len(seconds)), *(f"{mark * 1000:.0f}" for mark in marks)]


if __name__ == "__main__":
    main()
