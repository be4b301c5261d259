"""Paints laid-out pages: fragments become marked content, links and the fonts they need.

What is painted of a fragment depends on the fragment alone, so it is remembered: a changed text
leaves the icons beside it as they are. Pages are added to the document in blocks, each compressed
once and shared by all documents in which it stands at the same place.

All that is painted is marked: text, figures and codes with a number that the structure tree knows
(``draw.tags`` counts in the same order), the rest as an artifact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.colour import Colour, Gradient
from generator.draw.document import (
    KNOCKS_OUT,
    OVERPRINTS,
    AxialShading,
    PdfDocument,
    StaticBlock,
    static_block,
)
from generator.draw.fonts import DocumentFonts
from generator.draw.icons import IconBook
from generator.draw.metadata import Metadata
from generator.draw.operators import (
    Ink,
    border,
    box_path,
    clip,
    fill,
    gradient_line,
    group,
    is_black_alone,
    number,
    numbers,
    rect,
    translate,
)
from generator.draw.qr import qr_symbol
from generator.draw.tags import Tagger, is_figure, stretches, text_role
from generator.draw.target import PageBoxes, Target
from generator.layout.model import Fragment, Layout
from generator.memory import Memory
from generator.sheet.model import Edges, Element, Inline, Style
from generator.sheet.theme import Theme
from generator.typeset.fonts import Face
from generator.units import TOLERANCE_PT

#: Painted fragments remembered; a poster has about 60, a leaflet 120.
FRAGMENTS = 2048
#: Blocks of pages remembered; a poster has about a dozen.
BLOCKS = 512

#: An area with both sides longer than this, in pt, takes a colour's recipe for solids.
#: Source: guides of print shops ask for rich black above 50 pt or so.
LARGE_SOLID_PT = 50.0

#: Stands for the number of a piece of marked content until its place on the page is known.
_NUMBER = "\0"
_NO_BLEED = Edges()


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle that opens an address: left, top, right, bottom in pt, y down.

    Attributes:
        leaf: The piece of marked content that it lies on, counted within the fragment.
    """

    box: tuple[float, float, float, float]
    url: str
    alt: str
    leaf: int

    def moved(self, x: float, y: float, leaf: int) -> Link:
        """The link seen from a parent in which its box stands at (x, y), after ``leaf`` pieces."""
        left, top, right, bottom = self.box
        box = (left + x, top + y, right + x, bottom + y)
        return Link(box, self.url, self.alt, self.leaf + leaf)


@dataclass(frozen=True, slots=True)
class Painted:
    """What painting a fragment gives; positions are from its top left corner, y down.

    Attributes:
        parts: x, y and operators (y up from there), in painting order.
        fonts: The faces used, each with the characters outside of its shared subset.
        leaves: How many pieces of marked content there are.
    """

    parts: tuple[tuple[float, float, str], ...] = ()
    fonts: tuple[tuple[Face, str], ...] = ()
    shadings: tuple[AxialShading, ...] = ()
    links: tuple[Link, ...] = ()
    leaves: int = 0


