"""Embedded font programs: glyph ids of characters, glyph outlines and ink bounds.

How a string's bytes become codes and glyph ids is in ``preflight.pdf.font_encoding``.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property

import uharfbuzz as hb

from generator.preflight.pdf.model import Box

#: Limits against hostile cmap tables. Measured: a Linux desktop's fonts have up to 5 subtables and
#: 643 groups, without CJK typefaces, whose tens of thousands of characters make the most groups. A
#: group lies within one plane of Unicode.
_MAX_CMAP_SUBTABLES = 64
_MAX_CMAP_GROUPS = 20_000
_MAX_GROUP_CODES = 0x10000

_READ_ERRORS = (
    struct.error,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    OverflowError,
    RuntimeError,
)


#: Moves, lines and curves: each coordinate with the name of its segment.
Outline = tuple[tuple[str, int], ...]


@cache
def _outline_pen() -> hb.DrawFuncs:
    """HarfBuzz draw functions that append an outline's segments to a list."""

    def append(name: str) -> Callable[..., None]:
        # The coordinates come first, then the list.
        return lambda *args: args[-1].extend((name, length) for length in args[:-1])

    functions = hb.DrawFuncs()
    functions.set_move_to_func(append("move"))
    functions.set_line_to_func(append("line"))
    functions.set_quadratic_to_func(append("quadratic"))
    functions.set_cubic_to_func(append("cubic"))
    return functions


class FontProgram:
    """A TrueType, OpenType or bare CFF font program; glyphs are known by their ids.

    A Type 1 program (or a broken one) opens, too, but reports no glyphs.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._is_bare_cff = data[:1] == b"\1" and data[:4] != b"\0\1\0\0"
        face = (
            hb.Face.create_for_tables(self._synthetic_table, None)
            if self._is_bare_cff
            else hb.Face(data)
        )
        self._face = face
        self._font = hb.Font(face)
        self._boxes: dict[int, Box | None] = {}
        self._outlines: dict[int, Outline] = {}

    def _synthetic_table(self, _face: hb.Face, tag: str, _data: object) -> bytes:
        """A table that HarfBuzz needs of an OpenType font around a bare CFF table."""
        match tag:
            case "CFF ":
                return self._data
            case "head":
                # Only the number of units in an em, at byte 18.
                return struct.pack(">18xH34x", 1000)
            case "maxp":
                return struct.pack(">IH", 0x5000, self.glyph_count)
            case _:
                return b""

    @cached_property
    def glyph_count(self) -> int:
        """Number of glyphs; 0 if the program cannot be read."""
        if not self._is_bare_cff:
            return int(self._face.glyph_count)
        return self._cff[0]

    @cached_property
    def cid_glyphs(self) -> Mapping[int, int] | None:
        """Glyph ids by CID, of a CFF program that is keyed by CIDs; None of any other."""
        return self._cff[1]

    @cached_property
    def _cff(self) -> tuple[int, Mapping[int, int] | None]:
        data = self._data if self._is_bare_cff else self._table("CFF ")
        try:
            return _read_cff(data)
        except _READ_ERRORS:
            return 0, None

    def _table(self, tag: str) -> bytes:
        return bytes(self._face.reference_table(tag).data)

    @cached_property
    def character_maps(self) -> Mapping[tuple[int, int], Mapping[int, int]]:
        """The cmap subtables, code to glyph id, by platform and encoding."""
        table = b"" if self._is_bare_cff else self._table("cmap")
        found = {}
        try:
            count = struct.unpack_from(">H", table, 2)[0]
            for index in range(min(count, _MAX_CMAP_SUBTABLES)):
                platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * index)
                found[platform, encoding] = dict(_read_cmap_subtable(table[offset:]))
        except _READ_ERRORS:
            pass
        return found

    def named(self, name: str) -> int | None:
        """The id of the glyph with this name, where the program has names."""
        glyph = self._font.get_glyph_from_name(name)
        return None if glyph is None else int(glyph)

    def ink(self, glyph: int) -> Box | None:
        """Bounding box of the glyph's ink in em; None if it has none."""
        if glyph not in self._boxes:
            self._boxes[glyph] = self._ink(glyph)
        return self._boxes[glyph]

    def outline(self, glyph: int) -> Outline:
        """The glyph's outline in thousandths of an em; empty if it has none.

        Glyphs with equal outlines look the same, whatever their ids.
        """
        if glyph not in self._outlines:
            segments: list[tuple[str, float]] = []
            self._font.draw_glyph(glyph, _outline_pen(), segments)
            scale = 1000 / (self._face.upem or 1000)
            self._outlines[glyph] = tuple(
                (segment, round(scale * length)) for segment, length in segments
            )
        return self._outlines[glyph]

    def _ink(self, glyph: int) -> Box | None:
        extents = self._font.get_glyph_extents(glyph)
        if extents is None or not extents.width or not extents.height:
            return None
        em = self._face.upem or 1000
        left, top = extents.x_bearing / em, extents.y_bearing / em
        return left, top + extents.height / em, left + extents.width / em, top


