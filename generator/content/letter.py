"""Official letters: the bytes of a file of any kind in, a frozen :class:`Letter` out.

The file's lines come from ``sources``, the letter's fields and blocks are read in ``letters``.
Campaigns are read in ``campaign``, the lock on a letter is in ``letter_lock``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.content.letters.model import Letter

#: The largest file that is read: a scan of a hundred pages is some 40 MB.
MAX_LETTER_BYTES: Final = 100_000_000


def parse_letter(data: bytes, *, source: str, recognition: Path | None = None) -> Letter:
    """The letter in ``data``; what it lacks is named in it.

    Args:
        data: The file's bytes as received; the letter's sha256 is theirs.
        source: The file's name, for messages.
        recognition: The folder of the model that reads print off pictures; None where a scan shall
            not be read.

    Raises:
        ContentError: when it is no text at all, or of a kind that is not read.
        MissingResourceError: when it is a scan, and the extra that reads it is not installed.
    """
    # Campaigns whose letter is locked need no reader.
    from generator.content.letters.reader import read_letter
    from generator.content.sources.opening import open_source

    return read_letter(open_source(data, name=source, recognition=recognition))
