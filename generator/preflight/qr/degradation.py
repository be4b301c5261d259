"""Degradations of a printed symbol on its way from the press to a phone's camera.

Each degradation is a pure function from an image of a symbol to a degraded one, its strength in
physical units: modules, millimetres, dots per inch, degrees, percent. Random numbers start from a
fixed seed, so equal symbols are degraded equally. Decoding degraded symbols belongs to
``preflight.qr.grading``; what people call a degradation, to ``preflight.checks.qr.symbols``.

Images are greyscale, 0 dark to 255 light; rows go down.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from generator.core.units import MM_PER_INCH
from generator.preflight.render.quantiles import median, quantile

#: Height x width, 0..255.
Grey = NDArray[np.uint8]

_SEED: Final = 874


@dataclass(frozen=True, slots=True)
class Patch:
    """An image patch with a rectified QR symbol in its middle and a margin around it.

    Attributes:
        grey: The patch.
        modules: Number of modules on a side of the symbol.
        margin: Width of the margin on each side, in modules.
        module_px: Side of a module in pixels; ``module_mm`` on paper.
    """

    grey: Grey
    modules: int
    margin: int
    module_px: float
    module_mm: float

    @property
    def px_per_mm(self) -> float:
        """Pixels in a millimetre of paper."""
        return self.module_px / self.module_mm

    @property
    def symbol(self) -> Grey:
        """The symbol without the margin."""
        start = round(self.margin * self.module_px)
        end = start + round(self.modules * self.module_px)
        return self.grey[start:end, start:end]

    @property
    def background(self) -> int:
        """Median grey level of the patch's outermost pixels."""
        edge = np.concatenate((self.grey[0], self.grey[-1], self.grey[:, 0], self.grey[:, -1]))
        return int(median(edge))


@dataclass(frozen=True, slots=True)
class Degradation:
    """One kind of degradation, applied at rising strengths.

    Attributes:
        name: Stable identifier, kebab-case.
        required_strengths: Strengths under which every sound print is decoded.
        further_strengths: Strengths under which a good print is decoded, too: error correction
            level M or better, modules of 0.4 mm or more. Both rise.
        apply: Degrades a patch by a strength.
    """

    name: str
    required_strengths: tuple[float, ...]
    further_strengths: tuple[float, ...]
    apply: Callable[[Patch, float], Grey]

    @property
    def steps(self) -> Iterator[tuple[float, bool]]:
        """Yield each strength, rising, with whether a sound print must be decoded under it."""
        yield from ((strength, True) for strength in self.required_strengths)
        yield from ((strength, False) for strength in self.further_strengths)


def blur(patch: Patch, sigma_modules: float) -> Grey:
    """Defocus: convolve with a Gaussian of that standard deviation."""
    sigma = sigma_modules * patch.module_px
    return _to_grey(_to_image(patch.grey).filter(ImageFilter.GaussianBlur(sigma)))


def spread_dots(patch: Patch, spread_modules: float) -> Grey:
    """Print gain: move each edge of the dark outwards by so many modules."""
    return _move_edges(patch, spread_modules, np.minimum)


def shrink_dots(patch: Patch, spread_modules: float) -> Grey:
    """Print loss of a starved or overexposed plate: move each edge inwards by so many modules."""
    return _move_edges(patch, spread_modules, np.maximum)


def _move_edges(patch: Patch, spread_modules: float, pick: np.ufunc) -> Grey:
    reach = spread_modules * patch.module_px
    whole = int(reach)
    grown = patch.grey
    for axis in (0, 1):
        grown = _dilate(grown, whole, axis, pick)
    further = grown
    for axis in (0, 1):
        further = _dilate(further, 1, axis, pick)
    # Between whole pixels the edge is grey, as a rendered one is.
    return _round_to_grey(grown + (reach - whole) * (further.astype(np.float32) - grown))


