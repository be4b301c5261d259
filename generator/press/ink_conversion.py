"""Conversion of sRGB to inks, for the colours that a drawing names by their sRGB value.

A theme's colours have ink recipes. Only colours without one go through the ICC profiles, never
through the naive formula, which ignores the look of inks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms

from generator.core.colour import Cmyk
from generator.press.output_intents import icc_profile

#: Channels of 0..255 that differ by no more are a grey: Adobe's black is #231F20.
_NEUTRAL = 8
#: Printing conditions in the cache, and greys of them.
_CACHED_CONDITIONS = 8
_CACHED_GREYS = 1024


@dataclass(frozen=True, slots=True)
class InkConversion:
    """Converter for one printing condition; those for equal conditions are equal.

    Attributes:
        intent: A key of ``press.output_intents`` with four inks.
        icc: The folder of ICC profiles.
    """

    intent: str
    icc: Path

    def __call__(self, rgb: tuple[float, float, float]) -> Cmyk:
        """The inks, each 0..1, that look like ``rgb``, each 0..1.

        White is bare paper, and greys are black alone, as light as black ink prints them: a grey
        of four inks shows every fault of register and shifts its hue through a run.

        Raises:
            MissingResourceError: if an ICC profile cannot be read.
        """
        red, green, blue = (round(255 * part) for part in rgb)
        if max(red, green, blue) - min(red, green, blue) <= _NEUTRAL:
            grey = round((red + green + blue) / 3)
            return (0.0, 0.0, 0.0, _black_for(self.intent, self.icc, grey))
        converted = ImageCms.applyTransform(
            Image.new("RGB", (1, 1), (red, green, blue)), _transform(self.intent, self.icc)
        )
        assert converted is not None
        inks = converted.getpixel((0, 0))
        assert isinstance(inks, tuple)
        cyan, magenta, yellow, black = (round(part / 255, 2) for part in inks)
        return (cyan, magenta, yellow, black)


@lru_cache(maxsize=_CACHED_GREYS)
def printed_look(inks: Cmyk, intent: str, icc: Path) -> tuple[float, float, float]:
    """The sRGB colour, each 0..1, that ``inks`` look like where they are printed.

    Args:
        intent: A key of ``press.output_intents`` with four inks.

    Raises:
        MissingResourceError: if an ICC profile cannot be read.
    """
    ink = Image.new("CMYK", (1, 1), tuple(round(255 * part) for part in inks))
    shown = ImageCms.applyTransform(ink, _transform(intent, icc, back=True))
    assert shown is not None
    red, green, blue = (part / 255 for part in shown.tobytes())
    return red, green, blue


@lru_cache(maxsize=_CACHED_GREYS)
def _black_for(intent: str, icc: Path, grey: int) -> float:
    """Share of black ink that prints as light as ``grey``, 0..255 of sRGB; 1 for darker ones."""
    return min(range(101), key=lambda percent: abs(_lightness(intent, icc)[percent] - grey)) / 100


@lru_cache(maxsize=_CACHED_CONDITIONS)
def _lightness(intent: str, icc: Path) -> tuple[float, ...]:
    """The grey of sRGB, 0..255, that each percent of black ink looks like, from 0 to 100."""
    ramp = Image.new("CMYK", (101, 1))
    for percent in range(101):
        ramp.putpixel((percent, 0), (0, 0, 0, round(2.55 * percent)))
    shown = ImageCms.applyTransform(ramp, _transform(intent, icc, back=True))
    assert shown is not None
    return tuple(shown.convert("L").tobytes())


@lru_cache(maxsize=2 * _CACHED_CONDITIONS)
def _transform(intent: str, icc: Path, *, back: bool = False) -> ImageCms.ImageCmsTransform:
    """From sRGB to the inks of ``intent``, or back."""
    screen = (ImageCms.ImageCmsProfile(BytesIO(icc_profile("srgb", icc))), "RGB")
    press = (ImageCms.ImageCmsProfile(BytesIO(icc_profile(intent, icc))), "CMYK")
    (source, from_mode), (goal, to_mode) = (press, screen) if back else (screen, press)
    return ImageCms.buildTransform(
        source,
        goal,
        from_mode,
        to_mode,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
