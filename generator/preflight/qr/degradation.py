"""What happens to a printed code between the press and a phone: a ladder of damage.

Each kind of damage is a pure function from a picture of a code to a damaged one. Its strength is in
the units of the world: modules, millimetres, dots an inch, degrees, shares. Whatever is random
starts from a fixed seed, so the same code always meets the same damage. How damaged codes are read
is in ``preflight.qr.grading``.

Pictures are grey, 0 dark to 255 light; rows go down.
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

from generator.core.messages import Message, msg
from generator.core.units import MM_PER_INCH
from generator.preflight.render.statistics import median, quantile

#: Height x width, 0..255.
Grey = NDArray[np.uint8]

_SEED: Final = 874


@dataclass(frozen=True, slots=True)
class Patch:
    """A QR symbol, upright and square, with what stands around it.

    Attributes:
        grey: The picture; the symbol is in its middle.
        modules: On a side of the symbol.
        margin: Modules around the symbol, on each side.
        module_px: The side of a module in pixels; ``module_mm`` on paper.
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
        """The symbol alone, without what is around."""
        start = round(self.margin * self.module_px)
        end = start + round(self.modules * self.module_px)
        return self.grey[start:end, start:end]

    @property
    def ground(self) -> int:
        """The commonest value at the rim: what the paper around is like."""
        rim = np.concatenate((self.grey[0], self.grey[-1], self.grey[:, 0], self.grey[:, -1]))
        return int(median(rim))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of damage.

    Attributes:
        name: Stable, kebab-case.
        title: For people.
        mild: Strengths that every sound print survives; one that does not will fail people.
        hard: Further ones that a good print survives: level M or better, modules of 0.4 mm or more.
            Both from weak to strong. Source: measured, see ``tests/test_qr_proof.py``.
        apply: The damage.
    """

    name: str
    title: Message
    mild: tuple[float, ...]
    hard: tuple[float, ...]
    apply: Callable[[Patch, float], Grey]

    @property
    def steps(self) -> Iterator[tuple[float, bool]]:
        """Each strength from weak to strong, and whether a sound print must survive it."""
        yield from ((strength, True) for strength in self.mild)
        yield from ((strength, False) for strength in self.hard)


def blurred(patch: Patch, sigma_modules: float) -> Grey:
    """Out of focus: a Gaussian of that standard deviation."""
    sigma = sigma_modules * patch.module_px
    return _pixels(_image(patch.grey).filter(ImageFilter.GaussianBlur(sigma)))


def with_dot_gain(patch: Patch, spread_modules: float) -> Grey:
    """Ink spread by so much at each edge, in modules."""
    return _spread(patch, spread_modules, np.minimum)


def with_dot_loss(patch: Patch, spread_modules: float) -> Grey:
    """Ink lost by so much at each edge, in modules: a starved plate or an overexposed one."""
    return _spread(patch, spread_modules, np.maximum)


def _spread(patch: Patch, spread_modules: float, pick: np.ufunc) -> Grey:
    reach = spread_modules * patch.module_px
    whole = int(reach)
    grown = patch.grey
    for axis in (0, 1):
        grown = _grown(grown, whole, axis, pick)
    further = grown
    for axis in (0, 1):
        further = _grown(further, 1, axis, pick)
    # Between whole pixels the edge is grey, as a rendered one is.
    return _bytes(grown + (reach - whole) * (further.astype(np.float32) - grown))


def _grown(grey: Grey, reach: int, axis: int, pick: np.ufunc) -> Grey:
    grown = grey
    for shift in range(1, reach + 1):
        for signed in (shift, -shift):
            grown = pick(grown, _shifted(grey, signed, axis))
    return grown


def _shifted(grey: Grey, by: int, axis: int) -> Grey:
    size = grey.shape[axis]
    return grey.take(np.clip(np.arange(size) - by, 0, size - 1), axis=axis)


def washed_out(patch: Patch, left_percent: float) -> Grey:
    """An empty cartridge or a bleached poster: so much of each tone is left."""
    light = quantile(patch.symbol, 0.95)
    return _bytes(light - (light - patch.grey.astype(np.float32)) * left_percent / 100)


def tilted(patch: Patch, degrees: float) -> Grey:
    """The phone held askew: turned in the plane of the paper."""
    turned = _image(patch.grey).rotate(
        degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=patch.ground
    )
    return _pixels(turned)


def in_perspective(patch: Patch, degrees: float) -> Grey:
    """Seen from the side, from three times the code's width away."""
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
    warped = _image(patch.grey).transform(
        (width, height),
        Image.Transform.PERSPECTIVE,
        perspective_coefficients(target, source),
        Image.Resampling.BICUBIC,
        fillcolor=patch.ground,
    )
    return _pixels(warped)


