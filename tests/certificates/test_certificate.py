"""Certificates: what they say of a preflight, and that they say it whole and on one page."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.preflights import (
    DATE,
    EXPECTED,
    NOTE,
    QUIET_ZONE,
    SHA256,
    SMALL_TEXT,
    code,
    preflight_with,
)
from support.shipped import ASSETS
from support.verapdf import judge
from support.workshop import piece, profile

from generator.certificates import html, page
from generator.certificates.html import certificate_html
from generator.certificates.localized import (
    PINS_APART_MM,
    Localization,
    arrange_pictures,
    localized_certificate,
    position_pins,
)
from generator.certificates.model import (
    Certificate,
    Outcome,
    Pin,
    certificate_of,
    counted,
)
from generator.certificates.pictures import page_jpeg
from generator.checking import check_piece
from generator.core.destination import Destination
from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.units import mm_to_pt, pt_to_mm
from generator.pipeline import certificate_pdf
from generator.preflight.document import open_document
from generator.preflight.report.result import Preflight

ENGLISH = Localization("en", str)
SHARE = st.floats(0, 1)


def pictured(data: bytes, page: int, longer_side_px: int = 900) -> bytes:
    with open_document(data, "a.pdf", icc=ASSETS.icc) as document:
        return page_jpeg(document.pages[page], longer_side_px)


def blank(width_pt: float, height_pt: float, **boxes: object) -> bytes:
    """A file of one empty page."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(width_pt, height_pt))
    for name, value in boxes.items():
        made.pages[0][f"/{name}"] = value
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


GREY = pictured(blank(72, 144), 0, 60)


def certificate(result: Preflight, *, strict: bool = False) -> Certificate:
    return certificate_of(result, strict=strict, program="anpham 9.9")


def outcomes(of: Certificate) -> dict[str, Outcome]:
    return {judged.group: judged.outcome for judged in of.judgements}


def pdf_of(of: Certificate, speech: Localization = ENGLISH) -> bytes:
    return certificate_pdf(of, [GREY] * len(of.pictures), speech, ASSETS)


def spaced(text: str) -> str:
    """``text`` with spaces that break in place of those that do not."""
    return text.replace("\u00a0", " ")


def text_of(data: bytes) -> str:
    """The text of the only page of a PDF, with single spaces."""
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    return " ".join(document[0].get_textpage().get_text_range().split())


