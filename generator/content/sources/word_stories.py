"""The stories of a Word file (body, headers, notes) as lines in reading order.

A story is what Word calls a text that flows by itself. Paragraphs stand in it, tables, content
controls, and text boxes beside a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.content.sources.model import Cell, DocumentPart
from generator.content.sources.office_package import Relationship
from generator.content.sources.raw_lines import RawLine
from generator.content.sources.word_numbering import ListMarker, Numbering
from generator.content.sources.word_paragraphs import (
    AnchoredBox,
    ParagraphReader,
    Tally,
    WordRun,
    chosen,
    style_of,
    text_of,
)
from generator.content.sources.word_styles import (
    ParagraphLook,
    RunLook,
    Styles,
    numbering_of,
    with_indent,
)
from generator.content.sources.word_xml import MC, Element, W, switch

#: Tables and text boxes inside one another; Word itself stops being usable before.
MAX_NESTING: Final = 15

_TRANSPARENT: Final = frozenset(
    f"{W}{name}" for name in ("sdtContent", "customXml", "smartTag", "ins", "moveTo")
)


class NestingError(Exception):
    """Tables or text boxes inside one another, more than :data:`MAX_NESTING` deep."""


@dataclass(slots=True)
class WordDocument:
    """State that all stories of a file share.

    Attributes:
        tables: The number of tables met.
        read_note: Reads the note of a kind and id into lines.
    """

    styles: Styles
    numbering: Numbering
    tally: Tally = field(default_factory=Tally)
    tables: int = 0
    read_note: Callable[[str, int], list[RawLine]] = lambda kind, identity: []


@dataclass(slots=True)
class _Carried:
    """Text whose paragraph mark is deleted or hidden: it runs on in the next paragraph."""

    runs: list[WordRun]
    marker: ListMarker | None


class StoryReader:
    """Reader of one story into lines."""

    def __init__(
        self,
        document: WordDocument,
        relationships: Mapping[str, Relationship],
        part: DocumentPart,
    ) -> None:
        self._document = document
        self._part = part
        self._paragraphs = ParagraphReader(document.styles, relationships, document.tally)
        self._number = 0
        self._end = 1
        self._nesting = 0
        self._carried: _Carried | None = None
        self._late: list[RawLine] = []
        self.lines: list[RawLine] = []

    def read(self, container: Element) -> list[RawLine]:
        """The lines of ``container``, a body or the like."""
        self._blocks(container, None)
        self._end_carried(None)
        return self.lines

    def _blocks(self, container: Element | None, cell: Cell | None) -> None:
        for child in () if container is None else container:
            tag = child.tag
            if tag == f"{W}p":
                self._paragraph(child, cell)
            elif tag == f"{W}tbl":
                self._table(child, cell)
            elif tag == f"{W}sdt":
                self._blocks(child.find(f"{W}sdtContent"), cell)
            elif tag in _TRANSPARENT:
                self._blocks(child, cell)
            elif tag == f"{MC}AlternateContent":
                self._blocks(chosen(child), cell)
            elif tag == f"{W}altChunk":
                self._document.tally.embedded += 1
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self._document.tally.deletions += 1

    def _paragraph(self, element: Element, cell: Cell | None) -> None:
        styles = self._document.styles
        properties = element.find(f"{W}pPr")
        look = styles.paragraph_look(properties)
        style = look.style_chain[0] if look.style_chain else None
        read = self._paragraphs.read(element, style)
        mark = None if properties is None else properties.find(f"{W}rPr")
        is_deleted = mark is not None and (
            mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
        )
        is_hidden = not is_deleted and self._mark_look(style, mark).hidden
        if is_deleted:
            self._document.tally.deletions += 1
        segments = read.segments
        above = [box for box in read.boxes if box.is_above]
        below = [box for box in read.boxes if not box.is_above]
        self._boxes(above, cell)
        if (is_deleted or is_hidden) and len(segments) == 1:
            # Its text, if any is seen, goes on in the next paragraph; alone it has no number.
            marker = self._count(properties, look) if is_hidden and segments[0] else None
            self._carry(segments[0], marker)
        else:
            marker = self._count(properties, look)
            if self._carried is not None:
                segments[0][:0] = self._carried.runs
                marker = self._carried.marker or marker
                self._carried = None
            self._emit_segments(segments, marker, look, cell)
        for kind, identity in read.notes:
            self._add_late(self._placed(self._document.read_note(kind, identity)), cell)
        self._boxes(below, cell)

    def _placed(self, notes: list[RawLine]) -> list[RawLine]:
        """The lines of a note, which stands at the end of the paragraph that refers to it."""
        for line in notes:
            line.number, line.start = self._number, self._end
            self._end += len(line.text) + 1
        return notes

    def _mark_look(self, style: str | None, mark: Element | None) -> RunLook:
        return self._document.styles.run_look(style, mark)

    def _carry(self, runs: list[WordRun], marker: ListMarker | None) -> None:
        if self._carried is None:
            self._carried = _Carried(list(runs), marker)
        else:
            self._carried.runs += runs
            self._carried.marker = self._carried.marker or marker

    def _end_carried(self, cell: Cell | None) -> None:
        """End what runs on, where no paragraph follows: at the end of a cell or of all."""
        carried, self._carried = self._carried, None
        if carried is not None and carried.runs:
            self._emit_segments([carried.runs], carried.marker, ParagraphLook(), cell)

    def _count(self, properties: Element | None, look: ParagraphLook) -> ListMarker | None:
        return self._document.numbering.next_marker(numbering_of(properties, look), look)

    def _emit_segments(
        self,
        segments: list[list[WordRun]],
        marker: ListMarker | None,
        look: ParagraphLook,
        cell: Cell | None,
    ) -> None:
        self._number += 1
        if marker is not None and marker.indent is not None and look.left is None:
            look = with_indent(look, marker.indent)
        start = 1
        # A break before or behind all text (a new page) starts no line of its own.
        while len(segments) > 1 and not segments[-1]:
            segments.pop()
        while len(segments) > 1 and not segments[0]:
            segments.pop(0)
        for at, runs in enumerate(segments):
            text = text_of(runs, self._document.tally)
            first = (look.first or 0.0) if at == 0 else 0.0
            indent = None if look.left is None and look.first is None else (look.left or 0) + first
            self.lines.append(
                RawLine(
                    text,
                    self._number,
                    start,
                    self._part,
                    marker.text if marker is not None and at == 0 else "",
                    marker.level if marker is not None and at == 0 else None,
                    cell,
                    continues=at > 0,
                    style=style_of(runs, centred=look.centred, indent=indent),
                )
            )
            start += len(text) + 1
        self._end = start

    def _boxes(self, boxes: list[AnchoredBox], cell: Cell | None) -> None:
        for box in boxes:
            if box.content is None:
                if box.text.strip():
                    self._number += 1
                    self.lines.append(RawLine(box.text, self._number, part=self._part, cell=cell))
            else:
                with _Nesting(self):
                    self._blocks(box.content, cell)

    def _add_late(self, lines: list[RawLine], cell: Cell | None) -> None:
        """Add the lines of a note: at once, or behind the table in which it is referred to."""
        if cell is None:
            self.lines += lines
        else:
            self._late += lines

    def _table(self, table: Element, outer: Cell | None) -> None:
        self._end_carried(outer)
        rows = [cells for row in _children(table, f"{W}tr") if (cells := self._cells(row))]
        columns = max(map(len, rows), default=0)
        with _Nesting(self):
            if columns == 1:
                # A frame around paragraphs, no table to anybody who reads it.
                for (cell,) in rows:
                    self._blocks(cell, outer)
            elif columns:
                number = self._document.tables
                self._document.tables += 1
                for at, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        self._cell(cell, Cell(number, at, column, columns))
        if outer is None:
            self.lines += self._late
            self._late = []

    def _cells(self, row: Element) -> list[Element]:
        properties = row.find(f"{W}trPr")
        if properties is not None:
            if properties.find(f"{W}del") is not None:
                self._document.tally.deletions += 1
                return []
            if switch(properties, "hidden"):
                return []
        return list(_children(row, f"{W}tc"))

    def _cell(self, element: Element, cell: Cell) -> None:
        before = len(self.lines)
        self._blocks(element, cell)
        self._end_carried(cell)
        if _is_merged_into_upper(element):
            # It is a part of the cell above; of its own it has an empty paragraph.
            added = self.lines[before:]
            if not any(line.text.strip() or line.marker for line in added):
                del self.lines[before:]


class _Nesting:
    """A level of tables and text boxes inside one another."""

    def __init__(self, story: StoryReader) -> None:
        self._story = story

    def __enter__(self) -> None:
        self._story._nesting += 1
        if self._story._nesting > MAX_NESTING:
            raise NestingError

    def __exit__(self, *error: object) -> None:
        self._story._nesting -= 1


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """The children of ``parent`` with a tag, through content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _children(content, tag)
        elif child.tag in _TRANSPARENT:
            yield from _children(child, tag)
        elif child.tag == f"{MC}AlternateContent" and (version := chosen(child)) is not None:
            yield from _children(version, tag)


def _is_merged_into_upper(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def note_lines(
    document: WordDocument,
    note: Element,
    relationships: Mapping[str, Relationship],
    number: str,
) -> list[RawLine]:
    """The lines of a footnote or endnote; the first that has text bears its number."""
    lines = StoryReader(document, relationships, DocumentPart.FOOTNOTE).read(note)
    first = next((line for line in lines if line.text.strip()), None)
    if first is not None:
        first.marker = number
        first.text = first.text.lstrip()
    return lines
