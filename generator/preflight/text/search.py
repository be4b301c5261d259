"""Search for passages in normalized text: exact and nearest matches, with their positions.

White space of any kind is one space, so line and column breaks, which are the design's, do not
matter; all else must agree character for character in NFC. Text by tags is in
``preflight.text.reading_order``; which passages are searched for, in ``preflight.checks.text``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from generator.core.excerpts import excerpt_words
from generator.preflight.pdf.model import Box, Document
from generator.preflight.pdf.per_document import cached_per_document

#: What pdfium extracts for a hyphen at the end of a line.
_HYPHENS_AT_LINE_ENDS: Final = frozenset("\x02\ufffe")
#: Characters without width, which nobody sees (Unicode 15, 23.2).
_WITHOUT_WIDTH: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff")

#: Edit distance of words that differ in accents, case or punctuation alone; of other words it is 1.
#: Less than half, so that two such words are nearer than one missing word; more than 0, so that the
#: exact wording is nearest.
_ACCENT_DISTANCE: Final = 0.4

#: Where a passage is less like a text than this, in the share of its words, it is another text. Our
#: own; corpus: alike from 0.025 to 5.
MAX_DISTANCE: Final = 0.5


@dataclass(frozen=True, slots=True)
class TextPosition:
    """Source of a character.

    Attributes:
        page: Zero-based.
        index: Of the page's character, or of the run of a tagged block.
        box: None where only the page is known.
    """

    page: int
    index: int
    box: Box | None


@dataclass(frozen=True, slots=True)
class SearchableText:
    """A text as one line, with the source of each character.

    Attributes:
        text: In NFC; every run of white space is one space.
        positions: For each character of ``text``; None for a space.
        compact: ``text`` without spaces; ``compact_indexes`` are its characters' in ``text``.
    """

    text: str
    positions: tuple[TextPosition | None, ...]
    compact: str = field(init=False)
    compact_indexes: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        kept = [index for index, sign in enumerate(self.text) if sign != " "]
        object.__setattr__(self, "compact_indexes", tuple(kept))
        object.__setattr__(self, "compact", "".join([self.text[index] for index in kept]))

    def occurrences(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each occurrence of ``text``, spaces ignored.

        An occurrence does not begin or end within a word.
        """
        wanted = text.replace(" ", "")
        at = self.compact.find(wanted) if wanted else -1
        while at >= 0:
            start, end = self.compact_indexes[at], self.compact_indexes[at + len(wanted) - 1] + 1
            if not self._is_in_word(start - 1, start) and not self._is_in_word(end - 1, end):
                yield start, end
            at = self.compact.find(wanted, at + 1)

    def _is_in_word(self, before: int, after: int) -> bool:
        if before < 0 or after >= len(self.text):
            return False
        # A number before a word, as of an item, is no part of it: "2Dùng".
        if self.text[before].isdecimal() and self.text[after].isalpha():
            return False
        return self.text[before].isalnum() and self.text[after].isalnum()


def searchable_text(parts: Iterable[tuple[str, TextPosition | None]]) -> SearchableText:
    """Join ``parts``, each a few characters of one position, to one line."""
    text: list[str] = []
    positions: list[TextPosition | None] = []
    for characters, position in parts:
        for sign in characters:
            if sign in _WITHOUT_WIDTH:
                continue
            if sign in _HYPHENS_AT_LINE_ENDS:
                sign = "-"
            if sign.isspace():
                if text and text[-1] != " ":
                    text.append(" ")
                    positions.append(None)
                continue
            if unicodedata.combining(sign) and text:
                composed = unicodedata.normalize("NFC", text[-1] + sign)
                if len(composed) == 1:
                    text[-1] = composed
                    continue
            text.append(sign)
            positions.append(position)
    if text and text[-1] == " ":
        del text[-1], positions[-1]
    return SearchableText("".join(text), tuple(positions))


