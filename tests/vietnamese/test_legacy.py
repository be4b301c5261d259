"""Old encodings: every syllable of the language comes back, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.syllabary import (
    ALL,
    ENCODERS,
    as_cp1258,
    as_latin1_utf8,
    as_tcvn3,
    as_vni,
    as_wrong_utf8,
    cp1258_bytes,
    lines_of,
    old_bytes,
)

from generator.core.errors import ContentError
from generator.vietnamese.decoding import decode_text
from generator.vietnamese.legacy_codes import Encoding
from generator.vietnamese.repair import TextChangeKind, repair
from generator.vietnamese.syllables import is_syllable

Encoder = Callable[[str], str]

#: TCVN3 shows ã alone as "·", which then is a bullet; no Vietnamese word is "ã".
NOT_ALONE = ("ã", "Ã")
#: Words that surround what is tested, none of which is plain ASCII.
CARRIER = "nhân dân thực hiện {} được tốt"


def mended(text: str) -> str:
    return repair(text).text


def test_the_list_built_by_rule_is_that_of_the_written_language() -> None:
    assert len(ALL) > 15_000
    assert [word for word in ALL if not is_syllable(word)] == []
    known = "nghiêng khuỷu quyển giếng gì yến thuở ngoằn hoạch đường ủy ỷ"
    assert set(known.split()) <= set(ALL)


@pytest.mark.slow
@pytest.mark.parametrize("capitals", [False, True], ids=["small", "capitals"])
@pytest.mark.parametrize("encode", ENCODERS.values(), ids=ENCODERS.keys())
def test_every_syllable_comes_back_from_every_encoding(encode: Encoder, capitals: bool) -> None:
    words = [word for word in ALL if word not in NOT_ALONE]
    text = "\n".join(CARRIER.format(" ".join(line)) for line in lines_of(words, 40))
    if capitals:
        text = text.upper()
    came_back = mended(encode(text)).split()
    wrong = [pair for pair in zip(text.split(), came_back, strict=True) if pair[0] != pair[1]]
    assert wrong == []


sentences = st.lists(st.sampled_from(ALL), min_size=1, max_size=12).map(" ".join)


@given(sentences, st.sampled_from(sorted(ENCODERS)))
@settings(max_examples=150)
def test_a_sentence_between_old_words_comes_back(sentence: str, name: str) -> None:
    words = [word for word in sentence.split() if word not in NOT_ALONE]
    text = CARRIER.format(" ".join(words))
    assert mended(ENCODERS[name](text)) == text


@given(sentences, st.sampled_from([as_wrong_utf8, as_latin1_utf8]), st.integers(1, 2))
@settings(max_examples=100)
def test_what_was_wrongly_read_once_or_twice_comes_back(
    sentence: str, misread: Encoder, times: int
) -> None:
    text = CARRIER.format(sentence)
    damaged = text
    for _ in range(times):
        damaged = misread(damaged)
    assert mended(damaged) == text


def test_wrongly_read_bytes_of_an_old_encoding_come_back() -> None:
    assert mended(as_wrong_utf8(as_tcvn3("nhân dân thực hiện"))) == "nhân dân thực hiện"


# Name: as it comes, as it is meant.
CASES = {
    "tcvn3": (
        "Uû ban nh©n d©n QuËn 12 ®Ò nghÞ c¸c c¬ quan, ®¬n vÞ nghiªm tóc thùc hiÖn",
        "Uỷ ban nhân dân Quận 12 đề nghị các cơ quan, đơn vị nghiêm túc thực hiện",
    ),
    # A capital font draws every letter as a capital; the one code for Ư gives that away.
    "tcvn3 capitals are those of the whole word": (
        "UBND PH¦êNG, céng hßa", "UBND PHƯỜNG, cộng hòa",
    ),
    "tcvn3 soft hyphen": ("ng\xadêi tèt, viÖc tèt", "người tốt, việc tốt"),
    "tcvn3 Greek mu": ("®\u03bcn xÐt", "đàn xét"),
    "tcvn3 first capital": ("Hµ Néi, Lª V¨n An", "Hà Nội, Lê Văn An"),
    "tcvn3 capital by its neighbours": ("tØnh H\xb5 NAM; TØNH Hµ NAM", "tỉnh Hà NAM; TỈNH HÀ NAM"),
    "tcvn3 capitals are no document numbers": ("Sè: 12/Q§-UBND ®·", "Số: 12/QĐ-UBND đã"),
    "tcvn3 capitals are those of one phrase": ("Bé: NH¢N D¢N", "Bộ: NHÂN DÂN"),
    "tcvn3 ý in capitals": ("Gãp ý KIÕN, GãP ý KIÕN", "Góp ý KIẾN, GÓP Ý KIẾN"),
    "tcvn3 letters alone": ("¤ t« ë x· ¹", "Ô tô ở xã ạ"),
    "tcvn3 footnote and bullet": ("¹ chµo c¸c · b¹n", "¹ chào các · bạn"),
    "quoted, bracketed, joined": (
        "“nh©n d©n” (c«ng-d©n) [®Þa/chØ] 'nhµ'", "“nhân dân” (công-dân) [địa/chỉ] 'nhà'",
    ),
    "guillemets": ("«nh©n d©n» « c¸c » nhµ", "«nhân dân» « các » nhà"),
    "addresses stay": (
        "th\xad c«ng@c«ng.vn, xem http://x.vn/c«ng vµ www.c«ng.vn",
        "thư c«ng@c«ng.vn, xem http://x.vn/c«ng và www.c«ng.vn",
    ),
    "numbers and signs stay": ("gi¸ £5, 1ª, 5µm, ®iÒu §5", "giá £5, 1ª, 5µm, điều §5"),
    "vni": (
        "UÛy ban nhaân daân Quaän 12 ñeà nghò caùc cô quan, ñôn vò nghieâm tuùc thöïc hieän",
        "Ủy ban nhân dân Quận 12 đề nghị các cơ quan, đơn vị nghiêm túc thực hiện",
    ),
    "vni capitals": (
        "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ),
    "vni capitals with small marks": ("COäNG HOøA XAõ HOäI", "CỘNG HÒA XÃ HỘI"),
    "vni abbreviations and names": (
        "QÑ-UBND cuûa HÑND tænh Ñaék Laék", "QĐ-UBND của HĐND tỉnh Đắk Lắk",
    ),
    "windows-1258": ("Tiêìng Viêòt ðýõòc", "Tiếng Việt được"),
    "utf-8": ("Tiáº¿ng Viá»‡t â€œkhÃ´ngâ€\x9d", "Tiếng Việt “không”"),
    "utf-8 of foreign words": ("CafÃ© SÃ£o Paulo, MÃ¼ller", "Café São Paulo, Müller"),
    "utf-8 byte order mark": ("ï»¿TÃ´i", "Tôi"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), CASES.values(), ids=CASES.keys())
def test_old_text_is_converted(text: str, meant: str) -> None:
    assert mended(text) == meant
    assert mended(mended(text)) == mended(text)


FOREIGN = (
    "2 × 3 = 6; 6 ÷ 2 = 3; Ø 20", "10 µm ÷ 2 × 3", "Bán 2 × 3 m, Ø 20 mm, µ = 0,3, ÷ 4",
    "Café São Paulo", "Hôtel Métropole Hà Nội", "Röm", "Guðmundur í Reykjavík", "Müller GmbH",
    "Zoë, Noël, Citroën: naïve", "Ève a été très fâchée; tôt ou tard, à côté",
    "Köln, München, Düsseldorf, Österreich", "São Paulo à noite não é só água e pão",
    "Łódź Kraków Gdańsk", "Thaï Loïc", "Où est Loïc? Il est à Hué avec Chloé; maïs, naïf.",
    "Seán Ó Súilbhéal", "El niño comió piñas; mañana señor Muñoz, José y Raúl",
    "«Le thé» né à l'été", "Straße, Bär, für, Tür, hören, möchte, weiß, daß, Gäng",
    "Ærø, Tromsø, Malmö, Ålesund, smørrebrød", "hä, nää, Jäämeri, työ, yö, tähän päivään",
    "ĐÃ CÓ “XÃ” VÀ “ĐÔ” … XÃ\xa0HỘI", "« Été » à Forlì, così è la vita; perché è lì",
    "£5 €10 50 % ½ m² ®Samsung ©2024 §5 5·6 Vinamilk® 25°C", "naïve façade über-cool Smörgåsbord",
    "“Café” (Métropole), Hôtel-Dieu, café@hôtel.fr", "L'Oréal, Nestlé, Hermès, Lancôme Việt Nam",
    "Dvořák Škoda Žižka; Ünlü Şehir Çağrı Gül", "pão, mão, não, são, tão, cão", "VOILÀ… MANHÃ”",
    "Nº 5, 1ª, 2º andar", "tõõnõ üts peä hüä mõtsa", "C'est là où tu dûs tôt",
    "é è à ù ô", "Maïs, goût, août, dîner à Nîmes",
)  # fmt: skip
GOOD = "Ủy ban nhân dân phường Đông Hưng Thuận thực hiện"


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign_text_is_untouched_alone_and_beside_vietnamese(text: str) -> None:
    for whole in (text, f"{GOOD} {text}", f"{text}, {GOOD}", f"{GOOD}\n{text}\n{GOOD}"):
        assert mended(whole) == whole


def test_all_foreign_lines_together_are_untouched() -> None:
    assert mended("\n".join(FOREIGN)) == "\n".join(FOREIGN)


@pytest.mark.parametrize("name", ["Café", "Métropole", "Guðmundur", "Müller", "São", "Zoë"])
@pytest.mark.parametrize("encode", ENCODERS.values(), ids=ENCODERS.keys())
def test_foreign_words_inside_old_text_stay(encode: Encoder, name: str) -> None:
    old, meant = encode("nhân dân thực hiện"), "nhân dân thực hiện"
    assert mended(f"{old} {name} {old}") == f"{meant} {name} {meant}"
    assert mended(f"{old}\n{name}\n{old}") == f"{meant}\n{name}\n{meant}"


@pytest.mark.parametrize("encode", [as_tcvn3, as_vni, as_cp1258], ids=["tcvn3", "vni", "1258"])
def test_only_the_old_lines_of_a_file_are_converted(encode: Encoder) -> None:
    good = ["Hoà bình, toà nhà, cã và hé, nãm", GOOD, "soá", "Số: cũ, câu hỏi"]
    old = "nhân dân thực hiện quyết định"
    text = "\n".join([good[0], encode(old), *good[1:], encode(old)])
    assert mended(text) == "\n".join([good[0], old, *good[1:], old])


def test_a_good_line_with_foreign_names_stays_in_a_file_that_is_partly_old() -> None:
    old, good = as_vni("nhân dân thực hiện"), "Röm, Böm, phường"
    assert mended(f"{old}\n{good}") == f"nhân dân thực hiện\n{good}"


@pytest.mark.parametrize("encode", [as_tcvn3, as_vni, as_cp1258], ids=["tcvn3", "vni", "1258"])
def test_short_lines_follow_a_wholly_old_file(encode: Encoder) -> None:
    # As they stand in the old encodings, "có" and "số" are "cã" and "soá": syllables, too.
    lines = ["Có", "số 5", "nhân dân thực hiện quyết định của phường", "tổ", "năm", "là họ"]
    text = "\n".join(lines)
    assert mended(encode(text)) == text


def test_good_words_within_an_old_line_stay() -> None:
    text = "Hôm nay phường mở hội: c«ng d©n vµ nhµ m¸y"
    assert mended(text) == "Hôm nay phường mở hội: công dân và nhà máy"


# A line of good Unicode with a phrase of TCVN3 pasted into it.
PASTED = {
    "a name to the comma": (
        "C«ng an ph\xadêng An Phó, phường Đông Hưng Thuận",
        "Công an phường An Phú, phường Đông Hưng Thuận",
    ),
    "a name before good words": (
        "Ủy ban và C«ng an ph\xadêng An Phó đề nghị", "Ủy ban và Công an phường An Phú đề nghị",
    ),
    "a name on both sides": (
        "phường và C«ng an ph\xadêng An Phó §«ng đề nghị",
        "phường và Công an phường An Phú Đông đề nghị",
    ),
    "ư alone makes it a syllable": ("đường phố có ng\xadêi", "đường phố có người"),
    "common words stay": ("Số 5 có c«ng d©n", "Số 5 có công dân"),
    "unsure": ("đường phố, ph\xadêng", "đường phố, ph\xadêng"),
    "a real soft hyphen": ("tuyên tru\xadyền, Donau\xaddampf", "tuyên truyền, Donaudampf"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), PASTED.values(), ids=PASTED.keys())
def test_a_pasted_phrase_is_converted_as_one(text: str, meant: str) -> None:
    assert mended(text) == meant


# TCVN3 has no codes for these capitals.
CAPITALS = {
    "at the start of a line": ("ý kiÕn nh©n d©n\në ®©y", "Ý kiến nhân dân\nỞ đây"),
    "after bullet and number": (
        "- ë ®©y nh©n d©n\n1. ¸p dông\na) ë ®©y\n1.2 ë ®©y\n12 ë ®©y",
        "- Ở đây nhân dân\n1. Áp dụng\na) Ở đây\n1.2 Ở đây\n12 ở đây",
    ),
    "after the end of a sentence": (
        "Gãp ý. ë ®©y: ¸p dông! ë ®©u? ë TP. ë ®©y", "Góp ý. Ở đây: áp dụng! Ở đâu? Ở TP. ở đây",
    ),
    "of the committee": ("cña ñy ban nh©n d©n ë x·", "của Ủy ban nhân dân ở xã"),
    "not where a long line goes on": (
        "nh©n d©n thùc hiÖn quyÕt ®Þnh cña c¸c c¬ quan, ®¬n vÞ vµ nh©n d©n\në ®Þa ph\xad¬ng",
        "nhân dân thực hiện quyết định của các cơ quan, đơn vị và nhân dân\nở địa phương",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), CAPITALS.values(), ids=CAPITALS.keys())
def test_capitals_that_tcvn3_lacks_are_restored(text: str, meant: str) -> None:
    assert mended(text) == meant


@pytest.mark.parametrize("encode", ENCODERS.values(), ids=ENCODERS.keys())
def test_questions_in_old_text_are_no_lost_letters(encode: Encoder) -> None:
    text = "Lớp không? Đồng không? “Phòng nào?” Nhân dân thực hiện thế nào? Đúng? Bằng?"
    assert mended(encode(text)).replace('"', "") == text.replace('"', "")


def test_a_change_names_the_encoding_its_place_and_how_many_words() -> None:
    text = "Kính gửi:\n- c¸c x·, ph\xadêng\n- UÛy ban nhaân daân\n- Tiáº¿ng Viá»‡t\n"
    found = [(c.kind, c.encoding, c.line, c.column, c.count) for c in repair(text).changes]
    assert found == [
        (TextChangeKind.OLD_ENCODING, Encoding.TCVN3, 2, 3, 3),
        (TextChangeKind.OLD_ENCODING, Encoding.VNI, 3, 3, 3),
        (TextChangeKind.OLD_ENCODING, Encoding.UTF8, 4, 5, 2),
    ]
    first = repair(text).changes[0]
    assert (first.before, first.after) == ("- c¸c x·, ph<U+00AD>êng", "- các xã, phường")


class TestBytes:
    """Files that old programs saved are no UTF-8."""

    TEXT = "Ủy ban\nđơn vị thực hiện, nhân dân\nCafe 5\n"

    @pytest.mark.parametrize(
        "data",
        [
            old_bytes(as_vni(TEXT)),
            cp1258_bytes(TEXT),
            old_bytes(as_vni(TEXT)).replace(b"\n", b"\r\n"),
        ],
    )
    def test_are_read_as_programs_show_them_and_converted(self, data: bytes) -> None:
        shown = decode_text(data, source="a.txt")
        assert mended(shown).replace("\r\n", "\n") == self.TEXT

    def test_may_hold_lines_in_utf8(self) -> None:
        data = "Hoà bình ở phường\n".encode() + old_bytes(as_tcvn3("nhân dân thực hiện"))
        shown = decode_text(data, source="a.txt")
        assert shown == "Hoà bình ở phường\n" + as_tcvn3("nhân dân thực hiện")
        assert mended(shown) == "Hoà bình ở phường\nnhân dân thực hiện"

    @pytest.mark.parametrize(
        "data",
        [
            "Café à Hué, Müller".encode("latin-1"),
            "Tiếng Việt".encode()[:-3],
            b"\xff\xfe\x00\xd8",
            "nhân dân".encode() + b"\n\x81\x8d\xff",
        ],
    )
    def test_of_no_old_encoding_are_refused(self, data: bytes) -> None:
        with pytest.raises(ContentError) as caught:
            decode_text(data, source="a.txt")
        assert caught.value.problems[0].code == "not-plain-text"
