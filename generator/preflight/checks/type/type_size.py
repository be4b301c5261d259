"""Size of type: the smallest that a press holds in one ink, in several, and reversed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.findings import Finding, Severity
from generator.core.inks import ALL_INKS
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, PageCheck
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.checks.type import GROUP
from generator.preflight.pdf.marks import group_nearby, mark_excerpt, visible_texts
from generator.preflight.pdf.model import Mark, Page
from generator.preflight.pdf.paints import is_neutral
from generator.preflight.render.background import BackgroundSampler
from generator.press.profile import Profile

TOO_SMALL = Rule(
    "text-too-small",
    msg("Text is too small"),
    msg("Small letters, and the accents over them first, close up or break on paper."),
    msg("Set the text larger, or say less."),
    "guides of print shops: 5 pt in one ink",
    group=GROUP,
)
SEVERAL_TOO_SMALL = Rule(
    "coloured-text-too-small",
    msg("Text of several inks is too small"),
    msg("Inks are never quite in register: small letters of several inks get coloured edges."),
    msg("Set the text larger, or in one ink, best black."),
    "guides of print shops, GWG 2015: 7 pt in two or more inks",
    group=GROUP,
    follows_destination=True,
)
REVERSED_TOO_SMALL = Rule(
    "reversed-text-too-small",
    msg("Light text on a dark ground is too small"),
    msg("Ink of the ground runs into the letters and closes them."),
    msg("Set the text larger and bolder, or dark on a light ground."),
    "guides of print shops, GWG 2015: 7 pt reversed",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (TOO_SMALL, SEVERAL_TOO_SMALL, REVERSED_TOO_SMALL)
_RULES = {rule.code: rule for rule in RULES}


def check_sizes(page: Page, brief: Brief) -> Iterator[Finding]:
    """Check that every text is as large as the profile asks for its kind of colour."""
    profile = brief.profile
    asked = {
        TOO_SMALL.code: profile.text_one_ink_pt,
        SEVERAL_TOO_SMALL.code: profile.text_several_inks_pt,
        REVERSED_TOO_SMALL.code: profile.text_reversed_pt,
    }
    small = (
        ((rule.code, size), mark)
        for mark, size, rule in _judged(page, profile)
        if size < asked[rule.code].warning
    )
    for (code, size), marks in group_nearby(small):
        limit = asked[code]
        is_error = size < limit.error
        known = {"found": size, "text": mark_excerpt(marks[0])}
        if is_error:
            message = msg(
                "text of {found} pt: “{text}”; the profile asks for at least {asked} pt",
                asked=limit.error,
                **known,
            )
        else:
            message = msg(
                "text of {found} pt: “{text}”; the profile advises at least {advised} pt",
                advised=limit.warning,
                **known,
            )
        severity = Severity.ERROR if is_error else Severity.WARNING
        yield _RULES[code].found(severity, message, place_on(page, marks[0].box))


def _judged(page: Page, profile: Profile) -> Iterator[tuple[Mark, float, Rule]]:
    """Texts that may be too small, with their size to 0.1 pt (GWG 2015, 3.15), and by which rule.

    Which rule counts takes a look at the page, so only those are judged that could fail one.
    """
    limits = (profile.text_one_ink_pt, profile.text_several_inks_pt, profile.text_reversed_pt)
    largest = max(limit.warning for limit in limits)
    looker: BackgroundSampler | None = None
    for mark in visible_texts(page):
        assert mark.text is not None
        size = round(mark.text.size_pt, 1)
        if size >= largest:
            continue
        looker = looker or BackgroundSampler(page)
        if looker.is_reversed(mark):
            yield mark, size, REVERSED_TOO_SMALL
        elif _is_of_several_inks(mark):
            yield mark, size, SEVERAL_TOO_SMALL
        else:
            yield mark, size, TOO_SMALL


def _is_of_several_inks(mark: Mark) -> bool:
    if mark.paint is None:
        return False
    if mark.paint.inks:
        return len(mark.paint.used_inks) > 1 or ALL_INKS in mark.paint.used_inks
    return not is_neutral(mark.paint.rgb)


PAGE_CHECKS: tuple[PageCheck, ...] = (check_sizes,)
