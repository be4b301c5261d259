"""Numbers in addresses and forms, where anybody may write anything."""

from __future__ import annotations

from typing import Final

#: A number with more figures is none that anybody means.
MOST_FIGURES: Final = 9


def number_in(written: str) -> int | None:
    """The whole number that ``written`` is; None if it is none, or out of all proportion."""
    is_number = written.isascii() and written.isdecimal() and len(written) <= MOST_FIGURES
    return int(written) if is_number else None
