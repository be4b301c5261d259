"""Colours as paints: light or dark, neutral, registration colour, black alone."""

from __future__ import annotations

import numpy as np
import pytest
from support.fakepages import cmyk, rgb

from generator.preflight.pdf.model import Paint
from generator.preflight.pdf.paints import (
    TRACE_AMOUNT,
    is_black_only,
    is_neutral,
    is_paper_white,
    is_registration,
    printed_grey,
    relative_luminance,
)


def test_black_and_white_are_21_to_1() -> None:
    light, dark = relative_luminance(np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]]))
    assert (light + 0.05) / (dark + 0.05) == pytest.approx(21)


def test_a_grey_of_a_grey_is_itself() -> None:
    assert printed_grey(np.array([0.3, 0.3, 0.3])) == pytest.approx(0.3)
    assert printed_grey(np.array([1.0, 0.0, 0.0])) == pytest.approx(0.299)


@pytest.mark.parametrize(("spread", "expected"), [(0.09, True), (0.11, False)])
def test_a_colour_whose_channels_spread_has_a_hue(spread: float, expected: bool) -> None:
    assert is_neutral((0.5, 0.5 + spread, 0.55)) is expected


@pytest.mark.parametrize(("amount", "expected"), [(0.995, True), (0.985, False)])
def test_registration_colour_is_full_on_every_plate(amount: float, expected: bool) -> None:
    assert is_registration(cmyk(1, 1, 1, amount)) is expected
    every = Paint("Separation", (amount,), {"All": amount}, (0, 0, 0))
    assert is_registration(every) is expected


@pytest.mark.parametrize(("amount", "expected"), [(0.995, True), (0.985, False)])
def test_black_alone_is_full_black(amount: float, expected: bool) -> None:
    assert is_black_only(cmyk(0, 0, 0, amount)) is expected


@pytest.mark.parametrize(("other", "expected"), [(0.0009, True), (0.0011, False)])
def test_a_rounding_error_of_an_ink_is_none_of_it(other: float, expected: bool) -> None:
    assert is_black_only(cmyk(other, 0, 0, 1)) is expected
    assert is_paper_white(cmyk(other, 0, 0, 0)) is expected


@pytest.mark.parametrize(("channel", "expected"), [(0.995, True), (0.985, False)])
def test_additive_white_leaves_the_paper_blank(channel: float, expected: bool) -> None:
    assert is_paper_white(rgb(1, 1, channel)) is expected


def test_a_trace_is_below_the_lightest_tint_of_a_press_and_above_five_levels() -> None:
    assert 5 / 255 < TRACE_AMOUNT < 0.025
