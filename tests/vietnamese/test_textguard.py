"""The guard: one form for every text, and a clear refusal of what cannot be mended."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.core.errors import ContentError, Place
from generator.core.findings import Severity
from generator.vietnamese.combining_marks import repair_marks
from generator.vietnamese.legacy_codes import Encoding, encoding_name
from generator.vietnamese.syllables import fold_tones, is_syllable, split_tone
from generator.vietnamese.text_guard import (
    conversion_findings,
    convert_file,
    guard,
    guard_with_changes,
)

SENTENCES = (
    "Ủy ban nhân dân phường Đông Hưng Thuận đề nghị các cơ quan, đơn vị nghiêm túc thực hiện",
    "Không đăng tải những nội dung vi phạm pháp luật, xúc phạm danh dự, nhân phẩm",
    "Lan tỏa người tốt, việc tốt",
)

FOREIGN = (
    "Café São Paulo",
    "Hôtel Métropole Hà Nội",
    "Zoë, Noël, Citroën: naïve",
    "Ève a été très fâchée; tôt ou tard, à côté",
    "Köln, München, Düsseldorf, Österreich",
    "São Paulo à noite não é só água e pão",
    "Łódź Kraków Gdańsk",
    "Guðmundur í Reykjavík",
    "Röm",
)

# Written with escapes, so that an editor cannot mend them on the way.
MENDED = {
    "decomposed": ("\u0110o\u0302ng Hu\u031bng Thua\u0323\u0302n", "Đông Hưng Thuận"),
    "composed letter with a tone after it": ("Vi\u00ea\u0323t, Ti\u00ea\u0301ng", "Việt, Tiếng"),
    "tone before the letter's mark": ("Ti\u00e9\u0302ng", "Tiếng"),
    "deprecated tone marks": ("Vi\u00ea\u0341t ha\u0340nh", "Viết hành"),
    "eth for đ": ("\u00d0ông Hưng Thuận, \u00f0oàn, \u0189ảng", "Đông Hưng Thuận, đoàn, Đảng"),
    "eth in abbreviations": ("874/Q\u00d0-BTTTT, H\u00d0ND", "874/QĐ-BTTTT, HĐND"),
    "zero width and direction marks": ("m\u1ea1ng\u200b x\u00e3\u200d h\u1ed9i\ufeff\u2060\u200e",
                                       "mạng xã hội"),
    "soft hyphen": ("tuyên tru\u00adyền", "tuyên truyền"),
    "invisible between letter and mark": ("e\u200d\u0302\u0301", "ế"),
    "exotic spaces": ("Quận\u200912,\u2003ngày\t17", "Quận 12, ngày 17"),
    "binding spaces stay binding": ("Quận\u00a012\u202fA\u2007B", "Quận\u00a012\u00a0A\u00a0B"),
    "Word's bullets": ("\uf0b7 Không đăng tải\u000b\uf0fc Chia sẻ", "• Không đăng tải\n✓ Chia sẻ"),
    "Word's own space": ("Quận\uf02012", "Quận 12"),
    "hyphens not in our fonts": ("QĐ\u2011BTTTT", "QĐ-BTTTT"),
    "line ends": ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "mended"), MENDED.values(), ids=MENDED.keys())
def test_damage_is_mended_to_the_one_form(text: str, mended: str) -> None:
    assert guard(text) == mended


@pytest.mark.parametrize("text", [*SENTENCES, *FOREIGN, "50 % ½ m² № … “tin giả” ₫ µ", ""])
def test_text_in_the_one_form_is_untouched(text: str) -> None:
    assert guard(text) == text


def test_no_composed_letter_has_its_marks_in_the_wrong_order() -> None:
    # What the quick way through repair_marks rests on: in parts, each becomes itself again.
    composed = [c for c in map(chr, range(0x110000)) if unicodedata.decomposition(c)]
    for letter in filter(lambda c: unicodedata.is_normalized("NFC", c), composed):
        assert repair_marks(unicodedata.normalize("NFD", letter)) == letter


def test_tone_style_is_left_to_the_writer() -> None:
    text = "Uỷ ban, hoà bình; Ủy ban, hòa bình; thuần phong mĩ tục"
    assert guard(text) == text


def test_foreign_eth_stays() -> None:
    assert guard("Guðmundur Ðórðarson") == "Guðmundur Ðórðarson"


OLDER = {
    "tcvn3": (
        "Uû ban nh©n d©n QuËn 12 ®Ò nghÞ c¸c c¬ quan, ®¬n vÞ nghiªm tóc",
        "Uỷ ban nhân dân Quận 12 đề nghị các cơ quan, đơn vị nghiêm túc",
        Encoding.TCVN3,
    ),
    "tcvn3 soft hyphen is a letter": (
        "ng\u00adêi tèt, viÖc tèt", "người tốt, việc tốt", Encoding.TCVN3,
    ),
    "tcvn3 one word": ("c«ng", "công", Encoding.TCVN3),
    "tcvn3 with hidden joiners": ("vi\u200dÖc vµ\u200b", "việc và", Encoding.TCVN3),
    "vni": (
        "UÛy ban nhaân daân Quaän 12 ñeà nghò caùc cô quan, ñôn vò",
        "Ủy ban nhân dân Quận 12 đề nghị các cơ quan, đơn vị",
        Encoding.VNI,
    ),
    "utf-8 as 1252": ("Tiáº¿ng Viá»‡t", "Tiếng Việt", Encoding.UTF8),
    "cp1258 as 1252": ("Tiêìng Viêòt", "Tiếng Việt", Encoding.CP1258),
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant", "encoding"), OLDER.values(), ids=OLDER.keys())
def test_older_encodings_are_converted_and_reported_by_name(
    text: str, meant: str, encoding: Encoding
) -> None:
    guarded, changes = guard_with_changes(text)
    assert guarded == guard(text) == meant
    (finding,) = conversion_findings(changes, Place("thu.txt", 3))
    assert (finding.code, finding.severity) == ("text-converted", Severity.WARNING)
    assert str(finding.place) == "thu.txt:3"
    assert str(encoding_name(encoding)) in str(finding.message)


def test_a_whole_file_is_reported_once_for_each_encoding_at_its_first_place() -> None:
    text = "Kính gửi\nxin chµo c¸c b¹n\nđường phố\nc¸c nhµ\nUÛy ban nhaân daân\n"
    converted, findings = convert_file(text, source="thu.txt")
    assert converted == "Kính gửi\nxin chào các bạn\nđường phố\ncác nhà\nỦy ban nhân dân\n"
    assert [str(f.place) for f in findings] == ["thu.txt:2:5", "thu.txt:5:1"]


def test_small_repairs_are_no_findings() -> None:
    guarded, changes = guard_with_changes("Ti\u00e9\u0302ng\u200b Ðông")
    assert guarded == "Tiếng Đông"
    assert changes
    assert conversion_findings(changes, Place("thu.txt")) == ()


def test_the_form_of_a_file_is_kept_when_it_is_converted() -> None:
    text = "a:\t- nh©n d©n\r\nb: x\u000b\u00ady\n"
    assert convert_file(text, source="a.yaml")[0] == text.replace("nh©n d©n", "nhân dân")


def test_lost_characters_ask_for_the_file_again() -> None:
    with pytest.raises(ContentError) as caught:
        guard("Ti\ufffdng Vi\ufffdt")
    assert caught.value.problems[0].code == "damaged-text"


def test_each_unprintable_character_is_named_once() -> None:
    with pytest.raises(ContentError) as caught:
        guard("mạng\x07 xã\ue123 hội\x07", place=Place("a.yaml", 4, 9))
    assert [str(p) for p in caught.value.problems] == [
        "a.yaml:4:9: character U+0007 cannot be printed",
        "a.yaml:4:9: character U+E123 cannot be printed",
    ]
    assert "mạng xã hội" in str(caught.value.problems[0].hint)


def test_a_soft_hyphen_that_may_be_a_letter_is_not_printed() -> None:
    with pytest.raises(ContentError) as caught:
        guard("đường phố, ph\u00adêng")
    (problem,) = caught.value.problems
    assert (problem.code, "“phường”" in str(problem.hint)) == ("bad-character", True)


@given(st.text())
@example("\u00ad\u0302e\u0301\u0302")
@example("ð\u0301")
@example("\u1112\u034f\u1161")
@example("a\u0345\u0302\u0301")
def test_guarding_twice_is_guarding_once(text: str) -> None:
    try:
        once = guard(text)
    except ContentError:
        return
    assert guard(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_form_of_a_sentence_gives_the_same(sentence: str) -> None:
    assert guard(unicodedata.normalize("NFC", sentence)) == sentence
    assert guard(unicodedata.normalize("NFD", sentence)) == sentence


@pytest.mark.parametrize(
    "word",
    ["người", "nghiêng", "khuya", "quý", "quỳnh", "hoà", "hòa", "khuỷu", "Ễ", "đường", "ĐỒNG"],
)
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        "Métropole",
        "Hôtel",
        "bât",
        "bàt",
        "zoë",
        "nhaân",
        "ếế",
        "ưb",
        "daò",
        "thaù",
        "tíên",
        "qúy",
        "kân",
        "cê",
        "ngê",
        "oưn",
    ],
)
def test_what_cannot_be_spoken_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_the_place_of_the_tone_does_not_matter() -> None:
    assert split_tone("hoà") == split_tone("hòa")
    assert split_tone("Uỷ") == split_tone("Ủy")
    assert split_tone("ân") != split_tone("an")


FOLDED = {
    "Uỷ ban, hoà bình, khoẻ, thuỷ, xoá": "Ủy ban, hòa bình, khỏe, thủy, xóa",
    "UỶ BAN HOÀ BÌNH, KHOẺ, THUỶ": "ỦY BAN HÒA BÌNH, KHỎE, THỦY",
    "hoạ, hoã, hoả; xoè, hoẹ; luỹ, luỵ, tuý, tuỳ": "họa, hõa, hỏa; xòe, họe; lũy, lụy, túy, tùy",
    "Hoà-thuận “xoá” (hoá)": "Hòa-thuận “xóa” (hóa)",
}


@pytest.mark.parametrize(("new", "old"), FOLDED.items())
def test_new_tones_are_folded_to_the_old_style_in_any_case(new: str, old: str) -> None:
    assert fold_tones(new) == old
    assert fold_tones(old) == old


@pytest.mark.parametrize(
    "text", ["quý quà quỷ Quỳnh hoàn tuyết huỳnh khuỷu loại QUÝ QUỶ", "mĩ kỷ ngoẻo", "Thuở", ""]
)
def test_words_of_one_style_are_not_folded(text: str) -> None:
    assert fold_tones(text) == text


def test_a_binding_space_behind_a_decomposed_letter_is_no_wrongly_read_byte() -> None:
    text = "Đây là\u00a0kế hoạch, đề\u00a0nghị báo về\u00a0xã"
    assert guard(unicodedata.normalize("NFD", text)) == text
