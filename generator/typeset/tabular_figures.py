"""Tabular figures: digits of one width, taken from a font or added to it.

A face without the feature ``tnum`` gets a further glyph for each digit: its outline, centred in a
cell as wide as the widest. Shifting the ordinary digits apart would look the same, but readers of
PDF take the hole beside a narrow 1 for a space: "0123456789" would be copied as "0 1 23456789".

Source: OpenType 1.9: glyf, loca, hmtx, hhea, maxp and the table directory.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import uharfbuzz as hb

DIGITS = "0123456789"

#: ShapedGlyph ids are 16-bit numbers.
_MAX_GLYPHS = 0xFFFF
#: Of a composite glyph's only component: its offsets are words (1), and are x and y (2).
_COMPONENT_FLAGS = 0x0001 | 0x0002


@dataclass(frozen=True, slots=True)
class Figures:
    """The tabular figures of a font.

    Attributes:
        program: The font file that holds them.
        glyphs: The glyph of each digit that the font has.
    """

    program: bytes
    glyphs: Mapping[str, int]


def tabular_figures(data: bytes) -> Figures | None:
    """The tabular figures of the TrueType font in ``data``; None if no glyph ids are left.

    The font's own digits are taken, or those of its ``tnum``, if they are of one width.
    """
    face = hb.Face(hb.Blob(data))
    font = hb.Font(face)
    plain = {digit: glyph for digit in DIGITS if (glyph := font.get_nominal_glyph(ord(digit)))}
    own = {digit: _own_figure(font, digit, glyph) for digit, glyph in plain.items()}
    for glyphs in (plain, own):
        if len(set(map(font.get_glyph_h_advance, glyphs.values()))) <= 1:
            return Figures(data, glyphs)
    first = face.glyph_count
    if first + len(plain) > _MAX_GLYPHS:
        return None
    added = {digit: first + number for number, digit in enumerate(plain)}
    return Figures(_with_centred(face, tuple(plain.values())), added)


def _own_figure(font: Any, digit: str, plain: int) -> int:
    """The glyph that the font's ``tnum`` has for ``digit``; ``plain`` if there is none."""
    buffer = hb.Buffer()
    buffer.add_str(digit)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(font, buffer, {"tnum": True})
    shaped = [int(info.codepoint) for info in buffer.glyph_infos]
    return shaped[0] if len(shaped) == 1 else plain


def _with_centred(face: Any, digits: Sequence[int]) -> bytes:
    """The font with a copy of each of ``digits`` behind its last glyph, as wide as the widest."""
    tables = {tag: bytes(face.reference_table(tag).data) for tag in face.table_tags}
    count = face.glyph_count
    metrics, offsets, glyf = _metrics(tables, count), _offsets(tables, count), tables["glyf"]
    cell = max(metrics[digit][0] for digit in digits)
    outlines: list[bytes] = []
    for digit in digits:
        advance, bearing = metrics[digit]
        move = (cell - advance) // 2
        metrics.append((cell, bearing + move))
        outlines.append(_moved(digit, glyf[offsets[digit] : offsets[digit + 1]], move))
    total = count + len(digits)
    glyf = glyf[: offsets[-1]] + b"\0" * (-offsets[-1] % 4)
    offsets += accumulate(map(len, outlines), initial=len(glyf))
    del offsets[count]  # where the old glyphs ended; the new ones begin behind some padding
    tables |= {
        "glyf": glyf + b"".join(outlines),
        "loca": struct.pack(f">{total + 1}L", *offsets),
        "hmtx": b"".join(struct.pack(">Hh", *metric) for metric in metrics),
        "hhea": tables["hhea"][:34] + struct.pack(">H", total) + tables["hhea"][36:],
        "head": tables["head"][:50] + struct.pack(">H", 1) + tables["head"][52:],
        "maxp": _updated_maxp(tables["maxp"], total),
    }
    return _font_file(tables)


def _metrics(tables: Mapping[str, bytes], count: int) -> list[tuple[int, int]]:
    """Advance and left side bearing of each glyph; the last advance may stand for many."""
    (full,) = struct.unpack_from(">H", tables["hhea"], 34)
    metrics = list(struct.iter_unpack(">Hh", tables["hmtx"][: 4 * full]))
    advance = metrics[-1][0]
    bearings = struct.unpack_from(f">{count - full}h", tables["hmtx"], 4 * full)
    return [*metrics, *[(advance, bearing) for bearing in bearings]]


def _offsets(tables: Mapping[str, bytes], count: int) -> list[int]:
    """Offset of each glyph in ``glyf``, and of the end of the last one."""
    (is_long,) = struct.unpack_from(">h", tables["head"], 50)
    if is_long:
        return list(struct.unpack_from(f">{count + 1}L", tables["loca"]))
    return [2 * half for half in struct.unpack_from(f">{count + 1}H", tables["loca"])]


def _moved(glyph: int, outline: bytes, move: int) -> bytes:
    """A composite that shows ``glyph``, whose outline is given, ``move`` units to the right."""
    if not outline:
        return b""
    left, bottom, right, top = struct.unpack_from(">4h", outline, 2)
    head = struct.pack(">5h", -1, left + move, bottom, right + move, top)
    return head + struct.pack(">HHhhxx", _COMPONENT_FLAGS, glyph, move, 0)


def _updated_maxp(maxp: bytes, total: int) -> bytes:
    """The table of maxima for ``total`` glyphs, some of which hold another one."""
    values = list(struct.unpack_from(">14H", maxp, 4))
    _, points, contours, points_below, contours_below, *others, elements, depth = values
    return maxp[:4] + struct.pack(
        ">14H", total, points, contours, max(points, points_below), max(contours, contours_below),
        *others, max(elements, 1), depth + 1,
    )  # fmt: skip


def _font_file(tables: Mapping[str, bytes]) -> bytes:
    """A font file of ``tables``, without checksums: HarfBuzz, its only reader, needs none."""
    directory = [struct.pack(">L4H", 0x00010000, len(tables), 0, 0, 0)]
    content = b""
    start = 12 + 16 * len(tables)
    for tag, data in sorted(tables.items()):
        directory.append(
            struct.pack(">4sLLL", tag.encode("ascii"), 0, start + len(content), len(data))
        )
        content += data + b"\0" * (-len(data) % 4)
    return b"".join(directory) + content
