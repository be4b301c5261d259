"""Viewports: the size of a drawing, its view box, and how one lies in the other.

Source: SVG 2, 8.2 (intrinsic size), 8.6 (viewBox), 8.7 (preserveAspectRatio).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from generator.core.messages import msg
from generator.draw.svg.faults import SvgFault
from generator.draw.svg.matrices import Matrix
from generator.draw.svg.values import Viewport, length, numbers

#: Left, top, width and height.
ViewBox = tuple[float, float, float, float]

_ALIGN = re.compile(r"(?:defer\s+)?(none|x(Min|Mid|Max)Y(Min|Mid|Max))(?:\s+(meet|slice))?")
_PLACES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}


def view_box_of(node: Element) -> ViewBox | None:
    """The view box of ``node``; None if it has none.

    Raises:
        SvgFault: it is none, or empty.
    """
    if "viewBox" not in node.attrib:
        return None
    box = numbers(node.attrib["viewBox"], "viewBox")
    if len(box) != 4 or min(box[2:]) <= 0:
        raise SvgFault(
            "drawing-number", msg("viewBox has to be left, top, width and height, not empty")
        )
    left, top, width, height = box
    return left, top, width, height


def intrinsic_size(root: Element, box: ViewBox | None) -> tuple[float, float]:
    """Width and height of a drawing, in px, as it says itself; else those of its view box.

    Raises:
        SvgFault: it says no size.
    """
    width, height = (_side(root, name) for name in ("width", "height"))
    if width is not None and height is not None:
        return width, height
    if box is None:
        raise SvgFault(
            "drawing-number",
            msg("the drawing has no viewBox, nor a width and a height"),
            msg('export it anew with its size, or write viewBox="left top width height"'),
        )
    ratio = box[3] / box[2]
    if width is not None:
        return width, width * ratio
    return (box[2], box[3]) if height is None else (height / ratio, height)


def _side(root: Element, name: str) -> float | None:
    text = root.get(name, "auto").strip()
    if text in ("", "auto") or text.endswith("%"):
        return None
    found = length(text, name, Viewport(0, 0))
    if found <= 0:
        raise SvgFault("drawing-number", msg("{name} is '{value}', not above 0", name=name,
                                             value=text[:200]))  # fmt: skip
    return found


def fitted(node: Element, box: ViewBox, size: tuple[float, float]) -> Matrix:
    """The transform that lays ``box`` into a viewport of ``size``, as ``node`` says."""
    text = node.get("preserveAspectRatio", "").strip() or "xMidYMid"
    found = _ALIGN.fullmatch(text)
    left, top, width, height = box
    across, down = size[0] / width, size[1] / height
    if found is not None and found[1] == "none":
        return (across, 0, 0, down, -left * across, -top * down)
    # What cannot be read counts as not written, as in every browser.
    x_place, y_place, kind = (found[2], found[3], found[4]) if found else ("Mid", "Mid", "meet")
    scale = max(across, down) if kind == "slice" else min(across, down)
    return (
        *(scale, 0, 0, scale),
        (size[0] - scale * width) * _PLACES[x_place] - scale * left,
        (size[1] - scale * height) * _PLACES[y_place] - scale * top,
    )
