"""Painter of laid-out pages: fragments become marked content, links and the fonts they need.

The content of a fragment depends on the fragment alone, so it is cached: a changed text leaves the
icons beside it as they are. Pages are added to the document in blocks, each
compressed once and shared by all documents in which it stands at the same place.

All that is painted is marked: text, figures and codes with a number that the structure tree knows
(``draw.tags`` counts in the same order), the rest as an artifact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.core.cache import LruCache
from generator.core.colour import Colour
from generator.core.errors import MissingResourceError, Place
from generator.draw.backgrounds import (
    NO_EXTENSION,
    distances_of,
    extension_of,
    has_background,
    paint_background,
)
from generator.draw.colour_spaces import AxialShading
from generator.draw.content import (
    Link,
    PaintedContent,
    artifact,
    marked,
    merge_characters,
    numbered,
)
from generator.draw.document import PdfDocument, StaticBlock, static_block
from generator.draw.fonts import EmbeddedFonts
from generator.draw.icons import IconBook
from generator.draw.images import Picture
from generator.draw.metadata import Metadata
from generator.draw.objects import ImageObject
from generator.draw.operators import (
    ColourMode,
    box_path,
    clip,
    group,
    rect,
    spot_resource,
    translate,
)
from generator.draw.qr import qr_symbol
from generator.draw.tags import Tagger, is_figure
from generator.draw.target import PageBoxes, Target
from generator.draw.text import paint_text
from generator.layout.model import Fragment, Layout
from generator.sheet.model import Edges, Element
from generator.sheet.theme import Theme
from generator.typeset.fonts import Face

#: Painted fragments in the cache; a poster has about 60, a leaflet 120.
CACHED_FRAGMENTS = 2048
#: Blocks of pages in the cache; a poster has about a dozen.
CACHED_BLOCKS = 512


@dataclass(frozen=True, slots=True)
class _PageLink:
    """A link on a page: left, lower, right and upper edge in pt, y up."""

    box: tuple[float, float, float, float]
    url: str
    alt: str
    mcid: int


@dataclass(frozen=True, slots=True)
class _Block:
    """A fragment at its place on a page, ready to be added to any document."""

    fonts: tuple[tuple[Face, str], ...]
    content: StaticBlock
    links: tuple[_PageLink, ...]
    mcid_count: int


@dataclass(frozen=True, slots=True)
class PrinterMarks:
    """Crop and fold marks and the slug of a page, for the people who print it.

    Attributes:
        operators: In the page's own space; an artifact.
        fonts: As of :class:`PaintedContent`.
    """

    operators: str
    fonts: tuple[tuple[Face, str], ...] = ()


class Painter:
    """Paints layouts in one theme for one target; caches what it painted."""

    def __init__(self, icons: IconBook, theme: Theme, target: Target | None = None) -> None:
        self._icons = icons
        self._target = target or Target()
        self._tokens: Mapping[str, Colour] = {f"--{n}": c for n, c in theme.colours.items()}
        colours = theme.colours.values() if self._target.ink is ColourMode.SPOT else ()
        self._spots = tuple(
            {(c.spot.ink, c.spot.full): c.spot for c in colours if c.spot is not None}.values()
        )
        self._bleeds = self._target.bleed != NO_EXTENSION
        self._tagger = Tagger(CACHED_FRAGMENTS, links=self._target.links)
        self._fragments: LruCache[PaintedContent] = LruCache(CACHED_FRAGMENTS)
        self._blocks: LruCache[_Block] = LruCache(CACHED_BLOCKS)

    def paint(
        self, layout: Layout, about: Metadata, marks: Iterable[PrinterMarks] | None = None
    ) -> bytes:
        """The PDF of ``layout``, with the printer's marks of its pages, one for each.

        Raises:
            MissingResourceError: if an icon or a picture is not there, or cannot be used.
            DoesNotFitError: if a QR code's box is too small for modules of 0.8 mm.
            TemplateError: if a drawing needs a colour without an ink recipe.
        """
        fonts = EmbeddedFonts()
        document = PdfDocument(about, fonts, self._target)
        besides = iter(marks or ())
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
        self, document: PdfDocument, fonts: EmbeddedFonts, page: Fragment, boxes: PageBoxes
    ) -> None:
        left, _, _, top = boxes.trim
        if (inkable := _printable_area(boxes, self._target)) is not None:
            # Left open on purpose: the page's streams are read as one.
            document.add(f"q {clip(inkable)}")
        mcid = 0
        for fragment, x, y, distances in _cut(page, bleeds=self._bleeds):
            block = self._block(fragment, left + x, top - y, distances, mcid)
            for face, extra in block.fonts:
                fonts.use(face, extra)
            document.add_block(block.content)
            for link in block.links:
                document.link(link.box, link.url, link.alt, link.mcid)
            mcid += block.mcid_count
        if inkable is not None:
            document.add("Q")

    def _block(self, fragment: Fragment, x: float, y: float, distances: Edges, mcid: int) -> _Block:
        """``fragment`` and all in it, its top left corner at (x, y) of the page, y up.

        Every block is a stream of its own, cached or not: a file's bytes must not depend
        on what was made before it.
        """
        key = (fragment, x, y, distances, mcid)
        block = self._blocks.get(key)
        if block is None:
            painted = self._painted(fragment, distances)
            operators = "\n".join(
                group(translate(x + part_x, y - part_y), part)
                for part_x, part_y, part in painted.parts
            )
            spots = [spot for spot in self._spots if f"/{spot_resource(spot)} " in operators]
            content = static_block(
                numbered(operators, mcid), painted.shadings, spots, painted.images
            )
            links = tuple(_on_page(link, x, y, mcid) for link in painted.links)
            block = self._blocks.put(key, _Block(painted.fonts, content, links, painted.mcid_count))
        return block

    def _painted(self, fragment: Fragment, distances: Edges) -> PaintedContent:
        """``fragment`` and all in it, its edges at these ``distances`` from the trim."""
        # Where nothing bleeds, what is painted does not depend on its place.
        key = (fragment, distances) if self._bleeds else fragment
        painted = self._fragments.get(key)
        if painted is None:
            own = self._own(fragment, extension_of(distances, self._target.bleed))
            painted = self._with_children(own, fragment, distances) if fragment.children else own
            self._fragments.put(key, painted)
        return painted

    def _with_children(
        self, own: PaintedContent, fragment: Fragment, distances: Edges
    ) -> PaintedContent:
        parts, links, shadings = list(own.parts), list(own.links), list(own.shadings)
        fonts, mcid_count, images = dict(own.fonts), own.mcid_count, list(own.images)
        for child in fragment.children:
            x, y = child.x, child.y
            painted = self._painted(child.fragment, distances_of(fragment, child, distances))
            parts += [(x + part_x, y + part_y, part) for part_x, part_y, part in painted.parts]
            links += [link.moved(x, y, mcid_count) for link in painted.links]
            shadings += painted.shadings
            images += painted.images
            mcid_count += painted.mcid_count
            for face, extra in painted.fonts:
                fonts[face] = merge_characters(fonts.get(face, ""), extra)
        return PaintedContent(
            tuple(parts),
            tuple(fonts.items()),
            tuple(shadings),
            tuple(links),
            mcid_count,
            tuple(images),
        )

    def _own(self, fragment: Fragment, extension: Edges) -> PaintedContent:
        """The fragment's own content without its children: its box, and text, art or a QR code."""
        target, element = self._target, fragment.element
        box: str | None = None
        shadings: tuple[AxialShading, ...] = ()
        if has_background(element.style):
            box, shadings = paint_background(fragment, target, extension)
        if fragment.text is not None:
            content = paint_text(fragment, target)
        elif element.tag in ("icon", "img"):
            art, images = self._art(fragment)
            is_tagged = is_figure(element)
            content = PaintedContent(
                ((0.0, 0.0, marked("Figure", art) if is_tagged else artifact(art)),),
                mcid_count=int(is_tagged),
                images=images,
            )
        elif element.tag == "qr":
            content = paint_qr(fragment, target)
        else:
            content = PaintedContent()
        parts = content.parts if box is None else ((0.0, 0.0, artifact(box)), *content.parts)
        return PaintedContent(
            parts, content.fonts, shadings, content.links, content.mcid_count, content.images
        )

    def _art(self, fragment: Fragment) -> tuple[str, tuple[ImageObject, ...]]:
        """The operators of a drawing or a picture, and the images that they name."""
        element, target = fragment.element, self._target
        style = element.style
        if element.tag == "icon":
            with _naming(element):
                art = self._icons.art(
                    element.attributes["name"], variant=element.attributes.get("variant", "")
                )
        else:
            with _naming(element):
                shown = self._icons.picture(element.attributes["src"])
            if isinstance(shown, Picture):
                operators, image = shown.placed(fragment.width, fragment.height, target)
                return operators, (image,)
            art = shown
        paints: dict[str, Colour] = {**self._tokens, "currentColor": style.color}
        if style.fill is not None:
            paints["context-fill"] = style.fill
        if style.stroke is not None:
            paints["context-stroke"] = style.stroke
        operators = art.operators(
            fragment.width,
            fragment.height,
            paints,
            style.stroke_width,
            target.ink,
            ink_converter=target.ink_converter,
        )
        return operators, ()


