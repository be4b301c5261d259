"""What a Vietnamese syllable is: its letters, its tone, and whether it is well formed.

The guard asks this to know damaged text from foreign words, the issuer list to compare names
whatever the style of their tone marks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: The five tone marks: huyền, sắc, ngã, hỏi, nặng.
TONES = "\u0300\u0301\u0303\u0309\u0323"

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"[ou]?(?:iê|yê|ươ|uô|ia|ya|ưa|ua|oo|[aăâeêioôơuưy])"
    r"(?P<coda>ch|nh|ng|[cmnptiouy])?"
)
# A syllable that ends in a stop bears sắc or nặng; the other tones cannot be spoken on it.
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = ("\u0301", "\u0323")


def split_tone(word: str) -> tuple[str, str]:
    """The word without its tone marks, and the marks: ("hoa", huyền) for hòa and hoà alike.

    ă â ê ô ơ ư đ are letters of their own and stay. The letters are NFC.
    """
    decomposed = unicodedata.normalize("NFD", word)
    letters = "".join(c for c in decomposed if c not in TONES)
    return unicodedata.normalize("NFC", letters), "".join(c for c in decomposed if c in TONES)


@lru_cache(maxsize=4096)  # a letter says the same syllables again and again
def is_syllable(word: str) -> bool:
    """Whether ``word``, of any case, is built as a Vietnamese syllable with at most one tone."""
    letters, tones = split_tone(word.lower())
    match = _SYLLABLE.fullmatch(letters)
    if match is None or len(tones) > 1:
        return False
    return match["coda"] not in _STOPS or tones in _STOP_TONES
