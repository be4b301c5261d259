"""Pages as pdfium renders and reads them: a second reader, independent of the interpreter.

Everything is in the page's own space, its Rotate not applied; rows of pixels go down. Pixels by
place are in ``preflight.render.grid``, plates in ``preflight.render.separations``.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from generator.core.units import PT_PER_INCH
from generator.preflight.pdf.model import Box, Boxes, Character

#: Pixels of a picture: 36 MB in sRGB, so that the check of an A0 sheet stays under 400 MB.
MAX_PIXELS = 12_000_000
#: Pixels of a picture's longer side: a strip a pixel high must not be millions of them long.
_MAX_PIXELS_PER_SIDE = 20_000
#: Bytes of pictures and plates that are cached for one document.
MAX_CACHE_BYTES = 64_000_000

#: Fraction of a pixel that is a rounding error and adds no pixel.
_ROUNDING_TOLERANCE = 1e-3
_OPAQUE_WHITE = 0xFFFFFFFF
_LINE_BREAK_HYPHEN = 2


def usable_dpi(dpi: float, box: Box, max_pixels: int = MAX_PIXELS) -> float:
    """``dpi``, or the highest resolution at which ``box`` in pt has at most ``max_pixels``."""
    width, height = (box[2] - box[0]) / PT_PER_INCH, (box[3] - box[1]) / PT_PER_INCH
    if width <= 0 or height <= 0:
        return dpi
    of_area = math.sqrt(max_pixels / (width * height))
    return min(dpi, of_area, _MAX_PIXELS_PER_SIDE / max(width, height))


def render(
    page: pypdfium2.PdfPage,
    boxes: Boxes,
    unit: float,
    dpi: float,
    box: Box,
    *,
    in_grey: bool = False,
) -> NDArray[np.uint8]:
    """The pixels of ``box`` on a page of :func:`open_page`, on white.

    A pixel is exactly 72/``dpi`` pt wide and the first one begins at the upper left corner of
    ``box``; the last ones may stand out over its edges.

    Args:
        boxes: The page's, in pt.
        unit: The page's UserUnit, which pdfium ignores.
        box: In pt.
        in_grey: One value a pixel, height x width, in a third of the time.
    """
    raw = pypdfium2.raw
    scale = dpi / PT_PER_INCH
    width = max(1, math.ceil((box[2] - box[0]) * scale - _ROUNDING_TOLERANCE))
    height = max(1, math.ceil((box[3] - box[1]) * scale - _ROUNDING_TOLERANCE))
    form = raw.FPDFBitmap_Gray if in_grey else raw.FPDFBitmap_BGR
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, form, rev_byteorder=not in_grey)
    raw.FPDFBitmap_FillRect(bitmap.raw, 0, 0, width, height, _OPAQUE_WHITE)
    matrix = raw.FS_MATRIX(
        scale * unit,
        0,
        0,
        scale * unit,
        (boxes.media[0] - box[0]) * scale,
        (box[3] - boxes.media[3]) * scale,
    )
    whole = raw.FS_RECTF(0, 0, width, height)
    flags = raw.FPDF_ANNOT | (0 if in_grey else raw.FPDF_REVERSE_BYTE_ORDER)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, page.raw, matrix, whole, flags)
    # The pixels are Python's own and stay when pdfium lets go of them.
    pixels: NDArray[np.uint8] = bitmap.to_numpy()
    bitmap.close()
    return pixels.reshape((height, width) if in_grey else (height, width, 3))


@dataclass(frozen=True, slots=True, eq=False)
class PackedCharacters:
    """A page's characters in a tenth of the space."""

    text: str
    boxes: NDArray[np.float64]

    @classmethod
    def of(cls, characters: Sequence[Character]) -> PackedCharacters:
        """``characters``, each of one code point."""
        boxes = np.array([character.box for character in characters], dtype=np.float64)
        return cls("".join(character.text for character in characters), boxes.reshape(-1, 4))

    def unpacked(self) -> tuple[Character, ...]:
        """The characters as they were."""
        boxes = map(tuple, self.boxes.tolist())
        return tuple(map(Character, self.text, boxes))


_OpenPage = tuple[tuple[int, tuple[float, ...]], pypdfium2.PdfPage]
_open_pages: WeakKeyDictionary[pypdfium2.PdfDocument, _OpenPage] = WeakKeyDictionary()


@contextmanager
def open_page(
    document: pypdfium2.PdfDocument, number: int, boxes: Boxes, unit: float
) -> Iterator[pypdfium2.PdfPage]:
    """A page opened with its whole MediaBox and upright; pdfium would clip it by its CropBox.

    The last one of each document stays open: loading a page takes longer than rendering a part.

    Args:
        number: Zero-based.
        boxes: The page's, in pt.
        unit: The page's UserUnit.

    Raises:
        pypdfium2.PdfiumError: if pdfium can make nothing of the page.
    """
    wanted = (number, tuple(side / unit for side in boxes.media))
    known, page = _open_pages.get(document, (None, None))
    if known != wanted or page is None:
        if page is not None:
            del _open_pages[document]
            page.close()
        page = _uncrop(document, *wanted)
        _open_pages[document] = wanted, page
    yield page


def _uncrop(
    document: pypdfium2.PdfDocument, number: int, media: tuple[float, ...]
) -> pypdfium2.PdfPage:
    page = document[number]
    if page.get_rotation() == 0 and np.allclose([page.get_cropbox(), page.get_mediabox()], media):
        return page
    page.set_mediabox(*media)
    page.set_cropbox(*media)
    page.set_rotation(0)
    # A page is clipped by its box when it is loaded.
    page.close()
    return document[number]


def extract_characters(page: pypdfium2.PdfPage, unit: float) -> tuple[Character, ...]:
    """The page's characters with the bounding boxes of their ink in pt."""
    raw = pypdfium2.raw
    text_page = page.get_textpage()
    handle = text_page.raw
    sides = [ctypes.c_double() for _ in range(4)]
    left, right, low, high = sides
    references = [ctypes.byref(side) for side in sides]
    found = []
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        # At the end of a line pdfium returns U+0002 for a hyphen that it takes for a break's.
        is_break = code == _LINE_BREAK_HYPHEN and raw.FPDFText_IsHyphen(handle, index) == 1
        text = "-" if is_break else _character(code)
        is_boxed = raw.FPDFText_GetCharBox(handle, index, *references)
        box = (
            (left.value * unit, low.value * unit, right.value * unit, high.value * unit)
            if is_boxed
            else (0.0, 0.0, 0.0, 0.0)
        )
        found.append(Character(text, box))
    text_page.close()
    return tuple(found)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
