"""Characters that only look like Latin letters: styled, full-width, ligated, Cyrillic and Greek.

Generators of “bold” letters, foreign keyboards and PDF readers give them; fonts and searches do
not know them. NFKC is asked for these ranges alone: it would turn ², ½ and № into other texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from generator.vietnamese.combining_marks import repair_marks
from generator.vietnamese.mojibake import Replacement
from generator.vietnamese.syllables import is_syllable

#: Mathematical alphabets (their Greek aside), full-width forms, letters in circles and squares,
#: ligatures of Latin letters.
STYLED: Final = re.compile(
    "[\U0001d400-\U0001d6a5\U0001d7ce-\U0001d7ff\uff01-\uff5e\u24b6-\u24e9"
    "\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189\ufb00-\ufb06"
    "\u210a-\u2113\u2115\u2118-\u211d\u2124\u2128\u212c\u212d\u212f-\u2131\u2133\u2134]"
)
#: Squared and negative letters, which NFKC leaves: the first of each alphabet.
_ALPHABETS: Final = (0x1F150, 0x1F170)

_CYRILLIC: Final = dict(
    zip("авсԁеһіјӏоорԛѕуԝхѵАВСЕНІЈКМОРЅТУԜХҮ", "abcdehijloopqsywxvABCEHIJKMOPSTYWXY", strict=True)
)
_GREEK: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲ", "ABEZHIKMNOPTYXovc", strict=True))
_TWINS: Final = str.maketrans(_CYRILLIC | _GREEK)
_MARKS: Final = "\u0300-\u036f"
_WORD: Final = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
_OTHER_SCRIPT: Final = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def plain_letter(found: re.Match[str]) -> str:
    """The plain letters for what :data:`STYLED` finds."""
    code = ord(found[0])
    for first in _ALPHABETS:
        if first <= code < first + 26:
            return chr(ord("A") + code - first)
    return unicodedata.normalize("NFKC", found[0])


def find_foreign_twins(line: str) -> Iterator[Replacement]:
    """Words of Latin letters that hold Cyrillic or Greek ones, with the Latin letters for them.

    A word of twins alone is one when it is a Vietnamese syllable and the line has no word that
    must be Cyrillic or Greek.
    """
    if not _OTHER_SCRIPT.search(line):
        return
    words = [word for word in _WORD.finditer(line) if _OTHER_SCRIPT.search(word[0])]
    read = [word[0].translate(_TWINS) for word in words]
    is_foreign = any(_OTHER_SCRIPT.search(latin) for latin in read)
    for word, latin in zip(words, read, strict=True):
        if _OTHER_SCRIPT.search(latin):
            continue
        is_mixed = _LATIN.search(word[0]) is not None
        if is_mixed or (not is_foreign and is_syllable(repair_marks(latin))):
            yield Replacement(word.start(), word.end(), latin)
