"""The smallest white between letters that stand side by side, measured on what is drawn.

Marks are wide: the horn of one letter, the tilde of another and tight tracking can bring them
together. Each glyph of a finished PDF is drawn alone, and each two that follow one another on a
line are put as far apart as they are there. Like ``gaps``, this knows nothing of ``typeset``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import pikepdf

from benchmarks.vietnamese.drawnlines import DrawnLine, Known, LineDrawer, Show, read_lines
from benchmarks.vietnamese.gaps import gap_between
from benchmarks.vietnamese.samples import Sample

#: The goal. Some letters stand nearer than lines may: a horn and what follows it, "ỨN".
MIN_LETTER_GAP_EM: Final = 0.01
#: A gap of 0.01 em is two pixels.
_PIXELS_PER_EM: Final = 200
#: No glyph is so wide.
_WIDEST_EM: Final = 1.5

#: Two glyphs, the second at its distance from the first.
_Pair = tuple[Show, Show]


@dataclass(frozen=True, slots=True)
class LetterGap:
    """Two letters that stand side by side, and the white between them in em; 0: they touch."""

    sample: str
    letters: str
    gap_em: float


def measure_letters(drawn: Iterable[Sample]) -> list[LetterGap]:
    """Each two letters that are neighbours in any sample, once, nearest first."""
    known = Known()
    gaps: dict[_Pair, LetterGap] = {}
    for sample in drawn:
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            pages = {pair: line.page for line in read_lines(pdf) for pair in _pairs(line)}
            new = {pair: page for pair, page in pages.items() if pair not in gaps}
            lines = [_line(page, *shows) for pair, page in new.items() for shows in _drawn(pair)]
            with LineDrawer(pdf, lines, known) as drawer:
                for pair in new:
                    gap_em = _gap_em(drawer, *pair)
                    letters = "".join(drawer.text(_line(0, *pair)).split())
                    gaps[pair] = LetterGap(sample.name, letters, gap_em)
    return sorted(gaps.values(), key=lambda gap: gap.gap_em)


def report_letters(gaps: Sequence[LetterGap], *, most: int = 5) -> str:
    """The smallest gaps, a line each, in words."""
    lines = [f"gaps between letters side by side, smallest of {len(gaps)} pairs"]
    lines += [f"  {gap.gap_em:.3f} em  {gap.letters}  {gap.sample}" for gap in gaps[:most]]
    touching = sum(gap.gap_em <= MIN_LETTER_GAP_EM for gap in gaps)
    lines.append(f"  goal: > {MIN_LETTER_GAP_EM} em for every pair; missed in {touching}")
    return "\n".join(lines)


def _pairs(line: DrawnLine) -> Iterator[_Pair]:
    """Each two neighbours of a line."""
    for show in line.shows:
        for one, other in pairwise(show.glyphs):
            apart_em = round((other.x_em - one.x_em) / show.scale, 3)
            yield _glyph(show, one.code, 0.0), _glyph(show, other.code, apart_em)


def _glyph(show: Show, code: bytes, x_em: float) -> Show:
    return Show(show.font, show.digest, x_em, 1.0, 0.0, (code,))


def _drawn(pair: _Pair) -> Iterator[tuple[Show, ...]]:
    """The lines that are needed for a pair: both glyphs alone, and the pair for its text."""
    yield pair
    for glyph in pair:
        yield (replace(glyph, x_em=0.0),)


def _line(page: int, *shows: Show) -> DrawnLine:
    """A line of 1 pt, as wide as any glyphs may be."""
    return DrawnLine(page, 0.0, 0.0, 1.0, shows[-1].x_em + _WIDEST_EM, shows)


def _gap_em(drawer: LineDrawer, one: Show, other: Show) -> float:
    """Lines that are turned stand over one another as letters stand side by side."""
    left, right = (
        drawer.silhouette(_line(0, replace(glyph, x_em=0.0)), _PIXELS_PER_EM, turned=True)
        for glyph in (one, other)
    )
    return gap_between(left, right, 0, -other.x_em * _PIXELS_PER_EM) / _PIXELS_PER_EM
