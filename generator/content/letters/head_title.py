"""Title of a paper and the subject below it, with a number or date that stands there.

"KẾ HOẠCH" names the kind; the subject goes on over lines until the addressees, the preamble or the
first point.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.content.letters.date_lines import find_date_line
from generator.content.letters.document_numbers import find_number
from generator.content.letters.folding import begins_small, is_capitals
from generator.content.letters.furniture import is_rule, is_stamp
from generator.content.letters.head_fields import MAX_SUBJECT, Head, is_left_open
from generator.content.letters.head_marks import is_set_off, title_of
from generator.content.letters.openers import (
    LONG_LINE,
    address_label,
    begins_numbered,
    begins_preamble,
    is_authority,
    recipients_label,
    subject_label,
)
from generator.content.letters.slices import cut_line, split_emphasis, text_of
from generator.content.sources.model import SourceLine


def read_title_lines(lines: Sequence[SourceLine], index: int, head: Head) -> None:
    """Read into ``head`` the title in the line at ``index``, and what belongs to it below."""
    _TitleReader(lines, head).read(index)


class _TitleReader:
    def __init__(self, lines: Sequence[SourceLine], head: Head) -> None:
        self._lines = lines
        self._head = head

    def read(self, index: int) -> None:
        head, line = self._head, self._head.unstarred(self._lines[index])
        title = title_of(line, is_in_head=True)
        if title is None:
            return
        head.kind = title.kind
        head.title = [cut_line(line, 0, title.length)]
        head.labels += head.title
        head.end = index + 1
        rest = cut_line(line, title.length)
        if rest.text:
            self._add_subject(rest)
        self._read_below_title()

    def _read_below_title(self) -> None:
        """The subject below the title, and the number or date of papers that have them there."""
        head = self._head
        blanks = 0
        at = head.end
        while at < len(self._lines):
            line, signs = split_emphasis(self._lines[at])
            text = line.text.strip()
            if not text:
                blanks += 1
                at += 1
                continue
            if is_rule(text):
                if head.subject:
                    head.furniture.append(line)
                    head.end = at + 1
                    return
                head.furniture.append(line)
            elif not self._take_below_title(line, text, blanks, at):
                return
            head.furniture += signs
            blanks = 0
            at += 1
            head.end = at

    def _take_below_title(self, line: SourceLine, text: str, blanks: int, at: int) -> bool:
        head = self._head
        if address_label(text) or recipients_label(text):
            return False
        if not head.subject or not head.number or not head.date_line:
            if not head.number and (found := find_number(line.text)) and len(text) < 60:
                head.labels.append(cut_line(line, found.label, found.start))
                head.number.append(cut_line(line, found.start, found.end))
                self._note_rest(cut_line(line, 0, found.label))
                self._note_rest(cut_line(line, found.end))
                return True
            if not head.date_line and (date := find_date_line(line.text)):
                self._head.set_date([cut_line(line, date.start, date.end)], date)
                return True
        if is_stamp(text):
            head.furniture.append(line)
            return True
        if not head.subject:
            return self._begin_subject(line, text)
        if not self._goes_on(line, text, blanks, at):
            return False
        head.subject.append(cut_line(line, 0))
        return True

    def _note_rest(self, piece: SourceLine) -> None:
        if not piece.text:
            return
        found = find_date_line(piece.text)
        if found is not None and not self._head.date_line:
            self._head.set_date([piece], found)
        else:
            self._head.leftover.append(piece)

    def _begin_subject(self, line: SourceLine, text: str) -> bool:
        if begins_numbered(text) or is_authority(text) or line.marker:
            return False
        if begins_preamble(text) and (len(text) > LONG_LINE or text.endswith((";", ":", ","))):
            return False
        self._add_subject(line)
        return True

    def _add_subject(self, line: SourceLine) -> None:
        """Begin the subject with a line, without its "Về việc"."""
        length = subject_label(line.text)
        if length:
            self._head.labels.append(cut_line(line, 0, length))
        piece = cut_line(line, length)
        if piece.text:
            self._head.subject.append(piece)

    def _goes_on(self, line: SourceLine, text: str, blanks: int, at: int) -> bool:
        """True if a line goes on with the subject below the title."""
        last = self._head.subject[-1]
        before = last.text.rstrip("*_ ")
        whole = text_of(self._head.subject)
        if len(whole) > MAX_SUBJECT or line.marker or begins_numbered(text):
            return False
        if before.endswith((".", ";", ":", "!", "?")) and not begins_small(text):
            return False
        is_open = is_capitals(whole) and is_left_open(before, text)
        if is_capitals(text) and is_authority(text) and not is_open:
            return False
        if begins_preamble(text) and not begins_small(text):
            return False
        if begins_small(text) or is_left_open(before, text):
            return len(text) <= LONG_LINE or not blanks
        if text.startswith("(") and text.endswith(")"):
            return False
        if is_capitals(whole) and is_capitals(text):
            return True
        if blanks or is_capitals(whole) or is_capitals(text):
            return False
        if is_set_off(last) and is_set_off(line):
            return True
        return self._is_short_title_line(text, before, at)

    def _is_short_title_line(self, text: str, before: str, at: int) -> bool:
        """True if a line with a capital is still the title: a short one above the preamble."""
        following = next((line.text.strip() for line in self._lines[at + 1 :][:1]), "")
        is_title = (
            len(before) >= 40
            and len(text) <= 80
            and not text.endswith((".", ":", ";", ",", "!"))
            and (not following or begins_preamble(following) or begins_numbered(following))
        )
        if is_title:
            self._head.doubtful.add("subject")
        return is_title
