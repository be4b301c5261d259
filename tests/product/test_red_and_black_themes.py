"""Promises of the themes truyền thống and đen trắng."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from support.shipped import ASSETS, LEXICON
from support.workshop import DATE, ISSUER, campaign, job, planned, sheet, workshop

from generator.content.model import TextLength
from generator.core.colour import Colour, contrast
from generator.core.units import mm_to_pt
from generator.job import Job
from generator.layout.engine import LayoutEngine
from generator.layout.model import Fragment
from generator.orders.options import MakeOptions
from generator.orders.planning import plan_jobs
from generator.press.profiles import load_profile
from generator.typeset.fonts import FontBook, shipped_fonts

#: The most of a page that ink covers, in percent: as the drawn targets, and what copiers take.
MOST_DARK = 17.0


def darkness(pdf: bytes) -> list[float]:
    """Mean darkness of each page in percent, as it is seen in grey."""
    pages = pypdfium2.PdfDocument(BytesIO(pdf))
    pictures = [np.asarray(page.render(scale=1).to_pil().convert("L")) for page in pages]
    return [100 * (1 - float(picture.mean()) / 255) for picture in pictures]


def made(material: str, theme: str, destination: str = "office") -> bytes:
    text = TextLength.FULL if material == "leaflet" else TextLength.SHORT
    return workshop().make(planned(replace(job(material, text, for_=destination), theme=theme))).pdf


@pytest.mark.parametrize("theme", ["truyen-thong", "den-trang"])
def test_every_shipped_material_is_made_in_both_themes(theme: str) -> None:
    for material in ("poster", "leaflet", "insert"):
        assert made(material, theme)


@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
def test_a_page_for_the_copier_is_at_most_17_percent_dark(material: str) -> None:
    assert max(darkness(made(material, "den-trang"))) <= MOST_DARK


def test_a_page_with_solid_grounds_is_found_to_be_darker() -> None:
    """The planted defect: the same poster with its fields filled."""
    assert max(darkness(made("poster", "ban-tin-1-mau"))) > MOST_DARK


#: The same where little ink is asked for.
MOST_DARK_LOW = 8.0


def in_little_ink(theme: str) -> Job:
    return planned(replace(job("poster"), theme=theme, saves_ink=True))


def test_with_little_ink_a_poster_for_the_copier_stays_under_8_percent() -> None:
    assert max(darkness(workshop().make(in_little_ink("den-trang")).pdf)) < MOST_DARK_LOW


@pytest.mark.parametrize("theme", ["hien-dai", "truyen-thong", "ban-tin-1-mau"])
def test_little_ink_makes_any_theme_lighter(theme: str) -> None:
    usual = darkness(made("poster", theme))
    assert max(darkness(workshop().make(in_little_ink(theme)).pdf)) < max(usual) / 2


def test_a_piece_in_little_ink_has_a_name_of_its_own() -> None:
    assert (
        in_little_ink("den-trang").name != planned(replace(job("poster"), theme="den-trang")).name
    )


def themes_for(place: str, **options: str) -> set[str]:
    """The themes of the poster and the insert in an order for this place."""
    order = MakeOptions(date=DATE, materials=("poster", "insert"), **options)  # type: ignore[arg-type]
    asked = load_profile(place, ASSETS.profiles)
    jobs = plan_jobs(order, workshop().catalogue, campaign(), ISSUER, asked)
    return {one.theme for one in jobs if isinstance(one, Job)}


def test_for_the_copier_pieces_are_black_and_white_unless_a_theme_is_named() -> None:
    assert themes_for("copier") == {"den-trang"}
    assert themes_for("copier", theme="ban-tin-1-mau") == {"ban-tin-1-mau"}
    assert themes_for("copier", preferred_theme="hien-dai") == {"hien-dai"}


def test_elsewhere_pieces_take_their_own_theme() -> None:
    assert themes_for("office") == {"hien-dai", "ban-tin-1-mau"}


#: The most of a page that one solid covers.
MOST_SOLID = 0.04
LEAST_LINE_PT = mm_to_pt(0.35)


def fragments(theme: str, material: str, size: str | None = None) -> Iterator[Fragment]:
    """All that is laid out of a material in short texts."""
    one = planned(replace(job(material, size=size), theme=theme))
    engine = LayoutEngine(FontBook(shipped_fonts(ASSETS.fonts)), LEXICON)
    for page in engine.lay_out(sheet(one)).pages:
        yield from _within(page)


def _within(fragment: Fragment) -> Iterator[Fragment]:
    yield fragment
    for child in fragment.children:
        yield from _within(child.fragment)


def solids(theme: str, material: str) -> list[float]:
    """Shares of the page that dark grounds cover, each."""
    found = list(fragments(theme, material))
    page = found[0].width * found[0].height
    return [
        one.width * one.height / page
        for one in found
        if isinstance(ground := one.element.style.background, Colour)
        and contrast(ground.rgb, (1.0, 1.0, 1.0)) >= 3
    ]


HUNG = ("poster", "slogan", "notice", "leaflet", "half-fold", "card", "insert")


@pytest.mark.parametrize("material", HUNG)
def test_no_solid_of_a_page_for_the_copier_covers_more_than_4_percent(material: str) -> None:
    assert max(solids("den-trang", material), default=0.0) <= MOST_SOLID


def test_a_theme_with_solid_grounds_is_found_to_have_them() -> None:
    """The planted defect."""
    assert max(solids("ban-tin-1-mau", "poster")) > MOST_SOLID


@pytest.mark.parametrize("material", HUNG)
def test_no_line_for_the_copier_is_thinner_than_a_third_of_a_millimetre(material: str) -> None:
    for one in fragments("den-trang", material):
        style = one.element.style
        sides = [line for line in style.side_lines or () if line is not None]
        gaps = [line for line in (style.row_rule, style.column_rule) if line is not None]
        widths = [line.width for line in (*sides, *gaps)]
        widths += [style.border_width] if style.border_width else []
        widths += [one.height] if one.element.tag == "rule" and style.background else []
        assert min(widths, default=1.0) >= LEAST_LINE_PT - 0.01, one.element.attributes


@pytest.mark.parametrize(("size", "least", "legal"), [("A3", 9.0, 9.0), ("A4", 8.5, 7.5)])
def test_no_letter_for_the_copier_is_smaller_than_copies_of_copies_take(
    size: str, least: float, legal: float
) -> None:
    for one in fragments("den-trang", "poster", size):
        if one.text is not None and one.text.lines:
            is_legal = one.element.attributes.get("class") == "legal"
            assert one.font_size >= (legal if is_legal else least) - 0.01, one.element.attributes


@pytest.mark.parametrize("theme", ["truyen-thong", "ban-tin-1-mau", "ban-tin-2-mau"])
def test_a_sign_above_cards_is_seen_on_its_field_and_its_stroke_on_it(theme: str) -> None:
    above = [one for one in fragments(theme, "social", "1080x1080px") if has_class(one, "over")]
    signs = [sign for row in above for sign in _within(row) if has_class(sign, "mark")]
    assert len(signs) >= 2
    for sign in signs:
        disc, stroke = sign.element.style.fill, sign.element.style.stroke
        assert disc is not None
        assert stroke is not None
        assert contrast(disc.rgb, stroke.rgb) >= 3
        assert contrast(disc.rgb, field_of(theme)) >= 3


def has_class(one: Fragment, name: str) -> bool:
    return name in one.element.attributes.get("class", "").split()


def field_of(theme: str) -> tuple[float, float, float]:
    """The colour of the first field of the theme's social pictures."""
    fields = (one for one in fragments(theme, "social", "1080x1080px") if has_class(one, "field"))
    ground = next(fields).element.style.background
    assert isinstance(ground, Colour)
    return ground.rgb
