"""Safe area: text, QR codes and figures keep away from the trim; in an office, everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.units import TOLERANCE_PT, mm_to_pt, pt_to_mm
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.page import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.figures import edge_distances, find_figures, is_bled, nearest_edge
from generator.preflight.pdf.geometry import boxes_overlap, union
from generator.preflight.pdf.marks import group_nearby, line_excerpt, visible_texts
from generator.preflight.pdf.model import Box, Mark, Page
from generator.preflight.qr.grading import verify_codes
from generator.preflight.render.grid import PAPER_LEVEL, page_pixels, runs

NEAR_TRIM = Rule(
    "too-near-the-trim",
    msg("Text or a figure stands too near to the trim"),
    msg(
        "Cutting is never exact. What stands near the edge is cut into, or looks pushed out of "
        "its place."
    ),
    msg("Move the text or figure inwards, or make it smaller."),
    "guides of print shops: 3 mm, 5 mm for large sheets; the profile's number counts",
    group=GROUP,
)
IN_MARGINS = Rule(
    "painted-in-printer-margins",
    msg("Something is painted where the printer cannot print"),
    msg(
        "Office printers and copiers leave an edge of the sheet white. What stands there is "
        "missing on the print. A ground that runs over the edge ends there."
    ),
    msg(
        "Leave that edge white, print on a larger sheet, or choose the profile of a printer that "
        "reaches the edge (office-borderless)."
    ),
    "the profile's margins_mm",
    group=GROUP,
    follows_destination=True,
)
RULES: tuple[Rule, ...] = (NEAR_TRIM, IN_MARGINS)

#: Distances are reported to a tenth of a millimetre, so one reported as the limit is enough:
#: our own.
_ROUNDING_MM = 0.05

#: To both sides of a fold: a tick of 0.5 pt as it is rendered. Our own.
_TICK_MM = 0.5

#: The pixels at the edge of a sheet; the first may be a part of one. Our own.
_EDGE_PIXELS = 2

_SIDES: dict[str, Message] = {
    "left": msg("the left"),
    "bottom": msg("the bottom"),
    "right": msg("the right"),
    "top": msg("the top"),
}


def check_safe_zone(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that texts, QR codes and figures keep the profile's distance from the trim.

    What the printer leaves white counts, too. An ornament, be it of letters, that runs over the
    trim is meant to be cut.
    """
    zone = _SafeZone(page, brief)
    if not zone.widest:
        return
    found = (
        (near, mark)
        for mark in visible_texts(page)
        for near in (zone.nearest(_ink_box(page, mark, zone.widest)),)
        if near.is_too_near and not (mark.is_artifact and near.distance_mm < 0)
    )
    for near, marks in group_nearby(found):
        what = msg("the text “{text}”", text=line_excerpt(page, marks[0]))
        yield _too_near(page, what, near, marks[0].box)
    codes = [code.box for code in verify_codes(page.document) if code.page == page.index]
    for box in codes:
        near = zone.nearest(box)
        if near.is_too_near:
            yield _too_near(page, msg("a QR code"), near, box)
    for box in find_figures(page):
        near = zone.nearest(box)
        is_code = any(boxes_overlap(box, code) for code in codes)
        if near.is_too_near and not (is_code or is_bled(box, page.boxes.trimmed)):
            yield _too_near(page, msg("a figure"), near, box)


@dataclass(frozen=True, slots=True)
class _Near:
    """Distance of something from one edge of the trim, and the distance asked.

    Attributes:
        distance_mm: Rounded as it is reported, so that neighbours make one finding.
        is_too_near: By the distance before rounding; ``is_error`` likewise.
    """

    side: str
    distance_mm: float
    asked_mm: float
    is_too_near: bool
    is_error: bool


class _SafeZone:
    """The part of a page that text may stand in: inside of trim, safe distance and white edge."""

    def __init__(self, page: Page, brief: Brief) -> None:
        safe, margins = brief.profile.safe_mm, brief.profile.margins_mm
        self._trim = page.boxes.trimmed
        # What stands in the edge that the printer leaves white is not printed.
        self._limits: dict[str, tuple[float, float]] = {
            side: (max(safe.warning, margin), max(safe.error, margin))
            for side, margin in ((name, getattr(margins, name)) for name in _SIDES)
        }

    @property
    def widest(self) -> float:
        """The largest distance that is asked for, in mm."""
        return max(asked for asked, _ in self._limits.values())

    def nearest(self, box: Box) -> _Near:
        """The edge of the trim that ``box`` keeps too little from, or the most nearly so."""
        distances = edge_distances(box, self._trim)
        side = min(distances, key=lambda one: distances[one] - self._limits[one][0])
        asked, least = self._limits[side]
        distance = distances[side]
        return _Near(
            side, round(distance, 1), asked, _is_less(distance, asked), _is_less(distance, least)
        )


