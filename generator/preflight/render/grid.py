"""The pixels of a rendered page or of its plates, by place.

Pixels are those of :meth:`Page.picture` and :meth:`Page.plates`: rows go down, the first is at the
upper edge of the rendered box. Boxes are in pt, y up. How pages are rendered is in
``preflight.render.pages``, what paints and marks look like in ``preflight.pdf.paints`` and
``preflight.pdf.marks``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.preflight.pdf.model import Box, Page, Plate

#: Resolution at which pages are inspected: a pixel is a quarter of a millimetre.
INSPECTION_DPI = 100.0
#: Resolution at which ink coverage is measured; its window of 15 mm is 21 pixels wide.
COVERAGE_DPI = 36.0

#: Level of a channel, 0..255, below which a pixel is inked: 253 is less than 1 % of ink, a rounding
#: error of antialiasing and colour conversion.
PAPER_LEVEL = 253

#: Part of a pixel that may lie outside of a box that is said to contain it: antialiasing then mixes
#: at most a tenth of a foreign colour in.
_PIXEL_TOLERANCE = 0.1

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class PixelGrid:
    """Mapping between the pixels of a rendered box and its coordinates.

    Attributes:
        box: What was rendered.
        rows: How many rows of pixels; ``columns`` likewise.
    """

    box: Box
    rows: int
    columns: int

    @property
    def pt_per_row(self) -> float:
        """The height of a pixel."""
        return (self.box[3] - self.box[1]) / self.rows

    @property
    def pt_per_column(self) -> float:
        """The width of a pixel."""
        return (self.box[2] - self.box[0]) / self.columns

    def row(self, y: float) -> float:
        """Fractional row of ``y``, from the top."""
        return (self.box[3] - y) / self.pt_per_row

    def column(self, x: float) -> float:
        """Fractional column of ``x``, from the left."""
        return (x - self.box[0]) / self.pt_per_column

    def pixels_touching(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns that ``box`` has a part of: one at least, if it lies inside."""
        left, top = int(self.column(box[0])), int(self.row(box[3]))
        right = max(left + 1, int(np.ceil(self.column(box[2]))))
        bottom = max(top + 1, int(np.ceil(self.row(box[1]))))
        return _clamped_slice(top, bottom, self.rows), _clamped_slice(left, right, self.columns)

    def pixels_within(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns that lie in ``box`` whole, but for a tenth of a pixel; or none."""
        top = int(np.ceil(self.row(box[3]) - _PIXEL_TOLERANCE))
        left = int(np.ceil(self.column(box[0]) - _PIXEL_TOLERANCE))
        bottom = max(top, int(self.row(box[1]) + _PIXEL_TOLERANCE))
        right = max(left, int(self.column(box[2]) + _PIXEL_TOLERANCE))
        return _clamped_slice(top, bottom, self.rows), _clamped_slice(left, right, self.columns)

    def box_of(self, rows: slice, columns: slice) -> Box:
        """The box that these pixels cover."""
        left, top = self.box[0], self.box[3]
        return (
            left + columns.start * self.pt_per_column,
            top - rows.stop * self.pt_per_row,
            left + columns.stop * self.pt_per_column,
            top - rows.start * self.pt_per_row,
        )


def _clamped_slice(start: int, stop: int, length: int) -> slice:
    start = min(max(0, start), length)
    return slice(start, min(max(start, stop), length))


def page_pixels(page: Page) -> tuple[PixelGrid, Pixels]:
    """The page's pixels in sRGB at :data:`INSPECTION_DPI`, and where they lie."""
    pixels = page.picture(INSPECTION_DPI)
    return PixelGrid(page.boxes.media, *pixels.shape[:2]), pixels


def page_plates(page: Page) -> tuple[PixelGrid, Mapping[str, Plate]] | None:
    """The page's plates to the BleedBox's edges at :data:`COVERAGE_DPI`; None without any ink."""
    bled = page.boxes.bled
    if bled[0] >= bled[2] or bled[1] >= bled[3]:
        return None
    plates = page.plates(COVERAGE_DPI, bled)
    for plate in plates.values():
        return PixelGrid(bled, *plate.shape), plates
    return None


def undecoded_images(page: Page) -> int:
    """Images whose ink is not in :func:`page_plates`, for their samples could not be decoded."""
    bled = page.boxes.bled
    if bled[0] >= bled[2] or bled[1] >= bled[3]:
        return 0
    return page.undecoded_images(COVERAGE_DPI, bled)


def runs(flags: NDArray[np.bool_], shortest: int = 1) -> Iterator[slice]:
    """Slices in which ``flags`` are set for at least ``shortest`` in a row."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if stop - start >= shortest:
            yield slice(start, stop)
