"""Font faces, by family and weight, and the widths of words set in them.

HarfBuzz measures and kerns. Ligatures and other substitutions are off: each glyph stands for one
character, so that text copied from a PDF is the text that was set. Embedding in a PDF is in
``draw.fonts``.
"""

from __future__ import annotations

import re
import struct
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb

from generator.core.assets import Assets
from generator.core.errors import ContentError, MissingResourceError, Problem
from generator.core.messages import Message, msg
from generator.core.os_errors import refusal
from generator.typeset.tabular_figures import DIGITS, tabular_figures
from generator.typeset.words import SHARED_CHARSET, Word, codes

#: Words in the cache of each face. A leaflet has about 600; a batch repeats them.
_CACHED_WORDS = 4096
#: Faces in the cache, which is keyed by the content of their files.
_CACHED_FACES = 64

_FEATURES = {
    "kern": True, "mark": True, "mkmk": True, "ccmp": True,
    "liga": False, "clig": False, "calt": False, "dlig": False,
    "rlig": False, "rclt": False, "locl": False,
}  # fmt: skip

#: Hints for signs that official texts use and most faces lack.
_HINTS = {"№": msg("write “Số” instead")}

#: The mark that makes u and o into ư and ơ.
_HORN = "\u031b"

_NO_EMBEDDING = 0x0002
#: Bits of OS/2's fsSelection; the table has them from version 0 on, in its first 78 bytes.
_ITALIC, _OBLIQUE = 0x0001, 0x0200
_OS2_LENGTH = 78
_HHEA_LENGTH = 36
#: The tables without which a TrueType font cannot be measured, drawn and embedded.
_NEEDED = ("glyf", "loca", "cmap", "head", "hhea", "hmtx", "maxp")


class ShapedGlyph(NamedTuple):
    """One glyph of a word: its id, its left edge and its kern to the next, in em."""

    id: int
    x_em: float
    kern_em: float


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One TrueType font file, loaded; compared and hashed by identity.

    Attributes:
        resource: The PostScript name, safe as a PDF name: the font's resource name in every PDF.
        upem: Font units in an em.
        ascent_em: From the font's ``hhea`` table; ``descent_em`` too, positive downwards.
        data: The file; ``name`` is what messages call it.
        program: The file that is measured: ``data``, or ``data`` with tabular figures added.
        figures: The glyph of each digit where it is not the plain one (:func:`tabular`).
    """

    family: str
    weight: int
    resource: str
    upem: int
    ascent_em: float
    descent_em: float
    cap_height_em: float
    space_em: float
    name: str
    data: bytes = field(repr=False)
    program: bytes = field(repr=False)
    figures: Mapping[str, int] = field(repr=False)
    _font: Any = field(repr=False)
    _measured: Callable[[str], Word] = field(repr=False)

    def glyph(self, char: str) -> int | None:
        """The id of the glyph for ``char``; None where the face has none."""
        found: int | None = self._font.get_nominal_glyph(ord(char))
        return found or None

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of ``text`` that the face cannot show, each once, in order.

        Any kind of space needs only the space's glyph, and a line end needs none.
        """
        return tuple(
            char
            for char in dict.fromkeys(text)
            if char != "\n" and self.glyph(" " if char.isspace() else char) is None
        )

    def word(self, text: str) -> Word:
        """``text``, NFC and without spaces, measured; cached.

        Raises:
            ContentError: A character has no glyph in this face.
        """
        return self._measured(text)

    def glyphs(self, text: str) -> tuple[ShapedGlyph, ...]:
        """The glyphs that show ``text``, kerned."""
        return _shaped(self._font, self.figures, text)

    def kern_em(self, before: str, after: str) -> float:
        """The kern between two texts that follow one another; each has a character or more."""
        return self.glyphs(before[-1] + after[0])[0].kern_em

    def advance_em(self, glyph: int) -> float:
        """Width of ``glyph`` as the font gives it, unkerned."""
        width: int = self._font.get_glyph_h_advance(glyph)
        return width / self.upem

    def draw(self, glyph: int, functions: hb.DrawFuncs, state: object) -> None:
        """Call ``functions`` with the outline of ``glyph``, in font units, and ``state``."""
        self._font.draw_glyph(glyph, functions, state)


class FontBook:
    """The faces that a piece may use, by family and weight; each is loaded on first use.

    Two books that name the same file share its face and the words measured with it.
    """

    def __init__(self, files: Mapping[tuple[str, int], Path]) -> None:
        self._files = dict(files)
        self._faces: dict[tuple[str, int], Face] = {}

    def face(self, family: str, weight: int) -> Face:
        """The face of exactly this family and weight.

        Raises:
            MissingResourceError: There is no such face, or its file cannot be used.
        """
        key = (family, weight)
        if key not in self._faces:
            self._faces[key] = self._load(family, weight)
        return self._faces[key]

    def _load(self, family: str, weight: int) -> Face:
        path = self._files.get((family, weight))
        if path is None:
            raise MissingResourceError(self._unknown(family, weight))
        return load_face(family, weight, _read(path), path.name)

    def _unknown(self, family: str, weight: int) -> Problem:
        weights = sorted(w for name, w in self._files if name == family)
        if weights:
            return Problem(
                "unknown-font-weight",
                msg("there is no weight {weight} of '{family}'", weight=weight, family=family),
                msg("weights there are: {names}", names=", ".join(map(str, weights))),
            )
        families = sorted({name for name, _ in self._files})
        return Problem(
            "unknown-font",
            msg("there is no font family '{family}'", family=family),
            msg("families there are: {names}", names=", ".join(families)),
        )


