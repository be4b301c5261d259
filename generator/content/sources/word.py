"""Reader of Word files (.docx, .docm): paragraphs in reading order, with the numbers people see.

The parts are read directly with lxml and not with python-docx: that opens no .docm, stops at a
link to a missing part, loads every picture, and knows no numbering, note, text box or revision.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from generator.content.sources.model import DocumentPart, Medium, SourceDocument, SourceLine
from generator.content.sources.number_formats import format_number
from generator.content.sources.office_package import OfficePackage, Relationship
from generator.content.sources.raw_lines import RawLine, guard_lines
from generator.content.sources.word_findings import findings_on
from generator.content.sources.word_numbering import Numbering
from generator.content.sources.word_paragraphs import LengthError, Tally
from generator.content.sources.word_stories import (
    NestingError,
    StoryReader,
    WordDocument,
    note_lines,
)
from generator.content.sources.word_styles import Styles
from generator.content.sources.word_xml import Element, R, W, integer, switch, value
from generator.core.errors import ContentError, Place, Problem
from generator.core.messages import msg

_MAIN_PART: Final = "word/document.xml"
_NOTES: Final = {"footnote": "footnotes", "endnote": "endnotes"}
_NOTE_FORMATS: Final = {"footnote": "decimal", "endnote": "lowerRoman"}
#: About so many are in the limits of ``word_paragraphs``.
_MAX_PAGES: Final = 800
#: A line that may have been broken at the edge of a page, in characters.
_LONG_LINE: Final = 45
#: A small letter that begins a line, and is not the letter of a point.
_GOES_ON: Final = re.compile(r"(?!\w{1,2}[).])[a-zà-ỹđ]")
#: At least so many paragraphs that break off, and one of so many long ones. Corpus: papers as their
#: offices wrote them have at most two in all; pasted ones break off in two of three.
_FEW: Final = 3
_SHARE: Final = 4
#: What stands at the head of an official paper and nowhere else.
_LETTERHEAD: Final = re.compile(r"cộng h(?:òa|oà) xã hội chủ nghĩa|đảng cộng sản việt nam", re.I)
#: The kinds of headers and footers of a section.
_KINDS: Final = ("first", "default", "even")


def read_word(data: bytes, *, name: str) -> SourceDocument:
    """The lines of the Word file in ``data``.

    Args:
        data: The file's bytes as received.
        name: The file's name, for messages.

    Raises:
        ContentError: when it is damaged, locked, larger or deeper than any paper, or has no text.
    """
    package = OfficePackage(data, name=name)
    main = _main_part(package)
    root = package.xml(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise ContentError(
            Problem(
                "damaged-file",
                msg("the Word file has no text part: it is damaged"),
                msg("open it in Word and save it again, or ask its sender for it once more"),
                Place(name),
            )
        )
    reader = _FileReader(package, main, name)
    try:
        raw = reader.read(body)
    except NestingError as error:
        raise ContentError(
            Problem(
                "nested-too-deep",
                msg("tables or text boxes stand in one another too deep to be read"),
                msg("in Word, take the inner tables out of the outer ones"),
                Place(name),
            )
        ) from error
    except LengthError as error:
        raise ContentError(
            Problem(
                "file-too-large",
                msg("the file is longer than {count} pages", count=_MAX_PAGES),
                msg("no paper is so long: save only its own pages into a new file"),
                Place(name),
            )
        ) from error
    lines, findings = guard_lines(raw, name=name)
    findings += findings_on(reader.document.tally, package.names(), reader.comments(), name)
    if not any(line.text.strip() or line.marker for line in lines):
        raise _without_text(reader.document.tally, name)
    return SourceDocument(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        medium=Medium.WORD,
        lines=lines,
        is_paragraph_per_line=None if _is_wrapped(lines) else True,
        findings=findings,
        links=tuple(reader.document.tally.links),
    )


class _FileReader:
    """Reader of the parts of one file."""

    def __init__(self, package: OfficePackage, main: str, name: str) -> None:
        self._package = package
        self._relationships = package.relationships(main)
        styles = Styles(self._related("styles"))
        self._settings = self._related("settings")
        numbering = Numbering(self._related("numbering"), styles)
        self.document = WordDocument(styles, numbering, read_note=self._note)
        self._notes: dict[str, dict[int, Element]] = {}
        self._counted: dict[str, int] = {}
        self._formats: dict[str, tuple[str, int]] = {}
        self._targets: dict[str, Mapping[str, Relationship]] = {}

    def read(self, body: Element) -> list[RawLine]:
        """All lines: headers, the body with its notes, footers."""
        sections = [one for one in body.iter(f"{W}sectPr") if not _is_former(one)]
        for kind in _NOTES:
            self._formats[kind] = self._note_format(kind, sections)
        lines = StoryReader(self.document, self._relationships, DocumentPart.BODY).read(body)
        headers = self._running(sections, "header", DocumentPart.HEADER)
        footers = self._running(sections, "footer", DocumentPart.FOOTER)
        return headers + lines + footers

    def comments(self) -> int:
        """The number of comments."""
        root = self._related("comments")
        return 0 if root is None else len(root.findall(f"{W}comment"))

    def _related(self, kind: str) -> Element | None:
        part = self._part(kind)
        return None if part is None else self._package.xml(part)

    def _part(self, kind: str) -> str | None:
        found = (one for one in self._relationships.values() if one.kind == kind)
        return next((one.target for one in found if not one.is_external), None)

    def _running(self, sections: list[Element], kind: str, part: DocumentPart) -> list[RawLine]:
        """The headers or footers that are seen on any page, each text once.

        A header with the nation's name is no running head but the head of the paper.
        """
        lines: list[RawLine] = []
        known: set[tuple[str, ...]] = set()
        for name in dict.fromkeys(self._running_parts(sections, kind)):
            root = self._package.xml(name)
            if root is None:
                continue
            reader = StoryReader(self.document, self._package.relationships(name), part)
            found = [line for line in reader.read(root) if line.text.strip() or line.marker]
            texts = tuple(line.text for line in found)
            if texts not in known:
                known.add(texts)
                if part is DocumentPart.HEADER and _LETTERHEAD.search(" ".join(texts)):
                    for line in found:
                        line.part = DocumentPart.BODY
                lines += found
        return lines

    def _running_parts(self, sections: list[Element], kind: str) -> Iterator[str]:
        has_even = bool(switch(self._settings, "evenAndOddHeaders"))
        for section in sections:
            shown = {"default": True, "first": switch(section, "titlePg"), "even": has_even}
            by_kind = {
                value(reference, "type") or "default": reference.get(f"{R}id") or ""
                for reference in section.findall(f"{W}{kind}Reference")
            }
            for one in _KINDS:
                related = self._relationships.get(by_kind.get(one, ""))
                if shown[one] and related is not None and not related.is_external:
                    yield related.target

    def _note_format(self, kind: str, sections: list[Element]) -> tuple[str, int]:
        """The format of the numbers of a kind of note, and the first number."""
        style, start = _NOTE_FORMATS[kind], 1
        for holder in [self._settings, *sections[:1]]:
            properties = None if holder is None else holder.find(f"{W}{kind}Pr")
            if properties is not None:
                style = value(properties.find(f"{W}numFmt")) or style
                first = integer(properties.find(f"{W}numStart"))
                start = start if first is None else first
        return style, start

    def _note(self, kind: str, identity: int) -> list[RawLine]:
        if kind not in self._notes:
            root = self._related(_NOTES[kind])
            self._notes[kind] = {
                integer(note, "id") or 0: note
                for note in (() if root is None else root.findall(f"{W}{kind}"))
            }
            part = self._part(_NOTES[kind])
            self._targets[kind] = {} if part is None else self._package.relationships(part)
        # Each is read once, also when two places refer to it.
        note = self._notes[kind].pop(identity, None)
        if note is None:
            return []
        style, start = self._formats[kind]
        at = self._counted[kind] = self._counted.get(kind, start - 1) + 1
        return note_lines(self.document, note, self._targets[kind], format_number(at, style))


def _is_wrapped(lines: Sequence[SourceLine]) -> bool:
    """True if paragraphs seem to go on in the next one, as in text that was pasted from a PDF."""
    long, broken = 0, 0
    for line, following in pairwise(lines):
        if line.part is not DocumentPart.BODY or line.cell is not None:
            continue
        if len(line.text) < _LONG_LINE:
            continue
        long += 1
        goes_on = not following.continues and not following.marker
        broken += line.text[-1].isalnum() and goes_on and bool(_GOES_ON.match(following.text))
    return broken >= _FEW and broken * _SHARE >= long


def _main_part(package: OfficePackage) -> str:
    for related in package.relationships("").values():
        if related.kind == "officeDocument" and package.has(related.target):
            return related.target
    return _MAIN_PART


def _is_former(section: Element) -> bool:
    """True for the properties that a section had before a tracked change."""
    parent = section.getparent()
    return parent is not None and parent.tag == f"{W}sectPrChange"


def _without_text(tally: Tally, name: str) -> ContentError:
    if tally.embedded or tally.drawings:
        message = msg("the text of the file lies in other files that are embedded in it")
        hint = msg("open it in Word and save it again as Word document (.docx)")
        return ContentError(Problem("kind-not-read", message, hint, Place(name)))
    if tally.pictures:
        message = msg("the file holds pictures and no text: its pages are scans")
        hint = msg('save it as PDF in Word; to read scans, pip install "anpham[ocr]"')
        return ContentError(Problem("scan-without-text", message, hint, Place(name)))
    message = msg("the file is empty")
    hint = msg("check that it is the right one, or ask its sender for it once more")
    return ContentError(Problem("empty-file", message, hint, Place(name)))
