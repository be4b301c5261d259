"""Pages of scans as pictures, one at a time: of a PDF of pictures, or of a picture file."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import numpy as np
import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from generator.content.sources.scan_images import Pixels
from generator.core.errors import ContentError, Place, Problem
from generator.core.messages import msg
from generator.core.units import PT_PER_INCH

#: Tesseract's model was trained at about this resolution.
_DPI: Final = 300.0
#: A page has at most so many pixels: A3 at 300 dpi. Larger ones are read at a lower resolution.
_MAX_PIXELS: Final = 18_000_000
#: A picture with more pixels is not opened (Pillow's own bound for one, as a bomb, is 179 million).
_MAX_SOURCE_PIXELS: Final = 120_000_000
#: Pages that are read: half an hour of work. A paper that asks for posters has some ten.
MAX_PAGES: Final = 60
#: A picture that does not say its resolution, or lies, is taken for a page as wide as A4, in pt.
_A4_WIDTH: Final = 595.3
_PLAUSIBLE_WIDTH: Final = (280.0, 1300.0)


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page: its 1-based number, its pixels, and how many of them are an inch."""

    number: int
    pixels: Pixels
    dpi: float


def pdf_pages(data: bytes, *, name: str) -> Iterator[ScannedPage]:
    """The pages of a PDF, drawn.

    Raises:
        ContentError: when it cannot be opened, or has too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ContentError(_unreadable(name)) from error
    try:
        _check_count(len(document), name)
        for index in range(len(document)):
            page = document[index]
            width, height = page.get_size()
            scale = _DPI / PT_PER_INCH
            if width * height * scale * scale > _MAX_PIXELS:
                scale = (_MAX_PIXELS / (width * height)) ** 0.5
            bitmap = page.render(scale=scale)
            image = bitmap.to_pil().convert("RGB")
            yield ScannedPage(index + 1, np.asarray(image), scale * PT_PER_INCH)
            page.close()
    finally:
        document.close()


def picture_pages(data: bytes, *, name: str) -> Iterator[ScannedPage]:
    """The pages of a picture file; a TIFF may hold several.

    Raises:
        ContentError: when it cannot be opened, is too large, or has too many pages.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data))
            _check_count(getattr(image, "n_frames", 1), name)
            for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                if frame.width * frame.height > _MAX_SOURCE_PIXELS:
                    raise ContentError(_too_large(name, frame.width, frame.height))
                yield _page(number, ImageOps.exif_transpose(frame) or frame)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ContentError(_unreadable(name)) from error
    except Image.DecompressionBombError as error:
        raise ContentError(_too_large(name, 0, 0)) from error


def _page(number: int, image: Image.Image) -> ScannedPage:
    width_pt = _width_pt(image)
    dpi = image.width / width_pt * PT_PER_INCH
    wanted = min(_DPI, (_MAX_PIXELS / (image.width * image.height)) ** 0.5 * dpi)
    if image.mode in ("RGBA", "LA", "PA", "P"):
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image.convert("RGBA"))
    image = image.convert("RGB")
    if not 0.85 <= wanted / dpi <= 1.15:
        size = round(image.width * wanted / dpi), round(image.height * wanted / dpi)
        image, dpi = image.resize(size, Image.Resampling.LANCZOS), wanted
    return ScannedPage(number, np.asarray(image), dpi)


def _width_pt(image: Image.Image) -> float:
    """Width of the paper: as the file's resolution says, or that of A4, upright or lying."""
    stated = image.info.get("dpi", (0, 0))[0]
    width = image.width / float(stated) * PT_PER_INCH if stated else 0.0
    if _PLAUSIBLE_WIDTH[0] <= width <= _PLAUSIBLE_WIDTH[1]:
        return width
    return _A4_WIDTH if image.width <= image.height else _A4_WIDTH * 2**0.5


def _check_count(count: int, name: str) -> None:
    if count > MAX_PAGES:
        raise ContentError(
            Problem(
                "too-many-scanned-pages",
                msg("{count} scanned pages are too many to read at once", count=count),
                msg("take out the pages of the paper itself, at most {most}", most=MAX_PAGES),
                Place(name),
            )
        )


def _unreadable(name: str) -> Problem:
    return Problem(
        "picture-unreadable",
        msg("the picture cannot be opened: it is damaged, or of an unknown kind"),
        msg("scan the paper again as PDF, JPEG or PNG, or ask for the file once more"),
        Place(name),
    )


def _too_large(name: str, width: int, height: int) -> Problem:
    size = f" ({width} x {height})" if width else ""
    return Problem(
        "picture-too-large",
        msg("the picture has too many pixels{size} to be read", size=size),
        msg("scan the paper at 300 dpi"),
        Place(name),
    )
