"""The layout engine: places a sheet's boxes and sets their texts.

Sizes run down: a parent gives each child its box. Intrinsic sizes run up
(``layout.intrinsic_sizes``). Copyfit groups are fitted between two passes: the first finds the
boxes of a group, then one size is chosen at which every member fits, and the second places
everything at that size. Fragments are cached by their texts and boxes, so a second document re-lays
only what differs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.core.cache import LruCache
from generator.core.errors import DoesNotFitError, Place, Problem
from generator.core.units import TOLERANCE_PT, mm_to_pt, pt_to_mm
from generator.layout.clearance import Clearance, ClearanceFault
from generator.layout.copyfit import SLACK_PT, Member, fit_group
from generator.layout.fit import DESIGN_SIZE, Fit
from generator.layout.intrinsic_sizes import IntrinsicSizes, alignment, measure_em, set_size_pt
from generator.layout.model import NO_FOLDS, Fragment, Layout, Placed
from generator.layout.overflow import (
    Misfit,
    box_too_high,
    clearance_overflow,
    fold_crossing,
    row_overflow,
    text_overflow,
    too_many_pages,
)
from generator.layout.pagination import FlowBox, paginate
from generator.layout.texts import Texts
from generator.layout.tracks import share, track_positions
from generator.layout.white_frame import (
    FrameInBox,
    across,
    down,
    frame_in_box,
    framed,
    is_centred,
    is_drawing,
    kept_in,
    on_field,
)
from generator.sheet.model import Edges, Element, Percent, Sheet
from generator.sheet.schema import FLOW
from generator.typeset.copyfit_search import largest_step
from generator.typeset.fonts import FontBook
from generator.typeset.paragraph import Align
from generator.vietnamese.compounds import Lexicon

#: x, y, width and height of a child in its parent's content box, in pt.
_Rect = tuple[float, float, float, float]
#: An upper bound for the height of any box.
_MAX_HEIGHT_PT = 1e6
_Groups = dict[str, list[Member]]
#: How far the ground of a panel runs over the fold at its edge. Print shops: folds are out by 0.5
#: to 1 mm.
OVER_FOLD_PT = mm_to_pt(1.0)
#: How often other groups are made smaller because smaller ones have brought them too close.
_CLEARANCE_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class _Caches:
    """Caches that outlive a sheet. A poster has about 60 fragments."""

    fragments: LruCache[Fragment] = field(default_factory=lambda: LruCache(2048))
    groups: LruCache[_Groups] = field(default_factory=lambda: LruCache(64))
    fits: LruCache[Fit] = field(default_factory=lambda: LruCache(256))
    row_widths: LruCache[list[float]] = field(default_factory=lambda: LruCache(1024))
    needs: LruCache[float] = field(default_factory=lambda: LruCache(256))
    sizes: LruCache[Mapping[str, float]] = field(default_factory=lambda: LruCache(64))
    clearance: Clearance = field(default_factory=Clearance)


class LayoutEngine:
    """Layout of sheets, with a cache of fragments for all of them.

    Args:
        lexicon: The compounds within which a line does not end.
    """

    def __init__(self, fonts: FontBook, lexicon: Lexicon) -> None:
        self._fonts = fonts
        self._lexicon = lexicon
        self._caches = _Caches()

    def lay_out(self, sheet: Sheet, frame: Edges = Edges()) -> Layout:
        """The pages of ``sheet``.

        Args:
            frame: The edge of the trimmed page, in pt, that stays white.

        Raises:
            DoesNotFitError: with every text that does not fit at its smallest size, and every
                box that is too small for what is in it.
            ContentError: if a face has no glyph for a character.
            MissingResourceError: if a font family or weight is not there.
        """
        return _Pass(sheet, frame, self._fonts, self._lexicon, self._caches).run()


class _Pass:
    """The work on one sheet."""

    def __init__(
        self, sheet: Sheet, frame: Edges, fonts: FontBook, lexicon: Lexicon, caches: _Caches
    ) -> None:
        self._sheet = sheet
        self._frame = frame
        self._has_frame = frame != Edges()
        self._caches = caches
        self._texts = Texts(sheet, fonts, lexicon)
        self._intrinsic = IntrinsicSizes(
            self._texts, sheet.folds, sheet.width_pt, caches.row_widths, caches.needs
        )
        self._fits: dict[str, Fit] = {}
        #: The members found so far; None in the second pass.
        self._groups: _Groups | None = None
        self._problems: list[Problem] = []
        self._x = self._y = 0.0
        #: The white frame in the box in which the current one stands.
        self._around: FrameInBox | None = None
        self._item: str | None = None
        #: What stands in the flow of the page that is placed.
        self._flow: FlowBox | None = None
        self._folds: list[tuple[float, ...]] = []

    def run(self) -> Layout:
        """Both passes."""
        if any(page.groups for page in self._sheet.pages):
            for group, members in self._find_groups().items():
                self._fits[group] = self._fit_group(members)
            self._raise_problems()
        pages = self._cleared(self._place_pages())
        self._check_all_folds(pages)
        self._raise_problems()
        return Layout(pages, self._fitted(), tuple(self._folds))

    def _raise_problems(self) -> None:
        if self._problems:
            # A box that is tried twice has each problem twice. (Messages hold dicts: no set.)
            problems = self._problems
            raise DoesNotFitError(*(p for n, p in enumerate(problems) if p not in problems[:n]))

    def _place_pages(self) -> tuple[Fragment, ...]:
        sheet = self._sheet
        flows = [self._parts_of(number) for number in range(len(sheet.pages))]
        count = sum(map(len, flows))
        if sheet.most_pages is not None and count > sheet.most_pages:
            raise DoesNotFitError(too_many_pages(count, sheet.most_pages))
        pages: list[Fragment] = []
        self._folds = []
        for number, parts in enumerate(flows):
            self._intrinsic.page = number
            self._folds += [sheet.folds[number]] * len(parts)
            for part in parts:
                self._texts.page_counts = len(pages) + 1, count
                self._flow = FlowBox(part) if part is not None else None
                pages.append(self._place_page(sheet.pages[number]))
        self._flow = None
        return tuple(pages)

    def _place_page(self, page: Element) -> Fragment:
        return self._place(page, self._sheet.width_pt, self._sheet.height_pt, DESIGN_SIZE)

    def _parts_of(self, number: int) -> tuple[Fragment | None, ...]:
        """The content of the flow of a template's page, a part for each page that it takes.

        A page without a flow is one page, with None in it.
        """
        page = self._sheet.pages[number]
        if not page.has_flow:
            return (None,)
        self._intrinsic.page = number
        self._flow = looked_for = FlowBox()
        groups, self._groups = self._groups, {}
        before = len(self._problems)
        self._place_page(page)
        del self._problems[before:]
        self._groups, self._flow = groups, None
        assert looked_for.found is not None
        flow, width, height = looked_for.found
        # The box is clear of the white frame; where in it a part will stand is not known yet.
        has_frame, self._has_frame = self._has_frame, False
        inner = self._intrinsic.content_height(flow, width - flow.shell_across, DESIGN_SIZE)
        column = self._place_box(flow, width, inner + flow.shell_down, DESIGN_SIZE, None)
        self._has_frame = has_frame
        pagination = paginate(column, height)
        if pagination.too_high is not None:
            part = pagination.too_high
            raise DoesNotFitError(box_too_high(part, part.height - height, self._where()))
        return pagination.parts

    # -- copyfitting

    def _find_groups(self) -> _Groups:
        """The members of every group; their places depend only on texts outside of them."""
        pages, slots = self._sheet.pages, self._sheet.slots
        outside = [slots[i] for page in pages for i in page.free_slots]
        key = (pages, self._sheet.width_pt, self._sheet.height_pt, self._frame, *outside)
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
                smallest = found._replace(step=-found.below)
                self._problems.append(self._misfit(member, smallest))
            if not misfits:
                self._caches.fits.put(key, found)
        return found

    def _misfit(self, member: Member, smallest: Fit) -> Problem:
        def fits(element: Element) -> bool:
            self._intrinsic.clear_heights()
            return replace(member, element=element).fits(self._intrinsic, smallest)

        over = member.over_pt(self._intrinsic, smallest)
        return self._overflow(member.element, member.where, member.width, over, smallest, fits)

    def _fitted(self) -> Mapping[str, float]:
        """The size that each copyfitted role took."""
        key = (self._sheet.pages, *self._fits.values())
        return self._caches.sizes.get(key) or self._caches.sizes.put(
            key, dict(_fitted(self._sheet.pages, self._fits))
        )

    # -- clearance

    def _cleared(self, pages: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
        """``pages``, with smaller sizes of the groups in which something is too close.

        What no size helps is a problem.
        """
        placed = _Trial(pages, self._faults(pages), is_sound=not self._problems)
        for _ in range(_CLEARANCE_ROUNDS) if placed.is_sound else ():
            groups = {g for _, fault in placed.faults for g in fault.groups if g in self._fits}
            better = self._given_way(groups) if groups else None
            if better is None:
                break
            placed = better
        self._problems.extend(clearance_overflow(fault, page) for page, fault in placed.faults)
        return placed.pages

    def _faults(self, pages: Sequence[Fragment]) -> list[tuple[int, ClearanceFault]]:
        """Each fault with the index of its page."""
        clearance, safe = self._caches.clearance, self._sheet.safe_pt
        return [
            (n, fault)
            for n, page in enumerate(pages)
            for fault in clearance.faults(page, safe, self._frame)
        ]

    def _given_way(self, groups: Set[str]) -> _Trial | None:
        """The pages with ``groups`` at the largest sizes that leave no fault in them."""
        whole = self._fits
        steps = max(whole[group].step + whole[group].below for group in groups)
        tried: dict[int, _Trial] = {}

        def is_clear(left: int) -> bool:
            tried[left] = trial = self._tried(_lowered(whole, groups, steps - left))
            rest = (group for _, fault in trial.faults for group in fault.groups)
            return trial.is_sound and groups.isdisjoint(rest)

        left = largest_step(steps - 1, is_clear)
        self._fits = whole if left is None else _lowered(whole, groups, steps - left)
        return None if left is None else tried[left]

    def _tried(self, fits: dict[str, Fit]) -> _Trial:
        """The pages at other sizes; problems that these have are dropped."""
        self._fits = fits
        before = len(self._problems)
        pages = self._place_pages()
        is_sound = len(self._problems) == before
        del self._problems[before:]
        return _Trial(pages, self._faults(pages), is_sound=is_sound)

    # -- placing

    def _place(self, element: Element, width: float, height: float, fit: Fit) -> Fragment:
        """``element`` in a border box of this size."""
        reach = self._frame_in(element, width, height) if self._has_frame else None
        if reach is not None:
            element = framed(
                element, reach, is_wrapped=self._is_wrapped(element, width, height, fit)
            )
        if element.tag == FLOW and self._flow is not None:
            return self._flow.placed(element, width, height)
        group = element.style.copyfit
        if group is not None:
            if self._groups is not None:
                return self._add_member(group, element, width, height)
            fit = self._fits[group]
        over = self._over_folds(element, width)
        key = self._key(element, width, height, fit, reach, over)
        found = self._caches.fragments.get(key) if key else None
        if found is not None:
            return found
        before = len(self._problems)
        with self._named(element):
            if element.texts:
                fragment = self._place_text(element, width, height, fit)
            else:
                fragment = self._place_box(element, width, height, fit, reach)
            if over != NO_FOLDS:
                fragment = replace(fragment, over_folds=over)
        if key and len(self._problems) == before:
            self._caches.fragments.put(key, fragment)
        return fragment

    def _frame_in(self, element: Element, width: float, height: float) -> FrameInBox | None:
        """The white frame within a box of this size at the current place; None if it is clear."""
        sheet, x, y = self._sheet, self._x, self._y
        away = Edges(y, sheet.width_pt - x - width, sheet.height_pt - y - height, x)
        reach = frame_in_box(away, self._frame)
        return reach and on_field(reach, element, self._around)

    def _is_wrapped(self, element: Element, width: float, height: float, fit: Fit) -> bool:
        """True if a box is no higher than its content asks for."""
        if element.style.height is not None or element.style.copyfit is not None:
            return False
        return self._intrinsic.height(element, width, fit) >= height - SLACK_PT

    def _over_folds(self, element: Element, width: float) -> tuple[float, float]:
        """Overhang of a ground at the current place over the folds on which its edges lie.

        Folding is out by half a millimetre or more, and a line of colour beside a fold shows it.
        """
        folds = self._sheet.folds[self._intrinsic.page]
        style = element.style
        if not folds or style.background is None or style.border != Edges():
            return NO_FOLDS
        at_left, at_right = (
            any(abs(edge - fold) <= TOLERANCE_PT for fold in folds)
            for edge in (self._x, self._x + width)
        )
        return OVER_FOLD_PT * at_left, OVER_FOLD_PT * at_right

    def _key(
        self,
        element: Element,
        width: float,
        height: float,
        fit: Fit,
        reach: FrameInBox | None,
        over: tuple[float, float],
    ) -> object | None:
        """Cache key of a fragment; None while its groups are not fitted, and around a flow."""
        if element.has_flow or (self._groups is not None and element.groups):
            return None
        slots, origins, fits = self._sheet.slots, self._sheet.origins, self._fits
        return (
            element,
            width,
            height,
            fit,
            reach,
            over,
            tuple([slots[i] for i in element.slots]),
            tuple([origins[i] for i in element.slots]),
            tuple([fits[g] for g in element.groups]) if element.groups else (),
            self._texts.scope,
            self._texts.page_counts if element.counts_pages else None,
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
        size = set_size_pt(element, paragraph, inner_width, fit)
        measure = measure_em(element, paragraph, inner_width, fit)
        return Fragment(
            element,
            width,
            height,
            text=paragraph.set_lines(measure, parts=fit.parts),
            text_x=style.border.left
            + style.padding.left
            + _narrowed(style.text_align, inner_width - measure * size),
            text_y=style.border.top + style.padding.top,
            font_size=size,
            origins=self._origins(element),
        )

    def _origins(self, element: Element) -> tuple[str, ...]:
        """Origins of the stated texts in ``element``, each once."""
        found = (self._sheet.origins[number] for number in element.slots)
        return tuple(dict.fromkeys(origin for origin in found if origin))

    def _place_box(
        self,
        element: Element,
        width: float,
        height: float,
        fit: Fit,
        reach: FrameInBox | None,
    ) -> Fragment:
        style = element.style
        left = style.border.left + style.padding.left
        top = style.border.top + style.padding.top
        rects: dict[Element, _Rect] = {}
        if element.flow:
            inner = (width - element.shell_across, height - element.shell_down)
            for child, (x, y, w, h) in zip(
                element.flow, self._rects(element, *inner, fit), strict=True
            ):
                rects[child] = (left + x, top + y, w, h)
                if reach is not None:
                    rects[child] = _clear_of_frame(child, rects[child], width, height, reach)
        inside = reach and self._with_shift(element, width, height, fit, reach)
        for child in element.placed:
            rects[child] = self._absolute_rect(element, child, width, height, fit, inside)
        # In the order of the markup, which is the order of painting.
        around, self._around = self._around, reach
        children = tuple([self._put(child, *rects[child], fit) for child in element.children])
        self._around = around
        return Fragment(element, width, height, children)

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
            case "stacks":
                return self._stack_rects(element, width, height, fit)
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
        cells = self._intrinsic.grid_cells(element, width, fit)
        rows = self._intrinsic.grid_rows(element, cells, fit, height)
        if sum(rows) + style.row_gap * (len(rows) - 1) > height + SLACK_PT:
            self._has_room(element, width, height, fit)
        tops = track_positions(rows, style.row_gap, height, style.justify_content)
        rects = []
        children = iter(element.flow)
        for top, row_height, widths in zip(tops, rows, cells, strict=True):
            lefts = track_positions(widths, style.column_gap, width, "start")
            for left, cell_width in zip(lefts, widths, strict=True):
                child = next(children)
                margin = child.style.margin
                w = cell_width - margin.across
                y, h = self._cross(element, child, w, row_height, fit)
                rects.append((left + margin.left, top + y, w, h))
        return rects

    def _stack_rects(self, element: Element, width: float, height: float, fit: Fit) -> list[_Rect]:
        style = element.style
        stacks = self._intrinsic.stacks(element, width, fit)
        if max(stacks.totals) > height + SLACK_PT:
            self._has_room(element, width, height, fit)
        rects = []
        for number, (start, end) in enumerate(pairwise((0, *stacks.ends))):
            children, outer = element.flow[start:end], stacks.heights[start:end]
            gaps = stacks.gap * (end - start - 1)
            lengths = share(
                outer, height, gaps, outer.__getitem__, [c.style.grow for c in children]
            )
            tops = track_positions(lengths, stacks.gap, height, style.justify_content)
            left = number * (stacks.width + style.column_gap)
            for child, top, length in zip(children, tops, lengths, strict=True):
                margin = child.style.margin
                w, h = stacks.width - margin.across, length - margin.down
                rects.append((left + margin.left, top + margin.top, w, h))
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
        self,
        parent: Element,
        child: Element,
        width: float,
        height: float,
        fit: Fit,
        reach: FrameInBox | None,
    ) -> _Rect:
        """Rectangle of an absolutely placed child; as in CSS it refers to the padding box."""
        border = parent.style.border
        inner_width, inner_height = width - border.across, height - border.down
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
        x = left if left is not None else inner_width - w - right if right is not None else 0.0
        if reach is not None:
            is_rigid = is_drawing(child) or (own_width is None and None in (left, right))
            x, w = kept_in(x, w, inner_width, across(reach, border), is_rigid=is_rigid)
        own = child.style.height
        if isinstance(own, Percent):
            h = inner_height * own.share
        elif own is None and top is not None and bottom is not None:
            h = inner_height - top - bottom
        else:
            h = self._intrinsic.height(child, w, fit)
        y = top if top is not None else inner_height - h - bottom if bottom is not None else 0.0
        if reach is not None:
            is_rigid = is_drawing(child) or (own is None and None in (top, bottom))
            y, h = kept_in(y, h, inner_height, down(reach, border), is_rigid=is_rigid)
        return border.left + x, border.top + y, w, h

    def _with_shift(
        self, parent: Element, width: float, height: float, fit: Fit, reach: FrameInBox
    ) -> FrameInBox:
        """``reach`` with a shift along an axis only if the placed children are centred along it."""
        if not (parent.placed and (reach.field_x or reach.field_y)):
            return reach
        rects = [
            self._absolute_rect(parent, child, width, height, fit, None) for child in parent.placed
        ]
        return reach._replace(
            field_x=reach.field_x if is_centred([r[::2] for r in rects], width) else 0.0,
            field_y=reach.field_y if is_centred([r[1::2] for r in rects], height) else 0.0,
        )

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
            page=self._texts.page_counts[0],
            x_mm=round(pt_to_mm(self._x), 1),
            y_mm=round(pt_to_mm(self._y), 1),
        )

    def _has_room(self, element: Element, width: float, height: float, fit: Fit) -> bool:
        """True if a content box of this size is large enough; if not, a problem is added."""
        # A text that cannot be set at all needs infinite height; a box of that height is no
        # solution.
        height = min(height, _MAX_HEIGHT_PT)

        def fits(element: Element) -> bool:
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
        fits: Callable[[Element], bool],
    ) -> Problem:
        misfit = Misfit(
            element=element,
            where=where,
            width=width,
            over_pt=over_pt,
            fit=fit,
        )
        return text_overflow(misfit, self._texts, fits)

    def _check_all_folds(self, pages: Sequence[Fragment]) -> None:
        for number, (page, folds) in enumerate(zip(pages, self._folds, strict=True)):
            if folds:
                for text, fold, y in _crossings(page, 0.0, 0.0, folds):
                    self._problems.append(fold_crossing(text, fold, number, y))


@dataclass(frozen=True, slots=True)
class _Trial:
    """Pages laid out at some sizes.

    Attributes:
        faults: Each fault of clearance with the index of its page.
        is_sound: Whether everything fits.
    """

    pages: tuple[Fragment, ...]
    faults: Sequence[tuple[int, ClearanceFault]]
    is_sound: bool


def _lowered(fits: Mapping[str, Fit], groups: Set[str], by: int) -> dict[str, Fit]:
    """``fits``, those of ``groups`` smaller by so many steps, but not below their floors."""
    return {
        name: fit._replace(step=max(fit.step - by, -fit.below)) if name in groups else fit
        for name, fit in fits.items()
    }


def _fitted(pages: Sequence[Element], fits: Mapping[str, Fit]) -> Iterator[tuple[str, float]]:
    for page in pages:
        for box in page.walk() if page.groups else ():
            group = box.style.copyfit
            if group is None:
                continue
            for leaf in box.walk():
                style = leaf.style
                bounds = style.font_size_min, style.font_size_max
                if leaf.texts and bounds != (None, None):
                    role = (leaf.attributes.get("class", "").split() or [leaf.tag])[0]
                    yield f"{group}/{role}", fits[group].font_size(style)


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


def _narrowed(align: Align, rest: float) -> float:
    """Where a measure begins that is narrower by ``rest`` than the content box."""
    return {Align.CENTER: rest / 2, Align.END: rest}.get(align, 0.0)


def _clear_of_frame(
    child: Element, rect: _Rect, width: float, height: float, reach: FrameInBox
) -> _Rect:
    """``rect`` of a child in the flow of a box of this size, moved out of the white frame."""
    x, y, w, h = rect
    is_rigid = is_drawing(child)
    x, w = kept_in(x, w, width, across(reach)._replace(shift=0.0, air=0.0), is_rigid=is_rigid)
    y, h = kept_in(y, h, height, down(reach)._replace(shift=0.0, air=0.0), is_rigid=is_rigid)
    return x, y, w, h


def _aligned(alignment_across: str, available: float, taken: float) -> float:
    return {"center": (available - taken) / 2, "end": available - taken}.get(alignment_across, 0.0)


def _resolved(value: float | Percent | None, whole: float) -> float | None:
    return value.share * whole if isinstance(value, Percent) else value
