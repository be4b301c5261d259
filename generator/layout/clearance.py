"""Clearance: the white between the ink of texts and what is painted beside them.

Text keeps :data:`SHARE` of its size, and :data:`LEAST_MM`, from every painted edge and stroke: from
the edges of the box that it stands on, from boxes, signs and pictures beside it. From the trim it
keeps the safe distance. What is painted in the flow does not lie over its neighbour. What a layer
or an absolute position lays over something is the design's will; a style says ``clearance: none``
where text shall be close as well.

The ink of a line counts, not its line box. Lengths are in pt from the page's top left corner, y
down. ``layout.engine`` answers a fault with smaller sizes, or reports it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from generator.core.cache import LruCache
from generator.core.colour import Colour, Gradient
from generator.core.units import TOLERANCE_PT, mm_to_pt
from generator.layout.model import Fragment
from generator.layout.rules import gap_rules
from generator.sheet.model import Edges, Element, SpeechTail, Style

#: Least clearance as a part of the type size, and in mm. Our own choice: a fifth of a lower-case
#: letter's height, and what a guillotine or a misregistered ink may eat without being seen.
SHARE = 0.12
LEAST_MM = 0.8

#: Leaves that are painted without a background of their own.
_GRAPHICS = frozenset(("icon", "img", "qr"))
#: A line's letters without their marks reach this far up from the baseline, in em: what intrudes
#: there lies on the letters, whatever the outlines of marks and tails.
_CORE_EM = 0.5
#: White paper, where no box is painted.
_PAPER = (1.0, 1.0, 1.0)
#: Subtrees in the cache, painted boxes, and pages: a leaflet has about 120 boxes that hold others.
_CACHED_SUBTREES = 512
_CACHED_BOXES = 2048
_CACHED_PAGES = 64
#: Slices that stand for the triangle of a speech bubble's tail.
_TAIL_SLICES = 4


class Rect(NamedTuple):
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float

    def inset(self, by: float) -> Rect:
        """The rectangle with its edges moved inwards."""
        return Rect(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def without(self, edges: Edges) -> Rect:
        """The rectangle with each edge moved inwards by its own length."""
        return Rect(
            self.left + edges.left,
            self.top + edges.top,
            self.right - edges.right,
            self.bottom - edges.bottom,
        )

    def within(self, other: Rect) -> Rect:
        """The part of the rectangle in another one; turned inside out where there is none."""
        return Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def gap(self, other: Rect) -> float:
        """White between two rectangles; 0 or less where they touch or overlap."""
        across = max(other.left - self.right, self.left - other.right)
        down = max(other.top - self.bottom, self.top - other.bottom)
        if across > 0 and down > 0:
            return math.hypot(across, down)
        return max(across, down)

    def margin_in(self, outer: Rect) -> float:
        """Least white to the edges of a rectangle around it; negative where it sticks out."""
        return min(
            self.left - outer.left,
            outer.right - self.right,
            self.top - outer.top,
            outer.bottom - self.bottom,
        )


@dataclass(frozen=True, slots=True, eq=False)
class InkLine:
    """One line of text; compared and hashed by identity.

    Attributes:
        ink: The bounding box of its ink; ``core`` that of its letters without marks and tails.
        plane: What it is laid out in.
        group: The copyfit group that it is in.
        base: The innermost element around it, or itself, that paints a background.
    """

    element: Element
    text: str
    ink: Rect
    core: Rect
    size: float
    plane: Element
    group: str | None
    base: Element | None

    @property
    def need(self) -> float:
        """The clearance that it needs."""
        return max(SHARE * self.size, mm_to_pt(LEAST_MM))


@dataclass(frozen=True, slots=True, eq=False)
class PaintedBox:
    """Something painted: the background or border of a box, a sign, a picture.

    Compared and hashed by identity.

    Attributes:
        outer: Its border box; ``inner`` is that within the border, where text can stand.
        is_ground: Whether text can stand on it.
        plane: What it is laid out in: boxes of one plane are not meant to overlap.
        around: The elements that it stands in.
    """

    element: Element
    outer: Rect
    inner: Rect
    is_ground: bool
    plane: Element
    around: frozenset[Element]
    group: str | None


@dataclass(frozen=True, slots=True)
class ClearanceFault:
    """Something that is too close to something else.

    Attributes:
        element: What is too close; ``text`` its words, if it has any.
        other: What it is too close to; None is the trim.
        gap: The white between both; negative where one lies over the other.
        need: The white that is needed.
        at: Where it is.
        groups: The copyfit groups whose size could change that.
    """

    element: Element
    text: str | None
    other: Element | None
    gap: float
    need: float
    at: Rect
    groups: frozenset[str]


class _Found(NamedTuple):
    """The lines and painted boxes of a part of a page."""

    lines: tuple[InkLine, ...]
    boxes: tuple[PaintedBox, ...]


class Clearance:
    """The check of pages, with caches: what was clear on one page is clear on the next.

    Pages of one skeleton share most of their fragments. Two things that stood together on a page
    without faults are not compared again.
    """

    def __init__(self) -> None:
        self._subtrees: LruCache[_Found] = LruCache(_CACHED_SUBTREES)
        self._boxes: LruCache[tuple[PaintedBox, ...]] = LruCache(_CACHED_BOXES)
        self._clear: LruCache[frozenset[InkLine | PaintedBox]] = LruCache(_CACHED_PAGES)
        self._sound: LruCache[bool] = LruCache(_CACHED_PAGES)

    def faults(self, page: Fragment, safe: float, frame: Edges = Edges()) -> list[ClearanceFault]:
        """Everything on a page that is closer to something than it may be.

        Args:
            safe: Distance that text keeps from the trim.
            frame: The edge of the page that stays white: what is painted ends there.
        """
        if self._sound.get((page, safe, frame)):
            return []
        painted = Rect(frame.left, frame.top, page.width - frame.right, page.height - frame.bottom)
        place = _Surroundings(None, page.element, frozenset(), _PAPER, painted)
        lines, boxes = self._collected(page, 0.0, 0.0, place)
        key = (page.element, page.width, page.height, safe, frame)
        known = self._clear.get(key) or frozenset()
        trim = Rect(0.0, 0.0, page.width, page.height)
        new_lines = [line for line in lines if line not in known]
        new_boxes = [box for box in boxes if box not in known]
        found = [*_near_trim(new_lines, trim, safe), *_near_boxes(new_lines, boxes, boxes)]
        if new_boxes:
            old_lines = [line for line in lines if line in known]
            found += _near_boxes(old_lines, new_boxes, boxes)
            found += _on_neighbours(boxes, frozenset(new_boxes))
        if new_lines:
            found += _on_texts(lines, frozenset(new_lines))
        if not found:
            self._clear.put(key, frozenset((*lines, *boxes)))
            self._sound.put((page, safe, frame), True)
        return found

    def _collected(self, fragment: Fragment, x: float, y: float, place: _Surroundings) -> _Found:
        """Lines and boxes of a fragment and all in it, its corner at (x, y) of the page."""
        if not fragment.children:
            return self._own(fragment, x, y, place)
        # The elements around are part of the key: the white frame makes some of them anew.
        key = (fragment, x, y, place.plane, place.around)
        found = self._subtrees.get(key)
        if found is not None:
            return found
        own = self._own(fragment, x, y, place)
        lines, boxes = list(own.lines), list(own.boxes)
        boxes += _rules(fragment, x, y, place)
        is_layer = fragment.element.arrangement == "layer"
        inner = place.within(fragment.element)
        for child in fragment.children:
            element = child.fragment.element
            is_own = is_layer or element.style.absolute
            there = inner._replace(plane=element) if is_own else inner
            more = self._collected(child.fragment, x + child.x, y + child.y, there)
            lines += more.lines
            boxes += more.boxes
        return self._subtrees.put(key, _Found(tuple(lines), tuple(boxes)))

    def _own(self, fragment: Fragment, x: float, y: float, place: _Surroundings) -> _Found:
        """The lines of a fragment's text, and the box that it paints."""
        element, style = fragment.element, fragment.element.style
        lines: tuple[InkLine, ...] = ()
        if fragment.text is not None and style.keeps_clear:
            lines = tuple(_ink_lines(fragment, x, y, place))
        if element.tag not in _GRAPHICS and not _is_painted(style):
            return _Found(lines, ())
        # A box does not change with the texts that stand in it.
        size = fragment.width, fragment.height
        key = (element, x, y, *size, place.painted, place.plane, place.around)
        boxes = self._boxes.get(key)
        if boxes is None:
            boxes = self._boxes.put(key, tuple(_painted(fragment, x, y, place)))
        return _Found(lines, boxes)


