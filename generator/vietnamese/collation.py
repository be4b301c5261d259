"""The order of Vietnamese texts: by the alphabet, then by the tones, then by capitals.

Source: CLDR 48, collation "vi", as ICU sorts by it: the letters of the whole text decide first, and
only between texts of the same letters do tones count: "bà Vang" comes before "ba Vàng tàu". White
space and punctuation come before digits, digits before letters; they count (ICU's "non-ignorable").
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
#: No tone, huyền, hỏi, ngã, sắc, nặng; the marks of other languages come behind them.
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
#: Marks that make another letter of the alphabet.
_LETTER_MARKS: Final = "\u0302\u0306\u031b"
_RANKS: Final = {letter: rank for rank, letter in enumerate(_ALPHABET)}
#: Signs that names and titles have, in their order; others come behind them.
_SIGNS: Final = " _-–—,;:!?.…'‘’\"“”()[]/&%"

_Letter = tuple[int, int]
#: The letters, the tones, the capitals, and the text itself, so that no two texts are equal.
SortKey = tuple[tuple[_Letter, ...], tuple[int, ...], tuple[bool, ...], str]


@lru_cache(maxsize=4096)
def sort_key(text: str) -> SortKey:
    """Sort key of ``text``, as in ``sorted(names, key=sort_key)``."""
    letters: list[_Letter] = []
    tones: list[int] = []
    capitals: list[bool] = []
    for character in unicodedata.normalize("NFC", text).replace("\u00a0", " "):
        base, marks = _split_letter(character)
        letters.append(_rank(base.lower()))
        tones.append(_tone(marks))
        capitals.append(base.isupper())
    return tuple(letters), tuple(tones), tuple(capitals), text


def _split_letter(character: str) -> tuple[str, str]:
    """The letter of the Vietnamese alphabet in ``character``, and its other marks."""
    decomposed = unicodedata.normalize("NFD", character)
    first, marks = decomposed[:1], decomposed[1:]
    own = "".join(mark for mark in marks if mark in _LETTER_MARKS)
    letter = unicodedata.normalize("NFC", first + own)
    if letter.lower() not in _RANKS:
        return first, marks  # "Nîmes": î is no letter of this alphabet, but an i with a mark
    return letter, "".join(mark for mark in marks if mark not in _LETTER_MARKS)


def _rank(letter: str) -> _Letter:
    if letter in _RANKS:
        return 2, _RANKS[letter]
    if letter.isalpha():
        return 3, ord(letter)
    if letter.isdecimal():
        return 1, int(letter)
    sign = _SIGNS.find(letter)
    return 0, sign if sign >= 0 else len(_SIGNS) + ord(letter)


def _tone(marks: str) -> int:
    if not marks:
        return 0
    return _TONES.find(marks) + 1 or len(_TONES) + ord(marks[0])
