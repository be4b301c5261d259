"""Step four: what is made is complete, its findings are said, and pressing a mend ends one."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.studio import Browser, studio_app

from generator.content.campaign import load_campaign
from generator.studio.choices import Choices, PieceChoice
from generator.studio.records import PieceRecord, PieceRemark
from generator.studio.store.project_file import imported
from generator.studio.store.projects import Project, State
from generator.studio.store.versions import Version
from generator.studio.version_zip import zip_name

_PATIENCE_S = 120


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A server for all tests of this module: its processes are slow to start."""
    with Browser(studio_app(tmp_path_factory.mktemp("studio"), processes=1)) as opened:
        yield opened


def begun(browser: Browser, *pieces: PieceChoice, **choices: Any) -> Project:
    """A new project with these choices."""
    project = browser.studio.projects.get(browser.begin())
    chosen = Choices(pieces=pieces, **choices).to_json()
    return browser.studio.projects.commit(
        project.id, lambda head: State(head.files, chosen), edit={}, author="test"
    )


def made(browser: Browser, project: Project) -> Version:
    """The version that "Làm ấn phẩm" makes of the project's head."""
    before = len(browser.studio.versions.listed(project.id))
    browser.post(f"/p/{project.id}/lam").raise_for_status()
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        making = browser.studio.makings.latest(project.id)
        assert making is not None
        if not making.is_running:
            break
        time.sleep(0.05)
    versions = browser.studio.versions.listed(project.id)
    assert len(versions) == before + 1, making
    return versions[0]


def codes(version: Version) -> set[str]:
    """The codes of all remarks of a version."""
    pieces = map(PieceRecord.from_json, version.findings)
    return {remark.code for piece in pieces for remark in piece.remarks}


def test_a_project_without_pieces_leads_to_the_step_where_they_are_chosen(
    shared: Browser,
) -> None:
    project = begun(shared)
    page = shared.get(f"/p/{project.id}/lay")
    assert f'href="/p/{project.id}/gi"' in page.text
    assert f'action="/p/{project.id}/lam"' not in page.text
    assert shared.post(f"/p/{project.id}/lam").status_code == 422


@pytest.mark.slow
def test_a_version_has_a_file_a_picture_and_a_certificate_of_each_piece(shared: Browser) -> None:
    project = begun(shared, PieceChoice("poster"), PieceChoice("script"))
    version = made(shared, project)
    poster, script = map(PieceRecord.from_json, version.findings)
    roles = [file.role.value for file in poster.files]
    assert roles == ["output", "certificate", "preview", "view", "thumb"]
    assert [file.kind for file in script.files] == ["txt", "docx"]
    assert poster.files[2].alt is not None
    assert project.title.lower() in poster.files[2].alt.lower()
    page = shared.get(f"/p/{project.id}/lay").text
    for file in poster.taken_away + script.taken_away:
        answer = shared.get(f"/p/{project.id}/ban/{version.number}/tep/{file.name}")
        assert answer.content == shared.studio.files.get(file.sha256)
        assert file.name in page


