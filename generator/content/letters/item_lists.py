"""Lists of addressees and recipients: items with bullets or without, wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.content.letters.folding import begins_small
from generator.content.letters.openers import (
    LONG_LINE,
    begins_numbered,
    begins_preamble,
    is_addressed,
)
from generator.content.letters.slices import cut_line, text_of
from generator.content.sources.model import SourceLine

#: A bullet or number before an item. "o" and "+" are those of a second level.
_BULLET: Final = re.compile(
    r"\s*(?:[\-\u2010-\u2015\u2212+*•·●○◦▪▫■□►▶➢→⁃∙]{1,2}(?![\-\u2010-\u2015])|o(?=\s))\s*"
)
_NUMBER_MARK: Final = re.compile(r"\s*\(?\d{1,2}[.)]\s+")
#: Items of one line: "- Như trên; - Lưu: VT."
_INLINE_MARK: Final = re.compile(r"(?<=[;,.:])\s+([\-\u2010-\u2015\u2212+•])\s+(?=\w)")
#: "Như trên; Lưu: VT": an item begins with a capital after a semicolon.
_INLINE_STOP: Final = re.compile(r";\s+(?=[^\W\d_a-zà-ỹđ]|\d{1,3}(?:\s+[^\W\d_]|\s*$))")
#: A line with more items than this is no list.
_MAX_INLINE: Final = 100
#: A line of this length may have been wrapped.
_MIN_WRAPPED: Final = 48


@dataclass(slots=True)
class ItemList:
    """Items as they are found.

    Attributes:
        items: The slices of each item.
        labels: The slices of the bullets and numbers before the items.
        end: How many of the lines were read.
        is_doubtful: Whether the end, or the border of two items, was a guess.
    """

    items: list[list[SourceLine]] = field(default_factory=list)
    labels: list[SourceLine] = field(default_factory=list)
    end: int = 0
    is_doubtful: bool = False

    def texts(self) -> tuple[str, ...]:
        """The items' texts."""
        return tuple(text_of(item) for item in self.items)

    def places(self) -> list[SourceLine]:
        """All slices of the items."""
        return [piece for item in self.items for piece in item]


def read_items(lines: Sequence[SourceLine]) -> ItemList:
    """The list that begins with ``lines``: after "Kính gửi:", on its line or below.

    It ends where a paragraph of the body begins.
    """
    return _ItemReader(lines).read()


def add_item(found: ItemList, line: SourceLine) -> None:
    """Add the items that stand in one line, with their bullets."""
    bullet = _BULLET.match(line.text) if line.text else None
    start = 0
    if bullet is not None:
        found.labels.append(cut_line(line, bullet.start(), bullet.end()))
        start = bullet.end()
    borders = list(_INLINE_MARK.finditer(line.text, start))
    if len(borders) > _MAX_INLINE:
        borders = []
    for border in borders:
        found.items.append([cut_line(line, start, border.start())])
        found.labels.append(cut_line(line, border.start(1), border.end(1)))
        start = border.end()
    if bullet is None and not borders:
        stops = list(_INLINE_STOP.finditer(line.text))
        for stop in stops if len(stops) <= _MAX_INLINE else ():
            found.items.append([cut_line(line, start, stop.start() + 1)])
            start = stop.end()
    last = cut_line(line, start)
    if last.text:
        found.items.append([last])


def continue_item(found: ItemList, line: SourceLine) -> None:
    """Add a line that goes on with the last item; more items may follow in it, "ủy; - Lưu: VT."."""
    border = _INLINE_MARK.search(line.text)
    if border is not None:
        found.items[-1].append(cut_line(line, 0, border.start()))
        add_item(found, cut_line(line, border.start(1)))
        return
    stop = _INLINE_STOP.search(line.text) if not found.labels and len(found.items) > 1 else None
    found.items[-1].append(cut_line(line, 0, stop.start() + 1 if stop else None))
    if stop is not None:
        add_item(found, cut_line(line, stop.end()))


def has_marker(line: SourceLine) -> bool:
    """True if the line is an item with a bullet or number of its own."""
    return bool(line.marker) or _BULLET.match(line.text) is not None


