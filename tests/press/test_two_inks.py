"""The bulletin insert in two inks: the design's colours, on plates of black and one ink alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from support.shipped import ASSETS, LEXICON
from support.workshop import campaign, job, planned, sheet, workshop

from generator.content.model import TextLength
from generator.core.colour import Colour, Spot
from generator.core.units import mm_to_pt
from generator.job import Job
from generator.layout.engine import LayoutEngine
from generator.layout.model import Fragment, Layout
from generator.sheet.model import Inline
from generator.typeset.fonts import FontBook, shipped_fonts

THEME = workshop().catalogue.theme("ban-tin-2-mau")
INK = "PANTONE 3145 C"


def two_inks(text: TextLength = TextLength.SHORT, for_: str = "office") -> Job:
    return planned(replace(job("insert", text, for_=for_), theme=THEME.name))


@cache
def lay_out(theme: str) -> Layout:
    engine = LayoutEngine(FontBook(shipped_fonts(ASSETS.fonts)), LEXICON)
    return engine.lay_out(sheet(replace(job("insert"), theme=theme)))


def walk(
    fragment: Fragment, x: float = 0.0, y: float = 0.0
) -> Iterator[tuple[Fragment, float, float]]:
    yield fragment, x, y
    for placed in fragment.children:
        yield from walk(placed.fragment, x + placed.x, y + placed.y)


def colours(path: str) -> set[str]:
    """The names of the text colours of all elements of a tag or .class."""
    found = set()
    for fragment, _, _ in walk(lay_out(THEME.name).pages[0]):
        element = fragment.element
        classes = {f".{name}" for name in element.attributes.get("class", "").split()}
        if path in {element.tag, *classes}:
            found.add(element.style.color.name)
    return found


def painted() -> Iterator[tuple[Colour, Fragment]]:
    """Every colour on the page with what bears it."""
    for fragment, _, _ in walk(lay_out(THEME.name).pages[0]):
        style = fragment.element.style
        for colour in (style.background, style.border_color, style.fill, style.stroke):
            if isinstance(colour, Colour):
                yield colour, fragment
        for line in fragment.text.lines if fragment.text else ():
            for segment in line.segments:
                assert isinstance(segment.tag, Inline)
                yield segment.tag.color, fragment


def operations(page: pikepdf.Page) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The operators that set colours, each with its numbers."""
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("k", "K", "scn", "SCN", "rg", "RG", "g", "G"):
            yield operator, tuple(float(str(part)) for part in instruction.operands)


def test_the_theme_has_one_ink_beside_black() -> None:
    spots = {name: colour.spot for name, colour in THEME.colours.items() if colour.spot}
    full = (1.0, 0.22, 0.3, 0.1)
    assert spots == {
        **dict.fromkeys(("accent", "accent-alt", "do", "ornament"), Spot(INK, 1.0, full)),
        **dict.fromkeys(("do-tint", "ornament-light"), Spot(INK, 0.12, full)),
    }


def test_every_colour_is_of_black_or_of_the_second_ink() -> None:
    for colour, fragment in painted():
        assert colour.spot or colour.cmyk[:3] == (0, 0, 0), fragment.element.tag


def test_boxes_and_lines_stand_as_in_the_insert_of_one_ink() -> None:
    """So the design's numbers, which tests/test_spec.py knows for one ink, hold for two."""
    one, two = (
        [
            (f.element.tag, x, y, f.width, f.height, f.font_size, f.text and len(f.text.lines))
            for f, x, y in walk(lay_out(theme).pages[0])
        ]
        for theme in ("ban-tin-1-mau", "ban-tin-2-mau")
    )
    assert one == two


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (".issuer", "text"),
        (".kicker", "text-muted"),
        (".section", "text"),
        ("h3", "text on-dark"),
        (".support", "text on-dark"),
        (".caption", "text"),
        (".address", "text"),  # small type in one ink: it stays sharp on any press
        (".legal", "text-muted"),
    ],
)
def test_texts_have_the_colours_that_the_design_gives_them(path: str, expected: str) -> None:
    assert colours(path) == set(expected.split())


def test_the_first_line_of_the_headline_is_in_the_second_ink_and_the_other_in_black() -> None:
    style = next(
        fragment.element.style
        for fragment, _, _ in walk(lay_out(THEME.name).pages[0])
        if fragment.element.tag == "h1"
    )
    assert (style.first_line_color, style.color) == (THEME.colours["accent"], THEME.colours["text"])
    (page,) = pdfium.PdfDocument(workshop().make(two_inks()).pdf)
    picture = np.asarray(page.render(scale=1).to_pil().convert("RGB")).astype(int)
    for top_mm, bottom_mm, expected in ((20, 33, "accent"), (41, 53, "text")):
        line = picture[round(mm_to_pt(top_mm)) : round(mm_to_pt(bottom_mm))]
        red, green, blue = (round(255 * part) for part in THEME.colours[expected].rgb)
        assert line.reshape(-1, 3)[line.sum(axis=2).argmin()] == pytest.approx(
            (red, green, blue), abs=2
        )


def test_small_text_in_the_second_ink_is_semibold_at_least() -> None:
    """Thin strokes of a mixed ink look pale beside black."""
    for colour, fragment in painted():
        if fragment.text and fragment.font_size <= 12 and colour.spot:
            assert fragment.element.style.font_weight >= 600


@pytest.mark.parametrize("text", TextLength)
def test_a_press_with_an_ink_of_its_own_gets_plates_of_black_and_that_ink(text: TextLength) -> None:
    pdf = pikepdf.open(BytesIO(workshop().make(two_inks(text, for_="offset")).pdf))
    (page,) = pdf.pages
    plates = [str(s[1]) for s in page.Resources.ColorSpace.values() if s[0] == "/Separation"]
    assert set(plates) - {"/All"} == {f"/{INK}"}, "all plates bear the marks, and nothing else"
    tints: set[float] = set()
    for operator, operands in operations(page):
        if operator in ("k", "K"):
            assert operands[:3] == (0, 0, 0)
        elif operator in ("scn", "SCN"):
            tints.update(operands)
        assert operator not in ("rg", "RG")
    assert tints == {1.0, 0.12}


def test_a_press_without_it_gets_its_recipe_in_four_inks() -> None:
    pdf = pikepdf.open(BytesIO(workshop().make(two_inks(for_="digital-sra3")).pdf))
    recipes = {operands for operator, operands in operations(pdf.pages[0]) if operator == "k"}
    assert {THEME.colours[name].cmyk for name in ("accent", "do-tint")} <= recipes


def test_its_file_says_in_its_name_that_it_is_not_the_usual_one() -> None:
    assert "ban-tin-2-mau" in workshop().make(two_inks()).name
    assert "ban-tin" not in workshop().make(job("insert")).name
    assert campaign().title in sheet(two_inks()).slots
