"""Sheets that take little ink: solid grounds become outlines, and light letters on them dark ones.

A theme says it of its pieces (``print-color-adjust: economy``), or whoever orders them does
(``Theme.saves_ink``). In the first case a box stays as it is, with all in it, that says
``print-color-adjust: exact``, as a slogan's bar.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.core.colour import Colour, Gradient, contrast
from generator.core.units import mm_to_pt
from generator.sheet.model import RuleLine, Style
from generator.sheet.theme import Theme

#: A ground is solid, and a letter light, by its contrast with paper. Source: WCAG 2.2, 1.4.11.
_SOLID_CONTRAST = 3.0
#: The outline in place of a solid ground. Our own choice: it outlives two copies.
OUTLINE_PT = mm_to_pt(0.5)
#: The thickest line where whoever orders it asks for little ink. It outlives one copy.
_THIN_PT = mm_to_pt(0.36)
#: The strokes of icons then, in units of their grid of 24: Lucide's are 2.
_THIN_STROKE = 1.3
#: The variant of a sign's drawing that is drawn in lines.
LINES = "line"
#: Elements that are lines or drawings themselves, and take no outline.
_UNOUTLINED = frozenset(("page", "rule", "icon", "img", "qr"))
_PAPER = (1.0, 1.0, 1.0)


def economised(style: Style, tag: str, theme: Theme) -> Style:
    """``style`` of an element as it is drawn where ink is saved; itself where none is."""
    if not (style.saves_ink or theme.saves_ink):
        return style
    changes: dict[str, Any] = {}
    if style.background is not None and tag != "rule":
        changes |= _without_ground(style, style.background, tag)
    if style.drawing is not None:
        changes["drawing"] = None
    if _is_light(style.color):
        changes["color"] = theme.default_colour
    if style.first_line_color is not None and _is_light(style.first_line_color):
        changes["first_line_color"] = theme.default_colour
    if tag == "icon":
        changes |= _sign(style, theme)
    if theme.saves_ink:
        # Letters do not grow into room to spare.
        changes |= {"is_hollow": True, "stripes": None, "font_size_max": None}
        changes |= _thin_lines(style, changes)
    return replace(style, **changes) if changes else style


def _without_ground(style: Style, ground: Colour | Gradient, tag: str) -> dict[str, Any]:
    """The style without a ground: an outline takes its place where it was solid and has none."""
    darkest = _darkest(ground)
    if _is_light(darkest):
        return {} if darkest.rgb == _PAPER else {"background": None}
    changes: dict[str, Any] = {"background": None, "tail": None, "curve": None}
    if tag not in _UNOUTLINED and not (style.border_width or style.side_lines):
        # It takes no room of its own: a piece is laid out as it is with its grounds.
        changes |= {"border_width": OUTLINE_PT, "border_color": darkest}
    return changes


def _thin_lines(style: Style, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Borders and rules no thicker than they must be; they keep their room."""

    def thin(line: RuleLine | None) -> RuleLine | None:
        return line and replace(line, width=min(line.width, _THIN_PT))

    width = changes.get("border_width", style.border_width)
    found: dict[str, Any] = {
        "border_width": min(width, _THIN_PT),
        "row_rule": thin(style.row_rule),
        "column_rule": thin(style.column_rule),
    }
    if style.side_lines is not None:
        found["side_lines"] = tuple(thin(line) for line in style.side_lines)
    return found


def _sign(style: Style, theme: Theme) -> dict[str, Any]:
    """An icon's paints: what was light on a dark ground is dark now."""
    changes: dict[str, Any] = {}
    fill, stroke = style.fill, style.stroke
    if fill is not None and stroke is not None and _is_light(fill) and not _is_light(stroke):
        changes |= {"fill": stroke, "stroke": fill}
    if theme.saves_ink:
        changes |= {"icon_variant": LINES, "stroke_width": _THIN_STROKE}
    return changes


def _darkest(ground: Colour | Gradient) -> Colour:
    if isinstance(ground, Colour):
        return ground
    return max((stop.colour for stop in ground.stops), key=lambda c: contrast(c.rgb, _PAPER))


def _is_light(colour: Colour) -> bool:
    return contrast(colour.rgb, _PAPER) < _SOLID_CONTRAST
