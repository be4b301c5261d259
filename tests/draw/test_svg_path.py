from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.draw.operators import written
from generator.draw.svg.path import parse_path

Points = list[tuple[float, float]]
coordinates = st.floats(-100, 100).map(lambda value: round(value, 2))
radii = st.floats(1, 50).map(lambda value: round(value, 2))


def curves(operators: str) -> list[Points]:
    """Every curve as its four points."""
    found, at, numbers = [], (0.0, 0.0), []
    for token in operators.split():
        if token not in ("m", "l", "c", "h"):
            numbers.append(float(token))
            continue
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if token == "c":
            found.append([at, *points])
        at = points[-1] if points else at
        numbers = []
    return found


def on_curve(points: Points, t: float) -> tuple[float, float]:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (sum(w * p[axis] for w, p in zip(weights, points, strict=True)) for axis in (0, 1))
    return x, y


@pytest.mark.parametrize(
    ("data", "operators"),
    [
        ("", ""),
        ("M1 2L3 4", "1 2 m 3 4 l"),
        ("m1,2 3,4", "1 2 m 4 6 l"),
        ("M1 2 3 4", "1 2 m 3 4 l"),
        ("M1 2H5V7h1v-1", "1 2 m 5 2 l 5 7 l 6 7 l 6 6 l"),
        ("M0 0 5 5z l1 1", "0 0 m 5 5 l h 1 1 l"),
        ("M0 0C1 2 3 4 5 6", "0 0 m 1 2 3 4 5 6 c"),
        ("M1 1c1 2 3 4 5 6", "1 1 m 2 3 4 5 6 7 c"),
        ("M0 0C1 2 3 4 5 6S7 8 9 9", "0 0 m 1 2 3 4 5 6 c 7 8 7 8 9 9 c"),
        ("M5 5S7 8 9 9", "5 5 m 5 5 7 8 9 9 c"),
        ("M0 0Q3 3 6 0", "0 0 m 2 2 4 2 6 0 c"),
        ("M0 0Q3 3 6 0T12 0", "0 0 m 2 2 4 2 6 0 c 8 -2 10 -2 12 0 c"),
        ("M0 0L6 0T12 0", "0 0 m 6 0 l 6 0 8 0 12 0 c"),
        ("M1e1-.5.5.5", "10 -0.5 m 0.5 0.5 l"),
        ("M0 0A0 5 0 0 1 9 9", "0 0 m 9 9 l"),
        ("M1 1A5 5 0 0 1 1 1", "1 1 m"),
    ],
)
def test_commands_become_operators(data: str, operators: str) -> None:
    assert written(parse_path(data)) == operators


@pytest.mark.parametrize(
    "data", ["L1 1", "1 1", "M1", "M1 1 2", "M1 1X", "M1 1A5 5 0 2 1 9 9", "M1 1zz1"]
)
def test_broken_data_is_refused_with_what_was_found(data: str) -> None:
    with pytest.raises(ValueError, match=r"found .*, expected"):
        parse_path(data)


def test_flags_of_an_arc_may_stand_close() -> None:
    assert parse_path("M0 0a5 5 0 018 0") == parse_path("M0 0a5 5 0 0 1 8 0")


@given(
    coordinates, coordinates, radii, radii, st.floats(0, 360).map(lambda value: round(value, 1)),
    st.booleans(), st.booleans(),
)  # fmt: skip
def test_an_arc_lies_on_its_ellipse_and_goes_the_way_its_flags_say(
    x: float, y: float, rx: float, ry: float, degrees: float, large: bool, sweep: bool
) -> None:
    assume(math.hypot(x, y) > 1)
    arc = curves(written(parse_path(f"M0 0A{rx} {ry} {degrees} {large:d} {sweep:d} {x} {y}")))
    assert arc[0][0] == (0, 0)
    assert arc[-1][-1] == pytest.approx((x, y))

    # In a frame where the ellipse is a circle of radius 1; too small a one grows until it reaches.
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    samples = [on_curve(curve, i / 8) for curve in arc for i in range(9)]
    samples = [((cos * px + sin * py) / rx, (cos * py - sin * px) / ry) for px, py in samples]
    grown = max(1.0, math.dist(samples[0], samples[-1]) / 2)
    samples = [(px / grown, py / grown) for px, py in samples]

    (x0, y0), (x1, y1) = samples[0], samples[-1]
    chord = math.dist(samples[0], samples[-1])
    apart = math.sqrt(max(0.0, 1 - (chord / 2) ** 2)) * (1 if large == sweep else -1)
    centre = ((x0 + x1) / 2 + apart * (y1 - y0) / chord, (y0 + y1) / 2 + apart * (x0 - x1) / chord)
    # Near a half turn the ends hardly tell where the centre is.
    is_plain = abs(apart) > 0.1
    for point in samples:
        assert math.dist(centre, point) == pytest.approx(1, abs=0.004 if is_plain else 0.1)
    angles = [math.atan2(py - centre[1], px - centre[0]) for px, py in samples]
    turned = sum(math.remainder(b - a, math.tau) for a, b in pairwise(angles))
    assert (turned > 0) == sweep
    if is_plain:
        assert (abs(turned) > math.pi) == large


def test_a_whole_circle_of_two_arcs_has_the_circles_area() -> None:
    outline = curves(written(parse_path("M-10 0A10 10 0 0 1 10 0A10 10 0 0 1 -10 0z")))
    points = [on_curve(curve, i / 50) for curve in outline for i in range(50)]
    shoelace = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)
    )
    assert abs(shoelace) / 2 == pytest.approx(math.pi * 100, rel=0.001)
