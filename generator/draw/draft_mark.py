"""The pale outlines of a draft: its words across the page, above every ground and below every text.

Letters are outlines with nothing in them, an artifact (a watermark, ISO 32000-2, 14.8.2.2.2) that
is painted anew on each ground that a box paints, in a shade of that ground. So they show on every
panel, lie under all texts, drawings and codes, and no transparency is needed. The shade is chosen
so that every text of the box keeps the contrast that is asked of it. The words that people read
and programs find are in the strip (``sheet.draft``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from generator.core.colour import Colour, Gradient, contrast, luminance
from generator.core.provenance import DRAFT_MARK
from generator.core.units import mm_to_pt
from generator.draw.backgrounds import gradient_ends
from generator.draw.colour_spaces import AxialShading, shading_dictionary
from generator.draw.objects import PdfObject, stream
from generator.draw.operators import (
    ColourMode,
    clip,
    group,
    matrix,
    number,
    numbers,
    rect,
    stroke,
)
from generator.layout.model import Fragment
from generator.sheet.model import Inline
from generator.typeset.fonts import Face

#: Thickness of the outlines, in em of the letters: 0.9 mm on A3.
_LINE_EM = 0.03
#: Of the panel, how much of its width and height the words take at most.
_SHARE = 0.92
#: The steepest that the words run, in degrees: on a narrow panel they end beside its corners.
_STEEPEST = 60.0

#: A ground is marked if its sides are at least such parts of the panel's short side. Our own: cards
#: are, tiles and numbers are not.
_LEAST_SHORT, _LEAST_LONG = 0.04, 0.2

#: Steps of shading, the strongest first: shares of black, or of white. The strongest differs from
#: its ground by less than what ``preflight.text.clearance`` takes for an edge on a watermark (40 of
#: 255).
_DARKER = (0.35, 0.3, 0.25, 0.2, 0.16, 0.14, 0.12, 0.1, 0.085, 0.07, 0.055, 0.04)
_LIGHTER = (1.0, 0.8, 0.6, 0.4, 0.3, 0.25, 0.2, 0.15, 0.12, 0.1, 0.07, 0.05)
_MOST_DIFFERENCE = 36 / 255
#: On a dark ground: there a little less ink is much lighter in print (black alone, FOGRA39).
_MOST_ON_DARK = 22 / 255
#: A shade that differs less from its ground cannot be seen.
_LEAST_DIFFERENCE = 8 / 255
#: Darker than this a ground is dark, and its outlines are lighter.
_DARK = 0.18
#: Contrast asked of small and of large texts (WCAG 2.2, 1.4.3), and what we keep above it: inks on
#: paper are not the colours of a screen.
_ASKED, _ASKED_OF_LARGE, _RESERVE = 4.5, 3.0, 1.07
_LARGE_PT, _LARGE_BOLD_PT, _BOLD = 18.0, 14.0, 600

#: White around a text that bears no outlines.
_AIR_MM = 1.0
#: Farther away in pt than any sheet is long.
_FAR = 14400.0
_COMPRESSION = 9

#: A background; None is paper.
Ground = Colour | Gradient | None

_WHITE = Colour("paper", (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))


@dataclass(frozen=True, slots=True)
class DraftMark:
    """The words as outlines, in em, their baseline from (0, 0) to the right, y up.

    Attributes:
        operators: They stroke them in the colour that is set.
        form: An object that does so.
        width: Of their ink; ``height`` likewise.
        left: Of their ink from the origin; ``low`` likewise, up.
    """

    operators: str
    form: PdfObject
    width: float
    height: float
    left: float
    low: float


class Panel(NamedTuple):
    """A part of a page between two folds: left, top, width and height in pt, y down."""

    x: float
    y: float
    width: float
    height: float


class Outlines(NamedTuple):
    """The words on one ground: operators from a box's top left corner, and what they name."""

    operators: str
    form: PdfObject


class GroundText(NamedTuple):
    """A text that stands on a ground: its colour, and the contrast asked of it."""

    rgb: tuple[float, float, float]
    asked: float


