"""``anpham check`` as a door: what it asks, what it tells of each file, and how it exits."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from support.corpus import QR_TARGET, TODAY, office_base, press_base, profile_name_of
from support.json_keys import keys
from support.preflights import (
    EXPECTED,
    NOTE,
    QUIET_ZONE,
    SHA256,
    SMALL_TEXT,
    code,
    preflight_with,
)
from support.shipped import ASSETS
from support.tools import Run

from generator import checking
from generator.checking import check_piece
from generator.cli import network
from generator.cli.fetching import Answer, NotReachedError
from generator.core.destination import Destination
from generator.core.errors import InputOutputError, Place, Problem
from generator.core.findings import Finding
from generator.core.messages import msg
from generator.core.provenance import NAMESPACE, PREFIX, statements
from generator.draw.metadata import Metadata, ProvenanceRecord, XmpProperty, XmpSchema, xmp
from generator.preflight.checks.brief import Brief
from generator.preflight.document import open_document
from generator.preflight.pdf.model import Document
from generator.preflight.profile_detection import Reason, Suggestion, suggested_profile
from generator.preflight.report.facts import PageFacts
from generator.preflight.report.result import Preflight
from generator.press.profile import Sides
from generator.press.profiles import default_profile

BROKEN = Problem("not-a-pdf", msg("it is no PDF"), msg("export it again"), Place("b.pdf"))

Change = Callable[[pikepdf.Pdf], None]


def pdf(change: Change | None = None) -> bytes:
    """A file of one empty A5 page."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(419.5, 595.3))
    if change is not None:
        change(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@dataclass
class Judge:
    """Stands in for the preflight: keeps what it was asked, gives prepared findings by file."""

    findings: dict[str, tuple[Finding, ...] | Exception] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def preflight(
        self, document: Document, brief: Brief, notes: tuple[Finding, ...] = ()
    ) -> Preflight:
        self.asked.append({"data": document.data, "brief": brief, "notes": notes})
        found = self.findings.get(document.source, ())
        if isinstance(found, Exception):
            raise found
        return preflight_with(*found, *notes, source=document.source)


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Judge:
    judge = Judge()
    monkeypatch.setattr(checking, "preflight", judge.preflight)
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (tmp_path / name).write_bytes(pdf())
    return judge


class TestText:
    """Text for a person: findings where they are, the cure, the code, the verdict."""

    def test_each_finding_has_its_place_its_code_and_its_cure(self, run: Run, judge: Judge) -> None:
        judge.findings["a.pdf"] = (SMALL_TEXT, QUIET_ZONE, NOTE)
        result = run("check", "a.pdf")
        assert result.stdout.splitlines() == [
            "a.pdf, page 1, 30.0 mm from the left, 60.0 mm from the top: error: "
            "text of 4.2 pt; the profile asks for at least 5 pt [text-too-small]",
            "  hint: make it larger",
            "a.pdf, page 1, 212.0 mm from the left, 320.0 mm from the top: warning: "
            "the quiet zone is 2.5 modules wide [qr-quiet-zone]",
            "  hint: leave 4 modules free",
            "a.pdf: note: it is read from 1.3 m [qr-distance]",
            "a.pdf: not fit for 'offset': 1 error, 1 warning",
            "  the profile is a guess from what is in the file; --profile names another",
            "  QR code on page 1: read from as far as 1.3 m, under 9 of 10 kinds and degrees of "
            "damage; https://example.vn/ma",
            "  official texts: 2 of 2 word for word",
            "  legal bases: 874/QĐ-BTTTT",
        ]
        assert result.stderr == ""

    def test_a_fit_file_is_reported_so(self, run: Run, judge: Judge) -> None:
        result = run("check", "a.pdf", "-q")
        assert result.stdout == "a.pdf: fit for 'offset': no errors, no warnings\n"

    def test_quiet_leaves_notes_and_verifications_out_but_no_warning(
        self, run: Run, judge: Judge
    ) -> None:
        judge.findings["a.pdf"] = (QUIET_ZONE, NOTE)
        lines = run("check", "a.pdf", "-q").stdout.splitlines()
        assert [line.rpartition(" ")[2] for line in lines] == ["[qr-quiet-zone]", "free", "warning"]

    def test_an_unreadable_code_is_not_reported_as_read(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, judge: Judge
    ) -> None:
        lost = preflight_with(codes=(code(content="", lost=10),))
        monkeypatch.setattr(checking, "preflight", lambda *_, **__: lost)
        assert "  QR code on page 1: cannot be read\n" in run("check", "a.pdf").stdout

    def test_it_speaks_vietnamese(self, run: Run, judge: Judge) -> None:
        judge.findings["a.pdf"] = (QUIET_ZONE,)
        assert "cảnh báo:" in run("check", "a.pdf", "--lang", "vi").stdout


class TestExit:
    """0 fit, 4 an error stands, 5 a file that nobody could judge."""

    @pytest.mark.parametrize(
        ("findings", "options", "exit_code"),
        [
            ((), (), 0),
            ((NOTE,), ("--strict",), 0),
            ((QUIET_ZONE,), (), 0),
            ((QUIET_ZONE,), ("--strict",), 4),
            ((SMALL_TEXT,), (), 4),
        ],
    )
    def test_code_is_what_came_of_the_file(
        self,
        run: Run,
        judge: Judge,
        findings: tuple[Finding, ...],
        options: tuple[str, ...],
        exit_code: int,
    ) -> None:
        judge.findings["a.pdf"] = findings
        assert run("check", "a.pdf", *options).exit_code == exit_code
        assert run("check", "a.pdf", "--json", *options).exit_code == exit_code

    def test_one_unfit_file_of_several_is_enough(self, run: Run, judge: Judge) -> None:
        judge.findings["b.pdf"] = (SMALL_TEXT,)
        result = run("check", "a.pdf", "b.pdf", "c.pdf", "-q")
        assert result.exit_code == 4
        assert [line.partition(":")[0] for line in result.stdout.splitlines()] == [
            "a.pdf",
            "b.pdf, page 1, 30.0 mm from the left, 60.0 mm from the top",
            "  hint",
            "b.pdf",
            "c.pdf",
            "files",
        ]

    def test_a_file_that_cannot_be_read_stops_no_other(self, run: Run, judge: Judge) -> None:
        judge.findings["b.pdf"] = InputOutputError(BROKEN)
        result = run("check", "b.pdf", "none.pdf", "c.pdf", "-q")
        assert result.exit_code == 5
        assert result.stderr.splitlines() == [
            "b.pdf: error: it is no PDF",
            "  hint: export it again",
            "none.pdf: error: cannot read the file: there is no such file or folder",
            "  hint: check its name, and that you may open it",
        ]
        assert result.stdout == (
            "c.pdf: fit for 'offset': no errors, no warnings\n"
            "files: 3; fit: 1; not fit: 0; not read: 2\n"
        )

    def test_a_fault_of_ours_stops_no_other_file(self, run: Run, judge: Judge) -> None:
        judge.findings["a.pdf"] = ZeroDivisionError("division by zero")
        result = run("check", "a.pdf", "b.pdf", "-q")
        assert result.exit_code == 70
        assert result.stderr.splitlines() == [
            "a.pdf: error: anpham itself has a fault: ZeroDivisionError: division by zero",
            "  hint: run again with -v to see the details",
        ]
        assert result.stdout == (
            "b.pdf: fit for 'offset': no errors, no warnings\n"
            "files: 2; fit: 1; not fit: 0; not read: 1\n"
        )

    def test_the_details_of_a_fault_of_ours_are_shown_when_asked_for(
        self, run: Run, judge: Judge
    ) -> None:
        judge.findings["a.pdf"] = ZeroDivisionError("division by zero")
        result = run("check", "a.pdf", "-v", "--json")
        assert "Traceback" in result.stderr
        (reported,) = json.loads(result.stdout)["files"]
        assert (reported["ok"], reported["problems"][0]["code"]) == (False, "internal")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ((), "Missing argument"),
            (("a.pdf", "--report", "x.docx"), "a certificate is a .pdf or .html file"),
            (("a.pdf", "b.pdf", "--report", "x.pdf"), "2 are named"),
            (("a.pdf", "--report", "./a.pdf"), "would replace the file"),
            (("a.pdf", "--profile", "ofset"), "ofset"),
            (("a.pdf", "--campaign", "none"), "no campaign 'none'"),
        ],
    )
    def test_a_command_that_cannot_be_meant_judges_nothing(
        self, run: Run, judge: Judge, arguments: tuple[str, ...], said: str
    ) -> None:
        result = run("check", *arguments)
        assert result.exit_code == 2
        assert said in result.stderr
        assert judge.asked == []


