"""The sheet: a filled template as a tree of elements with computed style, the input of layout.

A sheet comes in two parts. The *skeleton* comes from the markup: elements, styles, literal
texts. The *slots* are the values that a campaign and an issuer put in. Documents that differ only
in their values share one skeleton, so it is parsed and styled once (see ``sheet.template``).

Lengths are in pt. ``None`` is CSS's ``auto``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from generator.core.colour import Colour, Gradient
from generator.core.provenance import StatedText
from generator.sheet.schema import FLOW
from generator.typeset.paragraph import Align, Wrap


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of the containing box; 1.0 is all of it."""

    share: float


@dataclass(frozen=True, slots=True)
class Fraction:
    """CSS's ``fr``: a share of what the other boxes leave."""

    weight: float


#: Copyfitting tries sizes about this far apart, in pt.
STEP_PT = 0.25

#: A length in pt, a share, a fraction of the rest, or None for ``auto``.
Size = float | Percent | Fraction | None


@dataclass(frozen=True, slots=True)
class Edges:
    """Four lengths in pt, in CSS's order."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0

    @property
    def across(self) -> float:
        """Left and right together."""
        return self.left + self.right

    @property
    def down(self) -> float:
        """Top and bottom together."""
        return self.top + self.bottom


@dataclass(frozen=True, slots=True)
class Inset:
    """CSS's ``top right bottom left`` of an absolutely placed box; None is ``auto``."""

    top: float | Percent | None = None
    right: float | Percent | None = None
    bottom: float | Percent | None = None
    left: float | Percent | None = None


