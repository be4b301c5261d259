"""Markdown's signs of emphasis at the ends of lines: of a program, not of the paper.

Copies of web pages and what programs make of a scan hold "**KT. CHỦ TỊCH" and "PHÓ CHỦ TỊCH**".
The signs are furniture; without them the line shows its form. Inside a line they stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.content.letters.slices import cut_line
from generator.content.sources.model import SourceLine

#: A sign that opens stands before a word, one that closes behind one: "** Ghi chú" is a note.
_OPENS: Final = re.compile(r"\s*(\*{2,3}|_{2,3})(?=[^\s*_])")
_CLOSES: Final = re.compile(r"(?<=[^\s*_])(\*{2,3}|_{2,3})\s*$")


def without_emphasis(
    lines: Sequence[SourceLine],
) -> tuple[list[SourceLine], list[SourceLine]]:
    """The lines without the signs at their ends, and the signs.

    Only where as many are opened as are closed.
    """
    opened = sum(1 for line in lines if _OPENS.match(line.text))
    closed = sum(1 for line in lines if _CLOSES.search(line.text))
    if not opened or opened != closed:
        return list(lines), []
    kept: list[SourceLine] = []
    signs: list[SourceLine] = []
    for line in lines:
        opening, closing = _OPENS.match(line.text), _CLOSES.search(line.text)
        start = opening.end(1) if opening else 0
        end = closing.start(1) if closing else len(line.text)
        if opening:
            signs.append(cut_line(line, opening.start(1), start))
        if closing:
            signs.append(cut_line(line, end, closing.end(1)))
        kept.append(cut_line(line, start, end) if opening or closing else line)
    return kept, signs
