"""Paragraphs: runs of text broken into lines for any measure.

Everything is in **em**: a text of size s pt in a column of w pt is set in a measure of w / s em.
So a prepared paragraph serves every size, and copyfitting is arithmetic. Runs are
measured in ``typeset.measured_text``, line ends are chosen in ``typeset.line_breaking``, line
pitches computed in ``typeset.ink_profiles``. The paragraph's place on a page belongs to ``layout``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf, isfinite
from typing import NamedTuple

from generator.typeset.fonts import Face
from generator.typeset.ink_profiles import AIR_EM, PositionedWord, pitch_need
from generator.typeset.line_breaking import SLACK_EM, Pieces, balanced, first_fit, pretty
from generator.typeset.measured_text import HardLine, Run, measure_hard_lines
from generator.typeset.words import joined, shift
from generator.vietnamese.break_tokens import AFTER_LEADING, LOOSE_WORD
from generator.vietnamese.compounds import Lexicon

__all__ = [
    "Align",
    "Blemish",
    "Line",
    "Paragraph",
    "Run",
    "Segment",
    "SetText",
    "TextSpec",
    "Wrap",
    "prepare",
]

#: Paragraphs in the cache, their settings at a measure, and their heights alone.
_CACHED_PARAGRAPHS = 512
_CACHED_SETTINGS = 1024
_CACHED_HEIGHTS = 4096


class Align(StrEnum):
    """Alignment of lines in their measure."""

    START = "start"
    CENTER = "center"
    END = "end"
    JUSTIFY = "justify"


class Wrap(StrEnum):
    """Strategy of line breaking. Each takes the fewest lines that it can.

    ``WRAP`` fills line after line. ``BALANCE``, for headlines, makes lines alike and never cuts a
    compound. ``PRETTY``, for running text, avoids costly breaks and a lone last syllable, and
    cuts only compounds that are wider than the measure. ``NOWRAP`` breaks at line feeds alone.
    """

    WRAP = "wrap"
    BALANCE = "balance"
    PRETTY = "pretty"
    NOWRAP = "nowrap"


class Blemish(IntEnum):
    """Fault of the line ends of a balanced text; the greater, the worse.

    Attributes:
        LEADING_END: A line ends with a word that leads on: "nước trên / bờ suối".
        BROKEN: A line is a lone syllable, or a name or another whole is cut.
    """

    NONE = 0
    LEADING_END = 1
    BROKEN = 2


@dataclass(frozen=True, slots=True)
class TextSpec:
    """Specification of how a paragraph is set.

    Attributes:
        line_height: The least pitch of lines, in em, as CSS's unitless ``line-height``.
        tracking_em: Added after each letter, a line's last one too, as CSS's ``letter-spacing``.
        max_lines: The limit for :attr:`SetText.lines_over`; None for no limit.
        first_room_em: What the first line leaves of the measure; ``last_room_em`` the last line.
    """

    align: Align
    wrap: Wrap
    line_height: float
    tracking_em: float = 0.0
    max_lines: int | None = None
    first_room_em: float = 0.0
    last_room_em: float = 0.0


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a line in one face with one tag.

    Attributes:
        x_em: From the left edge of the measure.
        width_em: Without the space that may end it.
        codes: The inside of a PDF ``TJ`` array: all words and the spaces between them as glyphs,
            the space behind the segment included, so that copied text keeps its words apart.
            Tracking is not in it; it is ``Tc``.
        text: The text of ``codes``, character for character.
        extra: Characters of it that the shared subset of fonts lacks.
        tag: As the run had it.
    """

    x_em: float
    width_em: float
    face: Face
    codes: str
    text: str
    extra: str
    tag: Hashable


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        baseline_em: Down from the paragraph's top.
        x_em: Of its first letter, from the left edge of the measure.
        text: Without the space at which it was broken.
        top_em: The highest ink, up from the baseline; ``bottom_em`` the lowest, likewise.
    """

    baseline_em: float
    x_em: float
    width_em: float
    segments: tuple[Segment, ...]
    text: str
    top_em: float
    bottom_em: float


@dataclass(frozen=True, slots=True)
class SetText:
    """A paragraph in lines.

    Attributes:
        height_em: With half of the leading above the first line and below the last, as in CSS,
            and more where stacked marks move the first line down.
        width_em: Of the widest line.
        too_wide_em: By how much that line exceeds the measure; 0 if it does not.
        lines_over: Lines beyond the limit.
        blemish: The worst of a balanced text's line ends.
    """

    lines: tuple[Line, ...]
    height_em: float
    width_em: float
    too_wide_em: float
    lines_over: int
    blemish: Blemish


@lru_cache(maxsize=_CACHED_PARAGRAPHS)
def prepare(runs: tuple[Run, ...], spec: TextSpec, lexicon: Lexicon) -> Paragraph:
    """``runs`` measured, ready to be set in any measure.

    Text is NFC. White space counts as one space, a line feed ends the line, a no-break space
    neither breaks nor merges.

    Args:
        lexicon: The compounds within which a line does not end.

    Raises:
        ContentError: A face has no glyph for a character.
    """
    return Paragraph(measure_hard_lines(runs, spec.tracking_em, lexicon), spec)


class Paragraph:
    """Measured text. It does not change; equal paragraphs come from :func:`prepare` as one.

    Attributes:
        natural_width_em: Of its widest forced line, unbroken.
        min_width_em: Of the widest piece that its wrap never cuts. In a narrower measure the
            text is too wide.
    """

    def __init__(self, content: tuple[HardLine, ...], spec: TextSpec) -> None:
        content = _with_room(content, spec.first_room_em, spec.last_room_em)
        self._hard_lines = content
        self._spec = spec
        self.natural_width_em = max((s.width_em for s in content), default=0.0)
        self.min_width_em = max((_min_width(s, spec.wrap) for s in content), default=0.0)
        # At such a pitch no two lines of the text can touch, whatever stands above what.
        top = max((s.top_em for s in content), default=0.0)
        bottom = min((s.bottom_em for s in content), default=0.0)
        clear = top - bottom + AIR_EM <= spec.line_height
        self._has_wholes = any(
            len(hard_line.wholes.last) < len(hard_line.compounds.last) for hard_line in content
        )
        self._may_be_blemished = spec.wrap is Wrap.BALANCE
        self._line_box = _line_box(content, spec.line_height)
        self._always_clear = clear and top <= self._line_box.covered

    def set_lines(self, measure_em: float, *, parts: bool = False) -> SetText:
        """The text in lines of at most ``measure_em``; cached.

        Names and other wholes are cut where ``parts`` is set or they need more lines than the
        limit; else only those that are wider than the measure.
        """
        return _set(self, measure_em, parts or self._must_part(measure_em))

    def height_em(
        self, measure_em: float, *, parts: bool = False, worst: Blemish = Blemish.BROKEN
    ) -> float:
        """The height in this measure, without setting the lines; inf where it does not fit.

        It does not fit if a piece is wider than the measure, if there are too many lines, or if a
        balanced text has a blemish that is worse than ``worst``. The number of lines grows with
        the measure only where a name becomes whole; the height may, by a little, where other
        neighbours need more pitch.
        """
        if measure_em + SLACK_EM < self.min_width_em:
            return inf
        if not self._may_be_blemished or self.natural_width_em <= measure_em + SLACK_EM:
            worst = Blemish.BROKEN
        return _height(self, measure_em, parts, worst)

    def _height(self, measure_em: float, parts: bool, worst: Blemish) -> float:
        if worst < Blemish.BROKEN and self.blemish(measure_em, parts=parts) > worst:
            return inf
        if not self._always_clear:
            shape = _shape(self, measure_em, parts or self._must_part(measure_em))
            return inf if shape.lines_over else shape.height_em
        limit = self._spec.max_lines
        lines = self._fewest_lines(measure_em, parts)
        if limit is not None and lines > limit:
            if parts or not self._has_wholes:
                return inf
            lines = self._fewest_lines(measure_em, parts=True)
            if lines > limit:
                return inf
        return lines * self._spec.line_height

    def blemish(self, measure_em: float, *, parts: bool = False) -> Blemish:
        """The worst of a balanced text's line ends in this measure, without setting the lines."""
        return _shape(self, measure_em, parts or self._must_part(measure_em)).blemish

    def fits(self, measure_em: float, height_em: float) -> bool:
        """True if the text can be set in a column of this width and height."""
        return self.height_em(measure_em) <= height_em + SLACK_EM

    def _must_part(self, measure_em: float) -> bool:
        """True if wholes need more lines than the limit."""
        limit = self._spec.max_lines
        return (
            limit is not None
            and self._has_wholes
            and self._fewest_lines(measure_em, parts=False) > limit
        )

    def _fewest_lines(self, measure_em: float, parts: bool) -> int:
        wrap = self._spec.wrap
        return sum(
            1
            if hard_line.width_em <= measure_em + SLACK_EM
            else len(first_fit(_pieces(hard_line, wrap, measure_em, parts), measure_em))
            for hard_line in self._hard_lines
        )

    def _shape(self, measure_em: float, parts: bool) -> _Outline:
        spec = self._spec
        broken = [
            (hard_line, first, last)
            for hard_line in self._hard_lines
            for first, last in _broken(hard_line, spec.wrap, measure_em, parts)
        ]
        widths = [hard_line.width_of(first, last) for hard_line, first, last in broken]
        widest = max(widths, default=0.0)
        frame = measure_em if isfinite(measure_em) else widest
        placed = [
            _placed(*line, width, frame, spec.align)
            for line, width in zip(broken, widths, strict=True)
        ]
        baselines = self._baselines(placed)
        return _Outline(
            placed=placed,
            baselines=baselines,
            height_em=baselines[-1] + self._line_box.below if placed else 0.0,
            width_em=widest,
            too_wide_em=widest - frame if widest > frame + SLACK_EM else 0.0,
            lines_over=max(0, len(placed) - spec.max_lines) if spec.max_lines is not None else 0,
            blemish=self._blemish(broken) if self._may_be_blemished else Blemish.NONE,
        )

    def _blemish(self, lines: Sequence[tuple[HardLine, int, int]]) -> Blemish:
        """The worst of the ends of some lines, each of a hard line's first and last word."""
        worst = Blemish.NONE
        for hard_line, first, last in lines:
            cost = hard_line.singles.cost[hard_line.singles.holding(last)] if hard_line.words else 0
            if cost >= LOOSE_WORD or _is_lone(hard_line, first, last):
                return Blemish.BROKEN
            if cost == AFTER_LEADING:
                worst = Blemish.LEADING_END
        return worst

    def _baselines(self, lines: Sequence[_PositionedLine]) -> list[float]:
        """Baseline of each line, down from the top."""
        if not lines:
            return []
        spec, box = self._spec, self._line_box
        if self._always_clear:
            return [box.above + number * spec.line_height for number in range(len(lines))]
        inked = [line.inked() for line in lines]
        pierces = max([word.top_em - box.covered for word in inked[0]], default=0.0)
        pitches = [
            pitch_need(upper, lower, spec.tracking_em, spec.line_height)
            for upper, lower in pairwise(inked)
        ]
        return list(accumulate(pitches, initial=box.above + max(0.0, pierces)))


