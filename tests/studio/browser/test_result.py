"""The last step in a real browser: made, looked at, mended, approved, taken away and compared."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect
from support.chromium import PHONE, SCREEN, cut_off, opened, problems_of_access
from support.servers import ServerProcess
from support.tools import need_tool

pytestmark = pytest.mark.slow

_MAKING_MS = 120_000
#: An A3 poster of the shipped campaign.
_TRIM_MM = (297, 420)


@pytest.fixture(scope="module")
def studio(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of a server of this module."""
    data = tmp_path_factory.mktemp("result")
    with (
        ServerProcess("--no-browser", "--port", "0", "--data", data) as started,
        opened(chromium, started.entrance) as page,
    ):
        yield page


@pytest.fixture(scope="module")
def project(studio: Page) -> str:
    """The address of a project of which all pieces were made once."""
    studio.click('button[name=campaign][value="ung-xu-mang-xa-hoi"]')
    studio.wait_for_url("**/chon")
    project = studio.url.removesuffix("/chon")
    make(studio, project)
    return project


@pytest.fixture(scope="module")
def approved(studio: Page, project: str) -> str:
    """The same, mended, approved and made again, all by clicks."""
    studio.goto(f"{project}/lay")
    studio.get_by_role("button", name="Sửa giúp").first.click()
    expect(studio.get_by_text("Nội dung đã sửa sau bản này.")).to_be_visible()
    studio.get_by_role("link", name="Xem và duyệt").click()
    studio.get_by_label("Người duyệt").fill("Nguyễn Thị Duyệt")
    studio.get_by_label("Đã đọc toàn bộ").check()
    studio.get_by_role("button", name="Duyệt, ngày").click()
    expect(studio.get_by_text("Nguyễn Thị Duyệt đã duyệt ngày")).to_be_visible()
    make(studio, project)
    return project


def make(page: Page, project: str) -> None:
    """Make all pieces of the project, to the end."""
    page.goto(f"{project}/lay")
    page.click(".take-head button")
    expect(page.get_by_role("button", name="Dừng")).to_be_visible()
    page.wait_for_selector("#making", state="detached", timeout=_MAKING_MS)
    page.wait_for_selector(".verdict")


def test_a_finding_is_one_click_from_its_mark_at_its_place_on_the_page(
    studio: Page, project: str
) -> None:
    studio.goto(f"{project}/lay")
    poster = studio.locator("article.piece").first
    link = poster.get_by_role("link", name="Xem chỗ này").first
    said = link.inner_text()
    link.click()
    mark = poster.locator(".mark.shown")
    expect(mark.locator(".ring")).to_be_in_viewport()
    studio.wait_for_timeout(1000)  # the strip of pages moves there
    ring, sheet = mark.locator(".ring").bounding_box(), poster.locator("figure img").bounding_box()
    assert ring is not None
    assert sheet is not None
    x_mm = (ring["x"] + ring["width"] / 2 - sheet["x"]) / sheet["width"] * _TRIM_MM[0]
    y_mm = (ring["y"] + ring["height"] / 2 - sheet["y"]) / sheet["height"] * _TRIM_MM[1]
    assert abs(x_mm - number_after(said, "mép trái")) < 1.5
    assert abs(y_mm - number_after(said, "mép trên")) < 1.5


def test_the_place_of_a_finding_grows_inside_its_frame_and_the_keyboard_goes_back(
    studio: Page, project: str
) -> None:
    studio.goto(f"{project}/lay")
    poster = studio.locator("article.piece").first
    frame, picture = poster.locator(".sheet"), poster.locator("figure img")
    small, before = box(picture), box(frame)
    poster.get_by_role("link", name="Xem chỗ này").first.press("Enter")
    expect(poster.locator(".mark.shown")).to_be_focused()
    studio.wait_for_timeout(1500)
    large, after, ring = box(picture), box(frame), box(poster.locator(".mark.shown .ring"))
    assert large["width"] >= 2 * small["width"]
    assert (after["width"], after["height"]) == (before["width"], before["height"])
    assert after["x"] <= ring["x"] <= ring["x"] + ring["width"] <= after["x"] + after["width"]
    assert after["y"] <= ring["y"] <= ring["y"] + ring["height"] <= after["y"] + after["height"]
    studio.keyboard.press("Tab")
    studio.keyboard.press("Enter")
    studio.wait_for_timeout(600)
    assert abs(box(picture)["width"] - small["width"]) < 1


def box(found: Locator) -> FloatRect:
    """Where the element is on the screen."""
    place = found.bounding_box()
    assert place is not None
    return place


def number_after(text: str, words: str) -> float:
    """The number that follows ``words``, with its decimal comma."""
    return float(text.partition(words)[2].split()[0].replace(",", "."))


def test_the_zip_that_is_taken_away_stands_before_other_programs(
    studio: Page, project: str, tmp_path: Path
) -> None:
    import numpy as np
    import zxingcpp
    from PIL import Image

    qpdf, pdftotext = need_tool("qpdf"), need_tool("pdftotext")
    studio.goto(f"{project}/lay")
    with studio.expect_download() as download:
        studio.get_by_role("link", name="Tải tất cả (.zip)").click()
    assert download.value.suggested_filename == "Ứng xử văn minh trên mạng xã hội - bản 1.zip"
    download.value.save_as(tmp_path / "taken.zip")
    with zipfile.ZipFile(tmp_path / "taken.zip") as archive:
        archive.extractall(tmp_path / "taken")
    pdfs = sorted((tmp_path / "taken").rglob("*.pdf"))
    assert len(pdfs) == 6  # three pieces, three certificates
    for pdf in pdfs:
        subprocess.run([qpdf, "--check", pdf], check=True, capture_output=True)
    (poster,) = (tmp_path / "taken" / "an-pham").glob("poster-*.pdf")
    text = subprocess.run([pdftotext, poster, "-"], check=True, capture_output=True, text=True)
    assert "Đọc kỹ, tuân thủ" in text.stdout.replace("\n", " ")
    (preview,) = (tmp_path / "taken" / "xem-truoc").glob("poster-*.png")
    with Image.open(preview) as picture:
        (code,) = zxingcpp.read_barcodes(np.asarray(picture.convert("L")))
    assert code.text.startswith("https://")


def test_a_mend_an_approval_and_a_comparison_need_nothing_but_clicks(
    studio: Page, approved: str
) -> None:
    studio.goto(f"{approved}/phien-ban")
    studio.get_by_role("button", name="So sánh hai bản").click()
    expect(studio.locator("table.differences ins").first).to_be_visible()


def test_nothing_keeps_people_out_of_the_last_step_on_a_screen_or_a_phone(
    studio: Page, approved: str
) -> None:
    for path in ("lay", "duyet", "phien-ban", "ban/1", "so-sanh?ban=1&ban=2"):
        studio.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})
        studio.goto(f"{approved}/{path}")
        assert problems_of_access(studio) == [], path
        studio.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        assert cut_off(studio) == [], path
