"""Foot of an official paper: recipients and signature, and what stands after them.

In: all lines of the paper behind its head. Out: :class:`Foot` with the slices of each field, the
index at which it begins, and the lines of an annex behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.content.letters.cells import CellLine, split_cells
from generator.content.letters.date_lines import DateLine, find_date_line
from generator.content.letters.folding import begins_small, fold, is_capitals
from generator.content.letters.furniture import (
    begins_web_rest,
    is_digital_signature,
    is_file_path,
    is_rule,
    is_scan_noise,
    is_signed_note,
    is_stamp,
    is_web_line,
    nation_lines,
    party_line,
)
from generator.content.letters.item_lists import ItemList, add_item, continue_item, has_marker
from generator.content.letters.openers import begins_numbered, recipients_label
from generator.content.letters.signatures import (
    begins_manner,
    is_name,
    is_rank,
    is_role,
    may_hold_name,
    name_behind_role,
    trailing_signature,
)
from generator.content.letters.slices import cut_line, split_emphasis
from generator.content.sources.model import DocumentPart, Medium, SourceLine

#: A signature has fewer lines than this.
_MAX_FOOT_LINES: Final = 60
#: Without recipients a signature stands within so many lines of the end.
_MAX_SIGNATURE_LINES: Final = 14
#: Cells of a foot are short.
_MAX_CELLS_LINE: Final = 400
#: Recipients without bullets are short; a longer line may have been wrapped.
_MIN_WRAPPED: Final = 24
#: Lines beside those of a digital signature; elsewhere they may be content.
_SIGNER: Final = re.compile(r"(?:co quan|email|e-mail|to chuc|chuc vu|don vi|noi ky)\s{0,3}:.*")
_ANNEX: Final = re.compile(
    r"[*_\s]*(?:phu luc|danh sach|bieu mau|bieu so|mau so|mau|bang tong hop|bang|lich|quy che|"
    r"quy dinh"
    r"|ke hoach|de cuong|noi quy)\b"
)
#: What a scan leaves between the last paragraph and the recipients: "luu".
_STRAY: Final = re.compile(r"[a-zà-ỹđ]{1,8}(?:\s[a-zà-ỹđ]{1,8})?")


@dataclass(slots=True)
class Foot:
    """Fields of a foot, as slices.

    Attributes:
        begin: The index of its first line; ``end`` that of the first line behind it.
        annex: Lines behind it that are content; ``unnamed_annex`` the first of those that no
            heading, as "PHỤ LỤC", announces.
    """

    begin: int
    end: int = 0
    recipients: ItemList = field(default_factory=ItemList)
    roles: list[SourceLine] = field(default_factory=list)
    names: list[SourceLine] = field(default_factory=list)
    date_line: list[SourceLine] = field(default_factory=list)
    date: DateLine | None = None
    furniture: list[SourceLine] = field(default_factory=list)
    labels: list[SourceLine] = field(default_factory=list)
    annex: list[SourceLine] = field(default_factory=list)
    leftover: list[SourceLine] = field(default_factory=list)
    unnamed_annex: list[SourceLine] = field(default_factory=list)
    stray: list[SourceLine] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)


def read_foot(lines: Sequence[SourceLine], start: int, medium: Medium) -> Foot:
    """The foot of the paper whose body begins at index ``start`` of ``lines``."""
    label = _find_label(lines, start)
    begin = _signature_above(lines, start, label) if label is not None else None
    if begin is None:
        begin = label if label is not None else _find_signature(lines, start)
    if begin is None:
        foot = Foot(len(lines), len(lines))
        return foot
    return _FootReader(lines, start, begin, medium).read()


def _find_label(lines: Sequence[SourceLine], start: int) -> int | None:
    """The line of "Nơi nhận:", also where it is a cell of a line."""
    for index in range(start, len(lines)):
        line = lines[index]
        if line.part is DocumentPart.FOOTNOTE or "n" not in line.text.lower():
            continue
        if recipients_label(line.text):
            return index
        # The head of a table may have a column "Nơi nhận".
        if len(line.text) < _MAX_CELLS_LINE and any(
            length and cell.line.text[:length].rstrip("*_ ").endswith(":")
            for cell in split_cells(line)
            if (length := recipients_label(cell.line.text))
        ):
            return index
    return None


def _signature_above(lines: Sequence[SourceLine], start: int, label: int) -> int | None:
    """0-based index of the line that begins a signature above the recipients, or None.

    Copies that read the right column first have it there.
    """
    index, has_role, first = label - 1, False, None
    while index >= start and label - index <= _MAX_SIGNATURE_LINES:
        text = lines[index].text.strip()
        if text and not _is_noise(text) and not _SIGNER.fullmatch(fold(text)):
            if is_role(text, in_signature=True):
                has_role, first = True, index
            elif ((not has_role or _ends_signature(lines, index)) and is_name(text)) or (
                has_role and _is_date_line(text)
            ):
                first = index
            else:
                break
        index -= 1
    return first if has_role else None


def _ends_signature(lines: Sequence[SourceLine], index: int) -> bool:
    """True if above a line stands a role: two who sign stand one below the other in a copy."""
    above = (line.text.strip() for line in reversed(lines[max(0, index - 6) : index]))
    nearest = next((text for text in above if text and not _is_noise(text)), "")
    return is_role(nearest, in_signature=True) and is_capitals(nearest)


def _find_signature(lines: Sequence[SourceLine], start: int) -> int | None:
    """0-based index of the line that begins the foot of a paper without recipients, or None."""
    filled = [n for n in range(start, len(lines)) if lines[n].text.strip()]
    for place, index in enumerate(filled):
        cells = [cell.line.text for cell in split_cells(lines[index])]
        if not any(is_role(cell) or begins_manner(cell) for cell in cells):
            continue
        if begins_numbered(lines[index].text) or not _ends_in_name(lines, filled[place:]):
            continue
        while place and _belongs_above(lines[filled[place - 1]]):
            place -= 1
        return filled[place]
    return _date_and_name(lines, filled)


def _ends_in_name(lines: Sequence[SourceLine], rest: Sequence[int]) -> bool:
    """True if after a role the paper ends, or a name follows soon."""
    below = rest[1:_MAX_SIGNATURE_LINES]
    for index in below:
        text = lines[index].text.strip()
        if is_name(text, in_signature=True) or any(
            is_name(cell.line.text, in_signature=True) for cell in split_cells(lines[index])
        ):
            return True
        if not (is_role(text, in_signature=True) or _is_noise(text) or is_rank(text)):
            break
    cells = [cell.line.text for cell in split_cells(lines[rest[0]])]
    return len(rest) <= 4 or any(is_name(cell) for cell in cells)


def _is_date_line(text: str) -> bool:
    """True for a date line; a date with a full stop is the last line of the paragraph above it."""
    return not text.rstrip().endswith(".") and find_date_line(text) is not None


def _belongs_above(line: SourceLine) -> bool:
    text = line.text.strip()
    return _is_date_line(text) or is_role(text, in_signature=True)


def _date_and_name(lines: Sequence[SourceLine], filled: Sequence[int]) -> int | None:
    """A signature without a role: a name at the end, under a date line or set apart."""
    tail = [n for n in filled[-6:] if not _is_noise(lines[n].text)]
    for place in range(len(tail) - 1, -1, -1):
        text = lines[tail[place]].text
        if is_name(text) and (
            place == len(tail) - 1 or begins_web_rest(lines[tail[place + 1]].text)
        ):
            above = tail[place - 1] if place else None
            if above is not None and _is_date_line(lines[above].text):
                return above
            return tail[place]
    return None


class _FootReader:
    def __init__(self, lines: Sequence[SourceLine], start: int, begin: int, medium: Medium) -> None:
        self._lines = lines
        self._body = start
        self._medium = medium
        self._foot = Foot(begin, len(lines))
        self._in_recipients = False
        self._in_signature = False
        self._signs_left = False
        self._signed: list[SourceLine] = []
        self._blanks = 0

    def read(self) -> Foot:
        foot = self._foot
        at = foot.begin
        self._take_stray()
        end = min(len(self._lines), at + _MAX_FOOT_LINES)
        rows = [split_cells(line) for line in self._lines[at:end]]
        is_columnar = sum(any(cell.column for cell in row) for row in rows[:20]) > 0
        for row in rows:
            if self._is_done(at) and self._begins_rest(at):
                break
            for cell in row:
                self._take(cell, is_columnar=is_columnar)
            at += 1
        foot.end = at
        self._take_rest(at)
        self._settle()
        return foot

    def _take_stray(self) -> None:
        """A word that a scan left above the recipients is no paragraph."""
        index = self._foot.begin - 1
        while index >= self._body and not self._lines[index].text.strip():
            index -= 1
        if index >= self._body and _STRAY.fullmatch(self._lines[index].text.strip()):
            self._foot.stray.append(self._lines[index])
            self._foot.begin = index

    # -- one cell --

    def _take(self, cell: CellLine, *, is_columnar: bool) -> None:
        foot = self._foot
        line, signs = split_emphasis(cell.line)
        foot.furniture += signs
        text = line.text.strip()
        if not text:
            self._blanks += 1
            return
        if self._goes_on_in_brackets(text) and not (is_columnar and cell.column):
            self._receive(line)
            self._blanks = 0
            return
        if cell.is_pipe or _is_noise(text) or _SIGNER.fullmatch(fold(text)):
            foot.furniture.append(line)
            return
        if self._take_label(line, cell):
            self._blanks = 0
            return
        date = find_date_line(text)
        if date is not None and not foot.date_line and not has_marker(line):
            foot.date_line, foot.date = [line], date
        elif is_columnar and cell.column == 1 and not self._is_item_set_right(line):
            self._sign(line)
        elif is_columnar and cell.column == 0 and self._receives_left(line, text):
            self._receive(line)
        else:
            self._take_plain(line, text)
        self._blanks = 0

    def _is_item_set_right(self, line: SourceLine) -> bool:
        """True for a recipient that stands far right: centred lists look like two columns."""
        items = self._foot.recipients.items
        last = items[-1][-1].text.rstrip() if items else ""
        return self._in_recipients and has_marker(line) and last.endswith((";", ","))

    def _receives_left(self, line: SourceLine, text: str) -> bool:
        """True if a line of the left column is a recipient: two may sign side by side there."""
        signs = begins_manner(text) or (self._is_list_closed() and is_role(text))
        self._signs_left = not has_marker(line) and (self._signs_left or signs)
        return self._in_recipients and not self._signs_left

    def _take_label(self, line: SourceLine, cell: CellLine) -> bool:
        length = recipients_label(line.text)
        if not length:
            return False
        self._foot.labels.append(cut_line(line, 0, length))
        self._in_recipients, self._in_signature = True, False
        rest = cut_line(line, length)
        if rest.text:
            if is_role(rest.text):
                self._sign(rest)
                self._in_signature = False
            else:
                self._receive(rest)
        return True

    def _take_plain(self, line: SourceLine, text: str) -> None:
        if has_marker(line) and self._in_recipients:
            self._receive(line)
        elif is_role(text, in_signature=self._in_signature or self._is_list_closed()):
            self._in_signature = True
            self._sign(line)
        elif self._may_be_name(text):
            self._sign(line)
        elif (self._in_recipients and not self._in_signature) or (
            has_marker(line) and self._foot.labels
        ):
            self._receive(line)
        else:
            self._sign(line)

    def _is_list_closed(self) -> bool:
        """True if the recipients have come to their end: with "Lưu: ..." or a full stop."""
        items = self._foot.recipients.items
        last = items[-1][-1].text if items else ""
        return bool(items) and (last.endswith(".") or fold(items[-1][0].text).startswith("luu"))

    def _is_list_open(self) -> bool:
        """True if the last recipient, read last, has no stop: it may go on in the next line."""
        items = self._foot.recipients.items
        return self._in_recipients and bool(items) and items[-1][-1].text.rstrip()[-1:].isalnum()

    def _goes_on_in_brackets(self, text: str) -> bool:
        """True for the rest of a recipient, "(b/c);", that a narrow column has in the next line."""
        is_rest = text.startswith("(") and not is_signed_note(text)
        return is_rest and not self._blanks and self._is_list_open()

    def _may_be_name(self, text: str) -> bool:
        if self._in_signature or not self._in_recipients:
            return is_name(text, in_signature=self._in_signature) or is_rank(text)
        return is_name(text) and (self._is_list_closed() or bool(self._foot.roles))

    def _receive(self, line: SourceLine) -> None:
        foot = self._foot
        cut = trailing_signature(line.text)
        if cut is not None:
            self._sign(cut_line(line, cut))
            line = cut_line(line, 0, cut)
        found = foot.recipients
        last = found.items[-1][-1].text if found.items else ""
        is_list_marked = bool(found.labels) or bool(found.items and found.items[0][0].marker)
        is_open = not last.endswith((";", ".") if is_list_marked else (";", ".", ","))
        is_wrapped = is_list_marked or len(last) > _MIN_WRAPPED
        if (
            found.items
            and not has_marker(line)
            and (begins_small(line.text) or (is_open and is_wrapped))
        ):
            continue_item(found, line)
        else:
            add_item(found, line)

    def _sign(self, line: SourceLine) -> None:
        foot = self._foot
        self._signed.append(line)
        text = line.text.strip()
        parts = [cell.line for cell in split_cells(line)] if line.cell is None else [line]
        if len(parts) > 1:
            for part in parts:
                self._sign(part)
            return
        name = name_behind_role(line.text)
        if name is not None:
            self._sign(cut_line(line, 0, name[0]))
            foot.furniture += [note] if (note := cut_line(line, *name)).text else []
            self._sign(cut_line(line, name[1]))
            return
        if foot.names and is_role(text, in_signature=True):
            foot.doubtful |= {"signatory.role", "signatory.name"}
            foot.roles.append(line)
        elif is_rank(text) or is_name(text, in_signature=bool(foot.roles)):
            foot.names.append(line)
        elif is_role(text, in_signature=True):
            foot.roles.append(line)
        else:
            self._sign_other(line, text)

    def _sign_other(self, line: SourceLine, text: str) -> None:
        """A line of a signature that is neither surely a role nor a name."""
        foot = self._foot
        if is_scan_noise(text):
            foot.furniture.append(line)
        elif foot.roles and not foot.names and (is_capitals(text) or len(text) < 60):
            foot.roles.append(line)
            if not is_capitals(text):
                foot.doubtful.add("signatory.role")
        else:
            foot.leftover.append(line)

    # -- what stands behind --

    def _is_done(self, at: int) -> bool:
        foot = self._foot
        has_list = bool(foot.recipients.items) or not self._has_label_below(at)
        return has_list and bool(foot.names)

    def _has_label_below(self, at: int) -> bool:
        below = self._lines[at : at + 12]
        return any(recipients_label(line.text) for line in below)

    def _begins_rest(self, at: int) -> bool:
        """True if with this line begins what is no foot: an annex, or the rest of a page."""
        line = self._lines[at]
        text = line.text.strip()
        if not text or (
            line.cell is not None and line.cell.columns > 1 and not begins_web_rest(text)
        ):
            return False
        if line.part is DocumentPart.FOOTNOTE or begins_web_rest(text) or begins_numbered(text):
            return True
        if begins_small(text) and self._is_list_open() and not self._blanks:
            return False
        if nation_lines(text) or (_ANNEX.match(fold(text)) and not has_marker(line)):
            return True
        if is_name(text) or is_role(text) or _is_noise(text) or has_marker(line):
            return False
        return not any(
            is_role(cell.line.text) or is_name(cell.line.text) or has_marker(cell.line)
            for cell in split_cells(line)
        )

    def _take_rest(self, at: int) -> None:
        foot = self._foot
        is_web = is_announced = False
        for line in self._lines[at:]:
            text = line.text.strip()
            if line.part is DocumentPart.FOOTNOTE:
                foot.annex.append(line)
                continue
            if not text:
                if foot.annex:
                    foot.annex.append(line)
                continue
            is_web = is_web or begins_web_rest(text)
            starts_annex = _ANNEX.match(fold(text)) is not None and is_capitals(text)
            is_announced = is_announced or starts_annex or bool(nation_lines(text))
            if starts_annex:
                is_web = False
            is_page = self._medium is Medium.WEB and not foot.annex and not starts_annex
            if is_web or is_page or _is_noise(text) or is_file_path(text) or is_web_line(text):
                foot.furniture.append(line)
            else:
                foot.annex.append(line)
                if not is_announced and not foot.unnamed_annex:
                    foot.unnamed_annex.append(line)

    def _settle(self) -> None:
        """Judge the whole: a name that is none, a role that is a name."""
        foot = self._foot
        self._move_capitals()
        if len(foot.names) > 1 and not all(is_rank(line.text) for line in foot.names[:-1]):
            foot.doubtful |= {"signatory.name", "signatory.role"}
        if not foot.names and foot.roles and len(foot.roles) > 1:
            last = foot.roles[-1].text
            if not is_capitals(last) and is_name(last, in_signature=True):
                foot.names.append(foot.roles.pop())
        if not foot.names and any(may_hold_name(line.text) for line in foot.roles):
            foot.doubtful.add("signatory.role")
        if not foot.recipients.items and foot.labels:
            foot.doubtful.add("recipients")

    def _move_capitals(self) -> None:
        """Take capitals above a name in small letters for a role: "TM. ỦY BAN / NHÂN DÂN"."""
        foot = self._foot
        if not foot.names or is_capitals(foot.names[-1].text):
            return
        roles = [line for line in foot.names if is_capitals(line.text)]
        if roles:
            order = {id(line): n for n, line in enumerate(self._signed)}
            foot.names = [line for line in foot.names if not is_capitals(line.text)]
            foot.roles = sorted([*foot.roles, *roles], key=lambda line: order[id(line)])
            foot.doubtful -= {"signatory.role", "signatory.name"} if len(foot.names) == 1 else set()


def _is_noise(text: str) -> bool:
    """True for what is furniture wherever it stands in a foot."""
    stripped = text.strip()
    return (
        is_rule(stripped)
        or is_signed_note(stripped)
        or is_digital_signature(stripped)
        or is_file_path(stripped)
        or stripped == "|"
        or (is_stamp(stripped) and is_capitals(stripped))
        or (is_scan_noise(stripped) and not any(c.isdigit() for c in stripped))
        or bool(nation_lines(stripped))
        or party_line(stripped) is not None
    )
