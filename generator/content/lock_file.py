"""The file of a lock, ``letter.lock``: the letter as it was read when somebody locked it.

Format 2 holds the whole letter (``letters/1``), a block a line, and a digest of it, so that an edit
by hand is noticed. Pieces are made from this reading: neither a later version of anpham, which
may read a paper otherwise, nor another run of recognition changes a text that was locked. Format 1
held sections and bullets alone; it still shows changes. What is done with locks is in
``letter_lock``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Final

from generator.content.letter_changes import (
    LetterChange,
    addresses_now,
    changed_parts,
    changes_between,
    places_of,
)
from generator.content.letter_parts import LetterParts, LockedBlock, parts_of
from generator.content.letters.json_format import letter_object, letter_of
from generator.content.letters.model import BlockType, Letter
from generator.core.os_errors import whole_characters

#: The format that is written, and the older one, which is read.
_FORMAT: Final = 2
_OLDER_FORMAT: Final = 1
_OLDER_FIELDS: Final = ("number", "date", "subject", "closing")


@dataclass(frozen=True, slots=True)
class LetterLock:
    """A lock file's content.

    Attributes:
        sha256: Of the letter's file.
        letter: As it was read; None in the older format.
        is_intact: Whether the file is as it was written.
    """

    sha256: str
    parts: LetterParts
    letter: Letter | None = None
    is_intact: bool = True

    @property
    def is_older(self) -> bool:
        """True for format 1, which knows sections and their bullets alone."""
        return self.letter is None

    def letter_from(self, source: str) -> Letter | None:
        """The letter as it was locked, which the file ``source`` holds."""
        return replace(self.letter, source=source) if self.letter is not None else None

    def changes(self, letter: Letter) -> tuple[LetterChange, ...]:
        """The changes of ``letter`` since it was locked, in what the lock knows."""
        if self.is_older:
            return changed_parts(self.parts, _older_parts(letter), places_of(letter))
        return changes_between(self.parts, letter)

    def addresses_now(self, letter: Letter) -> dict[str, str]:
        """Addresses in ``letter`` of the locked blocks, reworded or not."""
        now = _older_parts(letter) if self.is_older else parts_of(letter)
        return addresses_now(self.parts, now)

    def read_otherwise(self, letter: Letter) -> frozenset[str]:
        """Names of parts of ``letter`` that the lock has, too, but in other words."""
        now = _older_parts(letter) if self.is_older else parts_of(letter)
        return frozenset(
            name for name, text in now.texts().items() if self.parts.text(name) not in (None, text)
        )


def lock_text(letter: Letter) -> str:
    """The content of ``letter.lock`` for ``letter``."""
    value = {**letter_object(letter), "file": whole_characters(PurePath(letter.source).name)}
    head = f'"format": {_FORMAT},\n  "sha256": "{letter.sha256}",\n  "digest": "{_digest(value)}"'
    lines = ",\n".join(_lines(value))
    return f'{{\n  {head},\n  "letter": {{\n{lines}\n  }}\n}}\n'


def _lines(value: Mapping[str, Any]) -> Iterator[str]:
    """The entries of a letter's object, each on its line, and each block on its own."""
    for name, entry in value.items():
        if name == "blocks" and entry:
            blocks = ",\n".join(f"      {_json(block)}" for block in entry)
            yield f'    "{name}": [\n{blocks}\n    ]'
        else:
            yield f'    "{name}": {_json(entry)}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _digest(value: Mapping[str, Any]) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def read_lock(text: str) -> LetterLock | None:
    """The lock in the lock file ``text``; None when it is none."""
    try:
        lock = json.loads(text)
        if lock["format"] == _OLDER_FORMAT:
            return LetterLock(_text(lock["sha256"]), _parts_of_older(lock))
        if lock["format"] == _FORMAT:
            return _lock(lock)
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        pass
    return None


def _lock(lock: Mapping[str, Any]) -> LetterLock:
    value, sha256 = lock["letter"], _text(lock["sha256"])
    letter = letter_of(value, source=_text(value["file"]), sha256=sha256)
    is_intact = lock["digest"] == _digest(value)
    return LetterLock(sha256, parts_of(letter), letter, is_intact)


def _parts_of_older(lock: Mapping[str, Any]) -> LetterParts:
    parts = {name: _text(text) for name, text in lock["parts"].items()}
    return LetterParts(
        {name: text for name, text in parts.items() if name in _OLDER_FIELDS},
        {name: LockedBlock(text) for name, text in parts.items() if name not in _OLDER_FIELDS},
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _older_parts(letter: Letter) -> LetterParts:
    """The parts of ``letter`` as format 1 has them."""
    fields = {
        "number": letter.plain_number,
        "date": letter.date.isoformat() if letter.date is not None else "",
        "subject": letter.subject or "",
        "closing": _without_end(letter.closing or ""),
    }
    blocks = {}
    for block in letter.blocks:
        if block.type in (BlockType.DASH, BlockType.PLUS):
            if re.fullmatch(r"\d+\.\d+", block.address):
                blocks[block.address] = LockedBlock(block.text)
        elif re.fullmatch(r"\d+", block.address):
            blocks[block.address] = LockedBlock(block.text.rstrip(" :"))
    return LetterParts({name: text for name, text in fields.items() if text}, blocks)


def _without_end(closing: str) -> str:
    """``closing`` without the sign that ends a letter, which format 1 leaves out."""
    return closing.removesuffix("./.").rstrip()
