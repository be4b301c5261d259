"""Letters that are cut through: by a frame, or by the margins that a printer leaves white.

Official texts have a rule of their own in ``preflight.checks.text.official_text``, which says
which of them it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.located_texts import locate_texts
from generator.preflight.checks.page import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.geometry import boxes_overlap, clip_box
from generator.preflight.pdf.marks import group_nearby, mark_excerpt, visible_texts
from generator.preflight.pdf.model import Box, Mark, Page

TEXT_CUT = Rule(
    "text-cut",
    msg("Text is cut off"),
    msg("Letters reach over their frame, or into the edge that is left white, and lose a part."),
    msg("Give the text more room, move it inwards, or choose a profile without margins."),
    "our own; clips against the letters' own boxes",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (TEXT_CUT,)

#: Of a letter's height or width: a hair at its edge is the renderer's. Corpus: alike from 0.006 up
#: to 0.36; with 0.6 the planted fault is missed.
_LOST_SHARE = 0.12


def check_cut(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that every letter that can be seen can be seen whole."""
    official = _official_boxes(page, brief)
    lost = (
        ("cut", mark)
        for mark in visible_texts(page)
        if mark.box != mark.bounds
        and not any(boxes_overlap(mark.bounds, box) for box in official)
        and _loses_letters(page, mark)
    )
    for _, marks in group_nearby(lost):
        yield TEXT_CUT.found(
            Severity.ERROR,
            msg("the text “{text}” is cut off", text=mark_excerpt(marks[0])),
            place_on(page, marks[0].box),
        )


def _official_boxes(page: Page, brief: Brief) -> list[Box]:
    """Boxes of the official texts on ``page``, which have a rule of their own."""
    if brief.expected is None:
        return []
    located = locate_texts(page.document, brief.expected)
    places = [located.where(text.printed) for text in located.found]
    return [box for number, box in places if number == page.index and box is not None]


def _loses_letters(page: Page, mark: Mark) -> bool:
    """True if a character that stands in ``mark`` is cut through by what clips it."""
    return any(
        _is_cut_through(character.box, mark.box)
        for character in page.characters
        if character.text.strip() and boxes_overlap(character.box, mark.bounds)
    )


def _is_cut_through(letter: Box, seen: Box) -> bool:
    left, lower, right, upper = clip_box(letter, seen)
    width, height = letter[2] - letter[0], letter[3] - letter[1]
    if right <= left or upper <= lower or not width or not height:
        return False
    return (right - left) < width * (1 - _LOST_SHARE) or (upper - lower) < height * (
        1 - _LOST_SHARE
    )


PAGE_CHECKS: tuple[PageCheck, ...] = (check_cut,)
