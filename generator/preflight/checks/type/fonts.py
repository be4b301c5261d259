"""Fonts: embedded, without Type 3, with a glyph and an outline for each character, readable."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from generator.core.errors import Place
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, FileCheck, PageCheck
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.checks.type import GROUP
from generator.preflight.pdf.font_encoding import REPLACEMENT_CHARACTER
from generator.preflight.pdf.font_programs import FontProgram, Outline
from generator.preflight.pdf.geometry import union
from generator.preflight.pdf.model import Box, Document, Font, Mark, Page, TextMark
from generator.preflight.text.glyph_identity import (
    ReferenceFace,
    find_ambiguous_letters,
    find_misidentified_glyphs,
)
from generator.typeset.fonts import fallback_fonts, formed, load_face, shipped_fonts
from generator.typeset.shaping import joins_letters

#: Text rendering mode 3 paints nothing: it lies under scanned pages for searching (ISO 32000-2,
#: table 104).
_UNSEEN: Final = 3
#: Characters that leave no ink: spaces, marks of direction, soft hyphens, joiners.
_BLANK_KINDS: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cn", "Co", "Cs"})
#: Names looked up in folders of typefaces: of all that a few files use.
_CACHED_FACES, _CACHED_FOLDERS = 64, 4
#: Letters with marks whose outlines are cached: no language has more. Our own.
_CACHED_CLUSTERS = 1024

NOT_EMBEDDED = Rule(
    "font-not-embedded",
    msg("A font is not in the file"),
    msg(
        "The printer takes another typeface instead. Lines then run differently, and Vietnamese "
        "accents are often lost."
    ),
    msg(
        "Export again with fonts embedded. In Word: Save As, PDF, Options, ISO 19005 (PDF/A); "
        "that embeds all fonts."
    ),
    "ISO 15930-7; ISO 19005-2, 6.2.11.4; Ghent Workgroup 2015, fonts",
    group=GROUP,
)
TYPE3 = Rule(
    "font-type-3",
    msg("A font is made of pictures of letters"),
    msg(
        "Type 3 fonts are drawn without the fine fitting of other fonts, some as coarse pixels, "
        "and some printers' software fails on them."
    ),
    msg("Use an ordinary TrueType or OpenType font and export the file again."),
    "guides of print shops; Ghent Workgroup 2015, fonts",
    group=GROUP,
)
MISSING_GLYPH = Rule(
    "glyph-missing",
    msg("A character has no glyph in its font"),
    msg("A box, a question mark or a gap is printed in place of a letter."),
    msg("Set this text in a font that has all Vietnamese letters, such as Be Vietnam Pro."),
    "ISO 19005-2, 6.2.11.8; ISO 14289-1, 7.21.8",
    group=GROUP,
)
BLANK_GLYPH = Rule(
    "glyph-blank",
    msg("A letter's glyph is empty"),
    msg("The text can be searched and copied, but nothing is printed in this place."),
    msg("Set this text in another font, export again, and look at the printed page."),
    "our own: the glyph's outline in the embedded font",
    group=GROUP,
)
UNREADABLE = Rule(
    "text-unreadable",
    msg("Text cannot be read by machines"),
    msg(
        "The file does not say which letters the glyphs stand for. Search, copying and screen "
        "readers give nothing or nonsense, and official texts cannot be verified."
    ),
    msg("Export again from the program that made the text; do not print to PDF."),
    "ISO 19005-2, 6.2.11.7.2; ISO 14289-1, 7.21.7",
    group=GROUP,
)
NOT_COMPOSED = Rule(
    "text-not-composed",
    msg("Accents are stored apart from their letters"),
    msg(
        "Letters and accents are two characters each (NFD). Accents may be printed beside their "
        "letters, and a search does not find the words."
    ),
    msg(
        "Change the text to precomposed Unicode before setting it (in UniKey: the code table "
        "“Unicode dựng sẵn”), then export again."
    ),
    "Unicode Standard Annex 15, NFC; TCVN 6909:2001",
    group=GROUP,
)
MAP_LIES = Rule(
    "text-map-lies",
    msg("A letter is printed as another one than the file says"),
    msg(
        "People read one letter on paper, and searches, screen readers and the verification of "
        "official texts another: one accent makes it another word."
    ),
    msg("Make the file again from its source; a map of letters that lies was made by hand."),
    "ISO 32000-2, 9.10.3; the font program's own map, and the typefaces of anpham",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (
    NOT_EMBEDDED,
    TYPE3,
    MISSING_GLYPH,
    BLANK_GLYPH,
    UNREADABLE,
    NOT_COMPOSED,
    MAP_LIES,
)


def check_embedding(document: Document, brief: Brief) -> Iterator[Finding]:
    """Every font that paints is in the file, and is no Type 3."""
    severity = _severity(brief)
    for font, page, mark in _first_uses(document):
        if font.kind == "Type3":
            message = msg("a font of pictures (Type 3) is used")
            yield TYPE3.found(severity, message, place_on(page, mark.box))
        elif font.program is None:
            message = msg("the font '{name}' is not embedded", name=font.name)
            yield NOT_EMBEDDED.found(severity, message, place_on(page, mark.box))


def _severity(brief: Brief) -> Severity:
    for_press = brief.for_press
    return Severity.ERROR if for_press else Severity.WARNING


def _first_uses(document: Document) -> Iterator[tuple[Font, Page, Mark]]:
    """Each font that paints, with the first mark that it paints."""
    reported: set[int] = set()
    for page, mark in _painted_texts(document):
        if mark.text is not None and mark.text.font not in reported:
            reported.add(mark.text.font)
            yield document.fonts[mark.text.font], page, mark


def _painted_texts(document: Document) -> Iterator[tuple[Page, Mark]]:
    for page in document.pages:
        for mark in page.marks:
            if mark.text is not None and mark.text.mode != _UNSEEN:
                yield page, mark


def check_glyphs(document: Document, brief: Brief) -> Iterator[Finding]:
    """Each character that is painted has a glyph, and each letter's glyph has ink."""
    programs: dict[int, FontProgram | None] = {}
    for page, mark in _painted_texts(document):
        text = mark.text
        if text is None or not text.glyphs:
            continue
        if text.font not in programs:
            programs[text.font] = _program(document.fonts[text.font])
        program = programs[text.font]
        if program is None:
            continue
        name = document.fonts[text.font].name
        missing = [i for i, glyph in enumerate(text.glyphs) if _is_missing(glyph, program)]
        place = place_on(page, mark.box)
        if missing:
            message = msg(
                "characters of “{text}” without a glyph in the font '{name}': {count}",
                count=len(missing),
                text=_excerpt(text.characters),
                name=name,
            )
            yield MISSING_GLYPH.found(Severity.ERROR, message, place)
        blank = _blank_letters(text, program)
        if blank:
            message = msg(
                "the font '{name}' prints nothing for “{letters}”", name=name, letters=blank
            )
            yield BLANK_GLYPH.found(Severity.ERROR, message, place)


