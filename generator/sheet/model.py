"""The sheet: a filled template as a tree of elements with computed style, the input of layout.

A sheet comes in two parts. The *skeleton* comes from the markup: elements, styles, literal
texts. The *slots* are the values that a campaign and an issuer put in. Documents that differ only
in their values share one skeleton, so it is parsed and styled once (see ``sheet.template``).

Lengths are in pt. ``None`` is CSS's ``auto``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.core.colour import Colour, Gradient
from generator.core.provenance import StatedText
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
    """A right triangle that hangs from a box's lower edge and makes it a speech bubble.

    Its vertical side stands ``x`` from the box's left edge; it runs ``width`` to the right along
    the edge and ``height`` down.
    """

    x: float
    width: float
    height: float


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
    #: The floor of copyfitting; None means that the size is fixed.
    font_size_min: float | None = None
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
    # Not inherited.
    max_lines: int | None = None
    #: Of text that has no colour of its own, in the first line; None: as in the others.
    first_line_color: Colour | None = None
    crosses_folds: bool = False
    #: How children are arranged; None leaves it to the element: "row", "column", "grid", "layer".
    arrange: str | None = None
    #: The share of what is left over that is added to the box's own length (CSS's flex-grow).
    grow: float = 0.0
    width: Size = None
    height: Size = None
    padding: Edges = Edges()
    margin: Edges = Edges()
    background: Colour | Gradient | None = None
    border_width: float = 0.0
    border_color: Colour | None = None
    border_radius: float = 0.0
    tail: SpeechTail | None = None
    row_gap: float = 0.0
    column_gap: float = 0.0
    align_items: str = "stretch"
    align_self: str | None = None
    justify_content: str = "start"
    columns: tuple[Size, ...] = ()
    rows: tuple[Size, ...] = ()
    absolute: bool = False
    inset: Inset = Inset()
    copyfit: str | None = None

    def size_at(self, step: int, steps: int) -> float:
        """The font size in pt at ``step`` of ``steps`` between the floor and the full size."""
        if self.font_size_min is None or step >= steps:
            return self.font_size
        span = self.font_size - self.font_size_min
        return round(self.font_size_min + span * step / steps, 2)


@dataclass(frozen=True, slots=True, eq=False)
class Inline:
    """A stretch of text in one inline style; compared and hashed by identity.

    It travels through typesetting as the tag of its run, so that draw finds its paint.

    Attributes:
        parts: Literal texts and slot numbers, in order.
    """

    parts: tuple[str | int, ...]
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
        arrangement: "row", "column", "grid" or "layer".
        has_auto_widths: True if a child in the flow is as wide as its content.
        shell_across: Padding and border, left and right; ``shell_down`` top and bottom.
        slots: Numbers of all slots in this element and below.
        free_slots: Those of them that no copyfit box holds.
        groups: Names of the copyfit groups of this element and those below.
        steps: Number of steps of ``STEP_PT`` between floor and full size of its texts.
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
    shell_across: float = field(init=False)
    shell_down: float = field(init=False)
    slots: tuple[int, ...] = field(init=False)
    free_slots: tuple[int, ...] = field(init=False)
    groups: tuple[str, ...] = field(init=False)
    steps: int = field(init=False)

    def __post_init__(self) -> None:
        style, children = self.style, self.children
        own = {p for text in self.texts for p in text.parts if isinstance(p, int)}
        slots = own.union(*(c.slots for c in children))
        free = own.union(*(c.free_slots for c in children)) if style.copyfit is None else ()
        groups = {style.copyfit} if style.copyfit is not None else set()
        size, floor = style.font_size, style.font_size_min
        steps = math.ceil((size - floor) / STEP_PT) if self.texts and floor is not None else 0
        derived = {
            "flow": tuple(c for c in children if not c.style.absolute),
            "placed": tuple(c for c in children if c.style.absolute),
            "arrangement": style.arrange or ARRANGEMENTS.get(self.tag, "column"),
            "has_auto_widths": any(
                c.style.width is None and not c.style.absolute for c in children
            ),
            "shell_across": style.padding.across + 2 * style.border_width,
            "shell_down": style.padding.down + 2 * style.border_width,
            "slots": tuple(sorted(slots)),
            "free_slots": tuple(sorted(free)),
            "groups": tuple(sorted(groups.union(*(c.groups for c in children)))),
            "steps": max([steps, *(c.steps for c in children)]),
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
    """

    pages: tuple[Element, ...]
    slots: tuple[str, ...]
    width_pt: float
    height_pt: float
    folds: tuple[tuple[float, ...], ...]
    origins: tuple[str, ...] = ()
    stated: tuple[StatedText, ...] = ()

    def __post_init__(self) -> None:
        if not self.origins:
            object.__setattr__(self, "origins", ("",) * len(self.slots))
