"""Contacts: what cannot be one is refused, what looks wrong is told, what is right is quiet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.contacts import CONTACT_KINDS, ContactKind, name_findings, read_contact
from generator.core.errors import ContentError, Place

HERE = Place("anpham.toml", 3, 1)


def refusal(kind: ContactKind, text: str) -> str:
    with pytest.raises(ContentError) as caught:
        read_contact(kind, text, place=HERE)
    (problem,) = caught.value.problems
    assert problem.place == HERE
    assert problem.hint is not None
    return problem.code


def doubts(kind: ContactKind, text: str) -> list[str]:
    contact = read_contact(kind, text, place=HERE)
    assert contact.text == text
    assert all(finding.place == HERE for finding in contact.findings)
    return [str(finding.message) for finding in contact.findings]


@pytest.mark.parametrize(
    "text",
    [
        "[Điền vào]", "[]", "<số>", "{{ hotline }}", "____", "......", "…", "xxx", "XXXX",
        "0909 xxx xxx", "090.xxx.xxxx", "chưa có", "Đang cập nhật", "không có", "N/A", "TBD",
        "null", "-", "???",
        "Điện thoại:", "Địa chỉ", "Website:",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", CONTACT_KINDS)
def test_a_placeholder_is_refused(kind: ContactKind, text: str) -> None:
    assert refusal(kind, text) == "placeholder-left"


@pytest.mark.parametrize("text", ["2.84E+09", "2,84E+09", "8.4e9", "2837170000.0", "2837170000,00"])
@pytest.mark.parametrize("kind", CONTACT_KINDS)
def test_a_number_that_a_spreadsheet_shortened_is_refused(kind: ContactKind, text: str) -> None:
    assert refusal(kind, text) == "contact-spreadsheet"


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "########", "=B2&C2", "#VALUE!"])
@pytest.mark.parametrize("kind", CONTACT_KINDS)
def test_an_error_or_formula_of_a_spreadsheet_is_refused(kind: ContactKind, text: str) -> None:
    assert refusal(kind, text) == "contact-spreadsheet"


@pytest.mark.parametrize(
    "text", ["abc", "gọi chị Hoa", "0000", "000", "0000000000", "11111111", "12"]
)
def test_what_is_no_telephone_number_is_refused(text: str) -> None:
    assert refusal("hotline", text) == "contact-wrong"


@pytest.mark.parametrize(
    "text",
    [
        "028 3717 0000", "(028) 3717 0000", "028.3717.0000", "02837170000", "0909 123 789",
        "+84 28 3717 0000", "+84 (0)28 3717 0000", "84909123789", "0084 28 3717 0000", "111", "113",
        "1022", "1900 1234", "1800 599 920", "028 3717 0000 - 0909 123 789",
        "0909.123.789/028.3717.0000",
        "028 3717 0000 (giờ hành chính)", "028 3717 0000, máy lẻ 12", "+1 415 555 2671",
    ],
)  # fmt: skip
def test_a_telephone_number_is_taken_without_a_word(text: str) -> None:
    assert doubts("hotline", text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2837170000", "“2837170000” seems to lack its leading 0"),
        ("909123789", "“909123789” seems to lack its leading 0"),
        ("0123456789", "“0123456789” looks like a made-up number"),
        ("028 1234 5678", "“028 1234 5678” looks like a made-up number"),
        (
            "028 3717",
            "“028 3717” has 7 digits; a telephone number of Vietnam has 10 or 11, beginning with 0",
        ),
        (
            "0909 123 789 00",
            "“0909 123 789 00” has 12 digits; a telephone number of Vietnam has 10 or 11, "
            "beginning with 0",
        ),
    ],
)
def test_a_number_that_looks_wrong_is_told_and_printed(text: str, told: str) -> None:
    assert doubts("hotline", text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "htp:/thoian", "htp://thoian.vn", "http//thoian.vn", "http:/thoian.vn", "http://", "abc",
        "thoian", "https://thoian", "www,thoian.vn", "www.thoian..vn", "thoian.vn/a b", "localhost",
        "028 3717 0000.", "a.b.c", "-thoian.vn", "192.168",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(text: str) -> None:
    assert refusal("website", text) == "contact-wrong"


@pytest.mark.parametrize(
    "text",
    [
        "thoian.vn", "www.thoian.gov.vn", "https://thoian.hochiminhcity.gov.vn/vi/",
        "HTTPS://THOIAN.VN",
        "facebook.com/phuongthoian", "thoian.vn, facebook.com/phuongthoian",
        "thoian.vn - zalo.me/123",
        "thớian.vn", "thoian.vn:8080/a?b=c#d", "bvhttdl.gov.vn/tìm-kiếm",
    ],
)  # fmt: skip
def test_an_address_of_the_web_is_taken_without_a_word(text: str) -> None:
    assert doubts("website", text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ubnd@thoian.vn", "“ubnd@thoian.vn” is an e-mail address"),
        ("thoian.example.vn", "“thoian.example.vn” is an example; nobody can open it"),
        ("https://example.com/a", "“https://example.com/a” is an example; nobody can open it"),
        ("Fanpage phường Thới An", "“Fanpage phường Thới An” is no address that can be typed"),
    ],
)
def test_a_website_that_looks_wrong_is_told_and_printed(text: str, told: str) -> None:
    assert doubts("website", text) == [told]


@pytest.mark.parametrize("text", ["abc", "123", "0000", "?!", "12/5"])
def test_what_is_no_address_is_refused(text: str) -> None:
    assert refusal("address", text) in ("contact-wrong", "placeholder-left")


@pytest.mark.parametrize(
    "text",
    ["12 Vườn Lài", "Tổ 5, Khu phố 2", "12/3A QL1A, KP.2", "Thôn Buôn Sup, xã Cư M'gar", "Hà Nội"],
)
def test_an_address_is_taken_without_a_word(text: str) -> None:
    assert doubts("address", text) == []


def test_texts_without_accents_are_told_and_foreign_ones_are_not() -> None:
    (told,) = doubts("address", "12 duong Vuon Lai, phuong An Phu Dong")
    assert "accents" in told
    assert doubts("address", "12 Green Street, Blue Town") == []
    for name in (
        "Uy ban nhan dan phuong Thoi An",
        "UY BAN NHAN DAN PHUONG 12",
        "Truong Mam Non Hoa Sen",
    ):
        (finding,) = name_findings(name, place=HERE)
        assert (finding.code, finding.place) == ("marks-missing", HERE)
    for name in ("Ủy ban nhân dân phường 12", "UBND xã Ia O", "Green Club", "UNESCO", "UBND P.12"):
        assert name_findings(name, place=HERE) == ()


@pytest.mark.parametrize(
    "name", ["[Tên phường]", "Ủy ban nhân dân phường ...", "UBND phường xxx", "<tên>", "UBND ____"]
)
def test_a_name_with_a_placeholder_is_refused(name: str) -> None:
    with pytest.raises(ContentError, match="still stands"):
        name_findings(name, place=HERE)


def test_a_number_of_rome_in_a_name_is_no_placeholder() -> None:
    assert name_findings("Ban Tổ chức Đại hội XXX", place=HERE) == ()


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        ("hotline", "Hotline: 028 3717 0000", "028 3717 0000"),
        ("hotline", "ĐT: 028 3717 0000", "028 3717 0000"),
        ("address", "Địa chỉ : 12 Vườn Lài", "12 Vườn Lài"),
        ("website", "Website: thoian.vn", "thoian.vn"),
        ("hotline", "Công an: 028 3717 0000", "Công an: 028 3717 0000"),
    ],
)
def test_a_label_is_left_out_because_materials_print_their_own(
    kind: ContactKind, text: str, kept: str
) -> None:
    assert read_contact(kind, text, place=HERE).text == kept


@given(st.text(max_size=60), st.sampled_from(CONTACT_KINDS))
def test_any_text_is_read_or_refused_and_read_again_alike(text: str, kind: ContactKind) -> None:
    try:
        first = read_contact(kind, text, place=HERE)
    except ContentError:
        return
    assert read_contact(kind, first.text, place=HERE) == first


def test_an_address_without_accents_is_shown_an_address() -> None:
    (doubt,) = read_contact("address", "so 12 duong Le Loi, phuong Thoi An", place=Place()).findings
    assert "đường" in str(doubt.hint)
    assert "Ủy ban" not in str(doubt.hint)
