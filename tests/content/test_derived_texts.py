"""Texts that follow from those of a campaign."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.workshop import campaign

from generator.content.stated_texts import derived_texts


@pytest.mark.parametrize(
    ("title", "long_title", "rest"),
    [
        ("8 điều nên làm", "8 điều nên làm khi tham gia mạng xã hội", "khi tham gia mạng xã hội"),
        ("8 điều nên làm", "8 điều nên làm", None),
        ("8 điều", "Tám điều nên làm", None),
        ("8 điều", "8 điều, nên làm", None),
    ],
)
def test_the_rest_of_a_long_title_is_what_follows_its_title(
    title: str, long_title: str, rest: str | None
) -> None:
    do, *others = campaign().groups
    named = replace(campaign(), groups=(replace(do, title=title, long_title=long_title), *others))
    assert derived_texts(named).get("campaign.groups.do.title_rest") == rest
