"""The banner: its drawn size, its hem and eyelets, and files at 1:10 judged at true size."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from support.rendering import compare, render
from support.shipped import ASSETS
from support.workshop import DATE, ISSUER, campaign, code_target, job, planned, profile, workshop

import anpham
from generator.checking import check_piece
from generator.content.model import Campaign, TextLength
from generator.core.findings import Finding
from generator.core.units import mm_to_pt, pt_to_mm
from generator.draw.target import page_boxes
from generator.job import Job, Piece
from generator.layout.model import Fragment
from generator.press.hem_marks import eyelet_places
from generator.press.profile import Limit
from generator.press.scale import scale_of
from generator.sheet.cloth import Hem

LYING = ("3000x700mm", "4000x700mm", "5000x800mm", "6000x1000mm")
UPRIGHT = ("700x2000mm", "800x2500mm")
THEMES = ("truyen-thong", "hien-dai", "den-trang", "ban-tin-1-mau", "ban-tin-2-mau")
HEM = Hem(50, 500)


def banner(
    size: str, theme: str | None = None, said: Campaign | None = None, for_: str = "wide-format"
) -> Job:
    manifest = workshop().catalogue.material("banner")
    return planned(
        Job(
            said or campaign(),
            ISSUER,
            manifest,
            theme or manifest.themes[0],
            manifest.size(size),
            TextLength.SHORT,
            DATE,
            profile(for_),
        )
    )


@cache
def made(size: str, theme: str | None = None) -> Piece:
    return workshop().make(banner(size, theme))


def judged(piece: Piece, pdf: bytes | None = None, *, by_record: bool = False) -> list[Finding]:
    result = check_piece(
        pdf or piece.pdf,
        "banner.pdf",
        piece.profile,
        assets=ASSETS,
        today=DATE,
        expected=None if by_record else piece.expected,
    )
    return [f for f in result.findings if not f.code.startswith("act-")]


def page_of(size: str, theme: str | None = None) -> Fragment:
    one, shop = banner(size, theme), workshop()
    (page,) = shop._laid_out(one, shop._target(one)).layout.pages
    return page


def lines_of(
    fragment: Fragment, x: float = 0.0, y: float = 0.0
) -> Iterator[tuple[str, float, float, float, float]]:
    """Text, left edge, width, baseline in mm, and size in pt of each line."""
    for line in fragment.text.lines if fragment.text else ():
        size = fragment.font_size
        yield (
            line.text,
            pt_to_mm(x + fragment.text_x + line.x_em * size),
            pt_to_mm(line.width_em * size),
            pt_to_mm(y + fragment.text_y + line.baseline_em * size),
            size,
        )
    for placed in fragment.children:
        yield from lines_of(placed.fragment, x + placed.x, y + placed.y)


class TestDrawnSize:
    def test_has_its_boxes_where_the_drawing_has_them(self) -> None:
        """The drawing is at 1:10, so that half a millimetre of it is 5 mm of the cloth.

        Departures: the issuer's line stands 7.5 mm lower, so that the hook of Ủ keeps 80 mm from
        the trim; its width depends on the address.
        """
        issuer, call, reply = lines_of(page_of("4000x700mm"))
        assert call[0] == "NGHĨ KỸ TRƯỚC KHI ĐĂNG,"
        assert reply[0] == "KIỂM CHỨNG TRƯỚC KHI CHIA SẺ"
        drawn = {call: (1264.0, 1992.0, 358.2, 610.0), reply: (1044.0, 2433.0, 594.2, 610.0)}
        for found, wanted in drawn.items():
            assert found[1:] == pytest.approx(wanted, abs=5)
        assert issuer[4] == pytest.approx(120, abs=0.1)
        assert issuer[1] + issuer[2] / 2 == pytest.approx(2260, abs=5)

    def test_takes_the_traditional_look_unless_another_is_asked_for(self) -> None:
        assert workshop().catalogue.material("banner").themes[0] == "truyen-thong"
        assert set(workshop().catalogue.material("banner").themes) == set(THEMES)
        assert workshop().catalogue.material("poster").themes[0] == "hien-dai"

    def test_says_its_slogan_in_two_lines_of_one_size(self) -> None:
        for size in LYING:
            _, call, reply = lines_of(page_of(size))
            assert call[4] == reply[4]

    def test_has_no_code_and_no_items(self) -> None:
        piece = made("4000x700mm")
        assert piece.qr_url is None
        assert piece.items == ()

    def test_names_its_issuer_and_the_address(self) -> None:
        words = " ".join(line[0] for line in lines_of(page_of("4000x700mm")))
        assert "PHƯỜNG AN PHÚ ĐÔNG" in words
        assert ISSUER.address.upper() in words
        upright = " ".join(line[0] for line in lines_of(page_of("700x2000mm")))
        assert ISSUER.address in upright


@pytest.mark.slow
@pytest.mark.parametrize("size", [*LYING, *UPRIGHT])
@pytest.mark.parametrize("theme", THEMES)
def test_every_size_and_theme_is_fit_for_the_press(size: str, theme: str) -> None:
    assert [f.code for f in judged(made(size, theme)) if f.severity != "note"] == []


@pytest.mark.parametrize(("size", "dpi"), [("4000x700mm", 4), ("700x2000mm", 6)])
def test_looks_as_accepted(size: str, dpi: float, update_goldens: bool) -> None:
    picture = render(made(size).pdf, 0, dpi)
    compare(f"banner-{size.removesuffix('mm')}", picture, update=update_goldens)


class TestScale:
    @pytest.mark.parametrize(
        ("width", "scale"), [(4000, 1), (4900, 1), (4956, 1), (4957, 10), (5000, 10), (20_000, 10)]
    )
    def test_is_1_10_where_hem_and_slug_pass_the_longest_page(self, width: int, scale: int) -> None:
        assert scale_of(width, 700, profile("wide-format"), HEM) == scale
        assert scale_of(700, width, profile("wide-format"), HEM) == scale

    def test_of_a_poster_is_by_its_bleed_alone(self) -> None:
        assert scale_of(3500, 5060, profile("wide-format"), None) == 1
        assert scale_of(3500, 5070, profile("wide-format"), None) == 10

    def test_is_in_the_name_the_slug_the_record_and_the_json(self) -> None:
        piece = made("6000x1000mm")
        assert "-1-10-" in piece.name
        assert piece.scale == piece.expected.scale == 10
        with pikepdf.open(io.BytesIO(piece.pdf)) as pdf:
            packet = pdf.Root.Metadata.read_bytes().decode()
            assert "Scale>10<" in packet
        assert "tỷ lệ 1:10" in text_of(piece)
        assert "1-10" not in made("4000x700mm").name

    def test_makes_a_page_of_a_tenth(self) -> None:
        with pikepdf.open(io.BytesIO(made("6000x1000mm").pdf)) as pdf:
            left, low, right, high = map(float, pdf.pages[0].TrimBox)
            assert pt_to_mm(right - left) == pytest.approx(600, abs=0.01)
            assert pt_to_mm(high - low) == pytest.approx(100, abs=0.01)
            assert "/UserUnit" not in pdf.pages[0]

    def test_is_fit_and_judged_at_true_size(self) -> None:
        piece = made("6000x1000mm")
        for by_record in (False, True):
            assert [f for f in judged(piece, by_record=by_record) if f.severity != "note"] == []

    def test_that_is_not_stated_is_found_as_a_wrong_size(self) -> None:
        piece = made("6000x1000mm")
        told = replace(piece, expected=replace(piece.expected, scale=1))
        assert any("ordered are 6000 x 1000" in str(f.message) for f in judged(told))

    def test_that_a_file_states_falsely_is_found_as_a_wrong_size(self) -> None:
        piece = made("6000x1000mm")
        false = edited(piece.pdf, "Trim>6000; 1000<", "Trim>600; 100<")
        found = [str(f.message) for f in judged(piece, false, by_record=True)]
        assert any("6000 x 1000 mm" in said and "ordered are 600" in said for said in found)

    def test_counts_for_the_size_of_type(self) -> None:
        """At 1:10 the issuer's line has 17 pt in the file; 170 pt are what is measured."""
        piece = made("6000x1000mm")
        strict = replace(profile("wide-format"), text_reversed_pt=Limit(100, 150))
        known = {"text-too-small", "reversed-text-too-small", "coloured-text-too-small"}
        assert not known & {f.code for f in judged(replace(piece, profile=strict))}
        stricter = replace(strict, text_reversed_pt=Limit(180, 200))
        assert known & {f.code for f in judged(replace(piece, profile=stricter))}

    def test_is_in_the_result_of_an_order(self, tmp_path: Path) -> None:
        result = anpham.make(
            date=DATE, materials="banner", size="5000x800mm", issuer="An Phú Đông", output=tmp_path
        )
        (file,) = result.files
        assert file.scale == 10
        assert file.size_mm == (5000, 800)
        assert file.path is not None
        assert "-1-10-" in file.path.name
        assert file.profile == "wide-format"


