"""Trim sizes by name: ISO 216's A and B series, and ``WxHmm``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.core.errors import Problem, UsageError
from generator.core.messages import msg

#: ISO 216:2007, tables 1 and 2, portrait, in mm.
ISO_SIZES_MM: dict[str, tuple[int, int]] = {
    "A0": (841, 1189),
    "A1": (594, 841),
    "A2": (420, 594),
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "B0": (1000, 1414),
    "B1": (707, 1000),
    "B2": (500, 707),
    "B3": (353, 500),
    "B4": (250, 353),
    "B5": (176, 250),
}

#: ISO 32000-2 allows 14 400 units a side without UserUnit, which viewers disregard.
MAX_SIDE_MM = 5080
_CUSTOM = re.compile(r"(\d+(?:[.,]\d+)?)\s*[x×]\s*(\d+(?:[.,]\d+)?)\s*(?:mm)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TrimSize:
    """A trim size; ``name`` is as people write it, "A3" or "600x800mm"."""

    name: str
    width_mm: float
    height_mm: float


def parse_size(text: str) -> TrimSize:
    """The size that ``text`` names.

    Raises:
        UsageError: if it names none.
    """
    name = text.strip().upper()
    if name in ISO_SIZES_MM:
        return TrimSize(name, *ISO_SIZES_MM[name])
    match = _CUSTOM.fullmatch(text.strip())
    if match is None:
        raise UsageError(
            Problem(
                "size-unknown",
                msg("unknown size '{size}'", size=text),
                hint=msg(
                    "use one of {known}, or a size like 600x800mm", known=", ".join(ISO_SIZES_MM)
                ),
            )
        )
    width, height = (float(side.replace(",", ".")) for side in match.groups())
    if not (0 < width <= MAX_SIDE_MM and 0 < height <= MAX_SIDE_MM):
        raise UsageError(
            Problem(
                "size-out-of-range",
                msg("size '{size}' cannot be made", size=text),
                hint=msg("a side may measure up to {most} mm", most=MAX_SIDE_MM),
            )
        )
    return TrimSize(f"{width:g}x{height:g}mm", width, height)
