"""PNG files of finished pages: exactly so many pixels, sRGB, with what the PDF states of itself.

The picture is drawn by pdfium from the PDF. Equal input gives equal bytes: it bears no date of its
own. Source: PNG (third edition), 11.3 (sRGB, pHYs, iTXt).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from generator.core.picture_record import ALT_KEY, PIXELS_KEY, XMP_KEY, packet_in, pixels_sha256
from generator.core.units import MM_PER_INCH

if TYPE_CHECKING:
    from PIL import Image

#: Perceptual: the intent of pictures (PNG 11.3.2.5, table 11).
_SRGB_PERCEPTUAL: Final = b"\0"
_MM_PER_METRE: Final = 1000
#: The highest level takes ten times the time of this one and more, for a file a tenth smaller.
_COMPRESS_LEVEL: Final = 3
#: Colours of one ink on its paper are one for each lightness, but for rounding. Of 255.
_ROUNDING: Final = 2
#: Edges of one ink make some hundreds of colours, those of many inks thousands.
_MOST_COLOURS: Final = 2048


@dataclass(frozen=True, slots=True)
class PictureSize:
    """The size of a picture.

    Attributes:
        pixels: Width and height.
        per_metre: Pixels a metre, across and down, of a picture that has a size on paper.
    """

    pixels: tuple[int, int]
    per_metre: tuple[int, int] | None = None


def picture_size(
    trim_mm: tuple[float, float], pixels: tuple[int, int] | None, dpi: float
) -> PictureSize:
    """The size of a picture of a sheet: its ``pixels``, else as many as ``dpi`` makes of its mm.

    A picture has whole pixels, so a metre holds a few more or less of them than ``dpi`` asks for:
    then the picture is as large as the sheet, to a hundredth of a millimetre.
    """
    if pixels is not None:
        return PictureSize(pixels)
    width, height = (max(1, round(side / MM_PER_INCH * dpi)) for side in trim_mm)
    per_metre = tuple(
        round(count / side * _MM_PER_METRE)
        for count, side in zip((width, height), trim_mm, strict=True)
    )
    return PictureSize((width, height), (per_metre[0], per_metre[1]))


def page_png(pdf: bytes, page: int, size: PictureSize, alt: str = "") -> bytes:
    """Page ``page`` (0-based) of ``pdf``, within its trim, as a PNG of ``size``.

    Args:
        alt: What it says, for those who do not see it; goes into the file.
    """
    # Slow to import, and needed by few runs.
    from PIL.PngImagePlugin import PngInfo

    from generator.preflight.render.trimmed import trim_picture

    with trim_picture(pdf, page, size.pixels) as drawn:
        picture = _packed(drawn)
    info = PngInfo()
    info.add(b"sRGB", _SRGB_PERCEPTUAL)
    if packet := packet_in(pdf):
        info.add_itxt(XMP_KEY, packet)
    if alt:
        info.add_itxt(ALT_KEY, alt, lang="vi")
    palette = bytes(picture.getpalette() or ())
    info.add_itxt(PIXELS_KEY, pixels_sha256(picture.size, palette + picture.tobytes()))
    options: dict[str, Any] = {}
    if size.per_metre is not None:
        options["dpi"] = tuple(count * MM_PER_INCH / _MM_PER_METRE for count in size.per_metre)
    file = io.BytesIO()
    picture.save(file, format="PNG", pnginfo=info, compress_level=_COMPRESS_LEVEL, **options)
    return file.getvalue()


def _packed(picture: Image.Image) -> Image.Image:
    """In RGB; or with a palette of a colour for each lightness, where the picture has no others."""
    palette = _palette(picture)
    if palette is None:
        return picture.convert("RGB")
    packed = picture.convert("L")
    packed.putpalette(palette)
    return packed


def _palette(picture: Image.Image) -> bytes | None:
    """The commonest colour of each lightness; None where one of them has another beside it."""
    from PIL import Image

    counts: list[tuple[int, Any]] | None = picture.getcolors(_MOST_COLOURS)
    if counts is None:
        return None
    colours = [colour[:3] for _, colour in sorted(counts, key=lambda one: (-one[0], one[1]))]
    row = Image.new("RGB", (len(colours), 1))
    row.putdata(colours)
    found: dict[int, tuple[int, ...]] = {}
    for lightness, colour in zip(row.convert("L").tobytes(), colours, strict=True):
        kept = found.setdefault(lightness, colour)
        if max(abs(one - other) for one, other in zip(kept, colour, strict=True)) > _ROUNDING:
            return None
    return bytes(part for at in range(256) for part in found.get(at, (at, at, at)))
