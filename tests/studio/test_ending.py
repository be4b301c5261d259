"""A server that ends in the middle of work writes down what it did not finish."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.studio import Browser, studio_app

from generator.studio.store.database import Database
from generator.studio.store.makings import Makings, MakingState


def test_a_version_in_the_making_is_cancelled_and_nothing_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Browser(studio_app(tmp_path)) as browser:
        project = browser.begin()
        browser.post(f"/p/{project}/lam").raise_for_status()
        data = browser.studio.settings.data
    database = Database(data / "anpham.sqlite3")
    try:
        making = Makings(database).latest(project)
    finally:
        database.close()
    assert making is not None
    assert making.state is MakingState.CANCELLED
    assert capfd.readouterr().err == ""
