from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from support.ink import word_profile
from support.shipped import ASSETS, LEXICON

from generator.typeset.fonts import Face, FontBook, shipped_fonts
from generator.typeset.ink_profiles import (
    COLUMN_EM,
    PositionedWord,
    glyph_profile,
    pitch_need,
    widened,
)
from generator.typeset.paragraph import Align, Run, SetText, TextSpec, Wrap, prepare

BOOK = FontBook(shipped_fonts(ASSETS.fonts))
BOLD = BOOK.face("Be Vietnam Pro", 700)
CONDENSED = BOOK.face("Barlow Condensed", 700)

#: Pixels in an em of the drawings that judge.
SCALE = 100
#: The white that must be between lines (the design's rule), in em.
AIR_EM = 0.05
#: What a pixel and a profile's column can hide.
BLUR_EM = 2 / SCALE


@cache
def _font(face: Face) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(face.data), SCALE)


def _drawn(words: list[PositionedWord]) -> npt.NDArray[np.bool_]:
    """The ink of a line in pixels; its baseline is in row 2 * SCALE, its left edge in column 0."""
    width = round((words[-1].x_em + words[-1].width_em + 1) * SCALE)
    image = Image.new("L", (width, 3 * SCALE))
    pen = ImageDraw.Draw(image)
    for word in words:
        for char, glyph in zip(word.text, word.face.glyphs(word.text), strict=True):
            x = round((word.x_em + glyph.x_em) * SCALE)
            pen.text((x, 2 * SCALE), char, 255, _font(word.face), anchor="ls")
    return np.asarray(image) > 127


def _white_between(upper: list[PositionedWord], lower: list[PositionedWord], pitch: float) -> float:
    """The least upright distance between the ink of two lines, as drawn, in em."""
    above, below = _drawn(upper), _drawn(lower)
    columns = min(above.shape[1], below.shape[1])
    least = float("inf")
    for column in range(columns):
        low, high = np.flatnonzero(above[:, column]), np.flatnonzero(below[:, column])
        if low.size and high.size:
            least = min(least, pitch + (high[0] - low[-1]) / SCALE)
    return least


def _line(text: str, face: Face, x_em: float = 0.0) -> list[PositionedWord]:
    words = []
    for part in text.split():
        word = face.word(part)
        words.append(PositionedWord(x_em, word.width_em, word.top_em, word.bottom_em, face, part))
        x_em += word.width_em + face.space_em
    return words


def _set(text: str, face: Face, line_height: float, align: Align = Align.CENTER) -> SetText:
    spec = TextSpec(align, Wrap.NOWRAP, line_height)
    return prepare((Run(text, face),), spec, LEXICON).set_lines(40.0)


def _pitches(text: SetText) -> list[float]:
    baselines = [line.baseline_em for line in text.lines]
    return [lower - upper for upper, lower in pairwise(baselines)]


@pytest.mark.parametrize("char", "ĐẲậgỹ,-")
def test_a_glyphs_profile_reaches_as_high_and_low_as_its_ink(char: str) -> None:
    glyph = BOLD.glyph(char)
    assert glyph is not None
    profile = glyph_profile(BOLD, glyph)
    word = BOLD.word(char)
    assert max(profile.tops) == pytest.approx(word.top_em, abs=0.003)
    assert min(profile.bottoms) == pytest.approx(word.bottom_em, abs=0.003)


def test_a_words_profile_has_no_ink_where_the_word_has_none() -> None:
    profile = word_profile(BOLD, "i.i", 0.5)
    assert float("-inf") in profile.tops
    assert word_profile(BOLD, "", 0.0).tops == ()


def test_where_letters_overlap_the_outermost_ink_counts() -> None:
    over = word_profile(BOLD, "gĐo", -0.6)
    assert min(over.bottoms) == pytest.approx(BOLD.word("g").bottom_em, abs=0.003)
    assert max(over.tops) == pytest.approx(BOLD.word("Đ").top_em, abs=0.003)
    depth = min(word_profile(BOLD, "g", 0.0).bottoms[3:-3])
    assert min(word_profile(BOLD, "go", -0.5).bottoms[3:-3]) == pytest.approx(depth, abs=0.003)


