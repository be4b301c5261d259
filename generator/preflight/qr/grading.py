"""Verification of QR symbols: decoded under a ladder of degradations, and from what distance.

All is measured on the symbol as it was detected on the rendered page, and deterministic: equal
pages give equal results. Detection belongs to ``preflight.qr.detection``, the degradations to
``preflight.qr.degradation``, findings and grades by thresholds to ``preflight.checks.qr.symbols``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageFilter

from generator.core.units import pt_to_mm
from generator.preflight.pdf.model import Box, Document, Page
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.qr.degradation import DEGRADATION_LADDER, Degradation, Grey, Patch, rotate
from generator.preflight.qr.detection import Symbol, decode_symbols, find_symbols


@dataclass(frozen=True, slots=True)
class Camera:
    """A phone's camera.

    Attributes:
        width_px: Pixels across the horizontal field of view of ``view_degrees``.
    """

    name: str
    width_px: int
    view_degrees: float

    def scanning_distance_m(self, module_mm: float, module_px: float) -> float:
        """Distance in m at which a module covers ``module_px`` pixels in the image's centre.

        Source: the pinhole camera model.
        """
        focal_px = self.width_px / 2 / math.tan(math.radians(self.view_degrees / 2))
        return module_mm * focal_px / module_px / 1000


#: What a scanner app decodes: the video frame (1080p), not the photograph.
SCANNER: Final = Camera("1920 px, 66°", 1920, 66.0)
PHONE_8MP: Final = Camera("8 MP, 3264 px, 65°", 3264, 65.0)
PHONE_12MP: Final = Camera("12 MP, 4000 px, 66°", 4000, 66.0)
#: Findings rely on the first.
CAMERAS: Final = (SCANNER, PHONE_8MP, PHONE_12MP)


@dataclass(frozen=True, slots=True)
class DegradationResult:
    """Outcome of one step of the degradation ladder.

    Attributes:
        name: The degradation's, as "blur".
        strength: In the degradation's own unit.
        read: True if the symbol was decoded.
        required: True if a sound print must be decoded under it.
    """

    name: str
    strength: float
    read: bool
    required: bool


@dataclass(frozen=True, slots=True)
class ScanningDistance:
    """The greatest distance at which one camera decodes a symbol, rounded down to centimetres."""

    camera: Camera
    distance_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QrVerification:
    """Measurements of one QR symbol.

    Attributes:
        page: Zero-based.
        box_mm: Left, top, width and height of the symbol without its quiet zone, from the upper
            left corner of the TrimBox, y down.
        box: The same on the page, in pt, lower-left origin.
        content: Empty if it cannot be decoded.
        level: The error correction level: "L", "M", "Q" or "H".
        quiet_zone_modules: Width of the free background around it, up to 8.
        contrast: Symbol contrast, 0..1.
        dark_on_light: False for reflectance reversal.
        min_module_px: The fewest pixels of a camera's image to a module at which it is decoded.
        distance_m: The greatest scanning distance with ``camera``, rounded down to centimetres.
        scanning_distances: The same with each camera.
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
    steps: tuple[DegradationResult, ...]
    min_module_px: float
    distance_m: float
    camera: Camera
    scanning_distances: tuple[ScanningDistance, ...]

    @property
    def is_read(self) -> bool:
        """True if it is decoded without any degradation."""
        return bool(self.content)

    @property
    def width_mm(self) -> float:
        """Width of the symbol without its quiet zone, in mm."""
        return self.module_mm * (17 + 4 * self.version)

    @property
    def rule_of_thumb_m(self) -> float:
        """Ten times its width, in m: the rule of thumb of print shops, on the safe side."""
        return math.floor(self.width_mm + 1e-6) / 100

    @property
    def steps_read(self) -> int:
        """Number of steps of the ladder under which it is decoded."""
        return sum(step.read for step in self.steps)

    def strongest(self, name: str) -> float | None:
        """The greatest strength of a degradation under which it is decoded; None if under none."""
        read = [step.strength for step in self.steps if step.name == name and step.read]
        return read[-1] if read else None


@cached_per_document
def verify_codes(document: Document) -> tuple[QrVerification, ...]:
    """Verify each QR symbol of the pages, in reading order; cached per document."""
    return tuple(
        verify_symbol(symbol, page) for page in document.pages for symbol in find_symbols(page)
    )


def verify_symbol(symbol: Symbol, page: Page) -> QrVerification:
    """Measure ``symbol``, detected on ``page``."""
    detection = symbol.detection
    content = detection.content or ""
    min_module_px = find_min_module_px(symbol.patch, content) if content else math.inf
    scanning_distances = tuple(
        ScanningDistance(camera, _scanning_distance_m(camera, symbol, min_module_px))
        for camera in CAMERAS
    )
    return QrVerification(
        page=page.index,
        box_mm=_box_mm(detection.box, page),
        box=detection.box,
        content=content,
        version=detection.version,
        level=detection.level,
        module_mm=detection.module_mm,
        quiet_zone_modules=symbol.quiet_zone_modules,
        contrast=symbol.contrast,
        dark_on_light=not symbol.inverted,
        steps=tuple(degradation_results(symbol.patch, content)) if content else (),
        min_module_px=min_module_px,
        distance_m=scanning_distances[0].distance_m,
        camera=scanning_distances[0].camera,
        scanning_distances=scanning_distances,
    )


