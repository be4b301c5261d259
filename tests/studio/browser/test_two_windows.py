"""Two people on one project: the second is told of the first, and no text is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.chromium import opened
from support.servers import ServerProcess

pytestmark = pytest.mark.slow

CAMPAIGN = "ung-xu-mang-xa-hoi"


@pytest.fixture
def windows(chromium: Browser, server: ServerProcess) -> Iterator[tuple[Page, Page]]:
    """Two browsers with sessions of their own on the first step of one project."""
    with (
        opened(chromium, server.entrance) as first,
        opened(chromium, server.entrance) as second,
    ):
        first.locator(f"button[name=campaign][value={CAMPAIGN}]").click()
        first.wait_for_url("**/chon")
        second.goto(first.url)
        yield first, second


def type_into(page: Page, name: str, text: str) -> None:
    page.locator(f"#f-{name}").fill(text)


def is_saved(page: Page, name: str) -> None:
    page.locator(f"form.edit:has(#f-{name}) .saved-note").wait_for()


def test_the_second_is_shown_both_texts_and_decides(windows: tuple[Page, Page]) -> None:
    first, second = windows
    type_into(first, "title", "Tiêu đề của người thứ nhất")
    is_saved(first, "title")
    type_into(second, "title", "Tiêu đề của người thứ hai")
    conflict = second.locator("form.edit:has(#f-title) .conflict")
    conflict.wait_for()
    expect(conflict).to_contain_text("Tiêu đề của người thứ nhất")
    expect(conflict).to_contain_text("Tiêu đề của người thứ hai")
    expect(second.locator("#f-title")).to_have_value("Tiêu đề của người thứ hai")
    first.reload()
    expect(first.locator("#f-title")).to_have_value("Tiêu đề của người thứ nhất")

    conflict.locator("[data-take=mine]").click()
    is_saved(second, "title")
    first.reload()
    expect(first.locator("#f-title")).to_have_value("Tiêu đề của người thứ hai")
    # What was there before is one step back.
    first.locator("form[action$='/undo'] button").click()
    first.wait_for_load_state()
    expect(first.locator("#f-title")).to_have_value("Tiêu đề của người thứ nhất")


def test_edits_of_different_texts_are_both_saved(windows: tuple[Page, Page]) -> None:
    first, second = windows
    type_into(first, "title", "Tiêu đề mới")
    is_saved(first, "title")
    type_into(second, "kicker", "Dòng trên mới")
    is_saved(second, "kicker")
    second.reload()
    expect(second.locator("#f-title")).to_have_value("Tiêu đề mới")
    expect(second.locator("#f-kicker")).to_have_value("Dòng trên mới")
