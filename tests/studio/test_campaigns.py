"""The campaign of a project is read once for each state, however many pages ask for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.studio import CAMPAIGN, Browser, studio_app

from generator.content.campaign import load_campaign
from generator.core.assets import shipped_assets
from generator.studio import campaigns
from generator.vietnamese import legacy_encodings
from generator.vietnamese.text_guard import convert_file

FIELD = '["items", "1.1", "headline"]'


def test_an_edit_reads_the_campaign_once_and_the_pages_after_it_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[Path] = []

    def counted(folder: Path, **options: Any) -> Any:
        loads.append(folder)
        return load_campaign(folder, **options)

    monkeypatch.setattr(campaigns, "load_campaign", counted)
    with Browser(studio_app(tmp_path)) as browser:
        project = browser.begin()
        edit = f"/p/{project}/chon/text"
        assert browser.post(edit, is_htmx=True, at=FIELD, value="Một").status_code == 200
        loads.clear()
        assert browser.post(edit, is_htmx=True, at=FIELD, value="Hai").status_code == 200
        assert "Hai" in browser.get(f"/p/{project}/chon").text
        assert browser.get(f"/p/{project}/chon/fit", is_htmx=True).status_code == 200
        assert len(loads) == 1


def test_an_edit_that_was_refused_leaves_the_campaign_as_it_was(tmp_path: Path) -> None:
    with Browser(studio_app(tmp_path)) as browser:
        project = browser.begin()
        edit = f"/p/{project}/chon/text"
        before = browser.studio.projects.get(project).head
        title = campaigns.campaign_of(browser.studio, before.files).items[0].headline
        answer = browser.post(edit, is_htmx=True, at=FIELD, value="a\ufffdb")
        assert "data-unsaved" in answer.text
        assert browser.studio.projects.get(project).head == before
        shown = campaigns.campaign_of(browser.studio, before.files)
        assert shown.items[0].headline == title


def test_a_file_that_changed_in_one_line_is_searched_for_old_encodings_in_that_line_alone() -> None:
    path = shipped_assets().campaigns / CAMPAIGN / "campaign.yaml"
    text = path.read_text(encoding="utf-8")
    convert_file(text, source="campaign.yaml")
    before = legacy_encodings._read_line.cache_info()
    line = next(one for one in text.splitlines() if "headline:" in one)
    convert_file(text.replace(line, f"{line} ạ", 1), source="campaign.yaml")
    after = legacy_encodings._read_line.cache_info()
    assert after.misses == before.misses + 1
    assert after.hits > before.hits + 100
