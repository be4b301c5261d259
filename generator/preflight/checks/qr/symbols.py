"""Findings about QR codes; they are measured in ``preflight.qr.grading``.

Codes are found on the rendered page, so a code in a picture, a font or a pattern counts as much as
one of vector modules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.units import MM_PER_INCH, mm_to_pt, pt_to_mm
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.qr import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.model import Box, Document, ImageMark, Mark, MarkKind, Page
from generator.preflight.pdf.paints import LUMINANCE_WEIGHTS
from generator.preflight.qr.detection import missed_module_mm
from generator.preflight.qr.grading import DegradationResult, QrVerification, verify_codes
from generator.press.profile import ColourModel

#: The free ground around a symbol, in modules (ISO/IEC 18004:2015, 6.3.8); with less than half of
#: it readers that are not lenient fail. A measured quiet zone may be short by the tolerance:
#: corpus: sound codes of 4 modules measure 3.9 and more, and the planted ones less than 3.2.
_QUIET_ZONE: Final = 4.0
_MIN_QUIET_ZONE: Final = 2.0
_QUIET_ZONE_TOLERANCE: Final = 0.2

#: A phone at hand wants 0.4 mm (qrtool.ch); 0.25 mm are three dots of a copier of 300 dpi. Corpus:
#: the smallest of sound codes has 0.8 mm and more.
_MODULE_MM: Final = 0.4
_MIN_MODULE_MM: Final = 0.25

#: Symbol contrast of grades A to D: ISO/IEC 15415:2011, 7.8.2, as light and dark modules here. Less
#: than A is a warning, less than C an error. Corpus: sound codes have 0.9 and more.
_GRADES: Final = ((0.70, "A"), (0.55, "B"), (0.40, "C"), (0.20, "D"))
_CONTRAST: Final = _GRADES[0][0]
_MIN_CONTRAST: Final = _GRADES[2][0]

#: How far away readers stand, by the longer side of the trimmed page in mm: A5, A4, A3, A2, A1, A0.
#: Our own: at hand 0.3 m, before a poster on a wall 3 m. Corpus: with 1.15 m for A3 or 3.45 m for
#: A0 sound codes are too small.
_VIEWING_SIDES_MM: Final = (210.0, 297.0, 420.0, 594.0, 841.0, 1189.0)
_VIEWING_M: Final = (0.3, 0.5, 1.0, 1.5, 2.0, 3.0)

#: Up to so many pixels a module, an edge moved by half a pixel spoils more than its twelfth part.
#: Our own; corpus: a planted fault is missed with 5.1.
_COARSE_PIXELS: Final = 6.0
#: Pixels of a module, as a part of them, that come from rounding sizes to 0.1 mm. Corpus: alike
#: from 0.001 to 0.06.
_WHOLE_PIXEL_TOLERANCE: Final = 0.02
#: A colour that is darker is of the dark modules, halfway between black and white: our own.
_DARK: Final = 0.5
#: A module's part that marks and pictures of a symbol may reach over it, or fall short of: our own.
_SLACK_MODULES: Final = 0.5

#: What each degradation of the ladder is called, in its order.
_DEGRADATION_TITLES: Final[Mapping[str, Message]] = {
    "blur": msg("out of focus"),
    "dot-gain": msg("printed with ink that spreads"),
    "dot-loss": msg("printed with ink missing at the edges"),
    "washed-out": msg("faded"),
    "tilt": msg("held askew"),
    "perspective": msg("seen from the side"),
    "crease": msg("creased"),
    "stain": msg("stained"),
    "flaking": msg("toner flaked off"),
    "light": msg("unevenly lit"),
    "jpeg": msg("sent on as a picture"),
    "fax": msg("copied in black and white"),
    "worn-drum": msg("printed with a worn drum"),
    "laser": msg("printed coarsely"),
}

_ISO_18004 = "ISO/IEC 18004:2015"

MISSING = Rule(
    "qr-missing",
    msg("The QR code is missing"),
    msg("The piece should lead readers to an address, but no QR code is found on its pages."),
    msg("Make the piece again; if the code was covered or cut off, free it."),
    "the file's own statement of its QR address",
    group=GROUP,
)
UNREADABLE = Rule(
    "qr-unreadable",
    msg("A QR code cannot be read"),
    msg("Something has the three corner squares of a QR code, but no reader gets its content."),
    msg("Free the code of everything that covers it, or make a new one."),
    f"{_ISO_18004}, 12",
    group=GROUP,
)
TARGET = Rule(
    "qr-target",
    msg("A QR code leads elsewhere"),
    msg("Readers would open another address than the campaign's. It may be out of date or a trap."),
    msg("Make the code anew from the campaign's address."),
    "the file's own statement of its QR address",
    group=GROUP,
)
ADDRESS = Rule(
    "qr-address",
    msg("A QR code holds no plain web address"),
    msg(
        "A phone opens a page at once only from http:// or https:// and plain letters; with other"
        " contents it searches the web or shows an error."
    ),
    msg("Write the whole address, beginning with https://, without accents or spaces."),
    "RFC 3986, 2 and 4.3",
    group=GROUP,
)
MODULE_SIZE = Rule(
    "qr-module-size",
    msg("The squares of a QR code are too small"),
    msg("Small squares run together in print and on a phone's picture."),
    msg("Make the code larger, or its address shorter."),
    "guides of code makers: 0.4 mm at hand; three dots of a copier of 300 dpi as the floor",
    group=GROUP,
)
QUIET_ZONE = Rule(
    "qr-quiet-zone",
    msg("A QR code has too little free ground around it"),
    msg("Readers find a code by the light margin around it. What comes nearer hides its corners."),
    msg("Move away what stands near the code, or set the code with its own white margin."),
    f"{_ISO_18004}, 6.3.8: four modules on all sides",
    group=GROUP,
)
INVERTED = Rule(
    "qr-inverted",
    msg("A QR code is light on dark"),
    msg("Some readers only know dark squares on a light ground."),
    msg("Set the code dark on a light ground."),
    f"{_ISO_18004}, 5.2; makers of codes advise against reversal",
    group=GROUP,
)
CONTRAST = Rule(
    "qr-contrast",
    msg("A QR code has too little contrast"),
    msg("In weak light or on a copy the squares can no longer be told from the ground."),
    msg("Print the code in black on white."),
    "ISO/IEC 15415:2011, 7.8.2: symbol contrast, grade A from 70 %, C from 40 %",
    group=GROUP,
)
INKS = Rule(
    "qr-inks",
    msg("A QR code is printed in several inks"),
    msg("The inks never meet exactly; each square gets a coloured rim, and small ones run over."),
    msg("Print the code in black ink alone (C0 M0 Y0 K100)."),
    "GWG 2015 on small objects of one ink; makers of codes",
    group=GROUP,
    follows_destination=True,
)
PIXELS = Rule(
    "qr-pixels",
    msg("The squares of a QR code are unequal"),
    msg("The code is a coarse picture whose pixels do not divide evenly among its squares."),
    msg(
        "Set the code as vector art, or as a picture with a whole number of pixels to each square."
    ),
    "makers of codes: whole pixels to a module",
    group=GROUP,
)
DAMAGE = Rule(
    "qr-damage",
    msg("A QR code does not bear wear"),
    msg(
        "Paper is folded, faded, copied and lit badly. The code was read under a ladder of damage."
    ),
    msg("Make the code larger, blacker, or with a higher error correction (M or better)."),
    "own measurement: a ladder of damage that sound codes pass",
    group=GROUP,
)
DISTANCE = Rule(
    "qr-distance",
    msg("How far a QR code can be scanned"),
    msg("People stand before a poster and do not come nearer than they must."),
    msg("Make the code larger, or its address shorter."),
    "own measurement with a stated camera; rule of thumb: a tenth of the distance",
    group=GROUP,
)
COARSE_SEARCH = Rule(
    "qr-search-coarse",
    msg("Small QR codes may not have been found"),
    msg("The page is so large that it was searched more coarsely, and small codes blur together."),
    msg("Scan small codes of the page with a phone from a test print."),
    "our own; 60 million pixels a page: at 150 dpi more than an A0",
    group=GROUP,
)

RULES: tuple[Rule, ...] = (
    MISSING,
    UNREADABLE,
    TARGET,
    ADDRESS,
    MODULE_SIZE,
    QUIET_ZONE,
    INVERTED,
    CONTRAST,
    INKS,
    PIXELS,
    DAMAGE,
    DISTANCE,
    COARSE_SEARCH,
)


def check_presence(document: Document, brief: Brief) -> Iterator[Finding]:
    """A code that should be there and is not."""
    expected = brief.expected
    if expected is not None and expected.qr_target and not verify_codes(document):
        yield MISSING.found(
            Severity.ERROR,
            msg(
                "no QR code is on any page; the piece should lead to {address}",
                address=expected.qr_target,
            ),
        )
    if expected is None or not verify_codes(document):
        return
    if any(_codes(document, read=False)):
        return  # one of these may be the code that is asked for; each is reported for itself
    held = {symbol.content for _, symbol in _codes(document)}
    asked = [*([expected.qr_target] if expected.qr_target else []), *expected.other_codes]
    strangers = held - set(asked)
    for address in asked:
        # A code that leads elsewhere is reported for itself.
        if address not in held and (address in expected.other_codes or not strangers):
            yield MISSING.found(
                Severity.ERROR,
                msg("no QR code leads to {address}, as one should", address=_excerpt(address)),
            )


def check_readable(document: Document, brief: Brief) -> Iterator[Finding]:
    """Codes that are found but not read."""
    for page, symbol in _codes(document, read=False):
        yield UNREADABLE.found(
            Severity.ERROR,
            msg("a QR code of {width} mm cannot be read", width=round(symbol.width_mm, 1)),
            place_on(page, symbol.box),
        )


def check_content(document: Document, brief: Brief) -> Iterator[Finding]:
    """Check that codes hold the expected address, and one that phones open."""
    target = brief.expected.qr_target if brief.expected is not None else None
    others = brief.expected.other_codes if brief.expected is not None else ()
    if brief.expected is not None and target is None and brief.expected.at_hand is not None:
        yield from _unstated(document, brief.expected.at_hand.qr_target, others)
    for page, symbol in _codes(document):
        if symbol.content in others:
            continue
        if target and symbol.content != target:
            yield TARGET.found(
                Severity.ERROR,
                msg(
                    "the QR code leads to {found}; it should lead to {expected}",
                    found=_excerpt(symbol.content),
                    expected=_excerpt(target),
                ),
                place_on(page, symbol.box),
            )
        if not _is_address(symbol.content):
            yield ADDRESS.found(
                Severity.WARNING,
                msg(
                    "the QR code holds “{found}”; a phone opens only what begins with https://"
                    " and has plain letters",
                    found=_excerpt(symbol.content),
                ),
                place_on(page, symbol.box),
            )


def _unstated(document: Document, address: str | None, others: Sequence[str]) -> Iterator[Finding]:
    """Codes that lead elsewhere than the campaign's, of a file that states no address."""
    for page, symbol in _codes(document):
        if symbol.content in others:
            continue
        if address is None:
            message = msg(
                "a QR code leads to {found}; the campaign has no link",
                found=_excerpt(symbol.content),
            )
            yield TARGET.found(Severity.ERROR, message, place_on(page, symbol.box))
        elif symbol.content != address:
            message = msg(
                "the file states no address for its QR code, which leads to {found}; the "
                "campaign's is {expected}",
                found=_excerpt(symbol.content),
                expected=address,
            )
            yield TARGET.found(Severity.ERROR, message, place_on(page, symbol.box))


