"""Names of files that every system can hold: of a campaign's folder, and of an archive.

A name is a path with "/" from the folder. Names are checked where they enter the store; what reads
the store need not check them again.

Source of the names that Windows reserves:
https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from generator.core.errors import ContentError, Place, Problem
from generator.core.excerpts import excerpt_ends
from generator.core.messages import Message, msg

#: Of one part; Linux takes 255 bytes, and a letter may take 3.
MAX_PART_BYTES: Final = 240
#: Of the whole name: a folder on Windows has 260 characters for the path before it as well.
MAX_NAME_LENGTH: Final = 160
MAX_DEPTH: Final = 6

_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)")
_FORBIDDEN: Final = frozenset('<>:"|?*\\')


def check_names(names: Iterable[str]) -> None:
    """Check the names of the files of one folder.

    Raises:
        ContentError: with every name that not every system can hold beside the others.
    """
    problems = list(_problems(list(names)))
    if problems:
        raise ContentError(*problems)


def _problems(names: list[str]) -> Iterator[Problem]:
    for name in names:
        reason = fault(name)
        if reason is not None:
            yield Problem(
                "file-name-refused",
                msg("a file has a name that cannot be used: {reason}", reason=reason),
                msg("rename the file, then try again"),
                Place(file=shown(name)),
            )
    yield from _collisions(names)


def _collisions(names: list[str]) -> Iterator[Problem]:
    folders = {
        _key("/".join(parts[:depth])): name
        for name in names
        for parts in [name.split("/")]
        for depth in range(1, len(parts))
    }
    taken: dict[str, str] = {}
    for name in names:
        key = _key(name)
        other = taken.get(key, folders.get(key))
        taken.setdefault(key, name)
        if other is not None:
            yield Problem(
                "file-names-collide",
                msg(
                    "some systems cannot hold it beside '{other}', whose name is the same to them",
                    other=shown(other),
                ),
                msg("rename one of them, then try again"),
                Place(file=shown(name)),
            )


def fault(name: str) -> Message | None:
    """The reason why a name cannot be used; None if it can."""
    parts = name.split("/")
    if not name or "" in parts or set(parts) & {".", ".."}:
        return msg("it leads out of its folder, or to none")
    if "\\" in name:
        return msg("it has a backslash")
    if len(name) > MAX_NAME_LENGTH or len(parts) > MAX_DEPTH:
        return msg("it is too long")
    if not unicodedata.is_normalized("NFC", name):
        return msg("its accents are not composed")
    return next((reason for part in parts if (reason := _part_fault(part)) is not None), None)


def _part_fault(part: str) -> Message | None:
    if len(part.encode("utf-8", "surrogatepass")) > MAX_PART_BYTES:
        return msg("it is too long")
    # Controls, invisible characters, halves of pairs, what Unicode does not know.
    if any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for c in part):
        return msg("it has an invisible character")
    if set(part) & _FORBIDDEN or part != part.strip(" ") or part.endswith("."):
        return msg("Windows cannot hold it")
    if _DEVICES.match(part.casefold()):
        return msg("Windows means a device by it")
    return None


def shown(name: str) -> str:
    """``name`` for a message: short, and without what would be invisible in it."""
    visible = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return excerpt_ends(visible, 80)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
