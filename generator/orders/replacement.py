"""The file that a finished piece is about to replace: whether it says something else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.provenance import PREFIX

#: In bytes. No piece is so large; what is cannot be one.
_MAX_READ: Final = 256_000_000

#: What bears the day: dates in the document's information and in XMP, and the hashes of the file.
_DAY: Final = re.compile(
    rb"D:\d{14}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|/ID\s*\[[^\]]*\]|uuid:[0-9a-f-]{36}"
)
#: What a file's provenance record says of the order that it was made for.
_ORDER: Final = re.compile(
    rb"<%b:(Campaign|Material|Size|Theme|Destination|Profile|LetterSha256)>(.*?)</"
    % PREFIX.encode("ascii")
)


def replacement(path: Path, pdf: bytes) -> Finding | None:
    """A finding if a file with other content than ``pdf`` lies at ``path``; else None.

    A file that was made of the same order is an older state of the piece, and to replace it is what
    making it again is for: a note says so. Any other is somebody's file of the same name.
    """
    old = _read(path)
    if old is None or old == pdf or _without_day(old) == _without_day(pdf):
        return None
    order = _ORDER.findall(old)
    if order and order == _ORDER.findall(pdf):
        return Finding(
            "file-replaced",
            Severity.NOTE,
            msg("replaces an older state of this piece, which was not the same"),
            place=Place(str(path)),
        )
    return Finding(
        "file-replaced",
        Severity.WARNING,
        msg("replaces a file of this name with other content"),
        msg("if you need that one, too, name another folder with -o and make both again"),
        Place(str(path)),
    )


def _read(path: Path) -> bytes | None:
    """The bytes of the file there; None if there is none, or it cannot be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(_MAX_READ)
    except (OSError, ValueError):
        return None


def _without_day(pdf: bytes) -> bytes:
    return _DAY.sub(b"", pdf)
