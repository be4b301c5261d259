"""The first page: what it lists, and what is done to a project there."""

from __future__ import annotations

import html

import pytest
from support.studio import CAMPAIGN, Browser

from generator.studio.store.projects import Project

PNG = b"\x89PNG\r\n"


@pytest.fixture
def another(browser: Browser) -> Project:
    """A second project of the same server."""
    return browser.studio.projects.get(browser.begin("sot-xuat-huyet"))


def _card(project: Project) -> str:
    return f'href="/p/{project.id}/chon"'


@pytest.mark.parametrize("query", ["mạng xã hội", "mang xa hoi", "XÃ HỘI ứng"])
def test_a_project_is_found_by_words_of_its_name_with_and_without_accents(
    browser: Browser, project: Project, another: Project, query: str
) -> None:
    page = browser.client.get("/", params={"q": query}).text
    assert _card(project) in page
    assert _card(another) not in page


def test_a_search_without_a_result_says_so(browser: Browser, project: Project) -> None:
    page = browser.client.get("/", params={"q": "khong co dau"}).text
    assert _card(project) not in page
    assert "Không có dự án nào mang tên ấy" in page


def test_the_list_says_when_and_by_whom_a_project_was_changed(
    browser: Browser, project: Project
) -> None:
    page = browser.get("/").text
    assert "14:05, 30/11/2026" in page
    assert project.head.author in page


def test_a_project_is_renamed_and_its_campaign_stays(browser: Browser, project: Project) -> None:
    page = browser.post(f"/p/{project.id}/rename", title="  Tổ dân phố 5 <b>  ").text
    assert html.escape("Tổ dân phố 5 <b>") in page
    assert "<b>" not in page
    renamed = browser.studio.projects.get(project.id)
    assert renamed.head.files == project.head.files
    assert renamed.can_undo


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_name_that_is_none_is_refused_in_words(
    browser: Browser, project: Project, title: str
) -> None:
    answer = browser.post(f"/p/{project.id}/rename", title=title)
    assert answer.status_code == 422
    assert browser.studio.projects.get(project.id).title == project.title


def test_a_deleted_project_leaves_the_list_and_can_be_put_back(
    browser: Browser, project: Project
) -> None:
    page = browser.post(f"/p/{project.id}/delete").text
    assert _card(project) not in page
    assert f"/p/{project.id}/restore" in page
    assert browser.get(f"/p/{project.id}/chon").status_code == 404
    page = browser.post(f"/p/{project.id}/restore").text
    assert _card(project) in page
    assert browser.studio.projects.get(project.id).head == project.head


def test_a_duplicate_begins_with_the_same_state_and_goes_its_own_way(
    browser: Browser, project: Project
) -> None:
    browser.post(f"/p/{project.id}/duplicate")
    listed = browser.studio.projects.listed()
    (copy,) = [one for one in listed if one.id != project.id]
    assert copy.title == f"{project.title} (bản sao)"
    assert (copy.head.files, copy.head.choices) == (project.head.files, project.head.choices)
    browser.post(f"/p/{copy.id}/delete")
    assert browser.get(f"/p/{project.id}/chon").status_code == 200


def test_a_project_nobody_approved_is_called_a_draft(browser: Browser, project: Project) -> None:
    page = browser.get("/").text
    assert "Bản thảo, chờ duyệt" in page
    assert "Đã duyệt" not in page


@pytest.mark.slow
def test_lists_show_a_picture_of_what_would_be_printed(browser: Browser, project: Project) -> None:
    for path in (f"/shipped/{CAMPAIGN}.png", f"/p/{project.id}/thumbnail.png"):
        assert browser.get(path).content.startswith(PNG)


def test_a_piece_that_cannot_be_made_has_a_stand_in(browser: Browser) -> None:
    broken = browser.studio.projects.create(
        "Hỏng", {"campaign.yaml": b"title: 1\n"}, {"pieces": [{"material": "poster"}]}, author="x"
    )
    answer = browser.get(f"/p/{broken.id}/thumbnail.png")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert browser.get("/").status_code == 200


def test_no_picture_of_a_campaign_that_is_not_shipped(browser: Browser) -> None:
    assert browser.get("/shipped/..%2Fsecret.png").status_code == 404
    assert browser.get("/shipped/khong-co.png").status_code == 404
