"""Font files: which there are, what they call themselves, and their programs as TrueType.

What nobody asks for stops nothing: a folder is listed with the files that cannot be used, each with
its problem, and the problem is raised when a style asks for the face. How faces measure text is in
``typeset.fonts``.
"""

from __future__ import annotations

import struct
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb

from generator.core.assets import Assets
from generator.core.errors import MissingResourceError, Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.os_errors import refusal
from generator.typeset.added_glyphs import font_file

#: Families that stand in where neither a text's face nor the theme's fallbacks have a letter.
FALLBACKS = ("Noto Sans", "Noto Sans Khmer", "Anpham Signs")

#: Fonts with outlines of another kind whose TrueType programs are cached.
_CACHED_CONVERSIONS = 16


class FontDefect(NamedTuple):
    """The reason for which a font file cannot be used, and the cure."""

    reason: Message
    hint: Message = msg("give a static TrueType font (.ttf) that may be embedded")


_WEB_FONT = FontDefect(
    msg("it is a web font"),
    msg("convert it to .ttf, or take the font's files for desktops"),
)
_TYPE_1 = FontDefect(msg("it is a Type 1 font"), msg("convert it to .otf or .ttf"))
_NO_FONT = FontDefect(
    msg("it is no TrueType or OpenType font, or is damaged"),
    msg("download it again, or delete it"),
)
_VARIABLE = FontDefect(
    msg("it is a variable font; a static instance is needed"),
    msg("take the files of its “static” folder, one for each weight"),
)
_FREE = msg("take a font whose licence allows embedding, as the SIL Open Font License does")
_FORBIDDEN = FontDefect(msg("its licence bits forbid embedding it"), _FREE)
_BITMAPS = FontDefect(msg("its licence bits allow only bitmaps of it to be embedded"), _FREE)

_READ = frozenset((".ttf", ".otf", ".ttc", ".otc"))
#: What is a font, too, or holds one, and how to make one of it that can be used.
_UNREAD: Mapping[str, FontDefect] = {
    ".woff": _WEB_FONT,
    ".woff2": _WEB_FONT,
    ".eot": _WEB_FONT,
    ".pfb": _TYPE_1,
    ".pfa": _TYPE_1,
    ".dfont": FontDefect(msg("it is a font of old Macs"), msg("convert it to .ttf")),
    ".fon": FontDefect(msg("it is a font of pixels"), msg("take a TrueType font (.ttf) instead")),
    ".zip": FontDefect(
        msg("it is an archive"), msg("unpack it, and put its .ttf or .otf files here")
    ),
}

#: Bits of OS/2's fsType (OpenType 1.9): of the first four, this alone forbids embedding.
_EMBEDDING_KINDS, _NO_EMBEDDING = 0x000F, 0x0002
_NO_SUBSETTING, _BITMAPS_ONLY = 0x0100, 0x0200
#: Bits of OS/2's fsSelection; the table has them from version 0 on, in its first 78 bytes.
_ITALIC, _OBLIQUE = 0x0001, 0x0200
_OS2_LENGTH = 78
_HHEA_LENGTH = 36
#: The tables without which a font cannot be measured, drawn and embedded.
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp")
_TRUETYPE = ("glyf", "loca")
#: The first bytes of a collection of fonts.
_COLLECTION = b"ttcf"
#: A curve of another kind is off by at most this much of an em.
_CURVE_TOLERANCE_EM = 0.001

Key = tuple[str, int]


class FontFile(NamedTuple):
    """A font in a file; ``number`` is its place in a collection, from 0."""

    path: Path
    number: int = 0


@dataclass(frozen=True, slots=True)
class OddFont:
    """A font file that cannot be used, and why.

    Attributes:
        key: The family and weight that it calls itself; None where it does not say.
        is_twin: True if another file is the same face.
    """

    name: str
    fault: FontDefect
    key: Key | None = None
    is_twin: bool = False

    @property
    def error(self) -> MissingResourceError:
        """The error where something asks for it."""
        return unusable(self.name, *self.fault)

    @property
    def note(self) -> Finding:
        """The note where nothing does."""
        return Finding(
            "font-not-used",
            Severity.NOTE,
            msg("the font {name} is not used: {reason}", name=self.name, reason=self.fault.reason),
            self.fault.hint,
        )


