"""Verification of a PNG of a page: whole, its size, sRGB, small enough, with its texts and code.

The page's texts are verified in the PDF. That the picture shows the same is seen from its pixels:
they are compared with the page drawn anew. Its code is read off the picture itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.units import MM_PER_INCH
from generator.preflight.checks.rule import CheckGroup, Rule
from generator.preflight.pictures.brief import ExpectedPicture
from generator.preflight.render.trimmed import draw_trim

if TYPE_CHECKING:
    from PIL.PngImagePlugin import PngImageFile

GROUP = CheckGroup("pictures", msg("Pictures of pages"))

_PNG: Final = "PNG (third edition)"

DAMAGED = Rule(
    "picture-damaged",
    msg("A picture cannot be opened"),
    msg("The file is cut off or no PNG; where it is posted, nothing is shown."),
    msg("Make the file again, and look for room on the disk."),
    f"{_PNG}, 5",
    group=GROUP,
)
SIZE = Rule(
    "picture-size",
    msg("A picture has another size in pixels than asked for"),
    msg("A network scales it and cuts its edges, and letters get soft."),
    msg("Make the file again; do not scale it by hand."),
    "our own; the size in the order",
    group=GROUP,
)
PAPER_SIZE = Rule(
    "picture-paper-size",
    msg("A picture states another size on paper than its sheet has"),
    msg("Word places it larger or smaller than it was designed, and the column does not fit."),
    msg("Make the file again; do not let a program take its resolution away."),
    f"{_PNG}, 11.3.4.3 (pHYs)",
    group=GROUP,
)
COLOURS = Rule(
    "picture-colours",
    msg("A picture is not in sRGB"),
    msg("Each program shows its colours in its own way; some networks refuse it."),
    msg("Make the file again, or save it as 8-bit sRGB."),
    f"{_PNG}, 11.3.2.5 (sRGB)",
    group=GROUP,
)
FILE_SIZE = Rule(
    "picture-file-size",
    msg("A picture is too large a file"),
    msg("Networks squeeze such pictures until letters get dirty edges, or take them slowly."),
    msg("Use fewer photos or smaller ones; or raise most_kb in the material's manifest."),
    "the material's manifest",
    group=GROUP,
)
DIFFERS = Rule(
    "picture-differs",
    msg("A picture does not show the page that it is made from"),
    msg("What was verified in the PDF does not hold for the picture."),
    msg("Make the file again; never change the texts of a picture by hand."),
    "our own; the page drawn anew",
    group=GROUP,
)
CODE = Rule(
    "picture-code",
    msg("The QR code of a picture cannot be read, or leads elsewhere"),
    msg("Readers get to no page, or to another one."),
    msg("Make the file again; if it stays so, make the picture larger."),
    "ISO/IEC 18004:2015, 12",
    group=GROUP,
)

RULES: Final = (DAMAGED, SIZE, PAPER_SIZE, COLOURS, FILE_SIZE, DIFFERS, CODE)

#: In mm. Rounding to whole pixels a metre is a hundredth of this on a column of 85 mm at 600 dpi.
_PAPER_TOLERANCE_MM: Final = 0.1
#: Of 255. A page drawn twice by one renderer is equal; a reduced palette strays by less than 40.
_DIFFERENT: Final = 64
#: Pixels that differ before a picture does: a dot over a letter of 20 px has 12.
_LEAST_DIFFERENT: Final = 6


def verify_picture(picture: ExpectedPicture) -> Iterator[Finding]:
    """Findings of ``picture``."""
    opened = open_png(picture.data)
    place = Place(file=picture.source)
    if opened is None:
        yield DAMAGED.found(Severity.ERROR, msg("the picture cannot be opened"), place)
        return
    yield from verify_file(opened, picture, place)
    shown = np.asarray(opened.convert("RGB"))
    yield from _verify_code(shown, picture, place)
    drawn = draw_trim(picture.pdf, picture.page, picture.pixels or _pixels(picture))
    if drawn.shape == shown.shape:
        yield from _verify_pixels(shown, drawn, place)


def open_png(data: bytes) -> PngImageFile | None:
    """The PNG, its pixels read; None if it is none, or is not whole."""
    from PIL import Image, UnidentifiedImageError
    from PIL.PngImagePlugin import PngImageFile

    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
            opened.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return None
    return opened if isinstance(opened, PngImageFile) else None


def verify_file(opened: PngImageFile, picture: ExpectedPicture, place: Place) -> Iterator[Finding]:
    """Findings of the file: its size, colours and bytes."""
    expected = picture.pixels or _pixels(picture)
    if opened.size != expected:
        yield SIZE.found(
            Severity.ERROR,
            msg(
                "the picture has {found} pixels; it should have {expected}",
                found=f"{opened.width} x {opened.height}",
                expected=f"{expected[0]} x {expected[1]}",
            ),
            place,
        )
    elif picture.pixels is None:
        yield from _verify_paper_size(opened, picture, place)
    if opened.mode not in ("RGB", "P") or "srgb" not in opened.info:
        yield COLOURS.found(
            Severity.ERROR,
            msg("the picture is {mode} and does not say that it is sRGB", mode=opened.mode)
            if "srgb" not in opened.info
            else msg("the picture is {mode}, not RGB of 8 bits", mode=opened.mode),
            place,
        )
    if picture.most_bytes and len(picture.data) > picture.most_bytes:
        yield FILE_SIZE.found(
            Severity.ERROR,
            msg(
                "the picture takes {found} kB; {most} at most are wanted",
                found=-(-len(picture.data) // 1000),
                most=picture.most_bytes // 1000,
            ),
            place,
        )


def _pixels(picture: ExpectedPicture) -> tuple[int, int]:
    """The pixels of a picture whose size is in mm."""
    width, height = (round(side / MM_PER_INCH * picture.dpi) for side in picture.trim_mm)
    return max(1, width), max(1, height)


def _verify_paper_size(
    opened: PngImageFile, picture: ExpectedPicture, place: Place
) -> Iterator[Finding]:
    stated = opened.info.get("dpi")
    if stated is None:
        yield PAPER_SIZE.found(Severity.ERROR, msg("the picture states no size on paper"), place)
        return
    found = [side / dpi * MM_PER_INCH for side, dpi in zip(opened.size, stated, strict=True)]
    if any(
        abs(one - other) > _PAPER_TOLERANCE_MM
        for one, other in zip(found, picture.trim_mm, strict=True)
    ):
        yield PAPER_SIZE.found(
            Severity.ERROR,
            msg(
                "the picture says that it is {found} mm; the sheet is {expected} mm",
                found=" x ".join(f"{side:.1f}" for side in found),
                expected=" x ".join(f"{side:g}" for side in picture.trim_mm),
            ),
            place,
        )


def _verify_pixels(
    shown: NDArray[np.uint8], drawn: NDArray[np.uint8], place: Place
) -> Iterator[Finding]:
    strays = np.abs(shown.astype(np.int16) - drawn).max(axis=2) > _DIFFERENT
    count = int(strays.sum())
    if count < _LEAST_DIFFERENT:
        return
    rows, columns = np.nonzero(strays)
    yield DIFFERS.found(
        Severity.ERROR,
        msg(
            "the picture differs from the page in {count} pixels, from {x} px from the left and "
            "{y} px from the top",
            count=count,
            x=int(columns.min()),
            y=int(rows.min()),
        ),
        place,
    )


def _verify_code(
    shown: NDArray[np.uint8], picture: ExpectedPicture, place: Place
) -> Iterator[Finding]:
    found = read_codes(shown)
    for content in picture.codes:
        if content not in found:
            yield CODE.found(
                Severity.ERROR,
                msg("no QR code that leads to {address} is read off the picture", address=content),
                place,
            )
    for content in sorted(found - set(picture.codes)):
        yield CODE.found(
            Severity.ERROR,
            msg(
                "a QR code on the picture leads to {found}, which the piece does not ask for",
                found=content,
            ),
            place,
        )


def read_codes(shown: NDArray[np.uint8]) -> set[str]:
    """The contents of the QR codes that are read off a picture."""
    import zxingcpp

    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    found = zxingcpp.read_barcodes(shown, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return {code.text for code in found}
