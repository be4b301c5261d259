"""Numbers in words, and back: what is spelled is read by a reader that shares no table with it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.vietnamese.spoken.figures import in_figures
from generator.vietnamese.spoken.numbers import decimal_in_words, digits_in_words, number_in_words


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("0", "không"),
        ("4", "bốn"),
        ("5", "năm"),
        ("05", "năm"),
        ("10", "mười"),
        ("11", "mười một"),
        ("14", "mười bốn"),
        ("15", "mười lăm"),
        ("20", "hai mươi"),
        ("21", "hai mươi mốt"),
        ("24", "hai mươi tư"),
        ("25", "hai mươi lăm"),
        ("55", "năm mươi lăm"),
        ("100", "một trăm"),
        ("101", "một trăm linh một"),
        ("104", "một trăm linh bốn"),
        ("105", "một trăm linh năm"),
        ("115", "một trăm mười lăm"),
        ("874", "tám trăm bảy mươi tư"),
        ("1000", "một nghìn"),
        ("1001", "một nghìn không trăm linh một"),
        ("2021", "hai nghìn không trăm hai mươi mốt"),
        ("2025", "hai nghìn không trăm hai mươi lăm"),
        ("8893", "tám nghìn tám trăm chín mươi ba"),
        ("10005", "mười nghìn không trăm linh năm"),
        ("1500000", "một triệu năm trăm nghìn"),
        ("1000001", "một triệu không trăm linh một"),
        ("2000000000", "hai tỷ"),
        ("1234567890123", "một hai ba bốn năm sáu bảy tám chín không một hai ba"),
    ],
)
def test_a_number_is_read_as_in_school(figures: str, words: str) -> None:
    assert number_in_words(figures) == words


def test_decimals_are_read_as_a_number_or_figure_by_figure() -> None:
    assert decimal_in_words("2", "5") == "hai phẩy năm"
    assert decimal_in_words("2", "50") == "hai phẩy năm mươi"
    assert decimal_in_words("0", "05") == "không phẩy không năm"
    assert decimal_in_words("3", "141") == "ba phẩy một bốn một"


@given(st.integers(min_value=0, max_value=10**12 - 1))
@example(1_000_000)
@example(1_000_001)
@example(999_999_999_999)
@example(2_005)
@example(100_000_015)
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert in_figures(number_in_words(str(number)).split()) == [str(number)]


@given(st.integers(0, 99_999), st.text("0123456789", min_size=1, max_size=5))
@example(3, "10")
def test_a_decimal_in_words_is_read_back(whole: int, decimals: str) -> None:
    words = decimal_in_words(str(whole), decimals).split()
    assert in_figures(words) == [f"{whole},{decimals}"]


@given(st.text("0123456789", min_size=1, max_size=15))
def test_figures_one_by_one_are_read_back(figures: str) -> None:
    assert in_figures(digits_in_words(figures).split()) == list(figures)


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("ngày mười bảy tháng sáu năm hai nghìn không trăm hai mươi mốt", "ngày 17 tháng 6 5 2021"),
        ("mười năm", "10 5"),
        ("hai mươi năm", "20 5"),
        ("một trăm năm", "100 5"),
        ("hai nghìn năm học", "2000 5 học"),
        ("hai tám ba", "2 8 3"),
        ("2 nghìn", "2000"),
        ("1,5 triệu", "1500000"),
        ("hai phẩy năm triệu đồng", "2500000 đồng"),
        ("007", "7"),
        ("đầu tư công", "đầu tư công"),
    ],
)
def test_words_around_numbers_stay_apart(words: str, figures: str) -> None:
    assert in_figures(words.split()) == figures.split()
