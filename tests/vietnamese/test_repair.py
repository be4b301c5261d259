"""Repair: each mending is reported with its place, what is lost is refused, the rest untouched."""

from __future__ import annotations

import re
import unicodedata
from typing import ClassVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.syllabary import ALL, as_tcvn3, as_vni, as_wrong_utf8

from generator.core.errors import ContentError, Place
from generator.vietnamese.repair import TextChangeKind, convert, is_clean, repair
from generator.vietnamese.review_notes import ReviewNoteKind, find_review_notes

# The strings that typographers try such a program with: input and what repair makes of it.
# Written with escapes where an editor could mend them on the way.
STRINGS = {
    "nfd-mac": (
        unicodedata.normalize("NFD", "Ủy ban nhân dân phường Đông Hưng Thuận"),
        "Ủy ban nhân dân phường Đông Hưng Thuận",
        {TextChangeKind.DECOMPOSED},
    ),
    "mixed-tone": (
        "Vi\xea\u0323t Nam, Ti\xea\u0301ng",
        "Việt Nam, Tiếng",
        {TextChangeKind.DECOMPOSED},
    ),
    "order-swap": (
        "Ti\xe9\u0302ng Vi\u1eb9\u0302t",
        "Tiếng Việt",
        {TextChangeKind.MARK_ORDER, TextChangeKind.DECOMPOSED},
    ),
    "dep-tone": ("Vi\xea\u0341t", "Viết", {TextChangeKind.OLD_MARK}),
    "eth": ("Ðông Hưng Thuận, ðoàn", "Đông Hưng Thuận, đoàn", {TextChangeKind.LOOKALIKE}),
    "tcvn3": (
        "Uû ban nh©n d©n QuËn 12 ®Ò nghÞ c¸c c¬ quan, ®¬n vÞ nghiªm tóc thùc hiÖn",
        "Uỷ ban nhân dân Quận 12 đề nghị các cơ quan, đơn vị nghiêm túc thực hiện",
        {TextChangeKind.OLD_ENCODING},
    ),
    # The usual tables give "PHƯờNG": letters of a capital font have no codes of their own. The
    # case of the whole word follows from its other letters.
    "tcvn3-caps": (
        "UBND PH¦êNG, céng hßa", "UBND PHƯỜNG, cộng hòa", {TextChangeKind.OLD_ENCODING},
    ),
    "tcvn3-shy": (
        "ng\xadêi tèt, viÖc tèt", "người tốt, việc tốt", {TextChangeKind.OLD_ENCODING},
    ),
    "tcvn3-mu": ("®\u03bcn xÐt", "đàn xét", {TextChangeKind.OLD_ENCODING}),
    "vni": (
        "UÛy ban nhaân daân Quaän 12 ñeà nghò caùc cô quan, ñôn vò nghieâm tuùc thöïc hieän",
        "Ủy ban nhân dân Quận 12 đề nghị các cơ quan, đơn vị nghiêm túc thực hiện",
        {TextChangeKind.OLD_ENCODING},
    ),
    "vni-caps": (
        "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        {TextChangeKind.OLD_ENCODING},
    ),
    "utf8-moji": ("Tiáº¿ng Viá»‡t", "Tiếng Việt", {TextChangeKind.OLD_ENCODING}),
    "cp1258-moji": ("Tiêìng Viêòt", "Tiếng Việt", {TextChangeKind.OLD_ENCODING}),
    # Binding spaces bind on: "12" stays with "Quận".
    "nbsp": (
        "Quận\xa012,\u202fngày\u200717\u2009tháng 6",
        "Quận\xa012,\xa0ngày\xa017 tháng 6",
        {TextChangeKind.SPACE},
    ),
    "zero-width": (
        "mạng\u200b xã\u200d hội\ufeff\u2060", "mạng xã hội", {TextChangeKind.INVISIBLE},
    ),
    "shy": ("tuyên tru\xadyền", "tuyên truyền", {TextChangeKind.INVISIBLE}),
    "word-bullets": (
        "\uf0b7 Không đăng tải\x0b\uf0fc Chia sẻ",
        "• Không đăng tải\n✓ Chia sẻ",
        {TextChangeKind.BULLET, TextChangeKind.LINE_BREAK},
    ),
}  # fmt: skip
# Of the same collection, what is no damage: style, other writings, what other rooms do.
LEFT_ALONE = {
    "viqr": "Tie^'ng Vie^.t",
    "telex": "Tieesng Vieejt",
    "tone-new": "Uỷ ban, hoà bình, khoẻ, thuỷ, xoá",
    "tone-keep": "quý, quà, quỷ, Quỳnh, hoàn, tuyết, huỳnh, khuỷu, loại",
    "quotes": "\"tin giả\", ``tin thật'', ‟a”",
    "dots": "trái phép...",
    "dash": "tổ chức chính trị - xã hội; 2025-2030; Độc lập - Tự do",
    "d-stroke-slug": "phường Đông Hưng Thuận",
    "title": "xã Cư M'gar",
    "upper": "Ủy ban nhân dân phường An Phú Đông",
    "ai-latin": "Café São Paulo, Hôtel Métropole",
    "seed-typo": "Noi nhận: … luu … **KT.CHỦ TỊCH",
}


