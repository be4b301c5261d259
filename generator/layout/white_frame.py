"""The white frame that office printers leave, and what it takes from boxes that reach into it.

A box that touches the trim runs to the edge by design; its ground ends at the frame, which draw
sees to. What stands in it keeps its place if it is clear of the frame. If not, it moves in. And
what is centred on a *band*, a box that touches one edge of the trim and not the opposite one, is
centred in what is left of the band. So a title keeps as much colour above as below.

All lengths are in pt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from generator.core.colour import Colour
from generator.core.units import TOLERANCE_PT, mm_to_pt
from generator.sheet.model import Edges, Element

#: Elements in the cache that a frame has changed; a leaflet has about twenty.
_CACHED_ELEMENTS = 1024

#: Opposite distances that differ by less look equal, as a part of the larger. Our own: paddings
#: within a role are equal to a tenth.
_EQUAL_SHARE = 0.15

#: White between the frame and what moves in. Our own: the 0.8 mm that text keeps from the edge of a
#: ground (``layout.clearance``), and marks that stand out of their line's box.
AIR_PT = mm_to_pt(1.5)
#: Paper.
_WHITE = (1.0, 1.0, 1.0)

#: Drawings, which do not shrink.
_DRAWINGS = ("icon", "img", "qr")


class FrameInBox(NamedTuple):
    """The white frame within a box: how far it reaches in from each of the box's edges.

    Attributes:
        band_x: By how much the middle of a band moves to the right in what is left of it; 0 for a
            box that is no band.
        band_y: Likewise, down.
        field_x: That of the painted band on which the box stands, or which it is; 0 for none.
        field_y: Likewise, down.
        is_ground: Whether the box stands on a colour, whose edge is the frame's.
    """

    top: float
    right: float
    bottom: float
    left: float
    band_x: float
    band_y: float
    field_x: float = 0.0
    field_y: float = 0.0
    is_ground: bool = False


class Axis(NamedTuple):
    """The white frame within a box along one axis: at its start and its end.

    Attributes:
        shift: Of the middle of the field of colour on which the box stands, with what is in it.
        air: White that what stands in the box keeps from the frame.
    """

    start: float
    end: float
    shift: float
    air: float


def across(frame: FrameInBox, border: Edges = Edges()) -> Axis:
    """``frame`` from left to right, within a box's border."""
    air = AIR_PT if frame.is_ground else 0.0
    return Axis(frame.left - border.left, frame.right - border.right, frame.field_x, air)


def down(frame: FrameInBox, border: Edges = Edges()) -> Axis:
    """``frame`` from top to bottom, within a box's border."""
    air = AIR_PT if frame.is_ground else 0.0
    return Axis(frame.top - border.top, frame.bottom - border.bottom, frame.field_y, air)


def frame_in_box(distances: Edges, frame: Edges) -> FrameInBox | None:
    """``frame`` in a box whose edges are at these ``distances`` from the trim; None if it is clear.

    A negative distance is that of a box that runs over the trim.
    """
    away = (distances.top, distances.right, distances.bottom, distances.left)
    widths = (frame.top, frame.right, frame.bottom, frame.left)
    reach = [max(0.0, width - max(0.0, d)) for width, d in zip(widths, away, strict=True)]
    if max(reach) <= TOLERANCE_PT:
        return None
    top, right, bottom, left = reach
    at_top, at_right, at_bottom, at_left = (distance <= TOLERANCE_PT for distance in away)
    return FrameInBox(
        top,
        right,
        bottom,
        left,
        band_x=(left - right) / 2 if at_left != at_right else 0.0,
        band_y=(top - bottom) / 2 if at_top != at_bottom else 0.0,
    )


def on_field(frame: FrameInBox, element: Element, around: FrameInBox | None) -> FrameInBox:
    """``frame`` with the field of colour on which the box stands.

    Args:
        around: The frame in the box around it.
    """
    style = element.style
    background = style.background
    if background is not None or style.border != Edges():
        is_white = isinstance(background, Colour) and background.rgb == _WHITE
        return frame._replace(field_x=frame.band_x, field_y=frame.band_y, is_ground=not is_white)
    if around is None:
        return frame
    return frame._replace(
        field_x=around.field_x if frame.band_x else 0.0,
        field_y=around.field_y if frame.band_y else 0.0,
        is_ground=around.is_ground,
    )


@lru_cache(maxsize=_CACHED_ELEMENTS)
def framed(element: Element, frame: FrameInBox, *, is_wrapped: bool) -> Element:
    """``element`` with the padding that keeps what stands in it clear of ``frame``, and centred.

    Padding stays 0 where a child touches the edge as its parent does: the child is asked in turn.

    Args:
        is_wrapped: Whether the box is no higher than its content, so that equal padding above and
            below centres it.
    """
    style = element.style
    padding = style.padding
    shift_x, shift_y = _shifts(element, frame, is_wrapped=is_wrapped)
    x, y = across(frame, style.border), down(frame, style.border)
    top, right, bottom, left = _leads(element)
    kept = Edges(
        top=_inset(padding.top, shift_y, y.start, y.air, top),
        right=_inset(padding.right, -shift_x, x.end, x.air, right),
        bottom=_inset(padding.bottom, -shift_y, y.end, y.air, bottom),
        left=_inset(padding.left, shift_x, x.start, x.air, left),
    )
    return element if kept == padding else replace(element, style=replace(style, padding=kept))