def _dilate(grey: Grey, reach: int, axis: int, pick: np.ufunc) -> Grey:
    grown = grey
    for shift in range(1, reach + 1):
        for signed in (shift, -shift):
            grown = pick(grown, _shift(grey, signed, axis))
    return grown


def _shift(grey: Grey, by: int, axis: int) -> Grey:
    size = grey.shape[axis]
    return grey.take(np.clip(np.arange(size) - by, 0, size - 1), axis=axis)


def fade(patch: Patch, left_percent: float) -> Grey:
    """Fade as an empty cartridge or sunlight does: ``left_percent`` of each tone is left."""
    light = quantile(patch.symbol, 0.95)
    return _round_to_grey(light - (light - patch.grey.astype(np.float32)) * left_percent / 100)


def rotate(patch: Patch, degrees: float) -> Grey:
    """Rotate in the plane of the paper, as a phone held askew does."""
    turned = _to_image(patch.grey).rotate(
        degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=patch.background
    )
    return _to_grey(turned)


def view_from_side(patch: Patch, degrees: float) -> Grey:
    """Project as seen from the side, from three times the patch's width away."""
    height, width = patch.grey.shape
    turn = math.radians(degrees)
    distance = 3.0 * width

    def seen(x: float, y: float) -> tuple[float, float]:
        shrink = distance / (distance + x * math.sin(turn))
        return width / 2 + x * math.cos(turn) * shrink, height / 2 + y * shrink

    corners = [(-width / 2, -height / 2), (width / 2, -height / 2)]
    corners += [(width / 2, height / 2), (-width / 2, height / 2)]
    target = [seen(x, y) for x, y in corners]
    source = [(x + width / 2, y + height / 2) for x, y in corners]
    warped = _to_image(patch.grey).transform(
        (width, height),
        Image.Transform.PERSPECTIVE,
        perspective_coefficients(target, source),
        Image.Resampling.BICUBIC,
        fillcolor=patch.background,
    )
    return _to_grey(warped)


def perspective_coefficients(
    target: list[tuple[float, float]], source: list[tuple[float, float]]
) -> tuple[float, ...]:
    """Eight coefficients with which Pillow maps ``target``'s points back to ``source``'s.

    Both are four points in the same order. Source: Pillow, Image.Transform.PERSPECTIVE.
    """
    rows: list[list[float]] = []
    values: list[float] = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(float(one) for one in np.linalg.solve(np.array(rows), np.array(values)))


def crease(patch: Patch, width_modules: float) -> Grey:
    """Fold across: the ink is gone along a line, and all below is shifted by half its width.

    The line is blurred a little, as any camera does: decoders sample single points.
    """
    creased_grey = patch.grey.copy()
    height = patch.grey.shape[0]
    middle = height * 0.55
    half = width_modules * patch.module_px / 2
    below = slice(round(middle), height)
    creased_grey[below] = _shift(patch.grey[below], round(half), 1)
    rows = np.arange(height, dtype=np.float32) + 0.5
    gone = np.clip(half + 0.5 - abs(rows - middle), 0, min(1.0, 2 * half))[:, None]
    bared = creased_grey * (1 - gone) + 238 * gone
    # On both sides of a fold the paper bends away from the light.
    shade = 1 - 0.25 * np.exp(-(((rows - middle) / (2 * patch.module_px)) ** 2))
    seen = _to_image(_round_to_grey(bared * shade[:, None]))
    return _to_grey(seen.filter(ImageFilter.GaussianBlur(0.25 * patch.module_px)))


def stain(patch: Patch, percent: float) -> Grey:
    """Put a dark, round stain on ``percent`` of the symbol, away from its finder patterns."""
    side = patch.modules * patch.module_px
    radius = side * math.sqrt(percent / 100 / math.pi)
    centre = patch.margin * patch.module_px + 0.66 * side
    away = _distance_from(patch, centre, centre)
    inside = np.clip((radius - away) / (0.3 * patch.module_px) + 0.5, 0, 1)
    return _round_to_grey(patch.grey * (1 - inside) + 70 * inside)


