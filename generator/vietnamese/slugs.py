"""Names for files: ASCII words joined by hyphens."""

from __future__ import annotations

import re
import unicodedata

#: With a material and a size around it, a name of this length stays below every system's limit.
MAX_LENGTH = 60


def slug(text: str, *, max_length: int = MAX_LENGTH) -> str:
    """``text`` as a part of a file name: "phường Đông Hưng Thuận" is phuong-dong-hung-thuan.

    Cut after a whole word where possible. A text without a Latin letter or digit gives
    "untitled"; two texts may give the same slug.
    """
    # đ is a letter of its own to Unicode: it does not decompose to d and a mark.
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    words = re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", plain).lower())
    whole = "-".join(words)
    if len(whole) > max_length:
        cut = whole[: max_length + 1].rfind("-")
        whole = whole[: cut if cut > 0 else max_length]
    return whole or "untitled"