@pytest.mark.slow
def test_the_zip_holds_files_previews_certificates_words_and_a_note(shared: Browser) -> None:
    project = begun(shared, PieceChoice("insert"))
    version = made(shared, project)
    answer = shared.get(f"/p/{project.id}/ban/{version.number}.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        note = archive.read("DOC-TRUOC.txt").decode("utf-8-sig")
        words = archive.read("van-ban-thay-the.txt").decode("utf-8-sig")
    (piece,) = map(PieceRecord.from_json, version.findings)
    folders = {name.partition("/")[0] for name in names}
    assert folders == {
        "DOC-TRUOC.txt",
        "van-ban-thay-the.txt",
        "an-pham",
        "xem-truoc",
        "phieu-kiem-tra",
    }
    assert all(re.fullmatch(r"[A-Za-z0-9./-]+", name) for name in names)
    assert project.title in note
    assert "100 %" in note
    assert piece.files[2].name in words
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    tag = answer.headers["etag"]
    again = shared.client.get(answer.url, headers={"If-None-Match": tag})
    assert again.status_code == 304


@pytest.mark.slow
@pytest.mark.parametrize(
    ("piece", "choices", "code"),
    [
        (PieceChoice("insert", size="A4"), {}, "size-not-offered"),
        (PieceChoice("social", size="1080x1080px"), {}, "destination-not-offered"),
        (PieceChoice("insert"), {}, "issuer-by-default"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pressing_a_mend_makes_its_finding_go_away(
    shared: Browser, piece: PieceChoice, choices: dict[str, Any], code: str
) -> None:
    project = begun(shared, piece, **choices)
    version = made(shared, project)
    (record,) = map(PieceRecord.from_json, version.findings)
    assert code in codes(version)
    number = next(n for n, remark in enumerate(record.remarks) if remark.code == code)
    page = shared.get(f"/p/{project.id}/lay").text
    assert f'name="remark" value="{number}"' in page
    button = f'name="remark" value="{number}"'
    shared.post(
        f"/p/{project.id}/sua-giup", version=version.number, piece=0, remark=number
    ).raise_for_status()
    assert button not in shared.get(f"/p/{project.id}/lay").text
    shared.post(f"/p/{project.id}/undo").raise_for_status()
    assert button in shared.get(f"/p/{project.id}/lay").text
    shared.post(f"/p/{project.id}/redo").raise_for_status()
    assert button not in shared.get(f"/p/{project.id}/lay").text
    assert code not in codes(made(shared, project))


def test_the_button_puts_an_approved_text_back_and_undo_takes_it_away_again(
    shared: Browser,
) -> None:
    project = begun(shared, PieceChoice("insert"))
    shared.post(
        f"/p/{project.id}/duyet", by="Nguyễn Thị Duyệt", read="1", base=project.head.number
    ).raise_for_status()
    shared.post(
        f"/p/{project.id}/chon/text", at='["items", "1.1", "headline"]', value="Tiêu đề khác"
    ).raise_for_status()
    head = shared.studio.projects.get(project.id).head
    campaign = load_campaign(shared.studio.folders.folder(head.files))
    finding = next(one for one in campaign.findings if one.code == "approved-text-changed")
    remark = PieceRemark(finding.code, finding.severity, finding.message, place=finding.place)
    record = PieceRecord(
        0, "insert", "A5", "hien-dai", 0, (148, 210), "", True, True, remarks=(remark,)
    )
    shared.studio.versions.add(project.id, head.number, {}, [record.to_json()], author="test")
    assert "Trả lại câu đã duyệt" in shared.get(f"/p/{project.id}/lay").text
    shared.post(f"/p/{project.id}/sua-giup", version=1, piece=0, remark=0).raise_for_status()
    assert "Nguyễn Thị Duyệt đã duyệt ngày" in shared.get(f"/p/{project.id}/lay").text
    shared.post(f"/p/{project.id}/undo").raise_for_status()
    page = shared.get(f"/p/{project.id}/lay").text
    assert "Có 1 chỗ đã sửa sau khi duyệt" in page
    assert "Trả lại câu đã duyệt" in page


def test_a_project_is_sent_as_one_file_that_holds_its_campaign_and_choices(
    shared: Browser,
) -> None:
    project = begun(shared, PieceChoice("insert", copies=300))
    answer = shared.get(f"/p/{project.id}/gui")
    opened = imported(answer.content)
    assert opened.title == project.title
    assert opened.files == shared.studio.folders.read(project.head.files)
    assert opened.choices == project.head.choices
    assert ".anpham" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ứng xử: “văn minh”?", "Ứng xử “văn minh” - bản 1.zip"),
        ("a/b\\c<d>|*", "a b c d - bản 1.zip"),
        ("CON", "anpham - bản 1.zip"),
        ("...", "anpham - bản 1.zip"),
        ("x" * 300, "x" * 80 + " - bản 1.zip"),
    ],
)
def test_the_name_of_a_zip_is_one_that_windows_takes(title: str, name: str) -> None:
    assert zip_name(title, 1) == name


def test_no_file_is_found_by_a_name_that_the_version_does_not_have(shared: Browser) -> None:
    project = begun(shared, PieceChoice("insert"))
    shared.studio.versions.add(project.id, project.head.number, {}, [], author="test")
    for name in ("anpham.sqlite3", "..%2Fanpham.sqlite3", "%2e%2e%2f%2e%2e%2fetc%2fpasswd"):
        assert shared.get(f"/p/{project.id}/ban/1/tep/{name}").status_code == 404


def test_a_making_that_was_stopped_leaves_no_version(shared: Browser, tmp_path: Path) -> None:
    project = begun(shared, PieceChoice("poster"), PieceChoice("leaflet"))
    shared.post(f"/p/{project.id}/lam").raise_for_status()
    assert "hx-get" in shared.get(f"/p/{project.id}/lam", is_htmx=True).text
    shared.post(f"/p/{project.id}/lam/dung").raise_for_status()
    making = shared.studio.makings.latest(project.id)
    assert making is not None
    assert making.state.value == "cancelled"
    time.sleep(0.6)
    assert shared.studio.versions.listed(project.id) == []
