"""The DL card, alone and three on an A4 sheet."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from support.pieces import (
    ALL_PARTS,
    LONG_ISSUER,
    boxes,
    faults,
    job_of,
    laid_out,
    lines_mm,
    made,
    without,
)
from support.rendering import render
from support.workshop import ISSUER, campaign, workshop

from generator.content.model import Campaign, Issuer
from generator.core.duplex import Flip
from generator.core.units import pt_to_mm

THEMES = workshop().catalogue.material("card").themes
CARD, SHEET = "DL", "A4 landscape"
FRONT, BACK = 0, 1


@pytest.mark.parametrize("parts", [(), ("slogan",), ALL_PARTS])
def test_the_top_third_works_alone_in_a_rack(parts: tuple[str, ...]) -> None:
    front = laid_out(job_of("card", without(campaign(), *parts))).pages[FRONT]
    ((h1, x, y),) = boxes(front, "h1")
    tops = [top for *_, top in lines_mm(h1, x, y)]
    assert min(tops) < 40
    (issuer, *_) = boxes(front, ".issuer")
    assert pt_to_mm(issuer[2]) < 20


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 11, 14])
@pytest.mark.parametrize("parts", [(), ALL_PARTS], ids=["all", "bare"])
@pytest.mark.parametrize("size", [CARD, SHEET])
def test_one_to_fourteen_items_are_listed(count: int, parts: tuple[str, ...], size: str) -> None:
    one = job_of("card", without(made((count,), ("do",)), *parts), size=size)
    back = laid_out(one).pages[BACK]
    copies = 1 if size == CARD else 3
    assert len(list(boxes(back, ".line"))) == count * copies
    assert len({box.font_size for box, *_ in boxes(back, "h3")}) == 1


def test_six_groups_keep_their_titles() -> None:
    tones = ("do", "info", "do", "info", "do", "dont")
    back = laid_out(job_of("card", made((3, 2, 3, 2, 2, 2), tones))).pages[BACK]
    assert len(list(boxes(back, "h2"))) == 5 + 1


def test_prohibitions_that_say_so_have_no_title_and_others_have() -> None:
    assert len(list(boxes(laid_out(job_of("card")).pages[BACK], "h2"))) == 1
    others = made((4, 2), ("do", "dont"))  # "Đọc kỹ điều khoản" as a prohibition
    assert len(list(boxes(laid_out(job_of("card", others)).pages[BACK], "h2"))) == 2


# -- three on a sheet


def test_on_a_sheet_stand_three_equal_cards_each_whole_within_its_cuts() -> None:
    for page in laid_out(job_of("card", size=SHEET)).pages:
        texts = list(lines_mm(page))
        for _, start, end, _ in texts:
            assert start // 99 == end // 99
        copies = [
            Counter(
                (text, round(start % 99, 1), round(top, 1))
                for text, start, _, top in texts
                if start // 99 == number
            )
            for number in range(3)
        ]
        assert copies[0] == copies[1] == copies[2]


@pytest.mark.parametrize("theme", THEMES)
def test_each_card_has_a_white_frame_and_cuts_are_marked_in_it(theme: str) -> None:
    pdf = workshop().make(job_of("card", size=SHEET, theme=theme)).pdf
    for page in (FRONT, BACK):
        pixels = np.asarray(render(pdf, page, 254).convert("L"))
        inside = pixels[60:-60]
        for cut in (990, 1980):
            assert (inside[:, cut - 45 : cut + 45] == 255).all()
            for edge in (pixels[15:45], pixels[-45:-15]):
                assert (edge[:, cut - 3 : cut + 4] < 128).any(axis=1).all()
                assert (edge[:, cut - 45 : cut - 6] == 255).all()


def test_what_is_to_be_cut_and_turned_is_stated() -> None:
    sheet, card = (workshop().make(job_of("card", size=size)) for size in (SHEET, CARD))
    assert (sheet.cuts_mm, card.cuts_mm) == ((99.0, 198.0), ())
    assert (sheet.flip, card.flip) == (Flip.SHORT_EDGE, Flip.LONG_EDGE)
    with pikepdf.open(BytesIO(sheet.pdf)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
    assert sheet.expected.cuts_mm == (99.0, 198.0)
    # Each text is stated as often as it is set.
    counts = Counter(text.origin for text in sheet.expected.stated)
    assert {n for origin, n in counts.items() if "headline" in origin} == {3}


def test_in_a_press_file_cut_marks_stand_beyond_the_bleed() -> None:
    pdf = workshop().make(job_of("card", size=SHEET, profile_="offset")).pdf
    pixels = np.asarray(render(pdf, FRONT, 254).convert("L"))
    around = 100
    for cut in (990, 1980):
        x = around + cut
        assert (pixels[10:60, x - 3 : x + 4] < 160).any(axis=1).all()
        assert (pixels[75:95, x - 20 : x + 20] > 250).all()


# -- as a person gets it


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [CARD, SHEET])
@pytest.mark.parametrize(
    ("chosen", "issuer"),
    [
        (campaign(), ISSUER),
        (without(campaign(), "qr", "questions"), LONG_ISSUER),
        (without(made((3, 2), ("do", "info")), *ALL_PARTS), LONG_ISSUER),
        (made((10, 4), ("do", "dont")), ISSUER),
    ],
    ids=["shipped", "without code", "bare", "many"],
)
def test_the_check_has_nothing_to_say_of_it(
    theme: str, size: str, chosen: Campaign, issuer: Issuer
) -> None:
    assert not faults(job_of("card", chosen, issuer=issuer, theme=theme, size=size))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["offset", "copier", "screen", "office-borderless"])
@pytest.mark.parametrize("size", [CARD, SHEET])
def test_it_can_be_made_for_every_place(name: str, size: str) -> None:
    assert not faults(job_of("card", profile_=name, size=size))
