"""Facts in a point that people look for: telephone numbers, addresses, hours; ordinals of lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_HOURS: Final = r"\d{1,2}\s*(?:giờ|h|:)\s*\d{0,2}(?:\s*phút)?"
_FACT: Final = re.compile(
    r"(?<![\d/])(?:0\d{2,3}[\s.]?\d{3}[\s.]?\d{3,4}|1[89]00[\s.]?\d{2,6})(?![\d/])"
    r"|\b(?:gọi|số|điện thoại|đường dây nóng|tổng đài|đt)[^\d;.]{0,25}11[1-5]\b(?!/)"
    r"|https?://|\bwww\.|(?<![@\w.-])(?:[\w-]+\.)+(?:vn|com|org|net)\b"
    r"|\b(?:địa chỉ|trụ sở|tại số|số nhà)\b.{0,20}\d|\bsố \d+[a-z]?,? (?:đường|phố|ngõ)\b"
    r"|\b(?:giờ (?:làm việc|mở cửa)|mở cửa|tiếp (?:công )?dân|24/24)\b"
    rf"|\btừ {_HOURS} (?:đến|tới) {_HOURS}",
    re.IGNORECASE,
)
_COUNTS: Final = "nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười"
_ORDINAL: Final = re.compile(
    rf"(?:(?:một|{_COUNTS}) là\s*[,:]?\s+|thứ (?:{_COUNTS})(?: là\s*[,:]?|\s*[,:])\s+)(?=\w)",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(r"(?:một là|thứ nhất)\b", re.IGNORECASE)
#: A second ordinal in the same text: it is a list of its own.
_SECOND: Final = re.compile(r"\b(?:hai là|thứ hai)\b", re.IGNORECASE)


def has_public_fact(text: str) -> bool:
    """True if ``text`` has a telephone number, an address, hours or a web address for people."""
    return _FACT.search(text) is not None


def counts_in_words(texts: Sequence[str]) -> bool:
    """True if ``texts`` are counted in words: "Một là, …", "Hai là, …"."""
    return any(_FIRST.match(text) and not _SECOND.search(text) for text in texts)


def without_ordinal(text: str) -> str:
    """``text`` without the ordinal at its head, "Hai là,"; "Một là A, hai là B" stays."""
    found = _ORDINAL.match(text)
    if found is None or (_FIRST.match(text) and _SECOND.search(text)):
        return text
    rest = text[found.end() :]
    return rest[:1].upper() + rest[1:]
