"""Quantiles are numpy's, without its masked arrays."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.preflight.render.quantiles import median, median_colour, quantile

PIXELS = st.lists(st.integers(0, 255), min_size=1, max_size=40)


@given(values=PIXELS, share=st.floats(0, 1))
def test_a_quantile_is_numpys(values: list[int], share: float) -> None:
    pixels = np.array(values, dtype=np.uint8)
    assert quantile(pixels, share) == pytest.approx(float(np.quantile(pixels, share)))


@given(values=PIXELS)
def test_a_median_is_numpys(values: list[int]) -> None:
    reflectances = np.array(values, dtype=np.float32).reshape(1, -1) / 255
    assert median(reflectances) == pytest.approx(float(np.median(reflectances)))


@given(pixels=st.lists(st.tuples(*3 * [st.integers(0, 255)]), min_size=1, max_size=40))
def test_a_middle_colour_is_numpys_of_each_channel(pixels: list[tuple[int, int, int]]) -> None:
    picture = np.array(pixels, dtype=np.int16).reshape(1, -1, 3)
    assert median_colour(picture).tolist() == np.median(picture, axis=(0, 1)).tolist()


def test_the_middle_of_an_even_number_is_between_two() -> None:
    assert median(np.array([[9, 1], [4, 2]], dtype=np.uint8)) == 3.0


def test_of_nothing_there_is_no_median() -> None:
    with pytest.raises(IndexError):
        median(np.array([], dtype=np.uint8))


def test_no_module_of_masked_arrays_is_loaded_for_it() -> None:
    code = (
        "import sys, numpy as np; from generator.preflight.render.quantiles import median; "
        "median(np.ones(4, np.float32)); sys.exit('numpy.ma' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
