"""Black: small text and lines in black alone, printed over what lies below; large areas richer."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.core.findings import Finding, Severity
from generator.core.inks import CHROMATIC_INKS, INK_LETTERS
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, FileCheck, PageCheck
from generator.preflight.checks.ink import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.geometry import expand_box
from generator.preflight.pdf.marks import group_nearby, is_visible, line_excerpt, visible_texts
from generator.preflight.pdf.model import Box, Document, Mark, MarkKind, Page, Paint
from generator.preflight.pdf.paints import (
    TRACE_AMOUNT,
    is_black_only,
    is_neutral,
    is_registration,
    relative_luminance,
)
from generator.preflight.render.grid import page_plates
from generator.preflight.render.quantiles import median
from generator.press.profile import ColourModel

NOT_ALONE = Rule(
    "black-text-in-several-inks",
    msg("Small black or grey text is made of several inks"),
    msg(
        "Text of black and other inks, or of RGB black, is printed from up to four plates that "
        "are never quite in register: it looks blurred and has coloured edges."
    ),
    msg("Set the text in black alone: 0, 0, 0, 100 of CMYK, or a tint of it."),
    "GWG 2015, rich black text: below 12 pt",
    group=GROUP,
    follows_destination=True,
)
KNOCKS_OUT = Rule(
    "black-knocks-out",
    msg("Small black text or a thin black line does not overprint"),
    msg(
        "The ground is left white below each letter. When the plates are a little out of "
        "register, white edges show around the letters."
    ),
    msg("Set small black text and thin black lines to overprint (overprint mode 1)."),
    "GWG 2015, 100 % black text overprint and thin 100 % black line overprint",
    group=GROUP,
    follows_destination=True,
)
NOT_RICH = Rule(
    "large-black-not-rich",
    msg("A large black area is of black ink alone"),
    msg("One black ink alone looks dark grey on a large area, and small flaws show in it."),
    msg("Add other inks below the black, as 50, 40, 20, 100; keep within the ink limit."),
    "guides of print shops: areas of more than 50 pt",
    group=GROUP,
    follows_destination=True,
)
RULES: tuple[Rule, ...] = (NOT_ALONE, KNOCKS_OUT, NOT_RICH)

#: Darker than that, a colour without a hue is black to a reader; of relative luminance. It has 7 to
#: 1 on white, as WCAG 2.2, 1.4.6 asks of text for everyone. Corpus: alike from 0.005 to 1.
_BLACK = 0.1
#: Up to here it is grey; lighter, it is a tint that nobody sets small text in, as it has less than
#: 2 to 1 on white. Corpus: planted faults are missed below 0.18.
_GREY = 0.5
#: Both sides of a large area are longer: guides of print shops. Corpus: a planted one of 71 pt.
_LARGE_PT = 50.0
#: How much of a shape's box a solid area covers. Corpus: QR codes, of sound files the most, cover
#: less than 0.45 of theirs, and the planted area all.
_SOLID_SHARE = 0.9
#: From how much on the black ink is full, 0..1: what antialiasing leaves out. Our own.
_FULL_BLACK = 0.97
#: So far around a black text or line other inks are looked for, as below it they are left out: a
#: pixel at COVERAGE_DPI.
_AROUND_PT = 2.0


def check_text(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that small text that looks black or grey is of black alone."""
    profile = brief.profile
    if profile.colour is not ColourModel.CMYK:
        return
    wrong = (
        (round(mark.text.size_pt, 1), mark)
        for mark in visible_texts(page)
        if mark.text is not None
        and mark.paint is not None
        and round(mark.text.size_pt, 1) < profile.black_overprints_below_pt
        and _is_mixed_black(mark.paint)
    )
    for size, marks in group_nearby(wrong):
        paint = marks[0].paint
        assert paint is not None
        yield NOT_ALONE.found(
            Severity.ERROR,
            msg(
                "black or grey text of {size} pt is made of {inks}: “{text}”; "
                "below {below} pt it must be black alone",
                size=size,
                inks=_mixture(paint),
                text=line_excerpt(page, marks[0]),
                below=profile.black_overprints_below_pt,
            ),
            place_on(page, marks[0].box),
        )


def _is_mixed_black(paint: Paint) -> bool:
    """True if a colour looks black or grey but is not made of black alone."""
    if paint.space == "Pattern" or not is_neutral(paint.rgb):
        return False
    light = float(relative_luminance(np.array(paint.rgb)))
    used = paint.used_inks
    if not paint.inks:
        return light < _GREY
    if light < _BLACK:
        return ("Black" in used and len(used) > 1) or set(CHROMATIC_INKS) <= set(used)
    return light < _GREY and set(CHROMATIC_INKS) <= set(used)


