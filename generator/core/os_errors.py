"""Messages for errors of the operating system, which can be translated.

The system's own texts are in English or in the language of the account, which need not be the one
of anpham. The usual errors have messages here; the others keep the system's text.
"""

from __future__ import annotations

import errno
from typing import Final

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
    errno.EIO: msg("the disk does not work as it should"),
}


def refusal(error: OSError | ValueError) -> Message | str:
    """The reason of ``error``, as a value for a message.

    A name with a character that no file system takes is a ``ValueError`` to Python.
    """
    if isinstance(error, ValueError):
        return _IMPOSSIBLE
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
