"""Files for the print shop, the office or the screen, read back from their bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from support.drawn import Paint, draw, first_page, opened, paints
from support.sheets import THEME, lay_out, sheet
from support.shipped import ASSETS
from support.themes import ROLE_COLOURS
from support.tools import Run
from support.workshop import DATE, ISSUER, campaign, job_for, piece_for, profile, workshop

from generator.content.model import TextLength
from generator.core.assets import shipped_assets
from generator.core.units import mm_to_pt, pt_to_mm
from generator.draw.backgrounds import paint_background
from generator.draw.operators import ColourMode, numbers
from generator.draw.target import Target, page_boxes
from generator.job import Job
from generator.pipeline import Pipeline
from generator.press.marks import MARKS_AREA_MM, crop_marks, fold_marks
from generator.press.profile import Sides
from generator.press.target import target_of

MATERIALS = ("poster", "leaflet", "insert")
PRESSES = ("offset", "digital-sra3", "uncoated", "newspaper", "wide-format")
PLAIN = ("office", "office-laser", "copier", "screen")


def box_mm(page: pikepdf.Page, name: str) -> list[float]:
    return [pt_to_mm(float(edge)) for edge in page.obj[name]]


def rooms_mm(page: pikepdf.Page) -> list[float]:
    """Paper beyond the bleed: left, below, right, above."""
    bled, media = box_mm(page, "/BleedBox"), box_mm(page, "/MediaBox")
    return [bled[0] - media[0], bled[1] - media[1], media[2] - bled[2], media[3] - bled[3]]


def operators(pdf: pikepdf.Pdf) -> list[tuple[list[Any], str]]:
    return [one for page in pdf.pages for one in page_operators(page)]


def page_operators(page: pikepdf.Page) -> list[tuple[list[Any], str]]:
    return [(list(one.operands), str(one.operator)) for one in pikepdf.parse_content_stream(page)]


# -- boxes and marks


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", PRESSES)
def test_bleed_extends_every_edge_by_the_profile_value(material: str, name: str) -> None:
    made = piece_for(material, name)
    bleed = profile(name).bleed_mm
    for page in opened(made.pdf).pages:
        trim, bled = box_mm(page, "/TrimBox"), box_mm(page, "/BleedBox")
        assert [trim[0] - bled[0], trim[1] - bled[1], bled[2] - trim[2], bled[3] - trim[3]] == (
            pytest.approx([bleed.left, bleed.bottom, bleed.right, bleed.top], abs=0.01)
        )
        assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx(made.trim_mm, abs=0.01)
        room = MARKS_AREA_MM if profile(name).marks else 0.0
        assert rooms_mm(page) == pytest.approx(4 * [room], abs=0.01)
        assert "/CropBox" not in page.obj


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", PLAIN)
def test_what_is_not_for_a_press_is_as_large_as_the_trim(material: str, name: str) -> None:
    for page in opened(piece_for(material, name).pdf).pages:
        assert box_mm(page, "/MediaBox") == pytest.approx(box_mm(page, "/TrimBox"))
        assert "/BleedBox" not in page.obj


def test_a_bleed_of_its_own_for_each_edge_is_kept() -> None:
    wanted = replace(profile("offset"), bleed_mm=Sides(top=5, right=2, bottom=3, left=0))
    page = opened(workshop().make(job_for("poster", wanted)).pdf).pages[0]
    trim, bled = box_mm(page, "/TrimBox"), box_mm(page, "/BleedBox")
    assert [bled[3] - trim[3], bled[2] - trim[2], trim[1] - bled[1], trim[0] - bled[0]] == (
        pytest.approx([5, 2, 3, 0], abs=0.01)
    )
    assert box_mm(page, "/MediaBox")[:2] == [0, 0]
    assert rooms_mm(page) == pytest.approx(4 * [MARKS_AREA_MM], abs=0.01)


def test_no_mark_reaches_into_the_bleed() -> None:
    target = target_of(profile("offset"), ASSETS.icc)
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
        opened(piece_for("leaflet", "offset").pdf).pages, ((97, 197), (100, 200)), strict=True
    ):
        left = float(page.obj["/TrimBox"][0])
        ends = [
            float(operands[0]) for operands, operator in page_operators(page) if operator == "m"
        ]
        for fold in folds:
            at = left + mm_to_pt(fold)
            assert sum(abs(x - at) < 0.01 for x in ends) >= 2


def test_the_slug_says_what_the_job_is_and_which_page() -> None:
    document = pypdfium2.PdfDocument(piece_for("leaflet", "offset").pdf)
    for number, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_bounded(bottom=0, top=mm_to_pt(MARKS_AREA_MM))
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
    document = pypdfium2.PdfDocument(piece_for(material, "offset").pdf)
    file = opened(piece_for(material, "offset").pdf)
    for number, page in enumerate(file.pages):
        pixels = document[number].render(scale=scale).to_numpy()[:, :, :3].astype(int)
        height = pixels.shape[0]
        left, lower, right, upper = (float(edge) * scale for edge in page.obj["/TrimBox"])
        inset = mm_to_pt(1.0) * scale
        for x_in, x_out in ((left + inset, left - inset), (right - inset, right + inset)):
            rows = slice(round(height - upper + inset), round(height - lower - inset))
            difference = np.abs(pixels[rows, round(x_in)] - pixels[rows, round(x_out)])
            assert np.percentile(difference, 99) <= 16  # the gradient goes on
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
    used = {operator for _, operator in operators(opened(piece_for(material, name).pdf))}
    assert not used & {"rg", "RG", "g", "G"}


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", PLAIN)
def test_other_files_have_no_inks(material: str, name: str) -> None:
    used = {operator for _, operator in operators(opened(piece_for(material, name).pdf))}
    assert not used & {"k", "K", "cs", "CS", "scn", "SCN", "gs"}


def test_inks_are_the_recipes_of_the_theme() -> None:
    recipes = {
        tuple(round(part, 3) for part in colour.cmyk)
        for colour in workshop().catalogue.theme("hien-dai").colours.values()
    }
    drawn = {
        tuple(round(float(part), 3) for part in operands)
        for operands, operator in operators(opened(piece_for("poster", "offset").pdf))
        if operator in "kK"
    }
    assert drawn <= recipes
    assert len(drawn) > 8


# -- overprint


def in_black_alone(paint: Paint) -> bool:
    return len(paint.colour) == 4 and paint.colour[:3] == (0, 0, 0) and paint.colour[3] > 0


@pytest.mark.parametrize("limit_pt", [12, 8])
def test_text_in_black_alone_overprints_below_the_profiles_size_and_no_other_does(
    limit_pt: float,
) -> None:
    wanted = replace(profile("offset"), black_overprints_below_pt=limit_pt)
    page = first_page(workshop().make(job_for("insert", wanted, TextLength.FULL)).pdf)
    texts = [one for one in paints(page) if one.operator == "TJ" and not one.is_mark]
    for one in texts:
        assert one.overprints == (in_black_alone(one) and one.size < limit_pt)
    assert len({one.overprints for one in texts}) == 2


INKS = target_of(profile("offset"), ASSETS.icc)


@pytest.mark.parametrize(
    ("size_pt", "limit_pt", "overprints"),
    [(11.9, 12, True), (12, 12, False), (7.9, 8, True), (8, 8, False), (5, 0, False)],
)
def test_text_overprints_below_the_limit_and_not_at_it(
    size_pt: float, limit_pt: float, overprints: bool
) -> None:
    wanted = replace(profile("offset"), black_overprints_below_pt=limit_pt)
    page = first_page(
        draw(f"p {{ font-size: {size_pt}pt }}", "<p>a</p>", target_of(wanted, ASSETS.icc))
    )
    assert [one.overprints for one in paints(page)] == [overprints]


def test_white_after_black_in_one_paragraph_knocks_out_and_black_after_it_overprints() -> None:
    css = "p { font-size: 9pt; color: var(--text) } .w { color: var(--on-dark) }"
    markup = '<p>a <span class="w">b</span> c <span class="w">d</span></p>'
    found = [(one.colour[3], one.overprints) for one in paints(first_page(draw(css, markup, INKS)))]
    assert found == 2 * [(1, True), (0, False)]


def test_what_comes_after_small_black_text_knocks_out() -> None:
    css = (
        "p { font-size: 9pt } h1 { font-size: 20pt } box { height: 9pt; background: var(--accent) }"
    )
    markup = "<column><p>a</p><h1>b</h1><p>c</p><box/></column>"
    found = [one.overprints for one in paints(first_page(draw(css, markup, INKS)))]
    assert found == [True, False, True, False]


@pytest.mark.parametrize(
    ("style", "overprints"),
    [
        ("height: 0.5pt; background: var(--text)", [True]),
        ("height: 11.9pt; background: var(--text)", [True]),
        ("height: 12pt; background: var(--text)", [False]),
        ("width: 2pt; height: 60pt; background: var(--text-muted)", [True]),
        ("height: 0.5pt; background: var(--accent-strong)", [False]),
        ("height: 0.5pt; background: var(--ground)", [False]),
        ("height: 0.5pt; background: var(--surface)", [False]),
        ("height: 60pt; border: 1pt solid var(--text)", [True]),
        ("height: 60pt; border: 1pt solid var(--text-muted)", [True]),
        ("height: 60pt; border: 12pt solid var(--text)", [False]),
        ("height: 60pt; border: 1pt solid var(--dont-tint)", [False]),
        ("height: 60pt; background: var(--ground); border: 1pt solid var(--text)", [False, True]),
        ("height: 9pt; background: var(--text); border: 1pt solid var(--ground)", [True, False]),
    ],
)
def test_thin_lines_in_black_alone_overprint_and_no_others_do(
    style: str, overprints: list[bool]
) -> None:
    css = f".a {{ margin: 10mm; {style} }} .b {{ height: 60pt; background: var(--ground) }}"
    markup = '<column><box class="a"/><box class="b"/></column>'
    found = [one.overprints for one in paints(first_page(draw(css, markup, INKS)))]
    assert found == [*overprints, False]


@pytest.mark.parametrize(
    "style",
    ["height: {}pt; background: var(--text)", "height: 60pt; border: {}pt solid var(--text)"],
)
def test_lines_overprint_below_the_profiles_limit_and_not_at_it(style: str) -> None:
    target = target_of(replace(profile("offset"), black_overprints_below_pt=8), ASSETS.icc)
    for thickness, overprints in ((7.9, True), (8, False)):
        css = f".a {{ margin: 10mm; {style.format(thickness)} }}"
        page = first_page(draw(css, '<column><box class="a"/></column>', target))
        assert [one.overprints for one in paints(page)] == [overprints]


def test_an_ink_that_black_stands_for_is_not_black() -> None:
    theme = workshop().catalogue.theme("ban-tin-2-mau")
    silver = replace(theme.colours["accent"], cmyk=(0, 0, 0, 0.4))
    theme = replace(theme, colours={**theme.colours, "accent": silver})
    css = ".a { height: 1pt; background: var(--accent) } p { font-size: 6pt; color: var(--accent) }"
    markup = '<column><box class="a"/><p>a</p></column>'
    for target, overprints in ((INKS, False), (replace(INKS, ink=ColourMode.CMYK), True)):
        page = first_page(draw(css, markup, target, theme=theme))
        assert [one.overprints for one in paints(page)] == [overprints, overprints]


def test_a_tint_of_another_ink_does_not_overprint_however_thin_it_is() -> None:
    theme = workshop().catalogue.theme("ban-tin-2-mau")
    css = (
        ".a { height: 1pt; background: var(--do-tint) } p { font-size: 6pt; color: var(--accent) }"
    )
    page = first_page(draw(css, '<column><box class="a"/><p>a</p></column>', INKS, theme=theme))
    assert [(one.colour[0], one.overprints) for one in paints(page)] == 2 * [(f"/{SPOT}", False)]


# -- inks of their own

SPOT = "PANTONE 3145 C"


def separations(page: pikepdf.Page) -> dict[str, Any]:
    """Each ink beside the four of the process, with what stands for it where there is none."""
    spaces: Any = page.obj["/Resources"].get("/ColorSpace", {})
    return {str(space[1]).lstrip("/"): space for space in spaces.values()}


def test_what_stands_for_an_ink_is_nothing_for_none_and_its_recipe_for_all_of_it() -> None:
    theme = workshop().catalogue.theme("ban-tin-2-mau")
    page = first_page(draw("p { color: var(--do-tint) }", "<p>a</p>", INKS, theme=theme))
    spot = theme.colours["do-tint"].spot
    assert spot is not None
    for name, full in ((SPOT, list(spot.full)), ("All", [1, 1, 1, 1])):
        _, _, alternate, function = separations(page)[name]
        assert str(alternate) == "/DeviceCMYK"
        assert [float(part) for part in function["/C0"]] == [0, 0, 0, 0]
        assert [float(part) for part in function["/C1"]] == pytest.approx(full)
        assert float(function["/N"]) == 1


def test_an_ink_that_a_page_does_not_use_is_not_in_its_file() -> None:
    theme = workshop().catalogue.theme("ban-tin-2-mau")
    data = draw("p { color: var(--text) }", "<p>a</p>", INKS, theme=theme)
    assert set(separations(first_page(data))) == {"All"}
    assert b"PANTONE" not in data


# -- black


@pytest.mark.parametrize(
    ("width_mm", "height_mm", "is_rich"),
    [(60, 60, True), (60, 15, False), (15, 60, False), (15, 15, False), (60, 18, True)],
)
def test_rich_black_is_for_areas_that_are_large_both_ways(
    width_mm: float, height_mm: float, is_rich: bool
) -> None:
    css = f".a {{ width: {width_mm}mm; height: {height_mm}mm; background: var(--text); }}"
    page = lay_out(sheet(css, '<column><box class="a"/></column>')).pages[0].children[0].fragment
    black = THEME.colours["text"]
    assert black.solid is not None
    operators_, _ = paint_background(page.children[0].fragment, Target(ink=ColourMode.CMYK))
    recipe = black.solid if is_rich else black.cmyk
    assert f"{numbers(*recipe)} k" in operators_


def test_black_text_is_black_alone_whatever_its_size() -> None:
    solid = THEME.colours["text"].solid
    assert solid is not None
    used = operators(opened(piece_for("poster", "offset").pdf))
    recipe = [round(part, 3) for part in solid]
    assert recipe not in [[round(float(p), 3) for p in o] for o, op in used if op == "k"]


@pytest.mark.parametrize("name", ["offset", "office"])
def test_the_output_intent_fits_the_colours(name: str) -> None:
    intents = list(opened(piece_for("poster", name).pdf).Root["/OutputIntents"])
    kinds = [str(intent["/S"]) for intent in intents]
    profiles = {intent["/DestOutputProfile"].objgen for intent in intents}
    assert kinds == (["/GTS_PDFX", "/GTS_PDFA1"] if name == "offset" else ["/GTS_PDFA1"])
    assert len(profiles) == 1  # One object: a second copy is a fault of PDF/A.
    components = int(intents[0]["/DestOutputProfile"]["/N"])
    assert components == (4 if name == "offset" else 3)


def test_each_paper_has_its_own_output_intent() -> None:
    def condition(name: str) -> str:
        return str(
            opened(piece_for("poster", name).pdf).Root["/OutputIntents"][0][
                "/OutputConditionIdentifier"
            ]
        )

    assert condition("offset") == "FOGRA39"
    assert condition("uncoated") == "FOGRA29"


def test_the_profile_adds_no_more_than_40_kB() -> None:
    for name in ("offset", "uncoated", "office"):
        stream = opened(piece_for("poster", name).pdf).Root["/OutputIntents"][0][
            "/DestOutputProfile"
        ]
        assert int(stream["/Length"]) <= 40_000


# -- links, margins, bytes


@pytest.mark.parametrize("material", MATERIALS)
def test_only_what_is_read_on_a_screen_or_at_the_office_has_links(material: str) -> None:
    assert not any(
        "/Annots" in page.obj for page in opened(piece_for(material, "offset").pdf).pages
    )
    for name in ("office", "screen"):
        pages = opened(piece_for(material, name).pdf).pages
        assert sum(len(page.obj.get("/Annots", [])) for page in pages) >= 2


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", ["office-laser", "copier"])
def test_nothing_is_painted_where_the_printer_cannot_print(material: str, name: str) -> None:
    margin = profile(name).margins_mm
    assert min(margin.top, margin.right, margin.bottom, margin.left) > 3
    scale = 2.0
    document = pypdfium2.PdfDocument(piece_for(material, name).pdf)
    folds = piece_for(material, name).expected.folds_mm
    for number, page in enumerate(document):
        pixels = page.render(scale=scale).to_numpy()[:, :, :3].copy()
        for fold in folds[number]:  # but for a tick at each fold
            x = round(mm_to_pt(fold) * scale)
            pixels[: int(mm_to_pt(margin.top) * scale), x - 1 : x + 1] = 255
            pixels[-int(mm_to_pt(margin.bottom) * scale) :, x - 1 : x + 1] = 255
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
    fresh = Pipeline(ASSETS).make(job_for("leaflet", profile(name)))
    assert fresh.pdf == piece_for("leaflet", name).pdf


def test_identifiers_come_from_the_content() -> None:
    def identifiers(pdf: bytes) -> tuple[str, str]:
        packet = bytes(opened(pdf).Root["/Metadata"].read_bytes()).decode()
        found = [
            re.search(f"<xmpMM:{key}>uuid:([^<]+)<", packet) for key in ("DocumentID", "InstanceID")
        ]
        assert found[0]
        assert found[1]
        return found[0][1], found[1][1]

    here = identifiers(piece_for("poster", "offset").pdf)
    other = workshop().make(
        replace(job_for("poster", profile("offset")), issuer=replace(ISSUER, unit="xã Khác"))
    )
    assert here == identifiers(piece_for("poster", "offset").pdf)
    assert here[0] != identifiers(other.pdf)[0]
    assert here[1] != identifiers(other.pdf)[1]


# -- what cannot be made, and what can


@pytest.mark.parametrize("name", ["wide-format", "offset"])
def test_a_page_that_no_pdf_can_hold_with_its_bleed_is_made_at_a_tenth(name: str, run: Run) -> None:
    result = run("make", "poster", "--size", "3600x5079mm", "--no-check", "--profile", name)
    assert result.exit_code == 0
    (made,) = Path().rglob("*.pdf")
    assert "-1-10-" in made.name


def test_a_page_that_a_pdf_can_just_hold_is_made(run: Run) -> None:
    result = run("make", "poster", "--size", "3600x5079mm", "--no-check", "--for", "office")
    assert result.exit_code == 0


def test_a_theme_without_a_face_called_text_makes_a_press_file(tmp_path: Path) -> None:
    """The slug is set in a shipped face, whatever the theme's are called."""
    files = {
        "card/manifest.yaml": "names: {vi: Thẻ, en: Card}\ntemplate: sheet.xml.j2\n"
        "inks: [full]\nsizes: [A5]\ntexts: [short]\npages: 1\n"
        "items: {do: 0, dont: 0}\n",
        "card/sheet.xml.j2": "<sheet><page><h1>{{ campaign.title }}</h1></page></sheet>",
        "card/layout.css": "h1 { margin: 12mm; font-size: 20pt; font-weight: 700 }",
        "themes/own/theme.yaml": "names: {vi: Riêng, en: Own}\nfaces: {body: Barlow Condensed}\n"
        f"colours:\n{ROLE_COLOURS}",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    own = Pipeline(shipped_assets(tmp_path))
    card = own.catalogue.material("card")
    made = own.make(
        Job(
            campaign(),
            ISSUER,
            card,
            "own",
            card.size(None),
            TextLength.SHORT,
            DATE,
            profile("offset"),
        )
    )
    with pypdfium2.PdfDocument(made.pdf) as document:
        words = " ".join(document[0].get_textpage().get_text_range().split())
    assert "trang 1/1" in words
