"""The half-fold and the card stand where the design says: within 0.5 mm, sizes as given.

The numbers are the design's own, measured on its mock-ups in mm from the trim's top left corner
and in pt; heights are of line boxes, which a browser rounds, and agree within 0.8 mm. Departures:
line ends are the breaker's, which parts no document's name from its number, so captions beside a
code and what follows below them are smaller; the legal line says more than the design's; headlines
on the card's back are as large as their room allows, from the design's size up.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from support.pieces import boxes, job_of, laid_out, lines_mm
from support.workshop import ISSUER

from generator.core.units import pt_to_mm
from generator.layout.model import Layout

TOLERANCE_MM = 0.5
#: Piece, page, class, which of that class, x, y (None where the design's box begins elsewhere than
#: the line), size.
ROWS = [
    ("half-fold", 0, ".ask", 0, 14.0, 15.7, 19.0),
    ("half-fold", 0, ".asked", 0, 31.0, 29.5, 13.0),
    ("half-fold", 0, ".asked", 1, 31.0, 46.5, 13.0),
    ("half-fold", 0, ".asked", 2, 31.0, 63.5, 13.0),
    ("half-fold", 0, ".issuer", 0, 14.0, 163.0, 10.5),
    ("half-fold", 0, ".issuer", 1, 162.5, 13.7, 10.2),
    ("half-fold", 0, ".kicker", 0, 162.5, 20.1, 11.0),
    ("half-fold", 0, "h1", 0, 161.7, 31.4, 68.0),
    ("half-fold", 0, ".said", 0, 174.5, 148.9, 19.2),
    ("half-fold", 0, ".origin", 0, 162.5, 182.2, 15.5),
    ("half-fold", 1, "h2", 0, 28.0, 4.8, 20.0),
    ("half-fold", 1, ".rest", 0, 28.0, 13.3, 10.6),
    *[
        ("half-fold", 1, "h3", n, 27.6, y, 12.0)
        for n, y in enumerate((39.0, 71.5, 109.0, 161.3, 184.7))
    ],
    *[
        ("half-fold", 1, ".official", n, 27.6, y, 9.8)
        for n, y in enumerate((45.2, 77.7, 115.2, 167.5, 190.9))
    ],
    # The box of the prohibitions is as high as its text asks for, and the gaps above follow.
    ("half-fold", 1, "h3", 5, 176.1, 39.0, 12.0),
    ("half-fold", 1, "h3", 6, 176.1, None, 12.0),
    ("half-fold", 1, "h3", 7, 176.1, None, 12.0),
    ("half-fold", 1, "h2", 1, 160.5, None, 17.0),
    ("half-fold", 1, "h3", 8, 176.1, None, 12.0),
    ("half-fold", 1, ".official", 9, 176.1, None, 9.8),
    ("card", 0, ".issuer", 0, 9.0, 10.0, 8.8),
    ("card", 0, ".kicker", 0, 9.0, 19.7, 9.4),
    ("card", 0, "h1", 0, 8.4, 27.7, 48.0),
    # The line of origin below takes room that the design leaves free.
    ("card", 0, ".said", 0, 27.5, None, 15.2),
    ("card", 0, ".ask", 0, 9.0, None, 12.6),
    ("card", 0, ".asked", 0, 23.0, None, 11.0),
    ("card", 1, "h2", 0, 21.0, 11.4, 18.0),
]


@cache
def layout(material: str) -> Layout:
    issuer = replace(ISSUER, address="", hotline="", website="")
    return laid_out(job_of(material, issuer=issuer, profile_="office-borderless"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(map(str, row[:4])))
def test_every_text_stands_where_the_design_says(
    row: tuple[str, int, str, int, float, float | None, float],
) -> None:
    material, page, step, number, x, y, size = row
    fragment, left, top = list(boxes(layout(material).pages[page], step))[number]
    assert fragment.font_size == pytest.approx(size, abs=0.01)
    start = min(start for _, start, _, _ in lines_mm(fragment, left, top))
    assert start == pytest.approx(x, abs=TOLERANCE_MM)
    if y is not None:
        assert pt_to_mm(top + fragment.text_y) == pytest.approx(y, abs=0.8)


def test_the_code_is_as_large_as_the_design_says() -> None:
    for material, page, side in (("half-fold", 0, 50.0), ("card", 1, 35.0)):
        ((code, *_),) = boxes(layout(material).pages[page], "qr")
        assert pt_to_mm(code.width) == pytest.approx(side, abs=0.01)
