"""``anpham studio`` as a process: its first line, its end, its neighbours on ports and data."""

from __future__ import annotations

import contextlib
import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from support.studio import studio_settings

from generator.core.errors import InputOutputError
from generator.studio import serving
from generator.studio.settings import is_loopback

ROOT: Final = Path(__file__).parents[2]
#: In s, for a loaded machine; every wait ends as soon as there is something.
PATIENCE: Final = 60
#: The promise is 1 s on a machine at rest. A loaded one (two cores for several suites) takes this
#: many times as long; the processor time, which does not depend on the neighbours, is held to 1 s.
LOADED: Final = 8

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


class Server:
    """``anpham studio`` in a process of its own."""

    def __init__(self, data: Path, *options: str) -> None:
        self.begun = time.perf_counter()
        command = [sys.executable, "-m", "anpham", "studio", "--no-browser", "--data", str(data)]
        self.process = subprocess.Popen(
            [*command, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"},
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self._jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())

    def open(self, address: str) -> str:
        opener = urllib.request.build_opener(self._jar)
        with opener.open(address, timeout=PATIENCE) as answer:
            assert answer.status == 200
            return str(answer.read().decode())

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """End it by a signal: its exit code and the rest of its output."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


@contextlib.contextmanager
def server(data: Path, *options: str) -> Iterator[Server]:
    running = Server(data, *options)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
        running.process.communicate()


def children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(one) for one in path.read_text().split()]


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
def test_first_line_is_an_address_that_opens_the_first_page(tmp_path: Path) -> None:
    with server(tmp_path, "--port", "0") as running:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/enter\?token=[\w-]{32}", running.address)
        assert "anpham" in running.open(running.address)
        wrong = running.address[:-1] + ("a" if running.address[-1] != "a" else "b")
        with pytest.raises(urllib.error.HTTPError, match="403"):
            running.open(wrong)
        assert running.stop() == (0, "", "")


@pytest.mark.slow
def test_ctrl_c_ends_it_in_a_word(tmp_path: Path) -> None:
    with server(tmp_path, "--port", "0") as running:
        running.open(running.address)
        code, out, err = running.stop(signal.SIGINT)
    assert (code, out) == (130, "")
    assert "Traceback" not in err
    assert len(err.split()) == 1


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize(("number", "expected"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_several_processes_answer_as_one_and_end_with_it(
    tmp_path: Path, number: int, expected: int
) -> None:
    with server(tmp_path, "--port", "0", "--workers", "2") as running:
        for _ in range(6):
            assert "anpham" in running.open(running.address)
        processes = children(running.process.pid)
        serving_ones = [one for one in processes if serves(one)]
        assert len(serving_ones) == 2
        code, out, err = running.stop(number)
        assert (code, out) == (expected, "")
        assert "Traceback" not in err
        assert not any(is_running(one) for one in serving_ones)
        # Python's tracker of resources ends when it sees that there is nobody left.
        until(lambda: not any(is_running(one) for one in processes))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
def test_processes_are_replaced_when_they_die_and_end_when_the_first_is_killed(
    tmp_path: Path,
) -> None:
    with server(tmp_path, "--port", "0", "--workers", "2") as running:
        running.open(running.address)
        before = {one for one in children(running.process.pid) if serves(one)}
        os.kill(min(before), signal.SIGKILL)
        until(lambda: len(set(children(running.process.pid)) - before) >= 1)
        for _ in range(4):
            running.open(running.address)
        left = children(running.process.pid)
        running.process.kill()
        until(lambda: not any(is_running(one) for one in left))


def serves(process: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()


def until(condition: object) -> None:
    assert callable(condition)
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.slow
def test_two_servers_share_a_folder_of_data(tmp_path: Path) -> None:
    with server(tmp_path, "--port", "0") as first, server(tmp_path, "--port", "0") as second:
        assert first.address != second.address
        for running in (first, second):
            assert "anpham" in running.open(running.address)
        assert first.stop()[0] == second.stop()[0] == 0


@pytest.mark.slow
def test_data_are_read_by_nobody_else(tmp_path: Path) -> None:
    data = tmp_path / "new"
    with server(data, "--port", "0") as running:
        running.open(running.address)
        found = [path for path in (data, *data.rglob("*")) if path.stat().st_mode & 0o077]
        assert found == []


@pytest.mark.slow
def test_an_office_begins_with_its_first_administrator(tmp_path: Path) -> None:
    with server(tmp_path, "--port", "0", "--host", "0.0.0.0") as running:
        port = urllib.parse.urlsplit(running.address).port
        found = re.fullmatch(r"http://([^/]+)/khoi-tao(\?token=[\w-]+)", running.address)
        assert found
        page = running.open(f"http://127.0.0.1:{port}/khoi-tao{found[2]}")
        assert 'name="again"' in page
        foreign = urllib.request.Request(f"http://127.0.0.1:{port}/")
        foreign.add_header("Host", f"evil.example:{port}")
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(foreign, timeout=PATIENCE)
        _, _, err = running.stop()
    assert "--public-url" in err


@pytest.mark.slow
def test_first_page_is_there_within_a_second(tmp_path: Path) -> None:
    walls, processor = [], []
    for number in range(3):
        before = os.times()
        with server(tmp_path / str(number), "--port", "0") as running:
            running.open(running.address)
            walls.append(time.perf_counter() - running.begun)
            running.stop()
        after = os.times()
        used = (after.children_user - before.children_user) + (
            after.children_system - before.children_system
        )
        processor.append(used)
    assert min(walls) < 1.0 * LOADED
    assert min(processor) < 1.0 * 2  # a loaded processor is slower at the same work, too


def test_a_server_needs_no_engine_before_a_piece_is_drawn() -> None:
    code = (
        "import sys, anpham, generator.cli.main, generator.studio.serving, generator.studio.app\n"
        "print(*[one for one in sys.modules], sep='\\n')"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    heavy = {"reportlab", "uharfbuzz", "PIL", "pypdfium2", "numpy", "fontTools", "lxml", "argon2"}
    assert heavy & set(run.stdout.split()) == set()


def test_a_port_that_is_taken_is_said_in_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = studio_settings(tmp_path, port=port)
        with pytest.raises(InputOutputError) as caught:
            serving._listen(settings, is_fixed_port=True)
        (problem,) = caught.value.problems
        assert problem.code == "cannot-listen"
        assert "another program listens there" in str(problem.message)
        with serving._listen(settings, is_fixed_port=False) as other:
            assert other.getsockname()[1] != port


@pytest.mark.parametrize(
    ("host", "reason"),
    [("192.0.2.77", "this computer has no such address"), ("no.such.invalid", "no computer")],
)
def test_an_address_of_another_computer_is_said_in_words(
    tmp_path: Path, host: str, reason: str
) -> None:
    settings = studio_settings(tmp_path, host=host, port=0, has_accounts=True)
    with pytest.raises(InputOutputError, match=reason):
        serving._listen(settings, is_fixed_port=True)


@pytest.mark.skipif(not socket.has_ipv6, reason="a computer without IPv6")
@pytest.mark.parametrize("host", ["::1", "[::1]", "::"])
def test_ipv6_is_listened_on_and_written_in_brackets(tmp_path: Path, host: str) -> None:
    settings = studio_settings(tmp_path, host=host, port=0, has_accounts=True)
    try:
        listening = serving._listen(settings, is_fixed_port=True)
    except InputOutputError:
        pytest.skip("a computer without an IPv6 address")
    with listening:
        assert listening.family == socket.AF_INET6
    assert studio_settings(tmp_path, host="::1").address == "http://[::1]:8893"
    assert "[::1]:8893" in studio_settings(tmp_path, host="::", has_accounts=True).hosts


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("[::1]", True),
     ("localhost", True), ("0.0.0.0", False), ("::", False), ("10.0.0.1", False),
     ("localhost.example.vn", False), ("", False)],
)  # fmt: skip
def test_only_an_address_of_this_computer_alone_is_without_accounts(
    host: str, expected: bool
) -> None:
    assert is_loopback(host) is expected


def test_data_that_cannot_be_used_are_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    settings = studio_settings(tmp_path, data=tmp_path / "file", port=0)
    with pytest.raises(InputOutputError) as caught:
        serving._entrance(settings)
    assert caught.value.problems[0].code == "studio-data-unusable"
