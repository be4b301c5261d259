"""Words on pages: names instead of what a command takes; how files are used, by destination."""

from __future__ import annotations

import pytest

from generator.core.assets import shipped_assets
from generator.core.destination import Destination
from generator.core.messages import msg
from generator.core.translations import localized
from generator.sheet.catalogue import Catalogue
from generator.studio.choices import Choices, PieceChoice
from generator.studio.comparisons import choice_pairs
from generator.studio.plain_words import PlainNames
from generator.studio.printing_words import copies_of, piece_use
from generator.studio.records import PieceRecord


def record(flip: str = "short-edge") -> PieceRecord:
    return PieceRecord(0, "leaflet", "297x210mm", "hien-dai", 2, (297, 210), flip, False, True)


def test_a_finding_names_materials_and_destinations_as_the_pages_do() -> None:
    assets = shipped_assets()
    names = PlainNames(Catalogue(assets.templates, assets.themes), "vi")
    text = "{material} is not made for '{destination}'"
    said = localized("vi", names.message(msg(text, material="column", destination="office")))
    assert said.startswith("Cột bản tin không làm cho nơi in")
    assert "máy in văn phòng" in said
    assert "office" not in said
    other = msg("unknown size '{size}'", size="office")
    assert names.message(other) == other


@pytest.mark.parametrize(
    ("destination", "is_said", "is_not"),
    [
        (Destination.OFFICE, ("100 %", "297 × 210 mm", "cạnh ngắn", "300 bản"), "nhà in"),
        (Destination.PRESS, ("nhà in", "khổ thành phẩm 297 × 210 mm", "300 bản"), "Giấy"),
        (Destination.SCREEN, ("màn hình",), "100 %"),
    ],
)
def test_what_to_do_with_a_file_depends_on_where_it_is_printed(
    destination: Destination, is_said: tuple[str, ...], is_not: str
) -> None:
    vi, en = piece_use(record(), destination, 300)
    assert all(one in vi for one in is_said)
    assert is_not not in vi
    assert en


def test_copies_are_those_of_the_choice_that_the_piece_was_made_of() -> None:
    assert copies_of(Choices(pieces=(PieceChoice("leaflet", copies=300),)), record()) == 300
    assert copies_of(Choices(), record()) == 0


def test_a_comparison_says_by_their_names_which_pieces_and_choices_differ() -> None:
    assets = shipped_assets()
    names = PlainNames(Catalogue(assets.templates, assets.themes), "vi")
    before = Choices(pieces=(PieceChoice("poster"),))
    poster = PieceChoice("poster", size="A2", theme="truyen-thong", copies=300)
    after = Choices(pieces=(poster, PieceChoice("column")), destination="press", theme="den-trang")
    pairs = list(choice_pairs(before, after, names))
    said = ["".join(part.text for part in pair.after) for pair in pairs]
    assert said == ["Áp phích (A2, Truyền thống, 300 bản); Cột bản tin", "nhà in", "Đen trắng"]
    assert list(choice_pairs(after, after, names)) == []
