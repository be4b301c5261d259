"""Looks of the pieces, feature by feature. The goldens are small, so that people look at them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageChops
from support.rendering import compare, crop_mm, difference, render
from support.workshop import piece

from generator.content.model import TextLength

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
    "slogan-bubble": ("slogan", SHORT, 0, 40, (150, 25, 297, 160)),
    "slogan-call": ("slogan", SHORT, 0, 30, (10, 8, 160, 120)),
    "standee-call": ("standee", SHORT, 0, 12, (0, 300, 800, 800)),
    "standee-question": ("standee", SHORT, 0, 20, (40, 840, 520, 1080)),
    "insert-dont": ("insert", SHORT, 0, 90, (8, 152, 96, 200)),
    "half-fold-cover": ("half-fold", FULL, 0, 30, (148.5, 0, 297, 175)),
    "half-fold-item": ("half-fold", FULL, 1, 60, (10, 36, 100, 66)),
    "card-front": ("card", SHORT, 0, 40, (0, 0, 99, 135)),
    "card-line": ("card", SHORT, 1, 80, (6, 20, 94, 44)),
    "flyer-front": ("flyer", SHORT, 0, 30, (0, 0, 148, 140)),
    "flyer-card": ("flyer", SHORT, 1, 80, (8, 18, 76, 42)),
    "notice-head": ("notice", SHORT, 0, 40, (12, 12, 198, 102)),
    "notice-rules": ("notice", SHORT, 0, 70, (13, 117, 103, 160)),
    "notice-dont": ("notice", SHORT, 0, 60, (13, 193, 133, 266)),
    "pledge-promises": ("pledge", SHORT, 0, 50, (16, 82, 120, 130)),
    "pledge-signature": ("pledge", SHORT, 0, 50, (10, 228, 200, 276)),
    "sign-up-list": ("sign-up", SHORT, 0, 50, (12, 70, 120, 125)),
    "large-print-item": ("large-print", FULL, 0, 40, (16, 12, 194, 125)),
    "large-print-foot": ("large-print", FULL, 1, 50, (16, 270, 194, 292)),
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


#: Material, page, and the boxes in mm of a do mark and a don't mark.
MARKS = [
    ("poster", 0, (51, 137, 63, 149), (25.2, 322.9, 46.2, 343.9)),
    ("leaflet", 1, (9, 6.5, 20, 17.5), (208, 6.5, 219, 17.5)),
    ("insert", 0, (14, 62.55, 20.2, 68.75), (14, 167.7, 24.5, 178.2)),
]


@pytest.mark.parametrize(("material", "page", "do", "dont"), MARKS, ids=[m[0] for m in MARKS])
def test_do_and_dont_marks_stay_apart_on_a_grey_copier(
    material: str,
    page: int,
    do: tuple[float, float, float, float],
    dont: tuple[float, float, float, float],
) -> None:
    """Each is a clear sign in grey, and they differ in shape, not in colour alone."""
    dpi = 150
    grey = render(piece(material).pdf, page, dpi).convert("L").convert("RGB")
    marks = [crop_mm(grey, dpi, box).resize((48, 48)) for box in (do, dont)]
    for mark in marks:
        tones = np.asarray(mark.convert("L"))
        # A tenth of the sign is light and a tenth dark, 100 of 255 tones apart.
        assert np.percentile(tones, 90) - np.percentile(tones, 10) > 100
    # Turned light on dark alike, so that only the shapes are compared.
    inner = [np.asarray(m.convert("L")) > np.asarray(m.convert("L")).mean() for m in marks]
    same = float((inner[0] == inner[1]).mean())
    # Real marks agree in 0.83 of their pixels, two of one shape in 0.96 and more.
    assert max(same, 1 - same) < 0.88
