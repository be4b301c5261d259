"""Ink profiles of words, and the least pitch at which accents do not touch descenders.

A font's ascent and descent do not cover Vietnamese capitals with two marks, and a line pitch that
covers every case is too loose for most headlines. So the outlines decide: each glyph has a
profile of its highest and lowest ink in narrow columns, and the pitch of two lines follows from
theirs.
Everything is in em. Ink here is the painted outline; inks of a press are in ``core.colour``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from math import floor, inf
from operator import sub
from typing import NamedTuple

import uharfbuzz as hb

from generator.typeset.fonts import Face

#: Width of a profile's column.
COLUMN_EM = 1 / 50
#: White between the ink of one line and that of the next, upright and sideways.
AIR_EM = 0.05
SIDE_EM = 0.04

#: The same in columns, and one more for rounding.
_SPREAD = round(SIDE_EM / COLUMN_EM) + 1
#: Glyph boxes in font files are rounded to a unit.
_BOX_ROUNDING_EM = 0.003

#: Words in the cache: a leaflet has about 200 whose ink can touch anything.
_CACHED_PROFILES = 2048
_CACHED_GLYPHS = 2048
#: Straight pieces that approximate one curve of an outline. With four, the height of a letter's
#: bowl is off by less than 0.002 em.
_CURVE_PIECES = 4
#: Ink may reach beyond a word's advance by this much.
_OVERHANG_EM = 0.1

Point = tuple[float, float]


class PositionedWord(NamedTuple):
    """A word at its place on a line, with the extents of its ink from the baseline, y up."""

    x_em: float
    width_em: float
    top_em: float
    bottom_em: float
    face: Face
    text: str


class InkProfile(NamedTuple):
    """The ink of a glyph or a word: highest and lowest y in columns of :data:`COLUMN_EM`.

    Column ``first`` is that of ``tops[0]``; columns count from the word's origin. A column
    without ink has -inf and inf.
    """

    first: int
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]

    def moved(self, x_em: float, y_em: float) -> InkProfile:
        """The same ink, further to the right and up; to the nearest column."""
        return InkProfile(
            self.first + round(x_em / COLUMN_EM),
            tuple([top + y_em for top in self.tops]),
            tuple([bottom + y_em for bottom in self.bottoms]),
        )


def pitch_need(
    upper: Sequence[PositionedWord],
    lower: Sequence[PositionedWord],
    tracking_em: float,
    enough_em: float,
) -> float:
    """The least pitch >= ``enough_em`` at which the ink of ``upper`` is clear of ``lower``.

    Ink is clear when :data:`AIR_EM` of white is between it wherever it is above other ink, or
    within :data:`SIDE_EM` of being so.
    """
    if not upper or not lower:
        return enough_em
    need = enough_em
    highest = max(word.top_em for word in lower)
    for above in upper:
        if highest - above.bottom_em + AIR_EM <= need:
            continue
        for below in lower:
            if below.top_em - above.bottom_em + AIR_EM > need and _may_touch(above, below):
                pitch = _clearance(above, below, tracking_em, need - AIR_EM)
                need = max(need, pitch + AIR_EM)
    return need


def _may_touch(one: PositionedWord, other: PositionedWord) -> bool:
    reach = SIDE_EM + 2 * _OVERHANG_EM
    return (
        one.x_em < other.x_em + other.width_em + reach
        and other.x_em < one.x_em + one.width_em + reach
    )


def _clearance(
    above: PositionedWord, below: PositionedWord, tracking_em: float, enough_em: float
) -> float:
    """The least pitch at which ``above`` does not touch ``below``; -inf if they never meet.

    Less than it if it is no more than ``enough_em``: outlines are read of those glyphs alone whose
    boxes may meet at that pitch.
    """
    need = -inf
    low_at, high_at = round(above.x_em / COLUMN_EM), round(below.x_em / COLUMN_EM)
    tops = _glyph_boxes(below.face, below.text, tracking_em)
    for low in _glyph_boxes(above.face, above.text, tracking_em):
        for high in tops:
            if (
                high.top_em - low.bottom_em > max(need, enough_em)
                and high_at + high.first - _SPREAD < low_at + low.end
                and low_at + low.first < high_at + high.end + _SPREAD
            ):
                need = max(need, _glyph_clearance(above, low, low_at, below, high, high_at))
    return need


def _glyph_clearance(
    above: PositionedWord,
    low: _GlyphBox,
    low_at: int,
    below: PositionedWord,
    high: _GlyphBox,
    high_at: int,
) -> float:
    """The same of two glyphs, the words of which begin at these columns; -inf if they are apart."""
    bottoms = glyph_profile(above.face, low.glyph)
    tops = widened(glyph_profile(below.face, high.glyph))
    low_start = low_at + low.x + bottoms.first
    high_start = high_at + high.x + tops.first
    start = max(low_start, high_start)
    end = min(low_start + len(bottoms.bottoms), high_start + len(tops.tops))
    if start >= end:
        return -inf
    need: float = max(
        map(
            sub,
            tops.tops[start - high_start : end - high_start],
            bottoms.bottoms[start - low_start : end - low_start],
        )
    )
    return need


class _GlyphBox(NamedTuple):
    """The box of a glyph's ink in a word, a little too large.

    Attributes:
        x: The column of the glyph's origin.
        first: The first column of its ink; ``end`` the one behind the last.
    """

    glyph: int
    x: int
    first: int
    end: int
    top_em: float
    bottom_em: float


@lru_cache(maxsize=_CACHED_PROFILES)
def _glyph_boxes(face: Face, text: str, tracking_em: float) -> tuple[_GlyphBox, ...]:
    """The boxes of the glyphs of ``text``, each letter followed by ``tracking_em``."""
    found = []
    for index, glyph in enumerate(face.glyphs(text)):
        box = face.ink_box(glyph.id)
        if box is not None:
            left, top, right, bottom = box
            x = round((glyph.x_em + index * tracking_em) / COLUMN_EM)
            first, end = floor(left / COLUMN_EM) - 1, floor(right / COLUMN_EM) + 2
            found.append(
                _GlyphBox(
                    glyph.id,
                    x,
                    x + first,
                    x + end,
                    top + _BOX_ROUNDING_EM,
                    bottom - _BOX_ROUNDING_EM,
                )
            )
    return tuple(found)


@lru_cache(maxsize=_CACHED_PROFILES)
def widened(profile: InkProfile) -> InkProfile:
    """``profile`` with its tops spread by :data:`SIDE_EM`, and by a column for rounding."""
    padding = (-inf,) * (2 * _SPREAD)
    tops = padding + profile.tops + padding
    width = 2 * _SPREAD + 1
    spread_tops = tuple(map(max, *(tops[i : len(tops) - width + 1 + i] for i in range(width))))
    return InkProfile(profile.first - _SPREAD, spread_tops, ())


def touch(one: InkProfile, other: InkProfile) -> bool:
    """True if the ink of two profiles meets in a column."""
    start = max(one.first, other.first)
    end = min(one.first + len(one.tops), other.first + len(other.tops))
    return any(
        one.bottoms[at - one.first] <= other.tops[at - other.first]
        and other.bottoms[at - other.first] <= one.tops[at - one.first]
        for at in range(start, end)
    )


@lru_cache(maxsize=_CACHED_GLYPHS)
def glyph_profile(face: Face, glyph: int) -> InkProfile:
    """The profile of one glyph, from its outline."""
    outline = _EdgeCollector(face.upem)
    face.draw(glyph, _draw_functions(), outline)
    tops: dict[int, float] = {}
    bottoms: dict[int, float] = {}
    for one, other in outline.edges:
        for column, low, high in _columns(one, other):
            tops[column] = max(tops.get(column, -inf), high)
            bottoms[column] = min(bottoms.get(column, inf), low)
    if not tops:
        return InkProfile(0, (), ())
    columns = range(min(tops), max(tops) + 1)
    return InkProfile(
        columns[0],
        tuple(tops.get(column, -inf) for column in columns),
        tuple(bottoms.get(column, inf) for column in columns),
    )


def _columns(one: Point, other: Point) -> list[tuple[int, float, float]]:
    """The columns that an edge runs through, each with the edge's lowest and highest y in it."""
    (x0, y0), (x1, y1) = sorted((one, other))
    first, last = floor(x0 / COLUMN_EM), floor(x1 / COLUMN_EM)
    if first == last:
        return [(first, min(y0, y1), max(y0, y1))]
    slope = (y1 - y0) / (x1 - x0)
    borders = [y0 + slope * (column * COLUMN_EM - x0) for column in range(first + 1, last + 1)]
    return [
        (column, min(left, right), max(left, right))
        for column, (left, right) in enumerate(
            zip(chain((y0,), borders), chain(borders, (y1,)), strict=True), first
        )
    ]


