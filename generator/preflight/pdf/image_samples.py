"""Samples of image XObjects, decoded, downsampled and separated into inks.

Colour conversion is in ``preflight.pdf.cmyk_conversion``; plates of whole pages are rendered in
``preflight.render.separations``.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pikepdf
from PIL import Image

from generator.core.inks import ALL_INKS
from generator.preflight.pdf.cmyk_conversion import ByteRows, CmykConversion
from generator.preflight.pdf.colour_spaces import ColourSpace, IndexedSpace, ink_amounts
from generator.preflight.pdf.functions import unpack_samples
from generator.reading.pdf.objects import content, elements, entry, name, number, numbers

#: Bytes of decoded samples that a check may hold. An A3 spread at 600 ppi in CMYK has 278 million
#: (corpus: at most 0.3 million).
_MAX_SAMPLES = 300_000_000
#: Pixels that are converted at once: a working set of some 10 MB as doubles.
_CHUNK_ROWS = 1 << 18


class ImageSamples:
    """An image's samples, decoded once and downsampled.

    Attributes:
        visible: 255 where a colour key mask leaves the image visible, else 0; None: everywhere.
    """

    def __init__(
        self, image: Any, space: ColourSpace, max_pixels: int, conversion: CmykConversion
    ) -> None:
        """Reads an image.

        Raises:
            ValueError: if it cannot be decoded.
        """
        self._space = space
        self._conversion = conversion
        raw, depth = _read_samples(image, space, max_pixels)
        factor = max(1, math.isqrt(max(raw.shape[0] * raw.shape[1] // max_pixels, 1)))
        key = numbers(entry(image, "/Mask"), 2 * space.size)
        self.visible = (
            None if key is None else _downsample(_colour_key_mask(raw, key), factor)[:, :, 0]
        )
        decoded = _apply_decode(raw, depth, numbers(entry(image, "/Decode")), space)
        # The mean of two indices is the index of a third colour.
        self._pixels = (
            decoded[::factor, ::factor]
            if isinstance(space, IndexedSpace)
            else _downsample(decoded, factor)
        )
        self._inks: dict[str, ByteRows] | None = None

    @property
    def inks(self) -> dict[str, ByteRows]:
        """Amount of each ink on each pixel, 255 the full ink."""
        if self._inks is None:
            self._inks = self._separated()
        return self._inks

    def of(self, ink: str) -> ByteRows:
        """Amount of one ink on each pixel; registration colour counts for every ink."""
        found = self.inks.get(ink, self.inks.get(ALL_INKS))
        return np.zeros(self._pixels.shape[:2], dtype=np.uint8) if found is None else found

    def _separated(self) -> dict[str, ByteRows]:
        height, width, size = self._pixels.shape
        low, high = np.array(self._space.ranges).T
        if size == 1:
            levels = low + np.arange(256)[:, None] / 255 * (high - low)
            tables = ink_amounts(self._space, levels, self._conversion)
            pixels = self._pixels[:, :, 0]
            return {ink: _to_levels(table)[pixels] for ink, table in tables.items()}
        rows = self._pixels.reshape(-1, size)
        parts: dict[str, list[ByteRows]] = {}
        for start in range(0, len(rows), _CHUNK_ROWS):
            colours = low + rows[start : start + _CHUNK_ROWS] / 255 * (high - low)
            for ink, amount in ink_amounts(self._space, colours, self._conversion).items():
                parts.setdefault(ink, []).append(_to_levels(amount))
        return {ink: np.concatenate(part).reshape(height, width) for ink, part in parts.items()}


def _to_levels(shares: Any) -> ByteRows:
    levels: ByteRows = np.rint(shares * 255).astype(np.uint8)
    return levels


def _read_samples(image: Any, space: ColourSpace, max_pixels: int) -> tuple[ByteRows, int]:
    """The undecoded samples, height x width x components, and their highest value."""
    width = int(number(entry(image, "/Width")) or 0)
    height = int(number(entry(image, "/Height")) or 0)
    if width < 1 or height < 1 or width * height * space.size > _MAX_SAMPLES:
        raise ValueError("an image of no size, or of too much")
    match ([None] + [name(one) for one in _filters(image)])[-1]:
        case "DCTDecode" | "DCT" | "JPXDecode":
            return _read_jpeg(image, space.size, max_pixels), 255
        case "CCITTFaxDecode" | "CCF" | "JBIG2Decode":
            picture = pikepdf.PdfImage(image).as_pil_image().convert("L")
            return (np.asarray(picture)[:, :, None] > 127).astype(np.uint8), 1
    bits = int(number(entry(image, "/BitsPerComponent")) or 8)
    return _unpack_rows(content(image), bits, (height, width, space.size))


def _read_jpeg(image: Any, size: int, max_pixels: int) -> ByteRows:
    with Image.open(io.BytesIO(_encoded_image(image))) as picture:
        if picture.format == "JPEG":
            shrink = math.sqrt(max_pixels / (picture.width * picture.height))
            if shrink < 1:
                wanted = int(picture.width * shrink) + 1, int(picture.height * shrink) + 1
                picture.draft(picture.mode, wanted)
        found = np.asarray(picture)
        if found.dtype != np.uint8:
            raise ValueError("samples of more than a byte")
        if picture.mode == "CMYK" and picture.format == "JPEG":
            # Pillow inverts every such file as Photoshop's are; PDF has Decode for that.
            found = 255 - found
    found = found.reshape(*found.shape[:2], -1)
    if found.shape[2] < size:
        raise ValueError("fewer components than the colour space")
    return found[:, :, :size]


def _encoded_image(image: Any) -> bytes:
    """The image file inside: all filters but the last one decoded."""
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


def _unpack_rows(data: bytes, bits: int, shape: tuple[int, int, int]) -> tuple[ByteRows, int]:
    height, width, size = shape
    row = (width * size * bits + 7) // 8
    if bits == 8:
        flat = np.frombuffer(data[: row * height].ljust(row * height, b"\0"), dtype=np.uint8)
        return flat.reshape(shape), 255
    if bits == 16:
        # The upper byte is all that a plate of 8 bits can hold.
        flat = np.frombuffer(data[: row * height].ljust(row * height, b"\0"), dtype=np.uint8)
        return flat[::2].reshape(shape), 255
    padded = row * 8 // bits
    each = unpack_samples(data, bits, padded * height).astype(np.uint8)
    return each.reshape(height, padded)[:, : width * size].reshape(shape), 2**bits - 1


def _colour_key_mask(raw: ByteRows, key: Sequence[float]) -> ByteRows:
    low, high = np.array(key[::2]), np.array(key[1::2])
    masked = ((raw >= low) & (raw <= high)).all(axis=2, keepdims=True)
    return np.where(masked, 0, 255).astype(np.uint8)


def _apply_decode(
    raw: ByteRows, most: int, decode: tuple[float, ...] | None, space: ColourSpace
) -> ByteRows:
    """Samples as fractions of their components' ranges, 255 the whole; indices stay indices."""
    if isinstance(space, IndexedSpace):
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
        planes.append(_to_levels(np.clip(shares, 0, 1)))
    if most == 255 and all((plane == np.arange(256)).all() for plane in planes):
        return raw
    found: ByteRows = np.stack([plane[raw[:, :, i]] for i, plane in enumerate(planes)], axis=2)
    return found


def _downsample(pixels: ByteRows, factor: int) -> ByteRows:
    """Means over squares of ``factor`` pixels a side."""
    if factor == 1:
        return pixels
    planes = [
        np.asarray(Image.fromarray(np.ascontiguousarray(pixels[:, :, index])).reduce(factor))
        for index in range(pixels.shape[2])
    ]
    return np.stack(planes, axis=2)
