"""Folds: nothing runs across them, and the panels between them fold into each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.provenance import Expected
from generator.core.units import SIZE_TOLERANCE_MM, mm_to_pt, pt_to_mm
from generator.preflight.checks.brief import Brief, FileCheck, PageCheck
from generator.preflight.checks.page import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.figures import find_figures, is_bled
from generator.preflight.pdf.geometry import boxes_overlap
from generator.preflight.pdf.marks import line_excerpt, visible_texts
from generator.preflight.pdf.model import Box, Document, Mark, Page
from generator.preflight.qr.grading import verify_codes

ACROSS = Rule(
    "crosses-a-fold",
    msg("Text or a QR code lies across a fold"),
    msg("Toner and ink break at a fold, and a code that is bent cannot be scanned."),
    msg("Move it into one panel; where a headline is meant to run across, allow it in the design."),
    "house rule; the folds are those that the piece states",
    group=GROUP,
)
PANELS = Rule(
    "panels-do-not-fold",
    msg("The panels' widths do not fit the fold"),
    msg(
        "The panel that is folded in must be 1 to 3 mm narrower than the one it lies in. "
        "If not, it buckles or leaves a gap."
    ),
    msg("Ask the print shop for its widths of panels, and set the folds anew."),
    "guides of print shops on letter folds: 1 to 3 mm",
    group=GROUP,
)
SIDES_DIFFER = Rule(
    "folds-differ-between-sides",
    msg("The folds of front and back do not meet"),
    msg("Both pages lie on one sheet, so a fold on one is a fold on the other, seen in a mirror."),
    msg("Mirror the widths of the panels on the second page."),
    "house rule; geometry of a sheet that is turned over",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (ACROSS, PANELS, SIDES_DIFFER)

#: What reaches less far over the fold lies beside it, within the tolerance of folding. Our own;
#: corpus: alike from 0.015 to 3 mm.
_OVER_MM = 0.3
#: Words of one line stand nearer than this, in times of their size: a space of our typeface
#: is 0.23 wide. Our own; corpus: alike from 0.03 to 6.
_WORD_SPACE_EM = 0.6
#: They stand on one line if their heights differ by less, as of a raised sign. Our own.
_LEVEL_EM = 0.3
#: By how much narrower the panel folded in is, in mm: guides of print shops on letter folds. Ours
#: is 3 mm narrower, and is refused from 2.6 mm as the most.
_NARROWER_MM = (1.0, 3.0)
#: The two outer panels differ by no more: our own, the least of what guides ask for.
_OUTER_MM = 1.0


def check_across(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that texts and figures lie on one side of each fold, but for those meant to cross."""
    expected = brief.expected
    if expected is None:
        return
    allowed = tuple(map(_plain, expected.may_cross_folds))
    for fold_mm in _folds(expected, page):
        x = page.boxes.trimmed[0] + mm_to_pt(fold_mm)
        for mark in _texts_across(page, x):
            text = _plain(mark.text.characters if mark.text else "")
            if not any(text in other for other in allowed):
                yield ACROSS.found(
                    Severity.ERROR,
                    msg(
                        "the text “{text}” lies across the fold at {fold} mm",
                        text=line_excerpt(page, mark),
                        fold=round(fold_mm, 1),
                    ),
                    place_on(page, mark.box),
                )
        codes = [code.box for code in verify_codes(page.document) if code.page == page.index]
        for box in codes:
            if _is_across(box, x):
                yield ACROSS.found(
                    Severity.ERROR,
                    msg("a QR code lies across the fold at {fold} mm", fold=round(fold_mm, 1)),
                    place_on(page, box),
                )
        for box in _figures_across(page, x, codes):
            yield ACROSS.found(
                Severity.WARNING,
                msg("a figure lies across the fold at {fold} mm", fold=round(fold_mm, 1)),
                place_on(page, box),
            )


def _figures_across(page: Page, x: float, codes: Sequence[Box]) -> Iterator[Box]:
    """The figures on both sides of ``x``; those that are bled are grounds, and may be folded."""
    trim, covered = page.boxes.trimmed, list(codes)
    for box in find_figures(page):
        is_ground = is_bled(box, trim)
        if (
            _is_across(box, x)
            and not is_ground
            and not any(boxes_overlap(box, one) for one in covered)
        ):
            covered.append(box)
            yield box


