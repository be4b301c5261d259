"""The child's side: a process that does one task after the other, until its pipe closes.

Its standard input brings calls, its standard output takes answers. When the server ends, even by
SIGKILL, the pipe closes and the process ends with it, in the middle of a task if need be.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

#: Exit code of a worker whose server is gone.
_ORPHANED: Final = 3
_PREFIX_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class TaskCall:
    """A task to be done; ``reports`` if it takes a function ``report`` for its progress."""

    task: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    reports: bool = False


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """An answer before the last one."""

    value: Any


@dataclass(frozen=True, slots=True)
class Done:
    """The last answer: a result, or the exception in its place."""

    value: Any = None
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on a process, where the system knows such; None for no bound.

    Attributes:
        address_space: In bytes.
        cpu_s: Of processor time; of the process, which then does one task only.
        niceness: How much less it is preferred to others.
    """

    address_space: int | None = None
    cpu_s: int | None = None
    niceness: int = 0


def send(stream: BinaryIO, value: object) -> None:
    """Write ``value`` as one message."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_PREFIX_BYTES, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next message.

    Raises:
        EOFError: if the other side has ended.
    """
    return pickle.loads(_exactly(stream, int.from_bytes(_exactly(stream, _PREFIX_BYTES), "big")))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def main() -> None:
    """Do tasks until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to answer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing that is printed mixes with answers
    calls = sys.stdin.buffer
    _limit(receive(calls))
    waiting: queue.SimpleQueue[TaskCall] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(calls, waiting), daemon=True).start()
    while True:
        call = waiting.get()
        if call.reports:
            call.kwargs["report"] = lambda value: send(answers, TaskProgress(value))
        _answer(answers, _done(call))


def _read(calls: BinaryIO, waiting: queue.SimpleQueue[TaskCall]) -> None:
    """Put calls in the queue. The end of the pipe ends the process, whatever it does."""
    try:
        while True:
            waiting.put(receive(calls))
    except (EOFError, OSError):
        os._exit(_ORPHANED)


def _done(call: TaskCall) -> Done:
    try:
        return Done(call.task(*call.args, **call.kwargs))
    except Exception as error:
        # A traceback cannot be pickled; what the server prints would not say where it was.
        if not hasattr(error, "problems") and not isinstance(error, MemoryError):
            traceback.print_exc()
        return Done(error=error)


def _answer(answers: BinaryIO, done: Done) -> None:
    try:
        data = pickle.dumps(done)
        known = pickle.loads(data)
    except Exception:
        known = Done(error=RuntimeError(f"cannot be sent: {done.error or type(done.value)!r}"))
    del done
    send(answers, known)


def _limit(limits: Limits) -> None:
    if limits.niceness and hasattr(os, "nice"):
        os.nice(limits.niceness)
    with contextlib.suppress(ImportError):
        import resource

        _lower(resource.RLIMIT_CORE, 0)
        if limits.address_space is not None:
            _lower(resource.RLIMIT_AS, limits.address_space)
        if limits.cpu_s is not None:
            _lower(resource.RLIMIT_CPU, limits.cpu_s)


def _lower(kind: int, value: int) -> None:
    """Set a limit, unless the system holds the process to a lower one already."""
    import resource

    _, hard = resource.getrlimit(kind)
    if hard == resource.RLIM_INFINITY or value <= hard:
        # Some systems know a limit and set none (macOS, of the address space).
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))
