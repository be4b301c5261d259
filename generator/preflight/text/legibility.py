"""Words of a passage that cannot be read in full on the rendered page, whatever hides them.

Positions in a text that was searched become letters on pages, which ``glyph_coverage`` inspects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.preflight.pdf.model import Box, Document
from generator.preflight.text.glyph_coverage import inspect_letters
from generator.preflight.text.search import TextPosition
from generator.preflight.text.visibility import Visibility


@dataclass(frozen=True, slots=True)
class IllegibleWord:
    """A word that is hidden, clipped or struck through.

    Attributes:
        text: The whole word.
        page: Zero-based; ``box`` is around the first letter that is not visible.
    """

    visibility: Visibility
    text: str
    page: int
    box: Box


def illegible_words(
    document: Document, positions: Iterable[TextPosition]
) -> Iterator[IllegibleWord]:
    """The words at ``positions`` that are not visible in full."""
    pages: dict[int, list[int]] = {}
    for position in positions:
        pages.setdefault(position.page, []).append(position.index)
    for number, indexes in pages.items():
        page = document.pages[number]
        for word, letters in inspect_letters(document, page, indexes):
            for index, visibility in zip(word, letters, strict=True):
                if visibility is not Visibility.VISIBLE:
                    text = "".join(page.characters[letter].text for letter in word)
                    yield IllegibleWord(visibility, text, number, page.characters[index].box)
                    break
