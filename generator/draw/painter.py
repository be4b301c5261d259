"""Paints laid-out pages: fragments become operators, links and the fonts they need.

What is painted of a fragment depends on the fragment alone, so it is remembered: a changed text
leaves the icons beside it as they are. Pages are added to the document in blocks, each compressed
once and shared by all documents in which it stands at the same place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.colour import Colour, Gradient
from generator.draw.document import AxialShading, PdfDocument, StaticBlock, static_block
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
    number,
    numbers,
    translate,
)
from generator.draw.qr import qr_symbol
from generator.layout.model import Fragment, Layout
from generator.memory import Memory
from generator.sheet.model import Element, Inline, Style
from generator.sheet.theme import Theme
from generator.typeset.fonts import Face

#: Painted fragments remembered; a poster has about 60, a leaflet 120.
FRAGMENTS = 2048
#: Blocks of pages remembered; a poster has about a dozen.
BLOCKS = 512


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle that opens an address: left, top, right, bottom in pt, y down."""

    box: tuple[float, float, float, float]
    url: str
    alt: str

    def moved(self, x: float, y: float) -> Link:
        """The link in the coordinates of a parent in which its box stands at (x, y)."""
        left, top, right, bottom = self.box
        return Link((left + x, top + y, right + x, bottom + y), self.url, self.alt)


@dataclass(frozen=True, slots=True)
class Painted:
    """What painting a fragment gives; positions are from its top left corner, y down.

    Attributes:
        parts: x, y and operators (y up from there), in painting order.
        fonts: The faces used, each with the characters outside of its shared subset.
    """

    parts: tuple[tuple[float, float, str], ...] = ()
    fonts: tuple[tuple[Face, str], ...] = ()
    shadings: tuple[AxialShading, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """A fragment at its place on a page, ready to be added to any document."""

    fonts: tuple[tuple[Face, str], ...]
    content: StaticBlock
    links: tuple[Link, ...]


class Painter:
    """Paints layouts in one theme; remembers what it painted."""

    def __init__(self, icons: IconBook, theme: Theme) -> None:
        self._icons = icons
        self._tokens: Mapping[str, Colour] = {f"--{n}": c for n, c in theme.colours.items()}
        self._fragments: Memory[Painted] = Memory(FRAGMENTS)
        self._blocks: Memory[_Block] = Memory(BLOCKS)

    def paint(self, layout: Layout, about: Metadata) -> bytes:
        """The PDF of ``layout``.

        Raises:
            MissingResourceError: if an icon or a drawing is not there.
            DoesNotFitError: if a QR code's box is too small for modules of 0.8 mm.
        """
        fonts = DocumentFonts()
        document = PdfDocument(about, fonts)
        for page in layout.pages:
            document.begin_page(page.width, page.height)
            for fragment, x, y in _cut(page):
                block = self._block(fragment, x, y, page.height)
                for face, extra in block.fonts:
                    fonts.use(face, extra)
                document.add_block(block.content)
                for link in block.links:
                    left, top, right, bottom = link.box
                    rect = (left, page.height - bottom, right, page.height - top)
                    document.link(rect, link.url, link.alt)
            document.end_page()
        return document.to_bytes()

    def _block(self, fragment: Fragment, x: float, y: float, page_height: float) -> _Block:
        """``fragment`` and all in it, its top left corner at (x, y) of the page, y down.

        Every block is a stream of its own, whether it is remembered or not: a file's bytes must
        not depend on what was made before it.
        """
        key = (fragment, x, y, page_height)
        block = self._blocks.get(key)
        if block is None:
            painted = self._painted(fragment)
            operators = [
                group(translate(x + part_x, page_height - y - part_y), part)
                for part_x, part_y, part in painted.parts
            ]
            content = static_block("\n".join(operators), painted.shadings)
            links = tuple(link.moved(x, y) for link in painted.links)
            block = self._blocks.keep(key, _Block(painted.fonts, content, links))
        return block

    def _painted(self, fragment: Fragment) -> Painted:
        """``fragment`` and all in it."""
        painted = self._fragments.get(fragment)
        if painted is None:
            own = self._own(fragment)
            painted = self._with_children(own, fragment) if fragment.children else own
            self._fragments.keep(fragment, painted)
        return painted

    def _with_children(self, own: Painted, fragment: Fragment) -> Painted:
        parts, links, shadings = list(own.parts), list(own.links), list(own.shadings)
        fonts = dict(own.fonts)
        for child in fragment.children:
            painted = self._painted(child.fragment)
            x, y = child.x, child.y
            parts += [(x + part_x, y + part_y, part) for part_x, part_y, part in painted.parts]
            links += [link.moved(x, y) for link in painted.links]
            shadings += painted.shadings
            for face, extra in painted.fonts:
                fonts[face] = _joined(fonts.get(face, ""), extra)
        return Painted(tuple(parts), tuple(fonts.items()), tuple(shadings), tuple(links))

    def _own(self, fragment: Fragment) -> Painted:
        """What a fragment shows besides its children: its box, and text, art or a QR code."""
        box, shadings = paint_box(fragment)
        if fragment.text is not None:
            content = paint_text(fragment)
        elif fragment.element.tag in ("icon", "img"):
            content = Painted(((0.0, 0.0, self._art(fragment)),))
        elif fragment.element.tag == "qr":
            content = paint_qr(fragment)
        else:
            content = Painted()
        parts = content.parts if box is None else ((0.0, 0.0, box), *content.parts)
        return Painted(parts, content.fonts, shadings, content.links)

    def _art(self, fragment: Fragment) -> str:
        element = fragment.element
        style = element.style
        art = self._icons.art(element.attributes["name" if element.tag == "icon" else "src"])
        paints: dict[str, Colour] = {**self._tokens, "currentColor": style.color}
        if style.fill is not None:
            paints["context-fill"] = style.fill
        if style.stroke is not None:
            paints["context-stroke"] = style.stroke
        return art.operators(fragment.width, fragment.height, paints, style.stroke_width)


def _cut(page: Fragment) -> list[tuple[Fragment, float, float]]:
    """The page in blocks that are likely to come up again, in painting order, with their places.

    Large containers are opened, so that one changed text does not spoil its neighbours' block;
    their own ground is a block without children.
    """
    found: list[tuple[Fragment, float, float]] = []

    def cut(fragment: Fragment, x: float, y: float, depth: int) -> None:
        if depth == 0 or not fragment.element.slots or not fragment.children:
            found.append((fragment, x, y))
            return
        if _has_ground(fragment.element.style):
            found.append((_ground(fragment.element, fragment.width, fragment.height), x, y))
        for placed in fragment.children:
            cut(placed.fragment, x + placed.x, y + placed.y, depth - 1)

    cut(page, 0.0, 0.0, 3)
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


def paint_box(fragment: Fragment) -> tuple[str | None, tuple[AxialShading, ...]]:
    """The ground and border of a fragment, and the gradients they need."""
    style = fragment.element.style
    if not _has_ground(style):
        return None, ()
    width, height = fragment.width, fragment.height
    outline = box_path(width, height, style.border_radius, style.tail)
    parts: list[str] = []
    shadings: tuple[AxialShading, ...] = ()
    if isinstance(style.background, Gradient):
        # The gradient runs through the tail too.
        reach = height + (style.tail.height if style.tail else 0.0)
        start, end = gradient_line(style.background.direction, width, reach)
        shadings = (AxialShading(style.background, start, end),)
        parts.append(group(clip(outline), f"/{shadings[0].name} sh"))
    elif style.background is not None:
        parts.append(f"{fill(style.background, Ink.RGB)}\n{outline} f")
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
                ink=Ink.RGB,
            )
        )
    return "\n".join(parts), shadings


