"""Judgements that were requested and could not be made, reported as findings.

They depend on what is at hand beside the file, so the rules here have no checks of a document.
"""

from __future__ import annotations

from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.brief import FileCheck
from generator.preflight.checks.file import GROUP
from generator.preflight.checks.rule import Rule

PROFILE_NOT_HERE = Rule(
    "profile-not-here",
    msg("The profile that the file names is not at hand"),
    msg(
        "The file was made for a print shop's own profile. It was judged by the usual one, whose "
        "bleed, ink limit and sizes may be others."
    ),
    msg("Give the print shop's profile: --profile FILE."),
    "our own; the profile's name in the file's metadata",
    group=GROUP,
)
CAMPAIGN_NOT_COMPARED = Rule(
    "campaign-not-compared",
    msg("The file could not be compared with the campaign"),
    msg(
        "Only in files that anpham made it is written which letter and texts they hold. This one "
        "says nothing of that, or a program has taken it out."
    ),
    msg("Compare letter and texts by eye, or make the piece again with anpham and check that."),
    "our own; the statements in the file's metadata",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (PROFILE_NOT_HERE, CAMPAIGN_NOT_COMPARED)
FILE_CHECKS: tuple[FileCheck, ...] = ()


def profile_not_here(stated: str, judged_by: str) -> Finding:
    """The file names the profile ``stated``, and it was judged by another."""
    message = msg(
        "the file was made for '{stated}', which is not here; it is judged by '{profile}'",
        stated=stated,
        profile=judged_by,
    )
    return PROFILE_NOT_HERE.found(Severity.WARNING, message)


def campaign_not_compared(campaign: str) -> Finding:
    """The file does not say what it holds, so it was not compared with ``campaign``."""
    message = msg(
        "the file does not say what it quotes, so it was not compared with '{campaign}'",
        campaign=campaign,
    )
    return CAMPAIGN_NOT_COMPARED.found(Severity.WARNING, message)