@contextmanager
def _naming(element: Element) -> Iterator[None]:
    """A drawing that is not there is missed at the template's line, unless its file is at fault."""
    try:
        yield
    except MissingResourceError as error:
        here = Place(element.source, element.line)
        raise MissingResourceError(
            *(p if p.place.file else replace(p, place=here) for p in error.problems)
        ) from error


def _on_page(link: Link, x: float, y: float, mcid: int) -> _PageLink:
    """``link`` of a fragment at (x, y) of the page, whose first marked content is ``mcid``."""
    left, top, right, bottom = link.box
    box = (x + left, y - bottom, x + right, y - top)
    return _PageLink(box, link.url, link.alt, mcid + link.mcid)


def _printable_area(boxes: PageBoxes, target: Target) -> str | None:
    """The path of the area where content may be painted; None if that is the whole page.

    Neither where a printer cannot print, nor beyond the bleed, where marks and the slug stand.
    """
    if target.margins != Edges():
        left, lower, right, upper = boxes.trim
        margins = target.margins
        x, y = left + margins.left, lower + margins.bottom
        width = max(0.0, right - margins.right - x)
        return rect(x, y, width, max(0.0, upper - margins.top - y))
    if boxes.media != boxes.trim:
        left, lower, right, upper = boxes.bleed
        return rect(left, lower, right - left, upper - lower)
    return None


