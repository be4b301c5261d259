"""Fonts as content uses them: the characters, glyphs, widths and ink of a string's bytes.

Font programs themselves are read in ``preflight.pdf.font_programs``.

Source: ISO 32000-2, 9.5 to 9.10. Of the predefined CMaps only Identity is known; codes of the
others count as two bytes each, of the default width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import pikepdf

from generator.preflight.pdf.font_programs import FontProgram
from generator.preflight.pdf.geometry import Matrix, transform_box
from generator.preflight.pdf.model import Box, Font
from generator.reading.pdf.objects import (
    FAULTS,
    content,
    elements,
    entry,
    name,
    number,
    numbers,
)

REPLACEMENT_CHARACTER = "\ufffd"

#: Metrics in em of fonts that state none. Measured: Helvetica, Times and Courier have ascents of
#: 0.629 to 0.718, descents of -0.207 to -0.157 and mean widths of 0.46 to 0.6; boxes err outwards.
_FALLBACK_ASCENT, _FALLBACK_DESCENT = 0.75, -0.25
_FALLBACK_WIDTH = 0.5
#: Codes of one bfrange: of two bytes, the longest that Unicode maps of fonts have.
_MAX_CODES = 0x10000
#: Bit 3 of a font descriptor's Flags (ISO 32000-2, table 121).
_SYMBOLIC_FLAG = 4
#: Height of the vertical origin above the baseline in em (DW2's default, 9.7.4.3).
_VERTICAL_ORIGIN = 0.88


@cache
def _standard_fonts() -> Any:
    """Encodings and widths of the standard fonts, loaded on first use."""
    from reportlab.pdfbase import _fontdata  # type: ignore[attr-defined]

    return _fontdata


@cache
def _glyph_names() -> Mapping[str, int]:
    """Characters by glyph name of the Adobe Glyph List, loaded on first use."""
    from reportlab.pdfbase import _glyphlist  # type: ignore[attr-defined]

    names: Mapping[str, int] = _glyphlist._glyphname2unicode
    return names


@cache
def _mac_codes() -> Mapping[str, int]:
    """The code of each glyph name in MacRomanEncoding."""
    encoding = _standard_fonts().encodings["MacRomanEncoding"]
    return {glyph: code for code, glyph in enumerate(encoding) if glyph is not None}


@dataclass(frozen=True, slots=True)
class EncodedGlyph:
    """The glyph that one character code shows.

    Attributes:
        advance: How far the next glyph stands, in em, to the right or, in vertical writing, up.
        ink: Its bounds in em from its origin; None if it leaves none.
        is_space: Whether word spacing applies: the single byte 32.
    """

    code: int
    text: str
    glyph: int | None
    advance: float
    ink: Box | None
    is_space: bool


@dataclass(frozen=True, slots=True)
class CMap:
    """A character map: codes to CIDs, or to text.

    Attributes:
        spaces: The lengths in bytes and the lowest and highest bytes of the codes.
        ranges: First code, last code, CID of the first.
        texts: What codes mean.
    """

    spaces: tuple[tuple[int, bytes, bytes], ...] = ()
    ranges: tuple[tuple[int, int, int], ...] = ()
    texts: Mapping[int, str] = field(default_factory=dict)
    is_vertical: bool = False

    def split(self, shown: bytes) -> Iterator[tuple[int, int]]:
        """The codes in a string, each with its number of bytes."""
        at = 0
        while at < len(shown):
            length = self._length(shown[at : at + 4])
            yield int.from_bytes(shown[at : at + length], "big"), length
            at += length

    def _length(self, following: bytes) -> int:
        for length, low, high in self.spaces:
            taken = following[:length]
            if len(taken) == length and all(
                first <= byte <= last for first, byte, last in zip(low, taken, high, strict=True)
            ):
                return length
        return min((length for length, _, _ in self.spaces), default=2)

    def cid(self, code: int) -> int:
        """The CID of a code; 0 if it has none."""
        for first, last, cid in self.ranges:
            if first <= code <= last:
                return cid + code - first
        return 0


_TWO_BYTE_CODESPACE = ((2, b"\0\0", b"\xff\xff"),)
IDENTITY_CMAP = CMap(_TWO_BYTE_CODESPACE, ((0, 0xFFFF, 0),))

_CMAP_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])|/?([^\s<>\[\]/()]+)|\(")


def read_cmap(code: bytes) -> CMap:
    """The CMap of a CMap program; malformed parts are skipped."""
    spaces: list[tuple[int, bytes, bytes]] = []
    ranges: list[tuple[int, int, int]] = []
    texts: dict[int, str] = {}
    operands: list[Any] = []
    array: list[Any] | None = None
    vertical = False
    for token in _CMAP_TOKEN.finditer(re.sub(rb"%[^\r\n]*", b"", code)):
        hexadecimal, bracket, word = token.groups()
        if hexadecimal is not None:
            digits = b"".join(hexadecimal.split())
            value: Any = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
            (operands if array is None else array).append(value)
        elif bracket == b"[":
            array = []
        elif bracket == b"]":
            operands.append(array or [])
            array = None
        elif word and re.fullmatch(rb"-?\d{1,9}", word):
            (operands if array is None else array).append(int(word))
        elif word:
            match word:
                case b"endcodespacerange":
                    spaces += _codespace_ranges(operands)
                case b"endcidrange":
                    ranges += _cid_ranges(operands, 3)
                case b"endcidchar":
                    ranges += _cid_ranges(operands, 2)
                case b"endbfchar":
                    texts |= _bf_chars(operands)
                case b"endbfrange":
                    texts |= _bf_ranges(operands)
                case b"def" if operands[-1:] == [1] and b"WMode" in code:
                    vertical = vertical or bool(re.search(rb"/WMode\s+1\s+def", code))
            operands = []
    spaces.sort(key=lambda space: space[0])
    return CMap(tuple(spaces), tuple(ranges), texts, vertical)


def _tuples(operands: list[Any], size: int) -> Iterator[tuple[Any, ...]]:
    return zip(*(operands[start::size] for start in range(size)), strict=False)


def _codespace_ranges(operands: list[Any]) -> Iterator[tuple[int, bytes, bytes]]:
    for low, high in _tuples(operands, 2):
        if isinstance(low, bytes) and isinstance(high, bytes) and 0 < len(low) == len(high) <= 4:
            yield len(low), low, high


def _cid_ranges(operands: list[Any], size: int) -> Iterator[tuple[int, int, int]]:
    for group in _tuples(operands, size):
        first, last, cid = group[0], group[-2], group[-1]
        if isinstance(first, bytes) and isinstance(last, bytes) and isinstance(cid, int):
            yield int.from_bytes(first, "big"), int.from_bytes(last, "big"), cid


def _utf16_text(value: Any) -> str | None:
    return value.decode("utf-16-be", "replace") if isinstance(value, bytes) else None


def _bf_chars(operands: list[Any]) -> dict[int, str]:
    found = {}
    for code, value in _tuples(operands, 2):
        text = _utf16_text(value)
        if isinstance(code, bytes) and text is not None:
            found[int.from_bytes(code, "big")] = text
    return found


def _bf_ranges(operands: list[Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    for low, high, target in _tuples(operands, 3):
        if not (isinstance(low, bytes) and isinstance(high, bytes)):
            continue
        first = int.from_bytes(low, "big")
        count = min(int.from_bytes(high, "big") - first + 1, _MAX_CODES)
        if isinstance(target, list):
            for index, value in enumerate(target[: max(count, 0)]):
                found[first + index] = _utf16_text(value) or ""
        elif text := _utf16_text(target):
            for index in range(count):
                last = ord(text[-1]) + index
                found[first + index] = text[:-1] + (
                    chr(last) if last < 0x110000 else REPLACEMENT_CHARACTER
                )
    return found


def text_of_glyph_name(glyph_name: str) -> str | None:
    """The text that a glyph's name stands for. Source: Adobe Glyph List Specification."""
    parts = glyph_name.split(".")[0].split("_")
    texts = [_text_of_component(part) for part in parts if part]
    return "".join(text for text in texts if text) if texts and all(texts) else None


