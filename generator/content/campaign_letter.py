"""The letter of a campaign: as it was locked, and the official texts that items take from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.content.approval import FileReader
from generator.content.letter import parse_letter
from generator.content.letter_lock import (
    LOCK_NAME,
    changed_letter_error,
    differs_only_in_encoding,
)
from generator.content.letter_parts import part_name
from generator.content.letters.model import Letter
from generator.content.lock_file import LetterLock, read_lock
from generator.content.model import Item
from generator.content.official_texts import OfficialText, OfficialTextFinder
from generator.content.yaml_nodes import YamlNode
from generator.core.errors import ContentError, InputOutputError, Place, Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import listed, msg
from generator.core.shell import quoted
from generator.vietnamese.text_guard import guard


def locked_letter(
    root: YamlNode, file: str, sha256: str, source: str, read_file: FileReader
) -> tuple[Letter, LetterLock | None]:
    """The letter, if its file is the one that was locked, and the lock's file, if there is one.

    The letter is as it was read when it was locked. Only where no lock file holds that is it
    read anew. Faults of the campaign file that were found so far are reported first: the letter's
    name and sha256 may be among them.

    Raises:
        ContentError: when the letter or its lock is not as it was locked, or no letter.
    """
    if not file or not sha256:
        root.finish()
    data = read_file(file)
    lock = _lock(read_file, sha256)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise changed_letter_error(
            parse_letter(data, source=source),
            lock,
            only_encoding=differs_only_in_encoding(data, sha256, source=source),
        )
    if lock is not None and not lock.is_intact:
        raise _edited_lock(Path(source).parent)
    locked = lock.letter_from(source) if lock is not None else None
    return (locked if locked is not None else parse_letter(data, source=source)), lock


def _edited_lock(folder: Path) -> ContentError:
    return ContentError(
        Problem(
            "lock-edited",
            msg("the lock was changed by hand; its texts are the letter's no longer"),
            msg(
                "put the file back, or lock the letter again: anpham lock {folder}",
                folder=quoted(folder),
            ),
            Place(str(folder / LOCK_NAME)),
        )
    )


def _lock(read_file: FileReader, sha256: str) -> LetterLock | None:
    try:
        data = read_file(LOCK_NAME)
    except InputOutputError:
        return None  # the sha256 decides; the lock only helps to show what changed
    lock = read_lock(data.decode("utf-8", "replace"))
    return lock if lock is not None and lock.sha256 == sha256 else None


def reference_findings(letter: Letter, place: Place) -> Iterator[Finding]:
    """Findings that ``letter`` lacks the number or date by which its pieces name it."""
    lacks = [name for name in ("number", "date") if name in letter.lacks]
    if lacks:
        yield Finding(
            "letter-unnumbered",
            Severity.NOTE,
            msg(
                "the letter lacks {fields}: files name it as “{reference}”",
                fields=listed(map(part_name, lacks)),
                reference=letter.reference,
            ),
            msg("once it is issued, take the issued paper, and lock it"),
            place,
        )


def refuse_read_otherwise(
    nodes: tuple[YamlNode, ...],
    items: tuple[Item, ...],
    letter: Letter,
    lock: LetterLock | None,
) -> None:
    """Report official texts that are read otherwise today than when the letter was locked."""
    others = lock.read_otherwise(letter) if lock is not None else frozenset[str]()
    for node, item in zip(nodes, items, strict=True):
        if item.address in others:
            node.report(
                "letter-read-otherwise",
                msg(
                    "{address} of the letter is read otherwise today than when it was locked",
                    address=item.address,
                ),
                hint=msg(
                    "see both, and lock the letter again: anpham lock {folder}",
                    folder=quoted(Path(letter.source).parent),
                ),
            )


def with_official_texts(
    nodes: tuple[YamlNode, ...], items: tuple[Item, ...], letter: Letter
) -> tuple[Item, ...]:
    """The items with the texts that they name; what is not in the letter is a problem."""
    finder = OfficialTextFinder(letter)
    complete = []
    for node, item in zip(nodes, items, strict=True):
        found = finder.find(node)
        if found is not None:
            item = replace(item, address=found.address, official=found.text)
            _refuse_damage(node, found)
        complete.append(item)
    return tuple(complete)


def _refuse_damage(node: YamlNode, official: OfficialText) -> None:
    """Report an official text that lost characters: a letter is read all the same, not printed."""
    try:
        guard(official.text)
    except ContentError as error:
        for problem in error.problems:
            message = msg(
                "{address} of the letter: {problem}",
                address=official.address,
                problem=problem.message,
            )
            node.report(problem.code, message, hint=problem.hint)
