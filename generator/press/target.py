"""From a profile to the target of drawing: inks, boxes, output intent."""

from __future__ import annotations

from pathlib import Path

from generator.core.errors import Problem, UsageError
from generator.core.messages import msg
from generator.core.units import TOLERANCE_PT, mm_to_pt, pt_to_mm
from generator.draw.operators import ColourMode
from generator.draw.target import IccProfiles, Target, page_boxes
from generator.press.ink_conversion import InkConversion
from generator.press.marks import MARKS_AREA_MM
from generator.press.output_intents import INTENTS, Intent, deflated_icc_profile, icc_profile
from generator.press.profile import ColourModel, Profile, Sides
from generator.sheet.model import Edges

#: Assumed for pictures in CMYK where a file is for a screen.
_DEFAULT_INKS = Intent.FOGRA39

#: Longest side of a page. Source: ISO 19005-2, 6.1.13.
_MAX_PAGE_PT = 14400.0


def target_of(profile: Profile, icc: Path) -> Target:
    """The drawing target of files for ``profile``.

    Args:
        icc: The folder of ICC profiles.

    Raises:
        MissingResourceError: if the ICC profile cannot be read.
    """
    in_ink = profile.colour is ColourModel.CMYK
    return Target(
        ink=_ink(profile),
        bleed=_edges(profile.bleed_mm),
        around=mm_to_pt(MARKS_AREA_MM) if profile.marks else 0.0,
        margins=_edges(profile.margins_mm),
        black_overprints_below=profile.black_overprints_below_pt if in_ink else 0.0,
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
    if longest > _MAX_PAGE_PT + TOLERANCE_PT:
        raise UsageError(
            Problem(
                "page-too-large",
                msg(
                    "with its bleed and marks the page is {found} mm long; a PDF/A has {most} mm"
                    " at most",
                    found=round(pt_to_mm(longest)),
                    most=round(pt_to_mm(_MAX_PAGE_PT)),
                ),
                hint=msg("make it in half the size, and tell the print shop to enlarge it"),
            )
        )
