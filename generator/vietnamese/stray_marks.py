"""Combining marks apart from their letters, as "sa ̣ch" copied from a PDF, and runs of them.

A mark behind a space stands on nothing: it is drawn over the space, and no search finds the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.vietnamese.combining_marks import repair_marks
from generator.vietnamese.mojibake import Replacement
from generator.vietnamese.syllables import is_syllable

_MARKS: Final = "\u0300-\u036f"
_ANY_MARK: Final = f"{_MARKS}\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
#: A letter of any language bears four at most (Vietnamese two). More is damage, or a joke that
#: takes normalisation a time that grows with its square.
MAX_MARKS: Final = 8
_RUN: Final = re.compile(f"[{_ANY_MARK}]{{{MAX_MARKS + 1},}}")
_LETTERS: Final = rf"(?:[^\W\d_][{_MARKS}]*)"
#: No letter, and no letter with its marks, is before this place: a word begins there. Were it tried
#: behind each letter that bears marks, a long word would take a time that grows with its square.
_WORD_BEGINS: Final = "".join(
    rf"(?<![^\W\d_]{f'[{_MARKS}]' * count})" for count in range(MAX_MARKS + 1)
)
_APART: Final = re.compile(
    rf"{_WORD_BEGINS}({_LETTERS}+)[ \u00a0]+([{_MARKS}]+)({_LETTERS}*)"
    rf"(?=([ \u00a0]+)({_LETTERS}+)|)"
)
_ON_NOTHING: Final = re.compile(rf"(?:^|(?<=[\s\u00a0(\[“\"'‘«/–—-]))[{_MARKS}]+")


def find_run(text: str) -> re.Match[str] | None:
    """The first run of more than :data:`MAX_MARKS` combining marks, in linear time."""
    return _RUN.search(text)


def find_parted(line: str) -> Iterator[Replacement]:
    """Marks behind a space that belong to the letter before it, where one reading is Vietnamese."""
    for found in _APART.finditer(line):
        word, marks, rest, space, following = found.groups(default="")
        joined = repair_marks(word + marks + rest)
        alone = repair_marks(word + marks)
        if rest and is_syllable(joined):
            yield Replacement(found.start(), found.end(), joined)
        elif rest and is_syllable(alone) and is_syllable(repair_marks(rest)):
            yield Replacement(found.start(), found.end(), f"{alone} {repair_marks(rest)}")
        elif not rest and space and not is_syllable(repair_marks(following)):
            whole = repair_marks(word + marks + following)
            if is_syllable(whole):
                yield Replacement(found.start(), found.end(5), whole)
            elif is_syllable(alone):
                yield Replacement(found.start(), found.end(), alone)
        elif not rest and is_syllable(alone):
            yield Replacement(found.start(), found.end(), alone)


def find_on_nothing(line: str) -> Iterator[re.Match[str]]:
    """Combining marks at the head of a line or word: they stand on no letter."""
    return _ON_NOTHING.finditer(line)
