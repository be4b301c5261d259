"""Clearance: text keeps away from painted edges, and one element does not lie on another."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.units import pt_to_mm
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.page import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.marks import group_nearby, line_excerpt
from generator.preflight.pdf.model import Box, Page
from generator.preflight.pdf.siblings import Sibling, find_siblings_overlapping, overlap_of
from generator.preflight.text.clearance import find_near_edges, text_lines
from generator.preflight.text.frames import find_texts_over_frames

TOO_NEAR = Rule(
    "text-too-near-an-edge",
    msg("Text stands too near to a painted edge"),
    msg(
        "Letters that nearly touch a frame, a rule, a drawing or the edge of a panel look glued "
        "to it, and on a copy they grow together."
    ),
    msg("Give the text more room, or make it shorter or smaller."),
    "house rule: 0.12 of the size of the letters, and at least 0.8 mm",
    group=GROUP,
)
OVERLAP = Rule(
    "elements-overlap",
    msg("Signs or tiles lie on one another"),
    msg("What should stand side by side found no room, and one covers a part of the other."),
    msg("Make the elements smaller, put them into more columns, or leave one out."),
    "house rule: no element covers another's ink",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (TOO_NEAR, OVERLAP)

#: Distances are reported to a hundredth of a millimetre: our own.
_DIGITS = 2
#: Resolution at which an overlap is looked at, and how much of it must show the later element's
#: colour, within the difference of a channel: corners of two round signs have boxes that overlap.
#: Our own; corpus: the planted overlaps show 0.6 and more.
_OVERLAP_DPI = 150.0
_MIN_SHOWN = 0.3
_SAME_COLOUR = 64


def check_clearance(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that each text keeps its air to edges that it does not stand on."""
    is_ours = brief.expected is not None
    lines = text_lines(page)
    found_edges = find_near_edges(page, lines) if is_ours else find_texts_over_frames(page, lines)
    near = {id(found.line.marks[0]): found for found in found_edges}
    marks = (("near", found.line.marks[0]) for found in near.values())
    for _, group in group_nearby(marks):
        worst = min(
            (near[id(mark)] for mark in group),
            key=lambda found: found.distance_pt / found.line.needed_pt,
        )
        yield TOO_NEAR.found(
            Severity.ERROR if is_ours else Severity.WARNING,
            msg(
                "the text “{text}” ends {found} mm from a painted edge; it needs {asked} mm",
                text=line_excerpt(page, worst.line.marks[0]),
                found=round(pt_to_mm(worst.distance_pt), _DIGITS),
                asked=round(pt_to_mm(worst.line.needed_pt), _DIGITS),
            ),
            place_on(page, worst.line.ink),
        )


def check_overlaps(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that signs and tiles of a kind do not lie on one another."""
    if brief.expected is None:
        return
    for one, other in find_siblings_overlapping(page):
        if not _shows(page, other, overlap_of(one, other)):
            continue
        depth = min(_sides(overlap_of(one, other)))
        yield OVERLAP.found(
            Severity.ERROR,
            msg("two elements of one kind lie on one another by {depth} mm", depth=depth),
            place_on(page, other.box),
        )


def _shows(page: Page, element: Sibling, box: Box) -> bool:
    """True if the rendering of ``box`` has the element's colour in a good part of it."""
    pixels = page.picture(_OVERLAP_DPI, box).astype(np.int16)
    own = np.array([round(255 * channel) for channel in element.paint.rgb], dtype=np.int16)
    return bool((np.abs(pixels - own).max(axis=2) < _SAME_COLOUR).mean() >= _MIN_SHOWN)


def _sides(box: Box) -> tuple[float, float]:
    """Width and height in mm, as they are reported."""
    return round(pt_to_mm(box[2] - box[0]), 1), round(pt_to_mm(box[3] - box[1]), 1)


PAGE_CHECKS: tuple[PageCheck, ...] = (check_clearance, check_overlaps)
