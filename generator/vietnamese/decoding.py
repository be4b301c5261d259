"""Decoding of text files: Unicode, or a Vietnamese encoding older than that."""

from __future__ import annotations

from generator.reading.files import checked_text, decode_unicode
from generator.vietnamese.legacy_encodings import find_old_words


def decode_text(data: bytes, *, source: str) -> str:
    """The text in ``data``: UTF-8, or UTF-16 with its mark, as Windows' editors save it.

    The byte order mark is dropped. Bytes of an older Vietnamese encoding are given as the
    letters that programs show for them (Windows-1252). Nothing else is changed; the guard does
    that, and it converts those letters.

    Raises:
        ContentError: when the bytes are no such text, saying what they seem to be.
    """
    return checked_text(data, source, _as_older_is_shown)


def _as_older_is_shown(data: bytes) -> str | None:
    """Bytes of an older encoding as Windows-1252 shows them; None when they are no such text.

    Line by line, because lists grow: lines that are UTF-8 are kept as such.
    """
    shown: dict[int, str] = {}
    lines = []
    for at, line in enumerate(data.split(b"\n")):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            shown[at] = _shown(line)
            lines.append(shown[at])
    if shown.keys().isdisjoint(find_old_words(lines)):
        return None
    return "\n".join(lines).removeprefix("\ufeff")


def _shown(line: bytes) -> str:
    """``line`` as Windows-1252, its five unused bytes as the control characters that they are."""
    return "".join(
        character if character != "\ufffd" else chr(byte)
        for byte, character in zip(line, line.decode("cp1252", "replace"), strict=True)
    )


def is_unicode(data: bytes) -> bool:
    """Whether the bytes of a text are Unicode, not an older encoding."""
    try:
        decode_unicode(data)
    except UnicodeDecodeError:
        return False
    return True
