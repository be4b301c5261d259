"""The blue field keeps its hue in print: seen through the ICC profile, it does not turn violet."""

from __future__ import annotations

import numpy as np
import pikepdf
import pytest
from support.drawn import opened
from support.hues import Rows, hues_in_print, hues_on_screen
from support.sheets import THEME
from support.workshop import piece_for

from generator.preflight.pdf.functions import read_function

#: Towards violet, in degrees: what 8-bit Lab rounds to on the dark end, and no more. The recipe
#: that looked violet was out by 3.9.
MAX_TO_VIOLET = 1.5
#: Towards cyan: the field is fresher in print than on screen, and still a blue.
MAX_TO_CYAN = 9.0
#: Along the gradient, its ends too.
PLACES: Rows = np.linspace(0, 1, 101)[:, None]


def _colours_along(data: bytes, space: str) -> Rows:
    """The colours of the first page's gradient, a row for each of :data:`PLACES`."""
    pdf = opened(data)  # which all tests share
    shadings = [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/ShadingType") == 2
    ]
    assert shadings
    assert all(str(shading.ColorSpace) == f"/{space}" for shading in shadings)
    function = read_function(shadings[0].Function)
    assert function is not None
    return function(PLACES)


def _turn(screen: Rows, press: Rows) -> Rows:
    """By how many degrees the print is more violet than the screen, at each place."""
    turned: Rows = (hues_in_print(press) - hues_on_screen(screen) + 180) % 360 - 180
    return turned


@pytest.mark.parametrize("material", ["poster", "leaflet"])
def test_the_gradient_in_print_keeps_the_hue_of_the_screen_along_its_whole_length(
    material: str,
) -> None:
    screen = _colours_along(piece_for(material, "screen").pdf, "DeviceRGB")
    press = _colours_along(piece_for(material, "offset").pdf, "DeviceCMYK")
    turned = _turn(screen, press)
    assert turned.max() <= MAX_TO_VIOLET
    assert turned.min() >= -MAX_TO_CYAN


def test_a_gradient_over_a_blue_of_much_magenta_is_found_to_turn_violet() -> None:
    screen = _colours_along(piece_for("poster", "screen").pdf, "DeviceRGB")
    press = _colours_along(piece_for("poster", "offset").pdf, "DeviceCMYK")
    blue = np.array(THEME.colours["accent"].cmyk)
    share = np.clip(1 - abs(PLACES - 0.55) / 0.45, 0, 1)
    violet = press + share * (np.array([0.90, 0.64, 0, 0.02]) - blue)
    assert _turn(screen, violet).max() > 2 * MAX_TO_VIOLET


@pytest.mark.parametrize("role", ["accent-strong", "accent", "ornament"])
def test_no_blue_of_the_field_turns_violet_in_print(role: str) -> None:
    colour = THEME.colours[role]
    assert _turn(np.array([colour.rgb]), np.array([colour.cmyk])).max() <= MAX_TO_VIOLET


def test_the_blues_hold_no_more_ink_than_the_theme_promises() -> None:
    assert max(sum(THEME.colours[role].cmyk) for role in THEME.colours) <= 2.8
