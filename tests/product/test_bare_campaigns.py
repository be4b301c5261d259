"""Campaigns that say no more than their letter: no slogan, picture, reasons or questions.

What a campaign does not say is not printed, and its room goes to what it says; nothing is invented.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from support.made_campaigns import made_campaign
from support.shipped import ASSETS
from support.workshop import job, planned, profile, sheet, workshop

from generator.content.model import Campaign, TextLength, Tone
from generator.core.findings import Severity
from generator.preflight.checks.brief import Brief
from generator.preflight.document import open_document
from generator.preflight.run import run_checks

TODAY = dt.date(2026, 11, 24)
DO, DONT, INFO = Tone.DO, Tone.DONT, Tone.INFO

#: Groups by tone and number of items.
SHAPES = {
    "one group": ((DO, 5),),
    "one item": ((INFO, 1),),
    "do and dont": ((DO, 6), (DONT, 2)),
    "three groups": ((DO, 3), (INFO, 3), (DONT, 2)),
}
#: What each optional part is taken away from, beside all of them together.
ASPECTS = ("all", "slogans", "texts", "kicker", "support", "why", "checks")

#: What is said of the shipped campaign's act and address, whatever its piece looks like.
OF_THE_SHIPPED_CAMPAIGN = ("act-doubtful", "qr-distance")


def bare(campaign: Campaign, aspect: str = "all") -> Campaign:
    """``campaign`` without ``aspect``, an optional part."""
    texts = dict(campaign.texts)
    if aspect in ("all", "texts"):
        texts = {}
    if aspect == "why":
        texts = {key: text for key, text in texts.items() if not key.startswith("why")}
    if aspect == "checks":
        texts = {key: text for key, text in texts.items() if not key.startswith("check")}
    groups = campaign.groups
    if aspect in ("all", "support"):
        groups = tuple(
            replace(group, items=tuple(replace(item, support="") for item in group.items))
            for group in groups
        )
    return replace(
        campaign,
        slogans=() if aspect in ("all", "slogans") else campaign.slogans,
        kicker="" if aspect in ("all", "kicker") else campaign.kicker,
        texts=texts,
        groups=groups,
    )


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
def test_what_a_campaign_does_not_say_is_not_printed(material: str, aspect: str) -> None:
    whole = made_campaign(SHAPES["do and dont"], pictures=False)
    campaign = bare(whole, aspect)
    stated = [text.origin for text in sheet(job(material, campaign_=campaign)).stated]
    said = {origin for origin in stated if origin.startswith("campaign.")}
    gone = {
        "all": ("slogans", "texts", "kicker"),
        "slogans": ("slogans",),
        "texts": ("texts",),
        "kicker": ("kicker",),
        "support": (),
        "why": ("texts.why",),
        "checks": ("texts.check",),
    }[aspect]
    assert not [one for one in said for part in gone if one.startswith(f"campaign.{part}")]
    if aspect in ("all", "support"):
        assert not [origin for origin in stated if origin.endswith(".support")]
    # Every other text stays.
    others = {text.origin for text in sheet(job(material, campaign_=whole)).stated}
    lost = others - {*stated}
    if aspect in ("all", "support"):
        lost = {origin for origin in lost if not origin.endswith(".support")}
    if "slogans" in gone:
        lost -= {"campaign.texts.remember"}  # it would remind of nothing
    assert not [one for one in lost if not any(one.startswith(f"campaign.{p}") for p in gone)]


@pytest.mark.slow
@pytest.mark.parametrize("text", [TextLength.SHORT, TextLength.FULL], ids=str)
@pytest.mark.parametrize("theme", ["hien-dai", "ban-tin-2-mau", "ban-tin-1-mau"])
@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_piece_that_says_no_more_than_its_letter_passes_its_check(
    shape: str, material: str, theme: str, text: TextLength
) -> None:
    campaign = bare(made_campaign(SHAPES[shape], pictures=False))
    piece = workshop().make(planned(replace(job(material, text, campaign_=campaign), theme=theme)))
    with open_document(piece.pdf, "piece.pdf", icc=ASSETS.icc) as document:
        found = run_checks(document, Brief(profile(), ASSETS, piece.expected, today=TODAY))
    faults = [one for one in found if one.severity is not Severity.NOTE]
    faults = [one for one in faults if one.code not in OF_THE_SHIPPED_CAMPAIGN]
    assert not faults, "\n".join(f"{one.code}: {one.message}" for one in faults)


@pytest.mark.parametrize("size", ["A5", "A3", "A0"])
def test_a_code_that_stands_alone_has_its_words_beside_it(size: str) -> None:
    campaign = bare(made_campaign(SHAPES["one group"], pictures=False))
    pages = sheet(job("poster", campaign_=campaign, size=size)).pages
    scans = [e for page in pages for e in page.walk() if "scan" in e.attributes.get("class", "")]
    assert [scan.attributes["class"].split() for scan in scans] == [["scan", "wide"]]
