"""Profiles of places of printing or reading, as values; each is a row in a YAML file.

How rows are read from ``assets/profiles`` and from a print shop's own file is in
``press.profiles``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.core.destination import Destination


class ColourModel(StrEnum):
    """The colours that a file is written in."""

    CMYK = "cmyk"
    SRGB = "srgb"


class PrintMark(StrEnum):
    """A printer's mark outside of the bleed."""

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
    """Thresholds of an error and of a warning, in the unit of the field."""

    error: float
    warning: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Limits and features of one place of printing or reading.

    Attributes:
        name: The row's name, as "offset".
        names: What people call it, by language ("vi", "en").
        also: What else they call it; of a row that is like another, its own alone.
        intent: A key of ``press.output_intents``: "fogra39", "fogra29" or "srgb".
        bleed_mm: Ink beyond the trim, per edge.
        marks: Printer's marks.
        margins_mm: Where the printer cannot print; nothing is painted there. Zero: no such margin.
        safe_mm: Smallest distance of texts, QR codes and logos from the trim.
        ink_percent: Total area coverage, the mean over a window of 15 mm.
        text_one_ink_pt: Smallest text of one ink; ``text_several_inks_pt`` of two or more;
            ``text_reversed_pt`` light on a dark background.
        line_one_ink_pt: Thinnest line of one full ink; ``line_several_inks_pt`` of more or a tint.
        image_ppi: Least effective resolution of pictures; ``line_art_ppi`` of 1-bit ones.
        image_ppi_most: Above it a picture only makes the file large.
        spots: Number of inks besides the four of the process that the press prints.
        black_overprints_below_pt: Text and lines of black alone that are smaller overprint.
        survives_grey: Whether the piece is copied or printed without colour, so that contrasts in
            grey are errors and not warnings.
        links: Whether annotations may stand in the file.
        pdfx: Whether the file is a PDF/X-4, too.
        theme: What a material takes here if it comes in it and nobody names another; "": its own.
    """

    name: str
    names: Mapping[str, str]
    also: tuple[str, ...] = ()
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
    theme: str = ""
