"""The outlines of a draft: pale on every ground, and every text on them keeps its contrast."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.shipped import ASSETS
from support.workshop import workshop

from generator.core.colour import Colour, Gradient, Spot, Stop, contrast, luminance
from generator.draw.draft_mark import GroundText, Panel, draft_mark, place_on, shade_of
from generator.pipeline import MARK_FACE

CHANNELS = st.tuples(*[st.floats(0, 1)] * 3)
WHITE = Colour("w", (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))


def colour(rgb: tuple[float, float, float]) -> Colour:
    black = 1 - max(rgb)
    inks = [(max(rgb) - channel) / max(rgb) if max(rgb) else 0.0 for channel in rgb]
    return Colour("c", rgb, (inks[0], inks[1], inks[2], black))


def colours(ground: Colour | Gradient) -> list[Colour]:
    return [s.colour for s in ground.stops] if isinstance(ground, Gradient) else [ground]


@given(CHANNELS, st.sets(st.tuples(CHANNELS, st.sampled_from([3.0, 4.5])), max_size=4))
@example((1.0, 1.0, 1.0), {((0.0, 0.46, 0.42), 4.5)})
@example((0.87, 0.96, 0.95), {((0.0, 0.46, 0.42), 4.5)})
def test_no_text_loses_the_contrast_that_is_asked_of_it(
    ground: tuple[float, float, float], texts: set[tuple[tuple[float, float, float], float]]
) -> None:
    asked = frozenset(GroundText(rgb, least) for rgb, least in texts)
    shade = shade_of(colour(ground), asked)
    if shade is None:
        return
    assert isinstance(shade, Colour)
    for text in asked:
        least = min(text.asked, contrast(text.rgb, ground))
        assert contrast(text.rgb, shade.rgb) >= least - 1e-9
    assert all(0 <= amount <= 1 for amount in (*shade.rgb, *shade.cmyk))
    assert shade.rgb != ground


@pytest.mark.parametrize("theme", ["hien-dai", "ban-tin-1-mau", "ban-tin-2-mau"])
def test_outlines_show_on_each_ground_of_a_theme_below_each_text_that_it_may_bear(
    theme: str,
) -> None:
    known = workshop().catalogue.theme(theme).colours
    for ground in ("ground", "surface", "do-tint", "dont-tint", "accent-strong"):
        for text in known.values():
            if contrast(text.rgb, known[ground].rgb) < 5.6:
                continue  # outlines are left out around such a text
            shade = shade_of(known[ground], frozenset({GroundText(text.rgb, 4.5)}))
            assert shade is not None, (ground, text.name)
            assert 1.02 < contrast(colours(shade)[0].rgb, known[ground].rgb) < 1.5


def test_outlines_bring_no_ink_that_the_ground_has_not_but_black() -> None:
    spot = Spot("PANTONE 3145 C", 0.12, (1.0, 0.22, 0.3, 0.1))
    tint = Colour("t", (0.88, 0.94, 0.945), (0.12, 0.02, 0.04, 0.0), spot=spot)
    shade = shade_of(tint, frozenset())
    assert isinstance(shade, Colour)
    assert shade.spot is not None
    assert (shade.spot.ink, shade.spot.full) == (spot.ink, spot.full)
    paper = shade_of(WHITE, frozenset())
    assert isinstance(paper, Colour)
    assert paper.cmyk[:3] == (0.0, 0.0, 0.0)
    full = Colour(
        "f", (0.0, 0.47, 0.55), (1.0, 0.22, 0.3, 0.1), spot=Spot(spot.ink, 1.0, spot.full)
    )
    for texts in (frozenset[GroundText](), frozenset({GroundText((1.0, 1.0, 1.0), 4.5)})):
        found = shade_of(full, texts)
        assert found is None or (isinstance(found, Colour) and found.spot is not None)


def test_a_gradient_has_outlines_in_a_gradient() -> None:
    blue, teal = colour((0.04, 0.23, 0.44)), colour((0.0, 0.64, 0.59))
    field = Gradient("to right", (Stop(0.0, blue), Stop(1.0, teal)))
    shade = shade_of(field, frozenset({GroundText((1.0, 1.0, 1.0), 4.5)}))
    assert isinstance(shade, Gradient)
    for one, other in zip(colours(field), colours(shade), strict=True):
        assert luminance(other.rgb) < luminance(one.rgb)


@given(st.floats(50, 3000), st.floats(50, 3000), st.floats(0, 500), st.floats(0, 500))
@example(841.9, 1190.6, 0.0, 0.0)
@example(283.0, 595.0, 275.0, 0.0)
def test_the_words_lie_within_their_panel(width: float, height: float, x: float, y: float) -> None:
    mark = draft_mark(workshop().fonts.face(*MARK_FACE))
    place = place_on(mark, Panel(x, y, width, height))
    for u in (mark.left, mark.left + mark.width):
        for v in (mark.low, mark.low + mark.height):
            at_x = place.x + place.a * u - place.b * v
            at_y = place.y - place.b * u - place.a * v
            assert x - 1e-6 <= at_x <= x + width + 1e-6
            assert y - 1e-6 <= at_y <= y + height + 1e-6
    # Letters are as large as the panel allows.
    assert math.hypot(place.a, place.b) * mark.width > 0.55 * min(width, height)
    assert place.b > 0


def test_a_box_on_the_words_meets_them_and_one_in_a_corner_does_not() -> None:
    mark = draft_mark(workshop().fonts.face(*MARK_FACE))
    place = place_on(mark, Panel(0.0, 0.0, 600.0, 800.0))
    assert place.meets(mark, (290.0, 390.0, 310.0, 410.0))
    assert not place.meets(mark, (0.0, 0.0, 60.0, 60.0))
    assert not place.meets(mark, (540.0, 740.0, 600.0, 800.0))


def test_the_shipped_face_has_all_letters_of_the_words() -> None:
    assert ASSETS.fonts
    mark = draft_mark(workshop().fonts.face(*MARK_FACE))
    assert mark.operators.count(" m") >= 18
    assert mark.width > 9
