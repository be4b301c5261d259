"""A letter is dropped on the first page, a point is unticked, and the campaign has the others."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page
from support.chromium import PHONE, opened
from support.servers import ServerProcess
from support.wordfiles import paragraph, word_file

pytestmark = pytest.mark.slow

WORD = word_file(
    *map(
        paragraph,
        (
            "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "Số: 12/UBND-VX",
            "Ví Dụ, ngày 05 tháng 8 năm 2026",
            "V/v phòng bệnh mùa mưa",
            "Kính gửi: Trưởng các ấp.",
            "1. Mỗi gia đình đậy kín lu nước.",
            "2. Mỗi gia đình ngủ màn, cả ban ngày.",
            "3. Không để nước đọng trong nhà.",
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
            "Nguyễn Văn Mẫu",
        ),
    )
)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_DROP = """([frame, data, name]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  for (const kind of ["dragover", "drop"]) {
    const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector(frame).dispatchEvent(event);
  }
}"""


@pytest.fixture
def phone(chromium: Browser, server: ServerProcess) -> Iterator[Page]:
    with opened(chromium, server.entrance, size=PHONE) as first:
        yield first


def drop(page: Page, data: bytes, name: str) -> None:
    encoded = base64.b64encode(data).decode("ascii")
    page.evaluate(_DROP, [".drop-frame", encoded, name])


def test_a_dropped_letter_becomes_a_campaign_of_what_stays_ticked(
    page: Page, tmp_path: Path
) -> None:
    drop(page, WORD, "công văn.docx")
    page.wait_for_url("**/giay/*")
    page.locator("[data-show='2']").click()
    assert page.locator(".paper-lines .lit").inner_text().endswith("cả ban ngày.")
    page.locator("#tick-2").uncheck()
    page.get_by_role("button", name="Tạo chiến dịch", exact=True).click()
    page.wait_for_url("**/p/*/chon")
    (file,) = (tmp_path / "data" / "folders").glob("*/campaign/campaign.yaml")
    items = yaml.safe_load(file.read_text("utf-8"))["items"]
    assert {str(item["at"]) for item in items} == {"1", "3"}


def test_a_letter_that_is_refused_stays_chosen_and_ticks_outlast_a_reload(page: Page) -> None:
    drop(page, OLD_WORD, "cu.doc")
    page.locator("#paper-problem .notice.bad").wait_for()
    assert page.evaluate("document.getElementById('paper').files[0].name") == "cu.doc"
    drop(page, WORD, "moi.docx")
    page.wait_for_url("**/giay/*")
    with page.expect_response("**/save"):
        page.locator("#tick-1").uncheck()
    page.reload()
    assert not page.locator("#tick-1").is_checked()
    assert page.locator("#tick-3").is_checked()


def test_on_a_phone_the_paper_and_the_tree_are_two_tabs_of_the_keyboard(phone: Page) -> None:
    drop(phone, WORD, "moi.docx")
    phone.wait_for_url("**/giay/*")
    paper, tree = phone.locator("#paper-pane"), phone.locator("#tree-pane")
    assert tree.is_visible()
    assert not paper.is_visible()
    phone.locator("#tab-tree").focus()
    phone.keyboard.press("ArrowRight")
    assert paper.is_visible()
    assert not tree.is_visible()
    phone.keyboard.press("ArrowLeft")
    phone.locator("[data-show='1']").focus()
    phone.keyboard.press("Enter")
    assert phone.locator(".paper-lines .lit").is_visible()
