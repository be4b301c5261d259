"""Profiles: what a place of printing or reading takes, as values; each is a row in a YAML file.

How rows are read from ``assets/profiles`` and from a print shop's own file is in
``press.profiles``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.core.public import public


@public
class Destination(StrEnum):
    """Where a piece is printed or read."""

    OFFICE = "office"
    PRESS = "press"
    SCREEN = "screen"


class ColourModel(StrEnum):
    """The colours that a file is written in."""

    CMYK = "cmyk"
    SRGB = "srgb"


class PrintMark(StrEnum):
    """What is printed outside of the bleed, for the people at the press."""

    CROP = "crop"
    FOLD = "fold"
    SLUG = "slug"


@dataclass(frozen=True, slots=True)
class Sides:
    """Four lengths in mm, at the edges of the trimmed page."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0

    @property
    def largest(self) -> float:
        """The largest of the four."""
        return max(self.top, self.right, self.bottom, self.left)


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a finding becomes a warning and where an error; in the unit of its field."""

    error: float
    warning: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One place of printing or reading, and what it takes.

    Attributes:
        name: The row's name, as "offset".
        names: What people call it, by language ("vi", "en").
        intent: A key of ``press.output_intents``: "fogra39", "fogra29" or "srgb".
        bleed_mm: Ink beyond the trim, per edge.
        marks: What stands outside of the bleed.
        margins_mm: Where the printer cannot print; nothing is painted there. Zero: no such margin.
        safe_mm: How near to the trim texts, QR codes and logos may come.
        ink_percent: Total area coverage, the mean over a window of 15 mm.
        text_one_ink_pt: How small text of one ink may be; ``text_several_inks_pt`` of two or more;
            ``text_reversed_pt`` light on a ground.
        line_one_ink_pt: Thinnest line of one full ink; ``line_several_inks_pt`` of more or a tint.
        image_ppi: Least effective resolution of pictures; ``line_art_ppi`` of 1-bit ones.
        image_ppi_most: Above it a picture only makes the file large.
        spots: How many inks beside the four of the process the press prints.
        black_overprints_below_pt: Text and lines of black alone that are smaller overprint.
        survives_grey: Whether the piece is copied or printed without colour, so that contrasts in
            grey are errors and not warnings.
        links: Whether annotations may stand in the file.
        pdfx: Whether the file is a PDF/X-4, too.
    """

    name: str
    names: Mapping[str, str]
    destination: Destination
    colour: ColourModel
    intent: str
    bleed_mm: Sides
    marks: frozenset[PrintMark]
    margins_mm: Sides
    safe_mm: Limit
    ink_percent: Limit
    text_one_ink_pt: Limit
    text_several_inks_pt: Limit
    text_reversed_pt: Limit
    line_one_ink_pt: Limit
    line_several_inks_pt: float
    image_ppi: Limit
    image_ppi_most: float
    line_art_ppi: Limit
    spots: int
    black_overprints_below_pt: float
    survives_grey: bool
    links: bool
    pdfx: bool
