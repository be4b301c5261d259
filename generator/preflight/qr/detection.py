"""QR symbols on rendered pages: detection, rectification, symbol contrast and quiet zone.

Symbols are detected in renderings of the page, never in its drawing operators: what counts is what
a camera sees. Each is rendered again at a higher resolution and rectified: upright, square, a known
number of pixels to a module. How well it decodes under damage and from afar belongs to
``preflight.qr.grading``; findings about it, to ``preflight.checks.qr.symbols``.
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

from generator.core.units import MM_PER_INCH, PT_PER_INCH, mm_to_pt, pt_to_mm
from generator.preflight.pdf.model import Box, Page, Picture
from generator.preflight.pdf.paints import LUMINANCE_WEIGHTS
from generator.preflight.qr.degradation import Grey, Patch, perspective_coefficients
from generator.preflight.render.quantiles import median

#: A page is searched at this resolution or finer: a module of 0.35 mm, the smallest that is read by
#: hand-held phones, is then two pixels (Nyquist).
_MIN_DPI: Final = 150.0
_MAX_DPI: Final = 220.0
#: Pixels to a module from which symbols are found: those of the smallest at the least resolution.
_SEARCHED_MODULE_PX: Final = 2.0
#: Pixels of one rendering (an A3 at about 160 dpi); a larger page is searched window by window.
_MAX_PIXELS: Final = 5e6
#: Pixels of all windows, so that a banner takes no longer than some seconds: A0 has 35 million.
_MAX_PIXELS_IN_ALL: Final = 60e6
#: Pixels of the overview, in which symbols that are larger than a window are detected.
_OVERVIEW_PIXELS: Final = 2e6
#: A smaller page holds no symbol: version 1 has 21 modules, of a tenth of a millimetre at least.
_MIN_PAGE_PT: Final = mm_to_pt(2)
#: Overlap of windows; a larger symbol is detected in the overview.
_OVERLAP_PT: Final = mm_to_pt(80)

#: Pixels to a module of a rectified symbol, the largest side of its image, and its margin.
_RECTIFIED_MODULE_PX: Final = 10.0
_MAX_RECTIFIED_SIDE_PX: Final = 1600.0
#: Twice the quiet zone of ISO/IEC 18004:2015, 6.3.8, so that one that is too narrow is measured.
MARGIN_MODULES: Final = 8

#: Detections are of the same symbol if their centres are nearer than this share of its side: a
#: symbol's centre is measured to a module, 1/21 of the side, and others are a whole side away.
_SAME_SYMBOL: Final = 1 / 3
#: A pixel is foreign to the background from this share of the symbol contrast on: half of what the
#: global threshold of ISO/IEC 15415:2011, 7.6 takes for dark, so that shades count, too.
_FOREIGN_SHARE: Final = 1 / 4
#: The nearest half module may be the symbol's own edge: blurred, or with print gain, of which
#: the ladder has 0.25 modules at most.
_EDGE_MODULES: Final = 0.5
#: Share of the 49 modules of a finder pattern that must match: four may be damaged. Corpus: sound
#: symbols 1.00; random patterns match half.
_MIN_FINDER_MATCH: Final = 0.9

Point = tuple[float, float]
#: The symbol's corners as it is read: top left, top right, bottom right, bottom left.
Corners = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Detection:
    """A symbol as a decoder reports it; ``corners`` in pt on the page, y up.

    Attributes:
        content: None of a symbol that was located and could not be decoded.
        level: "L", "M", "Q" or "H".
    """

    corners: Corners
    content: str | None
    version: int
    level: str

    @property
    def modules(self) -> int:
        """Number of modules on a side (ISO/IEC 18004:2015, 5.3.1)."""
        return 17 + 4 * self.version

    @property
    def side_pt(self) -> float:
        """Mean of the four sides, in pt."""
        turned = self.corners[1:] + self.corners[:1]
        return sum(math.dist(a, b) for a, b in zip(self.corners, turned, strict=True)) / 4

    @property
    def module_mm(self) -> float:
        """Side of a module on paper (X dimension), in mm."""
        return pt_to_mm(self.side_pt) / self.modules

    @property
    def box(self) -> Box:
        """Bounding box on the page without the quiet zone, in pt, lower-left origin."""
        xs, ys = zip(*self.corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def centre(self) -> Point:
        """Centre on the page, in pt."""
        xs, ys = zip(*self.corners, strict=True)
        return sum(xs) / 4, sum(ys) / 4

    def overlaps(self, other: Detection) -> bool:
        """True if both are the same symbol, detected twice."""
        return math.dist(self.centre, other.centre) < _SAME_SYMBOL * max(
            self.side_pt, other.side_pt
        )


@dataclass(frozen=True, slots=True)
class Symbol:
    """A detected symbol, rectified and measured.

    Attributes:
        patch: Greyscale image of the symbol and its margin, for the degradation ladder.
        is_dark: For each module, row by row from the top.
        dark: Median reflectance, 0..1, of the dark modules; ``light`` of the light ones.
        inverted: True for reflectance reversal: light modules on a dark background.
        quiet_zone_modules: Width of the free background around it, up to ``MARGIN_MODULES``.
    """

    detection: Detection
    patch: Patch
    is_dark: NDArray[np.bool_]
    dark: float
    light: float
    inverted: bool
    quiet_zone_modules: float

    @property
    def contrast(self) -> float:
        """Symbol contrast, 0..1: the difference in reflectance of light and dark modules."""
        return self.light - self.dark


def find_symbols(page: Page) -> tuple[Symbol, ...]:
    """Detect every QR symbol on ``page``, also reversed, rotated or undecodable ones.

    Returns them from top to bottom, then from left to right.
    """
    detections: list[Detection] = []
    for dpi, box in search_windows(_within_media(page)):
        for detection in _detect(page.grey_picture(dpi, box), box):
            _merge(detection, detections)
    symbols = [
        one for one in (_measure_closely(page, each) for each in detections) if one is not None
    ]
    return tuple(sorted(symbols, key=lambda one: (-one.detection.box[3], one.detection.box[0])))


def _merge(detection: Detection, known: list[Detection]) -> None:
    """Add a new detection to ``known``; a decoded one replaces the same symbol undecoded."""
    for index, other in enumerate(known):
        if detection.overlaps(other):
            if other.content is None and detection.content is not None:
                known[index] = detection
            return
    known.append(detection)


def _within_media(page: Page) -> Box:
    """TrimBox clipped to the MediaBox; in a damaged file they may not even meet."""
    trim, media = page.boxes.trimmed, page.boxes.media
    return (
        max(trim[0], media[0]),
        max(trim[1], media[1]),
        min(trim[2], media[2]),
        min(trim[3], media[3]),
    )


def search_windows(box: Box) -> Iterator[tuple[float, Box]]:
    """Yield resolution in dpi and region of each rendering in which to search ``box``."""
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) < _MIN_PAGE_PT:
        return
    square_inches = width * height / PT_PER_INCH**2
    dpi = _search_dpi(square_inches)
    if square_inches * dpi**2 <= _MAX_PIXELS * 1.01:
        yield dpi, box
        return
    yield math.sqrt(_OVERVIEW_PIXELS / square_inches), box
    part = math.sqrt(_MAX_PIXELS) / dpi * PT_PER_INCH
    for left in _starts(box[0], box[2], part):
        for bottom in _starts(box[1], box[3], part):
            yield dpi, (left, bottom, min(left + part, box[2]), min(bottom + part, box[3]))


def _search_dpi(square_inches: float) -> float:
    return min(
        _MAX_DPI,
        max(_MIN_DPI, math.sqrt(_MAX_PIXELS / square_inches)),
        math.sqrt(_MAX_PIXELS_IN_ALL / square_inches),
    )


def missed_module_mm(page: Page) -> float | None:
    """Size of the modules below which symbols of ``page`` may be missed; None if none are.

    A page above :data:`_MAX_PIXELS_IN_ALL` at :data:`_MIN_DPI` is searched more coarsely.
    """
    left, low, right, high = _within_media(page)
    if right <= left or high <= low:
        return None
    dpi = _search_dpi((right - left) * (high - low) / PT_PER_INCH**2)
    return _SEARCHED_MODULE_PX * MM_PER_INCH / dpi if dpi < _MIN_DPI else None


def _starts(low: float, high: float, part: float) -> list[float]:
    """Starts of windows of length ``part`` that overlap and cover from low to high."""
    count = max(1, math.ceil((high - low - _OVERLAP_PT) / (part - _OVERLAP_PT)))
    step = max(0.0, high - low - part) / max(1, count - 1)
    return [low + index * step for index in range(count)]


def _detect(grey: Grey, box: Box) -> Iterator[Detection]:
    """Yield the symbols that a decoder locates in a rendering of ``box``."""
    height, width = grey.shape
    to_x, to_y = (box[2] - box[0]) / width, (box[3] - box[1]) / height

    def on_page(point: Any) -> Point:
        return box[0] + point.x * to_x, box[3] - point.y * to_y

    for code in decode_symbols(grey, return_errors=True):
        # A decoder that gave up early reports no version.
        version = str((code.extra or {}).get("Version", ""))
        # Micro QR has versions like "M2"; decoders take damaged QR symbols for it.
        if not version.isdecimal():
            continue
        at = code.position
        yield Detection(
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


def decode_symbols(grey: Grey, *, return_errors: bool = False) -> list[Any]:
    """Decode the QR symbols of an image, rotated, reversed and scaled ones too."""
    return zxingcpp.read_barcodes(
        grey,
        formats=_FORMATS,
        text_mode=zxingcpp.TextMode.Plain,
        return_errors=return_errors,
    )


def to_grey(picture: Picture) -> Grey:
    """Convert an RGB rendering to greyscale (ITU-R 601 luma)."""
    return np.asarray(Image.fromarray(picture).convert("L"), np.uint8)


def module_px(modules: int) -> float:
    """Pixels to a module in the rectified image of a symbol with so many modules on a side."""
    return min(_RECTIFIED_MODULE_PX, _MAX_RECTIFIED_SIDE_PX / (modules + 2 * MARGIN_MODULES))


def _measure_closely(page: Page, detection: Detection) -> Symbol | None:
    """Rectify and measure a detection at a higher resolution; None if it is no symbol."""
    px = module_px(detection.modules)
    dpi = px * MM_PER_INCH / detection.module_mm
    box = _grow(detection.box, MARGIN_MODULES * detection.side_pt / detection.modules, page)
    picture = page.picture(dpi, box)
    candidates = [one for one in _detect(to_grey(picture), box) if one.overlaps(detection)]
    best = min(candidates, key=lambda one: one.content is None, default=detection)
    if best.content is None and detection.content is not None:
        best = replace(best, content=detection.content)
    rectified = _rectify(picture, box, best, px)
    symbol = _measure(best, rectified, px)
    return symbol if best.content is not None or has_finder_patterns(symbol) else None


def _grow(box: Box, by: float, page: Page) -> Box:
    left, bottom, right, top = page.boxes.media
    return (
        max(left, box[0] - by),
        max(bottom, box[1] - by),
        min(right, box[2] + by),
        min(top, box[3] + by),
    )


def _rectify(picture: Picture, box: Box, detection: Detection, px: float) -> Picture:
    """Warp a symbol and its margin to be upright and square; white beyond the page."""
    height, width = picture.shape[:2]
    source = [
        ((x - box[0]) * width / (box[2] - box[0]), (box[3] - y) * height / (box[3] - box[1]))
        for x, y in detection.corners
    ]
    start = MARGIN_MODULES * px
    end = start + detection.modules * px
    target = [(start, start), (end, start), (end, end), (start, end)]
    side = round(end + start)
    rectified = Image.fromarray(picture).transform(
        (side, side),
        Image.Transform.PERSPECTIVE,
        perspective_coefficients(target, source),
        Image.Resampling.BILINEAR,
        fillcolor=(255, 255, 255),
    )
    return np.asarray(rectified, np.uint8)


def _measure(detection: Detection, rectified: Picture, px: float) -> Symbol:
    reflectance = _reflectance(rectified)
    values = _sample_modules(reflectance, detection.modules, px)
    middle = (float(values.min()) + float(values.max())) / 2
    is_dark = values < middle
    dark = median(values[is_dark]) if is_dark.any() else middle
    light = median(values[~is_dark])
    # The outer ring of a finder pattern is dark, or light in a reversed symbol.
    inverted = bool(is_dark[0, :7].mean() < 0.5)
    step = _FOREIGN_SHARE * (light - dark)
    foreign = reflectance > dark + step if inverted else reflectance < light - step
    return Symbol(
        detection=detection,
        patch=_downsample(detection, rectified, px),
        is_dark=is_dark,
        dark=dark,
        light=light,
        inverted=inverted,
        quiet_zone_modules=_measure_quiet_zone(foreign, detection.modules, px),
    )


def _downsample(detection: Detection, rectified: Picture, px: float) -> Patch:
    """Greyscale patch for the ladder, at half the resolution: that takes a quarter of the time."""
    image = Image.fromarray(rectified).convert("L")
    factor = 2 if px >= _RECTIFIED_MODULE_PX else 1
    return Patch(
        grey=np.asarray(image.reduce(factor), np.uint8),
        modules=detection.modules,
        margin=MARGIN_MODULES,
        module_px=px / factor,
        module_mm=detection.module_mm,
    )


def _reflectance(picture: Picture) -> NDArray[np.float32]:
    """Reflectance of each pixel, 0..1, as the relative luminance of sRGB (IEC 61966-2-1)."""
    luminance: NDArray[np.float32] = _LINEAR.take(picture) @ _WEIGHTS
    return luminance


_VALUES: Final = np.arange(256) / 255
_LINEAR: Final = np.where(
    _VALUES <= 0.04045, _VALUES / 12.92, ((_VALUES + 0.055) / 1.055) ** 2.4
).astype(np.float32)
_WEIGHTS: Final = LUMINANCE_WEIGHTS.astype(np.float32)


def _sample_modules(
    reflectance: NDArray[np.float32], modules: int, px: float
) -> NDArray[np.float32]:
    """Mean reflectance around each module's centre, as a square array, top row first."""
    centres = (MARGIN_MODULES + np.arange(modules) + 0.5) * px
    spread = np.array([-0.2, 0.0, 0.2]) * px
    at = (centres[:, None] + spread).astype(np.intp).ravel()
    samples = reflectance[np.ix_(at, at)]
    shape = (modules, len(spread), modules, len(spread))
    values: NDArray[np.float32] = samples.reshape(shape).mean(axis=(1, 3))
    return values