def flake(patch: Patch, percent: float) -> Grey:
    """Flake toner off: ``percent`` of the modules turn light, none in a finder pattern."""
    side = patch.modules + 2 * patch.margin
    lost = np.random.default_rng(_SEED).random((side, side)) < percent / 100
    start, end = patch.margin, patch.margin + patch.modules
    for rows in (slice(start, start + 8), slice(end - 8, end)):
        for columns in (slice(start, start + 8), slice(end - 8, end)):
            lost[rows, columns] = False
    mask = Image.fromarray((lost * 255).astype(np.uint8)).resize(
        patch.grey.shape[::-1], Image.Resampling.BICUBIC
    )
    share = np.asarray(mask, np.float32) / 255
    return _round_to_grey(patch.grey + (245 - patch.grey.astype(np.float32)) * share)


def light_unevenly(patch: Patch, left_percent: float) -> Grey:
    """Light from one side, falling to ``left_percent`` at the other, with half a shadow across."""
    height, width = patch.grey.shape
    along = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    light = 1 - (1 - left_percent / 100) * (0.7 * along + 0.3 * down)
    # A hand's shadow, soft over a few modules.
    softness = 2 * patch.module_px / width
    shadow = 1 - 0.35 / (1 + np.exp(-(along + 0.4 * down - 0.8) / softness))
    return _round_to_grey(patch.grey * light * shadow)


def compress_as_jpeg(patch: Patch, quality: float) -> Grey:
    """Compress as JPEG of that quality at four pixels to a module, as messengers do."""
    file = io.BytesIO()
    _resize(patch, 4.0).save(file, "JPEG", quality=round(quality))
    with Image.open(file) as sent:
        return _to_grey(sent.convert("L"))


def fax(patch: Patch, dpi: float) -> Grey:
    """Copy in black and white at so many dots per inch, with noise at the threshold."""
    scanned = _resize(patch, _module_dots(patch, dpi)).filter(ImageFilter.GaussianBlur(0.5))
    grey = np.asarray(scanned, np.float32)
    noise = np.random.default_rng(_SEED).random(grey.shape) - 0.5
    copied = np.where(grey + 60 * noise < _global_threshold(patch), 0, 255).astype(np.uint8)
    return _enlarge(copied)


def print_with_worn_drum(patch: Patch, percent: float) -> Grey:
    """Add grains of 0.1 mm on ``percent`` of the area, half of them light, half dark, blurred."""
    # Grains far below a pixel are an even tone; the lower bound also limits their number.
    grain = max(0.1 * patch.px_per_mm, 0.3)
    shape = tuple(math.ceil(side / grain) for side in patch.grey.shape)
    grains = np.random.default_rng(_SEED).random(shape)
    struck = grains < percent / 100
    salt = grains < percent / 200
    size = tuple(max(1, round(side * grain)) for side in shape[::-1])

    def to_shares(where: NDArray[np.bool_]) -> NDArray[np.float32]:
        # Grains finer than the pixels are averaged by them.
        image = Image.fromarray((where * 255).astype(np.uint8))
        image = image.resize(size, Image.Resampling.BOX if grain < 1 else Image.Resampling.NEAREST)
        height, width = patch.grey.shape
        shares: NDArray[np.float32] = np.asarray(image.crop((0, 0, width, height)), np.float32)
        return shares / np.float32(255)

    struck_share, salt_share = to_shares(struck), to_shares(salt)
    grainy = patch.grey * (1 - struck_share) + 245 * salt_share + 20 * (struck_share - salt_share)
    return _to_grey(_to_image(_round_to_grey(grainy)).filter(ImageFilter.GaussianBlur(grain)))


def print_by_laser(patch: Patch, dpi: float) -> Grey:
    """Print at so many dots per inch: round edges to whole dots, spread toner by a third of one."""
    dots = _module_dots(patch, dpi)
    printed = _to_grey(_resize(patch, dots, Image.Resampling.BICUBIC)) >= _global_threshold(patch)
    coarse = replace(patch, grey=(printed * 255).astype(np.uint8), module_px=dots)
    return _enlarge(spread_dots(coarse, 1 / 3 / dots))


