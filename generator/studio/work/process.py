"""The server's side of one worker: started, called, ended."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final

from generator.studio.work.worker import Done, Limits, TaskCall, TaskProgress, receive, send

#: ``anpham`` first: it loads ``generator`` by its place (see ``core.public``).
_PROGRAM: Final = (
    "import sys; sys.path[:] = {path!r}\n"
    "import anpham\n"
    "from generator.studio.work.worker import main\n"
    "main()"
)


class WorkerProcess:
    """A process that waits for calls. One thread calls it; any may end it."""

    def __init__(self, limits: Limits) -> None:
        # No window flashes up where the studio has none of its own.
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        if limits.niceness:
            flags |= getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=flags,
        )
        self._send(limits)

    @property
    def pid(self) -> int:
        """The number that the system knows it by."""
        return self._process.pid

    def call(self, call: TaskCall, on_progress: Callable[[Any], None] | None) -> Done:
        """The last answer to ``call``.

        Raises:
            EOFError: if the process ends before.
        """
        self._send(call)
        stream = self._process.stdout
        assert stream is not None
        try:
            while True:
                answer = receive(stream)  # type: ignore[arg-type]
                if isinstance(answer, Done):
                    return answer
                if isinstance(answer, TaskProgress) and on_progress is not None:
                    on_progress(answer.value)
        except (OSError, ValueError):
            raise EOFError from None

    def end(self) -> None:
        """End the process, whatever it does, and wait until it is gone."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def kill(self) -> None:
        """End the process; whoever reads its answers sees their end."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def _send(self, value: object) -> None:
        stream = self._process.stdin
        assert stream is not None
        try:
            send(stream, value)  # type: ignore[arg-type]
        except (OSError, ValueError):
            raise EOFError from None
