"""Pictures made of pixels, and how they become image XObjects.

A picture is turned the way it was taken, cut to what is seen of it, reduced to the pixels that its
place has use for, and brought into the colours of the file (``draw.picture_colours``). What is
transparent stays so, by a soft mask.

Which files can be read is known to ``draw.picture_files``, where they lie to ``draw.icons``;
drawings of lines and areas are in ``draw.svg``.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.units import PT_PER_INCH
from generator.draw.objects import ImageObject
from generator.draw.operators import ColourMode, group, matrix
from generator.draw.picture_colours import coloured, in_greys, is_profile_of, is_same
from generator.draw.picture_files import holds_several, opened, turn_of
from generator.draw.placement import Frame
from generator.draw.png_chunks import pixel_data, stated_colours
from generator.draw.target import IccProfiles, Target

#: Converted pictures in the cache; one may take tens of megabytes.
_CACHED_PICTURES: Final = 8

#: Of zlib, for pixels. Less makes logos a third larger; 6 takes twice the time for a hundredth.
_COMPRESSION: Final = 4
#: Of JPEG, with all of its colours; nobody sees what it leaves out.
_QUALITY: Final = 92

#: Formats that have left out what nobody sees.
_LOSSY: Final = ("JPEG", "MPO", "WEBP")

_SPACES: Final = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}

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

    def placed(
        self,
        width_pt: float,
        height_pt: float,
        target: Target,
        frame: Frame | None = None,
        *,
        in_grey: bool = False,
    ) -> tuple[str, ImageObject]:
        """The operators that paint the picture, and the object that they name.

        Args:
            frame: How it lies in a block of this size; as large as fits, and centred, by default.
            in_grey: Whether it is shown without its colours.

        Raises:
            MissingResourceError: if it is no picture, is damaged or has too many pixels.
            ValueError: if ``target`` has no profiles to bring colours into its own.
        """
        if target.icc is None:
            raise ValueError("a target without ICC profiles cannot show pictures")
        frame = frame or Frame(0.0, -height_pt, width_pt, height_pt)
        return _placed(self, frame, target.max_ppi, target.ink, target.icc, in_grey)

    def ratio(self) -> float:
        """Width to height of the picture as it was held.

        Raises:
            MissingResourceError: as :meth:`placed`.
        """
        with opened(self.data, self.source) as image:
            width, height = image.size
            return width / height if turn_of(image) <= _UPRIGHT else height / width

    def findings(self) -> tuple[Finding, ...]:
        """Findings on a file that can be shown all the same.

        Raises:
            MissingResourceError: as :meth:`placed`.
        """
        return _findings(self)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a picture: left, top, right and bottom in its pixels, and as how many it is kept.

    Both are of the picture as it was held.
    """

    box: tuple[float, float, float, float]
    wanted: tuple[int, int]


@lru_cache(maxsize=_CACHED_PICTURES)
def _findings(picture: Picture) -> tuple[Finding, ...]:
    with opened(picture.data, picture.source) as image:
        if not holds_several(image):
            return ()
    return (
        Finding(
            "picture-of-several",
            Severity.NOTE,
            msg("the file holds several pictures; the first is shown"),
            msg("save the one that is meant as PNG or JPEG"),
            Place(picture.source),
        ),
    )


@lru_cache(maxsize=_CACHED_PICTURES)
def _placed(
    picture: Picture,
    frame: Frame,
    max_ppi: float,
    ink: ColourMode,
    icc: IccProfiles,
    in_grey: bool,
) -> tuple[str, ImageObject]:
    with opened(picture.data, picture.source) as image:
        turn = turn_of(image)
        columns, rows = image.size if turn <= _UPRIGHT else image.size[::-1]
        scale = frame.scale(columns, rows)
        width, height = scale * columns, scale * rows
        left, bottom = frame.corner(width, height)
        part = _whole_part(columns, rows, width, height, max_ppi)
        if frame.is_filled:
            part = _seen_part(columns, rows, frame, max_ppi)
            left, bottom, width, height = frame.left, frame.lower, frame.width, frame.height
        untouched = turn not in _TURNS and part == _Part((0, 0, *image.size), image.size)
        untouched = untouched and not (in_grey and image.mode != "L")
        made = _unchanged_jpeg(image, picture.data, ink, icc) if untouched else None
        if made is None:
            pixels, alpha = _split(_reduced(image, turn, part))
            profile = _profile_of(image, picture.data, pixels.mode)
            if in_grey and pixels.mode != "L":
                pixels, profile = in_greys(pixels, profile, icc), None
            colours = coloured(pixels, alpha, profile, ink, icc)
            was_lossy = image.format in _LOSSY and ink is ColourMode.RGB and alpha is None
            made = _lossy_object(colours) if was_lossy else _object(colours, alpha)
    return group(matrix(width, 0, 0, height, left, bottom), f"/{made.name} Do"), made


