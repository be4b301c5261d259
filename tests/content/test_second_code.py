"""The issuer's own code: what each kind makes of its keys, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from generator.content.model import SecondCode
from generator.content.second_code import KINDS, modules_of, read_second_code
from generator.content.vietqr import Transfer, read_transfer
from generator.core.errors import ContentError
from generator.sheet.links import code_fault


def refused(**values: Any) -> list[tuple[str, str, str]]:
    """Code, message and hint of each problem."""
    with pytest.raises(ContentError) as caught:
        read_second_code(values)
    return [(p.code, str(p.message), str(p.hint)) for p in caught.value.problems]


def read(**values: Any) -> SecondCode:
    return read_second_code(values)


@pytest.mark.parametrize(
    ("values", "data", "printed"),
    [
        ({"kind": "zalo", "page": "https://zalo.me/123456789012"}, "https://zalo.me/123456789012",
         "zalo.me/123456789012"),
        ({"kind": "zalo", "page": "zalo.me/123456789012"}, "https://zalo.me/123456789012",
         "zalo.me/123456789012"),
        ({"kind": "zalo", "page": "0901 234 567"}, "https://zalo.me/0901234567",
         "zalo.me/0901234567"),
        ({"kind": "phone", "number": "028 3717 0000"}, "tel:02837170000", "028 3717 0000"),
        ({"kind": "phone", "number": "Hotline: 1900 1234"}, "tel:19001234", "1900 1234"),
        ({"kind": "phone", "number": "+84 28 3717 0000"}, "tel:+842837170000", "+84 28 3717 0000"),
        ({"kind": "map", "point": "10.8523, 106.7002"},
         "https://maps.google.com/?q=10.8523,106.7002", ""),
        ({"kind": "map", "point": "10.8523;106.7002"},
         "https://maps.google.com/?q=10.8523,106.7002", ""),
        ({"kind": "map", "link": "https://maps.app.goo.gl/AbC123"},
         "https://maps.app.goo.gl/AbC123", ""),
        ({"kind": "map", "link": "geo:10.8523,106.7002"}, "geo:10.8523,106.7002", ""),
        ({"kind": "wifi", "network": "UBND phường", "password": "matkhau123"},
         "WIFI:T:WPA;S:UBND phường;P:matkhau123;;", "Wi-Fi: UBND phường"),
        ({"kind": "wifi", "network": r'a;b,c:d\e"f', "password": r"12;34,56\78"},
         r'WIFI:T:WPA;S:a\;b\,c\:d\\e\"f;P:12\;34\,56\\78;;', r'Wi-Fi: a;b,c:d\e"f'),
        ({"kind": "wifi", "network": "Khách", "hidden": True}, "WIFI:T:nopass;S:Khách;H:true;;",
         "Wi-Fi: Khách"),
        ({"kind": "url", "link": "https://www.phuong.gov.vn/"}, "https://www.phuong.gov.vn/",
         "phuong.gov.vn"),
    ],
)  # fmt: skip
def test_each_kind_makes_the_code_that_telephones_open(
    values: dict[str, Any], data: str, printed: str
) -> None:
    code = read(**values)
    assert (code.data, code.printed) == (data, printed)
    assert code.caption == KINDS[values["kind"]].caption
    assert code.alt
    assert code_fault(code.data) is None
    assert code.findings == ()


def test_an_account_makes_a_transfer_that_is_read_back() -> None:
    code = read(
        kind="vietqr",
        bank="Agribank",
        account="6100 2010 0012 3",
        amount="50.000 đồng",
        purpose="Ủng hộ quỹ Vì người nghèo"[:25],
        holder="UB MTTQ phường",
        caption="Ủng hộ quỹ",
    )
    assert read_transfer(code.data) == Transfer(
        "970405", "6100201000123", 50_000, "Ung ho quy Vi nguoi ngheo"
    )
    assert code.printed == "Agribank: 6100201000123 – UB MTTQ phường"
    assert code.caption == "Ủng hộ quỹ"


@pytest.mark.parametrize(
    ("written", "kind"),
    [("Zalo", "zalo"), ("điện thoại", "phone"), ("Wi-Fi", "wifi"), ("bản đồ", "map"),
     ("chuyển khoản", "vietqr")],
)  # fmt: skip
def test_a_kind_is_known_by_its_vietnamese_name(written: str, kind: str) -> None:
    needed = {
        "zalo": {"page": "123456"},
        "phone": {"number": "113"},
        "wifi": {"network": "A"},
        "map": {"point": "10.1, 106.2"},
        "vietqr": {"bank": "970405", "account": "1"},
    }
    assert read(kind=written, **needed[kind]).kind == kind


@pytest.mark.parametrize(
    ("values", "fragment"),
    [
        ({}, "“kind” is missing"),
        ({"kind": "fax"}, "expected one of: zalo, phone, map, wifi, vietqr, url"),
        ({"kind": "zalo"}, "“page” is missing"),
        ({"kind": "zalo", "page": "https://facebook.com/phuong"}, "expected a page of Zalo"),
        ({"kind": "zalo", "page": "https://zalo.me.evil.com/1"}, "expected a page of Zalo"),
        ({"kind": "zalo", "pag": "1"}, "unknown key “pag” for “zalo”"),
        ({"kind": "phone", "number": "028 3717 0000 / 0909 123 456"}, "one telephone number"),
        ({"kind": "phone", "number": "chưa có"}, "stands for what is missing"),
        ({"kind": "map"}, "a map needs “point” or “link”"),
        ({"kind": "map", "point": "106.7, 10.85"}, "degrees north first"),
        ({"kind": "map", "point": "somewhere"}, "degrees north and east"),
        ({"kind": "map", "point": "95.5, 200.5"}, "degrees north and east"),
        ({"kind": "map", "link": "maps"}, "expected an address"),
        ({"kind": "wifi", "network": "A", "password": "1234567"}, "has 7 characters"),
        ({"kind": "wifi", "network": "A", "password": "mật khẩu dài"}, "without accents"),
        ({"kind": "wifi", "network": "Ủy ban nhân dân phường An Phú"}, "at most 32 bytes"),
        ({"kind": "wifi", "network": "A", "security": "wpa4"}, "one of: wpa, wep, none"),
        ({"kind": "wifi", "network": "A", "security": "none", "password": "12345678"}, "has none"),
        ({"kind": "vietqr", "bank": "Agriban", "account": "1"}, "number at NAPAS"),
        ({"kind": "vietqr", "bank": "970405", "account": "12/34"}, "digits and letters"),
        ({"kind": "vietqr", "bank": "970405", "account": "1" * 20}, "at most 19"),
        ({"kind": "vietqr", "bank": "970405", "account": "1", "amount": "0"}, "number of đồng"),
        ({"kind": "vietqr", "bank": "970405", "account": "1", "amount": -5}, "number of đồng"),
        ({"kind": "vietqr", "bank": "970405", "account": "1", "purpose": "x" * 26}, "at most 25"),
        ({"kind": "url", "link": "javascript:alert(1)"}, "no page of the web"),
        ({"kind": "url", "link": "https://a.vn", "caption": "x" * 121}, "at most 120 characters"),
        ({"kind": "url", "link": ["https://a.vn"]}, "must be a text"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_refused_with_what_was_expected(
    values: dict[str, Any], fragment: str
) -> None:
    problems = refused(**values)
    assert any(fragment in message for _, message, _ in problems), problems


def test_swapped_degrees_are_shown_the_right_way_round() -> None:
    ((_, _, hint),) = refused(kind="map", point="106.7, 10.85")
    assert hint == "swap the two: 10.85, 106.7"


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "map", "point": "48.85, 2.35"},
        {"kind": "vietqr", "bank": "123456", "account": "1"},
        {"kind": "phone", "number": "0123 4567 890"},
    ],
)
def test_what_may_lead_astray_is_a_warning(values: dict[str, Any]) -> None:
    assert len(read(**values).findings) == 1


@pytest.mark.parametrize("length", [1, 14, 15, 26, 27, 62, 106, 107, 180, 251])
def test_the_modules_of_a_code_are_known_before_it_is_drawn(length: int) -> None:
    code: QRCode[Any] = QRCode(border=4, error_correction=ERROR_CORRECT_M)
    code.add_data("x" * length, optimize=0)
    code.make()
    assert modules_of("x" * length) == code.modules_count + 8
