"""Lists of issuers, and issuers of any name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shipped import DATA

from generator.content.issuer_directory import IssuerDirectory
from generator.content.issuers import issuer_from_name, load_issuers, read_issuers
from generator.content.model import Issuer
from generator.core.errors import ContentError, Place, UsageError
from generator.vietnamese.slugs import slug

LISTS = DATA / "issuers"
TODAY = load_issuers(LISTS / "quan-12.csv")
OF_2022 = load_issuers(LISTS / "quan-12-2022.csv")
ALL = TODAY + OF_2022


def test_the_lists_hold_the_wards_of_today_and_of_2022() -> None:
    assert [issuer.unit for issuer in TODAY] == [
        "phường An Phú Đông",
        "phường Thới An",
        "phường Tân Thới Hiệp",
        "phường Trung Mỹ Tây",
        "phường Đông Hưng Thuận",
    ]
    assert len(OF_2022) == 11
    assert all(issuer.until is not None for issuer in OF_2022)
    assert all(issuer.province == "Thành phố Hồ Chí Minh" for issuer in ALL)


def test_any_name_is_taken_and_the_body_is_split_off() -> None:
    issuer = issuer_from_name(" Uỷ ban nhân dân\n phường  Bình Hưng Hòa ")
    assert (issuer.body, issuer.unit) == ("Uỷ ban nhân dân", "phường Bình Hưng Hòa")
    assert issuer_from_name("ỦY BAN NHÂN DÂN XÃ A").unit == "XÃ A"
    assert issuer_from_name("Trường THCS An Phú Đông") == Issuer("Trường THCS An Phú Đông", "")
    assert issuer_from_name("Ủy ban nhân dân").name == "Ủy ban nhân dân"
    assert len(issuer_from_name("Đ" * 300).name) == 300


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(UsageError, match="empty"):
        issuer_from_name(" \u200b ")


def test_every_fault_of_a_list_is_reported_with_its_line() -> None:
    bad = """\
body,unit,until
Ủy ban nhân dân,phường A,2025-13-01
Ủy ban nhân dân,,
Ủy ban nhân dân,phường B,,x
Ủy ban nhân dân,phường C,
Ủy ban nhân dân,phường C,
"""
    with pytest.raises(ContentError) as caught:
        read_issuers(bad.encode(), source="ds.csv")
    assert [str(problem) for problem in caught.value.problems] == [
        "ds.csv:2: “until” is “2025-13-01”; expected a date, as 2021-06-17",
        "ds.csv:3: “unit” is empty",
        "ds.csv:4: the row has more cells than the header",
        "ds.csv:6: Ủy ban nhân dân phường C stands twice, first in line 5",
    ]


def test_a_list_with_wrong_columns_names_the_right_ones() -> None:
    with pytest.raises(ContentError) as caught:
        read_issuers(b"body,ward\na,b\n", source="ds.csv")
    assert [str(problem) for problem in caught.value.problems] == [
        "ds.csv:1: unknown column “ward”",
        "ds.csv:1: the column “unit” is missing",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_list_in_an_old_encoding_is_converted_and_each_issuer_says_so(encoding: str) -> None:
    old = "body,unit\nUû ban nh©n d©n,ph\u00adêng T©n H\u00adng\n"
    (issuer,) = read_issuers(old.encode(encoding), source="ds.csv")
    assert issuer == Issuer("Uỷ ban nhân dân", "phường Tân Hưng")
    (finding,) = issuer.findings
    assert (finding.code, str(finding.place)) == ("text-converted", "ds.csv:2:1")


def test_one_old_row_among_good_ones_is_converted_alone() -> None:
    good = "".join(f"Ủy ban nhân dân,phường Hoà Hưng {n}\n" for n in range(9))
    data = f"body,unit\n{good}Uû ban nh©n d©n,phường A\n".encode()
    *first, last = read_issuers(data, source="ds.csv")
    assert [issuer.unit for issuer in first] == [f"phường Hoà Hưng {n}" for n in range(9)]
    assert last.name == "Uỷ ban nhân dân phường A"
    assert [str(finding.place) for finding in last.findings] == ["ds.csv:11:1"]


def test_a_row_that_an_old_program_added_to_a_list_in_utf8_is_read() -> None:
    data = "body,unit\nỦy ban nhân dân,phường A\n".encode() + "Uû ban nh©n d©n,x· B\n".encode(
        "cp1252"
    )
    assert [i.unit for i in read_issuers(data, source="ds.csv")] == ["phường A", "xã B"]


def test_names_in_an_old_encoding_are_found_and_reported() -> None:
    found = IssuerDirectory(ALL).find("ph\u00adêng An Phó §«ng", place=Place(item="--issuer"))
    assert found.unit == "phường An Phú Đông"
    printed = issuer_from_name("Uû ban nh©n d©n x· A", place=Place(item="--issuer-name"))
    assert printed == Issuer("Uỷ ban nhân dân", "xã A")
    reported = [finding.place.item for finding in (*found.findings, *printed.findings)]
    assert reported == ["--issuer", "--issuer-name"]


def test_lists_as_excel_saves_them_are_read() -> None:
    data = "\ufeffbody;unit;hotline\r\nỦy ban nhân dân;phường A;028 1234\r\n".encode()
    assert read_issuers(data, source="ds.csv") == (
        Issuer("Ủy ban nhân dân", "phường A", hotline="028 1234"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("phường Đông Hưng Thuận", "phuong-dong-hung-thuan"),
        ("Cư M'gar", "cu-m-gar"),
        ("Móng Cái 2", "mong-cai-2"),
        ("你好", "untitled"),
        ("một\u00a0hai  ba", "mot-hai-ba"),
        ("Ủy ban nhân dân " * 9, "-".join(["uy-ban-nhan-dan"] * 3) + "-uy-ban-nhan"),
        ("Đ" * 300, "d" * 60),
    ],
)
def test_slugs_are_ascii_words(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_slugs_are_short_and_safe(text: str) -> None:
    name = slug(text)
    assert 0 < len(name) <= 60
    assert name == name.strip("-").lower()
    assert name.replace("-", "").isalnum()
    assert name.isascii()
