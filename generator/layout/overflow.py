"""Problems of texts that do not fit: item, place, and by how many characters or mm."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.core.errors import Place, Problem
from generator.core.messages import Message, msg
from generator.core.units import pt_to_mm
from generator.layout.intrinsic_sizes import Fit
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
        has_short_form: Whether official texts could give way to their abridgements.
    """

    element: Element
    where: Place
    width: float
    over_pt: float
    fit: Fit
    has_short_form: bool


def text_overflow(misfit: Misfit, texts: Texts, fits: Callable[[], bool]) -> Problem:
    """The problem of an element whose texts do not fit.

    Args:
        fits: True if the element fits with the texts as they are now in ``texts``.
    """
    element = misfit.element
    if _is_one_line(misfit, texts):
        return _line_overflow(misfit)
    leaf, excess = _excess(element, texts, fits)
    item = _nearest_name(element, leaf or element) or misfit.where.item or (leaf or element).tag
    message: Message
    if leaf is None:
        message = msg("its box is too small for what is in it, even without text")
    else:
        message = msg(
            "the text is {excess} characters too long at {size} pt, the smallest size allowed",
            excess=excess,
            size=misfit.fit.font_size(leaf.style),
        )
    return Problem(
        "text-overflow",
        message,
        hint=msg("shorten the text, or choose a larger size (--size) or --text short")
        if misfit.has_short_form
        else msg("shorten the text, or choose a larger size (--size)"),
        place=replace(misfit.where, item=item),
    )


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
