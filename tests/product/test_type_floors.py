"""Pieces for a profile keep the profile's own least sizes of type."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.shipped import ASSETS
from support.workshop import DATE, job, planned, workshop

from generator.checking import check_piece
from generator.content.model import TextLength

TOO_SMALL = {"text-too-small", "coloured-text-too-small", "reversed-text-too-small"}
BULLETINS = ("ban-tin-1-mau", "ban-tin-2-mau")


def too_small(
    material: str, size: str | None, theme: str, text: TextLength, for_: str
) -> list[str]:
    made = planned(replace(job(material, text, size=size, for_=for_), theme=theme))
    piece = workshop().make(made)
    result = check_piece(piece.pdf, "piece.pdf", made.profile, assets=ASSETS, today=DATE)
    return [
        str(f.message) for f in result.findings if f.code in TOO_SMALL and f.severity == "error"
    ]


@pytest.mark.parametrize(
    ("size", "theme", "for_"),
    [
        ("A5", "ban-tin-2-mau", "office"),
        ("A5", "ban-tin-1-mau", "offset"),
        ("147x210mm", "ban-tin-2-mau", "office"),
        ("B5", "ban-tin-2-mau", "offset"),
    ],
)
def test_small_posters_keep_the_least_size_of_light_letters(
    size: str, theme: str, for_: str
) -> None:
    assert too_small("poster", size, theme, TextLength.FULL, for_) == []


def test_the_inserts_address_is_large_enough_where_its_ink_is_mixed() -> None:
    assert too_small("insert", None, "ban-tin-2-mau", TextLength.SHORT, "digital-sra3") == []


@pytest.mark.slow
@pytest.mark.parametrize("text", TextLength)
@pytest.mark.parametrize("for_", ["office", "offset", "digital-sra3", "newspaper"])
@pytest.mark.parametrize("theme", [*BULLETINS, "hien-dai"])
def test_the_insert_keeps_the_least_sizes_of_every_press(
    theme: str, for_: str, text: TextLength
) -> None:
    assert too_small("insert", None, theme, text, for_) == []


@pytest.mark.slow
@pytest.mark.parametrize("for_", ["office", "digital-sra3", "newspaper"])
@pytest.mark.parametrize("size", ["A5", "A4", "A3"])
@pytest.mark.parametrize("theme", [*BULLETINS, "hien-dai"])
def test_posters_keep_the_least_sizes_of_every_press(theme: str, size: str, for_: str) -> None:
    assert too_small("poster", size, theme, TextLength.SHORT, for_) == []


@pytest.mark.slow
@pytest.mark.parametrize("for_", ["office", "digital-sra3", "newspaper"])
@pytest.mark.parametrize("theme", [*BULLETINS, "hien-dai"])
def test_the_leaflet_keeps_the_least_sizes_of_every_press(theme: str, for_: str) -> None:
    assert too_small("leaflet", None, theme, TextLength.FULL, for_) == []
