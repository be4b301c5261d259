"""The chunks of PNG files: whether they are whole, and the colours that they state.

Source: PNG (third edition), 5 (chunks), 11.2 (critical ones), 11.3.2 (colours).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"

#: Whites and primaries as x and y: white, red, green, blue. Those of sRGB.
Chromaticities = tuple[float, ...]
SRGB_CHROMATICITIES: Chromaticities = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
#: Numbers of both chunks are written a hundred thousand times as large.
_UNIT = 100_000
#: How far from sRGB's a stated gamma and primaries may be and still mean sRGB.
_NEAR = 0.002


@dataclass(frozen=True, slots=True)
class StatedColours:
    """Colours of a PNG that has no profile: value = light to the power of ``gamma``."""

    gamma: float
    chromaticities: Chromaticities


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Type, content and stated checksum of each whole chunk."""
    at = len(SIGNATURE)
    while at + 12 <= len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        if at + 12 + length > len(png):
            return
        yield kind, png[at + 8 : at + 8 + length], int.from_bytes(png[at + 8 + length :][:4], "big")
        at += 12 + length


def is_whole(png: bytes) -> bool:
    """True if no chunk that a picture needs is missing, cut off or damaged.

    A reader that stops at the last row it finds would show grey for what is not there.
    """
    ends = False
    for kind, content, checksum in chunks(png):
        is_critical = not kind[0] & 0x20
        if is_critical and zlib.crc32(content, zlib.crc32(kind)) != checksum:
            return False
        ends = ends or kind == b"IEND"
    return ends


def stated_colours(png: bytes) -> StatedColours | None:
    """The gamma and primaries that a PNG states; None if they are sRGB's, or it has a profile."""
    gamma, chromaticities = None, SRGB_CHROMATICITIES
    for kind, content, _ in chunks(png):
        match kind:
            case b"IDAT" | b"iCCP" | b"sRGB":
                if kind != b"IDAT":
                    return None
                break
            case b"gAMA" if len(content) == 4:
                gamma = int.from_bytes(content, "big") / _UNIT
            case b"cHRM" if len(content) == 32:
                chromaticities = tuple(n / _UNIT for n in struct.unpack(">8I", content))
    if gamma is None or not 0.05 <= gamma <= 20:
        return None
    is_srgb = abs(gamma - 1 / 2.2) < _NEAR and all(
        abs(one - other) < _NEAR
        for one, other in zip(chromaticities, SRGB_CHROMATICITIES, strict=True)
    )
    return None if is_srgb else StatedColours(gamma, chromaticities)


def pixel_data(png: bytes) -> Iterator[bytes]:
    """The content of each chunk that holds pixels."""
    return (content for kind, content, _ in chunks(png) if kind == b"IDAT")
