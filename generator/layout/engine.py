"""The layout engine: places a sheet's boxes and sets their texts.

Sizes run down: a parent gives each child its box. Intrinsic sizes run up
(``layout.intrinsic_sizes``). Copyfit groups are fitted between two passes: the first finds the
boxes of a group, then one size is chosen at which every member fits, and the second places
everything at that size. Fragments are cached by their texts and boxes, so a second document re-lays
only what differs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from generator.core.cache import LruCache
from generator.core.errors import DoesNotFitError, Place, Problem
from generator.core.units import pt_to_mm
from generator.layout.copyfit import SLACK_PT, Member, fit_group
from generator.layout.intrinsic_sizes import FULL_SIZE, Fit, IntrinsicSizes, alignment
from generator.layout.model import Fragment, Layout, Placed
from generator.layout.overflow import Misfit, fold_crossing, row_overflow, text_overflow
from generator.layout.texts import Texts
from generator.layout.tracks import track_positions
from generator.sheet.model import Element, Percent, Sheet
from generator.sheet.schema import OFFICIAL
from generator.typeset.fonts import FontBook
from generator.vietnamese.compounds import Lexicon

#: x, y, width and height of a child in its parent's content box, in pt.
_Rect = tuple[float, float, float, float]
#: An upper bound for the height of any box.
_MAX_HEIGHT_PT = 1e6
_Groups = dict[str, list[Member]]


@dataclass(frozen=True, slots=True)
class _Caches:
    """Caches that outlive a sheet. A poster has about 60 fragments."""

    fragments: LruCache[Fragment] = field(default_factory=lambda: LruCache(2048))
    groups: LruCache[_Groups] = field(default_factory=lambda: LruCache(64))
    fits: LruCache[Fit] = field(default_factory=lambda: LruCache(256))
    row_widths: LruCache[list[float]] = field(default_factory=lambda: LruCache(1024))
    sizes: LruCache[Mapping[str, float]] = field(default_factory=lambda: LruCache(64))


class LayoutEngine:
    """Layout of sheets, with a cache of fragments for all of them.

    Args:
        lexicon: The compounds within which a line does not end.
    """

    def __init__(self, fonts: FontBook, lexicon: Lexicon) -> None:
        self._fonts = fonts
        self._lexicon = lexicon
        self._caches = _Caches()

    def lay_out(self, sheet: Sheet) -> Layout:
        """The pages of ``sheet``.

        Raises:
            DoesNotFitError: with every text that does not fit at its smallest size, and every
                box that is too small for what is in it.
            ContentError: if a face has no glyph for a character.
            MissingResourceError: if a font family or weight is not there.
        """
        return _Pass(sheet, self._fonts, self._lexicon, self._caches).run()


class _Pass:
    """The work on one sheet."""

    def __init__(self, sheet: Sheet, fonts: FontBook, lexicon: Lexicon, caches: _Caches) -> None:
        self._sheet = sheet
        self._caches = caches
        self._texts = Texts(sheet.slots, fonts, lexicon)
        self._intrinsic = IntrinsicSizes(
            self._texts, sheet.folds, sheet.width_pt, caches.row_widths
        )
        self._fits: dict[str, Fit] = {}
        #: The members found so far; None in the second pass.
        self._groups: _Groups | None = None
        self._problems: list[Problem] = []
        self._x = self._y = 0.0
        self._item: str | None = None

    def run(self) -> Layout:
        """Both passes."""
        if any(page.groups for page in self._sheet.pages):
            for group, members in self._find_groups().items():
                self._fits[group] = self._fit_group(members)
            self._raise_problems()
        pages = self._place_pages()
        self._check_all_folds(pages)
        self._raise_problems()
        return Layout(pages, self._fitted())

    def _raise_problems(self) -> None:
        if self._problems:
            # A box that is tried twice has each problem twice. (Messages hold dicts: no set.)
            problems = self._problems
            raise DoesNotFitError(*(p for n, p in enumerate(problems) if p not in problems[:n]))

    def _place_pages(self) -> tuple[Fragment, ...]:
        pages = []
        for number, page in enumerate(self._sheet.pages):
            self._intrinsic.page = number
            pages.append(self._place(page, self._sheet.width_pt, self._sheet.height_pt, FULL_SIZE))
        return tuple(pages)

    # -- copyfitting

    def _find_groups(self) -> _Groups:
        """The members of every group; their places depend only on texts outside of them."""
        pages, slots = self._sheet.pages, self._sheet.slots
        outside = [slots[i] for page in pages for i in page.free_slots]
        key = (pages, self._sheet.width_pt, self._sheet.height_pt, *outside)
        found = self._caches.groups.get(key)
        if found is None:
            self._groups = {}
            self._place_pages()
            found, self._groups = self._groups, None
            if not self._problems:
                self._caches.groups.put(key, found)
        return found

    def _fit_group(self, members: Sequence[Member]) -> Fit:
        slots = self._sheet.slots
        # A member's place is not part of it: only its box and its texts count.
        boxes = [(m.element, m.width, m.height) for m in members]
        key = (*boxes, *[slots[i] for m in members for i in m.element.slots])
        found = self._caches.fits.get(key)
        if found is None:
            found, misfits = fit_group(members, self._intrinsic)
            for member in misfits:
                self._problems.append(self._misfit(member, Fit(0, found.steps)))
            if not misfits:
                self._caches.fits.put(key, found)
        return found

    def _misfit(self, member: Member, smallest: Fit) -> Problem:
        def fits() -> bool:
            self._intrinsic.clear_heights()
            return member.fits(self._intrinsic, smallest)

        over = member.over_pt(self._intrinsic, smallest)
        return self._overflow(member.element, member.where, member.width, over, smallest, fits)

    def _fitted(self) -> Mapping[str, float]:
        """The size that each copyfitted role took."""
        key = (self._sheet.pages, *self._fits.values())
        return self._caches.sizes.get(key) or self._caches.sizes.put(
            key, dict(_fitted(self._sheet.pages, self._fits))
        )

    # -- placing

    def _place(self, element: Element, width: float, height: float, fit: Fit) -> Fragment:
        """``element`` in a border box of this size."""
        group = element.style.copyfit
        if group is not None:
            if self._groups is not None:
                return self._add_member(group, element, width, height)
            fit = self._fits[group]
        key = self._key(element, width, height, fit)
        found = self._caches.fragments.get(key) if key else None
        if found is not None:
            return found
        before = len(self._problems)
        with self._named(element):
            if element.texts:
                fragment = self._place_text(element, width, height, fit)
            else:
                fragment = self._place_box(element, width, height, fit)
        if key and len(self._problems) == before:
            self._caches.fragments.put(key, fragment)
        return fragment

    def _key(self, element: Element, width: float, height: float, fit: Fit) -> object | None:
        """Cache key of a fragment; None while its groups are not fitted."""
        if self._groups is not None and element.groups:
            return None
        slots, origins, fits = self._sheet.slots, self._sheet.origins, self._fits
        return (
            element,
            width,
            height,
            fit,
            tuple([slots[i] for i in element.slots]),
            tuple([origins[i] for i in element.slots]),
            tuple([fits[g] for g in element.groups]) if element.groups else (),
        )

    def _add_member(self, group: str, element: Element, width: float, height: float) -> Fragment:
        assert self._groups is not None
        with self._named(element):
            member = Member(
                element, width - element.shell_across, height - element.shell_down, self._where()
            )
        self._groups.setdefault(group, []).append(member)
        return Fragment(element, width, height)

    def _place_text(self, element: Element, width: float, height: float, fit: Fit) -> Fragment:
        paragraph = self._texts.paragraph(element)
        if paragraph is None:
            return Fragment(element, width, height)
        inner_width = width - element.shell_across
        if not self._has_room(element, inner_width, height - element.shell_down, fit):
            return Fragment(element, width, height)
        style = element.style
        size = fit.font_size(style)
        return Fragment(
            element,
            width,
            height,
            text=paragraph.set_lines(inner_width / size),
            text_x=style.border_width + style.padding.left,
            text_y=style.border_width + style.padding.top,
            font_size=size,
            origins=self._origins(element),
        )

    def _origins(self, element: Element) -> tuple[str, ...]:
        """Origins of the stated texts in ``element``, each once."""
        found = (self._sheet.origins[number] for number in element.slots)
        return tuple(dict.fromkeys(origin for origin in found if origin))

    def _place_box(self, element: Element, width: float, height: float, fit: Fit) -> Fragment:
        style = element.style
        left = style.border_width + style.padding.left
        top = style.border_width + style.padding.top
        rects: dict[Element, _Rect] = {}
        if element.flow:
            inner = (width - element.shell_across, height - element.shell_down)
            for child, (x, y, w, h) in zip(
                element.flow, self._rects(element, *inner, fit), strict=True
            ):
                rects[child] = (left + x, top + y, w, h)
        for child in element.placed:
            rects[child] = self._absolute_rect(element, child, width, height, fit)
        # In the order of the markup, which is the order of painting.
        return Fragment(
            element,
            width,
            height,
            tuple([self._put(child, *rects[child], fit) for child in element.children]),
        )

    def _put(
        self, child: Element, x: float, y: float, width: float, height: float, fit: Fit
    ) -> Placed:
        before = self._x, self._y
        self._x += x
        self._y += y
        fragment = self._place(child, width, height, fit)
        self._x, self._y = before
        return Placed(x, y, fragment)

    def _rects(self, element: Element, width: float, height: float, fit: Fit) -> list[_Rect]:
        """Rectangles of the children in the flow, within the content box."""
        match element.arrangement:
            case "row":
                return self._row_rects(element, width, height, fit)
            case "grid":
                return self._grid_rects(element, width, height, fit)
            case "layer":
                return [_layer_rect(child, width, height) for child in element.flow]
        return self._column_rects(element, width, height, fit)

    def _column_rects(self, element: Element, width: float, height: float, fit: Fit) -> list[_Rect]:
        flow, gap = element.flow, element.style.row_gap
        widths = [self._intrinsic.column_width(element, c, width, fit) for c in flow]
        heights = self._intrinsic.column_heights(element, widths, height, fit)
        outer = [h + c.style.margin.down for h, c in zip(heights, flow, strict=True)]
        if sum(outer) + gap * (len(flow) - 1) > height + SLACK_PT:
            self._has_room(element, width, height, fit)
        # A text that cannot be set at all has been reported; it takes no room from the others.
        outer = [h if math.isfinite(h) else 0.0 for h in outer]
        tops = track_positions(outer, gap, height, element.style.justify_content)
        rects = []
        for child, top, w, h in zip(flow, tops, widths, heights, strict=True):
            margin = child.style.margin
            x = _aligned(alignment(element, child), width - margin.across, w)
            rects.append((x + margin.left, top + margin.top, w, h))
        return rects

    def _row_rects(self, element: Element, width: float, height: float, fit: Fit) -> list[_Rect]:
        flow, gap = element.flow, element.style.column_gap
        widths = self._intrinsic.row_widths(element, width, fit)
        outer = [w + c.style.margin.across for w, c in zip(widths, flow, strict=True)]
        over = sum(outer) + gap * (len(flow) - 1) - width
        if over > SLACK_PT:
            self._problems.append(row_overflow(element, self._where(), over))
        lefts = track_positions(outer, gap, width, element.style.justify_content)
        rects = []
        for child, left, w in zip(flow, lefts, widths, strict=True):
            y, h = self._cross(element, child, w, height, fit)
            rects.append((left + child.style.margin.left, y, w, h))
        return rects

    def _grid_rects(self, element: Element, width: float, height: float, fit: Fit) -> list[_Rect]:
        style = element.style
        widths = self._intrinsic.grid_widths(element, width)
        rows = self._intrinsic.grid_rows(element, widths, fit, height)
        if sum(rows) + style.row_gap * (len(rows) - 1) > height + SLACK_PT:
            self._has_room(element, width, height, fit)
        lefts = track_positions(widths, style.column_gap, width, "start")
        tops = track_positions(rows, style.row_gap, height, style.justify_content)
        rects = []
        for n, child in enumerate(element.flow):
            row, column = divmod(n, len(widths))
            margin = child.style.margin
            w = widths[column] - margin.across
            y, h = self._cross(element, child, w, rows[row], fit)
            rects.append((lefts[column] + margin.left, tops[row] + y, w, h))
        return rects

    def _cross(
        self, parent: Element, child: Element, width: float, height: float, fit: Fit
    ) -> tuple[float, float]:
        """The y and height of a child in a row or in a grid's cell."""
        margin = child.style.margin
        available = height - margin.down
        own = child.style.height
        alignment_across = alignment(parent, child)
        if isinstance(own, Percent):
            h = height * own.share
        elif not isinstance(own, float) and alignment_across == "stretch":
            h = available
        else:
            h = self._intrinsic.height(child, width, fit)
            if h > available + SLACK_PT:
                with self._named(child):
                    self._has_room(
                        child, width - child.shell_across, available - child.shell_down, fit
                    )
        return _aligned(alignment_across, available, h) + margin.top, h

    def _absolute_rect(
        self, parent: Element, child: Element, width: float, height: float, fit: Fit
    ) -> _Rect:
        """Rectangle of an absolutely placed child; as in CSS it refers to the padding box."""
        border = parent.style.border_width
        inner_width, inner_height = width - 2 * border, height - 2 * border
        inset = child.style.inset
        left, right = _resolved(inset.left, inner_width), _resolved(inset.right, inner_width)
        top, bottom = _resolved(inset.top, inner_height), _resolved(inset.bottom, inner_height)
        own_width = child.style.width
        if isinstance(own_width, Percent):
            w = inner_width * own_width.share
        elif own_width is None and left is not None and right is not None:
            w = inner_width - left - right
        else:
            w = self._intrinsic.width(child, inner_width - (left or 0.0) - (right or 0.0), fit)
        own = child.style.height
        if isinstance(own, Percent):
            h = inner_height * own.share
        elif own is None and top is not None and bottom is not None:
            h = inner_height - top - bottom
        else:
            h = self._intrinsic.height(child, w, fit)
        x = left if left is not None else inner_width - w - right if right is not None else 0.0
        y = top if top is not None else inner_height - h - bottom if bottom is not None else 0.0
        return border + x, border + y, w, h

    # -- problems

    @contextmanager
    def _named(self, element: Element) -> Iterator[None]:
        """Problems inside name this element's item or part."""
        outer, self._item = self._item, element.name or self._item
        try:
            yield
        finally:
            self._item = outer

    def _where(self) -> Place:
        return Place(
            item=self._item,
            page=self._intrinsic.page + 1,
            x_mm=round(pt_to_mm(self._x), 1),
            y_mm=round(pt_to_mm(self._y), 1),
        )

    def _has_room(self, element: Element, width: float, height: float, fit: Fit) -> bool:
        """True if a content box of this size is large enough; if not, a problem is added."""
        # A text that cannot be set at all needs infinite height; a box of that height is no
        # solution.
        height = min(height, _MAX_HEIGHT_PT)

        def fits() -> bool:
            self._intrinsic.clear_heights()
            return self._intrinsic.content_height(element, width, fit) <= height + SLACK_PT

        taken = self._intrinsic.content_height(element, width, fit)
        if taken <= height + SLACK_PT:
            return True
        over = taken - height
        self._problems.append(self._overflow(element, self._where(), width, over, fit, fits))
        return False

    def _overflow(
        self,
        element: Element,
        where: Place,
        width: float,
        over_pt: float,
        fit: Fit,
        fits: Callable[[], bool],
    ) -> Problem:
        has_short_form = any(e.tag == OFFICIAL for page in self._sheet.pages for e in page.walk())
        misfit = Misfit(
            element=element,
            where=where,
            width=width,
            over_pt=over_pt,
            fit=fit,
            has_short_form=has_short_form,
        )
        return text_overflow(misfit, self._texts, fits)

    def _check_all_folds(self, pages: Sequence[Fragment]) -> None:
        for number, (page, folds) in enumerate(zip(pages, self._sheet.folds, strict=True)):
            if folds:
                for text, fold, y in _crossings(page, 0.0, 0.0, folds):
                    self._problems.append(fold_crossing(text, fold, number, y))


