"""The order of the Vietnamese alphabet."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.vietnamese.collation import sort_key

#: Written down by hand in the order of a Vietnamese dictionary and of CLDR's "vi".
ORDERED = """
12 | 2 | A Lưới | An Bình | An Phú Đông | An Phước | Ân Thi | Âu Lâu | Ba Đình | Bà Rịa
Bạch Long Vĩ | Bắc Giang | Bến Tre | Biên Hòa | Bình Chánh | Buôn Hồ | Cà Mau | Cao Bằng
Cần Thơ | Côn Đảo | Củ Chi | Cư M'gar | Cửa Lò | Dĩ An | Duy Xuyên | Đà Nẵng | Đắk Lắk
Điện Biên | Đông Hưng Thuận | Đồng Nai | Ea Súp | Gia Lai | Giồng Trôm | Hà Nội | Hải Phòng
Hiệp Thành | Huế | Ia Grai | Kiên Giang | Kỳ Anh | Lạng Sơn | Long An | Mỹ Tho | Nam Định
Nghệ An | Ninh Bình | Ô Môn | Phú Quốc | Pleiku | Quảng Ngãi | Sa Đéc | Sóc Trăng | Tam Kỳ
Tây Ninh | Thạnh Lộc | Thới An | Trà Vinh | Uông Bí | Vĩnh Long | Xuân Lộc | Ý Yên | Yên Bái
""".replace("\n", " | ").strip(" |").split(" | ")  # fmt: skip

TEXTS = st.text("aăâbdđeêioôơuưyAĐỆàáạãảấ 12-", max_size=8)


def test_names_stand_in_the_order_of_the_alphabet() -> None:
    mixed = list(ORDERED)
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=sort_key) == ORDERED


def test_letters_of_their_own_follow_those_they_were_made_from() -> None:
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(reversed(alphabet), key=sort_key) == alphabet


def test_tones_stand_in_their_order() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(reversed(tones), key=sort_key) == tones


def test_letters_count_before_tones_and_tones_before_capitals() -> None:
    """The letters of the whole text decide first: a tone early in it does not outweigh them."""
    assert sort_key("bá an") < sort_key("ba ăn")
    assert sort_key("An") < sort_key("àn")
    assert sort_key("an") < sort_key("An") < sort_key("àn")


def test_signs_stand_in_the_order_of_icu_and_before_digits_and_letters() -> None:
    ordered = ["a a", "a-a", "a, a", "a.a", "a'a", "a(a", "a2a", "aa"]
    assert sorted(reversed(ordered), key=sort_key) == ordered
    assert sort_key("a\u00a0b")[:3] == sort_key("a b")[:3]


def test_letters_of_other_languages_stand_with_those_they_were_made_from() -> None:
    ordered = ["Nice", "Nîmes", "Nón", "Sao", "São", "Zorro"]
    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_a_word_comes_before_a_longer_one_that_begins_with_it() -> None:
    assert sorted(["Tân An Hội", "Tân", "Tân An", "Tânan"], key=sort_key) == [
        "Tân", "Tân An", "Tân An Hội", "Tânan",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Thới An", "hoà", "Đắk Lắk"])
def test_decomposed_letters_sort_as_composed_ones(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text))[:3] == sort_key(text)[:3]


@given(TEXTS, TEXTS)
def test_no_two_texts_are_equal(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_put_behind_texts_of_other_letters_never_changes_their_order(
    one: str, other: str, behind: str
) -> None:
    if len(one) == len(other) and sort_key(one)[0] != sort_key(other)[0]:
        assert (sort_key(one) < sort_key(other)) == (
            sort_key(one + behind) < sort_key(other + behind)
        )
