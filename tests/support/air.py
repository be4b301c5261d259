"""Air around text in a finished PDF, measured in pixels by pdfium alone.

Nothing here shares code with ``generator``: not how a piece is laid out, nor how it is checked. A
text object is switched off and the page rendered again: what changes is its ink. All texts off,
what is left has the edges. Coordinates are in pt, y up; places in mm from the trim's upper left
corner. To see what it says of a file:

    PYTHONPATH=tests .venv/bin/python -m support.air FILE.pdf ...
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

#: What a text needs: a share of its size, and so many mm.
NEED_EM, NEED_MM = 0.12, 0.8

_PT_PER_MM = 72 / 25.4
#: A change of brightness, 0..255, over two pixels, or six times as much of a channel: white to the
#: palest ground of a theme is 14.
_EDGE = 10
#: A softer edge that runs under letters is of an ornament of the ground.
_STRONG = 28
#: What a text's ink changes at least.
_INK = 40
#: Pixels to the air that is asked for, and the limits of the resolution.
_PX_PER_NEED = 14
_DPI = (110.0, 600.0)
#: No ink of ours: the ground on which an element is rendered alone.
_KEY = (255, 0, 254)
_OVERLAP_DPI = 200.0

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Picture = NDArray[np.int16]
Mask = NDArray[np.bool_]

_raw: Any = pypdfium2.raw


@dataclass(frozen=True, slots=True)
class Place:
    """A place with too little air.

    Attributes:
        kind: "edge" (near to the ink), "under" (below it), "text" or "mark" (an element's ink on
            another's).
    """

    page: int
    kind: str
    x_mm: float
    y_mm: float
    found_mm: float
    needed_mm: float
    text: str

    def __str__(self) -> str:
        where = f"p{self.page} x={self.x_mm:.1f} y={self.y_mm:.1f} mm"
        return f"{where} {self.kind}: {self.found_mm:.2f} of {self.needed_mm:.2f} mm “{self.text}”"


@dataclass(eq=False)
class Thing:
    """A painted object of a page, its forms resolved; ``text`` is empty but for texts."""

    handle: Any
    box: Box
    is_text: bool
    size_pt: float
    tags: Sequence[str]
    mcid: int | None
    text: str = field(default="")


def places(pdf: bytes) -> list[Place]:
    """Everything in a file that has too little air, page by page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            place for number in range(len(document)) for place in _Sheet(document, number).measure()
        ]
    finally:
        document.close()


def things_on(document: Any, number: int) -> list[Thing]:
    """Everything painted on a page, in painting order; number 0 is the first page."""
    return _Sheet(document, number).things


