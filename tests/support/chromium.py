"""Debian's Chromium, driven by Playwright: pages of a studio's server, watched while they are used.

A module that imports this one is skipped, with the reason, where Playwright, Chromium or the
studio is not installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any, Final
from urllib.parse import urlsplit

from support.tools import go_without, need_tool

_NEEDED: Final = {
    "starlette": "the extra anpham[studio]",
    "playwright": "playwright",
    "axe_playwright_python": "axe-playwright-python",
}
for _module, _package in _NEEDED.items():
    if find_spec(_module) is None:
        go_without(f"{_package} is not installed")
EXECUTABLE: Final = need_tool("chromium")

from playwright.sync_api import (  # noqa: E402
    Browser,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

_ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: The screen of an office computer, and a telephone of few pixels.
SCREEN: Final = (1440, 900)
PHONE: Final = (360, 740)
#: Actions wait so long for a page, in ms; two cores do the work of the server as well.
_PATIENCE_MS: Final = 30_000
expect.set_options(timeout=_PATIENCE_MS)
#: What the console of Chromium says of each answer with 4xx or 5xx; the pages show why.
_REFUSED: Final = "Failed to load resource"


@dataclass
class Watch:
    """Faults on a page that nobody sees.

    Attributes:
        foreign: Addresses outside of the server that were asked for.
        errors: Errors of scripts, and messages of the console that are errors.
        expected: Parts of messages that the test itself provokes.
    """

    origin: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = (_REFUSED,)

    def follow(self, page: Page) -> None:
        """Note all that ``page`` asks for and complains of from now on."""
        page.on("request", self._requested)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _requested(self, request: Request) -> None:
        address = urlsplit(request.url)
        inside = address.scheme in ("data", "blob", "about")
        if not inside and f"{address.scheme}://{address.netloc}" != self.origin:
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(one in message.text for one in self.expected):
            self.errors.append(message.text)

    def check(self) -> None:
        """Fail if anything went wrong."""
        assert self.foreign == [], "a page asked for something outside of its server"
        assert self.errors == [], "scripts or the content security policy complained"


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    browser: Browser,
    entrance: str,
    *,
    size: tuple[int, int] = SCREEN,
    scale: float = 1,
    expected: tuple[str, ...] = (),
    **options: Any,
) -> Iterator[Page]:
    """A page of a new person (a session of its own) at the server's entrance, watched.

    Args:
        size: Of the window, in CSS px.
        scale: Pixels of the screen to a CSS px; with half of ``size``, 2 is a zoom of 200 %.
        expected: Parts of error messages in the console that the test provokes.
    """
    viewport: Any = {"width": size[0], "height": size[1]}
    context = browser.new_context(
        viewport=viewport, device_scale_factor=scale, locale="vi-VN", **options
    )
    context.set_default_timeout(_PATIENCE_MS)
    page = context.new_page()
    address = urlsplit(entrance)
    watch = Watch(f"{address.scheme}://{address.netloc}", expected=(_REFUSED, *expected))
    watch.follow(page)
    try:
        page.goto(entrance)
        yield page
        watch.check()
    finally:
        context.close()


def problems_of_access(page: Page) -> list[str]:
    """Serious and critical violations that axe-core finds on the page, each with its element."""
    from axe_playwright_python.sync_playwright import Axe

    answer: Mapping[str, Any] = Axe().run(page).response
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {node['html'][:200]}"
        for one in answer["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


#: Texts and controls that a person cannot see whole: beyond the edge of the window without a way
#: to scroll there, or in a box that cuts them off. What is only for screen readers is left out.
_CUT: Final = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (box) => ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
  const chain = (box) => (box ? [box, ...chain(box.parentElement)] : []);
  const words = (box) => (box.innerText || box.value || "").slice(0, 60);
  const named = (box) => `${box.tagName.toLowerCase()}.${box.className}: ${words(box)}`;
  const found = [];
  for (const box of document.querySelectorAll("body *")) {
    if (!box.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(box);
    const place = box.getBoundingClientRect();
    if (place.width <= 1 || place.height <= 1 || style.clipPath !== "none") continue;
    const own = [...box.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const control = box.matches("button, input, select, textarea, a, summary, img");
    if (!own && !control) continue;
    if (box.closest(".visually-hidden, .skip, [aria-hidden=true], .said")) continue;
    const around = chain(box.parentElement);
    if (around.some(scrolls)) continue;
    if (place.right > width + 1 || place.left < -1) found.push("outside: " + named(box));
    const cuts = style.overflowX === "hidden" || style.overflowX === "clip";
    if (own && cuts && box.scrollWidth > box.clientWidth + 1) found.push("cut: " + named(box));
  }
  return found;
}"""


def cut_off(page: Page) -> list[str]:
    """Elements that the window does not show whole, and the page's own scrolling to the side."""
    wide = page.evaluate(
        "() => { const e = document.scrollingElement; return e.scrollWidth - e.clientWidth; }"
    )
    found: list[str] = page.evaluate(_CUT)
    return [*([f"scrolls sideways by {wide} px"] if wide > 0 else []), *found]
