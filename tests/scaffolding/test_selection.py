"""The items of the first pieces: as much as fits; what is left out has its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.made_campaigns import counts, made_campaign

from generator.content.model import Campaign, Illustration
from generator.core.errors import Place, Problem
from generator.core.messages import msg
from generator.scaffolding.campaign_file import PICTURE, LeftOut
from generator.scaffolding.selection import select_fitting


def addressed(campaign: Campaign) -> Campaign:
    """``campaign`` with an address of its own for each item: "1.2" is the second of the first."""
    groups = tuple(
        replace(
            group,
            items=tuple(replace(item, address=f"{number}.{item.number}") for item in group.items),
        )
        for number, group in enumerate(campaign.groups, start=1)
    )
    return replace(campaign, groups=groups)


def room_for(room: int) -> Callable[[Campaign], tuple[Problem, ...]]:
    def misfits(campaign: Campaign) -> tuple[Problem, ...]:
        count = len(campaign.items)
        if count <= room:
            return ()
        message = msg("{count} items are too many; {room} fit", count=count, room=room)
        return (Problem("too-many-items", message, None, Place(item="items")),)

    return misfits


def overflow(text: str) -> Problem:
    return Problem("text-overflow", msg("too long"), None, Place(text=text, item="items"))


def test_what_fits_stays_whole() -> None:
    campaign = addressed(made_campaign(counts(4, 2)))
    selection = select_fitting(campaign, room_for(6))
    assert (selection.left_out, selection.problems) == ({}, ())
    assert selection.campaign == campaign


@pytest.mark.parametrize(("room", "left"), [(5, ["1.4"]), (3, ["1.2", "1.3", "1.4"])])
def test_the_last_of_the_longest_group_leave_first(room: int, left: list[str]) -> None:
    selection = select_fitting(addressed(made_campaign(counts(4, 2))), room_for(room))
    assert sorted(selection.left_out) == left
    assert set(selection.left_out.values()) == {LeftOut.NO_ROOM}
    assert len(selection.campaign.items) == room


def test_of_two_items_the_one_without_a_true_cut_leaves() -> None:
    campaign = addressed(made_campaign(counts(4, 2)))
    selection = select_fitting(campaign, room_for(5), too_long=frozenset({"1.2"}))
    assert list(selection.left_out) == ["1.2"]
    assert [item.id for item in selection.campaign.items[:3]] == [
        f"{selection.campaign.groups[0].name}-{number}" for number in (1, 2, 3)
    ]


def test_an_item_whose_own_text_is_too_long_leaves_alone() -> None:
    campaign = addressed(made_campaign(counts(4, 2)))
    long = campaign.groups[0].items[1]

    def misfits(shown: Campaign) -> tuple[Problem, ...]:
        return tuple(
            overflow(f"{item.id}.headline") for item in shown.items if item.address == long.address
        )

    selection = select_fitting(campaign, misfits)
    assert selection.left_out == {"1.2": LeftOut.TOO_LONG}


@pytest.mark.parametrize(
    ("origin", "gone"),
    [
        ("campaign.kicker", lambda campaign: campaign.kicker == ""),
        ("campaign.slogans[0]", lambda campaign: campaign.slogans == ()),
        ("campaign.texts.checks[1]", lambda campaign: "checks" not in campaign.texts),
    ],
)
def test_an_optional_text_leaves_before_any_item(
    origin: str, gone: Callable[[Campaign], bool]
) -> None:
    campaign = addressed(made_campaign(counts(4, 2)))

    def misfits(shown: Campaign) -> tuple[Problem, ...]:
        return () if gone(shown) else (overflow(origin), *room_for(0)(shown))

    selection = select_fitting(campaign, misfits)
    assert selection.left_out == {}
    assert gone(selection.campaign)
    assert selection.without == {origin.partition("[1")[0]}


def test_what_cannot_be_left_out_is_reported() -> None:
    campaign = addressed(made_campaign(counts(2, 1)))
    selection = select_fitting(campaign, lambda _: (overflow("campaign.title"),))
    assert [problem.place.text for problem in selection.problems] == ["campaign.title"]
    assert selection.left_out == {}


def test_items_left_out_for_want_of_room_come_back_where_there_is_room_after_all() -> None:
    campaign = addressed(made_campaign(counts(6, 2)))

    def misfits(shown: Campaign) -> tuple[Problem, ...]:
        # Says at first that only four fit, though six do.
        count = len(shown.items)
        if count <= 6:
            return ()
        message = msg("{count} items are too many; {room} fit", count=count, room=4)
        return (Problem("too-many-items", message, None, Place(item="items")),)

    selection = select_fitting(campaign, misfits)
    assert len(selection.campaign.items) == 6
    assert [item.number for item in selection.campaign.groups[0].items] == [1, 2, 3, 4]


def test_where_every_item_is_too_long_one_stays_and_is_named() -> None:
    def misfits(campaign: Campaign) -> tuple[Problem, ...]:
        return tuple(overflow(f"{item.id}.headline") for item in campaign.items)

    selection = select_fitting(addressed(made_campaign(counts(3, 1))), misfits)
    assert [item.address for item in selection.campaign.items] == ["1.1"]
    assert [problem.place.text for problem in selection.problems] == [
        f"{selection.campaign.items[0].id}.headline"
    ]
    assert set(selection.left_out.values()) == {LeftOut.TOO_LONG}


PICTURED = {"main": Illustration("a/fire.svg", "Hình minh họa", b"", "fire.svg")}


def test_the_picture_leaves_first_and_nothing_else_with_it() -> None:
    campaign = replace(addressed(made_campaign(counts(4, 2))), pictures=PICTURED)

    def misfits(one: Campaign) -> tuple[Problem, ...]:
        return (overflow("do-1.headline"),) if one.pictures else ()

    selection = select_fitting(campaign, misfits)
    assert selection.without == {PICTURE}
    assert selection.left_out == {}
    assert not selection.campaign.pictures


def test_the_picture_comes_back_where_another_thing_had_no_room() -> None:
    campaign = replace(addressed(made_campaign(counts(4, 2))), pictures=PICTURED)
    selection = select_fitting(campaign, room_for(5))
    assert selection.without == frozenset()
    assert list(selection.left_out) == ["1.4"]
    assert selection.campaign.pictures == PICTURED
