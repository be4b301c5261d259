from __future__ import annotations

import itertools
import math
import re
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.blockpictures import BLUE, GREEN, RED, Pixels, block_pixels

from generator.core.colour import Gradient, Stop
from generator.draw.colour_spaces import AxialShading
from generator.draw.operators import (
    ColourMode,
    border,
    box_path,
    circle,
    clip,
    fill,
    gradient_line,
    group,
    matrix,
    number,
    polygon,
    rect,
    stroke,
    translate,
)
from generator.sheet.model import SpeechTail

TAIL = SpeechTail(20, 22, 16)
lengths = st.floats(min_value=1, max_value=5000)


def painted(path: str, width: float = 100, height: float = 60) -> Pixels:
    """Which pixels of a block and the 40 pt below it are red."""
    pixels = block_pixels(f"{fill(RED, ColourMode.RGB)} {path} f", width, height + 40)
    is_red: Pixels = (pixels == (255, 0, 0)).all(axis=2)
    return is_red


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (-0.0001, "0"), (1.5, "1.5"), (100, "100"), (1e-7, "0"), (1e6, "1000000"),
     (0.12345, "0.123"), (-3.10, "-3.1")],
)  # fmt: skip
def test_numbers_are_short_and_plain(value: float, written: str) -> None:
    assert number(value) == written


@given(st.floats(min_value=-1e9, max_value=1e9))
def test_numbers_keep_three_decimals_and_no_exponent(value: float) -> None:
    written = number(value)
    assert re.fullmatch(r"-?\d+(\.\d{1,3})?", written)
    assert written != "-0"
    assert float(written) == pytest.approx(value, abs=0.000501)


@pytest.mark.parametrize("value", [math.inf, math.nan])
def test_numbers_that_pdf_cannot_hold_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        number(value)


def test_colours_are_set_for_areas_and_for_lines() -> None:
    assert fill(RED, ColourMode.RGB) == "1 0 0 rg"
    assert stroke(BLUE, ColourMode.RGB) == "0 0 1 RG"


def test_a_group_restores_what_it_changes() -> None:
    assert group("1 w", "0 g") == "q\n1 w\n0 g\nQ"


def test_factors_of_a_matrix_keep_more_decimals_than_lengths() -> None:
    assert matrix(0.3333333, 0, 0, 1, 0.3333333, 0) == "0.333333 0 0 1 0.333 0 cm"


def test_a_plain_box_fills_its_block_and_nothing_else() -> None:
    inside = painted(box_path(100, 60))
    assert inside[:60].all()
    assert not inside[60:].any()


def test_rounded_corners_are_cut_off_and_sides_stay() -> None:
    inside = painted(box_path(100, 60, 20))
    for row, column in ((1, 1), (1, 98), (58, 1), (58, 98)):
        assert not inside[row, column]
    assert inside[30].all()
    assert inside[:60, 50].all()


def test_a_radius_is_cut_to_half_of_the_shorter_side() -> None:
    assert box_path(100, 60, 500) == box_path(100, 60, 30)


def test_a_circle_holds_the_area_of_a_circle() -> None:
    covered = painted(circle(50, -50, 40), 100, 100).sum()
    assert covered == pytest.approx(math.pi * 40**2, rel=0.05)


@pytest.mark.parametrize("radius", [0, 12])
def test_a_tail_is_a_right_triangle_with_its_upright_side_at_x(radius: float) -> None:
    inside = painted(box_path(100, 60, radius, TAIL))
    assert inside[30].all()
    below = inside[60:]
    assert below[:, 20].sum() in (15, 16)
    assert below[0, 20:40].all()
    assert not below[:, :20].any()
    assert not below[:, 42:].any()
    assert not below[8, 33:].any()  # past the slanted side


def test_a_tail_and_its_box_are_one_path() -> None:
    assert box_path(100, 60, 5, TAIL).count(" m ") == 1
    assert box_path(100, 60, 5, TAIL).endswith(" h")


