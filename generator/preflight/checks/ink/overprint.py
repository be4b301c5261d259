"""Overprint that makes things vanish or change: white and grey set to overprint."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.ink import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.geometry import boxes_overlap
from generator.preflight.pdf.marks import group_nearby, is_visible, mark_excerpt
from generator.preflight.pdf.model import Mark, Page
from generator.preflight.pdf.paints import is_paper_white
from generator.press.profile import ColourModel

WHITE = Rule(
    "white-overprints",
    msg("White is set to overprint"),
    msg(
        "Overprinting lays ink on what is there. White has no ink, so a white text or shape that "
        "overprints is not printed at all, though the screen shows it."
    ),
    msg("Take the overprint off everything white."),
    "GWG 2015, white text and white paths overprint",
    group=GROUP,
)
GREY = Rule(
    "grey-overprints",
    msg("Grey is set to overprint"),
    msg(
        "Colours of the space DeviceGray overprint differently from one printer to the next: "
        "some knock out, some mix with what lies below."
    ),
    msg("Take the overprint off, or set the text in the black of CMYK (0, 0, 0, 100)."),
    "GWG 2015, DeviceGray overprint",
    group=GROUP,
    follows_destination=True,
)
RULES: tuple[Rule, ...] = (WHITE, GREY)


def check_overprint(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that nothing overprints that must not; only where inks are printed as they are set."""
    if brief.profile.colour is not ColourModel.CMYK:
        return
    wrong = (
        (rule.code, mark)
        for mark in page.marks
        if boxes_overlap(mark.bounds, page.boxes.bled)
        for rule in (_broken_rule(mark),)
        if rule is not None
    )
    for code, marks in group_nearby(wrong):
        rule = WHITE if code == WHITE.code else GREY
        yield rule.found(Severity.ERROR, _said(rule, marks[0]), place_on(page, marks[0].box))


def _broken_rule(mark: Mark) -> Rule | None:
    if not mark.overprint or mark.paint is None or not is_visible(mark):
        return None
    if mark.paint.space == "Pattern":
        return None
    if is_paper_white(mark.paint):
        return WHITE
    return GREY if mark.paint.space == "DeviceGray" else None


def _said(rule: Rule, mark: Mark) -> Message:
    if mark.text is not None:
        text = mark_excerpt(mark)
        if rule is WHITE:
            return msg("the white text “{text}” overprints, so that it is not printed", text=text)
        return msg("the grey text “{text}” overprints", text=text)
    if rule is WHITE:
        return msg("a white shape overprints, so that it is not printed")
    return msg("a grey shape overprints")


PAGE_CHECKS: tuple[PageCheck, ...] = (check_overprint,)
