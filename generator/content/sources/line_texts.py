"""Texts of source lines in the product's normal form: NFC, nothing invisible, cells kept apart.

Every reader of a format passes its lines through here. A paper is read even where a part of it is
damaged: such a part is reported and marked as unsure, never dropped and never refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from generator.core.errors import ContentError, Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.vietnamese.text_guard import conversion_findings, guard_with_changes

#: Control and format characters draw nothing; of a text they are no part.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs"})
#: What stands where characters were lost (U+FFFD), or what only one font of its author draws.
_UNREADABLE: Final = re.compile("[\ufffd\ue000-\uf8ff]+")

#: A character with the accents that stand behind it.
_LETTER: Final = re.compile(r"[\s\S][\u0300-\u036f]*")


@dataclass(frozen=True, slots=True)
class GuardedText:
    """A line's text in normal form.

    Attributes:
        text: Tabs and runs of spaces are kept, white space at the end is not.
        unsure: Parts that cannot be read, as 0-based (start, end).
        findings: On conversion and on damage.
    """

    text: str
    unsure: tuple[tuple[int, int], ...] = ()
    findings: tuple[Finding, ...] = ()


def guard_line(raw: str, *, place: Place) -> GuardedText:
    """``raw``, one line without its end, in normal form.

    Args:
        raw: The line as its file has it; breaks inside it become spaces.
        place: Where it stands, for findings.
    """
    cells: list[str] = []
    findings: list[Finding] = []
    # The guard turns a tab into a space; here it parts two cells.
    for cell in raw.split("\t"):
        text, found = _guard_cell(cell, place)
        cells.append(text)
        findings += found
    text = "\t".join(cells).rstrip()
    unsure = tuple(found.span() for found in _UNREADABLE.finditer(text))
    return GuardedText(text, unsure, tuple(findings))


def places_in(raw: str, text: str, *, start: int = 1) -> tuple[int, ...]:
    """Where each character of a line's ``text`` begins in ``raw``, and where the text ends.

    A letter may have its accents apart there, and characters that nobody sees may stand between.

    Args:
        raw: The line as its file has it; ``text`` is its text in normal form.
        start: The place of the first character of ``raw``.

    Returns:
        Nothing where the text has as many characters, or others.
    """
    if len(raw.rstrip()) == len(text):
        return ()
    places: list[int] = []
    stop = 0
    for match in _LETTER.finditer(raw):
        letter = match[0] if match[0].isascii() else unicodedata.normalize("NFC", match[0])
        is_blank = letter.isspace() and text[len(places) : len(places) + 1].isspace()
        if is_blank or text.startswith(letter, len(places)):
            places += [start + match.start()] * len(letter)
            stop = start + match.end()
        elif not (letter.isspace() or all(not _is_seen(c) for c in letter)):
            return ()
    return (*places, stop) if len(places) == len(text) else ()


def _guard_cell(raw: str, place: Place) -> tuple[str, tuple[Finding, ...]]:
    try:
        text, changes = guard_with_changes(raw, place=place)
    except ContentError as error:
        text = "".join(c for c in unicodedata.normalize("NFC", raw) if _is_seen(c))
        return text, tuple(_damage(problem.code, place) for problem in error.problems[:1])
    return text.replace("\n", " "), conversion_findings(changes, place)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN


def _damage(code: str, place: Place) -> Finding:
    if code == "bad-character":
        message = msg("a character here cannot be printed")
    else:
        message = msg("characters are damaged here")
    return Finding(
        code,
        Severity.WARNING,
        message,
        msg("compare this place with the original, or ask its sender for the file again"),
        place,
    )
