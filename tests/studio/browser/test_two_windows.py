"""Two people on one project: the second is told of the first, and no text is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.chromium import opened
from support.servers import ServerProcess

pytestmark = pytest.mark.slow

CAMPAIGN = "ung-xu-mang-xa-hoi"
#: For what comes by itself, while two cores do all the work of two windows.
PATIENCE_MS = 60_000
#: The editor comes late, as over a slow network.
_SLOW_EDITOR = """() => {
  const usual = window.fetch;
  window.fetch = async (address, ...rest) => {
    const answer = await usual(address, ...rest);
    if (!String(address).includes("/chon/editor")) return answer;
    window.asked = true;
    await new Promise((done) => setTimeout(done, 1500));
    window.answered = true;
    return answer;
  };
}"""


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


def test_what_is_saved_in_one_window_appears_in_the_other_by_itself(
    windows: tuple[Page, Page],
) -> None:
    first, second = windows
    second.locator("#f-kicker").focus()
    type_into(first, "title", "Tiêu đề mới")
    expect(second.locator("#f-title")).to_have_value("Tiêu đề mới", timeout=PATIENCE_MS)
    expect(second.locator("#said")).to_contain_text("trang đã hiện bản mới")
    expect(second.locator("#others")).to_be_hidden()
    expect(second.locator("#f-kicker")).to_be_focused()


def test_what_is_typed_while_the_others_text_is_fetched_is_not_lost(
    windows: tuple[Page, Page],
) -> None:
    first, second = windows
    second.evaluate(_SLOW_EDITOR)
    type_into(first, "title", "Tiêu đề mới")
    second.wait_for_function("() => window.asked", timeout=PATIENCE_MS)
    second.locator("#f-kicker").fill("Gõ giữa chừng")
    second.wait_for_function("() => window.answered", timeout=PATIENCE_MS)
    expect(second.locator("#f-title")).to_have_value("Tiêu đề mới", timeout=PATIENCE_MS)
    expect(second.locator("#f-kicker")).to_have_value("Gõ giữa chừng")
    first.reload()
    expect(first.locator("#f-kicker")).to_have_value("Gõ giữa chừng")


@pytest.mark.parametrize("step", ["ai", "gi"])
def test_the_other_steps_say_that_somebody_edits(windows: tuple[Page, Page], step: str) -> None:
    first, second = windows
    second.goto(second.url.replace("/chon", f"/{step}"))
    type_into(first, "title", "Tiêu đề mới")
    notice = second.locator("#others")
    expect(notice).to_contain_text("cửa sổ khác của anh/chị vừa sửa", timeout=PATIENCE_MS)
    expect(notice.get_by_role("link")).to_have_text("Tải lại trang")
