"""The shipped pieces stand where the design says: boxes within 0.5 mm, type sizes as given.

The numbers are the design's own, measured on its mock-ups: x, y, width, height in mm from the
trim's top left corner, size in pt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from support.workshop import ISSUER, lay_out

from generator.content.model import Issuer, TextLength
from generator.core.units import pt_to_mm
from generator.layout.model import Fragment, Layout
from generator.typeset.paragraph import Align

TOLERANCE_MM = 0.5


@dataclass(frozen=True)
class Box:
    """A box as laid out, in mm; for text the lines' measure, with its size in pt."""

    x: float
    y: float
    width: float
    height: float
    size_pt: float
    starts_left: bool


def boxes(layout: Layout, page: int, path: str) -> list[Box]:
    """The boxes of all fragments under ``path``: tags or .classes from the outside in."""
    return list(_find(layout.pages[page], 0.0, 0.0, path.split()))


def _find(fragment: Fragment, x: float, y: float, path: list[str]) -> Iterator[Box]:
    if _matches(fragment, path[0]):
        if len(path) == 1:
            yield _box(fragment, x, y)
        path = path[1:] or path
    for placed in fragment.children:
        yield from _find(placed.fragment, x + placed.x, y + placed.y, path)


def _matches(fragment: Fragment, step: str) -> bool:
    classes = fragment.element.attributes.get("class", "").split()
    return fragment.element.tag == step or (step.startswith(".") and step[1:] in classes)


def _box(fragment: Fragment, x: float, y: float) -> Box:
    width, height, size = fragment.width, fragment.height, fragment.font_size
    if fragment.text is not None:
        x += fragment.text_x + min(line.x_em for line in fragment.text.lines) * size
        width, height = fragment.text.width_em * size, fragment.text.height_em * size
    starts_left = fragment.element.style.text_align is Align.START
    return Box(pt_to_mm(x), pt_to_mm(y), pt_to_mm(width), pt_to_mm(height), size, starts_left)


POSTER = [
    (".issuer", 1, 18.0, 13.5, 109.1, 6.0, 13.5),
    (".kicker", 1, 18.0, 22.6, 116.8, 6.1, 14.5),
    ("h1", 1, 17.2, 37.0, 148.2, 78.7, 63.0),
    (".section h2", 1, 67.0, 136.5, 78.1, 13.1, 31.0),
    (".cards", 1, 18.0, 156.0, 261.0, 141.0, None),
    (".card", 8, 18.0, 156.0, 127.5, 32.3, None),
    (".card h3", 8, 51.0, 158.0, 90.5, 16.8, 19.5),
    (".card .support", 8, 51.0, 175.7, 90.5, 10.6, 11.0),
    (".apart", 1, 18.0, 303.0, 180.0, 77.0, None),
    (".apart h2", 1, 25.1, 308.7, 166.9, 10.6, 25.0),
    (".line h3", 2, 52.1, 323.1, 139.9, 8.3, 19.0),
    (".line .support", 2, 52.1, 332.2, 139.9, 11.4, 11.5),
    (".scan", 1, 204.0, 303.0, 75.0, 77.0, None),
    ("qr", 1, 214.0, 306.5, 55.0, 55.0, None),
    (".caption", 1, 206.5, 362.8, 70.0, 9.3, 10.0),
    (".address", 1, 208.9, 373.0, 65.2, 3.6, 8.4),
    (".slogan", 1, 18.0, 389.2, 126.5, 15.6, 17.0),
    (".legal", 1, 152.5, 389.9, 126.5, 14.1, 9.2),
]
OUTSIDE = [
    (".why h2", 1, 9.0, 30.0, 79.0, 14.6, 17.0),
    (".because", 1, 9.0, 48.1, 79.0, 38.5, 10.4),
    (".bubble h2", 1, 16.0, 117.0, 66.0, 12.0, 14.0),
    (".question", 3, 26.5, 133.0, 55.5, 9.6, 10.0),
    (".back .slogan", 1, 107.0, 16.0, 80.0, 13.4, 14.6),
    ("qr", 1, 118.0, 47.0, 58.0, 58.0, None),
    (".caption", 1, 114.0, 109.0, 66.0, 10.1, 10.5),
    (".address", 1, 112.0, 123.5, 70.0, 3.8, 8.2),
    (".imprint .issuer", 1, 107.0, 164.0, 80.0, 10.0, 10.5),
    (".contact", 1, 107.0, 175.5, 80.0, 4.4, 8.4),
    (".legal", 1, 107.0, 183.4, 80.0, 15.6, 7.6),
    (".heading .issuer", 1, 207.0, 13.0, 82.0, 9.0, 9.5),
    (".heading .kicker", 1, 207.0, 28.0, 82.0, 4.6, 10.0),
    (".heading h1", 1, 206.6, 36.6, 82.4, 43.8, 34.5),
]
INSIDE = [
    (".do h2", 1, 24.0, 7.5, 146.0, 9.0, 21.0),
    (".dont h2", 1, 222.4, 5.3, 50.1, 13.3, 15.5),
    (".stack h3", 8, 22.7, 36.0, 68.8, 9.6, 10.8),
    (".stack .official", 8, 22.7, 46.4, 68.8, 18.4, 9.0),
    (".strip p", 1, 127.5, 184.6, 56.4, 9.7, 10.2),
    (".reminder p", 1, 231.0, 151.2, 12.8, 4.6, 9.6),
    (".saying", 1, 216.0, 162.0, 66.0, 30.7, 16.5),
]
INSERT = [
    (".issuer", 1, 10.0, 13.0, 128.0, 3.2, 7.6),
    (".kicker", 1, 77.4, 13.0, 60.6, 3.2, 7.6),
    ("h1", 1, 9.6, 17.4, 115.2, 37.7, 49.0),
    (".panel", 1, 10.0, 60.0, 128.0, 89.5, None),
    (".section h2", 1, 22.2, 62.0, 44.4, 7.3, 18.0),
    (".items", 1, 14.0, 71.5, 121.0, 76.5, None),
    (".item h3", 8, 27.2, 72.6, 45.3, 9.8, 12.6),
    (".item .support", 8, 27.2, 82.9, 45.3, 6.6, 7.1),
    (".apart", 1, 10.0, 153.0, 84.0, 46.5, None),
    (".apart h2", 1, 14.0, 155.6, 76.0, 6.3, 15.5),
    (".line h3", 2, 27.7, 164.6, 62.3, 9.8, 12.6),
    (".line .support", 2, 27.7, 174.8, 62.3, 6.6, 7.1),
    (".scan", 1, 97.0, 153.0, 41.0, 46.5, None),
    ("qr", 1, 100.2, 153.3, 34.5, 34.5, None),
    # The design has it at 186.3, 1.5 mm inside the quiet zone of the code above.
    (".caption", 1, 101.9, 187.5, 31.1, 5.7, 6.4),
    # The design's last line ends 3.1 mm from the edge, where a copier leaves 4.2 mm white.
    (".legal", 1, 10.0, 200.7, 128.0, 5.1, 6.0),
]

