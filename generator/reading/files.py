"""Text files: read from disk with a size limit, and decoded as Unicode.

This is the only module of the room that touches the disk. Files are written by
``core.atomic_write``; legacy Vietnamese encodings are decoded by ``vietnamese.decoding``.
"""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from generator.core.errors import ContentError, InputOutputError, Place, Problem
from generator.core.messages import Message, msg
from generator.core.os_errors import refusal
from generator.reading.file_kinds import UTF16_MARKS, non_text_kind

#: The largest file of text that is read; letters and lists are a thousand times smaller.
MAX_BYTES: Final = 4_000_000

#: How editors save text: the mark at the file's beginning, and the encoding after it.
TEXT_ENCODINGS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-8"),
)

#: Characters of the private use area that mark the slots of a filled template.
RESERVED: Final = re.compile("[\ue000-\ue003]")


def read_source(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most ``limit`` bytes, by default one of text.

    Raises:
        InputOutputError: when it cannot be read.
        ContentError: when it is larger.
    """
    refuse_endless(path)
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
    return not_too_large(data, limit, str(path))


def read_stream(stream: BinaryIO, name: str, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes that another program gives, at most ``limit``; ``name`` is for messages.

    Raises:
        ContentError: when there are more.
    """
    return not_too_large(stream.read(limit + 1), limit, name)


def not_too_large(data: bytes, limit: int, name: str) -> bytes:
    """``data``, the bytes of the file ``name``.

    Raises:
        ContentError: when it has more than ``limit`` bytes.
    """
    if len(data) > limit:
        raise ContentError(
            Problem(
                "file-too-large",
                msg("the file is larger than {limit} MB", limit=limit // 1_000_000),
                msg("name the right file; a text is far smaller"),
                Place(name),
            )
        )
    return data


def refuse_endless(path: Path) -> None:
    """Refuse a named pipe and a device.

    Raises:
        InputOutputError: if it is one.
    """
    if _is_endless(path):
        raise InputOutputError(
            Problem(
                "cannot-read",
                msg("this is no file but a pipe or a device; it is not read"),
                msg("delete or rename it, and save a file under that name"),
                Place(str(path)),
            )
        )


def _is_endless(path: Path) -> bool:
    """True for a named pipe or a device, to read which may wait for ever.

    Those in ``/dev`` a person has named: ``/dev/stdin``, ``<(curl ...)``.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False  # said when it is opened
    is_other = stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode)
    return is_other and not path.is_relative_to("/dev")


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
