"""Hue of colours as people see it: of sRGB, and of ink on coated paper through the ICC profile.

Oklab's hue is used because that of CIELAB bends between blue and violet: of two blues with one
CIELAB hue the greyer one looks violet, which is the very fault that is looked for.
Source: Ottosson, "A perceptual color space for image processing" (2020).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms
from support.shipped import ASSETS

Rows = NDArray[np.float64]

#: Linear sRGB from XYZ of D65, the cone responses of Oklab from XYZ of D65, and Lab from those.
_XYZ_OF_SRGB = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_CONES_OF_XYZ = np.array(
    [
        [0.8189330101, 0.3618667424, -0.1288597137],
        [0.0329845436, 0.9293118715, 0.0361456387],
        [0.0482003018, 0.2643662691, 0.6338517070],
    ]
)
_LAB_OF_CONES = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
#: Bradford, from the D50 of ICC profiles to the D65 of sRGB.
_D65_OF_D50 = np.array(
    [
        [0.9555766, -0.0230393, 0.0631636],
        [-0.0282895, 1.0099416, 0.0210077],
        [0.0122982, -0.0204830, 1.3299098],
    ]
)
_D50 = np.array([0.96422, 1.0, 0.82521])


def hues_on_screen(rgb: Rows) -> Rows:
    """Hue in degrees of rows of sRGB, 0..1; it rises from green over blue to violet."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return _hues(linear @ _XYZ_OF_SRGB.T)


def hues_in_print(cmyk: Rows) -> Rows:
    """Hue in degrees of rows of ink, 0..1, on coated paper, whose white counts as white."""
    lab = _lab(cmyk)
    y = (lab[:, 0] + 16) / 116
    cubes = np.stack([y + lab[:, 1] / 500, y, y - lab[:, 2] / 200], axis=1)
    xyz = np.where(cubes**3 > 216 / 24389, cubes**3, (cubes - 16 / 116) * 108 / 841) * _D50
    return _hues(xyz @ _D65_OF_D50.T)


def _hues(xyz: Rows) -> Rows:
    lab = np.cbrt(xyz @ _CONES_OF_XYZ.T) @ _LAB_OF_CONES.T
    hues: Rows = np.degrees(np.arctan2(lab[:, 2], lab[:, 1])) % 360
    return hues


def _lab(cmyk: Rows) -> Rows:
    picture = Image.frombytes("CMYK", (len(cmyk), 1), np.uint8(np.round(cmyk * 255)).tobytes())
    transform = ImageCms.buildTransform(
        str(ASSETS.icc / "FOGRA39L-compact-v2.icc"),
        ImageCms.createProfile("LAB"),
        "CMYK",
        "LAB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.NOOPTIMIZE,
    )
    shown = ImageCms.applyTransform(picture, transform)
    assert shown is not None
    levels = np.frombuffer(shown.tobytes(), np.uint8).reshape(-1, 3)
    signed = levels[:, 1:].view(np.int8).astype(np.float64)
    return np.column_stack([levels[:, 0] * (100 / 255), signed])