def paint_text(fragment: Fragment) -> Painted:
    """The lines of a text fragment, one text object, and the links in it."""
    assert fragment.text is not None
    size, left, top = fragment.font_size, fragment.text_x, fragment.text_y
    parts = [f"BT {number(fragment.element.style.letter_spacing * size)} Tc"]
    fonts: dict[Face, str] = {}
    links: list[Link] = []
    face: Face | None = None
    colour: Colour | None = None
    for line in fragment.text.lines:
        baseline = top + line.baseline_em * size
        for segment in line.segments:
            inline = segment.tag
            assert isinstance(inline, Inline)
            if segment.face is not face:
                face = segment.face
                parts.append(f"/{face.resource} {number(size)} Tf")
            if inline.color is not colour:
                colour = inline.color
                parts.append(fill(colour, Ink.RGB))
            fonts[face] = _joined(fonts.get(face, ""), segment.extra)
            start = left + segment.x_em * size
            parts.append(f"1 0 0 1 {numbers(start, -baseline)} Tm\n[{segment.codes}] TJ")
            if inline.href is not None:
                above, below = baseline - face.ascent_em * size, baseline + face.descent_em * size
                box = (start, above, start + segment.width_em * size, below)
                links.append(Link(box, inline.href, segment.text))
    parts.append("ET")
    return Painted(((0.0, 0.0, "\n".join(parts)),), tuple(fonts.items()), (), tuple(links))


def paint_qr(fragment: Fragment) -> Painted:
    """A QR code on its white ground, and the link that it is."""
    element = fragment.element
    side = min(fragment.width, fragment.height)
    url = element.attributes["data"]
    operators = qr_symbol(url, side).operators()
    radius = element.style.border_radius
    if radius:
        operators = f"{clip(box_path(side, side, radius))}\n{operators}"
    link = Link((0.0, 0.0, side, side), url, element.attributes["alt"])
    return Painted(((0.0, 0.0, operators),), links=(link,))
