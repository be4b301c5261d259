"""Official texts in finished files: their verification, and what is said of wrong ones."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Dictionary, Pdf
from support.checkruns import found_by, office_brief
from support.corpus import (
    OFFICIAL,
    Defect,
    add_content,
    add_resource,
    add_tagged,
    artifact,
    expected_of,
    leaflet_base,
    office_base,
    press_base,
    profile_name_of,
    replace_content,
    saved,
    smooth_image,
    text_at,
    width_pt,
)
from support.defects_texts import (
    BLACK,
    DO,
    LEADING_MM,
    beside_it,
    covered_accents,
    forbidden,
    line,
    lying_map,
    overprinted,
    rewritten,
    struck,
)
from support.shipped import ASSETS
from support.workshop import campaign, job, workshop

from generator.content.expectations import with_campaign
from generator.content.model import TextLength
from generator.core.findings import Finding, Severity
from generator.core.units import mm_to_pt
from generator.preflight.checks.access.reading_order import check_lines, check_words
from generator.preflight.checks.provenance_record import stated_expectation
from generator.preflight.checks.text.official_text import (
    check_hidden,
    check_overlaps,
    check_texts,
    verify_texts,
)
from generator.preflight.checks.type.fonts import check_meaning
from generator.preflight.document import OpenDocument, open_document
from generator.preflight.pdf.xmp import xmp_packet
from generator.preflight.text.search import (
    normalize_line,
)


@contextmanager
def opened(data: bytes) -> Iterator[OpenDocument]:
    with open_document(data, "test.pdf", icc=ASSETS.icc) as document:
        yield document


def planted(
    plant: Callable[[Pdf], None], base: Callable[[], bytes] = press_base, **changes: object
) -> list[Finding]:
    """Findings of the verification of texts in a base with a fault."""
    defect = Defect("", base, plant)
    expected = expected_of(base)
    assert expected is not None
    brief = office_brief(replace(expected, **changes))  # type: ignore[arg-type]
    with opened(defect.planted()) as document:
        return [
            *found_by(check_texts, document, brief),
            *found_by(check_hidden, document, brief),
        ]


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


# -- our own pieces

SAMPLES = [
    ("leaflet", TextLength.SHORT, "office"),
    ("leaflet", TextLength.SHORT, "offset"),
    ("insert", TextLength.FULL, "office"),
    ("poster", TextLength.FULL, "offset"),
    ("poster", TextLength.SHORT, "screen"),
]


@pytest.mark.parametrize(("material", "length", "for_"), SAMPLES)
def test_every_official_text_of_our_pieces_is_verified(
    material: str, length: TextLength, for_: str
) -> None:
    made = workshop().make(job(material, length, for_=for_))
    with opened(made.pdf) as document:
        brief = office_brief(stated_expectation(xmp_packet(document)))
        verified = verify_texts(document, brief)
        assert [one.text.id for one in verified] == list(made.official_items)
        assert not [str(f.message) for one in verified for f in one.findings]
        by_id = {item.id: normalize_line(item.official) for item in campaign().items}
        assert {one.text.id: one.text.text for one in verified} == {
            one.text.id: by_id[one.text.id] for one in verified
        }, "each is found by its hash alone"
        assert found_by(check_hidden, document, brief) == []
        assert found_by(check_words, document, brief) == []
        assert found_by(check_lines, document, brief) == []


def test_one_wrong_accent_in_ten_official_texts_is_found_and_named() -> None:
    made = workshop().make(job("leaflet"))
    with opened(made.pdf) as document:
        stated = stated_expectation(xmp_packet(document))
        assert stated is not None
        expected = with_campaign(stated, campaign())
        third = expected.texts[2]
        assert third.text is not None
        wrong = replace(third, text=third.text.replace("giả mạo", "giả mão"), sha256="0" * 64)
        expected = replace(expected, texts=(*expected.texts[:2], wrong, *expected.texts[3:]))
        (finding,) = found_by(check_texts, document, office_brief(expected))
    assert finding.code == "official-text-differs"
    assert "has “mạo,” where the letter has “mão,”, in “… soát, bị giả mạo," in str(finding.message)
    assert finding.place.page == 2
    assert finding.place.x_mm is not None


# -- planted faults


def test_the_words_around_a_difference_are_shown_with_its_place() -> None:
    (finding,) = planted(rewritten(0, DO[0], DO[0].replace("quyền,", "quyên,")))
    assert str(finding.message) == (
        "official text do-1 (1.1 in the letter) has “quyên,” where the letter has "
        "“quyền,”, in “… pháp luật và quyên, lợi ích hợp …”"
    )
    assert finding.place.page == 1
    assert finding.place.y_mm == pytest.approx(210 - 168 - 2, abs=1)


def test_several_differences_are_counted() -> None:
    (finding,) = planted(rewritten(0, DO[0], "Tôn trong pháp luật và quyền, lợi ích hợp phap "))
    assert str(finding.message).endswith("; more places that differ: 1")


def test_a_text_in_another_case_differs() -> None:
    (finding,) = planted(rewritten(1, DO[1], "Của người khác."))
    assert "“Của” where the letter has “của”" in str(finding.message)


def test_without_the_campaign_a_text_that_is_whole_is_found_by_its_hash() -> None:
    expected = expected_of(press_base)
    assert expected is not None
    unknown = replace(expected, texts=tuple(replace(text, text=None) for text in expected.texts))
    with opened(press_base()) as document:
        verified = verify_texts(document, office_brief(unknown))
        assert [one.text.text for one in verified] == list(OFFICIAL)


def test_without_tags_a_text_is_found_by_its_hash_among_other_words() -> None:
    def untag(pdf: Pdf) -> None:
        del pdf.Root.StructTreeRoot

    expected = expected_of(press_base)
    assert expected is not None
    assert planted(untag) == []
    assert planted(untag, texts=tuple(replace(text, text=None) for text in expected.texts)) == []


def test_without_tags_words_that_are_joined_on_the_page_differ() -> None:
    def untag(pdf: Pdf) -> None:
        del pdf.Root.StructTreeRoot
        rewritten(0, DO[0], DO[0].replace("pháp luật", "phápluật"))(pdf)

    assert codes(planted(untag)) == ["official-text-differs"]


def test_a_copy_that_can_be_seen_makes_up_for_one_that_cannot_but_that_one_is_reported() -> None:
    def plant(pdf: Pdf) -> None:
        hidden = "".join(text_at(16, 100 - n * LEADING_MM, 10, text) for n, text in enumerate(DO))
        add_content(pdf.pages[0], f"0 0 0 0 k {hidden}", first=True)

    assert codes(planted(plant)) == ["text-hidden"]


def test_a_text_over_the_edge_of_the_page_is_cut() -> None:
    def plant(pdf: Pdf) -> None:
        page = pdf.pages[0]
        for number, text in enumerate(DO):
            moved = text_at(80, 168 - number * LEADING_MM, 10, text)
            replace_content(page, line(16, 168, number, text), moved)

    (finding,) = planted(plant)
    assert finding.code == "official-text-cut"
    assert finding.place.x_mm == pytest.approx(148, abs=5)


@pytest.mark.parametrize("state", ["3 Tr", "/Ghost gs"])
def test_a_text_without_ink_is_hidden(state: str) -> None:
    def plant(pdf: Pdf) -> None:
        add_resource(pdf.pages[0], "/ExtGState", "/Ghost", Dictionary(ca=0, CA=0))
        shown = line(16, 168, 1, DO[1])
        replace_content(pdf.pages[0], shown, f"q {state} {shown} Q\n")

    assert codes(planted(plant)) == ["official-text-hidden"]


def test_a_text_under_a_picture_is_hidden() -> None:
    def plant(pdf: Pdf) -> None:
        width, height = mm_to_pt(120), mm_to_pt(7)
        x, y = mm_to_pt(14), mm_to_pt(166)
        placed = f"{width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /Im1 Do"
        add_content(pdf.pages[0], placed)

    assert codes(planted(plant)) == ["official-text-hidden"]


def test_black_bars_over_black_text_hide_it() -> None:
    def plant(pdf: Pdf) -> None:
        add_tagged(pdf, BLACK + text_at(20, 110, 12, "Số điện thoại riêng"))
        add_content(pdf.pages[0], "0 0 0 1 k 55 308 180 16 re f")

    (finding,) = planted(plant)
    assert (finding.code, str(finding.message)) == (
        "text-hidden",
        "“Số điện thoại riêng” cannot be seen",
    )


def test_text_that_was_read_off_a_scan_is_no_finding() -> None:
    with pikepdf.open(io.BytesIO(press_base())) as pdf:
        page = pdf.pages[0]
        add_resource(page, "/XObject", "/Scan", smooth_image(pdf, 300, 300, "DeviceCMYK"))
        read = text_at(20, 100, 12, "Chữ nhận dạng").replace("BT", "BT 3 Tr")
        add_content(page, f"q 200 0 0 90 40 250 cm /Scan Do Q {BLACK} {read}")
        data = saved(pdf)
    with opened(data) as document:
        assert found_by(check_hidden, document) == []


def test_white_text_on_a_dark_ground_is_seen() -> None:
    def plant(pdf: Pdf) -> None:
        band = "1 0.7 0 0.3 k 50 300 300 40 re f 0 0 0 0 k "
        add_tagged(pdf, band + text_at(20, 110, 12, "Liên hệ"))

    assert planted(plant) == []


def test_texts_in_two_panels_are_in_order_whatever_their_side() -> None:
    """The panel that is read first may lie at the right, as a leaflet's front does."""
    expected = expected_of(leaflet_base)
    assert expected is not None
    first, second = expected.texts
    swapped = (replace(second, id="do-1"), replace(first, id="do-2"))

    def turn(pdf: Pdf) -> None:
        lists = [kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/L"]
        lists[0].K, lists[1].K = list(lists[1].K), list(lists[0].K)

    assert planted(turn, leaflet_base, texts=swapped) == []
    assert codes(planted(turn, leaflet_base, texts=swapped, folds_mm=((), ()))) == [
        "official-text-order"
    ]


def test_a_number_before_an_official_text_is_no_word_of_its_paragraph() -> None:
    def plant(pdf: Pdf) -> None:
        shown = line(16, 168, 0, DO[0])
        replace_content(pdf.pages[0], shown, text_at(12, 168, 10, "1. ") + shown)

    assert planted(plant) == []


def test_a_file_of_which_nothing_is_known_has_no_verifications() -> None:
    with opened(office_base()) as document:
        assert verify_texts(document, office_brief()) == ()


# -- looked at closely


def test_an_accent_that_is_covered_is_not_seen() -> None:
    (finding,) = planted(covered_accents)
    assert (finding.code, finding.severity) == ("official-text-hidden", Severity.ERROR)
    assert "cannot be seen at “quyền,”" in str(finding.message)


def test_a_thin_line_through_a_word_is_reported() -> None:
    (finding,) = planted(struck)
    assert finding.code == "official-text-hidden"
    assert "is painted across at “Tôn”" in str(finding.message)


def test_a_line_under_an_official_text_is_no_line_through_it() -> None:
    rule = f"0.5 w {mm_to_pt(16):.2f} {mm_to_pt(167.4):.2f} m 300 {mm_to_pt(167.4):.2f} l S"
    assert planted(lambda pdf: add_content(pdf.pages[0], f"0 0 0 1 K {rule}")) == []


def test_a_text_in_the_colour_of_its_ground_is_not_seen_in_the_ink_of_another_text() -> None:
    assert "official-text-hidden" in codes(planted(overprinted))


def overlaps(plant: Callable[[Pdf], None]) -> list[Finding]:
    with opened(Defect("", press_base, plant).planted()) as document:
        return found_by(check_overlaps, document)


def test_two_texts_on_one_another_are_both_quoted() -> None:
    (finding,) = overlaps(overprinted)
    assert finding.severity is Severity.ERROR
    assert "Tôn trọng" in str(finding.message)
    assert "Mọi người" in str(finding.message)


def test_a_text_and_its_shadow_lie_on_one_another_without_a_finding() -> None:
    shadow = BLACK + text_at(16.3, 167.8, 10, DO[0])
    assert overlaps(lambda pdf: add_content(pdf.pages[0], shadow, first=True)) == []


def test_a_word_before_an_official_text_is_an_error_though_no_tag_holds_it() -> None:
    (finding,) = planted(forbidden)
    assert (finding.code, finding.severity) == ("official-text-runs-on", Severity.ERROR)
    assert "stands “Không”, on the same line" in str(finding.message)


@pytest.mark.parametrize(
    ("words", "x_mm", "y_mm", "severity"),
    [
        ("trừ khi", 45.0, 168 - LEADING_MM, Severity.WARNING),
        ("chớ", 16.8 + width_pt(DO[0], 10) / mm_to_pt(1), 168.0, Severity.ERROR),
        ("a)", 12.0, 168.0, None),
        ("cột khác", 120.0, 168.0, None),
    ],
)
def test_what_stands_beside_an_official_text_is_reported_if_it_is_read_with_it(
    words: str, x_mm: float, y_mm: float, severity: Severity | None
) -> None:
    found = planted(beside_it(words, x_mm, y_mm))
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def lied_about(data: bytes) -> list[Finding]:
    with opened(data) as document:
        return found_by(check_meaning, document)


def test_a_letter_that_is_printed_as_another_is_reported_though_every_reader_is_deceived() -> None:
    data = Defect("", press_base, lying_map).planted()
    (finding,) = lied_about(data)
    assert (finding.code, finding.severity) == ("text-map-lies", Severity.ERROR)
    assert "prints “ế” where the file says “ề”" in str(finding.message)


def test_fonts_without_a_map_of_their_own_are_compared_with_the_typefaces_that_we_ship() -> None:
    made = workshop().make(job("leaflet"))
    assert lied_about(made.pdf) == []
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            reported = font.ToUnicode.read_bytes()
            font.ToUnicode.write(reported.replace(b"<1EC1>", b"<1EBF>"))
        data = saved(pdf)
    found = lied_about(data)
    assert found
    assert all("prints “ề” where the file says “ế”" in str(f.message) for f in found)


# -- joined words and lines out of order


def two_lines(first: str, second: str) -> bytes:
    with pikepdf.open(io.BytesIO(office_base())) as pdf:
        add_tagged(pdf, "0 0 0 rg " + text_at(20, 110, 12, first) + text_at(20, 104, 12, second))
        return saved(pdf)


@pytest.mark.parametrize(
    ("first", "second", "joins"),
    [
        ("mạng xã", "hội", True),
        ("mạng xã ", "hội", False),
        ("mạng xã", " hội", False),
        ("874/QĐ-", "BTTTT", False),
        ("mst.gov.vn/van-ban-phap", "luat", False),
        ("số", "874", True),
    ],
)
def test_words_are_joined_where_nothing_stands_between_two_lines(
    first: str, second: str, joins: bool
) -> None:
    with opened(two_lines(first, second)) as document:
        assert bool(found_by(check_words, document)) is joins


def test_a_paragraph_that_goes_on_in_the_next_column_is_in_order() -> None:
    with pikepdf.open(io.BytesIO(office_base())) as pdf:
        lines = text_at(20, 100, 10, "Dòng cuối của cột ") + text_at(
            80, 125, 10, "dòng đầu cột sau"
        )
        add_tagged(pdf, "0 0 0 rg " + lines)
        data = saved(pdf)
    with opened(data) as document:
        assert found_by(check_lines, document) == []


def test_the_bases_are_what_these_tests_take_them_for() -> None:
    assert profile_name_of(press_base) == "offset"
    assert artifact("").startswith("/Artifact")
    assert " ".join(DO).replace("  ", " ") == OFFICIAL[0]