@lru_cache(maxsize=_CACHED_FACES)
def load_face(family: str, weight: int, data: bytes, name: str) -> Face:
    """The face in ``data``, a TrueType file; ``name`` is what messages call it.

    Raises:
        MissingResourceError: ``data`` is no font, has no TrueType outlines, is a variable font,
            or may not be embedded.
    """
    face = hb.Face(hb.Blob(data))
    fault = _defect(face)
    if fault is not None:
        raise _unusable(name, fault)
    font = hb.Font(face)
    upem = face.upem
    # ``hhea``, whatever OS/2 prefers: it is what browsers and the design were measured with.
    ascent, descent = struct.unpack_from(">hh", _table(face, "hhea"), 4)
    space = font.get_nominal_glyph(0x20)
    cap = font.get_glyph_extents(font.get_nominal_glyph(ord("H")) or 0)
    return Face(
        family=family,
        weight=weight,
        resource=_resource(face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME), family, weight),
        upem=upem,
        ascent_em=ascent / upem,
        descent_em=-descent / upem,
        cap_height_em=cap.y_bearing / upem if cap else 0.0,
        space_em=font.get_glyph_h_advance(space) / upem if space else 0.25,
        name=name,
        data=data,
        program=data,
        figures={},
        _font=font,
        _measured=_word_cache(font, {}, name),
    )


@lru_cache(maxsize=_CACHED_FACES)
def tabular(face: Face) -> Face:
    """``face`` with tabular figures: digits of one width, unkerned. Its other glyphs are the same.

    Raises:
        MissingResourceError: The font lacks tabular figures and has no room for them.
    """
    if face.figures:
        return face
    found = tabular_figures(face.data)
    if found is None:
        raise _unusable(face.name, msg("it has no room for tabular figures"))
    font = hb.Font(hb.Face(hb.Blob(found.program)))
    return replace(
        face,
        program=found.program,
        figures=found.glyphs,
        _font=font,
        _measured=_word_cache(font, found.glyphs, face.name),
    )


def available_fonts(assets: Assets) -> dict[tuple[str, int], Path]:
    """The files of all fonts by family and weight; a user's own go before the shipped ones.

    Raises:
        MissingResourceError: A file of the user's cannot be read or used, or two are the same face.
    """
    fonts = shipped_fonts(assets.fonts)
    for folder in reversed(assets.user_fonts):
        fonts |= fonts_in(folder)
    return fonts


def shipped_fonts(folder: Path) -> dict[tuple[str, int], Path]:
    """The files of the fonts that ``fonts.toml`` in ``folder`` lists, by family and weight."""
    table = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))
    return {(font["family"], font["weight"]): folder / font["file"] for font in table["font"]}


def fonts_in(folder: Path) -> dict[tuple[str, int], Path]:
    """The TrueType files of ``folder``, by the family and weight that they call themselves.

    An upright face goes before an italic one, for which the sheet language has no word.

    Raises:
        MissingResourceError: A file cannot be read or used, or two of them are the same face.
    """
    found: dict[tuple[str, int], Path] = {}
    italics: dict[tuple[str, int], Path] = {}
    files = folder.iterdir() if folder.is_dir() else ()
    for path in sorted(f for f in files if f.suffix.lower() == ".ttf"):
        family, weight, italic = _identity(_read(path), path.name)
        same = (italics if italic else found).setdefault((family, weight), path)
        if same != path:
            raise _unusable(
                path.name,
                msg(
                    "{other} is '{family}' {weight} too",
                    other=same.name,
                    family=family,
                    weight=weight,
                ),
                msg("keep only one of them in the folder"),
            )
    return {**italics, **found}


def _identity(data: bytes, name: str) -> tuple[str, int, bool]:
    """Family and weight of the font in ``data``, and whether it is italic.

    Source: OpenType 1.9, name table, ids 16 and 1; OS/2, usWeightClass and fsSelection.
    """
    face = hb.Face(hb.Blob(data))
    fault = _defect(face)
    if fault is not None:
        raise _unusable(name, fault)
    ids = hb.OTNameIdPredefined
    family = face.get_name(ids.TYPOGRAPHIC_FAMILY) or face.get_name(ids.FONT_FAMILY)
    os2 = _table(face, "OS/2")
    if not family or len(os2) < _OS2_LENGTH:
        raise _unusable(name, msg("it does not tell its family and weight"))
    (weight,) = struct.unpack_from(">H", os2, 4)
    (selection,) = struct.unpack_from(">H", os2, 62)
    return family, weight, bool(selection & (_ITALIC | _OBLIQUE))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unusable(
            path.name,
            msg("the file cannot be read: {reason}", reason=refusal(error)),
        ) from error


