"""An ICC profile made from a gamma and primaries, for pictures that state these instead of one.

Source: ICC.1:2001-04, 6.3.1 (matrix profiles), 6.5 (types); annex E (adaptation to D50, here by
the Bradford matrix).
"""

from __future__ import annotations

import struct
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from generator.draw.png_chunks import StatedColours

_D50 = np.array([0.9642, 1.0, 0.8249])
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)


@lru_cache(maxsize=16)
def matrix_profile(colours: StatedColours, *, is_grey: bool) -> bytes | None:
    """The profile's bytes; None if the primaries make no colours."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(256 / colours.gamma))
    if not 1 <= round(256 / colours.gamma) <= 0xFFFF:
        return None
    tags = {b"wtpt": _xyz(_D50), b"desc": _text(b"desc"), b"cprt": _text(b"text")}
    if is_grey:
        tags |= {b"kTRC": curve}
    else:
        columns = _columns(colours)
        if columns is None:
            return None
        for n, name in enumerate((b"r", b"g", b"b")):
            tags |= {name + b"XYZ": _xyz(columns[:, n]), name + b"TRC": curve}
    return _written(b"GRAY" if is_grey else b"RGB ", tags)


def _columns(colours: StatedColours) -> NDArray[np.float64] | None:
    """XYZ of red, green and blue under D50, as columns."""
    points = np.array(colours.chromaticities).reshape(4, 2)
    if (points[:, 1] <= 0).any():
        return None
    x, y = points.T
    white, *primaries = np.column_stack([x / y, np.ones(4), (1 - x - y) / y])
    matrix = np.column_stack(primaries)
    if abs(np.linalg.det(matrix)) < 1e-9:
        return None
    matrix = matrix * np.linalg.solve(matrix, white)
    cone = np.diag(_BRADFORD @ _D50 / (_BRADFORD @ white))
    adapted: NDArray[np.float64] = np.linalg.inv(_BRADFORD) @ cone @ _BRADFORD @ matrix
    return adapted


def _xyz(values: NDArray[np.float64]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(v * 65536) for v in values))


def _text(kind: bytes) -> bytes:
    words = b"stated by the picture\0"
    if kind == b"text":
        return kind + bytes(4) + words
    return kind + bytes(4) + struct.pack(">I", len(words)) + words + bytes(78)


def _written(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    start = 132 + 12 * len(tags)
    table, body = [struct.pack(">I", len(tags))], b""
    for name, content in tags.items():
        table.append(name + struct.pack(">II", start + len(body), len(content)))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(
        ">I4sI4s4s4s", start + len(body), b"none", 0x02400000, b"mntr", space, b"XYZ "
    )
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head + bytes(128 - len(head)) + b"".join(table) + body
