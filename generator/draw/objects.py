"""PDF objects whose bytes are ready, for ReportLab's document to number and place."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfdoc


class RawObject(pdfdoc.PDFObject):
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


@dataclass(frozen=True, slots=True)
class PdfObject:
    """An object whose bytes are ready but for the references to others.

    Attributes:
        kind: Begins its name, as "Fm".
        parts: Its bytes; what stands for another object is the reference to it.
        is_transparent: True if what it paints is mixed with what it lies on.
        name: The resource name. Equal objects have equal names in every document.
    """

    kind: str
    parts: tuple[bytes | PdfObject, ...]
    is_transparent: bool = False
    name: str = field(init=False)

    def __post_init__(self) -> None:
        content = hashlib.sha256()
        for part in self.parts:
            content.update(part if isinstance(part, bytes) else b"\0" + part.name.encode("ascii"))
        object.__setattr__(self, "name", f"{self.kind}{content.hexdigest()[:16]}")


@dataclass(frozen=True, slots=True)
class ImageObject:
    """An image XObject whose bytes are ready (ISO 32000-2, 8.9.5).

    Attributes:
        entries: Of its dictionary, but for the length and the soft mask.
        data: Its pixels, packed as ``entries`` say.
        mask: A whole stream object: how much each pixel covers; None if all do in full.
        name: The resource name. Equal pictures have equal names in every document.
    """

    entries: bytes
    data: bytes
    mask: bytes | None = None
    name: str = field(init=False)

    def __post_init__(self) -> None:
        content = hashlib.sha256(self.entries + self.data + (self.mask or b""))
        object.__setattr__(self, "name", f"Im{content.hexdigest()[:16]}")

    @property
    def is_transparent(self) -> bool:
        """True if what lies behind it shows through."""
        return self.mask is not None

    def stream_object(self, mask: bytes) -> bytes:
        """The stream object; ``mask`` is the reference to its soft mask, if it has one."""
        entries = self.entries + (b"/SMask %b" % mask if self.mask is not None else b"")
        return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(self.data), self.data)


def ascii_string(text: str) -> bytes:
    """A text string of printable ASCII, which PDFDocEncoding shares (ISO 32000-2, 7.9.2.2).

    For what programs read: some print a UTF-16 string's bytes as they are.

    Raises:
        UnicodeEncodeError: if there is another character.
    """
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"(%b)" % escaped.encode("ascii")


def text_string(text: str) -> bytes:
    """A text string, in UTF-16 (ISO 32000-2, 7.9.2.2)."""
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().encode("ascii")
