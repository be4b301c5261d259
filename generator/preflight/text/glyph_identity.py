"""Whether glyphs are what a file says of them: a map may call an "ế" an "ề".

Readers, searches and our own proof of texts take a file's word for which letter a glyph stands for;
people see its outline. So the outline is asked, by two witnesses: the map from characters to glyphs
in the font program itself, where there is one, and the typefaces that come with the product.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from generator.core.assets import shipped_assets
from generator.preflight.pdf.font_programs import FontProgram, Outline
from generator.typeset.fonts import load_face, shipped_fonts

#: A program's own map is believed if it agrees with the file in so many of the letters that are
#: shown: some programs number the glyphs of a subset anew and leave a map that means nothing.
_LEAST_AGREED: Final = 0.6
#: Cmap subtables whose codes are Unicode: platform and encoding.
_UNICODE: Final = frozenset(((3, 1), (3, 10), (0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 6)))
#: Letters that look alike in every typeface.
_ALIKE: Final = {"\u00d0": "\u0110", "\u0189": "\u0110"}


@dataclass(frozen=True, slots=True)
class Lie:
    """A glyph that is not the letter that the file says it is."""

    said: str
    shown: str
    glyph: int


def lies(name: str, program: FontProgram, shown: Set[tuple[str, int]]) -> Iterator[Lie]:
    """The letters and digits that are shown by the glyph of another one.

    Args:
        name: The font's, without the tag of a subset.
        shown: Characters, as the file has them, with their glyphs.
    """
    letters = sorted((said, glyph) for said, glyph in shown if said.isalnum())
    told: set[tuple[str, int]] = set()
    for witness in (_own_letters(program, letters), _face_letters(name, program, letters)):
        for said, glyph in letters:
            meant = witness.get(glyph)
            if meant and (said, glyph) not in told and not _is_among(said, meant):
                told.add((said, glyph))
                yield Lie(said, min(meant), glyph)


def twins(program: FontProgram, shown: Set[tuple[str, int]]) -> Iterator[str]:
    """The letters that glyphs of several outlines stand for."""
    outlines: dict[str, set[Outline]] = defaultdict(set)
    for said, glyph in sorted(shown):
        if said.isalpha():
            outlines[said].add(program.outline(glyph))
    for said, several in outlines.items():
        if len(several) > 1:
            yield said


def _own_letters(
    program: FontProgram, letters: list[tuple[str, int]]
) -> Mapping[int, frozenset[str]]:
    """What the program itself says that its glyphs are; nothing if it cannot be believed."""
    own = _unicode_map(program)
    meant: dict[int, set[str]] = defaultdict(set)
    by_outline: dict[Outline, set[str]] = defaultdict(set)
    for letter, glyph in own.items():
        if glyph and letter.isalnum():
            by_outline[program.outline(glyph)].add(letter)
    named = set(own.values())
    for _, glyph in letters:
        if glyph in named:
            meant[glyph] |= by_outline.get(program.outline(glyph), set())
    judged = [_is_among(said, meant[glyph]) for said, glyph in letters if meant.get(glyph)]
    if sum(judged) < _LEAST_AGREED * len(judged):
        return {}
    return {glyph: frozenset(several) for glyph, several in meant.items()}


def _face_letters(
    name: str, program: FontProgram, letters: list[tuple[str, int]]
) -> Mapping[int, frozenset[str]]:
    """What glyphs are in the typeface of that name that comes with the product, by their outlines.

    One that the typeface does not have, as a figure that was made narrower, is nothing.
    """
    face = _shipped_face(name)
    if face is None:
        return {}
    meant: dict[int, frozenset[str]] = {}
    for said, glyph in letters:
        outline, own = program.outline(glyph), face.glyphs.get(said)
        # To look up all of the typeface's letters takes long; an honest file needs none of it.
        is_own = own is not None and face.program.outline(own) == outline
        found = frozenset({said}) if is_own and outline else _shipped_letters(name).get(outline)
        meant[glyph] = meant.get(glyph, frozenset()) | (found or frozenset())
    return meant


class _Face(NamedTuple):
    """A typeface that comes with the product, and its glyph for each character."""

    program: FontProgram
    glyphs: Mapping[str, int]


@cache
def _shipped_face(name: str) -> _Face | None:
    """The typeface of that PostScript name, if it is shipped."""
    path = _shipped_paths().get(name)
    if path is None:
        return None
    program = FontProgram(path.read_bytes())
    return _Face(program, _unicode_map(program))


@cache
def _shipped_letters(name: str) -> Mapping[Outline, frozenset[str]]:
    """All letters of a typeface that is shipped, by their outlines."""
    face = _shipped_face(name)
    assert face is not None
    found: dict[Outline, set[str]] = defaultdict(set)
    for letter, glyph in face.glyphs.items():
        if letter.isalnum():
            found[face.program.outline(glyph)].add(letter)
    return {outline: frozenset(letters) for outline, letters in found.items() if outline}


@cache
def _shipped_paths() -> Mapping[str, Path]:
    """The files of the typefaces that come with the product by their PostScript names."""
    return {
        load_face(family, weight, path.read_bytes(), path.name).resource: path
        for (family, weight), path in shipped_fonts(shipped_assets().fonts).items()
    }


def _unicode_map(program: FontProgram) -> dict[str, int]:
    """The program's own map from characters to glyphs."""
    own: dict[str, int] = {}
    for kind, codes in program.character_maps.items():
        if kind in _UNICODE:
            own |= {chr(code): glyph for code, glyph in codes.items() if 0 < code < 0x110000}
    return own


def _is_among(said: str, meant: Set[str]) -> bool:
    plain = {_plain(letter) for letter in meant}
    return _plain(said) in plain


def _plain(letter: str) -> str:
    return _ALIKE.get(letter, unicodedata.normalize("NFKC", letter))
