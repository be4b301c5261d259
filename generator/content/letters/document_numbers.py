"""Numbers of documents: "214/UBND-VHXH", "88/2026/QĐ-UBND", "12-CV/ĐU", blank ones of drafts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.content.letters.folding import fold

_DASHES: Final = r"\-\u2010-\u2015\u2212"
_LABEL: Final = re.compile(
    r"(?<![^\W_])s[o0]\s{0,9}(?:[:.;]\s{0,40})?(?=[\dlio/.…_\-\u2010-\u2015])"
)
#: Text before the symbol; of a draft there are dots or nothing.
_COUNTER: Final = re.compile(
    r"(?:[lIOo]{0,2}(?:\d{1,3}(?:\.\d{3})+(?!\d)|\d{1,7})[a-zA-Z]{0,2}|[.…_]{1,40})?"
)
_SEPARATOR: Final = re.compile(rf"\s{{0,40}}[/{_DASHES}]\s{{0,3}}")
#: "15 KH/ĐTN": a gap before a symbol of two parts.
_GAP: Final = re.compile(rf"(?<=\d)\s{{1,3}}(?=[A-ZĐ]{{2,6}}\s?[/{_DASHES}]\s?[A-ZĐ]{{2}})")
_JOINT: Final = re.compile(rf"\s{{0,2}}[/{_DASHES}]\s{{0,2}}|[.&+_]|\s&\s")
_TOKEN: Final = re.compile(r"[^\W_]{1,20}")
#: Longer symbols are none: "45/KHLT-UBND-MTTQ-ĐTN-HPN" has five parts.
_MAX_TOKENS: Final = 9


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A document's number in a text, by 0-based places; ``label`` is where "Số:" begins."""

    label: int
    start: int
    end: int


def find_number(text: str, start: int = 0) -> NumberFound | None:
    """The first number with a symbol behind a "Số" in ``text``; None if there is none."""
    folded = fold(text)
    for label in _LABEL.finditer(folded, start):
        found = number_at(text, label.end())
        if found is not None:
            return NumberFound(label.start(), label.end(), found)
    return None


def number_at(text: str, start: int) -> int | None:
    """The end of the number that begins at ``start``; None if there is none.

    A number without a symbol, "Số: 12", is none: registers and stamps have those.
    """
    counter = _COUNTER.match(text, start, start + 60)
    at = counter.end() if counter else start
    separator = _SEPARATOR.match(text, at) or (_GAP.match(text, at) if counter else None)
    if separator is None:
        return None
    end: int | None = None
    at = separator.end()
    has_letters = False
    is_tight = False
    for _ in range(_MAX_TOKENS):
        token = _TOKEN.match(text, at)
        if token is None or not (is_tight or _is_sign(token[0], is_first=end is None)):
            break
        end = token.end()
        has_letters = has_letters or any(c.isalpha() for c in token[0])
        joint = _JOINT.match(text, end)
        if joint is None:
            break
        at = joint.end()
        # "KH-Đoàn" is one symbol, "UBND - Về việc" is not.
        is_tight = end is not None and not any(c.isspace() for c in joint[0])
    return end if has_letters else None


def _is_sign(token: str, *, is_first: bool) -> bool:
    """True if ``token`` may be a part of a symbol: "UBND", "TTr", "2026", "vp"; not "Về"."""
    if token.isdigit():
        return is_first or len(token) <= 4
    capitals = sum(c.isupper() for c in token)
    letters = sum(c.isalpha() for c in token)
    if capitals == 0:
        return not is_first and letters <= 4 and token.isascii()
    # One capital and small letters with marks are a word: "Về", "Bình".
    return capitals >= 2 or letters == 1 or (letters <= 3 and fold(token) == token.lower())
