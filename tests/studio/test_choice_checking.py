"""Choices of another office: none but those that the studio could have written."""

from __future__ import annotations

from typing import Any

import pytest
from support.studio import Browser

from generator.core.errors import ContentError
from generator.studio.choice_checking import checked_choices
from generator.studio.choices import Choices
from generator.studio.store.projects import Project


def test_choices_that_the_studio_wrote_are_read_as_they_were(
    browser: Browser, project: Project
) -> None:
    head = browser.studio.projects.get(project.id).head
    assert checked_choices(head.choices, head.files) == Choices.from_json(head.choices)


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
        checked_choices(value, ["logo.png"])
    assert caught.value.problems[0].hint is not None


def test_a_logo_that_is_a_file_of_the_campaign_is_a_choice() -> None:
    choices = checked_choices({"issuer": {"logo": "logo.png"}}, ["logo.png"])
    assert choices.issuer.logo == "logo.png"
