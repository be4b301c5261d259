"""Groups and deadlines in the step "Chọn": added, taken off, shown again under the right title."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.studio import Browser

from generator.content.model import Campaign, Tone
from generator.studio.campaigns import CAMPAIGN_FILE, campaign_of
from generator.studio.store.projects import Project, State


def change(browser: Browser, project: Project, what: str, **fields: Any) -> str:
    answer = browser.post(f"/p/{project.id}/chon/{what}", is_htmx=True, tab="a", **fields)
    assert answer.status_code == 200, answer.text
    return answer.text


def campaign(browser: Browser, project: Project) -> Campaign:
    return campaign_of(browser.studio, browser.studio.projects.get(project.id).head.files)


def groups(browser: Browser, project: Project) -> list[tuple[str, list[str]]]:
    found = campaign(browser, project).groups
    return [(group.title, [item.address for item in group.items]) for group in found]


def test_a_group_is_added_with_its_first_point(browser: Browser, project: Project) -> None:
    answer = change(
        browser, project, "add-group", title="Việc  cần lan tỏa", tone="info", address="1.7"
    )
    assert "Đã thêm nhóm" in answer or "đã thêm nhóm" in answer
    assert groups(browser, project)[-1] == ("Việc cần lan tỏa", ["1.7"])
    browser.post(f"/p/{project.id}/undo")
    assert len(groups(browser, project)) == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " ", "tone": "do", "address": "1.7"}, "nhóm cần có tiêu đề"),
        ({"title": "5 điều khác", "tone": "do", "address": "1.7"}, "5"),
        ({"title": "Việc khác", "tone": "do", "address": "9.9"}, "không còn nữa"),
    ],
)
def test_a_group_that_would_be_none_is_refused_in_words(
    browser: Browser, project: Project, fields: dict[str, str], said: str
) -> None:
    assert said in change(browser, project, "add-group", **fields)
    assert browser.studio.projects.get(project.id).head.number == 1


def test_a_group_is_taken_off_and_its_points_wait_below(browser: Browser, project: Project) -> None:
    answer = change(browser, project, "hide-group", group="dont")
    assert len(groups(browser, project)) == 1
    assert answer.count("đã bỏ ra, còn giữ câu chữ") == 2


def test_the_last_point_of_a_group_stays_and_the_way_to_take_the_group_off_is_said(
    browser: Browser, project: Project
) -> None:
    change(browser, project, "hide", address="2.1")
    assert "bỏ cả nhóm" in change(browser, project, "hide", address="2.2")
    assert groups(browser, project)[-1] == ("1 điều không được đăng tải", ["2.2"])


def test_what_is_forbidden_comes_back_under_a_title_of_its_own_kind(
    browser: Browser, project: Project
) -> None:
    change(browser, project, "hide-group", group="dont")
    change(browser, project, "show", address="2.1", group="do")
    shown = campaign(browser, project).groups
    owner = next(one for one in shown if "2.1" in [item.address for item in one.items])
    assert owner.tone is Tone.DONT


def test_the_last_group_and_the_last_point_stay(browser: Browser, project: Project) -> None:
    change(browser, project, "hide-group", group="dont")
    assert "ít nhất một điểm" in change(browser, project, "hide-group", group="do")
    for address in [item.address for item in campaign(browser, project).items][:-1]:
        change(browser, project, "hide", address=address)
    (left,) = campaign(browser, project).items
    assert "ít nhất một điểm" in change(browser, project, "hide", address=left.address)
    assert len(campaign(browser, project).items) == 1


@pytest.mark.parametrize(("value", "said"), [("2027-01-31", "Đã lưu"), ("2027-02-31", "Chưa lưu")])
def test_the_deadline_is_edited(browser: Browser, project: Project, value: str, said: str) -> None:
    assert 'type="date"' in browser.get(f"/p/{project.id}/chon").text
    answer = change(browser, project, "text", at=json.dumps(["valid_until"]), value=value, base="1")
    assert said in answer
    known = campaign(browser, project).valid_until
    assert (known is not None and known.isoformat() == value) is (said == "Đã lưu")


def test_points_of_an_older_campaign_file_are_moved(browser: Browser, project: Project) -> None:
    studio = browser.studio
    older = studio.files.get(project.head.files[CAMPAIGN_FILE])
    head, _, rest = older.partition(b"groups:\n")
    _, _, items = rest.partition(b"# Numbered within")
    older = head + b"# Numbered within" + items
    older = older.replace(b"group: do", b"kind: do").replace(
        b"\ntexts:\n",
        "\ntexts:\n  do_title: 8 điều nên làm\n  dont_title: 2 điều không nên\n".encode(),
    )
    files = {**project.head.files, CAMPAIGN_FILE: studio.files.put(older)}
    studio.projects.commit(project.id, lambda one: State(files, one.choices), edit={}, author="An")
    change(browser, project, "move", address="1.8", group="dont", before="")
    assert [title for title, _ in groups(browser, project)] == [
        "7 điều nên làm",
        "3 điều không nên",
    ]