class _Outline(NamedTuple):
    """A paragraph at a measure, as far as copyfitting asks; else as :class:`SetText`."""

    placed: Sequence[_PositionedLine]
    baselines: Sequence[float]
    height_em: float
    width_em: float
    too_wide_em: float
    lines_over: int
    blemish: Blemish


@lru_cache(maxsize=_CACHED_SETTINGS)
def _shape(paragraph: Paragraph, measure_em: float, parts: bool) -> _Outline:
    return paragraph._shape(measure_em, parts)


@lru_cache(maxsize=_CACHED_SETTINGS)
def _set(paragraph: Paragraph, measure_em: float, parts: bool) -> SetText:
    shape = _shape(paragraph, measure_em, parts)
    return SetText(
        lines=tuple(map(_line, shape.placed, shape.baselines)),
        height_em=shape.height_em,
        width_em=shape.width_em,
        too_wide_em=shape.too_wide_em,
        lines_over=shape.lines_over,
        blemish=shape.blemish,
    )


@lru_cache(maxsize=_CACHED_HEIGHTS)
def _height(paragraph: Paragraph, measure_em: float, parts: bool, worst: Blemish) -> float:
    return paragraph._height(measure_em, parts, worst)


def _with_room(
    content: tuple[HardLine, ...], first_em: float, last_em: float
) -> tuple[HardLine, ...]:
    """``content`` with room in its first line and its last."""
    if not content or not (first_em or last_em):
        return content
    if len(content) == 1:
        return (content[0].with_room(first_em, last_em),)
    return (
        content[0].with_room(first_em, 0.0),
        *content[1:-1],
        content[-1].with_room(0.0, last_em),
    )


