"""The guard that every text passes on its way in: one normal form, no invisible characters.

Everything after the guard may rely on NFC, on every character being visible (or a space or a
line break), and on Đ being Đ. The repairs and their records are in ``repair``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from generator.core.errors import ContentError, Place, Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.vietnamese.legacy_codes import Encoding, encoding_name
from generator.vietnamese.legacy_encodings import possible_tcvn3_words
from generator.vietnamese.repair import TextChange, convert, is_clean, repair
from generator.vietnamese.stray_marks import find_on_nothing

_LINE_END: Final = re.compile(r"\r\n|\r")
_NO_PLACE: Final = Place()


def guard(text: str, *, place: Place = _NO_PLACE) -> str:
    """``text`` in the product's normal form; a text that has it already is unchanged.

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


def guard_with_changes(
    text: str, *, place: Place = _NO_PLACE
) -> tuple[str, tuple[TextChange, ...]]:
    """``text`` as :func:`guard` gives it, with the repairs that were made.

    Raises:
        ContentError: as :func:`guard` does.
    """
    if is_clean(text):
        return text, ()
    repaired = repair(text, place=place)
    guarded = _LINE_END.sub("\n", repaired.text)
    refuse_unprintable(guarded, place=place)
    _refuse_stray_marks(guarded, place)
    return guarded, repaired.changes


def convert_file(text: str, *, source: str) -> tuple[str, tuple[Finding, ...]]:
    """A whole file's text with its legacy encoding converted, and the findings that report it.

    Raises:
        ContentError: when characters are lost.
    """
    converted = convert(text, place=Place(source))
    return converted.text, conversion_findings(converted.changes, Place(source))


def conversion_findings(changes: Iterable[TextChange], place: Place) -> tuple[Finding, ...]:
    """The findings on a text that was converted: one for each encoding.

    Small repairs have one answer and are not reported.

    Args:
        changes: The repairs made in the text.
        place: Where the text stands; one that is a whole file gets line and column of the first
            place.
    """
    first: dict[Encoding, TextChange] = {}
    for change in changes:
        if change.encoding is not None:
            first.setdefault(change.encoding, change)
    return tuple(_converted(encoding, change, place) for encoding, change in first.items())


def _converted(encoding: Encoding, change: TextChange, place: Place) -> Finding:
    if place.file is not None and place.line is None:
        place = Place(place.file, change.line, change.column, place.item)
    return converted_finding(encoding, place)


def converted_finding(encoding: Encoding, place: Place) -> Finding:
    """The finding on a text that was converted from ``encoding``."""
    return Finding(
        "text-converted",
        Severity.WARNING,
        msg(
            "the text was in {encoding}; it was converted to Unicode",
            encoding=encoding_name(encoding),
        ),
        msg(
            "TCVN3 does not tell accented capitals apart: check the names, and compare with the "
            "original before printing"
        )
        if encoding is Encoding.TCVN3
        else msg("compare it with the original before printing"),
        place,
    )


def _refuse_stray_marks(text: str, place: Place) -> None:
    """Refuse a combining mark that stands on no letter: it would be printed over the space.

    Raises:
        ContentError: at the first one.
    """
    for line in text.split("\n"):
        for mark in find_on_nothing(line):
            character = mark[0][0]
            raise ContentError(
                Problem(
                    "mark-on-nothing",
                    msg("the mark U+{code} stands on no letter", code=f"{ord(character):04X}"),
                    msg("type the word again near “{near}”", near=_around(line, character)),
                    _place_of(text, mark[0], place),
                )
            )


def refuse_unprintable(text: str, *, place: Place = _NO_PLACE) -> None:
    """Refuse a text with characters that no font draws.

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
                    _hint(text, c),
                    _place_of(text, c, place),
                )
                for c in bad
            )
        )


def _hint(text: str, character: str) -> Message:
    at = text.index(character)
    line = re.split(r"[\r\n]", text[:at])[-1] + re.split(r"[\r\n]", text[at:])[0]
    for start, word, read in possible_tcvn3_words(line):
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