class _Surroundings(NamedTuple):
    """The surroundings of a box.

    Attributes:
        ground: What is painted behind it: sRGB values or a gradient.
        painted: The part of the page that is painted.
        base: The element that paints the ``ground``; None is the paper.
    """

    group: str | None
    plane: Element
    around: frozenset[Element]
    ground: object
    painted: Rect
    base: Element | None = None

    def within(self, element: Element) -> _Surroundings:
        """The place of the children of ``element``."""
        background = element.style.background
        return self._replace(
            group=element.style.copyfit or self.group,
            around=self.around | {element},
            ground=self.ground if background is None else _colour(background),
            base=self.base if background is None else element,
        )


def _colour(background: Colour | Gradient) -> object:
    return background.rgb if isinstance(background, Colour) else background


def _ink_lines(fragment: Fragment, x: float, y: float, place: _Surroundings) -> Iterator[InkLine]:
    size = fragment.font_size
    left, top = x + fragment.text_x, y + fragment.text_y
    group = fragment.element.style.copyfit or place.group
    for line in fragment.text.lines if fragment.text else ():
        if not line.text:
            continue
        start = left + line.x_em * size
        end = start + line.width_em * size
        base = top + line.baseline_em * size
        yield InkLine(
            fragment.element,
            line.text,
            Rect(start, base - line.top_em * size, end, base - line.bottom_em * size),
            Rect(start, base - _CORE_EM * size, end, base),
            size,
            place.plane,
            group,
            fragment.element if fragment.element.style.background is not None else place.base,
        )


