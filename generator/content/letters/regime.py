"""Line regime of a paper: how its lines relate to its paragraphs.

Some files have a paragraph a line; others are wrapped at a width, with or without blank lines
between, with an indented first line or a hanging one. Evidence is gathered from all lines first
(:func:`line_regime`); ``paragraphs`` judges each boundary between two lines by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Final

from generator.content.letters.markers import marker_candidates
from generator.content.letters.tables import table_rows
from generator.content.sources.model import SourceLine

#: End of a sentence or of a point, before closing quotation marks and brackets.
_STOP: Final = re.compile(r"[.;:!?…][\"”’»)\]*_]*$")
#: Words and signs with which no title and no point ends, even without a stop.
_UNFINISHED: Final = re.compile(
    r"(?:[(/\-\u2013\u2014]|\b(?:và|của|với|các|những|cho|tại|từ|đến|trong|theo|về|do|bởi|hoặc"
    r"|đến hết|để|trên|dưới|ở|thuộc|số|mục|bằng|như|khi|nếu|thì|mà|rằng"
    r"|(?:trước|sau|từ|đến|vào|hết|tính) ngày|(?:từ|đến|trước|sau|hết) tháng))$",
    re.I,
)
_DATE_OR_NUMBER: Final = re.compile(
    r"\s*\d{1,4}(?:(?P<sign>[/.\-])\d{1,2}(?:(?P=sign)\d{2,4}\b|[,;.\s])|\s+tháng\s+\d|/[A-ZĐ]|/\d{4}/)"
)
#: Paragraphs of a preamble end with a stop or a comma; one that does not goes on.
_PREAMBLE: Final = re.compile(r"\s*(?:Căn cứ|Theo|Xét|Thực hiện|Triển khai)\b")
#: Share of a full line that a line within a sentence has at least, where widths vary
#: (proportional fonts: full lines of one page differ by up to 15 % in characters).
_SHORT_SHARE: Final = 0.8
#: The same of a line that ends with a stop, before a small letter.
_SMALL_SHARE: Final = 0.6
#: The widest line by the usual one: what is longer still is a paragraph that was not wrapped.
_WIDEST: Final = 1.6
#: Share of short lines within sentences from which on lines are ragged.
_RAGGED_SHARE: Final = 0.1
#: Lines that must all be filled to believe that a program with fixed pitch wrapped them.
_MIN_FILLED: Final = 6
#: Share of boundaries within a sentence from which on a text is wrapped. Papers with a paragraph
#: a line have none, but for a broken line or two; wrapped ones have 0.5 and more.
_TORN_SHARE: Final = 0.25
#: The same where the format says that a line is a paragraph: a page pasted into Word has them all.
_PASTED_SHARE: Final = 0.5
_MIN_PASTED: Final = 4
#: A line before a capital is within a sentence only if it is at least that long.
_MIN_PROSE: Final = 35
#: Share of the longest line from which on a line is full, before anything is known of the width.
_FULL_SHARE: Final = 0.95
#: Indents differ from this on, in characters and in pt.
_INDENT_CHARACTERS: Final = 2.0
_INDENT_PT: Final = 6.0
#: Gap between lines that parts paragraphs, by the usual one within: boxes of ink vary by a quarter,
#: lines that are evenly set by nothing.
_GAP_SHARE: Final = 1.35
_EVEN_GAP_SHARE: Final = 1.1
_MIN_GAPS: Final = 3
#: An estimated width of a word may be that much too large.
_WORD_SHARE: Final = 0.85


class IndentStyle(StrEnum):
    """Ways in which the first line of a paragraph stands out."""

    NONE = "none"
    FIRST = "first line"
    HANGING = "hanging"


@dataclass(frozen=True, slots=True)
class LineRegime:
    """Relation of the lines of a paper to its paragraphs.

    Attributes:
        width: Characters of a full line, 0 if lines are not wrapped or that is not known.
        is_exact: Whether every line is filled up to ``width``, as by a program with fixed pitch.
        is_ragged: Whether full lines differ much in length, as in a page copied from a browser.
        is_weak: Whether little speaks for wrapped lines.
        has_blanks: Whether blank lines part the paragraphs.
        indent: Indent of lines that go on with a paragraph, in characters or pt.
        rights: Right edges of the text in pt, by column; empty without boxes.
        gap: The largest distance from the top of a line to that of the next within a paragraph,
            in pt; None without boxes.
    """

    is_wrapped: bool
    width: int = 0
    is_exact: bool = False
    is_ragged: bool = False
    is_weak: bool = False
    has_blanks: bool = False
    indents: IndentStyle = IndentStyle.NONE
    indent: float = 0.0
    rights: tuple[tuple[int | None, float], ...] = ()
    gap: float | None = None

    def is_full(self, before: SourceLine, line: SourceLine) -> bool | None:
        """True if the first word of ``line`` would not have fitted behind ``before``.

        None if the width of a full line is not known.
        """
        word = len(_first_word(line.text)) + 1
        right = dict(self.rights).get(before.column)
        if right is not None and before.box is not None:
            pitch = (before.box.right - before.box.left) / max(1, len(before.text.strip()))
            return before.box.right + _WORD_SHARE * pitch * word > right
        if not self.width:
            return None
        needed = len(before.text.rstrip()) + word
        if self.is_exact:
            return needed > self.width
        share = _SHORT_SHARE
        if ends_sentence(before.text):
            share = _SMALL_SHARE if line.text.lstrip()[:1].islower() else 1.0
        return needed > share * self.width

    def is_short(self, line: SourceLine) -> bool:
        """True if ``line`` ends well before the right edge, whatever word follows."""
        right = dict(self.rights).get(line.column)
        if right is not None and line.box is not None:
            left = min(self.indent, line.box.left)
            return line.box.right - left < _SHORT_SHARE * (right - left)
        return len(line.text.rstrip()) < _SHORT_SHARE * self.width

    def begins_by_indent(self, before: SourceLine, line: SourceLine) -> bool | None:
        """True if ``line`` begins a paragraph by its indent; None if indents are no evidence."""
        tolerance = _INDENT_PT if line.box is not None else _INDENT_CHARACTERS
        more = indent_of(line) - self.indent
        if self.indents is IndentStyle.FIRST and line.style.centred is not True:
            return more >= tolerance
        if self.indents is IndentStyle.HANGING:
            return indent_of(line) - indent_of(before) <= -tolerance or None
        return None

    def is_spaced(self, before: SourceLine, line: SourceLine) -> bool:
        """True if there is more air between two lines than within a paragraph."""
        if self.gap is None or line.box is None or before.box is None:
            return False
        same = before.origin.page == line.origin.page and before.column == line.column
        return same and line.box.top - before.box.top > self.gap


def ends_sentence(text: str) -> bool:
    """True if ``text`` ends with a stop: of a sentence, a point, or before a list."""
    return _STOP.search(text[-12:]) is not None


def is_unfinished(text: str) -> bool:
    """True if ``text`` ends where neither a title nor a point can."""
    return _UNFINISHED.search(text[-16:]) is not None


def goes_on_small(text: str) -> bool:
    """True if ``text`` can only go on with a sentence, where it begins with no marker."""
    head = text.lstrip()[:1]
    return head.islower() or head.isdigit() or head in tuple(")],;.%")


def begins_with_date(text: str) -> bool:
    """True if ``text`` begins with a date or a document's number, as no paragraph does."""
    return _DATE_OR_NUMBER.match(text) is not None


