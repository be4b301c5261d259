"""Approving: the campaign's file keeps every other character, and nothing is half written."""

from __future__ import annotations

import codecs
import datetime as dt
import shutil
from pathlib import Path

import pytest
from support.shipped import DATA
from support.syllabary import as_tcvn3

from generator.content import approval_writer
from generator.content.approval import RECORD_NAME
from generator.content.approval_writer import approve, prepared_approval
from generator.content.campaign import load_campaign
from generator.content.yaml_edit import with_values
from generator.core.atomic_write import save_file
from generator.core.errors import ContentError, InputOutputError, Problem, UsageError
from generator.core.messages import msg

SHIPPED = DATA / "campaigns" / "ung-xu-mang-xa-hoi"
DAY = dt.date(2026, 11, 30)
BY = "Nguyễn Thị Duyệt"
LINES = f"approval:\n  status: approved\n  by: {BY}\n  on: 2026-11-30\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "chien-dich"
    shutil.copytree(SHIPPED, copy)
    return copy


def stated(folder: Path, approval: str) -> bytes:
    """The campaign file's bytes, once this is written before its title."""
    file = folder / "campaign.yaml"
    text = file.read_text("utf-8").replace("\ntitle:", f"\n{approval}\ntitle:", 1)
    file.write_text(text, "utf-8")
    return text.encode("utf-8")


def written(folder: Path) -> bytes:
    return (folder / "campaign.yaml").read_bytes()


def test_an_approved_campaign_is_no_draft(folder: Path) -> None:
    stated(folder, "approval: {status: draft}")
    assert load_campaign(folder).is_draft
    shown = approve(folder, by=BY, on=DAY)
    campaign = load_campaign(folder)
    assert not campaign.is_draft
    assert campaign.approval is not None
    assert (campaign.approval.by, campaign.approval.on) == (BY, DAY)
    assert (shown.by, shown.on, shown.campaign) == (BY, DAY, "chien-dich")
    assert [item.official for item in shown.items] == [item.official for item in campaign.items]
    assert not any(origin.startswith(("do-", "dont-")) for origin in shown.texts)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("approval: {status: draft}", f"approval: {{status: approved, by: {BY}, on: 2026-11-30}}"),
        (
            "approval: {status: draft, by: , on: }   # ai duyệt",
            f"approval: {{status: approved, by: {BY}, on: 2026-11-30}}   # ai duyệt",
        ),
        (
            "approval:\n  status: draft   # chưa\n  by:   # tên\n  on:\n",
            f"approval:\n  status: approved   # chưa\n  by: {BY}   # tên\n  on: 2026-11-30\n",
        ),
        (
            "approval:\n    # trước\n    status: 'draft'\n    # sau\n",
            f"approval:\n    # trước\n    status: approved\n    by: {BY}\n    on: 2026-11-30\n"
            "    # sau\n",
        ),
        (
            'approval:\n  on: 2020-01-01\n  by: "Ai đó"\n  status: approved\n',
            f"approval:\n  on: 2026-11-30\n  by: {BY}\n  status: approved\n",
        ),
    ],
)
def test_every_other_character_of_the_file_stays(folder: Path, before: str, after: str) -> None:
    data = stated(folder, before)
    approve(folder, by=BY, on=DAY)
    assert written(folder) == data.replace(before.encode(), after.encode(), 1)


def test_a_campaign_that_said_nothing_gets_the_lines_at_its_end(folder: Path) -> None:
    data = written(folder)
    approve(folder, by=BY, on=DAY)
    assert written(folder) == data + b"\n" + LINES.encode()
    assert not load_campaign(folder).is_draft


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
@pytest.mark.parametrize("said", ["", "approval:\n  status: draft\n"])
def test_line_ends_and_encoding_stay(
    folder: Path, mark: bytes, encoding: str, end: str, said: str
) -> None:
    stated(folder, said)
    file = folder / "campaign.yaml"
    text = file.read_text("utf-8").replace("\n", end)
    file.write_bytes(mark + text.encode(encoding))
    approve(folder, by=BY, on=DAY)
    data = written(folder)
    assert data.startswith(mark)
    new = data[len(mark) :].decode(encoding)
    if end == "\r\n":
        assert "\n" not in new.replace("\r\n", "")
    if not said:
        assert new.startswith(text)
    assert not load_campaign(folder).is_draft


def test_a_file_in_an_old_encoding_keeps_its_bytes_and_has_the_name(folder: Path) -> None:
    file = folder / "campaign.yaml"
    data = as_tcvn3(file.read_text("utf-8")).encode("cp1252", "replace")
    file.write_bytes(data)
    try:
        load_campaign(folder)
    except ContentError:
        pytest.skip("this campaign cannot be written in TCVN3")
    approve(folder, by=BY, on=DAY)
    assert written(folder).startswith(data)
    campaign = load_campaign(folder)
    assert not campaign.is_draft
    assert campaign.approval is not None
    assert campaign.approval.by == BY


