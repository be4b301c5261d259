"""The deadline of validity: what a piece says holds until a day that the campaign names."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.validity import CURE, ended
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.legal import GROUP
from generator.preflight.checks.rule import Rule
from generator.preflight.pdf.model import Document

VALIDITY_ENDED = Rule(
    code="validity-ended",
    title=msg("What the piece says is no longer in force"),
    cause=msg("People follow what they read on a wall, long after its last day."),
    remedy=CURE,
    source="our own; “valid_until” in campaign.yaml and the file's metadata",
    group=GROUP,
    is_reported_for_orders=True,
)
RULES: tuple[Rule, ...] = (VALIDITY_ENDED,)


def check_validity(_: Document, brief: Brief) -> Iterator[Finding]:
    """Check that the day of the check is not after the piece's last one."""
    expected = brief.expected
    if expected is None or expected.valid_until is None or brief.today is None:
        return
    message = ended(expected.valid_until, brief.today)
    if message is not None:
        yield VALIDITY_ENDED.found(Severity.WARNING, message)


FILE_CHECKS: tuple[FileCheck, ...] = (check_validity,)
