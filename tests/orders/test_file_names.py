"""Names of files: two pieces never share one, equal pieces always do, and any system takes them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from support.shipped import ASSETS
from support.workshop import campaign, job, profile, workshop

from generator.content.issuer_directory import load_directory
from generator.content.issuers import issuer_from_name
from generator.content.model import Issuer, TextLength
from generator.core.assets import Assets
from generator.job import Job
from generator.orders.file_names import FileNames
from generator.press.profiles import load_profile, profile_names
from generator.sheet.sizes import TrimSize

ISSUERS = tuple(unit.issuer for unit in load_directory(ASSETS.issuers).search("").today)
AN_PHU_DONG = load_directory(ASSETS.issuers).find("An Phú Đông")
#: Of all issuers some that are written alike, and one that is not.
LISTED = (
    AN_PHU_DONG,
    *(
        issuer
        for issuer in ISSUERS
        if issuer.unit in ("xã Thanh An", "xã Thạnh An", "xã Ba Tơ", "xã Ba Tô", "phường Tân An")
    ),
)


def names(assets: Assets = ASSETS, *, own: bool = False, own_profile: bool = False) -> FileNames:
    directory = load_directory(ASSETS.issuers)
    return FileNames(assets, directory, is_own_campaign=own, is_own_profile=own_profile)


def name_of(one: Job, *, own: bool = False, own_profile: bool = False) -> str:
    return names(own=own, own_profile=own_profile).of(one)


def spelled(issuer_name: str) -> str:
    return name_of(job("insert", issuer=issuer_from_name(issuer_name)))


def shipped_jobs() -> list[Job]:
    """Every piece that can be made without a name of one's own."""
    jobs = []
    profiles = [load_profile(name, ASSETS.profiles) for name in profile_names(ASSETS.profiles)]
    for material in map(workshop().catalogue.material, workshop().catalogue.material_names()):
        sizes = (
            *material.sizes,
            TrimSize("600x800mm", 600, 800),
            TrimSize("600.5x800mm", 600.5, 800),
        )
        for size, theme, text, issuer, place in product(
            sizes if material.aspect else material.sizes,
            material.themes,
            material.texts,
            LISTED,
            profiles,
        ):
            one = job(material.name, text, issuer=issuer)
            jobs.append(replace(one, size=size, theme=theme, profile=place))
    return jobs


def test_no_two_pieces_of_what_is_shipped_share_a_name() -> None:
    jobs = shipped_jobs()
    assert len(jobs) > 5_000
    assert len({name_of(one) for one in jobs}) == len(jobs)


def test_what_is_usual_is_left_out_and_what_is_not_is_there() -> None:
    poster = job("poster", issuer=AN_PHU_DONG)
    assert name_of(poster) == "poster-a3-phuong-an-phu-dong"
    assert name_of(job("insert", issuer=AN_PHU_DONG)) == "insert-phuong-an-phu-dong"
    full = replace(poster, text=TextLength.FULL, theme="ban-tin-1-mau", profile=profile("offset"))
    assert name_of(full) == "poster-a3-ban-tin-1-mau-full-phuong-an-phu-dong-press"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trường Ân Phú", "Trường An Phú"),
        ("Trường Tân An", "Trường Tấn An"),
        ("Trường Tân An", "TRƯỜNG TÂN AN"),
        ("Trường Hòa Lợi", "Trường Hoà Lợi"),
        ("Trường A-B", "Trường A B"),
        ("Trường A", "Trường A."),
        ("Ủy ban nhân dân phường An Phú Đông", "Uỷ ban nhân dân phường An Phú Đông"),
        ("Ủy ban nhân dân phường Án Phú Đông", "Ủy ban nhân dân phường An Phú Đông"),
        ("Ủy ban nhân dân phường An Phú Đông", "Công an phường An Phú Đông"),
        ("Khu phố 1, " + "x" * 200 + "1", "Khu phố 1, " + "x" * 200 + "2"),
        ("ក", "ខ"),
    ],
)
def test_issuers_that_are_spelled_alike_have_files_of_their_own(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)
    assert spelled(one) == spelled(one)


def test_a_known_issuer_has_one_name_whether_it_is_looked_up_or_written_out() -> None:
    written = spelled("Ủy ban nhân dân phường An Phú Đông")
    assert written == name_of(job("insert", issuer=AN_PHU_DONG)) == "insert-phuong-an-phu-dong"


