"""Groups of any tone, in any place and theme: everything that a piece says can be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from support.made_campaigns import made_campaign
from support.shipped import ASSETS
from support.workshop import job, planned, profile, workshop

from generator.content.model import Tone
from generator.core.findings import Severity
from generator.preflight.checks.brief import Brief
from generator.preflight.document import open_document
from generator.preflight.run import run_checks

TODAY = dt.date(2026, 11, 24)
DO, DONT, INFO = Tone.DO, Tone.DONT, Tone.INFO


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["hien-dai", "ban-tin-2-mau", "ban-tin-1-mau"])
@pytest.mark.parametrize("material", ["poster", "insert"])
@pytest.mark.parametrize(
    "tones", [(DO,), (DONT,), (INFO,), (DO, INFO), (DO, DO), (INFO, DONT)], ids=repr
)
def test_what_groups_of_any_tone_say_can_be_read(
    tones: tuple[Tone, ...], material: str, theme: str
) -> None:
    campaign = made_campaign(tuple((tone, 3) for tone in tones))
    piece = workshop().make(planned(replace(job(material, campaign_=campaign), theme=theme)))
    with open_document(piece.pdf, "piece.pdf", icc=ASSETS.icc) as document:
        found = run_checks(document, Brief(profile(), ASSETS, piece.expected, today=TODAY))
    errors = [f"{one.code}: {one.message}" for one in found if one.severity is Severity.ERROR]
    assert not errors, "\n".join(errors)
