"""Content of a paper that no item holds: its tables, a closing with a day, and deadlines."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.content.drafting.campaign_draft import draft_campaign
from generator.content.drafting.icon_words import load_icon_words
from generator.content.letter import parse_letter
from generator.content.letters.model import Letter
from generator.core.assets import shipped_assets
from generator.scaffolding.unused import closing_with_day, deadlines_of, tables_of
from generator.vietnamese.compounds import load_lexicon

HEAD = """ỦY BAN NHÂN DÂN
PHƯỜNG HOA MAI

Số: 12/UBND-VHXH
V/v thu gom rác cồng kềnh

Kính gửi: Các tổ dân phố

"""


def read(body: str) -> Letter:
    return parse_letter((HEAD + body).encode("utf-8"), source="thu.txt")


def days(body: str) -> list[dt.date]:
    letter = read(body)
    assets = shipped_assets()
    draft = draft_campaign(
        letter,
        lexicon=load_lexicon(assets.lexicon),
        icons=load_icon_words(assets.icon_words),
        links=letter.links,
    )
    return [one.day for one in deadlines_of(letter, draft)]


@pytest.mark.parametrize(
    "words",
    [
        "đến hết ngày 10/02/2027",
        "đến hết 10/02/2027",
        "tới hết ngày 10 tháng 02 năm 2027",
        "từ ngày 01/12/2026 đến ngày 10/02/2027",
        "từ 01/12 đến 10/02/2027",
    ],
)
def test_a_last_day_of_a_point_is_a_deadline(words: str) -> None:
    body = f"1. Người dân mang rác cồng kềnh ra điểm tập kết {words}.\n\n2. Không đốt rác.\n"
    assert days(body) == [dt.date(2027, 2, 10)]


@pytest.mark.parametrize(
    "words", ["theo Nghị định ban hành ngày 10/02/2027", "từ 7 giờ đến 9 giờ", "đến hết 31/02/2027"]
)
def test_another_day_is_none(words: str) -> None:
    assert days(f"1. Người dân phân loại rác {words}.\n\n2. Không đốt rác.\n") == []


def test_a_closing_counts_only_with_a_day() -> None:
    body = "1. Không đốt rác.\n\n2. Phân loại rác.\n\n"
    assert closing_with_day(read(body)) == ""
    assert list(tables_of(read(body))) == []