class _Sheet:
    def __init__(self, document: Any, number: int) -> None:
        self.number = number + 1
        page = document[number]
        self.trim: Box = page.get_trimbox() or page.get_mediabox()
        self.media: Box = page.get_mediabox()
        page.set_cropbox(*self.media)
        page.close()
        self.page = document[number]
        self.things = list(_walk(self.page))
        self._read_texts()

    def _read_texts(self) -> None:
        reader = self.page.get_textpage()
        for thing in self.things:
            if thing.is_text:
                length = _raw.FPDFTextObj_GetText(thing.handle, reader.raw, None, 0)
                codes = (ctypes.c_ushort * (length // 2 + 1))()
                _raw.FPDFTextObj_GetText(thing.handle, reader.raw, codes, length)
                text = bytes(codes)[: max(0, length - 2)].decode("utf-16le", "replace")
                thing.text = text.strip()

    def measure(self) -> Iterator[Place]:
        texts = [t for t in self.things if t.text and not _apart(t.box, self.trim)]
        for text in texts:
            yield from self._air_of(text)
        yield from self._overlaps(texts)

    def draw(self, box: Box, dpi: float, ground: tuple[int, int, int] = (255, 255, 255)) -> Picture:
        """The pixels of ``box`` as things stand; rows go down."""
        scale = dpi / 72
        width = max(1, math.ceil((box[2] - box[0]) * scale))
        height = max(1, math.ceil((box[3] - box[1]) * scale))
        bitmap = pypdfium2.PdfBitmap.new_native(
            width, height, _raw.FPDFBitmap_BGR, rev_byteorder=True
        )
        red, green, blue = ground
        colour = 0xFF000000 | blue << 16 | green << 8 | red
        _raw.FPDFBitmap_FillRect(bitmap.raw, 0, 0, width, height, colour)
        matrix = _raw.FS_MATRIX(
            scale,
            0,
            0,
            scale,
            (self.media[0] - box[0]) * scale,
            (box[3] - self.media[3]) * scale,
        )
        whole, flag = _raw.FS_RECTF(0, 0, width, height), _raw.FPDF_REVERSE_BYTE_ORDER
        _raw.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, self.page.raw, matrix, whole, flag)
        raw: NDArray[np.uint8] = bitmap.to_numpy()
        pixels = raw.reshape(height, width, -1)[:, :, :3].astype(np.int16)
        bitmap.close()
        return pixels

    def _air_of(self, text: Thing) -> Iterator[Place]:
        need = max(NEED_EM * text.size_pt, NEED_MM * _PT_PER_MM)
        least, most = _DPI
        dpi = min(most, max(least, 72 * _PX_PER_NEED / need))
        px = 72 / dpi
        box = _clipped(_grown(text.box, need + 4 * px), self.media)
        near = [thing for thing in self.things if not _apart(thing.box, box)]
        whole = self.draw(box, dpi)
        _show([text], False)
        without = self.draw(box, dpi)
        _show([thing for thing in near if thing.is_text or _is_of(thing, text)], False)
        ground = self.draw(box, dpi)
        _show(near, True)
        ink = np.abs(whole - without).max(axis=2) > _INK
        if not ink.any():
            return
        strength, distance = _edges(ground), _distances(ink, math.ceil(need / px) + 2)
        # A pixel counts as edge if the next one changes, so the distance of both is the gap.
        # Half-covered pixels at both ends count as whole: one of them is given back.
        under = (distance <= 0.5) & (strength >= _STRONG)
        distance += 1
        near_edges = (strength >= _EDGE) & (distance * px < need - px)
        rows, columns = np.nonzero(ink)
        soft = (distance <= 1.5) & (strength >= _EDGE)
        inner = soft[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        if inner.sum() > 2:
            near_edges &= strength >= _STRONG
        kind, hits = ("under", under) if under.sum() > 2 else ("edge", near_edges)
        if not hits.any():
            return
        gaps = np.where(hits, distance, np.inf)
        row, column = (int(index) for index in np.unravel_index(gaps.argmin(), gaps.shape))
        found = 0.0 if kind == "under" else float(gaps[row, column]) * px
        x_mm, y_mm = self._mm(box[0] + column * px, box[3] - row * px)
        yield Place(self.number, kind, x_mm, y_mm, found / _PT_PER_MM, need / _PT_PER_MM, text.text)

    def _overlaps(self, texts: Sequence[Thing]) -> Iterator[Place]:
        """Elements whose ink lies on that of another one."""
        groups: dict[tuple[str, int], list[Thing]] = {}
        for thing in self.things:
            if thing.is_text and thing not in texts:
                continue
            if "Artifact" in thing.tags or thing.mcid is None:
                if thing.is_text:
                    groups["text", -id(thing)] = [thing]
                continue
            kind = "mark" if "Figure" in thing.tags else "text"
            groups.setdefault((kind, thing.mcid), []).append(thing)
        boxes = {key: _bounds(thing.box for thing in group) for key, group in groups.items()}
        for one, other in combinations(groups, 2):
            if _apart(boxes[one], boxes[other]):
                continue
            part = _grown(_clipped(boxes[one], boxes[other]), 1)
            both = self._alone(groups[one], part) & self._alone(groups[other], part)
            if both.sum() > 3:
                row, column = (int(index) for index in np.argwhere(both)[0])
                step = 72 / _OVERLAP_DPI
                x_mm, y_mm = self._mm(part[0] + column * step, part[3] - row * step)
                said = (" ".join(thing.text for thing in groups[key]) for key in (one, other))
                kind = "text" if one[0] == other[0] == "text" else "mark"
                yield Place(self.number, kind, x_mm, y_mm, 0.0, 0.0, " / ".join(said))

    def _alone(self, things: Sequence[Thing], box: Box) -> Mask:
        """The pixels that ``things`` paint when nothing else is there."""
        _show(self.things, False)
        _show(things, True)
        pixels = self.draw(box, _OVERLAP_DPI, _KEY)
        _show(self.things, True)
        mask: Mask = np.abs(pixels - np.array(_KEY)).max(axis=2) > 96
        return mask

    def _mm(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.trim[0]) / _PT_PER_MM, (self.trim[3] - y) / _PT_PER_MM


def _is_of(thing: Thing, text: Thing) -> bool:
    """True for a drawing that is a letter of the text: one marked content holds both."""
    return thing.mcid is not None and thing.mcid == text.mcid and "Figure" not in thing.tags


def _show(things: Sequence[Thing], on: bool) -> None:
    for thing in things:
        _raw.FPDFPageObj_SetIsActive(thing.handle, on)


def _walk(page: Any) -> Iterator[Thing]:
    for index in range(_raw.FPDFPage_CountObjects(page.raw)):
        yield from _things_in(_raw.FPDFPage_GetObject(page.raw, index), (1, 0, 0, 1, 0, 0), [])


def _things_in(handle: Any, matrix: Matrix, around: Sequence[tuple[str, int]]) -> Iterator[Thing]:
    marks = [*around, *_marks_of(handle)]
    kind = _raw.FPDFPageObj_GetType(handle)
    if kind == _raw.FPDF_PAGEOBJ_FORM:
        inner = _product(_matrix_of(handle), matrix)
        for index in range(_raw.FPDFFormObj_CountObjects(handle)):
            yield from _things_in(_raw.FPDFFormObj_GetObject(handle, index), inner, marks)
        return
    size = 0.0
    if kind == _raw.FPDF_PAGEOBJ_TEXT:
        stated = ctypes.c_float()
        _raw.FPDFTextObj_GetFontSize(handle, stated)
        _, _, c, d, _, _ = _product(_matrix_of(handle), matrix)
        size = stated.value * math.hypot(c, d)
    numbers = [number for _, number in marks if number >= 0]
    yield Thing(
        handle,
        _moved(matrix, _bounds_of(handle)),
        kind == _raw.FPDF_PAGEOBJ_TEXT,
        size,
        [name for name, _ in marks],
        numbers[-1] if numbers else None,
    )


def _marks_of(handle: Any) -> Iterator[tuple[str, int]]:
    for index in range(_raw.FPDFPageObj_CountMarks(handle)):
        mark = _raw.FPDFPageObj_GetMark(handle, index)
        codes, length, number = (ctypes.c_ushort * 64)(), ctypes.c_ulong(), ctypes.c_int(-1)
        _raw.FPDFPageObjMark_GetName(mark, codes, 128, length)
        _raw.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", number)
        yield bytes(codes)[: max(0, length.value - 2)].decode("utf-16le"), number.value


def _bounds_of(handle: Any) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    _raw.FPDFPageObj_GetBounds(handle, *sides)
    left, low, right, high = (side.value for side in sides)
    return left, low, right, high


def _matrix_of(handle: Any) -> Matrix:
    found = _raw.FS_MATRIX()
    _raw.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(matrix: Matrix, box: Box) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return _bounds((a * x + c * y + e, b * x + d * y + f) * 2 for x, y in corners)


def _bounds(boxes: Any) -> Box:
    left, low, right, high = zip(*boxes, strict=True)
    return min(left), min(low), max(right), max(high)


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _clipped(box: Box, clip: Box) -> Box:
    return (
        max(box[0], clip[0]),
        max(box[1], clip[1]),
        min(box[2], clip[2]),
        min(box[3], clip[3]),
    )


def _apart(one: Box, other: Box) -> bool:
    left, low, right, high = _clipped(one, other)
    return left >= right or low >= high


def _edges(picture: Picture) -> NDArray[np.float64]:
    """Change of colour at each pixel, between the two beside it."""
    found = np.zeros(picture.shape[:2])
    luma = picture @ np.array([0.299, 0.587, 0.114])
    planes = [luma, *(picture[:, :, channel] / 6 for channel in range(3))]
    for plane in planes:
        across, down = np.abs(plane[:, 2:] - plane[:, :-2]), np.abs(plane[2:] - plane[:-2])
        found[:, 1:-1] = np.maximum(found[:, 1:-1], across)
        found[1:-1] = np.maximum(found[1:-1], down)
    return found


def _distances(mask: Mask, reach: int) -> NDArray[np.float64]:
    """Distance of each pixel to the nearest set one, in pixels, up to ``reach``."""
    width, height = mask.shape[1], mask.shape[0]
    columns, far = np.arange(width), 10**6
    left = columns - np.maximum.accumulate(np.where(mask, columns, -far), axis=1)
    right = np.minimum.accumulate(np.where(mask, columns, far)[:, ::-1], axis=1)[:, ::-1] - columns
    in_row = np.minimum(left, right).astype(np.float64) ** 2
    best = np.full(mask.shape, np.inf)
    for step in range(-min(reach, height - 1), min(reach, height - 1) + 1):
        first, last = max(0, step), min(height, height + step)
        part = best[first - step : last - step]
        np.minimum(part, in_row[first:last] + step * step, out=part)
    distances: NDArray[np.float64] = np.sqrt(best)
    return distances


if __name__ == "__main__":
    for name in sys.argv[1:]:
        found = places(Path(name).read_bytes())
        sys.stdout.write("".join(f"{name} {place}\n" for place in found) or f"{name}: nothing\n")
