"""The standard streams of the process: any of them may be closed, full, or of another encoding.

That something cannot be shown is no fault of the work that was done: it is reported as a stream
that takes nothing, never as a fault of anpham.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import Final

from generator.core.errors import Problem
from generator.core.messages import msg
from generator.core.os_errors import refusal

_OF_STREAMS: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EINVAL, errno.ENXIO}
)


class ClosedStream(io.TextIOBase):
    """Stands in for a standard output that was closed before the process began."""

    @property
    def buffer(self) -> ClosedStream:
        """The stream itself, which refuses bytes as well."""
        return self

    def writable(self) -> bool:
        """True: the refusal comes with what is written."""
        return True

    def write(self, _: object) -> int:
        """Refuse.

        Raises:
            OSError: always.
        """
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def open_all() -> None:
    """Let there be three streams, and no file of ours in the place of one that is closed.

    Without it the first file that is opened would become the process's standard output. What is
    written to a closed stderr is lost on purpose.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        sys.stdout = ClosedStream()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def write_utf8() -> None:
    """Let piped output be UTF-8, also where Windows would choose a code page without ``ễ``.

    What a stream cannot hold (half a character in the name of a file, ``ễ`` on a terminal without
    it) is shown by its number.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def discard(stream: object) -> None:
    """Discard what is left in ``stream``, which takes nothing more.

    Without this Python would complain at exit, when it flushes (docs.python.org, library/signal,
    "Note on SIGPIPE").
    """
    with contextlib.suppress(AttributeError, OSError, ValueError):
        descriptor = stream.fileno()  # type: ignore[attr-defined]
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def is_of_stream(error: OSError) -> bool:
    """True if a stream failed: a file would have its name, a folder that is gone another number."""
    return error.filename is None and error.errno in _OF_STREAMS


def lost_output(error: OSError) -> Problem:
    """The problem that the standard output did not take what was to be shown."""
    return Problem(
        "output-lost",
        msg("the standard output takes nothing: {reason}", reason=refusal(error)),
        msg(
            "what was made is there; send the output into a file on another disk, or to a terminal"
        ),
    )
