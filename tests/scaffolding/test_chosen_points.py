"""Points of a new campaign that a person chose one by one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.made_campaigns import counts, made_campaign

import anpham
from generator.content.letter import parse_letter
from generator.content.model import Campaign, Confirmation
from generator.core.assets import shipped_assets
from generator.core.errors import Place, Problem
from generator.core.messages import msg
from generator.scaffolding.new_campaign import CampaignOptions, compose_campaign
from generator.scaffolding.selection import select_fitting

LETTER = Path(__file__).parent.parent / "data" / "letters" / "02-traffic-oneline.txt"
DATE = dt.date(2026, 11, 30)


def composed(**options: object) -> Campaign:
    data = LETTER.read_bytes()
    letter = parse_letter(data, source=LETTER.name)
    return compose_campaign(
        data,
        source=LETTER.name,
        letter=letter,
        options=CampaignOptions(date=DATE, has_overview=False, **options),  # type: ignore[arg-type]
        assets=shipped_assets(),
    ).made.campaign


def test_the_chosen_points_and_no_others_are_items(tmp_path: Path) -> None:
    usual = anpham.new_campaign(LETTER, date=DATE, output=tmp_path / "usual")
    first = usual.campaign.items[0].address
    offices = next(one.address for one in usual.left_out if one.reason == "for-offices")
    made = anpham.new_campaign(LETTER, date=DATE, output=tmp_path / "cd", items=[first, offices])
    assert {item.address for item in made.campaign.items} == {first, offices}
    reasons = {one.reason for one in made.left_out if one.address}
    assert "no-room" not in reasons
    assert made.points == usual.points


@pytest.mark.parametrize("items", [["1.a", "99"], []])
def test_a_point_that_is_not_there_is_refused_and_so_is_none(
    tmp_path: Path, items: list[str]
) -> None:
    with pytest.raises(anpham.UsageError) as caught:
        anpham.new_campaign(LETTER, date=DATE, output=tmp_path / "cd", items=items)
    assert {problem.code for problem in caught.value.problems} == {"point-unknown"}
    assert not (tmp_path / "cd").exists()


def test_what_a_person_chose_stays_where_a_piece_has_no_room() -> None:
    def misfits(campaign: Campaign) -> tuple[Problem, ...]:
        message = msg("{count} are too many; {room} fit", count=len(campaign.items), room=2)
        return (Problem("too-many-items", message, None, Place(item="items")),)

    selection = select_fitting(made_campaign(counts(4, 2)), misfits, keeps_items=True)
    assert not selection.left_out
    assert len(selection.campaign.items) == 6
    assert selection.problems


def test_a_campaign_is_composed_without_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert composed(title="Đi đường an toàn").title == "Đi đường an toàn"
    assert not list(tmp_path.iterdir())


def test_a_confirmation_of_a_paper_without_unsure_words_is_not_written() -> None:
    data = LETTER.read_bytes()
    letter = parse_letter(data, source=LETTER.name)
    options = CampaignOptions(
        date=DATE, has_overview=False, confirmation=Confirmation("Nguyễn Thị Duyệt", DATE)
    )
    made = compose_campaign(
        data, source=LETTER.name, letter=letter, options=options, assets=shipped_assets()
    )
    assert b"confirmed" not in made.files["campaign.yaml"]
    assert set(made.files) == {LETTER.name, "campaign.yaml", "letter.lock"}
