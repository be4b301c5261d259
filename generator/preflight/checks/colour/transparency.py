"""Transparency: blended in the space of the inks, and reported to the print shop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.core.destination import Destination
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, FileCheck, PageCheck
from generator.preflight.checks.colour import COLOUR_NAMES, GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.marks import is_visible, marks_bounds
from generator.preflight.pdf.model import Document, Mark, Page
from generator.preflight.pdf.object_walk import reachable_objects
from generator.press.profile import ColourModel
from generator.reading.pdf.objects import entry, name

#: How many components the colours of a profile have.
_SIZES: Final = {ColourModel.CMYK: 4, ColourModel.SRGB: 3}

BLEND_SPACE = Rule(
    "blend-space",
    msg("Transparent parts are mixed in the wrong colours"),
    msg(
        "Where something transparent lies, everything on the page is converted to screen colours "
        "and back. Black text turns into four inks, and colours shift in visible boxes."
    ),
    msg(
        "Set the transparency blend space of the document to CMYK and export again (in InDesign: "
        "Edit, Transparency Blend Space; in other programs choose CMYK before export)."
    ),
    "Ghent Workgroup 2015, transparency blend colour space; ISO 32000-2, 11.4.7",
    group=GROUP,
    follows_destination=True,
)
LIVE = Rule(
    "transparency-live",
    msg("There is live transparency"),
    msg(
        "Current presses print it well. Shops that still ask for PDF/X-1a or X-3 cannot take "
        "the file."
    ),
    msg("Nothing, unless the print shop asks for PDF/X-1a or X-3: then ask it what to do."),
    "ISO 15930-7 allows it, ISO 15930-1 and 15930-3 do not",
    group=GROUP,
    follows_destination=True,
)
RULES: tuple[Rule, ...] = (BLEND_SPACE, LIVE)


def check_blending(document: Document, brief: Brief) -> Iterator[Finding]:
    """The spaces in which pages and groups are blended are of the output's kind."""
    wanted = _SIZES[brief.profile.colour]
    for_press = brief.profile.destination is Destination.PRESS
    spaces = document.spaces
    reported: set[tuple[int | None, str]] = set()
    for thing in reachable_objects(document):
        space = _blend_space(thing.value)
        read = None if space is None else spaces.of(space, None)
        # Grey groups are soft masks, or pictures without colours; neither does harm.
        if read is None or read.size in (1, wanted) or (thing.page, read.family) in reported:
            continue
        reported.add((thing.page, read.family))
        message = msg(
            "transparent parts are mixed in {found}; the profile asks for {asked}",
            found=read.family,
            asked=COLOUR_NAMES[brief.profile.colour],
        )
        severity = Severity.ERROR if for_press else Severity.NOTE
        yield BLEND_SPACE.found(severity, message, thing.place)


def _blend_space(holder: Any) -> Any:
    """The space of the transparency group that a page or form is."""
    group = entry(holder, "/Group")
    return entry(group, "/CS") if name(entry(group, "/S")) == "Transparency" else None


def check_live(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that the press need not blend anything."""
    if brief.profile.destination is not Destination.PRESS:
        return
    marks = [mark for mark in page.marks if is_visible(mark) and _is_transparent(mark)]
    if marks:
        message = msg("transparent marks on the page: {count}", count=len(marks))
        yield LIVE.found(Severity.NOTE, message, place_on(page, marks_bounds(marks)))


def _is_transparent(mark: Mark) -> bool:
    return mark.alpha < 1 or mark.has_soft_mask or mark.blend != "Normal"


PAGE_CHECKS: tuple[PageCheck, ...] = (check_live,)
FILE_CHECKS: tuple[FileCheck, ...] = (check_blending,)
