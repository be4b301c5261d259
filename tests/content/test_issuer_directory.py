"""Issuers: found by the names that people write, never guessed wrongly."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shipped import ASSETS

from generator.content.issuer_directory import IssuerDirectory, load_directory
from generator.content.issuers import load_issuers
from generator.content.model import Issuer
from generator.core.errors import ContentError, UsageError
from generator.vietnamese.slugs import slug

TODAY = load_issuers(ASSETS.issuers / "quan-12.csv")
OF_2022 = load_issuers(ASSETS.issuers / "quan-12-2022.csv")
ALL = TODAY + OF_2022


def find(query: str, issuers: tuple[Issuer, ...]) -> Issuer:
    return IssuerDirectory(issuers).find(query)


def hint_of(query: str, issuers: tuple[Issuer, ...] = ALL) -> tuple[str, str]:
    with pytest.raises(UsageError) as caught:
        find(query, issuers)
    (problem,) = caught.value.problems
    return problem.code, str(problem.hint)


@pytest.mark.parametrize("empty", ["", "  ", "\u200b", ", Tây Ninh"])
def test_an_empty_name_is_no_issuer(empty: str) -> None:
    assert hint_of(empty)[0] == "issuer-name-empty"


@pytest.mark.parametrize(
    "query",
    [
        "An Phú Đông",
        "an phu dong",
        "AN PHÚ ĐÔNG",
        "phường an phú đông",
        "phuong an phu dong",
        "UBND phường An Phú Đông",
        "Ủy ban nhân dân phường An Phú Đông",
        "Uỷ ban nhân dân phường An Phú Đông",
        "uy ban nhan dan p. an phu dong",
        "P.An Phú Đông",
        "  p.  An  Phú Đông ",
        "An Phu\u0301 \u0110o\u0302ng",
        "An Phú Đông, TP. Hồ Chí Minh",
        "An Phú Đông, Hồ Chí Minh",
    ],
)
def test_a_ward_is_found_however_it_is_written(query: str) -> None:
    assert find(query, ALL).name == "Ủy ban nhân dân phường An Phú Đông"
    assert find(query, ALL).until is None


@pytest.mark.parametrize("issuer", TODAY, ids=lambda issuer: slug(issuer.unit))
def test_every_ward_is_found_by_its_bare_name(issuer: Issuer) -> None:
    bare = issuer.unit.removeprefix("phường ")
    assert find(bare, ALL) is issuer
    assert find(slug(bare), ALL) is issuer


def test_a_ward_that_ended_is_found_when_none_of_today_has_its_name() -> None:
    assert find("Thạnh Lộc", ALL).until is not None


def test_the_place_of_the_tone_mark_does_not_matter() -> None:
    issuers = (Issuer("Ủy ban nhân dân", "xã Hòa Thủy"),)
    assert find("Hoà Thuỷ", issuers) is issuers[0]


def test_accents_that_are_written_distinguish_names() -> None:
    issuers = (Issuer("UBND", "xã Tân An"), Issuer("UBND", "xã Tấn An"))
    assert find("Tấn An", issuers) is issuers[1]
    assert hint_of("tan an", issuers) == (
        "issuer-ambiguous",
        "write one of: xã Tân An; xã Tấn An",
    )


def test_the_province_distinguishes_namesakes() -> None:
    issuers = (
        Issuer("UBND", "phường Tân An", "Thành phố Cần Thơ"),
        Issuer("UBND", "phường Tân An", "tỉnh Tây Ninh"),
    )
    assert find("Tân An, Tây Ninh", issuers) is issuers[1]
    assert find("Tân An, TP Cần Thơ", issuers) is issuers[0]
    assert hint_of("Tân An", issuers)[0] == "issuer-ambiguous"


def test_a_name_that_begins_like_a_type_word_is_found() -> None:
    issuers = (Issuer("UBND", "xã Quan Hóa"), Issuer("UBND", "xã Xa Dung"))
    assert find("quan hoa", issuers) is issuers[0]
    assert find("xã Xa Dung", issuers) is issuers[1]


def test_a_wrong_type_word_is_not_overlooked() -> None:
    assert hint_of("xã An Phú Đông") == (
        "issuer-unknown",
        "did you mean: phường An Phú Đông, Thành phố Hồ Chí Minh?",
    )


def test_a_misspelt_name_suggests_near_ones() -> None:
    assert "phường An Phú Đông" in hint_of("An Phu Dogn")[1]
    assert "--issuer-name" in hint_of("Paris")[1]


@given(st.text())
def test_any_query_finds_one_or_is_refused(query: str) -> None:
    with suppress(UsageError, ContentError):
        assert find(query, ALL) in ALL


def test_a_directory_holds_all_lists_of_a_folder_and_is_read_again_only_after_a_change(
    tmp_path: Path,
) -> None:
    (tmp_path / "b.csv").write_text("body,unit\nUBND,xã B\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("body,unit\nUBND,xã A\n", encoding="utf-8")
    first = load_directory(tmp_path)
    assert [issuer.unit for issuer in first.issuers] == ["xã A", "xã B"]
    assert load_directory(tmp_path) is first
    (tmp_path / "b.csv").write_text("body,unit\nUBND,xã C\n", encoding="utf-8")
    assert load_directory(tmp_path).find("xã C").unit == "xã C"


def test_one_of_all_communes_is_found_through_the_index_in_less_than_a_millisecond() -> None:
    # As many as Vietnam has communes since July 2025.
    syllables = ("An", "Bình", "Chánh", "Đông", "Giang", "Hòa", "Khê", "Long", "Mỹ", "Ninh", "Phú")
    names = [f"{a} {b} {c} {d}" for a in syllables for b in syllables for c in syllables[:9]
             for d in syllables[:4]][:3321]  # fmt: skip
    directory = IssuerDirectory(Issuer("Ủy ban nhân dân", f"xã {name}") for name in names)
    assert directory.find(names[0]).unit == f"xã {names[0]}"  # the index is built here
    looked_up = names[::50]
    started = time.process_time()
    assert [directory.find(name).unit for name in looked_up] == [f"xã {n}" for n in looked_up]
    assert (time.process_time() - started) / len(looked_up) < 0.001
