"""Folding of Vietnamese text to plain small letters, for comparing words of a form.

A scan reads "Noi nhận" for "Nơi nhận" and "CỘNG HOA" for "CỘNG HÒA": patterns of a form's words
run on folded text, and because its length is that of the text their places are true in it.
"""

from __future__ import annotations

import unicodedata


class _Folding(dict[int, str]):
    """One character for each: the base letter, small; any space a space; for ``translate``."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace() and character not in "\n\t":
            self[code] = " "
            return " "
        base = unicodedata.normalize("NFD", character)[0].lower()
        folded = {"đ": "d", "ð": "d"}.get(base, base)
        self[code] = folded if len(folded) == 1 else character
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """``text`` in small letters without marks, "Kính gửi" as "kinh gui"; of the same length."""
    return text.translate(_FOLDING)


def is_capitals(text: str) -> bool:
    """True if the letters of ``text`` are capitals, but for one in ten that a scan misreads."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def begins_small(text: str) -> bool:
    """True if ``text`` begins with a small letter."""
    return text[:1].islower()
