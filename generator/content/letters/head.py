"""Head of an official paper: everything above its body, as fields.

In: the lines from the first on. Out: :class:`Head` with the slices of each field, and how many
lines it took. What is in the head and in no field or furniture is given back, as lines of the body.

Here the cells above the title are read, in any order; the title with its subject is read in
``head_title``, the addressees in ``head_addressees``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.content.letters.cells import in_columns
from generator.content.letters.date_lines import DateLine, find_date_line
from generator.content.letters.document_numbers import find_number
from generator.content.letters.folding import begins_small, fold, is_capitals
from generator.content.letters.furniture import (
    YOUTH_UNION,
    is_contact,
    is_digital_signature,
    is_rule,
    is_signed_note,
    is_stamp,
    is_web_line,
    misread_nation_line,
    nation_lines,
    party_line,
)
from generator.content.letters.head_addressees import read_addressees
from generator.content.letters.head_fields import MAX_SUBJECT, Head, is_left_open
from generator.content.letters.head_marks import find_marks
from generator.content.letters.head_title import read_title_lines
from generator.content.letters.kinds import read_title
from generator.content.letters.openers import (
    LONG_LINE,
    is_organisation,
    subject_label,
)
from generator.content.letters.slices import Flow, text_of
from generator.content.sources.model import SourceLine

_BROKEN_DATE: Final = re.compile(
    r"(?<![a-z])(?:ngay|ngay\s\d{1,2}|ngay\s\d{1,2}\sthang|\d{1,2}\sthang\s\d{1,2}"
    r"|\d{1,2}\sthang\s\d{1,2}\snam)$"
)
#: A number whose symbol goes on in the next line.
_BROKEN_NUMBER: Final = re.compile(r"^\s*S[ốôo].{3,40}[\w][-/\u2013]$", re.I)
_BARE_NUMBER: Final = re.compile(r"s[o0]\s{0,9}[:.]?\s{0,9}(\d{1,6}[a-z]?)")
_STAMP_WORD: Final = re.compile(r"(?<=[a-zà-ỹđ,][ \u00a0])ĐẾN$")


def read_head(lines: Sequence[SourceLine]) -> Head:
    """The head of the paper that ``lines`` are."""
    return _HeadReader(lines).read()


class _HeadReader:
    def __init__(self, lines: Sequence[SourceLine]) -> None:
        self._lines = lines
        self._head = Head()
        self._is_web = False
        #: The index in the flow of the line with the number, or the subject.
        self._anchor: int | None = None

    def read(self) -> Head:
        head = self._head
        marks = find_marks(self._lines)
        columns, pipes = in_columns(self._lines[: marks.cells_end])
        head.furniture += pipes
        columns = [head.unstarred(line) for line in columns]
        self._flow = Flow(columns)
        self._take_furniture()
        self._take_number()
        self._take_date()
        self._take_bare_numbers()
        self._take_subject()
        self._take_issuing_body()
        head.leftover += self._rest()
        head.end = marks.cells_end
        if marks.title is not None:
            read_title_lines(self._lines, marks.title, head)
        if marks.addressees is not None:
            read_addressees(self._lines, marks.addressees, head)
        return head

    def _is_union_body(self, index: int) -> bool:
        """True if the Youth Union's line is a superior body; its motto stands apart."""
        lines = self._flow.lines
        unions = [n for n, line in enumerate(lines) if _is_youth_union(line.text)]
        below = next((line.text for line in lines[index + 1 :] if line.text.strip()), "")
        return len(unions) > 1 and is_capitals(below) and is_organisation(below)

    def _take_furniture(self) -> None:
        flow = self._flow
        for start, end in nation_lines(flow.text):
            self._head.furniture += flow.take(start, end)
        for index, line in enumerate(flow.lines):
            start, end = flow.bounds(index)
            party = party_line(line.text) if flow.is_line_free(index) else None
            if party is not None:
                self._head.furniture += flow.take(start + party[0], start + party[1])
            elif _is_youth_union(line.text) and self._is_union_body(index):
                continue
            elif flow.is_line_free(index) and _is_head_furniture(line.text):
                self._is_web = self._is_web or is_web_line(line.text)
                self._head.furniture += flow.take(start, end)
            elif (misread := self._misread(index)) is not None:
                self._head.furniture += flow.take(start + misread, end)
            elif stamp := _STAMP_WORD.search(line.text):
                self._head.furniture += flow.take(start + stamp.start(), end)

    def _misread(self, index: int) -> int | None:
        """0-based start of the nation's lines, misread by OCR, in a free line."""
        line = self._flow.lines[index]
        return misread_nation_line(line.text) if self._flow.is_line_free(index) else None

    def _take_number(self) -> None:
        flow, head = self._flow, self._head
        for index in range(len(flow.lines)):
            for start, end in flow.free_in_line(index):
                if _BROKEN_NUMBER.search(flow.text[start:end]) and index + 1 < len(flow.lines):
                    end = flow.bounds(index + 1)[1]
                found = find_number(flow.text[start:end])
                if found is None or subject_label(flow.text[start:end]):
                    continue
                is_kind = read_title(flow.text[start : start + found.label], is_set_off=True)
                label = start if is_kind else start + found.label  # "Luật số: 91/2026/QH16"
                head.labels += flow.take(label, start + found.start)
                head.number = flow.take(start + found.start, start + found.end)
                self._anchor = index
                if text_of(head.number)[:1].isalpha():
                    head.doubtful.add("number")  # "l2/UBND", as a scan reads a figure
                return

    def _take_date(self) -> None:
        flow = self._flow
        for index in range(len(flow.lines)):
            for start, end in flow.free_in_line(index):
                end = self._date_end(index, start, end)
                found = find_date_line(flow.text[start:end].replace("\n", " "))
                if found is None:
                    continue
                begin = self._place_begin(index, start + found.start, found)
                self._head.set_date(flow.take(begin, start + found.end), found)
                return

    def _date_end(self, index: int, start: int, end: int) -> int:
        """End of a date line, exclusive: copies break it, "ngày / 27 tháng 09 năm 2026"."""
        flow = self._flow
        for below in range(index + 1, min(index + 3, len(flow.lines))):
            is_broken = _BROKEN_DATE.search(fold(flow.text[start:end]))
            if not is_broken or not flow.is_line_free(below):
                break
            end = flow.bounds(below)[1]
        return end

    def _place_begin(self, index: int, start: int, found: DateLine) -> int:
        """Start of the date line: its place may be broken over two lines of its cell."""
        flow = self._flow
        if found.place is None or start != flow.bounds(index)[0]:
            return start
        above = index - 1
        while above >= 0 and not flow.lines[above].text.strip():
            above -= 1
        if above < 0 or not flow.is_line_free(above):
            return start
        text = flow.lines[above].text.strip()
        words = text.split()
        is_name = len(words) <= 4 and all(w[0].isupper() for w in words)
        if not is_name or is_capitals(text) or is_organisation(text):
            return start
        if above < index - 1:
            if len(words) > 1:
                return start
            self._head.doubtful |= {"place", "date_line"}
        return flow.bounds(above)[0]

    def _take_subject(self) -> None:
        flow, head = self._flow, self._head
        for index in range(len(flow.lines)):
            for start, end in flow.free_in_line(index):
                length = subject_label(flow.text[start:end])
                if not length:
                    continue
                head.labels += flow.take(start, start + length)
                head.subject = flow.take(start + length, end)
                self._anchor = index if self._anchor is None else self._anchor
                self._continue_subject(index + 1)
                return

    def _continue_subject(self, index: int) -> None:
        """Take the lines that go on with "V/v ..." in its cell."""
        flow, head = self._flow, self._head
        blanks = 0
        broken = False
        for at in range(index, len(flow.lines)):
            line = flow.lines[at]
            text = line.text.strip()
            if not text:
                blanks += 1
                continue
            if not flow.free_in_line(at):
                broken = True
                continue
            if not flow.is_line_free(at):
                broken = True
                continue
            last = head.subject[-1].text if head.subject else ""
            if is_capitals(text) and not is_capitals(last or "a"):
                return
            apart = blanks or broken
            if apart and last and not begins_small(text) and not is_left_open(last, text):
                return
            if len(text_of(head.subject)) > MAX_SUBJECT:
                return
            head.subject += flow.take(*flow.bounds(at))
            if broken:
                head.doubtful.add("subject")
            blanks = 0

    def _take_issuing_body(self) -> None:
        """The free lines above the number; without one, those that are names of bodies."""
        flow, head = self._flow, self._head
        end = len(flow.lines) if self._anchor is None else self._anchor + 1
        free = [n for n in range(end) if flow.is_line_free(n) or flow.free_in_line(n)]
        named = [n for n in free if _is_body_name(self._free_text(n))]
        if self._is_web:
            capitals = [n for n in named if is_capitals(self._free_text(n))]
            named = capitals or named
        if not named and end < len(flow.lines):
            free = list(range(end, len(flow.lines)))
            named = [
                n
                for n in free
                if flow.is_line_free(n)
                and is_capitals(flow.lines[n].text)
                and is_organisation(flow.lines[n].text)
            ]
            free = named
        if not named:
            return
        first = named[0]
        for n in free:
            slices = [piece for a, b in self._name_ranges(n) for piece in flow.take(a, b)]
            if n < first:
                # Above the body's name stands what a web page or a register put there.
                head.furniture += slices
            elif n <= named[-1] or self._goes_on_with_name(n, named[-1]):
                head.issuing_body += slices
                if not _is_body_name(text_of(slices)):
                    head.doubtful.add("issuing_body")
            else:
                head.leftover += slices

    def _name_ranges(self, index: int) -> list[tuple[int, int]]:
        """The free ranges of a line; beside the number only those before it."""
        flow = self._flow
        ranges = flow.free_in_line(index)
        if index != self._anchor:
            return ranges
        taken = next((n for n in range(*flow.bounds(index)) if not flow.is_free(n, n + 1)), None)
        return [(a, b) for a, b in ranges if taken is None or b <= taken]

    def _free_text(self, index: int) -> str:
        return " ".join(self._flow.text[a:b].strip() for a, b in self._name_ranges(index))

    def _goes_on_with_name(self, index: int, last: int) -> bool:
        text = self._free_text(index)
        return index == last + 1 and len(text) < 60 and (is_capitals(text) or begins_small(text))

    def _rest(self) -> list[SourceLine]:
        """The lines that no field took: the body begins with it."""
        return [piece for _, piece in self._flow.rest()]

    def _take_bare_numbers(self) -> None:
        """Numbers without symbols, "Số: 12": of a register, or the paper's if it has no other."""
        flow, head = self._flow, self._head
        for index, line in enumerate(flow.lines):
            bare = _BARE_NUMBER.fullmatch(fold(line.text.strip()))
            if bare is None or not flow.is_line_free(index):
                continue
            start, end = flow.bounds(index)
            if head.number:
                head.furniture += flow.take(start, end)
            else:
                head.labels += flow.take(start, end - len(bare[1]))
                head.number = flow.take(end - len(bare[1]), end)
                self._anchor = index
                head.doubtful.add("number")


def _is_head_furniture(text: str) -> bool:
    stripped = text.strip()
    return (
        is_rule(stripped)
        or is_stamp(stripped)
        or is_contact(stripped)
        or is_signed_note(stripped)
        or is_digital_signature(stripped)
        or (is_web_line(stripped) and not is_organisation(stripped))
        or _is_youth_union(stripped)
    )


def _is_youth_union(text: str) -> bool:
    return YOUTH_UNION.fullmatch(fold(text.strip())) is not None


def _is_body_name(text: str) -> bool:
    """True if ``text`` names a body, or is in capitals as such names are."""
    return bool(text) and (is_capitals(text) or is_organisation(text)) and len(text) < LONG_LINE
