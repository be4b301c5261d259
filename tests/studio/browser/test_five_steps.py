"""From a Word file to a zip in five steps, with the mouse, in Chromium and in Firefox."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import Page, expect
from support.five_steps import (
    ADD,
    HEADLINE,
    ISSUER,
    LETTER,
    MAKING_MS,
    PIECES,
    QR,
    SEARCHED,
    walk,
)
from support.servers import ServerProcess
from support.taken_away import TakenAway

if TYPE_CHECKING:
    from support.firefox import Firefox

pytestmark = pytest.mark.slow

#: More stops than a page has between its first and its last.
MOST_STOPS: Final = 500


def judge(archive: Path, folder: Path) -> None:
    """Fail unless the zip holds what was chosen in the five steps."""
    taken = TakenAway(archive, folder)
    assert {name.partition("-")[0] for name in taken.pieces} == PIECES
    taken.check_syntax()
    for name in taken.pieces:
        text = taken.text(name).casefold()
        assert "an phú đông" in text, name
    poster = next(name for name in taken.pieces if name.startswith("poster"))
    assert HEADLINE.casefold() in taken.text(poster).casefold()
    assert taken.codes() == {QR}


def test_chromium_goes_from_a_word_file_to_a_zip(page: Page, tmp_path: Path) -> None:
    assert list(walk(page)) == ["begin", "letter", "choose", "who", "what", "take"]
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Tải tất cả")).click()
    archive = tmp_path / "taken.zip"
    download.value.save_as(archive)
    judge(archive, tmp_path / "taken")


def test_the_keyboard_alone_is_enough(page: Page, tmp_path: Path) -> None:
    """Tab, Enter, Space, arrows and letters; the mouse is never used."""
    press = page.keyboard.press
    tab_to(page, "#paper")
    with page.expect_file_chooser() as chooser:
        press("Space")
    chooser.value.set_files(LETTER)
    tab_to(page, "form[action='/giay'] [data-send]")
    press("Enter")
    page.wait_for_url("**/giay/*")
    tab_to(page, ".tree input[name=item]:checked")
    before = page.locator("#ticked").inner_text()
    press("Space")
    expect(page.locator("#ticked")).not_to_have_text(before)
    tab_to(page, "#issuer")
    press("End")
    tab_to(page, ".create-bar button.main-action")
    press("Enter")
    crowded = page.locator("button[name=fit][value=room]")
    crowded.or_(page.locator("#editor")).first.wait_for()
    if crowded.is_visible():
        tab_to(page, "button[name=fit][value=room]", back=True)
        press("Enter")
    page.wait_for_url("**/chon")

    tab_to(page, "textarea[id^='f-items-'][id$='-headline']")
    press("End")
    page.keyboard.type(" mỗi tuần")
    page.locator(".item .saved-note").first.wait_for()
    tab_to(page, ".steps a[href$='/ai']", back=True)
    press("Enter")
    page.wait_for_url("**/ai")

    tab_to(page, "#commune")
    page.keyboard.type(SEARCHED)
    page.locator("#communes [role=option]").first.wait_for()
    press("ArrowDown")
    press("Enter")
    expect(page.locator("#issuer-now")).to_contain_text(ISSUER, ignore_case=True)
    tab_to(page, ".steps a[href$='/gi']", back=True)
    press("Enter")
    page.wait_for_url("**/gi")

    tab_to(page, f"button[aria-label='{ADD}']")
    press("Enter")
    expect(page.locator("#pieces article h3")).to_have_count(len(PIECES))
    tab_to(page, ".steps a[href$='/lay']", back=True)
    press("Enter")
    page.wait_for_url("**/lay")

    tab_to(page, "form[action$='/lam'] button")
    press("Enter")
    page.locator("#verdict").wait_for(timeout=MAKING_MS)
    tab_to(page, "a[href$='.zip']")
    with page.expect_download() as download:
        press("Enter")
    archive = tmp_path / "taken.zip"
    download.value.save_as(archive)
    taken = TakenAway(archive, tmp_path / "taken")
    assert {name.partition("-")[0] for name in taken.pieces} == PIECES


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab until the focus is on an element of the selector, and see that it is visible."""
    key = "Shift+Tab" if back else "Tab"
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        focused = page.locator(f"{selector}").and_(page.locator(":focus"))
        if focused.count():
            return
    raise AssertionError(f"the keyboard does not come to {selector}")


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    from support.firefox import Firefox

    folder = tmp_path / "firefox"
    folder.mkdir()
    with Firefox(folder) as started:
        yield started


def test_firefox_goes_from_a_word_file_to_a_zip(
    firefox: Firefox, server: ServerProcess, tmp_path: Path
) -> None:
    firefox.goto(server.entrance)
    firefox.choose_file("#paper", LETTER)
    firefox.click("form[action='/giay'] [data-send]")
    firefox.wait("location.pathname.startsWith('/giay/')")
    firefox.wait("document.readyState === 'complete'")
    before = firefox.evaluate("document.querySelector('#ticked').textContent")
    firefox.click(".tree input[name=item]:checked")
    firefox.wait(f"document.querySelector('#ticked').textContent !== {json.dumps(before)}")
    firefox.fill("#qr", QR)
    firefox.fill("#issuer", "An Phú Đông")
    firefox.click(".create-bar button.main-action")
    firefox.wait(
        "location.pathname.endsWith('/chon') || !!document.querySelector('button[name=fit]')"
    )
    if not firefox.url.endswith("/chon"):
        firefox.click("button[name=fit][value=room]")
    firefox.wait("location.pathname.endsWith('/chon') && document.readyState === 'complete'")

    firefox.fill("textarea[id^='f-items-'][id$='-headline']", HEADLINE)
    firefox.wait("!!document.querySelector('.item .saved-note')")
    firefox.click(".steps a[href$='/ai']")
    firefox.wait("location.pathname.endsWith('/ai') && document.readyState === 'complete'")

    firefox.fill("#commune", SEARCHED)
    firefox.click("#communes [role=option]")
    firefox.wait(
        "document.querySelector('#issuer-now').textContent.toLowerCase()"
        f".includes({json.dumps(ISSUER.lower())})"
    )
    firefox.click(".steps a[href$='/gi']")
    firefox.wait("location.pathname.endsWith('/gi') && document.readyState === 'complete'")

    firefox.click(f"button[aria-label='{ADD}']")
    firefox.wait(f"document.querySelectorAll('#pieces article h3').length === {len(PIECES)}")
    firefox.click(".steps a[href$='/lay']")
    firefox.wait("location.pathname.endsWith('/lay') && document.readyState === 'complete'")

    firefox.click("form[action$='/lam'] button")
    firefox.wait("!!document.querySelector('#verdict')", patience_s=MAKING_MS / 1000)
    firefox.click("a[href$='.zip']")
    judge(firefox.downloaded(".zip"), tmp_path / "taken")
    outside = [
        one for one in firefox.requested if not one.startswith((server.address, "blob:", "data:"))
    ]
    assert outside == []
    assert firefox.errors == []
