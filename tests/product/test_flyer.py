"""The flyer: the slogan in front, all items on its back, short or whole."""

from __future__ import annotations

import pytest
from support.pieces import ALL_PARTS, LONG_ISSUER, boxes, faults, job_of, laid_out, made, without
from support.workshop import ISSUER, campaign, workshop

from generator.content.model import Campaign, Issuer, TextLength
from generator.core.duplex import Flip
from generator.core.units import pt_to_mm

THEMES = workshop().catalogue.material("flyer").themes
FRONT, BACK = 0, 1


@pytest.mark.parametrize(
    ("words", "material"),
    [
        ("tờ rơi", "flyer"),
        ("to roi", "flyer"),
        ("Flyer", "flyer"),
        ("tờ gấp đôi", "half-fold"),
        ("half fold", "half-fold"),
        ("tờ gấp", "leaflet"),
        ("tờ gấp ba", "leaflet"),
        ("brochure", "leaflet"),
        ("thẻ DL", "card"),
    ],
)
def test_each_is_found_by_what_people_call_it(words: str, material: str) -> None:
    assert workshop().catalogue.find_material(words) == material


@pytest.mark.parametrize("count", range(1, 15))
@pytest.mark.parametrize("text", list(TextLength))
def test_one_to_fourteen_items_fill_the_back(count: int, text: TextLength) -> None:
    one = job_of("flyer", without(made((count,), ("do",)), "qr"), text=text)
    back = laid_out(one).pages[BACK]
    cards = list(boxes(back, ".card"))
    assert len(cards) == count
    assert max(pt_to_mm(y + box.height) for box, _, y in cards) > 175
    assert len({box.font_size for box, *_ in boxes(back, "h3")}) == 1


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ((), ".asking"),
        (("questions",), ".picture"),
        (("questions", "picture"), ".why"),
        (ALL_PARTS, ".index"),
    ],
)
def test_below_the_slogan_stands_what_the_campaign_has(parts: tuple[str, ...], shown: str) -> None:
    front = laid_out(job_of("flyer", without(campaign(), *parts))).pages[FRONT]
    kinds = [kind for kind in (".asking", ".picture", ".why", ".index") if any(boxes(front, kind))]
    assert kinds == [shown]


def test_it_is_turned_like_a_books_leaf() -> None:
    assert workshop().make(job_of("flyer")).flip is Flip.LONG_EDGE


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("chosen", "issuer", "text"),
    [
        (campaign(), ISSUER, TextLength.SHORT),
        (without(campaign(), "qr", "questions"), LONG_ISSUER, TextLength.FULL),
        (without(made((3, 2), ("do", "info")), *ALL_PARTS), LONG_ISSUER, TextLength.SHORT),
        (made((10, 4), ("do", "dont")), ISSUER, TextLength.SHORT),
        (made((3, 2, 3, 2, 2, 2), ("do", "info", "do", "info", "do", "dont")), ISSUER,
         TextLength.SHORT),
    ],
    ids=["shipped", "full", "bare", "many", "six groups"],
)  # fmt: skip
def test_the_check_has_nothing_to_say_of_it(
    theme: str, chosen: Campaign, issuer: Issuer, text: TextLength
) -> None:
    assert not faults(job_of("flyer", chosen, issuer=issuer, theme=theme, text=text))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["offset", "copier", "screen", "office-borderless"])
def test_it_can_be_made_for_every_place(name: str) -> None:
    assert not faults(job_of("flyer", profile_=name))
