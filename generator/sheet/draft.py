"""The strip of a draft: the words “BẢN THẢO, CHỜ DUYỆT” below everything else on a page.

It has a room of its own: the template's page is laid out in what is left above it, as if the sheet
were that much lower. So no template need know of drafts, and the sheets of approved campaigns are
not touched. On a folded sheet each panel has the words. The pale outlines across the page are
painted in ``draw.draft_mark``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from generator.core.colour import Colour
from generator.core.provenance import DRAFT_MARK, StatedText
from generator.core.units import mm_to_pt
from generator.sheet.model import Edges, Element, Fraction, Inline, Inset, Sheet, Style
from generator.typeset.paragraph import Align

#: Origin of the words: what makes the campaign a draft.
ORIGIN = "campaign.approval"

#: Of the words, as a part of the sheet's short side, and the least: on A3 9 pt, on A0 25 pt.
_SIZE_SHARE = 0.0107
_LEAST_SIZE_PT = 6.5
_WEIGHT = 700
_TRACKING_EM = 0.05
#: A line of capitals with marks above and below: 1.33 em in the shipped face, and a little white.
_LINE_HEIGHT = 1.4
#: Of the white that a template's last element keeps below, so much is left, and at least so much.
_BELOW_SHARE, _LEAST_BELOW_MM = 0.4, 2.0
#: White between the page and the words; more than the 0.8 mm that texts keep from a painted edge.
_GAP_MM = 1.0
#: Where there is little room: the least air of a text, and the least size on a copy.
_TIGHT_GAP_MM, _TIGHT_SIZE_PT = 0.85, 6.0


@dataclass(frozen=True, slots=True)
class StripLook:
    """Look of the strip's words.

    Attributes:
        clear: Edges of the sheet that the words stand clear of, in pt.
        least_pt: The least size of the words at the place of printing.
        is_tight: Whether the strip takes no more room than it must, where else a text lacks it.
    """

    colour: Colour
    family: str
    clear: Edges
    least_pt: float
    is_tight: bool = False


def with_strip(sheet: Sheet, look: StripLook) -> Sheet:
    """``sheet`` with the strip of a draft below each page."""
    slot = len(sheet.slots)
    own = _SIZE_SHARE * min(sheet.width_pt, sheet.height_pt)
    least, own = (_TIGHT_SIZE_PT, 0.0) if look.is_tight else (_LEAST_SIZE_PT, own)
    size = max(look.least_pt, least, own)
    pages = _with_strips(sheet.pages, sheet.folds, sheet.width_pt, slot, size, look)
    count = sum(len(folds) + 1 for folds in sheet.folds)
    return replace(
        sheet,
        pages=pages,
        slots=(*sheet.slots, DRAFT_MARK),
        origins=(*sheet.origins, ORIGIN),
        stated=(*sheet.stated, *[StatedText(ORIGIN, DRAFT_MARK)] * count),
    )


@lru_cache(maxsize=32)
def _with_strips(
    pages: tuple[Element, ...],
    folds: tuple[tuple[float, ...], ...],
    width: float,
    slot: int,
    size: float,
    look: StripLook,
) -> tuple[Element, ...]:
    """The pages of a skeleton with their strips: the same for all sheets of that skeleton."""
    return tuple(
        _with_strip(page, (0.0, *own, width), slot, size, look)
        for page, own in zip(pages, folds, strict=True)
    )


def _with_strip(
    page: Element, edges: Sequence[float], slot: int, size: float, look: StripLook
) -> Element:
    body = Element(
        "layer",
        replace(page.style, height=Fraction(1.0), arrange=page.arrangement, inset=Inset()),
        page.attributes,
        _near_below(page, is_tight=look.is_tight).children,
        page.texts,
        page.source,
        page.line,
    )
    plain = Style(color=look.colour, font_family=look.family)
    gap = mm_to_pt(_TIGHT_GAP_MM if look.is_tight else _GAP_MM)
    height = gap + _LINE_HEIGHT * size + look.clear.bottom
    words = Style(
        color=look.colour,
        font_family=look.family,
        font_weight=_WEIGHT,
        font_size=size,
        line_height=_LINE_HEIGHT,
        letter_spacing=_TRACKING_EM,
        text_align=Align.CENTER,
    )
    panels = tuple(
        _element(
            page,
            "column",
            replace(plain, width=right - left, padding=_clear_of(look.clear, left, right, edges)),
            (_element(page, "p", words, texts=(_words(slot, words),)),),
        )
        for left, right in pairwise(edges)
    )
    strip = _element(page, "row", replace(plain, height=height, padding=Edges(top=gap)), panels)
    return _element(page, "page", replace(plain, arrange="column"), (body, strip))


def _near_below(element: Element, *, is_tight: bool) -> Element:
    """``element`` whose last child keeps less white below: the strip is the distance to the trim.

    So it takes less from what the template says.
    """
    if not element.flow or element.arrangement not in ("column", "layer"):
        return element
    last = element.flow[-1]
    margin = last.style.margin
    kept = max(mm_to_pt(_LEAST_BELOW_MM), _BELOW_SHARE * margin.bottom)
    kept = min(margin.bottom, mm_to_pt(_TIGHT_GAP_MM) if is_tight else kept)
    style = replace(last.style, margin=replace(margin, bottom=kept))
    nearer = _near_below(replace(last, style=style), is_tight=is_tight)
    children = tuple(nearer if child is last else child for child in element.children)
    return replace(element, children=children)


def _clear_of(clear: Edges, left: float, right: float, edges: Sequence[float]) -> Edges:
    """The padding of a panel: below, and at the sheet's own sides."""
    return Edges(
        bottom=clear.bottom,
        left=clear.left if left == edges[0] else 0.0,
        right=clear.right if right == edges[-1] else 0.0,
    )


def _words(slot: int, style: Style) -> Inline:
    return Inline((slot,), style.color, style.font_family, style.font_weight)


def _element(
    page: Element,
    tag: str,
    style: Style,
    children: tuple[Element, ...] = (),
    texts: tuple[Inline, ...] = (),
) -> Element:
    """An element of ours, at the template's line of its page for messages."""
    return Element(tag, style, {}, children, texts, page.source, page.line)