def _measure_quiet_zone(foreign: NDArray[np.bool_], modules: int, px: float) -> float:
    """Distance in modules from the symbol to the nearest pixel that is not its background.

    It is the Euclidean one, so a card's rounded corners are no nearer than its sides.
    """
    steps = (np.arange(foreign.shape[0]) + 0.5) / px - MARGIN_MODULES
    away = np.maximum(np.maximum(-steps, steps - modules), 0)
    squared = (away * away)[:, None] + (away * away)[None, :]
    reached = squared[foreign & (squared > _EDGE_MODULES**2)]
    nearest = math.sqrt(reached.min()) - 0.5 / px if reached.size else math.inf
    return min(float(MARGIN_MODULES), nearest)


_FINDER_PATTERN: Final = np.array(
    [max(abs(x), abs(y)) != 2 for x in range(-3, 4) for y in range(-3, 4)]
)


def has_finder_patterns(symbol: Symbol) -> bool:
    """True if three corners hold finder patterns (ISO/IEC 18004:2015, 6.3.3)."""
    own = symbol.is_dark ^ symbol.inverted
    corners = (own[:7, :7], own[:7, -7:], own[-7:, :7])
    return all(
        float((corner.ravel() == _FINDER_PATTERN).mean()) > _MIN_FINDER_MATCH for corner in corners
    )