@dataclass(frozen=True, slots=True)
class FontFiles:
    """Font files by family and weight, and those that cannot be used."""

    faces: Mapping[Key, FontFile] = field(default_factory=dict)
    odd: tuple[OddFont, ...] = ()

    def __or__(self, other: FontFiles) -> FontFiles:
        """These files, and ``other`` before them."""
        return FontFiles({**self.faces, **other.faces}, (*self.odd, *other.odd))


def available_fonts(assets: Assets) -> FontFiles:
    """The files of all fonts; a user's own go before the shipped ones."""
    shipped = {**shipped_fonts(assets.fonts), **fallback_fonts(assets.fonts)}
    fonts = FontFiles({key: FontFile(path) for key, path in shipped.items()})
    for folder in reversed(assets.user_fonts):
        fonts |= fonts_in(folder)
    return fonts


def shipped_fonts(folder: Path) -> dict[Key, Path]:
    """The files of the text fonts that ``fonts.toml`` in ``folder`` lists, by family and weight."""
    return _listed_fonts(folder, "font")


def fallback_fonts(folder: Path) -> dict[Key, Path]:
    """The files of the fonts for what others lack (:data:`FALLBACKS`), as of ``shipped_fonts``."""
    return _listed_fonts(folder, "fallback")


def _listed_fonts(folder: Path, kind: str) -> dict[Key, Path]:
    table = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))
    return {(font["family"], font["weight"]): folder / font["file"] for font in table[kind]}


def fonts_in(folder: Path) -> FontFiles:
    """The font files of ``folder``, by the family and weight that they call themselves.

    An upright face goes before an italic one, for which the sheet language has no word. Hidden
    files, as macOS leaves them, are none.
    """
    uprights: dict[Key, FontFile] = {}
    italics: dict[Key, FontFile] = {}
    odd: list[OddFont] = []
    for path in _files(folder):
        kind = path.suffix.lower()
        if kind in _UNREAD:
            odd.append(OddFont(path.name, _UNREAD[kind]))
        elif kind in _READ:
            for file in _faces_of(path):
                if isinstance(file, OddFont):
                    odd.append(file)
                    continue
                found, key, is_italic = file
                same = (italics if is_italic else uprights).setdefault(key, found)
                if same != found:
                    odd.append(OddFont(path.name, _twin(same.path.name, key), key, is_twin=True))
    return FontFiles({**italics, **uprights}, tuple(odd))


def _files(folder: Path) -> Iterable[Path]:
    try:
        return sorted(f for f in folder.iterdir() if not f.name.startswith("."))
    except OSError:
        return ()


def _faces_of(path: Path) -> Iterator[tuple[FontFile, Key, bool] | OddFont]:
    """Each font in a file with what it calls itself and whether it is italic, or its problem."""
    try:
        data = path.read_bytes()
    except OSError as error:
        yield OddFont(path.name, _unreadable(error))
        return
    for index in range(_count(data)):
        face = hb.Face(hb.Blob(data), index)
        fault = defect(face)
        key, is_italic = _identity(face)
        if fault is None and key is None:
            fault = FontDefect(msg("it does not tell its family and weight"))
        if fault is not None:
            yield OddFont(path.name, fault, key)
        elif key is not None:
            yield FontFile(path, index), key, is_italic


