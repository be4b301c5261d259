"""Whole numbers and decimals in Vietnamese words, as an announcer reads them.

Forms are those of the primary school books (Toán 3, Toán 4: đọc các số): "linh" for an empty ten,
"mốt", "tư", "lăm" behind "mươi", "nghìn". What reads them back is ``spoken.figures``.
"""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
#: Behind "mươi".
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES: Final = ("", "nghìn", "triệu", "tỷ")
#: More figures than the scales name are read one by one.
_LONGEST: Final = 12


def digits_in_words(figures: str) -> str:
    """Each figure by itself, as in a telephone number."""
    return " ".join(_DIGITS[int(figure)] for figure in figures)


def number_in_words(figures: str) -> str:
    """The whole number written with ``figures``; zeros in front are not read."""
    figures = figures.lstrip("0") or "0"
    if len(figures) > _LONGEST:
        return digits_in_words(figures)
    count = -(-len(figures) // 3)
    padded = figures.zfill(count * 3)
    groups = [padded[3 * n : 3 * n + 3] for n in range(count)]
    words: list[str] = []
    for index, group in enumerate(groups):
        if group == "000" and count > 1:
            continue
        words.append(_group(group, is_first=index == 0))
        words.append(_SCALES[count - 1 - index])
    return " ".join(word for word in words if word)


def decimal_in_words(figures: str, decimals: str) -> str:
    """The number with ``decimals`` behind its comma; of two, as in "2,50", the ten is read."""
    if len(decimals) <= 2 and not decimals.startswith("0"):
        return f"{number_in_words(figures)} phẩy {number_in_words(decimals)}"
    return f"{number_in_words(figures)} phẩy {digits_in_words(decimals)}"


def _group(group: str, *, is_first: bool) -> str:
    """Three figures; behind others also an empty hundred is read."""
    hundreds, tens, units = map(int, group)
    words = []
    if hundreds or not is_first:
        words += [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif units and words:
        words.append("linh")
    if units and tens > 1:
        words.append(_AFTER_TENS.get(units, _DIGITS[units]))
    elif units:
        words.append("lăm" if units == 5 and tens == 1 else _DIGITS[units])
    return " ".join(words) or _DIGITS[0]
