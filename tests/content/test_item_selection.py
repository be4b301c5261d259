"""Selection of the items that a piece has room for: by rank, in turn from each group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from support.made_campaigns import made_campaign
from support.workshop import campaign

from generator.content.model import Campaign, Tone
from generator.content.stated_texts import select_items

DO, DONT, INFO = Tone.DO, Tone.DONT, Tone.INFO


def chosen(shown: Campaign, most: Mapping[str, int]) -> list[str]:
    return [item.id for item in select_items(shown.items, shown.groups, most)]


def unranked(*groups: tuple[Tone, int]) -> Campaign:
    """Items without ranks in groups "nhom-1", "nhom-2" and so on."""
    made = made_campaign(groups)
    return replace(
        made,
        groups=tuple(
            replace(group, items=tuple(replace(item, rank=None) for item in group.items))
            for group in made.groups
        ),
    )


def test_without_a_number_all_are_shown() -> None:
    assert len(chosen(campaign(), {})) == 10


def test_those_of_the_lowest_rank_are_taken_and_stand_as_listed() -> None:
    # The five of the design: real name, account, sources, good deeds, children.
    assert chosen(campaign(), {"others": 5, "dont": 4}) == [
        "do-2", "do-3", "do-4", "do-6", "do-7", "dont-1", "dont-2"
    ]  # fmt: skip


def test_without_ranks_the_first_of_each_group_are_taken_in_turn() -> None:
    shown = unranked((DO, 4), (INFO, 4), (DO, 1))
    assert chosen(shown, {"others": 5}) == [
        "nhom-1-1", "nhom-1-2", "nhom-2-1", "nhom-2-2", "nhom-3-1"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("most", "count"),
    [
        ({"do": 3}, 3 + 4 + 3),  # both groups of the tone together
        ({"dont": 0}, 4 + 4 + 2),
        ({"others": 3}, 3),
        ({"dont": 2, "others": 3}, 5),
        ({"nhom-1": 1}, 1 + 4 + 2 + 3),  # a group by its name
        ({"nhom-1": 1, "do": 1}, 1 + 4 + 1 + 3),
        ({"info": 99}, 13),
        ({"unknown": 0}, 13),
    ],
)
def test_a_number_is_of_a_group_or_of_a_tone_or_of_the_others(
    most: Mapping[str, int], count: int
) -> None:
    shown = unranked((DO, 4), (INFO, 4), (DO, 2), (DONT, 3))
    assert len(chosen(shown, most)) == count
