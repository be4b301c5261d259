"""Lines: strokes, and fills as thin as strokes, that a press or printer cannot hold."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.graphics import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.geometry import boxes_overlap
from generator.preflight.pdf.marks import is_visible
from generator.preflight.pdf.model import Mark, MarkKind, Page, Paint
from generator.preflight.pdf.paints import is_paper_white, is_registration
from generator.preflight.render.background import BackgroundSampler

TOO_THIN = Rule(
    "line-too-thin",
    msg("A line is too thin"),
    msg("A hairline breaks up or vanishes on the plate; a printer draws it as it likes."),
    msg("Make the line thicker. In Word and drawing programs never choose “hairline” or 0 pt."),
    "GWG 2015, thin lines; Acrobat's list of hairlines: 0.125 pt; shops: 0.25 pt",
    group=GROUP,
)
TINT_TOO_THIN = Rule(
    "tinted-line-too-thin",
    msg("A line of several inks, of a tint, or left white is too thin"),
    msg(
        "Inks are never quite in register and a tint is made of dots: a thin line gets coloured "
        "edges, breaks up, or is filled in where it is white on colour."
    ),
    msg("Make the line thicker, or use one ink in full, best black."),
    "GWG 2015, thin lines of several inks; guides of print shops",
    group=GROUP,
    follows_destination=True,
)
RULES: tuple[Rule, ...] = (TOO_THIN, TINT_TOO_THIN)

#: A fill is as a line is if it is this much longer than it is thick. Our own; corpus: alike from
#: 0.2 to 40.
_LINE_RATIO = 4.0
#: What is shorter is a dot or a part of a drawing. Our own; corpus: alike from 0.15 to 30 pt.
_SHORTEST_PT = 3.0
#: What is thinner has no width at all: a device draws it as one row of its dots. A dot of a
#: platesetter of 2,540 dpi is 0.028 pt. Corpus: alike from 0.001 to 0.2 pt.
_HAIR_PT = 0.02
#: A full ink; less of it is a tint of dots (GWG 2015, thin lines: 90 %).
_FULL = 0.9


def check_lines(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that all lines are as thick as the profile asks; alike ones are one finding."""
    one = brief.profile.line_one_ink_pt
    several = brief.profile.line_several_inks_pt
    looker: BackgroundSampler | None = None
    found: dict[tuple[bool, float], list[Mark]] = {}
    for mark, width in _lines(page):
        if width >= max(one.warning, several) or mark.paint is None:
            continue
        if is_paper_white(mark.paint):
            looker = looker or BackgroundSampler(page)
            if not looker.is_reversed(mark):
                continue
            is_plain = False
        else:
            is_plain = is_one_full_ink(mark.paint)
        if width < (one.warning if is_plain else several):
            found.setdefault((is_plain, width), []).append(mark)
    for (is_plain, width), marks in found.items():
        yield _finding(page, marks, width, brief, is_plain=is_plain)


def _finding(
    page: Page, marks: list[Mark], width: float, brief: Brief, *, is_plain: bool
) -> Finding:
    profile, place = brief.profile, place_on(page, marks[0].box)
    if is_plain:
        found, asked = _width_message(marks, width), profile.line_one_ink_pt.warning
        is_error = width < profile.line_one_ink_pt.error
        message = msg("{found}; the profile asks for at least {asked} pt", found=found, asked=asked)
        return TOO_THIN.found(Severity.ERROR if is_error else Severity.WARNING, message, place)
    message = msg(
        "{found}, and of several inks, a tint or white; the profile asks for at least {asked} pt",
        found=_width_message(marks, width),
        asked=profile.line_several_inks_pt,
    )
    return TINT_TOO_THIN.found(Severity.ERROR, message, place)


def _width_message(marks: list[Mark], width: float) -> Message:
    if width < _HAIR_PT:
        return msg("{count} hairlines have no width of their own", count=len(marks))
    if len(marks) == 1:
        return msg("a line is {width} pt thick", width=width)
    return msg("{count} lines are {width} pt thick", count=len(marks), width=width)


def _lines(page: Page) -> Iterator[tuple[Mark, float]]:
    """The lines on the finished page, and how thick they are, to 0.001 pt (GWG 2015, 3.15)."""
    for mark in page.marks:
        if not is_visible(mark) or not boxes_overlap(mark.bounds, page.boxes.bled):
            continue
        # Printers' marks are thin on purpose, and may be one path around the whole page.
        if mark.paint is None or is_registration(mark.paint):
            continue
        # Of texts those have a width that are outlines alone; filled ones stand by their filling.
        is_stroke = mark.kind is MarkKind.STROKE or _is_outline(mark)
        if is_stroke and mark.line_width_pt is not None:
            yield mark, round(mark.line_width_pt, 3)
        elif mark.kind is MarkKind.FILL:
            width, length = mark.thinnest_pt or sorted(
                (mark.bounds[2] - mark.bounds[0], mark.bounds[3] - mark.bounds[1])
            )
            if length > max(_SHORTEST_PT, _LINE_RATIO * width):
                yield mark, round(width, 3)


def _is_outline(mark: Mark) -> bool:
    """True if a text is shown by the outlines of its letters (ISO 32000-2, table 104)."""
    return mark.text is not None and mark.text.mode % 4 == 1


def is_one_full_ink(paint: Paint) -> bool:
    """True if a colour is one ink without dots; of RGB black is, as printers print it."""
    if paint.inks:
        return len(paint.used_inks) == 1 and max(paint.inks.values()) >= _FULL
    return max(paint.rgb) <= 1 - _FULL


PAGE_CHECKS: tuple[PageCheck, ...] = (check_lines,)
