"""Fonts inside a PDF: one subset for each face, the same in every document.

The subset holds all that Vietnamese texts need (``words.SHARED_CHARSET``) and keeps the glyph ids
of the font file, so the operators that show a text are the same in every document too. It is cut,
compressed and described once a process; a document only gives the pieces their object numbers.
A document with other characters, or with tabular figures, gets a wider subset of its own.

What measures text is ``typeset.fonts``; ``draw.document`` asks this module for the fonts of a file.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from generator.core.errors import MissingResourceError, Problem
from generator.core.messages import msg
from generator.draw.objects import RawObject, stream
from generator.typeset.fonts import Face, tabular
from generator.typeset.tabular_figures import DIGITS
from generator.typeset.words import SHARED_CHARSET, shift

#: Subsets in the cache: those of a few font books, and some that documents have widened.
_CACHED_SUBSETS = 64

#: The tables of an embedded TrueType font whose glyphs are chosen by id.
#: Source: ISO 32000-2, 9.9.1, table 124, and 9.7.4.2.
_TABLES = frozenset(("glyf", "head", "hhea", "hmtx", "loca", "maxp"))

#: Of zlib: a subset is compressed once a process and is most of a file.
_COMPRESSION = 9

#: A ``bfchar`` block takes at most this many lines (Adobe Technical Note 5014).
_BLOCK = 100

_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class EmbeddedFonts:
    """The fonts that one document uses."""

    def __init__(self) -> None:
        self._faces: dict[str, Face] = {}
        self._extras: dict[str, set[str]] = {}

    def use(self, face: Face, extra: str = "") -> str:
        """Registers ``face`` as used; returns the font's resource name, ``face.resource``.

        Args:
            extra: What the text needs beyond the shared subset (``Segment.extra``).

        Raises:
            MissingResourceError: Another font file with the same PostScript name is in use.
        """
        name = face.resource
        known = self._faces.setdefault(name, face)
        if known.data is not face.data and known.data != face.data:
            raise MissingResourceError(_same_name(known, face))
        if extra:
            self._extras.setdefault(name, set()).update(extra)
        return name

    def finish(self, doc: pdfdoc.PDFDocument) -> dict[str, pdfdoc.PDFObjectReference]:
        """Adds the fonts to ``doc``; returns the entries for the pages' ``/Font`` dictionary."""
        return {
            name: _embed(doc, subset(face, frozenset(self._extras.get(name, ()))))
            for name, face in sorted(self._faces.items())
        }


@dataclass(frozen=True, slots=True)
class FontSubset:
    """All of an embedded font but the object numbers.

    Attributes:
        name: ``BaseFont``, with the subset's tag.
        file: The font file's stream object; ``to_unicode`` that of the ``ToUnicode`` map.
        descriptor: The entries of the font descriptor but for ``FontFile2``.
        widths: The ``W`` array.
    """

    name: str
    file: bytes
    to_unicode: bytes
    descriptor: bytes
    widths: bytes


@lru_cache(maxsize=_CACHED_SUBSETS)
def subset(face: Face, extra: frozenset[str]) -> FontSubset:
    """``face`` cut down to the shared characters and ``extra``; those it lacks are left out.

    Digits in ``extra`` stand for the tabular figures. Glyphs that were added for clusters are
    always there.
    """
    is_variant = face.resource != face.postscript
    program = face.program if is_variant else face.data
    figures: Mapping[str, int] = {}
    if not extra.isdisjoint(DIGITS):
        # A variant has its own figures; of a plain face, tabular and other texts share the font.
        face = face if is_variant else tabular(face)
        program, figures = face.program, face.figures
    # Where two characters share a glyph, the glyph is read as the shared one.
    characters = [*sorted(SHARED_CHARSET), *sorted(extra - SHARED_CHARSET)]
    by_glyph: dict[int, str] = {}
    for character in characters:
        glyph = face.glyph(character)
        if glyph is not None:
            by_glyph.setdefault(glyph, character)
    for digit, glyph in figures.items():
        by_glyph.setdefault(glyph, digit)
    by_glyph |= face.formed
    if face.embeds_whole:
        data = _cut(program, range(hb.Face(hb.Blob(program)).glyph_count))
        name = face.postscript
    else:
        data = _cut(program, by_glyph)
        name = f"{_tag(data)}+{face.postscript}"
    return FontSubset(
        name=name,
        file=stream(data, _COMPRESSION, b"/Length1 %d" % len(data)),
        to_unicode=stream(_to_unicode(by_glyph).encode("ascii"), _COMPRESSION),
        descriptor=_descriptor(face, program, name).encode("ascii"),
        widths=_widths(face, sorted({0, *by_glyph})).encode("ascii"),
    )


