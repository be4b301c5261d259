"""Findings of a job that its campaign, issuer and material give, before its piece is made."""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.legal_standing import legal_findings
from generator.content.stated_texts import VALID_UNTIL
from generator.content.validity import CURE, ended
from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.job import Job
from generator.vietnamese.dates import short_day


def job_findings(job: Job) -> tuple[Finding, ...]:
    """Findings of ``job`` that are known before its piece is made."""
    campaign = job.campaign
    return (
        *campaign.letter.findings,
        *campaign.findings,
        *job.issuer.findings,
        *job.material.findings,
        *legal_findings(campaign),
        *_validity_findings(job),
        *_issuer_findings(job),
    )


def _validity_findings(job: Job) -> Iterator[Finding]:
    until = job.campaign.valid_until
    message = ended(until, job.date) if until is not None else None
    if message is not None:
        place = job.campaign.places.get(VALID_UNTIL, Place())
        yield Finding("validity-ended", Severity.WARNING, message, CURE, place)


def _issuer_findings(job: Job) -> Iterator[Finding]:
    issuer = job.issuer
    if issuer.until is not None:
        yield Finding(
            "issuer-is-history",
            Severity.WARNING,
            msg(
                "{issuer} existed only until {date}",
                issuer=issuer.name,
                date=short_day(issuer.until),
            ),
            hint=msg("name the unit that took its place; anpham list issuers shows them"),
        )
    if not issuer.contacts and job.material.prints_contacts:
        yield Finding(
            "no-contacts",
            Severity.NOTE,
            msg(
                "no address, hotline or website of {issuer} is known; none is printed",
                issuer=issuer.name,
            ),
            hint=msg("write them into anpham.toml (anpham init makes one)"),
        )
