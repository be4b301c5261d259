"""Gradient meshes (ISO 32000-2, 8.7.4.5.5 to 8): their data with replaced colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.preflight.pdf.functions import Rows
from generator.reading.pdf.objects import content, entry, number, numbers

Bits = NDArray[np.uint8]

_FREE_TRIANGLES, _LATTICE, _COONS, _TENSOR = 4, 5, 6, 7
#: The highest value of BitsPerCoordinate (ISO 32000-2, 8.7.4.5.5).
_MAX_BITS = 32
#: Points and colours of a patch, and of one that shares an edge with its predecessor.
_PATCH_SIZES = {_COONS: ((12, 4), (8, 2)), _TENSOR: ((16, 4), (12, 2))}


def recolour_mesh(shading: Any, size: int, recolour: Callable[[Rows], Rows]) -> bytes:
    """The data of a mesh whose vertices have ``size`` components, each colour replaced by a byte.

    ``recolour`` takes rows of components and gives a column of values from 0 to 1.

    Raises:
        ValueError: if the mesh's parameters are malformed.
    """
    coordinate = _bit_count(shading, "/BitsPerCoordinate")
    component = _bit_count(shading, "/BitsPerComponent")
    flag = _bit_count(shading, "/BitsPerFlag")
    decode = numbers(entry(shading, "/Decode"))
    kind = _bit_count(shading, "/ShadingType")
    if not coordinate or not component or not decode or len(decode) < 4 + 2 * size:
        raise ValueError("a mesh without its measures")
    ranges = np.array(decode[4 : 4 + 2 * size]).reshape(size, 2)

    def levels(bits: Bits) -> Bits:
        """Rows of encoded components as rows of the eight bits of one."""
        each = bits.reshape(len(bits), size, component).astype(np.float64)
        shares = each @ (2.0 ** np.arange(component - 1, -1, -1)) / (2.0**component - 1)
        found = recolour(ranges[:, 0] + shares * (ranges[:, 1] - ranges[:, 0]))
        return np.unpackbits(np.rint(found * 255).astype(np.uint8).reshape(-1, 1), axis=1)

    bits = np.unpackbits(np.frombuffer(content(shading), dtype=np.uint8))
    if kind in (_FREE_TRIANGLES, _LATTICE):
        before = 2 * coordinate + (flag if kind == _FREE_TRIANGLES else 0)
        return _recolour_vertices(bits, before, size * component, levels)
    if kind in _PATCH_SIZES and flag:
        return _recolour_patches(bits, kind, (flag, coordinate, size * component), levels)
    raise ValueError("no mesh")


def _bit_count(shading: Any, key: str) -> int:
    value = int(number(entry(shading, key)) or 0)
    return value if 0 <= value <= _MAX_BITS else 0


def _recolour_vertices(
    bits: Bits, before: int, colour: int, levels: Callable[[Bits], Bits]
) -> bytes:
    size = -(-(before + colour) // 8) * 8
    rows = bits[: len(bits) // size * size].reshape(-1, size)
    changed = np.hstack((rows[:, :before], levels(rows[:, before : before + colour])))
    return np.packbits(changed, axis=1).tobytes()


def _recolour_patches(
    bits: Bits, kind: int, sizes: tuple[int, int, int], levels: Callable[[Bits], Bits]
) -> bytes:
    flag, coordinate, colour = sizes
    whole, going_on = _PATCH_SIZES[kind]
    at = 0
    found = []
    while at + flag <= len(bits):
        is_new = not bits[at : at + flag][-2:].any()
        points, colours = whole if is_new else going_on
        before = flag + 2 * points * coordinate
        end = at + before + colours * colour
        if end > len(bits):
            break
        coded = bits[at + before : end].reshape(colours, colour)
        found.append(np.packbits(np.concatenate((bits[at : at + before], levels(coded).ravel()))))
        at = -(-end // 8) * 8
    return np.concatenate(found).tobytes() if found else b""
