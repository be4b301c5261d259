"""The rule by which a column goes on on the next page: where a page may end, and where it does.

A page ends between boxes, or between the lines of a paragraph with two lines or more on either
side. It does not end within a heading or below what says ``break-after: avoid``, and within what
says ``break-inside: avoid`` only where else more than :data:`MOST_EMPTY` of the page would stay
empty, or the box is higher than a page. No box is set anew: a part is the same fragment with some
of its lines. Lengths are in pt, y down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.core.units import TOLERANCE_PT
from generator.layout.model import Fragment, Placed
from generator.sheet.model import Element
from generator.typeset.paragraph import Line, SetText

#: Least lines of a paragraph at the foot of a page and at the head of the next (CSS's orphans and
#: widows, whose initial value is 2).
LEAST_LINES = 2
#: Share of a page that may stay empty so that a box stays whole. Our own choice: with a third, an
#: item of eight lines at 16.5 pt stays whole on A4.
MOST_EMPTY = 1 / 3

_HEADINGS = frozenset({"h1", "h2", "h3"})
#: Elements that no page ends within.
_UNCUT = frozenset({"icon", "img", "qr"})


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A place where a page may end.

    Attributes:
        end: Where the part above ends; ``start`` is where the part below begins.
        is_avoided: Whether it is within something that stays whole where it can.
    """

    end: float
    start: float
    is_avoided: bool = False

    def moved(self, by: float, *, is_avoided: bool = False) -> PageBreak:
        """The same, seen from further out."""
        return PageBreak(self.end + by, self.start + by, self.is_avoided or is_avoided)


@dataclass(frozen=True, slots=True)
class Pagination:
    """A column in parts, each for one page.

    Attributes:
        too_high: The part that has no place to end and is higher than a page; None if all fit.
    """

    parts: tuple[Fragment, ...]
    too_high: Fragment | None = None


class FlowBox:
    """The box of a flow on the page that is being placed: first looked for, then filled.

    Args:
        part: The part of the column that stands in it; None while the box is looked for.
    """

    def __init__(self, part: Fragment | None = None) -> None:
        self._part = part
        #: The element, the width and the height of the box, once it is found.
        self.found: tuple[Element, float, float] | None = None

    def placed(self, element: Element, width: float, height: float) -> Fragment:
        """The content of the box, which has this size."""
        self.found = element, width, height
        if self._part is None:
            return Fragment(element, width, height)
        return replace(self._part, height=height)


def paginate(column: Fragment, height: float) -> Pagination:
    """``column`` in parts of at most this height."""
    parts: list[Fragment] = []
    rest = column
    while rest.height > height + TOLERANCE_PT:
        cut = _chosen(rest, height)
        if cut is None:
            return Pagination((*parts, rest), rest)
        parts.append(above(rest, cut))
        rest = below(rest, cut)
    return Pagination((*parts, rest))


def _chosen(column: Fragment, height: float) -> PageBreak | None:
    """The place where a page of this height ends; None if there is none."""
    possible = [c for c in cuts(column) if TOLERANCE_PT < c.end <= height + TOLERANCE_PT]
    free = max((c for c in possible if not c.is_avoided), key=lambda c: c.end, default=None)
    lowest = max(possible, key=lambda c: c.end, default=None)
    if free is None or height - free.end > MOST_EMPTY * height:
        return lowest
    return free


def cuts(fragment: Fragment) -> Iterator[PageBreak]:
    """Every place where a page may end within ``fragment``, from its top edge."""
    if fragment.text is not None:
        yield from _between_lines(fragment, fragment.text)
        return
    keeps_whole = fragment.element.style.keeps_whole
    children = fragment.children
    for child in children:
        inner = (cut.moved(child.y, is_avoided=keeps_whole) for cut in cuts(child.fragment))
        yield from (cut for cut in inner if _is_clear(children, cut, but=child))
        if child.fragment.element.style.absolute or child.fragment.element.style.keeps_next:
            continue
        end = child.y + child.fragment.height
        tops = [
            other.y for other in children if other.y > end - TOLERANCE_PT and other is not child
        ]
        if tops and _is_clear(children, cut := PageBreak(end, min(tops), keeps_whole)):
            yield cut