class _LineBox(NamedTuple):
    """The box of a line, in em from its baseline.

    Attributes:
        above: To its top; ``below`` to its bottom.
        covered: How high ink may reach without moving the first line down. A tight line height
            accepts that the font's own ascent sticks out of the box. It does not know of what
            pierces the ascent: Ế, Ỗ and Ẳ reach up to 1.24 em where Be Vietnam Pro claims 1.0.
    """

    above: float
    below: float
    covered: float


def _line_box(content: Sequence[HardLine], line_height: float) -> _LineBox:
    """The box of the text's lines; its face is that of the first word.

    Source: CSS 2.2, 10.8.1: half of the leading on either side.
    """
    run = next((s.runs[s.run_of[0]] for s in content if s.words), None)
    if run is None:
        return _LineBox(line_height, 0.0, inf)
    face = run.strut or run.face
    half_leading = (line_height - face.ascent_em - face.descent_em) / 2
    above = half_leading + face.ascent_em
    return _LineBox(above, half_leading + face.descent_em, max(above, face.ascent_em))


def _min_width(hard_line: HardLine, wrap: Wrap) -> float:
    """Width of the widest piece that ``wrap`` never cuts."""
    match wrap:
        case Wrap.WRAP | Wrap.PRETTY:
            return hard_line.singles.widest()
        case Wrap.BALANCE:
            return hard_line.widest_em
        case Wrap.NOWRAP:
            return hard_line.width_em


