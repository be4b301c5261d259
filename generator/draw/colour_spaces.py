"""Colour spaces and gradients as PDF resources: spot inks, registration colour, axial shadings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from generator.core.colour import Colour, Gradient, Spot
from generator.draw.operators import ColourMode, Point, number, numbers

#: The colour of printers' marks, which is on every plate, and its name in a page's resources.
#: Source: ISO 32000-2, 8.6.6.4 (Separation, "All").
REGISTRATION = "CsAll"
REGISTRATION_SPACE = (
    b"[/Separation/All/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[1 1 1 1]>>]"
)

#: Stops closer to each other than this, of the gradient's length, are at one place.
_SHORTEST_SPAN = 2e-6


@dataclass(frozen=True, slots=True)
class AxialShading:
    """A linear gradient between two points, in the coordinates of the block that paints it."""

    gradient: Gradient
    start: Point
    end: Point
    ink: ColourMode = ColourMode.RGB

    @property
    def name(self) -> str:
        """The resource name. Equal shadings have equal names in every document."""
        return _shading_name(self)


@lru_cache(maxsize=256)
def _shading_name(shading: AxialShading) -> str:
    return "Sh" + hashlib.sha256(shading_dictionary(shading)).hexdigest()[:12]


@lru_cache(maxsize=256)
def shading_dictionary(shading: AxialShading) -> bytes:
    """The shading dictionary. Its function has one linear part between each two stops.

    Source: ISO 32000-2, 8.7.4.5.3 (axial shadings) and 7.10.4 (stitching functions).
    """
    stops = shading.gradient.stops
    space, components = components_of([stop.colour for stop in stops], shading.ink)
    # Before its first and after its last stop a CSS gradient keeps their colours.
    offsets = [0.0, *(stop.offset for stop in stops), 1.0]
    colours = [numbers(*one) for one in (components[0], *components, components[-1])]
    parts = [
        f"<</FunctionType 2/Domain[0 1]/N 1/C0[{one}]/C1[{other}]>>"
        for one, other in pairwise(colours)
    ]
    function = (
        f"<</FunctionType 3/Domain[0 1]/Functions[{''.join(parts)}]"
        f"/Bounds[{numbers(*offsets[1:-1])}]/Encode[{' '.join(['0 1'] * len(parts))}]>>"
    )
    coords = numbers(*shading.start, *shading.end)
    return (
        f"<</ShadingType 2/ColorSpace{space}/Coords[{coords}]"
        f"/Function {function}/Extend[true true]>>"
    ).encode("ascii")


def stitched_function(offsets: Sequence[float], components: Sequence[Sequence[float]]) -> str:
    """The function of a gradient, 0..1: linear between its stops, even before and after them.

    Two stops at one place are a sharp edge: functions join there, none has no length.

    Source: ISO 32000-2, 7.10.3 (exponential) and 7.10.4 (stitching functions).
    """
    stops = [(0.0, components[0]), *zip(offsets, components, strict=True), (1.0, components[-1])]
    spans = [(one, other) for one, other in pairwise(stops) if other[0] - one[0] > _SHORTEST_SPAN]
    parts = [
        f"<</FunctionType 2/Domain[0 1]/N 1/C0[{_exact(one[1])}]/C1[{_exact(other[1])}]>>"
        for one, other in spans
    ]
    if len(parts) == 1:
        return parts[0]
    bounds = _exact([one[0] for one, _ in spans[1:]])
    encode = " ".join(["0 1"] * len(parts))
    return (
        f"<</FunctionType 3/Domain[0 1]/Functions[{''.join(parts)}]"
        f"/Bounds[{bounds}]/Encode[{encode}]>>"
    )


def _exact(values: Sequence[float]) -> str:
    return " ".join(number(value, 6) for value in values)


def components_of(
    colours: Sequence[Colour], ink: ColourMode
) -> tuple[str, Sequence[tuple[float, ...]]]:
    """The colour space of a gradient between ``colours``, and their components in it.

    Only tints of one spot ink make a gradient in that ink; all others are mixed in process inks.
    """
    if ink is ColourMode.RGB:
        return "/DeviceRGB", [colour.rgb for colour in colours]
    spots = [colour.spot for colour in colours if colour.spot is not None]
    one_ink = len({(spot.ink, spot.full) for spot in spots}) == 1
    if ink is ColourMode.SPOT and one_ink and len(spots) == len(colours):
        return separation(spots[0]).decode("ascii"), [(spot.tint,) for spot in spots]
    return "/DeviceCMYK", [colour.cmyk for colour in colours]


def separation(spot: Spot) -> bytes:
    """The colour space of a spot ink; a device without it takes the process inks of its recipe."""
    return b"[/Separation/%b/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[%b]>>]" % (
        _name(spot.ink),
        numbers(*spot.full).encode("ascii"),
    )


def _name(text: str) -> bytes:
    """``text`` as the inside of a name object (ISO 32000-2, 7.3.5)."""
    return b"".join(
        bytes((byte,)) if chr(byte).isalnum() and byte < 128 else b"#%02X" % byte
        for byte in text.encode("utf-8")
    )
