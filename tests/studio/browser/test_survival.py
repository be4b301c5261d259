"""A server that is killed in the middle of work loses nothing that it acknowledged."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.chromium import opened
from support.servers import ServerProcess, free_port

pytestmark = pytest.mark.slow

CAMPAIGN = "ung-xu-mang-xa-hoi"
SAVED = ".saved-note"
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
        opened(chromium, server.entrance, expected=("Failed to fetch",)) as page,
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


def test_what_is_typed_while_the_server_is_down_stays_on_the_page_and_is_saved_after(
    chromium: Browser, tmp_path: Path
) -> None:
    port = str(free_port())
    arguments = ("--no-browser", "--port", port, "--data", tmp_path / "data")
    with (
        ServerProcess(*arguments) as server,
        opened(chromium, server.entrance, expected=("Failed to fetch",)) as page,
    ):
        page.locator(f"button[name=campaign][value={CAMPAIGN}]").click()
        page.wait_for_url("**/chon")
        server.kill()
        field = page.locator("#f-kicker")
        field.fill("Gõ khi máy chủ tắt")
        page.wait_for_timeout(1500)
        expect(field).to_have_value("Gõ khi máy chủ tắt")
        with ServerProcess(*arguments):
            field.press("End")
            field.press_sequentially(".")
            page.locator("form.edit:has(#f-kicker)").locator(SAVED).wait_for()
            page.reload()
            expect(page.locator("#f-kicker")).to_have_value("Gõ khi máy chủ tắt.")