def _pieces(hard_line: HardLine, wrap: Wrap, measure_em: float, parts: bool) -> Pieces:
    """The pieces that ``wrap`` does not cut, in this measure; wholes only without ``parts``."""
    match wrap:
        case Wrap.WRAP:
            return hard_line.singles
        case Wrap.BALANCE:
            return hard_line.compounds if parts else hard_line.wholes_within(measure_em)
        case Wrap.PRETTY:
            return hard_line.words_within(measure_em, parts=parts)
        case Wrap.NOWRAP:
            return hard_line.singles.joined([len(hard_line.singles.last) - 1])


def _broken(
    hard_line: HardLine, wrap: Wrap, measure_em: float, parts: bool
) -> list[tuple[int, int]]:
    """The first and last word of each line; an empty hard line is one line with none: (0, -1)."""
    if hard_line.width_em <= measure_em + SLACK_EM:
        return [(0, len(hard_line.words) - 1)]
    pieces = _pieces(hard_line, wrap, measure_em, parts)
    match wrap:
        case Wrap.WRAP | Wrap.NOWRAP:
            ends = first_fit(pieces, measure_em)
        case Wrap.BALANCE:
            ends = balanced(pieces, measure_em)
        case Wrap.PRETTY:
            ends = pretty(pieces, measure_em)
    words = [pieces.last[end] for end in ends]
    return list(zip((0, *[word + 1 for word in words[:-1]]), words, strict=True))


def _is_lone(hard_line: HardLine, first: int, last: int) -> bool:
    """True if a line is one short word, and not all of its hard line."""
    if first != last or len(hard_line.words) == 1:
        return False
    return hard_line.singles.is_lone(hard_line.singles.holding(first))


