"""Kinds of places where pieces are printed or read, which manifests, profiles and orders name."""

from __future__ import annotations

from enum import StrEnum

from generator.core.public import public


@public
class Destination(StrEnum):
    """Kind of place where a piece is printed or read."""

    OFFICE = "office"
    PRESS = "press"
    SCREEN = "screen"
