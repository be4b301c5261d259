"""Campaign files that say no more than a letter does: what is optional, and what it then is."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from support.shipped import ASSETS, DATA

from generator.content.campaign import load_campaign
from generator.content.expectations import cited_acts
from generator.content.issuer_choice import choose_issuer
from generator.content.issuer_directory import load_directory
from generator.content.legal_standing import legal_findings
from generator.content.model import IssuerRequest, LegalStatus
from generator.core.errors import ContentError, UsageError
from generator.core.findings import Severity

SHIPPED = DATA / "campaigns" / "ung-xu-mang-xa-hoi"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped campaign to take parts out of."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "chien-dich"))


def without(folder: Path, *keys: str) -> None:
    """Take each of ``keys`` out, with all that is indented below it."""
    path = folder / "campaign.yaml"
    text = path.read_text("utf-8")
    for key in keys:
        text, count = re.subn(rf"(?m)^( *){key}:.*\n(?:\1 .*\n|\1(?=- ).*\n|\n(?=\1 ))*", "", text)
        assert count, key
    path.write_text(text, "utf-8")


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "campaign.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_campaign_needs_neither_slogans_texts_pictures_nor_a_kicker(folder: Path) -> None:
    without(folder, "slogans", "texts", "pictures", "kicker", "related", "legal")
    campaign = load_campaign(folder)
    assert (campaign.slogans, campaign.texts, campaign.pictures) == ((), {}, {})
    assert (campaign.kicker, campaign.legal, campaign.related) == ("", (), ())


def test_a_headline_may_say_all(folder: Path) -> None:
    without(folder, "support", "short_headline")
    items = load_campaign(folder).items
    assert {item.support for item in items} == {""}
    assert [item.short_headline for item in items] == [item.headline for item in items]


def test_a_key_that_stands_there_is_not_empty(folder: Path) -> None:
    edit(folder, "support: Tìm hiểu kỹ trước khi đăng ký, tham gia mạng xã hội.", "support:")
    with pytest.raises(ContentError) as caught:
        load_campaign(folder)
    assert [problem.code for problem in caught.value.problems] == ["empty-value"]


def test_what_nobody_has_looked_up_is_doubtful_and_has_no_day(folder: Path) -> None:
    state = "    status: doubtful\n"
    edit(folder, f"{state}    checked_on: 2026-11-30\n    replaced_by: 423/QĐ-BVHTTDL\n", state)
    campaign = load_campaign(folder)
    assert campaign.legal[0].checked_on is None
    assert cited_acts(campaign)[0].checked_on is None
    finding = legal_findings(campaign)[0]
    assert finding.severity is Severity.NOTE
    assert str(finding.message) == (
        "nobody has looked up yet whether 874/QĐ-BTTTT of 17/6/2021 is in force"
    )


@pytest.mark.parametrize("status", [s for s in LegalStatus if s is not LegalStatus.DOUBTFUL])
def test_a_standing_that_is_certain_was_looked_up_on_a_day(
    folder: Path, status: LegalStatus
) -> None:
    edit(folder, "    status: doubtful\n    checked_on: 2026-11-30\n", f"    status: {status}\n")
    with pytest.raises(ContentError) as caught:
        load_campaign(folder)
    assert [str(problem.message) for problem in caught.value.problems] == [
        "the key “checked_on” is missing"
    ]


class TestDefaultIssuer:
    """Whose name a piece bears where nobody is named."""

    NAME = "default_issuer: Ủy ban nhân dân phường An Phú Đông, Thành phố Hồ Chí Minh"

    def choose(self, folder: Path) -> str:
        request = load_campaign(folder).default_issuer
        return choose_issuer(IssuerRequest(), load_directory(ASSETS.issuers), fallback=request).name

    def test_may_be_a_name_that_no_list_has(self, folder: Path) -> None:
        edit(folder, self.NAME, "default_issuer_name: Ủy ban nhân dân xã Ví Dụ")
        assert self.choose(folder) == "Ủy ban nhân dân xã Ví Dụ"

    def test_is_looked_up_unless_it_is_meant_as_it_stands(self, folder: Path) -> None:
        edit(folder, self.NAME, "default_issuer: Ủy ban nhân dân xã Ví Dụ")
        with pytest.raises(UsageError):
            self.choose(folder)

    def test_is_one(self, folder: Path) -> None:
        edit(folder, self.NAME, self.NAME + "\ndefault_issuer_name: Trường Ví Dụ")
        with pytest.raises(ContentError) as caught:
            load_campaign(folder)
        (problem,) = caught.value.problems
        line = (folder / "campaign.yaml").read_text("utf-8").split("default_issuer_name")[0]
        assert (problem.code, problem.place.line) == ("two-issuers", line.count("\n") + 1)

    def test_is_asked_for_where_there_is_none(self, folder: Path) -> None:
        without(folder, "default_issuer")
        with pytest.raises(ContentError) as caught:
            load_campaign(folder)
        (problem,) = caught.value.problems
        assert str(problem.message) == "the key “default_issuer” is missing"


def test_a_day_of_looking_up_survives_the_files_own_record() -> None:
    from generator.core.provenance import ExpectedAct, _act, _act_statement

    for day in (None, dt.date(2026, 11, 30)):
        act = ExpectedAct("874/QĐ-BTTTT", dt.date(2021, 6, 17), "doubtful", day, None)
        assert _act(_act_statement(act)) == act