@lru_cache(maxsize=4)
def draft_mark(face: Face) -> DraftMark:
    """The words of a draft in the letters of ``face``."""
    pen = _OutlinePen()
    for glyph in face.glyphs(DRAFT_MARK):
        pen.start = glyph.x_em * face.upem
        face.draw(glyph.id, _draw_functions(), pen)
    left, low, right, high = (edge / face.upem for edge in pen.box)
    scale = matrix(1 / face.upem, 0, 0, 1 / face.upem, 0, 0)
    line = number(_LINE_EM * face.upem)
    operators = group(scale, f"{line} w 1 j", " ".join(pen.parts), "S")
    box = (left - _LINE_EM, low - _LINE_EM, right + _LINE_EM, high + _LINE_EM)
    return DraftMark(operators, _form(operators, box), right - left, high - low, left, low)


def panels_of(page: Fragment) -> tuple[Panel, ...]:
    """The panels of a draft's page, above its strip (``sheet.draft``)."""
    strip = page.children[-1]
    return tuple(
        Panel(strip.x + panel.x, 0.0, panel.fragment.width, strip.y)
        for panel in strip.fragment.children
    )


class MarkPlace(NamedTuple):
    """The place of the words: what is (u, v) in em of theirs is at a point of the page, y down.

    Attributes:
        a: By u, to the right, in pt; ``b`` likewise, up.
        x: Of the words' origin, from the page's top left corner; ``y`` likewise, down.
    """

    a: float
    b: float
    x: float
    y: float

    def seen_from(self, x: float, y: float) -> str:
        """The transform that puts the words there, from (x, y) of the page, y up."""
        return matrix(self.a, self.b, -self.b, self.a, self.x - x, y - self.y)

    def meets(self, mark: DraftMark, box: tuple[float, float, float, float]) -> bool:
        """True if ``box``, left, top, right and bottom on the page, may lie on the words."""
        square = self.a**2 + self.b**2
        corners = [(x - self.x, self.y - y) for x in box[::2] for y in box[1::2]]
        us = [(self.a * x + self.b * y) / square for x, y in corners]
        vs = [(self.a * y - self.b * x) / square for x, y in corners]
        return (
            min(us) <= mark.left + mark.width + _LINE_EM
            and max(us) >= mark.left - _LINE_EM
            and min(vs) <= mark.low + mark.height + _LINE_EM
            and max(vs) >= mark.low - _LINE_EM
        )


def place_on(mark: DraftMark, panel: Panel) -> MarkPlace:
    """The place of the words on ``panel``: up along its diagonal, about its middle."""
    angle = min(math.atan2(panel.height, panel.width), math.radians(_STEEPEST))
    cos, sin = math.cos(angle), math.sin(angle)
    across = mark.width * cos + mark.height * sin
    down = mark.width * sin + mark.height * cos
    size = _SHARE * min(panel.width / across, panel.height / down)
    centre_x, centre_y = mark.left + mark.width / 2, mark.low + mark.height / 2
    a, b = size * cos, size * sin
    return MarkPlace(
        a,
        b,
        panel.x + panel.width / 2 - a * centre_x + b * centre_y,
        panel.y + panel.height / 2 + b * centre_x + a * centre_y,
    )


def is_marked(fragment: Fragment, panel: Panel) -> bool:
    """True for a box that has a ground of its own, as large as a card."""
    if fragment.element.style.background is None:
        return False
    short, long = sorted((fragment.width, fragment.height))
    side = min(panel.width, panel.height)
    return short >= _LEAST_SHORT * side and long >= _LEAST_LONG * side


def outlines(
    mark: DraftMark, panel: Panel, fragment: Fragment, x: float, y: float, ink: ColourMode
) -> Outlines | None:
    """The words on the ground of ``fragment``, which is at (x, y), y down.

    None where no shade of it can be seen.
    """
    place = place_on(mark, panel)
    ground = fragment.element.style.background
    texts = [one for one in _texts_on(fragment, x, y) if place.meets(mark, one[1])]
    borne = frozenset(text for text, _ in texts)
    shade = shade_of(ground, borne)
    holes: tuple[str, ...] = ()
    if shade is None:
        # A pale small text bears no outlines: they are left out around it, and kept elsewhere.
        weak = frozenset(text for text in borne if shade_of(ground, frozenset({text})) is None)
        shade = shade_of(ground, borne - weak)
        holes = _clip_around((box for text, box in texts if text in weak), x, y)
    if shade is None:
        return None
    seen = place.seen_from(x, y)
    if isinstance(shade, Gradient):
        form = _gradient_form(mark, shade, fragment, seen, ink)
        return Outlines(group(*holes, f"/{form.name} Do"), form)
    return Outlines(group(*holes, stroke(shade, ink), seen, f"/{mark.form.name} Do"), mark.form)


