"""Fields of a head, filled by its readers one after the other, and where a subject may go on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from generator.content.letters.date_lines import DateLine, find_date_line
from generator.content.letters.item_lists import ItemList
from generator.content.letters.model import LetterKind
from generator.content.letters.slices import split_emphasis, text_of
from generator.content.sources.model import SourceLine

#: Characters of a subject, beyond which no line goes on with it.
MAX_SUBJECT: Final = 700
#: A word after which no title ends; with its accents: "Nội quy chợ" does not end in "cho".
_OPEN_END: Final = re.compile(
    r"(?:,|[-–]|\b(?:của|và|về|với|cho|trong|các|những|tại|theo|do|đối với|trên|từ|đến|giữa|thuộc|"
    r"hoặc|ban hành|thực hiện|trước|sau))$"
)
#: Words that a number or a name may follow in the next line, and that a title may end with.
_DATE_WORD_END: Final = re.compile(r"\b(?:ngày|tháng|năm)$")
_PLACE_WORD_END: Final = re.compile(r"\b(?:xã|phường|quận|huyện|tỉnh|thành phố|thôn|ấp|khu phố)$")
_NAME_START: Final = re.compile(
    r"[^\W\d_a-zà-ỹđ]\w*(?:\s+[^\W\d_a-zà-ỹđ]|[,.;)]|\s*$|\s+(?:năm|giai đoạn|đến|và|từ|quý)\b)"
)
#: A line of a title that ends with a stop is short.
_MAX_STOPPED: Final = 40


@dataclass(slots=True)
class Head:
    """Fields of a head, as slices.

    Attributes:
        end: The index of the first line after the head.
        title: The name of the kind; it is among the labels, too.
        leftover: Slices of the head that are neither; the body begins with them.
        doubtful: Names of fields that were guessed.
    """

    end: int = 0
    kind: LetterKind | None = None
    title: list[SourceLine] = field(default_factory=list)
    number: list[SourceLine] = field(default_factory=list)
    date_line: list[SourceLine] = field(default_factory=list)
    date: DateLine | None = None
    issuing_body: list[SourceLine] = field(default_factory=list)
    subject: list[SourceLine] = field(default_factory=list)
    addressees: ItemList = field(default_factory=ItemList)
    furniture: list[SourceLine] = field(default_factory=list)
    labels: list[SourceLine] = field(default_factory=list)
    leftover: list[SourceLine] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)

    def set_date(self, slices: list[SourceLine], found: DateLine) -> None:
        """Set the date line and its date, doubtful where there is no such day."""
        self.date_line, self.date = slices, found
        text = text_of(slices)
        again = find_date_line(text)
        if again is not None:
            self.date = again
        if self.date.date is None and not self.date.is_blank:
            self.doubtful.add("date")

    def unstarred(self, line: SourceLine) -> SourceLine:
        """``line`` without the signs of emphasis at its ends, which become furniture."""
        line, signs = split_emphasis(line)
        self.furniture += signs
        return line


def is_left_open(before: str, text: str) -> bool:
    """True if a title that ends with ``before`` cannot end there, and ``text`` may go on with it.

    "5 tháng đầu năm" is an end unless a number follows, "trên địa bàn xã" unless a name does; an
    opening sentence is no part of a title.
    """
    if text.endswith((":", "./.")) or (text.endswith(".") and len(text) > _MAX_STOPPED):
        return False
    end = unicodedata.normalize("NFC", before[-40:]).lower().rstrip()
    if _DATE_WORD_END.search(end):
        return text[0].isdigit()
    if _PLACE_WORD_END.search(end):
        return text[0].isdigit() or _NAME_START.match(text) is not None
    return _OPEN_END.search(end) is not None
