"""The target that a file is drawn for, as values: inks, bleed, margins, links, output intent.

Which destination wants what is decided in ``press``; here it is only carried out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from generator.core.output_intent import OutputIntent
from generator.draw.operators import ColourMode
from generator.draw.svg.model import InkConverter
from generator.sheet.model import Edges


@dataclass(frozen=True, slots=True)
class IccProfiles:
    """ICC profiles that convert pictures into the colours of a file.

    Each of the two is assumed for pictures without a profile of their own, and one of them is the
    file's own.

    Attributes:
        light: Of pictures in RGB.
        inks: Of pictures in CMYK.
    """

    light: bytes
    inks: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Inks, page geometry and limits that a file is drawn for.

    Attributes:
        bleed: Extension of what touches the trim beyond it, in pt, per edge.
        around: Paper beyond the bleed on every side, in pt of the file, for marks.
        scale: How many times as large as in the file everything is meant to be.
        margins: Area that stays free of ink inside the trim, in pt, per edge.
        black_overprints_below: Text of black alone that is smaller, in pt, overprints.
        is_printed: Whether the file is for paper, on which it must have its own size.
        links: Whether addresses can be followed.
        ink_converter: From a colour that a drawing names by its sRGB value, each 0..1, to inks.
        intent: The condition that its colours are meant for.
        intent_profile: The ICC profile of ``intent``, compressed by zlib.
        icc: Without it no pictures of pixels can be drawn.
        max_ppi: More pixels an inch of a picture are of no use.
    """

    ink: ColourMode = ColourMode.RGB
    bleed: Edges = Edges()
    around: float = 0.0
    scale: int = 1
    margins: Edges = Edges()
    black_overprints_below: float = 0.0
    is_printed: bool = False
    links: bool = True
    ink_converter: InkConverter | None = None
    intent: OutputIntent | None = None
    intent_profile: bytes = b""
    icc: IccProfiles | None = None
    max_ppi: float = math.inf


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The boxes of a page in pt: left, lower, right, upper edge, from the MediaBox's corner."""

    media: tuple[float, float, float, float]
    bleed: tuple[float, float, float, float]
    trim: tuple[float, float, float, float]

    def enlarged(self, scale: int) -> PageBoxes:
        """The boxes in the space of what is drawn, so many times as large as the file's."""
        if scale == 1:
            return self
        media, bleed, trim = (
            (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)
            for box in (self.media, self.bleed, self.trim)
        )
        return PageBoxes(media, bleed, trim)


def page_boxes(width: float, height: float, target: Target) -> PageBoxes:
    """The boxes in the file of a page that is trimmed to ``width`` x ``height`` pt when made."""
    around, scale = target.around, target.scale
    bleed = target.bleed
    if scale != 1:
        bleed = Edges(*(e / scale for e in (bleed.top, bleed.right, bleed.bottom, bleed.left)))
    left, lower = around + bleed.left, around + bleed.bottom
    right, upper = left + width / scale, lower + height / scale
    return PageBoxes(
        (0.0, 0.0, right + bleed.right + around, upper + bleed.top + around),
        (left - bleed.left, lower - bleed.bottom, right + bleed.right, upper + bleed.top),
        (left, lower, right, upper),
    )
