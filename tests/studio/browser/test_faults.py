"""A fault of the server on a page: said in words, and nothing of the form is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route, expect
from support.chromium import opened
from support.servers import ServerProcess

pytestmark = pytest.mark.slow


def test_a_fault_is_said_above_a_form_that_stays_as_it_is(
    chromium: Browser, server: ServerProcess
) -> None:
    def fail(route: Route) -> None:
        words = '<div class="notice bad" role="alert"><p>Ổ đĩa đã đầy</p></div>'
        route.fulfill(status=507, content_type="text/html; charset=utf-8", body=words)

    with opened(chromium, server.entrance, expected=("htmx", "507")) as page:
        page.click('button[name=campaign][value="sot-xuat-huyet"]')
        page.wait_for_url("**/chon")
        page.goto(page.url.replace("/chon", "/gi"))
        pieces = page.locator("#pieces article").count()
        page.route("**/gi/common", fail)
        page.get_by_label("Nhà in").check()
        expect(page.locator("#faults [role=alert]")).to_have_text("Ổ đĩa đã đầy")
        assert page.locator("#pieces article").count() == pieces
        page.unroute("**/gi/common")
        page.get_by_label("Màn hình").check()
        expect(page.locator("#faults [role=alert]")).to_have_count(0)
        expect(page.get_by_label("Màn hình")).to_be_checked()
