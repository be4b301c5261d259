"""Colours of pictures of pixels, brought into those of the file: through ICC profiles alone.

One without colours is DeviceGray, which is black alone on a press, as the greys of drawings are.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from itertools import chain, product
from typing import Final

from PIL import Image, ImageChops, ImageCms

from generator.draw.operators import ColourMode
from generator.draw.target import IccProfiles

#: Colours this near to each other, of 255, are the same to every eye.
_SAME_COLOUR: Final = 2
#: How a profile calls the colours of Pillow's modes (ICC.1:2010, 7.2.6).
_SIGNATURES: Final = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}


def coloured(
    image: Image.Image,
    alpha: Image.Image | None,
    embedded: bytes | None,
    ink: ColourMode,
    icc: IccProfiles,
) -> Image.Image:
    """The picture in grey, or in the file's own colours."""
    mode = image.mode
    own = embedded if embedded and is_profile_of(embedded, mode) else None
    if mode == "L":
        return image if own is None else _grey_of(_converted(image, own, icc.light, "RGB"))
    if mode == "RGB" and _is_grey(image, alpha):
        return _grey_of(image if own is None else _in_light(image, own, icc))
    if ink is ColourMode.RGB:
        return _in_light(image, own or (icc.light if mode == "RGB" else icc.inks), icc)
    if mode == "RGB":
        return _converted(image, own or icc.light, icc.inks, "CMYK")
    return image if own is None else _convert_inks(image, own, icc)


def in_greys(image: Image.Image, embedded: bytes | None, icc: IccProfiles) -> Image.Image:
    """The picture, of mode RGB or CMYK, without its colours: as light as they look."""
    own = embedded if embedded and is_profile_of(embedded, image.mode) else None
    profile = own or (icc.light if image.mode == "RGB" else icc.inks)
    return _in_light(image, profile, icc).convert("L")


def _in_light(image: Image.Image, profile: bytes, icc: IccProfiles) -> Image.Image:
    if image.mode == "RGB" and is_same(profile, icc.light):
        return image
    return _converted(image, profile, icc.light, "RGB")


def _convert_inks(image: Image.Image, own: bytes, icc: IccProfiles) -> Image.Image:
    """Inks for another press; what was black alone stays so, or texts would get coloured edges."""
    if own == icc.inks:
        return image
    cyan, magenta, yellow, _ = image.split()
    coloured = _mask_above_zero(ImageChops.lighter(ImageChops.lighter(cyan, magenta), yellow))
    return Image.composite(_converted(image, own, icc.inks, "CMYK"), image, coloured)


def _is_grey(image: Image.Image, alpha: Image.Image | None) -> bool:
    """True if no visible pixel has a colour."""
    red, green, blue = image.split()
    apart = ImageChops.lighter(
        ImageChops.difference(red, green), ImageChops.difference(green, blue)
    )
    if alpha is not None:
        apart = ImageChops.darker(apart, _mask_above_zero(alpha))
    return apart.getbbox() is None


def _mask_above_zero(channel: Image.Image) -> Image.Image:
    """White where ``channel`` is more than nothing."""
    return channel.point([0, *[255] * 255])


def _grey_of(image: Image.Image) -> Image.Image:
    return image.getchannel("G")


def _converted(image: Image.Image, source: bytes, result: bytes, mode: str) -> Image.Image:
    converted = ImageCms.applyTransform(image, _transform(source, result, image.mode, mode))
    assert converted is not None
    return converted


@lru_cache(maxsize=16)
def _transform(
    source: bytes, result: bytes, mode: str, result_mode: str
) -> ImageCms.ImageCmsTransform:
    """The transform from ``source`` to ``result``, as in ``press.ink_conversion``."""
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(source)),
        ImageCms.ImageCmsProfile(BytesIO(result)),
        mode,
        result_mode,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@lru_cache(maxsize=16)
def is_profile_of(profile: bytes, mode: str) -> bool:
    """True if ``profile`` is an ICC profile for the colours of ``mode``."""
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(profile))
        if opened.profile.xcolor_space.strip() != _SIGNATURES[mode]:
            return False
        # An output-only profile cannot be converted from.
        ImageCms.buildTransform(opened, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return False
    return True


@lru_cache(maxsize=16)
def is_same(one: bytes, other: bytes) -> bool:
    """True if two profiles of RGB mean the same colours; names and versions do not decide it."""
    if one == other:
        return True
    steps = list(product(range(0, 256, 51), repeat=3))
    probe = Image.frombytes("RGB", (len(steps), 1), bytes(chain.from_iterable(steps)))
    apart = ImageChops.difference(probe, _converted(probe, one, other, "RGB"))
    return not any(apart.tobytes().translate(None, bytes(range(_SAME_COLOUR + 1))))