def normalize_line(text: str) -> str:
    """Normalize to NFC, and every run of white space to one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@cached_per_document
def extracted_text(document: Document) -> SearchableText:
    """Text of all pages as pdfium extracts it, in its order; cached per document."""
    parts: list[tuple[str, TextPosition | None]] = []
    for page in document.pages:
        for index, character in enumerate(page.characters):
            parts.append((character.text, TextPosition(page.index, index, character.box)))
        parts.append((" ", None))
    return searchable_text(parts)


# -- nearest matches


@dataclass(frozen=True, slots=True)
class NearestMatch:
    """Slice of a text that is nearest to a passage, and its edit distance a word, 0..1."""

    start: int
    end: int
    distance: float


def find_nearest(
    searchable: SearchableText, text: str, taken: Sequence[tuple[int, int]] = ()
) -> NearestMatch | None:
    """Slice of ``searchable`` with the least edit distance from ``text``, word by word.

    None in an empty text. Slices that are ``taken`` hold other passages and match nothing.
    """
    places = [match.span() for match in re.finditer(r"\S+", searchable.text)]
    wanted = text.split()
    if not places or not wanted:
        return None
    found = [
        "" if any(start < b and a < end for a, b in taken) else searchable.text[start:end]
        for start, end in places
    ]
    first, last, cost = _nearest_words(found, wanted)
    if first >= last:
        return None
    return NearestMatch(places[first][0], places[last - 1][1], cost / len(wanted))


def _nearest_words(found: Sequence[str], wanted: Sequence[str]) -> tuple[int, int, float]:
    """Slice of ``found`` with the least edit distance from ``wanted``, and that distance.

    Source: P. H. Sellers, The theory and computation of evolutionary distances, 1980: a match may
    begin and end anywhere, so the first row costs nothing.
    """
    costs = [0.0] * (len(found) + 1)
    starts = list(range(len(found) + 1))
    for row, word in enumerate(wanted, start=1):
        above, above_starts = costs, starts
        costs, starts = [float(row)], [0]
        for column, other in enumerate(found, start=1):
            exchange = above[column - 1] + _word_distance(word, other)
            missing, added = above[column] + 1, costs[column - 1] + 1
            least = min(exchange, missing, added)
            costs.append(least)
            if least == exchange:
                starts.append(above_starts[column - 1])
            else:
                starts.append(above_starts[column] if least == missing else starts[column - 1])
    end = min(range(len(costs)), key=costs.__getitem__)
    return starts[end], end, costs[end]


def _word_distance(word: str, other: str) -> float:
    if word == other:
        return 0.0
    return _ACCENT_DISTANCE if _letters(word) == _letters(other) else 1.0


@lru_cache(maxsize=4096)
def _letters(word: str) -> str:
    """Letters and digits of a word without accents and case; lone punctuation as it is."""
    decomposed = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    return "".join(sign for sign in decomposed if sign.isalnum()) or word


@dataclass(frozen=True, slots=True)
class WordDifference:
    """The first difference of a text from the wanted one.

    Attributes:
        found: The words there; empty where words are missing.
        wanted: The words wanted there; empty where words are added.
        context: The text found, from a few words before to a few after.
        at: The index in the text found of the first word that differs.
        more: How many other places differ.
    """

    found: str
    wanted: str
    context: str
    at: int
    more: int


def first_difference(found: str, wanted: str, *, around: int = 3) -> WordDifference | None:
    """First difference of ``found`` from ``wanted``, word by word; None if they are equal.

    Args:
        found: One line, as ``wanted`` is.
        around: How many words of context there are on each side.
    """
    words, others = found.split(), wanted.split()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    if not changes:
        return None
    _, start, end, other_start, other_end = changes[0]
    before, after = max(0, start - around), min(len(words), end + around)
    context = " ".join(words[before:after])
    at = len(" ".join(words[:start])) + (1 if 0 < start < len(words) else 0)
    return WordDifference(
        found=excerpt_words(" ".join(words[start:end])),
        wanted=excerpt_words(" ".join(others[other_start:other_end])),
        context=("… " if before else "") + context + (" …" if after < len(words) else ""),
        at=min(at, max(0, len(found) - 1)),
        more=len(changes) - 1,
    )
