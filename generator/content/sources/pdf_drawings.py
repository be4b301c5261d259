"""Thin lines and pictures that are drawn on a PDF page beside its text.

Places are those of ``pdf_glyphs``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2

from generator.content.sources.pdf_glyphs import PageFrame
from generator.content.sources.ruled_tables import PageRule

#: A page with more path segments is a drawing; its rules are not looked for.
_MAX_SEGMENTS: Final = 40_000
_MAX_DEPTH: Final = 6
#: In pt: a line that deviates by more runs along no axis.
_AXIS_TOLERANCE: Final = 0.7


@dataclass(frozen=True, slots=True)
class PageDrawings:
    """Drawings of a page beside its text.

    Attributes:
        rules: Lines along an axis, sides of boxes among them; none of a page that is a drawing.
        picture_share: Of the page's area, how much pictures cover.
    """

    rules: tuple[PageRule, ...]
    picture_share: float


def read_drawings(page: pypdfium2.PdfPage, frame: PageFrame) -> PageDrawings:
    """The drawings of an open page."""
    reader = _DrawingReader(frame)
    raw = pypdfium2.raw
    for number in range(raw.FPDFPage_CountObjects(page.raw)):
        if reader.budget <= 0:
            break
        reader.read(raw.FPDFPage_GetObject(page.raw, number), _IDENTITY, _MAX_DEPTH)
    rules = tuple(reader.rules) if reader.budget > 0 else ()
    return PageDrawings(rules, reader.pictures / (frame.width * frame.height))


_Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _DrawingReader:
    """Reader of page objects; ``pictures`` is the area that they cover, in square pt."""

    def __init__(self, frame: PageFrame) -> None:
        self._frame = frame
        self.rules: list[PageRule] = []
        self.pictures = 0.0
        self.budget = _MAX_SEGMENTS

    def read(self, handle: Any, outer: _Matrix, depth: int) -> None:
        """Add an object and, of a form, those in it."""
        raw = pypdfium2.raw
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._add_path(handle, _times(_matrix_of(handle), outer))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._add_picture(_times(_matrix_of(handle), outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            inner = _times(_matrix_of(handle), outer)
            for number in range(raw.FPDFFormObj_CountObjects(handle)):
                if self.budget <= 0:
                    return
                self.read(raw.FPDFFormObj_GetObject(handle, number), inner, depth - 1)

    def _add_picture(self, matrix: _Matrix) -> None:
        """A picture is the unit square, moved."""
        corners = [self._frame.shown(*_moved(matrix, x, y)) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        width = min(max(xs), self._frame.width) - max(min(xs), 0.0)
        height = min(max(ys), self._frame.height) - max(min(ys), 0.0)
        self.pictures += max(width, 0.0) * max(height, 0.0)

    def _add_path(self, handle: Any, matrix: _Matrix) -> None:
        count = pypdfium2.raw.FPDFPath_CountSegments(handle)
        self.budget -= max(count, 1)
        if self.budget > 0:
            for start, end in _path_segments(handle, count, matrix):
                self._add_line(self._frame.shown(*start), self._frame.shown(*end))

    def _add_line(self, start: _Point, end: _Point) -> None:
        (x0, y0), (x1, y1) = start, end
        if abs(x0 - x1) <= _AXIS_TOLERANCE < abs(y0 - y1):
            self.rules.append(PageRule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        elif abs(y0 - y1) <= _AXIS_TOLERANCE < abs(x0 - x1):
            self.rules.append(PageRule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))


def _path_segments(handle: Any, count: int, matrix: _Matrix) -> Iterator[tuple[_Point, _Point]]:
    """A path's straight lines, in places of the page's own space."""
    raw = pypdfium2.raw
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(handle, number)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _moved(matrix, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, start
            last = start


def _matrix_of(handle: Any) -> _Matrix:
    matrix = pypdfium2.raw.FS_MATRIX()
    if not pypdfium2.raw.FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix)):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    x_unit, y_unit = _direction(outer, a, b), _direction(outer, c, d)
    return (*x_unit, *y_unit, *_moved(outer, e, f))


def _direction(matrix: _Matrix, x: float, y: float) -> _Point:
    return matrix[0] * x + matrix[2] * y, matrix[1] * x + matrix[3] * y


def _moved(matrix: _Matrix, x: float, y: float) -> _Point:
    across = _direction(matrix, x, y)
    return across[0] + matrix[4], across[1] + matrix[5]