def _cut(page: Fragment, *, bleeds: bool) -> list[tuple[Fragment, float, float, Edges]]:
    """The page in blocks that are likely to come up again, in painting order.

    Each comes with its place, y down, and, if anything ``bleeds``, how far its edges are from the
    trim. Large containers are opened, so that one changed text does not spoil its neighbours'
    block; their own background is a block without children.
    """
    found: list[tuple[Fragment, float, float, Edges]] = []

    def cut(fragment: Fragment, x: float, y: float, distances: Edges, depth: int) -> None:
        if depth == 0 or not fragment.element.slots or not fragment.children:
            found.append((fragment, x, y, distances))
            return
        if has_background(fragment.element.style):
            background = _background_fragment(fragment.element, fragment.width, fragment.height)
            found.append((background, x, y, distances))
        for placed in fragment.children:
            away = distances_of(fragment, placed, distances) if bleeds else distances
            cut(placed.fragment, x + placed.x, y + placed.y, away, depth - 1)

    cut(page, 0.0, 0.0, Edges(), 3)
    return found


@lru_cache(maxsize=CACHED_FRAGMENTS)
def _background_fragment(element: Element, width: float, height: float) -> Fragment:
    """A box without its children; the same object for the same box."""
    return Fragment(element, width, height)


def paint_qr(fragment: Fragment, target: Target) -> PaintedContent:
    """A QR code on its white background, and the link that it is."""
    element = fragment.element
    side = min(fragment.width, fragment.height)
    url = element.attributes["data"]
    operators = qr_symbol(url, side).operators(target.ink)
    radius = element.style.border_radius
    if radius:
        operators = f"{clip(box_path(side, side, radius))}\n{operators}"
    link = Link((0.0, 0.0, side, side), url, element.attributes["alt"], 0)
    return PaintedContent(
        ((0.0, 0.0, marked("Figure", operators)),),
        links=(link,) if target.links else (),
        mcid_count=1,
    )
