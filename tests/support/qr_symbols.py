"""Pages and images with QR symbols, for tests of what is measured of them."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode
from support.shipped import ASSETS

from generator.core.units import mm_to_pt
from generator.preflight.document import OpenDocument, open_document
from generator.preflight.qr.degradation import (
    Patch,
)
from generator.preflight.qr.detection import Symbol, find_symbols
from generator.preflight.qr.grading import (
    QrVerification,
    degradation_results,
    verify_codes,
)
from generator.press.profiles import load_profile

PROFILE = load_profile("offset", ASSETS.profiles)
LEVELS = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}
ADDRESS = "https://mst.gov.vn/van-ban-phap-luat/14668.htm"
BLACK, WHITE = "0 g ", "1 g "


def page_of(operators: str, width_mm: float = 148, height_mm: float = 210) -> bytes:
    """A white page with ``operators``; lengths in pt from its lower left corner."""
    with pikepdf.new() as pdf:
        box = Array([0, 0, round(mm_to_pt(width_mm), 3), round(mm_to_pt(height_mm), 3)])
        contents = pdf.make_stream(operators.encode())
        page = Dictionary(Type=Name.Page, MediaBox=box, Resources=Dictionary(), Contents=contents)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        output = io.BytesIO()
        pdf.save(output, deterministic_id=True)
        return output.getvalue()


@contextmanager
def opened(data: bytes) -> Iterator[OpenDocument]:
    with open_document(data, "test.pdf", icc=ASSETS.icc) as document:
        yield document


def verified_codes(
    operators: str, width_mm: float = 148, height_mm: float = 210
) -> tuple[QrVerification, ...]:
    with opened(page_of(operators, width_mm, height_mm)) as document:
        return verify_codes(document)


def symbols(operators: str, width_mm: float = 148, height_mm: float = 210) -> tuple[Symbol, ...]:
    with opened(page_of(operators, width_mm, height_mm)) as document:
        return find_symbols(document.pages[0])


def turned(degrees: float, about_mm: tuple[float, float], operators: str) -> str:
    """``operators`` turned counter-clockwise about a point."""
    x, y = map(mm_to_pt, about_mm)
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return (
        f"q 1 0 0 1 {x:.3f} {y:.3f} cm {cosine:.6f} {sine:.6f} {-sine:.6f} {cosine:.6f} 0 0 cm "
        f"1 0 0 1 {-x:.3f} {-y:.3f} cm {operators} Q\n"
    )


def patch_of(content: str, level: str, module_mm: float, *, ink: int = 0) -> Patch:
    """A symbol on a white card of four modules on a dark ground, five pixels to a module."""
    code = QRCode(error_correction=LEVELS[level], border=0)
    code.add_data(content)
    matrix = np.array(code.get_matrix())
    margin = 8
    side = len(matrix) + 2 * margin
    grey = np.full((side, side), 30, np.uint8)
    grey[4:-4, 4:-4] = 255
    grey[margin:-margin, margin:-margin] = np.where(matrix, ink, 255)
    return Patch(np.kron(grey, np.ones((5, 5), np.uint8)), len(matrix), margin, 5.0, module_mm)


def failed(patch: Patch, content: str = ADDRESS) -> set[str]:
    return {step.name for step in degradation_results(patch, content) if not step.read}


def failed_required(patch: Patch, content: str = ADDRESS) -> set[str]:
    return {
        step.name for step in degradation_results(patch, content) if step.required and not step.read
    }
