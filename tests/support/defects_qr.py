"""Faults of QR codes, planted into clean files; see ``corpus``.

The bases have a symbol of 25 modules, error correction M, 30 mm wide, its lower left corner 95 mm
from the left and 25 mm from the lower edge.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from pikepdf import Name, Pdf, Stream
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from support.corpus import (
    QR_TARGET,
    Defect,
    add_content,
    add_resource,
    box_at,
    leaflet_base,
    office_base,
    press_base,
    press_spot_base,
    qr_code,
)

from generator.core.provenance import Expected
from generator.core.units import mm_to_pt

LEFT_MM, LOW_MM, SIDE_MM = 95.0, 25.0, 30.0
MODULES = 25
MODULE_MM = SIDE_MM / MODULES
QUIET_MM = 4 * MODULE_MM

BLACK, WHITE = "0 0 0 1 k ", "0 0 0 0 k "
BLUE = "1 0.7 0 0.1 k "
GREY, PALE = "0 0 0 0.46 k ", "0 0 0 0.23 k "
#: Small squares do not bear wear, and are seen from near only.
TOO_SMALL = ("qr-damage", "qr-distance")
BARE_ADDRESS = QR_TARGET.removeprefix("https://")


def other_code(
    pdf: Pdf,
    *,
    target: str = QR_TARGET,
    side_mm: float = SIDE_MM,
    black: str = BLACK,
    white: str = WHITE,
    at_mm: tuple[float, float] = (LEFT_MM, LOW_MM),
) -> None:
    """Paints another code over the base's, in the middle of its card."""
    inset = (SIDE_MM - side_mm) / 2
    left, low = at_mm
    code = qr_code(target, left + inset, low + inset, side_mm, black, white)
    add_content(pdf.pages[0], card(left, low, white) + code)


def card(left_mm: float, low_mm: float, colour: str = WHITE) -> str:
    """Covers the base's code with its quiet zone."""
    side = SIDE_MM + 2 * QUIET_MM
    return f"{colour}{box_at(left_mm - QUIET_MM, low_mm - QUIET_MM, side, side)}f\n"


def without_code(pdf: Pdf) -> None:
    """Takes the modules away; their card stays."""
    page = pdf.pages[0]
    lines = page.Contents.read_bytes().split(b"\n")
    lines.remove(max(lines, key=lambda line: line.count(b" re")))
    page.Contents.write(b"\n".join(lines))


def struck_out(pdf: Pdf, *, black: str = BLACK) -> None:
    """A black bar over the middle third: more than any error correction mends."""
    bar = box_at(LEFT_MM, LOW_MM + 8 * MODULE_MM, SIDE_MM, 9 * MODULE_MM)
    add_content(pdf.pages[0], f"{black}{bar}f")


def stained(pdf: Pdf) -> None:
    """A stain that the error correction just mends, so that nothing more may happen."""
    side = 5 * MODULE_MM
    spot = box_at(LEFT_MM + 10 * MODULE_MM, LOW_MM + 11 * MODULE_MM, side, side)
    add_content(pdf.pages[0], f"{BLACK}{spot}f")


def printed_fat(pdf: Pdf) -> None:
    """Each module a fifth of one larger on every side."""
    code = qr_code(QR_TARGET, LEFT_MM, LOW_MM, SIDE_MM, BLACK, WHITE)
    outline = f"0 0 0 1 K {mm_to_pt(0.4 * MODULE_MM):.3f} w "
    add_content(pdf.pages[0], f"{outline}{code.removesuffix('f' + chr(10))}B")


def crowded(pdf: Pdf, *, free_modules: float) -> None:
    """A line beside the code, so many modules away."""
    line = box_at(LEFT_MM - free_modules * MODULE_MM - 0.6, LOW_MM, 0.6, SIDE_MM)
    add_content(pdf.pages[0], f"{BLACK}{line}f")


def coarse_picture(pdf: Pdf) -> None:
    """The code as a picture of 138 pixels for 25 modules of 0.52 mm, at 270 ppi."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(QR_TARGET)
    matrix = np.array(code.get_matrix())
    at = np.arange(138) * len(matrix) // 138
    pixels = np.where(matrix[np.ix_(at, at)], 0, 255).astype(np.uint8)
    image = Stream(
        pdf,
        pixels.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=138,
        Height=138,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )
    add_resource(pdf.pages[0], "/XObject", "/Code", pdf.make_indirect(image))
    side_mm = 0.52 * MODULES
    inset = (SIDE_MM - side_mm) / 2
    side, x, y = map(mm_to_pt, (side_mm, LEFT_MM + inset, LOW_MM + inset))
    placed = f"q {side:.3f} 0 0 {side:.3f} {x:.3f} {y:.3f} cm /Code Do Q"
    add_content(pdf.pages[0], card(LEFT_MM, LOW_MM) + placed)


def leading_to(address: str, expected: Expected) -> Expected:
    """``expected``, but with that address in its codes."""
    return replace(expected, qr_target=address)


def _as_a_wall(pdf: Pdf) -> None:
    """1,480 x 2,100 mm."""
    pdf.pages[0].obj.UserUnit = 10


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "qr-search-coarse",
        office_base,
        _as_a_wall,
        also=("image-resolution-low", "trim-size"),
    ),
    Defect("qr-missing", press_base, without_code),
    Defect("qr-unreadable", press_base, struck_out),
    Defect("qr-unreadable", office_base, partial(struck_out, black="0 0 0 rg ")),
    Defect("qr-target", press_base, partial(other_code, target="https://example.org/875")),
    Defect(
        "qr-address",
        press_base,
        partial(other_code, target=BARE_ADDRESS),
        expected=partial(leading_to, BARE_ADDRESS),
    ),
    Defect("qr-module-size", press_base, partial(other_code, side_mm=9), also=TOO_SMALL),
    Defect("qr-module-size", press_base, partial(other_code, side_mm=5), also=TOO_SMALL),
    Defect("qr-quiet-zone", press_base, partial(crowded, free_modules=3.0)),
    Defect("qr-quiet-zone", press_base, partial(crowded, free_modules=1.5)),
    Defect("qr-inverted", press_base, partial(other_code, black=WHITE, white=BLUE)),
    Defect("qr-contrast", press_base, partial(other_code, black=GREY)),
    Defect("qr-contrast", press_base, partial(other_code, black=PALE), also=("qr-damage",)),
    Defect("qr-inks", press_base, partial(other_code, black=BLUE)),
    Defect("qr-inks", press_spot_base, partial(other_code, black="0.6 0.4 0.4 1 k ")),
    Defect("qr-pixels", press_base, coarse_picture),
    Defect("qr-damage", press_base, stained),
    Defect("qr-damage", press_base, printed_fat),
    Defect("qr-distance", leaflet_base, partial(other_code, side_mm=14, at_mm=(130, 100))),
)
