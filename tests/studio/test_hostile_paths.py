"""No path comes from a client: every endpoint and field is sent paths of other files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest
from support.studio import ADDRESS, Browser, studio_app

from generator.studio import pages
from generator.studio.pages import ALL_ENDPOINTS
from generator.studio.routing import Endpoint

SECRET: Final = "only-for-the-owner"
#: A text in an endpoint's path; numbers take nothing else.
_TEXT_IN_PATH: Final = re.compile(r"\{(\w+)\}")
_NUMBER_IN_PATH: Final = re.compile(r"\{\w+:int\}")
#: They end the session, or the answer has no end.
LEFT_OUT: Final = ("/dang-xuat", "/language", "/p/{project}/events")
FIELDS: Final = sorted(
    {
        name
        for module in Path(pages.__file__).parents[1].rglob("*.py")
        for name in re.findall(r"\.texts?\(\s*\"(\w+)\"", module.read_text(encoding="utf-8"))
    }
    - {"base", "csrf"}
)


def named(one: Endpoint) -> str:
    return f"{'/'.join(one.methods)} {one.path}"


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file beside the folder of data."""
    path = tmp_path_factory.mktemp("owner") / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(studio_app(tmp_path_factory.mktemp("studio"))) as browser:
        yield browser


@pytest.fixture(scope="module")
def project(browser: Browser) -> str:
    return browser.begin()


def paths_to(secret: Path, browser: Browser) -> list[str]:
    up = "../" * len(browser.studio.settings.data.parts)
    return [
        str(secret),
        f"{up}{secret.relative_to('/')}",
        f"{up}{secret.relative_to('/')}\0.png",
        f"..\\..\\{secret.name}",
        "../..",
        f"file://{secret}",
    ]


def files_outside(browser: Browser) -> set[Path]:
    data = browser.studio.settings.data
    return {one for one in data.parent.rglob("*") if not one.is_relative_to(data)}


def test_fields_of_pages_are_known() -> None:
    assert {"at", "value", "material", "theme", "title", "icon", "name"} & set(FIELDS)
    assert len(FIELDS) > 30


@pytest.mark.parametrize(
    "one", [e for e in ALL_ENDPOINTS if _TEXT_IN_PATH.search(e.path)], ids=named
)
def test_in_an_address_is_a_page_that_there_is_not(
    browser: Browser, project: str, secret: Path, one: Endpoint
) -> None:
    for hostile in paths_to(secret, browser):
        names = [n for n in _TEXT_IN_PATH.findall(one.path) if n != "project"] or ["project"]
        path = one.path
        for name in names:
            path = path.replace(f"{{{name}}}", quote(hostile, safe=""))
        path = _NUMBER_IN_PATH.sub("1", path.replace("{project}", project))
        for method in one.methods:
            answer = browser.client.request(
                method,
                path,
                data={"csrf": browser.csrf} if method == "POST" else None,
                headers={"Origin": ADDRESS},
            )
            assert 400 <= answer.status_code < 500, (method, path)
            assert SECRET not in answer.text


@pytest.mark.slow
@pytest.mark.parametrize("one", [e for e in ALL_ENDPOINTS if e.path not in LEFT_OUT], ids=named)
def test_in_a_field_opens_and_writes_nothing(browser: Browser, secret: Path, one: Endpoint) -> None:
    before = files_outside(browser)
    address = _TEXT_IN_PATH.sub("users", one.path.replace("{project}", browser.begin()))
    address = _NUMBER_IN_PATH.sub("1", address)
    for hostile in paths_to(secret, browser):
        fields: dict[str, Any] = dict.fromkeys(FIELDS, hostile)
        # Names of uploaded files are paths, too.
        uploads = {
            name: (hostile, b"%PDF-1.7\n", "application/pdf") for name in ("file", "picture")
        }
        if "POST" in one.methods:
            answers = [
                browser.post(address, **fields),
                browser.post(address, uploads=uploads, is_htmx=True, **fields),
            ]
        else:
            answers = [browser.client.get(address, params=fields)]
        for answer in answers:
            assert answer.status_code < 500, answer.text[:500]
            assert SECRET not in answer.text
    assert files_outside(browser) == before
    assert secret.read_text(encoding="utf-8") == SECRET
