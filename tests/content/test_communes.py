"""The tables of communes: whole, sorted, agreeing with their sources and with one another."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

from support.shipped import ASSETS

from generator.content.communes import FormerCommune, commune_tables, name_key

FOLDER = ASSETS.issuers / "vietnam"
README = " ".join((ASSETS.issuers / "README.md").read_text(encoding="utf-8").split())
TABLES = commune_tables(FOLDER)


def lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]


def former_keys() -> list[str]:
    return list(dict.fromkeys(line.partition(",")[0] for line in lines("former-communes.csv")))


def all_former() -> list[FormerCommune]:
    return [one for key in former_keys() for one in TABLES.former_named(key)]


def test_the_list_of_communes_is_its_source_behind_a_key() -> None:
    rows = [line.split(",", 1)[1] for line in lines("communes.csv")]
    rows.sort(key=lambda row: (row.split(",")[3], row.split(",")[0]))
    text = "\n".join(["code,name,type,province_code,province_name", *rows]) + "\n"
    assert f"`{hashlib.sha256(text.encode()).hexdigest()}`" in README


def test_there_are_as_many_as_the_country_has() -> None:
    communes = TABLES.all()
    kinds = Counter(commune.type for commune in communes)
    assert kinds == {"phường": 697, "xã": 2611, "đặc khu": 13}
    assert len({commune.code for commune in communes}) == 3321
    assert len({commune.full_name for commune in communes}) == 3321
    assert len({commune.province for commune in communes}) == len(TABLES.provinces) == 34


def test_lines_stand_in_the_order_of_their_keys() -> None:
    for name in ("communes.csv", "former-communes.csv", "former-districts.csv"):
        encoded = [line.encode() for line in lines(name)]
        assert encoded == sorted(encoded)
    for line in (*lines("communes.csv"), *lines("former-communes.csv")):
        key, _, name, *_ = line.split(",")
        assert key == name_key(name)


def test_every_former_commune_became_communes_that_there_are_and_each_has_one() -> None:
    former = all_former()
    assert len([one for one in former if one.district.name]) == 10_040
    became = {commune.code for one in former for commune in one.became}
    assert became == {commune.code for commune in TABLES.all()}
    divided = [one for one in former if len(one.became) > 1]
    assert len(divided) == 471
    merged = {old: province.name for province in TABLES.provinces for old in province.former}
    for one in former:
        today = merged[one.district.province] if one.district.name else one.district.province
        places = {commune.province for commune in one.became}
        assert places <= {today, "thành phố Đồng Nai"}


def test_type_words_are_capital_after_numbers_people_and_events_only() -> None:
    units = {commune.unit for commune in TABLES.all()}
    assert {"Phường Điện Biên Phủ", "Xã Trần Phú", "Phường Hai Bà Trưng"} <= units
    assert {"phường Hà Đông", "xã Lương Sơn", "phường Móng Cái 2", "đặc khu Côn Đảo"} <= units
    former = {one.unit for one in all_former()}
    assert {"Phường 12", "phường Hiệp Thành", "thị trấn Củ Chi"} <= former


def test_a_key_has_no_accents_and_no_apostrophes() -> None:
    assert name_key("Cư M'gar") == name_key("cư M’gar") == "cu mgar"
    assert name_key("Văn Miếu - Quốc Tử Giám") == "van mieu quoc tu giam"
    assert all(re.fullmatch("[a-z0-9 ]+", key) for key in (*TABLES.keys, *former_keys()))


def test_licences_lie_beside_the_tables() -> None:
    for name, holder in (
        ("vietnamese-provinces-database", "Thang Le Quoc"),
        ("vietnamadminunits", "Tran Ngoc Minh Hieu"),
    ):
        text = (FOLDER / f"LICENSE-{name}.txt").read_text(encoding="utf-8")
        assert text.startswith("MIT License")
        assert holder in text
        assert holder in README
    notice = Path(__file__).parents[2] / "NOTICE"
    assert "Tran Ngoc Minh Hieu" in " ".join(notice.read_text(encoding="utf-8").split())
