"""Limits of the PDFs that are read, judged before pdfium reads them: it knows none.

Of a paper with text these are far away. A file beyond them is made to keep a program busy or to
fill its memory, or is no paper: a drawing, a book.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import Final

import pikepdf

from generator.core.errors import ContentError, Place, Problem
from generator.core.messages import Message, msg
from generator.reading.pdf.call_graph import find_runaway_content
from generator.reading.pdf.objects import FAULTS, page_content

#: Official papers with their annexes have up to 150 pages; a book is none.
MAX_PAGES: Final = 300
#: A page of small print has 8,000 characters.
MAX_PAGE_CHARACTERS: Final = 60_000
#: pdfium draws annotations into a page in a time that grows with the square of their number.
MAX_SHOWN_ANNOTATIONS: Final = 300
#: Decoded bytes of a stream that is no picture; the fonts of all languages in one have 25 million.
MAX_STREAM_BYTES: Final = 64_000_000
#: Decoded bytes of a page's content with all that it calls; maps have a few million.
MAX_CONTENT_BYTES: Final = 10_000_000

#: Decoded bytes of a picture, which is not decoded here: A4 in colour at 600 dpi has 105 million.
_MAX_PICTURE_BYTES: Final = 400_000_000
#: Deflate packs at most a thousand to one, so a smaller stream is harmless.
_HARMLESS_BYTES: Final = MAX_STREAM_BYTES // 1_100
_STREAM: Final = re.compile(rb"stream\r?\n")
_END: Final = b"endstream"
_PICTURE: Final = re.compile(rb"/Subtype\s*/Image\b")
#: So far before its data a picture's dictionary begins.
_DICTIONARY_BYTES: Final = 1_000
#: Deflated data that are deflated again, and again.
_MAX_STEPS: Final = 4
_CHUNK: Final = 1 << 20

_ASK_AGAIN: Final = msg("ask its sender for the file again, or for the Word document")


def refuse_hostile(data: bytes, *, name: str) -> None:
    """Refuse a PDF that would keep pdfium busy without end, or fill the memory.

    Raises:
        ContentError: if a stream of it or a page's content is beyond the limits, or calls itself.
    """
    if _has_bomb(data):
        raise _refused("file-too-large", msg("the PDF unpacks to more than any paper holds"), name)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            _refuse_runaway_content(pdf, name)
    except (*FAULTS, pikepdf.PasswordError):
        # Damaged or locked; pdfium says so in its turn.
        return


def _refuse_runaway_content(pdf: pikepdf.Pdf, name: str) -> None:
    if len(pdf.pages) > MAX_PAGES:
        return
    for number, page in enumerate(pdf.pages, start=1):
        data = page_content(page.obj)
        if data.count(b"Tj") + data.count(b"TJ") > MAX_PAGE_CHARACTERS:
            raise too_many_characters(name, number)
    for tangle in find_runaway_content(pdf, limit=MAX_CONTENT_BYTES):
        message = msg("page {page} has content without end", page=tangle.page + 1)
        raise _refused("nested-too-deep", message, name, tangle.page + 1)


def too_many_characters(name: str, page: int) -> ContentError:
    """The error on a page, 1-based, with more characters than any of a paper."""
    return ContentError(
        Problem(
            "file-too-large",
            msg("page {page} has more characters than any page of a paper", page=page),
            msg("save the pages of the official paper as a PDF of its own, and take that"),
            Place(name, page=page),
        )
    )


def _refused(code: str, message: Message, name: str, page: int | None = None) -> ContentError:
    return ContentError(Problem(code, message, _ASK_AGAIN, Place(name, page=page)))


def _has_bomb(data: bytes) -> bool:
    """True if a stream unpacks to more than the limit, whatever its dictionary says of it."""
    view = memoryview(data)
    for found in _STREAM.finditer(data):
        start = found.end()
        if not _is_deflated(data[start : start + 2]):
            continue
        end = data.find(_END, start)
        packed = view[start : end if end >= 0 else len(data)]
        before = data[max(0, found.start() - _DICTIONARY_BYTES) : found.start()]
        own = before[before.rfind(b"obj") + 3 :]
        limit = _MAX_PICTURE_BYTES if _PICTURE.search(own) else MAX_STREAM_BYTES
        if _Unpacker(limit).goes_beyond(packed):
            return True
    return False


def _is_deflated(start: bytes) -> bool:
    """True for the first bytes of deflated data (RFC 1950)."""
    return len(start) > 1 and start[0] & 15 == 8 and (start[0] * 256 + start[1]) % 31 == 0


class _Unpacker:
    """Unpacks deflated bytes to nothing, those that are deflated again as well."""

    def __init__(self, limit: int, step: int = 1) -> None:
        self._limit = limit
        self._step = step
        self._engine = zlib.decompressobj()
        self._size = 0
        self._inner: _Unpacker | None = None

    def goes_beyond(self, packed: memoryview | bytes) -> bool:
        """True if what was given until now unpacks to more than the limit.

        A small piece whose first bytes show nothing deflated inside is not unpacked further.
        """
        part: memoryview | bytes = packed
        while len(part) and not self._engine.eof:
            try:
                unpacked = self._engine.decompress(part, _CHUNK)
            except zlib.error:
                return False
            if not self._size and self._step < _MAX_STEPS and _is_deflated(unpacked[:2]):
                self._inner = _Unpacker(self._limit, self._step + 1)
            self._size += len(unpacked)
            if self._size > self._limit:
                return True
            if self._inner is not None:
                if self._inner.goes_beyond(unpacked):
                    return True
            elif len(packed) < _HARMLESS_BYTES:
                return False
            if self._engine.eof:
                return False
            part = self._engine.unconsumed_tail
        return False
