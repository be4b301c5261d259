"""Bleed: is there enough of it, is it inked where art is cut, and does nothing else lie in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.findings import Finding, Severity
from generator.messages import Message, msg
from generator.preflight.looking import (
    PAPER,
    Pixels,
    is_black_alone,
    is_registration,
    is_seen,
    is_unpainted,
    looked_at,
    luminance,
    overlap,
    runs,
    words_of,
)
from generator.preflight.model import Box, Check, Document, Mark, MarkKind, Page, Rule, place_on
from generator.press.profile import Sides
from generator.units import TOLERANCE_PT, mm_to_pt, pt_to_mm

TOO_SMALL = Rule(
    "bleed-too-small",
    msg("The bleed is too small"),
    msg(
        "Sheets move a little when they are cut. Where the colour does not run on beyond the cut, "
        "a white edge shows."
    ),
    msg(
        "Make the file anew with the profile of the print shop, or let grounds and pictures run "
        "beyond the trim on every edge and export the page with bleed."
    ),
    "guides of print shops: 3 mm for offset and digital; the profile's number counts",
)
NOT_INKED = Rule(
    "bleed-not-inked",
    msg("Art stops at the trim"),
    msg(
        "A ground or picture ends exactly where the sheet is cut. If the knife is half a "
        "millimetre off, white paper shows at the edge."
    ),
    msg("Enlarge the ground or picture so that it reaches the edge of the bleed."),
    "Ghent Workgroup, check of bleed; pixels along the edge of the TrimBox",
)
BEYOND = Rule(
    "art-beyond-bleed",
    msg("Art runs out beyond the bleed"),
    msg(
        "What lies outside of the BleedBox is for printer's marks. Art there can cover the crop "
        "marks or print on the neighbouring copy."
    ),
    msg("Cut the art at the edge of the bleed, or make the BleedBox larger."),
    "Ghent Workgroup, check of bleed; ISO 32000-2, 14.11.2",
)
MARK_INSIDE = Rule(
    "mark-in-bleed",
    msg("Printer's marks stand in the bleed"),
    msg(
        "A crop mark, fold mark or line of text for the printer lies within the bleed. It can be "
        "seen on the finished piece when the cut is a little off."
    ),
    msg("Set the marks' distance from the trim to at least the width of the bleed."),
    "ISO 32000-2, 14.11.3; guides of print shops",
)
RULES: tuple[Rule, ...] = (TOO_SMALL, NOT_INKED, BEYOND, MARK_INSIDE)

#: What ends this near to an edge ends at it.
_TOUCHING_PT = mm_to_pt(0.1)
#: A shorter gap in the bleed is a rounded corner or the end of a letter.
_SHORTEST_GAP_MM = 0.5
#: How much darker than what is at its sides a hairline is at 100 dpi.
_DARKER = 0.12

_SIDES = ("top", "right", "bottom", "left")
_NAMES: dict[str, Message] = {
    "top": msg("the top"),
    "right": msg("the right"),
    "bottom": msg("the bottom"),
    "left": msg("the left"),
}


def check_size(document: Document) -> Iterator[Finding]:
    """Whether the BleedBox is as far from the TrimBox as the profile asks, on every edge."""
    asked = document.profile.bleed_mm
    for page in document.pages:
        there = bleed_of(page)
        short = [
            side
            for side in _SIDES
            if getattr(asked, side) - getattr(there, side) > pt_to_mm(TOLERANCE_PT)
        ]
        found = {round(getattr(there, side), 2) for side in short}
        wanted = {getattr(asked, side) for side in short}
        if len(short) == 4 and len(found) == len(wanted) == 1:
            yield TOO_SMALL.found(
                Severity.ERROR,
                msg(
                    "the bleed is {found} mm on every edge; the profile asks for {asked} mm",
                    found=found.pop(),
                    asked=wanted.pop(),
                ),
                place_on(page),
            )
            continue
        for side in short:
            yield TOO_SMALL.found(
                Severity.ERROR,
                msg(
                    "the bleed at {side} is {found} mm; the profile asks for {asked} mm",
                    side=_NAMES[side],
                    found=round(getattr(there, side), 2),
                    asked=getattr(asked, side),
                ),
                place_on(page),
            )


def bleed_of(page: Page) -> Sides:
    """How far the BleedBox extends beyond the TrimBox, in mm."""
    (left, low, right, high), bled = page.boxes.trimmed, page.boxes.bled
    return Sides(
        top=max(0.0, pt_to_mm(bled[3] - high)),
        right=max(0.0, pt_to_mm(bled[2] - right)),
        bottom=max(0.0, pt_to_mm(low - bled[1])),
        left=max(0.0, pt_to_mm(left - bled[0])),
    )


def check_inked(document: Document) -> Iterator[Finding]:
    """Whether what touches the trim runs on through the bleed."""
    asked = document.profile.bleed_mm
    if not asked.largest:
        return
    for page in document.pages:
        for edge in _edges(page, asked):
            yield from _gaps(page, edge)


@dataclass(frozen=True, slots=True, eq=False)
class _Edge:
    """The pixels at one edge of the TrimBox, turned so that it runs along the columns.

    Attributes:
        inside: The two or three rows of pixels just inside; True is ink.
        outside: Rows between trim and bleed.
        start: Where the first column lies on the page, in pt; ``step`` is a column's width,
            negative where columns go down the page.
        at: Where the edge lies, in pt.
    """

    side: str
    inside: NDArray[np.bool_]
    outside: NDArray[np.bool_]
    start: float
    step: float
    at: float


def _edges(page: Page, asked: Sides) -> Iterator[_Edge]:
    grid, pixels = looked_at(page)
    left, low, right, high = page.boxes.trimmed
    there = bleed_of(page)
    for side in _SIDES:
        # Only as far as the profile asks: nobody cuts further out.
        depth_mm = min(getattr(there, side), getattr(asked, side))
        if depth_mm < _SHORTEST_GAP_MM:
            continue
        depth, is_level = mm_to_pt(depth_mm), side in ("top", "bottom")
        shallow = 3 * (grid.pt_per_row if is_level else grid.pt_per_column)
        match side:
            case "top":
                strips = (left, high - shallow, right, high), (left, high, right, high + depth)
            case "bottom":
                strips = (left, low, right, low + shallow), (left, low - depth, right, low)
            case "left":
                strips = (left, low, left + shallow, high), (left - depth, low, left, high)
            case _:
                strips = (right - shallow, low, right, high), (right, low, right + depth, high)
        inside, outside = (pixels[grid.filled(strip)].min(axis=2) < PAPER for strip in strips)
        if not is_level:
            inside, outside = inside.T, outside.T
        if inside.shape[0] < 2 or not outside.shape[0]:
            continue
        yield _Edge(
            side,
            inside,
            outside,
            start=left if is_level else high,
            step=grid.pt_per_column if is_level else -grid.pt_per_row,
            at={"top": high, "right": right, "bottom": low, "left": left}[side],
        )


def _gaps(page: Page, edge: _Edge) -> Iterator[Finding]:
    is_touched: NDArray[np.bool_] = np.all(edge.inside, axis=0)
    bare = is_touched & ~np.all(edge.outside, axis=0)
    shortest = max(2, round(mm_to_pt(_SHORTEST_GAP_MM) / abs(edge.step)))
    for run in runs(bare, shortest):
        start, stop = edge.start + run.start * edge.step, edge.start + run.stop * edge.step
        length_mm = pt_to_mm(abs(stop - start))
        if edge.side in ("top", "bottom"):
            box = (start, edge.at, stop, edge.at)
        else:
            box = (edge.at, stop, edge.at, start)
        yield NOT_INKED.found(
            Severity.ERROR,
            msg(
                "art ends at {side} of the trim over {length} mm and leaves the bleed white",
                side=_NAMES[edge.side],
                length=round(length_mm, 1),
            ),
            place_on(page, box),
        )


def check_beyond(document: Document) -> Iterator[Finding]:
    """Whether art that is kept when the page is cut runs out beyond the BleedBox."""
    for page in document.pages:
        bled = page.boxes.bleed
        if bled is None:
            continue
        for mark in page.marks:
            outermost = _cut(mark.box, page.boxes.media)
            by_mm = pt_to_mm(_excess(outermost, bled))
            if by_mm > 0.1 and _is_art(mark) and overlap(mark.box, page.boxes.trimmed):
                yield BEYOND.found(
                    Severity.WARNING,
                    msg("art runs {by} mm out beyond the bleed", by=round(by_mm, 1)),
                    place_on(page, outermost),
                )


def _cut(box: Box, clip: Box) -> Box:
    return (
        max(box[0], clip[0]),
        max(box[1], clip[1]),
        min(box[2], clip[2]),
        min(box[3], clip[3]),
    )


def _excess(box: Box, bled: Box) -> float:
    """By how much ``box`` sticks out of ``bled``, in pt."""
    return max(bled[0] - box[0], bled[1] - box[1], box[2] - bled[2], box[3] - bled[3])


def _is_art(mark: Mark) -> bool:
    """Whether it is seen and no printer's mark: those may be one path around the whole page."""
    if not is_seen(mark):
        return False
    if mark.paint is None:
        return True
    if is_unpainted(mark.paint) or is_registration(mark.paint):
        return False
    is_line = mark.kind is MarkKind.STROKE
    return not (is_line and (mark.is_artifact or is_black_alone(mark.paint)))


