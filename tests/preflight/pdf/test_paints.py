"""Colours as paints: light or dark, neutral, registration colour, black alone."""

from __future__ import annotations

import numpy as np
import pytest

from generator.preflight.pdf.paints import printed_grey, relative_luminance


def test_black_and_white_are_21_to_1() -> None:
    light, dark = relative_luminance(np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]]))
    assert (light + 0.05) / (dark + 0.05) == pytest.approx(21)


def test_a_grey_of_a_grey_is_itself() -> None:
    assert printed_grey(np.array([0.3, 0.3, 0.3])) == pytest.approx(0.3)
    assert printed_grey(np.array([1.0, 0.0, 0.0])) == pytest.approx(0.299)
