"""The way from a Word file to the files to print, as a person with a mouse goes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from playwright.sync_api import Page, expect
from support.tools import ROOT

LETTER: Final = ROOT / "tests" / "data" / "letters" / "16-dengue-word.docx"
QR: Final = "https://anphudong.example.vn/sot-xuat-huyet"
HEADLINE: Final = "Diệt lăng quăng mỗi tuần"
#: Typed without accents; the commune has them.
SEARCHED: Final = "an phu dong"
ISSUER: Final = "phường An Phú Đông"
#: Added to the three with which a project begins.
ADD: Final = "Thêm Tờ rơi"
PIECES: Final = {"poster", "leaflet", "insert", "flyer"}
#: Four pieces, made and checked, on a machine that does other things as well.
MAKING_MS: Final = 180_000


def walk(page: Page) -> Iterator[str]:
    """Go the five steps from the first page on; yields the name of each when it is worth a look.

    After the last, "take", the files lie there to be downloaded.
    """
    page.set_input_files("#paper", LETTER)
    yield "begin"
    page.get_by_role("button", name="Đọc văn bản").click()
    page.wait_for_url("**/giay/*")
    ticks = page.locator(".tree input[name=item]:not(:disabled)").and_(page.locator(":checked"))
    before = ticks.count()
    ticks.last.uncheck()
    expect(page.locator("#ticked")).to_contain_text(str(before - 1))
    yield "letter"
    page.locator("#qr").fill(QR)
    page.locator("#issuer").fill("An Phú Đông")
    page.locator(".create-bar button.main-action").click()
    crowded = page.locator("button[name=fit][value=room]")
    crowded.or_(page.locator("#editor")).first.wait_for()
    if crowded.is_visible():
        crowded.click()
    page.wait_for_url("**/chon")

    headline = page.locator("textarea[id^='f-items-'][id$='-headline']").first
    headline.fill(HEADLINE)
    page.locator("form.edit").filter(has=headline).locator(".saved-note").wait_for()
    yield "choose"
    _step(page, "ai")
    page.locator("#commune").press_sequentially(SEARCHED)
    page.locator("#communes [role=option]").first.wait_for()
    yield "who"
    page.locator("#communes [role=option]").first.click()
    expect(page.locator("#issuer-now")).to_contain_text(ISSUER, ignore_case=True)
    _step(page, "gi")
    page.get_by_role("button", name=ADD).click()
    expect(page.locator("#pieces article h3")).to_have_count(len(PIECES))
    yield "what"
    _step(page, "lay")
    page.locator("form[action$='/lam'] button").click()
    page.locator("#verdict").wait_for(timeout=MAKING_MS)
    yield "take"


def _step(page: Page, name: str) -> None:
    page.locator(f".steps a[href$='/{name}']").click()
    page.wait_for_url(f"**/{name}")
