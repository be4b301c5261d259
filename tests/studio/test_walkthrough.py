"""The way through the studio by its pages, as one person goes it."""

from __future__ import annotations

import pytest
from support.studio import CAMPAIGN, Browser

from generator.studio.store.projects import Project


def test_the_first_page_lists_every_shipped_campaign(browser: Browser) -> None:
    page = browser.get("/")
    assert page.status_code == 200
    assert f'value="{CAMPAIGN}"' in page.text


def test_a_project_is_begun_on_a_copy_of_a_shipped_campaign(
    browser: Browser, project: Project
) -> None:
    assert "campaign.yaml" in project.head.files
    assert "letter.lock" in project.head.files
    assert project.title in browser.get("/").text


@pytest.mark.parametrize("step", ["chon", "ai", "gi", "lay"])
def test_each_step_of_a_project_opens(browser: Browser, project: Project, step: str) -> None:
    assert browser.get(f"/p/{project.id}/{step}").status_code == 200
