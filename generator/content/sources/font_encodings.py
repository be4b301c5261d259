"""Texts in a legacy encoding known by the name of their font: .VnTime (TCVN3) and VNI-Times (VNI).

Without the font the words themselves must show it (``vietnamese.legacy_encodings``).
"""

from __future__ import annotations

import re
from typing import Final

from generator.vietnamese.legacy_codes import DECODERS, TCVN3_CODES, Encoding
from generator.vietnamese.legacy_encodings import has_unicode_only_letter
from generator.vietnamese.syllables import is_syllable

_WORD: Final = re.compile(r"[^\W\d_]+")


def encoding_of_font(font: str) -> Encoding | None:
    """The encoding of texts in ``font``; None for a font of Unicode."""
    name = font.lower()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni-") else None


def decode_by_font(text: str, font: str) -> str:
    """``text`` in Unicode, where ``font`` is one of a legacy encoding.

    A text that is Unicode in spite of its font, as when letters were typed with another keyboard,
    is as it was.
    """
    encoding = encoding_of_font(font)
    if encoding is None or (text.isascii() and not _is_capital_font(font)):
        return text
    if has_unicode_only_letter(text):
        return text
    if encoding is Encoding.TCVN3:
        # The whole text, not its words: ® alone is đ, and µ is no letter to others.
        decoded = text.translate(TCVN3_CODES)
    else:
        decoded = DECODERS[encoding](text) or text
    if _syllables(decoded) < _syllables(text):
        return text
    return decoded.upper() if _is_capital_font(font) else decoded


def _is_capital_font(font: str) -> bool:
    """True if a font of TCVN3 draws small letters as capitals: .VnTimeH, .VnArialH."""
    return font.lower().startswith(".vn") and font.endswith("H")


def _syllables(text: str) -> int:
    return sum(is_syllable(word) for word in _WORD.findall(text))
