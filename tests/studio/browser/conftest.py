"""Fixtures of tests in real browsers: Chromium, a server of its own, its first page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.servers import ServerProcess

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    from support.chromium import launched

    with launched() as browser:
        yield browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server of one person, whose data lie in ``tmp_path / "data"``."""
    with ServerProcess("--no-browser", "--port", "0", "--data", tmp_path / "data") as started:
        yield started


@pytest.fixture
def page(chromium: Browser, server: ServerProcess) -> Iterator[Page]:
    """The studio's first page on the screen of an office computer."""
    from support.chromium import opened

    with opened(chromium, server.entrance) as first:
        yield first
