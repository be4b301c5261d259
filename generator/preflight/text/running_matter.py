"""Running matter: the heads, feet and page numbers that come again from page to page.

A paragraph that goes on on the next page is extracted with the foot of one page and the head of the
next among its words. Running matter is known by print alone: the first or last lines of a page
whose words stand at the same place on the page before or after, with numbers that are equal or one
less or more, as page numbers are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from generator.core.units import mm_to_pt
from generator.preflight.pdf.model import Character, Document
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.text.search import SearchableText, TextPosition, searchable_text

#: How far apart two lines may stand that are one on two pages. Our own; of a page number in the
#: middle or at the right, the width changes with its figures.
_SAME_PLACE_PT: Final = mm_to_pt(0.5)
_NUMBER: Final = re.compile(r"[0-9]+")
#: Of a number that is read; a longer one numbers no page.
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class _RunningLine:
    """Neighbouring characters of a page on one line: their indexes, and what they say.

    Attributes:
        words: With 0 for each of ``numbers``.
        bottom: Of the lowest character, in pt, y up.
    """

    indexes: tuple[int, ...]
    words: str
    numbers: tuple[int, ...]
    bottom: float

    def is_same(self, other: _RunningLine) -> bool:
        """True if both say the same at the same height, on neighbouring pages."""
        return (
            self.words == other.words
            and abs(self.bottom - other.bottom) <= _SAME_PLACE_PT
            and all(abs(a - b) <= 1 for a, b in zip(self.numbers, other.numbers, strict=True))
        )


@cached_per_document
def text_without_running_matter(document: Document) -> SearchableText:
    """Text of all pages in pdfium's order, without what runs from page to page."""
    left_out = _running(document)
    parts: list[tuple[str, TextPosition | None]] = []
    for page, out in zip(document.pages, left_out, strict=True):
        for index, character in enumerate(page.characters):
            if index not in out:
                parts.append((character.text, TextPosition(page.index, index, character.box)))
        parts.append((" ", None))
    return searchable_text(parts)


def _running(document: Document) -> list[set[int]]:
    """For each page the indexes of the characters of its running matter."""
    pages = [list(_lines(page.characters)) for page in document.pages]
    found: list[set[int]] = [set() for _ in pages]
    for number, (page, following) in enumerate(pairwise(pages)):
        for lines, others, out in ((page, following, number), (following, page, number + 1)):
            for run in (lines, lines[::-1]):
                again = _repeated(run, others)
                found[out].update(index for line in again for index in line.indexes)
    return found


def _repeated(
    lines: Sequence[_RunningLine], others: Sequence[_RunningLine]
) -> Iterator[_RunningLine]:
    """The first of ``lines``, as long as each stands among those of another page."""
    return takewhile(lambda line: any(map(line.is_same, others)), lines)


def _lines(characters: Sequence[Character]) -> Iterator[_RunningLine]:
    line: list[int] = []
    bottom = top = 0.0
    for index, character in enumerate(characters):
        if not character.text.strip():
            continue
        _, low, _, high = character.box
        reach = (top - bottom) / 2
        if line and not bottom - reach <= (low + high) / 2 <= top + reach:
            yield _line(characters, line)
            line = []
        bottom, top = (min(bottom, low), max(top, high)) if line else (low, high)
        line.append(index)
    if line:
        yield _line(characters, line)


def _line(characters: Sequence[Character], indexes: Sequence[int]) -> _RunningLine:
    words = "".join(characters[index].text for index in indexes)
    bottom = min(characters[index].box[1] for index in indexes)
    numbers = tuple(int(number[:_DIGITS]) for number in _NUMBER.findall(words))
    return _RunningLine(tuple(indexes), _NUMBER.sub("0", words), numbers, bottom)
