"""How the pieces look, feature by feature. The goldens are small, so that people look at them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageChops
from rendering import compare, crop_mm, difference, render
from workshop import piece

from generator.options import TextLength

SHORT, FULL = TextLength.SHORT, TextLength.FULL

#: name: material, text, page, dpi, box in mm.
FEATURES = {
    "poster-headline": ("poster", SHORT, 0, 50, (15, 10, 175, 120)),
    "poster-tail": ("poster", SHORT, 0, 40, (0, 120, 60, 152)),
    "poster-phone": ("poster", SHORT, 0, 40, (170, 5, 297, 131)),
    "poster-card": ("poster", SHORT, 0, 100, (16, 154, 100, 190)),
    "poster-card-stacked-marks": ("poster", SHORT, 0, 100, (16, 227, 100, 262)),
    "poster-mark-dont": ("poster", SHORT, 0, 60, (16, 301, 120, 350)),
    "poster-qr-corner": ("poster", SHORT, 0, 60, (202, 301, 240, 330)),
    "poster-full-card": ("poster", FULL, 0, 80, (16, 134, 148, 165)),
    "leaflet-cover": ("leaflet", SHORT, 0, 50, (197, 0, 297, 95)),
    "leaflet-bubble": ("leaflet", SHORT, 0, 70, (7, 108, 90, 192)),
    "leaflet-item": ("leaflet", SHORT, 1, 110, (7, 30, 95, 70)),
    "leaflet-band": ("leaflet", SHORT, 1, 30, (0, 0, 297, 34)),
    "insert-headline": ("insert", SHORT, 0, 70, (8, 8, 140, 58)),
    "insert-item": ("insert", SHORT, 0, 150, (12, 71, 76, 92)),
    "insert-dont": ("insert", SHORT, 0, 90, (8, 152, 96, 200)),
}


@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_looks_as_accepted(name: str, update_goldens: bool) -> None:
    material, text, page, dpi, box = FEATURES[name]
    picture = render(piece(material, text).pdf, page, dpi)
    compare(name, crop_mm(picture, dpi, box), update=update_goldens)


def test_a_mark_that_moves_by_a_fifth_of_a_millimetre_is_noticed() -> None:
    """The comparison itself can fail: the card's picture, moved by one pixel at 100 dpi."""
    picture = crop_mm(render(piece("poster").pdf, 0, 100), 100, (16, 227, 100, 262))
    assert difference(picture, ImageChops.offset(picture, 0, 1)) > 0.01


@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
def test_do_and_dont_stay_apart_on_a_grey_copier(material: str) -> None:
    """In grey the don't panel's darkest ground and its marks differ from the do marks' shape."""
    page = 1 if material == "leaflet" else 0
    grey = render(piece(material).pdf, page, 40).convert("L")
    tones = np.asarray(grey)
    assert int(tones.max()) - int(tones.min()) > 200
