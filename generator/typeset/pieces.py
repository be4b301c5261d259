"""From runs of text to measured pieces: words, the spaces between them, and what stays together.

What decides where lines end is ``typeset.breaking``; it sees only edges and costs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.typeset.breaking import SLACK_EM, Pieces
from generator.typeset.compounds import DASHES, UNBREAKABLE, Lexicon, break_costs
from generator.typeset.fonts import Face
from generator.typeset.words import FIXED_SPACES, Word

#: A break inside a URL is worse than one between words, but better than a hole in the line.
INSIDE_URL = 20.0
#: No Vietnamese syllable has more letters ("nghiêng"); a longer word may stand alone on a line.
_LONGEST_SYLLABLE = 7
#: Marks that follow a space and yet must not begin a line.
_NEVER_FIRST = DASHES | frozenset(",.;:!?…)]}”’»/%")

_PARTS = re.compile(rf"\n|[{FIXED_SPACES}]+|[^\S\n{FIXED_SPACES}]+|\S+")
_URL = re.compile(r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/[!-~]+")
_URL_PARTS = re.compile(r"[^/]*/+|[^/]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one face. ``tag`` (a colour, a link, a role) travels through untouched."""

    text: str
    face: Face
    tag: Hashable = None


@dataclass(frozen=True, slots=True)
class Section:
    """The text between two line feeds, on one endless line.

    The tuples run side by side, an entry for each word. A URL is several words without gaps, and
    so is a word that runs through several faces.

    Attributes:
        runs: The run that each word is of.
        gaps: The characters behind each word: "", a space, or no-break spaces.
        left: The left edge of each word; ``right`` its right edge.
        singles: Pieces that any space ends, and the slashes in a URL.
        compounds: The same, with compounds, names and numbers whole.
        widest_em: The widest of ``compounds``.
    """

    runs: tuple[Run, ...]
    words: tuple[Word, ...]
    gaps: tuple[str, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    singles: Pieces
    compounds: Pieces
    widest_em: float

    @property
    def width_em(self) -> float:
        """Of the whole line."""
        return self.right[-1] if self.right else 0.0

    @property
    def top_em(self) -> float:
        """Of the highest ink."""
        return max([word.top_em for word in self.words], default=0.0)

    @property
    def bottom_em(self) -> float:
        """Of the lowest ink."""
        return min([word.bottom_em for word in self.words], default=0.0)

    def width_of(self, first: int, last: int) -> float:
        """From the left edge of one word to the right edge of another."""
        return self.right[last] - self.left[first] if self.words else 0.0

    def compounds_within(self, measure_em: float) -> Pieces:
        """:attr:`compounds`, but the words of those that are wider than the measure."""
        if self.widest_em <= measure_em + SLACK_EM:
            return self.compounds
        singles, whole = self.singles, self.compounds
        ends = []
        for index, last in enumerate(singles.last):
            holder = whole.holding(last)
            too_wide = whole.right[holder] - whole.left[holder] > measure_em + SLACK_EM
            if too_wide or whole.last[holder] == last:
                ends.append(index)
        return singles.joined(ends)


def sections(runs: Sequence[Run], tracking_em: float, lexicon: Lexicon) -> tuple[Section, ...]:
    """``runs`` measured, one section for each forced line. A line feed at the end makes none.

    Raises:
        ContentError: A face has no glyph for a character.
    """
    lines = [_Line()]
    for run in runs:
        for part in _PARTS.findall(unicodedata.normalize("NFC", run.text)):
            if part == "\n":
                lines.append(_Line())
            elif not part.isspace():
                lines[-1].add_text(run, part)
            elif part[0] in FIXED_SPACES:
                lines[-1].add_fixed_space(run, part)
            else:
                lines[-1].add_space()
    if not lines[-1].words:
        lines.pop()
    for line in lines[:-1]:
        # A space ends each line but the text's last, so that copied text keeps its words apart.
        line.add_space()
    if lines:
        lines[-1].end()
    return tuple(line.section(tracking_em, lexicon) for line in lines)


@dataclass(slots=True)
class _Line:
    """A section as it grows. ``cuts`` are the words of URLs that a line may end behind."""

    runs: list[Run] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    cuts: set[int] = field(default_factory=set)

    def add_text(self, run: Run, text: str) -> None:
        """Adds a word, or the parts of a URL."""
        if "/" in text and _URL.fullmatch(text):
            parts = _URL_PARTS.findall(text)
            for part in parts[:-1]:
                self._add(run, part)
                if not part.endswith("//"):
                    self.cuts.add(len(self.words) - 1)
            text = parts[-1]
        self._add(run, text)

    def add_space(self) -> None:
        """A line does not begin with a space, and spaces in a row are one."""
        if self.gaps and not self.gaps[-1]:
            self.gaps[-1] = " "

    def add_fixed_space(self, run: Run, spaces: str) -> None:
        """A line may begin with no-break spaces, as an indent."""
        if not self.words:
            self._add(run, "")
        self.gaps[-1] += spaces

    def end(self) -> None:
        """Nothing follows: no space is needed."""
        self.gaps[-1] = ""

    def _add(self, run: Run, text: str) -> None:
        self.runs.append(run)
        self.words.append(run.face.word(text))
        self.gaps.append("")

    def section(self, tracking_em: float, lexicon: Lexicon) -> Section:
        left, right = self._edges(tracking_em)
        ends, costs = self._ends(lexicon)
        starts = [0, *[end + 1 for end in ends[:-1]]] if ends else []
        singles = Pieces(
            last=tuple(ends),
            left=tuple([left[start] for start in starts]),
            right=tuple([right[end] for end in ends]),
            cost=tuple(costs),
            ends_lone=bool(starts) and starts[-1] == ends[-1] and _is_short(self.words[-1].text),
        )
        compounds = singles.joined([n for n, cost in enumerate(costs) if cost < UNBREAKABLE])
        return Section(
            runs=tuple(self.runs),
            words=tuple(self.words),
            gaps=tuple(self.gaps),
            left=tuple(left),
            right=tuple(right),
            singles=singles,
            compounds=compounds,
            widest_em=compounds.widest(),
        )

    def _edges(self, tracking_em: float) -> tuple[list[float], list[float]]:
        """The left and right edge of each word on the endless line."""
        left, right = [], []
        x = 0.0
        for run, word, gap in zip(self.runs, self.words, self.gaps, strict=True):
            left.append(x)
            x += word.width_em + tracking_em * word.letters
            right.append(x)
            if gap:
                x += len(gap) * (run.face.space_em + tracking_em)
        return left, right

    def _ends(self, lexicon: Lexicon) -> tuple[list[int], list[float]]:
        """The words that a line may end behind, and what that costs. The last costs nothing."""
        tokens = list(self._tokens())
        texts = [text for _, text in tokens]
        costs = break_costs(texts, lexicon)
        ends, kept = [], []
        for (word, _), cost, (_, following) in zip(
            tokens, costs, pairwise([*texts, ""]), strict=True
        ):
            if following in _NEVER_FIRST or not self._may_end(word):
                continue
            ends.append(word)
            kept.append(INSIDE_URL if word in self.cuts else cost)
        if kept:
            kept[-1] = 0.0
        return ends, kept

    def _may_end(self, word: int) -> bool:
        return self.gaps[word] == " " or word in self.cuts or word == len(self.words) - 1

    def _tokens(self) -> Iterator[tuple[int, str]]:
        """What spaces and a URL's cuts part, with the last word of each."""
        before = ""
        for index, (word, gap) in enumerate(zip(self.words, self.gaps, strict=True)):
            if gap or index in self.cuts:
                yield index, before + word.text
                before = ""
            else:
                before += word.text
        if before:
            yield len(self.words) - 1, before


def _is_short(text: str) -> bool:
    """Whether ``text`` is a syllable, with its punctuation, and no number."""
    return sum(map(str.isalpha, text)) <= _LONGEST_SYLLABLE and not any(map(str.isdigit, text))
