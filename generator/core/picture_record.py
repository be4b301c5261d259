"""The record that our pictures bear of themselves: the names of a PNG's texts, the pixels' hash.

Source: PNG (third edition), 11.3.3 (textual data); XMP's keyword is that of ISO 16684-1, annex.
"""

from __future__ import annotations

import hashlib
from typing import Final

#: Keywords of iTXt chunks: the XMP packet of the sheet, the alternative text, the pixels' hash.
XMP_KEY: Final = "XML:com.adobe.xmp"
ALT_KEY: Final = "Description"
PIXELS_KEY: Final = "anpham:pixels"

#: Around a packet of XMP.
_PACKET_START: Final = b"<?xpacket begin="
_PACKET_END: Final = b'<?xpacket end="w"?>'


def pixels_sha256(size: tuple[int, int], samples: bytes) -> str:
    """The hash of a picture's pixels alone: RGB row by row; or its palette, then the indexes."""
    found = hashlib.sha256(f"{size[0]}x{size[1]} ".encode())
    found.update(samples)
    return found.hexdigest()


def packet_in(data: bytes) -> str:
    """The XMP packet that a file of ours holds uncompressed; empty if there is none."""
    start = data.find(_PACKET_START)
    end = data.find(_PACKET_END, start)
    if start < 0 or end < 0:
        return ""
    return data[start : end + len(_PACKET_END)].decode("utf-8", "replace")
