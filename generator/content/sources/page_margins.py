"""Texts that stand in the margins of pages alone: page numbers, and what browsers print there."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"\W*(?:trang\s+|page\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?\W*", re.I)
#: "30/11/2026, 10:05   Title" and "https://… 1/2".
_PRINT_MARK: Final = re.compile(
    r"(?:https?|file)://.*"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? +\d{1,2}:\d{2}\b.*"
    r"|\d{1,2}:\d{2},? +\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b.*",
    re.I,
)


def page_number(text: str) -> int | None:
    """The number in a text that is a page number: "2", "- 2 -", "Trang 2/5"; else None."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def is_print_mark(text: str) -> bool:
    """True for the day, title, address and page that a browser prints."""
    return _PRINT_MARK.fullmatch(text) is not None


def is_margin_text(text: str) -> bool:
    """True for a page number or what a browser prints."""
    return page_number(text) is not None or is_print_mark(text)