@dataclass(frozen=True, slots=True)
class SpeechTail:
    """A right triangle that stands on an edge of a box and makes it a speech bubble.

    Its upright side stands ``x`` from a corner of the box; from there it runs ``width`` along the
    edge, away from that corner, and ``height`` outwards. On the lower and upper edges the corner is
    the left one, on the others the upper one.

    Attributes:
        from_end: Whether it is the other corner.
    """

    x: float
    width: float
    height: float
    side: Literal["top", "right", "bottom", "left"] = "bottom"
    from_end: bool = False

    @property
    def is_mirrored(self) -> bool:
        """True if :meth:`place` turns what is clockwise the other way."""
        return (self.side in ("top", "right")) != self.from_end

    def place(
        self, points: Iterable[tuple[float, float]], width: float, height: float
    ) -> Iterator[tuple[float, float]]:
        """Points of a bubble whose tail hangs at its lower left, where this tail has them.

        Origins are the boxes' top left corners, y upwards. For a tail on the left or right the box
        of the given points lies on its side.

        Args:
            width: Of the box with this tail; ``height`` likewise.
        """
        edge = width if self.side in ("top", "bottom") else height
        for along, up in points:
            u = edge - along if self.from_end else along
            match self.side:
                case "bottom":
                    yield u, up
                case "top":
                    yield u, -height - up
                case "right":
                    yield -up, -u
                case "left":
                    yield width + up, -u


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A straight line of one colour."""

    width: float
    color: Colour


@dataclass(frozen=True, slots=True)
class Curve:
    """A box's lower edge as a shallow curve, with bands of colour that follow it below the box.

    The edge is ``depth`` higher at both sides than in the middle, where the box ends.
    """

    depth: float
    bands: tuple[RuleLine, ...] = ()

    @property
    def reach(self) -> float:
        """The height of the bands below the box."""
        return sum(band.width for band in self.bands)


@dataclass(frozen=True, slots=True)
class Stripes:
    """A band of slanted stripes along a box's upper edge; the gaps are as wide as the bars.

    Attributes:
        bar: The width of a stripe along the edge.
    """

    height: float
    bar: float
    color: Colour


@dataclass(frozen=True, slots=True)
class GroundDrawing:
    """CSS's ``background-image``: a drawing of the theme's folder, in the shape of the box.

    Attributes:
        size: "cover", "contain", or width and height; None is ``auto``.
        position: From the left and from the top: a share of what the drawing leaves, or a length.
    """

    name: str
    size: str | tuple[float | Percent | None, float | Percent | None] = "contain"
    position: tuple[float | Percent, float | Percent] = (Percent(0.5), Percent(0.5))


#: Lines at the top, right, bottom and left edge of a box.
SideLines = tuple[RuleLine | None, RuleLine | None, RuleLine | None, RuleLine | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The computed style of one element. Names are CSS's where CSS has the thing."""

    # Inherited.
    color: Colour
    font_family: str
    font_weight: int = 400
    #: CSS's ``font-variant-numeric: tabular-nums``.
    tabular_figures: bool = False
    font_size: float = 10.0
    #: The floor of copyfitting; None means that the size does not shrink.
    font_size_min: float | None = None
    #: The size up to which copyfitting grows where there is room; None means that it does not.
    font_size_max: float | None = None
    line_height: float = 1.3
    #: In em.
    letter_spacing: float = 0.0
    text_align: Align = Align.START
    text_wrap: Wrap = Wrap.WRAP
    uppercase: bool = False
    fill: Colour | None = None
    stroke: Colour | None = None
    #: In the units of the drawing that is stroked.
    stroke_width: float | None = None
    #: What it is to its readers (``sheet.distances``), which says from where they read it.
    reading_role: str | None = None
    #: True if text in it keeps its distance from painted edges, other texts and the trim.
    keeps_clear: bool = True
    #: The variant of an icon's drawing that is preferred where the template asks for none.
    icon_variant: str = ""
    #: CSS's ``print-color-adjust: economy``: solid grounds are drawn as outlines.
    saves_ink: bool = False
    # Not inherited.
    #: Whether large letters are drawn in outline.
    is_hollow: bool = False
    max_lines: int | None = None
    #: Room that the first and the last line of the text leave, in em.
    first_line_room: float = 0.0
    last_line_room: float = 0.0
    #: From where it is read, in m; None where the material does not say.
    read_from_m: float | None = None
    #: True if it takes two lines where most texts of its class in the same grid do.
    alike_lines: bool = False
    #: Of text that has no colour of its own, in the first line; None: as in the others.
    first_line_color: Colour | None = None
    crosses_folds: bool = False
    #: How children are arranged; None leaves it to the element: "row", "column", "grid", "layer".
    arrange: str | None = None
    #: The share of what is left over that is added to the box's own length (CSS's flex-grow).
    grow: float = 0.0
    width: Size = None
    #: CSS's ``width: fit-content``: as wide as its content, but no wider than its row has room.
    fits_content: bool = False
    height: Size = None
    #: The floor to which a fixed height gives way, and a fixed width in proportion.
    height_min: float | None = None
    #: The height to which it grows in step with the texts of its copyfit box.
    height_max: float | None = None
    padding: Edges = Edges()
    margin: Edges = Edges()
    background: Colour | Gradient | None = None
    border_width: float = 0.0
    border_color: Colour | None = None
    #: The lines of single edges, where they are not one border.
    side_lines: SideLines | None = None
    #: The room that the border or the lines at the edges take.
    border: Edges = Edges()
    border_radius: float | Percent = 0.0
    tail: SpeechTail | None = None
    curve: Curve | None = None
    stripes: Stripes | None = None
    drawing: GroundDrawing | None = None
    #: CSS's ``row-rule``: the line in the middle of the gap between two rows, or stacked children.
    row_rule: RuleLine | None = None
    #: CSS's ``column-rule``: likewise between columns.
    column_rule: RuleLine | None = None
    row_gap: float = 0.0
    #: The floor to which the gap of stacks gives way; None: it does not.
    row_gap_min: float | None = None
    column_gap: float = 0.0
    align_items: str = "stretch"
    align_self: str | None = None
    justify_content: str = "start"
    columns: tuple[Size, ...] = ()
    rows: tuple[Size, ...] = ()
    #: Of a grid of equal tiles: the most columns; layout chooses how many. None: ``columns`` says.
    tile_columns: int | None = None
    #: CSS's ``column-count``: the most columns that children flow through; None: no columns.
    column_count: int | None = None
    #: CSS's ``column-width``: columns are as wide, and as many as there are children; None: they
    #: share the box, and layout chooses how many.
    column_width: float | None = None
    #: CSS's ``break-after: avoid``: no column ends after this child.
    keeps_next: bool = False
    #: CSS's ``break-inside: avoid``: no page ends within, where it can be helped.
    keeps_whole: bool = False
    absolute: bool = False
    inset: Inset = Inset()
    copyfit: str | None = None
    #: "contain" or "cover": whether a picture is seen whole, or fills its box.
    object_fit: str = "contain"
    #: The point of a picture that stays in its place: shares from the left and from the top.
    object_position: tuple[float, float] = (0.5, 0.5)

    def size_at(self, share: float) -> float:
        """The font size in pt; ``share`` runs from -1 at the floor over 0 to 1 at the largest."""
        bound = self.font_size_min if share < 0 else self.font_size_max
        if bound is None or not share:
            return self.font_size
        return round(self.font_size + (bound - self.font_size) * abs(share), 2)

    def gap_at(self, share: float) -> float:
        """The gap between the children of a stack; ``share`` as of :meth:`size_at`."""
        if self.row_gap_min is None or share >= 0:
            return self.row_gap
        return self.row_gap + (self.row_gap - self.row_gap_min) * share

    def scale_at(self, share: float) -> float:
        """Factor of a box's fixed height, and of its fixed width; 1.0 at the design's size."""
        bound = self.height_min if share < 0 else self.height_max
        if bound is None or not share or not isinstance(self.height, float):
            return 1.0
        return 1.0 + (bound / self.height - 1.0) * abs(share)


