"""Destination of a file: one made for elsewhere has one fault, and many that only follow.

A file for a press judged as one for the office, or the other way round, breaks a rule with each
box and each colour. A person needs to hear of it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.core.destination import Destination
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.shell import quoted
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.file import GROUP
from generator.preflight.checks.rule import Rule
from generator.preflight.pdf.model import Document
from generator.press.profile import Profile
from generator.press.profiles import DEFAULTS, profile_names

MADE_FOR_ELSEWHERE = Rule(
    "made-for-elsewhere",
    msg("The file was made for another place"),
    msg(
        "A file for the print shop has inks, bleed and marks that are wrong on a screen and in the "
        "office; a file for the office lacks them. What only follows from that is not reported."
    ),
    msg("Make the piece again for where it is needed: --for office, --for press or --for screen."),
    "the destination that the file itself states",
    group=GROUP,
    explains_others=True,
)
RULES: tuple[Rule, ...] = (MADE_FOR_ELSEWHERE,)

_PLACES: Final[Mapping[Destination, Message]] = {
    Destination.OFFICE: msg("the office printer"),
    Destination.PRESS: msg("the print shop"),
    Destination.SCREEN: msg("the screen"),
}


def check_destination(document: Document, brief: Brief) -> Iterator[Finding]:
    """A file for a press is judged as one, and no other is.

    Files for the office and for the screen are made alike, so each may be judged as the other.
    """
    made_for = _stated(brief)
    profile = brief.profile
    if made_for is None or not _is_elsewhere(made_for, profile):
        return
    assert brief.expected is not None
    message = msg(
        "the file was made for {stated} ('{made}'), and is judged for {asked} ('{profile}')",
        stated=_PLACES[made_for],
        made=brief.expected.profile,
        asked=_PLACES[profile.destination],
        profile=profile.name,
    )
    remedy = msg(
        "Make the piece again for {asked}: anpham make {material} {option}, with the other options "
        "as before.",
        asked=_PLACES[profile.destination],
        material=quoted(brief.expected.material),
        option=_option(brief),
    )
    yield MADE_FOR_ELSEWHERE.found(Severity.ERROR, message, remedy=remedy)


def _stated(brief: Brief) -> Destination | None:
    """The destination that the file states, if it is one."""
    stated = brief.expected.destination if brief.expected is not None else None
    return next((one for one in Destination if one == stated), None)


def _is_elsewhere(made_for: Destination, profile: Profile) -> bool:
    return (made_for is Destination.PRESS) is not (profile.destination is Destination.PRESS)


def _option(brief: Brief) -> str:
    """Options of ``anpham make`` for a piece for the profile of ``brief``."""
    profile = brief.profile
    if profile.name == DEFAULTS[profile.destination]:
        return f"--for {profile.destination.value}"
    is_at_hand = profile.name in profile_names(brief.assets.profiles)
    return f"--profile {quoted(profile.name) if is_at_hand else 'FILE'}"


FILE_CHECKS: tuple[FileCheck, ...] = (check_destination,)
