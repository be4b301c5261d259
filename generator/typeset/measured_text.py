"""Runs of text as measured hard lines: words, spaces between them, unbreakable pieces.

Line ends are chosen in ``typeset.line_breaking``, which sees only edges and costs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate

from generator.typeset.fonts import Face
from generator.typeset.line_breaking import SLACK_EM, Pieces
from generator.typeset.shaping import UNSPACED, syllables
from generator.typeset.words import FIXED_SPACES, Word, shift
from generator.vietnamese.break_tokens import DASHES, LOOSE_WORD, UNBREAKABLE, WHOLE
from generator.vietnamese.compounds import Lexicon, break_costs

#: A break inside a URL is worse than one between words, but better than a hole in the line.
INSIDE_URL = 20.0
#: Within a part of a URL between two slashes, which is cut only when it is as long as this.
INSIDE_URL_PART = 30.0
_LONG_PART = 25
#: Between syllables of a script without spaces, where a space or the line's end is never far.
BETWEEN_SYLLABLES = 40.0
#: No Vietnamese syllable has more letters ("nghiêng"); a longer word may stand alone on a line.
_MAX_SYLLABLE_LENGTH = 7
#: "114" looks as lost on a line of its own as a syllable does.
_MAX_SMALL_NUMBER_LENGTH = 3
#: Words whose shortness is cached.
_CACHED_WORDS = 4096
#: Marks that follow a space and yet must not begin a line.
_NEVER_FIRST = DASHES | frozenset(",.;:!?…)]}”’»/%·")
#: Gaps at which a line may end: a space, a cut in a URL, the end of the text.
_BREAKING = frozenset((" ", ""))

_PARTS = re.compile(rf"\n|[{FIXED_SPACES}]+|[^\S\n{FIXED_SPACES}]+|\S+")
#: Characters that need more than splitting at spaces.
_NOT_PLAIN = re.compile(rf"[\n/{FIXED_SPACES}{UNSPACED}]|[!-~]{{{_LONG_PART},}}")
_URL = re.compile(
    r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?:/(?:[!-~]|[^\W_])*)?"
)
_URL_PARTS = re.compile(r"[^/]*/+|[^/]+")
#: The pieces of a long part of a URL; a line may end after a dot or a hyphen.
_URL_PIECES = re.compile(r"[^.-]*[.-]+|[^.-]+")


def _url_pieces(url: str) -> Iterator[tuple[str, float]]:
    """The pieces of ``url``, each with the cost of a line's end behind it."""
    for part in _URL_PARTS.findall(url):
        pieces = _URL_PIECES.findall(part) if len(part) >= _LONG_PART else [part]
        yield from ((piece, INSIDE_URL_PART) for piece in pieces[:-1])
        yield pieces[-1], INSIDE_URL


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one face. ``tag`` (a colour, a link, a role) travels through untouched.

    Attributes:
        written: The text before it was turned into capitals, in which alone names can be
            recognised; "" when it was not.
        strut: The face that the line is as high as, where ``face`` is a fallback for it.
    """

    text: str
    face: Face
    tag: Hashable = None
    written: str = ""
    strut: Face | None = None


@dataclass(frozen=True, slots=True)
class HardLine:
    """The text between two line feeds, measured on one endless line.

    The tuples run side by side, an entry for each word. A URL is several words without gaps, and
    so is a word that runs through several faces.

    Attributes:
        runs: All runs of the text.
        run_of: The index of the run that each word is of.
        gaps: The characters behind each word: "", a space, or no-break spaces.
        codes: The inside of a ``TJ`` array that shows each word with its gap; all gaps are drawn
            as spaces. ``texts`` holds the same as characters.
        left: The left edge of each word; ``right`` its right edge.
        singles: Pieces that any space ends, and the slashes in a URL.
        compounds: The same, with compounds and numbers whole.
        wholes: The same, with names and other wholes of several words.
        widest_em: The widest of ``compounds``; ``widest_whole_em`` the widest of ``wholes``.
        room_em: The room beside the first and last word, which the pieces have, the words not.
    """

    runs: tuple[Run, ...]
    run_of: tuple[int, ...]
    words: tuple[Word, ...]
    gaps: tuple[str, ...]
    codes: tuple[str, ...]
    texts: tuple[str, ...]
    left: tuple[float, ...]
    right: tuple[float, ...]
    singles: Pieces
    compounds: Pieces
    wholes: Pieces
    widest_em: float
    widest_whole_em: float
    room_em: float = 0.0

    @property
    def width_em(self) -> float:
        """Width of the whole line, with the room that it leaves."""
        return self.right[-1] + self.room_em if self.right else 0.0

    def with_room(self, first_em: float, last_em: float) -> HardLine:
        """The line with room beside its first word and its last, for something else.

        Wherever it is broken, the lines that hold these words leave so much of the measure.
        """
        if not self.words or not (first_em or last_em):
            return self
        singles, compounds, wholes = (
            pieces.with_room(first_em, last_em)
            for pieces in (self.singles, self.compounds, self.wholes)
        )
        return replace(
            self,
            singles=singles,
            compounds=compounds,
            wholes=wholes,
            widest_em=compounds.widest(),
            widest_whole_em=wholes.widest(),
            room_em=first_em + last_em,
        )

    @property
    def top_em(self) -> float:
        """Height of the highest ink."""
        return max([word.top_em for word in self.words], default=0.0)

    @property
    def bottom_em(self) -> float:
        """Height of the lowest ink."""
        return min([word.bottom_em for word in self.words], default=0.0)

    def width_of(self, first: int, last: int) -> float:
        """Width from the left edge of one word to the right edge of another."""
        return self.right[last] - self.left[first] if self.words else 0.0

    def wholes_within(self, measure_em: float) -> Pieces:
        """:attr:`wholes`, but the compounds of those that are wider than the measure."""
        if self.widest_whole_em <= measure_em + SLACK_EM:
            return self.wholes
        return _parted(self.wholes, self.compounds, measure_em)

    def words_within(self, measure_em: float, *, parts: bool) -> Pieces:
        """The same, but the words of compounds that are wider than the measure, too.

        With ``parts``, the compounds of all wholes.
        """
        if self.widest_em <= measure_em + SLACK_EM:
            return self.compounds if parts else self.wholes_within(measure_em)
        words = _parted(self.compounds, self.singles, measure_em)
        return words if parts else _parted(self.wholes, words, measure_em)


def _parted(whole: Pieces, parts: Pieces, measure_em: float) -> Pieces:
    """``whole`` pieces, but the ``parts`` of those that are wider than the measure."""
    ends = []
    for index, last in enumerate(parts.last):
        holder = whole.holding(last)
        too_wide = whole.right[holder] - whole.left[holder] > measure_em + SLACK_EM
        if too_wide or whole.last[holder] == last:
            ends.append(index)
    return parts.joined(ends)


def measure_hard_lines(
    runs: tuple[Run, ...], tracking_em: float, lexicon: Lexicon
) -> tuple[HardLine, ...]:
    """``runs`` measured, by hard line. A line feed at the end makes none.

    Raises:
        ContentError: A face has no glyph for a character.
    """
    lines = [_HardLineBuilder(runs)]
    for number, run in enumerate(runs):
        text = unicodedata.normalize("NFC", run.text)
        written = unicodedata.normalize("NFC", run.written) or text
        if _NOT_PLAIN.search(text) is None:
            lines[-1].add_plain(number, text, written)
            continue
        for part, was in zip(_PARTS.findall(text), _PARTS.findall(written), strict=True):
            if part == "\n":
                lines.append(_HardLineBuilder(runs))
            elif not part.isspace():
                lines[-1].add_text(number, part, was)
            elif part[0] in FIXED_SPACES:
                lines[-1].add_fixed_space(number, part)
            else:
                lines[-1].add_space()
    if not lines[-1].words:
        lines.pop()
    for line in lines[:-1]:
        # A space ends each line but the text's last, so that copied text keeps its words apart.
        line.add_space()
    if lines:
        lines[-1].end()
    return tuple([line.build(tracking_em, lexicon) for line in lines])


def _ends_word(cost: float) -> bool:
    """True if a break of this cost is outside all compounds; those in names are."""
    return cost < LOOSE_WORD or WHOLE <= cost < UNBREAKABLE


def _ends_whole(cost: float) -> bool:
    """True if a break of this cost is outside compounds, names and other wholes."""
    return cost < LOOSE_WORD


@dataclass(slots=True)
class _HardLineBuilder:
    """Builder of a hard line.

    ``written`` are the words as they were before they were capitals, ``cuts`` the parts of URLs
    and long words that a line may end behind, each with the cost of that.
    """

    runs: tuple[Run, ...]
    run_of: list[int] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    cuts: dict[int, float] = field(default_factory=dict)

    def add_plain(self, run: int, text: str, written: str) -> None:
        """Add words and spaces in one step: nearly every text is no more than that."""
        if text[:1].isspace():
            self.add_space()
        parts = text.split()
        if parts:
            word = self.runs[run].face.word
            self.run_of += [run] * len(parts)
            self.words += [word(part) for part in parts]
            self.written += parts if written is text else written.split()
            self.gaps += [" "] * len(parts)
            if not text[-1].isspace():
                self.gaps[-1] = ""

    def add_text(self, run: int, text: str, written: str) -> None:
        """Add a word, or the parts of a URL, or of one in a script without spaces."""
        parts: Sequence[str]
        if ("/" in text or len(text) >= _LONG_PART) and _URL.fullmatch(text):
            pieces = list(_url_pieces(text))
            for part, cost in pieces[:-1]:
                self._add(run, part, part)
                if not part.endswith("//"):
                    self.cuts[len(self.words) - 1] = cost
            text = written = pieces[-1][0]
        elif len(parts := syllables(text)) > 1:
            for part in parts[:-1]:
                self._add(run, part, part)
                self.cuts[len(self.words) - 1] = BETWEEN_SYLLABLES
            text = written = parts[-1]
        self._add(run, text, written)

    def add_space(self) -> None:
        """Add a space, unless the line begins here or a space is there already."""
        if self.gaps and not self.gaps[-1]:
            self.gaps[-1] = " "

    def add_fixed_space(self, run: int, spaces: str) -> None:
        """Add no-break spaces; a line may begin with them, as an indent."""
        if not self.words:
            self._add(run, "", "")
        self.gaps[-1] += spaces

    def end(self) -> None:
        """Drop the space at the end of the text."""
        self.gaps[-1] = ""

    def _add(self, run: int, text: str, written: str) -> None:
        self.run_of.append(run)
        self.words.append(self.runs[run].face.word(text))
        self.written.append(written)
        self.gaps.append("")

    def build(self, tracking_em: float, lexicon: Lexicon) -> HardLine:
        """The hard line, measured."""
        words, gaps = self.words, self.gaps
        kerns = self._kerns() if "" in gaps[:-1] else {}
        left, right = self._edges(tracking_em, kerns)
        singles = self._singles(left, right, lexicon)
        compounds = singles.ending_where(_ends_word)
        wholes = singles.ending_where(_ends_whole)
        spaces = [run.face.word(" ").codes for run in self.runs]
        codes = [
            word.codes + spaces[run] * len(gap)
            for word, gap, run in zip(words, gaps, self.run_of, strict=True)
        ]
        for number, kern_em in kerns.items():
            if self.run_of[number] == self.run_of[number + 1]:
                codes[number] += shift(kern_em)
        return HardLine(
            runs=self.runs,
            run_of=tuple(self.run_of),
            words=tuple(words),
            gaps=tuple(gaps),
            codes=tuple(codes),
            texts=tuple([word.text + gap for word, gap in zip(words, gaps, strict=True)]),
            left=tuple(left),
            right=tuple(right),
            singles=singles,
            compounds=compounds,
            wholes=wholes,
            widest_em=compounds.widest(),
            widest_whole_em=wholes.widest(),
        )

    def _kerns(self) -> dict[int, float]:
        """The kerns, in em, between words of one face without a gap, by the first word's index."""
        faces = [self.runs[run].face for run in self.run_of]
        words = self.words
        kerns = {
            number: faces[number].kern_em(words[number].text, words[number + 1].text)
            for number, gap in enumerate(self.gaps[:-1])
            if not gap and faces[number] is faces[number + 1]
        }
        return {number: kern_em for number, kern_em in kerns.items() if kern_em}

    def _edges(
        self, tracking_em: float, kerns: Mapping[int, float]
    ) -> tuple[list[float], list[float]]:
        """The left and right edge of each word on the endless line."""
        spaces = [run.face.space_em + tracking_em for run in self.runs]
        widths = [word.width_em + tracking_em * word.letters for word in self.words]
        advances = [
            width + len(gap) * spaces[run]
            for width, gap, run in zip(widths, self.gaps, self.run_of, strict=True)
        ]
        for number, kern_em in kerns.items():
            advances[number] += kern_em
        left = list(accumulate(advances[:-1], initial=0.0)) if advances else []
        return left, [x + width for x, width in zip(left, widths, strict=True)]

    def _singles(self, left: list[float], right: list[float], lexicon: Lexicon) -> Pieces:
        """The pieces between break opportunities; the end of the text costs nothing."""
        words, gaps, cuts, written = self.words, self.gaps, self.cuts, self.written
        ends = [n for n, gap in enumerate(gaps) if gap or n in cuts]
        if words and (not ends or ends[-1] != len(words) - 1):
            ends.append(len(words) - 1)
        starts = [0, *[end + 1 for end in ends]]
        texts = [
            written[end] if start == end else "".join(written[start : end + 1])
            for start, end in zip(starts, ends, strict=False)
        ]
        costs = break_costs(texts, lexicon)
        for number, end in enumerate(ends):
            if end in cuts:
                costs[number] = cuts[end]
        if costs:
            costs[-1] = 0.0
        tokens = Pieces(
            last=tuple(ends),
            left=tuple([left[start] for start in starts[: len(ends)]]),
            right=tuple([right[end] for end in ends]),
            cost=tuple(costs),
            short=tuple(map(_is_short, written)),
        )
        return tokens.joined(
            [
                number
                for number, (end, following) in enumerate(zip(ends, [*texts[1:], ""], strict=False))
                if gaps[end] in _BREAKING and following not in _NEVER_FIRST
            ]
        )


@lru_cache(maxsize=_CACHED_WORDS)
def _is_short(text: str) -> bool:
    """True if ``text`` is a syllable or a small number, with its punctuation."""
    letters = sum(map(str.isalnum, text))
    digits = sum(map(str.isdigit, text))
    return letters <= (_MAX_SMALL_NUMBER_LENGTH if digits else _MAX_SYLLABLE_LENGTH)
