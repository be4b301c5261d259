"""Images: enough pixels for the size at which they are placed, and not far too many."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.graphics import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.model import ImageMark, Mark, Page
from generator.press.profile import Limit

#: Smaller ones are patterns, shadows or single colours (Ghent Workgroup 2015, 4.26).
_SMALLEST_PX = 16

_LARGER_PICTURE = msg(
    "Place a larger picture: ask for the original photo, not the copy from a message or a web "
    "page. Or place it smaller. Enlarging its pixels does not help."
)

TOO_COARSE = Rule(
    "image-resolution-low",
    msg("A picture has too few pixels"),
    msg("The picture looks blurred, or its pixels can be seen."),
    _LARGER_PICTURE,
    "Ghent Workgroup 2015, 4.26: 149 and 224 ppi for sheets, 99 and 149 ppi for newsprint",
    group=GROUP,
)
TOO_FINE = Rule(
    "image-resolution-high",
    msg("A picture has more pixels than can be printed"),
    msg("The file is large and slow for nothing: no press shows the difference."),
    msg("Export again with pictures reduced to 300 ppi."),
    "filecheck.io: 600 ppi",
    group=GROUP,
)
LINE_ART_TOO_COARSE = Rule(
    "line-art-resolution-low",
    msg("A black and white picture has too few pixels"),
    msg("A picture of pure black and white, such as a scanned signature or seal, looks ragged."),
    msg("Scan it again with 600 dpi or more, or place a vector drawing."),
    "mgb.bg: 600 ppi; Ghent Workgroup 2015, resolution of 1-bit images",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (TOO_COARSE, TOO_FINE, LINE_ART_TOO_COARSE)


def check_resolution(page: Page, brief: Brief) -> Iterator[Finding]:
    """The effective resolution of each picture that can be seen."""
    profile = brief.profile
    for mark in page.marks:
        image = mark.image
        if image is None or not _counts(mark, image):
            continue
        if image.bits == 1 or image.is_mask:
            yield from _too_coarse(LINE_ART_TOO_COARSE, page, mark, profile.line_art_ppi)
            continue
        yield from _too_coarse(TOO_COARSE, page, mark, profile.image_ppi)
        if round(min(image.ppi)) > profile.image_ppi_most:
            message = msg(
                "a picture has {found} ppi at its size; more than {most} ppi is no use",
                found=round(min(image.ppi)),
                most=profile.image_ppi_most,
            )
            yield TOO_FINE.found(Severity.NOTE, message, place_on(page, mark.box))


def _counts(mark: Mark, image: ImageMark) -> bool:
    """True if it can be seen and is large enough to be a picture."""
    left, bottom, right, top = mark.box
    seen = right > left and top > bottom
    return seen and min(image.width_px, image.height_px) > _SMALLEST_PX


def _too_coarse(rule: Rule, page: Page, mark: Mark, limit: Limit) -> Iterator[Finding]:
    if mark.image is None:
        return
    ppi = round(min(mark.image.ppi))
    if ppi >= limit.warning:
        return
    is_error = ppi < limit.error
    asked = limit.error if is_error else limit.warning
    severity = Severity.ERROR if is_error else Severity.WARNING
    yield rule.found(severity, _words(ppi, asked, mark.image), place_on(page, mark.box))


def _words(ppi: int, asked: float, image: ImageMark) -> Message:
    return msg(
        "a picture of {width} x {height} pixels has {found} ppi at its size; "
        "the profile asks for {asked} ppi",
        width=image.width_px,
        height=image.height_px,
        found=ppi,
        asked=asked,
    )


PAGE_CHECKS: tuple[PageCheck, ...] = (check_resolution,)
