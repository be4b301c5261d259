"""Ink recipes for colours that a drawing names by their sRGB value."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageCms
from support.drawn import draw, first_page, paints
from support.shipped import ASSETS
from support.workshop import profile

from generator.draw.icons import IconBook
from generator.press.ink_conversion import InkConversion
from generator.press.output_intents import icc_profile
from generator.press.target import target_of

CONDITIONS = ("fogra39", "fogra29")

Mode = Literal["RGB", "CMYK"]


def rgb(written: str) -> tuple[float, float, float]:
    digits = written.removeprefix("#")
    red, green, blue = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return red, green, blue


def converted(
    values: tuple[int, ...], source: str, mode: Mode, goal: str | None = None
) -> tuple[int, ...]:
    """A colour of the condition ``source`` in inks of ``goal``, or as CIELAB in 8 bits."""
    goals = icc_profile(goal, ASSETS.icc) if goal else ImageCms.createProfile("LAB")
    picture = ImageCms.profileToProfile(
        Image.new(mode, (1, 1), values),
        BytesIO(icc_profile(source, ASSETS.icc)),
        BytesIO(goals) if isinstance(goals, bytes) else ImageCms.ImageCmsProfile(goals),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK" if goal else "LAB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert picture is not None
    pixel = picture.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return tuple(int(part) for part in pixel)


def lightness(values: tuple[int, ...], source: str, mode: Mode) -> float:
    """CIE L*, 0..100."""
    return converted(values, source, mode)[0] / 2.55


@pytest.mark.parametrize("condition", CONDITIONS)
def test_white_is_bare_paper(condition: str) -> None:
    assert InkConversion(condition, ASSETS.icc)((1, 1, 1)) == (0, 0, 0, 0)


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("written", ["#000000", "#808080", "#231f20", "#7d8085", "#4a4a4c"])
def test_greys_are_of_black_alone(condition: str, written: str) -> None:
    *others, black = InkConversion(condition, ASSETS.icc)(rgb(written))
    assert others == [0, 0, 0]
    assert 0 < black <= 1


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("grey", [0x60, 0x80, 0x9A, 0xB4, 0xCC, 0xE6, 0xF7])
def test_a_grey_prints_as_light_as_it_was_asked_for(condition: str, grey: int) -> None:
    black = InkConversion(condition, ASSETS.icc)((grey / 255, grey / 255, grey / 255))[3]
    printed = lightness((0, 0, 0, round(255 * black)), condition, "CMYK")
    assert printed == pytest.approx(lightness((grey, grey, grey), "srgb", "RGB"), abs=2)


def test_darker_than_black_ink_is_all_of_it() -> None:
    assert InkConversion("fogra39", ASSETS.icc)((0, 0, 0)) == (0, 0, 0, 1)


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("written", ["#ff00ff", "#0b3a6f", "#c8321b", "#ffd24d", "#808090"])
def test_colours_go_through_the_profile_of_the_paper(condition: str, written: str) -> None:
    by_hand = converted(tuple(round(255 * part) for part in rgb(written)), "srgb", "RGB", condition)
    expected = [part / 255 for part in by_hand]
    assert InkConversion(condition, ASSETS.icc)(rgb(written)) == pytest.approx(expected, abs=0.02)


def test_each_paper_has_recipes_of_its_own() -> None:
    assert InkConversion("fogra39", ASSETS.icc)((1, 0, 1)) != InkConversion("fogra29", ASSETS.icc)(
        (1, 0, 1)
    )


@pytest.mark.parametrize("name", ["offset", "uncoated"])
def test_a_drawing_with_colours_of_its_own_is_printed_in_their_recipes(
    name: str, tmp_path: Path
) -> None:
    written = {"#fff": "#ffffff", "#808080": "#808080", "#231f20": "#231f20", "#f0f": "#ff00ff"}
    shapes = "".join(f'<path d="M0 0h9v9z" fill="{one}"/>' for one in written)
    lines = '<path d="M0 0h9" fill="none" stroke="#0b3a6f"/>'
    (tmp_path / "own.svg").write_text(f'<svg viewBox="0 0 9 9">{shapes}{lines}</svg>', "utf-8")
    target = target_of(profile(name), ASSETS.icc)
    css = "icon { width: 9mm; height: 9mm }"
    page = first_page(draw(css, '<icon name="own"/>', target, icons=IconBook([tmp_path])))
    recipes = InkConversion(profile(name).intent, ASSETS.icc)
    drawn = [paint.colour for paint in paints(page)]
    assert drawn == [
        pytest.approx(recipes(rgb(one)), abs=0.001) for one in (*written.values(), "#0b3a6f")
    ]
