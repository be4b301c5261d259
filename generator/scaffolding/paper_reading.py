"""A paper as it was read, for a person who compares the two: each line with what was read from it.

A line belongs to the blocks of the body and the fields of the letter that hold characters of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.content.issuer_directory import load_directory
from generator.content.letters.model import Letter, Span
from generator.content.letters.reader import read_letter
from generator.content.model import IssuerRequest
from generator.content.sources.model import Box, Medium, SourceDocument, SourceLine
from generator.content.sources.opening import open_source
from generator.core.assets import Assets
from generator.scaffolding.answers import CampaignQuestions, questions
from generator.scaffolding.new_campaign import draft_of

_NOBODY: Final = IssuerRequest()
#: A place in reading order: line or page, then the character in it.
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of the paper.

    Attributes:
        number: Of the line in its file, 1-based; None where the file has pages.
        page: 1-based; None where the file has no pages.
        parts: Addresses of the blocks and names of the fields that were read from it.
        unsure: Parts of the text that recognition was unsure of, as 0-based (start, end).
        box: On the page, where that is known.
    """

    text: str
    number: int | None
    page: int | None
    parts: tuple[str, ...]
    unsure: tuple[tuple[int, int], ...] = ()
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PaperReading:
    """A paper as it was read, and the questions on it.

    Attributes:
        lines: Those that have a text, in reading order.
    """

    medium: Medium
    lines: tuple[PaperLine, ...]
    questions: CampaignQuestions

    @property
    def letter(self) -> Letter:
        """The paper as it was read."""
        return self.questions.letter


def read_paper(
    data: bytes, *, source: str, assets: Assets, own_issuer: IssuerRequest = _NOBODY
) -> PaperReading:
    """The paper ``data``, with the campaign that is proposed from it.

    Args:
        source: The file's name, for messages.
        own_issuer: A person's own, offered before the paper's.

    Raises:
        ContentError: if it cannot be read, or has nothing that a piece could show.
        MissingResourceError: if it is a scan, and the extra that reads it is not installed.
    """
    document = open_source(data, name=source, recognition=assets.recognition)
    letter = read_letter(document)
    draft = draft_of(letter, assets)
    directory = load_directory(assets.issuers)
    asked = questions(letter, draft, directory, own=own_issuer)
    return PaperReading(document.medium, tuple(_lines(document, letter)), asked)


def _lines(document: SourceDocument, letter: Letter) -> Iterator[PaperLine]:
    spans = _spans(letter)
    for line in document.lines:
        if not line.text.strip():
            continue
        begin, end = _ends(line)
        parts = [name for name, (first, last) in spans.items() if begin <= last and end >= first]
        yield PaperLine(
            line.marker + " " + line.text if line.marker else line.text,
            line.origin.line,
            line.origin.page,
            tuple(parts),
            tuple(_moved(line)),
            line.box,
        )


def _spans(letter: Letter) -> Mapping[str, tuple[_Place, _Place]]:
    """The first and last place of each block and field, by address and name."""
    named = [*letter.at.items(), *((block.address, block.at) for block in letter.blocks)]
    found = {name: _places(span) for name, span in named}
    return {name: places for name, places in found.items() if places is not None}


def _places(span: Span) -> tuple[_Place, _Place] | None:
    first = span.page if span.page is not None else span.line
    last = span.to_page if span.page is not None else span.to_line
    if first is None:
        return None
    return (first, span.start), (first if last is None else last, span.end)


def _ends(line: SourceLine) -> tuple[_Place, _Place]:
    origin = line.origin
    at = origin.page if origin.page is not None else origin.line or 0
    return (at, origin.start), (at, origin.end)


def _moved(line: SourceLine) -> Iterator[tuple[int, int]]:
    """The unsure parts of the line, behind its marker."""
    skipped = len(line.marker) + 1 if line.marker else 0
    for start, end in line.unsure:
        yield start + skipped, end + skipped
