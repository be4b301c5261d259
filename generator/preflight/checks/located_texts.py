"""Where official texts stand in a file: in print and in the tags.

Two readers that know nothing of one another are asked: pdfium for what is printed, the structure
tree for readers who cannot see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.core.errors import Place
from generator.core.provenance import Expected, ExpectedText
from generator.preflight.checks.rule import place_on
from generator.preflight.pdf.geometry import union
from generator.preflight.pdf.model import Box, Document
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.text.legibility import illegible_words
from generator.preflight.text.reading_order import TaggedBlock, reading_order, tagged_text
from generator.preflight.text.running_matter import text_without_running_matter
from generator.preflight.text.search import (
    SearchableText,
    TextPosition,
    extracted_text,
    normalize_line,
)
from generator.preflight.text.visibility import Visibility, is_tagged

#: The longest official text that is looked for by its hash alone, in words. The longest
#: bullet of letter 8893/UBND-VHTT has 84; a hash of each longer stretch takes time: our own.
_LONGEST_WORDS: Final = 150


Slice = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LocatedText:
    """An official text with where it stands.

    Attributes:
        wording: As it is known, or was found by its hash; empty if neither.
        printed: In the extracted text; None if it is not printed.
        in_tags: In the tags; None if it is not there.
    """

    text: ExpectedText
    wording: str
    printed: Slice | None
    in_tags: Slice | None


class OfficialTextLocator:
    """Finds the official texts of one document."""

    def __init__(self, document: Document, expected: Expected) -> None:
        self._document = document
        self._texts = expected.texts
        self._seen: dict[Slice, list[tuple[Visibility, str, Place]]] = {}

    @cached_property
    def printed(self) -> SearchableText:
        """The text of all pages, as pdfium extracts it.

        Without feet and heads where these stand within a text that goes on on the next page.
        """
        whole = extracted_text(self._document)
        lacking = [one for one in self._known().values() if not any(whole.occurrences(one))]
        if lacking and len(self._document.pages) > 1:
            flowing = text_without_running_matter(self._document)
            if any(any(flowing.occurrences(one)) for one in lacking):
                return flowing
        return whole

    @cached_property
    def blocks(self) -> tuple[TaggedBlock, ...]:
        """The tagged blocks in reading order; none in a file without tags."""
        return reading_order(self._document)

    @cached_property
    def tagged(self) -> tuple[SearchableText, tuple[int, ...]]:
        """The text of :attr:`blocks`, and for each character the index of its block."""
        return tagged_text(self.blocks)

    @cached_property
    def found(self) -> tuple[LocatedText, ...]:
        """One for each official text, in their order."""
        wordings = self._wordings() if self._texts else {}
        return tuple(self._find(text, wordings.get(text.sha256)) for text in self._texts)

    def _wordings(self) -> Mapping[str, str]:
        """The official texts by their hash: as the campaign has them, or else as the file does."""
        known = self._known()
        unknown = {text.sha256 for text in self._texts} - set(known)
        if unknown:
            text = self.tagged[0] if self.blocks else self.printed
            known |= _by_hash(text.text, unknown)
        return known

    def _known(self) -> dict[str, str]:
        """Those of them that the campaign has, or a whole block of the tags is."""
        known = {
            text.sha256: normalize_line(text.text) for text in self._texts if text.text is not None
        }
        unknown = {text.sha256 for text in self._texts} - set(known)
        for block in self.blocks if unknown else ():
            words_ = block.text
            if (name := _hash(words_)) in unknown:
                known[name] = words_
        return known

    def _find(self, text: ExpectedText, wording: str | None) -> LocatedText:
        if not wording:
            return LocatedText(text, "", None, None)
        slices = list(self.printed.occurrences(wording))
        # A copy that is painted without meaning does not stand for the one that is tagged.
        tagged = [
            one for one in slices if is_tagged(self._document, self.printed.positions[slice(*one)])
        ]
        slices = tagged or slices
        # A copy that cannot be seen does no harm where another one can.
        printed = next(
            (one for one in slices if not self.hidden_words(one)), next(iter(slices), None)
        )
        occurrences = list(self.tagged[0].occurrences(wording))
        exact = (one for one in occurrences if self.tagged[0].text[slice(*one)] == wording)
        return LocatedText(text, wording, printed, next(exact, next(iter(occurrences), None)))

    def where(self, printed: Slice | None) -> tuple[int | None, Box | None]:
        """Page, zero-based, of the first letter of what is printed, and its box there."""
        positions = self.positions(printed) if printed else []
        if not positions:
            return None, None
        page = positions[0].page
        return page, union(
            position.box
            for position in positions
            if position.page == page and position.box is not None
        )

    def positions(self, printed: Slice) -> list[TextPosition]:
        """Positions of the letters of what is printed."""
        return [
            position for position in self.printed.positions[slice(*printed)] if position is not None
        ]

    def place(self, printed: Slice | None, at: int = 0) -> Place:
        """Of the letter ``at`` that index of what is printed, or of the next."""
        if printed is None:
            return Place()
        start, end = printed
        positions = self.positions((start + at, end)) or self.positions(printed)
        return (
            place_on(self._document.pages[positions[0].page], positions[0].box)
            if positions
            else Place()
        )

    def hidden_words(self, printed: Slice) -> list[tuple[Visibility, str, Place]]:
        """The words of what is printed that are hidden or cut, each with where it begins so."""
        if printed not in self._seen:
            words = illegible_words(self._document, self.positions(printed))
            pages = self._document.pages
            self._seen[printed] = [
                (word.visibility, word.text, place_on(pages[word.page], word.box)) for word in words
            ]
        return self._seen[printed]


def _by_hash(text: str, names: set[str]) -> dict[str, str]:
    """The stretches of whole words in ``text`` whose hashes are among ``names``."""
    found: dict[str, str] = {}
    all_words = text.split()
    for start in range(len(all_words)):
        digest = hashlib.sha256()
        for end in range(start, min(len(all_words), start + _LONGEST_WORDS)):
            digest.update((" " * (end > start) + all_words[end]).encode("utf-8"))
            name = digest.hexdigest()
            if name in names:
                found[name] = " ".join(all_words[start : end + 1])
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@cached_per_document
def locate_texts(document: Document, expected: Expected) -> OfficialTextLocator:
    """Locator of the official texts that ``document`` should hold."""
    return OfficialTextLocator(document, expected)
