"""A whole preflight: a PDF's bytes in, everything that can be said of it out.

What ``anpham check`` and the end of ``anpham make`` share. Files, the clock and the network belong
to the doors.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from generator.core.findings import Finding
from generator.core.provenance import Expected, ExpectedAct
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.file.incomplete import campaign_not_compared
from generator.preflight.checks.registry import file_checks, page_checks
from generator.preflight.checks.text.official_text import prove_texts
from generator.preflight.checks.text.provenance import acts_of, stated_expectation, with_campaign
from generator.preflight.document import open_document
from generator.preflight.pdf.model import Document, Page
from generator.preflight.pdf.xmp import xmp_packet
from generator.preflight.qr.grading import verify_codes
from generator.preflight.report.condensing import condense, sort_findings
from generator.preflight.report.facts import facts_of
from generator.preflight.report.result import Preflight
from generator.press.profile import Profile

if TYPE_CHECKING:
    from generator.content.model import Campaign


def preflight(
    data: bytes,
    source: str,
    profile: Profile,
    *,
    today: dt.date,
    expected: Expected | None = None,
    campaign: Campaign | None = None,
    known_campaign: Callable[[str], Campaign | None] = lambda _: None,
) -> Preflight:
    """Everything that can be said of the PDF ``data``, judged by ``profile``.

    Args:
        source: What messages call the file.
        expected: What it should be and say; by default what the file states itself.
        campaign: The campaign as it is today: what is expected is compared with it; that a file
            without a passport cannot be is a finding.
        known_campaign: Without ``campaign``, gives the one of the name that the file states, if it
            is at hand: then a text that differs is shown and not only told by its hash.

    Raises:
        InputOutputError: if it is no PDF, is broken beyond repair, or asks for a password.
    """
    started = time.perf_counter()
    missed: tuple[Finding, ...] = ()
    known_acts: tuple[ExpectedAct, ...] = ()
    with open_document(data, source) as document:
        if expected is None:
            expected = stated_expectation(xmp_packet(document))
            if campaign is None and expected is not None:
                campaign = known_campaign(expected.campaign)
        if campaign is not None:
            known_acts = acts_of(campaign)
            if expected is not None:
                expected = with_campaign(expected, campaign)
            else:
                missed = (campaign_not_compared(campaign.name),)
        brief = Brief(profile, expected, known_acts, today)
        return Preflight(
            source=source,
            sha256=hashlib.sha256(data).hexdigest(),
            profile=profile,
            expected=expected,
            facts=facts_of(document),
            findings=sort_findings((*run_checks(document, brief), *missed)),
            codes=verify_codes(document),
            texts=prove_texts(document, brief),
            links=(),
            checked_on=today,
            seconds=time.perf_counter() - started,
        )


def run_checks(document: Document, brief: Brief) -> tuple[Finding, ...]:
    """Findings of all checks, the gravest first.

    Each page is judged by all its checks before the next one, so that of a book no page is rendered
    twice and none is kept. A check that fails is a fault of ours, and its error is let through: a
    preflight that lost a check on its way must not pass a file. A note at the error says which
    check it was.
    """
    found: list[Finding] = []
    for file_check in file_checks():
        found += _run(file_check, document, brief)
    for page in document.pages:
        for page_check in page_checks():
            found += _run(page_check, page, brief)
    return condense(found)


_Subject = TypeVar("_Subject", Document, Page)


def _run(
    check: Callable[[_Subject, Brief], Iterator[Finding]], subject: _Subject, brief: Brief
) -> list[Finding]:
    try:
        return list(check(subject, brief))
    except Exception as error:
        error.add_note(f"in {check.__module__}.{getattr(check, '__name__', check)}")
        raise