class _ItemReader:
    def __init__(self, lines: Sequence[SourceLine]) -> None:
        self._lines = lines
        self._found = ItemList()
        self._has_marker = False
        self._is_numbered = False

    def read(self) -> ItemList:
        at = 0
        blanks = 0
        while at < len(self._lines):
            line = self._lines[at]
            if not line.text.strip():
                blanks += 1
                at += 1
                continue
            if not self._take(line, blanks, at):
                break
            blanks = 0
            at += 1
            self._found.end = at
        return self._found

    def _last(self) -> str:
        return self._found.items[-1][-1].text if self._found.items else ""

    def _take(self, line: SourceLine, blanks: int, at: int) -> bool:
        """Read one line; False if the list ended before it."""
        found = self._found
        text = line.text.strip()
        if not found.items:
            return self._begin(line)
        if has_marker(line):
            if self._is_numbered or (not self._has_marker and blanks):
                return False
            self._has_marker = True
            add_item(found, line)
            return True
        if self._is_numbered and (number := _NUMBER_MARK.match(line.text)):
            self._add_numbered(line, number)
            return True
        if begins_numbered(text) or (begins_preamble(text) and not begins_small(text)):
            return False
        return self._take_plain(line, text, blanks, at)

    def _begin(self, line: SourceLine) -> bool:
        text = line.text.strip()
        number = _NUMBER_MARK.match(line.text)
        if number is not None and len(text) < LONG_LINE:
            self._is_numbered = True
            self._add_numbered(line, number)
            return True
        self._has_marker = has_marker(line)
        if not self._has_marker and (begins_numbered(text) or begins_preamble(text)):
            return False
        add_item(self._found, line)
        return True

    def _add_numbered(self, line: SourceLine, number: re.Match[str]) -> None:
        self._found.labels.append(cut_line(line, 0, number.end()))
        self._found.items.append([cut_line(line, number.end())])

    def _take_plain(self, line: SourceLine, text: str, blanks: int, at: int) -> bool:
        last = self._last()
        if last.endswith((".", "!", ":")) and not last.endswith(("TP.", "Tp.", "tp.")):
            return False
        if begins_small(text):
            if blanks and not last.endswith((",", ";")) and len(text) > LONG_LINE:
                return False
            return self._go_on(line)
        is_open = not last.endswith((";", ","))
        if blanks and is_open:
            return False
        if self._has_marker:
            return self._take_unmarked(line, text, last, is_open=is_open)
        if not is_open and len(text) <= LONG_LINE and is_addressed(text):
            add_item(self._found, line)
            return True
        if is_open and len(last) >= _MIN_WRAPPED and self._ends_item(text, at):
            self._found.is_doubtful = True
            return self._go_on(line)
        if is_open and len(text) < LONG_LINE and is_addressed(text) and not text.endswith(":"):
            self._found.is_doubtful = True
            add_item(self._found, line)
            return True
        return False

    def _take_unmarked(self, line: SourceLine, text: str, last: str, *, is_open: bool) -> bool:
        """Read a line without a bullet that begins with a capital, in a list of bulleted items."""
        ends_item = text.endswith((";", ".", ","))
        if is_open and len(last) >= _MIN_WRAPPED and len(text) < len(last) and ends_item:
            return self._go_on(line)
        if last.endswith(",") and ends_item and len(text) < LONG_LINE:
            return self._go_on(line)
        if last.endswith(";") and ends_item and len(text) < LONG_LINE and is_addressed(text):
            self._found.is_doubtful = True
            add_item(self._found, line)
            return True
        return False

    def _ends_item(self, text: str, at: int) -> bool:
        """True if a line goes on with the item before it: it is short, and the list ends there."""
        following = self._lines[at + 1].text.strip() if at + 1 < len(self._lines) else ""
        return len(text) < LONG_LINE and (
            text.endswith((";", "."))
            or not following
            or begins_preamble(following)
            or has_marker(self._lines[at + 1])
        )

    def _go_on(self, line: SourceLine) -> bool:
        continue_item(self._found, line)
        return True
