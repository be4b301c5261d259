"""A whole preflight: a PDF's bytes in, everything that can be said of it out.

What ``anpham check`` and the end of ``anpham make`` share. Files, the clock and the network belong
to the doors.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.core.findings import Finding
from generator.core.provenance import Expected, ExpectedAct
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.file.incomplete import campaign_not_compared
from generator.preflight.checks.registry import run_checks, sorted_findings
from generator.preflight.checks.text.official_text import prove_texts
from generator.preflight.checks.text.provenance import acts_of, expected_of, with_campaign
from generator.preflight.document import open_document
from generator.preflight.qr.grading import verify_codes
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
            expected = expected_of(document.pdf)
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
            findings=sorted_findings((*run_checks(document, brief), *missed)),
            codes=verify_codes(document),
            texts=prove_texts(document, brief),
            links=(),
            checked_on=today,
            seconds=time.perf_counter() - started,
        )
