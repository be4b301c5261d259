"""Decoding of web pages: by their mark, as UTF-8, as they declare, or as browsers guess.

Source: WHATWG Encoding Standard; a page that is valid UTF-8 is UTF-8 whatever it declares.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from generator.reading.files import decode_unicode
from generator.vietnamese.decoding import decode_cp1252

_WITHIN: Final = 4096
_DECLARED: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE)
#: Names that mean Windows-1252 on the web, or that Python does not know.
_LATIN: Final = frozenset(("iso8859-1", "ascii", "latin-1", "cp1252"))


def decode_page(data: bytes, *, charset: str | None = None) -> str:
    """The text of a web page.

    Args:
        data: Its bytes.
        charset: What its envelope says of its encoding, if it has one.
    """
    try:
        return decode_unicode(data)
    except UnicodeDecodeError:
        pass
    name = _codec(charset) or _declared(data)
    if name is None or name in _LATIN:
        return decode_cp1252(data)
    return data.decode(name, "replace")


def _declared(data: bytes) -> str | None:
    for pattern in (_XML, _DECLARED):
        found = pattern.search(data[:_WITHIN])
        if found is not None and (name := _codec(found[1].decode("ascii"))) is not None:
            return name
    return None


def _codec(name: str | None) -> str | None:
    """Python's name of a text encoding; None if it knows none of that name."""
    try:
        found = codecs.lookup(name or "")
    except (LookupError, ValueError):
        return None
    # "hex" and the like are codecs, too.
    return found.name if getattr(found, "_is_text_encoding", True) else None
