"""Problems of texts that do not fit: item, place, and by how many characters or mm."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace

from generator.core.errors import Place, Problem
from generator.core.messages import Message, msg
from generator.core.units import pt_to_mm
from generator.layout.clearance import ClearanceFault
from generator.layout.fit import Fit
from generator.layout.intrinsic_sizes import least_size_pt
from generator.layout.model import Fragment
from generator.layout.texts import Texts
from generator.sheet.model import Element
from generator.typeset.copyfit_search import largest_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A content box that is too small for what is in it.

    Attributes:
        where: Its place on the page.
        width: In pt.
        over_pt: Height in pt that it lacks; infinite where its text cannot be set at all.
        fit: The size at which it does not fit, the smallest that there is.
    """

    element: Element
    where: Place
    width: float
    over_pt: float
    fit: Fit


#: Items that a hint names; more would be no help.
MOST_NAMED = 5

#: What a text may be too long by, in characters, to be named alone. Our own choice, half of a
#: support line: of a text that would lose more, and of all items, the items are the cause.
_LONG_EXCESS = 30


def text_overflow(misfit: Misfit, texts: Texts, fits: Callable[[Element], bool]) -> Problem:
    """The problem of an element whose texts do not fit.

    Args:
        fits: True if this element, the misfit's own or one with fewer items, fits there with the
            texts as they are now in ``texts``.
    """
    element = misfit.element
    if _is_one_line(misfit, texts):
        return _line_overflow(misfit)
    leaf, excess = _excess(element, texts, lambda: fits(element))
    if leaf is None or excess > _LONG_EXCESS:
        lists = _item_lists(element)
        room = _room_for_items(element, lists, fits)
        if room:
            return _items_overflow(misfit, lists, room, texts)
    leaves = _leaves(element, texts)
    origin = texts.origin(leaf or leaves[0]) if leaf or leaves else None
    message: Message
    if leaf is not None:
        message = msg(
            "the text is {excess} characters too long at {size} pt, the smallest size allowed",
            excess=excess,
            size=least_size_pt(leaf, misfit.fit),
        )
    elif len(leaves) > 1:
        message = msg("the texts there are too long together, at the smallest size allowed")
    else:
        message = msg("its box is too small for what is in it, even without text")
    return Problem(
        "text-overflow",
        message,
        hint=_hint(origin, _longest(_item_lists(element), texts) if leaf is None else None),
        place=replace(misfit.where, item=_item(misfit, leaf or element, origin or ""), text=origin),
    )


def box_too_high(part: Fragment, over_pt: float, where: Place) -> Problem:
    """The problem of something in a flow that is higher than a page and cannot be parted.

    Args:
        part: What is left of the flow; its first box is the one.
    """
    first = next((child.fragment.element for child in part.children), part.element)
    name = next((element.name for element in first.walk() if element.name), None)
    return Problem(
        "flow-box-too-high",
        msg(
            "it is {over} mm higher than a page, and no page can end within it",
            over=_rounded_up_mm(over_pt),
        ),
        hint=msg(
            "shorten its heading, or let boxes beside its text end above it, at {source}:{line}",
            source=first.source,
            line=first.line,
        ),
        place=replace(where, item=name or first.tag),
    )


def too_many_pages(count: int, most: int) -> Problem:
    """The problem of a piece whose text takes more pages than its manifest allows."""
    return Problem(
        "too-many-pages",
        msg(
            "its texts take {count} pages; the material has at most {most}", count=count, most=most
        ),
        hint=msg("leave items out of the campaign"),
    )


def _item(misfit: Misfit, leaf: Element, origin: str) -> str:
    """The item or part to name; where the template names none, that of the text."""
    name = _nearest_name(misfit.element, leaf) or misfit.where.item
    return name or origin.partition(".")[0] or leaf.tag


