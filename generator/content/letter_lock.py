"""The lock on a campaign's letter: an edited letter is noticed and its change shown.

``campaign.yaml`` holds the letter's sha256, which decides. ``letter.lock`` beside it, written by
:func:`renew_lock` and never by hand, keeps the parts of the letter that was locked, so that a
change can be shown and not only felt.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.content.alignment import align
from generator.content.letter import parse_letter
from generator.content.model import Letter
from generator.content.yaml_nodes import YamlNode, read_mapping
from generator.core.atomic_write import save_file
from generator.core.errors import ContentError, Place, Problem
from generator.core.excerpts import differing_parts, excerpt
from generator.core.findings import Finding
from generator.core.messages import Message, msg
from generator.reading.files import read_source
from generator.vietnamese.decoding import decode_text, is_unicode
from generator.vietnamese.text_guard import convert_file

LOCK_NAME: Final = "letter.lock"
CAMPAIGN_NAME: Final = "campaign.yaml"

_FORMAT: Final = 1
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_LINE_ENDS: Final = ("\n", "\r\n", "\r")
# How editors save text: the mark at the file's beginning, and the encoding after it.
_ENCODINGS: Final = (
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHA256_LINE: Final = re.compile(r"(\bsha256\s*:)[ \t]*(?:\"[^\"]*\"|'[^']*'|[^\s#,}]*)")


@dataclass(frozen=True, slots=True)
class LetterChange:
    """One part of a letter that is not as it was locked.

    Attributes:
        part: "number", "date", "subject" or "closing", else "1" for a section's title and
            "1.3" for a bullet, both 1-based; as in the letter now, or when gone, as locked.
        was: None when the part is new.
        now: None when the part is gone.
        line: 1-based, in the letter as it is now; of a bullet that is gone, the line of what stood
            before it. None when it is not known.
    """

    part: str
    was: str | None
    now: str | None
    line: int | None = None


def parts_of(letter: Letter) -> dict[str, str]:
    """The parts that pieces may show, by the names that :class:`LetterChange` uses."""
    parts = {
        "number": letter.number,
        "date": letter.date.isoformat(),
        "subject": letter.subject,
        "closing": letter.closing,
    }
    for section in letter.sections:
        parts[str(section.number)] = section.title
        for index, bullet in enumerate(section.bullets, start=1):
            parts[f"{section.number}.{index}"] = bullet.text
    return parts


def lock_text(letter: Letter) -> str:
    """The content of ``letter.lock`` for ``letter``."""
    lock = {"format": _FORMAT, "sha256": letter.sha256, "parts": parts_of(letter)}
    return json.dumps(lock, ensure_ascii=False, indent=2) + "\n"


def locked_parts(text: str, sha256: str) -> dict[str, str] | None:
    """The parts in the lock file ``text``; None when it is not the lock of ``sha256``."""
    try:
        lock = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(lock, dict) or lock.get("format") != _FORMAT or lock.get("sha256") != sha256:
        return None
    parts = lock.get("parts")
    if not isinstance(parts, dict) or not all(isinstance(p, str) for p in parts.values()):
        return None
    return parts


def changes_between(locked: dict[str, str], letter: Letter) -> tuple[LetterChange, ...]:
    """The changes, in the letter's order; sections that are gone come last.

    Bullets are compared with those they came from, so that one bullet removed or added is one
    change, though it renumbers the bullets after it.
    """
    now = parts_of(letter)
    lines = _lines_of(letter)
    changes: list[LetterChange] = []
    for part in dict.fromkeys([*now, *locked]):
        if "." in part:
            continue  # a bullet: reported below its section's title
        if locked.get(part) != now.get(part):
            changes.append(LetterChange(part, locked.get(part), now.get(part), lines.get(part)))
        changes += _changed_bullets(part, locked, now, lines)
    return tuple(changes)


def differs_only_in_encoding(data: bytes, sha256: str, *, source: str) -> bool:
    """True if the letter ``data`` was locked in another encoding or with other line ends.

    Windows' editors change both when a letter is merely opened and saved. Each way of saving
    the text is tried, since the encoding cannot be derived from a sha256.

    Raises:
        ContentError: when ``data`` is no plain text.
    """
    lines = _LINE_END.split(decode_text(data, source=source))
    texts = (end.join(lines) for end in _LINE_ENDS)
    return any(
        hashlib.sha256(mark + text.encode(encoding)).hexdigest() == sha256
        for text in texts
        for mark, encoding in _ENCODINGS
    )


def changed_letter_error(
    letter: Letter, locked: dict[str, str] | None, *, only_encoding: bool
) -> ContentError:
    """The error for a letter whose sha256 is not the locked one.

    Args:
        letter: As it is now.
        locked: The parts as they were locked; None when no lock holds them.
        only_encoding: The result of :func:`differs_only_in_encoding`.
    """
    place = Place(letter.source)
    folder = Path(letter.source).parent
    if only_encoding:
        message = msg(
            "only line ends or encoding were changed since the letter was locked; no word"
        )
        hint = msg(
            "put the original file back, or lock this one: anpham lock “{folder}”", folder=folder
        )
        return ContentError(Problem("letter-changed", message, hint, place))
    hint = msg(
        "if the change is wanted, lock the letter again: anpham lock “{folder}”", folder=folder
    )
    if locked is None:
        message = msg("the letter is not the one that was locked; its earlier text is not known")
        return ContentError(Problem("letter-changed", message, hint, place))
    changes = changes_between(locked, letter)
    if not changes:
        message = msg("the file was changed since it was locked, though no text that is printed")
        return ContentError(Problem("letter-changed", message, hint, place))
    if any("." in change.part and None in (change.was, change.now) for change in changes):
        # The bullets after it have new numbers, and items name bullets by their numbers.
        hint = msg(
            "if the change is wanted, correct the “bullet” of each item in campaign.yaml that has "
            "moved, then lock the letter again: anpham lock “{folder}”",
            folder=folder,
        )
    return ContentError(
        *(
            Problem(
                "letter-changed", describe_change(change), hint, Place(letter.source, change.line)
            )
            for change in changes
        )
    )


def describe_change(change: LetterChange) -> Message:
    """The change in one line, with the words around it."""
    part = _part_name(change.part)
    if change.was is None:
        return msg("{part} is new: “{now}”", part=part, now=excerpt(change.now or "", 120))
    if change.now is None:
        return msg("{part} is gone; it was “{was}”", part=part, was=excerpt(change.was, 120))
    was, now = differing_parts(change.was, change.now)
    return msg(
        "{part} has changed: it was “{was}”, now it is “{now}”",
        part=part,
        was=excerpt(was, 160),
        now=excerpt(now, 160),
    )


def renew_lock(folder: Path) -> tuple[LetterChange, ...]:
    """Lock the letter of the campaign in ``folder`` as it is now, and return what changed.

    Rewrites the value of ``sha256`` in ``campaign.yaml``, keeping every other character, and
    writes ``letter.lock``; each file whole or not at all. The campaign file, whose sha256
    decides, comes last: a run that breaks off between the two leaves the letter unlocked.

    Returns:
        The changes against the lock before; all parts are new when there was none.

    Raises:
        ContentError: when the letter or the campaign file cannot be used.
        InputOutputError: when a file cannot be read or written.
    """
    campaign_path = folder / CAMPAIGN_NAME
    data = read_source(campaign_path)
    # Decoded without newline translation, so that the file keeps its own line ends.
    campaign = decode_text(data, source=str(campaign_path))
    root = read_mapping(campaign, str(campaign_path))
    node = root.mapping("letter")
    file = letter_file(node)
    if "sha256" not in node:
        node.report(
            "missing-key",
            msg("the key “{key}” is missing", key="sha256"),
            hint=msg("add the line “sha256: new” below “letter:”"),
        )
    root.finish(ignore_unknown=True)
    before = node.text("sha256", default="")  # may be empty in a new campaign: no problem here
    letter_path = folder / file
    letter = parse_letter(read_source(letter_path), source=str(letter_path))
    locked = _parts_on_disk(folder / LOCK_NAME, before)
    save_file(lock_text(letter).encode("utf-8"), folder / LOCK_NAME)
    place = node.place("sha256")
    if is_unicode(data):
        renewed = _with_sha256(campaign, place, letter.sha256).encode("utf-8")
    else:  # in a legacy encoding: Latin-1 gives each byte back as it was
        renewed = _with_sha256(data.decode("latin-1"), place, letter.sha256).encode("latin-1")
    save_file(renewed, campaign_path)
    return changes_between(locked or {}, letter)


def file_findings(folder: Path) -> tuple[Finding, ...]:
    """The findings on how the letter and the campaign file in ``folder`` are read.

    Raises:
        ContentError: when one of them cannot be used.
        InputOutputError: when a file cannot be read.
    """
    path = folder / CAMPAIGN_NAME
    text, findings = convert_file(
        decode_text(read_source(path), source=str(path)), source=str(path)
    )
    root = read_mapping(text, str(path))
    letter_path = folder / letter_file(root.mapping("letter"))
    root.finish(ignore_unknown=True)
    return parse_letter(read_source(letter_path), source=str(letter_path)).findings + findings


def letter_file(node: YamlNode) -> str:
    """The name of the letter's file from the campaign's ``letter`` mapping."""
    # A name without a folder: a campaign is one folder, and nothing outside it is read.
    form = msg("the name of a file in the campaign's folder")
    return node.text("file", pattern=r"[^/\\]*[^/\\.][^/\\]*", form=form)


def _parts_on_disk(path: Path, sha256: str) -> dict[str, str] | None:
    if not path.exists():
        return None
    return locked_parts(read_source(path).decode("utf-8", "replace"), sha256)


def _with_sha256(campaign: str, place: Place, sha256: str) -> str:
    """``campaign`` with the value in the line of ``place`` replaced."""
    assert place.line is not None  # a value that was read has a line
    lines = re.split(r"(?<=\n)", campaign)
    at = place.line - 1
    lines[at] = _SHA256_LINE.sub(lambda found: f"{found[1]} {sha256}", lines[at], count=1)
    return "".join(lines)


def _changed_bullets(
    section: str, locked: dict[str, str], now: dict[str, str], lines: dict[str, int]
) -> list[LetterChange]:
    was_bullets = _bullets(section, locked)
    now_bullets = _bullets(section, now)
    was_texts = list(was_bullets.values())
    changes = []
    line = lines.get(section)
    for was_at, now_at in align(was_texts, list(now_bullets.values())):
        was = None if was_at is None else was_texts[was_at]
        if now_at is None:
            assert was_at is not None  # every pair has a side
            changes.append(LetterChange(list(was_bullets)[was_at], was, None, line))
            continue
        part = list(now_bullets)[now_at]
        line = lines.get(part)
        if was != now_bullets[part]:
            changes.append(LetterChange(part, was, now_bullets[part], line))
    return changes


def _bullets(section: str, parts: dict[str, str]) -> dict[str, str]:
    return {part: text for part, text in parts.items() if part.startswith(f"{section}.")}


def _lines_of(letter: Letter) -> dict[str, int]:
    lines = {}
    for section in letter.sections:
        lines[str(section.number)] = section.line
        for index, bullet in enumerate(section.bullets, start=1):
            lines[f"{section.number}.{index}"] = bullet.line
    return lines


def _part_name(part: str) -> Message:
    section, _, bullet = part.partition(".")
    if bullet:
        return msg("section {section}, bullet {bullet}", section=section, bullet=bullet)
    names = {
        "number": msg("the letter's number"),
        "date": msg("the letter's date"),
        "subject": msg("the letter's subject"),
        "closing": msg("the closing paragraph"),
    }
    return names.get(part) or msg("the title of section {section}", section=section)