def test_a_rounded_corner_pushes_a_tail_aside() -> None:
    assert box_path(100, 60, 15, SpeechTail(1, 22, 16)) == box_path(
        100, 60, 15, SpeechTail(15, 22, 16)
    )


def test_a_tail_that_begins_at_a_corner_takes_its_place() -> None:
    inside = painted(box_path(100, 60, 15, SpeechTail(0, 22, 16)))
    assert inside[50:75, 0].all()  # straight down to the tip
    assert not inside[0, 0]


@pytest.mark.parametrize("radius", [0, 12])
@pytest.mark.parametrize("from_end", [False, True])
@pytest.mark.parametrize("side", ["top", "right", "bottom", "left"])
def test_a_tail_may_stand_on_any_edge_and_from_either_corner(
    side: Literal["top", "right", "bottom", "left"], from_end: bool, radius: int
) -> None:
    tail = SpeechTail(20, 22, 16, side, from_end)
    drawn = painted(f"1 0 0 1 30 -50 cm {box_path(100, 60, radius, tail)}", 160, 120)
    # Turned so that it hangs from the lower edge and its upright side is at the left.
    turns = {"bottom": 0, "left": 1, "top": 2, "right": 3}[side]
    turned = np.rot90(drawn, turns)
    mirrored = (side in ("top", "right")) != from_end
    if mirrored:
        turned = turned[:, ::-1]
    edge, upright = (110, 50) if side in ("top", "bottom") else (130, 70)
    below = turned[edge:]
    assert below[:, upright].sum() in (15, 16)
    assert below[0, upright : upright + 20].all()
    assert not below[:, :upright].any()
    assert not below[:, upright + 22 :].any()
    assert not below[8, upright + 13 :].any()


@pytest.mark.parametrize("from_end", [False, True])
@pytest.mark.parametrize("side", ["top", "right", "bottom", "left"])
def test_the_way_round_of_a_bubble_is_known(
    side: Literal["top", "right", "bottom", "left"], from_end: bool
) -> None:
    tail = SpeechTail(20, 22, 16, side, from_end)
    points = [
        tuple(map(float, p)) for p in re.findall(r"(\S+) (\S+) [ml]", box_path(100, 60, 0, tail))
    ]
    turned = itertools.pairwise([*points, points[0]])
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in turned)
    assert (area > 0) == tail.is_mirrored  # counter-clockwise


def test_a_tail_without_room_or_size_is_left_out() -> None:
    assert box_path(40, 40, 20, TAIL) == box_path(40, 40, 20)
    assert box_path(100, 60, 0, SpeechTail(20, 22, 0)) == box_path(100, 60)


@pytest.mark.parametrize("tail", [None, TAIL])
@pytest.mark.parametrize("radius", [0, 12])
def test_a_border_lies_inside_the_outline(radius: float, tail: SpeechTail | None) -> None:
    line = border(100, 60, radius, tail, line_width=4, colour=BLUE, ink=ColourMode.RGB)
    # The ground is painted first, then all that lies outside of the outline is painted red.
    outline = box_path(100, 60, radius, tail)
    outside = f"{fill(RED, ColourMode.RGB)} 0 -100 100 100 re {outline} f*"
    with_border = block_pixels(f"{line}\n{outside}", 100, 100)
    without = block_pixels(f"{outside}\n{line}", 100, 100)
    difference = np.abs(with_border.astype(int) - without.astype(int)).max(axis=2)
    # A mitred tip may reach out; elsewhere only the blend of edge pixels differs.
    difference[60:] = 0
    assert (difference > 200).sum() == 0
    assert (with_border == (0, 0, 255)).all(axis=2).sum() > 4 * 200


