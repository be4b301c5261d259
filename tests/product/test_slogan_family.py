"""The slogan poster and the standee: one idea in every shape, for any campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.made_campaigns import counts, made_campaign
from support.shipped import ASSETS
from support.workshop import campaign, job, planned, profile, workshop

from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder, campaign_names
from generator.content.model import Campaign, Issuer
from generator.core.findings import Severity
from generator.core.units import pt_to_mm
from generator.job import Piece
from generator.layout.model import Fragment
from generator.preflight.checks.brief import Brief
from generator.preflight.document import open_document
from generator.preflight.run import run_checks
from generator.press.target import target_of

TODAY = dt.date(2026, 11, 30)
THEMES = ("hien-dai", "truyen-thong", "den-trang", "ban-tin-1-mau", "ban-tin-2-mau")
#: One size for each layout, and the ends of its range of ratios.
SLOGAN_SIZES = (
    "A5", "A3", "A1", "B2", "297x525mm", "594x770mm", "600x1200mm", "500x1600mm",
    "500x500mm", "500x640mm", "600x500mm", "420x297mm", "480x270mm", "660x300mm", "370x300mm",
)  # fmt: skip
STANDEES = ("800x1800mm", "600x1600mm", "500x1600mm", "600x1800mm")

Box = tuple[float, float, float, float]


def made(material: str, size: str, theme: str = "hien-dai", shown: Campaign | None = None) -> Piece:
    one = replace(job(material, size=size, campaign_=shown), theme=theme)
    return workshop().make(planned(one))


def faults(piece: Piece) -> list[str]:
    """Errors and warnings of its check, but those of how the acts stand."""
    with open_document(piece.pdf, "piece.pdf", icc=ASSETS.icc) as document:
        found = run_checks(document, Brief(profile(), ASSETS, piece.expected, today=TODAY))
    return [
        f"{one.code}: {one.message}"
        for one in (*found, *piece.findings)
        if one.severity is not Severity.NOTE and not one.code.startswith("act-")
    ]


def boxes(material: str, size: str) -> dict[str, list[Box]]:
    """Left, top, width and height in mm of all boxes of a press sheet, by class or element."""
    one = job(material, size=size, for_="offset")
    pipeline = workshop()
    layout = pipeline._laid_out(one, target_of(one.profile, pipeline._icc)).layout
    found: dict[str, list[Box]] = {}
    for fragment, x, y in _walk(layout.pages[0], 0.0, 0.0):
        element = fragment.element
        names = [element.tag, *element.attributes.get("class", "").split()]
        box = tuple(map(pt_to_mm, (x, y, fragment.width, fragment.height)))
        for name in names:
            found.setdefault(name, []).append(box)  # type: ignore[arg-type]
    return found


def _walk(fragment: Fragment, x: float, y: float) -> Iterator[tuple[Fragment, float, float]]:
    yield fragment, x, y
    for placed in fragment.children:
        yield from _walk(placed.fragment, x + placed.x, y + placed.y)


def bare(whole: Campaign) -> Campaign:
    """``whole`` without all that a campaign may do without."""
    return replace(whole, qr=None, slogans=(), kicker="", texts={}, pictures={})


# -- its layouts


@pytest.mark.parametrize(
    ("size", "items", "role"),
    [
        ("A3", 10, "headline"),
        ("420x297mm", 10, "headline"),
        ("841x594mm", 10, "headline"),
        ("A2", 7, "short_headline"),
        ("A1", 7, "short_headline"),
        ("500x1000mm", 10, "short_headline"),
        ("500x500mm", 10, "headline"),
    ],
)
def test_a_slogan_poster_shows_all_items_but_in_the_street_a_few_short_heads(
    size: str, items: int, role: str
) -> None:
    piece = made("slogan", size)
    heads = [t.origin for t in piece.expected.stated if t.origin.endswith(f".{role}")]
    assert len(piece.items) == len(heads) == items


def test_in_the_street_those_of_the_lowest_rank_are_shown() -> None:
    # Those of the design, and both prohibitions.
    assert made("slogan", "A1").items == (
        "do-2", "do-3", "do-4", "do-6", "do-7", "dont-1", "dont-2"
    )  # fmt: skip


def test_the_title_becomes_the_line_of_origin_and_the_slogan_leads() -> None:
    origins = [text.origin for text in made("slogan", "A3").expected.stated]
    assert origins.index("campaign.texts.slogan_headline") < origins.index("campaign.title")
    assert "campaign.texts.slogan_reply" in origins


@pytest.mark.parametrize("size", ["100x200mm", "660x290mm", "300x1000mm"])
def test_what_does_not_suit_is_refused_with_its_bounds(size: str) -> None:
    with pytest.raises(Exception, match="slogan cannot be made") as caught:
        made("slogan", size)
    assert str(caught.value.problems[0].hint)  # type: ignore[attr-defined]


# -- boxes of the drawn size: in mm, from the mock-ups of the design

#: Size, class, number of the box, and left, top, width and height in mm; None is not compared.
DRAWN = [
    ("slogan", "A3", "hero", 0, (0, 0, 297, 131)),
    ("slogan", "A3", "answer", 0, (92, 122, 187, 20)),
    ("slogan", "A3", "scan", 0, (206, None, 73, None)),
    ("slogan", "A3", "qr", 0, (212.5, None, 60, 60)),
    ("slogan", "A3", "apart", 0, (18, None, 183, None)),
    ("slogan", "A3", "kicker", 0, (18, None, None, None)),
    ("slogan", "A3", "h1", 0, (16.6, 30.9, None, None)),
    ("slogan", "420x297mm", "hero", 0, (0, 0, 154, 297)),
    ("slogan", "420x297mm", "issuer", 0, (16, 14, None, None)),
    ("slogan", "420x297mm", "answer", 0, (16, None, 122, None)),
    ("slogan", "420x297mm", "scan", 0, (333, None, 71, None)),
    ("slogan", "420x297mm", "section", 0, (178, 14, 226, None)),
    ("slogan", "420x297mm", "card", 1, (293.5, None, 110.5, None)),
    ("slogan", "A1", "hero", 0, (0, 0, 594, None)),
    ("slogan", "A1", "issuer", 0, (36, 30, None, None)),
    ("slogan", "A1", "apart", 0, (36, None, 522, None)),
    ("standee", "800x1800mm", "hero", 0, (0, 0, 800, 622)),
    ("standee", "800x1800mm", "answer", 0, (150.8, 652.7, 592.6, 92.1)),
    ("standee", "800x1800mm", "scan", 0, (530.5, None, 213, None)),
    ("standee", "800x1800mm", "foot", 0, (0, 1690, 800, 110)),
]
#: Why a box is elsewhere than in its mock-up, by more than half a millimetre.
DEPARTURES = {
    ("A3", "h1"): "at 30.6: capitals with two marks (Ứ) would touch the kicker",
    ("A3", "kicker"): "at 22.7, now 20.7: likewise",
    (
        "A3",
        "apart",
    ): "its height follows the words of the second prohibition, as the letter has it",
    ("420x297mm", "answer"): "its place follows the slogan's size, which clearance made smaller",
    ("A1", "hero"): "420 high: heads are read from 5 m, so they are 77 pt instead of 55",
    ("A1", "scan"): "194 wide with a code of 166: likewise; 136 are scanned from 1 m",
    ("A1", "apart"): "78 high: likewise",
}


@pytest.mark.parametrize(("material", "size", "name", "number", "drawn"), DRAWN)
def test_boxes_of_the_drawn_size_stand_where_the_design_has_them(
    material: str, size: str, name: str, number: int, drawn: tuple[float | None, ...]
) -> None:
    there = boxes(material, size)[name][number]
    for found, asked in zip(there, drawn, strict=True):
        assert asked is None or found == pytest.approx(asked, abs=0.5)


@pytest.mark.parametrize("size", STANDEES)
def test_nothing_is_said_on_the_foot_of_a_standee(size: str) -> None:
    height = float(size.partition("x")[2].removesuffix("mm"))
    for name in ("p", "h1", "h2", "h3", "qr", "icon"):
        for _, top, _, tall in boxes("standee", size).get(name, []):
            assert top + tall <= height - 110


@pytest.mark.parametrize("size", ["300x376mm", "150x190mm"])
def test_a_squat_poster_shows_heads_alone(size: str) -> None:
    origins = [text.origin for text in made("poster", size).expected.stated]
    assert sum(origin.endswith(".headline") for origin in origins) == 10
    assert not [origin for origin in origins if origin.endswith(".support")]


# -- any campaign, any theme


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SLOGAN_SIZES)
def test_a_slogan_poster_is_sound_in_every_size_and_theme(size: str, theme: str) -> None:
    assert faults(made("slogan", size, theme)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", campaign_names(ASSETS.campaigns))
@pytest.mark.parametrize("short_mm", [148, 160, 210, 297, 400, 700])
@pytest.mark.parametrize("ratio", [0.32, 0.4, 0.5, 0.535, 0.6, 0.7, 0.8, 1.1, 1.25, 1.45, 2.1])
def test_every_shipped_campaign_has_room_on_walls_of_every_shape(
    name: str, short_mm: int, ratio: float
) -> None:
    long_mm = round(short_mm / ratio if ratio < 1 else short_mm * ratio)
    size = f"{short_mm}x{long_mm}mm" if ratio < 1 else f"{long_mm}x{short_mm}mm"
    shown = load_campaign(campaign_folder(name, ASSETS.campaigns))
    # In capitals a slogan takes most room.
    assert made("slogan", size, "truyen-thong", shown).pages == 1


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", STANDEES)
def test_a_standee_is_sound_in_every_size_and_theme(size: str, theme: str) -> None:
    assert faults(made("standee", size, theme)) == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", ["300x376mm", "200x250mm", "150x190mm", "800x1000mm"])
def test_a_squat_poster_is_sound_in_every_size_and_theme(size: str, theme: str) -> None:
    assert faults(made("poster", size, theme)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("material", "size"),
    [("slogan", size) for size in ("A3", "A1", "420x297mm", "500x500mm")]
    + [("standee", "800x1800mm")],
)
def test_the_contacts_of_an_issuer_are_printed_behind_their_labels(
    material: str, size: str
) -> None:
    piece = made(material, size)  # whose issuer has an address, a hotline and a website
    assert {"issuer.address", "issuer.hotline", "issuer.website"} <= {
        text.origin for text in piece.expected.stated
    }
    assert faults(piece) == []


COUNTS = [(1,), (3,), (5,), (9, 2), (14,), (12, 2), (3, 3, 3, 2), (2, 2, 2, 2, 3, 3)]


@pytest.mark.slow
@pytest.mark.parametrize("numbers", COUNTS, ids=str)
@pytest.mark.parametrize(
    ("material", "size"),
    [
        ("slogan", "A3"),
        ("slogan", "A1"),
        ("slogan", "420x297mm"),
        ("slogan", "500x500mm"),
        ("standee", "800x1800mm"),
    ],
)
def test_any_number_of_items_is_laid_out(
    material: str, size: str, numbers: tuple[int, ...]
) -> None:
    assert faults(made(material, size, shown=made_campaign(counts(*numbers)))) == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["hien-dai", "truyen-thong"])
@pytest.mark.parametrize(
    ("material", "size"),
    [("slogan", size) for size in ("A3", "A1", "420x297mm", "500x500mm", "600x1200mm")]
    + [("standee", "800x1800mm")],
)
def test_a_campaign_may_do_without_all_that_is_optional(
    material: str, size: str, theme: str
) -> None:
    assert faults(made(material, size, theme, bare(campaign()))) == []


#: From two words to more than there is room for beside a bubble; capitals with two marks.
SLOGANS = (
    "Dừng lại",
    "Ở nhà, đeo khẩu trang",
    "Ễnh ương kêu, mưa lớn sắp về",
    "Nghĩ kỹ trước khi đăng, kiểm chứng trước khi chia sẻ",
    "Mỗi người dân là một chiến sĩ trên mặt trận phòng cháy, chữa cháy",
)


@pytest.mark.slow
@pytest.mark.parametrize("slogan", SLOGANS)
@pytest.mark.parametrize(
    ("material", "size"),
    [("slogan", size) for size in ("A3", "A1", "420x297mm", "500x500mm", "600x1200mm")]
    + [("standee", "800x1800mm"), ("standee", "500x1600mm")],
)
def test_a_slogan_of_any_length_is_seen_whole_beside_its_bubble(
    material: str, size: str, slogan: str
) -> None:
    whole = campaign()
    shown = replace(whole, texts={**whole.texts, "slogan_headline": slogan})
    assert faults(made(material, size, shown=shown)) == []


@pytest.mark.slow
@pytest.mark.parametrize("material", ["slogan", "standee"])
def test_a_long_name_of_an_issuer_is_set_whole(material: str) -> None:
    name = Issuer("Ủy ban nhân dân", "xã Quảng Trị Thiên Phước Hòa Bình", "Bà Rịa", "", "", "")
    one = replace(job(material), issuer=name)
    assert faults(workshop().make(planned(one))) == []
