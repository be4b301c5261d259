"""The shipped campaigns are whole: locked, without a warning, and their pieces are fit."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from support.shipped import ASSETS

import anpham
from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_names
from generator.content.issuer_directory import load_directory
from generator.content.legal_standing import DOUBTFUL, REPLACED
from generator.content.model import Campaign, Tone
from generator.core.findings import Finding, Severity

SAMPLES = ("phong-chay-nha-tro", "sot-xuat-huyet")
CAMPAIGNS = (*SAMPLES, "ung-xu-mang-xa-hoi")
DAY = dt.date(2026, 11, 30)
#: The acts that a campaign rests on are for people to look up.
STANDING = {DOUBTFUL, REPLACED}


def shipped(name: str) -> Campaign:
    return load_campaign(ASSETS.campaigns / name)


def grave(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of what is more than a note, but for the standing of acts."""
    return [f.code for f in findings if f.severity is not Severity.NOTE and f.code not in STANDING]


def test_three_campaigns_are_shipped_and_each_says_what_it_is_made_from() -> None:
    assert campaign_names(ASSETS.campaigns) == CAMPAIGNS
    readme = (ASSETS.campaigns / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in readme for name in CAMPAIGNS)


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_a_shipped_campaign_is_locked_approved_by_nobody_and_read_without_a_warning(
    name: str,
) -> None:
    campaign = shipped(name)
    assert (ASSETS.campaigns / name / "letter.lock").is_file()
    assert not campaign.is_draft
    assert campaign.approval is None
    assert grave((*campaign.findings, *campaign.letter.findings)) == []


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_a_shipped_campaign_has_all_that_the_materials_ask_for(name: str) -> None:
    campaign = shipped(name)
    pledges = {f"pledge_{group.name}" for group in campaign.groups}
    assert {
        "slogan_headline", "slogan_reply", "why_title", "why_text", "check_title", "checks",
        "remember", "call", *pledges,
    } <= set(campaign.texts)  # fmt: skip
    halves = f"{campaign.texts['slogan_headline']}, {campaign.texts['slogan_reply']}"
    assert halves.lower() == campaign.slogans[0].lower()
    assert "main" in campaign.pictures
    assert campaign.pictures["main"].alt
    assert all(item.support and len(item.headline.split()) <= 10 for item in campaign.items)


@pytest.mark.parametrize(
    ("name", "tones", "counts"),
    [
        ("sot-xuat-huyet", [Tone.DO, Tone.DONT, Tone.INFO], [6, 3, 3]),
        ("phong-chay-nha-tro", [Tone.DO, Tone.DO, Tone.DONT], [4, 4, 3]),
        ("ung-xu-mang-xa-hoi", [Tone.DO, Tone.DONT], [8, 2]),
    ],
)
def test_the_shipped_campaigns_differ_in_groups_and_items(
    name: str, tones: list[Tone], counts: list[int]
) -> None:
    groups = shipped(name).groups
    assert [group.tone for group in groups] == tones
    assert [len(group.items) for group in groups] == counts


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_speaks_for_no_place_that_there_is_and_says_so(name: str) -> None:
    campaign = shipped(name)
    invented = campaign.default_issuer.issuer_name
    assert invented is not None
    assert campaign.letter.issuing_body is not None
    assert campaign.letter.issuing_body.lower() == invented.lower()
    with pytest.raises(anpham.UsageError):
        load_directory(ASSETS.issuers).find(invented)
    head = (ASSETS.campaigns / name / "campaign.yaml").read_text(encoding="utf-8")[:300]
    assert "A SAMPLE" in head
    own = next(act for act in campaign.legal if act.number == campaign.letter.number)
    assert own.note.startswith("Văn bản mẫu")


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_an_act_says_where_it_was_looked_up_and_when(name: str) -> None:
    for act in shipped(name).legal:
        assert act.checked_on is not None
        assert act.source
        assert act.note


@pytest.mark.parametrize("name", SAMPLES)
def test_the_number_of_a_headline_is_the_letters_own(name: str) -> None:
    for item in shipped(name).items:
        numbers = re.findall(r"\d+", f"{item.headline} {item.short_headline} {item.support}")
        official = [str(int(number)) for number in re.findall(r"\d+", item.official)]
        assert set(numbers) <= set(official), item.id


@pytest.mark.slow
@pytest.mark.parametrize(
    "theme", ["hien-dai", "truyen-thong", "den-trang", "ban-tin-1-mau", "ban-tin-2-mau"]
)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_usual_pieces_of_a_sample_are_fit_in_every_theme(
    tmp_path: Path, name: str, theme: str
) -> None:
    usual = ["poster", "leaflet", "insert"]
    made = anpham.make(
        output=tmp_path, materials=usual, campaign=name, theme=theme, date=DAY, check=True
    )
    assert len(made.files) == 3
    for file in made.files:
        result = file.preflight
        assert result is not None
        assert grave(result.findings) == []
        assert result.texts_verified == len(result.texts)
