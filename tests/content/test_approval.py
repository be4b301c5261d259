"""Approval: a campaign's texts are answered for, until one of them is changed."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pytest
from support.shipped import DATA

from generator.content.approval import RECORD_NAME, record_text
from generator.content.campaign import load_campaign
from generator.content.letter_lock import renew_lock
from generator.content.model import ApprovalStatus, Campaign
from generator.core.errors import ContentError
from generator.core.findings import Severity

SHIPPED = DATA / "campaigns" / "ung-xu-mang-xa-hoi"
DAY = dt.date(2026, 11, 30)
APPROVED = "approval: {status: approved, by: Nguyễn Thị Duyệt, on: 2026-11-30}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "chien-dich"
    shutil.copytree(SHIPPED, copy)
    return copy


@pytest.fixture
def approved(folder: Path) -> Path:
    state(folder, APPROVED)
    record = record_text(load_campaign(folder), "Nguyễn Thị Duyệt", DAY)
    (folder / RECORD_NAME).write_text(record, "utf-8")
    return folder


def state(folder: Path, approval: str) -> None:
    edit(folder, "\ntitle:", f"\n{approval}\ntitle:")


def edit(folder: Path, old: str, new: str, name: str = "campaign.yaml") -> None:
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def of_code(campaign: Campaign, code: str) -> list[str]:
    return [str(one.message) for one in campaign.findings if one.code == code]


def test_a_campaign_that_says_nothing_of_its_approval_is_no_draft() -> None:
    campaign = load_campaign(SHIPPED)
    assert campaign.approval is None
    assert not campaign.is_draft
    assert not of_code(campaign, "draft")
    assert not of_code(campaign, "approval-removed")


@pytest.mark.parametrize("record", [None, "", "no record"], ids=["as approved", "empty", "broken"])
def test_an_approval_taken_out_of_the_file_is_told_of_while_its_record_is_there(
    approved: Path, record: str | None
) -> None:
    if record is not None:
        (approved / RECORD_NAME).write_text(record, "utf-8")
    edit(approved, APPROVED, "")
    campaign = load_campaign(approved)
    (finding,) = (one for one in campaign.findings if one.code == "approval-removed")
    assert finding.severity is Severity.WARNING
    assert finding.place.file == str(approved / "campaign.yaml")
    assert not campaign.is_draft


def test_a_record_beside_a_stated_approval_is_not_told_of(approved: Path) -> None:
    assert not of_code(load_campaign(approved), "approval-removed")
    edit(approved, APPROVED, "approval: {status: draft}\n")
    assert not of_code(load_campaign(approved), "approval-removed")


def test_a_draft_is_one_and_says_so_at_its_line(folder: Path) -> None:
    state(folder, "approval: {status: draft}")
    campaign = load_campaign(folder)
    assert campaign.is_draft
    (finding,) = (one for one in campaign.findings if one.code == "draft")
    assert finding.severity is Severity.WARNING
    assert finding.place.line
    assert "anpham approve" in str(finding.hint)


@pytest.mark.parametrize("rest", ["", ", by: ", ", by: , on: ", ", by: Ai đó", ", on: 2026-11-30"])
def test_a_draft_may_leave_name_and_day_empty_or_keep_them(folder: Path, rest: str) -> None:
    state(folder, f"approval: {{status: draft{rest}}}")
    assert load_campaign(folder).is_draft


@pytest.mark.parametrize(
    "wrong",
    [
        "approval: draft",
        "approval: {status: maybe}",
        "approval: {status: approved}",
        "approval: {status: approved, by: Ai}",
        "approval: {status: approved, on: 2026-11-30}",
        "approval: {status: approved, by: Ai, on: hôm qua}",
        "approval: {status: draft, who: Ai}",
        "approval:",
    ],
)
def test_an_approval_that_says_too_little_or_nonsense_is_refused_at_its_line(
    folder: Path, wrong: str
) -> None:
    state(folder, wrong)
    with pytest.raises(ContentError) as caught:
        load_campaign(folder)
    assert all(problem.place.line for problem in caught.value.problems)


def test_an_approval_with_its_record_holds(approved: Path) -> None:
    campaign = load_campaign(approved)
    assert not campaign.is_draft
    assert campaign.approval is not None
    assert campaign.approval.status is ApprovalStatus.APPROVED
    assert (campaign.approval.by, campaign.approval.on) == ("Nguyễn Thị Duyệt", DAY)
    assert not of_code(campaign, "draft")


@pytest.mark.parametrize(
    ("old", "new", "origin", "words"),
    [
        ("title: Ứng xử văn minh", "title: Ứng xử lịch sự", "campaign.title", "lịch sự"),
        ("  - Người thật", "  - Kẻ thật", "campaign.slogans[3]", "Kẻ thật"),
        ("  caption: Quét mã", "  caption: Hãy quét mã", "campaign.qr.caption", "Hãy quét"),
        ("url: https://mst.gov.vn", "url: https://www.mst.gov.vn", "campaign.qr.url", "www."),
        ("tone: dont", "tone: info", "campaign.groups.dont.tone", "info"),
        ("\ntitle:", "\nvalid_until: 2027-01-31\ntitle:", "campaign.valid_until", "31/01/2027"),
    ],
)
def test_any_later_change_makes_it_a_draft_again_and_says_which(
    approved: Path, old: str, new: str, origin: str, words: str
) -> None:
    edit(approved, old, new)
    campaign = load_campaign(approved)
    assert campaign.is_draft
    assert campaign.approval is not None
    (change,) = campaign.approval.changes
    assert change.origin == origin
    assert words in of_code(campaign, "approved-text-changed")[0]


def test_a_changed_text_is_said_with_what_it_was_and_is_at_its_line(approved: Path) -> None:
    campaign = load_campaign(approved)
    headline = campaign.items[2].headline
    edit(approved, f"headline: {headline}", "headline: Cái khác hẳn")
    (finding,) = (
        one for one in load_campaign(approved).findings if one.code == "approved-text-changed"
    )
    assert f"headline of point {campaign.items[2].address} has" in str(finding.message)
    assert "Cái khác hẳn" in str(finding.message)
    text = (approved / "campaign.yaml").read_text("utf-8")
    assert finding.place.line == text.split("Cái khác hẳn")[0].count("\n") + 1


def test_a_changed_letter_is_a_draft_even_when_it_is_locked_again_and_said_once(
    approved: Path,
) -> None:
    edit(approved, "có nguồn chính thống", "có nguồn gốc rõ ràng", "letter.txt")
    renew_lock(approved)
    campaign = load_campaign(approved)
    assert campaign.is_draft
    said = of_code(campaign, "approved-text-changed")
    assert len(said) == 1
    assert "rõ ràng" in said[0]


def test_a_changed_picture_makes_it_a_draft_again(approved: Path) -> None:
    picture = next(approved.glob("*.svg"))
    picture.write_text(picture.read_text("utf-8") + "\n<!-- -->\n", "utf-8")
    assert load_campaign(approved).is_draft


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\ntitle:", "\n# A remark.\ntitle:"),
        ("icon: ", "icon:  "),
        ("  - number: 874/QĐ-BTTTT", "  - number:   874/QĐ-BTTTT"),
    ],
)
def test_what_is_no_text_leaves_the_approval_as_it_is(approved: Path, old: str, new: str) -> None:
    edit(approved, old, new)
    assert not load_campaign(approved).is_draft


def test_an_approval_without_its_record_is_a_draft(approved: Path) -> None:
    (approved / RECORD_NAME).unlink()
    campaign = load_campaign(approved)
    assert campaign.is_draft
    assert RECORD_NAME in of_code(campaign, "draft")[0]


@pytest.mark.parametrize(
    "damage",
    [
        lambda record: {**record, "by": "Người khác"},
        lambda record: {**record, "on": "2026-12-01"},
        lambda record: {**record, "format": 99},
        lambda record: {**record, "texts": None},
        lambda record: {**record, "texts": {"campaign.title": 3}},
        lambda record: [record],
        lambda _: None,
    ],
)
def test_a_record_of_another_approval_or_a_damaged_one_is_none(
    approved: Path, damage: object
) -> None:
    file = approved / RECORD_NAME
    assert callable(damage)
    file.write_text(json.dumps(damage(json.loads(file.read_text("utf-8")))), "utf-8")
    assert load_campaign(approved).is_draft
    file.write_bytes(b"\xff\xfe{")
    assert load_campaign(approved).is_draft


def test_an_approved_text_that_is_gone_is_said(approved: Path) -> None:
    edit(approved, "  - Người thật, việc thật, tin thật\n", "")
    said = of_code(load_campaign(approved), "approved-text-changed")
    assert any("slogan 7 is gone" in one for one in said)


def changed(folder: Path) -> list[str]:
    approval = load_campaign(folder).approval
    assert approval is not None
    return [change.origin for change in approval.changes]


def item_lines(folder: Path, number: int) -> str:
    """The lines of an item in the file."""
    text = (folder / "campaign.yaml").read_text("utf-8")
    parts = re.split(r"(?m)^(?=  - )", text[text.index("\nitems:") :])
    return re.split(r"(?m)^(?! {4})", parts[number], maxsplit=2)[1]


def test_an_item_more_or_less_is_one_change_wherever_it_stands(approved: Path) -> None:
    file = approved / "campaign.yaml"
    whole = re.sub(r"(title: )\d+ ", r"\1", file.read_text("utf-8"))
    file.write_text(whole, "utf-8")
    (approved / RECORD_NAME).write_text(
        record_text(load_campaign(approved), "Nguyễn Thị Duyệt", DAY), "utf-8"
    )
    first = item_lines(approved, 1)
    address = load_campaign(approved).items[0].address
    edit(approved, first, "")
    assert changed(approved) == [f"{address}.headline"]
    record = record_text(load_campaign(approved), "Nguyễn Thị Duyệt", DAY)
    (approved / RECORD_NAME).write_text(record, "utf-8")
    (approved / "campaign.yaml").write_text(whole, "utf-8")
    assert changed(approved) == ["do-1.headline"]


def test_a_text_that_nobody_wrote_does_not_change(approved: Path) -> None:
    edit(approved, "    short_headline: ", "    # ")
    record = record_text(load_campaign(approved), "Nguyễn Thị Duyệt", DAY)
    (approved / RECORD_NAME).write_text(record, "utf-8")
    assert not changed(approved)
    headline = load_campaign(approved).items[0].headline
    edit(approved, f"headline: {headline}", "headline: Cái khác hẳn")
    assert changed(approved) == ["do-1.headline"]


def test_a_record_of_before_still_holds(approved: Path) -> None:
    file = approved / RECORD_NAME
    record = json.loads(file.read_text("utf-8"))
    del record["items"]
    record["texts"]["campaign.groups.do.mark.alt"] = "Nên làm"
    file.write_text(json.dumps(record), "utf-8")
    assert not load_campaign(approved).is_draft


@pytest.mark.parametrize(
    "issuer",
    [
        "default_issuer: Ủy ban nhân dân phường Thới An, Thành phố Hồ Chí Minh",
        "default_issuer_name: Công ty Ví Dụ",
    ],
)
def test_another_issuer_makes_it_a_draft_again(approved: Path, issuer: str) -> None:
    named = "default_issuer: Ủy ban nhân dân phường An Phú Đông, Thành phố Hồ Chí Minh"
    edit(approved, named, issuer)
    campaign = load_campaign(approved)
    assert campaign.is_draft
    assert of_code(campaign, "approved-text-changed")


def test_no_id_of_an_item_makes_its_texts_pass_for_those_of_the_letter(folder: Path) -> None:
    edit(folder, "  - group: do\n", "  - group: do\n    id: letter\n")
    state(folder, APPROVED)
    record = record_text(load_campaign(folder), "Nguyễn Thị Duyệt", DAY)
    (folder / RECORD_NAME).write_text(record, "utf-8")
    assert not load_campaign(folder).is_draft
    item = load_campaign(folder).items[0]
    edit(folder, f"headline: {item.headline}", "headline: Swapped")
    edit(folder, f"support: {item.support}", f"support: {item.headline}")
    edit(folder, "headline: Swapped", f"headline: {item.support}")
    assert load_campaign(folder).is_draft
