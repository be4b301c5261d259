"""Pages as pdfium draws and reads them: an independent reader, so an independent witness.

Everything is in the page's own space, its Rotate not counted; pixels' rows go down.
"""

from __future__ import annotations

import ctypes
import math
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from generator.preflight.pdf.model import Box, Boxes, Character

#: So that a sheet of A0 stays under 400 MB in all: 36 MB a picture.
MAX_PIXELS = 12_000_000
#: A strip a pixel high must not be millions of them long.
_MAX_PIXELS_PER_SIDE = 20_000
#: Pictures and plates that one document keeps.
_MAX_CACHE_BYTES = 64_000_000

_DPI_OF_PDF = 72
#: So that no pixel is added for an error of reckoning.
_ROUNDING_TOLERANCE = 1e-3
_OPAQUE_WHITE = 0xFFFFFFFF
_LINE_BREAK_HYPHEN = 2

Value = TypeVar("Value")


class Memory:
    """What was rendered last, up to a number of bytes."""

    def __init__(self, most_bytes: int = _MAX_CACHE_BYTES) -> None:
        self._most = most_bytes
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Value], size: Callable[[Value], int]) -> Value:
        """What ``make`` makes, from memory if it is still known."""
        if key in self._held:
            self._held.move_to_end(key)
            known: Value = self._held[key][0]
            return known
        value = make()
        self._held[key] = value, size(value)
        while len(self._held) > 1 and sum(count for _, count in self._held.values()) > self._most:
            self._held.popitem(last=False)
        return value

    def forget(self) -> None:
        """Lets everything go."""
        self._held.clear()


class ScanResistantCache:
    """What is asked for in rounds: what came first is kept, up to a size, and a few of the rest.

    Were the latest kept, as in :class:`Memory`, each round would find none of what it asks for.
    """

    def __init__(self, most: int, latest: int) -> None:
        self._room = most
        self._kept: dict[Hashable, Any] = {}
        self._latest = Memory(latest)

    def get(self, key: Hashable, make: Callable[[], Value], size: Callable[[Value], int]) -> Value:
        """What ``make`` makes, if it is not still there."""
        if key in self._kept:
            known: Value = self._kept[key]
            return known
        value = self._latest.get(key, make, lambda _: 1)
        if size(value) <= self._room:
            self._room -= size(value)
            self._kept[key] = value
        return value


def usable_dpi(dpi: float, box: Box, max_pixels: int = MAX_PIXELS) -> float:
    """``dpi``, or as much of it as ``box`` in pt can have within ``most_pixels``."""
    width, height = (box[2] - box[0]) / _DPI_OF_PDF, (box[3] - box[1]) / _DPI_OF_PDF
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
    """A page as :func:`open_page` gives it, or the part of it in ``box``, on white.

    A pixel is exactly 72/``dpi`` pt wide and the first one begins at the upper left corner of
    ``box``; the last ones may stand out over its edges.

    Args:
        boxes: The page's, in pt.
        unit: The page's UserUnit, which pdfium does not know of.
        box: In pt.
        in_grey: Whether to give one value a pixel and not three: height x width. Takes a third of
            the time.
    """
    raw = pypdfium2.raw
    scale = dpi / _DPI_OF_PDF
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
    """A page's characters in a tenth of the memory."""

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
    """A page laid open to its whole MediaBox and upright; pdfium would cut it by its CropBox.

    The last one of each document stays open: to load a page takes longer than to draw a part of it.

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
    # A page is cut by its box when it is loaded.
    page.close()
    return document[number]


def extract_characters(page: pypdfium2.PdfPage, unit: float) -> tuple[Character, ...]:
    """The page's text, character by character, with its ink's box in pt."""
    raw = pypdfium2.raw
    text_page = page.get_textpage()
    handle = text_page.raw
    sides = [ctypes.c_double() for _ in range(4)]
    left, right, low, high = sides
    references = [ctypes.byref(side) for side in sides]
    found = []
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        # At the end of a line pdfium gives U+0002 for a hyphen that it takes for a break's.
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


def array_bytes(arrays: NDArray[Any]) -> int:
    """How much memory an array takes."""
    return int(arrays.nbytes)