@dataclass(frozen=True, slots=True)
class _Block:
    """A fragment at its place on a page, ready to be added to any document."""

    fonts: tuple[tuple[Face, str], ...]
    content: StaticBlock
    links: tuple[Link, ...]
    leaves: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a page has besides its content, for the people who print it.

    Attributes:
        operators: In the page's own space; an artifact.
        fonts: As of :class:`Painted`.
    """

    operators: str
    fonts: tuple[tuple[Face, str], ...] = ()


class Painter:
    """Paints layouts in one theme for one target; remembers what it painted."""

    def __init__(self, icons: IconBook, theme: Theme, target: Target | None = None) -> None:
        self._icons = icons
        self._target = target or Target()
        self._tokens: Mapping[str, Colour] = {f"--{n}": c for n, c in theme.colours.items()}
        colours = theme.colours.values() if self._target.ink is Ink.SPOT else ()
        self._spots = tuple(
            {(c.spot.ink, c.spot.full): c.spot for c in colours if c.spot is not None}.values()
        )
        self._tagger = Tagger(FRAGMENTS, links=self._target.links)
        self._fragments: Memory[Painted] = Memory(FRAGMENTS)
        self._blocks: Memory[_Block] = Memory(BLOCKS)

    def paint(
        self, layout: Layout, about: Metadata, furniture: Iterable[Furniture] | None = None
    ) -> bytes:
        """The PDF of ``layout``, with what its pages have besides, one for each.

        Raises:
            MissingResourceError: if an icon or a drawing is not there.
            DoesNotFitError: if a QR code's box is too small for modules of 0.8 mm.
            TemplateError: if a drawing needs a colour that has no recipe.
        """
        fonts = DocumentFonts()
        document = PdfDocument(about, fonts, self._target)
        besides = iter(furniture or ())
        for page in layout.pages:
            boxes = document.begin_page(page.width, page.height)
            self._add_page(document, fonts, page, boxes)
            if (more := next(besides, None)) is not None:
                document.add(artifact(group(more.operators)))
                for face, extra in more.fonts:
                    fonts.use(face, extra)
            document.end_page(self._tagger.tags(page))
        return document.to_bytes()

    def _add_page(
        self, document: PdfDocument, fonts: DocumentFonts, page: Fragment, boxes: PageBoxes
    ) -> None:
        left, _, _, top = boxes.trim
        margins = self._target.margins
        if margins != Edges():
            # Left open on purpose: the page's streams are read as one.
            document.add(f"q {clip(_printable(boxes, margins))}")
        leaf = 0
        for fragment, x, y, bleed in _cut(page, self._target.bleed):
            block = self._block(fragment, left + x, top - y, bleed, leaf)
            for face, extra in block.fonts:
                fonts.use(face, extra)
            document.add_block(block.content)
            for link in block.links:
                document.link(link.box, link.url, link.alt, link.leaf)
            leaf += block.leaves
        if margins != Edges():
            document.add("Q")

    def _block(self, fragment: Fragment, x: float, y: float, bleed: Edges, leaf: int) -> _Block:
        """``fragment`` and all in it, its top left corner at (x, y) of the page, y up.

        Every block is a stream of its own, whether it is remembered or not: a file's bytes must
        not depend on what was made before it.
        """
        key = (fragment, x, y, bleed, leaf)
        block = self._blocks.get(key)
        if block is None:
            painted = self._painted(fragment, bleed)
            operators = "\n".join(
                group(translate(x + part_x, y - part_y), part)
                for part_x, part_y, part in painted.parts
            )
            content = static_block(
                _numbered(operators, leaf),
                painted.shadings,
                self._spots,
            )
            links = tuple(_on_page(link, x, y, leaf) for link in painted.links)
            block = self._blocks.keep(key, _Block(painted.fonts, content, links, painted.leaves))
        return block

    def _painted(self, fragment: Fragment, bleed: Edges = _NO_BLEED) -> Painted:
        """``fragment`` and all in it; it runs beyond those of its edges that ``bleed``."""
        key = (fragment, bleed)
        painted = self._fragments.get(key)
        if painted is None:
            own = self._own(fragment, bleed)
            painted = self._with_children(own, fragment, bleed) if fragment.children else own
            self._fragments.keep(key, painted)
        return painted

    def _with_children(self, own: Painted, fragment: Fragment, bleed: Edges) -> Painted:
        parts, links, shadings = list(own.parts), list(own.links), list(own.shadings)
        fonts, leaves = dict(own.fonts), own.leaves
        for child in fragment.children:
            x, y = child.x, child.y
            painted = self._painted(
                child.fragment, _inherited(bleed, fragment, child.fragment, x, y)
            )
            parts += [(x + part_x, y + part_y, part) for part_x, part_y, part in painted.parts]
            links += [link.moved(x, y, leaves) for link in painted.links]
            shadings += painted.shadings
            leaves += painted.leaves
            for face, extra in painted.fonts:
                fonts[face] = _joined(fonts.get(face, ""), extra)
        return Painted(tuple(parts), tuple(fonts.items()), tuple(shadings), tuple(links), leaves)

    def _own(self, fragment: Fragment, bleed: Edges) -> Painted:
        """What a fragment shows besides its children: its box, and text, art or a QR code."""
        target, element = self._target, fragment.element
        box, shadings = paint_box(fragment, target.ink, bleed)
        if fragment.text is not None:
            content = paint_text(fragment, target)
        elif element.tag in ("icon", "img"):
            art = self._art(fragment)
            says = is_figure(element)
            content = Painted(
                ((0.0, 0.0, marked("Figure", art) if says else artifact(art)),), leaves=int(says)
            )
        elif element.tag == "qr":
            content = paint_qr(fragment, target)
        else:
            content = Painted()
        parts = content.parts if box is None else ((0.0, 0.0, artifact(box)), *content.parts)
        return Painted(parts, content.fonts, shadings, content.links, content.leaves)

    def _art(self, fragment: Fragment) -> str:
        element = fragment.element
        style = element.style
        art = self._icons.art(element.attributes["name" if element.tag == "icon" else "src"])
        paints: dict[str, Colour] = {**self._tokens, "currentColor": style.color}
        if style.fill is not None:
            paints["context-fill"] = style.fill
        if style.stroke is not None:
            paints["context-stroke"] = style.stroke
        target = self._target
        return art.operators(
            fragment.width,
            fragment.height,
            paints,
            style.stroke_width,
            target.ink,
            literal=target.literal,
        )


def marked(tag: str, operators: str) -> str:
    """``operators`` as a piece of marked content whose number is not known yet."""
    return f"/{tag}<</MCID {_NUMBER}>>BDC\n{operators}\nEMC"


def artifact(operators: str) -> str:
    """``operators`` as something that means nothing (ISO 32000-1, 14.8.2.2)."""
    return f"/Artifact BMC\n{operators}\nEMC"


def _numbered(operators: str, first: int) -> str:
    """``operators`` with the numbers of their marked content, from ``first`` on."""
    pieces = operators.split(_NUMBER)
    numbered = [f"{first + n}{piece}" for n, piece in enumerate(pieces[1:])]
    return "".join([pieces[0], *numbered])


def _on_page(link: Link, x: float, y: float, leaf: int) -> Link:
    """``link`` of a fragment at (x, y): left, lower, right and upper edge on the page, y up."""
    left, top, right, bottom = link.box
    return Link((x + left, y - bottom, x + right, y - top), link.url, link.alt, leaf + link.leaf)


def _printable(boxes: PageBoxes, margins: Edges) -> str:
    """The path of what a printer with ``margins`` can print of the trimmed page."""
    left, lower, right, upper = boxes.trim
    x, y = left + margins.left, lower + margins.bottom
    return rect(x, y, right - margins.right - x, upper - margins.top - y)


def _inherited(bleed: Edges, parent: Fragment, child: Fragment, x: float, y: float) -> Edges:
    """The edges at which a child at (x, y) bleeds: those of its parent's that it touches."""
    if bleed is _NO_BLEED:
        return _NO_BLEED
    found = Edges(
        top=bleed.top if y <= TOLERANCE_PT else 0.0,
        right=bleed.right if x + child.width >= parent.width - TOLERANCE_PT else 0.0,
        bottom=bleed.bottom if y + child.height >= parent.height - TOLERANCE_PT else 0.0,
        left=bleed.left if x <= TOLERANCE_PT else 0.0,
    )
    return found if found != _NO_BLEED else _NO_BLEED