def edited(pdf: bytes, before: str, after: str) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        packet = opened.Root.Metadata.read_bytes().decode()
        assert before in packet
        opened.Root.Metadata.write(packet.replace(before, after).encode())
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def text_of(piece: Piece) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(piece.pdf) as document:
        text: str = document[0].get_textpage().get_text_bounded()
        return " ".join(text.split())


class TestHem:
    @pytest.mark.parametrize("length", [500, 700, 800, 1000, 3000, 4000, 6000])
    def test_has_eyelets_at_both_ends_and_no_further_apart_than_asked(self, length: float) -> None:
        places = HEM.eyelets(length)
        assert places[0] == 25
        assert places[-1] == pytest.approx(length - 25)
        gaps = [b - a for a, b in pairwise(places)]
        assert max(gaps) <= 500 + 1e-6
        assert max(gaps) == pytest.approx(min(gaps))

    @pytest.mark.parametrize("size", ["4000x700mm", "6000x1000mm"])
    def test_reaches_beyond_the_trim_and_is_inked(self, size: str) -> None:
        one = banner(size)
        boxes = page_boxes(
            mm_to_pt(one.size.width_mm), mm_to_pt(one.size.height_mm), workshop()._target(one)
        )
        hem = pt_to_mm(boxes.trim[0] - boxes.bleed[0]) * one.scale
        assert hem == pytest.approx(50)
        # The marks' own room is of the file.
        assert pt_to_mm(boxes.bleed[0]) == pytest.approx(12)

    def test_has_the_marks_of_eyelets_outside_of_the_cloth(self) -> None:
        one = banner("6000x1000mm")
        boxes = page_boxes(mm_to_pt(6000), mm_to_pt(1000), workshop()._target(one))
        places = list(eyelet_places(boxes, HEM, one.scale))
        assert len(places) == 2 * len(HEM.eyelets(6000)) + 2 * len(HEM.eyelets(1000))
        left, low, right, high = boxes.bleed
        assert all(not (left < x < right and low < y < high) for x, y in places)

    def test_is_described_in_the_slip_with_the_days_of_hanging(self) -> None:
        said = text_of(made("4000x700mm"))
        assert "gấp biên 50 mm" in said
        assert "đóng khoen cách nhau không quá 500 mm" in said
        assert "treo từ" in said
        until = replace(campaign(), valid_until=DATE)
        assert "đến 24/11/2026" in text_of(workshop().make(banner("4000x700mm", said=until)))

    def test_is_of_cloth_alone(self) -> None:
        on_screen = banner("4000x700mm", for_="screen")
        assert on_screen.hem is None
        assert workshop()._target(on_screen).bleed.left == 0


