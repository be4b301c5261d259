"""Boxes and curves in PDF's coordinates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.handpdf import marks_of

from generator.preflight.pdf.geometry import bezier_extrema

_COORDINATE = st.floats(-1000, 1000)


def _at(t: float, points: tuple[float, float, float, float]) -> float:
    u = 1 - t
    weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    return sum(weight * point for weight, point in zip(weights, points, strict=True))


@given(_COORDINATE, _COORDINATE, _COORDINATE, _COORDINATE)
def test_a_curve_stays_within_its_ends_and_extrema(
    start: float, first: float, second: float, end: float
) -> None:
    points = (start, first, second, end)
    bounds = (start, end, *bezier_extrema(*points))
    samples = [_at(index / 64, points) for index in range(65)]
    assert min(bounds) - 1e-6 <= min(samples)
    assert max(samples) <= max(bounds) + 1e-6


@pytest.mark.parametrize("cubic", [0.0, 1e-16, 1e-13, 1e-11, 1e-8])
def test_an_arch_has_its_top_whatever_rounding_leaves_of_the_cubic_term(cubic: float) -> None:
    (top,) = bezier_extrema(0.0, 1.0, 1.0 + cubic, 0.0)
    assert top == pytest.approx(0.75, abs=1e-7)


@pytest.mark.parametrize(("width", "found"), [(0.0, 0.01), (0.009, 0.019), (0.011, 0.011)])
def test_a_fill_is_at_least_a_dot_wide(width: float, found: float) -> None:
    (mark,) = marks_of(f"10 10 {width} 50 re f")
    assert mark.bounds[2] - mark.bounds[0] == pytest.approx(found, abs=1e-6)


@pytest.mark.parametrize(("width", "counts"), [(0.0049, False), (0.0051, True)])
def test_a_polygon_without_area_is_no_line(width: float, counts: bool) -> None:
    (mark,) = marks_of(f"10 10 {width} 50 re f")
    assert (mark.thinnest_pt is not None) is counts


@pytest.mark.parametrize(
    ("corners", "counts"),
    [
        ("0 0 m 50 0 l 50 2 l 0 2 l 0 0 l f", True),
        ("0 0 m 50 0 l 60 1 l 50 2 l 0 2 l -9 1 l f", False),
    ],
)
def test_only_polygons_of_few_corners_may_be_lines(corners: str, counts: bool) -> None:
    (mark,) = marks_of(f"1 0 0 1 20 20 cm {corners}")
    assert (mark.thinnest_pt is not None) is counts
