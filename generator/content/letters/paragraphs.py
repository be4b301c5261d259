"""Paragraphs and rows of a body: each boundary between two lines judged by the line regime.

A new marker begins a paragraph, a line that ends early ends one, a small letter after a sentence
without its end goes on, across a page as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from generator.content.letters.marker_sequence import MarkerSequence
from generator.content.letters.markers import Marker, automatic_marker, repeated_bullets
from generator.content.letters.regime import (
    LineRegime,
    begins_with_date,
    ends_sentence,
    goes_on_small,
    is_paged,
    is_unfinished,
)
from generator.content.letters.tables import TableRow, table_rows
from generator.content.sources.model import DocumentPart, SourceLine

#: "Phòng Văn hóa / - Xã hội": second halves of names with a dash, which begin no point.
_SECOND_HALVES: Final = re.compile(
    r"(?:xã hội|thương binh|hạ tầng|môi trường|kế hoạch|tài chính|thông tin|thể thao|du lịch"
    r"|hành chính|kỹ thuật|chính trị|văn hóa|quốc phòng|an ninh|tự do|hạnh phúc|đối ngoại"
    r"|giáo dục|dân vận|dịch vụ|nghiệp vụ|đô thị)\b",
    re.I,
)
_FIRST_HALVES: Final = re.compile(
    r"(?:kinh tế|văn hóa|chính trị|lao động|thương binh|tài chính|văn phòng|kế hoạch|tổ chức"
    r"|quản lý|độc lập|tự do|quốc phòng|tuyên giáo|giáo dục|khoa học|thể thao|nông nghiệp"
    r"|công nghiệp|văn thể|xã hội|thương mại)$",
    re.I,
)
#: A title has mostly fewer words.
_MIN_PROSE_WORDS: Final = 8
_BARE_NUMBER: Final = re.compile(r"\s*\d{1,3}\s*")
#: "thi hành / Quyết định này./.": the paper's own name, which is no sentence.
_OWN_NAME: Final = re.compile(
    r"\s*(?:Quyết định|Chỉ thị|Kế hoạch|Quy định|Hướng dẫn|Thông báo|Công văn|Nghị quyết) này\W*$"
)
#: Offices whose name goes on with that of a body.
_OFFICE_END: Final = re.compile(
    r"\b(?:Chủ tịch|Bí thư|Giám đốc|Trưởng|Thường trực|Ban|Phòng|Sở|Trạm|Công an|Ủy|Hội đồng)$"
)
_MIN_NAME_WORDS: Final = 5
#: Words that begin a paragraph of a paper, rather than a sentence within one.
_OPENERS: Final = re.compile(
    r"\s*(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét tờ trình|Thực hiện|Thứ (?:nhất|hai|ba|tư|năm|sáu)\b"
    r"|Một là|Hai là|Ba là|Bốn là|Năm là|Trên đây|Đề nghị|Yêu cầu|Nhận được|Trân trọng|Vậy "
    r"|\((?:Đính kèm|Gửi kèm|Kèm theo|Có |Xem ))"
)
#: Parts of a sheet of questions; each stands by itself.
_QUESTION: Final = re.compile(r"\s*(?:Hỏi|Đáp|Trả lời|HỎI|ĐÁP|TRẢ LỜI)\s?:")
#: A hyphen or slash with a letter or figure before it.
#: The end of a sentence; headings in capitals have none.
_CAPITALS_END: Final = re.compile(r"[.;,][\"”’»)]*\s*$|[\"”’»)][.;,]?\s*$")
_BROKEN_WORD: Final = re.compile(r"[^\W_][-/\u2010\u2011]$")


class DoubtKind(StrEnum):
    """Reasons to be unsure of a paragraph."""

    #: It goes on behind a blank line, within a sentence.
    TORN = "torn"
    #: A sentence ends where a full line does: the next line may begin a paragraph or not.
    BOUNDARY = "boundary"
    #: A line begins with what looks like a marker and was read as text.
    UNREAD_MARKER = "unread marker"
    #: A short line ends before it, in a text whose full lines differ much in length.
    MAY_GO_ON = "may go on"
    #: It begins with a marker, though the sentence of the paragraph before it has no end.
    UNENDED = "unended"
    #: One of its lines is a number alone, as of a page.
    BARE_NUMBER = "bare number"


@dataclass(frozen=True, slots=True)
class LineDoubt:
    """A doubt, the line that raises it, and the marker or number in question."""

    kind: DoubtKind
    line: SourceLine
    sign: str = ""


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """Lines that are one paragraph or row.

    Attributes:
        text: The lines joined, white space folded, without the marker.
        is_row: Whether it is a row of a table; its cells are joined by one space.
        furniture: Signs between the cells of a row.
    """

    lines: tuple[SourceLine, ...]
    text: str
    marker: Marker | None = None
    is_row: bool = False
    furniture: tuple[str, ...] = ()
    doubts: tuple[LineDoubt, ...] = ()

    @property
    def is_note(self) -> bool:
        """True if it is a footnote."""
        return self.lines[0].part is DocumentPart.FOOTNOTE


def folded(text: str) -> str:
    """``text`` with each run of white space as one space, none at its ends."""
    return " ".join(text.split())


def is_broken_at_hyphen(before: str, after: str) -> bool:
    """True if a line was broken behind a hyphen or slash inside a word: "40/TTr-" and "KT"."""
    return _BROKEN_WORD.search(before[-2:]) is not None and after[:1].isalnum()


def _joined(parts: Iterable[str]) -> str:
    """Lines as one text, with a space between them but where a word was broken."""
    text = ""
    for part in filter(None, map(folded, parts)):
        text += part if not text or is_broken_at_hyphen(text, part) else f" {part}"
    return text


def group_lines(lines: Sequence[SourceLine], regime: LineRegime) -> tuple[BodyParagraph, ...]:
    """The paragraphs and rows of ``lines``, in order; each line with a text is in exactly one."""
    return _Grouping(lines, regime).groups()


class _Grouping:
    """One pass over the lines, with the markers met so far."""

    def __init__(self, lines: Sequence[SourceLine], regime: LineRegime) -> None:
        self._lines = lines
        self._regime = regime
        self._markers = MarkerSequence(repeated_bullets(line.text for line in lines))
        self._done: list[BodyParagraph] = []
        self._open: list[SourceLine] = []
        self._marker: Marker | None = None
        self._doubts: list[LineDoubt] = []

    def groups(self) -> tuple[BodyParagraph, ...]:
        rows = table_rows(self._lines)
        blanks = at = 0
        while at < len(self._lines):
            line, row = self._lines[at], rows.get(at)
            at += 1
            if row is not None:
                self._add_row(row)
                at += len(row.lines) + len(row.notes) - 1
            elif not line.text.strip():
                blanks += 1
                continue
            else:
                self._take(line, blanks)
            blanks = 0
        self._close()
        return tuple(self._done)

    def _add_row(self, row: TableRow) -> None:
        self._close()
        self._done.append(BodyParagraph(row.lines, row.text, is_row=True, furniture=row.pipes))
        for note in row.notes:
            self._take(note, 0)
        self._close()

    def _close(self) -> None:
        if self._open:
            start = self._marker.length if self._marker else 0
            parts = [self._open[0].text[start:], *(line.text for line in self._open[1:])]
            self._done.append(
                BodyParagraph(
                    tuple(self._open),
                    _joined(parts),
                    self._marker,
                    doubts=tuple(self._doubts),
                )
            )
        self._open, self._marker, self._doubts = [], None, []

    def _begin(self, line: SourceLine, marker: Marker | None) -> None:
        self._close()
        self._open, self._marker = [line], marker
        if marker is not None:
            self._markers.add(marker, line.text[marker.length :])

    def _join(self, line: SourceLine, doubt: DoubtKind | None = None) -> None:
        self._open.append(line)
        if doubt is not None:
            self._doubts.append(LineDoubt(doubt, line))
        if _BARE_NUMBER.fullmatch(line.text):
            self._doubts.append(LineDoubt(DoubtKind.BARE_NUMBER, line, line.text.strip()))
        unread = self._unread_marker(line.text)
        if unread is not None:
            self._doubts.append(LineDoubt(DoubtKind.UNREAD_MARKER, line, unread.text))

    def _take(self, line: SourceLine, blanks: int) -> None:
        """Put a line with a text into the open paragraph, or begin one with it."""
        before = self._open[-1] if self._open else None
        if line.marker:
            self._begin(line, automatic_marker(line.marker))
        elif before is None or before.part is not line.part:
            self._begin(line, self._markers.pick(line.text, is_torn=False))
        elif line.part is DocumentPart.FOOTNOTE:
            self._join(line)  # another paragraph of the same note
        elif line.continues:
            self._take_soft_break(before, line)
        elif self._is_lone_marker() and self._markers.pick(line.text, is_torn=False) is None:
            self._join(line)  # "Chương I" above its title, "-" above its text
        else:
            self._take_line(before, line, blanks)

    def _take_soft_break(self, before: SourceLine, line: SourceLine) -> None:
        """A line of the same paragraph of Word or a web page.

        Where it begins with a point, or a sentence after the end of another, it was meant to
        stand by itself.
        """
        goes_on = not ends_sentence(before.text)
        marker = self._markers.pick(line.text, is_torn=goes_on)
        is_second_half = goes_on and self._is_second_half(before.text, line.text)
        if is_second_half or (marker is None and (goes_on or goes_on_small(line.text))):
            self._join(line)
        else:
            self._begin(line, marker)

    def _take_line(self, before: SourceLine, line: SourceLine, blanks: int) -> None:
        goes_on = not ends_sentence(before.text)
        if goes_on and self._is_second_half(before.text, line.text):
            self._join(line, DoubtKind.TORN if blanks else None)
            return
        is_full = self._regime.is_full(before, line)
        is_torn = goes_on and not blanks and is_full is not False and self._regime.is_wrapped
        # Where blank lines part the points, one does not begin below a sentence without its end.
        is_inside = is_torn and (self._regime.has_blanks or is_unfinished(before.text))
        marker = None if is_inside else self._markers.pick(line.text, is_torn=is_torn)
        if marker is not None:
            is_unended = is_torn and self._is_unended(marker)
            self._begin(line, marker)
            if is_unended:
                self._doubts.append(LineDoubt(DoubtKind.UNENDED, line, marker.text))
        elif goes_on and (is_inside or self._goes_on(before, line)):
            is_bridged = blanks > 0 or not self._regime.is_wrapped
            is_torn = is_bridged and not is_paged(before, line, blanks=blanks)
            self._join(line, DoubtKind.TORN if is_torn else None)
        elif blanks or not self._regime.is_wrapped:
            self._begin(line, None)
        else:
            self._take_wrapped(before, line, is_full)

    def _is_unended(self, marker: Marker) -> bool:
        """True if the open paragraph, without a stop, is rather a sentence than a title."""
        if len(self._open) > 1 or not marker.is_first:
            return True
        if not marker.kind.is_bullet or self._open[0].text.isupper():
            return False
        return self._marker is None or self._marker.kind != marker.kind

    def _unread_marker(self, text: str) -> Marker | None:
        """A number with its delimiter at the start of ``text``, which was taken for no marker."""
        found = self._markers.candidates(text)
        return next((m for m in found if not m.kind.is_bullet and m.text[-1] in ".)"), None)

    def _goes_on(self, before: SourceLine, line: SourceLine) -> bool:
        """True if ``line`` goes on with the sentence of ``before``, whatever is between them."""
        if self._regime.is_wrapped:
            return goes_on_small(line.text)
        # Among lines that are whole paragraphs, one broken by hand or by a page.
        if is_unfinished(before.text) or begins_with_date(line.text):
            return True
        head = line.text.lstrip()
        return not before.text.lstrip()[0].islower() and (head[0].islower() or head[0] in "),;.")

    def _take_wrapped(self, before: SourceLine, line: SourceLine, is_full: bool | None) -> None:
        """A line without a marker, directly below ``before``, in a wrapped text."""
        if _QUESTION.match(line.text):
            self._begin(line, None)
            return
        goes_on = not ends_sentence(before.text)
        begins = self._regime.begins_by_indent(before, line)
        is_within = self._regime.has_blanks and is_full is not False
        is_parted = self._regime.is_spaced(before, line) or _is_other_case(
            before, line, is_inner=goes_on or begins is False or is_within
        )
        is_inner = goes_on and begins is False and not self._regime.is_short(before)
        # "QUYẾT / ĐỊNH:", as a browser leaves it: one word alone is no paragraph.
        is_inner |= goes_on and self._marker is None and len(before.text.split()) == 1
        is_inner |= is_unfinished(before.text) or (goes_on and self._is_one_name(before, line))
        is_heading = is_full is False and self._is_wrapped_heading(before, line)
        if (is_inner and not is_parted) or is_heading:
            self._join(line)
        elif begins or is_parted or is_full is False:
            is_unsure = not (begins or is_parted) and self._may_go_on(before)
            self._begin(line, None)
            if is_unsure:
                self._doubts.append(LineDoubt(DoubtKind.MAY_GO_ON, line))
        elif goes_on or begins is False or goes_on_small(line.text):
            is_unsure = goes_on and self._regime.is_weak and not goes_on_small(line.text)
            self._join(line, DoubtKind.BOUNDARY if is_unsure else None)
        elif _OPENERS.match(line.text):
            self._begin(line, None)
        elif self._regime.has_blanks:
            self._join(line)
        elif self._regime.is_weak or before.text.endswith((";", ":")):
            self._begin(line, None)
            if self._regime.is_weak:
                self._doubts.append(LineDoubt(DoubtKind.MAY_GO_ON, line))
        else:
            self._join(line, DoubtKind.BOUNDARY)

    def _is_one_name(self, before: SourceLine, line: SourceLine) -> bool:
        """True if a name goes on from one line to the next: "Chủ tịch / Ủy ban nhân dân"."""
        if _OWN_NAME.match(line.text):
            return True
        is_long = len(before.text.split()) >= _MIN_NAME_WORDS
        return is_long and _OFFICE_END.search(before.text[-24:]) is not None

    def _is_wrapped_heading(self, before: SourceLine, line: SourceLine) -> bool:
        """True for a heading in capitals that is longer than a line."""
        is_open = self._marker is not None and not ends_sentence(before.text)
        return is_open and before.text.isupper() and line.text.isupper()

    def _may_go_on(self, before: SourceLine) -> bool:
        """True if the end of ``before``, the paragraph's only line, may be one of a ragged text."""
        is_prose = len(before.text.split()) >= _MIN_PROSE_WORDS and not before.text.isupper()
        return self._regime.is_ragged and len(self._open) == 1 and is_prose

    def _is_lone_marker(self) -> bool:
        return (
            len(self._open) == 1
            and self._marker is not None
            and self._marker.length > 0
            and not self._open[0].text[self._marker.length :].strip()
        )

    def _is_second_half(self, before: str, text: str) -> bool:
        head = text.lstrip()
        if not head or head[0] not in "-\u2013\u2014":
            return False
        rest = head[1:].lstrip()
        if before.rstrip()[-1:].isdigit() and rest[:1].isdigit():
            return True  # "giai đoạn 2026 / - 2030"
        return bool(_SECOND_HALVES.match(rest) and _FIRST_HALVES.search(before.rstrip()))


def _is_other_case(before: SourceLine, line: SourceLine, *, is_inner: bool) -> bool:
    """True if one of two lines is a heading in capitals, the other is not.

    The last line of a sentence may be in capitals, too, "UBMTTQVN PHUONG VI DU;": ``is_inner`` says
    that the line may go on with the one before it.
    """
    if is_inner and _CAPITALS_END.search(line.text):
        return False
    is_heading = before.text.isupper() != line.text.isupper()
    return is_heading and len(line.text.split()) > 1 and len(before.text.split()) > 1
