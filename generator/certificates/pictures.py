"""Pictures of finished pages, cut to their trim, for certificates."""

from __future__ import annotations

import io
from collections.abc import Sequence

#: Pixels of a picture's longer side: sharp in print at the size a certificate has room for.
LONGER_SIDE_PX = 900
_QUALITY = 85


def page_jpeg(pdf: bytes, page: int, longer_side_px: int = LONGER_SIDE_PX) -> bytes:
    """Page ``page`` (0-based) of ``pdf``, trimmed, as a JPEG file in sRGB."""
    # Slow to import, and needed by few runs.
    import pypdfium2

    from generator.preflight.pdf.call_graph import without_runaway_content

    document = pypdfium2.PdfDocument(without_runaway_content(pdf))
    try:
        one = document[page]
        shown = one.get_cropbox()
        trim = one.get_trimbox()
        # Distances from the CropBox's left, lower, right and upper edge.
        cut = [max(0.0, abs(inner - outer)) for inner, outer in zip(trim, shown, strict=True)]
        width, height = shown[2] - shown[0] - cut[0] - cut[2], shown[3] - shown[1] - cut[1] - cut[3]
        if width < 1 or height < 1 or not _within(trim, shown):
            cut, (width, height) = [0.0] * 4, one.get_size()
        # pdfium turns the page first; a clockwise turn brings the lower edge to the left.
        turns = one.get_rotation() // 90
        scale = longer_side_px / max(width, height)
        picture = one.render(scale=scale, crop=(*cut[turns:], *cut[:turns])).to_pil()
        file = io.BytesIO()
        picture.convert("RGB").save(file, format="JPEG", quality=_QUALITY, optimize=True)
        return file.getvalue()
    finally:
        document.close()


def _within(inner: Sequence[float], outer: Sequence[float]) -> bool:
    """True if one box lies in another; each left, lower, right and upper edge."""
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )
