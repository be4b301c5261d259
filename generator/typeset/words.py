"""Measured words, and their glyphs as the strings of a PDF.

All lengths are in em, so a word is measured once and set at any size. Words are measured in
``typeset.fonts`` and put in lines in ``typeset.paragraph``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: The spaces that never break, beside U+00A0: figure space and narrow no-break space.
FIXED_SPACES = "\u00a0\u2007\u202f"


def _vietnamese_letters() -> frozenset[str]:
    """The 12 vowels with each of the tones, and Đ, in both cases."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    lower = {unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in tones} | {"đ"}
    return frozenset(lower | {letter.upper() for letter in lower})


#: The characters of the subset font that all documents share, where the face has them:
#: Vietnamese, ASCII, and the punctuation and signs of official texts.
SHARED_CHARSET = (
    _vietnamese_letters()
    | frozenset(map(chr, range(0x20, 0x7F)))
    | frozenset("\u00a0“”‘’«»–—…•·°×−±²³§©®™€₫%‰")
)


@dataclass(frozen=True, slots=True)
class Word:
    """Text without spaces, measured in one face at size 1.

    Attributes:
        width_em: Kerned, without tracking.
        letters: Number of glyphs; tracking is added to each.
        codes: The inside of a PDF ``TJ`` array: glyph ids in hexadecimal strings and, between
            them, kerning in 1/1000 em, positive to the left. It serves every size.
        extra: The characters that :data:`SHARED_CHARSET` lacks; all digits if tabular figures,
            which are glyphs of their own, are shown.
        top_em: Top of the ink, up from the baseline; ``bottom_em`` its bottom, mostly negative.
    """

    text: str
    width_em: float
    letters: int
    codes: str
    extra: str
    top_em: float
    bottom_em: float


def codes(glyphs: Sequence[int], kerns_em: Sequence[float]) -> str:
    """The inside of a ``TJ`` array that shows ``glyphs``, ``kerns_em[i]`` after glyph i.

    A positive kern moves what follows to the right.

    Source: ISO 32000-2, 9.4.3.
    """
    parts = ["<"]
    for glyph, kern in zip(glyphs, kerns_em, strict=True):
        parts.append(f"{glyph:04X}")
        if kern:
            parts.append(f">{shift(kern)}<")
    return ("".join(parts) + ">").replace("<>", "")


def shift(move_em: float) -> str:
    """The number in a ``TJ`` array that moves what follows by ``move_em`` to the right."""
    text = f"{-1000 * move_em:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def joined(parts: Iterable[str]) -> str:
    """Concatenation of ``TJ`` insides, with neighbouring strings merged."""
    return "".join(parts).replace("><", "")
