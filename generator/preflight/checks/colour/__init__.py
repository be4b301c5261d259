"""Checks: Colour spaces, output intents, transparency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup
from generator.press.profile import ColourModel

GROUP = CheckGroup("colour", msg("Colours and output intent"))

#: Names of colour models in messages.
COLOUR_NAMES: Final[Mapping[ColourModel, str]] = {
    ColourModel.CMYK: "CMYK",
    ColourModel.SRGB: "sRGB",
}