def _scanning_distance_m(camera: Camera, symbol: Symbol, min_module_px: float) -> float:
    reach = camera.scanning_distance_m(symbol.detection.module_mm, min_module_px)
    return math.floor(reach * 100) / 100


def _box_mm(box: Box, page: Page) -> tuple[float, float, float, float]:
    left, _, _, top = page.boxes.trimmed
    return (
        round(pt_to_mm(box[0] - left), 2),
        round(pt_to_mm(top - box[3]), 2),
        round(pt_to_mm(box[2] - box[0]), 2),
        round(pt_to_mm(box[3] - box[1]), 2),
    )


def degradation_results(
    patch: Patch, content: str, ladder: tuple[Degradation, ...] = DEGRADATION_LADDER
) -> Iterator[DegradationResult]:
    """Apply each step of the ladder and yield whether ``content`` is decoded under it."""
    for degradation in ladder:
        for strength, required in degradation.steps:
            degraded = degradation.apply(patch, strength)
            yield DegradationResult(
                degradation.name, strength, _is_decoded_with_retries(degraded, content), required
            )


def _is_decoded_with_retries(grey: Grey, content: str) -> bool:
    """Decode up to three times, as a person turns the phone and steps back a little."""
    return _is_decoded(grey, content) or any(
        _is_decoded(view(Image.fromarray(grey)), content) for view in (_rotate_slightly, _step_back)
    )


def _rotate_slightly(image: Image.Image) -> Grey:
    rotated = image.rotate(7, Image.Resampling.BICUBIC, expand=True, fillcolor=128)
    return np.asarray(rotated, np.uint8)


def _step_back(image: Image.Image) -> Grey:
    size = (round(image.width * 0.75), round(image.height * 0.75))
    return np.asarray(image.resize(size, Image.Resampling.BILINEAR), np.uint8)


def _is_decoded(grey: Grey, content: str) -> bool:
    return any(code.text == content for code in decode_symbols(grey))


#: A phone held by hand: rotation in degrees against the paper in three of its frames, of which most
#: must be decoded. Not exactly upright, and no multiple of another: sampling errors differ.
_ROTATIONS_DEG: Final = (0.0, 4.0, 11.0)
_MIN_FRAMES: Final = 2
#: Pixels to a module, from ample to fewer than any decoder takes (Nyquist: two samples a cycle of
#: two modules), by steps of a twelfth: the error of the distance.
_MAX_MODULE_PX: Final = 5.0
_MIN_MODULE_PX: Final = 1.0
_MODULE_PX_STEP: Final = 11 / 12


def find_min_module_px(patch: Patch, content: str) -> float:
    """The fewest pixels to a module at which a phone decodes it, and at all greater sizes.

    At a size, two of the three :data:`_ROTATIONS_DEG` must be decoded. Infinite if it is not
    decoded at :data:`_MAX_MODULE_PX`.
    """
    rotated = [
        Image.fromarray(rotate(patch, degrees) if degrees else patch.grey)
        for degrees in _ROTATIONS_DEG
    ]
    smallest, px = math.inf, _MAX_MODULE_PX
    while px >= _MIN_MODULE_PX:
        ratio = px / patch.module_px
        read = 0
        for index, image in enumerate(rotated):
            read += _is_decoded(_photograph(image, ratio), content)
            if read == _MIN_FRAMES or read + len(rotated) - 1 - index < _MIN_FRAMES:
                break
        if read < _MIN_FRAMES:
            break
        smallest, px = px, px * _MODULE_PX_STEP
    return smallest


#: A model of what a phone's lens and sensor do to an image of paper in a room: blur in pixels
#: (standard deviation), the grey levels of white and black, and noise (uniform, peak to peak).
#: Measured with it: a sound black symbol needs 1.76 px a module, near Nyquist's limit of one; one
#: in a grey of 180 needs 2.97.
_LENS_BLUR_PX: Final = 0.7
_PAPER_WHITE: Final = 205.0
_INK_BLACK: Final = 45.0
_NOISE: Final = 24.0
_NOISE_SEED: Final = 423


def _photograph(image: Image.Image, ratio: float) -> Grey:
    """Scale ``image`` by ``ratio`` and degrade it as a phone's lens and sensor do."""
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    how = Image.Resampling.BOX if ratio < 1 else Image.Resampling.BICUBIC
    small = image.resize(size, how).filter(ImageFilter.GaussianBlur(_LENS_BLUR_PX))
    light = np.asarray(small, np.float32) / 255 * (_PAPER_WHITE - _INK_BLACK) + _INK_BLACK
    noise = (np.random.default_rng(_NOISE_SEED).random(light.shape) - 0.5) * _NOISE
    return np.clip(light + noise, 0, 255).astype(np.uint8)