class _EdgeCollector:
    """Collector of an outline as straight edges in em."""

    def __init__(self, upem: int) -> None:
        self.edges: list[tuple[Point, Point]] = []
        self._upem = upem
        self._at = (0.0, 0.0)

    def move(self, x: float, y: float) -> None:
        self._at = (x / self._upem, y / self._upem)

    def line(self, x: float, y: float) -> None:
        self._edge((x / self._upem, y / self._upem))

    def curve(self, control_x: float, control_y: float, x: float, y: float) -> None:
        x0, y0 = self._at
        x1, y1 = control_x / self._upem, control_y / self._upem
        x2, y2 = x / self._upem, y / self._upem
        for piece in range(1, _CURVE_PIECES + 1):
            t = piece / _CURVE_PIECES
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            self._edge((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))

    def _edge(self, point: Point) -> None:
        self.edges.append((self._at, point))
        self._at = point


@cache
def _draw_functions() -> hb.DrawFuncs:
    """Functions that send a TrueType outline to an :class:`_EdgeCollector`.

    HarfBuzz closes the contours itself.
    """
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, outline: outline.move(x, y))
    funcs.set_line_to_func(lambda x, y, outline: outline.line(x, y))
    funcs.set_quadratic_to_func(lambda cx, cy, x, y, outline: outline.curve(cx, cy, x, y))
    return funcs
