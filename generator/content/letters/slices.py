"""Slices of source lines: parts of a line that know where they stand, and flows of them.

A slice is a :class:`SourceLine` of its own, with the text of the part and the part's origin. So a
field is a list of slices, its text their texts and its place their origins.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from generator.content.letters.model import Span
from generator.content.sources.model import SourceLine

#: One star before a text is emphasis only where one ends it.
_EMPHASIS_BEGIN: Final = re.compile(
    r"#{1,6}\s+(?:\*{2,3})?(?=\S)|(?:\*{2,3}|_{2,3})(?=[^\s*_])|\*(?=[^\s*][^*]*\*$)"
)
_EMPHASIS_END: Final = re.compile(r"(?<=[^\s*_])(?:\*{1,3}|_{2,3})$")


def cut_line(line: SourceLine, start: int, end: int | None = None) -> SourceLine:
    """The part of ``line`` from ``start`` to ``end`` (0-based, exclusive), without white space."""
    part = line.text[start:end]
    start += len(part) - len(part.lstrip())
    text = part.strip()
    if start == 0 and len(text) == len(line.text):
        return line
    stop = start + len(text)
    cut = replace(
        line,
        text=text,
        origin=line.origin.part(start, stop),
        unsure=tuple(
            (max(0, a - start), min(stop, b) - start)
            for a, b in line.unsure
            if a < stop and b > start
        ),
    )
    if not (line.marker or line.continues) or not line.text[:start].strip():
        return cut
    return replace(cut, marker="", level=None, continues=False)


def split_emphasis(line: SourceLine) -> tuple[SourceLine, list[SourceLine]]:
    """The line without the stars and underscores of Markdown at its ends, and those signs.

    "**KẾ HOẠCH**", also where emphasis goes over several lines; "* " before an item is its mark.
    """
    text = line.text.strip()
    before = _EMPHASIS_BEGIN.match(text)
    after = _EMPHASIS_END.search(text)
    if before is None and after is None:
        return line, []
    whole = cut_line(line, 0)
    start = before.end() if before else 0
    end = after.start() if after else len(whole.text)
    if start >= end:
        return line, []
    signs = [cut_line(whole, 0, start), cut_line(whole, end)]
    return cut_line(whole, start, end), [sign for sign in signs if sign.text]


def text_of(slices: Iterable[SourceLine]) -> str:
    """The texts joined by spaces, white space folded."""
    return " ".join(" ".join(line.text.split()) for line in slices if line.text)


def span_of(slices: Iterable[SourceLine]) -> Span | None:
    """The place from the first to the last of the slices; None without any."""
    origins = [cut_line(line, 0).origin for line in slices]
    if not origins:
        return None
    first = min(origins, key=lambda o: (o.page or 0, o.line or 0, o.start))
    last = max(origins, key=lambda o: (o.page or 0, o.line or 0, o.end))
    return Span(first.line, last.line, first.page, last.page, first.start, last.end)


class Flow:
    """Lines as one text with a line feed after each, of which parts are taken once.

    Attributes:
        text: The text; positions in it are 0-based.
    """

    def __init__(self, lines: Sequence[SourceLine]) -> None:
        self.lines = tuple(lines)
        self.text = "\n".join(line.text for line in lines)
        lengths = (len(line.text) + 1 for line in lines)
        self._starts = list(itertools.accumulate(lengths, initial=0))[:-1]
        self._taken = bytearray(len(self.text))

    def line_at(self, position: int) -> int:
        """The index of the line that holds ``position``."""
        return bisect.bisect_right(self._starts, position) - 1

    def bounds(self, index: int) -> tuple[int, int]:
        """Start and end of the line with this index, in the text."""
        start = self._starts[index]
        return start, start + len(self.lines[index].text)

    def is_free(self, start: int, end: int) -> bool:
        """True if nothing between the positions has been taken."""
        return not any(self._taken[start:end])

    def take(self, start: int, end: int) -> list[SourceLine]:
        """The slices between the positions that were not taken yet; they are now."""
        slices: list[SourceLine] = []
        if start >= end:
            return slices
        for index in range(self.line_at(start), self.line_at(end - 1) + 1):
            first, last = self.bounds(index)
            slices += self._take_in_line(index, max(start, first), min(end, last))
        return slices

    def _take_in_line(self, index: int, start: int, end: int) -> list[SourceLine]:
        first, line = self._starts[index], self.lines[index]
        found = []
        for a, b in self._free_ranges(start, end):
            piece = cut_line(line, a - first, b - first)
            if piece.text:
                found.append(piece)
            self._taken[a:b] = b"\1" * (b - a)
        return found

    def _free_ranges(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        while start < end:
            a = self._taken.find(0, start, end)
            if a < 0:
                return
            b = self._taken.find(1, a, end)
            b = end if b < 0 else b
            yield a, b
            start = b

    def free_in_line(self, index: int) -> list[tuple[int, int]]:
        """The ranges of a line that were not taken and are no white space."""
        trimmed = []
        for a, b in self._free_ranges(*self.bounds(index)):
            part = self.text[a:b]
            if part.strip():
                start = a + len(part) - len(part.lstrip())
                trimmed.append((start, start + len(part.strip())))
        return trimmed

    def is_line_free(self, index: int) -> bool:
        """True if the line has a text and nothing of it was taken."""
        start, end = self.bounds(index)
        return bool(self.text[start:end].strip()) and self.is_free(start, end)

    def rest(self) -> list[tuple[int, SourceLine]]:
        """The parts still free, with the index of its line; it is taken now."""
        return [
            (index, piece)
            for index in range(len(self.lines))
            for piece in self._take_in_line(index, *self.bounds(index))
        ]
