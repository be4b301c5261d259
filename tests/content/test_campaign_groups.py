"""Groups of a campaign file are added and taken off; files of the older form become as today's."""

from __future__ import annotations

import pytest

from generator.content.campaign import load_campaign
from generator.content.campaign_editing import value_at, with_value
from generator.content.campaign_structure import (
    hidden_items,
    in_present_form,
    with_group_added,
    with_group_hidden,
    with_item_moved,
)
from generator.content.model import Campaign, Tone
from generator.core.assets import shipped_assets

FOLDER = shipped_assets().campaigns / "ung-xu-mang-xa-hoi"
DATA = (FOLDER / "campaign.yaml").read_bytes()


def load(data: bytes) -> Campaign:
    drawings = shipped_assets().drawings
    return load_campaign(FOLDER, drawings=drawings, instead={"campaign.yaml": data})


def older() -> bytes:
    """The campaign as older files are written."""
    data = DATA
    for kind in ("do", "dont"):
        data = with_value(
            data, ("texts", f"{kind}_title"), value_at(DATA, ("groups", kind, "title"))
        )
        english = ("languages", "en", "groups", kind, "title")
        data = with_value(
            data, ("languages", "en", "texts", f"{kind}_title"), value_at(DATA, english)
        )
    long_title = value_at(DATA, ("groups", "do", "long_title"))
    data = with_value(data, ("texts", "do_title_long"), long_title)
    data = with_value(data, ("groups",), None)
    data = with_value(data, ("languages", "en", "groups"), None)
    return data.replace(b"group: do", b"kind: do")


def test_a_new_group_begins_with_its_item_and_the_others_are_counted_anew() -> None:
    campaign = load(with_group_added(DATA, "1.7", "Việc cần lan tỏa", "do"))
    added = campaign.groups[-1]
    assert (added.title, added.tone) == ("Việc cần lan tỏa", Tone.DO)
    assert [item.address for item in added.items] == ["1.7"]
    assert campaign.groups[0].title == "7 điều nên làm"


def test_groups_of_one_tone_have_names_of_their_own() -> None:
    twice = with_group_added(with_group_added(DATA, "1.7", "A", "do"), "1.8", "B", "do")
    assert [group.name for group in load(twice).groups] == ["do", "dont", "do-2", "do-3"]


def test_a_new_group_of_an_item_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        with_group_added(DATA, "9.9", "Việc cần lan tỏa", "do")


def test_a_group_is_taken_off_with_its_items_whose_texts_stay() -> None:
    data = with_group_hidden(DATA, "dont")
    assert [group.name for group in load(data).groups] == ["do"]
    assert hidden_items(data) == ("2.1", "2.2")


@pytest.mark.parametrize("name", ["do", "no-such"])
def test_the_last_group_stays(name: str) -> None:
    with pytest.raises(KeyError):
        with_group_hidden(with_group_hidden(DATA, "dont"), name)


def test_an_older_file_becomes_as_todays_and_says_the_same() -> None:
    before, after = load(older()), load(in_present_form(older()))
    assert any(finding.code == "campaign-old-form" for finding in before.findings)
    assert all(finding.code != "campaign-old-form" for finding in after.findings)
    for one, other in zip(before.groups, after.groups, strict=True):
        assert (one.name, one.title, one.long_title, one.tone) == (
            other.name,
            other.title,
            other.long_title,
            other.tone,
        )
        assert [item.address for item in one.items] == [item.address for item in other.items]
    assert value_at(in_present_form(older()), ("languages", "en", "groups", "dont", "title")) == (
        "2 things never to post"
    )


def test_items_of_an_older_file_move() -> None:
    campaign = load(with_item_moved(in_present_form(older()), "1.8", "dont", None))
    assert [group.title[0] for group in campaign.groups] == ["7", "3"]


def test_todays_files_stay_as_they_are() -> None:
    assert in_present_form(DATA) == DATA
