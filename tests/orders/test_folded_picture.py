"""The picture of a folded piece: closed, and opened a little."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support.pieces import job_of
from support.rendering import render
from support.workshop import DATE, piece_for, workshop

import anpham
from generator.orders.folded_picture import _AROUND_MM, _px, folded_png, is_folded


@pytest.mark.parametrize("material", ["half-fold", "leaflet"])
@pytest.mark.parametrize("name", ["office", "offset"])
def test_at_the_left_lies_the_cover_without_marks_around_it(material: str, name: str) -> None:
    piece = workshop().make(job_of(material, profile_=name))
    picture = Image.open(BytesIO(folded_png(piece))).convert("RGB")
    start = piece.expected.folds_mm[0][-1]
    width, height = _px(piece.trim_mm[0] - start), _px(piece.trim_mm[1])
    top = (picture.height - height) // 2
    left = _px(_AROUND_MM)
    shown = np.asarray(picture)[top + 40 : top + height - 40, left + 20 : left + width - 20]
    # What a press gets has no frame.
    like = "office" if name == "office" else "office-borderless"
    page = np.asarray(
        render(workshop().make(job_of(material, profile_=like)).pdf, 0, 110).convert("RGB")
    )
    expected = page[40 : height - 40, _px(start) + 20 : _px(start) + width - 20]
    rows = min(len(shown), len(expected))
    off = np.abs(shown[:rows].astype(int) - expected[:rows].astype(int)).mean()
    assert off < (12 if name == "office" else 40)  # CMYK is converted


def test_behind_an_opened_letter_fold_lies_the_panel_that_is_folded_in() -> None:
    piece = piece_for("leaflet", "office")
    picture = np.asarray(Image.open(BytesIO(folded_png(piece))).convert("RGB"))
    # Its mint ground at the right, beyond the cover.
    column = picture[picture.shape[0] // 2 - 100 : picture.shape[0] // 2, -_px(_AROUND_MM + 12)]
    assert (np.abs(column.astype(int) - (223, 245, 241)).max(axis=1) < 6).mean() > 0.5


def test_equal_pieces_have_equal_pictures() -> None:
    piece = piece_for("half-fold", "office")
    assert folded_png(piece) == folded_png(piece)


@pytest.mark.parametrize(
    ("material", "is_shown"),
    [("half-fold", True), ("leaflet", True), ("flyer", False), ("card", False), ("poster", False)],
)
def test_only_what_is_folded_is_shown_folded(material: str, is_shown: bool, tmp_path: Path) -> None:
    assert is_folded(workshop().make(job_of(material))) is is_shown
    made = anpham.make(materials=material, output=tmp_path, png=True, check=False, date=DATE)
    (file,) = made.files
    names = [path.name for path in file.previews]
    assert any(name.endswith("-gap.png") for name in names) is is_shown
    assert all((tmp_path / name).is_file() for name in names)


def test_another_way_of_folding_is_not_shown_wrongly() -> None:
    piece = piece_for("leaflet", "office")
    fan = replace(piece, expected=replace(piece.expected, folds_mm=((99.0, 198.0),) * 2))
    assert not is_folded(fan)