@dataclass(frozen=True, slots=True)
class _PositionedLine:
    """One line of a hard line, from its word ``first`` up to ``end``, at its position.

    ``stretch_em`` is added to each space of a justified line.
    """

    hard_line: HardLine
    first: int
    end: int
    x_em: float
    width_em: float
    stretch_em: float

    def edges(self) -> list[float]:
        """The left edge of each word, from the left edge of the measure."""
        lefts = self.hard_line.left[self.first : self.end]
        if not lefts:
            return []
        move = self.x_em - lefts[0]
        if not self.stretch_em:
            return [left + move for left in lefts]
        spaces = accumulate(map(len, self.hard_line.gaps[self.first : self.end]), initial=0)
        return [
            left + move + before * self.stretch_em
            for left, before in zip(lefts, spaces, strict=False)
        ]

    def inked(self) -> list[PositionedWord]:
        """The words with their ink."""
        hard_line, part = self.hard_line, slice(self.first, self.end)
        runs = hard_line.runs
        return [
            PositionedWord(x, word.width_em, word.top_em, word.bottom_em, runs[run].face, word.text)
            for x, word, run in zip(
                self.edges(), hard_line.words[part], hard_line.run_of[part], strict=True
            )
        ]


def _placed(
    hard_line: HardLine, first: int, last: int, width: float, frame: float, align: Align
) -> _PositionedLine:
    """A line at its place. A line wider than the frame begins at its left edge, as in CSS."""
    end = last + 1
    rest = max(0.0, frame - width)
    match align:
        case Align.CENTER:
            return _PositionedLine(hard_line, first, end, rest / 2, width, 0.0)
        case Align.END:
            return _PositionedLine(hard_line, first, end, rest, width, 0.0)
        case Align.JUSTIFY if end < len(hard_line.words):
            spaces = sum(map(len, hard_line.gaps[first:last]))
            if spaces:
                return _PositionedLine(hard_line, first, end, 0.0, width + rest, rest / spaces)
    return _PositionedLine(hard_line, first, end, 0.0, width, 0.0)


def _line(line: _PositionedLine, baseline: float) -> Line:
    run_of, edges = line.hard_line.run_of, line.edges()
    segments = []
    start = line.first
    while start < line.end:
        end = bisect_right(run_of, run_of[start], start, line.end)
        segments.append(_segment(line, start, end, edges[start - line.first : end - line.first]))
        start = end
    text = "".join([segment.text for segment in segments])
    words = line.hard_line.words[line.first : line.end]
    return Line(
        baseline,
        line.x_em,
        line.width_em,
        tuple(segments),
        text.rstrip(" "),
        max((word.top_em for word in words), default=0.0),
        min((word.bottom_em for word in words), default=0.0),
    )


def _segment(line: _PositionedLine, first: int, end: int, edges: Sequence[float]) -> Segment:
    """The words ``first`` up to ``end`` of the hard line, which are of one run."""
    hard_line = line.hard_line
    run = hard_line.runs[hard_line.run_of[first]]
    extras = "".join([word.extra for word in hard_line.words[first:end]])
    return Segment(
        x_em=edges[0],
        width_em=edges[-1] - edges[0] + hard_line.width_of(end - 1, end - 1),
        face=run.face,
        codes=joined(_codes(line, first, end)),
        text="".join(hard_line.texts[first:end]),
        extra="".join(dict.fromkeys(extras)),
        tag=run.tag,
    )


def _codes(line: _PositionedLine, first: int, end: int) -> Sequence[str]:
    """The codes of some words, their spaces stretched, but for one behind the last word."""
    codes = line.hard_line.codes[first:end]
    if not line.stretch_em:
        return codes
    stretched: list[str] = []
    for code, gap in zip(codes, line.hard_line.gaps[first:end], strict=True):
        stretched += (code, shift(line.stretch_em * len(gap))) if gap else (code,)
    return stretched[:-1] if line.hard_line.gaps[end - 1] else stretched