def _cut(page: Fragment, bleed: Edges) -> list[tuple[Fragment, float, float, Edges]]:
    """The page in blocks that are likely to come up again, in painting order.

    Each comes with its place, y down, and the edges at which it bleeds. Large containers are
    opened, so that one changed text does not spoil its neighbours' block; their own ground is a
    block without children.
    """
    found: list[tuple[Fragment, float, float, Edges]] = []

    def cut(fragment: Fragment, x: float, y: float, bleed: Edges, depth: int) -> None:
        if depth == 0 or not fragment.element.slots or not fragment.children:
            found.append((fragment, x, y, bleed))
            return
        if _has_ground(fragment.element.style):
            ground = _ground(fragment.element, fragment.width, fragment.height)
            found.append((ground, x, y, bleed))
        for placed in fragment.children:
            child = placed.fragment
            touches = _inherited(bleed, fragment, child, placed.x, placed.y)
            cut(child, x + placed.x, y + placed.y, touches, depth - 1)

    cut(page, 0.0, 0.0, bleed if bleed != _NO_BLEED else _NO_BLEED, 3)
    return found


@lru_cache(maxsize=FRAGMENTS)
def _ground(element: Element, width: float, height: float) -> Fragment:
    """A box without its children; the same object for the same box."""
    return Fragment(element, width, height)


def _has_ground(style: Style) -> bool:
    return style.background is not None or style.border_width > 0


def _joined(known: str, extra: str) -> str:
    """``known`` and the characters of ``extra`` that are not in it."""
    return known + "".join(c for c in extra if c not in known) if extra else known


def paint_box(
    fragment: Fragment, ink: Ink, bleed: Edges = _NO_BLEED
) -> tuple[str | None, tuple[AxialShading, ...]]:
    """The ground and border of a fragment, and the gradients they need.

    The ground runs beyond the edges that ``bleed``, in pt; the border stays at its edge.
    """
    style = fragment.element.style
    if not _has_ground(style):
        return None, ()
    width, height = fragment.width, fragment.height
    parts: list[str] = []
    shadings: tuple[AxialShading, ...] = ()
    outline = _ground_path(fragment, bleed)
    if isinstance(style.background, Gradient):
        # The gradient runs through the tail too; in the bleed it goes on.
        reach = height + (style.tail.height if style.tail else 0.0)
        start, end = (
            (x + bleed.left, y - bleed.top)
            for x, y in gradient_line(style.background.direction, width, reach)
        )
        shadings = (AxialShading(style.background, start, end, ink),)
        parts.append(_bled(bleed, f"{clip(outline)}\n/{shadings[0].name} sh"))
    elif style.background is not None:
        colour = style.background
        if colour.solid is not None and min(width, height) > LARGE_SOLID_PT:
            colour = replace(colour, cmyk=colour.solid)
        parts.append(_bled(bleed, f"{fill(colour, ink)}\n{outline} f"))
    if style.border_width and style.border_color:
        line_width, colour = style.border_width, style.border_color
        parts.append(
            border(
                width,
                height,
                style.border_radius,
                style.tail,
                line_width=line_width,
                colour=colour,
                ink=ink,
            )
        )
    return "\n".join(parts), shadings


