"""Content streams cut into what every plate of a page has alike and what differs between inks.

Most of a page are the coordinates of its shapes and letters. They are written once and serve all
inks; what an ink changes is in ``preflight.render.separations.rewrite``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pikepdf
from pikepdf import Operator

from generator.preflight.pdf.operators import COLOUR_OPERATORS, INLINE_IMAGE, Instruction, Operands

PAINTING_PATHS: Final = frozenset(("f", "F", "f*", "S", "s", "B", "B*", "b", "b*"))
SHOWING_TEXT: Final = frozenset(("Tj", "TJ", "'", '"'))
SETTING_STATE: Final = frozenset(("q", "Q", "gs", "Tr"))
PAINTING_OTHERS: Final = frozenset(("sh", "Do", INLINE_IMAGE))
_INK_DEPENDENT: Final = PAINTING_PATHS | SETTING_STATE | COLOUR_OPERATORS | PAINTING_OTHERS
#: How colours would be fitted to the press; a plate's are shares of ink already.
_DROPPED: Final = frozenset(("ri",))


@dataclass(frozen=True, slots=True)
class SharedSegment:
    """``count`` steps that all plates have as they are, as bytes."""

    data: bytes
    count: int


@dataclass(frozen=True, slots=True)
class TextSegment:
    """A step that shows text, as bytes: plates differ in whether it is seen."""

    data: bytes
    count: int = 1


@dataclass(frozen=True, slots=True)
class InkSegment:
    """A step that each plate has in its own way."""

    operator: str
    operands: Operands
    count: int = 1


Segment = SharedSegment | TextSegment | InkSegment


def split_segments(steps: Iterable[Instruction]) -> Iterator[Segment]:
    """``steps`` in their order."""
    for kind, group in groupby(steps, key=_kind):
        if kind is SharedSegment:
            alike = list(group)
            yield SharedSegment(_serialize(alike), len(alike))
        elif kind is TextSegment:
            yield from (TextSegment(_serialize([step])) for step in group)
        elif kind is InkSegment:
            yield from (InkSegment(operator, operands) for operator, operands in group)


def _kind(step: Instruction) -> type[Segment] | None:
    operator, _ = step
    if operator in _DROPPED:
        return None
    if operator in _INK_DEPENDENT:
        return InkSegment
    return TextSegment if operator in SHOWING_TEXT else SharedSegment


def _serialize(steps: Iterable[Instruction]) -> bytes:
    return pikepdf.unparse_content_stream(
        [(operands, Operator(operator)) for operator, operands in steps]
    )
