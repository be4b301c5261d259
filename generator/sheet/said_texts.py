"""Texts that a sheet says, in the order of reading: for alternative texts and spoken pieces.

Texts are as they are stated, whatever their capitals on the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.sheet.model import Element, PageCounter, Sheet

#: Ends of a text behind which a reader pauses without a full stop.
_STOPS = (".", "!", "?", ":", ";", "…", ",")


@dataclass(frozen=True, slots=True)
class SaidText:
    """A text, or the alternative text of a drawing; one of them has no element's ``origins``.

    Attributes:
        element: Where it stands.
        is_drawn: Whether it is a drawing's.
    """

    element: Element
    text: str
    is_drawn: bool = False


def said_texts(sheet: Sheet, page: int) -> tuple[SaidText, ...]:
    """Texts of page ``page`` (0-based): what has an ``order`` stands behind what has none."""
    ordered: list[tuple[int, SaidText]] = []
    _gather(sheet, sheet.pages[page], 0, ordered)
    return tuple(said for _, said in sorted(ordered, key=lambda one: one[0]))


def _gather(sheet: Sheet, element: Element, order: int, found: list[tuple[int, SaidText]]) -> None:
    order = int(element.attributes.get("order", order))
    if element.texts:
        slots = sheet.slots
        parts = (part for inline in element.texts for part in inline.parts)
        text = "".join(
            slots[part] if isinstance(part, int) else part
            for part in parts
            if not isinstance(part, PageCounter)  # only layout knows it
        )
        if words := " ".join(text.split()):
            found.append((order, SaidText(element, words)))
    elif alt := element.attributes.get("alt"):
        found.append((order, SaidText(element, alt, is_drawn=True)))
    for child in element.children:
        _gather(sheet, child, order, found)


def alternative_texts(sheet: Sheet) -> tuple[str, ...]:
    """For each page all that it says, as sentences; what several drawings stand for, once."""
    return tuple(" ".join(_sentences(sheet, page)) for page in range(len(sheet.pages)))


def _sentences(sheet: Sheet, page: int) -> Iterator[str]:
    drawn: set[str] = set()
    for said in said_texts(sheet, page):
        if said.is_drawn and said.text in drawn:
            continue
        drawn |= {said.text} if said.is_drawn else set()
        yield said.text if said.text.endswith(_STOPS) else f"{said.text}."
