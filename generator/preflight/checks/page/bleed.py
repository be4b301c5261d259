"""Bleed: is there enough of it, is it inked where art is cut, and does nothing else lie in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.units import PT_PER_INCH, SIZE_TOLERANCE_MM, TOLERANCE_PT, mm_to_pt, pt_to_mm
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.page import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.geometry import boxes_overlap
from generator.preflight.pdf.marks import is_visible, line_excerpt
from generator.preflight.pdf.model import Box, Mark, MarkKind, Page
from generator.preflight.pdf.paints import (
    is_black_only,
    is_paper_white,
    is_registration,
    relative_luminance,
)
from generator.preflight.render.grid import INSPECTION_DPI, PAPER_LEVEL, Pixels, page_pixels, runs
from generator.press.profile import Sides

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
    group=GROUP,
    follows_destination=True,
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
    group=GROUP,
    follows_destination=True,
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
    group=GROUP,
    follows_destination=True,
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
    group=GROUP,
    follows_destination=True,
)
RULES: tuple[Rule, ...] = (TOO_SMALL, NOT_INKED, BEYOND, MARK_INSIDE)

#: What ends this near to an edge ends at it: a dot of a printer of 250 dpi. Corpus: sound files and
#: planted faults are reported alike from 0.005 to 1 mm.
_TOUCHING_MM = 0.1
#: A shorter gap in the bleed is a rounded corner or the end of a letter: two pixels at
#: INSPECTION_DPI. Corpus: alike from 0.025 mm up to 2.5 mm, where faults are missed.
_SHORTEST_GAP_MM = 0.5
#: One pixel alone is what antialiasing leaves; it counts on large sheets, whose pixels are coarser
#: than those of INSPECTION_DPI.
_MIN_PX = 2
#: Art that fills so many rows of pixels within the trim touches it: 0.75 mm, as much as a narrow
#: band has and antialiasing has not. Our own.
_TOUCHING_ROWS = 3
#: Rows of pixels within the trim that show how a background comes up to it: 2 mm, by how much
#: cutting is out at most on leaflets and posters (inandanang.com.vn). Corpus: faults are missed
#: with 3 rows.
_ROWS_INSIDE = 8
#: What still fades may do so this much faster at its end than before. Our own; corpus: alike
#: from 0.1 to 20.
_FADING = 2.0
#: Colours that differ by less in every channel, 0..255, are not distinguished at a cut: of greys it
#: is 4 to 5 steps of CIELAB's lightness. Corpus: alike from 1 to 120.
_STEP = 12
#: A step this much larger than what changes beside it is the edge of something: within a picture
#: neighbours differ as much as the next ones. Our own; corpus: alike from 0.15 to 30.
_SHARPER = 3.0
#: The same, in the mean over the edge of a mark that ends there. Corpus: alike from 0.08 to 15.
_SHARPER_MEAN = 1.5
#: Where no mark is known to end, a step must be so long: a letter's stem at the trim is none.
#: Our own; corpus: faults are missed from 30 mm on.
_SHORTEST_STEP_MM = 3.0
#: What has an area that can end there.
_AREAS = (MarkKind.FILL, MarkKind.IMAGE, MarkKind.SHADING)
#: How much darker than what is at its sides, of relative luminance, a hairline is at 100 dpi.
#: Corpus: planted marks of 0.25 pt are found up to 0.6, and sound files alike from 0.006 on.
_DARKER = 0.12
#: A mark that is seen in this share of the bleed's depth reaches into it. Our own; half of the
#: depth would let a mark begin 1.5 mm too near.
_LINE_SHARE = 0.3
#: A line may be off its place by so much: by rounding to pixels, and half its width. Our
#: own.
_LINE_OFF_PX = 1.5
#: So far beside a line its ground is looked at: what is wider than twice that is no mark, but
#: art; and so much is looked at. Our own.
_BESIDE_MM = 1.0
_STRIP_MM = 1.5
#: A line of the design runs on within the page; a fold mark does not. As deep as a usual bleed:
#: our own.
_WITHIN_MM = 3.0

_Rows = NDArray[np.int16]
_Columns = NDArray[np.bool_]

_SIDES = ("top", "right", "bottom", "left")
_NAMES: dict[str, Message] = {
    "top": msg("the top"),
    "right": msg("the right"),
    "bottom": msg("the bottom"),
    "left": msg("the left"),
}


def check_size(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that the BleedBox is as far from the TrimBox as the profile asks, on every edge."""
    asked = brief.profile.bleed_mm
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
        return
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
    """Extent of the BleedBox beyond the TrimBox, in mm."""
    (left, low, right, high), bled = page.boxes.trimmed, page.boxes.bled
    return Sides(
        top=max(0.0, pt_to_mm(bled[3] - high)),
        right=max(0.0, pt_to_mm(bled[2] - right)),
        bottom=max(0.0, pt_to_mm(low - bled[1])),
        left=max(0.0, pt_to_mm(left - bled[0])),
    )


