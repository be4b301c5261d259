"""Finding QR symbols on rendered pages, and measuring what a reader needs of them.

Symbols are found in pictures of the page, never in its drawing operators: what counts is what a
camera sees. A found symbol is looked at again closely and laid flat: upright and square, a known
number of pixels to a module. How well it reads is in ``preflight.qr.grading``, what is said of it
in ``preflight.checks.qr.qr``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from generator.core.units import MM_PER_INCH, mm_to_pt, pt_to_mm
from generator.preflight.pdf.model import Box, Page, Picture
from generator.preflight.qr.degradation import Grey, Patch, perspective_coefficients
from generator.preflight.render.statistics import median

_PT_PER_INCH: Final = 72.0

#: A page is searched at this resolution or finer; then a module of 0.35 mm is two pixels.
_LEAST_DPI: Final = 150.0
_MOST_DPI: Final = 220.0
#: What a page may have in one picture (an A3 at about 160 dpi); a larger page is searched in parts.
_MOST_PIXELS: Final = 5e6
#: In all parts together, so that a banner takes no longer than some seconds: A0 has 35 million.
_MOST_PIXELS_IN_ALL: Final = 60e6
#: Of the whole page, where it is searched in parts: for codes that are larger than a part.
_OVERVIEW_PIXELS: Final = 2e6
#: A page that is smaller holds no code: 21 modules of a tenth of a millimetre.
_SMALLEST_PT: Final = mm_to_pt(2)
#: Parts overlap by so much; a code that is larger is found in the overview.
_OVERLAP_PT: Final = mm_to_pt(80)

#: Pixels to a module in the close view, and at least and at most so much of the paper around.
_CLOSE_PX: Final = 10.0
_CLOSE_SIDE_PX: Final = 1600.0
MARGIN_MODULES: Final = 8

Point = tuple[float, float]
#: The symbol's corners as it is read: top left, top right, bottom right, bottom left.
Corners = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a reader says of one symbol; ``corners`` in pt on the page, y up.

    Attributes:
        content: None where it looks like a QR code and cannot be read.
        level: "L", "M", "Q" or "H".
    """

    corners: Corners
    content: str | None
    version: int
    level: str

    @property
    def modules(self) -> int:
        """On a side (ISO/IEC 18004:2015, 5.3.1)."""
        return 17 + 4 * self.version

    @property
    def side_pt(self) -> float:
        """The mean of the four sides."""
        turned = self.corners[1:] + self.corners[:1]
        return sum(math.dist(a, b) for a, b in zip(self.corners, turned, strict=True)) / 4

    @property
    def module_mm(self) -> float:
        """The side of a module on paper."""
        return pt_to_mm(self.side_pt) / self.modules

    @property
    def box(self) -> Box:
        """What it covers on the page, without the quiet zone."""
        xs, ys = zip(*self.corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def centre(self) -> Point:
        """Its middle on the page."""
        xs, ys = zip(*self.corners, strict=True)
        return sum(xs) / 4, sum(ys) / 4

    def is_same_as(self, other: Sighting) -> bool:
        """Whether both are one symbol, seen twice."""
        return math.dist(self.centre, other.centre) < max(self.side_pt, other.side_pt) / 3


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol found on a page and laid flat.

    Attributes:
        patch: As a camera sees it, in grey.
        is_dark: Of each module, row by row from the top.
        dark: The median reflectance, 0..1, of the dark modules; ``light`` of the light ones.
        inverted: Whether its own modules are light on a dark ground.
        quiet_zone_modules: How far around it the ground is free, at most ``MARGIN_MODULES``.
    """

    sighting: Sighting
    patch: Patch
    is_dark: NDArray[np.bool_]
    dark: float
    light: float
    inverted: bool
    quiet_zone_modules: float

    @property
    def contrast(self) -> float:
        """The difference in reflectance of light and dark modules, 0..1."""
        return self.light - self.dark


def find_symbols(page: Page) -> tuple[Symbol, ...]:
    """Every QR symbol on ``page``, also inverted, turned or unreadable, in reading order."""
    sightings: list[Sighting] = []
    for dpi, box in _views(_within_media(page)):
        for sighting in _seen(page.grey_picture(dpi, box), box):
            _note(sighting, sightings)
    symbols = [one for one in (_close(page, each) for each in sightings) if one is not None]
    return tuple(sorted(symbols, key=lambda one: (-one.sighting.box[3], one.sighting.box[0])))


def _note(sighting: Sighting, known: list[Sighting]) -> None:
    """Adds what is new; what was read takes the place of what was not."""
    for index, other in enumerate(known):
        if sighting.is_same_as(other):
            if other.content is None and sighting.content is not None:
                known[index] = sighting
            return
    known.append(sighting)


def _within_media(page: Page) -> Box:
    """What of the trimmed page is on the medium; a damaged file may have it elsewhere."""
    trim, media = page.boxes.trimmed, page.boxes.media
    return (
        max(trim[0], media[0]),
        max(trim[1], media[1]),
        min(trim[2], media[2]),
        min(trim[3], media[3]),
    )


def _views(box: Box) -> Iterator[tuple[float, Box]]:
    """The resolutions and parts of the page in which to search it."""
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) < _SMALLEST_PT:
        return
    square_inches = width * height / _PT_PER_INCH**2
    dpi = min(
        _MOST_DPI,
        max(_LEAST_DPI, math.sqrt(_MOST_PIXELS / square_inches)),
        math.sqrt(_MOST_PIXELS_IN_ALL / square_inches),
    )
    if square_inches * dpi**2 <= _MOST_PIXELS * 1.01:
        yield dpi, box
        return
    yield math.sqrt(_OVERVIEW_PIXELS / square_inches), box
    part = math.sqrt(_MOST_PIXELS) / dpi * _PT_PER_INCH
    for left in _starts(box[0], box[2], part):
        for bottom in _starts(box[1], box[3], part):
            yield dpi, (left, bottom, min(left + part, box[2]), min(bottom + part, box[3]))


def _starts(low: float, high: float, part: float) -> list[float]:
    """Where parts of that length begin, so that they overlap and cover from low to high."""
    count = max(1, math.ceil((high - low - _OVERLAP_PT) / (part - _OVERLAP_PT)))
    step = max(0.0, high - low - part) / max(1, count - 1)
    return [low + index * step for index in range(count)]


def _seen(grey: Grey, box: Box) -> Iterator[Sighting]:
    """What a reader sees in a picture of ``box``."""
    height, width = grey.shape
    to_x, to_y = (box[2] - box[0]) / width, (box[3] - box[1]) / height

    def on_page(point: Any) -> Point:
        return box[0] + point.x * to_x, box[3] - point.y * to_y

    for code in read_codes(grey, return_errors=True):
        # A reader that gave up early tells nothing more of what it saw.
        version = str((code.extra or {}).get("Version", ""))
        # Micro QR is another symbology; readers take broken symbols for it.
        if not version.isdecimal():
            continue
        at = code.position
        yield Sighting(
            corners=(
                on_page(at.top_left),
                on_page(at.top_right),
                on_page(at.bottom_right),
                on_page(at.bottom_left),
            ),
            content=code.text if code.valid else None,
            version=int(version),
            level=code.ec_level,
        )


_FORMATS: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def read_codes(grey: Grey, *, return_errors: bool = False) -> list[Any]:
    """The QR codes that a reader sees, turned, inverted and scaled ones too."""
    return zxingcpp.read_barcodes(
        grey,
        formats=_FORMATS,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=return_errors,
    )


def grey_of(picture: Picture) -> Grey:
    """What a camera without colour makes of ``picture``."""
    return np.asarray(Image.fromarray(picture).convert("L"), np.uint8)


def _close(page: Page, sighting: Sighting) -> Symbol | None:
    """``sighting`` looked at closely; None if it is no symbol after all."""
    around = sighting.modules + 2 * MARGIN_MODULES
    px = max(3.0, min(_CLOSE_PX, _CLOSE_SIDE_PX / around))
    dpi = px * MM_PER_INCH / sighting.module_mm
    box = _widened(sighting.box, MARGIN_MODULES * sighting.side_pt / sighting.modules, page)
    picture = page.picture(dpi, box)
    again = [one for one in _seen(grey_of(picture), box) if one.is_same_as(sighting)]
    best = min(again, key=lambda one: one.content is None, default=sighting)
    if best.content is None and sighting.content is not None:
        best = replace(best, content=sighting.content)
    flat = _laid_flat(picture, box, best, px)
    symbol = _measured(best, flat, px)
    return symbol if best.content is not None or _has_finders(symbol) else None


def _widened(box: Box, by: float, page: Page) -> Box:
    left, bottom, right, top = page.boxes.media
    return (
        max(left, box[0] - by),
        max(bottom, box[1] - by),
        min(right, box[2] + by),
        min(top, box[3] + by),
    )


def _laid_flat(picture: Picture, box: Box, sighting: Sighting, px: float) -> Picture:
    """The symbol upright and square, with its surroundings; beyond the page it is white."""
    height, width = picture.shape[:2]
    source = [
        ((x - box[0]) * width / (box[2] - box[0]), (box[3] - y) * height / (box[3] - box[1]))
        for x, y in sighting.corners
    ]
    start = MARGIN_MODULES * px
    end = start + sighting.modules * px
    target = [(start, start), (end, start), (end, end), (start, end)]
    side = round(end + start)
    flat = Image.fromarray(picture).transform(
        (side, side),
        Image.Transform.PERSPECTIVE,
        perspective_coefficients(target, source),
        Image.Resampling.BILINEAR,
        fillcolor=(255, 255, 255),
    )
    return np.asarray(flat, np.uint8)


def _measured(sighting: Sighting, flat: Picture, px: float) -> Symbol:
    reflectance = _reflectance(flat)
    values = _module_values(reflectance, sighting.modules, px)
    middle = (float(values.min()) + float(values.max())) / 2
    is_dark = values < middle
    dark = median(values[is_dark]) if is_dark.any() else middle
    light = median(values[~is_dark])
    # The finder patterns' outer rings are of the symbol's own colour.
    inverted = bool(is_dark[0, :7].mean() < 0.5)
    quarter = (light - dark) / 4
    foreign = reflectance > dark + quarter if inverted else reflectance < light - quarter
    return Symbol(
        sighting=sighting,
        patch=_patch(sighting, flat, px),
        is_dark=is_dark,
        dark=dark,
        light=light,
        inverted=inverted,
        quiet_zone_modules=_quiet_zone(foreign, sighting.modules, px),
    )


def _patch(sighting: Sighting, flat: Picture, px: float) -> Patch:
    """For the ladder half the pixels do, and a quarter of the time."""
    image = Image.fromarray(flat).convert("L")
    fewer = 2 if px >= _CLOSE_PX else 1
    return Patch(
        grey=np.asarray(image.reduce(fewer), np.uint8),
        modules=sighting.modules,
        margin=MARGIN_MODULES,
        module_px=px / fewer,
        module_mm=sighting.module_mm,
    )


def _reflectance(picture: Picture) -> NDArray[np.float32]:
    """Relative luminance of sRGB (IEC 61966-2-1), 0..1: what share of the light comes back."""
    luminance: NDArray[np.float32] = _LINEAR.take(picture) @ _WEIGHTS
    return luminance


_VALUES: Final = np.arange(256) / 255
_LINEAR: Final = np.where(
    _VALUES <= 0.04045, _VALUES / 12.92, ((_VALUES + 0.055) / 1.055) ** 2.4
).astype(np.float32)
_WEIGHTS: Final = np.array([0.2126, 0.7152, 0.0722], np.float32)


def _module_values(
    reflectance: NDArray[np.float32], modules: int, px: float
) -> NDArray[np.float32]:
    """Each module's reflectance in its middle, as a square; row by row from the top."""
    centres = (MARGIN_MODULES + np.arange(modules) + 0.5) * px
    spread = np.array([-0.2, 0.0, 0.2]) * px
    at = (centres[:, None] + spread).astype(np.intp).ravel()
    samples = reflectance[np.ix_(at, at)]
    shape = (modules, len(spread), modules, len(spread))
    values: NDArray[np.float32] = samples.reshape(shape).mean(axis=(1, 3))
    return values


def _quiet_zone(foreign: NDArray[np.bool_], modules: int, px: float) -> float:
    """Modules from the symbol to the nearest thing that is not its ground.

    Distances are straight ones, so a card's rounded corners do not come nearer than its sides.
    """
    steps = (np.arange(foreign.shape[0]) + 0.5) / px - MARGIN_MODULES
    away = np.maximum(np.maximum(-steps, steps - modules), 0)
    squared = (away * away)[:, None] + (away * away)[None, :]
    # The nearest half of a module may be the symbol's own: blurred, or printed fat.
    reached = squared[foreign & (squared > 0.25)]
    nearest = math.sqrt(reached.min()) - 0.5 / px if reached.size else math.inf
    return min(float(MARGIN_MODULES), nearest)


_FINDER: Final = np.array([max(abs(x), abs(y)) != 2 for x in range(-3, 4) for y in range(-3, 4)])


def _has_finders(symbol: Symbol) -> bool:
    """Whether the three corners hold finder patterns (ISO/IEC 18004:2015, 6.3.3)."""
    own = symbol.is_dark ^ symbol.inverted
    corners = (own[:7, :7], own[:7, -7:], own[-7:, :7])
    return all(float((corner.ravel() == _FINDER).mean()) > 0.9 for corner in corners)
