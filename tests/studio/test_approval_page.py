"""Approval in the studio: the record of the command line, of what the person has read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from markupsafe import escape
from support.studio import ADDRESS, BEGINNING, Browser

from generator.cli.main import anpham
from generator.content.campaign_editing import with_value
from generator.studio.approvals import shown_approval
from generator.studio.edits import CAMPAIGN_FILE
from generator.studio.makes import folder_name
from generator.studio.store.projects import Project, State

_NAME = "Nguyễn Thị Duyệt"
_RECORD = "approval.lock"


def edited(browser: Browser, project: Project, *path: str, value: str) -> Project:
    """The project with another value in its campaign's file."""

    def change(head):  # type: ignore[no-untyped-def]
        data = with_value(browser.studio.files.get(head.files[CAMPAIGN_FILE]), path, value)
        return State({**head.files, CAMPAIGN_FILE: browser.studio.files.put(data)}, head.choices)

    return browser.studio.projects.commit(project.id, change, edit={}, author="test")


def approve(browser: Browser, project: Project, **fields: str) -> int:
    """The status of the answer to an approval."""
    sent: dict[str, Any] = {"by": _NAME, "read": "1", "base": str(project.head.number)} | fields
    return browser.post(f"/p/{project.id}/duyet", **sent).status_code


def test_the_page_shows_every_abridgement_beside_its_official_text(
    browser: Browser, project: Project
) -> None:
    page = browser.get(f"/p/{project.id}/duyet").text
    assert len(re.findall(r'<blockquote class="official">', page)) == 10
    assert 'name="by"' in page


def test_paragraphs_that_are_left_out_are_shown_by_their_words(
    browser: Browser, project: Project
) -> None:
    page = browser.get(f"/p/{project.id}/duyet").text
    shown = shown_approval(browser.studio, project)
    assert shown.left_out
    opened = page.partition("Còn để ngỏ")[2].partition("Câu chữ trên ấn phẩm")[0]
    for address in shown.left_out:
        assert escape(shown.blocks[address][:40]) in opened


def test_an_approval_writes_the_bytes_that_the_command_line_writes(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / folder_name(project.title)
    for name, data in browser.studio.folders.read(project.head.files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    day = BEGINNING.date().isoformat()
    done = CliRunner().invoke(
        anpham, ["approve", str(folder), "--by", _NAME, "--date", day, "--yes"]
    )
    assert done.exit_code == 0, done.output
    assert approve(browser, project) == 200
    head = browser.studio.projects.get(project.id).head
    for name in (CAMPAIGN_FILE, _RECORD):
        assert browser.studio.files.get(head.files[name]) == (folder / name).read_bytes()
    assert set(head.files) == set(project.head.files) | {_RECORD}


def test_an_approval_is_a_revision_that_names_the_person_and_the_day(
    browser: Browser, project: Project
) -> None:
    approve(browser, project)
    page = browser.get(f"/p/{project.id}/duyet").text
    assert f"{_NAME} đã duyệt ngày 30/11/2026" in page
    (line, *_) = browser.studio.audit.read(project.id)
    assert line.what == "approved"
    head = browser.studio.projects.get(project.id).head
    assert line.details["revision"] == head.number
    assert head.edit["value"] == {"by": _NAME, "on": "2026-11-30"}


def test_a_text_that_is_changed_after_the_approval_is_named_with_both_wordings(
    browser: Browser, project: Project
) -> None:
    approve(browser, project)
    edited(browser, project, "title", value="Một tên khác hẳn")
    page = browser.get(f"/p/{project.id}/duyet").text
    assert "nhưng sau đó có 1 chỗ đã sửa" in page
    assert "Một tên khác hẳn" in page
    assert project.title.rpartition(" ")[2] in page


def test_an_undo_stays_on_the_page_and_takes_the_approval_back(
    browser: Browser, project: Project
) -> None:
    approve(browser, project)
    page = f"http://127.0.0.1/p/{project.id}/duyet"
    answer = browser.client.post(
        f"/p/{project.id}/undo",
        data={"csrf": browser.csrf},
        headers={"Origin": ADDRESS, "Referer": page},
    )
    assert answer.url.path == f"/p/{project.id}/duyet"
    assert _RECORD not in browser.studio.projects.get(project.id).head.files


def test_nobody_approves_a_text_that_was_changed_while_it_was_read(
    browser: Browser, project: Project
) -> None:
    edited(browser, project, "title", value="Một tên khác hẳn")
    assert approve(browser, project) == 409
    assert _RECORD not in browser.studio.projects.get(project.id).head.files


@pytest.mark.parametrize("fields", [{"by": ""}, {"by": "[họ tên]"}, {"read": ""}])
def test_an_approval_without_a_name_or_unread_approves_nothing(
    browser: Browser, project: Project, fields: dict[str, str]
) -> None:
    assert approve(browser, project, **fields) == 422
    assert browser.studio.projects.get(project.id).head.number == project.head.number
