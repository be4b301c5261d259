"""Names for files: ASCII words joined by hyphens."""

from __future__ import annotations

import re

from generator.vietnamese.accents import without_accents

#: With a material and a size around it, a name of this length stays below every system's limit.
MAX_LENGTH = 60


def slug(text: str, *, max_length: int = MAX_LENGTH) -> str:
    """``text`` as a part of a file name: "phường Đông Hưng Thuận" is phuong-dong-hung-thuan.

    Cut after a whole word where possible. A text without a Latin letter or digit gives
    "untitled"; two texts may give the same slug.
    """
    whole = "-".join(re.findall(r"[a-z0-9]+", without_accents(text)))
    if len(whole) > max_length:
        cut = whole[: max_length + 1].rfind("-")
        whole = whole[: cut if cut > 0 else max_length]
    return whole or "untitled"