def _painted(fragment: Fragment, x: float, y: float, place: _Surroundings) -> Iterator[PaintedBox]:
    element, style = fragment.element, fragment.element.style
    background = style.background
    is_ground = style.border_width > 0 or (
        background is not None and _colour(background) != place.ground
    )
    is_lined = style.side_lines is not None or style.stripes is not None
    if not (is_ground or is_lined or element.tag in _GRAPHICS):
        return
    box = Rect(x, y, x + fragment.width, y + fragment.height)
    outer = box.within(place.painted)
    inner = box.without(_edges_of(style)).within(place.painted)
    if outer.right <= outer.left or outer.bottom <= outer.top:
        return
    if element.tag == "qr" and place.ground == _PAPER:
        # Its quiet zone, as white as the paper, is white that a text may be close to.
        outer = outer.inset(mm_to_pt(LEAST_MM))
    rest = place.plane, place.around, style.copyfit or place.group
    if is_lined and not is_ground:
        for part in _side_parts(box, _edges_of(style)):
            yield PaintedBox(element, part, part, False, *rest)
        return
    yield PaintedBox(element, outer, inner, is_ground, *rest)
    if style.curve is not None and style.curve.bands:
        part = box._replace(top=box.bottom, bottom=box.bottom + style.curve.reach)
        yield PaintedBox(element, part, part, False, *rest)
    for part in _tail_parts(style.tail, box) if style.tail else ():
        yield PaintedBox(element, part, part, False, *rest)


def _rules(fragment: Fragment, x: float, y: float, place: _Surroundings) -> Iterator[PaintedBox]:
    """The lines in the gaps between the children of ``fragment``."""
    element = fragment.element
    for _, left, top, width, height in gap_rules(fragment):
        part = Rect(x + left, y + top, x + left + width, y + top + height)
        group = element.style.copyfit or place.group
        yield PaintedBox(element, part, part, False, element, place.around, group)


def _is_painted(style: Style) -> bool:
    return style.background is not None or style.border != Edges() or style.stripes is not None


def _edges_of(style: Style) -> Edges:
    """Paint at the edges of a box, on which no text can stand."""
    width = style.border_width
    return style.border if style.border != Edges() else Edges(width, width, width, width)


def _side_parts(box: Rect, edges: Edges) -> Iterator[Rect]:
    """The painted edges of a box that has no ground and no border all around."""
    if edges.top:
        yield box._replace(bottom=box.top + edges.top)
    if edges.right:
        yield box._replace(left=box.right - edges.right)
    if edges.bottom:
        yield box._replace(top=box.bottom - edges.bottom)
    if edges.left:
        yield box._replace(right=box.left + edges.left)


def _tail_parts(tail: SpeechTail, box: Rect) -> Iterator[Rect]:
    """Slices of the triangle that stands on an edge of ``box``."""
    width, height = box.right - box.left, box.bottom - box.top
    depth = height if tail.side in ("top", "bottom") else width
    slice_height = tail.height / _TAIL_SLICES
    for n in range(_TAIL_SLICES):
        end = tail.x + tail.width * (1 - n / _TAIL_SLICES)
        near, far = depth + n * slice_height, depth + (n + 1) * slice_height
        (x0, y0), (x1, y1) = tail.place([(tail.x, -near), (end, -far)], width, height)
        yield Rect(
            box.left + min(x0, x1),
            box.top - max(y0, y1),
            box.left + max(x0, x1),
            box.top - min(y0, y1),
        )


