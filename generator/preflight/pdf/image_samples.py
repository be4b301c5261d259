"""The samples of images, small enough to reckon with, as shares of one ink."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pikepdf
from PIL import Image

from generator.preflight.pdf.colour_spaces import ALL, Bytes, Indexed, Space, amounts
from generator.preflight.pdf.functions import unpacked
from generator.preflight.pdf.objects import content, elements, entry, name, number, numbers

#: An image of more samples than this would take more memory than a check may.
_MOST_SAMPLES = 300_000_000
_ROWS_AT_ONCE = 1 << 18


class Samples:
    """An image's samples, decoded once and made smaller.

    Attributes:
        visible: Where a colour key leaves the image to be seen, 255 or 0; None: everywhere.
    """

    def __init__(self, image: Any, space: Space, most_pixels: int) -> None:
        """Reads an image.

        Raises:
            ValueError: if it cannot be decoded.
        """
        self._space = space
        raw, depth = _raw(image, space, most_pixels)
        factor = max(1, math.isqrt(max(raw.shape[0] * raw.shape[1] // most_pixels, 1)))
        key = numbers(entry(image, "/Mask"), 2 * space.size)
        self.visible = None if key is None else _reduced(_unmasked(raw, key), factor)[:, :, 0]
        decoded = _decoded(raw, depth, numbers(entry(image, "/Decode")), space)
        # The mean of two indices is the index of a third colour.
        self._pixels = (
            decoded[::factor, ::factor] if isinstance(space, Indexed) else _reduced(decoded, factor)
        )
        self._inks: dict[str, Bytes] | None = None

    @property
    def inks(self) -> dict[str, Bytes]:
        """For each ink the share of it on each pixel, 255 the full ink."""
        if self._inks is None:
            self._inks = self._separated()
        return self._inks

    def of(self, ink: str) -> Bytes:
        """The share of one ink on each pixel; registration colour counts for every ink."""
        found = self.inks.get(ink, self.inks.get(ALL))
        return np.zeros(self._pixels.shape[:2], dtype=np.uint8) if found is None else found

    def _separated(self) -> dict[str, Bytes]:
        height, width, size = self._pixels.shape
        low, high = np.array(self._space.ranges).T
        if size == 1:
            levels = low + np.arange(256)[:, None] / 255 * (high - low)
            tables = amounts(self._space, levels)
            pixels = self._pixels[:, :, 0]
            return {ink: _levels(table)[pixels] for ink, table in tables.items()}
        rows = self._pixels.reshape(-1, size)
        parts: dict[str, list[Bytes]] = {}
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            colours = low + rows[start : start + _ROWS_AT_ONCE] / 255 * (high - low)
            for ink, amount in amounts(self._space, colours).items():
                parts.setdefault(ink, []).append(_levels(amount))
        return {ink: np.concatenate(part).reshape(height, width) for ink, part in parts.items()}


def _levels(shares: Any) -> Bytes:
    levels: Bytes = np.rint(shares * 255).astype(np.uint8)
    return levels


def _raw(image: Any, space: Space, most_pixels: int) -> tuple[Bytes, int]:
    """Rows of pixels of components as the data hold them, and their greatest value."""
    width = int(number(entry(image, "/Width")) or 0)
    height = int(number(entry(image, "/Height")) or 0)
    if width < 1 or height < 1 or width * height * space.size > _MOST_SAMPLES:
        raise ValueError("an image of no size, or of too much")
    match ([None] + [name(one) for one in _filters(image)])[-1]:
        case "DCTDecode" | "DCT" | "JPXDecode":
            return _photograph(image, space.size, most_pixels), 255
        case "CCITTFaxDecode" | "CCF" | "JBIG2Decode":
            picture = pikepdf.PdfImage(image).as_pil_image().convert("L")
            return (np.asarray(picture)[:, :, None] > 127).astype(np.uint8), 1
    bits = int(number(entry(image, "/BitsPerComponent")) or 8)
    return _unpacked_rows(content(image), bits, (height, width, space.size))


def _photograph(image: Any, size: int, most_pixels: int) -> Bytes:
    with Image.open(io.BytesIO(_encoded(image))) as picture:
        if picture.format == "JPEG":
            shrink = math.sqrt(most_pixels / (picture.width * picture.height))
            if shrink < 1:
                wanted = int(picture.width * shrink) + 1, int(picture.height * shrink) + 1
                picture.draft(picture.mode, wanted)
        found = np.asarray(picture)
        if found.dtype != np.uint8:
            raise ValueError("samples of more than a byte")
        if picture.mode == "CMYK" and picture.format == "JPEG":
            # Pillow takes every such file for one of Photoshop's; PDF has Decode for that.
            found = 255 - found
    found = found.reshape(*found.shape[:2], -1)
    if found.shape[2] < size:
        raise ValueError("fewer components than the colour space")
    return found[:, :, :size]


def _encoded(image: Any) -> bytes:
    """The file inside: all filters but the last one undone."""
    data: bytes = image.read_raw_bytes()
    before = _filters(image)[:-1]
    if not before:
        return data
    with pikepdf.new() as scratch:
        stream = scratch.make_stream(data, Filter=pikepdf.Array(before))
        return stream.read_bytes()


def _filters(image: Any) -> list[Any]:
    filters = entry(image, "/Filter")
    return list(elements(filters)) if name(filters) is None else [filters]


def _unpacked_rows(data: bytes, bits: int, shape: tuple[int, int, int]) -> tuple[Bytes, int]:
    height, width, size = shape
    row = (width * size * bits + 7) // 8
    if bits == 8:
        flat = np.frombuffer(data[: row * height].ljust(row * height, b"\0"), dtype=np.uint8)
        return flat.reshape(shape), 255
    if bits == 16:
        # The upper byte is all that can be seen.
        flat = np.frombuffer(data[: row * height].ljust(row * height, b"\0"), dtype=np.uint8)
        return flat[::2].reshape(shape), 255
    padded = row * 8 // bits
    each = unpacked(data, bits, padded * height).astype(np.uint8)
    return each.reshape(height, padded)[:, : width * size].reshape(shape), 2**bits - 1


def _unmasked(raw: Bytes, key: Sequence[float]) -> Bytes:
    low, high = np.array(key[::2]), np.array(key[1::2])
    masked = ((raw >= low) & (raw <= high)).all(axis=2, keepdims=True)
    return np.where(masked, 0, 255).astype(np.uint8)


def _decoded(raw: Bytes, most: int, decode: tuple[float, ...] | None, space: Space) -> Bytes:
    """Samples as shares of their components' ranges, 255 the whole; indices stay indices."""
    if isinstance(space, Indexed):
        return raw if not decode or decode[0] <= decode[-1] else (most - raw).astype(np.uint8)
    levels = np.arange(most + 1) / most
    planes = []
    for index, (low, high) in enumerate(space.ranges):
        start, end = (
            decode[2 * index : 2 * index + 2]
            if decode and len(decode) >= 2 * space.size
            else (low, high)
        )
        shares = (start + levels * (end - start) - low) / (high - low)
        planes.append(_levels(np.clip(shares, 0, 1)))
    if most == 255 and all((plane == np.arange(256)).all() for plane in planes):
        return raw
    found: Bytes = np.stack([plane[raw[:, :, i]] for i, plane in enumerate(planes)], axis=2)
    return found


def _reduced(pixels: Bytes, factor: int) -> Bytes:
    """Means over squares of ``factor`` pixels."""
    if factor == 1:
        return pixels
    planes = [
        np.asarray(Image.fromarray(np.ascontiguousarray(pixels[:, :, index])).reduce(factor))
        for index in range(pixels.shape[2])
    ]
    return np.stack(planes, axis=2)