def perspective_coefficients(
    target: list[tuple[float, float]], source: list[tuple[float, float]]
) -> tuple[float, ...]:
    """The eight coefficients with which Pillow fetches ``target``'s points from ``source``.

    Both are four points in the same order. Source: Pillow, Image.Transform.PERSPECTIVE.
    """
    rows: list[list[float]] = []
    values: list[float] = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(float(one) for one in np.linalg.solve(np.array(rows), np.array(values)))


def creased(patch: Patch, width_modules: float) -> Grey:
    """Folded across: along a line the colour is gone, and below it all is half as far aside.

    The line is seen a little softly, as by any camera, since a reader looks at single points.
    """
    creased_grey = patch.grey.copy()
    height = patch.grey.shape[0]
    middle = height * 0.55
    half = width_modules * patch.module_px / 2
    below = slice(round(middle), height)
    creased_grey[below] = _shifted(patch.grey[below], round(half), 1)
    rows = np.arange(height, dtype=np.float32) + 0.5
    gone = np.clip(half + 0.5 - abs(rows - middle), 0, min(1.0, 2 * half))[:, None]
    bared = creased_grey * (1 - gone) + 238 * gone
    # Beside a fold the paper bends away from the light.
    shade = 1 - 0.25 * np.exp(-(((rows - middle) / (2 * patch.module_px)) ** 2))
    seen = _image(_bytes(bared * shade[:, None]))
    return _pixels(seen.filter(ImageFilter.GaussianBlur(0.25 * patch.module_px)))


def stained(patch: Patch, percent: float) -> Grey:
    """A dark, round stain over so much of the symbol's area, away from its finder patterns."""
    side = patch.modules * patch.module_px
    radius = side * math.sqrt(percent / 100 / math.pi)
    centre = patch.margin * patch.module_px + 0.66 * side
    away = _distance_from(patch, centre, centre)
    inside = np.clip((radius - away) / (0.3 * patch.module_px) + 0.5, 0, 1)
    return _bytes(patch.grey * (1 - inside) + 70 * inside)


def flaked(patch: Patch, percent: float) -> Grey:
    """Toner flaked off: so much of the symbol is light, in spots of a module, none in a finder."""
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
    return _bytes(patch.grey + (245 - patch.grey.astype(np.float32)) * share)


def unevenly_lit(patch: Patch, left_percent: float) -> Grey:
    """A lamp at one side: light falls to so much at the other, and half a shadow lies across."""
    height, width = patch.grey.shape
    along = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    light = 1 - (1 - left_percent / 100) * (0.7 * along + 0.3 * down)
    # A hand's shadow, soft over a few modules.
    softness = 2 * patch.module_px / width
    shadow = 1 - 0.35 / (1 + np.exp(-(along + 0.4 * down - 0.8) / softness))
    return _bytes(patch.grey * light * shadow)


def as_jpeg(patch: Patch, quality: float) -> Grey:
    """Sent on as a picture: four pixels a module, pressed as JPEG of that quality."""
    file = io.BytesIO()
    _scaled(patch, 4.0).save(file, "JPEG", quality=round(quality))
    with Image.open(file) as sent:
        return _pixels(sent.convert("L"))


def faxed(patch: Patch, dpi: float) -> Grey:
    """Scanned in black and white at so many dots an inch, and printed."""
    scanned = _scaled(patch, _module_dots(patch, dpi)).filter(ImageFilter.GaussianBlur(0.5))
    grey = np.asarray(scanned, np.float32)
    noise = np.random.default_rng(_SEED).random(grey.shape) - 0.5
    copied = np.where(grey + 60 * noise < _middle(patch), 0, 255).astype(np.uint8)
    return _enlarged(copied)


