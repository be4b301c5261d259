"""The backgrounds and borders of boxes, and how those at the trim run into the bleed.

A sheet is cut a little beside where it should be, so what touches the trim must go on beyond it.
How far a box goes on depends on where it stands on the page: ``Edges`` of *distances* say how far
its edges are from the trim, inwards; those of an *extension* how far it goes on beyond each edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.core.colour import Colour, Gradient
from generator.core.units import TOLERANCE_PT
from generator.draw.colour_spaces import AxialShading
from generator.draw.document import KNOCKS_OUT, OVERPRINTS
from generator.draw.operators import (
    ColourMode,
    Point,
    border,
    box_path,
    clip,
    curved_path,
    fill,
    gradient_line,
    group,
    is_black_alone,
    polygon,
    rect,
)
from generator.draw.ornaments import curve_bands, rules, stripes
from generator.draw.target import Target
from generator.layout.model import NO_FOLDS, Fragment, Placed
from generator.sheet.model import Edges, Style

#: An area with both sides longer than this, in pt, takes a colour's recipe for solids. Our own
#: choice, of the size of a headline's letter: smaller ones look black enough in black alone.
LARGE_SOLID_PT = 50.0

NO_EXTENSION = Edges()

#: Left, lower, right and upper edge in the coordinates of the box, y up.
_Box = tuple[float, float, float, float]


def distances_of(parent: Fragment, child: Placed, distances: Edges) -> Edges:
    """Distances of the edges of ``child`` from the trim, from those of its ``parent``."""
    inner = child.fragment
    return Edges(
        top=distances.top + child.y,
        right=distances.right + parent.width - child.x - inner.width,
        bottom=distances.bottom + parent.height - child.y - inner.height,
        left=distances.left + child.x,
    )


def extension_of(
    distances: Edges, bleed: Edges, over_folds: tuple[float, float] = NO_FOLDS
) -> Edges:
    """Extension of a box at each edge, so that it fills the bleed where it touches the trim.

    A box that reaches beyond the trim by itself is extended only by the rest. One with an edge on
    a fold runs over it.
    """
    over_left, over_right = over_folds

    def beyond(distance: float, bled: float) -> float:
        return max(0.0, bled + min(distance, 0.0)) if distance <= TOLERANCE_PT else 0.0

    return Edges(
        beyond(distances.top, bleed.top),
        max(beyond(distances.right, bleed.right), over_right),
        beyond(distances.bottom, bleed.bottom),
        max(beyond(distances.left, bleed.left), over_left),
    )


def has_background(style: Style) -> bool:
    """True if something is painted behind what stands in a box of this style."""
    return (
        style.background is not None
        or style.border_width > 0
        or style.side_lines is not None
        or style.stripes is not None
        or style.row_rule is not None
        or style.column_rule is not None
        or style.drawing is not None
    )


def paint_background(
    fragment: Fragment, target: Target, extension: Edges = NO_EXTENSION
) -> tuple[str, tuple[AxialShading, ...]]:
    """The background and border of a fragment with one, and the gradients they need."""
    style, ink = fragment.element.style, target.ink
    parts: list[str] = []
    shadings: tuple[AxialShading, ...] = ()
    path = ground_path(fragment, extension)
    if style.curve is not None:
        parts.extend(curve_bands(fragment, style.curve, extension, ink))
    if isinstance(style.background, Gradient):
        start, end = gradient_ends(fragment, style.background)
        shadings = (AxialShading(style.background, start, end, ink),)
        parts.append(group(clip(path), f"/{shadings[0].name} sh"))
    elif style.background is not None:
        colour = style.background
        shorter = min(fragment.width, fragment.height)
        if colour.solid is not None and shorter > LARGE_SOLID_PT:
            colour = replace(colour, cmyk=colour.solid)
        parts.append(_inked(f"{fill(colour, ink)}\n{path} f", colour, shorter, target))
    if style.border_width and style.border_color:
        painted = _border(fragment, style.border_color, ink, extension)
        parts.append(_inked(painted, style.border_color, style.border_width, target))
    for line, drawn in rules(fragment, extension, ink):
        parts.append(_inked(drawn, line.color, line.width, target))
    if style.stripes is not None:
        drawn = stripes(fragment, style.stripes, extension, ink)
        parts.append(_inked(drawn, style.stripes.color, style.stripes.bar, target))
    return "\n".join(parts), shadings


def gradient_ends(fragment: Fragment, gradient: Gradient) -> tuple[Point, Point]:
    """Start and end of a fragment's ``gradient``: through the tail too; in the bleed it goes on."""
    tail = fragment.element.style.tail
    width, height = fragment.width, fragment.height
    if tail is not None and tail.side == "bottom":
        height += tail.height
    elif tail is not None and tail.side == "right":
        width += tail.height
    return gradient_line(gradient.direction, width, height)


