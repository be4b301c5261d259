"""The studio's work in processes of its own: fair, bounded, and never broken for good."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import support.studio  # noqa: F401 - skips all this where the extra is not installed
from support import studio_tasks as tasks

from generator.core.translations import localized
from generator.studio.work.fair_queue import MAX_OF_ONE
from generator.studio.work.pool import Superseded, WorkFailed, WorkPool

LIMIT_S = 30.0


@pytest.fixture
def pool() -> Iterator[WorkPool]:
    """A pool with one worker for previews."""
    opened = WorkPool(1)
    yield opened
    opened.close()


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until ``holds``; fail if it never does."""
    end = time.monotonic() + LIMIT_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """True if there is such a process, and it is no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def busy(pool: WorkPool, seconds: float = 0.5) -> None:
    """Keep the only worker for previews at work."""
    pool.run(tasks.echo, None)
    pool.submit(tasks.slow, seconds, person="somebody else")
    time.sleep(0.05)


def test_workers_stay_warm_from_task_to_task(pool: WorkPool) -> None:
    assert pool.run(tasks.pid) == pool.run(tasks.pid)


def test_a_newer_task_takes_the_place_of_a_waiting_one_of_its_key(pool: WorkPool) -> None:
    busy(pool)
    older = pool.submit(tasks.echo, "older", key="a person's poster")
    other = pool.submit(tasks.echo, "other", key="another's poster")
    newer = pool.submit(tasks.echo, "newer", key="a person's poster")
    with pytest.raises(Superseded):
        older.result(LIMIT_S)
    assert (other.result(LIMIT_S), newer.result(LIMIT_S)) == ("other", "newer")


def test_a_short_task_that_runs_is_finished_and_nobody_waits_for_it(pool: WorkPool) -> None:
    pid = pool.run(tasks.pid)
    older = pool.submit(tasks.slow, 0.5, key="poster")
    time.sleep(0.1)
    newer = pool.submit(tasks.pid, key="poster")
    with pytest.raises(Superseded):
        older.result(0.1)
    assert newer.result(LIMIT_S) == pid


def test_a_long_task_that_runs_is_ended_when_a_newer_one_comes(pool: WorkPool) -> None:
    older = pool.submit(tasks.long_make, 60.0, key="make")
    wait_until(lambda: len(pool.pids()) == 1)
    (pid,) = pool.pids()
    newer = pool.submit(tasks.long_make, 0.0, key="make")
    with pytest.raises(Superseded):
        older.result(LIMIT_S)
    assert newer.result(LIMIT_S) == "made"
    assert not is_running(pid)


def test_progress_comes_while_the_task_runs(pool: WorkPool) -> None:
    seen: list[int] = []
    assert pool.run(tasks.long_make, 0.1, on_progress=seen.append) == "made"
    assert seen == [1, 2]


def test_whole_orders_hold_up_no_preview(pool: WorkPool) -> None:
    pool.run(tasks.echo, None)
    made = pool.submit(tasks.long_make, 2.0)
    assert pool.run(tasks.echo, "preview") == "preview"
    assert not made.done()


def test_a_worker_that_is_killed_is_replaced_and_its_task_fails_in_words(pool: WorkPool) -> None:
    with pytest.raises(WorkFailed) as failed:
        pool.run(tasks.crash)
    (problem,) = failed.value.problems
    assert problem.code == "process-lost"
    assert "tiến trình" in localized("vi", problem.message)
    assert problem.hint is not None
    assert pool.run(tasks.echo, "again") == "again"


def test_a_task_that_takes_too_long_is_ended_in_words(pool: WorkPool) -> None:
    with pytest.raises(WorkFailed) as failed:
        pool.run(tasks.late)
    assert failed.value.problems[0].code == "process-late"
    assert pool.run(tasks.echo, "again") == "again"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems set no such limit")
def test_a_reader_gets_no_more_addresses_than_it_may_have(pool: WorkPool) -> None:
    with pytest.raises(WorkFailed) as failed:
        pool.run(tasks.greedy)
    assert failed.value.problems[0].code == "process-memory"


def test_each_paper_is_read_by_a_process_of_its_own(pool: WorkPool) -> None:
    assert pool.run(tasks.reader_pid) != pool.run(tasks.reader_pid)


def test_a_fault_of_a_task_reaches_its_caller_and_leaves_the_worker(pool: WorkPool) -> None:
    pid = pool.run(tasks.pid)
    with pytest.raises(KeyError):
        pool.run(tasks.refuse)
    assert pool.run(tasks.pid) == pid


def test_what_cannot_be_sent_fails_alone(pool: WorkPool) -> None:
    with pytest.raises(Exception, match="pickle"):
        pool.run(tasks.echo, lambda: None)
    assert pool.run(tasks.echo, "again") == "again"


def test_a_waiting_task_that_its_caller_cancels_is_not_done(pool: WorkPool, tmp_path: Path) -> None:
    busy(pool)
    mark = tmp_path / "done"
    assert pool.submit(tasks.touch, str(mark)).cancel()
    pool.run(tasks.echo, None)
    assert not mark.exists()


def test_one_who_types_fast_does_not_starve_the_others(pool: WorkPool) -> None:
    busy(pool)
    done: list[str] = []
    fast = [pool.submit(tasks.echo, number, person="fast") for number in range(20)]
    slow = pool.submit(tasks.echo, "slow", person="slow")
    for one in (*fast, slow):
        one.add_done_callback(lambda future: done.append(str(future.result())))
    wait_until(lambda: len(done) == 21)
    assert done.index("slow") <= 1


def test_more_than_can_wait_is_refused_in_words(pool: WorkPool) -> None:
    busy(pool)
    for number in range(MAX_OF_ONE):
        pool.submit(tasks.echo, number, person="fast")
    with pytest.raises(WorkFailed) as failed:
        pool.submit(tasks.echo, "one more", person="fast")
    assert failed.value.problems[0].code == "too-much-waits"
    assert pool.submit(tasks.echo, "another", person="slow").result(LIMIT_S) == "another"


def test_closing_ends_every_process_and_what_waits() -> None:
    pool = WorkPool(2)
    running = [pool.submit(tasks.slow, 60.0) for _ in range(3)]
    wait_until(lambda: len(pool.pids()) == 2)
    pids = pool.pids()
    pool.close()
    wait_until(lambda: not any(map(is_running, pids)))
    wait_until(lambda: all(one.done() for one in running))
    with pytest.raises(WorkFailed):
        pool.submit(tasks.echo, None)


_SERVER = """
import sys, time
sys.path[:] = {path!r}
import anpham
from generator.studio.work.pool import WorkPool
from support import studio_tasks as tasks
pool = WorkPool(1)
pool.run(tasks.echo, None)
pool.submit(tasks.slow, 60.0)
print(*pool.pids(), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="reads /proc and sends signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_their_server_however_it_ends(how: signal.Signals) -> None:
    command = [sys.executable, "-c", _SERVER.format(path=sys.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        pids = [int(pid) for pid in server.stdout.readline().split()]
        assert all(map(is_running, pids))
        os.kill(server.pid, how)
    wait_until(lambda: not any(map(is_running, pids)))
