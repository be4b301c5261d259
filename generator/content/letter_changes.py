"""Changes of a letter since it was locked: each part that was added, removed, reworded or moved.

Blocks are compared with those they came from, so that one point removed is one change, and all
that only have another number since are another: campaigns name them by their addresses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.content.alignment import align
from generator.content.letter_parts import LetterParts, LockedBlock, part_name, parts_of
from generator.content.letters.model import Letter, Span
from generator.core.errors import Place
from generator.core.excerpts import differing_parts, excerpt, excerpt_words
from generator.core.messages import Message, msg


class ChangeKind(StrEnum):
    """Kinds of changes."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class LetterChange:
    """One part of a letter that is not as it was locked, or a run of blocks that have moved.

    Attributes:
        part: The field's name or the block's address; as in the letter now, or when gone, as
            locked. Of a run, the first address, and ``last`` the last.
        was: Its text as it was locked; empty when the part is new, ``now`` when it is gone.
        was_part: The address as it was locked, ``was_last`` that of the last of a run.
        at: Where it stands in the letter as it is now; of a part that is gone, where what stood
            before it does. None when that is not known.
    """

    kind: ChangeKind
    part: str
    was: str
    now: str
    was_part: str = ""
    last: str = ""
    was_last: str = ""
    at: Span | None = None


def changes_between(locked: LetterParts, letter: Letter) -> tuple[LetterChange, ...]:
    """The changes of ``letter`` since it was ``locked``: its fields, then its blocks in order."""
    return changed_parts(locked, parts_of(letter), places_of(letter))


def changed_parts(
    locked: LetterParts, now: LetterParts, places: Mapping[str, Span]
) -> tuple[LetterChange, ...]:
    """The changes from ``locked`` to ``now``, whose parts stand at ``places``."""
    changes = []
    for name in dict.fromkeys([*now.fields, *locked.fields]):
        was, is_now = locked.fields.get(name, ""), now.fields.get(name, "")
        if was != is_now:
            at = places.get(name, places.get(name.partition(".")[0]))
            changes.append(LetterChange(_kind(was, is_now), name, was, is_now, at=at))
    return (*changes, *_changed_blocks(locked.blocks, now.blocks, places))


def places_of(letter: Letter) -> dict[str, Span]:
    """Places of the fields and blocks of ``letter``, by name or address."""
    return {**letter.at, **{block.address: block.at for block in letter.blocks}}


def addresses_now(locked: LetterParts, now: LetterParts) -> dict[str, str]:
    """Addresses in ``now`` of the blocks of ``locked``, reworded or not; without those gone."""
    was, is_now = list(locked.blocks), list(now.blocks)
    return {
        was[was_at]: is_now[now_at]
        for was_at, now_at in _aligned(locked.blocks, now.blocks)
        if was_at is not None and now_at is not None
    }


def place_of(letter: Letter, span: Span | None) -> Place:
    """``span`` of ``letter`` as the place of a finding."""
    if span is None:
        return Place(letter.source)
    return Place(letter.source, line=span.line, page=span.page)


def describe_change(change: LetterChange) -> Message:
    """The change in one line, with the words around it."""
    part = part_name(change.part)
    if change.kind is ChangeKind.ADDED:
        return msg("{part} is new: “{now}”", part=part, now=excerpt(change.now, 120))
    if change.kind is ChangeKind.REMOVED:
        return msg("{part} is gone; it was “{was}”", part=part, was=excerpt(change.was, 120))
    if change.kind is ChangeKind.MOVED and change.last:
        return msg(
            "{was} to {was_last} are now {part} to {last}, word for word",
            was=change.was_part,
            was_last=change.was_last,
            part=part,
            last=change.last,
        )
    if change.kind is ChangeKind.MOVED:
        return msg(
            "{was} is now {part}, word for word: “{text}”",
            was=change.was_part,
            part=part,
            text=excerpt_words(change.now),
        )
    was, now = differing_parts(change.was, change.now)
    values = {"part": part, "was": excerpt(was, 160), "now": excerpt(now, 160)}
    if change.was_part and change.was_part != change.part:
        return msg(
            "{part}, before {was_part}, has changed: it was “{was}”, now it is “{now}”",
            was_part=change.was_part,
            **values,
        )
    return msg("{part} has changed: it was “{was}”, now it is “{now}”", **values)


