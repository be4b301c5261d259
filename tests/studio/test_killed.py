"""A process killed in the midst of writing: what it acknowledged is there, and nothing is half."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.store import NOON, Store, begun, open_store
from support.tools import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="kills by a signal"),
]

ROUNDS = 30
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "tests")))}


#: The system itself kills the process when a file of it grows beyond so many bytes.
HALF_WRITTEN = """
import resource, signal, sys
from pathlib import Path
from generator.studio.store.files import FileStore
store = FileStore(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
store.put(b"x" * 9000)
"""


def start(folder: Path, edits: int, *project: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "support.store_writer", str(folder), str(edits), *project],
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )


def acknowledged(output: str) -> Iterator[tuple[str, str, int, str]]:
    """Project, kind, number and file of each whole line; the last one may be cut off."""
    for line in output.splitlines(keepends=True):
        if line.endswith("\n"):
            project, kind, number, sha256 = line.split()
            yield project, kind, int(number), sha256


def check_files(store: Store, folder: Path) -> None:
    """Nothing in the store is half; what was never named lies apart and can be cleared."""
    for path in (folder / "files").glob("??/*"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    named = store.database.connection.execute(
        "SELECT j.value FROM revisions r, json_each(r.files) j"
        " UNION SELECT j.value FROM versions v, json_each(v.files) j"
    )
    for (sha256,) in named:
        store.files.get(sha256)  # which compares the sum


def check(folder: Path, reported: list[tuple[str, str, int, str]]) -> None:
    with open_store(folder) as store:
        assert store.database.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert store.database.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for project, kind, number, sha256 in reported:
            if kind == "revision":
                assert store.projects.revision(project, number).files["picture.png"] == sha256
            else:
                assert store.versions.get(project, number).files["poster.pdf"] == sha256
        for one in store.projects.listed():
            numbers = [each.number for each in store.projects.history(one.id, most=10**6)]
            assert numbers == list(range(len(numbers), 0, -1))
            lines = store.audit.read(one.id, most=10**6)
            assert sum(line.what == "edited" for line in lines) == len(numbers) - 1
        check_files(store, folder)


def test_what_was_acknowledged_before_a_kill_is_there_after_it(tmp_path: Path) -> None:
    chance = random.Random(13)
    reported: list[tuple[str, str, int, str]] = []
    for _ in range(ROUNDS):
        writer = start(tmp_path, 100_000)
        time.sleep(chance.uniform(0.1, 0.6))
        writer.send_signal(signal.SIGKILL)
        output, _ = writer.communicate()
        reported += acknowledged(output)
        check(tmp_path, reported)
    assert len(reported) > ROUNDS
    assert len({project for project, *_ in reported}) > ROUNDS / 2


def test_a_kill_of_one_of_several_processes_harms_no_other(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        project = begun(store).id
    victim = start(tmp_path, 100_000, project)
    others = [start(tmp_path, 30, project) for _ in range(2)]
    time.sleep(0.8)
    victim.kill()
    outputs = [one.communicate()[0] for one in (victim, *others)]
    assert [one.returncode for one in others] == [0, 0]
    reported = [line for output in outputs for line in acknowledged(output)]
    assert sum(kind == "revision" for _, kind, *_ in reported) >= 60
    check(tmp_path, reported)
    numbers = [number for _, kind, number, _ in reported if kind == "revision"]
    assert len(numbers) == len(set(numbers))


def test_a_kill_in_the_midst_of_a_file_leaves_none_of_that_name(tmp_path: Path) -> None:
    files = tmp_path / "files"
    ended = subprocess.run(
        [sys.executable, "-c", HALF_WRITTEN, str(files)], env=ENVIRONMENT, check=False
    )
    assert ended.returncode == -signal.SIGXFSZ
    assert list(files.glob("??/*")) == []
    (half,) = (files / "scratch").iterdir()
    assert half.stat().st_size == 5000
    with open_store(tmp_path) as store:
        assert store.files.clear_leftovers(before=NOON.replace(year=2999)) == 1
        assert store.files.get(store.files.put(b"x" * 9000)) == b"x" * 9000