def _clip_around(
    boxes: Iterable[tuple[float, float, float, float]], x: float, y: float
) -> tuple[str, ...]:
    """The clip to all but ``boxes`` of the page, from (x, y), y up; none without boxes."""
    air = mm_to_pt(_AIR_MM)
    holes = [
        rect(left - x - air, y - bottom - air, right - left + 2 * air, bottom - top + 2 * air)
        for left, top, right, bottom in dict.fromkeys(boxes)
    ]
    whole = rect(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)
    # One after the other: boxes that overlap would cancel one another.
    return tuple(clip(f"{whole} {hole}", even_odd=True) for hole in holes)


def _gradient_form(
    mark: DraftMark, shade: Gradient, fragment: Fragment, seen: str, ink: ColourMode
) -> PdfObject:
    """The words in a gradient, as an object in the coordinates of ``fragment``.

    A gradient as a colour of lines is a pattern, which is placed in the space of its object.
    """
    ends = gradient_ends(fragment, shade)
    pattern = shading_dictionary(AxialShading(shade, *ends, ink))
    resources = b"/Resources<</Pattern<</P<</Type/Pattern/PatternType 2/Shading%b>>>>>>" % pattern
    operators = "\n".join(("/Pattern CS /P SCN", seen, mark.operators))
    return _form(operators, (-_FAR, -_FAR, _FAR, _FAR), resources)


def _form(
    operators: str, box: tuple[float, float, float, float], resources: bytes = b"/Resources<<>>"
) -> PdfObject:
    bounds = numbers(*box).encode("ascii")
    head = b"/Type/XObject/Subtype/Form/BBox[%b]%b" % (bounds, resources)
    return PdfObject("Fm", (stream(operators.encode("ascii"), _COMPRESSION, head),))


def watermark(operators: str) -> str:
    """``operators`` as an artifact that lies under the page's content."""
    return f"/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n{operators}\nEMC"


def _texts_on(
    fragment: Fragment, x: float, y: float
) -> Iterator[tuple[GroundText, tuple[float, float, float, float]]]:
    """The texts that stand on the ground of ``fragment``, and not on that of a box in it.

    Each with the box that its fragment has on the page: left, top, right and bottom, y down.
    """
    text = fragment.text
    if text is not None:
        box = (x, y, x + fragment.width, y + fragment.height)
        style = fragment.element.style
        for line in text.lines:
            for segment in line.segments:
                assert isinstance(segment.tag, Inline)
                is_bold = segment.tag.font_weight >= _BOLD
                is_large = fragment.font_size >= (_LARGE_BOLD_PT if is_bold else _LARGE_PT)
                asked = _ASKED_OF_LARGE if is_large else _ASKED
                yield GroundText(segment.tag.color.rgb, asked), box
                if style.first_line_color is not None:
                    yield GroundText(style.first_line_color.rgb, asked), box
    for child in fragment.children:
        if child.fragment.element.style.background is None:
            yield from _texts_on(child.fragment, x + child.x, y + child.y)


@lru_cache(maxsize=256)
def shade_of(ground: Ground, texts: frozenset[GroundText]) -> Ground:
    """The colours of outlines on ``ground``; None if there are none for these ``texts``.

    Args:
        ground: None is paper.
    """
    own = ground or _WHITE
    darker = [_shaded(own, _darker, share) for share in _DARKER]
    lighter = [_shaded(own, _lighter, share) for share in _LIGHTER]
    is_dark = max(luminance(one.rgb) for one in _colours_of(own)) < _DARK
    most = _MOST_ON_DARK if is_dark else _MOST_DIFFERENCE
    for shade in (*lighter, *darker) if is_dark else (*darker, *lighter):
        pairs = list(zip(_colours_of(own), _colours_of(shade), strict=True))
        differences = [abs(_brightness(one.rgb) - _brightness(other.rgb)) for one, other in pairs]
        if not _LEAST_DIFFERENCE <= max(differences) <= most:
            continue
        if all(_keeps(text, one, other) for text in texts for one, other in pairs):
            return shade
    return None


