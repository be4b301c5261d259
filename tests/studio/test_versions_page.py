"""Versions: every make is kept, any two can be compared, and any state can be gone back to."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from support.studio import Browser

from generator.content.campaign_editing import with_value
from generator.studio.change_words import edit_words
from generator.studio.choices import Choices, PieceChoice
from generator.studio.edits import CAMPAIGN_FILE
from generator.studio.records import FileRecord, PieceRecord
from generator.studio.store.projects import Project, Revision, State
from generator.studio.store.versions import Version
from generator.studio.work.making import FileRole


def with_title(browser: Browser, project: Project, title: str) -> Project:
    """The project with another title in its campaign's file."""

    def change(head: Revision) -> State:
        data = browser.studio.files.get(head.files[CAMPAIGN_FILE])
        edited = browser.studio.files.put(with_value(data, ("title",), title))
        return State({**head.files, CAMPAIGN_FILE: edited}, head.choices, title)

    edit = {"path": ["campaign", "title"], "value": title}
    return browser.studio.projects.commit(project.id, change, edit=edit, author="Lê Văn Soạn")


def kept(browser: Browser, project: Project, view: bytes, size: str = "A3") -> Version:
    """A version of the head with a poster of one page that looks so."""
    files = tuple(
        FileRecord(
            f"{role.value}.jpg", role, "jpg", browser.studio.files.put(view), len(view), "", 1
        )
        for role in (FileRole.VIEW, FileRole.THUMB)
    )
    piece = PieceRecord(0, "poster", size, "hien-dai", 1, (297, 420), "", False, True, files)
    return browser.studio.versions.add(
        project.id,
        project.head.number,
        {file.name: file.sha256 for file in files},
        [piece.to_json()],
        author="Lê Văn Soạn",
    )


def test_the_list_has_every_version_with_picture_person_and_time(
    browser: Browser, project: Project
) -> None:
    kept(browser, project, b"one")
    kept(browser, project, b"two")
    page = browser.get(f"/p/{project.id}/phien-ban").text
    assert page.index("Bản 2") < page.index("Bản 1")
    assert page.count("Lê Văn Soạn làm lúc 14:05, 30/11/2026") == 2
    for number in (1, 2):
        assert f"/p/{project.id}/ban/{number}/tep/thumb.jpg" in page
        assert browser.get(f"/p/{project.id}/ban/{number}").status_code == 200


def test_a_version_is_the_same_to_the_byte_after_later_edits(
    browser: Browser, project: Project
) -> None:
    data = browser.studio.files.put(b"%PDF-1.7 as it was made")
    file = FileRecord("a.pdf", FileRole.OUTPUT, "pdf", data, 23)
    choices = Choices.from_json(project.head.choices)
    piece = PieceRecord(0, "poster", "A3", "", 1, (297, 420), "", False, True, (file,))
    number = browser.studio.versions.add(
        project.id, project.head.number, {file.name: data}, [piece.to_json()], author="Lan"
    ).number
    path = f"/p/{project.id}/ban/{number}"
    packed, one = browser.get(f"{path}.zip"), browser.get(f"{path}/tep/a.pdf")
    assert one.content == b"%PDF-1.7 as it was made"
    changed = with_title(browser, project, "Một tên khác")
    browser.studio.projects.commit(
        project.id,
        lambda head: State(head.files, replace(choices, destination="press").to_json()),
        edit={},
        author="Lan",
    )
    assert changed.title == "Một tên khác"
    again = browser.get(f"{path}.zip")
    assert again.content == packed.content
    assert again.headers["content-disposition"] == packed.headers["content-disposition"]
    assert browser.get(f"{path}/tep/a.pdf").content == one.content