def with_worn_drum(patch: Patch, percent: float) -> Grey:
    """Grains of a tenth of a millimetre, light in the dark and dark in the light, seen softly."""
    # Much finer grains than pixels are an even tone; there may be millions of them.
    grain = max(0.1 * patch.px_per_mm, 0.3)
    shape = tuple(math.ceil(side / grain) for side in patch.grey.shape)
    grains = np.random.default_rng(_SEED).random(shape)
    struck = grains < percent / 100
    salt = grains < percent / 200
    size = tuple(max(1, round(side * grain)) for side in shape[::-1])

    def laid_out(where: NDArray[np.bool_]) -> NDArray[np.float32]:
        # Grains finer than the picture's pixels mix in them.
        image = Image.fromarray((where * 255).astype(np.uint8))
        image = image.resize(size, Image.Resampling.BOX if grain < 1 else Image.Resampling.NEAREST)
        height, width = patch.grey.shape
        shares: NDArray[np.float32] = np.asarray(image.crop((0, 0, width, height)), np.float32)
        return shares / np.float32(255)

    struck_share, salt_share = laid_out(struck), laid_out(salt)
    grainy = patch.grey * (1 - struck_share) + 245 * salt_share + 20 * (struck_share - salt_share)
    return _pixels(_image(_bytes(grainy)).filter(ImageFilter.GaussianBlur(grain)))


def laser_printed(patch: Patch, dpi: float) -> Grey:
    """Each edge moved to the nearest dot, and the toner spread by a third of one."""
    dots = _module_dots(patch, dpi)
    printed = _pixels(_scaled(patch, dots, Image.Resampling.BICUBIC)) >= _middle(patch)
    coarse = replace(patch, grey=(printed * 255).astype(np.uint8), module_px=dots)
    return _enlarged(with_dot_gain(coarse, 1 / 3 / dots))


def _middle(patch: Patch) -> float:
    """Between dark and light, as a copier finds it by itself."""
    return (quantile(patch.symbol, 0.05) + quantile(patch.symbol, 0.95)) / 2


def _module_dots(patch: Patch, dpi: float) -> float:
    """Device dots to a module; from twelve on, an edge's rounding is lost on a reader."""
    return min(max(patch.module_mm * dpi / MM_PER_INCH, 0.5), 12.0)


def _scaled(
    patch: Patch, module_px: float, how: Image.Resampling = Image.Resampling.BOX
) -> Image.Image:
    ratio = module_px / patch.module_px
    height, width = patch.grey.shape
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    return _image(patch.grey).resize(size, how if ratio < 1 else Image.Resampling.BICUBIC)


def _enlarged(grey: Grey) -> Grey:
    """Dots as a camera sees them: large enough to be seen square, a little soft."""
    times = max(1, math.ceil(250 / min(grey.shape)))
    shown = Image.fromarray(grey.repeat(times, axis=0).repeat(times, axis=1))
    return _pixels(shown.filter(ImageFilter.GaussianBlur(times / 2)))


def _distance_from(patch: Patch, x: float, y: float) -> NDArray[np.float32]:
    height, width = patch.grey.shape
    rows = np.arange(height, dtype=np.float32)[:, None] + 0.5
    columns = np.arange(width, dtype=np.float32)[None, :] + 0.5
    away: NDArray[np.float32] = np.hypot(rows - y, columns - x)
    return away


def _image(grey: Grey) -> Image.Image:
    return Image.fromarray(grey)


def _pixels(image: Image.Image) -> Grey:
    return np.asarray(image, np.uint8)


def _bytes(values: NDArray[np.floating]) -> Grey:
    rounded: Grey = np.clip(values + 0.5, 0, 255).astype(np.uint8)
    return rounded


#: Every kind of damage, gentle ones first.
LADDER: Final[tuple[Kind, ...]] = (
    Kind("blur", msg("out of focus"), (0.2, 0.3), (0.4,), blurred),
    Kind("dot-gain", msg("printed with ink that spreads"), (0.1, 0.2), (0.25,), with_dot_gain),
    Kind(
        "dot-loss", msg("printed with ink missing at the edges"), (0.1, 0.2), (0.25,), with_dot_loss
    ),
    Kind("washed-out", msg("faded"), (60, 40), (20,), washed_out),
    Kind("tilt", msg("held askew"), (15, 30), (45,), tilted),
    Kind("perspective", msg("seen from the side"), (30, 45), (60,), in_perspective),
    Kind("crease", msg("creased"), (0.25, 0.4), (0.5,), creased),
    Kind("stain", msg("stained"), (2, 3), (8,), stained),
    Kind("flaking", msg("toner flaked off"), (0.5, 1), (2.5,), flaked),
    Kind("light", msg("unevenly lit"), (60, 30), (15,), unevenly_lit),
    Kind("jpeg", msg("sent on as a picture"), (40, 20), (10,), as_jpeg),
    Kind("fax", msg("copied in black and white"), (200,), (150,), faxed),
    Kind("worn-drum", msg("printed with a worn drum"), (2,), (8,), with_worn_drum),
    Kind("laser", msg("printed coarsely"), (600, 300), (150,), laser_printed),
)
