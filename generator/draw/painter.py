"""Painter of laid-out pages: fragments become marked content, links and the fonts they need.

The content of a fragment depends on the fragment alone, so it is cached: a changed text leaves the
icons beside it as they are. Pages are added to the document in blocks, each
compressed once and shared by all documents in which it stands at the same place.

All that is painted is marked: text, figures and codes with a number that the structure tree knows
(``draw.tags`` counts in the same order), the rest as an artifact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.core.cache import LruCache
from generator.core.colour import Colour
from generator.core.errors import MissingResourceError, Place, Problem
from generator.core.messages import msg
from generator.draw.backgrounds import (
    NO_EXTENSION,
    distances_of,
    extension_of,
    ground_clip,
    ground_path,
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
from generator.draw.draft_mark import (
    DraftMark,
    Outlines,
    Panel,
    is_marked,
    outlines,
    panels_of,
    watermark,
)
from generator.draw.fonts import EmbeddedFonts
from generator.draw.icons import IconBook
from generator.draw.images import Picture
from generator.draw.metadata import Metadata
from generator.draw.objects import ImageObject, PdfObject
from generator.draw.operators import (
    ColourMode,
    box_path,
    clip,
    group,
    matrix,
    rect,
    spot_resource,
    translate,
)
from generator.draw.placement import frame_of, ground_frame
from generator.draw.qr import qr_symbol, symbol_with_logo
from generator.draw.svg.drawing import SvgDrawing
from generator.draw.svg.reader import parse_svg
from generator.draw.tags import Tagger, is_figure
from generator.draw.target import PageBoxes, Target
from generator.draw.text import paint_text
from generator.layout.model import Fragment, Layout
from generator.sheet.links import opens_as_link
from generator.sheet.model import Edges, Element, GroundDrawing
from generator.sheet.schema import LOGO, LOGO_RATIO
from generator.sheet.theme import Inks, Theme
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
        self._theme = theme
        #: The theme's own drawings that were asked for.
        self._own_drawings: dict[str, SvgDrawing] = {}
        self._target = target or Target()
        #: Pictures of their own colours would need the inks that the theme does without.
        self._in_grey = theme.inks is not Inks.FULL
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
        self,
        layout: Layout,
        about: Metadata,
        marks: Iterable[PrinterMarks] | None = None,
        draft: DraftMark | None = None,
    ) -> bytes:
        """The PDF of ``layout``, with the printer's marks of its pages, one for each.

        Args:
            draft: The outlines across each page of a draft, whose pages have its strip.

        Raises:
            MissingResourceError: if an icon or a picture is not there, or cannot be used.
            DoesNotFitError: if a QR code's box is too small for modules of 0.8 mm.
            TemplateError: if a drawing needs a colour without an ink recipe.
        """
        fonts = EmbeddedFonts()
        document = PdfDocument(about, fonts, self._target)
        besides = iter(marks or ())
        for page in layout.pages:
            scale = self._target.scale
            boxes = document.begin_page(page.width, page.height).enlarged(scale)
            if scale != 1:
                # Left open on purpose: the page's streams are read as one.
                document.add(f"q {matrix(1 / scale, 0, 0, 1 / scale, 0, 0)}")
            if draft is None:
                self._add_page(document, fonts, page, boxes)
            else:
                self._add_draft(document, fonts, page, boxes, draft)
            if scale != 1:
                document.add("Q")
            if (more := next(besides, None)) is not None and more.operators:
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

    def _add_draft(
        self,
        document: PdfDocument,
        fonts: EmbeddedFonts,
        page: Fragment,
        boxes: PageBoxes,
        mark: DraftMark,
    ) -> None:
        """The page of a draft: on each ground the outlines, which depend on its place.

        So nothing of it is cached, and the page is one block.
        """
        left, _, _, top = boxes.trim
        body, panels = page.children[0].fragment, panels_of(page)
        operators: list[str] = []
        shadings: list[AxialShading] = []
        images: list[ImageObject | PdfObject] = []
        mcid = 0

        def add(fragment: Fragment, x: float, y: float, distances: Edges) -> None:
            nonlocal mcid
            extension = extension_of(distances, self._target.bleed, fragment.over_folds)
            own = self._own(fragment, extension)
            parts = [
                group(translate(left + x + px, top - y - py), part) for px, py, part in own.parts
            ]
            at = int(has_background(fragment.element.style))
            marks = list(
                self._outlines(
                    fragment,
                    extension,
                    (x, y),
                    (left, top),
                    panels,
                    mark,
                    is_paper=fragment is body,
                )
            )
            parts[at:at] = [one.operators for one in marks]
            images.extend(one.form for one in marks)
            operators.append(numbered("\n".join(parts), mcid))
            for link in own.links:
                one = _on_page(link, left + x, top - y, mcid)
                document.link(one.box, one.url, one.alt, one.mcid)
            mcid += own.mcid_count
            shadings.extend(own.shadings)
            images.extend(own.images)
            for face, extra in own.fonts:
                fonts.use(face, extra)
            for child in fragment.children:
                away = distances_of(fragment, child, distances)
                add(child.fragment, x + child.x, y + child.y, away)

        add(page, 0.0, 0.0, Edges())
        painted = "\n".join(part for part in operators if part)
        if (inkable := _printable_area(boxes, self._target)) is not None:
            painted = group(clip(inkable), painted)
        spots = [spot for spot in self._spots if f"/{spot_resource(spot)} " in painted]
        document.add_block(static_block(painted, shadings, spots, images))

    def _outlines(
        self,
        fragment: Fragment,
        extension: Edges,
        place: tuple[float, float],
        trim: tuple[float, float],
        panels: Sequence[Panel],
        mark: DraftMark,
        *,
        is_paper: bool,
    ) -> Iterator[Outlines]:
        """A draft's outlines on the ground of ``fragment``, of each panel that it reaches into.

        Args:
            place: Of the fragment's top left corner, from that of the trim, y down.
            trim: That of the trim on the page, y up.
            is_paper: Whether it is all of the page, with a ground of its own or not.
        """
        (x, y), (left, top) = place, trim
        for panel in panels:
            is_beside = x >= panel.x + panel.width or x + fragment.width <= panel.x
            if is_beside or not (is_paper or is_marked(fragment, panel)):
                continue
            drawn = outlines(mark, panel, fragment, x, y, self._target.ink)
            if drawn is not None:
                ground = ground_clip(fragment, extension)
                whole = group(translate(left + x, top - y), ground, drawn.operators)
                yield drawn._replace(operators=watermark(whole))

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
            extension = extension_of(distances, self._target.bleed, fragment.over_folds)
            own = self._own(fragment, extension)
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
        more: tuple[ImageObject | PdfObject, ...] = ()
        if element.style.drawing is not None:
            drawn, more = self._ground_drawing(fragment, element.style.drawing, extension)
            box = f"{box}\n{drawn}" if box else drawn
        if fragment.text is not None:
            content = paint_text(fragment, target)
        elif element.tag in ("icon", "img"):
            art, images = self._art(fragment, extension)
            is_tagged = is_figure(element)
            content = PaintedContent(
                ((0.0, 0.0, marked("Figure", art) if is_tagged else artifact(art)),),
                mcid_count=int(is_tagged),
                images=images,
            )
        elif element.tag == "qr":
            content = paint_qr(fragment, target, self._on_code)
        else:
            content = PaintedContent()
        parts = content.parts if box is None else ((0.0, 0.0, artifact(box)), *content.parts)
        images = (*more, *content.images)
        return PaintedContent(
            parts, content.fonts, shadings, content.links, content.mcid_count, images
        )

    def _ground_drawing(
        self, fragment: Fragment, drawing: GroundDrawing, extension: Edges
    ) -> tuple[str, tuple[ImageObject | PdfObject, ...]]:
        """A drawing of the theme on the ground of a box, and the objects that it names."""
        art = self._own_drawings.get(drawing.name)
        if art is None:
            art = parse_svg(self._theme.drawings[drawing.name], f"{drawing.name}.svg")
            self._own_drawings[drawing.name] = art
        frame = ground_frame(fragment, drawing, art.view_box[2:])
        paints = {**self._tokens, "currentColor": fragment.element.style.color}
        painted = art.painted(
            fragment.width,
            fragment.height,
            paints,
            None,
            self._target.ink,
            ink_converter=self._target.ink_converter,
            frame=frame,
        )
        shape = clip(ground_path(fragment, extension))
        return group(shape, painted.operators), painted.objects

    def _art(
        self, fragment: Fragment, extension: Edges
    ) -> tuple[str, tuple[ImageObject | PdfObject, ...]]:
        """The operators of a drawing or a picture, and the objects that they name."""
        element, target = fragment.element, self._target
        style = element.style
        frame = None
        if element.tag == "icon":
            with _naming(element, self._icons):
                variant = element.attributes.get("variant") or style.icon_variant
                if self._theme.saves_ink:
                    variant = style.icon_variant
                art = self._icons.art(element.attributes["name"], variant=variant)
        else:
            frame = frame_of(fragment.width, fragment.height, style, extension)
            with _naming(element, self._icons):
                shown = self._icons.picture(element.attributes["src"])
                if isinstance(shown, Picture):
                    operators, image = shown.placed(
                        fragment.width, fragment.height, target, frame, in_grey=self._in_grey
                    )
                    return _rounded(operators, fragment, extension), (image,)
            art = shown
        paints: dict[str, Colour] = {**self._tokens, "currentColor": style.color}
        if style.fill is not None:
            paints["context-fill"] = style.fill
        if style.stroke is not None:
            paints["context-stroke"] = style.stroke
        painted = art.painted(
            fragment.width,
            fragment.height,
            paints,
            style.stroke_width,
            target.ink,
            ink_converter=target.ink_converter,
            frame=frame,
            in_grey=self._in_grey,
        )
        return painted.operators, painted.objects

    def _on_code(
        self, name: str, width: float, height: float
    ) -> tuple[str, tuple[ImageObject | PdfObject, ...]]:
        """The picture ``name`` in a block of this size, for the middle of a code."""
        shown, target = self._icons.picture(name), self._target
        if isinstance(shown, Picture):
            operators, image = shown.placed(width, height, target, in_grey=self._in_grey)
            return operators, (image,)
        painted = shown.painted(
            width,
            height,
            self._tokens,
            ink=target.ink,
            ink_converter=target.ink_converter,
            in_grey=self._in_grey,
        )
        return painted.operators, painted.objects


def _rounded(operators: str, fragment: Fragment, extension: Edges) -> str:
    """``operators`` of a picture that fills its box, within the box's rounded corners."""
    style = fragment.element.style
    if style.object_fit != "cover" or not fragment.border_radius or extension != NO_EXTENSION:
        return operators
    path = box_path(fragment.width, fragment.height, fragment.border_radius)
    return group(clip(path), operators)