def _inset(own: float, shift: float, reach: float, air: float, lead: float | None) -> float:
    """The padding at one edge.

    Args:
        own: The padding of the design.
        reach: How far the frame reaches into the padding box.
    """
    if shift:
        return max(0.0, own + shift, reach)
    if lead is None and not own:
        return 0.0
    return own + _moved(own + (lead or 0.0), reach, air)


def _moved(white: float, reach: float, air: float) -> float:
    """By how much something moves in that keeps this much white from an edge."""
    if white >= reach + air - TOLERANCE_PT or reach <= 0:
        return 0.0
    return reach + AIR_PT - white


def kept_in(
    start: float, length: float, whole: float, axis: Axis, *, is_rigid: bool
) -> tuple[float, float]:
    """Start and length of a child along one axis, clear of the frame unless it touches the edge.

    Args:
        start: From the parent's edge.
        whole: The parent's length.
        axis: The frame in the parent.
        is_rigid: Whether the child moves in as it is; if not, its other edge stays.
    """
    end = whole - start - length
    air = axis.air
    if axis.shift and min(start, end) > TOLERANCE_PT:
        start, end, air = start + axis.shift, end - axis.shift, 0.0
    if start > TOLERANCE_PT:
        moved = _moved(start, axis.start, air)
        start += moved
        length, end = (length, end - moved) if is_rigid else (length - moved, end)
    if end > TOLERANCE_PT:
        moved = _moved(end, axis.end, air)
        start, length = (start - moved, length) if is_rigid else (start, length - moved)
    return start, max(0.0, length)


def is_centred(spans: Iterable[tuple[float, float]], whole: float) -> bool:
    """True if boxes at these starts, with these lengths, stand together in the middle of ``whole``.

    Boxes that touch an end do not count.
    """
    ends = [(start, whole - start - length) for start, length in spans]
    inner = [both for both in ends if min(both) > TOLERANCE_PT]
    return bool(inner) and _is_equal(min(a for a, _ in inner), min(b for _, b in inner))


def is_drawing(element: Element) -> bool:
    """True for what does not shrink: icons, pictures, QR codes."""
    return element.tag in _DRAWINGS


def _shifts(element: Element, frame: FrameInBox, *, is_wrapped: bool) -> tuple[float, float]:
    """Shift to the right, and down, of what is centred in a box."""
    padding = element.style.padding
    if _centres(element, is_across=True):
        shift_x = frame.band_x
    else:
        shift_x = frame.field_x if _is_equal(padding.left, padding.right) else 0.0
    if _centres(element, is_across=False):
        shift_y = frame.band_y
    else:
        is_centred = is_wrapped and _is_equal(padding.top, padding.bottom)
        shift_y = frame.field_y if is_centred else 0.0
    return shift_x, shift_y


def _centres(element: Element, *, is_across: bool) -> bool:
    """True if a box centres its children by itself along one axis."""
    style, is_main = element.style, (element.arrangement == "row") == is_across
    return (style.justify_content if is_main else style.align_items) == "center"


def _is_equal(one: float, other: float) -> bool:
    """True for two distances from opposite edges that look equal; not for two that are none."""
    larger = max(one, other)
    return min(one, other) > TOLERANCE_PT and abs(one - other) <= _EQUAL_SHARE * larger


#: White that a child keeps from the top, right, bottom and left edge by its margin; None stands for
#: one that touches the edge.
_Leads = tuple[float | None, float | None, float | None, float | None]


def _leads(element: Element) -> _Leads:
    """The white that a box's children keep from its edges."""
    flow = element.flow
    if element.texts:
        return 0.0, 0.0, 0.0, 0.0  # letters do not run over the trim by design
    if not flow or element.tag == "panels" or element.arrangement not in ("row", "column"):
        return None, None, None, None
    leads = [_own_leads(child) for child in flow]
    (top, *_, left), (_, right, bottom, _) = leads[0], leads[-1]
    if element.arrangement == "row":
        return _least(leads, 0), right, _least(leads, 2), left
    return top, _least(leads, 1), bottom, _least(leads, 3)


def _own_leads(child: Element) -> _Leads:
    margin, is_spacer = child.style.margin, child.tag == "spacer"
    top, right, bottom, left = (
        edge if edge > 0 or is_spacer else None
        for edge in (margin.top, margin.right, margin.bottom, margin.left)
    )
    return top, right, bottom, left


def _least(leads: Sequence[_Leads], edge: int) -> float | None:
    """The least white of all children at one edge; None if one of them touches it."""
    found = [lead for lead in (one[edge] for one in leads) if lead is not None]
    return min(found) if len(found) == len(leads) else None
