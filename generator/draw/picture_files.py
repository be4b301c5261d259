"""Files of pixels: which can be read, whether they are whole, how they were held and coloured.

A damaged file is refused: a reader that goes on shows grey where pixels are missing. Pillow reads
the pixels; it is asked for them before anything else, because its helpers pass over errors.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from PIL import ExifTags, Image, UnidentifiedImageError

from generator.core.errors import MissingResourceError, Place, Problem
from generator.core.messages import Message, msg
from generator.draw.png_chunks import SIGNATURE, is_whole

#: Larger pictures are refused before their pixels are read: a small file may hold more of them
#: than any memory takes. Telephones take 108 million.
MAX_PIXELS: Final = 120_000_000
#: Larger files are no photos: one for a poster A0 has about 20 MB, as a TIFF 300.
MAX_BYTES: Final = 500_000_000

#: Endings of files that can be shown, of those of one name the first wins; and of those that
#: cannot, which are named rather than missed.
ENDINGS: Final = (
    *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".tif", ".tiff", ".bmp"),
)
OTHER_ENDINGS: Final = (
    *(".heic", ".heif", ".avif", ".jxl", ".jp2", ".pdf", ".ai", ".eps", ".psd", ".cdr", ".svgz"),
    *(".wmf", ".emf", ".cr2", ".nef", ".dng", ".ico", ".docx", ".pptx"),
)

#: By content, whatever the file's ending says.
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP")
#: Formats whose pictures belong together: not one of several, but a moving one or a document.
_OF_SEVERAL: Final = ("GIF", "WEBP", "TIFF")
#: Modes of Pillow whose colours mean something else than what a file shows.
_ODD_MODES: Final = ("F", "LAB", "HSV")

#: What Pillow raises for files that are not what they begin as.
DECODING_ERRORS: Final = (
    *(OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error),
    *(IndexError, KeyError, TypeError, AttributeError, OverflowError, MemoryError),
)

#: How files begin that can be shown, if they are whole.
_BEGINNINGS: Final = (SIGNATURE, b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"BM")
_WEB: Final = "SVG, HTML"
#: Files of other kinds by how they begin.
_OTHER_KINDS: Final = (
    (b"%PDF", "PDF"),
    (b"8BPS", "Photoshop (PSD)"),
    (b"%!PS", "PostScript (EPS, AI)"),
    (b"\xc5\xd0\xd3\xc6", "PostScript (EPS)"),
    (b"PK\x03\x04", "ZIP, Word, PowerPoint"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x1f\x8b", "gzip (SVGZ)"),
    (b"<", _WEB),
    (b"\xef\xbb\xbf<", _WEB),
)
#: Brands of ISO 14496-12 files.
_HEIC: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_AVIF: Final = (b"avif", b"avis")

#: A TIFF's first picture is a smaller view of another: a camera's raw file (TIFF 6.0, 254).
_SUBFILE_TYPE: Final = 254


@contextmanager
def opened(data: bytes, source: str) -> Iterator[Image.Image]:
    """The picture in ``data``, its first if there are several; errors name ``source``.

    Raises:
        MissingResourceError: it is none, is damaged, or is of a kind that cannot be shown.
    """
    kind = other_kind(data)
    if kind is not None:
        raise _other(source, kind)
    try:
        with warnings.catch_warnings():
            # Of odd metadata, and of sizes that are judged here.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise _too_large(source)
                if _is_cut_off(data):
                    raise unusable(source, msg("the picture is damaged"))
                if image.format == "TIFF" and image.getexif().get(_SUBFILE_TYPE, 0) & 1:
                    raise _other(source, "RAW")
                if image.format not in ("JPEG", "MPO"):
                    image.load()
                if image.mode in _ODD_MODES:
                    raise unusable(
                        source, msg("the picture has colours of a kind that cannot be shown")
                    )
                yield image
    except UnidentifiedImageError as error:
        what = msg("this is no picture that can be shown")
        if data.startswith(_BEGINNINGS):
            what = msg("the picture is damaged")
        raise unusable(source, what) from error
    except Image.DecompressionBombError as error:
        raise _too_large(source) from error
    except DECODING_ERRORS as error:
        raise unusable(source, msg("the picture is damaged")) from error


def other_kind(data: bytes) -> str | None:
    """The name of a kind of file that cannot be shown; None for all others."""
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return "HEIC" if brand in _HEIC else "AVIF" if brand in _AVIF else None
    if data[:4] == b"RIFF" and data[8:11] == b"CDR":
        return "CorelDRAW (CDR)"
    start = data[:16].lstrip() if data[:1].isspace() else data[:16]
    return next((name for begins, name in _OTHER_KINDS if start.startswith(begins)), None)


def holds_several(image: Image.Image) -> bool:
    """True for a moving picture and a document of several pages, of which the first is shown."""
    try:
        return image.format in _OF_SEVERAL and getattr(image, "n_frames", 1) > 1
    except DECODING_ERRORS:  # of those that are not shown
        return True


def turn_of(image: Image.Image) -> int:
    """The EXIF orientation, 1..8; 1 if there is none that can be read."""
    try:
        turn = image.getexif().get(ExifTags.Base.Orientation, 1)
    except DECODING_ERRORS:
        return 1
    return turn if turn in range(2, 9) else 1


def _is_cut_off(data: bytes) -> bool:
    """True if a file says itself that there should be more of it."""
    if data.startswith(SIGNATURE):
        return not is_whole(data)
    if data[:4] == b"RIFF":
        return int.from_bytes(data[4:8], "little") + 8 > len(data)
    if data[:4] == b"GIF8":
        return data.rstrip(b"\0")[-1:] != b";"
    return False


def unusable(source: str, message: Message, hint: Message | None = None) -> MissingResourceError:
    """The error of a file that cannot be shown."""
    return MissingResourceError(
        Problem(
            "unusable-picture",
            message,
            hint or msg("open it in a program for pictures and save it as PNG or JPEG"),
            Place(source),
        )
    )


def _too_large(source: str) -> MissingResourceError:
    return unusable(
        source,
        msg("the picture has more than {most} million pixels", most=MAX_PIXELS // 1_000_000),
        msg("make it smaller: {enough} million pixels fill a poster", enough=35),
    )


def _other(source: str, kind: str) -> MissingResourceError:
    hint = None
    if kind in ("HEIC", "AVIF"):
        hint = msg(
            "open it in Photos or Preview and save it as JPEG; an iPhone takes JPEG with "
            "Settings, Camera, Formats, “Most Compatible”"
        )
    elif kind == _WEB:
        hint = msg("a drawing needs the ending .svg; of a web page save the picture itself")
    what = msg("this is a file of the kind {kind}, which cannot be shown", kind=kind)
    return unusable(source, what, hint)
