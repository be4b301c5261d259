"""Addressees of a paper: those of "Kính gửi: ...", in its line and below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.content.letters.furniture import is_rule
from generator.content.letters.head_fields import Head
from generator.content.letters.item_lists import read_items
from generator.content.letters.openers import address_label
from generator.content.letters.slices import cut_line
from generator.content.sources.model import SourceLine

#: The end of a greeting after which the body begins on the same line.
_GREETING_END: Final = re.compile(
    r"(?:!(?=\s+[^\W\d_a-zà-ỹđ][^;]{15,}$)"
    r"|(?:[^\W\d_]{3}\.|(?:phụ huynh|nhân dân|bà con|khách hàng|hội viên|anh chị|các bạn)[,:])"
    r"(?=\s+[^\W\d_a-zà-ỹđ][^;]{40,}[.:!](?:/\.)?\s*$))"
)


def read_addressees(lines: Sequence[SourceLine], index: int, head: Head) -> None:
    """Read into ``head`` the addressees, which begin in the line at ``index``."""
    line = lines[index]
    # What stands between title and addressees is no head: "Kính thưa ...".
    for between in lines[head.end : index]:
        if between.text.strip():
            if is_rule(between.text):
                head.furniture.append(between)
            else:
                head.leftover.append(between)
    length = address_label(line.text)
    head.labels.append(cut_line(line, 0, length))
    inline = _without_sentences(cut_line(line, length), head)
    following = lines[index + 1 :]
    below, pipes, count = _unpiped(following)
    found = read_items([inline, *below] if inline.text else below)
    used = found.end - (1 if inline.text else 0)
    head.addressees = found
    head.end = index + 1 + sum(count[: max(0, used)])
    head.furniture += [p for n, p in pipes if n < head.end - index - 1]
    if found.is_doubtful:
        head.doubtful.add("addressees")


def _without_sentences(line: SourceLine, head: Head) -> SourceLine:
    """The addressees of a line without sentences after: "Kính gửi quý phụ huynh! Nay ..."."""
    end = _GREETING_END.search(line.text)
    if end is None:
        return line
    head.leftover.append(cut_line(line, end.end()))
    head.doubtful.add("addressees")
    return cut_line(line, 0, end.end())


def _unpiped(
    lines: Sequence[SourceLine],
) -> tuple[list[SourceLine], list[tuple[int, SourceLine]], list[int]]:
    """Lines of the addressees, those that are pages' furniture left out.

    Returns:
        The lines; the furniture with its indices; for each line how many it stands for.
    """
    kept: list[SourceLine] = []
    pipes: list[tuple[int, SourceLine]] = []
    count: list[int] = []
    waiting = 0
    for index, line in enumerate(lines):
        if line.text.strip() == "|" or is_rule(line.text):
            pipes.append((index, line))
            waiting += 1
            continue
        kept.append(line)
        count.append(1 + waiting)
        waiting = 0
    return kept, pipes, count
