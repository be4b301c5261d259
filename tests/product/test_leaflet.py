"""The folded leaflet: what a person sees who opens it panel by panel, whatever the campaign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from support.pieces import ALL_PARTS, SHORT, made, without
from support.rendering import render
from support.workshop import (
    ISSUER,
    campaign,
    code_target,
    job,
    job_for,
    piece_for,
    profile,
    workshop,
)

from generator.content.model import Campaign, Issuer, TextLength
from generator.core.errors import DoesNotFitError
from generator.core.units import mm_to_pt, pt_to_mm
from generator.job import Job, Piece
from generator.layout.model import Fragment, Layout
from generator.sheet.model import Edges

FOLDS = ((97.0, 197.0), (100.0, 200.0))
OUTSIDE, INSIDE = 0, 1
#: A fold is out by as much.
DRIFT_MM = 0.8


def leaflet(campaign_: Campaign | None = None, for_: str = "office", **changes: Any) -> Job:
    one = job("leaflet", TextLength.FULL, campaign_=campaign_, for_=for_)
    return replace(one, **changes)


def laid_out(campaign_: Campaign | None = None, issuer: Issuer = ISSUER) -> Layout:
    one = leaflet(campaign_, issuer=issuer)
    frame = Edges(*[mm_to_pt(5)] * 4)
    return workshop()._engine.lay_out(workshop().sheet(one), frame)


def texts(
    fragment: Fragment, step: str, x: float = 0.0, y: float = 0.0, *, inside: bool = False
) -> Iterator[tuple[Fragment, float, float]]:
    """Texts in boxes with this tag or .class, with their places in pt."""
    classes = fragment.element.attributes.get("class", "").split()
    inside = inside or fragment.element.tag == step or step[1:] in classes
    if inside and fragment.text is not None:
        yield fragment, x, y
    for child in fragment.children:
        yield from texts(child.fragment, step, x + child.x, y + child.y, inside=inside)


def spans_mm(fragment: Fragment, x: float) -> list[tuple[float, float]]:
    """Left and right end of each line."""
    assert fragment.text is not None
    size, left = fragment.font_size, x + fragment.text_x
    return [
        (pt_to_mm(left + line.x_em * size), pt_to_mm(left + (line.x_em + line.width_em) * size))
        for line in fragment.text.lines
    ]


# -- each title whole on one panel


LONG_TITLES = (
    "8 điều nên làm khi tham gia mạng xã hội",
    "8 việc",
    "8 việc cả nhà nên cùng nhau làm để giữ cho bờ suối, giếng nước và ngõ xóm luôn sạch",
)


@pytest.mark.parametrize("title", LONG_TITLES, ids=len)
@pytest.mark.parametrize("theme", ["hien-dai", "ban-tin-1-mau", "ban-tin-2-mau"])
def test_every_title_of_the_inside_stands_whole_on_one_panel(title: str, theme: str) -> None:
    do, dont = campaign().groups
    named = replace(campaign(), groups=(replace(do, long_title=title), dont))
    one = leaflet(named, theme=theme)
    layout = workshop()._engine.lay_out(workshop().sheet(one), Edges(*[mm_to_pt(5)] * 4))
    found = list(texts(layout.pages[INSIDE], "h2"))
    assert len(found) == 2
    for panel, (fragment, x, _) in zip((0, 2), found, strict=True):
        edges = (0.0, *FOLDS[INSIDE], 297.0)
        for start, end in spans_mm(fragment, x):
            assert start >= edges[panel] + 5
            assert end <= edges[panel + 1] - 3
    # Equal roles have equal sizes.
    assert found[0][0].font_size == found[1][0].font_size


@pytest.mark.parametrize("counts", [(3, 2, 4), (1, 1, 1, 1, 1, 1), (2, 5)])
def test_no_line_crosses_a_fold_whatever_the_groups(counts: tuple[int, ...]) -> None:
    tones = (*("do", "info", "do", "info", "do")[: len(counts) - 1], "dont")
    for page, folds in zip(laid_out(made(counts, tones)).pages, FOLDS, strict=True):
        for fragment, x, _ in texts(page, "page"):
            for start, end in spans_mm(fragment, x):
                assert not any(start - 3 < fold < end + 3 for fold in folds)


# -- folds


@lru_cache(maxsize=8)
def picture(name: str, page: int, theme: str = "hien-dai") -> np.ndarray[Any, Any]:
    one = replace(job_for("leaflet", profile(name)), theme=theme)
    return np.asarray(render(workshop().make(one).pdf, page, 254).convert("RGB")).astype(np.int32)


@pytest.mark.parametrize("page", [OUTSIDE, INSIDE])
@pytest.mark.parametrize("theme", ["hien-dai", "ban-tin-1-mau", "ban-tin-2-mau"])
def test_no_rule_and_no_edge_of_a_colour_lies_on_a_fold(theme: str, page: int) -> None:
    """Ten pixels are a millimetre. Within the frame all that is beside a fold is of one colour."""
    pixels = picture("office-borderless", page, theme)
    for fold in FOLDS[page]:
        x = round(fold * 10)
        strip = pixels[60:-60, x - round(DRIFT_MM * 10) : x + round(DRIFT_MM * 10)]
        steps = np.abs(np.diff(strip, axis=1)).max(axis=2)
        assert (steps > 24).mean() < 0.005


@pytest.mark.parametrize("name", ["office", "office-borderless", "screen"])
def test_the_covers_colour_runs_a_millimetre_over_its_fold(name: str) -> None:
    pixels = picture(name, OUTSIDE)
    row = pixels[1000]
    assert (row[1973] < 150).any()
    assert (row[1963] < 150).any()
    assert (row[1957] == 255).all()


def test_in_a_press_file_colours_run_over_their_folds_as_well() -> None:
    pixels = np.asarray(render(piece_for("leaflet", "offset").pdf, OUTSIDE, 254).convert("RGB"))
    around = 100
    for y in (20 + around, 1000 + around):
        assert (pixels[y, 1963 + around] < 170).any()
        assert (pixels[y, 1955 + around] > 250).all()


# -- prohibitions without colour


@pytest.mark.parametrize("theme", ["hien-dai", "ban-tin-1-mau", "ban-tin-2-mau"])
def test_for_the_copier_prohibitions_are_in_solid_black(theme: str) -> None:
    pixels = picture("copier", INSIDE, theme)
    band = pixels[60:230, 2300:2900]
    dark = band[band.max(axis=2) < 128]
    assert len(dark) > 0.3 * band.shape[0] * band.shape[1]
    assert (np.median(dark, axis=0) <= 2).all()


def test_in_colour_prohibitions_keep_their_colour() -> None:
    band = picture("office", INSIDE)[60:230, 2300:2900]
    reds = (band[:, :, 0] > 150) & (band[:, :, 2] < 80)
    assert reds.mean() > 0.5


# -- any number of items


def items_of(layout: Layout) -> list[str]:
    return [
        e.element.attributes["item"]
        for page in layout.pages
        for e in _walk(page)
        if e.element.tag == "li" and "item" in e.element.attributes
    ]


def _walk(fragment: Fragment) -> Iterator[Fragment]:
    yield fragment
    for child in fragment.children:
        yield from _walk(child.fragment)


@pytest.mark.parametrize("count", range(1, 15))
def test_one_to_fourteen_short_items_fill_the_panels_from_the_first(count: int) -> None:
    layout = laid_out(made((count,), ("do",)))
    assert len(items_of(layout)) == count
    panels = [
        round(x / mm_to_pt(100) - 0.25)
        for fragment, x, _ in texts(layout.pages[INSIDE], ".stack")
        if fragment.element.tag == "h3"
    ]
    assert panels == sorted(panels)
    first = panels.count(0)
    # The second leaves room for the strip at its foot.
    assert 0 <= first - (count - first) <= 2


@pytest.mark.parametrize(
    ("counts", "tones"),
    [
        ((7, 2), ("do", "dont")),
        ((9, 1), ("do", "dont")),
        ((4, 7), ("do", "dont")),
        ((3, 2, 4, 2), ("do", "info", "do", "dont")),
        ((1, 1, 1, 1, 1, 1), ("do", "info", "do", "info", "do", "dont")),
        ((5, 3), ("do", "info")),
    ],
)
def test_groups_of_any_number_are_shown_whole(
    counts: tuple[int, ...], tones: tuple[str, ...]
) -> None:
    layout = laid_out(made(counts, tones))
    assert len(items_of(layout)) == sum(counts)
    heads = {f.font_size for f, *_ in texts(layout.pages[INSIDE], "h3")}
    bodies = {f.font_size for f, *_ in texts(layout.pages[INSIDE], ".official")}
    assert len(heads) == len(bodies) == 1


#: As many as stand on each of the three panels, without a slogan.
FEW_OF_EACH = [
    ((3,), (1, 1, 1)),
    ((5,), (2, 2, 1)),
    ((6,), (2, 2, 2)),
    ((2, 2), (1, 1, 2)),
    ((4, 1), (2, 2, 1)),
    ((1, 1, 1), (1, 1, 1)),
]
#: The longest texts that still stand on cards, and one that is longer.
LONG_HEADLINE = (
    "Gom rác hai bên bờ suối vào sáng thứ bảy tuần đầu của mỗi tháng, cả nhà cùng ra làm nhé"
)
LONG_TEXT = " ".join([SHORT] * 3)


def without_slogan(campaign_: Campaign, headline: str = "") -> Campaign:
    groups = tuple(
        replace(
            group, items=tuple(replace(i, headline=headline or i.headline) for i in group.items)
        )
        for group in campaign_.groups
    )
    texts_ = {key: text for key, text in campaign_.texts.items() if key != "call"}
    return replace(campaign_, slogans=(), texts=texts_, groups=groups)


@pytest.mark.parametrize("text", [SHORT, LONG_TEXT], ids=len)
@pytest.mark.parametrize("headline", ["", LONG_HEADLINE], ids=len)
@pytest.mark.parametrize(("counts", "panels"), FEW_OF_EACH)
def test_few_short_items_stand_on_cards_that_fill_their_panels(
    counts: tuple[int, ...], panels: tuple[int, ...], headline: str, text: str
) -> None:
    tones = ("do", "info", "dont")[: len(counts)]
    layout = laid_out(without_slogan(made(counts, tones, text), headline))
    cards = [
        (x, y, y + box.height)
        for x, y, box in _boxes(layout.pages[INSIDE], "item")
        if box.element.style.background is not None
    ]
    on_each = [
        [(top, end) for x, top, end in cards if start <= pt_to_mm(x) < stop]
        for start, stop in pairwise((0.0, *FOLDS[INSIDE], 297.0))
    ]
    assert tuple(map(len, on_each)) == panels
    for panel in on_each:
        assert pt_to_mm(max(end for _, end in panel)) > 197
        assert all(one[1] < other[0] for one, other in pairwise(sorted(panel)))
    heads = {f.font_size for f, *_ in texts(layout.pages[INSIDE], "h3")}
    assert len(heads) == 1
    assert min(heads) >= 10.5


@pytest.mark.parametrize("counts", [(7,), (6, 1), (5, 1)])
def test_more_items_flow_without_cards_as_before(counts: tuple[int, ...]) -> None:
    layout = laid_out(made(counts, ("do", "dont")[: len(counts)]))
    assert not _boxes(layout.pages[INSIDE], "cards")


def test_few_items_with_long_texts_have_the_panels_room_for_their_words() -> None:
    long = campaign().items[2].official
    assert len(long) > 220
    layout = laid_out(without_slogan(made((4, 2), ("do", "dont"), long)))
    assert not _boxes(layout.pages[INSIDE], "cards")


@pytest.mark.parametrize("counts", [(2, 2), (3, 1), (1, 1, 1)])
def test_with_and_without_cards_beside_each_other_words_are_equally_large(
    counts: tuple[int, ...],
) -> None:
    """The reminder leaves the third panel no room for cards."""
    layout = laid_out(made(counts, ("do", "info", "dont")[: len(counts)]))
    inside = layout.pages[INSIDE]
    assert len(_boxes(inside, "cards")) == 1
    for step in ("h3", ".official"):
        assert len({f.font_size for f, *_ in texts(inside, step)}) == 1


def test_a_heading_is_never_the_last_of_a_panel() -> None:
    for counts in ((1, 3, 2), (2, 1, 4), (3, 1, 1)):
        layout = laid_out(made(counts, ("do", "info", "dont")))
        found = sorted(
            (x > mm_to_pt(100), y, f.element.tag)
            for f, x, y in texts(layout.pages[INSIDE], ".stack")
            if f.element.tag in ("h2", "h3")
        )
        for right in (False, True):
            tags = [tag for side, _, tag in found if side == right]
            assert not tags or tags[-1] == "h3"


@pytest.mark.parametrize(("counts", "fit"), [((2, 12), "7"), ((14,), "7")])
def test_more_than_there_is_room_for_is_refused_with_how_many_fit(
    counts: tuple[int, ...], fit: str
) -> None:
    text = SHORT if len(counts) == 2 else campaign().items[2].official
    with pytest.raises(DoesNotFitError) as caught:
        laid_out(made(counts, ("do", "dont")[: len(counts)], text))
    assert any(f"{fit} fit" in str(problem) for problem in caught.value.problems)


@pytest.mark.parametrize("parts", [(), ALL_PARTS], ids=["all", "bare"])
@pytest.mark.parametrize(("counts", "tones"), [
    ((1,), ("do",)), ((2,), ("do",)), ((1, 1), ("do", "dont")), ((3,), ("info",)),
    ((8,), ("do",)), ((5, 1), ("do", "dont")),
])  # fmt: skip
def test_no_panel_inside_is_left_white(
    counts: tuple[int, ...], tones: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    inside = laid_out(without(made(counts, tones), *parts)).pages[INSIDE]
    ends = [0.0, 0.0, 0.0]
    for name in ("item", "filler", "remember", "side", "strip"):
        for x, y, box in _boxes(inside, name):
            if name != "side" or box.element.style.background is not None:
                panel = min(2, int(pt_to_mm(x + box.width / 2) // 99))
                ends[panel] = max(ends[panel], pt_to_mm(y + box.height))
    assert min(ends) > 165


@pytest.mark.parametrize("parts", [(), ("qr",), ("slogan",), ("qr", "slogan"), ALL_PARTS])
def test_the_back_says_more_than_whose_it_is(parts: tuple[str, ...]) -> None:
    outside = laid_out(without(campaign(), *parts)).pages[OUTSIDE]
    ((x, y, back),) = _boxes(outside, "back")
    tops = [
        pt_to_mm(top)
        for name in ("motto", "scan", "over")
        for _, top, _ in _boxes(back, name, x, y)
    ]
    assert tops
    assert min(tops) < 30


def test_what_follows_the_title_stands_small_below_it() -> None:
    inside = laid_out().pages[INSIDE]
    sizes = {
        name: next(one.font_size for one, *_ in texts(inside, name)) for name in ("h2", ".rest")
    }
    assert sizes[".rest"] < 0.7 * sizes["h2"]


# -- slogan, issuer


SLOGANS = (
    "Giữ suối trong",
    "Toàn dân giữ suối, gom rác, trồng tre, lọc nước, phòng bệnh mùa mưa lũ, bảo vệ nguồn nước ăn",
    "Mỗi nhà một thùng rác, mỗi ngõ một buổi dọn, mỗi thôn một đoạn suối: cả xã cùng giữ cho nước "
    "nguồn trong lành",
)


@pytest.mark.parametrize("slogan", SLOGANS, ids=len)
def test_white_is_below_a_slogan_as_above_what_leads_to_it(slogan: str) -> None:
    layout = laid_out(replace(campaign(), slogans=(slogan, *campaign().slogans[1:])))
    boxes = _boxes(layout.pages[INSIDE], "remember")
    ((x, y, box),) = boxes
    ((saying, _, top),) = [
        one for one in texts(layout.pages[INSIDE], ".saying") if one[0].text is not None
    ]
    assert saying.text is not None
    bottom = top + saying.text.height_em * saying.font_size
    assert pt_to_mm(y + box.height - bottom) >= 5.9
    assert x > 0


def _boxes(
    fragment: Fragment, name: str, x: float = 0.0, y: float = 0.0
) -> list[tuple[float, float, Fragment]]:
    own = name in fragment.element.attributes.get("class", "").split()
    found = [(x, y, fragment)] if own else []
    for child in fragment.children:
        found += _boxes(child.fragment, name, x + child.x, y + child.y)
    return found


LONG_ISSUERS = (
    Issuer("Ủy ban Mặt trận Tổ quốc Việt Nam", "phường Đông Hưng Thuận"),
    Issuer(
        "Ban Chỉ đạo xây dựng nông thôn mới và đô thị văn minh, giữ gìn vệ sinh môi trường",
        "xã Xuân Trường - Đà Lạt", "",
        "Số 12, đường Điện Biên Phủ, thôn Thống Nhất, xã Xuân Trường", "0262 000 0000",
        "ubnd-xa-xuan-truong.lamdong.example.vn",
    ),
    Issuer("Ủy ban nhân dân", "xã Ea Súp", "", "Số 12, đường Điện Biên Phủ, thôn Thống Nhất, "
           "xã Ea Súp, tỉnh Đắk Lắk", "0262 000 0000", "ubnd-xa-ea-sup.daklak.example.vn"),
)  # fmt: skip


@pytest.mark.parametrize("issuer", LONG_ISSUERS, ids=lambda one: str(len(one.name)))
def test_a_long_issuer_is_printed_whole_and_fits(issuer: Issuer) -> None:
    layout = laid_out(None, issuer)
    said = [
        " ".join(line.text for line in f.text.lines)
        for f, *_ in texts(layout.pages[OUTSIDE], ".issuer")
        if f.text
    ]
    assert len(said) == 2
    for one in said:
        assert one.casefold().split() == issuer.name.casefold().split()


# -- the order of reading


def test_the_inside_is_read_panel_by_panel() -> None:
    one: Piece = workshop().make(leaflet())
    assert one.expected.pages == 2
    order: Sequence[str] = items_of(laid_out())
    assert list(order) == [item.id for item in campaign().items]


# -- long titles and addresses


@pytest.mark.parametrize("has_picture", [True, False])
@pytest.mark.parametrize(
    "title",
    [
        "Giữ cho bờ suối, giếng nước luôn sạch đẹp",
        "Giữ cho bờ suối, giếng nước trong thôn là việc của mọi nhà",
        "Chung tay giữ bờ suối, giếng nước và ao hồ trong thôn luôn sạch đẹp",
    ],
)
def test_a_long_title_has_equal_margins_on_the_cover(title: str, has_picture: bool) -> None:
    pictures = campaign().pictures if has_picture else {}
    cover = laid_out(replace(campaign(), title=title, pictures=pictures)).pages[OUTSIDE]
    ((h1, x, _),) = texts(cover, "h1")
    left = min(start for start, _ in spans_mm(h1, x)) - FOLDS[OUTSIDE][1]
    right = 297 - 5 - max(end for _, end in spans_mm(h1, x))
    assert right >= left - 1.5


@pytest.mark.parametrize(
    "printed",
    [
        "suoimay.tinhvidu.example.vn/nguon-nuoc/giu-bo-suoi",
        "suoimay.tinhvidu.example.vn/nguồn-nước/giữ-bờ-suối",
        "cong-thong-tin-xa-suoi-may.tinh-vi-du.example.vn",
    ],
)
def test_a_long_address_takes_two_lines_below_the_code(printed: str) -> None:
    back = laid_out(replace(campaign(), qr=replace(code_target(), printed=printed)))
    ((address, _, _),) = texts(back.pages[OUTSIDE], ".address")
    assert address.text is not None
    assert [*map(len, (line.text for line in address.text.lines))] != [len(printed)]
    assert "".join(line.text for line in address.text.lines) == printed
