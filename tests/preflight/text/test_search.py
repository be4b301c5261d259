"""Search in normalized text: exact and nearest matches, and the first difference."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.corpus import (
    OFFICIAL,
    leaflet_base,
)
from support.shipped import ASSETS

from generator.core.units import mm_to_pt
from generator.preflight.document import OpenDocument, open_document
from generator.preflight.text.search import (
    TextPosition,
    extracted_text,
    find_nearest,
    first_difference,
    searchable_text,
)


@contextmanager
def opened(data: bytes) -> Iterator[OpenDocument]:
    with open_document(data, "test.pdf", icc=ASSETS.icc) as document:
        yield document


WORDS = st.lists(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậ,.-", min_size=1), min_size=1)
SPACES = st.sampled_from([" ", "\n", "\r\n", "\u00a0", "  ", "\t \n"])


def searchable(text: str) -> str:
    return searchable_text([(text, None)]).text


@given(st.text())
@example("e\u0302\u0301")
@example("\u0301")
@example("a \u0301")
def test_one_line_stays_as_it_is(text: str) -> None:
    assert searchable(searchable(text)) == searchable(text)


@given(WORDS)
def test_accents_that_stand_apart_are_joined_to_their_letters(words: list[str]) -> None:
    text = " ".join(words)
    assert searchable(unicodedata.normalize("NFD", text)) == text


@given(WORDS, WORDS, WORDS, SPACES)
def test_a_passage_is_found_however_its_lines_are_broken(
    before: list[str], words: list[str], after: list[str], space: str
) -> None:
    text = " ".join(words)
    whole = searchable_text([(space.join([*before, *words, *after]), TextPosition(0, 0, None))])
    found = [whole.text[start:end] for start, end in whole.occurrences(text)]
    assert text in found
    assert {one.replace(" ", "") for one in found} == {text.replace(" ", "")}


@pytest.mark.parametrize(
    ("before", "count"), [("", 1), ("2", 1), ("2.", 1), ("Đ", 0), ("2Đ", 0), ("_", 1)]
)
def test_a_number_is_no_part_of_the_word_behind_it(before: str, count: int) -> None:
    whole = searchable_text([(f"{before}Dùng tên thật", None)])
    assert len(list(whole.occurrences("Dùng tên"))) == count


def test_a_longer_number_is_another_one() -> None:
    assert not list(searchable_text([("1874/QĐ-BTTTT", None)]).occurrences("874/QĐ-BTTTT"))


@given(WORDS, WORDS)
def test_a_difference_is_named_where_there_is_one(found: list[str], wanted: list[str]) -> None:
    difference = first_difference(" ".join(found), " ".join(wanted))
    assert (difference is None) == (found == wanted)
    if difference is not None:
        assert difference.found != difference.wanted
        assert 0 <= difference.at < len(" ".join(found))


def test_a_passage_does_not_begin_or_end_within_a_word() -> None:
    text = searchable_text([("Không xem tin giả.", None)])
    assert list(text.occurrences("hông xem tin")) == []
    assert list(text.occurrences("Không xem ti")) == []
    assert list(text.occurrences("xem tin giả")) == [(6, 17)]


def test_a_hyphen_at_a_lines_end_is_a_hyphen() -> None:
    assert searchable("874/QĐ\x02BTTTT") == "874/QĐ-BTTTT"


def test_what_has_no_width_is_no_sign() -> None:
    assert searchable("mạng\u200b xã\ufeff hội") == "mạng xã hội"


def test_what_is_nearest_is_found_among_other_words() -> None:
    text = searchable_text([("Một hai ba. Bốn nam sáu bảy. Tám chín mười.", None)])
    found = find_nearest(text, "Bốn năm sáu bảy.")
    assert found is not None
    assert text.text[found.start : found.end] == "Bốn nam sáu bảy."
    assert found.distance == pytest.approx(0.1)


def test_what_is_taken_is_like_nothing() -> None:
    text = searchable_text([("Bốn năm sáu bảy. Bốn hai sáu bảy.", None)])
    found = find_nearest(text, "Bốn năm sáu bảy.", taken=[(0, 16)])
    assert found is not None
    assert found.start == 17


def test_the_printed_text_knows_where_its_letters_stand() -> None:
    with opened(leaflet_base()) as document:
        text = extracted_text(document)
    start, _ = next(text.occurrences(OFFICIAL[1]))
    position = text.positions[start]
    assert position is not None
    assert position.box is not None
    assert position.page == 1
    assert position.box[0] == pytest.approx(mm_to_pt(116), abs=2)


def test_two_wrong_accents_are_nearer_than_one_word_that_is_missing() -> None:
    text = searchable_text([("Bồn nam sáu bảy. Hai ba bốn sáu bảy.", None)])
    found = find_nearest(text, "Bốn năm sáu bảy.")
    assert found is not None
    assert text.text[found.start : found.end] == "Bồn nam sáu bảy."
    assert found.distance == pytest.approx(0.2)
