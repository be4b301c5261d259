"""Text files: read from disk with a size limit, and decoded as Unicode.

This is the only module of the room that touches the disk. Files are written by
``core.atomic_write``; legacy Vietnamese encodings are decoded by ``vietnamese.decoding``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from generator.core.errors import ContentError, InputOutputError, Place, Problem
from generator.core.messages import Message, msg
from generator.core.os_errors import refusal
from generator.reading.file_kinds import UTF16_MARKS, non_text_kind

#: The largest file of text that is read; letters and lists are a thousand times smaller.
MAX_BYTES: Final = 4_000_000

#: Characters of the private use area that mark the slots of a filled template.
RESERVED: Final = re.compile("[\ue000-\ue003]")


def read_source(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most ``limit`` bytes, by default one of text.

    Raises:
        InputOutputError: when it cannot be read.
        ContentError: when it is larger.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        raise InputOutputError(
            Problem(
                "cannot-read",
                msg("cannot read the file: {reason}", reason=refusal(error)),
                msg("check its name, and that you may open it"),
                Place(str(path)),
            )
        ) from error
    if len(data) > limit:
        raise ContentError(
            Problem(
                "file-too-large",
                msg("the file is larger than {limit} MB", limit=limit // 1_000_000),
                msg("name the right file; a text is far smaller"),
                Place(str(path)),
            )
        )
    return data


def read_text(path: Path) -> str:
    """The text in a file that is part of a template or theme.

    Raises:
        InputOutputError: when it cannot be read.
        ContentError: when it is no text in UTF-8, or holds a character that marks a template's
            slots.
    """
    data = read_source(path)
    if data.startswith(UTF16_MARKS):
        raise _not_utf8(Place(str(path), 1))

    def refuse(data: bytes) -> None:
        """Templates are written by people who can save UTF-8: nothing else is tried."""
        try:
            decode_unicode(data)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise _not_utf8(Place(str(path), line)) from error

    text = decode_plain_text(data, str(path), refuse)
    if reserved := RESERVED.search(text):
        line = text.count("\n", 0, reserved.start()) + 1
        column = reserved.start() - text.rfind("\n", 0, reserved.start())
        raise ContentError(
            Problem(
                "bad-character",
                msg("character U+{code} cannot be used", code=f"{ord(reserved[0]):04X}"),
                msg("delete the invisible character there"),
                Place(str(path), line, column),
            )
        )
    return text


def decode_plain_text(data: bytes, source: str, fallback: Callable[[bytes], str | None]) -> str:
    """The text in ``data``.

    Args:
        data: The bytes of a file.
        source: Its name, for messages.
        fallback: Decodes bytes that are not Unicode; gives None when they are no text.

    Raises:
        ContentError: when the bytes are of another kind of file, binary, empty, or no text.
    """
    kind = non_text_kind(data)
    if kind is not None:
        raise _not_text(msg("this is {kind}, not plain text", kind=kind), Place(source))
    try:
        text = decode_unicode(data)
    except UnicodeDecodeError as error:
        decoded = fallback(data)
        if decoded is None:
            line = data.count(b"\n", 0, error.start) + 1
            raise _not_text(msg("the file is not UTF-8 text"), Place(source, line)) from error
        text = decoded
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _not_text(msg("this is a binary file, not plain text"), Place(source, line))
    if not text.strip():
        raise ContentError(
            Problem(
                "empty-file",
                msg("the file is empty"),
                msg("save the text into it as UTF-8"),
                Place(source),
            )
        )
    return text


def decode_unicode(data: bytes) -> str:
    """Text of ``data``: UTF-16 with its byte order mark, else UTF-8; the mark is dropped.

    Raises:
        UnicodeDecodeError: if it is neither.
    """
    return data.decode("utf-16" if data.startswith(UTF16_MARKS) else "utf-8-sig")


def _not_utf8(place: Place) -> ContentError:
    hint = msg("open it in its program and save it in UTF-8")
    return ContentError(Problem("not-plain-text", msg("the file is not UTF-8 text"), hint, place))


def _not_text(message: Message, place: Place) -> ContentError:
    hint = msg("open it in its program and save it as plain text (.txt) in UTF-8")
    return ContentError(Problem("not-plain-text", message, hint, place))