@pytest.mark.parametrize(
    "name",
    [
        "Ông: Nguyễn # Văn, A",
        "true",
        "null",
        "'Ai'",
        '"Ai"',
        "- A",
        "{A}",
        "Ngô Văn Đ. (PCT)",
        "No",
        "123",
        "A: b",
        "&a",
        "Trần  Thị   B",
        "Y",
    ],
)
@pytest.mark.parametrize("said", ["approval: {status: draft}", "approval:\n  status: draft\n", ""])
def test_any_name_is_read_back_as_it_was_given(folder: Path, name: str, said: str) -> None:
    stated(folder, said)
    approve(folder, by=name, on=DAY)
    campaign = load_campaign(folder)
    assert not campaign.is_draft
    assert campaign.approval is not None
    assert campaign.approval.by == " ".join(name.split())


@pytest.mark.parametrize("name", ["", "   ", "[Họ tên]", "A\nB", "a" * 201, "A\x00"])
def test_what_is_no_name_is_refused_and_nothing_written(folder: Path, name: str) -> None:
    data = written(folder)
    with pytest.raises(UsageError):
        approve(folder, by=name, on=DAY)
    assert written(folder) == data
    assert not (folder / RECORD_NAME).exists()


def test_looking_first_writes_nothing_and_shows_what_changed(folder: Path) -> None:
    approve(folder, by=BY, on=DAY)
    file = folder / "campaign.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Ứng", "title: Hãy ứng"), "utf-8")
    data = written(folder), (folder / RECORD_NAME).read_bytes()
    shown = prepared_approval(folder, by=BY, on=DAY)
    assert [change.origin for change in shown.changes] == ["campaign.title"]
    assert (written(folder), (folder / RECORD_NAME).read_bytes()) == data


def test_a_campaign_with_faults_or_another_letter_is_not_approved(folder: Path) -> None:
    letter = folder / "letter.txt"
    letter.write_text(letter.read_text("utf-8").replace("Tìm hiểu và", "Hiểu và"), "utf-8")
    with pytest.raises(ContentError):
        approve(folder, by=BY, on=DAY)
    assert not (folder / RECORD_NAME).exists()


@pytest.mark.parametrize("had_record", [True, False])
def test_where_the_campaign_cannot_be_written_the_record_is_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, had_record: bool
) -> None:
    if had_record:
        approve(folder, by=BY, on=DAY)
    before = written(folder)
    record = (folder / RECORD_NAME).read_bytes() if had_record else None
    save = save_file

    def refuse(data: bytes, path: Path) -> None:
        if path.name == "campaign.yaml":
            raise InputOutputError(Problem("output-failed", msg("disk full")))
        save(data, path)

    monkeypatch.setattr(approval_writer, "save_file", refuse)
    with pytest.raises(InputOutputError):
        approve(folder, by="Người khác", on=DAY)
    assert written(folder) == before
    now = (folder / RECORD_NAME).read_bytes() if (folder / RECORD_NAME).exists() else None
    assert now == record


def test_a_file_that_cannot_be_edited_is_refused_with_the_line_to_write(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def garbled(data: bytes, *_: object) -> bytes:
        return data.replace("title: Ứng".encode(), "title: Nhầm".encode())

    monkeypatch.setattr(approval_writer, "with_values", garbled)
    with pytest.raises(ContentError) as caught:
        approve(folder, by=BY, on=DAY)
    (problem,) = caught.value.problems
    assert problem.code == "approval-not-written"
    assert f"by: {BY}" in str(problem.hint)
    assert not (folder / RECORD_NAME).exists()


def test_a_file_without_a_line_end_gets_one_first() -> None:
    assert with_values(b"a: 1", "b", {"c": "d"}) == b"a: 1\n\nb:\n  c: d\n"


def test_a_root_that_is_no_mapping_of_lines_is_refused() -> None:
    for data in (b"{a: 1}", b"- a", b""):
        with pytest.raises(ValueError, match="root"):
            with_values(data, "b", {"c": "d"})


@pytest.mark.parametrize("stopped_at", [RECORD_NAME, "campaign.yaml"])
@pytest.mark.parametrize("is_written", [True, False])
@pytest.mark.parametrize("had_record", [True, False])
def test_who_stops_it_between_two_files_finds_both_as_they_were(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    stopped_at: str,
    is_written: bool,
    had_record: bool,
) -> None:
    if had_record:
        approve(folder, by=BY, on=DAY)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    stops = [stopped_at]

    def stop(data: bytes, path: Path) -> None:
        is_here = path.name in stops
        if is_written or not is_here:
            save_file(data, path)
        if is_here:
            stops.clear()
            raise KeyboardInterrupt

    monkeypatch.setattr(approval_writer, "save_file", stop)
    with pytest.raises(KeyboardInterrupt):
        approve(folder, by="Người khác", on=DAY)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert after == before
