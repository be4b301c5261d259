"""The legal line: “Căn cứ” stands before acts in force only; of others it says “Nguồn:”."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from support.shipped import DATA

from generator.content.campaign import load_campaign
from generator.content.legal_line import word_legal_line
from generator.content.model import LegalBasis, LegalStatus

DECISION = "Quyết định số 12/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh Ví Dụ"
LETTER = "Công văn số 15/UBND-KT ngày 06/01/2026 của Ủy ban nhân dân xã Ví Dụ"
LAW = "Luật Bảo vệ môi trường"


def acts(decision: LegalStatus, letter: LegalStatus) -> tuple[LegalBasis, ...]:
    day = dt.date(2026, 1, 5)
    return tuple(
        LegalBasis(number, day, "", "", None, status, day, "")
        for number, status in (("12/QĐ-UBND", decision), ("15/UBND-KT", letter))
    )


IN_FORCE, DOUBTFUL = LegalStatus.IN_FORCE, LegalStatus.DOUBTFUL
HISTORICAL, REPLACED = LegalStatus.HISTORICAL, LegalStatus.REPLACED


@pytest.mark.parametrize("opening", ["Căn cứ", "CĂN CỨ", "Căn cứ vào", "Thực hiện", "Căn cứ theo"])
@pytest.mark.parametrize("status", [DOUBTFUL, HISTORICAL, REPLACED])
def test_before_an_act_that_is_not_in_force_it_says_source(
    opening: str, status: LegalStatus
) -> None:
    worded = word_legal_line(f"{opening} {DECISION}.", acts(status, IN_FORCE))
    assert worded.text == f"Nguồn: {DECISION}."
    assert worded.doubtful == ("12/QĐ-UBND",)


def test_before_acts_in_force_it_stays_to_the_letter() -> None:
    line = f"Căn cứ {DECISION};  {LETTER}"
    worded = word_legal_line(line, acts(IN_FORCE, IN_FORCE))
    assert (worded.text, worded.doubtful) == (line, ())


def test_of_several_acts_each_is_named_by_its_own_standing() -> None:
    line = f"Căn cứ {DECISION}; căn cứ {LETTER}; {LAW}."
    worded = word_legal_line(line, acts(DOUBTFUL, IN_FORCE))
    assert worded.text == f"Căn cứ {LETTER}; {LAW}. Nguồn: {DECISION}."
    worded = word_legal_line(f"Căn cứ {LETTER}; {DECISION}.", acts(DOUBTFUL, IN_FORCE))
    assert worded.text == f"Căn cứ {LETTER}. Nguồn: {DECISION}."


@pytest.mark.parametrize("line", [f"Nguồn: {DECISION}.", f"Trích {LETTER}.", f"Căn cứ {LAW}."])
def test_lines_that_claim_nothing_doubtful_stay(line: str) -> None:
    assert word_legal_line(line, acts(DOUBTFUL, HISTORICAL)).text == line


def test_a_campaigns_line_follows_the_status_and_the_change_is_a_note(tmp_path: Path) -> None:
    folder = tmp_path / "chien-dich"
    shutil.copytree(DATA / "campaigns" / "ung-xu-mang-xa-hoi", folder)
    file = folder / "campaign.yaml"
    text = file.read_text("utf-8").replace("Nguồn: Quyết định số 874", "Căn cứ Quyết định số 874")
    file.write_text(text, "utf-8")
    campaign = load_campaign(folder)
    assert campaign.legal_line.startswith("Nguồn: Quyết định số 874/QĐ-BTTTT")
    (note,) = (f for f in campaign.findings if f.code == "legal-line-worded-as-source")
    assert "874/QĐ-BTTTT, 8893/UBND-VHTT" in str(note.message)
    assert note.place.line == text[: text.index("legal_line:")].count("\n") + 1
    file.write_text(text.replace("status: doubtful", "status: in-force", 1), "utf-8")
    assert load_campaign(folder).legal_line.startswith("Căn cứ Quyết định số 874")


def test_the_shipped_campaign_names_no_doubtful_act_as_its_ground() -> None:
    campaign = load_campaign(DATA / "campaigns" / "ung-xu-mang-xa-hoi")
    assert campaign.legal_line.startswith("Nguồn: ")
    assert campaign.findings == ()


def test_the_shipped_campaign_carries_the_acts_of_2026_with_source_and_day() -> None:
    campaign = load_campaign(DATA / "campaigns" / "ung-xu-mang-xa-hoi")
    assert {act.number for act in campaign.related} == {
        "116/2025/QH15", "328/2026/NĐ-CP", "330/2026/NĐ-CP",
        "203/2025/QH15", "72/2025/QH15", "1685/NQ-UBTVQH15",
    }  # fmt: skip
    assert all(act.source and act.checked_on for act in campaign.related)
    assert all(basis.source for basis in campaign.legal)
    assert "2177/BTTTT-PC" in campaign.legal[0].note


def test_the_shipped_abridgements_say_what_the_letter_says() -> None:
    items = {
        item.id: item for item in load_campaign(DATA / "campaigns" / "ung-xu-mang-xa-hoi").items
    }
    assert "mất quyền kiểm soát" in items["do-8"].support.lower()
    assert "mất" in items["do-8"].headline
    assert "mất" in items["do-8"].short_headline
    assert items["dont-2"].support.count("không") + items["dont-2"].support.count("Không") == 2
    assert items["do-2"].short_headline.startswith("Nên")
    assert "trẻ vị thành niên" in items["do-7"].support
    assert "pháp luật" in items["dont-1"].short_headline
