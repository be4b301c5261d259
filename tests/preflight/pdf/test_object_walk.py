"""Traversal of a file: each object once."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary
from support.corpus import (
    QR_TARGET,
    office_base,
    saved,
)
from support.shipped import ASSETS

from generator.preflight.document import open_document
from generator.preflight.pdf import object_walk
from generator.preflight.pdf.object_walk import actions, reachable_objects


def test_things_that_refer_to_each_other_are_found_once() -> None:
    with pikepdf.open(BytesIO(office_base())) as pdf:
        one, two = pdf.make_indirect(Dictionary()), pdf.make_indirect(Dictionary())
        one.Other, two.Other = two, one
        pdf.Root.Ring = one
        data = saved(pdf)
    with open_document(data, "x.pdf", icc=ASSETS.icc) as document:
        assert len([thing for thing in reachable_objects(document) if thing.key == "Other"]) == 1
        assert reachable_objects(document) is reachable_objects(document)
        (link,) = actions(document)
        assert (link.kind, link.is_automatic, link.thing.page) == ("URI", False, 0)
        assert str(link.thing.value.URI) == QR_TARGET


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