@settings(max_examples=40, deadline=None)
@given(
    st.text("ạậỵgpqy,ệựẢẪỄỮỶấắổ", min_size=1, max_size=7),
    st.text("ẢẪỄỮỶẲĐấắổlhfgạ", min_size=1, max_size=7),
    st.floats(0, 2),
    st.sampled_from([BOLD, CONDENSED]),
)
def test_no_ink_touches_at_the_pitch_that_is_asked_for(
    above: str, below: str, x_em: float, face: Face
) -> None:
    upper, lower = _line(above, face), _line(below, face, x_em)
    pitch = pitch_need(upper, lower, 0.0, 0.5)
    assert _white_between(upper, lower, pitch) >= AIR_EM - BLUR_EM


def _pitch_of_whole_words(upper: list[PositionedWord], lower: list[PositionedWord]) -> float:
    """The pitch that follows from the outlines of all glyphs; at least 0.5."""
    need = 0.5
    for above in upper:
        low = word_profile(above.face, above.text, 0.0)
        bottoms = dict(enumerate(low.bottoms, low.first + round(above.x_em / COLUMN_EM)))
        for below in lower:
            high = widened(word_profile(below.face, below.text, 0.0))
            tops = enumerate(high.tops, high.first + round(below.x_em / COLUMN_EM))
            for column, top in tops:
                need = max(need, top - bottoms.get(column, float("inf")) + AIR_EM)
    return need


@settings(max_examples=60, deadline=None)
@given(
    st.text("ạậỵgpqy,ệựẢẪỄỮỶấắổj ", min_size=1, max_size=9).filter(str.strip),
    st.text("ẢẪỄỮỶẲĐấắổlhfgạ ", min_size=1, max_size=9).filter(str.strip),
    st.floats(0, 2),
    st.sampled_from([BOLD, CONDENSED]),
)
def test_the_glyphs_that_are_not_looked_at_would_not_change_the_pitch(
    above: str, below: str, x_em: float, face: Face
) -> None:
    upper, lower = _line(above, face), _line(below, face, x_em)
    assert pitch_need(upper, lower, 0.0, 0.5) == _pitch_of_whole_words(upper, lower)


@pytest.mark.parametrize(
    "text", ["QUẬN 12 HỢP LỰC\nĐẨY LÙI TIN XẤU, ĐỘC", "NGƯỜI TỐT, VIỆC TỐT\nLAN TỎA ĐIỀU TÍCH CỰC"]
)
def test_capitals_with_two_marks_push_the_line_above_away(text: str) -> None:
    (pitch,) = _pitches(_set(text, BOLD, 0.9))
    assert pitch > 1.0
    upper, lower = (_line(line, BOLD) for line in text.split("\n"))
    widths = [words[-1].x_em + words[-1].width_em for words in (upper, lower)]
    shift = (max(widths) - min(widths)) / 2
    narrow = upper if widths[0] < widths[1] else lower
    narrow[:] = [word._replace(x_em=word.x_em + shift) for word in narrow]
    assert _white_between(upper, lower, pitch) == pytest.approx(AIR_EM, abs=2 * BLUR_EM)


def test_the_pitch_grows_between_those_two_lines_alone() -> None:
    text = _set("tan man\nHỢP LỰC\nĐẨY ẲNG\nnam", BOLD, 1.0, Align.START)
    first, second, third = _pitches(text)
    assert second > 1.1
    assert first == pytest.approx(1.0)
    assert third == pytest.approx(1.0)
    assert text.height_em == pytest.approx(1.0 + first + second + third)


def test_the_headline_of_the_poster_needs_no_more_than_its_design_pitch() -> None:
    text = _set("Ứng xử\nvăn minh trên\nmạng xã hội", BOOK.face("Be Vietnam Pro", 800), 1.18)
    assert _pitches(text) == pytest.approx([1.18, 1.18])


def test_marks_that_stand_beside_a_descender_need_no_room() -> None:
    far = _line("ạ", BOLD), _line("Ẳ", BOLD, 5.0)
    assert pitch_need(*far, 0.0, 0.3) == 0.3
    assert pitch_need([], far[1], 0.0, 0.3) == 0.3


def test_tracking_moves_the_marks_that_can_touch() -> None:
    upper, lower = _line("ooooooooạ", BOLD), _line("Ẳ", BOLD, 9.0)
    spread = [upper[0]._replace(width_em=upper[0].width_em + 9 * 0.53)]
    assert pitch_need(upper, lower, 0.0, 0.3) < pitch_need(spread, lower, 0.53, 0.3)
