"""Every page can be read and used by everybody: screen readers, large letters, small screens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.chromium import PHONE, SCREEN, cut_off, opened, problems_of_access
from support.servers import ServerProcess
from support.shipped import ASSETS

from generator.studio.pages import ALL_ENDPOINTS

pytestmark = pytest.mark.slow

CAMPAIGN = "ung-xu-mang-xa-hoi"
LETTER = ASSETS.campaigns / CAMPAIGN / "letter.txt"
#: Values for parts of paths; a new part of a path needs one here.
PARTS = {
    "{campaign}": CAMPAIGN,
    "{name}": "phone",
    "{piece:int}": "1",
    "{page:int}": "1",
    "{version:int}": "1",
    "{which}": "logo",
    "{material}": "poster",
}


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that no test of this module changes, but for its language."""
    data: Path = tmp_path_factory.mktemp("access")
    with ServerProcess("--no-browser", "--port", "0", "--data", data) as started:
        yield started


@pytest.fixture(scope="module")
def addresses(chromium: Browser, shared_server: ServerProcess) -> tuple[str, ...]:
    """The addresses of all whole pages, with a project of which a version was made."""
    with opened(chromium, shared_server.entrance) as page:
        page.locator(f"button[name=campaign][value={CAMPAIGN}]").click()
        page.wait_for_url("**/p/*/chon")
        project = page.url.split("/")[4]
        page.goto(page.url.replace("/chon", "/lay"))
        page.locator("form[action$='/lam'] button").click()
        page.locator("#verdict").wait_for(timeout=90_000)
        page.goto(f"{shared_server.address}/giay")
        page.set_input_files("#paper", LETTER)
        page.locator("[data-send]").click()
        page.wait_for_url("**/giay/*")
        values = {"{project}": project, "{draft}": page.url.split("/")[4]}
        paths = [filled(one.path, values) for one in ALL_ENDPOINTS if "GET" in one.methods]
        return tuple(path for path in paths if is_page(page, path))


def filled(path: str, values: Mapping[str, str]) -> str:
    for part, value in {**PARTS, **values}.items():
        path = path.replace(part, value)
    assert "{" not in path, f"{path} has a part for which this test has no value"
    return path


def is_page(page: Page, path: str) -> bool:
    """True if a whole page is answered, not a part, a picture, a stream or a refusal."""
    script = """async (path) => {
      const stop = new AbortController();
      const answer = await fetch(path, { signal: stop.signal });
      const html = (answer.headers.get("content-type") || "").startsWith("text/html");
      const whole = answer.ok && html && (await answer.text()).startsWith("<!DOCTYPE");
      stop.abort();
      return whole;
    }"""
    return bool(page.evaluate(script, path))


def in_language(page: Page, language: str) -> None:
    """Show all pages in the language from now on."""
    page.goto(page.url.split("/enter")[0])
    if page.locator("html").get_attribute("lang") != language:
        page.locator("form.language button").click()
        page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == language


def test_all_steps_are_among_the_pages(addresses: tuple[str, ...]) -> None:
    ends = {path.rpartition("/")[2] for path in addresses}
    assert {"", "chon", "ai", "gi", "lay"} <= ends


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_serious_on_any_page(
    chromium: Browser, shared_server: ServerProcess, addresses: tuple[str, ...], language: str
) -> None:
    found = {}
    with opened(chromium, shared_server.entrance) as page:
        in_language(page, language)
        for path in addresses:
            page.goto(shared_server.address + path)
            found[path] = problems_of_access(page)
    assert {path: problems for path, problems in found.items() if problems} == {}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("size", "scale"),
    [(PHONE, 3), ((SCREEN[0] // 2, SCREEN[1] // 2), 2)],
    ids=["phone-of-360-px", "zoom-of-200-percent"],
)
def test_nothing_is_cut_off_and_no_page_scrolls_sideways(
    chromium: Browser,
    shared_server: ServerProcess,
    addresses: tuple[str, ...],
    language: str,
    size: tuple[int, int],
    scale: float,
) -> None:
    found = {}
    with opened(chromium, shared_server.entrance, size=size, scale=scale) as page:
        in_language(page, language)
        for path in addresses:
            page.goto(shared_server.address + path)
            found[path] = cut_off(page)
    assert {path: problems for path, problems in found.items() if problems} == {}
