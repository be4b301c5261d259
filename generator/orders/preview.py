"""Previews: finished pages as PNG files."""

from __future__ import annotations

import io

from generator.core.units import PT_PER_INCH

#: Fine enough to read the small print and scan the QR code from a screen.
PREVIEW_DPI = 150


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