class TestAsked:
    """Options that reach the preflight."""

    def test_campaign_day_and_bytes_do(
        self, run: Run, judge: Judge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
        run("check", "a.pdf", "--campaign", "ung-xu-mang-xa-hoi")
        (asked,) = judge.asked
        assert asked["brief"].today == dt.date(2026, 11, 24)
        assert "874/QĐ-BTTTT" in {act.number for act in asked["brief"].known_acts}
        assert "ung-xu-mang-xa-hoi" in str(asked["notes"][0].message)
        assert asked["data"] == (tmp_path / "a.pdf").read_bytes()

    def test_the_profile_asked_for_goes_before_any_other(self, run: Run, judge: Judge) -> None:
        report = json.loads(run("check", "a.pdf", "--profile", "copier", "--json").stdout)
        (asked,) = judge.asked
        assert asked["brief"].profile.name == "copier"
        assert report["files"][0]["profile_from"] == "asked"

    @pytest.mark.parametrize(
        ("profile", "name", "reason"),
        [
            ("newspaper", "newspaper", "stated"),
            ("in-an-nguyen-van-a", "offset", "guessed"),
        ],
    )
    def test_the_profile_that_a_file_names_is_taken_if_it_is_known(
        self, run: Run, judge: Judge, tmp_path: Path, profile: str, name: str, reason: str
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(pdf(with_provenance(profile)))
        report = json.loads(run("check", "a.pdf", "--json").stdout)
        (asked,) = judge.asked
        assert asked["brief"].profile.name == name
        assert report["files"][0]["profile_from"] == reason

    def test_a_profile_that_is_not_here_is_reported_and_another_taken(
        self, run: Run, judge: Judge, tmp_path: Path
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(pdf(with_provenance("in-an-nguyen-van-a")))
        result = run("check", "a.pdf", "-q", "--report", "c.html")
        assert result.stdout.splitlines() == [
            "a.pdf: warning: the file was made for 'in-an-nguyen-van-a', which is not here; it is "
            "judged by 'offset' [profile-not-here]",
            "  hint: Give the print shop's profile: --profile FILE.",
            "a.pdf: fit for 'offset': 1 warning",
        ]
        assert "in-an-nguyen-van-a" in (tmp_path / "c.html").read_text("utf-8")
        (reported,) = json.loads(run("check", "a.pdf", "--json").stdout)["files"]
        assert [finding["code"] for finding in reported["findings"]] == ["profile-not-here"]
        assert "is a guess" not in run("check", "a.pdf").stdout

    def test_nothing_is_missed_where_a_profile_is_given(
        self, run: Run, judge: Judge, tmp_path: Path
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(pdf(with_provenance("in-an-nguyen-van-a")))
        assert "not here" not in run("check", "a.pdf", "--profile", "newspaper").stdout


def with_provenance(profile: str) -> Change:
    """States that a file was made for ``profile``."""
    schema = XmpSchema("anpham", NAMESPACE, PREFIX, (XmpProperty("Profile", "Text", "x"),))
    record = ProvenanceRecord(schema, {**statements(EXPECTED), "Profile": profile})
    packet = xmp(Metadata(title="x", author="x", date=dt.date(2026, 11, 24), provenance=record))

    def plant(made: pikepdf.Pdf) -> None:
        made.Root.Metadata = made.make_stream(packet)

    return plant


def suggested(data: bytes) -> Suggestion:
    with open_document(data, "a.pdf", icc=ASSETS.icc) as document:
        return suggested_profile(document)


class TestSuggestion:
    """Which profile a file is judged by when nobody says it."""

    def test_a_plain_file_is_for_the_office(self) -> None:
        found = suggested(pdf())
        assert (found.name, found.reason) == ("office", Reason.GUESSED)

    def trimmed(self, made: pikepdf.Pdf) -> None:
        made.pages[0].TrimBox = pikepdf.Array([10, 10, 400, 580])

    def trimmed_at_the_edge(self, made: pikepdf.Pdf) -> None:
        made.pages[0].TrimBox = made.pages[0].MediaBox

    def with_intent(self, made: pikepdf.Pdf) -> None:
        profile = made.make_stream(b"x", N=4)
        made.Root.OutputIntents = pikepdf.Array(
            [pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFA1, DestOutputProfile=profile)]
        )

    def as_pdfx(self, made: pikepdf.Pdf) -> None:
        made.docinfo["/GTS_PDFXVersion"] = "PDF/X-1a:2001"

    @pytest.mark.parametrize("plant", [trimmed, with_intent, as_pdfx])
    def test_what_only_a_press_needs_makes_it_one_for_the_press(
        self, plant: Callable[[TestSuggestion, pikepdf.Pdf], None]
    ) -> None:
        found = suggested(pdf(lambda made: plant(self, made)))
        assert (found.name, found.destination) == ("offset", Destination.PRESS)

    def test_a_trim_as_large_as_the_page_is_no_sign_of_a_press(self) -> None:
        assert suggested(pdf(self.trimmed_at_the_edge)).name == "office"

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7 cut off", b"PK\x03\x04"])
    def test_what_is_no_pdf_gets_none_and_a_problem(
        self, run: Run, tmp_path: Path, data: bytes
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(data)
        (reported,) = json.loads(run("check", "a.pdf", "--json").stdout)["files"]
        assert (reported["profile"], reported["profile_from"]) == (None, None)
        assert [problem["code"] for problem in reported["problems"]] == ["not-a-pdf"]

    def test_what_opens_only_with_a_password_gets_none_and_a_problem(
        self, run: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(locked(press_base()))
        (reported,) = json.loads(run("check", "a.pdf", "--json").stdout)["files"]
        assert (reported["profile"], reported["profile_from"]) == (None, None)
        assert [problem["code"] for problem in reported["problems"]] == ["pdf-needs-password"]


def locked(data: bytes) -> bytes:
    """``data`` with a password."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as made:
        made.save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    return file.getvalue()


class TestJson:
    """The same for a program."""

    def test_is_one_object_with_every_file_in_order(self, run: Run, judge: Judge) -> None:
        judge.findings["b.pdf"] = InputOutputError(BROKEN)
        judge.findings["c.pdf"] = (QUIET_ZONE,)
        result = run("check", "a.pdf", "b.pdf", "c.pdf", "--json")
        report = json.loads(result.stdout)
        assert (report["schema"], report["schema_version"]) == ("anpham.check", 1)
        assert [(f["path"], f["ok"]) for f in report["files"]] == [
            ("a.pdf", True),
            ("b.pdf", False),
            ("c.pdf", True),
        ]
        assert report["ok"] is False
        first, broken, third = report["files"]
        assert set(first) == set(broken)
        assert broken["problems"][0]["code"] == "not-a-pdf"
        assert broken["sha256"] is None
        assert (first["sha256"], first["pages"], first["trim_mm"]) == (SHA256, 1, [[297.0, 420.0]])
        assert first["standards"] == ["PDF/X-4", "PDF/A-2a", "PDF/UA-1"]
        assert first["texts"][1] == {
            "item": "do-2",
            "address": "1.2",
            "page": 1,
            "proved": True,
        }
        assert first["legal"][0] == {
            "number": "874/QĐ-BTTTT",
            "date": "2021-06-17",
            "status": "doubtful",
            "checked_on": "2026-11-24",
            "replaced_by": "423/QĐ-BVHTTDL",
        }
        (found,) = third["findings"]
        assert (found["code"], found["severity"]) == ("qr-quiet-zone", "warning")
        assert (found["place"]["page"], found["place"]["x_mm"]) == (1, 212.0)

    def test_a_code_is_reported_with_its_ladder_in_figures_one_can_read(
        self, run: Run, judge: Judge
    ) -> None:
        (reported,) = json.loads(run("check", "a.pdf", "--json").stdout)["files"][0]["qr"]
        assert reported["page"] == 1
        assert (reported["module_mm"], reported["quiet_zone_modules"], reported["contrast"]) == (
            1.333,
            4,
            0.99,
        )
        assert reported["steps"][-1] == {
            "name": "blur",
            "strength": 0.9,
            "required": False,
            "read": False,
        }

    def test_strict_counts_in_it_too(self, run: Run, judge: Judge) -> None:
        judge.findings["a.pdf"] = (QUIET_ZONE,)
        assert json.loads(run("check", "a.pdf", "--json", "--strict").stdout)["ok"] is False


class TestCertificate:
    """--report writes a page for the print shop, whole or not at all."""

    @pytest.mark.parametrize(
        ("name", "head"), [("c.pdf", b"%PDF-"), ("c.HTML", b"<!DOCTYPE html>")]
    )
    def test_is_written_in_the_format_of_its_name(
        self, run: Run, judge: Judge, tmp_path: Path, name: str, head: bytes
    ) -> None:
        result = run("check", "a.pdf", "--report", f"phieu/{name}")
        assert result.exit_code == 0
        assert (tmp_path / "phieu" / name).read_bytes().startswith(head)
        assert result.stderr == f"certificate: {Path('phieu', name)}\n"

    def test_is_written_for_an_unfit_file_too(self, run: Run, judge: Judge, tmp_path: Path) -> None:
        judge.findings["a.pdf"] = (SMALL_TEXT,)
        report = json.loads(run("check", "a.pdf", "--report", "c.html", "--json").stdout)
        assert report["certificate"] == "c.html"
        page = (tmp_path / "c.html").read_text("utf-8")
        assert "Do not print it yet" in page

    def test_is_not_written_for_what_cannot_be_read(
        self, run: Run, judge: Judge, tmp_path: Path
    ) -> None:
        judge.findings["a.pdf"] = InputOutputError(BROKEN)
        result = run("check", "a.pdf", "--report", "x.html", "--json")
        assert result.exit_code == 5
        assert json.loads(result.stdout)["certificate"] is None
        assert not (tmp_path / "x.html").exists()

    def test_that_cannot_be_written_is_reported_with_an_option_that_there_is(
        self, run: Run, judge: Judge, tmp_path: Path
    ) -> None:
        (tmp_path / "phieu").write_text("x", "utf-8")
        result = run("check", "a.pdf", "--report", "phieu/c.pdf")
        assert result.exit_code == 5
        assert result.stderr.splitlines()[-1] == (
            "  hint: choose another place for the certificate with --report"
        )

    def test_speaks_the_language_of_the_command(
        self, run: Run, judge: Judge, tmp_path: Path
    ) -> None:
        run("check", "a.pdf", "--report", "c.html", "--lang", "vi")
        page = (tmp_path / "c.html").read_text("utf-8")
        assert '<html lang="vi">' in page
        assert "In offset, giấy tráng phủ" in page


@dataclass
class Web:
    """Stands in for the network: keeps what it was asked, answers with the same page."""

    body: bytes | None = b"<p>874</p>"
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str) -> Answer:
        self.asked.append(url)
        if self.body is None:
            raise NotReachedError(msg("there is no network"))
        return Answer(200, url, "text/html", self.body)


class TestLinks:
    """--links asks for the addresses in QR codes, and records the answers."""

    @pytest.fixture
    def web(self, monkeypatch: pytest.MonkeyPatch, judge: Judge) -> Web:
        web = Web()
        monkeypatch.setattr(network, "fetch_page", web.fetch)
        return web

    def test_nobody_is_asked_without_it(self, run: Run, web: Web) -> None:
        run("check", "a.pdf")
        assert web.asked == []

    def test_each_address_is_asked_for_once_a_run(self, run: Run, web: Web) -> None:
        result = run("check", "a.pdf", "b.pdf", "--links")
        assert web.asked == ["https://example.vn/ma"]
        assert "  https://example.vn/ma: the server answers 200\n" in result.stdout

    def test_a_page_that_changed_since_the_last_check_is_a_warning(
        self, run: Run, web: Web, tmp_path: Path
    ) -> None:
        assert run("check", "a.pdf", "--links", "--strict").exit_code == 0
        assert (tmp_path / network.RECORD_NAME).is_file()
        assert run("check", "a.pdf", "--links", "--strict").exit_code == 0
        web.body = b"<p>423</p>"
        changed = run("check", "a.pdf", "--links", "--strict")
        assert changed.exit_code == 4
        assert "[link-changed]" in changed.stdout

    def test_without_a_network_nothing_is_an_error(
        self, run: Run, web: Web, tmp_path: Path
    ) -> None:
        web.body = None
        result = run("check", "a.pdf", "--links", "--strict", "--json")
        assert result.exit_code == 0
        (reported,) = json.loads(result.stdout)["files"]
        assert [link["state"] for link in reported["links"]] == ["not-checked"]
        assert [f["code"] for f in reported["findings"]] == ["link-not-checked"]

    def test_without_a_network_no_record_is_begun(self, run: Run, web: Web, tmp_path: Path) -> None:
        web.body = None
        run("check", "a.pdf", "--links")
        assert not (tmp_path / network.RECORD_NAME).exists()

    def test_a_record_that_cannot_be_written_changes_no_judgement(
        self, run: Run, web: Web, tmp_path: Path
    ) -> None:
        (tmp_path / network.RECORD_NAME).mkdir()
        result = run("check", "a.pdf", "b.pdf", "--links", "--strict")
        assert result.exit_code == 0
        assert "  https://example.vn/ma: the server answers 200\n" in result.stdout
        assert result.stderr.count("warning: what the network said is not kept") == 1
        assert "-o" not in result.stderr

    def test_a_damaged_record_is_reported(self, run: Run, web: Web, tmp_path: Path) -> None:
        (tmp_path / network.RECORD_NAME).write_text("{", "utf-8")
        result = run("check", "a.pdf", "--links")
        assert result.exit_code == 1
        assert network.RECORD_NAME in result.stderr


class TestWhole:
    """No stand-ins: files made by hand, judged and certified."""

    @pytest.mark.parametrize("base", [press_base, office_base])
    def test_a_clean_file_is_fit_whatever_way_its_profile_is_found(
        self, run: Run, tmp_path: Path, base: Callable[[], bytes]
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(base())
        report = json.loads(run("check", "a.pdf", "--json").stdout)
        (reported,) = report["files"]
        assert (reported["ok"], reported["profile"]) == (True, profile_name_of(base))
        assert [code["content"] for code in reported["qr"]] == [QR_TARGET]

    def test_a_fault_is_found_reported_and_pinned(self, run: Run, tmp_path: Path) -> None:
        with pikepdf.open(io.BytesIO(press_base())) as made:
            del made.pages[0].TrimBox
            made.save(tmp_path / "a.pdf")
        result = run("check", "a.pdf", "--profile", "offset", "--report", "c.pdf")
        assert result.exit_code == 4
        assert "[page-box-missing]" in result.stdout
        assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF-")

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "the file is empty"),
            (b"\0" * 5000, "the file is empty"),
            (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "this is a picture (PNG), not a PDF"),
            (b"\xff\xd8\xff\xe0" + b"\0" * 50, "this is a picture (JPEG), not a PDF"),
            (b"PK\x03\x04" + b"\0" * 50, "this is a Word document or another zipped file"),
            (b"\xd0\xcf\x11\xe0" + b"\0" * 50, "this is an old Word document (.doc)"),
            ("Kính gửi: Ủy ban".encode(), "this is plain text, not a PDF"),
            ("Kính gửi: Ủy ban".encode("utf-16"), "this is plain text, not a PDF"),
            (b"\n<!DOCTYPE html><title>404</title>", "this is a web page, not a PDF"),
            (b"%PDF-1.7 cut off", "the PDF is so damaged that it cannot be opened"),
            (bytes(range(256)), "the file is no PDF, or so damaged"),
        ],
    )
    def test_what_is_no_pdf_is_reported_for_what_it_is(
        self, run: Run, tmp_path: Path, data: bytes, said: str
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(data)
        result = run("check", "a.pdf", "--json")
        assert result.exit_code == 5
        (problem,) = json.loads(result.stdout)["files"][0]["problems"]
        assert problem["code"] == "not-a-pdf"
        assert problem["message"].startswith(said)
        assert problem["hint"]

    def test_a_folder_a_locked_and_a_missing_file_stop_no_other(
        self, run: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "thu-muc.pdf").mkdir()
        (tmp_path / "khoa.pdf").write_bytes(locked(office_base()))
        (tmp_path / "a.pdf").write_bytes(office_base())
        result = run("check", "thu-muc.pdf", "khoa.pdf", "none.pdf", "a.pdf", "-q")
        assert result.exit_code == 5
        assert [line for line in result.stderr.splitlines() if "error:" in line] == [
            "thu-muc.pdf: error: this is a folder, not a PDF",
            "khoa.pdf: error: the file opens only with a password",
            "none.pdf: error: cannot read the file: there is no such file or folder",
        ]
        assert result.stdout == (
            "a.pdf: fit for 'office-borderless': no errors, no warnings\n"
            "files: 4; fit: 1; not fit: 0; not read: 3\n"
        )

    @pytest.mark.parametrize(
        ("base", "profile", "option"),
        [
            (press_base, "office", "--for office"),
            (press_base, "copier", "--profile copier"),
            (office_base, "offset", "--for press"),
            (office_base, "newspaper", "--profile newspaper"),
        ],
    )
    def test_a_file_made_for_elsewhere_has_one_fault_and_the_command_that_mends_it(
        self, run: Run, tmp_path: Path, base: Callable[[], bytes], profile: str, option: str
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(base())
        result = run("check", "a.pdf", "--profile", profile, "-q")
        assert result.exit_code == 4
        found, hint, verdict = result.stdout.splitlines()
        assert found.endswith("[made-for-elsewhere]")
        assert f"anpham make insert {option}," in hint
        assert verdict == f"a.pdf: not fit for '{profile}': 1 error"

    def test_a_print_shops_own_profile_is_asked_for_by_its_file(
        self, run: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "nha-in.yaml").write_text(
            "like: offset\nnames: {vi: Nhà in, en: Shop}\n", "utf-8"
        )
        (tmp_path / "a.pdf").write_bytes(office_base())
        reported = run("check", "a.pdf", "--profile", "nha-in.yaml").stdout
        assert "anpham make insert --profile FILE," in reported

    def test_a_campaign_that_a_file_says_nothing_of_is_not_taken_for_compared(
        self, run: Run, tmp_path: Path
    ) -> None:
        with pikepdf.open(io.BytesIO(office_base())) as made:
            packet = made.Root.Metadata.read_bytes()
            made.Root.Metadata = made.make_stream(packet.replace(NAMESPACE.encode(), b"urn:x#"))
            made.save(tmp_path / "a.pdf")
        result = run(
            "check", "a.pdf", "--campaign", "ung-xu-mang-xa-hoi", "--json", "--report", "c.html"
        )
        (reported,) = json.loads(result.stdout)["files"]
        found = {finding["code"]: finding for finding in reported["findings"]}
        assert found["campaign-not-compared"]["severity"] == "warning"
        assert "874/QĐ-BTTTT" in found["act-doubtful"]["message"]
        assert "act-unknown" not in found
        page = (tmp_path / "c.html").read_text("utf-8")
        assert "it was not compared with" in page

    def test_every_key_is_in_the_reference(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(press_base())
        report = json.loads(run("check", "a.pdf", "none.pdf", "--json").stdout)
        page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
        assert [key for key in sorted(keys(report)) if f"`{key}`" not in page] == []

    def test_facts_are_those_of_the_file(self) -> None:
        facts = check_piece(
            press_base(),
            "a.pdf",
            default_profile(Destination.PRESS, ASSETS.profiles),
            assets=ASSETS,
            today=TODAY,
        ).facts
        (page,) = facts.pages
        assert page == PageFacts((148.0, 210.0), Sides(3.0, 3.0, 3.0, 3.0))
        assert set(facts.inks) <= {"Cyan", "Magenta", "Yellow", "Black"}
        assert (facts.uses_rgb, facts.intent) == (False, "FOGRA39")
        assert facts.standards == ("PDF/X-4", "PDF/A-2a", "PDF/UA-1")

    def test_a_turned_page_is_as_wide_as_a_person_holds_it(self) -> None:
        with pikepdf.open(io.BytesIO(press_base())) as made:
            page = made.pages[0]
            page.Rotate = 90
            left, bottom, right, top = (float(x) for x in page.TrimBox)
            # Without bleed on the left edge, which a clockwise turn brings to the top.
            page.BleedBox = pikepdf.Array([left, bottom - 5, right + 5, top + 5])
            file = io.BytesIO()
            made.save(file)
        facts = check_piece(
            file.getvalue(),
            "a.pdf",
            default_profile(Destination.PRESS, ASSETS.profiles),
            assets=ASSETS,
            today=TODAY,
        ).facts
        assert facts.pages[0].trim_mm == (210.0, 148.0)
        bleed = facts.pages[0].bleed_mm
        assert (bleed.top, bleed.right, bleed.bottom, bleed.left) == (0.0, 1.76, 1.76, 1.76)


class TestStandardInput:
    """``-`` is the PDF that another program gives."""

    def test_is_checked_like_a_file(self, run: Run) -> None:
        result = run("check", "-", standard_input=pdf())
        assert result.exit_code in (0, 4), result.stderr
        assert re.search(r"^<stdin>: (not )?fit for '", result.stdout, re.MULTILINE)

    def test_is_named_in_the_json_and_has_a_certificate(self, run: Run) -> None:
        data = pdf()
        result = run("check", "-", "--json", "--report", "certificate.html", standard_input=data)
        (checked,) = json.loads(result.stdout)["files"]
        assert (checked["path"], checked["problems"]) == ("<stdin>", [])
        assert checked["sha256"] == hashlib.sha256(data).hexdigest()
        assert "stdin" in Path("certificate.html").read_text(encoding="utf-8")

    def test_that_is_no_pdf_is_reported_for_what_it_is(self, run: Run) -> None:
        result = run("check", "-", standard_input=b"")
        assert result.exit_code == 5
        assert result.stderr.startswith("<stdin>: error: ")

    def test_is_read_once_beside_files(self, run: Run) -> None:
        Path("a.pdf").write_bytes(pdf())
        result = run("check", "a.pdf", "-", "--json", standard_input=pdf())
        assert [one["path"] for one in json.loads(result.stdout)["files"]] == ["a.pdf", "<stdin>"]
        result = run("check", "-", "-", standard_input=pdf())
        assert result.exit_code == 2
        assert result.stderr.splitlines() == [
            "error: '-' is named 2 times, but can be read only once",
            "  hint: name it once",
        ]