def _read_cmap_subtable(table: bytes) -> Iterator[tuple[int, int]]:
    """Codes and glyph ids of a cmap subtable. Source: OpenType, "cmap"."""
    form, length = struct.unpack_from(">HH", table)
    if form == 0:
        yield from enumerate(table[6:262])
    elif form == 6:
        first, count = struct.unpack_from(">HH", table, 6)
        yield from enumerate(struct.unpack_from(f">{count}H", table, 10), first)
    elif form == 12:
        (groups,) = struct.unpack_from(">I", table, 12)
        for index in range(min(groups, _MAX_CMAP_GROUPS)):
            start, end, glyph = struct.unpack_from(">III", table, 16 + 12 * index)
            for code in range(start, min(end, start + _MAX_GROUP_CODES - 1) + 1):
                yield code, glyph + code - start
    elif form == 4:
        yield from _read_segment_mapping(table, length)


def _read_segment_mapping(table: bytes, length: int) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 4 * count)
    offsets_at = 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", table, offsets_at)
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offsets[index]:
                at = offsets_at + 2 * index + offsets[index] + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", table, at)
                if not glyph:
                    continue
            yield code, (glyph + deltas[index]) & 0xFFFF


# The Compact Font Format: Adobe Technical Note 5176. Only how many glyphs and which CIDs.

_CHARSET, _CHAR_STRINGS, _ROS = 15, 17, (12 << 8) + 30


def _read_cff(data: bytes) -> tuple[int, Mapping[int, int] | None]:
    _, at = _read_index(data, data[2])
    fonts, _ = _read_index(data, at)
    top = _read_dict(fonts[0])
    (count,) = struct.unpack_from(">H", data, int(top[_CHAR_STRINGS][-1]))
    if _ROS not in top:
        return count, None
    charset = int(top.get(_CHARSET, (0,))[-1])
    return count, {cid: glyph for glyph, cid in enumerate(_read_charset(data, charset, count))}


def _read_index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The objects of an INDEX and the offset behind it."""
    (count,) = struct.unpack_from(">H", data, at)
    if not count:
        return [], at + 2
    size = data[at + 2]
    start = at + 3
    offsets = [
        int.from_bytes(data[start + size * index : start + size * (index + 1)], "big")
        for index in range(count + 1)
    ]
    base = start + size * (count + 1) - 1
    objects = [data[base + offsets[i] : base + offsets[i + 1]] for i in range(count)]
    return objects, base + offsets[-1]


def _read_dict(data: bytes) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte <= 21:
            if byte == 12:
                byte = (12 << 8) + data[at]
                at += 1
            found[byte] = operands
            operands = []
        elif byte == 28:
            operands.append(struct.unpack_from(">h", data, at)[0])
            at += 2
        elif byte == 29:
            operands.append(struct.unpack_from(">i", data, at)[0])
            at += 4
        elif byte == 30:
            # A real number, in half bytes up to 15; no operand that we ask for is one.
            while data[at] & 15 != 15 and data[at] >> 4 != 15:
                at += 1
            at += 1
            operands.append(0.0)
        elif byte <= 246:
            operands.append(byte - 139)
        elif byte <= 250:
            operands.append((byte - 247) * 256 + data[at] + 108)
            at += 1
        else:
            operands.append(-(byte - 251) * 256 - data[at] - 108)
            at += 1
    return found


def _read_charset(data: bytes, at: int, count: int) -> list[int]:
    """The CIDs of all glyphs by glyph id."""
    if at <= 2:
        return list(range(count))
    form = data[at]
    at += 1
    cids = [0]
    if form == 0:
        cids += struct.unpack_from(f">{count - 1}H", data, at)
        return cids
    while len(cids) < count:
        first, left = struct.unpack_from(">HB" if form == 1 else ">HH", data, at)
        at += 3 if form == 1 else 4
        cids += range(first, first + left + 1)
    return cids[:count]