def _is_address(content: str) -> bool:
    # Printable ASCII is in NFC whatever it says.
    is_plain = content.isascii() and content.isprintable() and " " not in content
    return is_plain and content.lower().startswith(("http://", "https://"))


def _excerpt(content: str) -> str:
    """The beginning of what a code holds; what cannot be printed is replaced."""
    shown = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in content)
    return excerpt(shown, 80)


def check_module_size(document: Document, brief: Brief) -> Iterator[Finding]:
    """Modules that are too small for print and phones."""
    for page, symbol in _codes(document):
        size = round(symbol.module_mm, 2)
        if size < _MODULE_MM:
            yield MODULE_SIZE.found(
                Severity.ERROR if size < _MIN_MODULE_MM else Severity.WARNING,
                msg(
                    "the squares of the QR code are {found} mm; they should be at least {least} mm",
                    found=size,
                    least=_MODULE_MM,
                ),
                place_on(page, symbol.box),
            )


def check_quiet_zone(document: Document, brief: Brief) -> Iterator[Finding]:
    """Ground around codes that is not free."""
    for page, symbol in _codes(document):
        free = symbol.quiet_zone_modules
        if free < _QUIET_ZONE - _QUIET_ZONE_TOLERANCE:
            is_less_than_half = free < _MIN_QUIET_ZONE - _QUIET_ZONE_TOLERANCE
            yield QUIET_ZONE.found(
                Severity.ERROR if is_less_than_half else Severity.WARNING,
                msg(
                    "around the QR code {found} mm are free; four squares, {least} mm, are needed",
                    found=round(free * symbol.module_mm, 1),
                    least=round(_QUIET_ZONE * symbol.module_mm, 1),
                ),
                place_on(page, symbol.box),
            )


