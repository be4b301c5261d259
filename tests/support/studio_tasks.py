"""Tasks for tests of the pool: what a worker can be made to do, and to suffer."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from generator.core.messages import msg
from generator.studio.work.terms import Lane, Terms, task


def echo(value: object) -> object:
    """The value."""
    return value


def slow(seconds: float, value: object = None) -> object:
    """The value, after a while."""
    time.sleep(seconds)
    return value


def touch(path: str) -> None:
    """Leave a mark that it was done."""
    Path(path).touch()


def pid() -> int:
    """The number of the process that does it."""
    return os.getpid()


def refuse() -> None:
    """Raise a fault of the task itself."""
    raise KeyError("not there")


def crash() -> None:
    """End the process as the system does that runs out of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


@task(Terms(Lane.MAKE, 60, msg("makes the files"), is_ended=True))
def long_make(seconds: float, report: Callable[[int], None] | None = None) -> str:
    """Report twice, after half of the time and at its end."""
    for number in (1, 2):
        time.sleep(seconds / 2)
        if report is not None:
            report(number)
    return "made"


@task(Terms(Lane.PREVIEW, 0.5, msg("draws the preview")))
def late() -> None:
    """Take longer than allowed."""
    time.sleep(60)


@task(Terms(Lane.READ, 30, msg("reads the paper")))
def greedy() -> int:
    """Take more addresses than a reader may have."""
    return len(bytearray(8_000_000_000))


@task(Terms(Lane.READ, 30, msg("reads the paper")))
def reader_pid() -> int:
    """The number of the process that does it."""
    return os.getpid()


@task(Terms(Lane.READ, 60, msg("reads the paper")))
def read_paper(data: bytes, name: str) -> int:
    """The number of blocks of a paper, read as for a project."""
    from generator.content.letter import parse_letter
    from generator.core.assets import shipped_assets

    return len(parse_letter(data, source=name, recognition=shipped_assets().recognition).blocks)
