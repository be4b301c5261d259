"""Backgrounds of texts: which pixels they are sampled from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.fakepages import BOXES, FakePage, fill, rgb, text

from generator.preflight.pdf.model import Box, Paint, Picture
from generator.preflight.render.background import BackgroundSampler, _margin, _segments

BLACK = rgb(0.0, 0.0, 0.0)


class PixelPage(FakePage):
    """A page of given greys, 0..255, height x width."""

    def __init__(self, greys: Any) -> None:
        pixels = np.asarray(greys, dtype=np.uint8)
        height, width = pixels.shape
        media = (0.0, 0.0, float(width), float(height))
        super().__init__(boxes=replace(BOXES, media=media))
        self._picture: Picture = np.repeat(pixels[:, :, None], 3, axis=2)

    def picture(self, dpi: float, box: Box | None = None) -> Picture:
        return self._picture


def background(greys: Any, paint: Paint = BLACK) -> float:
    """The grey that a mark over the whole page is found to stand on."""
    page = PixelPage(greys)
    width, height = page.boxes.media[2:]
    found = BackgroundSampler(page).background(fill((0, 0, width, height), paint))
    assert found is not None
    return round(255 * found[0])


def mixture(count: int, level: int, rest: int = 0) -> Any:
    """100 pixels, ``count`` of them of a level."""
    return np.array([level] * count + [rest] * (100 - count)).reshape(10, 10)


@pytest.mark.parametrize(("level", "found"), [(51, 51), (50, 0)])
def test_pixels_of_nearly_the_texts_colour_are_the_text(level: int, found: int) -> None:
    assert background(mixture(20, level)) == found


@pytest.mark.parametrize(("count", "found"), [(16, 255), (14, 0)])
def test_a_few_other_pixels_are_no_background(count: int, found: int) -> None:
    assert background(mixture(count, 255)) == found


@pytest.mark.parametrize(("near", "found"), [(74, 255), (76, 100)])
def test_three_quarters_of_the_other_pixels_are_nearer_than_the_background(
    near: int, found: int
) -> None:
    assert background(mixture(near, 100, 255)) == found


@pytest.mark.parametrize(("height", "found"), [(99, 255), (100, 100)])
def test_large_segments_are_sampled_at_a_thousand_pixels(height: int, found: int) -> None:
    # From 4,000 pixels on only every second column is looked at, and those are grey.
    greys = np.full((height, 40), 100)
    greys[:, 1::2] = 255
    page = PixelPage(greys)
    whole = BackgroundSampler(page)._background(
        (0.0, 0.0, 40.0, float(height)), np.zeros(3, dtype=np.int16)
    )
    assert whole is not None
    assert whole[0] == found


@pytest.mark.parametrize(("length", "count"), [(22, 1), (23, 2), (112, 7), (113, 8), (1000, 8)])
def test_a_text_is_sampled_in_up_to_eight_segments_of_one_and_a_half_heights(
    length: float, count: int
) -> None:
    assert len(list(_segments((0, 0, length, 10), 0))) == count
    assert len(list(_segments((0, 0, 10, length), 0))) == count


def test_a_tenth_of_an_em_around_a_text_is_sampled_and_two_points_around_a_line() -> None:
    assert _margin(text((0, 0, 9, 9), size_pt=20)) == pytest.approx(2)
    assert _margin(text((0, 0, 9, 9), size_pt=10)) == pytest.approx(1)
    assert _margin(fill((0, 0, 9, 9))) == pytest.approx(2)


@pytest.mark.parametrize(("level", "is_reversed"), [(0.345, False), (0.355, True)])
def test_text_of_a_tenth_more_luminance_than_its_background_is_reversed(
    level: float, is_reversed: bool
) -> None:
    sampler = BackgroundSampler(PixelPage(np.zeros((10, 10))))
    assert sampler.is_reversed(fill((0, 0, 10, 10), rgb(level, level, level))) is is_reversed
