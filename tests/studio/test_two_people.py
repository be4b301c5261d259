"""Two people at one project: nothing is lost, and the second is told."""

from __future__ import annotations

import json
from typing import Any

from support.studio import Browser

from generator.content.campaign_editing import value_at
from generator.studio.campaigns import CAMPAIGN_FILE
from generator.studio.store.projects import Project

_HEADLINE = ("items", "1.3", "headline")


def _save(browser: Browser, project: Project, *path: str, value: Any, base: int, tab: str) -> str:
    answer = browser.post(
        f"/p/{project.id}/chon/text",
        is_htmx=True,
        at=json.dumps(path),
        value=value,
        base=str(base),
        tab=tab,
    )
    assert answer.status_code == 200, answer.text
    return answer.text


def _now(browser: Browser, project: Project) -> Project:
    return browser.studio.projects.get(project.id)


def _value(browser: Browser, project: Project, *path: str) -> Any:
    head = _now(browser, project).head
    return value_at(browser.studio.files.get(head.files[CAMPAIGN_FILE]), path)


def test_the_second_at_one_text_sees_both_and_nothing_is_overwritten(
    browser: Browser, project: Project
) -> None:
    _save(browser, project, *_HEADLINE, value="Của người thứ nhất", base=1, tab="first")
    answer = _save(browser, project, *_HEADLINE, value="Của người thứ hai", base=1, tab="second")
    assert "Của người thứ nhất" in answer
    assert "Của người thứ hai" in answer
    assert "Dùng của tôi" in answer
    assert _value(browser, project, *_HEADLINE) == "Của người thứ nhất"


def test_the_second_may_take_their_own_after_they_were_told(
    browser: Browser, project: Project
) -> None:
    _save(browser, project, *_HEADLINE, value="Một", base=1, tab="first")
    answer = _save(browser, project, *_HEADLINE, value="Hai", base=1, tab="second")
    assert 'data-base="2"' in answer
    _save(browser, project, *_HEADLINE, value="Hai", base=2, tab="second")
    assert _value(browser, project, *_HEADLINE) == "Hai"
    browser.post(f"/p/{project.id}/undo")
    assert _value(browser, project, *_HEADLINE) == "Một"


def test_edits_of_other_texts_go_together_and_are_mentioned(
    browser: Browser, project: Project
) -> None:
    _save(browser, project, "title", value="Tiêu đề khác", base=1, tab="first")
    answer = _save(browser, project, *_HEADLINE, value="Giữ kín", base=1, tab="second")
    assert "Đã lưu" in answer
    assert "xem bản mới" in answer
    assert _value(browser, project, "title") == "Tiêu đề khác"
    assert _value(browser, project, *_HEADLINE) == "Giữ kín"


def test_the_same_text_from_both_is_no_conflict(browser: Browser, project: Project) -> None:
    _save(browser, project, *_HEADLINE, value="Giống nhau", base=1, tab="first")
    answer = _save(browser, project, *_HEADLINE, value="Giống nhau", base=1, tab="second")
    assert "Đã lưu" in answer
    assert _now(browser, project).head.number == 2


def test_one_who_types_on_before_the_answer_came_is_in_no_conflict_with_oneself(
    browser: Browser, project: Project
) -> None:
    for value in ("G", "Giữ", "Giữ kín"):
        assert "Đã lưu" in _save(browser, project, *_HEADLINE, value=value, base=1, tab="first")
    assert _value(browser, project, *_HEADLINE) == "Giữ kín"


def test_the_author_named_is_the_one_who_changed_that_text(
    browser: Browser, project: Project
) -> None:
    _save(browser, project, *_HEADLINE, value="Một", base=1, tab="first")
    _save(browser, project, "title", value="Khác", base=1, tab="third")
    answer = _save(browser, project, *_HEADLINE, value="Hai", base=1, tab="second")
    # Their text is of revision 2; to write over it, one must have seen all up to 3.
    assert 'data-base="3"' in answer
    assert "Một" in answer


def test_a_text_that_was_changed_and_changed_back_is_no_conflict(
    browser: Browser, project: Project
) -> None:
    before = _value(browser, project, *_HEADLINE)
    _save(browser, project, *_HEADLINE, value="Một", base=1, tab="first")
    browser.post(f"/p/{project.id}/undo")
    assert _value(browser, project, *_HEADLINE) == before
    assert "Đã lưu" in _save(browser, project, *_HEADLINE, value="Hai", base=1, tab="second")


def test_a_page_that_saw_what_was_undone_meets_a_conflict(
    browser: Browser, project: Project
) -> None:
    _save(browser, project, *_HEADLINE, value="Một", base=1, tab="first")
    browser.post(f"/p/{project.id}/undo")
    answer = _save(browser, project, *_HEADLINE, value="Hai", base=2, tab="second")
    assert "Dùng của tôi" in answer


def test_the_list_of_slogans_is_one_value(browser: Browser, project: Project) -> None:
    _save(browser, project, "slogans", value=["A", "B"], base=1, tab="first")
    answer = _save(browser, project, "slogans", value=["C"], base=1, tab="second")
    assert "A\nB" in answer
    assert _value(browser, project, "slogans") == ["A", "B"]


def test_a_text_of_an_item_that_somebody_took_off_is_refused_and_stays_in_the_field(
    browser: Browser, project: Project
) -> None:
    browser.post(f"/p/{project.id}/chon/hide", address="1.3", tab="first")
    answer = _save(browser, project, *_HEADLINE, value="Hai", base=1, tab="second")
    assert "Hai" in answer or "Chưa lưu." in answer
    assert _value(browser, project, *_HEADLINE) is None


def test_moves_of_both_are_both_done(browser: Browser, project: Project) -> None:
    for address, tab in (("1.3", "first"), ("1.4", "second")):
        browser.post(
            f"/p/{project.id}/chon/move", address=address, group="dont", before="", tab=tab
        )
    items = _value(browser, project, "items")
    groups = {item["at"]: item["group"] for item in items}
    assert (groups["1.3"], groups["1.4"]) == ("dont", "dont")


def test_a_base_that_never_was_is_refused(browser: Browser, project: Project) -> None:
    answer = _save(browser, project, *_HEADLINE, value="Hai", base=99, tab="first")
    assert "Chưa lưu." in answer