def _hint(origin: str | None, several: Sequence[str] | None) -> Message:
    """Remedy for a text that does not fit; an official one is never shortened.

    Whether another size or shorter texts would help is known only when it is tried.

    Args:
        several: Where texts are too long together the items that they belong to, the longest first.
    """
    is_several = several is not None
    is_official = origin is not None and origin.endswith(".official")
    if is_official and is_several:
        return msg("leave items out of the campaign, or shorten their headlines")
    if is_official:
        return msg("leave items out of the campaign")
    if several:
        return msg("shorten {items}", items=", ".join(several[:MOST_NAMED]))
    return msg("shorten several of them") if is_several else msg("shorten the text")


def _longest(lists: Sequence[Sequence[Element]], texts: Texts) -> list[str]:
    """The items in ``lists`` by their ids, those with the most letters first."""

    def letters(item: Element) -> int:
        return sum(len(texts.text(leaf)) for leaf in item.walk() if leaf.texts)

    items = (item for items in lists for item in items)
    return [item.attributes["item"] for item in sorted(items, key=letters, reverse=True)]


def _is_one_line(misfit: Misfit, texts: Texts) -> bool:
    """True for a text that stands on one line, and lacks nothing but height."""
    element = misfit.element
    paragraph = texts.paragraph(element) if element.texts else None
    return (
        paragraph is not None
        and math.isfinite(misfit.over_pt)
        and "\n" not in texts.text(element)
        and paragraph.natural_width_em * misfit.fit.font_size(element.style) <= misfit.width
    )


def _line_overflow(misfit: Misfit) -> Problem:
    """The problem of a line that is too tall for its box, as one with Ẩ or Ỗ may be."""
    element = misfit.element
    return Problem(
        "text-overflow",
        msg(
            "the line is {over} mm too tall at {size} pt, the smallest size allowed",
            over=_rounded_up_mm(misfit.over_pt),
            size=misfit.fit.font_size(element.style),
        ),
        hint=msg(
            "word it without its tallest letters, as Ẩ or Ỗ, or give it more height at "
            "{source}:{line}",
            source=element.source,
            line=element.line,
        ),
        place=replace(misfit.where, item=element.name or misfit.where.item or element.tag),
    )


def _rounded_up_mm(length_pt: float) -> float:
    """A length in mm with one decimal, never 0: what is granted so much is enough."""
    return math.ceil(pt_to_mm(length_pt) * 10) / 10


def _nearest_name(element: Element, leaf: Element) -> str | None:
    """The name of ``leaf``, or of the nearest element around it within ``element``."""
    if element is leaf:
        return element.name
    for child in element.children:
        if any(inner is leaf for inner in child.walk()):
            return _nearest_name(child, leaf) or element.name
    return None


def _excess(element: Element, texts: Texts, fits: Callable[[], bool]) -> tuple[Element | None, int]:
    """The longest text whose shortening makes ``element`` fit, and by how many characters."""
    for leaf in _leaves(element, texts):
        words = texts.text(leaf).split(" ")

        def fits_with(kept: int, leaf: Element = leaf) -> bool:
            with texts.shortened(leaf, kept):
                return fits()

        # With all of them it does not fit, whatever breaks its lines otherwise: one less at least.
        kept = largest_step(len(words) - 1, fits_with)
        if kept is not None:
            return leaf, len(" ".join(words)) - len(" ".join(words[:kept]))
    return None, 0


def _leaves(element: Element, texts: Texts) -> list[Element]:
    """The elements with texts in ``element``, that with the longest first."""
    leaves = [leaf for leaf in element.walk() if leaf.texts and texts.text(leaf)]
    return sorted(leaves, key=lambda leaf: -len(texts.text(leaf)))


def _item_lists(element: Element) -> list[list[Element]]:
    """The items in ``element``, those of one list together."""
    lists = [[child for child in box.children if _is_item(child)] for box in element.walk()]
    return [items for items in lists if items]


def _is_item(element: Element) -> bool:
    return element.tag == "li" and "item" in element.attributes


