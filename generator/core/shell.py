"""Arguments of commands as a person pastes them into a shell."""

from __future__ import annotations

import os
import re
from typing import Final

#: What no shell reads as anything else; letters of any alphabet are among it.
_PLAIN: Final = re.compile(r"[\w@%+=:,./-]+")
#: What a POSIX shell reads within double quotes.
_SPECIAL: Final = re.compile(r'["$`\\!]')


def quoted(argument: object, *, is_windows: bool = os.name == "nt") -> str:
    """``argument`` as one word of a command line: of cmd and PowerShell, or of a POSIX shell.

    Double quotes serve all of them, so they are taken wherever nothing inside is special.
    """
    text = str(argument)
    if is_windows:
        is_plain = _PLAIN.fullmatch(text.replace("\\", "/")) and "%" not in text
        # A backslash before the closing quotation mark would take it away.
        end = "\\" * (len(text) - len(text.rstrip("\\")))
        escaped = text.replace('"', '\\"')
        return text if is_plain else f'"{escaped}{end}"'
    if _PLAIN.fullmatch(text):
        return text
    if not _SPECIAL.search(text):
        return f'"{text}"'
    import shlex  # few names need it, and help is not to wait for it

    return shlex.quote(text)
