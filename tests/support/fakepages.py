"""Pages of rectangles, and what a check finds on them, and in files with something planted.

The only place that knows how a check is called.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pikepdf
from PIL import Image
from support.checkruns import found_by
from support.corpus import (
    Base,
    Plant,
    office_base,
    saved,
)
from support.shipped import ASSETS, CONVERSION

from generator.core.destination import Destination
from generator.core.findings import Finding
from generator.core.provenance import Expected
from generator.core.units import mm_to_pt
from generator.preflight.checks.brief import Brief, FileCheck, PageCheck
from generator.preflight.document import open_document
from generator.preflight.pdf.colour_spaces import ColourSpaces
from generator.preflight.pdf.model import (
    Box,
    Boxes,
    Character,
    Font,
    GreyPicture,
    Mark,
    MarkKind,
    Paint,
    Picture,
    Plate,
    TextMark,
)
from generator.preflight.render.grid import PixelGrid
from generator.press.profile import Profile
from generator.press.profiles import default_profile

Rgb255 = tuple[int, int, int]

WHITE: Rgb255 = (255, 255, 255)
OFFSET = default_profile(Destination.PRESS, ASSETS.profiles)
OFFICE = default_profile(Destination.OFFICE, ASSETS.profiles)
#: 100 x 100 mm with 3 mm of bleed and 7 mm more for marks; the trim's corner is the origin.
SIDE = mm_to_pt(100)


def around(by_mm: float) -> Box:
    by = mm_to_pt(by_mm)
    return -by, -by, SIDE + by, SIDE + by


BOXES = Boxes(around(10), None, around(3), around(0), None)


@dataclass(eq=False)
class FakePage:
    """A page of rectangles: what is seen, what is inked, and marks that may tell otherwise."""

    marks: tuple[Mark, ...] = ()
    seen: tuple[tuple[Box, Rgb255], ...] = ()
    inked: Mapping[str, tuple[tuple[Box, float], ...]] = field(default_factory=dict)
    boxes: Boxes = BOXES
    characters: tuple[Character, ...] = ()
    index: int = 0
    rotate: int = 0
    user_unit: float = 1.0
    is_whole: bool = True
    #: The :class:`FakeDocument` that it is put into.
    document: Any = None

    def picture(self, dpi: float, box: Box | None = None) -> Picture:
        grid = self._grid(dpi, box or self.boxes.media)
        pixels = np.full((grid.rows, grid.columns, 3), 255, dtype=np.uint8)
        for rectangle, colour in self.seen:
            pixels[grid.pixels_within(rectangle)] = colour
        return pixels

    def grey_picture(self, dpi: float, box: Box | None = None) -> GreyPicture:
        return np.asarray(Image.fromarray(self.picture(dpi, box)).convert("L"), np.uint8)

    def plates(self, dpi: float, box: Box | None = None) -> Mapping[str, Plate]:
        grid = self._grid(dpi, box or self.boxes.media)
        found: dict[str, Plate] = {}
        for ink, rectangles in self.inked.items():
            plate = np.zeros((grid.rows, grid.columns), dtype=np.float32)
            for rectangle, amount in rectangles:
                plate[grid.pixels_within(rectangle)] = amount
            found[ink] = plate
        return found

    def undecoded_images(self, dpi: float, box: Box | None = None) -> int:
        return 0

    @staticmethod
    def _grid(dpi: float, box: Box) -> PixelGrid:
        return PixelGrid(
            box, round((box[3] - box[1]) * dpi / 72), round((box[2] - box[0]) * dpi / 72)
        )


@dataclass(eq=False)
class FakeDocument:
    pages: tuple[FakePage, ...]
    fonts: tuple[Font, ...] = (
        Font("Sans-Regular", "Type0", b"", True, True),
        Font("Sans-Bold", "Type0", b"", True, True),
    )
    pdf: Any = field(default_factory=pikepdf.new)
    data: bytes = b""
    drawable: Any = None
    source: str = "fake.pdf"
    spaces: ColourSpaces = field(default_factory=lambda: ColourSpaces(CONVERSION))

    def __post_init__(self) -> None:
        for page in self.pages:
            page.document = self


def findings(
    check: PageCheck | FileCheck,
    *pages: FakePage,
    profile: Profile = OFFSET,
    expected: Expected | None = None,
) -> list[Finding]:
    return found_by(check, FakeDocument(pages), Brief(profile, ASSETS, expected))


def cmyk(*components: float) -> Paint:
    c, m, y, k = components
    inks = dict(zip(("Cyan", "Magenta", "Yellow", "Black"), components, strict=True))
    rgb = tuple((1 - ink) * (1 - k) for ink in (c, m, y))
    return Paint("DeviceCMYK", components, inks, rgb)  # type: ignore[arg-type]


def rgb(*channels: float) -> Paint:
    return Paint("DeviceRGB", channels, {}, channels)  # type: ignore[arg-type]


BLACK = cmyk(0, 0, 0, 1)


def text(
    box: Box,
    paint: Paint = BLACK,
    size_pt: float = 10,
    characters: str = "Liên hệ",
    *,
    font: int = 0,
    mode: int = 0,
    **more: Any,
) -> Mark:
    shown = TextMark(characters, (), font, size_pt, mode)
    return Mark(MarkKind.TEXT, 0, box, box, paint, text=shown, **more)


def fill(box: Box, paint: Paint = BLACK, **more: Any) -> Mark:
    return Mark(MarkKind.FILL, 0, box, box, paint, **more)


def stroke(box: Box, width_pt: float, paint: Paint = BLACK, **more: Any) -> Mark:
    return Mark(MarkKind.STROKE, 0, box, box, paint, line_width_pt=width_pt, **more)


def mm(*sides_mm: float) -> Box:
    left, low, right, high = map(mm_to_pt, sides_mm)
    return left, low, right, high


SOMEWHERE = mm(20, 50, 40, 54)


def found_in(
    check: PageCheck | FileCheck, base: Base, plant: Plant, expected: Expected | None = None
) -> list[Finding]:
    """Findings of a check in a real file with something planted."""
    with pikepdf.open(io.BytesIO(base())) as pdf:
        plant(pdf)
        data = saved(pdf)
    profile = OFFICE if base is office_base else OFFSET
    with open_document(data, "file.pdf", icc=ASSETS.icc) as document:
        return found_by(check, document, Brief(profile, ASSETS, expected))


# Pages whose edges lie between two pixels, for limits that are counted in pixels.

#: A pixel at the resolution that pages are looked at with, in pt.
PIXEL = 0.72
#: 400 pixels each way, 12.5 of bleed and 50 for marks.
IN_PIXELS = Boxes(
    (-50 * PIXEL, -50 * PIXEL, 450 * PIXEL, 450 * PIXEL),
    None,
    (-12.5 * PIXEL, -12.5 * PIXEL, 412.5 * PIXEL, 412.5 * PIXEL),
    (0.0, 0.0, 400 * PIXEL, 400 * PIXEL),
    None,
)


def px(*sides: float) -> Box:
    """A box by its left, lower, right and upper edge in pixels."""
    left, low, right, high = (side * PIXEL for side in sides)
    return left, low, right, high


def grey(level: int) -> Rgb255:
    """A grey, 0..255."""
    return level, level, level


def rows_at_top(
    inside: tuple[int, ...], outside: tuple[int, ...], columns: tuple[int, int] = (0, 400)
) -> FakePage:
    """Greys of rows of pixels on both sides of the upper edge; the last of each go on.

    Args:
        inside: From the edge down; ``outside`` from the edge up.
        columns: From and to which pixel; what is left and right of them is white.
    """
    seen: list[tuple[Box, Rgb255]] = []
    for start, levels, sign in ((400, inside, -1), (400, outside, 1)):
        for row, level in enumerate(levels):
            near, far = start + sign * row, 0 if sign < 0 else 450
            low, high = sorted((near, far))
            seen.append((px(columns[0], low, columns[1], high), grey(level)))
    return FakePage(seen=tuple(seen), boxes=IN_PIXELS)
