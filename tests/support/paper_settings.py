"""Papers set from their readings in many layouts, as PDFs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from support.paper_pdfs import (
    BOLD,
    HEIGHT,
    LEFT,
    NATION,
    RIGHT,
    SERIF,
    Paper,
    draw_glyphs,
    draw_justified,
    draw_line,
    draw_twice,
    draw_words,
    wrap,
)

#: Roles of a signature begin lines of their own, but behind "KT." and the like.
_ROLE = re.compile(r"(?<!\.) (?=(?:CHỦ TỊCH|PHÓ |TRƯỞNG|CHÁNH|BÍ THƯ|GIÁM ĐỐC|HIỆU TRƯỞNG|PHÒNG))")


@dataclass(frozen=True, slots=True)
class PaperSetting:
    """A way to set a paper; lengths in pt.

    Attributes:
        indent: Of a paragraph's first line.
        hang: Of its other lines, behind a marker.
        between: Air between paragraphs.
        shift: How much lower the right cell of the head stands than the left one.
        numbers_at: Where page numbers stand: "top", "bottom", or "" for none.
        is_ruled: Whether lines are drawn under the body's name and the motto.
    """

    size: float = 13
    pitch: float = 18
    indent: float = 28
    hang: float = 0
    between: float = 4
    shift: float = 0
    axes: tuple[float, float] = (165.0, 410.0)
    is_justified: bool = False
    numbers_at: str = "bottom"
    is_ruled: bool = True
    is_list_left: bool = True
    draw: Callable[..., None] = draw_line


SETTINGS = {
    "plain": PaperSetting(),
    "justified": PaperSetting(is_justified=True, between=6),
    "hanging": PaperSetting(indent=18, hang=36, between=3, numbers_at="top"),
    "word by word": PaperSetting(draw=draw_words, size=12, pitch=16, shift=2),
    "glyph by glyph": PaperSetting(draw=draw_glyphs, size=14, pitch=21, between=0, shift=-3),
    "drawn twice": PaperSetting(draw=draw_twice, size=11, pitch=15, axes=(150.0, 420.0)),
    "without indents": PaperSetting(indent=0, between=9, is_ruled=False, numbers_at=""),
    "narrow head": PaperSetting(size=14, pitch=20, axes=(172.0, 404.0), shift=7),
}


def set_paper(want: Mapping[str, Any], how: PaperSetting) -> bytes:
    """The paper of which ``want`` is the reading."""
    return _Setter(want, how).data()


class _Setter:
    def __init__(self, want: Mapping[str, Any], how: PaperSetting) -> None:
        self.want = want
        self.how = how
        self.paper = Paper(size=how.size, pitch=how.pitch)
        self.paper.draw = how.draw

    def data(self) -> bytes:
        self._head()
        self._title()
        self._addressees()
        for block in self.want["blocks"]:
            self._paragraph(f"{block['marker']} {block['text']}".strip(), bool(block["marker"]))
        if self.want["closing"]:
            self._paragraph(self.want["closing"], False)
        self._foot()
        self._number()
        return self.paper.data()

    def _head(self) -> None:
        size = self.how.size - 1.5
        want, paper = self.want, self.paper
        left = self._wrapped(want["issuing_body"] or "", 175, size)
        body = len(left)
        if want["number"]:
            left.append(f"Số: {want['number']}")
        if want["kind"] == "công văn" and want["subject"]:
            left += self._wrapped(f"V/v {want['subject']}", 165, size)
        right = [*NATION]
        if want["date_line"]:
            right.append(want["date_line"])
        top = paper.y
        pitch = size * 1.4
        rows = [(self.how.axes[0], left, 0.0), (self.how.axes[1], right, self.how.shift)]
        for axis, lines, shift in rows:
            for number, text in enumerate(lines):
                bold = BOLD if (axis == self.how.axes[0]) == (number < body) else SERIF
                extra = 6 if self.how.is_ruled and number >= (body if axis < 250 else 2) else 0
                paper.centred(
                    axis, top + shift + number * pitch + extra, text, font=bold, size=size
                )
        if self.how.is_ruled:
            for axis, number in ((self.how.axes[0], body), (self.how.axes[1], 2)):
                y = HEIGHT - (top + (number - 1) * pitch + 6)
                paper.canvas.line(axis - 30, y, axis + 30, y)
        paper.y = top + max(len(left), len(right)) * pitch + self.how.pitch + 8

    def _wrapped(self, text: str, width: float, size: float) -> list[str]:
        return wrap(text, width, 0, BOLD, size)

    def _title(self) -> None:
        kind = self.want["kind"]
        if kind in ("công văn", "khác"):
            return
        middle = (LEFT + RIGHT) / 2
        self.paper.centred(middle, self.paper.y, kind.upper(), font=BOLD)
        self.paper.y += self.how.pitch
        for line in self._wrapped(self.want["subject"] or "", 380, self.how.size):
            self.paper.centred(middle, self.paper.y, line, font=BOLD)
            self.paper.y += self.how.pitch
        self.paper.y += 8

    def _addressees(self) -> None:
        found = self.want["addressees"]
        if len(found) == 1:
            self._line(LEFT + 60, f"Kính gửi: {found[0]}")
        elif found:
            self._line(LEFT + 40, "Kính gửi:")
            for item in found:
                self._line(LEFT + 90, f"- {item}")
        if found:
            self.paper.y += 8

    def _line(self, x: float, text: str) -> None:
        lines = wrap(text, RIGHT - x, 0, SERIF, self.how.size)
        for line in lines:
            self.paper.at(x, self.paper.y, line)
            self.paper.y += self.how.pitch

    def _paragraph(self, text: str, is_marked: bool) -> None:
        hang = self.how.hang if is_marked else 0
        indent = self.how.indent
        lines = wrap(text, RIGHT - LEFT - hang, indent - hang, SERIF, self.how.size)
        for number, line in enumerate(lines):
            self._break(self.how.pitch)
            x = LEFT + (hang if number else indent)
            if self.how.is_justified and number < len(lines) - 1:
                y = HEIGHT - self.paper.y
                draw_justified(self.paper.canvas, x, y, line, SERIF, self.how.size, RIGHT - x)
            else:
                self.paper.at(x, self.paper.y, line)
            self.paper.y += self.how.pitch
        self.paper.y += self.how.between

    def _break(self, needed: float) -> None:
        if self.paper.y + needed > HEIGHT - 75:
            self._number()
            self.paper.next_page(has_number=False)

    def _number(self) -> None:
        at = self.how.numbers_at
        if at and (at == "bottom" or self.paper.page > 1):
            y = 45 if at == "top" else HEIGHT - 42
            self.paper.centred((LEFT + RIGHT) / 2, y, str(self.paper.page))

    def _foot(self) -> None:
        paper, size = self.paper, self.how.size - 1
        recipients = [f"- {item}" for item in self.want["recipients"]]
        left = [line for item in recipients for line in wrap(item, 190, 0, SERIF, size - 1)]
        role, name = self.want["signatory"]["role"], self.want["signatory"]["name"]
        right = _ROLE.split(role) if role else []
        right = [line for part in right for line in wrap(part, 210, 0, BOLD, size)]
        if name:
            right += ["", "", "", name]
        paper.y += 10
        self._break(max(len(left) + 1, len(right)) * size * 1.35)
        top = paper.y
        if left:
            paper.at(LEFT, top, "Nơi nhận:", size=size - 1)
        for number, text in enumerate(left, start=1):
            paper.at(LEFT, top + number * size * 1.3, text, size=size - 1)
        for number, text in enumerate(right):
            paper.centred(415, top + number * size * 1.35, text, font=BOLD, size=size)