def check_polarity(document: Document, brief: Brief) -> Iterator[Finding]:
    """Codes that are light on dark."""
    for page, symbol in _codes(document):
        if not symbol.dark_on_light:
            yield INVERTED.found(
                Severity.WARNING,
                msg("the QR code is light on a dark ground; some readers fail on it"),
                place_on(page, symbol.box),
            )


def check_contrast(document: Document, brief: Brief) -> Iterator[Finding]:
    """Codes whose modules are not dark, or whose ground is not light enough."""
    for page, symbol in _codes(document):
        if symbol.contrast < _CONTRAST:
            yield CONTRAST.found(
                Severity.ERROR if symbol.contrast < _MIN_CONTRAST else Severity.WARNING,
                msg(
                    "the contrast of the QR code is {found} %, grade {grade};"
                    " it should be at least {least} %, grade A",
                    found=int(symbol.contrast * 100),
                    grade=contrast_grade(symbol.contrast),
                    least=round(_CONTRAST * 100),
                ),
                place_on(page, symbol.box),
            )


def contrast_grade(contrast: float) -> str:
    """The grade of that symbol contrast, "A" to "D" or "F" (ISO/IEC 15415:2011, 7.8.2)."""
    return next((grade for least, grade in _GRADES if contrast >= least), "F")


