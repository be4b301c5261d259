"""Room for a text: what is said to fit fits, and a word more does not."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from generator.api import MakeOptions
from generator.content.campaign_editing import value_at, with_value
from generator.core.assets import shipped_assets
from generator.orders.text_room import PieceTrials, TextRoom, longer, text_room
from generator.pipeline import Pipeline

CAMPAIGN = "ung-xu-mang-xa-hoi"
HEADLINE = ("items", "1.3", "headline")


@cache
def trials() -> PieceTrials:
    assets = shipped_assets()
    return PieceTrials(Pipeline(assets, seeks_cures=False), assets)


@cache
def campaign_file() -> bytes:
    return (shipped_assets().campaigns / CAMPAIGN / "campaign.yaml").read_bytes()


def order(material: str) -> MakeOptions:
    folder = shipped_assets().campaigns / CAMPAIGN
    name = "Ủy ban nhân dân phường An Phú Đông"
    date = dt.date(2026, 11, 30)
    return MakeOptions(date=date, materials=(material,), campaign=folder, issuer_name=name)


def fits(material: str, path: tuple[str, ...], text: str, *, is_far: bool = True) -> bool:
    return trials().fits(order(material), with_value(campaign_file(), path, text), is_far=is_far)


@pytest.mark.parametrize("most", [0, 1, 17, 60, 120])
def test_the_room_is_the_most_words_that_fit(most: int) -> None:
    room = text_room("Giữ kín", lambda text: len(text) <= len("Giữ kín") + most)
    assert room is not None
    assert 0 <= room.characters <= most
    words = next(n for n in range(60) if len(longer("Giữ kín", n + 1)) > len("Giữ kín") + most)
    assert room == TextRoom(len(longer("Giữ kín", words)) - len("Giữ kín"))


def test_more_room_than_is_tried_is_said_as_such() -> None:
    room = text_room("Giữ kín", lambda text: True)
    assert room is not None
    assert room.is_at_least
    assert room.characters > 100


@pytest.mark.parametrize("most", [15, 20, 4])
def test_of_a_text_that_is_too_long_the_excess_is_told(most: int) -> None:
    text = "Một hai ba bốn năm sáu"
    room = text_room(text, lambda other: len(other) <= most)
    assert room is not None
    assert len(text) + room.characters <= most
    assert -room.characters >= len(text) - most


def test_where_nothing_fits_there_is_no_answer() -> None:
    assert text_room("Một hai ba", lambda text: False) is None
    assert text_room("", lambda text: False) is None


def test_a_headline_of_the_poster_may_be_as_long_as_is_said_and_no_word_longer() -> None:
    text = value_at(campaign_file(), HEADLINE)
    room = text_room(text, lambda other: fits("poster", HEADLINE, other))
    assert room is not None
    assert not room.is_at_least
    count = next(n for n in range(40) if len(longer(text, n)) == len(text) + room.characters)
    assert fits("poster", HEADLINE, longer(text, count))
    assert not fits("poster", HEADLINE, longer(text, count + 1))


def test_from_nearer_more_can_be_read() -> None:
    text = longer(value_at(campaign_file(), HEADLINE), 12)
    assert not fits("poster", HEADLINE, text)
    assert fits("poster", HEADLINE, text, is_far=False)


@pytest.mark.parametrize(
    ("material", "path", "is_shown"),
    [
        ("poster", HEADLINE, True),
        ("poster", ("texts", "why_text"), False),
        ("leaflet", ("texts", "why_text"), True),
        ("script", ("title",), False),
    ],
)
def test_which_texts_a_piece_shows_is_known(
    material: str, path: tuple[str, ...], is_shown: bool
) -> None:
    text = value_at(campaign_file(), path)
    other = with_value(campaign_file(), path, longer(text, 3))
    assert trials().shows_difference(order(material), campaign_file(), other) is is_shown


def test_a_text_that_would_be_no_campaign_does_not_fit() -> None:
    assert not fits("poster", ("title",), "Về [tên phường]")