def _word_cache(font: Any, figures: Mapping[str, int], name: str) -> Callable[[str], Word]:
    return lru_cache(maxsize=_CACHED_WORDS)(partial(_measure, font, figures, name))


def _measure(font: Any, figures: Mapping[str, int], name: str, text: str) -> Word:
    missing = [char for char in dict.fromkeys(text) if not font.get_nominal_glyph(ord(char))]
    if missing:
        raise ContentError(
            Problem(
                "missing-glyph",
                msg(
                    "the font {font} has no '{char}' (U+{code})",
                    font=name,
                    char=missing[0],
                    code=f"{ord(missing[0]):04X}",
                ),
                _HINTS.get(missing[0]) or msg("write it another way, or choose a font that has it"),
            )
        )
    glyphs = _shaped(font, figures, text)
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
        extra=_extra(font, figures, text),
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


def _extra(font: Any, figures: Mapping[str, int], text: str) -> str:
    """The characters of ``text`` beyond the shared subset, as in :attr:`Word.extra`."""
    beyond = "".join(char for char in dict.fromkeys(text) if char not in SHARED_CHARSET)
    for char in text:
        if char in figures and figures[char] != font.get_nominal_glyph(ord(char)):
            return beyond + DIGITS
    return beyond


def _shaped(font: Any, figures: Mapping[str, int], text: str) -> tuple[ShapedGlyph, ...]:
    """The glyphs of ``text``, left to right, one for each character; digits are ``figures``."""
    if not text:
        return ()
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(font, buffer, _FEATURES)
    nominal = [font.get_nominal_glyph(ord(char)) or 0 for char in text]
    shaped = [info.codepoint for info in buffer.glyph_infos]
    positions = buffer.glyph_positions
    if shaped == nominal and not any(p.x_offset or p.y_offset for p in positions):
        advances = [p.x_advance for p in positions]
    else:
        # A glyph that stands for other than its character would be copied wrongly, and a TJ
        # array cannot raise one: such a word, which NFC Vietnamese never is, is set unshaped.
        advances = [font.get_glyph_h_advance(glyph) for glyph in nominal]
    kerns = [
        advance - font.get_glyph_h_advance(glyph)
        for glyph, advance in zip(nominal, advances, strict=True)
    ]
    if figures:
        nominal = [figures.get(char, glyph) for char, glyph in zip(text, nominal, strict=True)]
        # The point of 7.5 must stand below that of 8.5.
        kerns = [
            0 if before in figures or after in figures else kern
            for before, after, kern in zip(text, [*text[1:], ""], kerns, strict=True)
        ]
    placed = []
    x = 0.0
    upem = font.face.upem
    for glyph, kern in zip(nominal, kerns, strict=True):
        placed.append(ShapedGlyph(glyph, x / upem, kern / upem))
        x += font.get_glyph_h_advance(glyph) + kern
    return tuple(placed)


def _defect(face: Any) -> Message | None:
    """The defect that makes the file unusable, or None."""
    try:
        tables = set(face.table_tags)
    except UnicodeDecodeError:  # tags are ASCII; uharfbuzz trusts that they are
        tables = set()
    if "CFF " in tables or "CFF2" in tables:
        return msg("it has CFF outlines; only TrueType outlines can be embedded")
    # A table that lies beyond the end of a torn file is listed, and is empty.
    whole = all(len(_table(face, tag)) for tag in _NEEDED)
    if not whole or len(_table(face, "hhea")) < _HHEA_LENGTH:
        return msg("it is no TrueType font")
    if "fvar" in tables:
        return msg("it is a variable font; a static instance is needed")
    os2 = _table(face, "OS/2")
    # Source: OpenType 1.9, OS/2, fsType: bit 1 alone forbids embedding without permission.
    if len(os2) >= 10 and struct.unpack_from(">H", os2, 8)[0] & 0x000F == _NO_EMBEDDING:
        return msg("its licence bits forbid embedding it")
    return None


def _table(face: Any, tag: str) -> bytes:
    data: bytes = face.reference_table(tag).data
    return data


def _resource(postscript_name: str | None, family: str, weight: int) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "", postscript_name or f"{family}-{weight}") or f"F{weight}"


def _unusable(name: str, reason: Message, hint: Message | None = None) -> MissingResourceError:
    return MissingResourceError(
        Problem(
            "unusable-font",
            msg("the font {name} cannot be used: {reason}", name=name, reason=reason),
            hint or msg("give a static TrueType font (.ttf) that may be embedded"),
        )
    )
