"""Printer's marks outside of the bleed, for each wish of a profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Any

import pikepdf
import pypdfium2
import pytest
from support.sheets import FONTS
from support.shipped import ASSETS
from support.workshop import DATE, profile

from generator.core.units import mm_to_pt
from generator.draw.colour_spaces import REGISTRATION
from generator.draw.document import PdfDocument
from generator.draw.fonts import EmbeddedFonts
from generator.draw.metadata import Metadata
from generator.draw.operators import group
from generator.draw.painter import PrinterMarks
from generator.draw.target import PageBoxes, page_boxes
from generator.press.marks import Slug, printer_marks
from generator.press.profile import PrintMark, Sides
from generator.press.target import target_of

SUBSETS = tuple(
    frozenset(some)
    for some in chain.from_iterable(combinations(PrintMark, count) for count in range(4))
)
#: Uneven, so that no edge can be taken for another.
TARGET = target_of(
    replace(profile("offset"), bleed_mm=Sides(top=5, right=2, bottom=3, left=4)), ASSETS.icc
)
FOLDS = (mm_to_pt(97), mm_to_pt(197))
SLUG = Slug(
    (
        "Ứng xử văn minh trên mạng xã hội",
        "Ủy ban nhân dân phường An Phú Đông",
        "tràn lề 5/2/3/4 mm",
        "24/11/2026",
        "trang 1/2",
    ),
    FONTS.face("Be Vietnam Pro", 500),
)


@dataclass(frozen=True)
class Line:
    """A stroked line: its ends in pt, rounded, and whether it is dashed."""

    start: tuple[float, float]
    end: tuple[float, float]
    is_dashed: bool


def boxes_of(width_mm: float) -> PageBoxes:
    return page_boxes(mm_to_pt(width_mm), mm_to_pt(210), TARGET)


def drawn(made: PrinterMarks) -> tuple[list[Line], list[float]]:
    """The lines, and how wide each line of text is set in percent; all of it on every plate."""
    lines, texts = [], []
    spaces: dict[str, str] = {}
    tints: dict[str, float] = {}
    dash: list[Any] = []
    start, end, scale = (0.0, 0.0), (0.0, 0.0), 100.0
    pdf = pikepdf.new()  # Its streams live no longer.
    for one in pikepdf.parse_content_stream(pdf.make_stream(made.operators.encode("ascii"))):
        operands: list[Any] = list(one.operands)
        match operator := str(one.operator):
            case "cs" | "CS":
                spaces[operator] = str(operands[0])
            case "scn" | "SCN":
                tints[operator] = float(operands[0])
            case "d":
                dash = list(operands[0])
            case "m":
                start = (round(float(operands[0]), 1), round(float(operands[1]), 1))
            case "l":
                end = (round(float(operands[0]), 1), round(float(operands[1]), 1))
            case "Tz":
                scale = float(operands[0])
            case "S":
                assert (spaces["CS"], tints["SCN"]) == (f"/{REGISTRATION}", 1)
                lines.append(Line(start, end, bool(dash)))
            case "TJ":
                assert (spaces["cs"], tints["scn"]) == (f"/{REGISTRATION}", 1)
                texts.append(scale)
            case _:
                assert operator in ("w", "BT", "ET", "Tf", "Tm")
    return lines, texts


def upright(x: float, from_mm: float, to_mm: float, bled: float, *, dashed: bool) -> Line:
    """A line at ``x``, so far from the edge ``bled`` of the bleed."""
    x, near, far = (round(one, 1) for one in (x, bled + mm_to_pt(from_mm), bled + mm_to_pt(to_mm)))
    return Line((x, near), (x, far), dashed)


def turned(line: Line) -> Line:
    return Line(line.start[::-1], line.end[::-1], line.is_dashed)


def expected_lines(boxes: PageBoxes, marks: frozenset[PrintMark]) -> set[Line]:
    left, lower, right, upper = boxes.trim
    bled_left, bled_lower, bled_right, bled_upper = boxes.bleed
    found: set[Line] = set()
    if PrintMark.CROP in marks:
        for x in (left, right):
            found.add(upright(x, 1, 6, bled_upper, dashed=False))
            found.add(upright(x, -1, -6, bled_lower, dashed=False))
        for y in (lower, upper):
            found.add(turned(upright(y, 1, 6, bled_right, dashed=False)))
            found.add(turned(upright(y, -1, -6, bled_left, dashed=False)))
    if PrintMark.FOLD in marks:
        for fold in FOLDS:
            found.add(upright(left + fold, 1, 6, bled_upper, dashed=True))
            found.add(upright(left + fold, -1, -6, bled_lower, dashed=True))
    return found


@pytest.mark.parametrize("marks", SUBSETS, ids=lambda marks: "+".join(sorted(marks)) or "none")
def test_a_profile_gets_the_marks_that_it_asks_for_on_every_plate(
    marks: frozenset[PrintMark],
) -> None:
    boxes = boxes_of(297)
    lines, texts = drawn(printer_marks(boxes, marks, FOLDS, SLUG))
    assert set(lines) == expected_lines(boxes, marks)
    assert len(lines) == len(set(lines))
    assert bool(texts) == (PrintMark.SLUG in marks)


def test_without_folds_there_are_no_fold_marks() -> None:
    lines, _ = drawn(printer_marks(boxes_of(297), PrintMark, (), SLUG))
    assert len(lines) == 8
    assert not [line for line in lines if line.is_dashed]


# -- the slug


def letters(made: PrinterMarks, boxes: PageBoxes) -> tuple[str, list[tuple[float, ...]]]:
    """The words that a reader finds, and each letter's left, lower, right, upper edge."""
    fonts = EmbeddedFonts()
    document = PdfDocument(Metadata(title="t", author="a", date=DATE), fonts, TARGET)
    document.begin_page(boxes.trim[2] - boxes.trim[0], boxes.trim[3] - boxes.trim[1])
    document.add(group(made.operators))
    for face, extra in made.fonts:
        fonts.use(face, extra)
    document.end_page()
    with pypdfium2.PdfDocument(document.to_bytes()) as pdf:
        page = pdf[0].get_textpage()
        text = page.get_text_range()
        places = [page.get_charbox(n) for n in range(page.count_chars()) if text[n : n + 1].strip()]
    return " ".join(text.split()), places


