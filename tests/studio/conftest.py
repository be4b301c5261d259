"""Fixtures of the studio's tests: a server with one person, a project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.studio import Browser

    from generator.studio.store.projects import Project


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """The browser of the only person of a new server, signed in."""
    from support.studio import Browser, studio_app

    with Browser(studio_app(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(browser: Browser) -> Project:
    """A project that was begun on a shipped campaign."""
    return browser.studio.projects.get(browser.begin())