def _global_threshold(patch: Patch) -> float:
    """Grey level midway between dark and light (ISO/IEC 15415:2011, 7.6, global threshold)."""
    return (quantile(patch.symbol, 0.05) + quantile(patch.symbol, 0.95)) / 2


def _module_dots(patch: Patch, dpi: float) -> float:
    """Device dots to a module, up to twelve: beyond, rounding to dots moves no edge noticeably."""
    return min(max(patch.module_mm * dpi / MM_PER_INCH, 0.5), 12.0)


def _resize(
    patch: Patch, module_px: float, how: Image.Resampling = Image.Resampling.BOX
) -> Image.Image:
    ratio = module_px / patch.module_px
    height, width = patch.grey.shape
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    return _to_image(patch.grey).resize(size, how if ratio < 1 else Image.Resampling.BICUBIC)


def _enlarge(grey: Grey) -> Grey:
    """Enlarge device dots as a camera sees them: square, slightly blurred."""
    times = max(1, math.ceil(250 / min(grey.shape)))
    shown = Image.fromarray(grey.repeat(times, axis=0).repeat(times, axis=1))
    return _to_grey(shown.filter(ImageFilter.GaussianBlur(times / 2)))


def _distance_from(patch: Patch, x: float, y: float) -> NDArray[np.float32]:
    height, width = patch.grey.shape
    rows = np.arange(height, dtype=np.float32)[:, None] + 0.5
    columns = np.arange(width, dtype=np.float32)[None, :] + 0.5
    away: NDArray[np.float32] = np.hypot(rows - y, columns - x)
    return away


def _to_image(grey: Grey) -> Image.Image:
    return Image.fromarray(grey)


def _to_grey(image: Image.Image) -> Grey:
    return np.asarray(image, np.uint8)


def _round_to_grey(values: NDArray[np.floating]) -> Grey:
    rounded: Grey = np.clip(values + 0.5, 0, 255).astype(np.uint8)
    return rounded


#: Every degradation, gentle ones first. In the comments the strongest under which a sound symbol of
#: modules of 0.5 mm is decoded, at levels L and M: the required strengths leave a third of reserve
#: or more, the further ones are what level M bears with a tenth to spare.
DEGRADATION_LADDER: Final[tuple[Degradation, ...]] = (
    Degradation("blur", (0.2, 0.3), (0.4,), blur),  # 0.48, 0.50 modules
    Degradation("dot-gain", (0.1, 0.2), (0.25,), spread_dots),  # 0.30, 0.34 modules
    Degradation("dot-loss", (0.1, 0.2), (0.25,), shrink_dots),  # 0.31, 0.30 modules
    Degradation("washed-out", (60, 40), (20,), fade),  # 9, 8 %
    Degradation("tilt", (15, 30), (45,), rotate),  # any; 45 degrees are the worst of a square
    Degradation("perspective", (30, 45), (60,), view_from_side),  # 72, 72 degrees
    Degradation("crease", (0.25, 0.4), (0.5,), crease),  # 0.90, 1.80 modules
    Degradation("stain", (2, 3), (8,), stain),  # 5.2, 10.4 %
    Degradation("flaking", (0.5, 1), (2.5,), flake),  # 3.0, 4.1 %
    Degradation("light", (60, 30), (15,), light_unevenly),  # 0.75 %, 0.75 %
    Degradation("jpeg", (40, 20), (10,), compress_as_jpeg),  # any
    Degradation("fax", (200,), (150,), fax),  # 90, 83 dpi
    Degradation("worn-drum", (2,), (8,), print_with_worn_drum),  # 38, 38 %
    Degradation("laser", (600, 300), (150,), print_by_laser),  # 90, 113 dpi
)
