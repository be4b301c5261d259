"""Vietnamese words of ward life find the icons that show them."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from support.drafts import ASSETS, ICONS, LEXICON, drafted, items_by_address, letter_of

from generator.content.drafting.icon_words import FALLBACK_ICON, GENERAL, IconWords
from generator.draw.icons import IconBook

WORDS = [word for icons in ICONS.groups.values() for words in icons.values() for word in words]

#: What staff of a ward look for, and the icon that they should find first.
ASKED = {
    "muỗi": "mosquito", "rác": "trash", "xe máy": "motorbike", "cháy": "flame", "trẻ em": "baby",
    "nước lũ": "waves-arrow-up", "chó dại": "dog", "bầu cử": "vote", "tiêm chủng": "syringe",
    "hiến máu": "droplet", "điện thoại": "phone-call", "lừa đảo": "shield-alert",
    "mã OTP": "rectangle-ellipsis", "căn cước": "id-card", "đăng ký xe": "car",
    "thuế": "receipt-text", "hộ kinh doanh": "store", "vệ sinh": "broom",
    "an toàn thực phẩm": "utensils", "bão": "tornado", "sạt lở": "mountain",
    "đuối nước": "life-buoy", "ma túy": "cannabis-off", "thuốc lá": "cigarette-off",
    "karaoke": "volume-x", "tiếng ồn": "volume-x", "vỉa hè": "footprints", "hẻm": "road",
    "xây dựng": "construction", "trường học": "school", "người cao tuổi": "rocking-chair",
    "khuyết tật": "accessibility", "mũ bảo hiểm": "hard-hat", "bình chữa cháy": "fire-extinguisher",
    "sạc xe điện": "ev-charger", "mạng xã hội": "message-circle",
    "tin giả": "message-square-warning", "lăng quăng": "worm", "treo cờ": "flag",
    "tạm trú": "house-plus",
}  # fmt: skip


def test_there_are_words_for_all_of_ward_life() -> None:
    assert len(WORDS) >= 300
    assert {len(words) for icons in ICONS.groups.values() for words in icons.values()} != {0}


def test_every_icon_exists_and_can_be_drawn() -> None:
    book = IconBook(ASSETS.icons)
    for icons in ICONS.groups.values():
        for icon in icons:
            assert book.art(icon), icon


def test_every_word_has_one_place_and_is_written_as_people_type_it() -> None:
    assert [word for word, count in Counter(WORDS).items() if count > 1] == []
    assert [w for w in WORDS if w != unicodedata.normalize("NFC", w).lower()] == []


@pytest.mark.parametrize(("word", "icon"), ASKED.items())
def test_a_word_finds_the_icon_that_shows_it(word: str, icon: str) -> None:
    assert next(iter(ICONS.search(word))) == icon
    assert next(iter(ICONS.search(unicodedata.normalize("NFD", word.upper())))) == icon


@pytest.mark.parametrize("word", ASKED)
def test_a_word_is_found_without_accents(word: str) -> None:
    bare = unicodedata.normalize("NFD", word.replace("đ", "d"))
    typed = "".join(letter for letter in bare if not unicodedata.combining(letter))
    assert ASKED[word] in ICONS.search(typed)


def test_with_accents_typed_a_word_is_no_other_one() -> None:
    words = IconWords({"thử": {"mosquito": ("muỗi",), "salt": ("muối",)}})
    assert list(words.search("muỗi")) == ["mosquito"]
    assert list(words.search("muối")) == ["salt"]
    assert list(words.search("muoi")) == ["mosquito", "salt"]
    assert list(words.search("mười")) == []
    assert list(words.search(" ")) == []


def test_both_styles_of_tone_marks_are_one_word() -> None:
    words = IconWords({"thử": {"handshake": ("hòa giải",)}})
    assert list(words.search("hoà giải")) == ["handshake"]


@pytest.mark.parametrize(
    ("text", "icon"),
    [
        # The longest word counts, of those as long the first.
        ("Đội mũ bảo hiểm khi đi xe máy", "hard-hat"),
        ("Không đốt rác ngoài trời", "flame-kindling"),
        ("Nuôi chó phải tiêm phòng dại", "dog"),
        # A word in another word, or in a name, is none.
        ("Bà con phường Hoa Mai đóng thuế đúng hạn", "receipt-text"),
        # Words that say little count where there is no other.
        ("Nhà có trẻ", "house"),
        ("Nhà có trẻ em bị sốt", "baby"),
        ("Xyz", FALLBACK_ICON),
        ("", FALLBACK_ICON),
    ],
)
def test_a_text_gets_the_icon_of_the_word_that_says_most(text: str, icon: str) -> None:
    assert ICONS.icon_for(text, lexicon=LEXICON) == icon


def test_an_item_without_a_word_takes_the_icon_of_what_is_around_it() -> None:
    letter = letter_of("1. Treo sào, phao cứu sinh:", "- Hai cái mỗi bến;", "- Bốn cái mỗi bến;")
    assert items_by_address(drafted(letter))["1.1"].icon == "life-buoy"
    assert items_by_address(drafted(letter_of("- Mỗi tổ hai cái;")))["-1"].icon == "droplet"


def test_general_words_are_a_group_of_their_own() -> None:
    assert GENERAL in ICONS.groups
