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
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf, isfinite
from typing import NamedTuple

from generator.typeset.fonts import Face
from generator.typeset.ink_profiles import AIR_EM, PositionedWord, pitch_need
from generator.typeset.line_breaking import SLACK_EM, Pieces, balanced, first_fit, pretty
from generator.typeset.measured_text import HardLine, Run, measure_hard_lines
from generator.typeset.words import joined, shift
from generator.vietnamese.compounds import Lexicon

__all__ = ["Align", "Line", "Paragraph", "Run", "Segment", "SetText", "TextSpec", "Wrap", "prepare"]

#: Paragraphs in the cache, and settings of paragraphs at a measure.
_CACHED_PARAGRAPHS = 512
_CACHED_SETTINGS = 1024


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


@dataclass(frozen=True, slots=True)
class TextSpec:
    """Specification of how a paragraph is set.

    Attributes:
        line_height: The least pitch of lines, in em, as CSS's unitless ``line-height``.
        tracking_em: Added after each letter, a line's last one too, as CSS's ``letter-spacing``.
        max_lines: The limit for :attr:`SetText.lines_over`; None for no limit.
    """

    align: Align
    wrap: Wrap
    line_height: float
    tracking_em: float = 0.0
    max_lines: int | None = None


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
    """

    baseline_em: float
    x_em: float
    width_em: float
    segments: tuple[Segment, ...]
    text: str


@dataclass(frozen=True, slots=True)
class SetText:
    """A paragraph in lines.

    Attributes:
        height_em: With half of the leading above the first line and below the last, as in CSS,
            and more where stacked marks move the first line down.
        width_em: Of the widest line.
        too_wide_em: By how much that line exceeds the measure; 0 if it does not.
        lines_over: Lines beyond the limit.
        leaves_lone: True if one of several balanced lines is a lone syllable.
    """

    lines: tuple[Line, ...]
    height_em: float
    width_em: float
    too_wide_em: float
    lines_over: int
    leaves_lone: bool


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
        self._hard_lines = content
        self._spec = spec
        self.natural_width_em = max((s.width_em for s in content), default=0.0)
        self.min_width_em = max((_min_width(s, spec.wrap) for s in content), default=0.0)
        # At such a pitch no two lines of the text can touch, whatever stands above what.
        top = max((s.top_em for s in content), default=0.0)
        bottom = min((s.bottom_em for s in content), default=0.0)
        clear = top - bottom + AIR_EM <= spec.line_height
        self._may_leave_lone = spec.wrap is Wrap.BALANCE and any(
            any(hard_line.singles.short) for hard_line in content
        )
        self._line_box = _line_box(content, spec.line_height)
        self._always_clear = clear and top <= self._line_box.covered

    def set_lines(self, measure_em: float) -> SetText:
        """The text in lines of at most ``measure_em``; cached."""
        return _set(self, measure_em)

    def height_em(self, measure_em: float, *, avoid_lone: bool = False) -> float:
        """The height in this measure, without setting the lines; inf where it does not fit.

        It does not fit if a piece is wider than the measure or there are too many lines; with
        ``avoid_lone`` also if a balanced text would leave a syllable alone on a line. The
        number of lines never grows with the measure; the height may, by a little, where other
        neighbours need more pitch.
        """
        if measure_em + SLACK_EM < self.min_width_em:
            return inf
        if avoid_lone and self._may_leave_lone and self.set_lines(measure_em).leaves_lone:
            return inf
        if not self._always_clear:
            text = self.set_lines(measure_em)
            return inf if text.lines_over else text.height_em
        lines = sum(self._fewest_lines(hard_line, measure_em) for hard_line in self._hard_lines)
        if self._spec.max_lines is not None and lines > self._spec.max_lines:
            return inf
        return lines * self._spec.line_height

    def fits(self, measure_em: float, height_em: float) -> bool:
        """True if the text can be set in a column of this width and height."""
        return self.height_em(measure_em) <= height_em + SLACK_EM

    def _fewest_lines(self, hard_line: HardLine, measure_em: float) -> int:
        if hard_line.width_em <= measure_em + SLACK_EM:
            return 1
        return len(first_fit(_pieces(hard_line, self._spec.wrap, measure_em), measure_em))

    def _set(self, measure_em: float) -> SetText:
        spec = self._spec
        broken = [
            (hard_line, first, last)
            for hard_line in self._hard_lines
            for first, last in _broken(hard_line, spec.wrap, measure_em)
        ]
        widths = [hard_line.width_of(first, last) for hard_line, first, last in broken]
        widest = max(widths, default=0.0)
        frame = measure_em if isfinite(measure_em) else widest
        placed = [
            _placed(*line, width, frame, spec.align)
            for line, width in zip(broken, widths, strict=True)
        ]
        baselines = self._baselines(placed)
        lines = tuple(map(_line, placed, baselines))
        return SetText(
            lines=lines,
            height_em=baselines[-1] + self._line_box.below if lines else 0.0,
            width_em=widest,
            too_wide_em=widest - frame if widest > frame + SLACK_EM else 0.0,
            lines_over=max(0, len(lines) - spec.max_lines) if spec.max_lines is not None else 0,
            leaves_lone=self._may_leave_lone and any(_is_lone(*line) for line in broken),
        )

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


@lru_cache(maxsize=_CACHED_SETTINGS)
def _set(paragraph: Paragraph, measure_em: float) -> SetText:
    return paragraph._set(measure_em)


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
    face = next((s.runs[s.run_of[0]].face for s in content if s.words), None)
    if face is None:
        return _LineBox(line_height, 0.0, inf)
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


def _pieces(hard_line: HardLine, wrap: Wrap, measure_em: float) -> Pieces:
    """The pieces that ``wrap`` does not cut, in this measure."""
    match wrap:
        case Wrap.WRAP:
            return hard_line.singles
        case Wrap.BALANCE:
            return hard_line.compounds
        case Wrap.PRETTY:
            return hard_line.compounds_within(measure_em)
        case Wrap.NOWRAP:
            return hard_line.singles.joined([len(hard_line.singles.last) - 1])


def _broken(hard_line: HardLine, wrap: Wrap, measure_em: float) -> list[tuple[int, int]]:
    """The first and last word of each line; an empty hard line is one line with none: (0, -1)."""
    if hard_line.width_em <= measure_em + SLACK_EM:
        return [(0, len(hard_line.words) - 1)]
    pieces = _pieces(hard_line, wrap, measure_em)
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
    return Line(baseline, line.x_em, line.width_em, tuple(segments), text.rstrip(" "))


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