def _program(font: Font) -> FontProgram | None:
    """The font's program, if its glyphs can be identified."""
    if font.program is None:
        return None
    program = FontProgram(font.program)
    return program if program.glyph_count else None


def _is_missing(glyph: int | None, program: FontProgram) -> bool:
    """True if the glyph is ``.notdef`` or beyond those of the program."""
    return glyph is not None and (glyph == 0 or glyph >= program.glyph_count)


def _blank_letters(text: TextMark, program: FontProgram) -> str:
    """The letters of ``text``, each once, whose glyph leaves no ink."""
    blank = (
        letters
        for letters, glyph in text.shown
        if glyph and not _is_missing(glyph, program) and any(map(_leaves_ink, letters))
        if program.ink(glyph) is None
    )
    return "".join(dict.fromkeys(blank))


def _leaves_ink(letter: str) -> bool:
    return letter != REPLACEMENT_CHARACTER and unicodedata.category(letter) not in _BLANK_KINDS


def check_meaning(document: Document, brief: Brief) -> Iterator[Finding]:
    """Each letter that is printed is the one that the file says it is."""
    is_ours = brief.expected is not None
    for number, shown in _letters_shown(document).items():
        font = document.fonts[number]
        program = _program(font)
        if program is None:
            continue
        reference = _shipped_face(brief.assets.fonts, font.name)
        for wrong in find_misidentified_glyphs(program, shown.keys(), reference):
            message = msg(
                "the font '{name}' prints “{shown}” where the file says “{said}”",
                name=font.name,
                shown=wrong.drawn,
                said=wrong.declared,
            )
            yield MAP_LIES.found(Severity.ERROR, message, shown[wrong.declared, wrong.glyph])
        # Other programs set small capitals and swashes so, and rightly.
        ambiguous = find_ambiguous_letters(program, shown.keys())
        for letter in ambiguous if is_ours else ():
            message = msg(
                "the font '{name}' has several shapes for “{letter}”", name=font.name, letter=letter
            )
            place = next(place for (declared, _), place in shown.items() if declared == letter)
            yield MAP_LIES.found(Severity.WARNING, message, place)
        # Ours never join letters, so that each can be compared with its glyph. Other programs do.
        for (joined, glyph), place in shown.items() if is_ours else ():
            if len(joined) == 1:
                continue
            if joins_letters(joined):
                message = msg(
                    "the font '{name}' has one sign for “{letters}”", name=font.name, letters=joined
                )
                yield MAP_LIES.found(Severity.ERROR, message, place)
                continue
            expected = _outline_of_cluster(brief.assets.fonts, font.name, joined)
            if expected is not None and program.outline(glyph) != expected:
                message = msg(
                    "the font '{name}' prints something else where the file says “{said}”",
                    name=font.name,
                    said=joined,
                )
                yield MAP_LIES.found(Severity.ERROR, message, place)