@given(st.floats(0.1, 6), st.floats(10, 60), st.floats(10, 60))
def test_every_side_of_a_tail_moves_in_by_the_inset(
    inset: float, tail_width: float, tail_height: float
) -> None:
    tail = SpeechTail(20, tail_width, tail_height)
    path = box_path(100, 60, 0, tail, inset=inset)
    corners = [tuple(map(float, p.split())) for p in re.findall(r"(\S+ \S+) l", path)]
    foot, tip, inner = corners[2:5]
    slope = tail_height / tail_width
    for x, y in (foot, tip):
        # The slanted side runs from (20, -60 - height) up to (20 + width, -60).
        off = (y - (-60 - tail_height + slope * (x - 20))) / math.hypot(1, slope)
        assert off == pytest.approx(inset, abs=0.01)
    assert foot[1] == inner[1] == pytest.approx(inset - 60, abs=0.001)
    assert tip[0] == inner[0] == pytest.approx(20 + inset, abs=0.001)


def test_a_clip_confines_what_follows() -> None:
    ops = group(clip(box_path(50, 50)), fill(RED, ColourMode.RGB), rect(0, -100, 100, 100), "f")
    inside = (block_pixels(ops, 100, 100) == (255, 0, 0)).all(axis=2)
    assert inside[:50, :50].all()
    assert inside.sum() == 2500


def test_polygons_can_be_left_open() -> None:
    assert polygon([(0, 0), (1, 2)], closed=False) == "0 0 m 1 2 l"
    assert polygon([(0, 0), (1, 2)]) == "0 0 m 1 2 l h"
    assert translate(1, -2) == "1 0 0 1 1 -2 cm"


# -- gradients


@pytest.mark.parametrize(
    ("direction", "start", "end"),
    [
        ("to right", (0, -30), (100, -30)),
        ("to left", (100, -30), (0, -30)),
        ("to bottom", (50, 0), (50, -60)),
        ("to top", (50, -60), (50, 0)),
    ],
)
def test_a_gradient_to_a_side_runs_from_side_to_side(
    direction: str, start: tuple[float, float], end: tuple[float, float]
) -> None:
    assert gradient_line(direction, 100, 60) == (start, end)


@given(lengths, lengths, st.sampled_from(["top left", "right top", "bottom left", "bottom right"]))
def test_half_way_to_a_corner_the_colour_runs_through_the_neighbouring_corners(
    width: float, height: float, corner: str
) -> None:
    (x0, y0), (x1, y1) = gradient_line(f"to {corner}", width, height)
    length = math.hypot(x1 - x0, y1 - y0)

    def along(x: float, y: float) -> float:
        return ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length**2

    right, bottom = "right" in corner, "bottom" in corner
    target = (width if right else 0, -height if bottom else 0)
    opposite = (0 if right else width, 0 if bottom else -height)
    neighbours = ((target[0], opposite[1]), (opposite[0], target[1]))
    assert along(*target) == pytest.approx(1)
    assert along(*opposite) == pytest.approx(0, abs=1e-9)
    assert [along(*corner) for corner in neighbours] == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("direction", ["", "to", "45deg", "to left right", "to top top"])
def test_an_unknown_gradient_direction_is_refused(direction: str) -> None:
    with pytest.raises(ValueError, match="no gradient direction"):
        gradient_line(direction, 100, 60)


def test_a_gradient_shows_its_stops_where_they_are() -> None:
    gradient = Gradient("to right", (Stop(0.25, RED), Stop(0.5, GREEN), Stop(1, BLUE)))
    shading = AxialShading(gradient, *gradient_line("to right", 200, 20))
    ops = group(clip(box_path(200, 20)), f"/{shading.name} sh")
    row = block_pixels(ops, 200, 20, shadings=[shading])[10].astype(int)
    assert row[0] == pytest.approx([255, 0, 0], abs=3)  # the first stop's colour before it
    assert row[49] == pytest.approx([255, 0, 0], abs=6)
    assert row[100] == pytest.approx([0, 255, 0], abs=6)
    assert row[150] == pytest.approx([0, 127, 127], abs=6)
    assert row[199] == pytest.approx([0, 0, 255], abs=6)
