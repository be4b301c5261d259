"""A page's trim as exactly so many pixels, as pictures for screens and Word files need it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pypdfium2

if TYPE_CHECKING:
    # Slow to import, and not needed to make a picture.
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

_OPAQUE_WHITE: Final = 0xFFFFFFFF


def draw_trim(pdf: bytes, page: int, pixels: tuple[int, int]) -> NDArray[np.uint8]:
    """The trim of page ``page`` (0-based) of ``pdf`` in sRGB, on white: height x width x 3.

    It fills the picture, so a pixel of one whose sides are not in the trim's proportion is not
    quite square: by less than one pixel in all of a side.
    """
    import numpy as np

    width, height = pixels
    with _drawn(pdf, page, pixels, pypdfium2.raw.FPDFBitmap_BGR) as bitmap:
        # Copied: pdfium lets go of its own.
        return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(height, width, 3)


@contextmanager
def trim_picture(pdf: bytes, page: int, pixels: tuple[int, int]) -> Iterator[Image.Image]:
    """The picture of ``draw_trim`` with a fourth, idle byte; pdfium's own, so not kept."""
    from PIL import Image

    with _drawn(pdf, page, pixels, pypdfium2.raw.FPDFBitmap_BGRx) as bitmap:
        yield Image.frombuffer("RGBX", pixels, bitmap.buffer, "raw", "RGBX", bitmap.stride, 1)


@contextmanager
def _drawn(
    pdf: bytes, page: int, pixels: tuple[int, int], form: int
) -> Iterator[pypdfium2.PdfBitmap]:
    raw = pypdfium2.raw
    width, height = pixels
    document = pypdfium2.PdfDocument(pdf)
    try:
        opened = document[page]
        left, low, right, high = opened.get_trimbox()
        media = opened.get_mediabox()
        across, down = width / (right - left), height / (high - low)
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, form, rev_byteorder=True)
        raw.FPDFBitmap_FillRect(bitmap.raw, 0, 0, width, height, _OPAQUE_WHITE)
        matrix = raw.FS_MATRIX(
            across, 0, 0, down, (media[0] - left) * across, (high - media[3]) * down
        )
        whole = raw.FS_RECTF(0, 0, width, height)
        flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, opened.raw, matrix, whole, flags)
        yield bitmap
        bitmap.close()
    finally:
        document.close()
