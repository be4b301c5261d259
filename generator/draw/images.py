"""Pictures made of pixels, PNG or JPEG, and how they become image XObjects.

A picture is turned the way it was taken, reduced to the pixels that its place has use for, and
brought into the colours of the file: through ICC profiles, never by a formula. One without colours
is DeviceGray, which is black alone on a press, as the greys of drawings are. What is transparent
stays so, by a soft mask.

Where the files lie is known to ``draw.icons``; drawings of lines and areas are in ``draw.svg``.
"""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from itertools import chain, product
from typing import Final

from PIL import ExifTags, Image, ImageChops, ImageCms, UnidentifiedImageError

from generator.core.errors import MissingResourceError, Place, Problem
from generator.core.messages import Message, msg
from generator.core.units import PT_PER_INCH
from generator.draw.objects import ImageObject
from generator.draw.operators import ColourMode, group, matrix
from generator.draw.target import IccProfiles, Target

#: Larger pictures are refused before their pixels are read: a small file may hold more of them
#: than any memory takes. Telephones take 108 million.
MAX_PIXELS: Final = 120_000_000

#: By content, whatever the file's ending says.
_FORMATS: Final = ("PNG", "JPEG")

#: What Pillow raises for files that are not what they begin as.
_DECODING_ERRORS: Final = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)

#: Converted pictures in the cache; one may take tens of megabytes.
_CACHED_PICTURES: Final = 8

#: Of zlib, for pixels. Less makes logos a third larger; 6 takes twice the time for a hundredth.
_COMPRESSION: Final = 4
#: Of JPEG, with all of its colours; nobody sees what it leaves out.
_QUALITY: Final = 92

#: Colours this near to each other, of 255, are the same to every eye.
_SAME_COLOUR: Final = 2

_SPACES: Final = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}
#: How a profile calls the colours of Pillow's modes (ICC.1:2010, 7.2.6).
_SIGNATURES: Final = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}

#: How to turn what a camera took, by the number that it wrote (CIPA DC-008, Orientation).
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
#: The numbers above this swap width and height.
_UPRIGHT: Final = 4

