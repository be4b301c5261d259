"""From a profile to the target of drawing: inks, boxes, output intent."""

from __future__ import annotations

from pathlib import Path

from generator.core.units import mm_to_pt
from generator.draw.operators import ColourMode
from generator.draw.target import IccProfiles, Target
from generator.press.ink_conversion import InkConversion
from generator.press.marks import MARKS_AREA_MM
from generator.press.output_intents import INTENTS, Intent, deflated_icc_profile, icc_profile
from generator.press.profile import ColourModel, Profile, Sides
from generator.sheet.model import Edges

#: Assumed for pictures in CMYK where a file is for a screen.
_DEFAULT_INKS = Intent.FOGRA39


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