def _whole_part(columns: int, rows: int, width: float, height: float, max_ppi: float) -> _Part:
    wanted = (_pixels(columns, width, max_ppi), _pixels(rows, height, max_ppi))
    return _Part((0, 0, columns, rows), wanted)


def _seen_part(columns: int, rows: int, frame: Frame, max_ppi: float) -> _Part:
    """The part of a picture that is seen where it fills a frame."""
    scale = frame.scale(columns, rows)
    across, down = min(columns, frame.width / scale), min(rows, frame.height / scale)
    left, top = (columns - across) * frame.x, (rows - down) * frame.y
    wanted = (_pixels(across, frame.width, max_ppi), _pixels(down, frame.height, max_ppi))
    return _Part((left, top, left + across, top + down), wanted)


def _profile_of(image: Image.Image, data: bytes, mode: str) -> bytes | None:
    """The picture's profile; for a PNG without one, what its other chunks state of its colours."""
    embedded: bytes | None = image.info.get("icc_profile")
    if embedded or image.format != "PNG" or mode not in ("L", "RGB"):
        return embedded
    stated = stated_colours(data)
    if stated is None:
        return None
    # Imported where one is stated: hardly any picture does.
    from generator.draw.matrix_profile import matrix_profile

    return matrix_profile(stated, is_grey=mode == "L")


def _pixels(there: float, length_pt: float, max_ppi: float) -> int:
    """Number of useful pixels along a side: at least one, at most those that there are."""
    # What is whole but for rounding counts as whole: just enough pixels are left as they are.
    return max(1, int(min(there, length_pt / PT_PER_INCH * max_ppi + 1e-6)))


def _reduced(image: Image.Image, turn: int, part: _Part) -> Image.Image:
    """A part of the picture in 8 bits a channel, turned."""
    whole = image.size if turn <= _UPRIGHT else image.size[::-1]
    left, top, right, bottom = part.box
    wanted = part.wanted
    enough = (
        math.ceil(wanted[0] * whole[0] / (right - left)),
        math.ceil(wanted[1] * whole[1] / (bottom - top)),
    )
    # A JPEG can be read at a half, a quarter or an eighth, which saves most of the memory.
    image.draft(None, enough if turn <= _UPRIGHT else enough[::-1])
    image.load()
    plain = _plain(image)
    if turn in _TURNS:
        plain = plain.transpose(_TURNS[turn])
    if plain.size == wanted and part.box == (0, 0, *whole):
        return plain
    across, down = plain.width / whole[0], plain.height / whole[1]
    box = (left * across, top * down, right * across, bottom * down)
    # Pixels weigh as much as they cover: Pillow multiplies by the alpha and divides again.
    return plain.resize(wanted, Image.Resampling.BICUBIC, box)


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
    return _entries(image.mode, image.size, flate), b"".join(pixel_data(file.getvalue()))


def _unchanged_jpeg(
    image: Image.Image, data: bytes, ink: ColourMode, icc: IccProfiles
) -> ImageObject | None:
    """A JPEG that needs no change, packed as it was; None for any other picture."""
    if image.format not in ("JPEG", "MPO") or image.mode not in ("L", "RGB"):
        return None
    if image.mode == "RGB" and ink is not ColourMode.RGB:
        return None
    embedded = image.info.get("icc_profile")
    if (
        embedded
        and is_profile_of(embedded, image.mode)
        and not (image.mode == "RGB" and is_same(embedded, icc.light))
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
