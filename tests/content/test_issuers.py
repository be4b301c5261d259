"""Lists of issuers, and issuers of any name."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.issuer_directory import IssuerDirectory
from generator.content.issuers import issuer_from_name, read_issuers
from generator.content.model import Issuer
from generator.core.errors import ContentError, Place, UsageError
from generator.vietnamese.slugs import slug
from generator.vietnamese.syllables import split_tone


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
    found = IssuerDirectory((Issuer("Ủy ban nhân dân", "phường An Phú Đông"),)).find(
        "ph\u00adêng An Phó §«ng", place=Place(item="--issuer")
    )
    assert found.unit == "phường An Phú Đông"
    printed = issuer_from_name("Uû ban nh©n d©n x· A", place=Place(item="--issuer-name"))
    assert printed == Issuer("Uỷ ban nhân dân", "xã A")
    reported = [finding.place.item for finding in (*found.findings, *printed.findings)]
    assert reported == ["--issuer", "--issuer-name"]


ROWS = (
    "code;body;unit;province;address;hotline;website;until;note\r\n"
    "90001;Ủy ban nhân dân;xã Suối Mây;tỉnh Bình Gốm;12 Ấp Một;028 3717 0000;;30/06/2025;\r\n"
)


def windows_1258(text: str) -> bytes:
    """``text`` as that code page has it: a letter, and its tone after it."""
    encoded = b""
    for character in text:
        letter, tone = split_tone(character)
        if tone and letter:
            encoded += letter.encode("cp1258") + tone.encode("cp1258")
        else:
            encoded += character.encode("cp1258")
    return encoded


@pytest.mark.parametrize(
    "data",
    [
        ("\ufeff" + ROWS).encode(),
        ("\ufeff" + ROWS.replace(";", "\t")).encode("utf-16-le"),
        ("\ufeff" + ROWS.replace(";", "\t")).encode("utf-16-be"),
        ("sep=;\r\n" + ROWS).encode(),
        ("\ufeffsep=;\n" + ROWS).encode(),
        ("sep=\t\r\n" + ROWS.replace(";", "\t")).encode(),
        (ROWS + ";;;;;;;;\r\n\r\n; ;;;;;;;\r\n").encode(),
        ("\r\n;;;\r\n" + ROWS).encode(),
        ROWS.replace("note", "note;;").encode(),
        ROWS.replace("body;unit", " Body ;UNIT").encode(),
        ROWS.replace("\r\n", "\r").encode(),
        ROWS.replace(";", ",").encode(),
        ROWS.replace(";", "|").encode(),
        windows_1258(ROWS),
    ],
    ids=[
        "bom", "utf-16-tabs", "utf-16-be", "sep", "bom-sep", "sep-tab", "empty-rows-at-the-end",
        "empty-rows-first", "empty-columns", "capitals", "old-mac",
        "commas", "bars", "windows-1258",
    ],
)  # fmt: skip
def test_lists_as_office_programs_save_them_are_read(data: bytes) -> None:
    assert read_issuers(data, source="ds.csv") == (
        Issuer(
            "Ủy ban nhân dân",
            "xã Suối Mây",
            "tỉnh Bình Gốm",
            "12 Ấp Một",
            "028 3717 0000",
            until=dt.date(2025, 6, 30),
        ),
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04" + b"\0" * 30 + b"xl/workbook.xml", "an Excel workbook (.xlsx)"),
        (
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "a workbook of LibreOffice (.ods)",
        ),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 60, "an old Excel or Word file (.xls, .doc)"),
        (b"<html><table>", "a web page or XML, as some programs name .xls"),
    ],
)
def test_a_workbook_is_named_and_how_to_save_a_list_from_it(data: bytes, kind: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_issuers(data, source="ds.xlsx")
    (problem,) = caught.value.problems
    assert str(problem) == f"ds.xlsx: this is {kind}, not a list in CSV"
    assert "CSV UTF-8" in str(problem.hint)


def test_lines_are_counted_as_the_file_has_them() -> None:
    data = "sep=;\n\nbody;unit\n\nUBND;xã A\nUBND;\n".encode()
    with pytest.raises(ContentError, match=r"^ds\.csv:6: “unit” is empty$"):
        read_issuers(data, source="ds.csv")
    with pytest.raises(ContentError, match=r"^ds\.csv:3: unknown column “ward”"):
        read_issuers(data.replace(b"unit", b"ward"), source="ds.csv")


def test_contacts_in_a_list_are_looked_at_with_their_line() -> None:
    head = "body,unit,address,hotline,website\n"
    bad = f"{head}UBND,xã A,[Địa chỉ],abc,htp:/a\nUBND,xã B,,2.84E+09,\n"
    with pytest.raises(ContentError) as caught:
        read_issuers(bad.encode(), source="ds.csv")
    assert [(p.code, p.place.line) for p in caught.value.problems] == [
        ("placeholder-left", 2),
        ("contact-wrong", 2),
        ("contact-wrong", 2),
        ("contact-spreadsheet", 3),
    ]
    (issuer,) = read_issuers(f"{head}UBND,xã A,,909123789,\n".encode(), source="ds.csv")
    (finding,) = issuer.findings
    assert (finding.code, str(finding.place)) == ("contact-doubtful", "ds.csv:2")


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