@pytest.mark.parametrize(("text", "mended", "kinds"), STRINGS.values(), ids=STRINGS.keys())
def test_damage_is_mended_and_reported_by_its_kind(
    text: str, mended: str, kinds: set[TextChangeKind]
) -> None:
    repaired = repair(text)
    assert repaired.text == mended
    assert {change.kind for change in repaired.changes} == kinds
    assert repair(mended).changes == ()


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_what_is_no_damage_is_left_alone(text: str) -> None:
    assert repair(text).text == text
    assert repair(text).changes == ()


def test_each_change_has_the_place_that_it_had_before_all_mending() -> None:
    text = "Kính gửi\r\n  Ti\u00e9\u0302ng\u200b, ho\u0323\u200da\x0b\uf0b7 a\u2009b\u2009c\rÐông\n"
    changes = repair(text).changes
    assert [(c.kind, c.line, c.column, c.count) for c in changes] == [
        (TextChangeKind.MARK_ORDER, 2, 5, 1),
        (TextChangeKind.INVISIBLE, 2, 9, 2),
        (TextChangeKind.DECOMPOSED, 2, 13, 1),
        (TextChangeKind.LINE_BREAK, 2, 17, 1),
        (TextChangeKind.BULLET, 2, 18, 1),
        (TextChangeKind.SPACE, 2, 21, 2),
        (TextChangeKind.LOOKALIKE, 3, 1, 1),
    ]


def test_words_that_were_wrongly_read_twice_are_reported_once_at_their_place() -> None:
    (change,) = repair("a: " + as_wrong_utf8(as_wrong_utf8("Tiếng Việt"))).changes
    assert (change.line, change.column, change.count) == (1, 6, 2)


def test_what_cannot_be_seen_is_shown_by_its_code() -> None:
    (change,) = repair("mạng\u200b xã hội").changes
    assert (change.before, change.after) == ("mạng<U+200B> xã hội", "mạng xã hội")


def test_line_ends_stay_as_they_are_and_breaks_inside_lines_become_such() -> None:
    assert repair("a\u200b\r\nb\x0bc\r\n").text == "a\r\nb\r\nc\r\n"
    assert repair("a\u200b\rb\u2028c").text == "a\rb\rc"
    assert repair("\u00a0a\x0cb").text == "\u00a0a\nb"


def test_conversion_touches_nothing_but_old_words() -> None:
    text = "\ta\u200b\x0bnh©n d©n\xad e\u0301 Ðông\r\n"
    assert convert(text).text == text.replace("nh©n d©n", "nhân dân")


def test_a_text_in_the_one_form_is_returned_itself() -> None:
    text = "Ủy ban nhân dân phường, ngày 05\u00a0tháng 01: “Đ” …\n"
    assert is_clean(text)
    assert repair(text).text is text


@given(st.text(max_size=60))
@example("\u00ad\u0302e\u0301\u0302")
@example("ð\u0301")
@example("\u1112\u034f\u1161")
@example("a\u0345\u0302\u0301")
@example("nh©n\u000bd©n nhµ \u200d\u00ad")
@example("\u212b\u0323")
def test_repairing_twice_is_repairing_once(text: str) -> None:
    assert_repaired_for_good(text)


