"""A colour as the theme names it: one look on screen, one recipe in ink."""

from __future__ import annotations

from dataclasses import dataclass

Cmyk = tuple[float, float, float, float]
Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A share of an ink that the press prints from its own plate.

    Attributes:
        ink: The ink's name as the print shop orders it, as "PANTONE 3145 C".
        tint: 0..1.
        full: The recipe in cyan, magenta, yellow and black that stands for the full ink.
    """

    ink: str
    tint: float
    full: Cmyk


@dataclass(frozen=True, slots=True)
class Colour:
    """A named colour.

    Attributes:
        name: The theme's name for it, its role as "accent"; messages and previews use it.
        rgb: sRGB, each 0..1.
        cmyk: Ink recipe, each 0..1.
        spot: The ink of its own that it is printed with where the profile allows one.
        solid: The recipe for large areas, where black alone would look grey (rich black).
    """

    name: str
    rgb: tuple[float, float, float]
    cmyk: Cmyk
    spot: Spot | None = None
    solid: Cmyk | None = None


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """The contrast of two sRGB colours, 1..21. Source: WCAG 2.2, definition of contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(rgb: tuple[float, float, float]) -> float:
    """The luminance of an sRGB colour, 0..1. Source: WCAG 2.2, relative luminance."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
