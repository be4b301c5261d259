"""Marks of a head: its title, its addressees, where its cells end and the body begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.content.letters.date_lines import find_date_line
from generator.content.letters.document_numbers import find_number
from generator.content.letters.furniture import is_stamp, nation_lines
from generator.content.letters.kinds import KindTitle, read_title
from generator.content.letters.openers import (
    LONG_LINE,
    address_label,
    begins_numbered,
    begins_preamble,
    recipients_label,
    subject_label,
)
from generator.content.sources.model import DocumentPart, SourceLine

#: A head has no more lines than this with a text: copies break them anywhere.
_MAX_HEAD_LINES: Final = 70
#: Between title and addressees stands the subject, nothing long.
_MAX_TITLE_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class HeadMarks:
    """Indices of lines: where the head's cells end, its title, its addressees, the body."""

    cells_end: int
    title: int | None
    addressees: int | None
    body: int


def find_marks(lines: Sequence[SourceLine]) -> HeadMarks:
    """Indices of the parts of a head, by the words of its form."""
    title: int | None = None
    addressees: int | None = None
    filled = filled_at_title = 0
    last_anchor = -1
    index = 0
    for index, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        filled += 1
        if filled > _MAX_HEAD_LINES or line.part is DocumentPart.FOOTNOTE or recipients_label(text):
            break
        if address_label(text):
            addressees = index
            break
        if title is None and title_of(line, is_in_head=last_anchor >= 0):
            title, filled_at_title = index, filled
            continue
        if title is not None and filled > filled_at_title + _MAX_TITLE_LINES:
            break
        if _ends_head(line, text, title is not None, last_anchor >= 0):
            break
        if title is None and is_head_line(text):
            last_anchor = index
    else:
        index = len(lines)
    body = index
    cells_end = min(n for n in (title, addressees, body) if n is not None)
    if title is None and addressees is None:
        cells_end = _without_body(lines, last_anchor, body)
    return HeadMarks(cells_end, title, addressees, body)


def _ends_head(line: SourceLine, text: str, has_title: bool, has_anchor: bool) -> bool:
    """True if the body begins with this line."""
    if line.cell is not None and line.cell.columns > 1 and not has_title:
        return False
    if is_head_line(text) or subject_label(text):
        return False
    if begins_numbered(text) and not (not has_anchor and not has_title):
        return True
    if has_title:
        return begins_preamble(text) and len(text) > LONG_LINE
    return (begins_preamble(text) and has_anchor and len(text) > 40) or len(text) > 2 * LONG_LINE


def is_head_line(text: str) -> bool:
    """True for a line that only a head has."""
    if len(text) > 2 * LONG_LINE:
        return False
    return bool(
        nation_lines(text) or find_number(text) or find_date_line(text) or subject_label(text)
    )


def _without_body(lines: Sequence[SourceLine], last_anchor: int, body: int) -> int:
    """The end of a head that has neither title nor addressees: the cell of its last anchor."""
    end = last_anchor + 1
    while end < body and lines[end].text.strip() and len(lines[end].text) < LONG_LINE:
        if begins_preamble(lines[end].text) or begins_numbered(lines[end].text):
            break
        end += 1
    return end


def title_of(line: SourceLine, *, is_in_head: bool = False) -> KindTitle | None:
    """The kind that a line names as the paper's title; None if it is no title.

    Args:
        line: The line.
        is_in_head: Whether a number, date or the nation's lines stand above it, so that small
            letters are a title, too.
    """
    if is_stamp(line.text):
        return None
    return read_title(line.text, is_set_off=is_in_head or is_set_off(line))


def is_set_off(line: SourceLine) -> bool:
    """True if the line is known to be centred or bold."""
    return line.style.centred is True or line.style.bold is True