_PIECES = st.sampled_from(
    ["nh©n", "d©n", "nhaân", "soá", "cã", "hé", "Tiáº¿ng", "Ã¡", "Röm", "Café", "hoà", "phường",
     "Tiêìng", "\xad", "\x0b", "\n", " ", " ", ", ", "«", "»", "·", "¹", "\u200d", "µ", "ý", "A",
     "XÃ”", "é\u0302", "Ð", "?", "UBND", "§", "\xa0", "ñ", "öô"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join))
@settings(max_examples=300)
def test_repairing_a_mixture_twice_is_repairing_it_once(text: str) -> None:
    assert_repaired_for_good(text)


def assert_repaired_for_good(text: str) -> None:
    try:
        once = repair(text).text
    except ContentError:
        return
    assert repair(once).text == once
    assert unicodedata.is_normalized("NFC", once)


vietnamese = st.lists(st.sampled_from(ALL), min_size=1, max_size=12).map(" ".join)


@given(vietnamese)
@settings(max_examples=200)
def test_clean_text_is_clean_in_any_case(text: str) -> None:
    for good in (text, text.upper(), text.capitalize(), f"“{text}”, ({text}): 12\u00a0kg…"):
        assert repair(good).text == good
        assert repair(good).changes == ()


UNUSED = re.compile("[\x81\x8d\x8f\x90\x9d]")
#: Syllables with a byte that Windows-1252 does not use, so that programs lose it.
FRAGILE = [word for word in [*ALL, "Đông", "Ý", "Á", "Í"] if UNUSED.search(as_wrong_utf8(word))]


class TestLost:
    """Bytes that are gone: nobody can tell what they were."""

    TEXTS: ClassVar = {
        "replacement character": "Ti\ufffdng Vi\ufffdt",
        "question mark for a byte": "Tiáº¿ng Viá»?t",
        "byte left out": "Tiáº¿ng Viá»t",
        "lone first byte": "Äông HÆ°ng ThuÃ¢n",
        "space for a byte": "vÃ Tiáº¿ng",
        "capital with a question mark": "Ä?ông",
        "closing quote": "â€œTiáº¿ngâ€ Viá»‡t",
        "nothing whole is left": "Viá»?t",
        "in another line": "Tiáº¿ng\nnÆ°á»c",
        "wrongly read twice": as_wrong_utf8("Tiáº¿ng Viá»t"),
        "question mark for a whole word": "?y ban nhân dân ph??ng An Phú ?ông",
        "question marks at the ends": "Ch? s? h?u",
        "two of many words": "Chia s? các thông tin có ngu?n chính th?ng cho bà con trong xã",
        "space in a Unicode line": "Tiếng Việt ở phường tÃ i khoản",
        "question marks for letters": "?y ban nhân dân ph??ng, C?ng hòa Vi?t Nam",
    }

    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
    def test_is_refused_and_never_guessed(self, text: str) -> None:
        for mend in (repair, convert):
            with pytest.raises(ContentError) as caught:
                mend(text)
            (problem,) = caught.value.problems
            assert problem.code == "damaged-text"
            assert "ask for the file again" in str(problem.hint)

    def test_is_reported_at_its_line_and_column(self) -> None:
        with pytest.raises(ContentError) as caught:
            repair("Tiáº¿ng Viá»‡t\nmá»™t nÆ°á»c", place=Place("a.txt"))
        assert str(caught.value) == "a.txt:2:10: characters were lost here: “nÆ°á»c”"

    def test_is_shown_with_the_words_around(self) -> None:
        with pytest.raises(ContentError) as caught:
            repair("Kính gửi người d\ufffdn trong phường")
        assert "“người d\ufffdn trong”" in str(caught.value.problems[0].hint)

    @given(vietnamese.map(str.split), st.data())
    def test_is_not_suspected_in_questions(self, words: list[str], data: st.DataObject) -> None:
        text = " ".join(word + data.draw(st.sampled_from(["", "?", "??", "?!"])) for word in words)
        assert repair(text).text == text

    @given(vietnamese, st.sampled_from(FRAGILE), vietnamese, st.sampled_from(["\ufffd", "?", ""]))
    @settings(max_examples=200)
    def test_is_refused_in_every_sentence_that_lost_a_byte(
        self, before: str, fragile: str, after: str, instead: str
    ) -> None:
        text = as_wrong_utf8(f"Tiếng Việt {before} {fragile} {after}")
        with pytest.raises(ContentError) as caught:
            repair(UNUSED.sub(instead, text))
        assert caught.value.problems[0].code == "damaged-text"

    @pytest.mark.parametrize(
        "text",
        [
            "Vì sao?Vì thế.", "http://a.vn/x?a=b&c?d", "«cá» và “má»”", "XÃ? ĐÃ?", "Ai? Ở đâu?",
            "a?b", "Có được không?Có.", "Vì sao? Ai?", "Có phải là tin thật không?",
            "Ai? Sao?Vì gì?", "App? OK? TV? SMS? Zalo? CCCD? QĐ?", "a hay b? c hay d?",
            "Sao ? Ai ??? Gì ??", "Là ai?Ở đâu?Khi nào?", "SÃO PAULO, Ærø, Ägypten", "“Â” và “Ã”",
        ],
    )  # fmt: skip
    def test_is_not_suspected_in_good_text(self, text: str) -> None:
        assert repair(text).text == text


