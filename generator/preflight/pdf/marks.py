"""Marks of a page: visibility, excerpts of their text, groups of neighbours.

What a mark is, is in ``preflight.pdf.model``; what its colour looks like in
``preflight.pdf.paints``; whether other marks occlude it is measured in ``preflight.text``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import islice, pairwise
from typing import TypeVar

from generator.core.excerpts import excerpt
from generator.core.units import mm_to_pt
from generator.preflight.pdf.geometry import boxes_overlap, union
from generator.preflight.pdf.model import Box, Mark, MarkKind, Page

#: Text rendering modes that paint nothing (ISO 32000-2, table 104).
_INVISIBLE_MODES = (3, 7)

#: Letters of a text that may stand in many places of a page; the longest Vietnamese syllables have
#: seven, and two words are rarely twice on a piece.
_MAX_AMBIGUOUS_LETTERS = 3
#: Gap between letters in em from which it is a space: the shipped typefaces' spaces have 0.20 to
#: 0.23. As far letters may overlap.
_MIN_SPACE_EM = 0.18
#: Gap in em from which the text is of another column or cell: an em quad.
_MAX_GAP_EM = 1.0
#: Vertical distance of the ink of two letters of a line in em: between full stop and closing quote
#: the shipped typefaces have 0.25 to 0.39.
_MAX_VERTICAL_GAP_EM = 0.6
#: Relative difference of sizes within a line: rounding of scaled fonts.
_MAX_SIZE_DIFFERENCE = 0.05
#: Latest groups among which a mark's neighbours are sought: programs paint them soon after each
#: other, and without a bound a page of thousands of findings takes quadratic time.
_RECENT_GROUPS = 20
#: Reach of a mark without text when neighbours are grouped.
_NEIGHBOUR_MM = 1.0
#: Characters of an excerpt: a message with two fits into two lines of a terminal.
_EXCERPT_CHARACTERS = 40

_T = TypeVar("_T")
_K = TypeVar("_K", bound=Hashable)


def is_visible(mark: Mark) -> bool:
    """True if the mark is painted within the clip; occlusion does not count."""
    left, low, right, high = mark.box
    if right <= left or high <= low or mark.alpha <= 0:
        return False
    return mark.text is None or mark.text.mode not in _INVISIBLE_MODES


def visible_texts(page: Page) -> Iterator[Mark]:
    """The page's visible text marks within the trim, spaces excepted."""
    for mark in page.marks:
        if mark.kind is not MarkKind.TEXT or mark.text is None or not is_visible(mark):
            continue
        if mark.text.characters.strip() and boxes_overlap(mark.box, page.boxes.trimmed):
            yield mark


def mark_excerpt(mark: Mark) -> str:
    """The beginning of a mark's text, as messages quote it."""
    return excerpt(_characters(mark), _EXCERPT_CHARACTERS)


def line_excerpt(page: Page, mark: Mark) -> str:
    """The beginning of a mark's text or, if it has few letters, of its line on ``page``.

    Some programs show each letter by itself, and one letter does not identify a text.
    """
    if mark.text is None or len(mark.text.characters.strip()) > _MAX_AMBIGUOUS_LETTERS:
        return mark_excerpt(mark)
    shown = list(visible_texts(page))
    place = next((index for index, other in enumerate(shown) if other is mark), None)
    if place is None:
        return mark_excerpt(mark)
    first = last = place
    while first > 0 and _gap(shown[first - 1], shown[first]) is not None:
        first -= 1
    while last + 1 < len(shown) and _gap(shown[last], shown[last + 1]) is not None:
        last += 1
    line = _characters(shown[first])
    for before, after in pairwise(shown[first : last + 1]):
        is_spaced = (_gap(before, after) or 0.0) > _MIN_SPACE_EM
        line += (" " if is_spaced else "") + _characters(after)
    return excerpt(" ".join(line.split()), _EXCERPT_CHARACTERS)


def _characters(mark: Mark) -> str:
    return mark.text.characters if mark.text else ""


def _gap(before: Mark, after: Mark) -> float | None:
    """Gap between ``before`` and ``after`` in em; None if they are not of one line.

    A line is of one size and one colour.
    """
    if before.text is None or after.text is None or before.paint != after.paint:
        return None
    size = before.text.size_pt
    if abs(after.text.size_pt - size) > _MAX_SIZE_DIFFERENCE * size or not size:
        return None
    apart = max(before.box[1] - after.box[3], after.box[1] - before.box[3]) / size
    gap = (after.box[0] - before.box[2]) / size
    is_next = apart < _MAX_VERTICAL_GAP_EM and -_MIN_SPACE_EM < gap < _MAX_GAP_EM
    return gap if is_next and after.box[2] > before.box[2] else None


def group_nearby(marks: Iterable[tuple[_K, Mark]]) -> Iterator[tuple[_K, list[Mark]]]:
    """Groups of neighbouring marks by key, in painting order of their first.

    Lines of a paragraph are one thing to a reader, and one finding.
    """
    groups: dict[_K, list[list[Mark]]] = {}
    for key, mark in marks:
        of_key = groups.setdefault(key, [])
        latest = islice(reversed(of_key), _RECENT_GROUPS)
        near = next((group for group in latest if _is_near(group[-1], mark)), None)
        if near is None:
            of_key.append([mark])
        else:
            near.append(mark)
    for key, found in groups.items():
        for group in found:
            yield key, group


def _is_near(one: Mark, other: Mark) -> bool:
    """True if two marks are less than a line apart."""
    size = max(mark.text.size_pt if mark.text else mm_to_pt(_NEIGHBOUR_MM) for mark in (one, other))
    left, low, right, high = one.box
    return boxes_overlap((left - size, low - size, right + size, high + size), other.box)


def marks_bounds(marks: Iterable[Mark]) -> Box:
    """Bounding box of the visible parts of at least one mark."""
    found = union(mark.box for mark in marks)
    assert found is not None
    return found