def _folds(expected: Expected, page: Page) -> tuple[float, ...]:
    return expected.folds_mm[page.index] if page.index < len(expected.folds_mm) else ()


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def _texts_across(page: Page, x: float) -> Iterator[Mark]:
    """The texts on both sides of ``x``: in one mark, or in words that follow on one line."""
    ends: list[Mark] = []
    for mark in visible_texts(page):
        if _is_across(mark.box, x):
            yield mark
            continue
        reach, over = _WORD_SPACE_EM * _size(mark), mm_to_pt(_OVER_MM)
        if x - reach < mark.box[2] <= x + over:
            ends.append(mark)
        elif x - over <= mark.box[0] < x + reach and any(_follow(end, mark, reach) for end in ends):
            yield mark


def _follow(end: Mark, mark: Mark, reach: float) -> bool:
    """True if ``mark`` goes on with the line that ``end`` ends with."""
    is_level = abs(end.box[1] - mark.box[1]) < _LEVEL_EM * _size(mark)
    return is_level and mark.box[0] - end.box[2] < reach and _size(end) == _size(mark)


def _size(mark: Mark) -> float:
    return mark.text.size_pt if mark.text else 0.0


def _is_across(box: Box, x: float) -> bool:
    return box[0] < x - mm_to_pt(_OVER_MM) and box[2] > x + mm_to_pt(_OVER_MM)


def check_panels(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that of three panels the outer one that is folded in is narrower."""
    expected = brief.expected
    if expected is None:
        return
    folds = _folds(expected, page)
    if len(folds) != 2:
        return
    left, right = page.boxes.trimmed[0], page.boxes.trimmed[2]
    edges = (0.0, *folds, pt_to_mm(right - left))
    first, middle, last = (end - start for start, end in pairwise(edges))
    # Equal panels fold like a fan, one to the front and one to the back.
    is_fan = max(first, middle, last) - min(first, middle, last) < SIZE_TOLERANCE_MM
    narrower = middle - min(first, last)
    least, most = _NARROWER_MM
    fits = least - SIZE_TOLERANCE_MM / 2 <= narrower <= most + SIZE_TOLERANCE_MM / 2
    if is_fan or (fits and abs(middle - max(first, last)) <= _OUTER_MM):
        return
    yield PANELS.found(
        Severity.ERROR,
        msg(
            "the panels are {first}, {middle} and {last} mm wide; "
            "the one folded in must be {least} to {most} mm narrower than the others",
            first=round(first, 2),
            middle=round(middle, 2),
            last=round(last, 2),
            least=least,
            most=most,
        ),
        place_on(page),
    )


def check_sides(document: Document, brief: Brief) -> Iterator[Finding]:
    """Check that the second page's folds are the first's, seen from behind."""
    expected = brief.expected
    if expected is None or len(document.pages) != 2 or len(expected.folds_mm) != 2:
        return
    trim = document.pages[0].boxes.trimmed
    width = pt_to_mm(trim[2] - trim[0])
    front, back = expected.folds_mm
    mirrored = sorted(width - x for x in front)
    if len(mirrored) == len(back) and all(
        abs(one - other) < SIZE_TOLERANCE_MM
        for one, other in zip(mirrored, sorted(back), strict=True)
    ):
        return
    yield SIDES_DIFFER.found(
        Severity.ERROR,
        msg(
            "the back folds at {found}; seen from behind, the front folds at {asked}",
            found=_listed(back),
            asked=_listed(mirrored),
        ),
        place_on(document.pages[1]),
    )


def _listed(lengths_mm: Sequence[float]) -> Message:
    """The lengths, to 0.1 mm, one after the other."""
    if not lengths_mm:
        return msg("no place")
    first, *others = (round(length, 1) for length in lengths_mm)
    joined = msg("{length} mm", length=first)
    for length in others:
        joined = msg("{lengths}, {length} mm", lengths=joined, length=length)
    return joined


PAGE_CHECKS: tuple[PageCheck, ...] = (
    check_across,
    check_panels,
)
FILE_CHECKS: tuple[FileCheck, ...] = (check_sides,)