def indent_of(line: SourceLine) -> float:
    """Indent of a line: in pt from the page's edge if its box is known, else in characters."""
    if line.box is not None:
        return line.box.left
    expanded = line.text.expandtabs(8)
    return float(len(expanded) - len(expanded.lstrip()))


def is_paged(before: SourceLine, line: SourceLine, *, blanks: int = 0) -> bool:
    """True if a page ends between two lines, or furniture was taken out between them."""
    if before.origin.page != line.origin.page:
        return True
    if before.origin.line is None or line.origin.line is None:
        return False
    return line.origin.line - before.origin.line > blanks + 1


def line_regime(
    lines: Sequence[SourceLine], is_paragraph_per_line: bool | None = None
) -> LineRegime:
    """The regime of ``lines``, from all boundaries between two of them.

    Args:
        is_paragraph_per_line: What the file's format says of it; None where only the lines can.
    """
    rows = table_rows(lines)
    prose = [
        SourceLine("", line.origin) if number in rows or line.cell is not None else line
        for number, line in enumerate(lines)
    ]
    longest = max((len(line.text.rstrip()) for line in prose), default=0)
    unmarked = [
        (a, b)
        for a, b in pairwise(prose)
        if a.text and b.text and not b.marker and not marker_candidates(b.text)
    ]
    has_blanks = _has_blanks(lines, len(unmarked))
    torn = [(a, b) for a, b in unmarked if _is_torn(a, b, longest, has_blanks=has_blanks)]
    filled = sum(_needed(a, b) > _FULL_SHARE * longest for a, b in torn)
    is_wrapped = _is_wrapped(len(torn), len(unmarked), is_paragraph_per_line)
    if not is_wrapped and not (is_paragraph_per_line is None and 0 < filled == len(torn)):
        return LineRegime(False, has_blanks=has_blanks)
    width, is_exact = _width(torn, prose)
    short = sum(_needed(a, b) < _SHORT_SHARE * width for a, b in torn)
    indents, indent = _indents(torn)
    return LineRegime(
        True,
        width,
        is_exact,
        is_ragged=short >= max(1.0, _RAGGED_SHARE * len(torn)),
        is_weak=len(torn) < (2 if is_paragraph_per_line is None else 1),
        has_blanks=has_blanks,
        indents=indents,
        indent=indent,
        rights=_right_edges(torn, prose),
        gap=_widest_gap(torn),
    )