#: Markers of JPEG (ITU-T T.81, table B.1): frames that every reader of PDF knows, other frames,
#: the start of a scan, the end, what programs add, and of that what the pixels need.
_FRAMES: Final = (0xC0, 0xC1)
_OTHER_FRAMES: Final = frozenset(range(0xC2, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, 0xD9
_JFIF, _ADOBE = 0xE0, 0xEE
_EXTRAS: Final = frozenset({*range(0xE0, 0xF0), 0xFE}) - {_JFIF, _ADOBE}
#: What ends a scan: any marker but a restart; a zero says that the byte before it is data.
_AFTER_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A file of pixels, not looked into yet. Two are equal only if they are the same object.

    Attributes:
        source: The file it came from, for messages.
    """

    source: str
    data: bytes = field(repr=False)

    def placed(self, width_pt: float, height_pt: float, target: Target) -> tuple[str, ImageObject]:
        """The operators that paint the picture, and the object that they name.

        It is drawn as large as fits into a block of this size, and centred in it.

        Raises:
            MissingResourceError: if it is no picture, is damaged or has too many pixels.
            ValueError: if ``target`` has no profiles to bring colours into its own.
        """
        if target.icc is None:
            raise ValueError("a target without ICC profiles cannot show pictures")
        return _placed(self, width_pt, height_pt, target.max_ppi, target.ink, target.icc)


@lru_cache(maxsize=_CACHED_PICTURES)
def _placed(
    picture: Picture,
    width_pt: float,
    height_pt: float,
    max_ppi: float,
    ink: ColourMode,
    icc: IccProfiles,
) -> tuple[str, ImageObject]:
    with _opened(picture) as image:
        turn = _turn(image)
        columns, rows = image.size if turn <= _UPRIGHT else image.size[::-1]
        scale = min(width_pt / columns, height_pt / rows)
        width, height = scale * columns, scale * rows
        wanted = (_pixels(columns, width, max_ppi), _pixels(rows, height, max_ppi))
        untouched = turn not in _TURNS and wanted == image.size
        made = _unchanged_jpeg(image, picture.data, ink, icc) if untouched else None
        if made is None:
            pixels, alpha = _split(_reduced(image, turn, wanted))
            colours = _coloured(pixels, alpha, image.info.get("icc_profile"), ink, icc)
            was_lossy = image.format != "PNG" and ink is ColourMode.RGB
            made = _lossy_object(colours) if was_lossy else _object(colours, alpha)
    left, bottom = (width_pt - width) / 2, -(height_pt + height) / 2
    return group(matrix(width, 0, 0, height, left, bottom), f"/{made.name} Do"), made


def _pixels(there: int, length_pt: float, max_ppi: float) -> int:
    """Number of useful pixels along a side: at least one, at most those that there are."""
    # What is whole but for rounding counts as whole: just enough pixels are left as they are.
    return max(1, int(min(there, length_pt / PT_PER_INCH * max_ppi + 1e-6)))


# -- reading


@contextmanager
def _opened(picture: Picture) -> Iterator[Image.Image]:
    """The picture, its first if there are several; errors name its file."""
    try:
        with warnings.catch_warnings():
            # Of odd metadata, and of sizes that are judged here.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(picture.data), formats=_FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise _too_large(picture)
                yield image
    except UnidentifiedImageError as error:
        raise _unusable(picture, msg("this is neither a PNG nor a JPEG picture")) from error
    except Image.DecompressionBombError as error:
        raise _too_large(picture) from error
    except _DECODING_ERRORS as error:
        raise _unusable(picture, msg("the picture is damaged")) from error


def _too_large(picture: Picture) -> MissingResourceError:
    return MissingResourceError(
        Problem(
            "unusable-picture",
            msg("the picture has more than {most} million pixels", most=MAX_PIXELS // 1_000_000),
            msg("make it smaller: {enough} million pixels fill a poster", enough=35),
            Place(picture.source),
        )
    )


def _unusable(picture: Picture, message: Message) -> MissingResourceError:
    return MissingResourceError(
        Problem(
            "unusable-picture",
            message,
            msg("open it in a program for pictures and save it as PNG or JPEG"),
            Place(picture.source),
        )
    )


def _turn(image: Image.Image) -> int:
    """The EXIF orientation, 1..8; 1 if there is none that can be read."""
    try:
        turn = image.getexif().get(ExifTags.Base.Orientation, 1)
    except _DECODING_ERRORS:
        return 1
    return turn if turn in _TURNS else 1


def _reduced(image: Image.Image, turn: int, wanted: tuple[int, int]) -> Image.Image:
    """The picture of 8 bits a channel, turned, of ``wanted`` columns and rows."""
    # A JPEG can be read at a half, a quarter or an eighth, which saves most of the memory.
    image.draft(None, wanted if turn <= _UPRIGHT else wanted[::-1])
    image.load()
    plain = _plain(image)
    if turn in _TURNS:
        plain = plain.transpose(_TURNS[turn])
    if plain.size == wanted:
        return plain
    # Pixels weigh as much as they cover: Pillow multiplies by the alpha and divides again.
    return plain.resize(wanted, Image.Resampling.BICUBIC)


def _plain(image: Image.Image) -> Image.Image:
    """The picture in one of the modes L, LA, RGB, RGBA and CMYK."""
    if image.mode.startswith("I"):
        return _of_16_bits(image)
    is_grey = image.mode in ("1", "L", "LA")
    if image.has_transparency_data:
        return image.convert("LA" if is_grey else "RGBA")
    if image.mode == "CMYK":
        return image
    return image.convert("L" if is_grey else "RGB")


def _of_16_bits(image: Image.Image) -> Image.Image:
    """A grey picture of 16 bits, which Pillow would cut off at 255."""
    values = image.convert("I")
    grey = values.point([(value + 128) // 257 for value in range(65536)], "L")
    clear = image.info.get("transparency")
    if clear is None:
        return grey
    alpha = values.point([255 * (value != clear) for value in range(65536)], "L")
    return Image.merge("LA", (grey, alpha))


def _split(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The colours, and how much each pixel covers; None if all cover in full."""
    if image.mode not in ("LA", "RGBA"):
        return image, None
    *channels, alpha = image.split()
    colours = channels[0] if len(channels) == 1 else Image.merge("RGB", channels)
    return colours, alpha if alpha.getextrema() != (255, 255) else None


# -- colours


def _coloured(
    image: Image.Image,
    alpha: Image.Image | None,
    embedded: bytes | None,
    ink: ColourMode,
    icc: IccProfiles,
) -> Image.Image:
    """The picture in grey, or in the file's own colours."""
    mode = image.mode
    own = embedded if embedded and _is_profile_of(embedded, mode) else None
    if mode == "L":
        return image if own is None else _grey_of(_converted(image, own, icc.light, "RGB"))
    if mode == "RGB" and _is_grey(image, alpha):
        return _grey_of(image if own is None else _in_light(image, own, icc))
    if ink is ColourMode.RGB:
        return _in_light(image, own or (icc.light if mode == "RGB" else icc.inks), icc)
    if mode == "RGB":
        return _converted(image, own or icc.light, icc.inks, "CMYK")
    return image if own is None else _convert_inks(image, own, icc)


def _in_light(image: Image.Image, profile: bytes, icc: IccProfiles) -> Image.Image:
    if image.mode == "RGB" and _is_same(profile, icc.light):
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
def _is_profile_of(profile: bytes, mode: str) -> bool:
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
def _is_same(one: bytes, other: bytes) -> bool:
    """True if two profiles of RGB mean the same colours; names and versions do not decide it."""
    if one == other:
        return True
    steps = list(product(range(0, 256, 51), repeat=3))
    probe = Image.frombytes("RGB", (len(steps), 1), bytes(chain.from_iterable(steps)))
    apart = ImageChops.difference(probe, _converted(probe, one, other, "RGB"))
    return not any(apart.tobytes().translate(None, bytes(range(_SAME_COLOUR + 1))))


# -- writing


def _object(colours: Image.Image, alpha: Image.Image | None) -> ImageObject:
    entries, data = _packed(colours)
    if alpha is None:
        return ImageObject(entries, data)
    mask, covering = _packed(alpha)
    return ImageObject(
        entries,
        data,
        b"<<%b/Length %d>>\nstream\n%b\nendstream" % (mask, len(covering), covering),
    )


def _lossy_object(colours: Image.Image) -> ImageObject:
    """The colours as a JPEG again, where they came as one: a lossless photo is five times as large.

    That is no matter for a press, but for mail; and many telephones write colours of their own, so
    no photo of theirs can go in as it is.
    """
    file = BytesIO()
    colours.save(file, "JPEG", quality=_QUALITY, subsampling=0, comment=b"")
    return ImageObject(_entries(colours.mode, colours.size, b"/DCTDecode"), file.getvalue())


def _entries(mode: str, size: tuple[int, int], filter_: bytes) -> bytes:
    """The dictionary's entries but for its length.

    Source: ISO 32000-2, 8.9.5.
    """
    return (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent 8/Filter%b"
    ) % (*size, _SPACES[mode], filter_)


def _packed(image: Image.Image) -> tuple[bytes, bytes]:
    """The pixels as a PNG packs them, which is a way of PDF, too (ISO 32000-2, 7.4.4.4)."""
    channels = len(image.getbands())
    # PNG has no inks, but the dictionary and not the packed pixels defines the four channels.
    image_ = image if channels < 4 else Image.frombytes("RGBA", image.size, image.tobytes())
    file = BytesIO()
    image_.save(file, "PNG", compress_level=_COMPRESSION)
    flate = b"/FlateDecode/DecodeParms<</Predictor 15/Colors %d/Columns %d>>" % (
        channels,
        image.width,
    )
    return _entries(image.mode, image.size, flate), b"".join(_png_pixels(file.getvalue()))


def _png_pixels(png: bytes) -> Iterator[bytes]:
    """The content of each chunk that holds pixels (PNG, 11.2.3)."""
    at = 8
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        if kind == b"IDAT":
            yield png[at + 8 : at + 8 + length]
        at += 12 + length


def _unchanged_jpeg(
    image: Image.Image, data: bytes, ink: ColourMode, icc: IccProfiles
) -> ImageObject | None:
    """A JPEG that needs no change, packed as it was; None for any other picture."""
    if image.format == "PNG" or image.mode not in ("L", "RGB"):
        return None
    if image.mode == "RGB" and ink is not ColourMode.RGB:
        return None
    embedded = image.info.get("icc_profile")
    if (
        embedded
        and _is_profile_of(embedded, image.mode)
        and not (image.mode == "RGB" and _is_same(embedded, icc.light))
    ):
        return None
    if image.info.get("adobe_transform", 1) != 1 and image.mode == "RGB":
        return None
    bare = _strip_metadata(data)
    if bare is None:
        return None
    image.load()  # A damaged one must not go in.
    return ImageObject(_entries(image.mode, image.size, b"/DCTDecode"), bare)


def _strip_metadata(jpeg: bytes) -> bytes | None:
    """The first picture of a file without what its pixels do not need; None if not all may read it.

    Left out are the place and the camera, a preview, a film behind the picture: nobody looks for
    them in a poster, and the place may be somebody's home.
    """
    parts, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg):
        kind = jpeg[at + 1]
        if kind == 0xFF:  # Any number of them may stand before a marker.
            at += 1
            continue
        if kind == _END:
            break
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind in _OTHER_FRAMES or (kind in _FRAMES and not _is_usual(jpeg[at + 4 : end])):
            return None
        if kind == _SCAN:
            after = _AFTER_SCAN.search(jpeg, end)
            if after is None:
                return None
            end = after.start()
        if kind not in _EXTRAS:
            parts.append(jpeg[at:end])
        at = end
    return b"".join([*parts, b"\xff\xd9"])


def _is_usual(frame: bytes) -> bool:
    """True if a frame has 8 bits, and one component or the three of YCbCr."""
    components = frame[6::3]
    return frame[0] == 8 and (len(components) == 1 or components == b"\x01\x02\x03")