def _count(data: bytes) -> int:
    """Number of fonts in a file (OpenType 1.9, font collections)."""
    if data[:4] != _COLLECTION or len(data) < 12:
        return 1
    (count,) = struct.unpack_from(">L", data, 8)
    return max(1, min(int(count), (len(data) - 12) // 4))


def _identity(face: Any) -> tuple[Key | None, bool]:
    """Family and weight of a font, None if it does not tell them, and whether it is italic.

    Source: OpenType 1.9, name table, ids 16 and 1; OS/2, usWeightClass and fsSelection.
    """
    ids = hb.OTNameIdPredefined
    try:
        family = face.get_name(ids.TYPOGRAPHIC_FAMILY) or face.get_name(ids.FONT_FAMILY)
        os2 = table(face, "OS/2")
    except (UnicodeDecodeError, ValueError):
        return None, False
    if not family or len(os2) < _OS2_LENGTH:
        return None, False
    (weight,) = struct.unpack_from(">H", os2, 4)
    (selection,) = struct.unpack_from(">H", os2, 62)
    return (family, weight), bool(selection & (_ITALIC | _OBLIQUE))


def truetype(file: FontFile) -> bytes:
    """The font in ``file`` as a TrueType program of its own.

    Raises:
        MissingResourceError: The file cannot be read or used.
    """
    name = file.path.name
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise unusable(name, *_unreadable(error)) from error
    face = hb.Face(hb.Blob(data), file.number)
    fault = defect(face)
    if fault is not None:
        raise unusable(name, *fault)
    if data[:4] == _COLLECTION:
        tags = face.table_tags
        data = font_file({tag: table(face, tag) for tag in tags}, is_cff="CFF " in tags)
    if "CFF " in face.table_tags:
        try:
            data = _converted(data)
        except Exception as error:  # whatever fontTools makes of a damaged program
            raise unusable(name, *_NO_FONT) from error
    return data


@lru_cache(maxsize=_CACHED_CONVERSIONS)
def _converted(data: bytes) -> bytes:
    """A font with PostScript outlines as a TrueType font: the same metrics and layout rules.

    Only such outlines can be composed to new glyphs (``typeset.added_glyphs``).
    """
    # Imported here: it takes a while to load, and few fonts need it.
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=True)
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        tolerance = _CURVE_TOLERANCE_EM * font["head"].unitsPerEm
        glyphs[name].draw(Cu2QuPen(pen, tolerance, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, outlines
    for name in order:
        outlines[name].recalcBounds(glyf)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = advance, getattr(outlines[name], "xMin", 0)
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for key in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth",
    ):  # fmt: skip
        setattr(maxp, key, 0)
    maxp.maxZones = 1
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def defect(face: Any) -> FontDefect | None:
    """The reason for which a font cannot be used, or None."""
    try:
        tags = set(face.table_tags)
    except UnicodeDecodeError:  # tags are ASCII; uharfbuzz trusts that they are
        tags = set()
    if "fvar" in tags or "CFF2" in tags:
        return _VARIABLE
    needed = (*_NEEDED, "CFF ") if "CFF " in tags else (*_NEEDED, *_TRUETYPE)
    # A table that lies beyond the end of a torn file is listed, and is empty.
    whole = all(len(table(face, tag)) for tag in needed)
    if not whole or len(table(face, "hhea")) < _HHEA_LENGTH:
        return _NO_FONT
    embedding = embedding_bits(face)
    if embedding & _EMBEDDING_KINDS == _NO_EMBEDDING:
        return _FORBIDDEN
    if embedding & _BITMAPS_ONLY:
        return _BITMAPS
    return None


def embedding_bits(face: Any) -> int:
    """The licence bits of a font (OpenType 1.9, OS/2, fsType)."""
    os2 = table(face, "OS/2")
    return int(struct.unpack_from(">H", os2, 8)[0]) if len(os2) >= 10 else 0


def forbids_subsetting(face: Any) -> bool:
    """True if the font's licence bits ask to embed all of it or nothing."""
    return bool(embedding_bits(face) & _NO_SUBSETTING)


def table(face: Any, tag: str) -> bytes:
    """A table of a font; empty if it has none."""
    data: bytes = face.reference_table(tag).data
    return data


def _unreadable(error: OSError) -> FontDefect:
    return FontDefect(msg("the file cannot be read: {reason}", reason=refusal(error)))


def _twin(other: str, key: Key) -> FontDefect:
    family, weight = key
    return FontDefect(
        msg("{other} is '{family}' {weight} too", other=other, family=family, weight=weight),
        msg("keep only one of them in the folder"),
    )


def unusable(name: str, reason: Message, hint: Message | None = None) -> MissingResourceError:
    """The error that the font file ``name`` cannot be used for ``reason``."""
    return MissingResourceError(
        Problem(
            "unusable-font",
            msg("the font {name} cannot be used: {reason}", name=name, reason=reason),
            hint or FontDefect(reason).hint,
        )
    )