def test_namesakes_of_two_provinces_bear_their_province() -> None:
    units = [
        Issuer("Ủy ban nhân dân", "phường Ví Dụ", province)
        for province in ("tỉnh Sông Xa", "tỉnh Núi Gần")
    ]
    from generator.content.issuer_directory import IssuerDirectory

    directory = IssuerDirectory(units)
    made = [FileNames(ASSETS, directory).of(job("insert", issuer=unit)) for unit in units]
    assert made == ["insert-phuong-vi-du-tinh-song-xa", "insert-phuong-vi-du-tinh-nui-gan"]


def test_namesakes_but_for_accents_in_one_province_are_told_apart() -> None:
    from generator.content.issuer_directory import IssuerDirectory

    units = [
        Issuer("Ủy ban nhân dân", f"xã {name}", "tỉnh Sông Xa")
        for name in ("Lộc Thạnh", "Lộc Thành")
    ]
    directory = IssuerDirectory(units)
    made = {FileNames(ASSETS, directory).of(job("insert", issuer=unit)) for unit in units}
    assert len(made) == 2


def test_no_two_of_all_communes_share_a_name() -> None:
    made = names()
    assert len({made.of(job("insert", issuer=issuer)) for issuer in ISSUERS}) == 3321
    fresh = [name_of(job("insert", issuer=issuer)) for issuer in ISSUERS[::7]]
    assert len(set(fresh)) == len(fresh)


def test_a_unit_that_has_ended_does_not_take_the_name_of_todays() -> None:
    from generator.content.issuer_directory import IssuerDirectory

    today = Issuer("Ủy ban nhân dân", "phường Ví Dụ")
    units = [today, replace(today, until=dt.date(2025, 6, 30))]
    directory = IssuerDirectory(units)
    made = {FileNames(ASSETS, directory).of(job("insert", issuer=unit)) for unit in units}
    assert len(made) == 2


def test_campaigns_of_ones_own_have_files_of_their_own() -> None:
    one = job("insert", issuer=AN_PHU_DONG)
    camps = {
        name: replace(one, campaign=replace(campaign(), name=name))
        for name in ("he-sach", "hè sạch", "He-Sach", "ung-xu-mang-xa-hoi")
    }
    made = {name_of(camp, own=True) for camp in camps.values()} | {name_of(one)}
    assert len(made) == len(camps) + 1
    assert name_of(camps["he-sach"], own=True).startswith("insert-he-sach-phuong-an-phu-dong-")


def test_a_profile_of_ones_own_never_takes_the_name_of_a_shipped_one() -> None:
    one = replace(job("insert", issuer=AN_PHU_DONG), profile=profile("copier"))
    assert name_of(one) != name_of(one, own_profile=True)


def test_templates_and_themes_of_ones_own_never_take_the_names_of_shipped_ones(
    tmp_path: Path,
) -> None:
    one = job("insert", issuer=AN_PHU_DONG)
    own_material = replace(one, material=replace(one.material, folder=tmp_path / "insert"))
    theme = tmp_path / "themes" / "ban-tin-1-mau" / "theme.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text("", encoding="utf-8")
    assets = replace(ASSETS, themes=(tmp_path / "themes", *ASSETS.themes))
    assert len({name_of(one), name_of(own_material), names(assets).of(one)}) == 3


def test_every_size_of_a_material_of_ones_own_is_in_the_name() -> None:
    one = job("insert", issuer=AN_PHU_DONG)
    sizes = (TrimSize("A5", 148, 210), TrimSize("A4", 210, 297))
    own = replace(one, material=replace(one.material, sizes=sizes))
    assert [name_of(replace(own, size=size)) for size in sizes] == [
        "insert-a5-phuong-an-phu-dong",
        "insert-a4-phuong-an-phu-dong",
    ]


def test_pieces_that_differ_in_contacts_alone_share_no_name_in_one_order() -> None:
    book = names()
    one, other = (
        job("insert", issuer=replace(AN_PHU_DONG, hotline=hotline)) for hotline in ("1", "2")
    )
    made = [book.of(one), book.of(other), book.of(one)]
    assert made[0] == made[2] != made[1]


@pytest.mark.parametrize("longest", ["x" * 300, "phường " + "An Phú " * 50, "tiếng " * 80])
def test_any_system_takes_the_longest_name(longest: str) -> None:
    one = job("poster", TextLength.FULL, issuer=issuer_from_name(longest))
    material = replace(one.material, name=longest)
    long = replace(
        one,
        material=material,
        campaign=replace(one.campaign, name=longest),
        theme=longest,
        profile=replace(one.profile, name=longest),
        size=TrimSize("1234.567x1234.567mm", 1234.567, 1234.567),
    )
    made = name_of(long, own=True)
    assert len(f"{made}-12.png".encode()) <= 240
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", made), "no sign that a system or shell treats"
