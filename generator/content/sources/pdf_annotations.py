"""Links of a PDF page, and the glyphs that its annotations and form fields show.

A digital signature's appearance ("Người ký: … Ngày ký: …") and what is typed into a form are no
part of the page's own content. pdfium draws them into it, and then what was there before is taken
away, so that their texts are read apart from the lines that they lie on.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import pypdfium2

from generator.content.sources.pdf_glyphs import PageFrame, PageGlyphs, read_glyphs
from generator.content.sources.pdf_limits import MAX_PAGE_CHARACTERS

#: Annotations of a page beyond this number are not read.
_MAX_ANNOTATIONS: Final = 2_000
_MAX_URI_BYTES: Final = 4_000
#: Targets that a code on a printed piece may lead to.
_TARGET: Final = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.I)
#: Addresses as they are printed; a full stop at their end is that of the sentence.
_PRINTED: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'“”‘’()\[\]{}]+[^\s<>\"'“”‘’()\[\]{}.,;:!?…]", re.I
)
#: Annotations that show no text of their own on the page.
_SILENT: Final = frozenset(
    {
        "FPDF_ANNOT_LINK",
        "FPDF_ANNOT_POPUP",
        "FPDF_ANNOT_TEXT",
        "FPDF_ANNOT_HIGHLIGHT",
        "FPDF_ANNOT_UNDERLINE",
        "FPDF_ANNOT_SQUIGGLY",
        "FPDF_ANNOT_STRIKEOUT",
    }
)


def printed_links(text: str) -> Iterator[str]:
    """Web addresses that stand in a text, with their scheme."""
    for found in _PRINTED.finditer(text):
        yield found[0] if "://" in found[0] else f"https://{found[0]}"


def link_targets(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> list[str]:
    """The targets of an open page's links to the web and to mailboxes, in the file's order."""
    raw = pypdfium2.raw
    targets: list[str] = []
    for annotation in _annotations(page):
        link = raw.FPDFAnnot_GetLink(annotation)
        action = raw.FPDFLink_GetAction(link) if link else None
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
            uri = _uri(document, action)
            if _TARGET.fullmatch(uri):
                targets.append(uri)
    return targets


def _uri(document: pypdfium2.PdfDocument, action: Any) -> str:
    def call(buffer: Any, size: int) -> int:
        return int(pypdfium2.raw.FPDFAction_GetURIPath(document.raw, action, buffer, size))

    return _bytes_of(call).decode("utf-8", "replace").strip()


def _bytes_of(call: Callable[[Any, int], int]) -> bytes:
    size = call(None, 0)
    if not 0 < size <= _MAX_URI_BYTES:
        return b""
    buffer = ctypes.create_string_buffer(size)
    call(buffer, size)
    return buffer.value


def _annotations(page: pypdfium2.PdfPage) -> Iterator[Any]:
    raw = pypdfium2.raw
    for number in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        try:
            yield annotation
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def count_shown(page: pypdfium2.PdfPage) -> int:
    """The number of annotations of an open page that may show text."""
    raw = pypdfium2.raw
    silent = {getattr(raw, name) for name in _SILENT}
    return sum(raw.FPDFAnnot_GetSubtype(one) not in silent for one in _annotations(page))


def annotation_glyphs(
    document: pypdfium2.PdfDocument, number: int, frame: PageFrame
) -> PageGlyphs | None:
    """The glyphs that a page's annotations show; None if they show none.

    The page is changed in the open document: read its own content before.

    Args:
        number: Zero-based.
        frame: The page's.
    """
    raw = pypdfium2.raw
    page = document[number]
    try:
        own = raw.FPDFPage_CountObjects(page.raw)
        if raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
            return None
    finally:
        page.close()
    page = document[number]
    try:
        for _ in range(own):
            item = raw.FPDFPage_GetObject(page.raw, 0)
            if not item or not raw.FPDFPage_RemoveObject(page.raw, item):
                return None
            raw.FPDFPageObj_Destroy(item)
        found = read_glyphs(page, frame, limit=MAX_PAGE_CHARACTERS)
        return found if found.glyphs else None
    finally:
        page.close()
