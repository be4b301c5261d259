"""Pictures of finished pages, cut to their trim, for certificates."""

from __future__ import annotations

import io
from typing import Final

import numpy as np
from PIL import Image

from generator.core.units import PT_PER_INCH
from generator.preflight.pdf.geometry import clip_box
from generator.preflight.pdf.model import Box, Page

#: Pixels of a picture's longer side: sharp in print at the size a certificate has room for.
LONGER_SIDE_PX: Final = 900
_QUALITY: Final = 85


def page_jpeg(page: Page, longer_side_px: int = LONGER_SIDE_PX) -> bytes:
    """``page`` as people hold it, trimmed, as a JPEG file in sRGB.

    A page whose trim cannot be, as one that reaches out of the page, is shown whole.
    """
    left, low, right, high = box = _shown(page)
    dpi = PT_PER_INCH * longer_side_px / max(right - left, high - low)
    # Rotate turns clockwise.
    pixels = np.rot90(page.picture(dpi, box), -(page.rotate // 90))
    file = io.BytesIO()
    picture = Image.fromarray(np.ascontiguousarray(pixels))
    picture.save(file, format="JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()


def _shown(page: Page) -> Box:
    boxes = page.boxes
    whole = clip_box(boxes.crop, boxes.media) if boxes.crop is not None else boxes.media
    left, low, right, high = trim = boxes.trimmed
    is_possible = clip_box(trim, whole) == trim and right - left >= 1 and high - low >= 1
    return trim if is_possible else whole
