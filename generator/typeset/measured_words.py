"""Words measured in one font: glyphs, kerns, ink.

A plain word has one glyph for each character, in their order and on the baseline, which is true of
nearly every word. For another one the font must hold a glyph for each of its clusters
(``typeset.shaping``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import uharfbuzz as hb

from generator.core.errors import ContentError, Problem
from generator.core.messages import msg
from generator.typeset.shaping import (
    PLAIN_FEATURES,
    Cluster,
    Form,
    find_lone_mark,
    is_simple,
    shape,
)
from generator.typeset.tabular_figures import DIGITS
from generator.typeset.words import SHARED_CHARSET, Word, codes

#: Hints for signs that official texts use and most faces lack.
_HINTS = {"№": msg("write “Số” instead")}

#: The mark that makes u and o into ư and ơ.
_HORN = "\u031b"
#: Fonts whose characters' glyphs are cached.
_CACHED_FONTS = 64


class ShapedGlyph(NamedTuple):
    """One glyph of a word: its id, its left edge and its kern to the next, in em."""

    id: int
    x_em: float
    kern_em: float


class NotPlainError(ContentError):
    """A word that the face cannot show with a glyph of its own for each character."""


@dataclass(frozen=True, slots=True, eq=False)
class Lettering:
    """A font, and which of its glyphs show what.

    Attributes:
        data: The font's file, without added glyphs; ``name`` is what messages call it.
        figures: The glyph of each digit where it is not the plain one.
        forms: The glyphs of clusters.
        doubles: Characters of the shared subset that have their glyph from another one, as small
            letters in a face of capitals: copied text would be the other's.
    """

    font: Any
    data: bytes
    name: str
    doubles: frozenset[str]
    figures: Mapping[str, int] = field(default_factory=dict)
    forms: Mapping[Form, int] = field(default_factory=dict)


@lru_cache(maxsize=_CACHED_FONTS)
def doubles_of(data: bytes) -> frozenset[str]:
    """The characters of the shared subset whose glyph in the font stands for another of them."""
    font = hb.Font(hb.Face(hb.Blob(data)))
    found: dict[int, str] = {}
    return frozenset(
        char
        for char in sorted(SHARED_CHARSET)
        if not char.isspace()
        if (glyph := font.get_nominal_glyph(ord(char))) and found.setdefault(glyph, char) != char
    )


@lru_cache(maxsize=_CACHED_FONTS)
def _readings(data: bytes) -> Mapping[int, str]:
    """The character that each glyph of the font is read as."""
    face = hb.Face(hb.Blob(data))
    font = hb.Font(face)
    readings: dict[int, str] = {}
    for char in [*sorted(SHARED_CHARSET), *map(chr, sorted(face.unicodes))]:
        glyph = font.get_nominal_glyph(ord(char))
        if glyph:
            readings.setdefault(glyph, char)
    return readings


def glyphs_of(lettering: Lettering, text: str) -> tuple[ShapedGlyph, ...]:
    """The glyphs that show ``text``, from left to right, kerned.

    Raises:
        NotPlainError: The font lacks a character, or a glyph for a cluster.
    """
    if not text:
        return ()
    pairs = _plain(lettering, text)
    if pairs is None:
        pairs = _formed(lettering, text)
    font = lettering.font
    upem = font.face.upem
    placed = []
    x = 0.0
    for glyph, kern in pairs:
        placed.append(ShapedGlyph(glyph, x / upem, kern / upem))
        x += font.get_glyph_h_advance(glyph) + kern
    return tuple(placed)


def _plain(lettering: Lettering, text: str) -> list[tuple[int, int]] | None:
    """The glyph of each character and the kern behind it, in font units; None if not plain."""
    font = lettering.font
    if not lettering.doubles.isdisjoint(text):
        return None
    beyond = None if SHARED_CHARSET.issuperset(text) else set(text) - SHARED_CHARSET
    nominal = [font.get_nominal_glyph(ord(char)) or 0 for char in text]
    if not all(nominal) or (beyond is not None and not _are_plain(lettering, beyond)):
        return None
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(font, buffer, PLAIN_FEATURES)
    if [info.codepoint for info in buffer.glyph_infos] != nominal:
        return None
    positions = buffer.glyph_positions
    if any(p.x_offset or p.y_offset for p in positions):
        return None
    kerns = [
        position.x_advance - font.get_glyph_h_advance(glyph)
        for glyph, position in zip(nominal, positions, strict=True)
    ]
    return _with_figures(lettering.figures, text, nominal, kerns)


def _are_plain(lettering: Lettering, characters: set[str]) -> bool:
    """True if characters beyond the shared ones are simple, with glyphs that no others have."""
    readings, font = _readings(lettering.data), lettering.font
    return all(
        is_simple(char) and readings.get(font.get_nominal_glyph(ord(char))) == char
        for char in characters
    )


def _with_figures(
    figures: Mapping[str, int], text: str, glyphs: list[int], kerns: list[int]
) -> list[tuple[int, int]]:
    """Glyphs and kerns with the digits of ``text`` as ``figures``."""
    if figures:
        glyphs = [figures.get(char, glyph) for char, glyph in zip(text, glyphs, strict=True)]
        # The point of 7.5 must stand below that of 8.5.
        kerns = [
            0 if before in figures or after in figures else kern
            for before, after, kern in zip(text, [*text[1:], ""], kerns, strict=True)
        ]
    return list(zip(glyphs, kerns, strict=True))


def _formed(lettering: Lettering, text: str) -> list[tuple[int, int]]:
    """The glyph of each cluster of a word that is not plain, and the kern behind it."""
    if (problem := find_lone_mark(text)) is not None:
        raise NotPlainError(problem)
    found = []
    figures = lettering.figures
    clusters = shape(lettering.font, text)
    for cluster, following in zip(clusters, [*clusters[1:], None], strict=True):
        glyph = _glyph_of(lettering, cluster)
        if glyph is None:
            raise NotPlainError(_unset(lettering, text))
        near_figure = cluster.text in figures or (following and following.text in figures)
        found.append((glyph, 0 if near_figure else cluster.kern))
    return found


def _glyph_of(lettering: Lettering, cluster: Cluster) -> int | None:
    if cluster.text in lettering.figures:
        return lettering.figures[cluster.text]
    if is_own_glyph(lettering, cluster):
        return cluster.parts[0].glyph
    return lettering.forms.get(Form(cluster.text, cluster.parts, cluster.advance))


def is_own_glyph(lettering: Lettering, cluster: Cluster) -> bool:
    """True if the cluster is one character, shown by the glyph that is read as it."""
    text = cluster.text
    if len(text) != 1 or len(cluster.parts) != 1:
        return False
    glyph, x, y = cluster.parts[0]
    font = lettering.font
    if x or y or not glyph or glyph != font.get_nominal_glyph(ord(text)):
        return False
    if text in SHARED_CHARSET:
        return text not in lettering.doubles
    return _readings(lettering.data).get(glyph) == text


def _unset(lettering: Lettering, text: str) -> Problem:
    """The problem of a word that cannot be shown: what it needs is missing."""
    font = lettering.font
    for char in dict.fromkeys(text):
        if not font.get_nominal_glyph(ord(char)):
            return Problem(
                "missing-glyph",
                msg(
                    "the font {font} has no '{char}' (U+{code})",
                    font=lettering.name,
                    char=char,
                    code=f"{ord(char):04X}",
                ),
                _HINTS.get(char) or msg("write it another way, or choose a font that has it"),
            )
    return Problem(
        "missing-glyph",
        msg("the font {font} cannot set “{text}”", font=lettering.name, text=text),
        msg("choose a font that is made for this language"),
    )


def measure(lettering: Lettering, text: str) -> Word:
    """``text`` measured.

    Raises:
        NotPlainError: as :func:`glyphs_of` does.
    """
    font = lettering.font
    glyphs = glyphs_of(lettering, text)
    extents = [e for e in (font.get_glyph_extents(glyph.id) for glyph in glyphs) if e and e.height]
    upem = font.face.upem
    width_em = 0.0
    if glyphs:
        last = glyphs[-1]
        if _HORN in unicodedata.normalize("NFD", text[-1]):
            # The horn of ư hangs over its advance: a space behind it would look half as wide.
            last = last._replace(kern_em=last.kern_em + _overhang_em(font, last.id))
            glyphs = (*glyphs[:-1], last)
        width_em = last.x_em + last.kern_em + font.get_glyph_h_advance(last.id) / upem
    return Word(
        text=text,
        width_em=width_em,
        letters=len(glyphs),
        codes=codes([glyph.id for glyph in glyphs], [glyph.kern_em for glyph in glyphs]),
        extra=_extra(lettering, text),
        top_em=max((e.y_bearing / upem for e in extents), default=0.0),
        bottom_em=min(((e.y_bearing + e.height) / upem for e in extents), default=0.0),
    )


def _overhang_em(font: Any, glyph: int) -> float:
    """Extent of the ink of ``glyph`` beyond its advance, to the right, in em."""
    extents = font.get_glyph_extents(glyph)
    if extents is None:
        return 0.0
    ink: float = extents.x_bearing + extents.width - font.get_glyph_h_advance(glyph)
    upem: int = font.face.upem
    return max(0.0, ink / upem)


def _extra(lettering: Lettering, text: str) -> str:
    """The characters of ``text`` beyond the shared subset, as in :attr:`Word.extra`."""
    figures = lettering.figures
    beyond = "".join(char for char in dict.fromkeys(text) if char not in SHARED_CHARSET)
    for char in text:
        if char in figures and figures[char] != lettering.font.get_nominal_glyph(ord(char)):
            return beyond + DIGITS
    return beyond
