"""The proof that a QR code can be scanned: read under a ladder of damage, and from how far.

Everything is measured on the symbol as it was found on the rendered page. Nothing is random: the
same page gives the same proof. What is said of it is in ``preflight.checks.qr.qr``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
from PIL import Image, ImageFilter

from generator.core.units import pt_to_mm
from generator.preflight.pdf.model import Box, Document, Page
from generator.preflight.qr.degradation import LADDER, Grey, Kind, Patch, tilted
from generator.preflight.qr.detection import Symbol, find_symbols, read_codes


@dataclass(frozen=True, slots=True)
class Camera:
    """A phone's camera.

    Attributes:
        width_px: Of its picture, across ``view_degrees``.
    """

    name: str
    width_px: int
    view_degrees: float

    def reach_m(self, module_mm: float, module_px: float) -> float:
        """From how far a module of that size covers so many pixels, in the picture's middle."""
        focal_px = self.width_px / 2 / math.tan(math.radians(self.view_degrees / 2))
        return module_mm * focal_px / module_px / 1000


#: What a scanner looks through: the video picture, not the photograph.
SCANNER: Final = Camera("1920 px, 66°", 1920, 66.0)
PHONE_8MP: Final = Camera("8 MP, 3264 px, 65°", 3264, 65.0)
PHONE_12MP: Final = Camera("12 MP, 4000 px, 66°", 4000, 66.0)
#: The first is what a finding relies on.
CAMERAS: Final = (SCANNER, PHONE_8MP, PHONE_12MP)


@dataclass(frozen=True, slots=True)
class StepRead:
    """Whether a code was read under one step of the ladder.

    Attributes:
        name: The kind of damage, as "blur"; its title is in ``damage.LADDER``.
        strength: In the kind's own unit.
        required: Whether a sound print must pass it.
    """

    name: str
    strength: float
    read: bool
    required: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """From how far a code is read with one camera; rounded down to centimetres."""

    camera: Camera
    distance_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QrProof:
    """What was proved of one QR code.

    Attributes:
        page: Zero-based.
        box_mm: Left, top, width and height of the symbol without its quiet zone, from the upper
            left corner of the trimmed page, y down.
        box: The same on the page, in pt, y up.
        content: Empty where it cannot be read.
        level: The error correction: "L", "M", "Q" or "H".
        quiet_zone_modules: The free ground around, at most 8 are looked at.
        contrast: The difference in reflectance of light and dark modules, 0..1.
        dark_on_light: Whether it is printed as readers expect.
        least_px: The fewest pixels of a phone's picture to a module with which it is read.
        distance_m: The greatest scanning distance with ``camera``, rounded down to centimetres.
        reaches: The same with each camera.
    """

    page: int
    box_mm: tuple[float, float, float, float]
    box: Box
    content: str
    version: int
    level: str
    module_mm: float
    quiet_zone_modules: float
    contrast: float
    dark_on_light: bool
    steps: tuple[StepRead, ...]
    least_px: float
    distance_m: float
    camera: Camera
    reaches: tuple[Reach, ...]

    @property
    def is_read(self) -> bool:
        """Whether it can be read at all, undamaged."""
        return bool(self.content)

    @property
    def width_mm(self) -> float:
        """Of the symbol without its quiet zone."""
        return self.module_mm * (17 + 4 * self.version)

    @property
    def rule_of_thumb_m(self) -> float:
        """Ten times its width: what print shops go by; on the safe side."""
        return math.floor(self.width_mm + 1e-6) / 100

    @property
    def steps_read(self) -> int:
        """Under how many steps of the ladder it was read."""
        return sum(step.read for step in self.steps)

    def strongest(self, name: str) -> float | None:
        """The strongest step of that kind under which it was read; None if under none."""
        read = [step.strength for step in self.steps if step.name == name and step.read]
        return read[-1] if read else None


#: What was proved of each document that is still open.
_PROVED: Final[WeakKeyDictionary[Document, tuple[QrProof, ...]]] = WeakKeyDictionary()


def prove_codes(document: Document) -> tuple[QrProof, ...]:
    """Each QR code on the pages with its proof, in reading order; made once for a document."""
    known = _PROVED.get(document)
    if known is None:
        known = tuple(
            prove_symbol(symbol, page) for page in document.pages for symbol in find_symbols(page)
        )
        _PROVED[document] = known
    return known