@contextmanager
def _naming(element: Element, icons: IconBook) -> Iterator[None]:
    """Errors of a drawing or picture are reported at the template's line, with the file's name.

    A campaign's own picture is reported by its file alone: the template cannot help it.
    """
    try:
        yield
    except MissingResourceError as error:
        if icons.is_added(element.attributes.get("src", "")):
            raise
        here = Place(element.source, element.line)
        raise MissingResourceError(*(_at(problem, here) for problem in error.problems)) from error


def _at(problem: Problem, place: Place) -> Problem:
    file = problem.place.file
    if file is None:
        return replace(problem, place=place)
    message = msg("{file}: {fault}", file=file, fault=problem.message)
    return replace(problem, message=message, place=place)


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
        style = fragment.element.style
        has_rules = style.row_rule is not None or style.column_rule is not None
        if depth == 0 or not fragment.element.slots or not fragment.children or has_rules:
            found.append((fragment, x, y, distances))
            return
        if has_background(style):
            background = _background_fragment(
                fragment.element, fragment.width, fragment.height, fragment.over_folds
            )
            found.append((background, x, y, distances))
        for placed in fragment.children:
            away = distances_of(fragment, placed, distances) if bleeds else distances
            cut(placed.fragment, x + placed.x, y + placed.y, away, depth - 1)

    cut(page, 0.0, 0.0, Edges(), 3)
    return found


