"""Cited acts: they are named, what is known of them is reported, and old knowledge is doubted."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pikepdf
import pytest
from support.corpus import (
    ACT,
    Defect,
    add_tagged,
    expected_of,
    leaflet_base,
    office_base,
    press_base,
    saved,
    text_at,
)
from support.defects_texts import a_longer_number, covered_act
from support.shipped import ASSETS
from support.workshop import job, workshop

from generator.core.findings import Finding, Severity
from generator.core.provenance import ExpectedAct
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.legal.cited_acts import (
    ACT_NUMBER,
    check_acts,
    check_age,
    named_acts,
)
from generator.preflight.checks.provenance_record import stated_expectation
from generator.preflight.document import OpenDocument, open_document
from generator.preflight.pdf.xmp import xmp_packet
from generator.press.profiles import load_profile

OFFICE = load_profile("office", ASSETS.profiles)
TODAY = dt.date(2026, 11, 24)


@contextmanager
def opened(data: bytes) -> Iterator[OpenDocument]:
    with open_document(data, "test.pdf", icc=ASSETS.icc) as document:
        yield document


def knowing(**changes: object) -> Brief:
    """Expectations of a base, with other knowledge of its act."""
    expected = expected_of(press_base)
    assert expected is not None
    act = replace(expected.acts[0], **changes)  # type: ignore[arg-type]
    return Brief(OFFICE, ASSETS, replace(expected, acts=(act,)), today=TODAY)


def found_of(**changes: object) -> list[Finding]:
    brief = knowing(**changes)
    with opened(press_base()) as document:
        return [*check_acts(document, brief), *check_age(document, brief)]


@pytest.mark.parametrize(
    "number",
    [
        "874/QĐ-BTTTT",
        "8893/UBND-VHTT",
        "30/2020/NĐ-CP",
        "24/2018/QH14",
        "28/CT-TTg",
        "1685/NQ-UBTVQH15",
        "01/2024/TT-BTTTT",
        "12/2023/TTLT-BCA-BQP",
    ],
)
def test_numbers_of_acts_are_known(number: str) -> None:
    assert ACT_NUMBER.findall(f"Theo văn bản số {number}, ban hành năm nay.") == [number]


@pytest.mark.parametrize(
    "text",
    ["17/6/2021", "24/7", "1/99", "12/BC", "5/VNĐ", "2/3 dân số", "abc/14668.htm", "x12/QĐ-BTC"],
)
def test_dates_shares_and_addresses_are_no_acts(text: str) -> None:
    assert ACT_NUMBER.findall(text) == []


def test_an_act_in_force_that_was_looked_up_lately_is_no_finding() -> None:
    assert found_of() == []


def test_an_act_that_may_be_replaced_is_a_warning_with_what_may_replace_it() -> None:
    (finding,) = found_of(status="doubtful", replaced_by="423/QĐ-BVHTTDL")
    assert finding.severity is Severity.WARNING
    assert "may have been replaced by 423/QĐ-BVHTTDL (checked on 01/11/2026)" in str(
        finding.message
    )
    assert finding.place.page == 1, "where it is named"


def test_an_act_that_was_replaced_is_a_warning() -> None:
    (finding,) = found_of(status="replaced", replaced_by="423/QĐ-BVHTTDL")
    assert (finding.code, finding.severity) == ("act-replaced", Severity.WARNING)


def test_a_standing_that_nobody_knows_is_doubtful() -> None:
    assert [finding.code for finding in found_of(status="amended")] == ["act-doubtful"]


def test_a_source_of_its_time_is_no_finding_however_long_ago_it_was_looked_up() -> None:
    assert found_of(status="historical", checked_on=dt.date(2020, 1, 1)) == []


def test_an_act_that_is_not_named_is_an_error() -> None:
    (finding,) = (f for f in found_of(number="30/2020/NĐ-CP") if f.severity is Severity.ERROR)
    assert finding.code == "act-not-named"
    assert "30/2020/NĐ-CP" in str(finding.message)


def test_an_act_whose_number_ends_as_the_cited_one_does_not_name_it() -> None:
    data = Defect("", press_base, a_longer_number).planted()
    with opened(data) as document:
        assert [f.code for f in check_acts(document, knowing())] == ["act-not-named", "act-unknown"]


def test_a_legal_line_that_is_covered_names_nothing() -> None:
    data = Defect("", press_base, covered_act).planted()
    with opened(data) as document:
        (finding,) = check_acts(document, knowing())
    assert finding.code == "act-not-named"
    assert "it cannot be seen" in str(finding.message)
    assert finding.place.page == 1


def test_an_act_of_another_kind_of_number_is_looked_for_as_it_is_written() -> None:
    for number, codes in (("ngày 17/6/2021", []), ("gày 17/6/2021", ["act-not-named"])):
        found = [f.code for f in found_of(number=number) if f.code == "act-not-named"]
        assert found == codes


@pytest.mark.parametrize(
    ("checked_on", "today", "is_old"),
    [
        (dt.date(2025, 11, 24), TODAY, False),
        (dt.date(2025, 11, 23), TODAY, True),
        (dt.date(2024, 2, 29), dt.date(2025, 3, 1), False),
        (dt.date(2024, 2, 29), dt.date(2025, 3, 2), True),
        (dt.date(2027, 1, 1), TODAY, False),
    ],
)
def test_a_year_after_it_was_looked_up_an_act_is_doubted(
    checked_on: dt.date, today: dt.date, is_old: bool
) -> None:
    brief = replace(knowing(checked_on=checked_on), today=today)
    with opened(press_base()) as document:
        assert bool(list(check_age(document, brief))) is is_old


def test_an_act_whose_number_a_line_end_divides_is_named() -> None:
    with pikepdf.open(io.BytesIO(office_base())) as pdf:
        lines = text_at(20, 110, 10, "Xem Nghị định số 30/2020/NĐ-") + text_at(20, 105, 10, "CP.")
        add_tagged(pdf, f"0 0 0 rg {lines}")
        data = saved(pdf)
    with opened(data) as document:
        assert [act.number for act in named_acts(document)] == [ACT, "30/2020/NĐ-CP"]


def test_of_a_file_of_another_maker_the_acts_are_listed_and_nothing_is_said_of_their_age() -> None:
    with opened(leaflet_base()) as document:
        (finding,) = check_acts(document, Brief(OFFICE, ASSETS))
        assert list(check_age(document, Brief(OFFICE, ASSETS, today=dt.date(2040, 1, 1)))) == []
    assert (finding.code, finding.severity) == ("act-unknown", Severity.NOTE)
    assert ACT in str(finding.message)


@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
def test_our_pieces_name_every_act_that_they_cite(material: str) -> None:
    made = workshop().make(job(material))
    with opened(made.pdf) as document:
        expected = stated_expectation(xmp_packet(document))
        assert expected is not None
        assert {act.number for act in expected.acts} == {ACT, "8893/UBND-VHTT"}
        assert [
            finding.code for finding in check_acts(document, Brief(OFFICE, ASSETS, expected))
        ] == ["act-doubtful"]


@pytest.mark.parametrize(
    ("status", "heir", "code"),
    [
        ("in-force", None, None),
        ("doubtful", "423/QĐ-BVHTTDL", "act-doubtful"),
        ("replaced", "423/QĐ-BVHTTDL", "act-replaced"),
    ],
)
def test_what_a_campaign_knows_of_an_act_is_reported_of_a_file_that_says_nothing_itself(
    status: str, heir: str | None, code: str | None
) -> None:
    with opened(office_base()) as document:
        (finding,) = check_acts(document, Brief(OFFICE, ASSETS))
        assert finding.code == "act-unknown"
        known = ExpectedAct(ACT, dt.date(2021, 6, 17), status, TODAY, heir)
        brief = Brief(OFFICE, ASSETS, known_acts=(known,))
        assert [finding.code for finding in check_acts(document, brief)] == ([code] if code else [])
