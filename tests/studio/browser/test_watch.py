"""The watch over pages sees what people do not: requests to elsewhere, errors of scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from support.chromium import Watch, cut_off, opened
from support.servers import ServerProcess

pytestmark = pytest.mark.slow


def test_a_foreign_request_and_a_broken_policy_are_noticed(
    chromium: Browser, server: ServerProcess
) -> None:
    with opened(chromium, server.entrance) as page:
        watch = Watch(server.address)
        watch.follow(page)
        page.goto(server.address + "/no-such-page")
        watch.check()  # a refusal that the page words itself is no fault
        # Nobody listens on that port; the policy refuses the picture before it is asked for.
        with pytest.raises(AssertionError), opened(chromium, server.entrance) as other:
            other.evaluate(
                "new Promise(done => { const picture = new Image(); picture.onerror = done;"
                " picture.src = 'http://127.0.0.1:9/a.png'; })"
            )


def test_a_text_beyond_the_edge_and_one_in_a_small_box_are_found(chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 700})
    page.set_content(
        "<style>p { white-space: nowrap } .box { overflow: hidden; width: 40px }"
        " .wide { display: inline-block } .list { overflow-x: auto; width: 200px }</style>"
        f"<p class=wide>{'rộng ' * 40}</p><p class=box>Ủy ban nhân dân</p>"
        f"<div class=list><p class=fine>{'cuộn được ' * 40}</p></div>"
    )
    found = cut_off(page)
    page.close()
    assert [line.split(":")[0] for line in found] == [
        f"scrolls sideways by {found[0].split()[-2]} px",
        "outside",
        "cut",
    ]
    assert "wide" in found[1]
    assert "box" in found[2]
