"""Source lines of a paper that has pages: laid-out pages with origins, and what pages repeat.

What stands at the same place of several pages is their running head or foot; page numbers count as
the same. Such lines get their part of the document, and stay where they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.content.sources.line_texts import guard_line
from generator.content.sources.model import DocumentPart, Origin, SourceLine
from generator.content.sources.page_layout import PageLine
from generator.content.sources.page_margins import is_print_mark, page_number
from generator.core.errors import Place
from generator.core.findings import Finding

#: Of a page's height: running heads and feet stand within this share of its edges.
_MARGIN: Final = 0.13
#: In pt: lines of two pages as close stand at the same place.
_SAME_PLACE: Final = 4.0
#: A long paper repeats a line on so many pages by chance or for a table's head.
_MIN_SHARE: Final = 0.4
#: A broken file has damage on every page; so many are named.
_MAX_PAGES_NAMED: Final = 3
_NUMBER: Final = re.compile(r"\d+|\b[ivxlc]+\b")


@dataclass(frozen=True, slots=True)
class LaidOutPage:
    """A page's lines; ``number`` is 1-based, ``height`` in pt."""

    number: int
    height: float
    lines: tuple[PageLine, ...]


def source_lines(
    pages: Sequence[LaidOutPage], *, name: str
) -> tuple[tuple[SourceLine, ...], tuple[Finding, ...]]:
    """The lines of all pages in order, guarded, and the findings on their texts.

    Args:
        name: The file's name, for findings.
    """
    repeated = _repeated(pages)
    lines: list[SourceLine] = []
    findings: list[Finding] = []
    tables = 0
    for page in pages:
        start, on_page = 1, 0
        for line in page.lines:
            guarded = guard_line(line.text, place=Place(name, page=page.number))
            findings += guarded.findings
            cell = line.cell
            if cell is not None:
                on_page = max(on_page, cell.table + 1)
                cell = replace(cell, table=cell.table + tables)
            end = max(start, start + len(guarded.text) - 1)
            lines.append(
                SourceLine(
                    guarded.text,
                    Origin(page=page.number, start=start, end=end),
                    part=_part(line, page, repeated),
                    cell=cell,
                    column=line.column,
                    unsure=_unsure(line, guarded.text, guarded.unsure),
                    style=line.style,
                    box=line.box,
                )
            )
            start = end + 2
        tables += on_page
    return tuple(lines), _condensed(findings)


def _condensed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings on lines: each code on the first pages that have it, an encoding once in all."""
    kept: dict[tuple[str, int | None], Finding] = {}
    counts: Counter[str] = Counter()
    for finding in findings:
        key = finding.code, None if finding.code == "text-converted" else finding.place.page
        if key not in kept and counts[finding.code] < _MAX_PAGES_NAMED:
            counts[finding.code] += 1
            kept[key] = finding
    return tuple(kept.values())


def _unsure(
    line: PageLine, text: str, damaged: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """A line's unsure parts; the whole line where repair moved its characters."""
    if not line.unsure:
        return tuple(damaged)
    if len(text) != len(line.text):
        return ((0, len(text)),)
    return tuple(sorted({*line.unsure, *damaged}))


_Key = tuple[bool, str]


def _part(line: PageLine, page: LaidOutPage, repeated: dict[_Key, list[float]]) -> DocumentPart:
    key = _key(line, page)
    if key is None:
        return DocumentPart.BODY
    is_repeated = any(
        abs(_place(line, page, is_foot=key[0]) - place) <= _SAME_PLACE
        for place in repeated.get(key, ())
    )
    if not is_repeated and not (_is_margin_line(page, line) and _is_outermost(page, line)):
        return DocumentPart.BODY
    return DocumentPart.FOOTER if key[0] else DocumentPart.HEADER


def _is_margin_line(page: LaidOutPage, line: PageLine) -> bool:
    """True for the page's own number and for what a browser prints."""
    return page_number(line.text) == page.number or is_print_mark(line.text)


def _is_outermost(page: LaidOutPage, line: PageLine) -> bool:
    """True if no line stands above the line, or none below it."""
    is_first = all(other.box.bottom > line.box.top for other in page.lines)
    return is_first or all(other.box.top < line.box.bottom for other in page.lines)


def _key(line: PageLine, page: LaidOutPage) -> _Key | None:
    """True and a line's text without numbers in the lower margin, False in the upper one."""
    if line.cell is not None or not line.text:
        return None
    is_foot = line.box.top > page.height * (1 - _MARGIN)
    if not is_foot and line.box.bottom >= page.height * _MARGIN:
        return None
    return is_foot, _NUMBER.sub("#", " ".join(line.text.split()))


def _place(line: PageLine, page: LaidOutPage, *, is_foot: bool) -> float:
    return page.height - line.box.bottom if is_foot else line.box.top


def _repeated(pages: Sequence[LaidOutPage]) -> dict[_Key, list[float]]:
    """Keys of lines that stand at the same place of several pages, with their places."""
    found: Counter[tuple[_Key, float]] = Counter()
    for page in pages:
        found.update(set(_keyed(page)))
    least = max(2, round(_MIN_SHARE * len(pages)))
    repeated: dict[_Key, list[float]] = {}
    for (key, place), _ in found.items():
        near = (
            count
            for (other, at), count in found.items()
            if other == key and abs(at - place) <= _SAME_PLACE
        )
        if sum(near) >= least:
            repeated.setdefault(key, []).append(place)
    return repeated


def _keyed(page: LaidOutPage) -> Iterator[tuple[_Key, float]]:
    for line in page.lines:
        key = _key(line, page)
        if key is not None:
            yield key, round(_place(line, page, is_foot=key[0]))
