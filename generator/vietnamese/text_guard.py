"""The one guard that every text passes on its way in: one form, no invisible characters.

Everything after the guard may rely on NFC, on every character being visible (or a space or a
line break), and on Đ being Đ. What is mended, and how each mending is told, is in ``repair``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from generator.core.errors import ContentError, Place, Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.vietnamese.legacy_encodings import Encoding, name_of, perhaps_tcvn3
from generator.vietnamese.repair import Change, convert, is_clean, repair

_LINE_END: Final = re.compile(r"\r\n|\r")
_NOWHERE: Final = Place()


def guard(text: str, *, place: Place = _NOWHERE) -> str:
    """``text`` in the one form the product works with; a text that has it is unchanged.

    It is mended as :func:`generator.vietnamese.repair.repair` says, and every line end becomes a
    line feed.

    Args:
        text: Text from a person or a file.
        place: Where it stands, for messages.

    Raises:
        ContentError: when characters are lost, or when characters remain that cannot be
            printed, one problem for each of these.
    """
    return guard_with_changes(text, place=place)[0]


def guard_with_changes(text: str, *, place: Place = _NOWHERE) -> tuple[str, tuple[Change, ...]]:
    """As :func:`guard`, with what was mended.

    Raises:
        ContentError: as :func:`guard` does.
    """
    if is_clean(text):
        return text, ()
    repaired = repair(text, place=place)
    guarded = _LINE_END.sub("\n", repaired.text)
    refuse_unprintable(guarded, place=place)
    return guarded, repaired.changes


def convert_file(text: str, *, source: str) -> tuple[str, tuple[Finding, ...]]:
    """A whole file's text with its old encoding converted, and the finding that tells so.

    Raises:
        ContentError: when characters are lost.
    """
    converted = convert(text, place=Place(source))
    return converted.text, conversion_findings(converted.changes, Place(source))


def conversion_findings(changes: Iterable[Change], place: Place) -> tuple[Finding, ...]:
    """What a person should know of a text that was converted: one finding for each encoding.

    Small repairs have one answer and are not told.

    Args:
        changes: What was mended in the text.
        place: Where the text stands; one that is a whole file gets line and column of the first
            place.
    """
    first: dict[Encoding, Change] = {}
    for change in changes:
        if change.encoding is not None:
            first.setdefault(change.encoding, change)
    return tuple(_converted(encoding, change, place) for encoding, change in first.items())


def _converted(encoding: Encoding, change: Change, place: Place) -> Finding:
    if place.file is not None and place.line is None:
        place = Place(place.file, change.line, change.column, place.item)
    return Finding(
        "text-converted",
        Severity.WARNING,
        msg("the text was in {encoding}; it was converted to Unicode", encoding=name_of(encoding)),
        msg(
            "TCVN3 does not tell accented capitals apart: check the names, and compare with the "
            "original before printing"
        )
        if encoding is Encoding.TCVN3
        else msg("compare it with the original before printing"),
        place,
    )


def refuse_unprintable(text: str, *, place: Place = _NOWHERE) -> None:
    """Raise when ``text`` holds characters that no font draws.

    Raises:
        ContentError: with one problem for each such character; where ``place`` names a file and
            no line, at its first line and column.
    """
    if text.replace("\n", "").isprintable():
        return
    bad = dict.fromkeys(
        c
        for c in text
        if c not in "\r\n" and unicodedata.category(c) in ("Cc", "Cf", "Cn", "Co", "Cs")
    )
    if bad:
        raise ContentError(
            *(
                Problem(
                    "bad-character",
                    msg("character U+{code} cannot be printed", code=f"{ord(c):04X}"),
                    _cure(text, c),
                    _place_of(text, c, place),
                )
                for c in bad
            )
        )


def _cure(text: str, character: str) -> Message:
    at = text.index(character)
    line = re.split(r"[\r\n]", text[:at])[-1] + re.split(r"[\r\n]", text[at:])[0]
    for start, word, read in perhaps_tcvn3(line):
        if character in line[start : start + len(word)]:
            return msg("perhaps this is TCVN3 for “{instead}”; type the word again", instead=read)
    return msg("delete it near “{near}” or type what it stands for", near=_around(text, character))


def _place_of(text: str, character: str, place: Place) -> Place:
    if place.file is None or place.line is not None:
        return place
    before = text[: text.index(character)]
    ends = len(re.findall(r"\r\n|\r|\n", before))
    column = len(re.split(r"[\r\n]", before)[-1]) + 1
    return Place(place.file, ends + 1, column, place.item)


def _around(text: str, character: str) -> str:
    """The visible text next to the first ``character``, for a person to find it by."""
    at = text.index(character)
    near = text[max(0, at - 12) : at] + text[at + 1 : at + 13]
    return "".join(c for c in near.replace("\n", " ") if c.isprintable()).strip()
