"""A headline that is the official text already: its words are set once, as the official text."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from support.made_campaigns import counts, made_campaign
from support.shipped import ASSETS
from support.workshop import DATE, job, planned, sheet, workshop

from generator.checking import check_piece
from generator.content.model import Campaign, TextLength
from generator.core.findings import Severity

MATERIALS = ("poster", "leaflet", "insert")
THEMES = ("hien-dai", "ban-tin-1-mau", "ban-tin-2-mau")
HEADLINE = "Lật úp gáo, xô, lốp xe cũ"


def saying(headline: str, official: str) -> Campaign:
    """A campaign with two groups, in which one item says this."""
    made = made_campaign(counts(4, 2))
    first, *others = made.groups
    said = replace(first.items[0], headline=headline, support="", official=official)
    return replace(made, groups=(replace(first, items=(said, *first.items[1:])), *others))


def pieces_words(campaign: Campaign, material: str, theme: str) -> str:
    """The words on the pages of a piece that passes its check with the whole official texts."""
    order = planned(replace(job(material, TextLength.FULL, campaign_=campaign), theme=theme))
    piece = workshop().make(order)
    assert {text.id for text in piece.expected.texts} == {item.id for item in campaign.items}
    result = check_piece(
        piece.pdf, "x.pdf", piece.profile, assets=ASSETS, today=DATE, expected=piece.expected
    )
    assert not [one for one in result.findings if one.severity is Severity.ERROR]
    assert not [one for one in result.findings if one.code.startswith("official-text")]
    pages = pypdfium2.PdfDocument(piece.pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("mark", ["", ";", ".", ":"])
def test_words_of_a_headline_that_is_the_official_text_are_set_once(
    material: str, theme: str, mark: str
) -> None:
    words = pieces_words(saying(HEADLINE, HEADLINE + mark), material, theme)
    assert words.count(HEADLINE) == 1
    assert HEADLINE + mark in words


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize(
    ("headline", "official"),
    [
        (HEADLINE, f"{HEADLINE}, chum vại;"),
        (HEADLINE, f"Không {HEADLINE.lower()};"),
        (f"Nên {HEADLINE.lower()}", f"{HEADLINE};"),
        ("Lật úp gáo", "Lật úp gáo?"),
    ],
)
def test_a_headline_that_says_it_otherwise_stands_above_the_official_text(
    material: str, headline: str, official: str
) -> None:
    campaign = saying(headline, official)
    stated = [
        one.origin for one in sheet(job(material, TextLength.FULL, campaign_=campaign)).stated
    ]
    item = campaign.items[0].id
    assert f"{item}.headline" in stated


@pytest.mark.parametrize("material", MATERIALS)
def test_with_short_texts_the_headline_is_set_as_ever(material: str) -> None:
    campaign = saying(HEADLINE, f"{HEADLINE};")
    one = job(material, TextLength.SHORT, campaign_=campaign)
    item = campaign.items[0].id
    origins = [part.origin for part in sheet(one).stated]
    # The leaflet has whole texts always.
    assert (f"{item}.headline" in origins) == (material != "leaflet")
