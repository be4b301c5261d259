"""Lines between tiles end where a tile takes the whole width."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest

from generator.core.colour import Colour
from generator.layout.model import Fragment
from generator.layout.rules import GapRule, gap_rules
from generator.sheet.model import RuleLine

LINE = RuleLine(1.0, Colour("text", (0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0)))
#: Left edge, top and width of tiles 10 high, in two columns 40 wide with 20 between them.
Tile = tuple[float, float, float]
EVEN: tuple[Tile, ...] = ((0, 0, 40), (60, 0, 40), (0, 20, 40), (60, 20, 40))
LAST_ALONE: tuple[Tile, ...] = (*EVEN, (0, 40, 100))
THREE: tuple[Tile, ...] = ((0, 0, 40), (60, 0, 40), (0, 20, 100))
ONE_COLUMN: tuple[Tile, ...] = ((0, 0, 100), (0, 20, 100))


def box(style: Any, **more: Any) -> Any:
    return SimpleNamespace(element=SimpleNamespace(style=style), **more)


def ruled(tiles: Sequence[Tile]) -> list[GapRule]:
    """The lines of a box with ``tiles``."""
    children = [
        SimpleNamespace(x=x, y=y, fragment=box(SimpleNamespace(absolute=False), width=w, height=10))
        for x, y, w in tiles
    ]
    style = SimpleNamespace(column_rule=LINE, row_rule=LINE)
    return list(gap_rules(cast(Fragment, box(style, children=children))))


@pytest.mark.parametrize("tiles", [EVEN, LAST_ALONE, THREE, ONE_COLUMN])
def test_no_line_crosses_a_tile(tiles: Sequence[Tile]) -> None:
    for _, x, y, width, height in ruled(tiles):
        for left, top, wide in tiles:
            apart = x >= left + wide or x + width <= left or y >= top + 10 or y + height <= top
            assert apart, (x, y, width, height)


def test_the_line_between_columns_ends_above_a_tile_that_has_a_row_alone() -> None:
    assert [(x, y, height) for _, x, y, width, height in ruled(EVEN) if width == 1] == [
        (49.5, 0, 30)
    ]
    assert [(x, y, height) for _, x, y, width, height in ruled(LAST_ALONE) if width == 1] == [
        (49.5, 0, 30)
    ]
    assert [(x, y, height) for _, x, y, width, height in ruled(THREE) if width == 1] == [
        (49.5, 0, 10)
    ]


def test_above_such_a_tile_one_line_goes_from_side_to_side() -> None:
    assert [(x, y, width) for _, x, y, width, _ in ruled(THREE) if width > 1] == [(0, 14.5, 100)]
    lines = [(x, y, width) for _, x, y, width, _ in ruled(LAST_ALONE) if width > 1]
    assert sorted(lines) == [(0, 14.5, 40), (0, 34.5, 100), (60, 14.5, 40)]
    assert [(x, y, width) for _, x, y, width, _ in ruled(ONE_COLUMN)] == [(0, 14.5, 100)]
