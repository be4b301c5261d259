"""Content streams split into segments that all plates share and those that depend on the ink.

Most of a page are the coordinates of its shapes and letters. They are serialized once for all
inks; the others are rewritten in ``preflight.render.separations.plate_writer``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pikepdf
from pikepdf import Operator

from generator.reading.pdf.operators import COLOUR_OPERATORS, INLINE_IMAGE, Instruction, Operands

PATH_PAINTING_OPERATORS: Final = frozenset(("f", "F", "f*", "S", "s", "B", "B*", "b", "b*"))
TEXT_SHOWING_OPERATORS: Final = frozenset(("Tj", "TJ", "'", '"'))
STATE_OPERATORS: Final = frozenset(("q", "Q", "gs", "Tr"))
OTHER_PAINTING_OPERATORS: Final = frozenset(("sh", "Do", INLINE_IMAGE))
_INK_DEPENDENT: Final = (
    PATH_PAINTING_OPERATORS | STATE_OPERATORS | COLOUR_OPERATORS | OTHER_PAINTING_OPERATORS
)
#: Rendering intents: a plate's colours are amounts of ink already.
_DROPPED: Final = frozenset(("ri",))


@dataclass(frozen=True, slots=True)
class SharedSegment:
    """``count`` instructions that all plates share, as bytes."""

    data: bytes
    count: int


@dataclass(frozen=True, slots=True)
class TextSegment:
    """An instruction that shows text, as bytes: plates differ in its visibility."""

    data: bytes
    count: int = 1


@dataclass(frozen=True, slots=True)
class InkSegment:
    """An instruction that differs between plates."""

    operator: str
    operands: Operands
    count: int = 1


Segment = SharedSegment | TextSegment | InkSegment


def split_segments(instructions: Iterable[Instruction]) -> Iterator[Segment]:
    """Segments of ``instructions``, in order."""
    for kind, group in groupby(instructions, key=_kind):
        if kind is SharedSegment:
            alike = list(group)
            yield SharedSegment(_serialize(alike), len(alike))
        elif kind is TextSegment:
            yield from (TextSegment(_serialize([instruction])) for instruction in group)
        elif kind is InkSegment:
            yield from (InkSegment(operator, operands) for operator, operands in group)


def _kind(instruction: Instruction) -> type[Segment] | None:
    operator, _ = instruction
    if operator in _DROPPED:
        return None
    if operator in _INK_DEPENDENT:
        return InkSegment
    return TextSegment if operator in TEXT_SHOWING_OPERATORS else SharedSegment


def _serialize(instructions: Iterable[Instruction]) -> bytes:
    return pikepdf.unparse_content_stream(
        [(operands, Operator(operator)) for operator, operands in instructions]
    )
