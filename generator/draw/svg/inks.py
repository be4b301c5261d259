"""Colours that a drawing's form is painted in: those of the file, or the greys of a mask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.draw import operators as pdf
from generator.draw.colour_spaces import components_of, separation
from generator.draw.operators import ColourMode, numbers, spot_resource
from generator.draw.svg.model import Palette, rgb_of
from generator.draw.svg.paints import GradientStop

#: A gradient between two colours of light is mixed in inks at this many places, so that it looks
#: as on a screen.
_INK_STEPS = 8


class DrawingInks:
    """Colours of the file."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._ink = palette.ink

    def operator(self, paint: str, line: int, *, strokes: bool) -> tuple[str, dict[str, bytes]]:
        """The operator that sets a solid paint, and the colour spaces that it names."""
        colour = self.palette.colour(paint, line)
        spaces = {}
        if self._ink is ColourMode.SPOT and colour.spot is not None:
            spaces[spot_resource(colour.spot)] = separation(colour.spot)
        set_ = pdf.stroke if strokes else pdf.fill
        return set_(colour, self._ink), spaces

    def shading(
        self, stops: Sequence[GradientStop], line: int
    ) -> tuple[str, list[tuple[float, ...]]]:
        """A gradient's colour space, and the components of its stops."""
        colours = [self.palette.colour(stop.paint, line) for stop in stops]
        space, components = components_of(colours, self._ink)
        return space, list(components)

    def steps(self, one: GradientStop, other: GradientStop) -> Iterator[GradientStop]:
        """Stops between two, where inks are mixed otherwise than light."""
        is_literal = one.paint.startswith("#") and other.paint.startswith("#")
        if self._ink is ColourMode.RGB or not is_literal or one.paint == other.paint:
            return
        for step in range(1, _INK_STEPS):
            part = step / _INK_STEPS
            mixed = [a + (b - a) * part for a, b in zip(*map(rgb_of, (one.paint, other.paint)),
                                                        strict=True)]  # fmt: skip
            paint = "#" + "".join(f"{round(255 * channel):02x}" for channel in mixed)
            yield GradientStop(
                one.offset + (other.offset - one.offset) * part,
                paint,
                one.alpha + (other.alpha - one.alpha) * part,
            )


class Greys(DrawingInks):
    """Colours of a mask: how light each is, or how much it covers.

    Source: CSS Masking 1, 7.10 (luminance of sRGB).
    """

    def __init__(self, palette: Palette, *, is_alpha: bool) -> None:
        super().__init__(palette)
        self._is_alpha = is_alpha

    def _grey(self, paint: str, line: int) -> float:
        if self._is_alpha:
            return 1.0
        red, green, blue = self.palette.colour(paint, line).rgb
        return 0.2125 * red + 0.7154 * green + 0.0721 * blue

    def operator(self, paint: str, line: int, *, strokes: bool) -> tuple[str, dict[str, bytes]]:
        """The operator that sets a grey."""
        return f"{numbers(self._grey(paint, line))} {'G' if strokes else 'g'}", {}

    def shading(
        self, stops: Sequence[GradientStop], line: int
    ) -> tuple[str, list[tuple[float, ...]]]:
        """Greys."""
        return "/DeviceGray", [(self._grey(stop.paint, line),) for stop in stops]

    def steps(self, one: GradientStop, other: GradientStop) -> Iterator[GradientStop]:
        """None."""
        return iter(())