def check_inks(document: Document, brief: Brief) -> Iterator[Finding]:
    """Modules that need several inks to meet; asked where the file is written in inks."""
    if brief.profile.colour is not ColourModel.CMYK:
        return
    for page, symbol in _codes(document):
        inks = {ink for mark in _module_fills(page, symbol) for ink in mark}
        if len(inks) > 1:
            yield INKS.found(
                Severity.WARNING,
                msg(
                    "the QR code is printed in {count} inks; it should be black ink alone",
                    count=len(inks),
                ),
                place_on(page, symbol.box),
            )


def _module_fills(page: Page, symbol: QrVerification) -> Iterator[tuple[str, ...]]:
    """The inks of each mark that paints modules: within the symbol, and of their colour."""
    for mark in page.marks:
        if mark.kind is MarkKind.FILL and mark.paint is not None and _is_within(mark, symbol):
            is_dark = float(np.dot(LUMINANCE_WEIGHTS, mark.paint.rgb)) < _DARK
            if is_dark is symbol.dark_on_light:
                yield mark.paint.used_inks


def _is_within(mark: Mark, symbol: QrVerification) -> bool:
    slack = _SLACK_MODULES * mm_to_pt(symbol.module_mm)
    left, bottom, right, top = symbol.box
    x0, y0, x1, y1 = mark.box
    return (
        x0 < x1
        and y0 < y1
        and left - slack <= x0
        and x1 <= right + slack
        and bottom - slack <= y0
        and y1 <= top + slack
    )


def check_pixels(document: Document, brief: Brief) -> Iterator[Finding]:
    """Codes in pictures whose pixels do not divide evenly among the modules."""
    for page, symbol in _codes(document):
        for image in _images_of(page, symbol):
            uneven = [each for each in _module_pixels(image, symbol) if _is_uneven(each)]
            if uneven:
                yield PIXELS.found(
                    Severity.WARNING,
                    msg(
                        "each square of the QR code has {found} pixels;"
                        " it should have a whole number",
                        found=round(uneven[0], 2),
                    ),
                    place_on(page, symbol.box),
                )


