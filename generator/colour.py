"""A colour as the theme names it: one look on screen, one recipe in ink."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """A named colour.

    Attributes:
        name: The theme's token, as "navy"; messages and previews use it.
        rgb: sRGB, each 0..1.
        cmyk: Ink recipe, each 0..1.
    """

    name: str
    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a gradient; ``offset`` is 0..1 along the gradient line."""

    offset: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Gradient:
    """A linear gradient over a box, as CSS draws it.

    Attributes:
        direction: CSS's side or corner: "to right", "to bottom", "to bottom right". A corner
            means CSS's magic corners: the 50 % line runs through the two other corners.
        stops: At least two, in rising order.
    """

    direction: str
    stops: tuple[Stop, ...]