def _fitted(pages: Sequence[Element], fits: Mapping[str, Fit]) -> Iterator[tuple[str, float]]:
    for page in pages:
        for box in page.walk() if page.groups else ():
            group = box.style.copyfit
            if group is None:
                continue
            for leaf in box.walk():
                if leaf.texts and leaf.style.font_size_min is not None:
                    role = (leaf.attributes.get("class") or leaf.tag).split()[0]
                    yield f"{group}/{role}", fits[group].font_size(leaf.style)


def _crossings(
    fragment: Fragment, x: float, y: float, folds: Sequence[float]
) -> Iterator[tuple[str, float, float]]:
    """Text, fold and y of each line that crosses a fold although its style forbids it."""
    if fragment.text is not None and not fragment.element.style.crosses_folds:
        size = fragment.font_size
        for line in fragment.text.lines:
            left = x + fragment.text_x + line.x_em * size
            right = left + line.width_em * size
            for fold in folds:
                if left < fold - SLACK_PT and right > fold + SLACK_PT:
                    yield line.text, fold, y
    for placed in fragment.children:
        yield from _crossings(placed.fragment, x + placed.x, y + placed.y, folds)


def _layer_rect(child: Element, width: float, height: float) -> _Rect:
    """Rectangle of a layer in a content box: it fills it but for its margins."""
    margin = child.style.margin
    return margin.left, margin.top, width - margin.across, height - margin.down


def _aligned(alignment_across: str, available: float, taken: float) -> float:
    return {"center": (available - taken) / 2, "end": available - taken}.get(alignment_across, 0.0)


def _resolved(value: float | Percent | None, whole: float) -> float | None:
    return value.share * whole if isinstance(value, Percent) else value
