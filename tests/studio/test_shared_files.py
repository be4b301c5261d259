"""A project that one office saves as a file and another opens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.studio import Browser, studio_app

from generator.core.errors import ContentError
from generator.studio.choices import Choices
from generator.studio.shared_files import checked_choices, open_shared, shared
from generator.studio.store.project_file import exported, imported
from generator.studio.store.projects import Project, State


def test_another_office_opens_what_this_one_saved(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    data = shared(browser.studio, project.head, by="Hòa")
    with Browser(studio_app(tmp_path / "other")) as other:
        opened = open_shared(other.studio, data, author="Bình")
        assert opened.title == project.title
        assert opened.head.files == project.head.files
        assert Choices.from_json(opened.head.choices) == Choices.from_json(project.head.choices)
        assert other.get(f"/p/{opened.id}/gi").status_code == 200


def test_a_campaign_that_cannot_be_loaded_makes_no_project(
    browser: Browser, project: Project
) -> None:
    content = imported(shared(browser.studio, project.head, by="Hòa"))
    broken = replace(content, files={**content.files, "campaign.yaml": b"title: [\n"})
    with pytest.raises(ContentError):
        open_shared(browser.studio, exported(broken), author="Bình")
    assert [one.id for one in browser.studio.projects.listed()] == [project.id]


def test_a_letter_that_was_altered_is_refused(browser: Browser, project: Project) -> None:
    content = imported(shared(browser.studio, project.head, by="Hòa"))
    altered = content.files["letter.txt"].replace("không".encode(), b"")
    with pytest.raises(ContentError):
        open_shared(
            browser.studio,
            exported(replace(content, files={**content.files, "letter.txt": altered})),
            author="Bình",
        )


def test_a_deleted_file_of_the_campaign_is_not_in_the_file(
    browser: Browser, project: Project
) -> None:
    def without_picture(head: Any) -> State:
        files = {name: one for name, one in head.files.items() if name != "phone.svg"}
        return State(files, head.choices)

    changed = browser.studio.projects.commit(project.id, without_picture, edit={}, author="Hòa")
    assert "phone.svg" in imported(shared(browser.studio, project.head, by="Hòa")).files
    assert "phone.svg" not in imported(shared(browser.studio, changed.head, by="Hòa")).files


@pytest.mark.parametrize(
    "value",
    [
        {"issuer": [1]},
        {"issuer": {"hotline": 113}},
        {"issuer": {"of": "another kind"}},
        {"issuer": {"logo": "../../secret.png"}},
        {"issuer": {"photo": "/etc/passwd"}},
        {"issuer": {"co_issuers": [1]}},
        {"issuer": {"second_qr": "text"}},
        {"issuer": {"logo_on_code": 1}},
        {"pieces": [{"size": "a4"}]},
        {"pieces": [{"material": "poster", "copies": "9"}]},
        {"pieces": [{"material": "poster", "copies": True}]},
        {"pieces": [{"material": "poster", "copies": -1}]},
        {"pieces": [{"material": "poster", "text": "longest"}]},
        {"pieces": 5},
        {"destination": "moon"},
        {"inks": {}},
        {"language": 1},
        {"theme": ["x"]},
    ],
)
def test_choices_of_another_kind_are_refused_in_words(value: dict[str, Any]) -> None:
    with pytest.raises(ContentError) as caught:
        checked_choices(value, {"logo.png": b""})
    assert caught.value.problems[0].hint is not None


def test_a_logo_that_is_a_file_of_the_campaign_is_a_choice() -> None:
    choices = checked_choices({"issuer": {"logo": "logo.png"}}, {"logo.png": b""})
    assert choices.issuer.logo == "logo.png"
