"""ToUnicode verification: glyphs whose outline is not the letter that the file maps them to.

Readers, searches and every check of texts believe the file's map from glyphs to characters; people
see outlines. Two references identify an outline: the font program's own map from characters to
glyphs, and a typeface of the same name that the caller trusts. Which typefaces those are, and the
findings, belong to ``preflight.checks.type.fonts``; reading the maps, to
``preflight.pdf.font_encoding``.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.preflight.pdf.font_programs import FontProgram, Outline

#: Share of a font's letters in which the program's own map must agree with the file to be trusted:
#: some programs renumber the glyphs of a subset and leave a map that means nothing, which agrees in
#: next to none. Corpus: sound files 1.00, one with a wrong letter 0.98.
_MIN_AGREEMENT: Final = 0.6
#: Cmap subtables of Unicode, by platform and encoding (OpenType 1.9, cmap, platforms 0 and 3).
_UNICODE_SUBTABLES: Final = frozenset(
    ((3, 1), (3, 10), (0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 6))
)
#: Letters with one outline in every typeface: Ð of Icelandic and Đ of African languages are Đ.
_HOMOGLYPHS: Final = {"\u00d0": "\u0110", "\u0189": "\u0110"}


@dataclass(frozen=True, slots=True)
class MisidentifiedGlyph:
    """A glyph that draws another letter than the file declares."""

    declared: str
    drawn: str
    glyph: int


@dataclass(frozen=True)
class ReferenceFace:
    """A typeface whose map from characters to glyphs is trusted."""

    program: FontProgram

    @cached_property
    def glyphs(self) -> Mapping[str, int]:
        """Glyph of each character."""
        return _unicode_map(self.program)

    @cached_property
    def letters(self) -> Mapping[Outline, frozenset[str]]:
        """Letters and digits of each outline; takes long to compute."""
        found: dict[Outline, set[str]] = defaultdict(set)
        for letter, glyph in self.glyphs.items():
            if letter.isalnum():
                found[self.program.outline(glyph)].add(letter)
        return {outline: frozenset(letters) for outline, letters in found.items() if outline}


def find_misidentified_glyphs(
    program: FontProgram, shown: Set[tuple[str, int]], reference: ReferenceFace | None
) -> Iterator[MisidentifiedGlyph]:
    """Yield letters and digits that are drawn with the glyph of another one, each once.

    Args:
        program: The embedded font.
        shown: Characters as the file declares them, with their glyphs.
        reference: The typeface of the font's name, if the caller has it.
    """
    # A glyph may stand for several characters, as a ligature does.
    letters = sorted(pair for pair in shown if any(map(str.isalnum, pair[0])))
    reported: set[tuple[str, int]] = set()
    for drawn_by_glyph in (
        _letters_by_own_map(program, letters),
        _letters_by_reference(reference, program, letters),
    ):
        for declared, glyph in letters:
            drawn = drawn_by_glyph.get(glyph)
            if drawn and (declared, glyph) not in reported and not _is_among(declared, drawn):
                reported.add((declared, glyph))
                yield MisidentifiedGlyph(declared, min(drawn), glyph)


def find_ambiguous_letters(program: FontProgram, shown: Set[tuple[str, int]]) -> Iterator[str]:
    """Yield the letters that are drawn with several outlines."""
    outlines: dict[str, set[Outline]] = defaultdict(set)
    for declared, glyph in sorted(shown):
        if declared.isalpha():
            outlines[declared].add(program.outline(glyph))
    for declared, several in outlines.items():
        if len(several) > 1:
            yield declared


def _letters_by_own_map(
    program: FontProgram, letters: list[tuple[str, int]]
) -> Mapping[int, frozenset[str]]:
    """Letters of each glyph by the program's own map; empty if that is not trusted."""
    own = _unicode_map(program)
    drawn: dict[int, set[str]] = defaultdict(set)
    by_outline: dict[Outline, set[str]] = defaultdict(set)
    for letter, glyph in own.items():
        if glyph and letter.isalnum():
            by_outline[program.outline(glyph)].add(letter)
    mapped = set(own.values())
    for _, glyph in letters:
        if glyph in mapped:
            drawn[glyph] |= by_outline.get(program.outline(glyph), set())
    agreed = [_is_among(declared, drawn[glyph]) for declared, glyph in letters if drawn.get(glyph)]
    if sum(agreed) < _MIN_AGREEMENT * len(agreed):
        return {}
    return {glyph: frozenset(several) for glyph, several in drawn.items()}


def _letters_by_reference(
    reference: ReferenceFace | None, program: FontProgram, letters: list[tuple[str, int]]
) -> Mapping[int, frozenset[str]]:
    """Letters of each glyph by the outlines of the reference.

    Empty for an outline that the reference lacks, as a figure that was made narrower.
    """
    if reference is None:
        return {}
    drawn: dict[int, frozenset[str]] = {}
    for declared, glyph in letters:
        outline, own = program.outline(glyph), reference.glyphs.get(declared)
        # A sound file never needs the letters of all outlines, which take long.
        is_own = own is not None and reference.program.outline(own) == outline
        found = frozenset({declared}) if is_own and outline else reference.letters.get(outline)
        drawn[glyph] = drawn.get(glyph, frozenset()) | (found or frozenset())
    return drawn


def _unicode_map(program: FontProgram) -> dict[str, int]:
    """The program's own map from characters to glyphs."""
    own: dict[str, int] = {}
    for kind, codes in program.character_maps.items():
        if kind in _UNICODE_SUBTABLES:
            own |= {chr(code): glyph for code, glyph in codes.items() if 0 < code < 0x110000}
    return own


def _is_among(declared: str, drawn: Set[str]) -> bool:
    return _plain(declared) in {_plain(letter) for letter in drawn}


def _plain(letter: str) -> str:
    return _HOMOGLYPHS.get(letter, unicodedata.normalize("NFKC", letter))
