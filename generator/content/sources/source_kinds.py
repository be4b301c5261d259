"""Kinds of source files, detected from their content; those not read, each with a way out.

The ending of a name decides nothing: offices rename files, and programs save one kind under the
ending of another.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Final

from generator.core.errors import ContentError, Place, Problem
from generator.core.messages import Message, msg
from generator.reading.file_kinds import UTF16_MARKS


class SourceKind(StrEnum):
    """Kinds of files that are read."""

    TEXT = "text"
    WORD = "word"
    PDF = "pdf"
    WEB = "web"
    WEB_ARCHIVE = "web archive"
    PICTURE = "picture"


#: The endings under which a kind is expected; of others a finding is made.
ENDINGS: Final = {
    SourceKind.TEXT: ("txt", "text", "md", "log", ""),
    SourceKind.WORD: ("docx", "docm", "dotx", "dotm"),
    SourceKind.PDF: ("pdf",),
    SourceKind.WEB: ("html", "htm", "xhtml", "xht"),
    SourceKind.WEB_ARCHIVE: ("mht", "mhtml"),
    SourceKind.PICTURE: ("png", "jpg", "jpeg", "jfif", "gif", "tif", "tiff", "bmp", "webp"),
}
#: Their names in messages.
NAMES: Final = {
    SourceKind.TEXT: msg("plain text"),
    SourceKind.WORD: msg("a Word document"),
    SourceKind.PDF: msg("a PDF"),
    SourceKind.WEB: msg("a web page"),
    SourceKind.WEB_ARCHIVE: msg("a web page in one file"),
    SourceKind.PICTURE: msg("a picture"),
}

#: Code of the problem that a file holds pictures of text only.
SCAN_CODE: Final = "scan-without-text"

_SAVE_AS_DOCX: Final = msg("open it in Word or LibreOffice, and save it as Word document (.docx)")
_SAVE_AS_PDF: Final = msg("open it in its program, and save or print it as PDF")
_WITHOUT_PASSWORD: Final = msg(
    "open it in its program with the password, and save it without (File, Info, Protect Document)"
)
_UNPACK: Final = msg("unpack it, and name the paper that is in it")

#: Signatures of pictures; a "RIFF" is one if it is WebP, and "ftyp" if it is HEIC or AVIF.
_PICTURES: Final = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"\x00\x00\x00\x0cjP  ",
)  # fmt: skip
_HEIC: Final = re.compile(rb"....ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1|avif)", re.DOTALL)
_BITMAP: Final = re.compile(rb"BM....\x00\x00\x00\x00", re.DOTALL)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
#: Other archives, by their signatures.
_ARCHIVES: Final = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PDF_WITHIN: Final = 1024
_TAGS: Final = (
    rb"(?:html|head|body|table|tr|td|div|p|br|b|i|ul|ol|li|meta|link|title|style|script|span|header"
    rb"|article|section|main|nav|h[1-6]|center|font|form|pre|blockquote|a|img|hr)(?=[\s>/])"
)
_MARKUP: Final = re.compile(rb"<(?:!doctype\s+html\b|" + _TAGS + rb")", re.IGNORECASE)
#: Tags anywhere: text with so many is a piece of a page.
_TAG: Final = re.compile(rb"</?" + _TAGS, re.IGNORECASE)
_ENOUGH_TAGS: Final = 5
#: What may stand before the first tag, each by its beginning and end.
_PROLOGUE: Final = ((b"<?", b">"), (b"<!--", b"-->"))
_MIME: Final = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?"
    rb"(?:MIME-Version:|Content-Type:\s*multipart/related)",
    re.IGNORECASE,
)
_START: Final = 4096
#: Names of streams in an OLE file, as its directory writes them.
_STREAMS: Final = {
    "EncryptedPackage": (msg("a document that is locked with a password"), _WITHOUT_PASSWORD),
    "WordDocument": (msg("an old Word document (.doc)"), _SAVE_AS_DOCX),
    "Workbook": (msg("an old Excel workbook (.xls)"), _SAVE_AS_PDF),
    "Book": (msg("an old Excel workbook (.xls)"), _SAVE_AS_PDF),
    "PowerPoint Document": (msg("an old PowerPoint presentation (.ppt)"), _SAVE_AS_PDF),
    "__properties_version1.0": (
        msg("an e-mail of Outlook (.msg)"),
        msg("open it, save the paper that is attached to it, and name that"),
    ),
}
#: Names of parts by which the kind of a zipped file is detected.
_ZIPPED: Final = (
    ("xl/", msg("an Excel workbook (.xlsx)"), _SAVE_AS_PDF),
    ("ppt/", msg("a PowerPoint presentation (.pptx)"), _SAVE_AS_PDF),
    ("index/document.iwa", msg("a Pages document"), _SAVE_AS_DOCX),
    ("index.xml", msg("a Pages document"), _SAVE_AS_DOCX),
    ("meta-inf/container.xml", msg("an e-book (.epub)"), _SAVE_AS_PDF),
)
_MIME_TYPES: Final = (
    (b"opendocument.text", msg("an OpenDocument text (.odt)"), _SAVE_AS_DOCX),
    (b"opendocument.spreadsheet", msg("an OpenDocument spreadsheet (.ods)"), _SAVE_AS_PDF),
    (b"opendocument.presentation", msg("an OpenDocument presentation (.odp)"), _SAVE_AS_PDF),
    (b"epub", msg("an e-book (.epub)"), _SAVE_AS_PDF),
)
_MIME_TYPE_WITHIN: Final = 200


@dataclass(frozen=True, slots=True)
class _Refused:
    """A kind of file that is not read, with the way to one that is."""

    name: Message
    hint: Message


def sniff(data: bytes, *, name: str) -> SourceKind:
    """The kind of the file in ``data``.

    Args:
        data: The file's bytes.
        name: Its name, for messages.

    Raises:
        ContentError: if it is of a kind that is not read, with how to save it as one that is.
    """
    found = _kind(data)
    if isinstance(found, SourceKind):
        return found
    raise ContentError(
        Problem(
            "kind-not-read",
            msg("this is {kind}, which is not read", kind=found.name),
            found.hint,
            Place(name),
        )
    )


def _kind(data: bytes) -> SourceKind | _Refused:
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data)
    if data.lstrip()[:5] == b"{\\rtf":
        return _Refused(msg("an RTF document"), _SAVE_AS_DOCX)
    if data.startswith(_ARCHIVES):
        return _Refused(msg("an archive of files"), _UNPACK)
    if data.startswith(b"%!PS"):
        return _Refused(msg("a PostScript file"), _SAVE_AS_PDF)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return SourceKind.PDF
    if _is_picture(data):
        return SourceKind.PICTURE
    return _written(data)


def _is_picture(data: bytes) -> bool:
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return True
    return bool(_HEIC.match(data) or _BITMAP.match(data))


def _written(data: bytes) -> SourceKind | _Refused:
    """The kind of what may be text: markup, mail, or plain."""
    start = data[:_START]
    if start.startswith(UTF16_MARKS):
        start = start.decode("utf-16", "replace").encode("utf-8")
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"http://schemas.microsoft.com/office/2006/xmlPackage" in start or (
        b"<w:wordDocument" in start
    ):
        return _Refused(msg("a Word document as XML"), _SAVE_AS_DOCX)
    if b"office:document" in start and b"opendocument" in start:
        return _Refused(msg("an OpenDocument text (.fodt)"), _SAVE_AS_DOCX)
    if _MIME.match(start):
        return SourceKind.WEB_ARCHIVE
    if start.startswith(b"<!--") or _MARKUP.match(_after_prologue(start)):
        return SourceKind.WEB
    is_piece = len(_TAG.findall(start)) >= _ENOUGH_TAGS
    return SourceKind.WEB if is_piece else SourceKind.TEXT


def _after_prologue(start: bytes) -> bytes:
    """``start`` without the declaration and the comments that it begins with."""
    for _ in range(start.count(b"<")):
        ends = [end for begin, end in _PROLOGUE if start.startswith(begin)]
        if not ends or ends[0] not in start:
            break
        start = start.partition(ends[0])[2].lstrip()
    return start


def _zipped(data: bytes) -> SourceKind | _Refused:
    start = data[:_MIME_TYPE_WITHIN]
    for mark, kind, hint in _MIME_TYPES:
        if b"mimetype" in start and mark in start:
            return _Refused(kind, hint)
    names = _zip_names(data)
    if names is None:
        # Cut off: the rest shows its kind, and the reader of that reports the damage.
        is_word = b"word/" in data or b"[Content_Types].xml" in data
        return SourceKind.WORD if is_word else _Refused(msg("a damaged archive"), _UNPACK)
    if any(one.startswith("word/") for one in names):
        return SourceKind.WORD
    for folder, kind, hint in _ZIPPED:
        if any(one.startswith(folder) for one in names):
            return _Refused(kind, hint)
    if "[content_types].xml" in names and any("document" in one for one in names):
        return SourceKind.WORD
    return _Refused(msg("an archive of files"), _UNPACK)


def _zip_names(data: bytes) -> list[str] | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            return [one.replace("\\", "/").lower() for one in opened.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None


def _compound(data: bytes) -> SourceKind | _Refused:
    """The kind of an OLE file, by the streams that its directory names."""
    for stream, (kind, hint) in _STREAMS.items():
        if stream.encode("utf-16-le") in data:
            return _Refused(kind, hint)
    return _Refused(msg("an old office file"), _SAVE_AS_DOCX)


def no_text_in_pictures(name: str) -> Problem:
    """Problem of a file whose pages are pictures, which only recognition reads."""
    return Problem(
        SCAN_CODE,
        msg("the file has no text: its pages are pictures (a scan)"),
        msg('install the reader of scans: pip install "anpham[ocr]"'),
        Place(name),
    )
