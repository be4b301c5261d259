"""Kinds of files by their first bytes: what was taken for a PDF or for plain text.

Files are read and decoded in ``reading.files``.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from generator.core.messages import Message, msg

ASK_AGAIN: Final = msg("export it as PDF again, or ask for the file once more")
_SAVE_AS_PDF: Final = msg("in Word, or the program it is from: Save As, PDF; then check that file")
_PLACE_PICTURE: Final = msg("place the picture on a page and save that as PDF, or ask for the PDF")

#: Readers accept the PDF header anywhere in so many bytes (ISO 32000-1, annex H, note 13).
_HEADER_WITHIN: Final = 1024


class FileKind(NamedTuple):
    """A kind of file that is neither a PDF nor plain text.

    Attributes:
        signature: Its first bytes.
        name: As in "this is {name}, not plain text"; None if such a file may be read as text.
        not_pdf: The message where a PDF was expected.
        remedy: How to get a PDF from it.
    """

    signature: bytes
    name: Message | None
    not_pdf: Message
    remedy: Message


_PICTURE: Final = msg("a picture")
KINDS: Final = (
    FileKind(b"\x89PNG\r\n", _PICTURE, msg("this is a picture (PNG), not a PDF"), _PLACE_PICTURE),
    FileKind(b"\xff\xd8\xff", _PICTURE, msg("this is a picture (JPEG), not a PDF"), _PLACE_PICTURE),
    FileKind(b"GIF8", _PICTURE, msg("this is a picture (GIF), not a PDF"), _PLACE_PICTURE),
    FileKind(b"II*\x00", _PICTURE, msg("this is a picture (TIFF), not a PDF"), _PLACE_PICTURE),
    FileKind(b"MM\x00*", _PICTURE, msg("this is a picture (TIFF), not a PDF"), _PLACE_PICTURE),
    FileKind(
        b"PK\x03\x04",
        msg("a Word document or other zipped file"),
        msg("this is a Word document or another zipped file, not a PDF"),
        _SAVE_AS_PDF,
    ),
    FileKind(
        b"\xd0\xcf\x11\xe0",
        msg("an old Word document (.doc)"),
        msg("this is an old Word document (.doc), not a PDF"),
        _SAVE_AS_PDF,
    ),
    FileKind(
        b"{\\rtf",
        msg("an RTF document"),
        msg("this is an RTF document, not a PDF"),
        _SAVE_AS_PDF,
    ),
    FileKind(b"%!PS", None, msg("this is a PostScript file, not a PDF"), _SAVE_AS_PDF),
)
_PDF: Final = msg("a PDF")
_WEB_PAGE: Final = (b"<!doctype html", b"<html")
#: Byte order marks of UTF-16.
UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
#: Text is recognised by the absence of control characters other than these.
_TEXT_CONTROLS: Final = frozenset(b"\t\n\r\f")


def describe_non_pdf(data: bytes) -> tuple[Message, Message]:
    """A message on the kind of ``data``, which cannot be opened as a PDF, and its remedy."""
    if not data.strip(b"\0 \r\n\t"):
        return msg("the file is empty"), msg("download or copy it again, or ask for it once more")
    start = data[:_HEADER_WITHIN]
    if b"%PDF-" in start:
        return msg("the PDF is so damaged that it cannot be opened"), ASK_AGAIN
    for kind in KINDS:
        if data.startswith(kind.signature):
            return kind.not_pdf, kind.remedy
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_WEB_PAGE):
        return (
            msg("this is a web page, not a PDF"),
            msg("if it is a download, open it: it may say what went wrong; then download again"),
        )
    if _is_text(start):
        return msg("this is plain text, not a PDF"), _SAVE_AS_PDF
    return msg("the file is no PDF, or so damaged that it cannot be opened"), ASK_AGAIN


def non_text_kind(data: bytes) -> Message | None:
    """The name of the kind of ``data`` if its first bytes are those of no plain text."""
    if data.startswith(b"%PDF"):
        return _PDF
    return next((kind.name for kind in KINDS if data.startswith(kind.signature)), None)


def _is_text(start: bytes) -> bool:
    plain = all(byte >= 0x20 or byte in _TEXT_CONTROLS for byte in start)
    return plain or start.startswith(UTF16_MARKS)
