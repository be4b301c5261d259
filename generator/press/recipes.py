"""Ink recipes for colours that have none of their own: those a drawing names by their sRGB value.

A theme's colours bring their recipes. Only what comes without one goes through the ICC profiles,
never through the naive formula, which ignores what inks look like.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms

from generator.colour import Cmyk
from generator.press.intents import icc_profile


@dataclass(frozen=True, slots=True)
class Recipes:
    """What gives recipes for one printing condition; equal ones for one are equal.

    Attributes:
        intent: A key of ``press.intents`` with four inks.
    """

    intent: str

    def __call__(self, rgb: tuple[float, float, float]) -> Cmyk:
        """The inks, each 0..1, that look like ``rgb``, each 0..1.

        White is bare paper and greys are black alone: a grey of four inks shows every fault of
        register and shifts its hue through a run.

        Raises:
            MissingResourceError: if an ICC profile cannot be read.
        """
        red, green, blue = (round(255 * part) for part in rgb)
        if red == green == blue:
            return (0.0, 0.0, 0.0, round(1 - red / 255, 2))
        converted = ImageCms.applyTransform(
            Image.new("RGB", (1, 1), (red, green, blue)), _transform(self.intent)
        )
        assert converted is not None
        inks = converted.getpixel((0, 0))
        assert isinstance(inks, tuple)
        cyan, magenta, yellow, black = (round(part / 255, 2) for part in inks)
        return (cyan, magenta, yellow, black)


@cache
def _transform(intent: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(icc_profile("srgb"))),
        ImageCms.ImageCmsProfile(BytesIO(icc_profile(intent))),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
