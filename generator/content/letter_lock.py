"""The lock on a campaign's letter: an edited letter is noticed and its change shown.

``campaign.yaml`` holds the letter's sha256, which decides. ``letter.lock`` beside it, written by
:func:`renew_lock` and never by hand, keeps the letter as it was read, so that pieces are made from
that reading, and a change can be shown and not only felt. Its format is in ``lock_file``, changes
are found in ``letter_changes``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.content.confirmation import confirmation_values, read_confirmation
from generator.content.letter import MAX_LETTER_BYTES, parse_letter
from generator.content.letter_changes import (
    LetterChange,
    changes_between,
    describe_change,
    place_of,
)
from generator.content.letter_parts import LetterParts
from generator.content.letters.model import Letter
from generator.content.lock_file import LetterLock, lock_text, read_lock
from generator.content.model import Confirmation
from generator.content.yaml_edit import YamlValue, with_values
from generator.content.yaml_nodes import YamlNode, read_mapping
from generator.core.atomic_write import save_file
from generator.core.errors import ContentError, Place, Problem
from generator.core.findings import Finding
from generator.core.messages import msg
from generator.core.shell import quoted
from generator.reading.files import TEXT_ENCODINGS, read_source
from generator.vietnamese.decoding import decode_text
from generator.vietnamese.text_guard import convert_file

LOCK_NAME: Final = "letter.lock"
CAMPAIGN_NAME: Final = "campaign.yaml"

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_LINE_ENDS: Final = ("\n", "\r\n", "\r")


def differs_only_in_encoding(data: bytes, sha256: str, *, source: str) -> bool:
    """True if the letter ``data`` was locked in another encoding or with other line ends.

    Windows' editors change both when a letter is merely opened and saved. Each way of saving
    the text is tried, since the encoding cannot be derived from a sha256. A file of another kind
    than plain text was saved by its program, and is another.
    """
    try:
        lines = _LINE_END.split(decode_text(data, source=source))
    except ContentError:
        return False
    texts = (end.join(lines) for end in _LINE_ENDS)
    return any(
        hashlib.sha256(mark + text.encode(encoding)).hexdigest() == sha256
        for text in texts
        for mark, encoding in TEXT_ENCODINGS
    )


def changed_letter_error(
    letter: Letter, lock: LetterLock | None, *, only_encoding: bool
) -> ContentError:
    """The error for a letter whose sha256 is not the locked one.

    Args:
        letter: As it is now.
        lock: Of the letter as it was locked; None when there is none.
        only_encoding: The result of :func:`differs_only_in_encoding`.
    """
    place = Place(letter.source)
    folder = quoted(Path(letter.source).parent)
    if only_encoding:
        message = msg(
            "only line ends or encoding were changed since the letter was locked; no word"
        )
        hint = msg(
            "put the original file back, or lock this one: anpham lock {folder}", folder=folder
        )
        return ContentError(Problem("letter-changed", message, hint, place))
    hint = msg(
        "if the change is wanted, lock the letter again: anpham lock {folder}", folder=folder
    )
    if lock is None:
        message = msg("the letter is not the one that was locked; its earlier text is not known")
        return ContentError(Problem("letter-changed", message, hint, place))
    changes = lock.changes(letter)
    if not changes:
        message = msg("the file was changed since it was locked, though no text that is printed")
        return ContentError(Problem("letter-changed", message, hint, place))
    return ContentError(
        *(
            Problem("letter-changed", describe_change(change), hint, place_of(letter, change.at))
            for change in changes
        )
    )


@dataclass(frozen=True, slots=True)
class LockState:
    """A campaign's letter as it is, beside what was locked.

    Attributes:
        campaign: The campaign file.
        findings: On how it is read; those on the letter are the letter's.
        lock: Of the letter that ``campaign.yaml`` names; None if there is no file of it.
        is_locked: Whether the letter is the one that was locked.
        confirmation: As ``campaign.yaml`` has it.
    """

    letter: Letter
    campaign: str
    findings: tuple[Finding, ...]
    lock: LetterLock | None
    is_locked: bool
    confirmation: Confirmation | None

    def changes(self) -> tuple[LetterChange, ...]:
        """The changes since the letter was locked; none if they are not known."""
        return self.lock.changes(self.letter) if self.lock is not None else ()


def lock_state(folder: Path, *, recognition: Path | None = None) -> LockState:
    """The letter of the campaign in ``folder`` beside what was locked.

    Args:
        recognition: As in :func:`~generator.content.letter.parse_letter`.

    Raises:
        ContentError: when the letter or the campaign file cannot be used.
        InputOutputError: when a file cannot be read.
    """
    path = folder / CAMPAIGN_NAME
    text, findings = convert_file(
        decode_text(read_source(path), source=str(path)), source=str(path)
    )
    node, root = _letter_node(text, path)
    letter_path = folder / letter_file(node)
    sha256 = node.text("sha256", default="")
    confirmation = read_confirmation(node)
    root.finish(ignore_unknown=True)
    letter = read_letter_file(letter_path, recognition=recognition)
    return LockState(
        letter=letter,
        campaign=text,
        findings=findings,
        lock=_lock_on_disk(folder / LOCK_NAME, sha256),
        is_locked=letter.sha256 == sha256,
        confirmation=confirmation,
    )


def read_letter_file(path: Path, *, recognition: Path | None = None) -> Letter:
    """The letter in the file at ``path``, of any kind that is read.

    Args:
        recognition: As in :func:`~generator.content.letter.parse_letter`.

    Raises:
        ContentError: when it is no letter.
        InputOutputError: when it cannot be read.
    """
    data = read_source(path, limit=MAX_LETTER_BYTES)
    return parse_letter(data, source=str(path), recognition=recognition)


def renew_lock(
    folder: Path,
    *,
    confirmation: Confirmation | None = None,
    recognition: Path | None = None,
) -> tuple[LetterChange, ...]:
    """Lock the letter of the campaign in ``folder`` as it is now, and return what changed.

    Rewrites the value of ``sha256`` in ``campaign.yaml``, keeping every other character, and
    writes ``letter.lock``; each file whole or not at all. The campaign file, whose sha256
    decides, comes last: a run that breaks off between the two leaves the letter unlocked.

    Args:
        folder: The campaign's.
        confirmation: Written into ``campaign.yaml``, too. Without it, one that stands there is
            taken out if the letter has changed: it was of other words.
        recognition: As in :func:`~generator.content.letter.parse_letter`.

    Returns:
        The changes against the lock before; all parts are new when there was none.

    Raises:
        ContentError: when the letter or the campaign file cannot be used.
        InputOutputError: when a file cannot be read or written.
    """
    path = folder / CAMPAIGN_NAME
    data = read_source(path)
    campaign = decode_text(data, source=str(path))
    node, root = _letter_node(campaign, path)
    file = letter_file(node)
    if "sha256" not in node:
        node.report(
            "missing-key",
            msg("the key “{key}” is missing", key="sha256"),
            hint=msg("add the line “sha256: new” below “letter:”"),
        )
    root.finish(ignore_unknown=True)
    before = node.text("sha256", default="")  # may be empty in a new campaign: no problem here
    letter = read_letter_file(folder / file, recognition=recognition)
    lock = _lock_on_disk(folder / LOCK_NAME, before)
    changes = lock.changes(letter) if lock is not None else changes_between(LetterParts(), letter)
    is_confirmed_anew = confirmation is not None or (bool(changes) and "confirmed" in node)
    save_file(lock_text(letter).encode("utf-8"), folder / LOCK_NAME)
    values: dict[str, YamlValue] = {"sha256": letter.sha256}
    if is_confirmed_anew:
        values |= confirmation_values(confirmation)
    save_file(with_values(data, "letter", values), path)
    return changes


def _letter_node(campaign: str, path: Path) -> tuple[YamlNode, YamlNode]:
    """The ``letter`` mapping of the campaign file, and its root."""
    root = read_mapping(campaign, str(path))
    return root.mapping("letter"), root


def letter_file(node: YamlNode) -> str:
    """The name of the letter's file from the campaign's ``letter`` mapping."""
    # A name without a folder: a campaign is one folder, and nothing outside it is read.
    form = msg("the name of a file in the campaign's folder")
    return node.text("file", pattern=r"[^/\\]*[^/\\.][^/\\]*", form=form)


def _lock_on_disk(path: Path, sha256: str) -> LetterLock | None:
    """The lock in the file at ``path``, if there is one and it is that of ``sha256``."""
    if not path.exists():
        return None
    lock = read_lock(read_source(path, limit=MAX_LETTER_BYTES).decode("utf-8", "replace"))
    return lock if lock is not None and lock.sha256 == sha256 else None
