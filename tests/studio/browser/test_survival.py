"""A server that is killed in the middle of work loses nothing that it acknowledged."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.chromium import opened, problems_of_access
from support.servers import ServerProcess, free_port

pytestmark = pytest.mark.slow

CAMPAIGN = "ung-xu-mang-xa-hoi"
SAVED = ".saved-note"
#: What the console of Chromium says of a server that is gone; the page says it, too.
DOWN = ("Failed to fetch", "network error")
#: A making counts as lost when its server was silent for 15 s.
_LOST_MS = 45_000


def edit(page: Page, name: str, text: str) -> None:
    """Type ``text`` into the field of that path, and wait until the server has said "saved"."""
    field = page.locator(f"form.edit:has(#f-{name})")
    field.locator("textarea, input:not([type=hidden])").first.fill(text)
    field.locator(SAVED).wait_for()


def test_a_server_killed_while_it_makes_pieces_has_every_edit_and_the_page_goes_on(
    chromium: Browser, tmp_path: Path
) -> None:
    port = str(free_port())
    arguments = ("--no-browser", "--port", port, "--data", tmp_path / "data")
    with (
        ServerProcess(*arguments) as server,
        opened(chromium, server.entrance, expected=DOWN) as page,
    ):
        page.locator(f"button[name=campaign][value={CAMPAIGN}]").click()
        page.wait_for_url("**/chon")
        step = page.url
        edit(page, "title", "Nói lời hay trên mạng")
        edit(page, "kicker", "Sửa ngay trước khi mất điện")
        making = page.context.new_page()
        making.goto(step.replace("/chon", "/lay"))
        making.locator("form[action$='/lam'] button").click()
        making.locator("[role=progressbar], progress, .making").first.wait_for()
        server.kill()

        # The same page, the same session: only the server is another process.
        with ServerProcess(*arguments):
            page.reload()
            expect(page.locator("#f-title")).to_have_value("Nói lời hay trên mạng")
            expect(page.locator("#f-kicker")).to_have_value("Sửa ngay trước khi mất điện")
            edit(page, "title", "Và sau khi có điện")
            making.goto(step.replace("/chon", "/lay"))
            expect(making.locator("main")).to_contain_text("tắt giữa chừng", timeout=_LOST_MS)
            making.locator("form[action$='/lam'] button").click()
            making.locator("#verdict").wait_for()
            making.close()


def test_a_page_says_that_the_server_is_gone_and_goes_on_by_itself_when_it_is_back(
    chromium: Browser, tmp_path: Path
) -> None:
    port = str(free_port())
    arguments = ("--no-browser", "--port", port, "--data", tmp_path / "data")
    with (
        ServerProcess(*arguments) as server,
        opened(chromium, server.entrance, expected=DOWN) as page,
    ):
        page.locator(f"button[name=campaign][value={CAMPAIGN}]").click()
        page.wait_for_url("**/chon")
        step = page.url
        gone = page.get_by_text("anpham không trả lời")
        expect(gone).to_be_hidden()
        server.kill()
        expect(gone).to_be_visible()
        assert problems_of_access(page) == []

        # Nothing leads to the browser's page of an error, which has no way back.
        page.locator(".steps a[href$='/ai']").click()
        page.locator("#history button:enabled, form.language button").first.click()
        assert page.url == step
        field = page.locator("#f-kicker")
        for typed in ("Gõ khi", "Gõ khi máy chủ", "Gõ khi máy chủ tắt"):
            field.fill(typed)
            field.blur()
        expect(field).to_have_value("Gõ khi máy chủ tắt")

        with ServerProcess(*arguments):
            expect(page.locator("form.edit:has(#f-kicker)[data-dirty]")).to_have_count(0)
            expect(gone).to_be_hidden()
            page.reload()
            expect(page.locator("#f-kicker")).to_have_value("Gõ khi máy chủ tắt")


def test_what_was_pressed_just_when_the_server_was_killed_is_not_done_twice(
    chromium: Browser, tmp_path: Path
) -> None:
    port = str(free_port())
    arguments = ("--no-browser", "--port", port, "--data", tmp_path / "data")
    with (
        ServerProcess(*arguments) as server,
        opened(chromium, server.entrance, expected=DOWN) as page,
    ):
        page.locator(f"button[name=campaign][value={CAMPAIGN}]").click()
        page.wait_for_url("**/chon")
        page.goto(page.url.replace("/chon", "/gi"))
        pieces = page.locator("#pieces article h3")
        before = pieces.count()
        add = page.get_by_role("button", name="Thêm Tờ rơi")
        # Sent to a server that stopped, so that no answer is on its way when it is killed.
        os.killpg(server.process.pid, signal.SIGSTOP)
        add.click()
        server.kill()
        with ServerProcess(*arguments):
            page.get_by_text("bị ngắt đúng lúc nhận việc vừa bấm").wait_for()
            page.locator("#away").get_by_role("link", name="Tải lại trang").click()
            expect(page.locator("#away")).to_be_hidden()
            expect(pieces).to_have_count(before)
            add.click()
            expect(pieces).to_have_count(before + 1)
