"""Scans: what a person reads on the picture is read, and what is not sure is marked."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from statistics import fmean

import numpy as np
import pytest
from PIL import Image, ImageFilter
from support.letters import expected, paper, score
from support.scans import DPI, drawn, jpeg, need_recognition, pdf, scanned, stamped
from support.shipped import ASSETS

from generator.content.letters.reader import read_letter
from generator.content.sources import recognition, scan_images, scan_pages
from generator.content.sources.model import Medium, SourceDocument, SourceLine
from generator.content.sources.scan import read_scan
from generator.core.errors import ContentError, MissingResourceError

PAPER = (
    "Kính gửi: Các gia đình có trẻ nhỏ trong phường",
    "1. Không để trẻ chơi gần hồ, ao, hố móng công trình.",
    "2. Thấy trẻ rơi xuống nước thì hô to, ném phao, gọi 114.",
    "Đề nghị các gia đình quan tâm thực hiện trước ngày 15/7/2026.",
)


def read(data: bytes, *, is_pdf: bool = False) -> SourceDocument:
    return read_scan(data, name="quet.jpg", is_pdf=is_pdf, model=ASSETS.recognition)


def texts(lines: Iterable[SourceLine]) -> list[str]:
    return [line.text for line in lines]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Mean likeness of lines to each other, 0 to 1; 0 if one has more of them."""
    if len(one) != len(other):
        return 0.0
    pairs = zip(one, other, strict=True)
    return fmean(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in pairs)


class TestReading:
    def test_a_crooked_dusty_scan_is_read_as_it_stands(self) -> None:
        need_recognition()
        document = read(jpeg(scanned(drawn(PAPER), turned=1.7)))
        assert document.medium is Medium.SCAN
        assert likeness(texts(document.lines), PAPER) > 0.96

    def test_print_under_a_red_stamp_is_read(self) -> None:
        need_recognition()
        page = stamped(drawn(PAPER), 700, 320)
        assert likeness(texts(read(jpeg(scanned(page))).lines), PAPER) > 0.96

    def test_a_stamp_alone_gives_no_text(self) -> None:
        need_recognition()
        page = stamped(drawn(PAPER), 900, 1700)
        assert likeness(texts(read(jpeg(scanned(page))).lines), PAPER) > 0.96

    @pytest.mark.slow
    @pytest.mark.parametrize("turns", [1, 2, 3])
    def test_a_page_on_its_side_or_head_is_turned_and_that_is_said(self, turns: int) -> None:
        need_recognition()
        page = scanned(drawn(PAPER * 3)).rotate(90 * turns, expand=True)
        document = read(jpeg(page))
        assert likeness(texts(document.lines), PAPER * 3) > 0.97
        assert "scan-turned" in [finding.code for finding in document.findings]

    def test_an_upright_page_is_not_said_to_be_turned(self) -> None:
        need_recognition()
        codes = [finding.code for finding in read(jpeg(scanned(drawn(PAPER)))).findings]
        assert "scan-turned" not in codes

    def test_each_page_of_a_pdf_is_read_and_lines_name_their_page(self) -> None:
        need_recognition()
        document = read(pdf([scanned(drawn(PAPER[:2])), scanned(drawn(PAPER[2:]))]), is_pdf=True)
        pages = [line.origin.page for line in document.lines]
        assert pages == [1, 1, 2, 2]
        assert likeness(texts(document.lines), PAPER) > 0.96

    def test_the_columns_of_head_and_foot_stay_apart(self) -> None:
        need_recognition()
        lines = read(paper("23-scan").read_bytes(), is_pdf=True).lines
        left = [line.text for line in lines if line.column == 0]
        right = [line.text for line in lines if line.column == 1]
        assert likeness(left[:2], ["ỦY BAN NHÂN DÂN", "PHƯỜNG HOA MAI"]) > 0.95
        assert likeness(right[:1], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]) > 0.95
        assert likeness(right[-1:], ["Đặng Văn Thử"]) > 0.9

    def test_a_scanned_paper_is_read_and_no_field_is_wrong_without_a_word(self) -> None:
        need_recognition()
        letter = read_letter(read(paper("23-scan").read_bytes(), is_pdf=True))
        result = score(letter, expected("23-scan"))
        assert result.silent == []
        assert result.right_fields >= result.fields - 2
        assert result.right_blocks >= result.blocks - 3

    def test_the_words_of_a_smudged_line_are_marked_as_unsure(self) -> None:
        need_recognition()
        page = scanned(drawn(PAPER))
        smudge = (600, 335, 1100, 395)
        page.paste(page.crop(smudge).filter(ImageFilter.GaussianBlur(5)), smudge)
        lines = read(jpeg(page)).lines
        smudged = [line for line in lines if line.box and 110 < line.box.top < 135]
        assert smudged
        assert any(line.unsure for line in smudged)
        clean = [line for line in lines if line not in smudged]
        marked = sum(end - start for line in clean for start, end in line.unsure)
        assert marked < 0.1 * sum(len(line.text) for line in clean)

    def test_unsure_parts_are_counted_in_a_finding_that_asks_to_compare(self) -> None:
        need_recognition()
        page = scanned(drawn(PAPER)).filter(ImageFilter.GaussianBlur(2.6))
        document = read(jpeg(page))
        assert any(line.unsure for line in document.lines)
        codes = {finding.code for finding in document.findings}
        assert codes & {"scan-unsure", "scan-hardly-readable"}

    def test_a_page_without_words_is_said_to_be_so(self) -> None:
        need_recognition()
        document = read(jpeg(scanned(drawn(()))))
        assert document.lines == ()
        assert [finding.code for finding in document.findings][:1] == ["scan-page-empty"]

    @pytest.mark.slow
    def test_a_page_takes_less_than_fifteen_seconds(self) -> None:
        need_recognition()
        data = jpeg(scanned(drawn(PAPER * 8)))
        started = time.process_time()
        read(data)
        assert time.process_time() - started < 15


