"""From runs of text to measured pieces: words, the spaces between them, and what stays together.

What decides where lines end is ``typeset.breaking``; it sees only edges and costs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

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
class Atom:
    """A word, or a part of one, in one run, with the gap behind it.

    Attributes:
        width_em: Of the word with its tracking.
        gap: The characters to the next atom: "", a space, or no-break spaces.
        gap_codes: Their glyphs, as in a ``TJ`` array. All are drawn as spaces.
        breaks: Whether a line may end behind it.
    """

    word: Word
    face: Face
    tag: Hashable
    width_em: float
    gap: str = ""
    gap_codes: str = ""
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The text between two line feeds, on one endless line.

    Attributes:
        left: The left edge of each atom; ``right`` its right edge.
        words: Pieces that only spaces and URLs' slashes end.
        compounds: The same, with compounds, names and numbers whole.
        whole: One piece.
        widest_em: The widest of ``compounds``.
    """

    atoms: tuple[Atom, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    words: Pieces
    compounds: Pieces
    whole: Pieces
    widest_em: float

    @property
    def width_em(self) -> float:
        """Of the whole line."""
        return self.right[-1] - self.left[0] if self.atoms else 0.0

    @property
    def top_em(self) -> float:
        """Of the highest ink."""
        return max((atom.word.top_em for atom in self.atoms), default=0.0)

    @property
    def bottom_em(self) -> float:
        """Of the lowest ink."""
        return min((atom.word.bottom_em for atom in self.atoms), default=0.0)

    def width_of(self, first: int, last: int) -> float:
        """From the left edge of one atom to the right edge of another."""
        return self.right[last] - self.left[first] if self.atoms else 0.0

    def compounds_within(self, measure_em: float) -> Pieces:
        """:attr:`compounds`, but the words of those that are wider than the measure."""
        if self.widest_em <= measure_em + SLACK_EM:
            return self.compounds
        words = self.words
        merged = [
            index
            for index, cost in enumerate(words.cost)
            if cost < UNBREAKABLE or not self._is_within_narrow(words, index, measure_em)
        ]
        return _some(words, merged)

    def _is_within_narrow(self, words: Pieces, index: int, measure_em: float) -> bool:
        """Whether the compound that holds word ``index`` fits the measure."""
        first = last = index
        while first and words.cost[first - 1] >= UNBREAKABLE:
            first -= 1
        while words.cost[last] >= UNBREAKABLE:
            last += 1
        return words.right[last] - words.left[first] <= measure_em + SLACK_EM


def sections(runs: Sequence[Run], tracking_em: float, lexicon: Lexicon) -> tuple[Section, ...]:
    """``runs`` measured, one section for each forced line. A line feed at the end makes none."""
    lines: list[list[Atom]] = [[]]
    for run in runs:
        for part in _PARTS.findall(unicodedata.normalize("NFC", run.text)):
            if part == "\n":
                lines.append([])
            else:
                _append(lines[-1], part, run, tracking_em)
    if not lines[-1]:
        lines.pop()
    return tuple(
        _section(line, tracking_em, lexicon, is_last=index == len(lines))
        for index, line in enumerate(lines, 1)
    )


def _append(line: list[Atom], part: str, run: Run, tracking_em: float) -> None:
    """Adds a word of ``run`` to ``line``, or a gap behind its last word."""
    if not part.isspace():
        line.extend(_atom(text, run, tracking_em, breaks=breaks) for text, breaks in _split(part))
        return
    fixed = part[0] in FIXED_SPACES
    if not line:
        # A line may begin with no-break spaces, as an indent, but not with others.
        if not fixed:
            return
        line.append(_atom("", run, 0.0, breaks=False))
    before = line[-1]
    gap = before.gap + part if fixed else before.gap or " "
    line[-1] = replace(
        before,
        gap=gap,
        gap_codes=before.face.word(" ").codes * len(gap),
        breaks=not any(space in FIXED_SPACES for space in gap),
    )


def _split(part: str) -> Iterator[tuple[str, bool]]:
    """A word, or the parts of a URL, which a line may end behind."""
    if not _URL.fullmatch(part):
        yield part, False
        return
    parts = _URL_PARTS.findall(part)
    for index, text in enumerate(parts, 1):
        yield text, index < len(parts) and not text.endswith("//")


def _atom(text: str, run: Run, tracking_em: float, *, breaks: bool) -> Atom:
    word = run.face.word(text)
    width = word.width_em + tracking_em * word.letters
    return Atom(word, run.face, run.tag, width, breaks=breaks)


def _section(line: list[Atom], tracking_em: float, lexicon: Lexicon, *, is_last: bool) -> Section:
    if line:
        # A space ends each line but the text's last, so that copied text keeps its words apart.
        end = line[-1]
        space = end.face.word(" ").codes
        line[-1] = replace(
            end, gap="" if is_last else " ", gap_codes="" if is_last else space, breaks=True
        )
    costs, breaks = _costs(line, lexicon)
    left, right = _edges(line, tracking_em)
    ends = [index for index, may in enumerate(breaks) if may]
    words = _pieces(line, left, right, costs, ends)
    compounds = _some(words, [n for n, cost in enumerate(words.cost) if cost < UNBREAKABLE])
    return Section(
        atoms=tuple(line),
        left=left,
        right=right,
        words=words,
        compounds=compounds,
        whole=_some(words, [len(ends) - 1] if ends else []),
        widest_em=compounds.widest(),
    )


def _costs(line: Sequence[Atom], lexicon: Lexicon) -> tuple[list[float], list[bool]]:
    """For each atom, the cost of a line end behind it, and whether there may be one."""
    tokens: list[str] = []
    ends: list[int] = []
    token = ""
    for index, atom in enumerate(line):
        token += atom.word.text
        if atom.gap or atom.breaks:
            tokens.append(token)
            ends.append(index)
            token = ""
    costs = [0.0] * len(line)
    breaks = [atom.breaks for atom in line]
    token_costs = break_costs(tokens, lexicon)
    for number, (index, cost) in enumerate(zip(ends, token_costs, strict=True)):
        costs[index] = cost if line[index].gap else INSIDE_URL
        if number + 1 < len(tokens) and tokens[number + 1] in _NEVER_FIRST:
            breaks[index] = False
    if costs:
        costs[-1] = 0.0
    return costs, breaks


def _edges(line: Sequence[Atom], tracking_em: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The left and right edge of each atom on the endless line."""
    left, right = [], []
    x = 0.0
    for atom in line:
        left.append(x)
        x += atom.width_em
        right.append(x)
        x += len(atom.gap) * (atom.face.space_em + tracking_em)
    return tuple(left), tuple(right)


def _pieces(
    line: Sequence[Atom],
    left: Sequence[float],
    right: Sequence[float],
    costs: Sequence[float],
    ends: Sequence[int],
) -> Pieces:
    """Pieces that end with the atoms ``ends``."""
    starts = [0, *(end + 1 for end in ends[:-1])] if ends else []
    return Pieces(
        last=tuple(ends),
        left=tuple(left[start] for start in starts),
        right=tuple(right[end] for end in ends),
        cost=tuple(costs[end] for end in ends),
        lone=tuple(
            start == end and _is_syllable_long(line[end].word.text)
            for start, end in zip(starts, ends, strict=True)
        ),
    )


def _some(pieces: Pieces, ends: Sequence[int]) -> Pieces:
    """``pieces`` joined, so that only those at ``ends`` end one."""
    starts = [0, *(end + 1 for end in ends[:-1])] if ends else []
    return Pieces(
        last=tuple(pieces.last[end] for end in ends),
        left=tuple(pieces.left[start] for start in starts),
        right=tuple(pieces.right[end] for end in ends),
        cost=tuple(pieces.cost[end] for end in ends),
        lone=tuple(
            start == end and pieces.lone[end] for start, end in zip(starts, ends, strict=True)
        ),
    )


def _is_syllable_long(text: str) -> bool:
    return sum(map(str.isalpha, text)) <= _LONGEST_SYLLABLE and not any(map(str.isdigit, text))
