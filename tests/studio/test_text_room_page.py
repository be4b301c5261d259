"""The room for a text that is being typed, as the step "Chọn" says it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from support.studio import Browser

from generator.content.campaign_editing import value_at
from generator.studio.campaigns import CAMPAIGN_FILE
from generator.studio.pages import campaign_room
from generator.studio.store.projects import Project

HEADLINE = ("items", "1.3", "headline")


def ask(browser: Browser, project: Project, *path: str, value: str, tab: str = "a") -> Any:
    query = {"at": json.dumps(path), "value": value, "tab": tab}
    return browser.client.get(
        f"/p/{project.id}/chon/room", params=query, headers={"HX-Request": "true"}
    )


def headline(browser: Browser, project: Project) -> str:
    data = browser.studio.files.get(project.head.files[CAMPAIGN_FILE])
    return str(value_at(data, HEADLINE))


def test_the_room_that_is_left_is_said_with_the_piece_that_has_least(
    browser: Browser, project: Project
) -> None:
    answer = ask(browser, project, *HEADLINE, value=headline(browser, project)).text
    found = re.search(r"Còn chỗ cho khoảng (\d+) ký tự nữa", answer)
    assert found, answer
    assert 5 <= int(found[1]) <= 40
    assert "Chật nhất: Áp phích" in answer


def test_what_is_typed_counts_though_it_is_not_saved(browser: Browser, project: Project) -> None:
    text = headline(browser, project) + " và mật khẩu của mọi người thân trong gia đình mình"
    answer = ask(browser, project, *HEADLINE, value=text).text
    assert re.search(r"Thừa khoảng \d+ ký tự để đọc được từ xa", answer), answer
    assert browser.studio.projects.get(project.id).head.number == 1


def test_a_text_far_too_long_for_all_says_by_how_much(browser: Browser, project: Project) -> None:
    text = " ".join([headline(browser, project)] * 20)
    answer = ask(browser, project, *HEADLINE, value=text).text
    found = re.search(r"Thừa khoảng (\d+) ký tự, chưa in được", answer)
    assert found, answer
    assert 0 < int(found[1]) < len(text)


def test_a_text_that_no_chosen_piece_prints_is_said_to_be_none(
    browser: Browser, project: Project
) -> None:
    answer = ask(browser, project, *HEADLINE[:2], "short_headline", value="Giữ kín").text
    assert "Không ấn phẩm nào đã chọn in chữ này." in answer


@pytest.mark.parametrize("path", [("slogans",), ("letter", "sha256"), ("approval",), ()])
def test_the_room_of_what_is_no_text_of_the_page_is_refused(
    browser: Browser, project: Project, path: tuple[str, ...]
) -> None:
    answer = ask(browser, project, *path, value="x")
    assert answer.status_code == 400
    assert "không đọc được" in answer.text


def test_while_others_measure_nothing_is_waited_for(browser: Browser, project: Project) -> None:
    with campaign_room._turn:
        assert ask(browser, project, *HEADLINE, value="Giữ kín mật khẩu").status_code == 204
    assert ask(browser, project, *HEADLINE, value="Giữ kín mật khẩu").status_code == 200


def test_an_answer_that_is_known_costs_no_work(
    browser: Browser, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(browser, project, *HEADLINE, value="Giữ kín mật khẩu")
    monkeypatch.setattr(type(browser.studio.work), "run", None)
    assert ask(browser, project, *HEADLINE, value="Giữ kín mật khẩu").text == first.text
