"""Names and values of WordprocessingML, as the readers of Word's parts share them.

Source: ISO/IEC 29500-1, clause 17.
"""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from generator.core.units import PT_PER_INCH, PT_PER_MM

#: An element of a part.
Element = _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML: Final = "{urn:schemas-microsoft-com:vml}"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

#: A measure of Word: a number in its own unit, or with a unit.
_MEASURE: Final = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|pi)?")
_POINTS: Final = {
    "pt": 1.0, "in": PT_PER_INCH, "cm": 10 * PT_PER_MM, "mm": PT_PER_MM, "pc": 12.0, "pi": 12.0,
}  # fmt: skip
_OFF: Final = frozenset(("0", "false", "off"))


def value(element: Element | None, name: str = "val") -> str | None:
    """The attribute ``w:name`` of ``element``; None if there is none, or no element."""
    return None if element is None else element.get(W + name)


def integer(element: Element | None, name: str = "val") -> int | None:
    """The attribute ``w:name`` as a whole number; None if it is none."""
    found = _MEASURE.fullmatch(value(element, name) or "")
    return None if found is None or found[2] else int(float(found[1]))


def points(text: str | None, *, unit: float) -> float | None:
    """A measure in pt; a bare number is in units of ``unit`` pt. None if it is no measure."""
    found = _MEASURE.fullmatch(text or "")
    if found is None:
        return None
    return float(found[1]) * (_POINTS[found[2]] if found[2] else unit)


def switch(properties: Element | None, name: str) -> bool | None:
    """An on-off property (``w:b``) among ``properties``; None where it is not stated."""
    if properties is None:
        return None
    element = properties.find(W + name)
    return None if element is None else (element.get(W + "val") or "1") not in _OFF