def _near_trim(lines: Sequence[InkLine], trim: Rect, safe: float) -> Iterator[ClearanceFault]:
    for line in lines:
        gap = line.ink.margin_in(trim)
        if gap < safe - TOLERANCE_PT:
            yield ClearanceFault(
                line.element, line.text, None, gap, safe, line.ink, _groups(line.group)
            )


def _near_boxes(
    lines: Sequence[InkLine], boxes: Sequence[PaintedBox], painted: Sequence[PaintedBox]
) -> Iterator[ClearanceFault]:
    """Texts too close to one of ``boxes``; ``painted`` are all, in painting order."""
    for line in lines:
        ink, need = line.ink, line.need - TOLERANCE_PT
        left, top = ink.left - need, ink.top - need
        right, bottom = ink.right + need, ink.bottom + need
        for box in boxes:
            outer = box.outer
            # The common case first: far away.
            if (
                top >= outer.bottom
                or outer.top >= bottom
                or left >= outer.right
                or outer.left >= right
            ):
                continue
            gap = ink.gap(outer)
            if gap < 0 and box.is_ground:
                gap = ink.margin_in(_inner_for(ink, box))
            elif gap < 0 and box.plane is not line.plane and ink.margin_in(outer) >= 0:
                continue  # laid over a picture by design
            if gap < need and not _is_covered(box, line, painted):
                groups = _groups(line.group, box.group)
                yield ClearanceFault(
                    line.element, line.text, box.element, gap, line.need, ink, groups
                )


def _inner_for(ink: Rect, box: PaintedBox) -> Rect:
    """Where this ink can stand in ``box``: a curved lower edge is higher towards the sides."""
    curve = box.element.style.curve
    if curve is None:
        return box.inner
    middle, half = (box.outer.left + box.outer.right) / 2, (box.outer.right - box.outer.left) / 2
    away = min(1.0, max(abs(ink.left - middle), abs(ink.right - middle)) / half)
    return box.inner._replace(bottom=box.inner.bottom - curve.depth * away**2)


def _is_covered(box: PaintedBox, line: InkLine, painted: Sequence[PaintedBox]) -> bool:
    """True if the ground that ``line`` stands on was painted over ``box`` there."""
    if line.base is None or box.element is line.base:
        return False
    order = [one.element for one in painted]
    if line.base not in order:  # it has the colour of what is behind it
        return False
    base = painted[order.index(line.base)]
    return order.index(box.element) < order.index(line.base) and line.ink.margin_in(base.inner) >= 0


def _on_texts(lines: Sequence[InkLine], new: Set[InkLine]) -> Iterator[ClearanceFault]:
    top = min(line.ink.top for line in new)
    bottom = max(line.ink.bottom for line in new)
    beside = [line for line in lines if line.ink.top < bottom and top < line.ink.bottom]
    in_order = sorted(beside, key=lambda line: line.ink.top)
    for number, line in enumerate(in_order):
        for below in in_order[number + 1 :]:
            if below.ink.top >= line.ink.bottom:
                break
            if below.element is line.element or not (line in new or below in new):
                continue
            gap = max(line.core.gap(below.ink), line.ink.gap(below.core))
            if gap < -TOLERANCE_PT:
                groups = _groups(line.group, below.group)
                yield ClearanceFault(
                    below.element, below.text, line.element, gap, 0.0, below.ink, groups
                )


def _on_neighbours(boxes: Sequence[PaintedBox], new: Set[PaintedBox]) -> Iterator[ClearanceFault]:
    in_order = sorted(boxes, key=lambda box: box.outer.top)
    for number, box in enumerate(in_order):
        for other in in_order[number + 1 :]:
            if other.outer.top >= box.outer.bottom:
                break
            if box.plane is not other.plane or not (box in new or other in new):
                continue
            if box.element in other.around or other.element in box.around:
                continue
            gap = box.outer.gap(other.outer)
            if gap < -TOLERANCE_PT and box.element is not other.element:
                groups = _groups(box.group, other.group)
                yield ClearanceFault(
                    other.element, None, box.element, gap, 0.0, other.outer, groups
                )


def _groups(*names: str | None) -> frozenset[str]:
    return frozenset(name for name in names if name)
