"""The shipped pieces stand where the design says: boxes within 0.5 mm, type sizes as given.

The numbers are the design's own, measured on its mock-ups: x, y, width, height in mm from the
trim's top left corner, size in pt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
    (".card h3", 8, 51.0, 158.0, 90.5, 16.8, 20.5),
    (".card .support", 8, 51.0, 175.7, 90.5, 10.6, 12.0),
    (".apart", 1, 18.0, 303.0, 180.0, 77.0, None),
    (".apart h2", 1, 25.1, 308.7, 166.9, 10.6, 25.0),
    (".line h3", 2, 52.1, 321.3, 139.9, 17.1, 20.5),
    (".line .support", 2, 52.1, 339.0, 139.9, 10.8, 12.0),
    (".scan", 1, 204.0, 303.0, 75.0, 77.0, None),
    ("qr", 1, 216.0, 306.2, 51.0, 51.0, None),
    (".caption", 1, 206.5, 358.5, 70.0, 10.6, 12.0),
    (".address", 1, 206.5, 369.7, 70.0, 8.3, 9.6),
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
    (".imprint .issuer", 1, 107.0, 155.1, 80.0, 10.0, 10.5),
    (".contact", 1, 107.0, 166.6, 80.0, 13.3, 8.4),
    (".legal", 1, 107.0, 183.4, 80.0, 15.6, 7.6),
    (".heading .issuer", 1, 207.0, 13.0, 82.0, 9.0, 9.5),
    (".heading .kicker", 1, 207.0, 28.0, 82.0, 4.6, 10.0),
    (".heading h1", 1, 206.6, 36.6, 82.4, 43.8, 34.5),
]
INSIDE = [
    # Each title whole on one panel, both of one size; line ends are the breaker's.
    # Set whole in the first line, what follows it small below.
    (".do h2", 1, 24.0, 6.6, 39.1, 6.7, 15.5),
    (".rest", 1, 24.0, 13.3, 42.0, 4.1, 9.6),
    (".dont h2", 1, 222.4, 5.3, 56.3, 13.3, 15.5),
    (".stack h3", 8, 22.7, 36.0, 68.8, 9.6, 10.8),
    (".stack .official", 8, 22.7, 46.4, 68.8, 18.4, 9.0),
    (".strip p", 1, 127.5, 184.6, 56.4, 9.7, 10.2),
    (".reminder p", 1, 231.0, 151.2, 12.8, 4.6, 9.6),
    # Three lines, not four: its line ends are the breaker's, no more the template's at a comma.
    (".saying", 1, 216.0, 162.0, 66.0, 22.6, 16.2),
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
    (".apart", 1, 10.0, 152.6, 84.0, 46.8, None),
    (".apart h2", 1, 14.0, 155.2, 76.0, 6.3, 15.5),
    (".line h3", 2, 27.7, 164.6, 62.3, 9.8, 12.6),
    (".line .support", 2, 27.7, 174.8, 62.3, 6.6, 7.1),
    (".scan", 1, 97.0, 152.6, 41.0, 46.8, None),
    # 0.7 mm above the design: the legal line below is larger.
    ("qr", 1, 100.2, 152.6, 34.5, 34.5, None),
    # The design has it at 186.3, 0.9 mm inside the quiet zone of the code above.
    (".caption", 1, 101.9, 186.9, 31.1, 5.7, 6.4),
    # The design's last line ends 3.1 mm from the edge, where office printers leave 5 mm white; its
    # 6 pt cannot be read from 0.4 m, where a page in the hand is: 4 mm of cap height for a metre.
    (".legal", 1, 10.0, 200.1, 128.0, 5.1, 6.13),
]

NOTICE = [
    (".issuer", 1, 15.0, 18.7, 84.3, 4.8, 10.6),
    (".kicker", 1, 110.5, 18.7, 84.5, 4.8, 10.6),
    # 55 mm high, marks above the line included.
    ("h1", 1, 14.4, 25.9, 159.4, 52.3, 68.0),
    # In the narrow face of the theme, where the design has 15.6 pt of the text face; wider than
    # the design by 0.012 em a letter, or the accent of “ối” reaches the dot.
    (".bar .slogan", 1, 36.0, 87.9, 138.0, 8.8, 20.0),
    (".section h2", 1, 27.4, 104.5, 49.7, 10.6, 25.0),
    # Wider than the design, as the slogan is.
    (".rule h3", 8, 25.0, 120.1, 76.4, 6.6, 16.0),
    (".rule .support", 8, 25.0, 126.6, 63.0, 7.6, 8.6),
    # The design has the contacts on one line, without labels, and the two days on another.
    (".apart", 1, 15.0, 196.1, 115.0, 68.1, None),
    (".apart h2", 1, 21.2, 202.8, 77.9, 8.2, 21.0),
    ("qr", 1, 141.0, 198.6, 47.0, 47.0, None),
    (".caption", 1, 142.6, 245.6, 43.8, 8.0, 9.0),
    (".address", 1, 140.3, 254.2, 48.4, 7.5, 8.6),
    (".legal", 1, 15.0, 277.8, 159.1, 7.1, 7.6),
]
PLEDGE = [
    (".issuer", 1, 18.0, 16.7, 80.8, 4.5, 10.0),
    (".kicker", 1, 18.0, 22.3, 85.3, 4.8, 10.6),
    # Centred in a line of 1.18, where the design has 19.1 mm.
    ("h1", 1, 17.2, 27.3, 91.9, 17.9, 43.0),
    (".name", 1, 18.0, 57.8, 104.3, 9.4, None),
    (".quarter", 1, 127.3, 57.8, 64.7, 9.4, None),
    (".section h2", 2, 30.6, 84.7, 81.0, 8.0, 18.5),
    # Its headline 8 is longer than the design's, so the items stand a little higher.
    (".promise h3", 10, 35.6, 100.9, 97.0, 5.6, 13.2),
    # The code's quiet zone reaches into the margin: its modules stand at it.
    ("qr", 1, 14.4, 231.7, 37.0, 37.0, None),
    (".legal", 1, 18.0, 277.4, 159.1, 7.3, 7.6),
]
LARGE_PRINT = [
    # In small letters, and 16 pt as all else, where the design has a line of capitals of 14 pt.
    (".whose", 1, 18.0, 18.8, 107.2, 7.5, 16.0),
    ("h1", 1, 17.4, 29.5, 95.9, 29.0, 33.0),
    # A line of 16 pt more above it.
    (".section h2", 1, 34.0, 64.3, 61.7, 10.6, 24.0),
    (".item h3", 3, 35.0, 84.7, 122.9, 8.6, 19.0),
    (".item .official", 3, 35.0, 94.9, 156.0, 25.3, 16.5),
    (".page", 1, 165.4, 280.9, 26.6, 7.1, 16.0),
]
#: The design of these has no contacts; where there are none, nothing moves for them.
NO_CONTACTS = replace(ISSUER, address="", hotline="", website="")
DRAWN_ISSUER = {"poster": NO_CONTACTS, "insert": NO_CONTACTS}

Row = tuple[str, int, float, float, float, float, float | None]
ROWS = [
    *(("poster", 0, row) for row in POSTER),
    *(("leaflet", 0, row) for row in OUTSIDE),
    *(("leaflet", 1, row) for row in INSIDE),
    *(("insert", 0, row) for row in INSERT),
    *(("notice", 0, row) for row in NOTICE),
    *(("pledge", 0, row) for row in PLEDGE),
    *(("large-print", 0, row) for row in LARGE_PRINT),
]


@pytest.mark.parametrize(("material", "page", "row"), ROWS, ids=lambda v: str(v)[:40])
def test_every_box_stands_where_the_design_says(material: str, page: int, row: Row) -> None:
    path, count, x, y, width, height, size = row
    layout = lay_out(material, TextLength.SHORT, issuer=DRAWN_ISSUER.get(material, ISSUER))
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