def check_inked(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that what touches the trim runs on through the bleed: as ink, and in its colour."""
    asked = brief.profile.bleed_mm
    if not asked.largest:
        return
    for edge in _edges(page, asked):
        yield from _gaps(page, edge)


@dataclass(frozen=True, slots=True, eq=False)
class _Edge:
    """The pixels at one edge of the TrimBox, turned so that it runs along the columns.

    Attributes:
        inside: Rows of pixels within the trim, the outermost first, channels 0..255.
        outside: Rows between trim and bleed, the innermost first.
        start: Where the first column lies on the page, in pt; ``step`` is a column's width,
            negative where columns go down the page.
        at: Where the edge lies, in pt.
    """

    side: str
    inside: _Rows
    outside: _Rows
    start: float
    step: float
    at: float

    @property
    def is_level(self) -> bool:
        """True if the edge runs from left to right."""
        return self.side in ("top", "bottom")

    def columns(self, start: float, stop: float) -> slice:
        """The columns whose middle lies between two places on the page, in pt."""
        ends = sorted((place - self.start) / self.step for place in (start, stop))
        first, last = (round(min(max(0.0, end), self.inside.shape[1])) for end in ends)
        return slice(first, last)

    def box(self, run: slice) -> Box:
        """The stretch of the edge along these columns."""
        start, stop = (self.start + place * self.step for place in (run.start, run.stop))
        return (start, self.at, stop, self.at) if self.is_level else (self.at, stop, self.at, start)


def _edges(page: Page, asked: Sides) -> Iterator[_Edge]:
    grid, pixels = page_pixels(page)
    left, low, right, high = page.boxes.trimmed
    there = bleed_of(page)
    for side in _SIDES:
        # Only as far as the profile asks: nobody cuts further out.
        depth_mm = min(getattr(there, side), getattr(asked, side))
        if depth_mm < _SHORTEST_GAP_MM:
            continue
        depth, is_level = mm_to_pt(depth_mm), side in ("top", "bottom")
        within = _ROWS_INSIDE * (grid.pt_per_row if is_level else grid.pt_per_column)
        match side:
            case "top":
                strips = (left, high - within, right, high), (left, high, right, high + depth)
            case "bottom":
                strips = (left, low, right, low + within), (left, low - depth, right, low)
            case "left":
                strips = (left, low, left + within, high), (left - depth, low, left, high)
            case _:
                strips = (right - within, low, right, high), (right, low, right + depth, high)
        inside, outside = (pixels[grid.pixels_within(strip)].astype(np.int16) for strip in strips)
        if not is_level:
            inside, outside = inside.transpose(1, 0, 2), outside.transpose(1, 0, 2)
        if side in ("top", "left"):
            outside = outside[::-1]
        else:
            inside = inside[::-1]
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
    white = _left_white(edge)
    other = (_stepped(edge) | _ended(page, edge)) & ~white
    shortest = max(_MIN_PX, round(mm_to_pt(_SHORTEST_GAP_MM) / abs(edge.step)))
    for is_white, columns in ((True, white), (False, other)):
        for run in runs(columns, shortest):
            length = round(pt_to_mm((run.stop - run.start) * abs(edge.step)), 1)
            yield NOT_INKED.found(
                Severity.ERROR,
                _said(_NAMES[edge.side], length, is_white=is_white),
                place_on(page, edge.box(run)),
            )


def _said(side: Message, length: float, *, is_white: bool) -> Message:
    if is_white:
        return msg(
            "art ends at {side} of the trim over {length} mm and leaves the bleed white",
            side=side,
            length=length,
        )
    return msg(
        "art ends at {side} of the trim over {length} mm; the bleed has another colour there",
        side=side,
        length=length,
    )


def _left_white(edge: _Edge) -> _Columns:
    """Where ink touches the trim and paper shows in the bleed, but for what fades into paper."""
    is_touched: _Columns = (edge.inside[:_TOUCHING_ROWS].min(axis=2) < PAPER_LEVEL).all(axis=0)
    is_paper = edge.outside.min(axis=2) >= PAPER_LEVEL
    # What fades does so within the page already, and is as good as gone when it ends.
    lightness = edge.inside.min(axis=2).astype(np.float64)
    trend = (lightness[0] - lightness[-1]) / (len(lightness) - 1)
    rows_left = is_paper.argmax(axis=0) + 1
    fades = 255 - lightness[0] <= _FADING * trend * rows_left
    white: _Columns = is_touched & is_paper.any(axis=0) & ~fades
    return white


def _stepped(edge: _Edge) -> _Columns:
    """Where one colour ends and another begins exactly at the trim, each smooth by itself."""
    if min(len(edge.inside), len(edge.outside)) < 3:
        return np.zeros(edge.inside.shape[1], dtype=bool)
    step = _difference(edge.inside[0], edge.outside[0])
    rough = np.maximum(
        _difference(edge.inside[0], edge.inside[2]), _difference(edge.outside[0], edge.outside[2])
    )
    is_inked: _Columns = edge.inside[:_TOUCHING_ROWS].min(axis=(0, 2)) < PAPER_LEVEL
    found: _Columns = np.zeros(step.shape, dtype=bool)
    for run in runs(is_inked & (step > _STEP) & (step > _SHARPER * rough), _least_run(edge)):
        found[run] = True
    return found


def _least_run(edge: _Edge) -> int:
    """The number of columns that a step in the picture needs to be the edge of a thing."""
    # On a sheet of some metres pixels are coarse, and what runs aslant across the trim is a step in
    # a few of them: it takes as many as at the usual resolution.
    pixel_pt = min(abs(edge.step), PT_PER_INCH / INSPECTION_DPI)
    return max(_MIN_PX, round(mm_to_pt(_SHORTEST_STEP_MM) / pixel_pt))


def _ended(page: Page, edge: _Edge) -> _Columns:
    """Where a fill or a picture ends at the trim, and the bleed beside it looks otherwise."""
    found: _Columns = np.zeros(edge.inside.shape[1], dtype=bool)
    if min(len(edge.inside), len(edge.outside)) < 4:
        return found
    # A row is left out at each side, as the mark may end a little before or behind the trim.
    step = _difference(edge.inside[1], edge.outside[1])
    rough = np.maximum(
        _difference(edge.inside[1], edge.inside[3]), _difference(edge.outside[1], edge.outside[3])
    )
    which = {"left": 0, "bottom": 1, "right": 2, "top": 3}[edge.side]
    for mark in page.marks:
        if mark.kind not in _AREAS or abs(mark.box[which] - edge.at) > mm_to_pt(SIZE_TOLERANCE_MM):
            continue
        if not is_visible(mark):
            continue
        start, stop = (mark.box[0], mark.box[2]) if edge.is_level else mark.box[1::2]
        run = edge.columns(start, stop)
        if run.stop > run.start and step[run].mean() > _SHARPER_MEAN * rough[run].mean():
            found[run] |= step[run] > _STEP
    return found


def _difference(one: _Rows, other: _Rows) -> NDArray[np.int16]:
    """By how much two rows of pixels differ in the channel in which they differ most."""
    most: NDArray[np.int16] = np.abs(one - other).max(axis=1)
    return most


def check_beyond(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that art that is kept when the page is cut runs out beyond the BleedBox."""
    bled = page.boxes.bleed
    if bled is None:
        return
    for mark in page.marks:
        outermost = _cut(mark.box, page.boxes.media)
        by_mm = pt_to_mm(_excess(outermost, bled))
        is_out = by_mm > _TOUCHING_MM and boxes_overlap(mark.box, page.boxes.trimmed)
        if is_out and _is_art(mark):
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
    """True if it is seen and no printer's mark: those may be one path around the whole page."""
    if not is_visible(mark):
        return False
    if mark.paint is None:
        return True
    if is_paper_white(mark.paint) or is_registration(mark.paint):
        return False
    is_line = mark.kind is MarkKind.STROKE
    return not (is_line and (mark.is_artifact or is_black_only(mark.paint)))


def check_marks(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that crop marks, fold marks and printers' texts keep out of the bleed."""
    bled, trim = page.boxes.bled, page.boxes.trimmed
    if _excess(bled, trim) <= mm_to_pt(_TOUCHING_MM):
        return
    for mark in page.marks:
        if _is_text_between(mark, trim, bled):
            yield MARK_INSIDE.found(
                Severity.ERROR,
                msg("the text “{text}” stands in the bleed", text=line_excerpt(page, mark)),
                place_on(page, mark.box),
            )
    yield from _lines_in_bleed(page, _folds(page, brief))


def _is_text_between(mark: Mark, trim: Box, bled: Box) -> bool:
    touching = mm_to_pt(_TOUCHING_MM)
    return (
        mark.kind is MarkKind.TEXT
        and is_visible(mark)
        and boxes_overlap(mark.box, bled, touching)
        and not boxes_overlap(mark.box, trim, touching)
    )


def _folds(page: Page, brief: Brief) -> tuple[float, ...]:
    """Where the page's folds and cuts are, in pt."""
    if brief.expected is None:
        return ()
    marked = brief.expected.marked_mm(page.index)
    return tuple(page.boxes.trimmed[0] + mm_to_pt(x) for x in marked)


def _lines_in_bleed(page: Page, folds: Iterable[float]) -> Iterator[Finding]:
    """Lines seen in the bleed where crop and fold marks stand.

    They are looked for in the picture because all of a page's marks may be one path, whose box
    tells nothing.
    """
    grid, pixels = page_pixels(page)
    left, low, right, high = page.boxes.trimmed
    bleed, apart, beside = page.boxes.bled, mm_to_pt(_BESIDE_MM), mm_to_pt(_STRIP_MM)

    def upright(x: float, y0: float, y1: float) -> bool:
        strip = pixels[grid.pixels_within((x - beside, y0, x + beside, y1))]
        return _has_line(strip, apart / grid.pt_per_column)

    def level(y: float, x0: float, x1: float) -> bool:
        strip = pixels[grid.pixels_within((x0, y - beside, x1, y + beside))]
        return _has_line(strip.transpose(1, 0, 2), apart / grid.pt_per_row)

    for y0, y1, inwards in ((high, bleed[3], -1), (bleed[1], low, 1)):
        found = [x for x in (left, right) if upright(x, y0, y1)]
        # A line of the design runs on within the page; a fold mark does not.
        edge = low if inwards > 0 else high
        within = sorted((edge, edge + inwards * mm_to_pt(_WITHIN_MM)))
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
    """True if a line runs down the middle of ``strip``, darker than what is ``apart`` beside it."""
    rows, columns = strip.shape[:2]
    if rows < 2 or columns < 5:
        return False
    light = relative_luminance(strip.astype(np.float64) / 255)
    middle, away = columns / 2, max(2, round(apart))
    near = light[:, int(middle - _LINE_OFF_PX) : int(np.ceil(middle + _LINE_OFF_PX))].min(axis=1)
    sides = np.minimum(
        light[:, max(0, int(middle - away) - 1)], light[:, min(columns - 1, int(middle + away))]
    )
    return bool((sides - near > _DARKER).mean() > _LINE_SHARE)


PAGE_CHECKS: tuple[PageCheck, ...] = (
    check_size,
    check_inked,
    check_beyond,
    check_marks,
)
