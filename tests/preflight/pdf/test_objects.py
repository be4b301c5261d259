"""Untrusted access to objects: inherited entries, traversal of a file."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Dictionary

from generator.preflight.pdf import object_walk
from generator.preflight.pdf.objects import inherited


@pytest.mark.parametrize(("levels", "found"), [(63, 90), (64, None)])
def test_entries_are_inherited_from_64_nodes(levels: int, found: int | None) -> None:
    node = Dictionary(Rotate=90)
    for _ in range(levels):
        node = Dictionary(Parent=node)
    assert inherited(node, "/Rotate") == found


@pytest.mark.parametrize(("visited", "found"), [(499_998, 2), (499_999, 1)])
def test_traversal_stops_after_half_a_million_objects(visited: int, found: int) -> None:
    pdf = pikepdf.new()
    inner = pdf.make_indirect(Dictionary(Inner=pdf.make_indirect(Dictionary())))
    walk = object_walk._Walk()
    walk._left -= visited
    assert len(list(walk._from(inner, None))) == found
    assert walk.is_whole is (found == 2)


def test_direct_objects_count_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(object_walk, "MAX_OBJECTS", 2)
    pdf = pikepdf.new()
    walk = object_walk._Walk()
    direct = pdf.make_indirect(Dictionary(A=Dictionary(B=Dictionary())))
    assert [thing.key for thing in walk._from(direct, None)] == ["", "A"]
    assert not walk.is_whole