def prove_symbol(symbol: Symbol, page: Page) -> QrProof:
    """``symbol``, found on ``page``, with its proof."""
    sighting = symbol.sighting
    content = sighting.content or ""
    least_px = least_module_px(symbol.patch, content) if content else math.inf
    reaches = tuple(Reach(camera, _reach(camera, symbol, least_px)) for camera in CAMERAS)
    return QrProof(
        page=page.index,
        box_mm=_box_mm(sighting.box, page),
        box=sighting.box,
        content=content,
        version=sighting.version,
        level=sighting.level,
        module_mm=sighting.module_mm,
        quiet_zone_modules=symbol.quiet_zone_modules,
        contrast=symbol.contrast,
        dark_on_light=not symbol.inverted,
        steps=tuple(climb(symbol.patch, content)) if content else (),
        least_px=least_px,
        distance_m=reaches[0].distance_m,
        camera=reaches[0].camera,
        reaches=reaches,
    )


def _reach(camera: Camera, symbol: Symbol, least_px: float) -> float:
    reach = camera.reach_m(symbol.sighting.module_mm, least_px)
    return math.floor(reach * 100) / 100


def _box_mm(box: Box, page: Page) -> tuple[float, float, float, float]:
    left, _, _, top = page.boxes.trimmed
    return (
        round(pt_to_mm(box[0] - left), 2),
        round(pt_to_mm(top - box[3]), 2),
        round(pt_to_mm(box[2] - box[0]), 2),
        round(pt_to_mm(box[3] - box[1]), 2),
    )


def climb(patch: Patch, content: str, ladder: tuple[Kind, ...] = LADDER) -> Iterator[StepRead]:
    """Each step of the ladder, and whether ``content`` is read under it."""
    for kind in ladder:
        for strength, required in kind.steps:
            seen = kind.apply(patch, strength)
            yield StepRead(kind.name, strength, _reads_at_last(seen, content), required)


def _reads_at_last(grey: Grey, content: str) -> bool:
    """Whether one of three looks succeeds, as a person turns the phone and steps back a little."""
    return _reads(grey, content) or any(
        _reads(look(Image.fromarray(grey)), content) for look in (_turned, _farther)
    )


def _turned(image: Image.Image) -> Grey:
    turned = image.rotate(7, Image.Resampling.BICUBIC, expand=True, fillcolor=128)
    return np.asarray(turned, np.uint8)


def _farther(image: Image.Image) -> Grey:
    size = (round(image.width * 0.75), round(image.height * 0.75))
    return np.asarray(image.resize(size, Image.Resampling.BILINEAR), np.uint8)


def _reads(grey: Grey, content: str) -> bool:
    return any(code.text == content for code in read_codes(grey))


#: A phone held by hand: turned so many degrees against the paper in three of its pictures.
_TURNS: Final = (0.0, 4.0, 11.0)
#: Pixels to a module: from plenty to fewer than any reader takes; each step a twelfth less.
_PLENTY_PX: Final = 5.0
_FEWEST_PX: Final = 1.0
_FEWER: Final = 11 / 12


def least_module_px(patch: Patch, content: str) -> float:
    """The fewest pixels to a module with which a phone reads it, and with all more, too.

    A picture counts as read if two of three of :data:`_TURNS` are. Infinite, if it is not even
    read with plenty.
    """
    turned = [
        Image.fromarray(tilted(patch, degrees) if degrees else patch.grey) for degrees in _TURNS
    ]
    least, px = math.inf, _PLENTY_PX
    while px >= _FEWEST_PX:
        ratio = px / patch.module_px
        read = 0
        for index, image in enumerate(turned):
            read += _reads(_photographed(image, ratio), content)
            if read == 2 or read + len(turned) - 1 - index < 2:
                break
        if read < 2:
            break
        least, px = px, px * _FEWER
    return least


#: What a phone's lens and sensor add to a picture of paper in a room: blur in pixels (standard
#: deviation), the values of white and black, and noise (peak to peak of a uniform one).
_LENS_BLUR_PX: Final = 0.7
_PAPER_WHITE: Final = 205.0
_INK_BLACK: Final = 45.0
_NOISE: Final = 24.0
_NOISE_SEED: Final = 423


def _photographed(image: Image.Image, ratio: float) -> Grey:
    """``image`` as a phone takes it when a pixel of it becomes ``ratio`` pixels."""
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    how = Image.Resampling.BOX if ratio < 1 else Image.Resampling.BICUBIC
    small = image.resize(size, how).filter(ImageFilter.GaussianBlur(_LENS_BLUR_PX))
    light = np.asarray(small, np.float32) / 255 * (_PAPER_WHITE - _INK_BLACK) + _INK_BLACK
    noise = (np.random.default_rng(_NOISE_SEED).random(light.shape) - 0.5) * _NOISE
    return np.clip(light + noise, 0, 255).astype(np.uint8)