def ground_clip(fragment: Fragment, extension: Edges = NO_EXTENSION) -> str:
    """The clip to the background of a fragment with one, within its border."""
    style = fragment.element.style
    if style.border_width:
        size = fragment.width, fragment.height, fragment.border_radius, style.tail
        return clip(box_path(*size, inset=style.border_width))
    return clip(ground_path(fragment, extension))


def ground_path(fragment: Fragment, extension: Edges = NO_EXTENSION) -> str:
    """The path of a fragment's ground, and of its bleed."""
    return " ".join(_outline(fragment, extension))


def _inked(operators: str, colour: Colour, thickness: float, target: Target) -> str:
    """``operators`` overprinting if they draw a thin line in black alone, as its text does."""
    thin = thickness < target.black_overprints_below
    if not (thin and is_black_alone(colour, target.ink)):
        return operators
    return f"/{OVERPRINTS} gs\n{operators}\n/{KNOCKS_OUT} gs"


def _outline(fragment: Fragment, extension: Edges) -> Iterator[str]:
    """The paths of a fragment's background; they turn the same way, so all of them are filled."""
    style = fragment.element.style
    width, height = fragment.width, fragment.height
    if style.curve is not None:
        yield curved_path(width, height, style.curve, (extension.left, extension.right))
        if extension.top:
            yield rect(-extension.left, 0.0, width + extension.across, extension.top)
        return
    if not fragment.border_radius and style.tail is None:
        # Under a line at an edge there is no ground: the two would show a fringe.
        lined = style.border if style.side_lines is not None else NO_EXTENSION
        left = lined.left or -extension.left
        lower = (lined.bottom or -extension.bottom) - height
        right = width - (lined.right or -extension.right)
        upper = -(lined.top or -extension.top)
        yield rect(left, lower, right - left, upper - lower)
        return
    yield box_path(width, height, fragment.border_radius, style.tail)
    for left, lower, right, upper in _strips(fragment, extension):
        corners = [(left, lower), (right, lower), (right, upper), (left, upper)]
        # A plain outline runs the other way.
        clockwise = style.tail is not None and not style.tail.is_mirrored
        yield polygon(corners[::-1] if clockwise else corners)


def _strips(fragment: Fragment, extension: Edges) -> Iterator[_Box]:
    """The bleed of a box beside the straight part of each of its edges."""
    radius = min(fragment.border_radius, fragment.width / 2, fragment.height / 2)
    width, height = fragment.width, fragment.height
    # At a square corner the strips of both edges meet out in the bleed.
    lower = -height + radius if radius else -height - extension.bottom
    upper = -radius if radius else extension.top
    left = radius if radius else -extension.left
    right = width - radius if radius else width + extension.right
    if extension.left:
        yield -extension.left, lower, 0.0, upper
    if extension.right:
        yield width, lower, width + extension.right, upper
    if extension.top:
        yield left, 0.0, right, extension.top
    if extension.bottom:
        yield left, -height - extension.bottom, right, -height


def _border(fragment: Fragment, colour: Colour, ink: ColourMode, extension: Edges) -> str:
    """The border inside the box, and in its colour the bleed beyond the edges that it follows."""
    style = fragment.element.style
    line = border(
        fragment.width,
        fragment.height,
        fragment.border_radius,
        style.tail,
        line_width=style.border_width,
        colour=colour,
        ink=ink,
    )
    strips = [
        polygon([(left, lower), (right, lower), (right, upper), (left, upper)])
        for left, lower, right, upper in _strips(fragment, extension)
    ]
    if not strips:
        return line
    return f"{line}\n{fill(colour, ink)}\n{' '.join(strips)} f"
