"""Messages for errors of the operating system, which can be translated.

The system's own texts are in English or in the language of the account, which need not be the one
of anpham. The usual errors have messages here; the others keep the system's text.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from generator.core.errors import InputOutputError, Place, Problem
from generator.core.messages import Message, msg

_FULL: Final = msg("the disk is full")
_FORBIDDEN: Final = msg("you do not have the right to do this")

_IMPOSSIBLE: Final = msg("no file can have a name with such a character")

_REASONS: Final = {
    errno.ENOENT: msg("there is no such file or folder"),
    errno.EISDIR: msg("it is a folder, not a file"),
    errno.ENOTDIR: msg("a file stands where its folder should be"),
    errno.EEXIST: msg("there is one of that name already"),
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: msg("the disk can only be read"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENAMETOOLONG: msg("the name is too long"),
    errno.EBUSY: msg("another program is using it"),
    errno.EBADF: msg("it is closed"),
    errno.EIO: msg("the disk does not work as it should"),
}


def refusal(error: OSError | ValueError) -> Message | str:
    """The reason of ``error``, as a value for a message.

    A name with a character that no file system takes is a ``ValueError`` to Python.
    """
    if isinstance(error, ValueError):
        return _IMPOSSIBLE
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def system_refusal(error: OSError) -> Problem:
    """The problem of an error of the operating system that no room foresaw."""
    return Problem(
        "system-refused",
        msg("the system refused: {reason}", reason=refusal(error)),
        msg("check the disk, the folder and your rights, then run the command again"),
        Place(file=str(error.filename) if error.filename is not None else None),
    )


def whole_characters(name: str) -> str:
    """``name`` of a file as a text; what is no UTF-8 in it is half a character to Python."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # half a pair of Windows, which has no byte of its own
        return name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@contextmanager
def refusals_as_ours() -> Iterator[None]:
    """Errors of ours for refusals of the operating system that no room foresaw.

    A folder that may not be searched makes any question about its files fail: whether one is there,
    as well.

    Raises:
        InputOutputError: for an ``OSError`` with the name of a file.
    """
    try:
        yield
    except OSError as error:
        if error.filename is None:  # of a stream of the caller's
            raise
        raise InputOutputError(system_refusal(error)) from error
