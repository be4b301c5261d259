"""Damage by other roads than encodings: mended where one answer is right, else reported."""

from __future__ import annotations

import time

import pytest

from generator.core.errors import ContentError, Place
from generator.vietnamese.repair import TextChangeKind, repair
from generator.vietnamese.review_notes import ReviewNoteKind, find_review_notes
from generator.vietnamese.text_guard import guard

MENDED = {
    "mathematical bold": ("𝐁𝐨\u031b\u0300 𝐬𝐮𝐨\u0302\u0301𝐢", "Bờ suối", TextChangeKind.STYLED),
    "mathematical italic": ("𝑆ạ𝑐ℎ đẹ𝑝", "Sạch đẹp", TextChangeKind.STYLED),
    "sans, digits": ("𝟏𝟐 𝗽𝗵ườ𝗻𝗴", "12 phường", TextChangeKind.STYLED),
    "full width": ("Ｂờ ｓｕối：１２％", "Bờ suối:12%", TextChangeKind.STYLED),
    "ligature": ("ghi vào ﬁle, oﬀline", "ghi vào file, offline", TextChangeKind.STYLED),
    "in circles": ("Ⓢạⓒⓗ", "Sạch", TextChangeKind.STYLED),
    "negative squares": ("🅢ạch 🅰n toàn", "Sạch An toàn", TextChangeKind.STYLED),
    "Cyrillic": ("Ѕuối trоng", "Suối trong", TextChangeKind.OTHER_SCRIPT),
    "Cyrillic alone": ("со trong lòng", "co trong lòng", TextChangeKind.OTHER_SCRIPT),
    "Greek": ("ΤHÔNG BÁΟ", "THÔNG BÁO", TextChangeKind.OTHER_SCRIPT),
    "numbered entities": ("Qu&#7889;c l&#x1ED9;", "Quốc lộ", TextChangeKind.ENTITY),
    "named entities": ("x&atilde; &amp; ph&oacute;", "xã & phó", TextChangeKind.ENTITY),
    "mark after a space": ("sa \u0323ch bờ suô \u0301i", "sạch bờ suối", TextChangeKind.PARTED),
    "mark at a word's end": ("loa \u0323i bo \u0309 rác", "loại bỏ rác", TextChangeKind.PARTED),
    "mark between spaces": ("bơ \u0300 suối trong", "bờ suối trong", TextChangeKind.PARTED),
    "mark between parts": ("sa \u0323 ch sẽ", "sạch sẽ", TextChangeKind.PARTED),
}


@pytest.mark.parametrize("kind", MENDED)
def test_damage_with_one_answer_is_mended_and_recorded(kind: str) -> None:
    text, right, change = MENDED[kind]
    repaired = repair(text)
    assert repaired.text == right
    assert change in {one.kind for one in repaired.changes}
    assert repair(right).changes == ()


@pytest.mark.parametrize(
    "text",
    [
        "12 m², ½ m, № 5, ① và ™", "Москва và Афины", "π r² và Δt", "AT&T; R&D", "a & b; c",
        "https://a.vn/?x=1&y=2;z", "São Paulo, Córdoba", "µm, ©2026, Windows®", "«Nhà» của «ta»",
    ],
)  # fmt: skip
def test_signs_foreign_words_and_addresses_stay(text: str) -> None:
    assert repair(text).text == text
    assert find_review_notes(text) == ()


TCVN3 = {
    "Thñ t\u00ad\u00adíng ký quyÕt ®Þnh": "Thủ tướng ký quyết định",
    "nhµ n\u00ad\u00ad\u00adíc ph¶i lµm viÖc": "nhà nước phải làm việc",
    "Hå s¬ \u00ad\u00ad®îc göi vÒ x·": "Hồ sơ được gửi về xã",
    "th\u00adê\u00adng xuyªn kiÓm tra": "thường xuyên kiểm tra",
    "®i l¹i b»ng xe «t« cña x·": "đi lại bằng xe ô tô của xã",
    "b) Trång tre; ®) Röa bÓ nhµ": "b) Trồng tre; đ) Rửa bể nhà",
    "kª khai sè hµngtheo mÉu cña x·": "kê khai số hàng theo mẫu của xã",
}


@pytest.mark.parametrize("text", TCVN3)
def test_codes_that_are_also_signs_are_letters_beside_words_of_tcvn3(text: str) -> None:
    assert repair(text).text == TCVN3[text]
    assert repair(TCVN3[text]).changes == ()


NOTED = {
    "CỘNG HÒA XàHỘI CHỦ NGHĨA": (ReviewNoteKind.WRONG_CASE, "XÃ HỘI"),
    "Công vãn nãm nay cãn cứ": (ReviewNoteKind.WRONG_VOWEL, "năm"),
    "PH NG TH I AN ƯỜ Ớ": (ReviewNoteKind.SCATTERED, ""),
    "mọi ngừơi cùng làm": (ReviewNoteKind.MISPLACED_TONE, "người"),
    "toàn thể qúy vị": (ReviewNoteKind.MISPLACED_TONE, "quý"),
    "một khỏang trống": (ReviewNoteKind.MISPLACED_TONE, "khoảng"),
    "cửa (\u0323 hàng": (ReviewNoteKind.STRAY_MARK, ""),
    "số bµncx theo mẫu": (ReviewNoteKind.TCVN3, ""),
}


@pytest.mark.parametrize("text", NOTED)
def test_damage_with_several_answers_is_reported_with_the_likely_one(text: str) -> None:
    kind, instead = NOTED[text]
    (note,) = find_review_notes(text)
    assert (note.kind, note.instead) == (kind, instead)


@pytest.mark.parametrize(
    "text",
    [
        "hòa bình, quý vị, già, của, giữa, khuỷu tay", "VÀ, LÀ, XÀ LIM", "UBND TP HCM",
        "a) b) c) d) đ) e)", "Bán vãn, lãng mạn, hãng, quãng đường", "À Ơ! Ồ Ế", "Ê Ô Ơ",
    ],
)  # fmt: skip
def test_sound_texts_have_no_note(text: str) -> None:
    assert find_review_notes(text) == ()


def test_a_run_of_marks_is_refused_at_once_with_its_place() -> None:
    text = "Suối trong\nSuối a" + "\u0323\u0301\u0302\u031b" * 8000
    start = time.process_time()
    with pytest.raises(ContentError) as caught:
        repair(text, place=Place("t.txt"))
    assert time.process_time() - start < 1
    (problem,) = caught.value.problems
    assert problem.code == "too-many-marks"
    assert (problem.place.line, problem.place.column) == (2, 7)
    assert repair("a\u0323\u0301\u0302\u031b").text  # four are read


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    line = "Ｂờ suô \u0301i sạch &#7889; Ѕuối ngừơi nãm " * 400
    start = time.process_time()
    repair(line)
    once = time.process_time() - start
    start = time.process_time()
    repair(line * 8)
    assert time.process_time() - start < 8 * 3 * max(once, 0.05)


@pytest.mark.parametrize("text", ["\u0301 suối", "suối\n\u0301nước", "(\u0301x", "bcd \u0301fg"])
def test_a_mark_on_nothing_is_never_printed(text: str) -> None:
    with pytest.raises(ContentError) as caught:
        guard(text, place=Place("c.yaml", 3, 1))
    assert caught.value.problems[0].code == "mark-on-nothing"
