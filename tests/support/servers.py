"""Servers of the studio as people start them: processes, with their address and signals."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Final, Self

#: A busy machine takes some seconds to start one; more is a fault.
START_TIMEOUT: Final = 60.0
#: Makes no window: a browser that the studio would open is this program, which does nothing.
NO_BROWSER: Final = {"BROWSER": "true"}


def free_port() -> int:
    """A port of the loopback device on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


class ServerProcess:
    """A server in a process of its own, which ends with the ``with`` block.

    Attributes:
        entrance: The address that it printed first, with its token.
    """

    def __init__(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        command: Sequence[str | Path] = (sys.executable, "-m", "anpham", "studio"),
    ) -> None:
        # Closed at the end of the ``with`` block that uses this object.
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        inherited = {**os.environ, **NO_BROWSER}
        self.process = subprocess.Popen(
            [*map(str, command), *map(str, arguments)],
            cwd=cwd,
            env=inherited | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
            start_new_session=True,
        )
        assert self.process.stdout is not None
        timer = Timer(START_TIMEOUT, self.kill)
        timer.start()
        self.entrance = self.process.stdout.readline().strip()
        timer.cancel()
        if not self.entrance:
            self.process.wait()
            errors = self.errors
            self._close()
            raise AssertionError(f"no server: {errors}")

    @property
    def address(self) -> str:
        """The address without the token and without a slash at the end."""
        return self.entrance.partition("/enter")[0].rstrip("/")

    @property
    def errors(self) -> str:
        """All that it has written to stderr."""
        self._errors.seek(0)
        return self._errors.read()

    def kill(self) -> None:
        """End it and its workers with SIGKILL, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> int:
        """Ask it to end; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=START_TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self.process.poll() is None:
                self.end()
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        finally:
            self._close()

    def _close(self) -> None:
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._errors.close()