@lru_cache(maxsize=CACHED_FRAGMENTS)
def _background_fragment(
    element: Element, width: float, height: float, over_folds: tuple[float, float]
) -> Fragment:
    """A box without its children; the same object for the same box."""
    return Fragment(element, width, height, over_folds=over_folds)


#: Paints a picture of this name, width and height in pt.
_PaintsPicture = Callable[[str, float, float], tuple[str, tuple[ImageObject | PdfObject, ...]]]


def paint_qr(
    fragment: Fragment, target: Target, picture: _PaintsPicture | None = None
) -> PaintedContent:
    """A QR code on its white background, and the link that it is.

    Args:
        picture: Paints the logo that stands on the code, where one does.
    """
    element = fragment.element
    side = min(fragment.width, fragment.height)
    url = element.attributes["data"]
    images: tuple[ImageObject | PdfObject, ...] = ()
    if picture is not None and LOGO in element.attributes:
        symbol, plate = symbol_with_logo(url, side, float(element.attributes[LOGO_RATIO]))
        left, top, width, height = plate.logo
        art, images = picture(element.attributes[LOGO], width, height)
        operators = "\n".join(
            (
                symbol.operators(target.ink),
                plate.operators(target.ink),
                group(translate(left, top), art),
            )
        )
    else:
        operators = qr_symbol(url, side, element.attributes.get("level")).operators(target.ink)
    radius = fragment.border_radius
    if radius:
        operators = f"{clip(box_path(side, side, radius))}\n{operators}"
    link = Link((0.0, 0.0, side, side), url, element.attributes["alt"], 0)
    return PaintedContent(
        ((0.0, 0.0, marked("Figure", operators)),),
        links=(link,) if target.links and opens_as_link(url) else (),
        mcid_count=1,
        images=images,
    )
