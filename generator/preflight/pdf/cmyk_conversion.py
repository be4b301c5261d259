"""Conversion between sRGB and CMYK by the ICC profile of a printing condition."""

from __future__ import annotations

import io
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

ByteRows = NDArray[np.uint8]

#: Cached conversions, with their transforms: those of the printing conditions at hand.
_CACHED = 4


class _UnserializedProfile(ImageCms.ImageCmsProfile):
    """A profile that Pillow does not serialize into each picture, which takes a millisecond."""

    def tobytes(self) -> bytes:
        return b""


class CmykConversion:
    """Conversion of rows of colours, one byte a component, 255 the full ink or light."""

    def __init__(self, icc: bytes) -> None:
        self._icc = icc

    def to_srgb(self, inks: ByteRows) -> ByteRows:
        """Rows of CMYK as sRGB when printed."""
        return _convert(inks, "CMYK", self._to_srgb, 3)

    def to_cmyk(self, colours: ByteRows) -> ByteRows:
        """Rows of sRGB as CMYK."""
        return _convert(colours, "RGB", self._to_cmyk, 4)

    @cached_property
    def _to_srgb(self) -> ImageCms.ImageCmsTransform:
        # Few colours are converted: a lookup table of all would take longer and be less exact.
        flags = ImageCms.Flags.NOOPTIMIZE
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        return ImageCms.buildTransform(self._press(), _screen(), "CMYK", "RGB", intent, flags)

    @cached_property
    def _to_cmyk(self) -> ImageCms.ImageCmsTransform:
        # sRGB black becomes the darkest printable colour.
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        return ImageCms.buildTransform(_screen(), self._press(), "RGB", "CMYK", intent, flags)

    def _press(self) -> _UnserializedProfile:
        return _UnserializedProfile(io.BytesIO(self._icc))


@lru_cache(maxsize=_CACHED)
def cmyk_conversion(icc: bytes) -> CmykConversion:
    """The conversion by an ICC profile, given by its bytes."""
    return CmykConversion(icc)


def _screen() -> _UnserializedProfile:
    return _UnserializedProfile(ImageCms.createProfile("sRGB"))


def _convert(
    rows: ByteRows, mode: str, transform: ImageCms.ImageCmsTransform, size: int
) -> ByteRows:
    if not len(rows):
        return np.zeros((0, size), dtype=np.uint8)
    picture = Image.frombytes(mode, (len(rows), 1), np.ascontiguousarray(rows).tobytes())
    changed = ImageCms.applyTransform(picture, transform)
    if changed is None:
        raise ValueError("no picture came back")
    found: ByteRows = np.asarray(changed)[0]
    return found
