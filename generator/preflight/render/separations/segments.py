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

from generator.preflight.pdf.operators import INLINE_IMAGE, Operands, Step

PAINTING_PATHS: Final = frozenset(("f", "F", "f*", "S", "s", "B", "B*", "b", "b*"))
SHOWING_TEXT: Final = frozenset(("Tj", "TJ", "'", '"'))
SETTING_STATE: Final = frozenset(("q", "Q", "gs", "Tr"))
SETTING_COLOURS: Final = frozenset(
    ("cs", "CS", "sc", "scn", "SC", "SCN", "g", "G", "rg", "RG", "k", "K")
)
PAINTING_OTHERS: Final = frozenset(("sh", "Do", INLINE_IMAGE))
_CHANGING: Final = PAINTING_PATHS | SETTING_STATE | SETTING_COLOURS | PAINTING_OTHERS
#: How colours would be fitted to the press; a plate's are shares of ink already.
_LEFT_OUT: Final = frozenset(("ri",))


@dataclass(frozen=True, slots=True)
class Unchanged:
    """``count`` steps that all plates have as they are, as bytes."""

    data: bytes
    count: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A step that shows text, as bytes: plates differ in whether it is seen."""

    data: bytes
    count: int = 1


@dataclass(frozen=True, slots=True)
class Changing:
    """A step that each plate has in its own way."""

    operator: str
    operands: Operands
    count: int = 1


Part = Unchanged | Shown | Changing


def parts_of(steps: Iterable[Step]) -> Iterator[Part]:
    """``steps`` in their order."""
    for kind, group in groupby(steps, key=_kind):
        if kind is Unchanged:
            alike = list(group)
            yield Unchanged(_written(alike), len(alike))
        elif kind is Shown:
            yield from (Shown(_written([step])) for step in group)
        elif kind is Changing:
            yield from (Changing(operator, operands) for operator, operands in group)


def _kind(step: Step) -> type[Part] | None:
    operator, _ = step
    if operator in _LEFT_OUT:
        return None
    if operator in _CHANGING:
        return Changing
    return Shown if operator in SHOWING_TEXT else Unchanged


def _written(steps: Iterable[Step]) -> bytes:
    return pikepdf.unparse_content_stream(
        [(operands, Operator(operator)) for operator, operands in steps]
    )
