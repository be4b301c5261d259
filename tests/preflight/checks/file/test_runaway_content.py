"""Runaway content: what was not read to the end is reported."""

from __future__ import annotations

import pytest
from support.checkruns import found_by
from support.corpus import office_base
from support.shipped import ASSETS

from generator.core.findings import Severity
from generator.preflight.checks.file.runaway_content import check_read_whole
from generator.preflight.document import open_document
from generator.preflight.pdf import object_walk
from generator.preflight.text import reading_order


def read_whole() -> list[str]:
    with open_document(office_base(), "a.pdf", icc=ASSETS.icc) as document:
        found = found_by(check_read_whole, document)
    assert all(finding.severity is Severity.ERROR for finding in found)
    return [str(finding.message) for finding in found]


def objects_of_base() -> int:
    """Objects that are visited, which are more than those that are listed."""
    walk = object_walk._Walk()
    with open_document(office_base(), "a.pdf", icc=ASSETS.icc) as document:
        assert list(walk.objects(document.pdf))
    return object_walk.MAX_OBJECTS - walk._left


def test_objects_that_were_not_reached_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    count = objects_of_base()
    monkeypatch.setattr(object_walk, "MAX_OBJECTS", count)
    assert read_whole() == []
    monkeypatch.setattr(object_walk, "MAX_OBJECTS", count - 1)
    assert read_whole() == [f"the file has more than {count - 1} objects; the rest was not judged"]


@pytest.mark.parametrize(("levels", "is_found"), [(4, False), (3, True)])
def test_tags_that_were_not_read_are_reported(
    monkeypatch: pytest.MonkeyPatch, levels: int, is_found: bool
) -> None:
    monkeypatch.setattr(reading_order, "MAX_DEPTH", levels)
    message = f"tags lie in tags more than {levels} deep; what lies deeper was not read"
    assert read_whole() == [message] * is_found
