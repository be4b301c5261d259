"""Tabular figures: digits of one width, taken from a font or added to it.

A face without the feature ``tnum`` gets a further glyph for each digit: its outline, centred in a
cell as wide as the widest. Shifting the ordinary digits apart would look the same, but readers of
PDF take the hole beside a narrow 1 for a space: "0123456789" would be copied as "0 1 23456789".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import uharfbuzz as hb

from generator.typeset.added_glyphs import MAX_GLYPHS, AddedGlyph, Component, with_glyphs

DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Figures:
    """The tabular figures of a font.

    Attributes:
        program: The font file that holds them.
        glyphs: The glyph of each digit that the font has.
    """

    program: bytes
    glyphs: Mapping[str, int]


def tabular_figures(data: bytes) -> Figures | None:
    """The tabular figures of the TrueType font in ``data``; None if no glyph ids are left.

    The font's own digits are taken, or those of its ``tnum``, if they are of one width.
    """
    face = hb.Face(hb.Blob(data))
    font = hb.Font(face)
    plain = {digit: glyph for digit in DIGITS if (glyph := font.get_nominal_glyph(ord(digit)))}
    own = {digit: _own_figure(font, digit, glyph) for digit, glyph in plain.items()}
    for glyphs in (plain, own):
        if len(set(map(font.get_glyph_h_advance, glyphs.values()))) <= 1:
            return Figures(data, glyphs)
    first = face.glyph_count
    if first + len(plain) > MAX_GLYPHS:
        return None
    added = {digit: first + number for number, digit in enumerate(plain)}
    return Figures(_with_centred(face, font, tuple(plain.values())), added)


def _own_figure(font: Any, digit: str, plain: int) -> int:
    """The glyph that the font's ``tnum`` has for ``digit``; ``plain`` if there is none."""
    buffer = hb.Buffer()
    buffer.add_str(digit)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(font, buffer, {"tnum": True})
    shaped = [int(info.codepoint) for info in buffer.glyph_infos]
    return shaped[0] if len(shaped) == 1 else plain


def _with_centred(face: Any, font: Any, digits: Sequence[int]) -> bytes:
    """The font with a copy of each of ``digits`` behind its last glyph, as wide as the widest."""
    advances = [font.get_glyph_h_advance(digit) for digit in digits]
    cell = max(advances)
    return with_glyphs(
        face,
        [
            AddedGlyph(cell, (Component(digit, (cell - advance) // 2, 0),))
            for digit, advance in zip(digits, advances, strict=True)
        ],
    )