def _keeps(text: GroundText, ground: Colour, shade: Colour) -> bool:
    """True if ``text`` is seen on ``shade`` as well as is asked, or as on its ``ground``."""
    found = contrast(text.rgb, shade.rgb)
    return found >= min(contrast(text.rgb, ground.rgb), text.asked * _RESERVE)


def _colours_of(ground: Colour | Gradient) -> tuple[Colour, ...]:
    if isinstance(ground, Gradient):
        return tuple(stop.colour for stop in ground.stops)
    return (ground,)


def _shaded(
    ground: Colour | Gradient, shading: Callable[[Colour, float], Colour], share: float
) -> Colour | Gradient:
    if isinstance(ground, Gradient):
        stops = tuple(replace(one, colour=shading(one.colour, share)) for one in ground.stops)
        return replace(ground, stops=stops)
    return shading(ground, share)


def _darker(colour: Colour, share: float) -> Colour:
    """``colour`` with so much black, or with more of its own ink, as far as there is more."""
    red, green, blue = (channel * (1 - share) for channel in colour.rgb)
    cyan, magenta, yellow, black = colour.cmyk
    if colour.spot is not None:
        return _tinted(colour, min(1.0, colour.spot.tint + share))
    cmyk = (cyan, magenta, yellow, min(1.0, black + share))
    return Colour(colour.name, (red, green, blue), cmyk)


def _lighter(colour: Colour, share: float) -> Colour:
    """``colour`` with so much white: less of its inks."""
    if colour.spot is not None:
        return _tinted(colour, colour.spot.tint * (1 - share))
    red, green, blue = (channel + (1 - channel) * share for channel in colour.rgb)
    cyan, magenta, yellow, black = (amount * (1 - share) for amount in colour.cmyk)
    return Colour(colour.name, (red, green, blue), (cyan, magenta, yellow, black))


def _tinted(colour: Colour, tint: float) -> Colour:
    """``colour``, a tint of an ink of its own, as another tint of it."""
    spot = colour.spot
    assert spot is not None
    factor = tint / spot.tint if spot.tint else 1.0
    red, green, blue = (max(0.0, 1 - (1 - channel) * factor) for channel in colour.rgb)
    cyan, magenta, yellow, black = (min(1.0, amount * factor) for amount in colour.cmyk)
    return Colour(
        colour.name,
        (red, green, blue),
        (cyan, magenta, yellow, black),
        replace(spot, tint=tint),
    )


def _brightness(rgb: tuple[float, float, float]) -> float:
    """Brightness, 0..1 (ITU-R BT.601), as ``preflight.text.clearance`` measures edges by."""
    red, green, blue = rgb
    return 0.299 * red + 0.587 * green + 0.114 * blue


class _OutlinePen:
    """Writer of outlines as a path; each glyph's origin is at ``start``, in font units."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.start = 0.0
        self._at = (0.0, 0.0)
        self._xs: list[float] = []
        self._ys: list[float] = []

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, lower, right and upper edge of the points."""
        return min(self._xs), min(self._ys), max(self._xs), max(self._ys)

    def move(self, x: float, y: float) -> None:
        self._point(x, y)
        self.parts.append(f"{numbers(*self._at)} m")

    def line(self, x: float, y: float) -> None:
        self._point(x, y)
        self.parts.append(f"{numbers(*self._at)} l")

    def curve(self, control_x: float, control_y: float, x: float, y: float) -> None:
        """A quadratic curve; PDF has cubic ones."""
        x0, y0 = self._at
        control_x += self.start
        self._point(x, y)
        x1, y1 = self._at
        handles = (
            x0 + (control_x - x0) * 2 / 3,
            y0 + (control_y - y0) * 2 / 3,
            x1 + (control_x - x1) * 2 / 3,
            y1 + (control_y - y1) * 2 / 3,
        )
        self.parts.append(f"{numbers(*handles, x1, y1)} c")

    def close(self) -> None:
        self.parts.append("h")

    def _point(self, x: float, y: float) -> None:
        self._at = (x + self.start, y)
        self._xs.append(self._at[0])
        self._ys.append(self._at[1])


@cache
def _draw_functions() -> hb.DrawFuncs:
    """Functions that send a TrueType outline to an :class:`_OutlinePen`."""
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.move(x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.line(x, y))
    functions.set_quadratic_to_func(lambda cx, cy, x, y, pen: pen.curve(cx, cy, x, y))
    functions.set_close_path_func(lambda pen: pen.close())
    return functions
