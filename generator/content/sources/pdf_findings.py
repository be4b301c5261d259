"""Errors and findings on how a PDF was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.content.sources.model import SourceLine
from generator.content.sources.page_lines import LaidOutPage
from generator.content.sources.pdf_limits import MAX_PAGES
from generator.content.sources.source_kinds import no_text_in_pictures
from generator.core.errors import ContentError, Place, Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.reading.file_kinds import describe_non_pdf
from generator.vietnamese.legacy_codes import Encoding, encoding_name
from generator.vietnamese.syllables import is_syllable

_FIND_FILE: Final = msg("take the file that the paper was printed from")
_OWN_FILE: Final = msg("save the pages of the official paper as a PDF of its own, and take that")
_COMPARE_PAGE: Final = msg("compare the page with what was read of it")

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_MARKED: Final = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
#: Of Vietnamese papers 0.85 and more of the words are syllables; of other text up to 0.35, of text
#: whose letters are exchanged less.
_MIN_SYLLABLES: Final = 0.5
_ENOUGH_WORDS: Final = 40


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's lines, and what is to be reported of it.

    Attributes:
        is_picture: Whether it is a scan, of which nothing was read but what stands over it.
        is_recognised: Whether its text is that of an earlier recognition, under its picture.
        hidden: How many characters nobody sees.
        outside: How many letters stand outside of the page as it is shown.
        unread_annotations: How many annotations were too many.
        encodings: Legacy encodings of its fonts.
    """

    page: LaidOutPage
    is_picture: bool
    is_recognised: bool
    hidden: int
    outside: int
    links: tuple[str, ...]
    unread_annotations: int
    encodings: frozenset[Encoding]


def locked_error(name: str) -> ContentError:
    """The error on a file that opens only with a password."""
    return _error(
        "file-encrypted",
        msg("the file opens only with a password"),
        msg("open it with its password, print it to a new PDF, and take that"),
        Place(name),
    )


def damaged_error(name: str, data: bytes) -> ContentError:
    """The error on a file that cannot be opened."""
    return _error("damaged-file", *describe_non_pdf(data), Place(name))


def damaged_page_error(name: str, page: int) -> ContentError:
    """The error on a page, 1-based, that cannot be opened."""
    return _error(
        "damaged-file",
        msg("page {page} is so damaged that it cannot be read", page=page),
        msg("ask its sender for the file again"),
        Place(name, page=page),
    )


def too_long_error(name: str, count: int) -> ContentError:
    """The error on a file with too many pages."""
    return _error(
        "file-too-large",
        msg("the file has {count} pages; at most {limit} are read", count=count, limit=MAX_PAGES),
        _OWN_FILE,
        Place(name),
    )


def without_text_error(name: str, *, is_scan: bool) -> ContentError:
    """The error on a file that has no text."""
    if is_scan:
        return ContentError(no_text_in_pictures(name))
    return _error(
        "empty-file",
        msg("the file has no text"),
        msg("open it and see whether it is the right one"),
        Place(name),
    )


def _error(code: str, message: Message, hint: Message, place: Place) -> ContentError:
    return ContentError(Problem(code, message, hint, place))


def page_findings(
    pages: Sequence[ReadPage], lines: Sequence[SourceLine], name: str
) -> tuple[Finding, ...]:
    """All findings on how pages were read."""
    found = [finding for page in pages for finding in _findings_of(page, name)]
    found += _conversions(pages, name)
    if _is_doubtful([line.text for line in lines]):
        found.append(
            Finding(
                "damaged-text",
                Severity.WARNING,
                msg(
                    "few words of the text are Vietnamese; it may hold other letters than it shows"
                ),
                msg("compare it with the pages; if it differs, ask for the Word document"),
                Place(name),
            )
        )
    return tuple(found)


def _findings_of(read: ReadPage, name: str) -> Iterator[Finding]:
    page = read.page.number

    def finding(code: str, message: Message, hint: Message) -> Finding:
        return Finding(code, Severity.WARNING, message, hint, Place(name, page=page))

    if read.is_picture:
        message = msg("page {page} is a picture; its text was not read", page=page)
        yield finding("page-without-text", message, _FIND_FILE)
    if read.is_recognised:
        yield finding(
            "recognised-text",
            msg("the text of page {page} was recognised from a picture, not written", page=page),
            msg("compare it with the picture word by word"),
        )
    if read.unread_annotations:
        yield finding(
            "annotations-not-read",
            msg(
                "page {page} has {count} annotations; their texts were not read",
                page=page,
                count=read.unread_annotations,
            ),
            _COMPARE_PAGE,
        )
    if read.outside:
        yield finding(
            "text-outside-page",
            msg(
                "page {page} has {count} letters outside its edges, which nobody sees; they were "
                "left out",
                page=page,
                count=read.outside,
            ),
            msg("see whether the page is cut off; if so, ask for the whole paper"),
        )
    if read.hidden:
        yield finding(
            "hidden-text",
            msg(
                "page {page} has {count} characters that nobody sees; they were left out",
                page=page,
                count=read.hidden,
            ),
            _COMPARE_PAGE,
        )


def _conversions(pages: Sequence[ReadPage], name: str) -> Iterator[Finding]:
    """A finding on each legacy encoding, at the first page that has fonts of it."""
    first: dict[Encoding, int] = {}
    for read in pages:
        for encoding in sorted(read.encodings):
            first.setdefault(encoding, read.page.number)
    for encoding, page in first.items():
        yield Finding(
            "text-converted",
            Severity.WARNING,
            msg(
                "fonts say that text is in {encoding}; it was converted to Unicode",
                encoding=encoding_name(encoding),
            ),
            msg("compare it with the original before printing"),
            Place(name, page=page),
        )


def _is_doubtful(texts: Sequence[str]) -> bool:
    """True if a text of some length is not Vietnamese, or Vietnamese without any of its letters."""
    words = [word for text in texts for word in _WORD.findall(text) if not word.isupper()]
    if len(words) < _ENOUGH_WORDS:
        return False
    if sum(map(is_syllable, words)) < _MIN_SYLLABLES * len(words):
        return True
    return not any(map(_MARKED.search, words))
