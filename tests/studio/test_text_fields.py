"""Findings lead to the field that causes them, and that field is there."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from support.studio import CAMPAIGN, Browser

from generator.api import Place
from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder
from generator.content.model import Campaign
from generator.content.stated_texts import campaign_texts
from generator.core.assets import shipped_assets
from generator.core.messages import msg
from generator.studio.hints import plain_hint
from generator.studio.store.projects import Project
from generator.studio.text_fields import field_address


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    return load_campaign(campaign_folder(CAMPAIGN, shipped_assets().campaigns))


def test_every_text_of_a_campaign_leads_to_a_field_that_is_on_the_page(
    browser: Browser, project: Project, campaign: Campaign
) -> None:
    ids = set(re.findall(r'\bid="([^"]+)"', browser.get(f"/p/{project.id}/chon").text))
    led = {
        origin: field_address("text-overflow", Place(text=origin), campaign)
        for origin in campaign_texts(campaign)
        if not origin.startswith("campaign.languages.") and not origin.endswith(".mark.alt")
    }
    assert led["campaign.title"] == "chon#f-title"
    nowhere = {
        origin: address
        for origin, address in led.items()
        if address is None or unquote(address.removeprefix("chon#")) not in ids
    }
    assert nowhere.keys() <= {"campaign.texts.motto", "campaign.valid_until"}


def test_a_line_of_the_campaign_file_leads_to_the_field_of_its_text(campaign: Campaign) -> None:
    item = campaign.items[2]
    place = campaign.places[f"{item.id}.headline"]
    assert field_address("bad-character", place, campaign) == (
        f"chon#f-items-{item.address}-headline"
    )


def test_a_campaign_without_a_link_leads_to_where_one_is_written(
    browser: Browser, project: Project, campaign: Campaign
) -> None:
    address = field_address("campaign-without-link", Place(), campaign)
    assert address is not None
    step, _, anchor = address.partition("#")
    assert f'id="{anchor}"' in browser.get(f"/p/{project.id}/{step}").text


def test_no_hint_speaks_of_a_terminal() -> None:
    assert plain_hint("unheard-of", msg("write them into anpham.toml")) is None
    assert plain_hint("unheard-of", msg("take another theme with --theme")) is None
    said = msg("make the text shorter")
    assert plain_hint("unheard-of", said) is said
    assert isinstance(plain_hint("no-contacts", said), tuple)
