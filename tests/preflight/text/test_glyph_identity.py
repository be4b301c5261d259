"""ToUnicode verification: when a font's own map is trusted, and what it then tells."""

from __future__ import annotations

import pytest

from generator.preflight.pdf.font_programs import FontProgram
from generator.preflight.text.glyph_identity import (
    ReferenceFace,
    find_ambiguous_letters,
    find_misidentified_glyphs,
)

LETTERS = "abcdeghikl"


class FakeProgram:
    """A font program in which each letter has the glyph of its place, and an outline of its own."""

    def __init__(self) -> None:
        self.character_maps = {(3, 1): {ord(one): at for at, one in enumerate(LETTERS, start=1)}}

    def outline(self, glyph: int) -> tuple[object, ...]:
        return ("outline", glyph)


def program() -> FontProgram:
    return FakeProgram()  # type: ignore[return-value]


def shown(agreed: int) -> set[tuple[str, int]]:
    """All letters, of which so many have their own glyphs, and the others the next one's."""
    others = range(agreed, 10)
    glyphs = [
        *range(1, agreed + 1),
        *(agreed + 1 + (n + 1) % len(others) for n in range(10 - agreed)),
    ]
    return set(zip(LETTERS, glyphs, strict=True))


@pytest.mark.parametrize(("agreed", "found"), [(6, 4), (5, 0)])
def test_a_programs_own_map_is_trusted_if_six_tenths_of_its_letters_agree(
    agreed: int, found: int
) -> None:
    assert len(list(find_misidentified_glyphs(program(), shown(agreed), None))) == found


@pytest.mark.parametrize("agreed", [0, 8])
def test_a_reference_is_always_trusted(agreed: int) -> None:
    found = list(find_misidentified_glyphs(program(), shown(agreed), ReferenceFace(program())))
    assert len(found) == 10 - agreed
    assert all(one.declared != one.drawn for one in found)


class LigatureProgram(FakeProgram):
    """A program with a glyph for two letters, beside those of single ones."""

    def __init__(self) -> None:
        super().__init__()
        self.character_maps[3, 1][ord("\ufb01")] = 40


@pytest.mark.parametrize(("declared", "glyph", "is_wrong"), [("fi", 40, False), ("kh", 9, True)])
def test_a_glyph_for_several_letters_must_be_their_ligature(
    declared: str, glyph: int, *, is_wrong: bool
) -> None:
    program: FontProgram = LigatureProgram()  # type: ignore[assignment]
    found = list(find_misidentified_glyphs(program, {*shown(10), (declared, glyph)}, None))
    assert [one.declared for one in found] == ([declared] if is_wrong else [])


def test_a_letter_with_two_outlines_is_ambiguous() -> None:
    assert list(find_ambiguous_letters(program(), {("a", 1), ("a", 2), ("b", 3)})) == ["a"]