class TestValues:
    """Values that are certified."""

    def test_an_error_fails_the_file_and_its_group_alone(self) -> None:
        of = certificate(preflight_with(SMALL_TEXT))
        assert (of.outcome, str(of.verdict)) == (Outcome.FAILED, "Do not print it yet")
        failed = {name for name, outcome in outcomes(of).items() if outcome is not Outcome.PASSED}
        assert failed == {"type"}

    def test_a_warning_is_a_point_to_look_at_and_strictly_an_error(self) -> None:
        result = preflight_with(QUIET_ZONE, NOTE)
        assert certificate(result).outcome is Outcome.WARNED
        assert outcomes(certificate(result))["qr"] is Outcome.WARNED
        assert certificate(result, strict=True).outcome is Outcome.FAILED
        assert outcomes(certificate(result, strict=True))["qr"] is Outcome.FAILED

    def test_a_note_changes_no_verdict(self) -> None:
        of = certificate(preflight_with(NOTE), strict=True)
        assert (of.outcome, str(of.verdict)) == (Outcome.PASSED, "Fit to print")
        assert set(outcomes(of).values()) == {Outcome.PASSED, Outcome.NOTED}
        assert str(of.count) == "no errors, no warnings, 1 note"

    def test_a_subject_with_notes_is_not_said_to_be_faultless(self) -> None:
        untagged = Finding("not-tagged", Severity.NOTE, msg("the file has no tags"))
        changed = Finding("official-text-order", Severity.NOTE, msg("x"))
        of = certificate(preflight_with(NOTE, untagged, changed))
        said = {judged.group: str(judged.said) for judged in of.judgements}
        assert said["access"] == said["qr"] == "fit, with notes"
        assert said["text"] == "2 of 2 word for word, with notes"
        assert said["type"] == "nothing to object to"

    def test_acts_that_a_foreign_page_names_are_not_said_to_be_none(self) -> None:
        named = Finding("act-unknown", Severity.NOTE, msg("the text names 1/2020/NĐ-CP"))
        of = certificate(preflight_with(named, expected=None))
        (legal,) = [judged for judged in of.judgements if judged.group == "legal"]
        assert (legal.outcome, str(legal.said)) == (Outcome.ABSENT, "see the notes")

    def test_that_short_lines_are_the_campaigns_own_words_is_said_where_texts_were_verified(
        self,
    ) -> None:
        def asides(result: Preflight) -> list[str]:
            return [judged.group for judged in certificate(result).judgements if judged.aside]

        assert asides(preflight_with()) == ["text"]
        assert asides(preflight_with(expected=None)) == []

    def test_what_an_office_has_to_mend_is_not_asked_of_the_print_shop(self) -> None:
        hint = msg("correct “status” in campaign.yaml")
        doubtful = Finding("act-doubtful", Severity.WARNING, msg("x"), hint)
        unknown = Finding("act-unknown", Severity.NOTE, msg("x"), hint)
        remedies = [r.remedy for r in certificate(preflight_with(doubtful, unknown)).remarks]
        assert list(map(str, remedies)) == [
            "Whoever orders the piece decides this; ask before printing.",
            "None",
        ]

    def test_who_orders_and_the_panels_are_reported_where_known(self) -> None:
        leaflet = replace(EXPECTED, pages=2, folds_mm=((97.0, 197.0), (100.0, 200.0)))
        of = certificate_of(
            preflight_with(expected=leaflet, trims_mm=[(297, 210)] * 2),
            strict=False,
            program="anpham 9.9",
            issuer="Ủy ban nhân dân phường An Phú Đông",
        )
        facts = {str(fact.label): str(fact.value) for fact in of.facts}
        assert facts["Ordered by"] == "Ủy ban nhân dân phường An Phú Đông"
        assert facts["Panels"] == "page 1: 97 + 100 + 100 mm; page 2: 100 + 100 + 97 mm"

    def test_codes_are_covered_where_they_are(self) -> None:
        (picture,) = certificate(preflight_with()).pictures
        assert picture.codes == ((200 / 297, 310 / 420, 44 / 297, 44 / 420),)

    def test_what_is_for_the_screen_is_published_not_printed(self) -> None:
        on_screen = preflight_with(destination=Destination.SCREEN)
        assert str(certificate(on_screen).verdict) == "Fit to publish"

    def test_what_is_not_there_is_not_praised(self) -> None:
        of = certificate(preflight_with(expected=None, codes=()))
        absent = {name for name, outcome in outcomes(of).items() if outcome is Outcome.ABSENT}
        assert absent == {"qr", "text", "legal"}

    def test_what_is_missing_fails_though_it_is_not_there(self) -> None:
        missing = Finding("qr-missing", Severity.ERROR, msg("there is no QR code"))
        assert outcomes(certificate(preflight_with(missing, codes=())))["qr"] is Outcome.FAILED

    @pytest.mark.parametrize(
        ("findings", "words"),
        [
            ((), "no errors, no warnings"),
            ((NOTE,), "no errors, no warnings"),
            ((QUIET_ZONE,), "1 warning"),
            ((SMALL_TEXT,) * 2, "2 errors"),
            ((SMALL_TEXT, QUIET_ZONE, QUIET_ZONE), "1 error, 2 warnings"),
        ],
    )
    def test_findings_are_counted_in_words(self, findings: tuple[Finding, ...], words: str) -> None:
        assert str(counted(findings)) == words

    def test_pins_point_to_shares_of_the_page_they_are_on(self) -> None:
        far_out = Finding("bleed", Severity.NOTE, msg("x"), None, Place(page=2, x_mm=-3, y_mm=999))
        of = certificate(
            preflight_with(SMALL_TEXT, far_out, NOTE, trims_mm=[(297, 420), (297, 420)])
        )
        first, second = of.pictures
        (pin,) = first.pins
        assert (pin.number, pin.x, pin.y) == (1, 30 / 297, 60 / 420)
        (outside,) = second.pins
        assert (outside.number, outside.x, outside.y) == (2, 0.0, 1.0)

    def test_only_the_first_pages_are_pictured_and_the_others_counted(self) -> None:
        of = certificate(preflight_with(trims_mm=[(148, 210)] * 7))
        assert ([picture.page for picture in of.pictures], of.more_pages) == ([0, 1], 5)

    def test_facts_are_those_of_the_file(self) -> None:
        facts = {str(f.label): str(f.value) for f in certificate(preflight_with()).facts}
        assert facts == {
            "Trimmed page": "297 x 420 mm, 1 page",
            "Bleed": "3 mm on each edge",
            "Colours": "cyan, magenta, yellow, black",
            "Output intent": "FOGRA39",
            "Says it keeps": "PDF/X-4, PDF/A-2a, PDF/UA-1",
            "Fonts": "BeVietnamPro-Medium, BeVietnamPro-Bold",
        }


