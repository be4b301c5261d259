"""Page boxes and pages: are the boxes there and nested, are sizes equal and as ordered."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.units import SIZE_TOLERANCE_MM, TOLERANCE_PT, pt_to_mm
from generator.preflight.checks.brief import Brief, FileCheck, PageCheck
from generator.preflight.checks.page import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.geometry import boxes_overlap, clip_box
from generator.preflight.pdf.marks import is_visible
from generator.preflight.pdf.model import Box, Document, Mark, Page
from generator.preflight.pdf.paints import is_paper_white

#: The longest side that a page may have without a UserUnit (ISO 32000-2, annex C).
_MAX_SIDE_PT = 14_400.0
#: A unit that differs less makes no page of 5 m a hundredth of a millimetre longer: our own.
_UNIT_TOLERANCE = 1e-6

_EXPORT_WITH_BOXES = msg(
    "Ask who made the layout to export it again as PDF/X-4, with bleed; the programs then write "
    "the boxes."
)

MISSING = Rule(
    "page-box-missing",
    msg("The finished size is not stated"),
    msg(
        "Neither a TrimBox nor an ArtBox says where the page is cut, so the print shop has to "
        "guess the size and the bleed."
    ),
    _EXPORT_WITH_BOXES,
    "ISO 15930-7 (PDF/X-4), page boxes; yob/pdf-preflight, print_boxes",
    group=GROUP,
    follows_destination=True,
)
BOTH = Rule(
    "page-box-both",
    msg("The finished size is stated twice"),
    msg("A page has a TrimBox and an ArtBox; programs differ in which of the two they follow."),
    msg("Take the ArtBox out (in Acrobat: Print Production, Set Page Boxes), or export anew."),
    "ISO 15930-7 (PDF/X-4), page boxes",
    group=GROUP,
    follows_destination=True,
)
NESTING = Rule(
    "page-boxes-not-nested",
    msg("The page boxes do not lie within each other"),
    msg(
        "The TrimBox must lie in the BleedBox, and that in the MediaBox. Otherwise programs for "
        "imposition cut away what should be printed."
    ),
    _EXPORT_WITH_BOXES,
    "ISO 32000-2, 14.11.2; ISO 15930-7",
    group=GROUP,
)
CROPPED = Rule(
    "page-cropped",
    msg("A part of the page is hidden"),
    msg(
        "A CropBox cuts the page. Many programs place only what lies in it, and then the bleed is "
        "lost."
    ),
    msg("Take the crop off (in Acrobat: Print Production, Set Page Boxes, CropBox to zero)."),
    "Ghent Workgroup 2022, R0003; 2015, 4.3",
    group=GROUP,
    follows_destination=True,
)
TRIM_CROPPED = Rule(
    "trim-cropped",
    msg("A part of the finished page is not shown"),
    msg(
        "The CropBox cuts into the TrimBox: screens and office printers show a part of the piece, "
        "and what is said beside it is lost."
    ),
    msg("Take the crop off (in Acrobat: Print Production, Set Page Boxes, CropBox to zero)."),
    "ISO 32000-2, 14.11.2: viewers show the CropBox",
    group=GROUP,
)
SIZES_DIFFER = Rule(
    "page-sizes-differ",
    msg("The pages are of different sizes"),
    msg("All pages of one piece are printed and cut together, so they must be equal."),
    msg("Set one page size for the whole file. If sizes differ on purpose, make a file for each."),
    "Ghent Workgroup 2022, R0004",
    group=GROUP,
)
ROTATED = Rule(
    "page-rotated",
    msg("A page is turned"),
    msg(
        "The page is stored lying and only shown turned. Programs for imposition may ignore the "
        "turn, so front and back no longer match."
    ),
    msg("Export the page in the position in which it is read, without turning it in the PDF."),
    "Ghent Workgroup 2015, page scaling and rotation",
    group=GROUP,
    follows_destination=True,
)
SCALED = Rule(
    "page-scaled",
    msg("A page has a unit of its own"),
    msg(
        "The page is to be enlarged when it is shown (UserUnit). Many programs ignore that and "
        "print it too small."
    ),
    msg("Export the page at its real size; very large banners at a tenth, if the shop agrees."),
    "Ghent Workgroup 2015, page scaling",
    group=GROUP,
)
WRONG_SIZE = Rule(
    "trim-size",
    msg("The finished size is not the one that was ordered"),
    msg("The print shop would scale the page, or refuse the file."),
    msg("Make the file again in the size that was ordered."),
    "the size that the file itself, or the order, states; tolerance 0.2 mm",
    group=GROUP,
)
LARGER_SHEET = Rule(
    "sheet-larger-than-page",
    msg("The sheet is larger than the finished page"),
    msg(
        "Around the page there is room for bleed and printer's marks, as on a file for a print "
        "shop. A screen shows it, and an office printer makes the page smaller for it."
    ),
    msg("Export the file again at its finished size, without bleed and marks."),
    "ISO 32000-2, 14.11.2: screens show the CropBox, else the MediaBox",
    group=GROUP,
    follows_destination=True,
)
EMPTY = Rule(
    "page-empty",
    msg("A page is empty"),
    msg("An empty page is printed and paid for like any other, and moves the pages behind it."),
    msg("Take the page out. If it shall stay empty, tell the print shop so."),
    "Ghent Workgroup 2015, empty pages",
    group=GROUP,
)
WRONG_COUNT = Rule(
    "page-count",
    msg("The number of pages is wrong"),
    msg("Pages are missing or were added, so front and back no longer belong together."),
    msg("Make the file again, and do not take pages out of it or add any."),
    "the number of pages that the file itself, or the order, states",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (
    MISSING,
    BOTH,
    NESTING,
    CROPPED,
    TRIM_CROPPED,
    SIZES_DIFFER,
    ROTATED,
    SCALED,
    WRONG_SIZE,
    LARGER_SHEET,
    EMPTY,
    WRONG_COUNT,
)


def check_trim(page: Page, brief: Brief) -> Iterator[Finding]:
    """Exactly one of TrimBox and ArtBox, on every page for the press."""
    if not brief.for_press:
        return
    if page.boxes.trim is None and page.boxes.art is None:
        message = msg("the page has neither a TrimBox nor an ArtBox")
        yield MISSING.found(Severity.ERROR, message, place_on(page))
    elif page.boxes.trim is not None and page.boxes.art is not None:
        message = msg("the page has a TrimBox and an ArtBox; it may have one of them")
        yield BOTH.found(Severity.ERROR, message, place_on(page))


def check_nesting(page: Page, brief: Brief) -> Iterator[Finding]:
    """TrimBox or ArtBox in BleedBox in MediaBox."""
    severity = Severity.ERROR if brief.for_press else Severity.WARNING
    boxes = page.boxes
    named = (
        ("TrimBox", boxes.trim),
        ("ArtBox", boxes.art),
        ("BleedBox", boxes.bleed),
        ("MediaBox", boxes.media),
    )
    there = [(name, box) for name, box in named if box is not None]
    for (inner, box), (outer, around) in _pairs(there):
        over = _overhang(box, around)
        if over > TOLERANCE_PT:
            message = msg(
                "the {inner} reaches {over} mm out of the {outer}",
                inner=inner,
                outer=outer,
                over=round(pt_to_mm(over), 2),
            )
            yield NESTING.found(severity, message, place_on(page))


def _pairs(
    boxes: list[tuple[str, Box]],
) -> Iterator[tuple[tuple[str, Box], tuple[str, Box]]]:
    """Each box and the next one around it; a TrimBox and an ArtBox need not be nested."""
    for index, inner in enumerate(boxes):
        for outer in boxes[index + 1 :]:
            if outer[0] != "ArtBox":
                yield inner, outer
                break


def _overhang(inner: Box, outer: Box) -> float:
    """Overhang of ``inner`` beyond ``outer`` on the worst edge."""
    return max(
        outer[0] - inner[0], outer[1] - inner[1], inner[2] - outer[2], inner[3] - outer[3], 0.0
    )


def check_crop(page: Page, brief: Brief) -> Iterator[Finding]:
    """No CropBox that cuts the finished page or, for the press, anything."""
    crop = page.boxes.crop
    if crop is None:
        return
    if _overhang(page.boxes.trimmed, crop) > TOLERANCE_PT:
        message = msg(
            "the CropBox shows {shown} mm; the finished page is {size} mm",
            shown=_size_words(_size_mm(clip_box(crop, page.boxes.trimmed))),
            size=_size_words(_size_mm(page.boxes.trimmed)),
        )
        yield TRIM_CROPPED.found(Severity.ERROR, message, place_on(page))
    elif brief.for_press and _overhang(page.boxes.media, crop) > TOLERANCE_PT:
        message = msg(
            "the CropBox shows {shown} mm of {whole} mm",
            shown=_size_words(_size_mm(crop)),
            whole=_size_words(_size_mm(page.boxes.media)),
        )
        yield CROPPED.found(Severity.ERROR, message, place_on(page))


def check_sizes(document: Document, brief: Brief) -> Iterator[Finding]:
    """All pages as large as the first; on an office printer they may be turned."""
    for_press = brief.for_press
    sizes = [_finished_mm(page) for page in document.pages]
    first = sizes[0]
    for page, size in zip(document.pages, sizes, strict=True):
        turned = not for_press and _is_near(size, first[::-1])
        if not _is_near(size, first) and not turned:
            message = msg(
                "the page is {size} mm; the first page is {first} mm",
                size=_size_words(size),
                first=_size_words(first),
            )
            severity = Severity.ERROR if for_press else Severity.WARNING
            yield SIZES_DIFFER.found(severity, message, place_on(page))


def check_turns(page: Page, brief: Brief) -> Iterator[Finding]:
    """Pages for the press are neither turned nor scaled."""
    if not brief.for_press:
        return
    if page.rotate:
        message = msg("the page is turned by {degrees} degrees", degrees=page.rotate)
        yield ROTATED.found(Severity.ERROR, message, place_on(page))
    # The order's own scale is no unit of the page.
    unit = page.user_unit / (brief.expected.scale if brief.expected is not None else 1)
    if abs(unit - 1) > _UNIT_TOLERANCE:
        message = msg("the page's unit is {unit} pt; it should be 1", unit=unit)
        media = page.boxes.media
        longest = max(media[2] - media[0], media[3] - media[1])
        needed = longest > _MAX_SIDE_PT
        severity = Severity.WARNING if needed else Severity.ERROR
        yield SCALED.found(severity, message, place_on(page))


def check_ordered_size(document: Document, brief: Brief) -> Iterator[Finding]:
    """The finished size is the one that is expected."""
    if brief.expected is None:
        return
    ordered = brief.expected.trim_mm
    for page in document.pages[:1]:
        if brief.for_press and page.boxes.trim is None and page.boxes.art is None:
            return  # the size is not stated at all
        size = _finished_mm(page)
        if not _is_near(size, ordered):
            message = msg(
                "the finished page is {size} mm; ordered are {ordered} mm",
                size=_size_words(size),
                ordered=_size_words(ordered),
            )
            yield WRONG_SIZE.found(Severity.ERROR, message, place_on(page))


def check_sheet(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that a screen or an office printer shows the finished page and nothing around it."""
    if brief.for_press:
        return
    boxes = page.boxes
    shown = clip_box(boxes.crop, boxes.media) if boxes.crop is not None else boxes.media
    if _overhang(shown, boxes.trimmed) > TOLERANCE_PT:
        message = msg(
            "{shown} mm are shown; the finished page is {size} mm of it",
            shown=_size_words(_size_mm(shown)),
            size=_size_words(_size_mm(boxes.trimmed)),
        )
        yield LARGER_SHEET.found(Severity.WARNING, message, place_on(page))