def _text_of_component(part: str) -> str | None:
    listed = _glyph_names().get(part)
    if listed is not None:
        return chr(listed) if isinstance(listed, int) else "".join(map(chr, listed))
    if re.fullmatch(r"uni([0-9A-F]{4})+", part):
        return bytes.fromhex(part[3:]).decode("utf-16-be", "replace")
    if re.fullmatch(r"u[0-9A-F]{4,6}", part) and int(part[1:], 16) < 0x110000:
        return chr(int(part[1:], 16))
    return None


class FontReader:
    """One font of a file: ``font`` describes it, the methods decode strings."""

    #: From a glyph's own space to em: only Type 3 fonts have another than 1/1000.
    is_vertical = False

    def __init__(self, source: Any) -> None:
        self._source = source
        self._kind = name(entry(source, "/Subtype")) or "Type1"
        self._font_with_metrics = self._descendant(source)
        self._descriptor = entry(self._font_with_metrics, "/FontDescriptor")
        program = self._program_bytes()
        self._program = FontProgram(program) if program and self._kind != "Type3" else None
        full_name = (
            name(entry(self._font_with_metrics, "/BaseFont")) or name(entry(source, "/Name")) or ""
        )
        is_subset = bool(re.match(r"[A-Z]{6}\+", full_name))
        unicode_map = entry(source, "/ToUnicode")
        self._texts = read_cmap(content(unicode_map)).texts
        self.font = Font(
            name=full_name[7:] if is_subset else full_name,
            kind=self._kind,
            program=program,
            is_subset=is_subset,
            has_unicode=isinstance(unicode_map, pikepdf.Stream),
        )
        self._glyphs: dict[tuple[int, int], EncodedGlyph] = {}
        self._cmap = self._read_encoding_cmap()
        self.is_vertical = self._cmap is not None and self._cmap.is_vertical

    def _descendant(self, source: Any) -> Any:
        """The dictionary with widths and descriptor: of a composite font, the descendant's."""
        descendants = list(elements(entry(source, "/DescendantFonts")))
        return descendants[0] if self._kind == "Type0" and descendants else source

    def _program_bytes(self) -> bytes | None:
        for key in ("/FontFile2", "/FontFile3", "/FontFile"):
            stream = entry(self._descriptor, key)
            if isinstance(stream, pikepdf.Stream):
                return content(stream) or None
        return None

    def _read_encoding_cmap(self) -> CMap | None:
        """The CMap that splits strings into codes; None: each byte is one."""
        if self._kind != "Type0":
            return None
        encoding = entry(self._source, "/Encoding")
        if isinstance(encoding, pikepdf.Stream):
            found = read_cmap(content(encoding))
            return found if found.spaces else IDENTITY_CMAP
        vertical = (name(encoding) or "").endswith("V")
        ranges = IDENTITY_CMAP.ranges if (name(encoding) or "").startswith("Identity") else ()
        return CMap(_TWO_BYTE_CODESPACE, ranges, is_vertical=vertical)

    def read(self, shown: bytes) -> Iterator[EncodedGlyph]:
        """The glyphs of a string's bytes, code by code."""
        codes = ((byte, 1) for byte in shown) if self._cmap is None else self._cmap.split(shown)
        cache = self._glyphs
        for key in codes:
            glyph = cache.get(key)
            if glyph is None:
                glyph = cache[key] = self._glyph(*key)
            yield glyph

    def _glyph(self, code: int, length: int) -> EncodedGlyph:
        if self._cmap is not None:
            cid = self._cmap.cid(code)
            text = self._texts.get(code, REPLACEMENT_CHARACTER)
            glyph = self._glyph_of_cid(cid)
            width = self._cid_widths.get(cid, self._default_width)
        else:
            text = (
                self._texts.get(code)
                or text_of_glyph_name(self._names.get(code, ""))
                or REPLACEMENT_CHARACTER
            )
            glyph = self._glyph_of_byte(code)
            width = self._byte_width(code)
        return EncodedGlyph(
            code=code,
            text=text,
            glyph=glyph,
            advance=-1.0 if self.is_vertical else width,
            ink=self._ink(code, glyph, width, text),
            is_space=length == 1 and code == 32,
        )

    def _ink(self, code: int, glyph: int | None, width: float, text: str) -> Box | None:
        box: Box | None
        if self._kind == "Type3":
            box = self._type3_ink(code, width)
        elif self._program is not None and glyph is not None and self._program.glyph_count:
            box = self._program.ink(glyph)
        elif not text.strip():
            box = None
        else:
            box = (0.0, self._descent, width, self._ascent)
        if box is None or not self.is_vertical:
            return box
        # The origin of vertical writing is above the middle of a glyph (9.7.4.3).
        return (
            box[0] - width / 2,
            box[1] - _VERTICAL_ORIGIN,
            box[2] - width / 2,
            box[3] - _VERTICAL_ORIGIN,
        )

    # Composite fonts.

    def _glyph_of_cid(self, cid: int) -> int | None:
        if self._program is None or not self._program.glyph_count:
            return None
        if self._program.cid_glyphs is not None:
            return self._program.cid_glyphs.get(cid, 0)
        if self._cid_to_glyph:
            return int.from_bytes(self._cid_to_glyph[2 * cid : 2 * cid + 2], "big")
        return cid

    @cached_property
    def _cid_to_glyph(self) -> bytes:
        return content(entry(self._font_with_metrics, "/CIDToGIDMap"))

    @cached_property
    def _default_width(self) -> float:
        width = number(entry(self._font_with_metrics, "/DW"))
        return 1.0 if width is None else width / 1000

    @cached_property
    def _cid_widths(self) -> Mapping[int, float]:
        found: dict[int, float] = {}
        parts = iter(elements(entry(self._font_with_metrics, "/W")))
        for first in parts:
            start, second = number(first), next(parts, None)
            if start is None:
                continue
            if isinstance(second, pikepdf.Array):
                widths = numbers(second) or ()
                found.update((int(start) + i, width / 1000) for i, width in enumerate(widths))
                continue
            end, width = number(second), number(next(parts, None))
            if end is not None and width is not None:
                last = min(int(end), int(start) + _MAX_CODES)
                found.update(dict.fromkeys(range(int(start), last + 1), width / 1000))
        return found

    # Simple fonts.

    @cached_property
    def _names(self) -> Mapping[int, str]:
        """Glyph names by code."""
        encoding = entry(self._source, "/Encoding")
        base = name(encoding) or name(entry(encoding, "/BaseEncoding"))
        if base is None and self.font.name in ("Symbol", "ZapfDingbats"):
            base = f"{self.font.name}Encoding"
        if base is None and (encoding is not None or not self._is_symbolic):
            base = "StandardEncoding"
        found = {
            code: glyph
            for code, glyph in enumerate(_standard_fonts().encodings.get(base, ()))
            if glyph is not None
        }
        code = 0
        for part in elements(entry(encoding, "/Differences")):
            at, glyph = number(part), name(part)
            if at is not None:
                code = int(at)
            elif glyph is not None:
                found[code] = glyph
                code += 1
        return found

    @cached_property
    def _is_symbolic(self) -> bool:
        return bool(int(number(entry(self._descriptor, "/Flags")) or 0) & _SYMBOLIC_FLAG)

    @cached_property
    def _widths(self) -> Mapping[int, float]:
        first = int(number(entry(self._source, "/FirstChar")) or 0)
        scale = self.glyph_matrix[0] if self._kind == "Type3" else 0.001
        return {
            first + index: width * scale
            for index, value in enumerate(elements(entry(self._source, "/Widths")))
            if (width := number(value)) is not None
        }

    def _byte_width(self, code: int) -> float:
        if code in self._widths:
            return self._widths[code]
        missing = number(entry(self._descriptor, "/MissingWidth"))
        if missing is not None or self._widths:
            return (missing or 0.0) / 1000
        standard = _standard_fonts().widthsByFontGlyph.get(self.font.name, {})
        width = standard.get(self._names.get(code, ""))
        return _FALLBACK_WIDTH if width is None else width / 1000

    def _glyph_of_byte(self, code: int) -> int | None:
        program = self._program
        if program is None or not program.glyph_count:
            return None
        maps = program.character_maps
        if not maps:
            named = self._names.get(code)
            return None if named is None else program.named(named)
        if not self._is_symbolic and entry(self._source, "/Encoding") is not None:
            found = self._glyph_by_name(program, self._names.get(code, ""))
            if found is not None:
                return found
        for key, base in (((3, 0), 0xF000), ((3, 0), 0), ((1, 0), 0), ((3, 1), 0)):
            glyph = maps.get(key, {}).get(base + code)
            if glyph:
                return glyph
        return 0

    def _glyph_by_name(self, program: FontProgram, glyph_name: str) -> int | None:
        meaning = text_of_glyph_name(glyph_name)
        if meaning and len(meaning) == 1:
            glyph = program.character_maps.get((3, 1), {}).get(ord(meaning))
            if glyph:
                return glyph
        if (mac_code := _mac_codes().get(glyph_name)) is not None:
            glyph = program.character_maps.get((1, 0), {}).get(mac_code)
            if glyph:
                return glyph
        return program.named(glyph_name)

    @cached_property
    def _ascent(self) -> float:
        return self._height("/Ascent", 0) or _FALLBACK_ASCENT

    @cached_property
    def _descent(self) -> float:
        descent = self._height("/Descent", 1)
        # Some makers write it without its sign.
        return -abs(descent) if descent else _FALLBACK_DESCENT

    def _height(self, key: str, standard: int) -> float | None:
        stated = number(entry(self._descriptor, key))
        if stated:
            return stated / 1000
        metrics = _standard_fonts().ascent_descent.get(self.font.name)
        return metrics[standard] / 1000 if metrics else None

    # Type 3 fonts: each glyph is a small content stream.

    @property
    def is_type3(self) -> bool:
        """True if its glyphs are content streams."""
        return self._kind == "Type3"

    def char_proc(self, code: int) -> pikepdf.Stream | None:
        """The content stream that draws a code's glyph."""
        found = entry(entry(self._source, "/CharProcs"), f"/{self._names.get(code, '')}")
        return found if isinstance(found, pikepdf.Stream) else None

    @property
    def glyph_resources(self) -> Any:
        """Resources of the glyphs' content streams; None: the page's."""
        return entry(self._source, "/Resources")

    @cached_property
    def glyph_matrix(self) -> Matrix:
        """The matrix from glyph space to em."""
        matrix = numbers(entry(self._source, "/FontMatrix"), 6) or (0.001, 0, 0, 0.001, 0, 0)
        a, b, c, d, e, f = matrix
        return a, b, c, d, e, f

    def _type3_ink(self, code: int, width: float) -> Box | None:
        char_proc = self.char_proc(code)
        if char_proc is None:
            return None
        declared = re.match(rb"\s*((?:[-+.\d]+\s+){6})d1\b", content(char_proc))
        box = numbers([float(part) for part in declared[1].split()[2:]]) if declared else None
        if box is None:
            box = numbers(entry(self._source, "/FontBBox"), 4)
        if box is None or not any(box):
            return 0.0, 0.0, width, width
        x0, y0, x1, y1 = box
        return transform_box(self.glyph_matrix, (x0, y0, x1, y1))


def read_font(source: Any) -> FontReader | None:
    """The reader of a font's dictionary; None if it cannot be read."""
    try:
        return FontReader(source)
    except FAULTS:
        return None
