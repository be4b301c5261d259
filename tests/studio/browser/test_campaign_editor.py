"""The editor of a campaign as a person uses it: typing, keys, the mouse, two windows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.chromium import opened, problems_of_access
from support.servers import ServerProcess

pytestmark = pytest.mark.slow

CAMPAIGN = "ung-xu-mang-xa-hoi"
ORDER = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "2.1", "2.2"]
_TYPING_MS = 20
_ANY = re.compile(".+")
_LEFT = re.compile(r"Còn chỗ cho khoảng \d+ ký tự nữa")
_OVER = re.compile(r"Thừa khoảng \d+ ký tự")
#: A piece is laid out some ten times.
_PATIENCE_MS = 30_000


@pytest.fixture
def editor(page: Page) -> Page:
    """The step "Chọn" of a new project."""
    page.locator(f"button[name=campaign][value={CAMPAIGN}]").first.click()
    page.wait_for_url("**/p/*/chon")
    expect(_picture(page)).to_have_attribute("src", _ANY)
    return page


def _picture(page: Page) -> Locator:
    return page.locator(".viewer-paper img")


def _field(page: Page, *path: str) -> Locator:
    return page.locator(f'[id="f-{"-".join(path)}"]')


def _state(page: Page, *path: str) -> Locator:
    return page.locator("form.edit", has=_field(page, *path)).locator(".state")


def _order(page: Page) -> list[str]:
    return [str(one.get_attribute("data-item")) for one in page.locator("[data-item]").all()]


def _expect_order(page: Page, order: list[str]) -> None:
    expect(page.locator("[data-item]").first).to_be_visible()
    page.wait_for_function(
        "order => [...document.querySelectorAll('[data-item]')]"
        ".map(one => one.dataset.item).join() === order.join()",
        arg=order,
    )


def test_a_typed_headline_is_saved_shown_and_undone_in_place(editor: Page) -> None:
    before = _picture(editor).get_attribute("src")
    field = _field(editor, "items", "1.3", "headline")
    official = field.input_value()
    field.fill("")
    field.press_sequentially("Giữ kín mật khẩu", delay=_TYPING_MS)
    expect(_state(editor, "items", "1.3", "headline")).to_contain_text("Đã lưu lúc")
    expect(_picture(editor)).not_to_have_attribute("src", str(before))
    editor.reload()
    expect(_field(editor, "items", "1.3", "headline")).to_have_value("Giữ kín mật khẩu")
    # What was typed may have been saved in several steps; each is taken back.
    while not editor.locator('form[action$="/undo"] button').is_disabled():
        head = editor.locator("#editor").get_attribute("data-head")
        editor.locator('form[action$="/undo"] button').click()
        editor.wait_for_function(
            "head => document.getElementById('editor').dataset.head !== head", arg=head
        )
    expect(_field(editor, "items", "1.3", "headline")).to_have_value(official)


def test_a_field_says_how_much_room_is_left_and_after_typing_how_much_is_too_much(
    editor: Page,
) -> None:
    field = _field(editor, "items", "1.3", "headline")
    room = editor.locator("form.edit", has=field).locator(".room")
    field.focus()
    expect(room).to_contain_text(_LEFT, timeout=_PATIENCE_MS)
    field.fill("Tự quản lý, bảo mật tài khoản " * 8)
    expect(room).to_contain_text(_OVER, timeout=_PATIENCE_MS)


def test_items_are_reordered_by_keys_and_the_move_is_announced(editor: Page) -> None:
    _field(editor, "items", "1.3", "headline").focus()
    editor.keyboard.press("Alt+ArrowUp")
    _expect_order(editor, ["1.1", "1.3", "1.2", *ORDER[3:]])
    expect(editor.locator("#said")).to_contain_text("1.3")
    expect(_field(editor, "items", "1.3", "headline")).to_be_focused()
    editor.keyboard.press("Alt+ArrowDown")
    _expect_order(editor, ORDER)


def test_a_text_that_was_just_typed_is_saved_before_the_order_changes(editor: Page) -> None:
    field = _field(editor, "items", "1.3", "headline")
    field.fill("Gõ xong dời ngay")
    editor.keyboard.press("Alt+ArrowUp")
    _expect_order(editor, ["1.1", "1.3", "1.2", *ORDER[3:]])
    expect(field).to_have_value("Gõ xong dời ngay")
    editor.reload()
    expect(field).to_have_value("Gõ xong dời ngay")


def test_a_text_that_is_refused_is_not_lost_by_what_comes_next(editor: Page) -> None:
    field = _field(editor, "items", "1.3", "headline")
    field.fill("Về [tên phường]")
    editor.locator('[id="down-1.1"]').click()
    expect(editor.locator("#said")).to_contain_text("chưa lưu được")
    expect(field).to_have_value("Về [tên phường]")
    assert _order(editor) == ORDER


def test_a_text_that_was_just_typed_is_saved_before_the_next_step_opens(editor: Page) -> None:
    address = editor.url
    _field(editor, "title").fill("Gõ xong đi ngay")
    editor.get_by_role("link", name="Ai").click()
    editor.wait_for_url("**/ai")
    editor.goto(address)
    expect(_field(editor, "title")).to_have_value("Gõ xong đi ngay")


def test_an_item_is_dragged_to_another_group_and_escape_puts_it_back(editor: Page) -> None:
    handle = editor.locator('[data-item="1.8"] [data-handle]')

    def drag() -> None:
        editor.locator('[data-group="dont"]').evaluate(
            "one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 500)"
        )
        start = handle.bounding_box()
        target = editor.locator('[data-item="2.1"]').bounding_box()
        assert start is not None
        assert target is not None
        editor.mouse.move(start["x"] + 10, start["y"] + 10)
        editor.mouse.down()
        editor.mouse.move(target["x"] + 40, target["y"] + 30, steps=6)

    drag()
    editor.keyboard.press("Escape")
    editor.mouse.up()
    assert _order(editor) == ORDER
    drag()
    editor.mouse.up()
    expect(editor.locator('[data-group="dont"] [data-item="1.8"]')).to_be_visible()
    expect(_field(editor, "groups", "do", "title")).to_have_value("7 điều nên làm")
    expect(_field(editor, "groups", "dont", "title")).to_have_value("3 điều không được đăng tải")


def test_an_icon_is_found_without_accents_and_chosen_by_keys(editor: Page) -> None:
    editor.locator('[id="icon-1.1"]').click()
    editor.locator("#icon-words").fill("muoi")
    expect(editor.locator(".icon-choice").first).to_contain_text("muỗi")
    expect(editor.locator(".icon-choice").nth(3)).to_have_count(0)
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("Enter")
    chosen = editor.locator('[data-item="1.1"] .icon-button img')
    expect(chosen).to_have_attribute("src", "/icon/mosquito.svg")
    expect(editor.locator("#icons")).not_to_be_visible()


def test_what_is_refused_stays_in_the_field_with_the_reason(editor: Page) -> None:
    field = _field(editor, "items", "1.3", "headline")
    field.fill("Về [tên phường]")
    state = _state(editor, "items", "1.3", "headline")
    expect(state).to_contain_text("Chưa lưu.")
    expect(field).to_have_value("Về [tên phường]")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("Về phường")
    expect(state).to_contain_text("Đã lưu lúc")
    assert field.get_attribute("aria-invalid") is None


def test_the_second_of_two_people_chooses_between_both_texts(
    editor: Page, chromium: Browser, server: ServerProcess
) -> None:
    with opened(chromium, server.entrance) as other:
        other.goto(editor.url)
        _field(other, "title").fill("Của người kia")
        expect(_state(other, "title")).to_contain_text("Đã lưu lúc")
    _field(editor, "title").fill("Của tôi")
    state = _state(editor, "title")
    expect(state).to_contain_text("Của người kia")
    expect(_field(editor, "title")).to_have_value("Của tôi")
    assert problems_of_access(editor) == []
    editor.get_by_role("button", name="Dùng của tôi").click()
    expect(state).to_contain_text("Đã lưu lúc")
    editor.reload()
    expect(_field(editor, "title")).to_have_value("Của tôi")