def _is_clear(children: tuple[Placed, ...], cut: PageBreak, but: Placed | None = None) -> bool:
    """True if nothing but ``but`` is cut through, and nothing ends that keeps what follows."""
    for child in children:
        end = cut.end - child.y
        if child is not but and _is_cut_through(child.fragment, end):
            return False
        keeps_next = child.fragment.element.style.keeps_next
        if keeps_next and abs(child.fragment.height - end) <= TOLERANCE_PT:
            return False
    return True


def _is_cut_through(fragment: Fragment, end: float) -> bool:
    """True if something that is no bare ground stands on both sides of ``end``."""
    if not TOLERANCE_PT < end < fragment.height - TOLERANCE_PT:
        return False
    if fragment.text is not None:
        return end < fragment.text_y + fragment.text.height_em * fragment.font_size - TOLERANCE_PT
    if fragment.element.tag in _UNCUT:
        return True
    return any(_is_cut_through(child.fragment, end - child.y) for child in fragment.children)


def _between_lines(fragment: Fragment, text: SetText) -> Iterator[PageBreak]:
    if fragment.element.tag in _HEADINGS:
        return
    size = fragment.font_size
    for count in range(LEAST_LINES, len(text.lines) - LEAST_LINES + 1):
        end = fragment.text_y + _first_lines(text, count).height_em * size
        yield PageBreak(end, fragment.text_y + _raised_em(text, count) * size)


def above(fragment: Fragment, cut: PageBreak) -> Fragment:
    """The part of ``fragment`` above a cut."""
    if fragment.text is not None:
        lines = _first_lines(fragment.text, _line_count(fragment, cut))
        return replace(fragment, height=cut.end, text=lines)
    children = tuple(
        child if _is_above(child, cut) else _placed(child, child.y, above(child.fragment, inner))
        for child in fragment.children
        if child.y < cut.end - TOLERANCE_PT or _is_above(child, cut)
        for inner in [cut.moved(-child.y)]
    )
    return replace(fragment, height=cut.end, children=children)


def below(fragment: Fragment, cut: PageBreak) -> Fragment:
    """The part of ``fragment`` below a cut, which begins at its top edge."""
    height = fragment.height - cut.start
    if fragment.text is not None:
        count = _line_count(fragment, cut)
        # Of a box that is higher than its text the rest is empty.
        lines = _last_lines(fragment.text, count) if count < len(fragment.text.lines) else None
        return replace(fragment, height=height, text=lines, text_y=0.0, is_continued=True)
    children = tuple(
        _placed(child, 0.0, below(child.fragment, cut.moved(-child.y)))
        if child.y < cut.end - TOLERANCE_PT
        else _placed(child, child.y - cut.start, child.fragment)
        for child in fragment.children
        if not _is_above(child, cut)
    )
    return replace(fragment, height=height, children=children, is_continued=True)


def _is_above(child: Placed, cut: PageBreak) -> bool:
    return child.y + child.fragment.height <= cut.end + TOLERANCE_PT


def _placed(child: Placed, y: float, fragment: Fragment) -> Placed:
    return Placed(child.x, y, fragment)


def _line_count(fragment: Fragment, cut: PageBreak) -> int:
    """The number of lines above a cut between two of them."""
    assert fragment.text is not None
    ends = (cut.end - fragment.text_y) / fragment.font_size + TOLERANCE_PT
    return sum(
        _first_lines(fragment.text, count).height_em <= ends
        for count in range(1, len(fragment.text.lines) + 1)
    )


def _first_lines(text: SetText, count: int) -> SetText:
    lines = text.lines
    height = text.height_em - (lines[-1].baseline_em - lines[count - 1].baseline_em)
    return replace(text, lines=lines[:count], height_em=height)


def _last_lines(text: SetText, count: int) -> SetText:
    """The lines but the first ``count``, as high up as the first line may stand."""
    raised = _raised_em(text, count)
    lines = tuple(_lifted(line, raised) for line in text.lines[count:])
    return replace(text, lines=lines, height_em=text.height_em - raised)


def _raised_em(text: SetText, count: int) -> float:
    """By how much the lines but the first ``count`` move up: their marks keep their room."""
    first = text.lines[count]
    return first.baseline_em - max(text.lines[0].baseline_em, first.top_em)


def _lifted(line: Line, by_em: float) -> Line:
    return replace(line, baseline_em=line.baseline_em - by_em)
