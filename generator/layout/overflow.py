"""Problems of texts that do not fit: item, place, and number of characters too many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.core.errors import Place, Problem
from generator.core.messages import Message, msg
from generator.core.units import pt_to_mm
from generator.layout.intrinsic_sizes import Fit
from generator.layout.texts import Texts
from generator.sheet.model import Element
from generator.typeset.copyfit_search import largest_step


def text_overflow(
    element: Element, where: Place, fit: Fit, texts: Texts, fits: Callable[[], bool]
) -> Problem:
    """The problem of an element whose texts do not fit at ``fit``.

    Args:
        fits: True if the element fits with the texts as they are now in ``texts``.
    """
    leaf, excess = _excess(element, texts, fits)
    item = _nearest_name(element, leaf or element) or where.item or (leaf or element).tag
    message: Message
    if leaf is None:
        message = msg("its box is too small for what is in it, even without text")
    else:
        message = msg(
            "the text is {excess} characters too long at {size} pt, the smallest size allowed",
            excess=excess,
            size=fit.font_size(leaf.style),
        )
    return Problem(
        "text-overflow",
        message,
        hint=msg("shorten the text, or choose a larger size (--size) or --text short"),
        place=replace(where, item=item),
    )


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
    leaves = [leaf for leaf in element.walk() if leaf.texts and texts.text(leaf)]
    for leaf in sorted(leaves, key=lambda leaf: -len(texts.text(leaf))):
        words = texts.text(leaf).split(" ")

        def fits_with(kept: int, leaf: Element = leaf) -> bool:
            with texts.shortened(leaf, kept):
                return fits()

        kept = largest_step(len(words), fits_with)
        if kept is not None:
            return leaf, len(" ".join(words)) - len(" ".join(words[:kept]))
    return None, 0


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