Row = tuple[str, int, float, float, float, float, float | None]
ROWS = [
    *(("poster", 0, row) for row in POSTER),
    *(("leaflet", 0, row) for row in OUTSIDE),
    *(("leaflet", 1, row) for row in INSIDE),
    *(("insert", 0, row) for row in INSERT),
]


@pytest.mark.parametrize(("material", "page", "row"), ROWS, ids=lambda v: str(v)[:40])
def test_every_box_stands_where_the_design_says(material: str, page: int, row: Row) -> None:
    path, count, x, y, width, height, size = row
    layout = lay_out(material, TextLength.SHORT, issuer=ISSUER)
    found = boxes(layout, page, path)
    assert len(found) == count
    box = found[0]
    if size is None:
        assert (box.x, box.width) == pytest.approx((x, width), abs=TOLERANCE_MM)
    else:
        assert box.size_pt == pytest.approx(size, abs=0.01)
        assert {b.size_pt for b in found} == {box.size_pt}, "siblings keep one size"
        if box.starts_left:
            assert box.x == pytest.approx(x, abs=TOLERANCE_MM)
        else:
            assert box.x >= x - TOLERANCE_MM
            assert box.x + box.width <= x + width + TOLERANCE_MM
        assert max(b.width for b in found) <= width + TOLERANCE_MM
    assert (box.y, box.height) == pytest.approx((y, height), abs=TOLERANCE_MM)


def test_the_headline_breaks_as_the_design_does() -> None:
    for material, lines in (
        ("poster", ["Ứng xử", "văn minh trên", "mạng xã hội"]),
        ("leaflet", ["Ứng xử", "văn minh trên", "mạng xã hội"]),
        ("insert", ["ỨNG XỬ VĂN MINH", "TRÊN MẠNG XÃ HỘI"]),
    ):
        layout = lay_out(material, TextLength.SHORT, issuer=ISSUER)
        titles = [t for page in layout.pages for t in texts(page, "h1")]
        assert titles == [lines]


@pytest.mark.parametrize(
    "issuer",
    [ISSUER, Issuer("Công an", "Quận 12"), Issuer("Ủy ban nhân dân", "xã Xuân Trường - Đà Lạt")],
    ids=lambda issuer: issuer.unit,
)
def test_the_rule_under_the_issuers_name_is_a_third_to_a_half_as_long_as_it(issuer: Issuer) -> None:
    layout = lay_out("leaflet", TextLength.SHORT, issuer=issuer)
    (name,) = boxes(layout, 0, ".heading .issuer")
    (rule,) = boxes(layout, 0, ".heading .under")
    assert rule.x == pytest.approx(name.x, abs=TOLERANCE_MM)
    assert 1 / 3 <= rule.width / name.width <= 1 / 2


def texts(fragment: Fragment, step: str) -> Iterator[list[str]]:
    """The lines of every text that matches ``step``."""
    if fragment.text is not None and _matches(fragment, step):
        yield [line.text for line in fragment.text.lines]
    for placed in fragment.children:
        yield from texts(placed.fragment, step)


@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
def test_no_item_headline_takes_more_than_two_lines_or_leaves_a_syllable_alone(
    material: str,
) -> None:
    layout = lay_out(material, TextLength.SHORT, issuer=ISSUER)
    for page in layout.pages:
        for lines in texts(page, "h3"):
            assert len(lines) <= 2
            assert len(lines) == 1 or len(lines[-1].split()) >= 2
