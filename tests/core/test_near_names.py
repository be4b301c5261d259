"""A mistyped name is answered with those that it may stand for."""

from __future__ import annotations

from generator.core.near_names import near_names

NAMES = ("poster", "leaflet", "insert", "posters")


def test_the_most_similar_name_comes_first() -> None:
    assert near_names("postr", NAMES, limit=3)[0] == "poster"


def test_no_more_names_are_given_than_asked_for() -> None:
    assert near_names("poste", NAMES) == ["poster"]
    assert near_names("poste", NAMES, limit=2) == ["poster", "posters"]


def test_what_is_not_similar_is_no_suggestion() -> None:
    assert near_names("billboard", NAMES, limit=3) == []