class PageCounter(Enum):
    """A number that layout knows: that of the page, and the number of pages."""

    NUMBER = "page-number"
    COUNT = "page-count"


@dataclass(frozen=True, slots=True, eq=False)
class Inline:
    """A stretch of text in one inline style; compared and hashed by identity.

    It travels through typesetting as the tag of its run, so that draw finds its paint.

    Attributes:
        parts: Literal texts, slot numbers and counters of pages, in order.
    """

    parts: tuple[str | int | PageCounter, ...]
    color: Colour
    font_family: str
    font_weight: int
    tabular_figures: bool = False
    href: str | None = None


#: How the elements arrange their children unless a style says otherwise; others are columns.
ARRANGEMENTS = {"row": "row", "panels": "row", "grid": "grid", "layer": "layer", "page": "layer"}


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One box of the skeleton; compared and hashed by identity.

    Attributes:
        tag: Its role too: h1 is H1 of the structure tree, ul is L (see docs/templates.md).
        texts: The texts of a text element; empty for containers.
        line: 1-based line of the template that opened it; ``source`` is that template.
        flow: The children that stand in the flow; ``placed`` are those placed absolutely.
        arrangement: "row", "column", "stacks", "grid" or "layer".
        has_auto_widths: True if a child in the flow is as wide as its content.
        follows_texts: True if the size of a child follows that of its copyfit box's texts.
        shell_across: Padding and border, left and right; ``shell_down`` top and bottom.
        slots: Numbers of all slots in this element and below.
        free_slots: Those of them that no copyfit box holds.
        groups: Names of the copyfit groups of this element and those below.
        steps_below: Number of steps of ``STEP_PT`` from the size of its texts to their floor;
            ``steps_above`` from there to their largest size.
        is_tiled: True for a grid of tiles.
        has_tiles: True if layout chooses the columns of this element or of one below.
        gives_way: True if a child in the flow of this column, which is in no copyfit box, has a
            height that gives way.
        has_flow: True if this is a flow, or one stands below.
        counts_pages: True if a text in this element or below depends on the page's number.
    """

    tag: str
    style: Style
    attributes: Mapping[str, str]
    children: tuple[Element, ...]
    texts: tuple[Inline, ...]
    source: str
    line: int
    flow: tuple[Element, ...] = field(init=False)
    placed: tuple[Element, ...] = field(init=False)
    arrangement: str = field(init=False)
    has_auto_widths: bool = field(init=False)
    follows_texts: bool = field(init=False)
    shell_across: float = field(init=False)
    shell_down: float = field(init=False)
    slots: tuple[int, ...] = field(init=False)
    free_slots: tuple[int, ...] = field(init=False)
    groups: tuple[str, ...] = field(init=False)
    steps_below: int = field(init=False)
    steps_above: int = field(init=False)
    is_tiled: bool = field(init=False)
    has_tiles: bool = field(init=False)
    gives_way: bool = field(init=False)
    has_flow: bool = field(init=False)
    counts_pages: bool = field(init=False)

    def __post_init__(self) -> None:
        style, children = self.style, self.children
        own = {p for text in self.texts for p in text.parts if isinstance(p, int)}
        slots = own.union(*(c.slots for c in children))
        free = own.union(*(c.free_slots for c in children)) if style.copyfit is None else ()
        groups = {style.copyfit} if style.copyfit is not None else set()
        size, floor, most = style.font_size, style.font_size_min, style.font_size_max
        below = math.ceil((size - floor) / STEP_PT) if self.texts and floor is not None else 0
        above = math.ceil((most - size) / STEP_PT) if self.texts and most is not None else 0
        arrangement = style.arrange or ARRANGEMENTS.get(self.tag, "column")
        if arrangement == "column" and style.column_count:
            arrangement = "stacks"
        gives_way = arrangement == "column" and any(
            c.style.height_min is not None and not c.style.absolute for c in children
        )
        if gives_way:
            # What the texts of the boxes beside it need says how far it gives way.
            free = set(free).union(
                *(c.slots for c in children if _is_share(c.style.height) or c.style.height_min)
            )
        derived = {
            "flow": tuple(c for c in children if not c.style.absolute),
            "placed": tuple(c for c in children if c.style.absolute),
            "arrangement": arrangement,
            "has_auto_widths": any(
                c.style.width is None and not c.style.absolute for c in children
            ),
            "follows_texts": any(c.style.height_min or c.style.height_max for c in children),
            "shell_across": style.padding.across + style.border.across,
            "shell_down": style.padding.down + style.border.down,
            "slots": tuple(sorted(slots)),
            "free_slots": tuple(sorted(free)),
            "groups": tuple(sorted(groups.union(*(c.groups for c in children)))),
            "steps_below": max([below, *(c.steps_below for c in children)]),
            "steps_above": max([above, *(c.steps_above for c in children)]),
            "is_tiled": arrangement == "grid" and style.tile_columns is not None,
            "has_tiles": bool(style.tile_columns or style.column_count)
            or any(c.has_tiles for c in children),
            "gives_way": gives_way,
            "has_flow": self.tag == FLOW or any(c.has_flow for c in children),
            "counts_pages": any(isinstance(p, PageCounter) for t in self.texts for p in t.parts)
            or any(c.counts_pages for c in children),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    @property
    def name(self) -> str | None:
        """Its item or part, for messages."""
        return self.attributes.get("item") or self.attributes.get("part")

    def walk(self) -> Iterator[Element]:
        """This element and all below, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def _is_share(size: Size) -> bool:
    return isinstance(size, Fraction)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filled template for one trim size.

    Attributes:
        pages: The skeleton's page elements.
        slots: The values; an ``Inline``'s number is an index into it.
        origins: For each slot the origin of the text in it (``content.stated_texts``); empty for
            the template's own words and numbers.
        stated: Texts set of those that the campaign and the issuer state, in the markup's order.
        width_pt: Trim width; ``height_pt`` is the trim height.
        folds: For each page the x of its folds in pt from the left trim edge, rising.
        fallback: The families that stand in where a text's own face lacks a letter.
        safe_pt: The least distance of texts from the trim, where the piece is printed.
        most_pages: How many pages its flows may make; None for a sheet without one.
    """

    pages: tuple[Element, ...]
    slots: tuple[str, ...]
    width_pt: float
    height_pt: float
    folds: tuple[tuple[float, ...], ...]
    origins: tuple[str, ...] = ()
    stated: tuple[StatedText, ...] = ()
    fallback: tuple[str, ...] = ()
    safe_pt: float = 0.0
    most_pages: int | None = None

    def __post_init__(self) -> None:
        if not self.origins:
            object.__setattr__(self, "origins", ("",) * len(self.slots))
