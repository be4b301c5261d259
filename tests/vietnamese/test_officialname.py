"""Names of offices, and days, as official papers write them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.issuers import issuer_from_name
from generator.vietnamese.dates import long_day, read_day, short_day
from generator.vietnamese.official_names import split_name, unit_in_text
from generator.vietnamese.slugs import MAX_LENGTH, slug


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("Ủy ban nhân dân", "phường An Phú Đông"),
        ("Uỷ ban nhân dân", "phường An Phú Đông"),
        ("ỦY BAN NHÂN DÂN", "PHƯỜNG AN PHÚ ĐÔNG"),
        ("Ủy ban nhân dân", "Quận 12"),
        ("Ủy ban nhân dân", "thị xã Tân Uyên"),
        ("Ủy ban nhân dân", "đặc khu Côn Đảo"),
        ("Ủy ban nhân dân", "thành phố Thủ Đức"),
        ("Ban Chỉ huy Quân sự", "phường Thới An"),
        ("Công an", "xã Cư M'gar"),
        ("Hội Liên hiệp Phụ nữ", "tỉnh Tây Ninh"),
        ("Bảo hiểm xã hội", "Quận 12"),
        ("BẢO HIỂM XÃ HỘI", "QUẬN 12"),
        ("Trường Tiểu học Lê Văn Thọ", ""),
        ("Hợp tác xã Bình Minh", ""),
        ("HỢP TÁC XÃ BÌNH MINH", ""),
        ("Trung tâm Công tác xã hội", ""),
        ("Viện Khoa học Xã hội Việt Nam", ""),
        ("Công an", "xã Hội Sơn"),
        ("Công an", "phường Hội An"),
        ("Công an", "xã Đoàn Kết"),
        ("CÔNG AN", "XÃ HỘI SƠN"),
        ("TRẠM Y TẾ", "PHƯỜNG HỘI AN"),
        ("VĂN PHÒNG QUẬN ỦY", "QUẬN 12"),
        ("BAN CHẤP HÀNH TỈNH ĐOÀN TÂY NINH", ""),
        ("Ủy ban nhân dân", "Thới An"),
    ],
)
def test_a_name_is_broken_before_the_type_word_of_its_unit(body: str, unit: str) -> None:
    issuer = issuer_from_name(f"{body} {unit}")
    assert (issuer.body, issuer.unit) == (body, unit)
    assert issuer.name == f"{body} {unit}".strip()


def test_a_unit_alone_is_printed_whole() -> None:
    assert split_name("phường Thới An") == ("", "phường Thới An")
    assert issuer_from_name("phường Thới An").name == "phường Thới An"


@given(st.text("ƯỜ ưởngphxãquậntỉnh ĐôngAn12'", max_size=40))
def test_splitting_loses_nothing(name: str) -> None:
    parts = split_name(name)
    assert " ".join(part for part in parts if part) == " ".join(name.split())


@pytest.mark.parametrize(
    ("unit", "in_text"),
    [
        ("Phường An Phú Đông", "phường An Phú Đông"),
        ("phường An Phú Đông", "phường An Phú Đông"),
        ("quận 12", "Quận 12"),
        ("Quận 12", "Quận 12"),
        ("phường 3", "Phường 3"),
        ("Xã Cư M'gar", "xã Cư M'gar"),
        ("Tỉnh Nam Định", "tỉnh Nam Định"),
        ("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Thành phố Thủ Đức", "thành phố Thủ Đức"),
        ("PHƯỜNG AN PHÚ ĐÔNG", "PHƯỜNG AN PHÚ ĐÔNG"),
        ("PHƯỜNG An Phú Đông", "phường An Phú Đông"),
        ("Thị Xã Tân Uyên", "thị xã Tân Uyên"),
        ("PHƯỜNG 3", "Phường 3"),
        ("Sở Y tế", "Sở Y tế"),
        ("thủ đô Hà Nội", "Thủ đô Hà Nội"),
    ],
)
def test_a_type_word_is_small_before_a_name_and_capital_before_a_number(
    unit: str, in_text: str
) -> None:
    assert unit_in_text(unit) == in_text
    assert unit_in_text(in_text) == in_text


def test_capitals_are_made_letter_by_letter_and_never_taken_away() -> None:
    # The marks stay, also of decomposed letters; title case would give "M'Gar".
    assert "Ủy ban nhân dân phường An Phú Đông".upper() == "ỦY BAN NHÂN DÂN PHƯỜNG AN PHÚ ĐÔNG"
    assert unit_in_text("xã Cư M'gar") == "xã Cư M'gar"


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (dt.date(2026, 1, 5), "05/01/2026", "ngày 05 tháng 01 năm 2026"),
        (dt.date(2026, 2, 28), "28/02/2026", "ngày 28 tháng 02 năm 2026"),
        (dt.date(2026, 3, 5), "05/3/2026", "ngày 05 tháng 3 năm 2026"),
        (dt.date(2022, 12, 21), "21/12/2022", "ngày 21 tháng 12 năm 2022"),
        (dt.date(2021, 6, 17), "17/6/2021", "ngày 17 tháng 6 năm 2021"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_take_a_zero(
    day: dt.date, short: str, long: str
) -> None:
    assert short_day(day) == short
    assert long_day(day) == long


@given(st.dates())
def test_a_day_that_was_written_is_read_again(day: dt.date) -> None:
    assert read_day(long_day(day)) == read_day(short_day(day)) == day


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("phường Đông Hưng Thuận", "phuong-dong-hung-thuan"),
        ("xã Cư M'gar", "xa-cu-m-gar"),
        ("Văn Miếu - Quốc Tử Giám", "van-mieu-quoc-tu-giam"),
    ],
)
def test_a_slug_writes_d_for_the_letter_that_does_not_decompose(text: str, name: str) -> None:
    assert slug(text) == name
    assert slug(unicodedata.normalize("NFD", text)) == name
    assert slug(text.upper()) == name


@given(st.text(max_size=90))
def test_a_slug_is_short_ascii_words_and_its_own_slug(text: str) -> None:
    name = slug(text)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= MAX_LENGTH
    assert slug(name) == name
