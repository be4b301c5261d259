"""Files of text: read at the rim, decoded once; ``generator.saving`` writes them.

The only place of this room that touches the disk, with the loaders that take a path.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.content.legacy import Encoding, detect_encoding
from generator.content.textguard import refuse_older_encoding
from generator.errors import ContentError, InputOutputError, Place, Problem
from generator.messages import Message, msg
from generator.refusals import refusal

#: The largest file of text that is read; letters and lists are a thousand times smaller.
MAX_BYTES: Final = 4_000_000

# What people send instead of plain text, by a file's first bytes.
_SIGNATURES: Final[tuple[tuple[bytes, Message], ...]] = (
    (b"PK\x03\x04", msg("a Word document or other zipped file")),
    (b"\xd0\xcf\x11\xe0", msg("an old Word document (.doc)")),
    (b"%PDF", msg("a PDF")),
    (b"{\\rtf", msg("an RTF document")),
    (b"\x89PNG", msg("a picture")),
    (b"\xff\xd8\xff", msg("a picture")),
)
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def read_source(path: Path) -> bytes:
    """The bytes of a file of text.

    Raises:
        InputOutputError: when it cannot be read.
        ContentError: when it is larger than any such file can be.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputOutputError(
            Problem(
                "cannot-read",
                msg("cannot read the file: {reason}", reason=refusal(error)),
                msg("check its name, and that you may open it"),
                Place(str(path)),
            )
        ) from error
    if len(data) > MAX_BYTES:
        raise ContentError(
            Problem(
                "file-too-large",
                msg("the file is larger than {limit} MB", limit=MAX_BYTES // 1_000_000),
                msg("name the right file; a text is far smaller"),
                Place(str(path)),
            )
        )
    return data


def read_text(path: Path) -> str:
    """The text in a file; for files that are part of a template or theme too.

    Raises:
        InputOutputError: when it cannot be read.
        ContentError: when it is no text.
    """
    return decode_text(read_source(path), source=str(path))


def decode_text(data: bytes, *, source: str) -> str:
    """The text in ``data``: UTF-8, or UTF-16 with its mark, as Windows' editors save it.

    The byte order mark is dropped. Nothing else is changed; the guard does that.

    Raises:
        ContentError: when the bytes are no such text, saying what they seem to be.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _not_text(msg("this is {kind}, not plain text", kind=kind), Place(source))
    encoding = "utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        _refuse_older_bytes(data, source)
        line = data.count(b"\n", 0, error.start) + 1
        raise _not_text(msg("the file is not UTF-8 text"), Place(source, line)) from error
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


def _refuse_older_bytes(data: bytes, source: str) -> None:
    """Raise when bytes that are no Unicode are text of an older Vietnamese encoding.

    Editors show such bytes as Windows-1252. The other encodings that the guard knows are Unicode
    that was damaged on the way; bytes that could not be decoded cannot be told to be these.
    """
    shown = data.decode("cp1252", "replace")
    if detect_encoding(shown) in (Encoding.TCVN3, Encoding.VNI):
        refuse_older_encoding(shown, source=source)


def _not_text(message: Message, place: Place) -> ContentError:
    hint = msg("open it in its program and save it as plain text (.txt) in UTF-8")
    return ContentError(Problem("not-plain-text", message, hint, place))
