"""Findings on what a Word file holds beside the text that is read: revisions, macros, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from generator.content.sources.word_paragraphs import Tally
from generator.core.errors import Place
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.vietnamese.text_guard import converted_finding

_READ_BESIDE: Final = msg("if words of the paper stand in them, they cannot be quoted")


def findings_on(
    tally: Tally, parts: Iterable[str], comments: int, name: str
) -> tuple[Finding, ...]:
    """The findings on a file, which a person should know before its text is printed.

    Args:
        tally: What its text holds beside plain text.
        parts: The names of the package's parts.
        comments: The number of comments.
        name: The file's name.
    """
    place = Place(name)
    found = [
        Finding(code, severity, message, hint, place)
        for code, message, hint, severity in _facts(tally, list(parts), comments)
    ]
    return (*(converted_finding(encoding, place) for encoding in tally.encodings), *found)


def _facts(
    tally: Tally, parts: list[str], comments: int
) -> Iterator[tuple[str, Message, Message | None, Severity]]:
    if tally.insertions or tally.deletions:
        yield (
            "tracked-changes",
            msg(
                "the file holds tracked changes: {insertions} insertions were read, "
                "{deletions} deletions were left out",
                insertions=tally.insertions,
                deletions=tally.deletions,
            ),
            msg("in Word, accept or reject all changes (Review), save, and read it again"),
            Severity.WARNING,
        )
    if hidden := "".join(tally.hidden).strip():
        yield (
            "hidden-text",
            msg("hidden text was left out: “{text}”", text=excerpt(hidden)),
            msg("it is not printed by Word either; if it belongs to the paper, show it in Word"),
            Severity.WARNING,
        )
    if tally.pictures:
        yield (
            "pictures-not-read",
            msg("pictures in the file: {count}; nothing in them was read", count=tally.pictures),
            _READ_BESIDE,
            Severity.NOTE,
        )
    if others := tally.drawings + tally.embedded:
        yield (
            "objects-not-read",
            msg("charts, diagrams and embedded files were not read: {count}", count=others),
            _READ_BESIDE,
            Severity.WARNING,
        )
    if tally.formulas:
        yield (
            "formulas-as-text",
            msg("formulas were read as plain text: {count}", count=tally.formulas),
            msg("compare them with the original before printing"),
            Severity.WARNING,
        )
    if tally.unsaved_fields:
        yield (
            "fields-not-read",
            msg(
                "numbers that Word inserts by fields were not read: {count}",
                count=tally.unsaved_fields,
            ),
            msg("in Word, press Ctrl+A and Ctrl+Shift+F9, save, and read the file again"),
            Severity.WARNING,
        )
    if comments:
        yield (
            "comments-not-read",
            msg("comments were left out: {count}", count=comments),
            None,
            Severity.NOTE,
        )
    if any(part.endswith("vbaproject.bin") for part in parts):
        yield (
            "macros-ignored",
            msg("the file holds macros; they were not run and are not kept"),
            None,
            Severity.NOTE,
        )
