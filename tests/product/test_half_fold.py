"""The half-fold leaflet: four whole pages on one sheet, whatever the campaign."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.pieces import (
    ALL_PARTS,
    LONG_ISSUER,
    boxes,
    faults,
    job_of,
    laid_out,
    lines_mm,
    made,
    without,
)
from support.workshop import ISSUER, campaign, workshop

from generator.content.model import Campaign, Issuer
from generator.core.units import pt_to_mm
from generator.layout.model import Fragment

FOLD = 148.5
OUTSIDE, INSIDE = 0, 1
THEMES = workshop().catalogue.material("half-fold").themes
SEVERAL = [
    ((8, 2), ("do", "dont")),
    ((3, 2, 4, 2), ("do", "info", "do", "dont")),
    ((1, 1, 1, 1, 1, 1), ("do", "info", "do", "info", "do", "dont")),
    ((2, 5), ("do", "info")),
]


def half_fold(campaign_: Campaign | None = None, page: int = INSIDE) -> Fragment:
    return laid_out(job_of("half-fold", campaign_)).pages[page]


# -- whole pages


@pytest.mark.parametrize(("counts", "tones"), SEVERAL)
def test_every_title_stands_whole_on_one_page(
    counts: tuple[int, ...], tones: tuple[str, ...]
) -> None:
    inside = half_fold(made(counts, tones))
    titles = [line for box, x, y in boxes(inside, "h2") for line in lines_mm(box, x, y)]
    assert len(titles) >= len(counts)
    for _, start, end, _ in lines_mm(inside):
        assert end <= FOLD - 5 or start >= FOLD + 5


def test_the_rest_of_a_long_title_stands_small_below_it() -> None:
    ((row, x, y),) = boxes(half_fold(), ".first")
    lines = list(lines_mm(row, x, y))
    assert [line for line, *_ in lines] == ["8 điều nên làm", "khi tham gia mạng xã hội"]
    (large, small) = [box.font_size for box, *_ in boxes(row, ".name") for box in _texts(box)]
    assert small < 0.6 * large


def test_a_long_title_that_says_it_in_other_words_is_set_as_one() -> None:
    do, dont = campaign().groups
    other = "Tám điều mọi người nên làm"
    named = replace(campaign(), groups=(replace(do, long_title=other), dont))
    ((row, x, y),) = boxes(half_fold(named), ".first")
    assert [line for line, *_ in lines_mm(row, x, y)] == [other]


def _texts(fragment: Fragment) -> list[Fragment]:
    own = [fragment] if fragment.text is not None else []
    return own + [one for child in fragment.children for one in _texts(child.fragment)]


# -- any number of items


@pytest.mark.parametrize("count", range(1, 15))
@pytest.mark.parametrize("parts", [(), ALL_PARTS], ids=["all", "bare"])
def test_one_to_fourteen_items_fill_both_inner_pages(count: int, parts: tuple[str, ...]) -> None:
    inside = half_fold(without(made((count,), ("do",)), *parts))
    assert len(list(boxes(inside, ".item"))) == count
    ends = {False: 0.0, True: 0.0}
    for step in (".item", ".apart", ".motto"):
        for box, x, y in boxes(inside, step):
            side = pt_to_mm(x) > FOLD
            ends[side] = max(ends[side], pt_to_mm(y + box.height))
    assert min(ends.values()) > 190


@pytest.mark.parametrize(("counts", "tones"), SEVERAL)
def test_equal_things_are_equally_large(counts: tuple[int, ...], tones: tuple[str, ...]) -> None:
    inside = half_fold(made(counts, tones))
    assert len(list(boxes(inside, ".item"))) == sum(counts)
    for step in ("h3", ".official"):
        assert len({box.font_size for box, *_ in boxes(inside, step)}) == 1


@pytest.mark.parametrize("parts", [
    (), ("qr",), ("questions",), ("questions", "why"), ("qr", "questions"), ("qr", "slogan"),
    ALL_PARTS,
])  # fmt: skip
@pytest.mark.parametrize("count", [1, 3, 11])
def test_the_back_is_never_empty(count: int, parts: tuple[str, ...]) -> None:
    back = half_fold(without(made((count,), ("do",)), *parts), OUTSIDE)
    ((words, x, y),) = boxes(back, ".words")
    ends = [pt_to_mm(top + box.height) for step in ("p", "h2", "qr", ".scan")
            for box, _, top in boxes(words, step, x, y)]  # fmt: skip
    assert ends
    assert max(ends) > 60


@pytest.mark.parametrize("has_slogan", [True, False])
def test_the_cover_says_the_slogan_and_the_title_or_the_title_alone(has_slogan: bool) -> None:
    chosen = campaign() if has_slogan else without(campaign(), "slogan")
    ((cover, x, y),) = boxes(half_fold(chosen, OUTSIDE), ".cover")
    said = " ".join(line for line, *_ in lines_mm(cover, x, y))
    assert said.count("Ứng xử") == 1
    assert ("Nghĩ kỹ" in said) is has_slogan
    assert bool(list(boxes(cover, ".picture"))) is not has_slogan


# -- as a person gets it


LIKELY = [
    ((), ISSUER),
    (("qr",), ISSUER),
    (("slogan",), LONG_ISSUER),
    (ALL_PARTS, LONG_ISSUER),
]


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("parts", "issuer"), LIKELY)
@pytest.mark.parametrize("counts", [(), (1,), (2, 1), (8, 3), (10, 4)])
def test_the_check_has_nothing_to_say_of_it(
    theme: str, parts: tuple[str, ...], issuer: Issuer, counts: tuple[int, ...]
) -> None:
    chosen = made(counts, ("do", "dont")[: len(counts)]) if counts else campaign()
    assert not faults(job_of("half-fold", without(chosen, *parts), issuer=issuer, theme=theme))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["offset", "copier", "screen", "office-borderless"])
def test_it_can_be_made_for_every_place(name: str) -> None:
    assert not faults(job_of("half-fold", profile_=name))
