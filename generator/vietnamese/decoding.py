"""Decoding of text files in Unicode or in a legacy Vietnamese encoding.

Bytes become characters here; ``repair`` then converts the characters of a legacy encoding.
"""

from __future__ import annotations

from generator.reading.files import decode_plain_text
from generator.vietnamese.legacy_encodings import find_legacy_words


def decode_text(data: bytes, *, source: str) -> str:
    """The text in ``data``: UTF-8, or UTF-16 with its mark, as Windows' editors save it.

    The byte order mark is dropped. Bytes of a legacy Vietnamese encoding are decoded as
    Windows-1252, as most programs show them; the text guard converts those characters.

    Raises:
        ContentError: when the bytes are no such text; the message names their likely kind.
    """
    return decode_plain_text(data, source, _decode_legacy)


def _decode_legacy(data: bytes) -> str | None:
    """Bytes of a legacy encoding as Windows-1252; None when they are no such text.

    Each line is decoded alone, because lists grow: lines in UTF-8 stay UTF-8.
    """
    legacy: dict[int, str] = {}
    lines = []
    for at, line in enumerate(data.split(b"\n")):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            legacy[at] = decode_cp1252(line)
            lines.append(legacy[at])
    if legacy.keys().isdisjoint(find_legacy_words(lines)):
        return None
    return "\n".join(lines).removeprefix("\ufeff")


def decode_cp1252(line: bytes) -> str:
    """``line`` as Windows-1252, its five unused bytes as the control characters that they are."""
    return "".join(
        character if character != "\ufffd" else chr(byte)
        for byte, character in zip(line, line.decode("cp1252", "replace"), strict=True)
    )
