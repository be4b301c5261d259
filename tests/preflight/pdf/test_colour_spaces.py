"""Colour spaces: nesting, and the cache of paints."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Name
from support.shipped import CONVERSION

from generator.preflight.pdf.colour_spaces import ColourSpace, ColourSpaces, PatternSpace, RgbSpace


@pytest.mark.parametrize(("levels", "is_read"), [(6, True), (7, False)])
def test_spaces_are_read_six_levels_deep(levels: int, is_read: bool) -> None:
    source: Any = Name.DeviceGray
    for _ in range(levels):
        source = Array([Name.Pattern, source])
    space: ColourSpace | None = ColourSpaces(CONVERSION).of(source, None)
    for _ in range(levels):
        assert isinstance(space, PatternSpace)
        space = space.base
    assert (space is not None) is is_read


@pytest.mark.parametrize(("others", "is_cached"), [(4095, True), (4096, False)])
def test_4096_paints_of_a_space_are_cached(others: int, is_cached: bool) -> None:
    space = RgbSpace()
    for index in range(others):
        space.paint((index / others, 0.0, 0.0))
    last = (0.0, 1.0, 0.0)
    assert (space.paint(last) is space.paint(last)) is is_cached
