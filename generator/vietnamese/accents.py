"""Text without case and accents, as people type names and words in a hurry."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """``text`` in small letters without accents, "Đông Hưng Thuận" as "dong hung thuan".

    Signs that stand for others become these: "²" is 2, a letter of full width its usual form.
    """
    # đ is a letter of its own to Unicode: it does not decompose to d and a mark.
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