class TestPictures:
    @pytest.mark.parametrize("angle", [-4.3, -1.0, 0.0, 0.4, 2.2, 5.5])
    def test_skew_is_measured_to_a_tenth_of_a_degree(self, angle: float) -> None:
        grey = np.asarray(drawn(PAPER * 4).rotate(angle, fillcolor="white").convert("L"))
        assert scan_images.skew(grey) == pytest.approx(-angle, abs=0.1)

    def test_dust_goes_and_full_stops_stay(self) -> None:
        page = np.asarray(drawn(("a. b. c. i ị ạ",)).convert("L")).copy()
        dusty = page.copy()
        dusty[1500:1502, 300:302] = 30
        cleared = scan_images.without_specks(dusty, dpi=DPI)
        assert (cleared[1490:1510, 290:310] == 255).all()
        assert (cleared[:1400] == page[:1400]).mean() > 0.9999

    def test_colour_goes_and_black_under_it_stays(self) -> None:
        pixels = np.full((1, 3, 3), 255, np.uint8)
        pixels[0, 0] = 20, 20, 20
        pixels[0, 1] = 210, 40, 50
        pixels[0, 2] = 60, 15, 20
        grey = scan_images.drop_colours(pixels)
        assert list(map(int, grey[0])) == [20, 210, pytest.approx(28, abs=2)]

    def test_a_photo_in_uneven_light_becomes_white_paper(self) -> None:
        grey = np.asarray(drawn(PAPER).convert("L")).astype(np.float32)
        shade = np.linspace(1.0, 0.5, grey.shape[1])[None, :]
        even = scan_images.level_light((grey * shade).astype(np.uint8))
        assert np.percentile(even, 5) > 240

    def test_a_transparent_picture_stands_on_white(self) -> None:
        out = BytesIO()
        Image.new("RGBA", (600, 800), (0, 0, 0, 0)).save(out, "PNG")
        [page] = scan_pages.picture_pages(out.getvalue(), name="a.png")
        assert page.pixels.min() == 255

    def test_a_picture_that_says_no_resolution_is_taken_for_a4(self) -> None:
        [page] = scan_pages.picture_pages(jpeg(drawn(PAPER), dpi=None), name="a.jpg")
        assert page.pixels.shape[1] / page.dpi == pytest.approx(8.27, abs=0.1)


class TestRefusals:
    def test_without_the_extra_it_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(recognition, "has_recognition", lambda: False)
        with pytest.raises(MissingResourceError) as caught:
            read(jpeg(drawn(PAPER)))
        [problem] = caught.value.problems
        assert problem.code == "ocr-missing"
        assert "anpham[ocr]" in str(problem.hint)

    @pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0 torn", jpeg(drawn(PAPER))[:3000], b"GIF8"])
    def test_a_damaged_picture_is_refused_with_a_remedy(self, data: bytes) -> None:
        with pytest.raises(ContentError) as caught:
            list(scan_pages.picture_pages(data, name="hong.jpg"))
        assert caught.value.problems[0].code == "picture-unreadable"

    def test_a_picture_of_too_many_pixels_is_not_opened(self) -> None:
        out = BytesIO()
        Image.new("1", (20_000, 20_000)).save(out, "PNG")
        with pytest.raises(ContentError) as caught:
            list(scan_pages.picture_pages(out.getvalue(), name="lon.png"))
        assert caught.value.problems[0].code == "picture-too-large"

    def test_too_many_pages_are_refused_at_once(self) -> None:
        page = Image.new("L", (100, 140), 255)
        data = pdf([page] * (scan_pages.MAX_PAGES + 1))
        with pytest.raises(ContentError) as caught:
            next(scan_pages.pdf_pages(data, name="dai.pdf"))
        assert caught.value.problems[0].code == "too-many-scanned-pages"


def test_the_model_is_the_one_its_readme_names() -> None:
    digest = hashlib.sha256((ASSETS.recognition / "vie.traineddata").read_bytes()).hexdigest()
    assert digest in (ASSETS.recognition / "README.md").read_text(encoding="utf-8")
