"""A text as it is read aloud, and the verification that it still says what was written.

Quyết định số 874/QĐ-BTTTT ngày 17/6/2021
Quyết định số tám trăm bảy mươi tư, quy-đê, bê-tê-tê-tê-tê ngày mười bảy tháng sáu năm hai nghìn …
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Final

from generator.vietnamese.spoken.abbreviations import LETTERS, UNITS
from generator.vietnamese.spoken.expansion import expand
from generator.vietnamese.spoken.figures import in_figures
from generator.vietnamese.spoken.numbers import decimal_in_words, number_in_words

_FIGURES: Final = re.compile(r"(\d+)(?:,(\d+))?")
_DAY: Final = re.compile(r"\b(ngày|Ngày)\s+0?([1-9]|10)(?=\s+(?:tháng|đến|và|hoặc)\b|\s*$|[.,;)])")
_APRIL: Final = re.compile(r"\b(tháng|Tháng)\s+0?4\b")
#: Words, numbers, and what stands between words and keeps two numbers apart.
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:,\d+)?|[^\w\s]+")
_PLAIN_WORD: Final = re.compile(r"(?<![\w/.@-])[^\W\d_]+(?![\w/@]|[.-]\w)")
_MEASURES: Final = frozenset(UNITS) | {"h", "g"}
#: Addresses of the web and of mail, of which the path is not said.
_ADDRESS: Final = re.compile(r"\S*(?:://|@)\S*|\S+\.\w\S*")
#: Behind a word that the reader adds before the day: "ngày mùng một".
_FIRST_TEN: Final = ("mùng", "mồng")
_LETTER_OF: Final = {name: letter.lower() for letter, name in LETTERS.items()}


def spoken(text: str) -> str:
    """``text`` as it is read aloud: no figure and no abbreviation is left."""
    said = expand(text)
    said = _DAY.sub(lambda found: f"{found[1]} mùng {number_in_words(found[2])}", said)
    said = _APRIL.sub(lambda found: f"{found[1]} tư", said)
    return _FIGURES.sub(
        lambda found: (
            decimal_in_words(found[1], found[2]) if found[2] else number_in_words(found[1])
        ),
        said,
    )


def difference(said: str, written: str, *, is_part: bool = False) -> tuple[str, str] | None:
    """The first words in which ``said`` is not ``written`` read aloud; None if it is.

    Numbers in words are read back into figures, names of letters into letters, and then both are
    compared word for word; besides, each plain word that is written must be said, in its order.

    Args:
        is_part: Whether ``said`` may have other words before and behind.
    """
    one, other = _undone(said), _undone(expand(written))
    if is_part:
        one, other = _joined(one), _joined(other)
    one, other = ([word for word in words if word[0].isalnum()] for words in (one, other))
    if is_part:
        one = _part_like(one, other)
    for found, asked in zip_longest(one, other, fillvalue=""):
        if found != asked:
            return found, asked
    left = iter(re.findall(r"[^\W\d_]+", said.lower()))
    for word in _plain_words(written):
        if word not in left:
            return "", word
    return None


def _part_like(words: list[str], asked: list[str]) -> list[str]:
    """The stretch of ``words`` that is ``asked``; all of them if there is none."""
    for start in range(len(words) - len(asked) + 1):
        if words[start : start + len(asked)] == asked:
            return asked
    return words


def _joined(words: list[str]) -> list[str]:
    """``words`` with figures that stand side by side as one.

    Whether a number is read figure by figure may depend on the words before it.
    """
    found: list[str] = []
    for word in words:
        if found and word.isdigit() and found[-1].isdigit():
            found[-1] += word
        else:
            found.append(word)
    return found


def _undone(text: str) -> list[str]:
    """The words of ``text`` in small letters, and the signs between them."""
    words: list[str] = []
    for word in (found.lower() for found in _WORD.findall(text)):
        if words and words[-1] == "ngày" and word in _FIRST_TEN:
            continue
        if words and words[-1] == "tháng" and word == "tư":
            word = "4"
        words.append(_letters_undone(word))
    return in_figures(words)


def _letters_undone(word: str) -> str:
    names = word.split("-")
    if len(names) > 1 and all(name in _LETTER_OF for name in names):
        return "".join(_LETTER_OF[name] for name in names)
    return word


def _plain_words(written: str) -> list[str]:
    """Words that no rule could have a reason to change: small letters, and no sign beside them."""
    bare = _ADDRESS.sub(" ", written)
    return [word for word in _PLAIN_WORD.findall(bare) if word.islower() and word not in _MEASURES]