def check_empty(page: Page, brief: Brief) -> Iterator[Finding]:
    """Pages on which nothing can be seen."""
    if not any(_shows(mark, page) for mark in page.marks):
        message = msg("nothing is printed on the page")
        yield EMPTY.found(Severity.WARNING, message, place_on(page))


def check_count(document: Document, brief: Brief) -> Iterator[Finding]:
    """As many pages as are expected."""
    if brief.expected is not None and len(document.pages) != brief.expected.pages:
        message = msg(
            "number of pages: {found}; expected: {expected}",
            found=len(document.pages),
            expected=brief.expected.pages,
        )
        yield WRONG_COUNT.found(Severity.ERROR, message)


def _shows(mark: Mark, page: Page) -> bool:
    """True if it can be distinguished from paper within the finished page."""
    is_white = mark.paint is not None and is_paper_white(mark.paint)
    return is_visible(mark) and not is_white and boxes_overlap(mark.box, page.boxes.trimmed)


def _size_mm(box: Box) -> tuple[float, float]:
    return pt_to_mm(box[2] - box[0]), pt_to_mm(box[3] - box[1])


def _finished_mm(page: Page) -> tuple[float, float]:
    """The finished size as a person sees the page."""
    width, height = _size_mm(page.boxes.trimmed)
    return (height, width) if page.rotate % 180 else (width, height)


def _is_near(size: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(one - two) <= SIZE_TOLERANCE_MM for one, two in zip(size, other, strict=True))


def _size_words(size_mm: tuple[float, float]) -> Message:
    width, height = size_mm
    return msg("{width} x {height}", width=round(width, 1), height=round(height, 1))


PAGE_CHECKS: tuple[PageCheck, ...] = (
    check_trim,
    check_nesting,
    check_crop,
    check_turns,
    check_sheet,
    check_empty,
)
FILE_CHECKS: tuple[FileCheck, ...] = (
    check_sizes,
    check_ordered_size,
    check_count,
)