def _ground_path(fragment: Fragment, bleed: Edges) -> str:
    """The outline of a fragment's ground with its bleed, from its own top left corner."""
    style, tail = fragment.element.style, fragment.element.style.tail
    if tail is not None:
        tail = replace(tail, x=tail.x + bleed.left)
    width, height = fragment.width + bleed.across, fragment.height + bleed.down
    return box_path(width, height, style.border_radius, tail)


def _bled(bleed: Edges, ground: str) -> str:
    """A ground that begins in the bleed, seen from the corner of the box itself."""
    return group(translate(-bleed.left, bleed.top), ground)


def paint_text(fragment: Fragment, target: Target) -> Painted:
    """The lines of a text fragment, one text object, and the links in it."""
    assert fragment.text is not None
    element = fragment.element
    pen = _Pen(fragment.font_size, target)
    size, left, top = fragment.font_size, fragment.text_x, fragment.text_y
    links: list[Link] = []
    first_em = next((line.baseline_em for line in fragment.text.lines), 0.0)
    parts = [f"BT {number(element.style.letter_spacing * size)} Tc"]
    for leaf, stretch in enumerate(stretches(fragment.text, links=target.links)):
        shown: list[str] = []
        for baseline_em, segment in stretch.segments:
            inline = segment.tag
            assert isinstance(inline, Inline)
            x, baseline = left + segment.x_em * size, top + baseline_em * size
            colour = _line_colour(element.style, is_first=baseline_em == first_em)
            # A colour of the inline's own goes over that of its line.
            own = inline.color is not element.style.color
            shown += pen.dip(segment.face, inline.color if own else colour)
            shown.append(f"1 0 0 1 {numbers(x, -baseline)} Tm\n[{segment.codes}] TJ")
            pen.note(segment.face, segment.extra)
            if stretch.href is not None:
                above = baseline - segment.face.ascent_em * size
                below = baseline + segment.face.descent_em * size
                box = (x, above, x + segment.width_em * size, below)
                links.append(Link(box, stretch.href, segment.text.rstrip(), leaf))
        parts.append(marked(text_role(element), "\n".join(shown)))
    parts.append("ET")
    leaves = len(parts) - 2
    if not leaves:
        return Painted()
    return Painted(
        ((0.0, 0.0, "\n".join(parts)),), tuple(pen.fonts.items()), (), tuple(links), leaves
    )


def _line_colour(style: Style, *, is_first: bool) -> Colour:
    return style.first_line_color if is_first and style.first_line_color else style.color


class _Pen:
    """Says of face, colour and overprint only what changes; notes the fonts."""

    def __init__(self, size: float, target: Target) -> None:
        self.fonts: dict[Face, str] = {}
        self._size = size
        self._target = target
        self._face: Face | None = None
        self._colour: Colour | None = None
        self._overprints = False

    def note(self, face: Face, extra: str) -> None:
        """Notes that ``face`` is used, with ``extra`` beyond its shared subset."""
        self.fonts[face] = _joined(self.fonts.get(face, ""), extra)

    def dip(self, face: Face, colour: Colour) -> list[str]:
        """The operators after which text is shown in this face and colour."""
        operators = []
        if face is not self._face:
            self._face = face
            operators.append(f"/{face.resource} {number(self._size)} Tf")
        if colour is not self._colour:
            self._colour = colour
            target = self._target
            operators.append(fill(colour, target.ink))
            small = self._size < target.black_overprints_below
            overprints = small and is_black_alone(colour, target.ink)
            if overprints is not self._overprints:
                self._overprints = overprints
                operators.append(f"/{OVERPRINTS if overprints else KNOCKS_OUT} gs")
        return operators


def paint_qr(fragment: Fragment, target: Target) -> Painted:
    """A QR code on its white ground, and the link that it is."""
    element = fragment.element
    side = min(fragment.width, fragment.height)
    url = element.attributes["data"]
    operators = qr_symbol(url, side).operators(target.ink)
    radius = element.style.border_radius
    if radius:
        operators = f"{clip(box_path(side, side, radius))}\n{operators}"
    link = Link((0.0, 0.0, side, side), url, element.attributes["alt"], 0)
    return Painted(
        ((0.0, 0.0, marked("Figure", operators)),), links=(link,) if target.links else (), leaves=1
    )
