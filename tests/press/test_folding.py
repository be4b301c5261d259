"""Folding and printing as a file states them: fold ticks, the slug, the print window."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2
import pytest
from support.rendering import render
from support.shipped import ASSETS
from support.workshop import job_for, piece_for, profile, workshop

from generator.content.model import TextLength
from generator.core.duplex import Flip
from generator.core.errors import TemplateError
from generator.core.findings import Severity
from generator.core.units import mm_to_pt, pt_to_mm
from generator.draw.document import viewer_preferences
from generator.draw.target import Target, page_boxes
from generator.job import folding_parts, slug_parts
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.page import safe_area
from generator.preflight.document import open_document
from generator.press.marks import fold_ticks
from generator.press.profile import Sides
from generator.sheet.catalogue import read_manifest
from generator.sheet.model import Edges

FOLDS = ((97.0, 197.0), (100.0, 200.0))
DPI = 300


def inked_mm(pdf: bytes, page: int, top_mm: float, bottom_mm: float) -> list[tuple[float, float]]:
    """Runs of ink in a strip of the page, in mm from the left."""
    pixels = np.asarray(render(pdf, page, DPI).convert("L"))
    scale = DPI / 25.4
    strip = pixels[int(top_mm * scale) : int(bottom_mm * scale)] < 200
    columns = np.flatnonzero(strip.any(axis=0))
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1) if len(columns) else []
    return [(run[0] / scale, (run[-1] + 1) / scale) for run in runs]


@pytest.mark.parametrize("name", ["office", "office-laser", "copier"])
@pytest.mark.parametrize("page", [0, 1])
def test_the_frame_of_an_office_leaflet_holds_two_ticks_at_each_fold_and_nothing_else(
    name: str, page: int
) -> None:
    pdf = piece_for("leaflet", name).pdf
    for strip in ((0.2, 4.9), (205.1, 209.8)):
        found = inked_mm(pdf, page, *strip)
        middles = [(start + end) / 2 for start, end in found]
        assert middles == pytest.approx(FOLDS[page], abs=0.1)
        assert all(end - start < 0.5 for start, end in found)
    # They are short, and no longer than the frame is wide.
    assert not inked_mm(pdf, page, 0.0, 1.2)
    assert inked_mm(pdf, page, 1.7, 1.9)


@pytest.mark.parametrize(("name", "material"), [
    ("office-borderless", "leaflet"), ("screen", "leaflet"), ("office", "insert"),
])  # fmt: skip
def test_where_there_is_no_frame_or_no_fold_there_are_no_ticks(name: str, material: str) -> None:
    pdf = pikepdf.open(BytesIO(piece_for(material, name).pdf))
    for page in pdf.pages:
        strokes = [
            one for one in pikepdf.parse_content_stream(page)
            if str(one.operator) == "RG" and [float(n) for n in one.operands] == [0, 0, 0]
        ]  # fmt: skip
        assert not strokes


@pytest.mark.parametrize("frame_mm", [2.0, 3.5, 5.0, 12.0])
def test_ticks_end_where_the_frame_does_and_stay_on_the_sheet(frame_mm: float) -> None:
    boxes = page_boxes(mm_to_pt(297), mm_to_pt(210), Target())
    depth = mm_to_pt(frame_mm)
    ticks = fold_ticks(boxes, Edges(depth, depth, depth, depth), [mm_to_pt(97)])
    assert ticks.operators.count(" S") == 2
    numbers = [float(word) for word in ticks.operators.split() if word[-1:].isdigit()]
    heights = [pt_to_mm(y) for y in numbers[5::2]]
    assert sorted(round(y, 2) for y in heights) == [
        round(max(0.0, frame_mm - 3.5), 2), frame_mm, 210 - frame_mm,
        round(210 - max(0.0, frame_mm - 3.5), 2),
    ]  # fmt: skip


def test_a_frame_above_alone_bears_ticks_above_alone() -> None:
    boxes = page_boxes(mm_to_pt(297), mm_to_pt(210), Target())
    assert fold_ticks(boxes, Edges(top=14), [mm_to_pt(97)]).operators.count(" S") == 1
    assert not fold_ticks(boxes, Edges(14, 14, 14, 14), []).operators


def test_ticks_are_no_fault_and_what_else_stands_in_the_margin_is_one() -> None:
    piece = piece_for("leaflet", "office")
    found = {}
    for name, expected in (("as ordered", piece.expected), ("of no fold", None)):
        with open_document(piece.pdf, "x.pdf", icc=ASSETS.icc) as document:
            brief = Brief(profile("office"), ASSETS, expected)
            found[name] = [
                f for page in document.pages for f in safe_area.check_margins(page, brief)
            ]
    assert not found["as ordered"]
    assert {f.severity for f in found["of no fold"]} == {Severity.ERROR}
    assert len(found["of no fold"]) == 4


# -- the slug


def slug(page: int, name: str = "offset") -> str:
    """The text beneath the trim."""
    document = pypdfium2.PdfDocument(piece_for("leaflet", name).pdf)
    one = document[page]
    return str(one.get_textpage().get_text_bounded(top=mm_to_pt(7)))


@pytest.mark.parametrize("page", [0, 1])
def test_the_slug_says_in_two_languages_which_panel_goes_in_first(page: int) -> None:
    said = " ".join(slug(page).split())
    assert "gấp cuốn: phần 97 mm gấp vào trước, bìa ở ngoài" in said
    assert "letter fold: the panel of 97 mm goes in first, the cover outside" in said


@pytest.mark.parametrize(("widths", "start"), [
    ((97, 100, 100), "gấp cuốn: phần 97 mm"),
    ((100, 100, 97), "gấp cuốn: phần 97 mm"),
    ((99, 99, 99), "gấp chữ Z"),
    ((148.5, 148.5), "gấp đôi"),
    ((97, 98, 100, 100), "gấp cuốn: phần 97 mm"),
    ((100, 97, 100), None),
    ((297,), None),
])  # fmt: skip
def test_what_is_said_of_a_fold_follows_from_the_widths_of_the_panels(
    widths: tuple[float, ...], start: str | None
) -> None:
    one = job_for("leaflet", profile("offset"))
    folded = replace(one, material=replace(one.material, panels=(widths, widths[::-1])))
    parts = folding_parts(folded, 1)
    assert parts[0].startswith(start) if start else not parts


# -- what a print window offers first


@pytest.mark.parametrize(("name", "material", "entries"), [
    ("office", "leaflet", {"PrintScaling": "/None", "Duplex": "/DuplexFlipShortEdge"}),
    ("copier", "poster", {"PrintScaling": "/None"}),
    ("office-borderless", "insert", {"PrintScaling": "/None"}),
    ("offset", "leaflet", {"PrintScaling": "/None", "Duplex": "/DuplexFlipShortEdge"}),
    ("screen", "leaflet", {}),
])  # fmt: skip
def test_the_print_window_offers_the_true_size_and_both_sides(
    name: str, material: str, entries: dict[str, str]
) -> None:
    with pikepdf.open(BytesIO(piece_for(material, name).pdf)) as pdf:
        found = pdf.Root.ViewerPreferences
        assert bool(found["/DisplayDocTitle"])
        others = {key[1:]: str(value) for key, value in found.items() if key != "/DisplayDocTitle"}
        assert others == entries


@pytest.mark.parametrize(("size", "edge"), [
    ((842, 595), "Short"), ((595, 842), "Long"), ((280, 595), "Long"), ((500, 500), "Long"),
])  # fmt: skip
def test_a_sheet_is_turned_about_its_upright_edge(size: tuple[float, float], edge: str) -> None:
    both = viewer_preferences([size, size], is_printed=True)
    assert f"/Duplex /DuplexFlip{edge}Edge".encode() in both
    assert b"Duplex" not in viewer_preferences([size], is_printed=True)
    assert b"Print" not in viewer_preferences([size, size], is_printed=False)


@pytest.mark.parametrize("flip", list(Flip))
def test_a_manifest_says_about_which_edge_its_sheet_is_turned(flip: Flip) -> None:
    pair = [(842.0, 595.0)] * 2
    name = {Flip.SHORT_EDGE: b"DuplexFlipShortEdge", Flip.LONG_EDGE: b"DuplexFlipLongEdge"}[flip]
    assert name in viewer_preferences(pair, is_printed=True, flip=flip)
    one = job_for("leaflet", profile("office"))
    turned = replace(one, material=replace(one.material, flip=flip))
    piece = workshop().make(turned)
    assert piece.flip is flip
    with pikepdf.open(BytesIO(piece.pdf)) as pdf:
        assert str(pdf.Root.ViewerPreferences.Duplex).encode() == b"/" + name


@pytest.mark.parametrize(("name", "material", "flip"), [
    ("office", "leaflet", Flip.SHORT_EDGE), ("offset", "leaflet", Flip.SHORT_EDGE),
    ("office", "poster", None), ("screen", "leaflet", None),
])  # fmt: skip
def test_a_piece_says_how_to_turn_it_if_it_has_a_back_and_is_printed(
    name: str, material: str, flip: Flip | None
) -> None:
    one = job_for(material, profile(name))
    assert piece_for(material, name).flip is flip
    words = [part for part in slug_parts(one, ("K",), 1, one.material.pages or 1) if "lật" in part]
    assert words == (["hai mặt, lật theo cạnh ngắn"] if flip else [])


@pytest.mark.parametrize(("flip", "is_refused"), [
    ("short-edge", False), ("long-edge", True), ("sideways", True),
])  # fmt: skip
def test_a_folded_sheet_is_turned_about_its_upright_edge_only(flip: str, is_refused: bool) -> None:
    folder = workshop().catalogue.material("leaflet").folder
    text = f"{(folder / 'manifest.yaml').read_text('utf-8')}\nflip: {flip}\n"
    if not is_refused:
        assert read_manifest(text, folder).flip is Flip.SHORT_EDGE
        return
    with pytest.raises(TemplateError) as caught:
        read_manifest(text, folder)
    assert caught.value.problems[0].place.line == len(text.splitlines())


def test_a_frame_of_ones_own_is_kept_white() -> None:
    margins = Sides(top=6, right=5, bottom=14, left=8)
    own = replace(profile("office"), name="own", margins_mm=margins)
    pdf = workshop().make(job_for("poster", own, TextLength.SHORT)).pdf
    pixels = np.asarray(render(pdf, 0, 100).convert("L"))
    scale = 100 / 25.4
    assert (pixels[: int(6 * scale) - 1] == 255).all()
    assert (pixels[-int(14 * scale) + 1 :] == 255).all()
    assert (pixels[:, : int(8 * scale) - 1] == 255).all()
    assert (pixels[:, -int(5 * scale) + 1 :] == 255).all()
    assert (pixels[int(6 * scale) + 2, int(12 * scale) :][:100] < 255).all()


# -- pieces that the frame does not concern


@pytest.mark.parametrize("theme", ["ban-tin-1-mau", "ban-tin-2-mau"])
@pytest.mark.parametrize("text", list(TextLength))
def test_a_piece_without_colour_at_its_edge_is_the_same_with_a_frame_and_without(
    theme: str, text: TextLength
) -> None:
    framed, borderless = (
        workshop().make(replace(job_for("insert", profile(name), text), theme=theme)).pdf
        for name in ("office", "office-borderless")
    )
    one, other = (np.asarray(render(pdf, 0, 200)) for pdf in (framed, borderless))
    assert (one == other).all()
    assert _shown(framed) == _shown(borderless)


def _shown(pdf: bytes) -> list[bytes]:
    """The content of all pages, without the clip to the part that may be painted."""
    with pikepdf.open(BytesIO(pdf)) as file:
        streams = [
            stream.read_bytes() for page in file.pages for stream in page.obj.Contents.as_list()
        ]
    is_clipped = b" W n" in streams[0][:60]
    return streams[1:-1] if is_clipped else streams
