"""From a profile to what is drawn for it: inks, boxes, output intent."""

from __future__ import annotations

from functools import cache

from generator.core.units import mm_to_pt
from generator.draw.operators import Ink
from generator.draw.target import IccProfiles, OutputIntent, Target
from generator.press.intents import INTENTS, Intent, deflated_icc_profile, icc_profile
from generator.press.marks import ROOM_MM
from generator.press.profile import ColourSpace, Profile, Sides
from generator.press.recipes import Recipes
from generator.sheet.model import Edges

#: What pictures in CMYK are taken to be made for where a file is for a screen.
_USUAL_INKS = Intent.FOGRA39


def target_of(profile: Profile) -> Target:
    """What files for ``profile`` are drawn for.

    Raises:
        MissingResourceError: if the ICC profile cannot be read.
    """
    in_ink = profile.colour is ColourSpace.CMYK
    return Target(
        ink=_ink(profile),
        bleed=_edges(profile.bleed_mm),
        around=mm_to_pt(ROOM_MM) if profile.marks else 0.0,
        margins=_edges(profile.margins_mm),
        black_overprints_below=profile.black_overprints_below_pt if in_ink else 0.0,
        links=profile.links,
        literal=Recipes(profile.intent) if in_ink else None,
        intent=_intent(profile.intent),
        icc=IccProfiles(
            light=icc_profile(Intent.SRGB),
            inks=icc_profile(profile.intent if in_ink else _USUAL_INKS),
        ),
        most_ppi=profile.image_ppi_most,
    )


def _ink(profile: Profile) -> Ink:
    if profile.colour is ColourSpace.SRGB:
        return Ink.RGB
    return Ink.SPOT if profile.spots else Ink.CMYK


@cache
def _intent(key: str) -> OutputIntent:
    known = INTENTS[key]
    return OutputIntent(
        identifier=known.condition,
        info=known.info,
        registry=known.registry,
        components=known.components,
        profile=deflated_icc_profile(key),
    )


def _edges(sides: Sides) -> Edges:
    return Edges(*map(mm_to_pt, (sides.top, sides.right, sides.bottom, sides.left)))
