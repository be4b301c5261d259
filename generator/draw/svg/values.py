"""Values of a drawing's attributes: numbers, lengths with their units, keywords.

Source: SVG 2, 8.9 (units, percentages); CSS Values 4, 6.2 (96 px are an inch).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.core.messages import msg
from generator.core.units import mm_to_pt
from generator.draw.svg.faults import SvgFault

#: Numbers beyond this are slips, and further sums of them would leave the range of numbers.
LARGEST_NUMBER = 1e9

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_LENGTH = re.compile(rf"\s*({_NUMBER.pattern})\s*(%|[A-Za-z]*)\s*")
_PX_PER_PT = 4 / 3
_PX = {
    "": 1.0,
    "px": 1.0,
    "pt": _PX_PER_PT,
    "pc": 12 * _PX_PER_PT,
    "in": 96.0,
    "cm": mm_to_pt(10) * _PX_PER_PT,
    "mm": mm_to_pt(1) * _PX_PER_PT,
    "q": mm_to_pt(0.25) * _PX_PER_PT,
}
#: The size that every browser sets text in unless it is told another.
DEFAULT_FONT_PX = 16.0

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Viewport:
    """Lengths that percentages and em are parts of, in user units."""

    width: float
    height: float
    em: float = DEFAULT_FONT_PX

    def share(self, axis: str) -> float:
        """Length of 100 %: along "x", along "y", or of neither ("d")."""
        if axis == "d":
            return math.hypot(self.width, self.height) / math.sqrt(2)
        return self.width if axis == "x" else self.height


def length(text: str, name: str, viewport: Viewport, axis: str = "d") -> float:
    """A length in user units; ``axis`` is that of a percentage.

    Raises:
        SvgFault: it is none.
    """
    found = _LENGTH.fullmatch(text)
    unit = found[2].lower() if found else None
    if found is None or unit not in {*_PX, "%", "em", "rem", "ex"}:
        raise SvgFault(
            "drawing-number",
            msg("{name} is '{value}', expected a length", name=name, value=text[:200]),
            msg("write a number, with px, pt, mm, cm, in, em or % or without a unit"),
        )
    value = _bounded(float(found[1]), name)
    match unit:
        case "%":
            return value / 100 * viewport.share(axis)
        case "em":
            return value * viewport.em
        case "rem":
            return value * DEFAULT_FONT_PX
        case "ex":
            return value * viewport.em / 2
        case _:
            return value * _PX[unit or ""]


def numbers(text: str, name: str) -> list[float]:
    """Numbers separated by spaces or commas.

    Raises:
        SvgFault: there is something else.
    """
    rest = _NUMBER.sub("", text)
    if rest.strip(" ,\t\r\n"):
        raise SvgFault(
            "drawing-number",
            msg("{name} is '{value}', expected numbers", name=name, value=text[:200]),
        )
    return [_bounded(float(found), name) for found in _NUMBER.findall(text)]


def share(text: str, name: str) -> float:
    """A number or a percentage as a part of 1, not below 0 nor above 1.

    Raises:
        SvgFault: it is neither.
    """
    number = text.strip()
    is_percent = number.endswith("%")
    if not _NUMBER.fullmatch(number.removesuffix("%")):
        raise SvgFault(
            "drawing-number",
            msg("{name} is '{value}', expected a number from 0 to 1", name=name, value=text[:200]),
        )
    value = float(number.removesuffix("%")) / (100 if is_percent else 1)
    return min(1.0, max(0.0, value))


def keyword(text: str, name: str, known: Mapping[str, _T]) -> _T:
    """The value of ``known`` that ``text`` names.

    Raises:
        SvgFault: none.
    """
    if text not in known:
        raise SvgFault(
            "drawing-style",
            msg(
                "'{value}' is no {name}; expected {known}",
                value=text[:200],
                name=name,
                known=", ".join(known),
            ),
        )
    return known[text]


def _bounded(value: float, name: str) -> float:
    if not abs(value) <= LARGEST_NUMBER:
        raise SvgFault("drawing-number", msg("{name} has a number that is too large", name=name))
    return value
