"""From a profile to the target of drawing: inks, boxes, output intent."""

from __future__ import annotations

from pathlib import Path

from generator.core.destination import Destination
from generator.core.errors import Problem, UsageError
from generator.core.messages import msg
from generator.core.units import TOLERANCE_PT, mm_to_pt, pt_to_mm
from generator.draw.operators import ColourMode
from generator.draw.target import IccProfiles, Target, page_boxes
from generator.press.ink_conversion import InkConversion
from generator.press.output_intents import INTENTS, Intent, deflated_icc_profile, icc_profile
from generator.press.profile import ColourModel, Profile, Sides
from generator.press.scale import MAX_PAGE_PT, SMALL_SCALE, around_mm, beyond_mm
from generator.sheet.cloth import Hem
from generator.sheet.model import Edges

#: Assumed for pictures in CMYK where a file is for a screen.
_DEFAULT_INKS = Intent.FOGRA39


def target_of(profile: Profile, icc: Path, hem: Hem | None = None, scale: int = 1) -> Target:
    """The drawing target of files for ``profile``.

    Args:
        icc: The folder of ICC profiles.
        hem: Of the cloth that is printed, which reaches so far beyond the trim.
        scale: How many times as large as in the file the piece is made.

    Raises:
        MissingResourceError: if the ICC profile cannot be read.
    """
    in_ink = profile.colour is ColourModel.CMYK
    return Target(
        ink=_ink(profile),
        bleed=_edges(beyond_mm(profile, hem)),
        around=mm_to_pt(around_mm(profile, hem)),
        scale=scale,
        margins=_edges(profile.margins_mm),
        black_overprints_below=profile.black_overprints_below_pt if in_ink else 0.0,
        is_printed=profile.destination is not Destination.SCREEN,
        links=profile.links,
        ink_converter=InkConversion(profile.intent, icc) if in_ink else None,
        intent=INTENTS[profile.intent],
        intent_profile=deflated_icc_profile(profile.intent, icc),
        icc=IccProfiles(
            light=icc_profile(Intent.SRGB, icc),
            inks=icc_profile(profile.intent if in_ink else _DEFAULT_INKS, icc),
        ),
        max_ppi=profile.image_ppi_most,
    )


def _ink(profile: Profile) -> ColourMode:
    if profile.colour is ColourModel.SRGB:
        return ColourMode.RGB
    return ColourMode.SPOT if profile.spots else ColourMode.CMYK


def _edges(sides: Sides) -> Edges:
    return Edges(*map(mm_to_pt, (sides.top, sides.right, sides.bottom, sides.left)))


def refuse_too_large(width: float, height: float, target: Target) -> None:
    """Stop at paper that a PDF/A cannot be, marks and bleed counted.

    Args:
        width: Of the trimmed page, in pt, as ``height``.

    Raises:
        UsageError: with how large the page would be.
    """
    boxes = page_boxes(width, height, target)
    longest = max(boxes.media[2:])
    if longest > MAX_PAGE_PT + TOLERANCE_PT:
        raise UsageError(
            Problem(
                "page-too-large",
                msg(
                    "with its bleed and marks the page is {found} mm long; a PDF/A has {most} mm"
                    " at most",
                    found=round(pt_to_mm(longest)),
                    most=round(pt_to_mm(MAX_PAGE_PT)),
                ),
                hint=msg("even at 1:{scale} it is too large; make it smaller", scale=SMALL_SCALE),
            )
        )
