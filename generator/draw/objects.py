"""PDF objects whose bytes are ready, for ReportLab's document to number and place."""

from __future__ import annotations

import zlib

from reportlab.pdfbase import pdfdoc


class Ready(pdfdoc.PDFObject):
    """An object that is already written.

    ReportLab marks an object as its document's, so each document wraps the shared bytes anew.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The bytes, as they are."""
        return self.data


def stream(content: bytes, level: int, entries: bytes = b"") -> bytes:
    """A stream object of ``content``, compressed at zlib's ``level``.

    Args:
        entries: More of its dictionary, as "/Length1 12".

    Source: ISO 32000-2, 7.3.8; the line end before ``endstream`` is ISO 19005-2's, 6.1.7.1.
    """
    data = zlib.compress(content, level)
    return b"<</Filter/FlateDecode/Length %d%b>>\nstream\n%b\nendstream" % (
        len(data),
        entries,
        data,
    )
