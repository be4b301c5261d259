"""The ink of whole words, by which that of their glyphs is judged."""

from __future__ import annotations

from math import inf

from generator.typeset.fonts import Face
from generator.typeset.ink_profiles import COLUMN_EM, InkProfile, glyph_profile


def word_profile(face: Face, text: str, tracking_em: float) -> InkProfile:
    """The profile of ``text`` in ``face``, each letter followed by ``tracking_em``."""
    placed = []
    for index, glyph in enumerate(face.glyphs(text)):
        profile = glyph_profile(face, glyph.id)
        if profile.tops:
            x_em = glyph.x_em + index * tracking_em
            placed.append((profile.first + round(x_em / COLUMN_EM), profile))
    if not placed:
        return InkProfile(0, (), ())
    first = min(start for start, _ in placed)
    length = max(start + len(profile.tops) for start, profile in placed) - first
    tops, bottoms = [-inf] * length, [inf] * length
    for start, profile in placed:
        for column, (top, bottom) in enumerate(
            zip(profile.tops, profile.bottoms, strict=True), start - first
        ):
            tops[column] = max(tops[column], top)
            bottoms[column] = min(bottoms[column], bottom)
    return InkProfile(first, tuple(tops), tuple(bottoms))
