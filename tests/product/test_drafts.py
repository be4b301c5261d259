"""Drafts: every page says twice that it waits for approval, and nothing else of a piece suffers."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from layout.test_shipped_pieces import LONGEST_NAME
from support.rendering import render
from support.shipped import ASSETS
from support.tools import need_tool
from support.verapdf import judge
from support.workshop import DATE, campaign, job, planned, profile, workshop

from generator.checking import check_piece
from generator.content.expectations import with_campaign
from generator.content.model import Approval, ApprovalStatus, Campaign, TextLength
from generator.core.findings import Finding, Severity
from generator.core.provenance import DRAFT_MARK
from generator.job import Job, Piece
from generator.layout.model import Fragment, Layout

DRAFT = Approval(ApprovalStatus.DRAFT)
APPROVED = Approval(ApprovalStatus.APPROVED, "Nguyễn Thị Duyệt", DATE, has_record=True)

KINDS = [
    ("poster", "A5", "hien-dai", "office"),
    ("poster", "A3", "ban-tin-2-mau", "offset"),
    ("poster", "A0", "hien-dai", "offset"),
    ("poster", "A3", "ban-tin-1-mau", "copier"),
    ("leaflet", None, "hien-dai", "offset"),
    ("leaflet", None, "ban-tin-1-mau", "office"),
    ("insert", None, "ban-tin-2-mau", "offset"),
    ("insert", None, "hien-dai", "screen"),
    ("notice", None, "den-trang", "copier"),
    ("large-print", None, "hien-dai", "office"),
]


@cache
def draft() -> Campaign:
    return replace(campaign(), approval=DRAFT)


def order(
    material: str,
    size: str | None,
    theme: str,
    name: str,
    *,
    text: TextLength = TextLength.SHORT,
    made: Campaign | None = None,
) -> Job:
    one = job(material, text, size=size, campaign_=made or draft(), issuer=LONGEST_NAME)
    return planned(replace(one, theme=theme, profile=profile(name)))


@cache
def piece(material: str, size: str | None, theme: str, name: str) -> Piece:
    return workshop().make(order(material, size, theme, name))


def findings(made: Piece, *, least: Severity = Severity.WARNING) -> list[Finding]:
    result = check_piece(
        made.pdf, "x.pdf", made.profile, assets=ASSETS, today=DATE, expected=made.expected
    )
    wanted = (Severity.ERROR, Severity.WARNING) if least is Severity.WARNING else (least,)
    return [one for one in result.findings if one.severity in wanted]


@pytest.mark.slow
@pytest.mark.parametrize(("material", "size", "theme", "name"), KINDS)
def test_its_check_finds_that_it_is_a_draft_and_nothing_else(
    material: str, size: str | None, theme: str, name: str
) -> None:
    found = findings(piece(material, size, theme, name))
    approved = workshop().make(order(material, size, theme, name, made=campaign()))
    usual = {one.code for one in findings(approved)}
    others = [one for one in found if one.code not in {"draft", *usual}]
    assert not others, "\n".join(f"{one.code}: {one.message} {one.place}" for one in others)
    (told,) = (one for one in found if one.code == "draft")
    is_press = profile(name).destination.value == "press"
    assert told.severity is (Severity.ERROR if is_press else Severity.WARNING)


@pytest.mark.parametrize(("material", "size", "theme", "name"), KINDS)
def test_each_panel_of_each_page_has_the_words_for_whoever_extracts_them(
    material: str, size: str | None, theme: str, name: str, tmp_path: Path
) -> None:
    need_tool("pdftotext")
    made = piece(material, size, theme, name)
    file = tmp_path / "a.pdf"
    file.write_bytes(made.pdf)
    run = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    pages = run.stdout.decode("utf-8").split("\f")[: made.pages]
    panels = 3 if material == "leaflet" else 1
    assert [page.count(DRAFT_MARK) for page in pages] == [panels] * made.pages


@pytest.mark.parametrize(("material", "size", "theme", "name"), KINDS)
def test_the_outlines_are_a_watermark_before_any_text_of_their_ground(
    material: str, size: str | None, theme: str, name: str
) -> None:
    made = piece(material, size, theme, name)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        for page in pdf.pages:
            tags = [
                str(one.operands[1].get("/Subtype"))
                for one in pikepdf.parse_content_stream(page)
                if str(one.operator) == "BDC" and str(one.operands[0]) == "/Artifact"
            ]
            assert "/Watermark" in tags


@pytest.mark.slow
def test_drafts_are_what_they_claim_to_be(tmp_path: Path) -> None:
    files = []
    for number, kind in enumerate(KINDS):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(piece(*kind).pdf)
    for verdict in judge(files):
        assert verdict.fault is None
        assert verdict.compliant, str(verdict)


def boxes(layout: Layout) -> list[tuple[float, ...]]:
    def walk(fragment: Fragment, x: float, y: float) -> Iterator[tuple[float, ...]]:
        yield x, y, fragment.width, fragment.height, fragment.font_size
        for child in fragment.children:
            yield from walk(child.fragment, x + child.x, y + child.y)

    return [box for page in layout.pages for box in walk(page, 0.0, 0.0)]


@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
def test_an_approved_piece_is_not_moved_at_all(material: str) -> None:
    older = workshop().make(job(material))
    workshop().make(job(material, campaign_=draft()))
    approved = workshop().make(job(material, campaign_=replace(campaign(), approval=APPROVED)))
    assert approved.pdf == older.pdf
    assert DRAFT_MARK.encode("utf-16-be").hex().upper().encode() not in older.pdf


@pytest.mark.slow
@pytest.mark.parametrize("size", ["A5", "A4", "A3", "A0", "B5"])
@pytest.mark.parametrize("theme", ["hien-dai", "ban-tin-1-mau", "ban-tin-2-mau"])
@pytest.mark.parametrize("text", TextLength)
def test_what_fits_when_approved_fits_as_a_draft(size: str, theme: str, text: TextLength) -> None:
    workshop().make(order("poster", size, theme, "office", text=text, made=campaign()))
    assert workshop().make(order("poster", size, theme, "office", text=text))


def test_the_record_states_a_draft_and_the_file_is_named_so() -> None:
    made = piece("insert", None, "hien-dai", "screen")
    assert made.expected.is_draft
    assert made.name.endswith("-ban-thao")
    assert b"<anpham:Draft>yes</anpham:Draft>" in made.pdf
    older = workshop().make(job("insert"))
    assert b"<anpham:Draft>" not in older.pdf
    assert "ban-thao" not in older.name
    draft_name = planned(job("insert", campaign_=draft())).name
    assert draft_name == f"{planned(job('insert')).name}-ban-thao"


def test_a_file_that_is_no_draft_is_one_where_the_campaign_waits_for_approval_today() -> None:
    older = workshop().make(job("insert"))
    expected = with_campaign(older.expected, draft())
    found = findings(replace(older, expected=expected))
    assert {one.code for one in found} >= {"draft", "draft-unmarked"}


def test_a_draft_stays_one_when_the_campaign_was_approved_since() -> None:
    made = piece("insert", None, "hien-dai", "screen")
    expected = with_campaign(made.expected, replace(campaign(), approval=APPROVED))
    (told,) = (
        one for one in findings(replace(made, expected=expected)) if one.code.startswith("draft")
    )
    assert "before" in str(told.message)


def test_a_page_of_a_draft_without_its_words_is_found() -> None:
    made = piece("leaflet", None, "ban-tin-1-mau", "office")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        page = pdf.pages[1]
        kept = []
        shown = [one for one in pikepdf.parse_content_stream(page) if one]
        # The strip's words are the last texts of a page.
        texts = [n for n, one in enumerate(shown) if str(one.operator) == "TJ"][-3:]
        kept = [one for n, one in enumerate(shown) if n not in texts]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        data = io.BytesIO()
        pdf.save(data)
    found = findings(replace(made, pdf=data.getvalue()))
    (told,) = (one for one in found if one.code == "draft-unmarked")
    assert told.place.page == 2


@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
@pytest.mark.parametrize("text", TextLength)
def test_the_deadline_of_validity_is_printed_stated_and_warned_after(
    material: str, text: TextLength
) -> None:
    until = DATE
    made = workshop().make(job(material, text, campaign_=replace(campaign(), valid_until=until)))
    words = f"Có hiệu lực đến ngày {until.day:02d}/{until.month}/{until.year}"
    assert [one.text for one in made.expected.stated if one.origin == "campaign.valid_until"] == [
        words
    ]
    assert f"<anpham:ValidUntil>{until.isoformat()}<".encode() in made.pdf

    def codes(today: dt.date) -> set[str]:
        result = check_piece(made.pdf, "x.pdf", made.profile, assets=ASSETS, today=today)
        return {one.code for one in result.findings if one.severity is not Severity.NOTE}

    assert "validity-ended" not in codes(until)
    assert codes(until) <= {"act-doubtful"}
    assert "validity-ended" in codes(until + dt.timedelta(days=1))


def test_making_a_piece_after_its_deadline_is_warned_of() -> None:
    over = replace(campaign(), valid_until=DATE - dt.timedelta(days=1))
    (warned,) = (
        one
        for one in planned(job("insert", campaign_=over)).findings
        if one.code == "validity-ended"
    )
    assert warned.severity is Severity.WARNING
    holds = replace(campaign(), valid_until=DATE)
    codes = [one.code for one in planned(job("insert", campaign_=holds)).findings]
    assert "validity-ended" not in codes


def test_outlines_end_at_the_border_of_their_ground() -> None:
    made = piece("poster", "A5", "hien-dai", "office")
    older = workshop().make(order("poster", "A5", "hien-dai", "office", made=campaign()))
    assert made.trim_mm == older.trim_mm
    picture = np.asarray(render(made.pdf, 0, 200)).astype(int)
    red = np.array([200, 50, 27])
    is_border = np.abs(picture - red).max(axis=2) < 30
    rows, columns = np.nonzero(is_border)
    left = columns.min()
    # The left side of the box around what not to do is unbroken.
    side = np.nonzero(is_border[:, left + 1])[0]
    assert len(side) > 100
    assert (np.diff(side) == 1).all()
    assert rows.max() > side.max() - 1