def _has_blanks(lines: Sequence[SourceLine], unmarked: int) -> bool:
    """True if blank lines part paragraphs; those above and below all of them part none."""
    filled = [number for number, line in enumerate(lines) if line.text]
    inner = lines[filled[0] : filled[-1] + 1] if filled else ()
    return 3 * sum(not line.text for line in inner) >= max(1, len(inner) - unmarked)


def _is_torn(a: SourceLine, b: SourceLine, longest: int, *, has_blanks: bool) -> bool:
    """True if ``b`` goes on with the sentence of ``a``."""
    if ends_sentence(a.text):
        return False
    if goes_on_small(b.text) or is_unfinished(a.text):
        return True
    if _PREAMBLE.match(a.text) and not a.text.endswith(","):
        return True
    if a.text.isupper() or a.marker or len(a.text) < _MIN_PROSE:
        return False
    # Where blank lines part the paragraphs, a long line directly above another goes on in it.
    if has_blanks:
        return _needed(a, b) > _SHORT_SHARE * longest
    return not marker_candidates(a.text) and _needed(a, b) > _FULL_SHARE * longest


def _needed(a: SourceLine, b: SourceLine) -> int:
    """Characters that ``a`` would take with the first word of ``b``."""
    return len(a.text.rstrip()) + 1 + len(_first_word(b.text))


def _is_wrapped(torn: int, unmarked: int, is_paragraph_per_line: bool | None) -> bool:
    if is_paragraph_per_line is None:
        return torn >= max(1.0, _TORN_SHARE * unmarked)
    if is_paragraph_per_line:
        return torn >= max(_MIN_PASTED, _PASTED_SHARE * unmarked)
    return True


def _width(
    torn: Sequence[tuple[SourceLine, SourceLine]], prose: Sequence[SourceLine]
) -> tuple[int, bool]:
    """Characters of a full line, and whether all torn lines are filled up to it."""
    lengths = [len(a.text.rstrip()) for a, _ in torn]
    if not lengths:
        return max((len(line.text) for line in prose), default=0), False
    width = min(max(lengths), round(_WIDEST * median(lengths)))
    longest = max(len(line.text.rstrip()) for line in prose)
    if longest <= 1.1 * width:
        width = longest
    filled = [_needed(a, b) > width for a, b in torn]
    return width, len(filled) >= _MIN_FILLED and sum(filled) >= 0.97 * len(filled)


def _indents(torn: Sequence[tuple[SourceLine, SourceLine]]) -> tuple[IndentStyle, float]:
    """The way in which first lines stand out, and the usual indent of the others."""
    pairs = [(a, b) for a, b in torn if a.column == b.column]
    if not pairs:
        return IndentStyle.NONE, 0.0
    tolerance = _INDENT_PT if pairs[0][0].box is not None else _INDENT_CHARACTERS
    steps = [indent_of(b) - indent_of(a) for a, b in pairs]
    first = sum(step <= -tolerance for step in steps)
    hanging = sum(step >= tolerance for step in steps)
    indent = median(indent_of(b) for _, b in pairs)
    if first > 4 * hanging:
        return IndentStyle.FIRST, indent
    if hanging > 4 * first:
        return IndentStyle.HANGING, indent
    return IndentStyle.NONE, indent


def _right_edges(
    torn: Sequence[tuple[SourceLine, SourceLine]], prose: Sequence[SourceLine]
) -> tuple[tuple[int | None, float], ...]:
    """Right edges of the lines of each column, in pt."""
    edges: dict[int | None, float] = {}
    for line in [a for a, _ in torn] or prose:
        if line.box is not None:
            edges[line.column] = max(edges.get(line.column, 0.0), line.box.right)
    return tuple(edges.items())


def _widest_gap(torn: Sequence[tuple[SourceLine, SourceLine]]) -> float | None:
    """The largest distance of two lines of one paragraph, in pt; None without boxes.

    Set lines are evenly apart, boxes of a scan's ink are not: what is seen decides.
    """
    gaps = sorted(
        b.box.top - a.box.top
        for a, b in torn
        if a.box and b.box and a.origin.page == b.origin.page and b.box.top > a.box.top
    )
    if not gaps:
        return None
    usual = median(gaps)
    if len(gaps) < _MIN_GAPS:
        return _GAP_SHARE * usual
    seen = gaps[int(0.9 * (len(gaps) - 1))]
    return min(_GAP_SHARE * usual, max(_EVEN_GAP_SHARE * usual, _EVEN_GAP_SHARE * seen))


def _first_word(text: str) -> str:
    parts = text.split(None, 1)
    return parts[0] if parts else ""
