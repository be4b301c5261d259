"""The scale of a file: what is too large for a page of a PDF is drawn at a tenth of its size."""

from __future__ import annotations

from generator.core.units import TOLERANCE_PT, mm_to_pt
from generator.press.profile import Profile, Sides
from generator.sheet.cloth import Hem

#: Longest side of a page. Source: ISO 19005-2, 6.1.13.
MAX_PAGE_PT = 14400.0
#: Paper beyond the bleed on every side, in mm of the file: room for marks and the slug.
MARKS_AREA_MM = 7.0
#: Cloth beyond the hem, likewise: room for the marks of eyelets, too.
HEM_MARKS_AREA_MM = 12.0
#: What sign shops are used to: 1:10.
SMALL_SCALE = 10


def scale_of(width_mm: float, height_mm: float, profile: Profile, hem: Hem | None) -> int:
    """The factor from a piece's size in its file to its true size: 1 or 10.

    Its whole page counts: cloth or bleed, and the marks around.
    """
    beyond, around = beyond_mm(profile, hem), around_mm(profile, hem)
    across = width_mm + beyond.left + beyond.right + 2 * around
    down = height_mm + beyond.top + beyond.bottom + 2 * around
    fits = mm_to_pt(max(across, down)) <= MAX_PAGE_PT + TOLERANCE_PT
    return 1 if fits else SMALL_SCALE


def beyond_mm(profile: Profile, hem: Hem | None) -> Sides:
    """Width of print beyond the finished edge: of the bleed, or of a hem that is wider."""
    bleed, least = profile.bleed_mm, hem.width_mm if hem is not None else 0.0
    return Sides(*(max(side, least) for side in (bleed.top, bleed.right, bleed.bottom, bleed.left)))


def around_mm(profile: Profile, hem: Hem | None) -> float:
    """Room beyond that for marks and the slug, in mm of the file."""
    if hem is not None:
        return HEM_MARKS_AREA_MM
    return MARKS_AREA_MM if profile.marks else 0.0
