"""Numbers in words, read back into figures: what a verification of a spoken text is made with.

It is a reader of its own, by the grammar of numbers, and shares no table with ``spoken.numbers``,
which writes them. A word that is no part of a larger number stands for its figure alone, so both of
two texts that are compared must go through it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_UNITS: Final = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
#: Units behind "mươi"; "tư" and "bốn" are both said.
_BEHIND_TENS: Final = _UNITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_BEHIND_TEN: Final = _UNITS | {"lăm": 5}
_SCALES: Final = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_EMPTY_TEN: Final = ("linh", "lẻ")
_FIGURES: Final = re.compile(r"\d+(?:,\d+)?")


def in_figures(words: Sequence[str]) -> list[str]:
    """``words``, in small letters, with each number in figures, without zeros in front."""
    found: list[str] = []
    at = 0
    while at < len(words):
        number, end = _number(words, at)
        if end == at:
            found.append(words[at])
            at += 1
        else:
            found.append(number)
            at = end
    return found


def _number(words: Sequence[str], at: int) -> tuple[str, int]:
    """The number that begins at ``at``, and the place behind it; ``at`` again if there is none."""
    value, end = _whole(words, at)
    if end == at:
        return "", at
    if end + 1 < len(words) and words[end] == "phẩy":
        decimals, behind = _decimals(words, end + 1)
        if behind > end + 1:
            return _scaled(f"{value},{decimals}", words, behind)
    return _scaled(str(value), words, end) if end - at == 1 else (str(value), end)


def _scaled(number: str, words: Sequence[str], at: int) -> tuple[str, int]:
    """A number in figures with the scale behind it: "1,5 triệu" is 1500000."""
    if at < len(words) and words[at] in _SCALES:
        whole, _, decimals = number.partition(",")
        zeros = len(str(_SCALES[words[at]])) - 1
        if len(decimals) <= zeros:
            return str(int(whole + decimals.ljust(zeros, "0"))), at + 1
    return number, at


def _decimals(words: Sequence[str], at: int) -> tuple[str, int]:
    """Figures behind the comma: a number of two, or figure by figure."""
    group, end = _below_thousand(words, at)
    if end - at > 1 or words[at] == "mười":
        return str(group), end
    figures = ""
    while at < len(words) and words[at] in _UNITS:
        figures += str(_UNITS[words[at]])
        at += 1
    return figures, at


def _whole(words: Sequence[str], at: int) -> tuple[str, int]:
    """A whole number in words or figures."""
    if _FIGURES.fullmatch(words[at]):
        whole, comma, decimals = words[at].partition(",")
        return f"{whole.lstrip('0') or '0'}{comma}{decimals}", at + 1
    total, end = 0, at
    last = max(_SCALES.values()) * 1000
    while end < len(words):
        group, behind = _below_thousand(words, end, is_first=end == at)
        if behind == end:
            break
        scale = _SCALES.get(words[behind], 1) if behind < len(words) else 1
        if scale >= last:
            break
        total += group * scale
        end = behind + (scale > 1)
        last = scale
        if scale == 1:
            break
    return str(total), end


def _below_thousand(words: Sequence[str], at: int, *, is_first: bool = True) -> tuple[int, int]:
    """A number below a thousand; behind a scale it must begin with a hundred."""
    word = _word(words, at)
    if word in _UNITS and _word(words, at + 1) == "trăm":
        tens, end = _below_hundred(words, at + 2, is_behind_hundred=True)
        return _UNITS[word] * 100 + tens, end
    return _below_hundred(words, at) if is_first else (0, at)


def _below_hundred(
    words: Sequence[str], at: int, *, is_behind_hundred: bool = False
) -> tuple[int, int]:
    word, following = _word(words, at), _word(words, at + 1)
    if word == "mười":
        unit = _BEHIND_TEN.get(following, 0)
        # "mười năm" are ten years: fifteen is "mười lăm".
        return (10 + unit, at + 2) if unit and following != "năm" else (10, at + 1)
    if _UNITS.get(word, 0) > 1 and following == "mươi":
        third = _word(words, at + 2)
        unit = _BEHIND_TENS.get(third, 0)
        is_unit = bool(unit) and third not in ("năm", "một")
        return _UNITS[word] * 10 + (unit if is_unit else 0), at + 2 + is_unit
    if is_behind_hundred:
        if word in _EMPTY_TEN and _UNITS.get(following, 0):
            return _UNITS[following], at + 2
        return 0, at
    return (_UNITS[word], at + 1) if word in _UNITS else (0, at)


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""