REMARKS = {
    "viqr": ("Tie^'ng Vie^.t, ngu+o+`i", ReviewNoteKind.VIQR, 1, 3, "Tie^'ng", "Tiếng"),
    "telex": ("a\nTieesng Vieejt dduowcj", ReviewNoteKind.TELEX, 1, 3, "Tieesng", "Tiếng"),
    "both styles": ("Hòa thủy, hoà", ReviewNoteKind.TONE_STYLES, 11, 1, "hoà", "hòa"),
    "both styles, the old is rarer": (
        "HOÀ thuỷ, hòa", ReviewNoteKind.TONE_STYLES, 11, 1, "hòa", "hoà",
    ),
    "markdown": ("**KT. CHỦ TỊCH**", ReviewNoteKind.MARKDOWN, 1, 2, "**KT. CHỦ TỊCH**", ""),
    "no marks": ("Noi nhận:\nLuu: VT", ReviewNoteKind.NO_MARKS, 1, 2, "Noi nhận", "Nơi nhận"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "column", "count", "found", "instead"), REMARKS.values(), ids=REMARKS.keys()
)
def test_what_has_no_one_answer_is_remarked_and_not_changed(
    text: str, kind: ReviewNoteKind, column: int, count: int, found: str, instead: str
) -> None:
    assert repair(text).text == text
    (remark,) = find_review_notes(text)
    assert (remark.kind, remark.column, remark.count) == (kind, column, count)
    assert (remark.found, remark.instead) == (found, instead)


@pytest.mark.parametrize(
    "text",
    [
        "Uỷ ban hoà bình", "Ủy ban hòa bình, quý, quà, hoàn", "roof, door, beer, see, awful flows",
        "a^2 + b^2, e^x, f(x), (a+b)", "luu, noi", "x * y", "Off we go; boss",
        "too good, sooner: moon, deer, weeks", "C++, u+o",
    ],
)  # fmt: skip
def test_good_text_gets_no_remarks(text: str) -> None:
    assert find_review_notes(text) == ()


def test_remarks_after_a_break_inside_a_line_have_the_lines_of_the_file() -> None:
    repaired = repair("a\u200b\x0bb\n**x")
    (remark,) = find_review_notes(repaired.text, numbers=repaired.numbers)
    assert (remark.line, remark.column) == (2, 1)


def test_long_lines_are_mended_in_time_that_grows_with_their_length() -> None:
    # Each was slow once with a pattern that looked back: a megabyte took minutes.
    for piece in ("a", "nh©n ", "¹ ", "Ã ", "Ð", "x?", "@", "cã nhµ ", "Tiáº¿ng "):
        text = piece * (40_000 // len(piece)) + "\u200b"
        assert len(repair_or_nothing(text)) <= len(text)


def repair_or_nothing(text: str) -> str:
    try:
        return repair(text).text
    except ContentError:
        return ""


@pytest.mark.parametrize("encode", [as_tcvn3, as_vni, as_wrong_utf8])
def test_nothing_is_reported_twice_for_one_line(encode: object) -> None:
    assert callable(encode)
    repaired = repair(encode("nhân dân thực hiện") + "\u200b\u200d")
    assert len({(c.kind, c.line) for c in repaired.changes}) == len(repaired.changes)