@pytest.mark.parametrize(
    ("destination", "use"),
    [
        ("office", "in ở tỷ lệ 100 %"),
        ("press", "Gửi nhà in tệp PDF"),
        ("screen", "không phải để in"),
    ],
)
def test_the_note_in_the_zip_says_how_files_for_each_destination_are_used(
    browser: Browser, project: Project, destination: str, use: str
) -> None:
    poster = PieceChoice("poster", copies=300)
    chosen = Choices(pieces=(poster,), destination=destination).to_json()
    project = browser.studio.projects.commit(
        project.id, lambda head: State(head.files, chosen), edit={}, author="Lan"
    )
    number = kept(browser, project, b"one").number
    answer = browser.get(f"/p/{project.id}/ban/{number}.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        note = archive.read("DOC-TRUOC.txt").decode("utf-8-sig")
    assert use in note
    assert ("300 bản" in note) == (destination != "screen")


def test_a_version_that_is_gone_back_to_is_a_new_revision_and_nothing_is_lost(
    browser: Browser, project: Project
) -> None:
    kept(browser, project, b"one")
    changed = with_title(browser, project, "Một tên khác")
    browser.post(f"/p/{project.id}/khoi-phuc", revision=project.head.number).raise_for_status()
    head = browser.studio.projects.get(project.id).head
    assert head.number == changed.head.number + 1
    assert head.files == project.head.files
    texts = browser.get(f"/p/{project.id}/phien-ban").text
    assert "Sửa tên chiến dịch: “Một tên khác”" in texts
    browser.post(f"/p/{project.id}/khoi-phuc", revision=changed.head.number)
    assert browser.studio.projects.get(project.id).title == "Một tên khác"


@pytest.mark.parametrize("revision", ["99", "", "x", "-1"])
def test_an_edit_that_is_not_there_cannot_be_gone_back_to(
    browser: Browser, project: Project, revision: str
) -> None:
    answer = browser.post(f"/p/{project.id}/khoi-phuc", revision=revision)
    assert answer.status_code == 404


def test_a_comparison_shows_both_pages_and_marks_the_words_that_differ(
    browser: Browser, project: Project
) -> None:
    kept(browser, project, b"one")
    changed = with_title(browser, project, f"{project.title} hôm nay")
    kept(browser, changed, b"two", size="A2")
    page = browser.get(f"/p/{project.id}/so-sanh?ban=2&ban=1").text
    assert f"/p/{project.id}/ban/1/tep/view.jpg" in page
    assert f"/p/{project.id}/ban/2/tep/view.jpg" in page
    assert re.search(r"<ins>\s*hôm nay</ins>", page)
    assert "A3 → A2" in page
    assert "data-overlay" in page


def test_pages_that_are_equal_are_said_to_be(browser: Browser, project: Project) -> None:
    kept(browser, project, b"one")
    kept(browser, project, b"one")
    page = browser.get(f"/p/{project.id}/so-sanh?ban=1&ban=2").text
    assert "giống hệt nhau" in page
    assert "Không có câu chữ nào khác nhau" in page
    assert "data-overlay" not in page


@pytest.mark.parametrize("asked", ["", "?ban=1", "?ban=1&ban=1", "?ban=1&ban=2&ban=3"])
def test_a_comparison_takes_two_versions_and_says_so(
    browser: Browser, project: Project, asked: str
) -> None:
    for view in (b"one", b"two", b"three"):
        kept(browser, project, view)
    assert browser.get(f"/p/{project.id}/so-sanh{asked}").status_code == 422


def test_a_version_bears_the_name_that_it_is_given(browser: Browser, project: Project) -> None:
    kept(browser, project, b"one")
    browser.post(f"/p/{project.id}/ban/1/ten", name="  gửi   nhà in ").raise_for_status()
    assert "Bản 1: gửi nhà in" in browser.get(f"/p/{project.id}/phien-ban").text


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        ({}, "Bắt đầu chiến dịch"),
        (
            {"path": ["campaign", "items", "1.3", "headline"], "value": "Đọc kỹ"},
            "Sửa nội dung điểm 1.3: “Đọc kỹ”",
        ),
        (
            {"path": ["choices", "issuer", "hotline"], "value": "1022"},
            "Sửa số điện thoại: “1022”",
        ),
        ({"path": ["choices", "pieces"], "value": [{}]}, "Sửa danh sách ấn phẩm"),
        (
            {"path": ["approval"], "value": {"by": "Trần Thị Duyệt", "on": "2026-11-30"}},
            "Trần Thị Duyệt duyệt nội dung",
        ),
        ({"path": ["revision"], "value": 3}, "Khôi phục lần sửa 3"),
        ({"path": ["unheard-of"], "value": 3}, "Sửa nội dung"),
    ],
)
def test_every_edit_is_said_in_words(edit: dict[str, object], words: str) -> None:
    assert edit_words(edit)[0] == words