def _cut(data: bytes, glyphs: Iterable[int]) -> bytes:
    """The font file with ``glyphs`` alone, at the ids they had."""
    face = hb.Face(hb.Blob(data))
    request = hb.SubsetInput()
    request.glyph_set.update(glyphs)
    dropped = sorted(set(face.table_tags) - _TABLES)
    request.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii")) for tag in dropped)
    request.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    cut: bytes = request.subset(face).blob.data
    return cut


def _tag(data: bytes) -> str:
    """Six capitals that stand for this subset (ISO 32000-2, 9.9.2)."""
    number = int.from_bytes(hashlib.sha256(data).digest()[:8])
    letters = []
    for _ in range(6):
        number, letter = divmod(number, len(ascii_uppercase))
        letters.append(ascii_uppercase[letter])
    return "".join(letters)


def _to_unicode(by_glyph: Mapping[int, str]) -> str:
    """The CMap from glyphs to the characters that they stand for.

    Source: ISO 32000-2, 9.10.3.
    """
    lines = [
        f"<{glyph:04X}> <{character.encode('utf-16-be').hex().upper()}>\n"
        for glyph, character in sorted(by_glyph.items())
    ]
    blocks = [
        f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n"
        for block in (lines[i : i + _BLOCK] for i in range(0, len(lines), _BLOCK))
    ]
    return _CMAP_HEAD + "".join(blocks) + _CMAP_TAIL


def _widths(face: Face, glyphs: Sequence[int]) -> str:
    """The ``W`` array: runs of neighbouring glyphs, each with its first id (ISO 32000-2, 9.7.4.3).

    Glyphs that are not in the subset are never shown and have no entry.
    """
    parts: list[str] = []
    before = -2
    for glyph in glyphs:
        width = _thousandths(face.advance_em(glyph))
        if glyph == before + 1:
            parts.append(f" {width}")
        else:
            parts.append(f"{']' if parts else ''}{glyph}[{width}")
        before = glyph
    return f"[{''.join(parts)}]]"


def _descriptor(face: Face, program: bytes, name: str) -> str:
    """The font descriptor's entries (ISO 32000-2, 9.8.1)."""
    source = hb.Face(hb.Blob(program))
    box = struct.unpack_from(">4h", source.reference_table("head").data, 36)
    post = source.reference_table("post").data
    italic = struct.unpack_from(">l", post, 4)[0] / 65536 if len(post) >= 8 else 0.0
    corners = " ".join(_thousandths(edge / face.upem) for edge in box)
    # No table holds the width of stems; this curve is close for text faces of any weight.
    stem = 50 + round((face.weight / 65) ** 2)
    return (
        f"/Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{corners}]"
        f"/ItalicAngle {italic:g}/Ascent {_thousandths(face.ascent_em)}"
        f"/Descent {_thousandths(-face.descent_em)}"
        f"/CapHeight {_thousandths(face.cap_height_em)}/StemV {stem}"
    )


def _thousandths(length_em: float) -> str:
    return shift(-length_em)


def _embed(doc: pdfdoc.PDFDocument, font: FontSubset) -> pdfdoc.PDFObjectReference:
    """Adds the font's five objects to ``doc`` (ISO 32000-2, 9.7.6.1: Type0 over CIDFontType2)."""
    name = font.name.encode("ascii")
    file = _add(doc, font.file)
    to_unicode = _add(doc, font.to_unicode)
    descriptor = _add(doc, b"<<%b/FontFile2 %b>>" % (font.descriptor, file.format(doc)))
    descendant = _add(
        doc,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/CIDToGIDMap/Identity/FontDescriptor %b/W%b>>"
        % (name, descriptor.format(doc), font.widths),
    )
    return _add(
        doc,
        b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
        b"/DescendantFonts[%b]/ToUnicode %b>>"
        % (name, descendant.format(doc), to_unicode.format(doc)),
    )


def _add(doc: pdfdoc.PDFDocument, data: bytes) -> pdfdoc.PDFObjectReference:
    reference: pdfdoc.PDFObjectReference = doc.Reference(RawObject(data))  # type: ignore[no-untyped-call]
    return reference


def _same_name(known: Face, face: Face) -> Problem:
    return Problem(
        "font-name-taken",
        msg(
            "'{one}' {one_weight} and '{other}' {other_weight} are two fonts, but both files"
            " call themselves {name}",
            one=known.family,
            one_weight=known.weight,
            other=face.family,
            other_weight=face.weight,
            name=face.resource,
        ),
        msg("use only one of them in a piece"),
    )
