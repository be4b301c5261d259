"""Web addresses: each fault by its name, accents encoded, and what is printed leads there."""

from __future__ import annotations

import pytest

from generator.content.web_address import address_fault, encode_address, leads_to


@pytest.mark.parametrize(
    "address",
    [
        "https://mst.gov.vn/van-ban-phap-luat/14668.htm", "HTTPS://SUOIMAY.VN/A", "http://a.vn",
        "https://a.vn:8080/x?y=1#z", "https://suoimay.vn/bờ-suối", "https://bờsuối.vn/",
        "https://10.0.0.1/x", "https://a.vn/x_(y)", "https://a.vn/%C3%A0",
    ],
)  # fmt: skip
def test_addresses_of_pages_have_no_fault(address: str) -> None:
    assert address_fault(address) is None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("htp:/thoian.vn", "begins with “htp:/”, not https://"),
        ("http:/thoian.vn", "begins with “http:/”, not https://"),
        ("https//thoian.vn", "begins with “https//”, not https://"),
        ("https:thoian.vn", "begins with “https:”, not https://"),
        ("mst.gov.vn/x", "expected an address that begins with https://"),
        ("https://thoi an.vn", "has a space in it"),
        ("javascript:alert(1)", "begins with “javascript:”"),
        ("file:///c:/x", "begins with “file:”"),
        ("ftp://a.vn", "begins with “ftp:”"),
        ("https://", "names no site"),
        ("https://thoian", "names no site"),
        ("https://a..vn/", "names no site"),
        ("https://a.vn:port/", "names no site"),
        ("https://[a.vn/", "names no site"),
        ("https://-.vn/", "names no site"),
        ("https://2.84", "names no site"),
    ],
)
def test_each_fault_is_called_by_its_name(address: str, words: str) -> None:
    fault = address_fault(address)
    assert fault is not None
    assert words in str(fault.message)


@pytest.mark.parametrize(
    "site",
    [
        "phuongthoian.gov.vn/tin", "tphcm.gov.vn/a", "phutho.gov.vn/x", "pccc.thoian.gov.vn",
        "phườngthớian.vn", "thoian.gov.vn", "https.vn/x", "ps.vn", "mst.gov.vn:8080/x",
    ],
)  # fmt: skip
def test_the_hint_for_a_bare_address_keeps_every_letter_of_it(site: str) -> None:
    fault = address_fault(site)
    assert fault is not None
    assert str(fault.hint) == f"write “https://{site}”"


def test_accents_are_encoded_and_ascii_addresses_stay() -> None:
    assert encode_address("https://a.vn/bờ-suối?q=nước#đầu") == (
        "https://a.vn/b%E1%BB%9D-su%E1%BB%91i?q=n%C6%B0%E1%BB%9Bc#%C4%91%E1%BA%A7u"
    )
    assert encode_address("https://bờsuối.vn/x").startswith("https://xn--")
    for whole in ("HTTPS://A.VN/B%20C?D=E&F=%C3%A0#G", "https://a.vn/x_(y)~z;!*'"):
        assert encode_address(whole) == whole


@pytest.mark.parametrize(
    ("printed", "url"),
    [
        ("a.vn/x", "https://a.vn/x"), ("www.a.vn/x/", "http://a.vn/x"), ("A.vn/x", "https://a.vn/x"),
        ("a.vn/x", "https://a.vn/x?utm_source=qr&utm_medium=poster"), ("a.vn", "https://a.vn/"),
        ("a.vn/bờ", "https://a.vn/b%E1%BB%9D"), ("a.vn/x", "HTTPS://A.VN/X"),
        ("https://a.vn/x", "https://a.vn/x"), ("bờ.vn", "https://xn--b-hym.vn"),
    ],
)  # fmt: skip
def test_printed_addresses_that_lead_there(printed: str, url: str) -> None:
    assert leads_to(printed, url)


@pytest.mark.parametrize(
    ("printed", "url"),
    [
        ("b.vn/x", "https://a.vn/x"), ("a.vn/y", "https://a.vn/x"), ("a.vn", "https://a.vn/x"),
        ("a.vn/x", "https://a.vn/x?id=5"), ("a.vn/x", "https://a.vn:8080/x"), ("", "https://a.vn"),
        ("a.vn/X", "https://a.vn/x"), ("sub.a.vn/x", "https://a.vn/x"),
    ],
)  # fmt: skip
def test_printed_addresses_that_lead_elsewhere(printed: str, url: str) -> None:
    assert not leads_to(printed, url)
