"""What a file for the print shop, the office or the screen must be, read back from its bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from sheets import THEME, lay_out, sheet
from workshop import ISSUER, job, profile, workshop

from generator.draw.grounds import paint_ground
from generator.draw.operators import Ink, numbers
from generator.draw.target import Target, page_boxes
from generator.job import Job
from generator.options import Piece, TextLength
from generator.press.marks import ROOM_MM, crop_marks, fold_marks
from generator.press.profile import Profile, Sides
from generator.press.target import target_of
from generator.units import mm_to_pt, pt_to_mm

MATERIALS = ("poster", "leaflet", "insert")
PRESSES = ("offset", "digital-sra3", "uncoated", "newspaper", "wide-format")
PLAIN = ("office", "office-laser", "copier", "screen")


def job_for(material: str, profile_: Profile, text: TextLength = TextLength.FULL) -> Job:
    return replace(job(material, text), profile=profile_)


@cache
def piece(material: str, name: str, text: TextLength = TextLength.FULL) -> Piece:
    return workshop().make(job_for(material, profile(name), text))


@cache  # A page lives no longer than its file.
def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def box_mm(page: pikepdf.Page, name: str) -> list[float]:
    return [pt_to_mm(float(edge)) for edge in page.obj[name]]


def operators(pdf: pikepdf.Pdf) -> list[tuple[list[Any], str]]:
    return [one for page in pdf.pages for one in page_operators(page)]


def page_operators(page: pikepdf.Page) -> list[tuple[list[Any], str]]:
    return [(list(one.operands), str(one.operator)) for one in pikepdf.parse_content_stream(page)]


# -- boxes and marks


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", PRESSES)
def test_bleed_extends_every_edge_by_the_profile_value(material: str, name: str) -> None:
    made = piece(material, name)
    bleed = profile(name).bleed_mm
    for page in opened(made.pdf).pages:
        trim, bled, media = (box_mm(page, f"/{box}Box") for box in ("Trim", "Bleed", "Media"))
        assert [trim[0] - bled[0], trim[1] - bled[1], bled[2] - trim[2], bled[3] - trim[3]] == (
            pytest.approx([bleed.left, bleed.bottom, bleed.right, bleed.top], abs=0.01)
        )
        assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx(made.trim_mm, abs=0.01)
        room = ROOM_MM if profile(name).marks else 0.0
        assert [bled[0] - media[0], media[2] - bled[2]] == pytest.approx([room, room], abs=0.01)
        assert "/CropBox" not in page.obj


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", PLAIN)
def test_what_is_not_for_a_press_is_as_large_as_the_trim(material: str, name: str) -> None:
    for page in opened(piece(material, name).pdf).pages:
        assert box_mm(page, "/MediaBox") == pytest.approx(box_mm(page, "/TrimBox"))
        assert "/BleedBox" not in page.obj


def test_a_bleed_of_its_own_for_each_edge_is_kept() -> None:
    wanted = replace(profile("offset"), bleed_mm=Sides(top=5, right=2, bottom=3, left=0))
    page = opened(workshop().make(job_for("poster", wanted)).pdf).pages[0]
    trim, bled = box_mm(page, "/TrimBox"), box_mm(page, "/BleedBox")
    assert [bled[3] - trim[3], bled[2] - trim[2], trim[1] - bled[1], trim[0] - bled[0]] == (
        pytest.approx([5, 2, 3, 0], abs=0.01)
    )


def test_no_mark_reaches_into_the_bleed() -> None:
    target = target_of(profile("offset"))
    boxes = page_boxes(mm_to_pt(297), mm_to_pt(210), target)
    left, lower, right, upper = boxes.bleed
    marks = [*crop_marks(boxes), *fold_marks(boxes, (mm_to_pt(97), mm_to_pt(197)))]
    assert len(marks) == 8 + 4
    for mark in marks:
        for x, y in mark:
            assert not (left <= x <= right and lower <= y <= upper)
            assert 0 <= x <= boxes.media[2]
            assert 0 <= y <= boxes.media[3]
        # A mark points at the line that it stands for.
        (x0, y0), (x1, y1) = mark
        assert x0 == x1 or y0 == y1


def test_fold_marks_stand_at_the_folds_of_each_page() -> None:
    """The panel folded in is leftmost outside and rightmost inside."""
    for page, folds in zip(
        opened(piece("leaflet", "offset").pdf).pages, ((97, 197), (100, 200)), strict=True
    ):
        left = float(page.obj["/TrimBox"][0])
        ends = [
            float(operands[0]) for operands, operator in page_operators(page) if operator == "m"
        ]
        for fold in folds:
            at = left + mm_to_pt(fold)
            assert sum(abs(x - at) < 0.01 for x in ends) >= 2


def test_the_slug_says_what_the_job_is_and_which_page() -> None:
    document = pypdfium2.PdfDocument(piece("leaflet", "offset").pdf)
    for number, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_bounded(bottom=0, top=mm_to_pt(ROOM_MM))
        words = " ".join(text.split())
        assert ISSUER.name in words
        assert "297 × 210 mm" in words
        assert "tràn lề 3 mm" in words
        assert "24/11/2026" in words
        assert f"trang {number}/2" in words


@pytest.mark.parametrize("material", MATERIALS)
def test_a_ground_that_touches_the_trim_runs_to_the_edge_of_the_bleed(material: str) -> None:
    """Just inside and just outside the trim the page has the same colour, all the way round."""
    scale = 2.0
    document = pypdfium2.PdfDocument(piece(material, "offset").pdf)
    file = opened(piece(material, "offset").pdf)
    for number, page in enumerate(file.pages):
        pixels = document[number].render(scale=scale).to_numpy()[:, :, :3].astype(int)
        height = pixels.shape[0]
        left, lower, right, upper = (float(edge) * scale for edge in page.obj["/TrimBox"])
        inset = mm_to_pt(1.0) * scale
        for x_in, x_out in ((left + inset, left - inset), (right - inset, right + inset)):
            rows = slice(round(height - upper + inset), round(height - lower - inset))
            difference = np.abs(pixels[rows, round(x_in)] - pixels[rows, round(x_out)])
            assert np.percentile(difference, 99) <= 12
        for y_in, y_out in ((upper - inset, upper + inset), (lower + inset, lower - inset)):
            columns = slice(round(left + inset), round(right - inset))
            difference = np.abs(
                pixels[round(height - y_in), columns] - pixels[round(height - y_out), columns]
            )
            assert np.percentile(difference, 99) <= 12


# -- colours


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", PRESSES)
def test_a_press_file_has_inks_only(material: str, name: str) -> None:
    used = {operator for _, operator in operators(opened(piece(material, name).pdf))}
    assert not used & {"rg", "RG", "g", "G"}


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", PLAIN)
def test_other_files_have_no_inks(material: str, name: str) -> None:
    used = {operator for _, operator in operators(opened(piece(material, name).pdf))}
    assert not used & {"k", "K", "cs", "CS", "scn", "SCN"}


def test_inks_are_the_recipes_of_the_theme() -> None:
    recipes = {
        tuple(round(part, 3) for part in colour.cmyk)
        for colour in workshop().catalogue.theme("hien-dai").colours.values()
    }
    drawn = {
        tuple(round(float(part), 3) for part in operands)
        for operands, operator in operators(opened(piece("poster", "offset").pdf))
        if operator in "kK"
    }
    assert drawn <= recipes
    assert len(drawn) > 8


def test_black_text_below_12_pt_overprints_and_nothing_else_does() -> None:
    small = large = 0
    state: str | None = None
    colour: tuple[float, ...] = ()
    size, in_slug = 0.0, False
    stack: list[tuple[str | None, tuple[float, ...]]] = []
    for operands, operator in operators(opened(piece("poster", "offset").pdf)):
        match operator:
            case "q":
                stack.append((state, colour))
            case "Q":
                state, colour = stack.pop()
            case "BMC" | "BDC":
                in_slug = operator == "BMC"
            case "gs":
                state = str(operands[0])
            case "k":
                colour = tuple(float(part) for part in operands)
            case "Tf":
                size = float(operands[1])
            case "TJ" if not in_slug:
                black = not any(colour[:3]) and colour[3] > 0
                assert (state == "/GsOver") == (black and size < 12)
                small, large = small + (black and size < 12), large + (size >= 12)
            case "f" | "S" | "sh":
                assert state != "/GsOver"
    assert small > 5
    assert large > 5


@pytest.mark.parametrize(("side_mm", "is_rich"), [(60, True), (15, False)])
def test_rich_black_is_for_large_solids_alone(side_mm: float, is_rich: bool) -> None:
    css = f".a {{ width: {side_mm}mm; height: {side_mm}mm; background: var(--chu); }}"
    page = lay_out(sheet(css, '<column><box class="a"/></column>')).pages[0].children[0].fragment
    black = THEME.colours["chu"]
    assert black.solid is not None
    operators_, _ = paint_ground(page.children[0].fragment, Target(ink=Ink.CMYK))
    recipe = black.solid if is_rich else black.cmyk
    assert f"{numbers(*recipe)} k" in operators_


def test_black_text_is_black_alone_whatever_its_size() -> None:
    solid = THEME.colours["chu"].solid
    assert solid is not None
    used = operators(opened(piece("poster", "offset").pdf))
    recipe = [round(part, 3) for part in solid]
    assert recipe not in [[round(float(p), 3) for p in o] for o, op in used if op == "k"]


@pytest.mark.parametrize("name", ["offset", "office"])
def test_the_output_intent_fits_the_colours(name: str) -> None:
    intents = list(opened(piece("poster", name).pdf).Root["/OutputIntents"])
    kinds = [str(intent["/S"]) for intent in intents]
    profiles = {intent["/DestOutputProfile"].objgen for intent in intents}
    assert kinds == (["/GTS_PDFX", "/GTS_PDFA1"] if name == "offset" else ["/GTS_PDFA1"])
    assert len(profiles) == 1  # One object: a second copy is a fault of PDF/A.
    components = int(intents[0]["/DestOutputProfile"]["/N"])
    assert components == (4 if name == "offset" else 3)


def test_each_paper_has_its_own_output_intent() -> None:
    def condition(name: str) -> str:
        return str(
            opened(piece("poster", name).pdf).Root["/OutputIntents"][0][
                "/OutputConditionIdentifier"
            ]
        )

    assert condition("offset") == "FOGRA39"
    assert condition("uncoated") == "FOGRA29"


def test_the_profile_adds_no_more_than_40_kB() -> None:
    for name in ("offset", "uncoated", "office"):
        stream = opened(piece("poster", name).pdf).Root["/OutputIntents"][0]["/DestOutputProfile"]
        assert int(stream["/Length"]) <= 40_000


# -- links, margins, bytes


@pytest.mark.parametrize("material", MATERIALS)
def test_only_what_is_read_on_a_screen_or_at_the_office_has_links(material: str) -> None:
    assert not any("/Annots" in page.obj for page in opened(piece(material, "offset").pdf).pages)
    for name in ("office", "screen"):
        pages = opened(piece(material, name).pdf).pages
        assert sum(len(page.obj.get("/Annots", [])) for page in pages) >= 2


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", ["office-laser", "copier"])
def test_nothing_is_painted_where_the_printer_cannot_print(material: str, name: str) -> None:
    margin = profile(name).margins_mm
    assert min(margin.top, margin.right, margin.bottom, margin.left) > 3
    scale = 2.0
    document = pypdfium2.PdfDocument(piece(material, name).pdf)
    for page in document:
        pixels = page.render(scale=scale).to_numpy()[:, :, :3]
        top, right, bottom, left = (
            int(mm_to_pt(edge) * scale) - 1
            for edge in (margin.top, margin.right, margin.bottom, margin.left)
        )
        height, width = pixels.shape[:2]
        for strip in (
            pixels[:top],
            pixels[height - bottom :],
            pixels[:, :left],
            pixels[:, width - right :],
        ):
            assert (strip == 255).all()
        # And the ground is there right after it.
        assert (pixels[top + 4 : -bottom - 4, left + 4 : -right - 4] < 255).any()


@pytest.mark.parametrize("name", ["offset", "office", "screen", "copier"])
def test_equal_jobs_give_equal_bytes_whatever_was_made_before(name: str) -> None:
    from generator.pipeline import Workshop

    fresh = Workshop().make(job_for("leaflet", profile(name)))
    assert fresh.pdf == piece("leaflet", name).pdf


def test_identifiers_come_from_the_content() -> None:
    def identifiers(pdf: bytes) -> tuple[str, str]:
        packet = bytes(opened(pdf).Root["/Metadata"].read_bytes()).decode()
        found = [
            re.search(f"<xmpMM:{key}>uuid:([^<]+)<", packet) for key in ("DocumentID", "InstanceID")
        ]
        assert found[0]
        assert found[1]
        return found[0][1], found[1][1]

    here = identifiers(piece("poster", "offset").pdf)
    other = workshop().make(
        replace(job_for("poster", profile("offset")), issuer=replace(ISSUER, unit="xã Khác"))
    )
    assert here == identifiers(piece("poster", "offset").pdf)
    assert here[0] != identifiers(other.pdf)[0]
    assert here[1] != identifiers(other.pdf)[1]
