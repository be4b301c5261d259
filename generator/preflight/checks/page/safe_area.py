"""Safe area: text, QR codes and figures keep away from the trim; in an office, everything."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.units import TOLERANCE_PT, mm_to_pt, pt_to_mm
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.page import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.figures import find_figures, is_bled, nearest_edge
from generator.preflight.pdf.geometry import boxes_overlap, union
from generator.preflight.pdf.marks import group_nearby, line_excerpt, visible_texts
from generator.preflight.pdf.model import Box, Mark, Page
from generator.preflight.qr.grading import verify_codes
from generator.preflight.render.grid import PAPER_LEVEL, page_pixels, runs
from generator.press.profile import Limit

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
        "missing on the print."
    ),
    msg("Choose a profile with margins when the piece is made, or print on a larger sheet."),
    "the profile's margins_mm",
    group=GROUP,
    follows_destination=True,
)
RULES: tuple[Rule, ...] = (NEAR_TRIM, IN_MARGINS)

#: Distances are reported to a tenth of a millimetre, so one reported as the limit is enough:
#: our own.
_ROUNDING_MM = 0.05

_SIDES: dict[str, Message] = {
    "left": msg("the left"),
    "bottom": msg("the bottom"),
    "right": msg("the right"),
    "top": msg("the top"),
}


def check_safe_zone(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that texts, QR codes and figures keep the profile's distance from the trim.

    An ornament, be it of letters, that runs over the trim is meant to be cut.
    """
    limit = brief.profile.safe_mm
    if not limit.warning:
        return
    trim = page.boxes.trimmed
    near = (
        ((side, round(distance, 1)), mark)
        for mark in visible_texts(page)
        for side, distance in (nearest_edge(_ink_box(page, mark, limit.warning), trim),)
        if _is_less(distance, limit.warning) and not (mark.is_artifact and distance < 0)
    )
    for (side, distance), marks in group_nearby(near):
        what = msg("the text “{text}”", text=line_excerpt(page, marks[0]))
        yield _too_near(page, what, side, distance, limit, marks[0].box)
    codes = [code.box for code in verify_codes(page.document) if code.page == page.index]
    for box in codes:
        side, distance = nearest_edge(box, trim)
        if _is_less(distance, limit.warning):
            yield _too_near(page, msg("a QR code"), side, distance, limit, box)
    for box in find_figures(page):
        side, distance = nearest_edge(box, trim)
        is_code = any(boxes_overlap(box, code) for code in codes)
        if _is_less(distance, limit.warning) and not (is_code or is_bled(box, trim)):
            yield _too_near(page, msg("a figure"), side, distance, limit, box)


def _too_near(
    page: Page, what: Message, side: str, distance_mm: float, limit: Limit, box: Box
) -> Finding:
    if distance_mm < 0:
        message = msg(
            "{what} runs {found} mm over the trim at {side}",
            what=what,
            found=-round(distance_mm, 1),
            side=_SIDES[side],
        )
    else:
        message = msg(
            "{what} stands {found} mm from the trim at {side}; the profile asks for {asked} mm",
            what=what,
            found=round(distance_mm, 1),
            side=_SIDES[side],
            asked=limit.warning,
        )
    severity = Severity.ERROR if _is_less(distance_mm, limit.error) else Severity.WARNING
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
    """Check that the edges that the printer cannot reach are white."""
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
    for side, strip in strips.items():
        rows, columns = grid.pixels_within(strip)
        inked = pixels[rows, columns].min(axis=2) < PAPER_LEVEL
        if not inked.any():
            continue
        down, across = (next(runs(inked.any(axis=axis))) for axis in (1, 0))
        box = grid.box_of(
            slice(rows.start + down.start, rows.start + down.stop),
            slice(columns.start + across.start, columns.start + across.stop),
        )
        yield IN_MARGINS.found(
            Severity.ERROR,
            msg(
                "something is painted at {side} of the sheet, "
                "where the printer leaves {margin} mm white",
                side=_SIDES[side],
                margin=getattr(margins, side),
            ),
            place_on(page, box),
        )


PAGE_CHECKS: tuple[PageCheck, ...] = (
    check_safe_zone,
    check_margins,
)
