"""``anpham approve``: shows what is approved, asks, and writes it down."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.shipped import DATA
from support.tools import Run

from generator.cli import confirmation
from generator.content.approval import RECORD_NAME
from generator.content.campaign import load_campaign
from generator.core.errors import InputOutputError, Place, Problem
from generator.core.messages import msg

CAMPAIGN = DATA / "campaigns" / "ung-xu-mang-xa-hoi"
BY = ("--by", "Nguyễn Thị Duyệt", "--date", "2026-11-30")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "chien-dich"
    shutil.copytree(CAMPAIGN, copy)
    return copy


def test_shows_blocks_and_abridgements_beside_official_texts(run: Run, folder: Path) -> None:
    result = run("approve", str(folder), *BY, "--yes")
    assert result.exit_code == 0, result.output
    campaign = load_campaign(folder)
    assert not campaign.is_draft
    for item in campaign.items:
        after = result.stdout.split(f"  {item.address}  {item.headline}")[1]
        official = f"“{item.official}”"
        assert after.index(item.support) < after.index(official)
    assert str(campaign.letter.closing) in result.stdout
    assert campaign.slogans[0] in result.stdout
    assert "Nguyễn Thị Duyệt" in result.stderr
    assert "30/11/2026" in result.stderr


def test_json_is_all_that_is_on_stdout(run: Run, folder: Path) -> None:
    result = run("approve", str(folder), *BY, "--yes", "--json")
    said = json.loads(result.stdout)
    assert said["schema"] == "anpham.approve"
    assert (said["by"], said["on"]) == ("Nguyễn Thị Duyệt", "2026-11-30")
    assert [one["official"] for one in said["items"]] == [
        item.official for item in load_campaign(folder).items
    ]
    assert said["changes"] == []


def test_where_nobody_can_be_asked_nothing_is_approved(run: Run, folder: Path) -> None:
    before = (folder / "campaign.yaml").read_bytes()
    result = run("approve", str(folder), *BY)
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert (folder / "campaign.yaml").read_bytes() == before
    assert not (folder / RECORD_NAME).exists()


@pytest.mark.parametrize(
    ("answer", "is_approved"), [("y", True), ("có", True), ("n", False), ("", False)]
)
def test_asks_and_does_as_it_is_told(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_approved: bool
) -> None:
    monkeypatch.setattr(confirmation, "is_interactive", lambda: True)
    result = run("approve", str(folder), *BY, standard_input=f"{answer}\n")
    assert (result.exit_code == 0) is is_approved
    assert (folder / RECORD_NAME).exists() is is_approved


def test_a_sample_is_not_approved(run: Run) -> None:
    before = (CAMPAIGN / "campaign.yaml").read_bytes()
    result = run("approve", CAMPAIGN.name, *BY, "--yes")
    assert result.exit_code == 2
    assert "sample" in result.stderr
    assert (CAMPAIGN / "campaign.yaml").read_bytes() == before


def test_in_a_campaigns_folder_that_campaign_is_meant(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("approve", *BY, "--yes")
    assert result.exit_code == 2
    assert "anpham approve FOLDER" in result.stderr
    monkeypatch.chdir(folder)
    assert run("approve", *BY, "--yes").exit_code == 0
    assert not load_campaign(folder).is_draft


def test_a_changed_text_is_shown_before_it_is_approved_again(run: Run, folder: Path) -> None:
    assert run("approve", str(folder), *BY, "--yes").exit_code == 0
    file = folder / "campaign.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Ứng xử", "title: Cư xử"), "utf-8")
    assert load_campaign(folder).is_draft
    result = run("approve", str(folder), *BY, "--yes", "--json")
    assert "title of the campaign has changed since the approval" in result.stderr
    (change,) = json.loads(result.stdout)["changes"]
    assert change["text"] == "campaign.title"
    assert change["was"].startswith("Ứng xử")
    assert change["now"].startswith("Cư xử")
    assert not load_campaign(folder).is_draft


def test_a_name_is_needed(run: Run, folder: Path) -> None:
    assert run("approve", str(folder), "--yes").exit_code == 2
    assert run("approve", str(folder), "--by", " ", "--yes").exit_code == 2


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_speaks_of_things_and_not_of_keys(run: Run, folder: Path, lang: str) -> None:
    result = run("approve", str(folder), *BY, "--yes", "--lang", lang)
    assert result.exit_code == 0, result.output
    for key in ("campaign.", "signatory.", "do-1", "mark.alt", "long_title", "date_line"):
        assert key not in result.stdout
    assert result.stdout.count("Điều cấm") == 0  # the usual words of a mark: nobody wrote them
    if lang == "vi":
        assert "người ký" in result.stdout
        assert "Tiêu đề nhóm" in result.stdout


def test_says_what_is_still_too_long_and_what_is_left_out(run: Run, folder: Path) -> None:
    file = folder / "campaign.yaml"
    text = file.read_text("utf-8")
    campaign = load_campaign(folder)
    first = text.index("  - ", text.index("\nitems:"))
    file.write_text(f"{text[:first]}  # DÀI: hãy tự rút gọn.\n{text[first:]}", "utf-8")
    result = run("approve", str(folder), *BY, "--yes", "--json")
    said = json.loads(result.stdout)
    assert said["overlong"] == [campaign.items[0].address]
    assert said["left_out"]
    assert not set(said["left_out"]) & {item.address for item in campaign.items}
    assert f"(DÀI) in campaign.yaml: {campaign.items[0].address}\n" in result.stderr
    assert "paragraphs of the letter that are not on the pieces" in result.stderr


def test_whom_the_file_names_approves_unless_another_is_named(run: Run, folder: Path) -> None:
    file = folder / "campaign.yaml"
    text = file.read_text("utf-8")
    named = "\napproval: {status: draft, by: Trần Văn Duyệt}\ntitle:"
    file.write_text(text.replace("\ntitle:", named, 1), "utf-8")
    result = run("approve", str(folder), "--date", "2026-11-30", "--yes", "--json")
    assert json.loads(result.stdout)["by"] == "Trần Văn Duyệt"
    result = run("approve", str(folder), *BY, "--yes", "--json")
    assert json.loads(result.stdout)["by"] == "Nguyễn Thị Duyệt"


def test_a_folder_that_cannot_be_written_to_hints_at_no_option(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: bytes, path: Path) -> None:
        place = Place(file=str(path))
        raise InputOutputError(
            Problem("output-not-allowed", msg("no"), msg("choose another with -o"), place)
        )

    monkeypatch.setattr("generator.content.approval_writer.save_file", refuse)
    result = run("approve", str(folder), *BY, "--yes")
    assert result.exit_code == 5
    assert "-o" not in result.stderr.split("error:")[1]
    assert "approve a copy of it" in result.stderr
