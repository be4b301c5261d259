"""A source document: the lines of a paper in reading order, each with its origin in the file.

A reader of one format (plain text, Word, PDF, web page, scan) gives these and decides nothing about
what a line means: that is the work of ``content.letters``. No character of the file is dropped;
what a person sees once stands in one line. Text is NFC and has passed the guard; white space within
a line is kept (tabs, runs of spaces: they part cells), but for that at its end.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from generator.core.findings import Finding


class Medium(StrEnum):
    """Formats of source files."""

    TEXT = "text"
    WORD = "word"
    PDF = "pdf"
    WEB = "web"
    SCAN = "scan"


class DocumentPart(StrEnum):
    """Parts of a document outside of which its body stands."""

    BODY = "body"
    #: The running head and foot of Word's pages; those of a PDF are found by ``content.letters``.
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Origin:
    """Place of a line in its file; all numbers are 1-based.

    Attributes:
        line: Number of the line: of a text or HTML file, or of the paragraph in a Word file.
        page: Number of the page; of a PDF or scan.
        start: The first character of the line (of the page in a PDF or scan); ``end`` its last.
        places: Where the characters of the whole line's text begin in the file's line, and where
            it ends, if accents or signs in the file take places of their own; else empty.
        first: The index in ``places`` of the first character.
    """

    line: int | None = None
    page: int | None = None
    start: int = 1
    end: int = 1
    places: tuple[int, ...] = field(default=(), compare=False, repr=False)
    first: int = field(default=0, compare=False, repr=False)

    def part(self, start: int, end: int) -> Origin:
        """The place of the characters from ``start`` to ``end`` (0-based, exclusive)."""
        if not self.places:
            return replace(self, start=self.start + start, end=self.start + max(start, end - 1))
        begin = self.places[self.first + start]
        stop = self.places[min(self.first + end, len(self.places) - 1)] - 1
        return replace(self, start=begin, end=max(begin, stop), first=self.first + start)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, by 0-based numbers.

    Attributes:
        table: The table's number in the document; ``row`` and ``column`` are the cell's.
        columns: How many columns the table has.
    """

    table: int
    row: int
    column: int
    columns: int


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box on a page in pt, from the page's top left corner, y down."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class LineStyle:
    """Look of a line, as far as it is known; None is not known.

    Attributes:
        size: The type size in pt.
        indent: From the text's left edge to that of the line, in pt.
        centred: Whether it is centred in its column.
    """

    bold: bool | None = None
    italic: bool | None = None
    centred: bool | None = None
    size: float | None = None
    indent: float | None = None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line; a blank one has no text.

    Attributes:
        text: As it stands, without white space at its end.
        marker: A number or sign that a program shows before the line and the file's text does not
            hold (Word's automatic numbering), as it is shown: "1.", "a)", "-"; else empty.
        level: The level of that automatic numbering, 0-based; None without one.
        cell: The cell in which it stands; None outside of tables. A cell's lines are together.
        column: 0-based number of the column of a page set in columns (two-column head); else None.
        continues: Whether it goes on with the paragraph of the line before (Word's soft break).
        unsure: Parts of the text that recognition was unsure of, as 0-based (start, end).
        box: On the page, where that is known.
    """

    text: str
    origin: Origin
    part: DocumentPart = DocumentPart.BODY
    marker: str = ""
    level: int | None = None
    cell: Cell | None = None
    column: int | None = None
    continues: bool = False
    unsure: tuple[tuple[int, int], ...] = ()
    style: LineStyle = LineStyle()
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A paper as its file holds it.

    Attributes:
        name: The file's name, for messages.
        sha256: Of the file's bytes as received.
        lines: In reading order, blank ones too.
        is_paragraph_per_line: Whether each line is a whole paragraph; None where that must be found
            out from the lines.
        findings: On how the file was read: a legacy encoding, ignored macros, pages without text.
        links: Targets of the file's links to the web and to mailboxes, each once, in reading order.
    """

    name: str
    sha256: str
    medium: Medium
    lines: tuple[SourceLine, ...]
    is_paragraph_per_line: bool | None = None
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    links: tuple[str, ...] = ()
