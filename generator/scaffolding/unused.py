"""Content of a paper that no item of the draft holds: its tables, and the closing's days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.content.drafting.model import CampaignDraft
from generator.content.letters.model import BlockType, Letter, LetterBlock
from generator.core.excerpts import excerpt
from generator.vietnamese.dates import DAY_PATTERN, read_day

#: The last day of a period: "đến hết ngày 10/02/2027", "từ 01/12 đến 31/12/2026".
_LAST_DAY: Final = re.compile(
    rf"(?:(?:đến|tới)\s+hết(?:\s+ngày)?|\btừ\s[^.;\n]{{1,60}}?(?:đến|tới)(?:\s+ngày)?)\s+({DAY_PATTERN})",
    re.IGNORECASE,
)
_ANY_DAY: Final = re.compile(rf"(?<!\d){DAY_PATTERN}")
_WORDS_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class UnusedTable:
    """A table; ``is_only`` if nothing else stands under its heading.

    Attributes:
        address: Of the block that it stands under; of its first row if it stands under none.
        first: Words of its first row.
    """

    address: str
    first: str
    rows: int
    is_only: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day that the paper names, at the block ``address``."""

    address: str
    day: dt.date


def tables_of(letter: Letter) -> Iterator[UnusedTable]:
    """The tables of ``letter``, which no draft takes into items."""
    rows: dict[str, list[LetterBlock]] = {}
    for block in letter.blocks:
        if block.type is BlockType.ROW:
            rows.setdefault(block.parent, []).append(block)
    for address, own in rows.items():
        others = [
            block
            for block in letter.blocks
            if block.parent == address and block.type is not BlockType.ROW
        ]
        yield UnusedTable(
            address or own[0].address,
            excerpt(own[0].text, _WORDS_SHOWN),
            len(own),
            bool(address) and not others,
        )


def closing_with_day(letter: Letter) -> str:
    """The first words of the closing if it names a day; else nothing."""
    closing = letter.closing or ""
    return excerpt(closing, _WORDS_SHOWN) if _ANY_DAY.search(closing) else ""


def deadlines_of(letter: Letter, draft: CampaignDraft) -> tuple[Deadline, ...]:
    """The last days that points for citizens and the paper's tables name, each day once."""
    suggested = {
        item.address
        for group in draft.groups
        if group.is_suggested
        for item in group.items
        if item.is_suggested
    }
    found: dict[dt.date, Deadline] = {}
    for block in letter.blocks:
        if block.address not in suggested and block.type is not BlockType.ROW:
            continue
        for match in _LAST_DAY.finditer(block.text):
            try:
                day = read_day(match[1])
            except ValueError:
                continue  # no day of the calendar
            found.setdefault(day, Deadline(block.address, day))
    return tuple(found.values())