@pytest.mark.parametrize(
    "name", ["banner", "băng rôn", "bang ron", "bandroll", "biểu ngữ", "phướn"]
)
def test_is_found_by_what_people_call_it(name: str) -> None:
    assert workshop().catalogue.find_material(name) == "banner"


class TestCode:
    def asked(self, size: str) -> Piece:
        return workshop().make(planned(replace(banner(size), asks_for_code=True)))

    @pytest.mark.parametrize("size", ["4000x700mm", "700x2000mm"])
    def test_is_printed_where_it_is_asked_for_as_large_as_it_is_scanned_from(
        self, size: str
    ) -> None:
        piece = self.asked(size)
        assert piece.qr_url == code_target().url
        assert "-qr-" in piece.name
        assert [f.code for f in judged(piece) if f.severity != "note"] == []
        (code,) = check_piece(
            piece.pdf, "b.pdf", piece.profile, assets=ASSETS, today=DATE, expected=piece.expected
        ).codes
        assert code.is_read

    def test_is_never_asked_for_in_vain_without_a_word(self) -> None:
        shop = workshop()
        manifest = replace(shop.catalogue.material("banner"), takes_code=False)
        one = replace(banner("4000x700mm"), material=manifest)
        assert "code-not-shown" not in {f.code for f in shop.make(one).findings}
        without = replace(campaign(), qr=None)
        none = planned(replace(banner("4000x700mm", said=without), asks_for_code=True))
        assert shop.make(none).qr_url is None

    def test_changes_no_name_of_a_material_that_always_has_it(self) -> None:
        one = job("poster")
        assert planned(replace(one, asks_for_code=True)).name == one.name


@pytest.mark.parametrize("size", ["3000x700mm", "4200x900mm"])
def test_the_words_beside_a_code_stand_clear_of_the_drum(size: str) -> None:
    one = replace(banner(size, "truyen-thong"), asks_for_code=True)
    found = {finding.code for finding in judged(workshop().make(one))}
    assert "text-too-near-an-edge" not in found