def _images_of(page: Page, symbol: QrVerification) -> Iterator[ImageMark]:
    """The topmost picture that holds the whole symbol, if one does."""
    slack = _SLACK_MODULES * mm_to_pt(symbol.module_mm)
    for mark in reversed(page.marks):
        if mark.image is not None and _covers(mark.box, symbol.box, slack):
            yield mark.image
            return


def _covers(outer: Box, inner: Box, slack: float) -> bool:
    return (
        outer[0] - slack <= inner[0]
        and outer[1] - slack <= inner[1]
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _module_pixels(image: ImageMark, symbol: QrVerification) -> Iterator[float]:
    for ppi in image.ppi:
        yield symbol.module_mm / MM_PER_INCH * ppi


def _is_uneven(pixels: float) -> bool:
    return pixels < _COARSE_PIXELS and abs(pixels - round(pixels)) > _WHOLE_PIXEL_TOLERANCE * pixels


def check_damage(document: Document, brief: Brief) -> Iterator[Finding]:
    """Codes that are not read under damage: an error where sound prints are, else a warning."""
    for page, symbol in _codes(document):
        failed = [step for step in symbol.steps if not step.read]
        required = [step for step in failed if step.required]
        if failed:
            yield DAMAGE.found(
                Severity.ERROR if required else Severity.WARNING,
                msg(
                    "the QR code is read in {read} of {all} trials; not when it is {damages}",
                    read=symbol.steps_read,
                    all=len(symbol.steps),
                    damages=_damages(required or failed),
                ),
                place_on(page, symbol.box),
            )


def _damages(steps: Sequence[DegradationResult]) -> Message:
    """The degradations of ``steps``, as a list for people."""
    names = {step.name for step in steps}
    *others, last = [title for name, title in _DEGRADATION_TITLES.items() if name in names]
    listed = last
    for title in reversed(others):
        listed = msg("{first}, {others}", first=title, others=listed)
    return listed


def check_distance(document: Document, brief: Brief) -> Iterator[Finding]:
    """From how far each code is read: a warning where readers stand farther away."""
    for page, symbol in _codes(document):
        needed = needed_distance_m(page)
        if symbol.distance_m >= needed:
            yield DISTANCE.found(
                Severity.NOTE,
                msg(
                    "the QR code is scanned from up to {distance} m (camera of {camera});"
                    " by the rule of thumb {rule} m",
                    distance=symbol.distance_m,
                    camera=symbol.camera.name,
                    rule=symbol.rule_of_thumb_m,
                ),
                place_on(page, symbol.box),
                remedy=msg("Nothing needs to be done."),
            )
        else:
            yield DISTANCE.found(
                Severity.WARNING,
                msg(
                    "the QR code is scanned from up to {distance} m (camera of {camera}); readers"
                    " of this paper size stand {needed} m away; by the rule of thumb {rule} m",
                    distance=symbol.distance_m,
                    camera=symbol.camera.name,
                    needed=needed,
                    rule=symbol.rule_of_thumb_m,
                ),
                place_on(page, symbol.box),
            )


def needed_distance_m(page: Page) -> float:
    """From how far a code on ``page`` should be read, by the size of the paper; never over 3 m."""
    left, bottom, right, top = page.boxes.trimmed
    longer_mm = pt_to_mm(max(right - left, top - bottom))
    return round(float(np.interp(longer_mm, _VIEWING_SIDES_MM, _VIEWING_M)), 2)


def _codes(document: Document, *, read: bool = True) -> Iterator[tuple[Page, QrVerification]]:
    """The codes that are read, or those that are not, each with its page."""
    for symbol in verify_codes(document):
        if symbol.is_read is read:
            yield document.pages[symbol.page], symbol


def check_search(document: Document, brief: Brief) -> Iterator[Finding]:
    """Pages that are too large to be searched finely."""
    for page in document.pages:
        missed = missed_module_mm(page)
        if missed is not None:
            message = msg(
                "QR codes with modules under {size} mm may not have been found",
                size=round(missed, 2),
            )
            yield COARSE_SEARCH.found(Severity.NOTE, message, place_on(page))


FILE_CHECKS: tuple[FileCheck, ...] = (
    check_presence,
    check_search,
    check_readable,
    check_content,
    check_module_size,
    check_quiet_zone,
    check_polarity,
    check_contrast,
    check_inks,
    check_pixels,
    check_damage,
    check_distance,
)