def _mixture(paint: Paint) -> str:
    if not paint.inks:
        return paint.space.removeprefix("Device")
    return " ".join(
        f"{INK_LETTERS.get(ink, ink)}{100 * paint.inks[ink]:.0f}" for ink in paint.used_inks
    )


def check_knock_out(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that small texts and thin lines of black alone overprint where other ink lies below."""
    below_pt = brief.profile.black_overprints_below_pt
    if brief.profile.colour is not ColourModel.CMYK or not below_pt:
        return
    candidates = [mark for mark in page.marks if _knocks_out(mark, below_pt)]
    if not candidates:
        return
    plates = _OtherPlates(page)
    stood = ((mark.kind, mark) for mark in candidates if plates.under(mark.box) > TRACE_AMOUNT)
    for kind, marks in group_nearby(stood):
        if kind is MarkKind.TEXT:
            message = msg(
                "the black text “{text}” leaves its coloured ground white",
                text=line_excerpt(page, marks[0]),
            )
        else:
            message = msg("a thin black line leaves its coloured ground white")
        yield KNOCKS_OUT.found(Severity.WARNING, message, place_on(page, marks[0].box))


def _knocks_out(mark: Mark, below_pt: float) -> bool:
    """True if it is a small text or thin line of black alone that does not overprint."""
    if mark.paint is None or not is_black_only(mark.paint) or not is_visible(mark):
        return False
    if mark.text is not None:
        size: float | None = round(mark.text.size_pt, 1)
    else:
        size = mark.line_width_pt if mark.kind is MarkKind.STROKE else None
    return size is not None and size < below_pt and not _overprints(mark, mark.paint)


def _overprints(mark: Mark, paint: Paint) -> bool:
    """True if what lies below stays; zeros of CMYK knock out unless the mode is 1.

    Source: ISO 32000-2, 8.6.7.
    """
    if not mark.overprint:
        return False
    is_cmyk = paint.space == "DeviceCMYK" or (
        paint.space == "ICCBased" and len(paint.components) == 4
    )
    return mark.overprint_mode == 1 if is_cmyk else True


class _OtherPlates:
    """The ink beside black on one page, and the black itself."""

    def __init__(self, page: Page) -> None:
        seen = page_plates(page)
        self._grid = seen[0] if seen else None
        plates = seen[1] if seen else {}
        others = [plate for ink, plate in plates.items() if ink != "Black"]
        self._others = np.sum(np.stack(others), axis=0) if others else None
        self._black = plates.get("Black")

    def under(self, box: Box) -> float:
        """Median share of other ink around a mark in ``box``."""
        if self._grid is None or self._others is None:
            return 0.0
        around = expand_box(box, _AROUND_PT, _AROUND_PT)
        part = self._others[self._grid.pixels_touching(around)]
        return median(part) if part.size else 0.0

    @property
    def is_one_ink(self) -> bool:
        """True if the page has no ink but black."""
        return self._others is None or float(self._others.max()) < TRACE_AMOUNT

    def black_alone(self, box: Box) -> float:
        """The share of ``box`` that is full black and nothing else."""
        if self._grid is None or self._others is None or self._black is None:
            return 0.0
        part = self._grid.pixels_within(box)
        alone = (self._black[part] > _FULL_BLACK) & (self._others[part] < TRACE_AMOUNT)
        return float(alone.mean()) if alone.size else 0.0


def check_large(document: Document, brief: Brief) -> Iterator[Finding]:
    """Check that large black areas of a job in several inks have other inks below the black."""
    profile = brief.profile
    if profile.colour is not ColourModel.CMYK:
        return
    large = [[mark for mark in page.marks if _is_large_black(mark)] for page in document.pages]
    if not any(large):
        return
    plates = [_OtherPlates(page) for page in document.pages]
    if all(each.is_one_ink for each in plates):
        return
    for page, marks, each in zip(document.pages, large, plates, strict=True):
        for mark in marks:
            if each.black_alone(mark.box) >= _SOLID_SHARE:
                yield NOT_RICH.found(
                    Severity.NOTE,
                    msg("a large area is of black ink alone and will look dark grey"),
                    place_on(page, mark.box),
                )


def _is_large_black(mark: Mark) -> bool:
    return (
        mark.kind is MarkKind.FILL
        and mark.paint is not None
        and is_black_only(mark.paint)
        and not is_registration(mark.paint)
        and mark.box[2] - mark.box[0] > _LARGE_PT
        and mark.box[3] - mark.box[1] > _LARGE_PT
    )


PAGE_CHECKS: tuple[PageCheck, ...] = (
    check_text,
    check_knock_out,
)
FILE_CHECKS: tuple[FileCheck, ...] = (check_large,)
