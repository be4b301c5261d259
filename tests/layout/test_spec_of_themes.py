"""The posters truyền thống and đen trắng stand where the design says, in a file for a press.

Each row is the design's own: x, y, width, height in mm from the trim's top left corner, size in pt;
None is what the design leaves to the text. A departure has its reason and what is there instead.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest
from layout.test_spec import TOLERANCE_MM, boxes
from support.shipped import ASSETS, LEXICON
from support.workshop import job, planned, sheet

from generator.content.model import Issuer
from generator.layout.engine import LayoutEngine
from generator.layout.model import Layout
from generator.typeset.fonts import FontBook, shipped_fonts


class Row(NamedTuple):
    """The box of the first element of a role."""

    path: str
    number: int
    x: float | None
    y: float
    width: float | None
    height: float
    size: float | None = None


LAW = "text keeps 0.12 of its size, 0.8 mm at least, from what is painted"
TRIM = "nothing stands within 8 mm of the trim, and the code is 56 mm wide"
LARGER = "support lines are 12.5 pt, the address 10 and the small print 9.6"
ROOM = "texts grow together where there is room"
WORDS = "the campaign's own words, in as many lines as they take"

TRUYEN_THONG = [
    Row("h1", 1, None, 37.4, None, 74.5, 96.0),
    Row(".issuer", 1, None, 12.2, None, 6.6, 15.5),
    Row(".section h2", 1, None, 133.6, None, 14.7, 38.0),
    Row(".cards", 1, 18.0, 150.5, 261.0, 140.0),
    Row(".card", 8, 18.0, 150.5, 126.0, 35.0),
    Row(".card h3", 8, 50.5, 151.8, None, 20.6, 26.5),
    Row(".card .support", 8, 50.5, 173.3, None, 10.9, 11.5),
    Row(".apart", 1, 18.0, 293.0, 261.0, 58.0),
    Row(".line h3", 2, 54.5, 312.0, None, 20.6, 26.5),
    Row("qr", 1, 227.0, 363.2, 52.0, 52.0),
    Row(".slogan", 1, 18.0, 364.0, None, 22.1, 27.0),
    Row(".legal", 1, 18.0, 399.0, None, 13.8, 9.2),
]
DEN_TRANG = [
    Row(".issuer", 1, 18.0, 20.5, None, 5.3, 12.5),
    Row("h1", 1, 17.2, 28.9, None, 84.1, 112.5),
    Row(".section h2", 1, 34.5, 124.5, None, 15.4, 38.0),
    Row(".cards", 1, 18.0, 141.5, 261.0, 144.0),
    Row(".card", 8, 18.0, 141.5, 125.5, 36.0),
    Row(".card h3", 8, 48.0, 143.1, None, 21.0, 27.0),
    Row(".apart", 1, 18.0, 289.0, 180.0, 87.0),
    Row(".scan", 1, 203.0, 289.0, 76.0, 87.0),
    Row("qr", 1, 209.0, 291.0, 64.0, 64.0),
    Row(".slogan", 1, 18.0, 385.2, None, 21.6, 26.0),
]
#: Theme and role: what is there instead, field by field, and why.
DEPARTURES: dict[tuple[str, str], tuple[dict[str, float], str]] = {
    ("truyen-thong", ".cards"): ({"height": 138.6}, TRIM),
    ("truyen-thong", ".card .support"): ({"height": 11.5, "size": 12.5}, LARGER),
    ("truyen-thong", ".apart"): ({"y": 291.0}, TRIM),
    ("truyen-thong", ".line h3"): ({"y": 310.6}, TRIM),
    ("truyen-thong", "qr"): ({"x": 223.0, "y": 355.6, "width": 56.0, "height": 56.0}, TRIM),
    ("truyen-thong", ".slogan"): ({"y": 357.6}, TRIM),
    ("truyen-thong", ".legal"): ({"y": 393.6, "height": 18.4, "size": 9.6}, LARGER),
    ("den-trang", "h1"): ({"height": 83.0, "size": 111.0}, LAW),
    ("den-trang", ".section h2"): ({"x": 35.2, "height": 15.7, "size": 38.4}, ROOM),
    ("den-trang", ".card h3"): ({"x": 48.7, "y": 142.4, "height": 21.5, "size": 27.75}, ROOM),
    ("den-trang", "qr"): ({"y": 289.9}, LARGER),
}
ROWS = [("truyen-thong", row) for row in TRUYEN_THONG] + [("den-trang", row) for row in DEN_TRANG]


@cache
def laid_out(theme: str) -> Layout:
    """The poster A3 in ``theme`` for a press, of an issuer whose contacts are not known."""
    issuer = Issuer("Ủy ban nhân dân", "phường An Phú Đông")
    one = planned(replace(job("poster", for_="offset", issuer=issuer), theme=theme))
    engine = LayoutEngine(FontBook(shipped_fonts(ASSETS.fonts)), LEXICON)
    return engine.lay_out(sheet(one))


@pytest.mark.parametrize(("theme", "row"), ROWS, ids=lambda v: str(v)[:40])
def test_every_box_stands_where_the_design_says_or_departs_for_a_reason(
    theme: str, row: Row
) -> None:
    instead, _reason = DEPARTURES.get((theme, row.path), ({}, ""))
    asked = row._replace(**instead)  # type: ignore[arg-type]
    found = boxes(laid_out(theme), 0, row.path)
    assert len(found) == row.number
    box = found[0]
    if asked.x is not None:
        assert box.x == pytest.approx(asked.x, abs=TOLERANCE_MM)
    if asked.width is not None:
        assert box.width == pytest.approx(asked.width, abs=TOLERANCE_MM)
    assert (box.y, box.height) == pytest.approx((asked.y, asked.height), abs=TOLERANCE_MM)
    if asked.size is not None:
        assert [one.size_pt for one in found] == pytest.approx([asked.size] * row.number, abs=0.05)


def test_every_departure_is_one() -> None:
    """A number that is the design's own is no departure, and needs no reason."""
    rows = {(theme, row.path): row for theme, row in ROWS}
    for place, (instead, reason) in DEPARTURES.items():
        assert reason
        for field, value in instead.items():
            said = getattr(rows[place], field)
            least = 0.05 if field == "size" else TOLERANCE_MM
            assert said is None or abs(said - value) > least or len(instead) > 1


def test_the_headline_is_first_gold_then_white() -> None:
    page = laid_out("truyen-thong").pages[0]
    (style,) = {one.style for one in page.element.walk() if one.tag == "h1"}
    assert style.first_line_color is not None
    assert (style.first_line_color.name, style.color.name) == ("highlight", "on-dark")