@lru_cache(maxsize=_CACHED_CLUSTERS)
def _outline_of_cluster(folder: Path, name: str, cluster: str) -> Outline | None:
    """The outline of a letter with its marks in the shipped typeface of that PostScript name."""
    path = _shipped_paths(folder).get(name)
    if path is None:
        return None
    face = formed(load_face(name, 400, path.read_bytes(), path.name), frozenset((cluster,)))
    glyphs = [glyph for glyph, text in face.formed.items() if text == cluster]
    return FontProgram(face.program).outline(glyphs[0]) if glyphs else None


@lru_cache(maxsize=_CACHED_FACES)
def _shipped_face(folder: Path, name: str) -> ReferenceFace | None:
    """The shipped typeface of that PostScript name."""
    path = _shipped_paths(folder).get(name)
    return None if path is None else ReferenceFace(FontProgram(path.read_bytes()))


@lru_cache(maxsize=_CACHED_FOLDERS)
def _shipped_paths(folder: Path) -> Mapping[str, Path]:
    """Files of the shipped typefaces by their PostScript names."""
    return {
        load_face(family, weight, path.read_bytes(), path.name).resource: path
        for (family, weight), path in (shipped_fonts(folder) | fallback_fonts(folder)).items()
    }


def _letters_shown(document: Document) -> dict[int, dict[tuple[str, int], Place]]:
    """For each font the characters of each glyph that is painted, and where it is first."""
    found: dict[int, dict[tuple[str, int], Place]] = {}
    for page, mark in _painted_texts(document):
        text = mark.text
        if text is None or not text.glyphs:
            continue
        shown = found.setdefault(text.font, {})
        for letters, glyph in text.shown:
            if glyph is not None and (letters, glyph) not in shown:
                shown[letters, glyph] = place_on(page, mark.box)
    return found


def check_reading(page: Page, brief: Brief) -> Iterator[Finding]:
    """The characters of each text are known, of text that is not painted, too."""
    lost: dict[int, list[Mark]] = {}
    for mark in page.marks:
        if mark.text is not None and _is_unreadable(mark.text.characters):
            lost.setdefault(mark.text.font, []).append(mark)
    for font, marks in lost.items():
        message = msg(
            "texts in the font '{name}' that machines cannot read: {count}",
            count=len(marks),
            name=page.document.fonts[font].name,
        )
        yield UNREADABLE.found(Severity.WARNING, message, place_on(page, _around(marks)))


def _is_unreadable(characters: str) -> bool:
    """True if characters are unknown, or private ones stand among letters.

    A private character alone is a bullet or an icon, as Word sets them.
    """
    if REPLACEMENT_CHARACTER in characters:
        return True
    private = any(unicodedata.category(character) == "Co" for character in characters)
    return private and any(character.isalpha() for character in characters)


def check_composed(page: Page, brief: Brief) -> Iterator[Finding]:
    """Text is in Unicode's composed form, NFC."""
    for mark in page.marks:
        characters = mark.text.characters if mark.text is not None else ""
        if not unicodedata.is_normalized("NFC", characters) or _starts_apart(characters):
            message = msg(
                "“{text}” has accents apart from their letters", text=_excerpt(characters)
            )
            yield NOT_COMPOSED.found(Severity.WARNING, message, place_on(page, mark.box))


def _starts_apart(characters: str) -> bool:
    """True if an accent stands at the start: its letter was shown before it."""
    return bool(characters) and "\u0300" <= characters[0] <= "\u0331"


def _excerpt(text: str) -> str:
    """``text`` on one line, for a message, composed so that it can be read."""
    return excerpt(unicodedata.normalize("NFC", text), 30)


def _around(marks: list[Mark]) -> Box:
    return union(mark.box for mark in marks) or marks[0].box


PAGE_CHECKS: tuple[PageCheck, ...] = (
    check_reading,
    check_composed,
)
FILE_CHECKS: tuple[FileCheck, ...] = (
    check_embedding,
    check_glyphs,
    check_meaning,
)
