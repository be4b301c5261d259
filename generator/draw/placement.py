"""Where a picture or drawing lies in its box: whole within it, or filling it.

Source: CSS Images 3, 5.5 (object-fit) and 5.6 (object-position); CSS Backgrounds 3, 2.6
(background-position) and 2.9 (background-size).
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.layout.model import Fragment
from generator.sheet.model import Edges, GroundDrawing, Percent, Style


@dataclass(frozen=True, slots=True)
class Frame:
    """A box in a block's coordinates, in pt, y up, and how something lies in it.

    Attributes:
        is_filled: True if it covers the box and what is left over is cut off; else all of it is
            seen.
        x: The point of it that lies on the same point of the box, 0..1 from the left; ``y`` is
            from the top.
    """

    left: float
    lower: float
    width: float
    height: float
    is_filled: bool = False
    x: float = 0.5
    y: float = 0.5

    def scale(self, width: float, height: float) -> float:
        """The factor that something of this size takes."""
        across, down = self.width / width, self.height / height
        return max(across, down) if self.is_filled else min(across, down)

    def corner(self, width: float, height: float) -> tuple[float, float]:
        """The left lower corner of something that has this size in pt."""
        return (
            self.left + (self.width - width) * self.x,
            self.lower + (self.height - height) * (1 - self.y),
        )


def frame_of(width: float, height: float, style: Style, extension: Edges) -> Frame:
    """The frame of a block's picture; one that fills its box runs into the bleed with it.

    Args:
        extension: How far the box goes on beyond its edges.
    """
    x, y = style.object_position
    if style.object_fit != "cover":
        return Frame(0.0, -height, width, height, False, x, y)
    return Frame(
        -extension.left,
        -height - extension.bottom,
        width + extension.across,
        height + extension.down,
        True,
        x,
        y,
    )


def ground_frame(fragment: Fragment, drawing: GroundDrawing, art: tuple[float, float]) -> Frame:
    """The frame of a drawing on the ground of a box.

    Args:
        art: Width and height of the drawing, in its own units.
    """
    box = fragment.width, fragment.height
    if isinstance(drawing.size, str):
        factors = [side / own for side, own in zip(box, art, strict=True)]
        factor = max(factors) if drawing.size == "cover" else min(factors)
        width, height = art[0] * factor, art[1] * factor
    else:
        sides = [
            side.share * whole if isinstance(side, Percent) else side
            for side, whole in zip(drawing.size, box, strict=True)
        ]
        width = sides[0] if sides[0] is not None else (sides[1] or art[1]) * art[0] / art[1]
        height = sides[1] if sides[1] is not None else width * art[1] / art[0]
    x, y = (
        (whole - side) * place.share if isinstance(place, Percent) else place
        for place, whole, side in zip(drawing.position, box, (width, height), strict=True)
    )
    return Frame(x, -y - height, width, height)
