"""The terms that a picture of a page is judged by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExpectedPicture:
    """A PNG, and what it must be by the order.

    Attributes:
        source: What messages call the file.
        data: Its bytes.
        pdf: The PDF whose page it shows, and which is checked for itself.
        page: The page, 0-based.
        trim_mm: Width and height of the page.
        pixels: Those of the picture, where the order states them; else its size is in mm.
        dpi: Pixels an inch of one in mm.
        most_bytes: The largest file that is taken where it goes; 0 for no limit.
        codes: What the QR codes on the page must hold.
    """

    source: str
    data: bytes
    pdf: bytes
    page: int
    trim_mm: tuple[float, float]
    pixels: tuple[int, int] | None = None
    dpi: float = 300.0
    most_bytes: int = 0
    codes: tuple[str, ...] = ()
