"""Places a sheet's boxes and sets their texts.

Sizes run down (a parent gives each child its box), needs run up (``_height`` and ``_width`` say
what a child would take). Copyfit groups are settled between two passes: the first finds the boxes
that belong to a group, then one step of size is chosen at which every member fits, and the second
pass places everything at that step. Whatever depends on nothing but its own texts and its box is
remembered, so a second document re-lays only what differs.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from generator.errors import DoesNotFitError, Place, Problem
from generator.layout.model import Fragment, Layout, Placed
from generator.layout.tracks import share, starts
from generator.messages import msg
from generator.sheet.model import Element, Fraction, Percent, Sheet, Size, Style
from generator.typeset.fit import largest_step
from generator.typeset.fonts import FontBook
from generator.typeset.paragraph import Paragraph, Run, TextSpec, prepare
from generator.units import pt_to_mm

#: A text may stand over its box by this much before it counts: rounding, in pt.
SLACK_PT = 0.02
#: Copyfitting tries sizes this far apart, in pt.
STEP_PT = 0.25
#: Fragments remembered. A poster has about 60; this holds a few materials' worth.
MEMORY = 2048


@dataclass(frozen=True, slots=True)
class _Step:
    """One size of a copyfit group: ``step`` of ``steps`` from the floor to the full size."""

    step: int
    steps: int


@dataclass(frozen=True, slots=True)
class _Member:
    """A box that belongs to a copyfit group."""

    element: Element
    width: float
    height: float
    where: Place
    shell: float


_FIXED = _Step(1, 1)
_ARRANGEMENTS = {"row": "row", "panels": "row", "grid": "grid", "layer": "layer", "page": "layer"}


class LayoutEngine:
    """Lays sheets out; remembers fragments from one sheet to the next."""

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts
        self._memory: OrderedDict[object, Fragment] = OrderedDict()

    def lay_out(self, sheet: Sheet) -> Layout:
        """The pages of ``sheet``.

        Raises:
            DoesNotFitError: with every text that does not fit at its smallest size, and every
                box that is too small for what is in it.
            MissingResourceError: if a font family or weight is not there.
        """
        return _Pass(sheet, self._fonts, self._memory).run()


class _Pass:
    """The work on one sheet."""

    def __init__(
        self, sheet: Sheet, fonts: FontBook, memory: OrderedDict[object, Fragment]
    ) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._memory = memory
        self._steps: dict[str, _Step] = {}
        self._members: dict[str, list[_Member]] | None = None
        self._problems: list[Problem] = []
        self._page = 0
        self._x = self._y = 0.0
        self._item: str | None = None
        # While an overflow is measured: how many words of an element's text are left out.
        self._cut: dict[Element, int] = {}

    def run(self) -> Layout:
        """Both passes."""
        if any(page.groups for page in self._sheet.pages):
            self._members = {}
            self._place_pages()
            members, self._members = self._members, None
            for group, boxes in members.items():
                self._steps[group] = self._settle(boxes)
            self._raise_problems()
        pages = self._place_pages()
        self._raise_problems()
        return Layout(pages, dict(self._fitted()))

    def _place_pages(self) -> tuple[Fragment, ...]:
        pages = []
        for number, page in enumerate(self._sheet.pages):
            self._page = number
            pages.append(self._place(page, self._sheet.width_pt, self._sheet.height_pt, _FIXED))
        for number, fragment in enumerate(pages):
            self._page = number
            if self._sheet.folds[self._page]:
                self._check_folds(fragment, 0.0, 0.0)
        return tuple(pages)

    def _raise_problems(self) -> None:
        if self._problems:
            raise DoesNotFitError(*self._problems)

    # -- copyfitting

    def _settle(self, members: list[_Member]) -> _Step:
        """The largest step at which every member fits; those that never fit are problems."""
        steps = max(1, *(_steps_of(m.element) for m in members))
        best = steps
        for member in members:
            # Most members fit at the size that the others have left.
            if self._fits(member, _Step(best, steps)):
                continue
            found = largest_step(best - 1, lambda k, m=member: self._fits(m, _Step(k, steps)))  # type: ignore[misc]
            if found is None:
                self._report_member(member, _Step(0, steps))
            else:
                best = found
        return _Step(best, steps)

    def _fits(self, member: _Member, fit: _Step) -> bool:
        return self._content_height(member.element, member.width - member.shell, fit) <= (
            member.height + SLACK_PT
        )

    def _report_member(self, member: _Member, fit: _Step) -> None:
        def fits() -> bool:
            return self._fits(member, fit)

        self._report(member.element, member.where, fits, fit)

    def _fitted(self) -> Iterator[tuple[str, float]]:
        for page in self._sheet.pages:
            for box in page.walk():
                group = box.style.copyfit
                if group is None or group not in self._steps:
                    continue
                fit = self._steps[group]
                for leaf in box.walk():
                    if leaf.is_text and leaf.style.font_size_min is not None:
                        role = (leaf.attributes.get("class") or leaf.tag).split()[0]
                        yield f"{group}/{role}", _font_size(leaf.style, fit)

    # -- what a box would take

    def _height(self, element: Element, width: float, fit: _Step) -> float:
        """Height of the border box when it is ``width`` wide; infinite if it cannot be."""
        own = element.style.height
        if isinstance(own, float):
            return own
        if element.style.copyfit is not None:
            return 0.0  # it takes what it is given
        return self._content_height(element, width - _shell_across(element.style), fit) + (
            _shell_down(element.style)
        )

    def _content_height(self, element: Element, width: float, fit: _Step) -> float:
        style = element.style
        if element.is_text:
            return self._text_height(element, width, fit)
        flow = _flow(element)
        if not flow:
            return 0.0
        if _arrangement(element) == "row":
            widths = self._row_widths(element, flow, width, fit)
            return max(
                self._height(c, w, fit) + c.style.margin.down
                for c, w in zip(flow, widths, strict=True)
            )
        if _arrangement(element) == "grid":
            widths = self._grid_widths(element, width)
            rows = self._grid_rows(element, flow, widths, fit)
            return sum(rows) + style.row_gap * (len(rows) - 1)
        if _arrangement(element) == "layer":
            return max(self._height(c, width, fit) for c in flow)
        return sum(
            self._height(c, self._cross_width(element, c, width, fit), fit) + c.style.margin.down
            for c in flow
        ) + style.row_gap * (len(flow) - 1)

    def _text_height(self, element: Element, width: float, fit: _Step) -> float:
        paragraph = self._paragraph(element)
        if paragraph is None:
            return 0.0
        size = _font_size(element.style, fit)
        if width <= 0:
            return math.inf
        text = paragraph.set_lines(width / size)
        if text.lines_over or text.too_wide_em * size > SLACK_PT:
            return math.inf
        return text.height_em * size

    def _width(self, element: Element, available: float, fit: _Step) -> float:
        """Width of the border box when nothing stretches it, at most ``available``."""
        own = element.style.width
        if isinstance(own, float):
            return own
        if isinstance(own, Percent):
            return available * own.share
        shell = _shell_across(element.style)
        if element.is_text:
            paragraph = self._paragraph(element)
            natural = paragraph.natural_width_em if paragraph else 0.0
            # A hair more, so that the text that asked for this width also breaks as one line.
            return min(available, natural * _font_size(element.style, fit) + 0.001 + shell)
        flow = _flow(element)
        inner = available - shell
        widths = [self._width(c, inner, fit) + c.style.margin.across for c in flow]
        if _arrangement(element) == "row":
            natural = sum(widths) + element.style.column_gap * max(0, len(flow) - 1)
        else:
            natural = max(widths, default=0.0)
        return min(available, natural + shell)

    def _row_widths(
        self, element: Element, flow: list[Element], width: float, fit: _Step
    ) -> list[float]:
        """Border-box widths of a row's children."""
        if element.tag == "panels":
            edges = [0.0, *self._sheet.folds[self._page], self._sheet.width_pt]
            return [b - a for a, b in pairwise(edges)]
        margins = sum(c.style.margin.across for c in flow)
        gaps = element.style.column_gap * (len(flow) - 1) + margins
        return share(
            [_flexible(c, c.style.width) for c in flow],
            width,
            gaps,
            lambda i: self._width(flow[i], width, fit),
            [c.style.grow for c in flow],
        )

    def _cross_width(self, parent: Element, child: Element, width: float, fit: _Step) -> float:
        """Border-box width of a column's child."""
        available = width - child.style.margin.across
        own = child.style.width
        if isinstance(own, Percent):
            return width * own.share
        if own is None and _alignment(parent, child) == "stretch":
            return available
        return self._width(child, available, fit)

    def _grid_widths(self, element: Element, width: float) -> list[float]:
        columns = [Fraction(1) if c is None else c for c in element.style.columns] or [Fraction(1)]
        gaps = element.style.column_gap * (len(columns) - 1)
        return share(columns, width, gaps, lambda _: 0.0)

    def _grid_rows(
        self,
        element: Element,
        flow: list[Element],
        widths: list[float],
        fit: _Step,
        height: float | None = None,
    ) -> list[float]:
        """Row heights of a grid; fractions count as ``auto`` while ``height`` is unknown."""
        columns = len(widths)
        count = math.ceil(len(flow) / columns)
        asked: list[Size] = [*element.style.rows, *([None] * count)][:count]
        if height is None:
            asked = [None if isinstance(size, Fraction | Percent) else size for size in asked]

        def natural(row: int) -> float:
            cells = flow[row * columns : (row + 1) * columns]
            return max(
                self._height(c, w - c.style.margin.across, fit) + c.style.margin.down
                for c, w in zip(cells, widths, strict=False)
            )

        gaps = element.style.row_gap * (count - 1)
        return share(asked, height or 0.0, gaps, natural)

    # -- placing

    def _place(self, element: Element, width: float, height: float, fit: _Step) -> Fragment:
        """``element`` in a border box of this size."""
        if element.style.copyfit is not None:
            if self._members is not None:
                return self._enlist(element, width, height)
            fit = self._steps[element.style.copyfit]
        key = self._key(element, width, height, fit)
        found = self._memory.get(key) if key else None
        if found is not None:
            self._memory.move_to_end(key)
            return found
        before = len(self._problems)
        with self._named(element):
            fragment = self._place_anew(element, width, height, fit)
        if key and len(self._problems) == before:
            self._memory[key] = fragment
            if len(self._memory) > MEMORY:
                self._memory.popitem(last=False)
        return fragment

    def _key(self, element: Element, width: float, height: float, fit: _Step) -> object | None:
        """What a fragment depends on; None while it cannot be remembered."""
        if self._members is not None and element.groups:
            return None
        slots = self._sheet.slots
        steps = self._steps
        return (
            element,
            width,
            height,
            fit,
            tuple([slots[i] for i in element.slots]),
            tuple([steps[g] for g in element.groups]) if element.groups else (),
        )

    def _enlist(self, element: Element, width: float, height: float) -> Fragment:
        assert self._members is not None
        style = element.style
        with self._named(element):
            member = _Member(
                element,
                width,
                height - _shell_down(style),
                self._where(),
                _shell_across(style),
            )
        self._members.setdefault(style.copyfit or "", []).append(member)
        return Fragment(element, width, height)

    def _place_anew(self, element: Element, width: float, height: float, fit: _Step) -> Fragment:
        style = element.style
        left = style.border_width + style.padding.left
        top = style.border_width + style.padding.top
        inner_width = width - _shell_across(style)
        inner_height = height - _shell_down(style)
        if element.is_text:
            return self._place_text(element, width, height, fit)
        children: list[Placed] = []
        flow = _flow(element)
        if flow:
            boxes = self._boxes(element, flow, inner_width, inner_height, fit)
            for child, (x, y, w, h) in zip(flow, boxes, strict=True):
                children.append(self._put(child, left + x, top + y, w, h, fit))
        for child in element.children:
            if child.style.absolute:
                children.append(self._put_absolute(element, child, width, height, fit))
        order = {child: n for n, child in enumerate(element.children)}
        children.sort(key=lambda placed: order[placed.fragment.element])
        return Fragment(element, width, height, tuple(children))

    def _place_text(self, element: Element, width: float, height: float, fit: _Step) -> Fragment:
        style = element.style
        size = _font_size(style, fit)
        paragraph = self._paragraph(element)
        inner_width = width - _shell_across(style)
        inner_height = height - _shell_down(style)
        if paragraph is None:
            return Fragment(element, width, height)
        if not self._text_height(element, inner_width, fit) <= inner_height + SLACK_PT:

            def fits() -> bool:
                return self._text_height(element, inner_width, fit) <= inner_height + SLACK_PT

            self._report(element, self._where(), fits, fit)
            return Fragment(element, width, height)
        return Fragment(
            element,
            width,
            height,
            text=paragraph.set_lines(inner_width / size),
            text_x=style.border_width + style.padding.left,
            text_y=style.border_width + style.padding.top,
            font_size=size,
        )

    def _put(
        self, child: Element, x: float, y: float, width: float, height: float, fit: _Step
    ) -> Placed:
        self._x += x
        self._y += y
        fragment = self._place(child, width, height, fit)
        self._x -= x
        self._y -= y
        return Placed(x, y, fragment)

    def _boxes(
        self, element: Element, flow: list[Element], width: float, height: float, fit: _Step
    ) -> list[tuple[float, float, float, float]]:
        """x, y, width and height of each child in the flow, from the content box's corner."""
        if _arrangement(element) == "row":
            return self._row_boxes(element, flow, width, height, fit)
        if _arrangement(element) == "grid":
            return self._grid_boxes(element, flow, width, height, fit)
        if _arrangement(element) == "layer":
            return [(0.0, 0.0, width, height) for _ in flow]
        return self._column_boxes(element, flow, width, height, fit)

    def _column_boxes(
        self, element: Element, flow: list[Element], width: float, height: float, fit: _Step
    ) -> list[tuple[float, float, float, float]]:
        style = element.style
        widths = [self._cross_width(element, c, width, fit) for c in flow]
        margins = sum(c.style.margin.down for c in flow)
        gaps = style.row_gap * (len(flow) - 1) + margins
        heights = share(
            [_flexible(c, c.style.height) for c in flow],
            height,
            gaps,
            lambda i: self._height(flow[i], widths[i], fit),
            [c.style.grow for c in flow],
        )
        self._check_room(element, sum(heights) + gaps, height, width, fit)
        outer = [h + c.style.margin.down for h, c in zip(heights, flow, strict=True)]
        tops = starts(outer, style.row_gap, height, style.justify_content)
        boxes = []
        for child, top, w, h in zip(flow, tops, widths, heights, strict=True):
            margin = child.style.margin
            x = _aligned(_alignment(element, child), width - margin.across, w) + margin.left
            boxes.append((x, top + margin.top, w, h))
        return boxes

    def _row_boxes(
        self, element: Element, flow: list[Element], width: float, height: float, fit: _Step
    ) -> list[tuple[float, float, float, float]]:
        style = element.style
        widths = self._row_widths(element, flow, width, fit)
        outer = [w + c.style.margin.across for w, c in zip(widths, flow, strict=True)]
        taken = sum(outer) + style.column_gap * (len(flow) - 1)
        if taken > width + SLACK_PT:
            self._report_room(element, taken - width)
        lefts = starts(outer, style.column_gap, width, style.justify_content)
        boxes = []
        for child, left, w in zip(flow, lefts, widths, strict=True):
            margin = child.style.margin
            h, y = self._cross_height(element, child, w, height, fit)
            boxes.append((left + margin.left, y, w, h))
        return boxes

    def _cross_height(
        self, parent: Element, child: Element, width: float, height: float, fit: _Step
    ) -> tuple[float, float]:
        """Height and y of a child beside others in a row or in a grid's cell."""
        margin = child.style.margin
        available = height - margin.down
        own = child.style.height
        alignment = _alignment(parent, child)
        if isinstance(own, Percent):
            h = height * own.share
        elif not isinstance(own, float) and alignment == "stretch":
            h = available
        else:
            h = self._height(child, width, fit)
        if h > available + SLACK_PT and not child.is_text:
            self._check_room(child, h, available, width, fit)
        return h, _aligned(alignment, available, h) + margin.top

    def _grid_boxes(
        self, element: Element, flow: list[Element], width: float, height: float, fit: _Step
    ) -> list[tuple[float, float, float, float]]:
        style = element.style
        widths = self._grid_widths(element, width)
        rows = self._grid_rows(element, flow, widths, fit, height)
        self._check_room(element, sum(rows) + style.row_gap * (len(rows) - 1), height, width, fit)
        lefts = starts(widths, style.column_gap, width, "start")
        tops = starts(rows, style.row_gap, height, style.justify_content)
        boxes = []
        for n, child in enumerate(flow):
            row, column = divmod(n, len(widths))
            margin = child.style.margin
            w = widths[column] - margin.across
            h, y = self._cross_height(element, child, w, rows[row], fit)
            boxes.append((lefts[column] + margin.left, tops[row] + y, w, h))
        return boxes

    def _put_absolute(
        self, parent: Element, child: Element, width: float, height: float, fit: _Step
    ) -> Placed:
        """An absolutely placed child; as in CSS it refers to the parent's padding box."""
        border = parent.style.border_width
        inner_width, inner_height = width - 2 * border, height - 2 * border
        inset = child.style.inset
        left, right = _resolve(inset.left, inner_width), _resolve(inset.right, inner_width)
        top, bottom = _resolve(inset.top, inner_height), _resolve(inset.bottom, inner_height)
        if child.style.width is None and left is not None and right is not None:
            w = inner_width - left - right
        else:
            w = self._width(child, inner_width - (left or 0.0) - (right or 0.0), fit)
        own = child.style.height
        if isinstance(own, Percent):
            h = inner_height * own.share
        elif own is None and top is not None and bottom is not None:
            h = inner_height - top - bottom
        else:
            h = self._height(child, w, fit)
        x = left if left is not None else inner_width - w - right if right is not None else 0.0
        y = top if top is not None else inner_height - h - bottom if bottom is not None else 0.0
        return self._put(child, border + x, border + y, w, h, fit)

    # -- texts

    def _paragraph(self, element: Element) -> Paragraph | None:
        runs = self._runs(element)
        if not runs:
            return None
        style = element.style
        return prepare(
            runs,
            TextSpec(
                align=style.text_align,
                wrap=style.text_wrap,
                line_height=style.line_height,
                tracking_em=style.letter_spacing,
                max_lines=style.max_lines,
            ),
        )

    def _runs(self, element: Element) -> tuple[Run, ...]:
        slots = self._sheet.slots
        runs = []
        for inline in element.texts:
            text = "".join([slots[p] if isinstance(p, int) else p for p in inline.parts])
            if element.style.uppercase:
                text = text.upper()
            if text:
                face = self._fonts.face(inline.font_family, inline.font_weight)
                runs.append(Run(text, face, inline))
        if element in self._cut:
            runs = _without_last_words(runs, self._cut[element])
        return tuple(runs)

    # -- problems

    @contextmanager
    def _named(self, element: Element) -> Iterator[None]:
        """Problems inside name this element's item or part."""
        name = element.attributes.get("item") or element.attributes.get("part")
        outer, self._item = self._item, name or self._item
        try:
            yield
        finally:
            self._item = outer

    def _where(self) -> Place:
        return Place(
            item=self._item,
            page=self._page + 1,
            x_mm=round(pt_to_mm(self._x), 1),
            y_mm=round(pt_to_mm(self._y), 1),
        )

    def _check_room(
        self, element: Element, needed: float, available: float, width: float, fit: _Step
    ) -> None:
        if needed <= available + SLACK_PT:
            return
        inner = width

        def fits() -> bool:
            return self._content_height(element, inner, fit) <= available + SLACK_PT

        self._report(element, self._where(), fits, fit)

    def _report_room(self, element: Element, over: float) -> None:
        self._problems.append(
            Problem(
                "box-overflow",
                msg(
                    "{item}: what stands side by side is {over} mm too wide",
                    item=self._item or element.tag,
                    over=f"{pt_to_mm(over):.1f}",
                ),
                hint=msg(
                    "choose a larger size, or change the template at {source}:{line}",
                    source=element.source,
                    line=element.line,
                ),
                place=self._where(),
            )
        )

    def _report(self, element: Element, where: Place, fits: Callable[[], bool], fit: _Step) -> None:
        """Say how many characters too many there are, in the text where cutting helps."""
        leaf, excess = self._excess(element, fits)
        if leaf is None:
            message = msg(
                "{item}: its box is too small for what is in it, even without text",
                item=where.item or element.tag,
            )
        else:
            message = msg(
                "{item}: the text is {excess} characters too long at {size} pt, "
                "the smallest size allowed",
                item=where.item or leaf.tag,
                excess=excess,
                size=f"{_font_size(leaf.style, fit):g}",
            )
        problem = Problem(
            "text-overflow",
            message,
            hint=msg("shorten the text, or choose a larger size (--size) or --text short"),
            place=where,
        )
        if problem not in self._problems:
            self._problems.append(problem)

    def _excess(self, element: Element, fits: Callable[[], bool]) -> tuple[Element | None, int]:
        """The longest text whose shortening makes ``element`` fit, and by how many characters."""
        leaves = [leaf for leaf in element.walk() if leaf.is_text and self._runs(leaf)]
        for leaf in sorted(leaves, key=lambda leaf: -len(_text(self._runs(leaf)))):
            full = _text(self._runs(leaf))
            words = len(full.split())

            def fits_without(kept: int, leaf: Element = leaf, words: int = words) -> bool:
                self._cut[leaf] = words - kept
                return fits()

            kept = largest_step(words, fits_without)
            if kept is not None:
                self._cut[leaf] = words - kept
                excess = len(full) - len(_text(self._runs(leaf)))
                self._cut.clear()
                return leaf, excess
            self._cut.clear()
        return None, 0

    def _check_folds(self, fragment: Fragment, x: float, y: float) -> None:
        """No text may cross a fold unless its style allows it."""
        if fragment.text is not None and not fragment.element.style.crosses_folds:
            size = fragment.font_size
            for line in fragment.text.lines:
                left = x + fragment.text_x + line.x_em * size
                right = left + line.width_em * size
                for fold in self._sheet.folds[self._page]:
                    if left < fold - SLACK_PT and right > fold + SLACK_PT:
                        self._report_fold(line.text, fold, y)
        for placed in fragment.children:
            self._check_folds(placed.fragment, x + placed.x, y + placed.y)

    def _report_fold(self, text: str, fold: float, y: float) -> None:
        self._problems.append(
            Problem(
                "text-crosses-fold",
                msg(
                    "'{text}' crosses the fold at {x} mm",
                    text=text.strip(),
                    x=f"{pt_to_mm(fold):.1f}",
                ),
                hint=msg("narrow its box, or allow it with 'fold-crossing: allow'"),
                place=Place(
                    page=self._page + 1, x_mm=round(pt_to_mm(fold), 1), y_mm=round(pt_to_mm(y), 1)
                ),
            )
        )


