"""Rates of Vietnamese words that the breaker knows, against sentences marked by hand.

A mark stands between two parts of a sentence: ``_`` inside a word, name or number, where a line
must not end; ``~`` inside a set phrase, where it had better not; a space where nobody minds. A join
of the breaker's at ``~`` is neither right nor wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.vietnamese.break_tokens import LOOSE_WORD, WHOLE
from generator.vietnamese.compounds import Lexicon, break_costs

SENTENCES: Final = Path(__file__).parent / "sentences"
#: May be looked at while the lexicon grows; the other may not.
SEEN: Final = SENTENCES / "seen.txt"
HELD_OUT: Final = SENTENCES / "heldout.txt"
#: The same in other manners, with names of bodies, acts and titles marked whole.
SEEN_MANNERS: Final = SENTENCES / "manners-seen.txt"
HELD_OUT_MANNERS: Final = SENTENCES / "manners-heldout.txt"
#: All of them, by what they are.
FILES: Final = {
    "seen": SEEN,
    "held out": HELD_OUT,
    "manners, seen": SEEN_MANNERS,
    "manners, held out": HELD_OUT_MANNERS,
}

#: The goals, on sentences that are held out.
MIN_KEPT: Final = 0.95
MAX_WRONG: Final = 0.03

WORD, PHRASE, FREE = "_", "~", " "
_NEGATIONS: Final = frozenset(("không", "chưa", "chớ", "đừng", "chẳng"))
_HELPERS: Final = frozenset(("được", "nên", "cần", "tự", "từng", "kịp", "bị", "muốn"))
_MARK: Final = re.compile(r"[_~ ]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence: its space-separated parts, and the mark between each two of them."""

    parts: tuple[str, ...]
    marks: tuple[str, ...]

    @classmethod
    def of(cls, line: str) -> Marked:
        """The sentence that ``line`` writes with its marks."""
        return cls(tuple(_MARK.split(line)), tuple(_MARK.findall(line)))

    def joins(self, lexicon: Lexicon) -> list[bool]:
        """For each mark, whether a line never ends there while what it would cut fits on one."""
        return [cost >= LOOSE_WORD for cost in break_costs(self.parts, lexicon)[:-1]]

    def firm_joins(self, lexicon: Lexicon) -> list[bool]:
        """The same, without pairs that the lexicon marks as separable, "chào~mừng"."""
        return [cost >= WHOLE for cost in break_costs(self.parts, lexicon)[:-1]]


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts of right and wrong joins in some sentences.

    Attributes:
        to_keep: Places inside words; ``kept`` are those where no line will end.
        joined: Places where no line will end, those in set phrases apart; ``wrong`` are those of
            them that are not inside a word. Separable pairs that the marks leave free are in
            neither: they are wanted together, and nobody misses the place.
        phrases: Places inside set phrases, which count nowhere.
        free: Places where a line may end.
    """

    sentences: int
    to_keep: int
    kept: int
    joined: int
    wrong: int
    phrases: int
    free: int

    @property
    def kept_share(self) -> float:
        """Of the places inside words, 0..1."""
        return self.kept / self.to_keep

    @property
    def wrong_share(self) -> float:
        """Of the joins that were made, 0..1."""
        return self.wrong / self.joined


def _negations_apart(sentence: Marked) -> Marked:
    """A sentence whose places behind a negation count nowhere.

    The first sentences were marked when a negation was not yet held to be one with what it denies.
    """
    marks = list(sentence.marks)
    for place, part in enumerate(sentence.parts[:-1]):
        if part.lower() in _NEGATIONS and marks[place] == FREE:
            marks[place] = PHRASE
            if place + 1 < len(marks) and sentence.parts[place + 1] in _HELPERS:
                marks[place + 1] = PHRASE
    return Marked(sentence.parts, tuple(marks))


def read(path: Path) -> tuple[Marked, ...]:
    """The sentences in a file; lines that begin with ``#`` say what it is."""
    lines = path.read_text(encoding="utf-8").splitlines()
    marked = [Marked.of(line) for line in lines if line and not line.startswith("#")]
    return tuple(map(_negations_apart, marked) if path in (SEEN, HELD_OUT) else marked)


def rate(sentences: Iterable[Marked], lexicon: Lexicon) -> Rates:
    """The rates of the breaker with ``lexicon`` on ``sentences``."""
    read = tuple(sentences)
    found = [pair for one in read for pair in zip(one.marks, one.joins(lexicon), strict=True)]
    firm = [pair for one in read for pair in zip(one.marks, one.firm_joins(lexicon), strict=True)]
    kept, wrong = found.count((WORD, True)), firm.count((FREE, True))
    return Rates(
        sentences=len(read),
        to_keep=kept + found.count((WORD, False)),
        kept=kept,
        joined=kept + wrong,
        wrong=wrong,
        phrases=found.count((PHRASE, True)) + found.count((PHRASE, False)),
        free=wrong + firm.count((FREE, False)),
    )


def faults(sentences: Iterable[Marked], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Each word that was cut ("cut") and each wrong join ("joined"), as two parts of a sentence.

    For growing the lexicon; never to be asked about the sentences that are held out.
    """
    for sentence in sentences:
        joins, firm = sentence.joins(lexicon), sentence.firm_joins(lexicon)
        for place, mark in enumerate(sentence.marks):
            pair = " ".join(sentence.parts[place : place + 2])
            if mark == WORD and not joins[place]:
                yield "cut", pair
            elif mark == FREE and firm[place]:
                yield "joined", pair
