"""Untrusted access to objects: inherited entries."""

from __future__ import annotations

import pytest
from pikepdf import Dictionary

from generator.reading.pdf.objects import inherited


@pytest.mark.parametrize(("levels", "found"), [(63, 90), (64, None)])
def test_entries_are_inherited_from_64_nodes(levels: int, found: int | None) -> None:
    node = Dictionary(Rotate=90)
    for _ in range(levels):
        node = Dictionary(Parent=node)
    assert inherited(node, "/Rotate") == found