def _kind(was: str, now: str) -> ChangeKind:
    if not was:
        return ChangeKind.ADDED
    return ChangeKind.REWORDED if now else ChangeKind.REMOVED


Blocks = Mapping[str, LockedBlock]


def _changed_blocks(locked: Blocks, now: Blocks, places: Mapping[str, Span]) -> list[LetterChange]:
    was_at, now_at = list(locked), list(now)
    changes: list[LetterChange] = []
    follows = False  # whether the pair before has moved, too
    place = None
    for was_index, now_index in _aligned(locked, now):
        was = was_at[was_index] if was_index is not None else ""
        address = now_at[now_index] if now_index is not None else ""
        place = places.get(address, place)
        change = _block_change(was, address, locked.get(was), now.get(address), place)
        is_run = change is not None and _is_renumbered(change) and follows
        if change is not None and is_run and _is_next(was_at, changes[-1], was):
            changes[-1] = _longer(changes[-1], change)
        elif change is not None:
            changes.append(change)
        follows = change is not None and _is_renumbered(change)
    return changes


def _is_renumbered(change: LetterChange) -> bool:
    """True for a block that moved and is of the same sort, a paragraph ("p2") or a point ("2")."""
    return change.kind is ChangeKind.MOVED and _sort(change.part) == _sort(change.was_part)


def _sort(address: str) -> str:
    found = re.search(r"([^\W\d_])\d+(?:~\d+)?$", address)
    return found[1] if found is not None else ""


def _is_next(addresses: Sequence[str], run: LetterChange, address: str) -> bool:
    """True if ``address`` was locked right after the last of ``run``."""
    return addresses.index(run.was_last or run.was_part) + 1 == addresses.index(address)


def _longer(run: LetterChange, change: LetterChange) -> LetterChange:
    return LetterChange(
        ChangeKind.MOVED,
        run.part,
        run.was,
        run.now,
        was_part=run.was_part,
        last=change.part,
        was_last=change.was_part,
        at=run.at,
    )


def _block_change(
    was_address: str,
    address: str,
    was: LockedBlock | None,
    now: LockedBlock | None,
    place: Span | None,
) -> LetterChange | None:
    if was is None:
        assert now is not None  # every pair has a side
        return LetterChange(ChangeKind.ADDED, address, "", now.text, at=place)
    if now is None:
        return LetterChange(ChangeKind.REMOVED, was_address, was.text, "", at=place)
    if was.text != now.text:
        return LetterChange(
            ChangeKind.REWORDED, address, was.text, now.text, was_part=was_address, at=place
        )
    if was_address != address:
        return LetterChange(
            ChangeKind.MOVED, address, was.text, now.text, was_part=was_address, at=place
        )
    if was.marker and was.marker != now.marker:
        before, after = (f"{block.marker} {block.text}".strip() for block in (was, now))
        return LetterChange(
            ChangeKind.REWORDED, address, before, after, was_part=was_address, at=place
        )
    return None


def _aligned(was: Blocks, now: Blocks) -> list[tuple[int | None, int | None]]:
    """Pairs of blocks in the order of ``now``; one that stands elsewhere is paired, too."""
    was_texts = [block.text for block in was.values()]
    now_texts = [block.text for block in now.values()]
    pairs = align(was_texts, now_texts)
    gone: dict[str, list[int]] = {}
    for was_index, now_index in pairs:
        if now_index is None and was_index is not None:
            gone.setdefault(was_texts[was_index], []).append(was_index)
    found: dict[int, int] = {}
    for was_index, now_index in pairs:
        if was_index is None and now_index is not None and gone.get(now_texts[now_index]):
            found[now_index] = gone[now_texts[now_index]].pop(0)
    moved = set(found.values())
    return [
        (found.get(now_index, was_index) if now_index is not None else was_index, now_index)
        for was_index, now_index in pairs
        if now_index is not None or was_index not in moved
    ]