class TestWording:
    """One language, everywhere, and remarks up to a number."""

    def test_every_text_goes_through_the_language(self) -> None:
        result = preflight_with(SMALL_TEXT, QUIET_ZONE)
        shown = localized_certificate(
            certificate(result), Localization("vi", lambda m: f"«{m}»"), remarks=9
        )
        texts = [shown.verdict, shown.summary, shown.made, *shown.titles.values()]
        texts += [text for row in shown.facts for text in (row.label, row.value)]
        texts += [text for row in shown.judgements for text in (row.title, row.said)]
        texts += [text for row in shown.remarks for text in (row.message, row.place, row.remedy)]
        texts += [text for row in shown.codes for text in (row.label, row.ladder, row.details)]
        assert [text for text in texts if not text.startswith("«")] == []
        assert "giấy tráng phủ" in shown.summary
        assert "24/11/2026" in shown.made

    def test_remarks_left_out_are_counted_and_bear_no_pins(self) -> None:
        of = certificate(preflight_with(SMALL_TEXT, QUIET_ZONE, NOTE))
        shown = localized_certificate(of, ENGLISH, remarks=1)
        assert [remark.number for remark in shown.remarks] == [1]
        assert [pin.number for pin in shown.pictures[0].pins] == [1]
        assert shown.more == "and 2 more"
        assert localized_certificate(of, ENGLISH, remarks=3).more == ""

    def test_a_remark_says_where_in_words(self) -> None:
        shown = localized_certificate(
            certificate(preflight_with(SMALL_TEXT, NOTE)), ENGLISH, remarks=9
        )
        first, second = shown.remarks
        assert spaced(first.place) == "Page 1: 30 mm from the left, 60 mm from the top"
        assert spaced(first.message) == "Text of 4.2 pt; the profile asks for at least 5 pt"
        assert (first.severity, first.severity_word) == ("error", "Error")
        assert second.place == "Whole file"

    def test_figures_are_never_parted_from_their_units(self) -> None:
        of = certificate(preflight_with(SMALL_TEXT, trims_mm=[(297, 420)]))
        shown = localized_certificate(of, ENGLISH, remarks=9)
        assert shown.codes[0].distance == "1.3\u00a0m"
        assert "297\u00a0x\u00a0420\u00a0mm, 1 page" in [row.value for row in shown.facts]
        assert "4.2\u00a0pt; the profile" in shown.remarks[0].message
        # A number before a word that only begins like a unit may end a line.
        many = Finding("x", Severity.ERROR, msg("5 marks, 7 points"))
        assert localized_certificate(certificate(preflight_with(many)), ENGLISH, remarks=1).remarks[
            0
        ].message == ("5 marks, 7 points")

    @given(
        pins=st.lists(st.tuples(SHARE, SHARE), min_size=1, max_size=14),
        size=st.tuples(st.floats(36, 68), st.floats(36, 72)),
    )
    @example(pins=[(0.0, 0.0)] * 14, size=(50.0, 70.0))
    def test_no_number_on_a_picture_hides_another(
        self, pins: list[tuple[float, float]], size: tuple[float, float]
    ) -> None:
        placed = position_pins(
            [Pin(n, Severity.ERROR, x, y) for n, (x, y) in enumerate(pins, start=1)], size
        )
        for one, other in combinations(placed, 2):
            apart = math.dist((one.x_mm, one.y_mm), (other.x_mm, other.y_mm))
            assert apart >= PINS_APART_MM - 0.02
        for spot in placed:
            assert -0.01 <= spot.x_mm <= size[0] + 0.01
            assert -0.01 <= spot.y_mm <= size[1] + 0.01
        assert (placed[0].x_mm, placed[0].y_mm) == (
            round(pins[0][0] * size[0], 2),
            round(pins[0][1] * size[1], 2),
        )

    @pytest.mark.parametrize(
        ("trims", "beside"),
        [
            ([(297, 420)], True),
            ([(297, 210)], True),
            ([(297, 210)] * 2, False),
            ([(148, 210)] * 2, True),
            ([(4000, 700)] * 2, False),
        ],
    )
    def test_pictures_keep_their_shape_within_their_room(
        self, trims: list[tuple[float, float]], beside: bool
    ) -> None:
        sizes, side_by_side = arrange_pictures(trims)
        assert side_by_side is beside or len(trims) == 1
        for (width, height), (shown_width, shown_height) in zip(trims, sizes, strict=True):
            assert shown_width / shown_height == pytest.approx(width / height, rel=0.01)
            assert shown_width <= 68.01
            assert shown_height <= 72.01


