"""Paints laid-out pages: fragments become operators, links and the fonts they need.

What is painted of a fragment depends on the fragment and its place alone, so it is remembered: a
block that comes up again in a second document is kept compressed and shared from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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

#: Painted blocks remembered. A poster has about a dozen.
MEMORY = 1024


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle that opens an address: left, top, right, bottom in pt, y down."""

    box: tuple[float, float, float, float]
    url: str
    alt: str


@dataclass(slots=True)
class _Painted:
    """What painting a fragment gives; filled while it is painted, then left alone.

    Attributes:
        block: The compressed form, made when the fragment is painted a second time.
    """

    operators: list[str] = field(default_factory=list)
    fonts: dict[Face, str] = field(default_factory=dict)
    shadings: list[AxialShading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    block: StaticBlock | None = None


class Painter:
    """Paints layouts in one theme; remembers what it painted."""

    def __init__(self, icons: IconBook, theme: Theme) -> None:
        self._icons = icons
        self._theme = theme
        self._tokens: Mapping[str, Colour] = {f"--{n}": c for n, c in theme.colours.items()}
        self._memory: Memory[_Painted] = Memory(MEMORY)

    def paint(self, layout: Layout, about: Metadata) -> bytes:
        """The PDF of ``layout``.

        Raises:
            MissingResourceError: if an icon, a drawing or a glyph is not there.
            DoesNotFitError: if a QR code's box is too small for modules of 0.8 mm.
        """
        fonts = DocumentFonts()
        document = PdfDocument(about, fonts)
        for page in layout.pages:
            document.begin_page(page.width, page.height)
            for fragment, x, y in _blocks(page):
                painted = self._painted(fragment, x, y, page.height)
                for face, extra in painted.fonts.items():
                    fonts.use(face, extra)
                if painted.block is not None:
                    document.add_block(painted.block)
                else:
                    for shading in painted.shadings:
                        document.shading(shading.gradient, shading.start, shading.end)
                    document.add("\n".join(painted.operators))
                for link in painted.links:
                    left, top, right, bottom = link.box
                    rect = (left, page.height - bottom, right, page.height - top)
                    document.link(rect, link.url, link.alt)
            document.end_page()
        return document.to_bytes()

    def _painted(self, fragment: Fragment, x: float, y: float, page_height: float) -> _Painted:
        """``fragment`` and all in it, standing at (x, y) of the page."""
        key = (fragment, x, y)
        painted = self._memory.get(key)
        if painted is None:
            painted = _Painted()
            painter = _FragmentPainter(painted, self._icons, self._tokens)
            painter.paint(fragment, x, y, page_height)
            self._memory.keep(key, painted)
        elif painted.block is None:
            painted.block = static_block("\n".join(painted.operators), painted.shadings)
            painted.operators.clear()
        return painted


def _blocks(page: Fragment) -> list[tuple[Fragment, float, float]]:
    """The page cut into pieces that are likely to come up again, in painting order.

    Large containers are opened, so that one changed text does not spoil its neighbours' piece;
    their own ground is a piece without children.
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


@lru_cache(maxsize=MEMORY)
def _ground(element: Element, width: float, height: float) -> Fragment:
    """A box without its children; the same object for the same box."""
    return Fragment(element, width, height)


def _has_ground(style: Style) -> bool:
    return style.background is not None or style.border_width > 0


class _FragmentPainter:
    """Paints one fragment and what is in it, in page coordinates (y up)."""

    def __init__(self, painted: _Painted, icons: IconBook, tokens: Mapping[str, Colour]) -> None:
        self._painted = painted
        self._icons = icons
        self._tokens = tokens

    def paint(self, fragment: Fragment, x: float, y: float, page_height: float) -> None:
        """``fragment`` with its top left corner at (x, y), y down."""
        self._paint_box(fragment, x, page_height - y)
        if fragment.text is not None:
            self._paint_text(fragment, x, y, page_height)
        match fragment.element.tag:
            case "icon" | "img":
                self._paint_art(fragment, x, page_height - y)
            case "qr":
                self._paint_qr(fragment, x, y, page_height)
        for placed in fragment.children:
            self.paint(placed.fragment, x + placed.x, y + placed.y, page_height)

    def _add(self, *operators: str) -> None:
        self._painted.operators.extend(operators)

    def _paint_box(self, fragment: Fragment, left: float, top: float) -> None:
        style = fragment.element.style
        if not _has_ground(style):
            return
        width, height = fragment.width, fragment.height
        outline = box_path(width, height, style.border_radius, style.tail)
        parts = [translate(left, top)]
        if isinstance(style.background, Gradient):
            # The gradient runs through the tail too.
            reach = height + (style.tail.height if style.tail else 0.0)
            start, end = gradient_line(style.background.direction, width, reach)
            shading = AxialShading(style.background, start, end)
            self._painted.shadings.append(shading)
            parts.append(group(clip(outline), f"/{shading.name} sh"))
        elif style.background is not None:
            parts.append(f"{fill(style.background, Ink.RGB)}\n{outline} f")
        if style.border_width and style.border_color:
            parts.append(
                border(
                    width,
                    height,
                    style.border_radius,
                    style.tail,
                    line_width=style.border_width,
                    colour=style.border_color,
                    ink=Ink.RGB,
                )
            )
        self._add(group(*parts))

    def _paint_text(self, fragment: Fragment, x: float, y: float, page_height: float) -> None:
        assert fragment.text is not None
        size = fragment.font_size
        left = x + fragment.text_x
        top = y + fragment.text_y
        parts = ["BT"]
        state: tuple[object, ...] = ()
        tracking = fragment.element.style.letter_spacing * size
        parts.append(f"{number(tracking)} Tc")
        links: dict[str, list[tuple[float, float, float, float]]] = {}
        for line in fragment.text.lines:
            baseline = page_height - (top + line.baseline_em * size)
            for segment in line.segments:
                face, inline = segment.face, segment.tag
                assert isinstance(inline, Inline)
                if state != (face, inline.color):
                    parts.append(f"/{face.resource} {number(size)} Tf")
                    parts.append(fill(inline.color, Ink.RGB))
                    state = (face, inline.color)
                self._need(face, segment.extra)
                start = left + segment.x_em * size
                parts.append(f"1 0 0 1 {numbers(start, baseline)} Tm\n[{segment.codes}] TJ")
                if inline.href is not None:
                    base = page_height - baseline
                    box = (
                        start,
                        base - face.ascent_em * size,
                        start + segment.width_em * size,
                        base + face.descent_em * size,
                    )
                    links.setdefault(inline.href, []).append(box)
        parts.append("ET")
        self._add("\n".join(parts))
        for url, boxes in links.items():
            self._painted.links.extend(Link(box, url, url) for box in boxes)

    def _need(self, face: Face, extra: str) -> None:
        """Note that ``face`` is used, and for which characters outside the shared subset."""
        known = self._painted.fonts.get(face, "")
        self._painted.fonts[face] = known + "".join(c for c in extra if c not in known)

    def _paint_art(self, fragment: Fragment, left: float, top: float) -> None:
        element = fragment.element
        style = element.style
        art = self._icons.art(element.attributes["name" if element.tag == "icon" else "src"])
        paints: dict[str, Colour] = {**self._tokens, "currentColor": style.color}
        if style.fill is not None:
            paints["context-fill"] = style.fill
        if style.stroke is not None:
            paints["context-stroke"] = style.stroke
        operators = art.operators(fragment.width, fragment.height, paints, style.stroke_width)
        self._add(group(translate(left, top), operators))

    def _paint_qr(self, fragment: Fragment, x: float, y: float, page_height: float) -> None:
        element = fragment.element
        side = min(fragment.width, fragment.height)
        url = element.attributes["data"]
        symbol = qr_symbol(url, side)
        operators = symbol.operators()
        radius = element.style.border_radius
        if radius:
            operators = f"{clip(box_path(side, side, radius))}\n{operators}"
        self._add(group(translate(x, page_height - y), operators))
        self._painted.links.append(Link((x, y, x + side, y + side), url, element.attributes["alt"]))