def check_marks(document: Document) -> Iterator[Finding]:
    """Whether crop marks, fold marks and printers' texts keep out of the bleed."""
    for page in document.pages:
        bled, trim = page.boxes.bled, page.boxes.trimmed
        if _excess(bled, trim) <= _TOUCHING_PT:
            continue
        for mark in page.marks:
            if _is_text_between(mark, trim, bled):
                yield MARK_INSIDE.found(
                    Severity.ERROR,
                    msg("the text “{text}” stands in the bleed", text=words_of(mark)),
                    place_on(page, mark.box),
                )
        yield from _lines_in_bleed(page, _folds(document, page))


def _is_text_between(mark: Mark, trim: Box, bled: Box) -> bool:
    return (
        mark.kind is MarkKind.TEXT
        and is_seen(mark)
        and overlap(mark.box, bled, _TOUCHING_PT)
        and not overlap(mark.box, trim, _TOUCHING_PT)
    )


def _folds(document: Document, page: Page) -> tuple[float, ...]:
    """Where the page's folds are, in pt."""
    expected = document.expected
    if expected is None or page.index >= len(expected.folds_mm):
        return ()
    return tuple(page.boxes.trimmed[0] + mm_to_pt(x) for x in expected.folds_mm[page.index])


def _lines_in_bleed(page: Page, folds: Iterable[float]) -> Iterator[Finding]:
    """Lines seen in the bleed where crop and fold marks stand.

    They are looked for in the picture because all of a page's marks may be one path, whose box
    tells nothing.
    """
    grid, pixels = looked_at(page)
    left, low, right, high = page.boxes.trimmed
    bleed, beside = page.boxes.bled, mm_to_pt(1.5)

    def upright(x: float, y0: float, y1: float) -> bool:
        strip = pixels[grid.filled((x - beside, y0, x + beside, y1))]
        return _has_line(strip, mm_to_pt(1) / grid.pt_per_column)

    def level(y: float, x0: float, x1: float) -> bool:
        strip = pixels[grid.filled((x0, y - beside, x1, y + beside))]
        return _has_line(strip.transpose(1, 0, 2), mm_to_pt(1) / grid.pt_per_row)

    for y0, y1, inwards in ((high, bleed[3], -1), (bleed[1], low, 1)):
        found = [x for x in (left, right) if upright(x, y0, y1)]
        # A line of the design runs on within the page; a fold mark does not.
        edge = low if inwards > 0 else high
        within = sorted((edge, edge + inwards * mm_to_pt(3)))
        found += [x for x in folds if upright(x, y0, y1) and not upright(x, *within)]
        for x in found:
            yield _line_found(page, (x, y0, x, y1))
    for x0, x1 in ((bleed[0], left), (right, bleed[2])):
        for y in (low, high):
            if level(y, x0, x1):
                yield _line_found(page, (x0, y, x1, y))


def _line_found(page: Page, box: Box) -> Finding:
    return MARK_INSIDE.found(
        Severity.ERROR, msg("a crop or fold mark reaches into the bleed"), place_on(page, box)
    )


def _has_line(strip: Pixels, apart: float) -> bool:
    """Whether a line runs down the middle of ``strip``, darker than what is ``apart`` beside it."""
    rows, columns = strip.shape[:2]
    if rows < 2 or columns < 5:
        return False
    light = luminance(strip.astype(np.float64) / 255)
    middle, away = columns / 2, max(2, round(apart))
    near = light[:, int(middle - 1.5) : int(np.ceil(middle + 1.5))].min(axis=1)
    sides = np.minimum(
        light[:, max(0, int(middle - away) - 1)], light[:, min(columns - 1, int(middle + away))]
    )
    return bool((sides - near > _DARKER).mean() > 0.3)


CHECKS: tuple[Check, ...] = (check_size, check_inked, check_beyond, check_marks)
