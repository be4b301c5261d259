"""Previews: finished pages as PNG files, with bleed and marks where they have them."""

from __future__ import annotations

import io

from generator.core.destination import Destination
from generator.core.units import PT_PER_INCH
from generator.job import Piece

#: Fine enough to read the small print and scan the QR code from a screen.
PREVIEW_DPI = 150


def piece_preview(piece: Piece, page: int) -> bytes:
    """Page ``page`` (0-based) of ``piece``; of a size in px as so many pixels."""
    if piece.pixels is None or piece.profile.destination is Destination.PRESS:
        return preview_png(piece.pdf, page)
    from generator.outputs.png import page_png, picture_size

    return page_png(piece.pdf, page, picture_size(piece.trim_mm, piece.pixels, PREVIEW_DPI))


def preview_png(pdf: bytes, page: int, dpi: float = PREVIEW_DPI) -> bytes:
    """Page ``page`` (0-based) of ``pdf`` as a PNG file at ``dpi`` pixels an inch.

    Equal input gives equal bytes: the picture bears no date.
    """
    # Slow to import, and needed by few runs.
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=dpi / PT_PER_INCH).to_pil()
        file = io.BytesIO()
        picture.save(file, format="PNG", dpi=(dpi, dpi))
        return file.getvalue()
    finally:
        document.close()
