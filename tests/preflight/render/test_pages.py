"""Pages as pdfium renders them: sizes of pictures, and how many are cached."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.handpdf import helvetica, opened, page_of, pdf_of

from generator.preflight.render.pages import open_page, render, usable_dpi
from generator.preflight.render.text_only import text_only


@pytest.mark.parametrize(("dpi", "is_whole"), [(346.4, True), (346.5, False)])
def test_pictures_have_up_to_twelve_million_pixels(dpi: float, is_whole: bool) -> None:
    # 10 in x 10 in: 12 million pixels are 346.41 dpi.
    assert (usable_dpi(dpi, (0, 0, 720, 720)) == dpi) is is_whole


@pytest.mark.parametrize(("inches", "is_whole"), [(199, True), (201, False)])
def test_sides_of_pictures_have_up_to_twenty_thousand_pixels(inches: float, is_whole: bool) -> None:
    assert (usable_dpi(100, (0, 0, 72 * inches, 72)) == 100) is is_whole
    assert (usable_dpi(100, (0, 0, 72, 72 * inches)) == 100) is is_whole


@pytest.mark.parametrize(("size", "held"), [(63_999_000, 2), (64_001_000, 1)])
def test_64_million_bytes_of_pictures_are_cached(size: int, held: int) -> None:
    with opened(pdf_of("")) as document:
        cache = document.renderings
        byte = np.zeros(1, dtype=np.uint8)
        pictures: list[Any] = [
            np.broadcast_to(byte, count) for count in (32_000_000, size - 32_000_000)
        ]
        for picture in pictures:
            cache.put(picture.size, picture)
        assert len(cache) == held


def test_paper_is_white_in_colour_and_in_grey() -> None:
    page = page_of("")
    assert page.picture(36).min() == 255
    assert page.grey_picture(36).min() == 255


@pytest.mark.parametrize(("excess", "pixels"), [(0.0009, 10), (0.0011, 11)])
def test_a_rounding_error_adds_no_pixel(excess: float, pixels: int) -> None:
    with opened(pdf_of("")) as document:
        page = document.pages[0]
        with open_page(document.drawn, 0, page.boxes, 1.0) as page_:
            drawn = render(page_, page.boxes, 1.0, 72, (0, 0, 10 + excess, 10 + excess))
    assert drawn.shape == (pixels, pixels, 3)


def test_a_hyphen_that_pdfium_takes_for_a_breaks_is_a_hyphen() -> None:
    fonts = {"Font": {"F": helvetica()}}
    page = page_of("BT /F 20 Tf 20 80 Td (broken-) Tj 0 -24 Td (line) Tj ET", fonts)
    assert "broken-" in "".join(character.text for character in page.characters)


@pytest.mark.parametrize(("mode", "first", "second"), [(0, 1, 1), (3, 0, 1), (4, 1, 1), (7, 0, 1)])
def test_text_alone_has_no_invisible_text_and_no_clips(mode: int, first: int, second: int) -> None:
    content = f"BT /F 40 Tf {mode} Tr 20 100 Td (HH) Tj ET BT /F 40 Tf 0 Tr 200 300 Td (HH) Tj ET"
    document = opened(pdf_of(content, {"Font": {"F": helvetica()}}))
    renderer = text_only(document)
    assert renderer is not None
    boxes = ((20, 100, 80, 140), (200, 300, 260, 340))
    found = [int(renderer.coverage(document.pages[0], 72, box).max() > 0.9) for box in boxes]
    assert found == [first, second]
