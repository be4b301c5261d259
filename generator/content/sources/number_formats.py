"""Numbers in the formats that Word numbers paragraphs with: 4 as "IV", "d", "bốn".

Source: ISO/IEC 29500-1 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
#: Word writes Roman numbers up to here, and decimal ones beyond.
_MAX_ROMAN: Final = 3999
#: Repeated letters ("aaa") are written up to so many times, a document has no longer list.
_MAX_REPEATED: Final = 30
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
_VIETNAMESE: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_CHICAGO: Final = "*†‡§"
_UNITS: Final = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_ORDINALS: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def format_number(number: int, style: str) -> str:
    """``number`` in a format by Word's name of it ("lowerRoman"); an unknown one is decimal."""
    return _FORMATS.get(style, str)(number)


def roman(number: int) -> str:
    """``number`` in small Roman letters, a decimal number where there are none for it."""
    if not 0 < number <= _MAX_ROMAN:
        return str(number)
    letters = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters.append(sign * count)
    return "".join(letters)


def _letter(number: int) -> str:
    """A to z, then aa, bb: Word repeats the letter."""
    if not 0 < number <= len(_ALPHABET) * _MAX_REPEATED:
        return str(number)
    repeated, at = divmod(number - 1, len(_ALPHABET))
    return _ALPHABET[at] * (repeated + 1)


def _in_vietnamese(number: int) -> str:
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _VIETNAMESE[ones]
    last = {0: "", 1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _VIETNAMESE[ones])
    return " ".join(filter(None, ("mười" if tens == 1 else f"{_VIETNAMESE[tens]} mươi", last)))


def _in_english(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    if number < len(_UNITS):
        return _UNITS[number]
    tens, ones = divmod(number, 10)
    return "-".join(filter(None, (_TENS[tens], _UNITS[ones])))


def _ordinal_in_english(number: int) -> str:
    head, hyphen, last = _in_english(number).rpartition("-")
    if last.isdigit():
        return _ordinal(number)
    last = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (head + hyphen + last).capitalize()


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"


def _from(first: int, last: int, character: str) -> Callable[[int], str]:
    """Numbers ``first`` to ``last`` as the characters from ``character`` on, others decimal."""

    def sign(number: int) -> str:
        return chr(ord(character) + number - first) if first <= number <= last else str(number)

    return sign


def _padded(width: int) -> Callable[[int], str]:
    return lambda number: f"{number:0{width}d}"


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": _padded(2),
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "ordinal": _ordinal,
    "cardinalText": lambda number: _in_english(number).capitalize(),
    "ordinalText": _ordinal_in_english,
    "vietnameseCounting": _in_vietnamese,
    "hex": lambda number: f"{number:X}",
    "chicago": lambda number: (
        _CHICAGO[(number - 1) % 4] * ((number - 1) // 4 + 1)
        if 0 < number <= len(_CHICAGO) * _MAX_REPEATED
        else str(number)
    ),
    "decimalEnclosedCircle": _from(1, 20, "①"),
    "decimalEnclosedParen": _from(1, 20, "⑴"),
    "decimalEnclosedFullstop": _from(1, 20, "⒈"),
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
    "bullet": lambda number: "",
    # Those of w:format, which stand for "custom".
    "01, 02, 03, ...": _padded(2),
    "001, 002, 003, ...": _padded(3),
    "0001, 0002, 0003, ...": _padded(4),
    "00001, 00002, 00003, ...": _padded(5),
}
