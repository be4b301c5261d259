"""A workshop: pieces in memory, for many issuers and orders."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from support.shipped import TEMPLATES
from support.workshop import DATE

import anpham

WARDS = tuple(
    anpham.Issuer("Ủy ban nhân dân", f"phường {name}") for name in ("Ví Dụ", "Suối Mây", "Đá Bạc")
)


@cache
def workshop() -> anpham.Workshop:
    return anpham.Workshop()


def test_each_issuer_gets_its_pieces_as_they_are_taken() -> None:
    taken: list[str] = []

    def wards() -> Iterator[anpham.Issuer]:
        for ward in WARDS:
            taken.append(ward.unit)
            yield ward

    pieces = workshop().make_for(wards(), date=DATE, materials=("insert", "poster"))
    assert taken == []
    first = next(pieces)
    assert taken == ["phường Ví Dụ"]
    assert [(piece.issuer, piece.material) for piece in (first, *pieces)] == [
        (ward.name, material) for ward in WARDS for material in ("insert", "poster")
    ]


def test_names_and_issuers_are_taken_alike_one_or_several() -> None:
    several = workshop().make_for(["Thới An", WARDS[0]], date=DATE, materials="insert")
    assert [piece.issuer for piece in several] == [
        "Ủy ban nhân dân phường Thới An",
        "Ủy ban nhân dân phường Ví Dụ",
    ]
    (one,) = workshop().make_for("Thới An", date=DATE, materials="insert")
    assert one.issuer == "Ủy ban nhân dân phường Thới An"


def test_a_piece_is_the_same_whatever_the_workshop_made_before(tmp_path: Path) -> None:
    options = anpham.MakeOptions(date=DATE, materials=("insert",), issuer=WARDS[1])
    _, piece, _ = workshop().make_for(WARDS, options)
    assert workshop().make(options) == (piece,)
    (file,) = anpham.make(options, output=tmp_path, check=False).files
    assert file.first_path.read_bytes() == piece.pdf


def test_wrong_options_are_refused_before_the_first_issuer_is_taken() -> None:
    with pytest.raises(anpham.UsageError, match="“text” is “long”"):
        workshop().make_for(iter(()), date=DATE, text="long")  # type: ignore[call-overload]


def test_an_order_is_made_whole_or_not_at_all() -> None:
    # The poster takes this name, the insert does not.
    name = "Ban Chỉ đạo phong trào Toàn dân đoàn kết xây dựng đời sống văn hóa " + "x" * 60
    with pytest.raises(anpham.DoesNotFitError):
        workshop().make(date=DATE, materials=("poster", "insert"), issuer_name=name)


def test_a_piece_that_cannot_be_made_ends_the_row_unless_somebody_hears_of_it() -> None:
    long = anpham.Issuer("Ban Chỉ đạo phong trào Toàn dân đoàn kết " + "x" * 120, "")
    issuers = (WARDS[0], long, WARDS[1])
    with pytest.raises(anpham.DoesNotFitError):
        list(workshop().make_for(issuers, date=DATE, materials="insert"))
    failed: list[anpham.FailedPiece] = []
    made = workshop().make_for(issuers, date=DATE, materials="insert", on_failure=failed.append)
    assert [piece.issuer for piece in made] == [WARDS[0].name, WARDS[1].name]
    ((one,)) = failed
    assert (one.material, one.size, one.issuer) == ("insert", "A5", long.name)
    assert {problem.code for problem in one.problems} == {"text-overflow"}


def test_several_issuers_sizes_and_themes_make_each_piece_once() -> None:
    pieces = workshop().make(
        date=DATE,
        materials=["poster", "Poster"],
        issuer=["Thới An", WARDS[0], "phường Thới An"],
        size=["A4", "210x297mm", "A5"],
        theme=["hien-dai", "ban-tin-1-mau"],
    )
    assert len(pieces) == len({piece.name for piece in pieces}) == 2 * 2 * 2
    assert {(piece.size, piece.theme) for piece in pieces} == {
        (size, theme) for size in ("A4", "A5") for theme in ("hien-dai", "ban-tin-1-mau")
    }


def test_templates_of_its_own_are_given_to_the_workshop(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES / "insert", tmp_path / "own" / "mine")
    own = anpham.Workshop(templates=str(tmp_path / "own"))
    (piece,) = own.make(date=DATE, materials="mine", templates=tmp_path / "own")
    assert piece.material == "mine"
    with pytest.raises(anpham.UsageError) as caught:
        workshop().make(date=DATE, materials="mine", templates=tmp_path / "own")
    assert caught.value.problems[0].code == "templates-elsewhere"
    with pytest.raises(anpham.UsageError) as caught:
        anpham.Workshop(templates=tmp_path / "none")
    assert caught.value.problems[0].code == "templates-unknown"