def _flow(element: Element) -> list[Element]:
    return [c for c in element.children if not c.style.absolute]


def _arrangement(element: Element) -> str:
    return element.style.arrange or _ARRANGEMENTS.get(element.tag, "column")


def _shell_across(style: Style) -> float:
    """Padding and border, left and right."""
    return style.padding.across + 2 * style.border_width


def _shell_down(style: Style) -> float:
    """Padding and border, top and bottom."""
    return style.padding.down + 2 * style.border_width


def _flexible(child: Element, size: Size) -> Size:
    """A spacer without a size takes its share of the rest."""
    return Fraction(1) if child.tag == "spacer" and size is None else size


def _alignment(parent: Element, child: Element) -> str:
    return child.style.align_self or parent.style.align_items


def _aligned(alignment: str, available: float, taken: float) -> float:
    return {"center": (available - taken) / 2, "end": available - taken}.get(alignment, 0.0)


def _resolve(value: float | Percent | None, whole: float) -> float | None:
    return value.share * whole if isinstance(value, Percent) else value


def _font_size(style: Style, fit: _Step) -> float:
    return style.size_at(fit.step, fit.steps)


def _steps_of(element: Element) -> int:
    """How many steps lie between the smallest and the full size of an element's texts."""
    spans = (
        leaf.style.font_size - leaf.style.font_size_min
        for leaf in element.walk()
        if leaf.style.font_size_min is not None
    )
    return math.ceil(max(spans, default=0.0) / STEP_PT)


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _without_last_words(runs: list[Run], count: int) -> list[Run]:
    """``runs`` without the last ``count`` words."""
    kept = list(runs)
    while count and kept:
        words = kept[-1].text.split()
        if len(words) <= count:
            count -= len(words)
            kept.pop()
        else:
            last = kept[-1]
            kept[-1] = Run(" ".join(words[:-count]), last.face, last.tag)
            count = 0
    return kept
