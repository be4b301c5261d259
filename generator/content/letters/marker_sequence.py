"""Sequence of markers: which of those that a line can begin with it does, by the ones before it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.content.letters.markers import (
    Marker,
    MarkerFamily,
    MarkerKind,
    marker_candidates,
)

#: Families of the marker above a decimal of two numbers, by the decimal's style.
_WHOLES: Final = {
    "": (MarkerFamily.ARABIC, MarkerFamily.ROMAN, MarkerFamily.ARTICLE),
    "I": (MarkerFamily.ROMAN,),
    "A": (MarkerFamily.CAPITAL,),
}


class MarkerSequence:
    """The markers met so far; picks the next from what a line can be."""

    def __init__(self, bullets: frozenset[str] = frozenset()) -> None:
        self._bullets = bullets
        self._last: dict[MarkerKind, Marker] = {}
        self._family: dict[MarkerFamily, Marker] = {}
        self._begun_lower: set[MarkerKind] = set()

    def candidates(self, text: str) -> tuple[Marker, ...]:
        """Markers that ``text`` can begin with by its form."""
        return marker_candidates(text, bullets=self._bullets)

    def add(self, marker: Marker, rest: str) -> None:
        """Record that a paragraph begins with ``marker``, followed by ``rest``."""
        self._last[marker.kind] = self._family[marker.kind.family] = marker
        if rest.lstrip()[:1].islower():
            self._begun_lower.add(marker.kind)

    def is_expected(self, marker: Marker) -> bool:
        """True if ``marker`` counts on, or begins a numbering."""
        if marker.kind.is_bullet:
            return True
        before = self._last.get(marker.kind) or self._family.get(marker.kind.family)
        if marker.kind.family is MarkerFamily.DECIMAL:
            return self._is_expected_decimal(marker)
        return marker.is_first or (before is not None and marker.follows(before))

    def _is_expected_decimal(self, marker: Marker) -> bool:
        before = self._last.get(marker.kind)
        if before is not None and marker.follows(before):
            return True
        if marker.numbers[-1] != 1:
            return False
        depth = marker.kind.depth - 1
        if depth > 1:
            above = self._last.get(replace(marker.kind, depth=depth))
            return above is None or above.numbers == marker.numbers[:-1]
        wholes = _WHOLES.get(marker.kind.style, (MarkerFamily.LETTER,))
        uppers = [self._family[family] for family in wholes if family in self._family]
        return not uppers or any(upper.numbers == marker.numbers[:-1] for upper in uppers)

    def begins_lower(self, kind: MarkerKind) -> bool:
        """True if texts after markers of ``kind`` were seen to begin with a small letter."""
        return kind in self._begun_lower

    def pick(self, text: str, *, is_torn: bool) -> Marker | None:
        """The marker that ``text`` begins with, or None.

        Args:
            is_torn: Whether the line before it is full and ends within a sentence, so that this
                one may go on with it.
        """
        found = self.candidates(text)
        expected = [m for m in found if self.is_expected(m)]
        # "i)" after "h)" is a letter, else a number: what counts on comes before what begins.
        counting = [m for m in expected if not m.is_first]
        for marker in counting + expected:
            if not is_torn or self._stands_torn(marker, text):
                return marker
        if is_torn:
            return None
        return next((m for m in found if self._stands_alone(m, text)), None)

    def _stands_torn(self, marker: Marker, text: str) -> bool:
        """True if ``marker`` may begin a paragraph though the sentence before it has no end."""
        rest = text[marker.length :].lstrip()
        if not rest:
            return False
        if marker.kind.is_bullet and rest[0].isdigit() and not text[marker.length].isspace():
            return False  # "-5 độ C"
        return not rest[0].islower() or self.begins_lower(marker.kind)

    def _stands_alone(self, marker: Marker, text: str) -> bool:
        """True if ``marker`` begins a paragraph though its number is not the next one."""
        kind, rest = marker.kind, text[marker.length :].lstrip()
        if kind.family is MarkerFamily.DECIMAL:
            return not marker.text[-1].isdigit() or (kind in self._last and rest[:1].isupper())
        if kind.family is MarkerFamily.CAPITAL:
            return kind in self._last and marker.numbers > self._last[kind].numbers
        if kind.family is MarkerFamily.ROMAN:
            return len(marker.name) > 1 or kind in self._last
        if kind.family is MarkerFamily.ARABIC:
            return marker.numbers[0] < 100 and kind.style != ":" and not rest[:1].islower()
        if kind.family is MarkerFamily.LETTER:
            return kind.style in (")", "()", ".)") or kind in self._last
        return True
