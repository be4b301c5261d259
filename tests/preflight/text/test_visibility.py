"""Visibility of text: from how much ink on a letter is visible, and what clips and covers it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.fakepages import IN_PIXELS, PIXEL, FakeDocument, FakePage, Rgb255, fill, rgb, text

from generator.preflight.pdf.model import Box, Character, Mark
from generator.preflight.text.visibility import (
    PageVisibility,
    Visibility,
    follows_on_line,
    split_words,
)

BLACK = rgb(0, 0, 0)
VISIBLE, HIDDEN, CLIPPED = Visibility.VISIBLE, Visibility.HIDDEN, Visibility.CLIPPED


def px(left: float, low: float, right: float, high: float) -> Box:
    return left * PIXEL, low * PIXEL, right * PIXEL, high * PIXEL


#: Three letters of 10 x 20 pixels, each with a stroke of 4 pixels in its middle.
LETTERS = tuple(px(100 + 10 * n, 200, 110 + 10 * n, 220) for n in range(3))
STROKES = tuple(px(103 + 10 * n, 200, 107 + 10 * n, 220) for n in range(3))
WORD = px(100, 200, 130, 220)


def grey(share: float) -> Rgb255:
    """On that share of the way from white to black."""
    level = round(255 * (1 - share))
    return level, level, level


def page(
    *seen: tuple[Box, Rgb255],
    word: str = "lll",
    letters: tuple[Box, ...] = LETTERS,
    marks: tuple[Mark, ...] | None = None,
    **more: Any,
) -> FakePage:
    """A page with one word in black; without ``seen`` its strokes are there."""
    made = FakePage(
        marks=marks if marks is not None else (text(WORD, BLACK, 14, word),),
        seen=seen or tuple((stroke, grey(1)) for stroke in STROKES),
        characters=tuple(map(Character, word, letters)),
        boxes=IN_PIXELS,
        **more,
    )
    FakeDocument((made,))
    return made


def states(made: FakePage) -> tuple[Visibility, ...]:
    return PageVisibility(made).of_word(range(len(made.characters)))


def test_letters_with_their_ink_are_visible() -> None:
    assert states(page()) == (VISIBLE, VISIBLE, VISIBLE)


@pytest.mark.parametrize(("share", "found"), [(0.28, VISIBLE), (0.22, HIDDEN)])
def test_a_letter_needs_a_quarter_of_the_contrast(share: float, found: Visibility) -> None:
    made = page((STROKES[0], grey(1)), (STROKES[1], grey(share)), (STROKES[2], grey(1)))
    assert states(made) == (VISIBLE, found, VISIBLE)


@pytest.mark.parametrize(("share", "found"), [(0.12, VISIBLE), (0.08, HIDDEN)])
def test_punctuation_needs_a_tenth_of_the_contrast(share: float, found: Visibility) -> None:
    made = page((STROKES[0], grey(1)), (STROKES[1], grey(share)), (STROKES[2], grey(1)), word="l.l")
    assert states(made) == (VISIBLE, found, VISIBLE)


@pytest.mark.parametrize(("level", "found"), [(28, VISIBLE), (24, HIDDEN)])
def test_text_that_differs_from_its_background_by_a_tenth_of_the_range_is_visible(
    level: int, found: Visibility
) -> None:
    background = px(0, 0, 400, 400), (level, level, level)
    made = page(background, *((stroke, (0, 0, 0)) for stroke in STROKES))
    assert set(states(made)) == {found}


@pytest.mark.parametrize(("level", "found"), [(28, VISIBLE), (24, HIDDEN)])
def test_a_letter_that_no_mark_explains_is_visible_if_anything_contrasts_there(
    level: int, found: Visibility
) -> None:
    lighter = 255 - level
    made = page((STROKES[1], (lighter, lighter, lighter)), marks=())
    assert states(made)[1] is found


@pytest.mark.parametrize(("share", "found"), [(0.77, VISIBLE), (0.83, HIDDEN)])
def test_a_bar_of_nearly_the_texts_colour_is_a_cover(share: float, found: Visibility) -> None:
    assert set(states(page((WORD, grey(share))))) == {found}


@pytest.mark.parametrize(
    ("rows", "found"), [(20, VISIBLE), (15, HIDDEN)], ids=["3.3 % free", "2.5 % free"]
)
def test_a_word_is_covered_where_less_than_three_hundredths_of_its_box_are_free(
    rows: int, found: Visibility
) -> None:
    slit = px(115, 200, 116, 200 + rows)
    assert set(states(page((WORD, grey(1)), (slit, grey(0))))) == {found}


@pytest.mark.parametrize(("beyond_px", "found"), [(18, VISIBLE), (24, HIDDEN)])
def test_the_background_is_sampled_within_four_tenths_of_the_height(
    beyond_px: int, found: Visibility
) -> None:
    """A single stroke on a patch of its colour: what is white further away does not count."""
    letter = px(100, 200, 120, 250)
    patch = px(100 - beyond_px, 200 - beyond_px, 120 + beyond_px, 250 + beyond_px)
    made = page(
        (patch, grey(1)), word="I", letters=(letter,), marks=(text(letter, BLACK, 50, "I"),)
    )
    assert states(made) == (found,)


@pytest.mark.parametrize(("over_pt", "found"), [(0.45, VISIBLE), (0.55, CLIPPED)])
def test_a_letter_may_reach_over_its_clip_by_half_a_point(
    over_pt: float, found: Visibility
) -> None:
    clip = (WORD[0], WORD[1], WORD[2] - over_pt, WORD[3])
    shown = text(WORD, BLACK, 14, "lll")
    clipped = Mark(shown.kind, 0, clip, shown.bounds, shown.paint, text=shown.text)
    assert states(page(marks=(clipped,))) == (VISIBLE, VISIBLE, found)


@pytest.mark.parametrize(("over_pt", "found"), [(0.45, VISIBLE), (0.55, CLIPPED)])
def test_a_letter_may_reach_over_the_trim_by_half_a_point(
    over_pt: float, found: Visibility
) -> None:
    trim = IN_PIXELS.trimmed
    letter = (trim[2] + over_pt - 10 * PIXEL, 144.0, trim[2] + over_pt, 158.4)
    stroke = (letter[0] + 2 * PIXEL, letter[1], letter[0] + 6 * PIXEL, letter[3])
    shown = text(letter, BLACK, 14, "l")
    made = page((stroke, grey(1)), word="l", letters=(letter,), marks=(shown,))
    assert states(made) == (found,)


@pytest.mark.parametrize(("outside_pt", "size"), [(0.45, 14.0), (0.55, None)])
def test_a_letter_belongs_to_a_mark_within_half_a_point_of_its_centre(
    outside_pt: float, size: float | None
) -> None:
    centre = (LETTERS[2][0] + LETTERS[2][2]) / 2
    mark = text((WORD[0], WORD[1], centre - outside_pt, WORD[3]), BLACK, 14, "lll")
    assert PageVisibility(page(marks=(mark,))).font_size_of(2) == size


def test_invisible_text_over_an_image_is_an_ocr_layer() -> None:
    invisible = text(WORD, BLACK, 14, "lll", mode=3)
    assert not PageVisibility(page(marks=(invisible, fill(WORD)))).is_ocr_text(0)


@pytest.mark.parametrize(("gap", "follows"), [(14.5, True), (15.5, False)])
def test_letters_of_a_word_stand_within_one_and_a_half_of_their_size(
    gap: float, follows: bool
) -> None:
    assert follows_on_line((0, 0, 8, 10), (8 + gap, 0, 16 + gap, 10)) is follows


@pytest.mark.parametrize(("rise", "follows"), [(9.5, True), (10.5, False)])
def test_letters_of_a_word_stand_within_one_size_in_height(rise: float, follows: bool) -> None:
    assert follows_on_line((0, 0, 8, 10), (9, rise, 17, rise + 10)) is follows


def test_words_end_at_spaces_lines_and_gaps_in_the_text() -> None:
    boxes = [(10.0 * n, 0.0, 10.0 * n + 8, 10.0) for n in range(6)]
    characters = tuple(map(Character, "ab cde", boxes))
    assert list(split_words(characters, [0, 1, 2, 3, 5])) == [[0, 1], [3], [5]]


@pytest.mark.parametrize(
    ("axes", "is_distorted"),
    [
        ((10, 0, 0, 10), False),
        ((-10, 0, 0, 10), True),
        ((10, 0, 0, -10), True),
        ((-10, 0, 0, -10), True),
        ((0, 10, -10, 0), False),
        ((0, -10, 10, 0), False),
        ((-0.9, 9.96, -9.96, -0.9), False),
        ((-1.1, 9.94, -9.94, -1.1), True),
        ((5.1, 0, 0, 10), False),
        ((4.9, 0, 0, 10), True),
        ((19.9, 0, 0, 10), False),
        ((20.1, 0, 0, 10), True),
        ((10, 0, 8.6, 5.1), False),
        ((10, 0, 8.7, 4.9), True),
        ((10, 0, 0, 0), True),
    ],
)
def test_letters_are_read_upright_on_a_side_or_leaning(
    axes: tuple[float, float, float, float], *, is_distorted: bool
) -> None:
    mark = text(WORD, BLACK, 14, "lll")
    assert mark.text is not None
    made = page(marks=(replace(mark, text=replace(mark.text, axes=axes)),))
    assert PageVisibility(made).is_distorted(0) is is_distorted


def test_a_letter_whose_mark_is_not_known_is_not_distorted() -> None:
    assert not PageVisibility(page(marks=())).is_distorted(0)