@pytest.mark.parametrize(
    ("width_mm", "folds_mm"),
    [(297, (97, 197)), (297, (60, 197)), (297, ()), (148, ()), (100, (50,)), (100, (30, 60))],
)
def test_the_slug_stays_beneath_the_bleed_and_before_the_first_fold(
    width_mm: float, folds_mm: Sequence[float]
) -> None:
    boxes = boxes_of(width_mm)
    folds = tuple(map(mm_to_pt, folds_mm))
    _, places = letters(printer_marks(boxes, PrintMark, folds, SLUG), boxes)
    assert places
    end = boxes.trim[0] + min(folds, default=mm_to_pt(width_mm))
    for left, lower, right, upper in places:
        assert boxes.trim[0] < left < right < end
        assert 0 <= lower < upper < boxes.bleed[1]


@pytest.mark.parametrize("width_mm", [297, 148, 100, 60, 40, 30, 20, 12, 8, 5, 1])
def test_on_a_narrow_piece_the_slug_can_be_read_or_is_left_out(width_mm: float) -> None:
    boxes = boxes_of(width_mm)
    made = printer_marks(boxes, PrintMark, (), SLUG)
    _, scales = drawn(made)
    assert all(50 <= scale <= 100 for scale in scales)
    said, places = letters(made, boxes)
    # Of its parts the last says the most.
    assert not said or said.endswith("trang 1/2")
    assert all(right <= boxes.trim[2] for _, _, right, _ in places)
    assert bool(said) == bool(scales) == (width_mm >= 20)


def test_where_there_is_room_the_slug_says_all_of_its_parts() -> None:
    boxes = boxes_of(297)
    said, _ = letters(printer_marks(boxes, PrintMark, (), SLUG), boxes)
    assert said == " · ".join(SLUG.parts)


def test_what_the_slugs_face_cannot_write_is_left_out_and_the_rest_is_said() -> None:
    boxes = boxes_of(297)
    strange = replace(SLUG, parts=("Nhà in \U0001f5a8 Số 1", "trang 1/2"))
    said, _ = letters(printer_marks(boxes, PrintMark, (), strange), boxes)
    assert said == "Nhà in Số 1 · trang 1/2"
