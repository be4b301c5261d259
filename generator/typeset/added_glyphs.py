"""TrueType programs with added glyphs: composites of the font's own, and wider advances.

Source: OpenType 1.9: glyf, loca, hmtx, hhea, head, maxp and the table directory.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import uharfbuzz as hb

#: Glyph ids are 16-bit numbers; the last one stands for none.
MAX_GLYPHS = 0xFFFF
#: Of a component: its offsets are words (1) and are x and y (2); another one follows (32).
_COMPONENT_FLAGS = 0x0001 | 0x0002
_MORE_COMPONENTS = 0x0020


class Component(NamedTuple):
    """A glyph of the font, moved to the right and up by font units."""

    glyph: int
    x: int
    y: int


class AddedGlyph(NamedTuple):
    """A glyph to be added: its advance in font units and its parts, which may be blank."""

    advance: int
    components: tuple[Component, ...]


def with_glyphs(face: Any, added: Sequence[AddedGlyph]) -> bytes:
    """The font of the HarfBuzz ``face`` with ``added`` behind its last glyph, in that order."""
    tables = _tables(face)
    count = face.glyph_count
    metrics, offsets, glyf = _metrics(tables, count), _offsets(tables, count), tables["glyf"]
    outlines: list[bytes] = []
    boxes = []
    for advance, components in added:
        parts = [(part, glyf[offsets[part.glyph] : offsets[part.glyph + 1]]) for part in components]
        inked = [(part, outline) for part, outline in parts if outline]
        outlines.append(_composite(inked))
        box = _box(inked)
        boxes.append(box)
        metrics.append((max(0, advance), box[0]))
    total = count + len(added)
    glyf = glyf[: offsets[-1]] + b"\0" * (-offsets[-1] % 4)
    offsets += accumulate(map(len, outlines), initial=len(glyf))
    del offsets[count]  # where the old glyphs ended; the new ones begin behind some padding
    most = max((len(glyph.components) for glyph in added), default=0)
    tables |= {
        "glyf": glyf + b"".join(outlines),
        "loca": struct.pack(f">{total + 1}L", *offsets),
        "head": _wide_head(tables["head"], boxes),
        "maxp": _updated_maxp(tables["maxp"], total, most),
        **_metric_tables(tables, metrics),
    }
    return font_file(tables)


def with_wider_advances(data: bytes, units: int) -> bytes:
    """The font in ``data`` with ``units`` added to the advance of each glyph."""
    face = hb.Face(hb.Blob(data))
    tables = _tables(face)
    metrics = [
        (max(0, advance + units), bearing)
        for advance, bearing in _metrics(tables, face.glyph_count)
    ]
    return font_file(tables | _metric_tables(tables, metrics))


def _tables(face: Any) -> dict[str, bytes]:
    return {tag: bytes(face.reference_table(tag).data) for tag in face.table_tags}


def _metric_tables(
    tables: Mapping[str, bytes], metrics: Sequence[tuple[int, int]]
) -> dict[str, bytes]:
    hhea = tables["hhea"]
    return {
        "hmtx": b"".join(struct.pack(">Hh", *metric) for metric in metrics),
        "hhea": hhea[:34] + struct.pack(">H", len(metrics)) + hhea[36:],
    }


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


def _box(inked: Sequence[tuple[Component, bytes]]) -> tuple[int, int, int, int]:
    """The bounding box of moved outlines; zeros where there is no ink."""
    if not inked:
        return 0, 0, 0, 0
    boxes = [(part, struct.unpack_from(">4h", outline, 2)) for part, outline in inked]
    return (
        min(part.x + box[0] for part, box in boxes),
        min(part.y + box[1] for part, box in boxes),
        max(part.x + box[2] for part, box in boxes),
        max(part.y + box[3] for part, box in boxes),
    )


def _composite(inked: Sequence[tuple[Component, bytes]]) -> bytes:
    """A composite glyph of moved outlines; nothing where there is no ink."""
    if not inked:
        return b""
    parts = []
    for number, (part, _) in enumerate(inked, start=1):
        more = _MORE_COMPONENTS if number < len(inked) else 0
        parts.append(struct.pack(">HHhh", _COMPONENT_FLAGS | more, *part))
    data = struct.pack(">5h", -1, *_box(inked)) + b"".join(parts)
    return data + b"\0" * (-len(data) % 4)


def _wide_head(head: bytes, boxes: Sequence[tuple[int, int, int, int]]) -> bytes:
    """The table with long offsets in ``loca``, its bounding box around ``boxes`` as well."""
    left, bottom, right, top = zip(struct.unpack_from(">4h", head, 36), *boxes, strict=True)
    box = struct.pack(">4h", min(left), min(bottom), max(right), max(top))
    return head[:36] + box + head[44:50] + struct.pack(">H", 1) + head[52:]


def _updated_maxp(maxp: bytes, total: int, most: int) -> bytes:
    """The table of maxima for ``total`` glyphs, some of which hold up to ``most`` others."""
    values = list(struct.unpack_from(">14H", maxp, 4))
    _, points, contours, points_below, contours_below, *others, elements, depth = values
    return maxp[:4] + struct.pack(
        ">14H", total, points, contours,
        min(max(points, points_below) * max(most, 1), 0xFFFF),
        min(max(contours, contours_below) * max(most, 1), 0xFFFF),
        *others, max(elements, most), depth + 1,
    )  # fmt: skip


def font_file(tables: Mapping[str, bytes], *, is_cff: bool = False) -> bytes:
    """A font file of ``tables``, without checksums: HarfBuzz, its only reader, needs none."""
    kind = 0x4F54544F if is_cff else 0x00010000
    directory = [struct.pack(">L4H", kind, len(tables), 0, 0, 0)]
    content = b""
    start = 12 + 16 * len(tables)
    for tag, data in sorted(tables.items()):
        directory.append(
            struct.pack(">4sLLL", tag.encode("ascii"), 0, start + len(content), len(data))
        )
        content += data + b"\0" * (-len(data) % 4)
    return b"".join(directory) + content