def _too_near(page: Page, what: Message, near: _Near, box: Box) -> Finding:
    if near.distance_mm < 0:
        message = msg(
            "{what} runs {found} mm over the trim at {side}",
            what=what,
            found=-near.distance_mm,
            side=_SIDES[near.side],
        )
    else:
        message = msg(
            "{what} stands {found} mm from the trim at {side}; the profile asks for {asked} mm",
            what=what,
            found=near.distance_mm,
            side=_SIDES[near.side],
            asked=near.asked_mm,
        )
    severity = Severity.ERROR if near.is_error else Severity.WARNING
    return NEAR_TRIM.found(severity, message, place_on(page, box))


def _is_less(found_mm: float, asked_mm: float) -> bool:
    return found_mm < asked_mm - pt_to_mm(TOLERANCE_PT) - _ROUNDING_MM


def _ink_box(page: Page, mark: Mark, limit_mm: float) -> Box:
    """Bounding box of the ink of a text's characters.

    A text's box has room for accents and tails that may not be there; an independent reader is
    asked for the characters' own boxes where that decides.
    """
    if nearest_edge(mark.box, page.boxes.trimmed)[1] >= limit_mm:
        return mark.box
    inner = [
        character.box
        for character in page.characters
        if character.text.strip() and _holds_centre(mark.box, character.box)
    ]
    found = union(inner)
    return mark.box if found is None else found


def _holds_centre(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def check_margins(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that the edges that the printer cannot reach are white, but for ticks at the folds.

    A ground that runs over the edge of the sheet ends a little earlier on paper, which is a
    warning; what stands within the margin is lost.
    """
    margins = brief.profile.margins_mm
    if not margins.largest:
        return
    grid, pixels = page_pixels(page)
    left, low, right, high = page.boxes.trimmed
    strips = {
        "top": (left, high - mm_to_pt(margins.top), right, high),
        "right": (right - mm_to_pt(margins.right), low, right, high),
        "bottom": (left, low, right, low + mm_to_pt(margins.bottom)),
        "left": (left, low, left + mm_to_pt(margins.left), high),
    }
    ticks = [grid.pixels_within(box)[1] for box in _tick_boxes(page, brief)]
    for side, strip in strips.items():
        rows, columns = grid.pixels_within(strip)
        inked = pixels[rows, columns].min(axis=2) < PAPER_LEVEL
        if side in ("top", "bottom"):
            for tick in ticks:
                inked[:, tick] = False
        if not inked.any():
            continue
        down, across = (next(runs(inked.any(axis=axis))) for axis in (1, 0))
        box = grid.box_of(
            slice(rows.start + down.start, rows.start + down.stop),
            slice(columns.start + across.start, columns.start + across.stop),
        )
        yield IN_MARGINS.found(
            Severity.WARNING if _runs_over(side, inked) else Severity.ERROR,
            msg(
                "something is painted at {side} of the sheet, "
                "where the printer leaves {margin} mm white",
                side=_SIDES[side],
                margin=getattr(margins, side),
            ),
            place_on(page, box),
        )


def _tick_boxes(page: Page, brief: Brief) -> Iterator[Box]:
    """Boxes of the ticks at the page's folds and cuts, from top to bottom."""
    expected = brief.expected
    if expected is None:
        return
    left, low, _, high = page.boxes.trimmed
    for tick_mm in expected.marked_mm(page.index):
        x, reach = left + mm_to_pt(tick_mm), mm_to_pt(_TICK_MM)
        yield x - reach, low, x + reach, high


def _runs_over(side: str, inked: NDArray[np.bool_]) -> bool:
    """True if all that is ``inked`` along one side also is at the very edge of the sheet."""
    along = {"top": inked, "bottom": inked[::-1], "left": inked.T, "right": inked.T[::-1]}[side]
    return not (along.any(axis=0) & ~along[:_EDGE_PIXELS].any(axis=0)).any()


PAGE_CHECKS: tuple[PageCheck, ...] = (
    check_safe_zone,
    check_margins,
)
