"""Order of combining marks: circumflex, breve and horn before tones; look-alikes of Đ."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: Eth and African D look like Đ and are what some keyboards give.
LOOKALIKES_OF_D: Final = str.maketrans("ÐðƉɖ", "ĐđĐđ")

# Circumflex, breve and horn belong to the letter, whatever was typed first. Canonical ordering
# leaves é + U+0302 alone, since both marks have the same combining class.
_MODIFIERS = "\u0302\u0306\u031b"
_RUN_OF_MARKS = re.compile("[\u0300-\u036f]{2,}")
_MARK = re.compile("[\u0300-\u036f]")


def repair_marks(text: str) -> str:
    """``text`` in NFC, each letter's own mark before its tone: é + circumflex becomes ế."""
    if not _MARK.search(text) and unicodedata.is_normalized("NFC", text):
        return text  # as nearly every text; no composed letter has its marks in the wrong order
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _RUN_OF_MARKS.sub(_letter_marks_first, decomposed))


def _letter_marks_first(run: re.Match[str]) -> str:
    # sorted is stable, so tones keep their order and a second run changes nothing.
    return "".join(sorted(run.group(), key=lambda mark: mark not in _MODIFIERS))