class Texts(HTMLParser):
    """The words of an HTML file, its sources, and its open elements at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.sources: list[str] = []
        self.labels: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.sources += [found[name] or "" for name in ("src", "href") if name in found]
        self.labels += [found[name] or "" for name in ("alt", "aria-label") if name in found]
        if tag not in ("meta", "img", "path", "circle", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("path", "circle"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words += data.split()

    @property
    def text(self) -> str:
        return " ".join(self.words)


class TestHtml:
    """One file that needs nothing else."""

    def page(self, *findings: Finding) -> Texts:
        of = certificate(preflight_with(*findings))
        parser = Texts()
        parser.feed(
            certificate_html(of, [GREY] * len(of.pictures), ENGLISH, ASSETS).decode("utf-8")
        )
        assert parser.open == []
        return parser

    def test_says_the_verdict_the_file_and_each_finding(self) -> None:
        text = self.page(SMALL_TEXT, QUIET_ZONE).text
        for said in (
            "Do not print it yet", "1 error, 1 warning", "poster.pdf", SHA256, "PDF/UA-1",
            "Text of 4.2 pt; the profile asks for at least 5 pt", "text-too-small", "1.3 m",
            "Page 1: 212 mm from the left, 320 mm from the top", "2 of 2 word for word",
            "2026-11-24", "anpham 9.9", "https://example.vn/ma", "1 Error", "2 Warning",
            "Person to ask:", "Telephone:", "Number of copies:",
        ):  # fmt: skip
            assert said in text, said

    def test_needs_no_other_file(self) -> None:
        sources = self.page(SMALL_TEXT).sources
        assert len(sources) == 1
        assert all(source.startswith("data:image/jpeg;base64,") for source in sources)

    def test_says_to_readers_what_pictures_and_marks_show(self) -> None:
        labels = self.page(SMALL_TEXT).labels
        assert "Page 1 (QR code covered here)" in labels
        assert {"good", "mend it", "Do not print it yet"} <= set(labels)

    def test_a_finding_cannot_become_markup(self) -> None:
        evil = Finding("x", Severity.ERROR, msg("{text}", text="<script>alert(1)</script>&amp;"))
        of = certificate(preflight_with(evil))
        text = certificate_html(of, [GREY], ENGLISH, ASSETS).decode("utf-8")
        assert "<script>" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in text

    def test_shows_no_more_remarks_than_fit_on_paper(self) -> None:
        page = self.page(*[SMALL_TEXT] * 40).text
        assert page.count("Text of 4.2 pt") == html.REMARKS_SHOWN
        assert f"and {40 - html.REMARKS_SHOWN} more" in page


class TestPdf:
    """One page A4, made in the rooms that make posters."""

    def test_says_the_verdict_the_file_and_each_finding(self) -> None:
        text = text_of(pdf_of(certificate(preflight_with(SMALL_TEXT, QUIET_ZONE))))
        for said in (
            "Do not print it yet", "1 error, 1 warning", "poster.pdf", SHA256, "PDF/UA-1",
            "Text of 4.2 pt; the profile asks for at least 5 pt", "1.3 m",
            "Page 1: 212 mm from the left, 320 mm from the top", "2 of 2 word for word",
            "2026-11-24", "anpham 9.9", "text-too-small", "qr-quiet-zone",
            "1 Error", "2 Warning", "Person to ask:", "Telephone:", "Number of copies:",
        ):  # fmt: skip
            assert said in text, said

    @pytest.mark.parametrize(
        "name",
        [
            "poster.pdf",
            "thu-moi-hop-to-dan-pho-ve-viec-trien-khai-bo-quy-tac-ung-xu-da-duyet-lan-3.pdf",
            "Tờ gấp ứng xử (bản in cuối, đã duyệt ngày 24 tháng 11 năm 2026, sửa lần 3).pdf",
            "x" * 250 + ".pdf",
        ],
    )
    def test_the_whole_name_of_the_file_and_the_whole_address_stand_on_it(self, name: str) -> None:
        address = "https://example.vn/" + "van-ban-phap-luat/" * 8 + "a" * 80
        of = certificate(preflight_with(SMALL_TEXT, source=name, codes=(code(content=address),)))
        text = "".join(text_of(pdf_of(of)).split())
        # A hyphen at the end of a line is another character for pdfium.
        text = text.replace("\ufffe", "-").replace("\x02", "-")
        assert "".join(name.split()) in text
        assert address in text
        assert "Textof4.2pt" in text

    def test_is_one_a4_page_with_as_many_remarks_as_fit(self) -> None:
        many = preflight_with(*[SMALL_TEXT] * 60)
        data = pdf_of(certificate(many))
        width, height = pypdfium2.PdfDocument(data)[0].get_size()
        assert (round(pt_to_mm(width)), round(pt_to_mm(height))) == (210, 297)
        text = text_of(data)
        reported = text.count("Text of 4.2 pt")
        assert 6 <= reported <= page.REMARKS_TRIED
        assert f"and {60 - reported} more" in text

    @pytest.mark.parametrize(
        "result",
        [
            preflight_with(),
            preflight_with(expected=None, codes=()),
            preflight_with(NOTE, trims_mm=[(297, 210)] * 2),
            preflight_with(QUIET_ZONE, trims_mm=[(841, 1189)], codes=(code(),) * 4),
            preflight_with(SMALL_TEXT, codes=(code(content="", lost=10),)),
            preflight_with(
                trims_mm=[(200, 235)], codes=(code(9999, "https://example.vn/" + "a-" * 99),)
            ),
            preflight_with(source="x" * 300 + ".pdf"),
            preflight_with(source="thư mục/tệp có dấu ễ 中文 \ue000 😀.pdf"),
            preflight_with(codes=(code(content="https://example.vn/" + "a" * 400),)),
            preflight_with(
                Finding("x", Severity.ERROR, msg("{t}", t="word " * 300), msg("{t}", t="y" * 400))
            ),
        ],
    )
    def test_whatever_was_found_fits_on_the_page(self, result: Preflight) -> None:
        text = text_of(pdf_of(certificate(result)))
        assert SHA256 in text
        assert bool(result.findings) == ("What to look at" in text)
        assert not re.search(r"and \d+ more", text)

    def test_pictures_stand_where_the_pages_frames_are(self) -> None:
        of = certificate(preflight_with(trims_mm=[(297, 210)] * 2))
        with pikepdf.open(io.BytesIO(pdf_of(of))) as made:
            page = made.pages[0]
            images = [x for x in page.Resources.XObject.values() if x.Subtype == "/Image"]
            assert len(images) == 2
            (first,) = [s for s in [page.Contents[0].read_bytes()] if b"Artifact" in s]
        placed = [
            tuple(map(float, m)) for m in re.findall(rb"q (\S+) 0 0 (\S+) (\S+) (\S+) cm", first)
        ]
        sizes, _ = arrange_pictures([picture.trim_mm for picture in of.pictures])
        for (width, height, x, _), shown in zip(placed, sizes, strict=True):
            assert (pt_to_mm(width), pt_to_mm(height)) == pytest.approx(shown, abs=0.02)
            assert x == pytest.approx(mm_to_pt(15), abs=0.1)
        assert placed[0][3] + placed[0][1] == pytest.approx(mm_to_pt(297 - 44), abs=0.1)
        assert placed[0][3] > placed[1][3] + placed[1][1]

    def test_what_does_not_fit_is_never_taken_for_nothing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page, "REMARKS_TRIED", 0)
        text = text_of(pdf_of(certificate(preflight_with(SMALL_TEXT))))
        assert "and 1 more" in text
        assert "nothing to mend" not in text

    def test_equal_results_give_equal_bytes(self) -> None:
        of = certificate(preflight_with(SMALL_TEXT))
        assert pdf_of(of) == pdf_of(of)

    def test_bears_the_day_and_the_language(self) -> None:
        of = certificate(preflight_with(SMALL_TEXT))
        with pikepdf.open(io.BytesIO(pdf_of(of, Localization("vi", str)))) as made:
            assert str(made.Root.Lang) == "vi-VN"
            assert DATE.strftime("%Y%m%d") in str(made.docinfo.CreationDate)
            assert "poster.pdf" in str(made.docinfo.Title)


class TestPictures:
    """Pictures show the trimmed page."""

    def size(self, data: bytes) -> tuple[int, int]:
        from PIL import Image

        return Image.open(io.BytesIO(data)).size

    def test_marks_and_bleed_are_cut_off(self) -> None:
        cut = blank(300, 400, TrimBox=pikepdf.Array([50, 100, 250, 300]))
        assert self.size(pictured(cut, 0, 100)) == (100, 100)

    def test_a_turned_page_is_pictured_as_it_is_read(self) -> None:
        turned = blank(300, 400, TrimBox=pikepdf.Array([0, 0, 100, 300]), Rotate=90)
        assert self.size(pictured(turned, 0, 300)) == (300, 100)

    @pytest.mark.parametrize("trim", [[500, 500, 600, 600], [0, 0, 0, 0], [-50, 0, 300, 400]])
    def test_a_trim_that_cannot_be_means_the_whole_page(self, trim: list[int]) -> None:
        odd = blank(300, 400, TrimBox=pikepdf.Array(trim))
        assert self.size(pictured(odd, 0, 100)) == (75, 100)

    def test_our_own_pages_are_pictured(self) -> None:
        assert self.size(pictured(piece("insert").pdf, 0, 200))[1] == 200


def as_from_elsewhere(data: bytes) -> bytes:
    """A PDF of ours without what tells that it is."""
    with pikepdf.open(io.BytesIO(data)) as made:
        for name in ("/Metadata", "/StructTreeRoot", "/MarkInfo", "/OutputIntents"):
            del made.Root[name]
        file = io.BytesIO()
        made.save(file)
        return file.getvalue()


class TestOwnJudgement:
    """A certificate keeps what it asks of others."""

    @pytest.mark.parametrize(
        ("data", "judged_by", "outcome"),
        [
            (lambda: piece("insert").pdf, "office", Outcome.WARNED),
            (lambda: piece("insert").pdf, "offset", Outcome.FAILED),
            (lambda: as_from_elsewhere(piece("insert").pdf), "offset", Outcome.FAILED),
        ],
        ids=["clean", "with errors", "from elsewhere"],
    )
    def test_a_certificate_is_fit_for_an_office_printer(
        self, data: Callable[[], bytes], judged_by: str, outcome: Outcome
    ) -> None:
        result = check_piece(data(), "bản-tin.pdf", profile(judged_by), assets=ASSETS, today=DATE)
        of = certificate(result)
        assert of.outcome is outcome
        pictures = [pictured(data(), picture.page) for picture in of.pictures]
        made = certificate_pdf(of, pictures, ENGLISH, ASSETS)
        own = check_piece(made, "phiếu.pdf", profile("office"), assets=ASSETS, today=DATE)
        assert [str(f.message) for f in own.findings if f.severity is not Severity.NOTE] == []
        assert own.codes == ()


@pytest.mark.slow
def test_a_certificate_is_a_file_for_the_archive_that_everyone_can_read(tmp_path: Path) -> None:
    result = preflight_with(SMALL_TEXT, QUIET_ZONE, NOTE, trims_mm=[(297, 210)] * 2)
    path = tmp_path / "certificate.pdf"
    path.write_bytes(pdf_of(certificate(result), Localization("vi", str)))
    for verdict in judge([path]):
        assert verdict.compliant, (verdict.flavour, verdict.failures)