def _room_for_items(
    element: Element, lists: Sequence[Sequence[Element]], fits: Callable[[Element], bool]
) -> int:
    """Number of items that there is room for; those left out are of the longest lists."""
    kept = [list(items) for items in lists]
    left_out: set[Element] = set()
    for room in range(sum(map(len, kept)) - 1, 0, -1):
        left_out.add(max(kept, key=len).pop())
        if fits(_without(element, left_out)):
            return room
    return 0


def _without(element: Element, left_out: Set[Element]) -> Element:
    """``element`` without some of the elements in it."""
    if not element.children:
        return element
    children = (_without(c, left_out) for c in element.children if c not in left_out)
    return replace(element, children=tuple(children))


def _items_overflow(
    misfit: Misfit, lists: Sequence[Sequence[Element]], room: int, texts: Texts
) -> Problem:
    """The problem of more items than there is room for, with those of the longest texts."""
    element = misfit.element
    items = _longest(lists, texts)
    longest = ", ".join(items[: min(len(items) - room, MOST_NAMED)])
    is_official = any(leaf.tag == "official" for leaf in element.walk())
    return Problem(
        "too-many-items",
        msg(
            "{count} items are too many for a piece of this size; {room} fit",
            count=len(items),
            room=room,
        ),
        hint=msg("leave items out of the campaign")
        if is_official
        else msg("leave items out of the campaign, or shorten {items}", items=longest),
        place=replace(misfit.where, item=element.name or misfit.where.item or element.tag),
    )


def row_overflow(element: Element, where: Place, over_pt: float) -> Problem:
    """The problem of a row whose children are too wide together."""
    return Problem(
        "box-overflow",
        msg("what stands side by side is {over} mm too wide", over=round(pt_to_mm(over_pt), 1)),
        hint=msg(
            "choose a larger size, or change the template at {source}:{line}",
            source=element.source,
            line=element.line,
        ),
        place=replace(where, item=element.name or where.item or element.tag),
    )


def fold_crossing(text: str, fold_pt: float, page: int, y_pt: float) -> Problem:
    """The problem of a line that crosses a fold; ``page`` is 0-based."""
    return Problem(
        "text-crosses-fold",
        msg("'{text}' crosses the fold at {x} mm", text=text, x=round(pt_to_mm(fold_pt), 1)),
        hint=msg("narrow its box, or allow it with 'fold-crossing: allow'"),
        place=Place(page=page + 1, x_mm=round(pt_to_mm(fold_pt), 1), y_mm=round(pt_to_mm(y_pt), 1)),
    )


def clearance_overflow(fault: ClearanceFault, page: int) -> Problem:
    """The problem of something that is too close to something else; ``page`` is 0-based."""
    element = fault.element
    gap, need = (round(pt_to_mm(length), 2) for length in (fault.gap, fault.need))
    message: Message
    if fault.other is None:
        message = msg(
            "'{text}' is {gap} mm from the edge of the sheet; it needs {need} mm",
            text=fault.text or element.tag,
            gap=gap,
            need=need,
        )
    elif fault.text is None:
        message = msg("it lies over what stands beside it by {over} mm", over=-gap)
    elif gap < 0:
        message = msg(
            "'{text}' and what is painted beside it overlap by {over} mm",
            text=fault.text,
            over=-gap,
        )
    else:
        message = msg(
            "'{text}' is {gap} mm from what is painted beside it; it needs {need} mm",
            text=fault.text,
            gap=gap,
            need=need,
        )
    return Problem(
        "clearance",
        message,
        hint=msg(
            "choose a larger size (--size), shorten the text, or give it more room at "
            "{source}:{line}",
            source=element.source,
            line=element.line,
        ),
        place=Place(
            item=element.name or element.tag,
            page=page + 1,
            x_mm=round(pt_to_mm(fault.at.left), 1),
            y_mm=round(pt_to_mm(fault.at.top), 1),
        ),
    )
