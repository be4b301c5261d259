"""Another program's picture of a drawing (resvg's), to compare ours with."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import resvg_py
from PIL import Image
from support.blockpictures import Pixels, drawing_pixels

from generator.draw.svg.reader import parse_svg

SIDE = 320
#: Channels of 0..255 that differ by more are another colour; less is how edges are smoothed.
_APART = 48


def judged(svg: str) -> Pixels:
    """The judge's picture, in the middle of a white square of :data:`SIDE` pixels."""
    image = _rendered(svg, width=SIDE)
    if image.height > SIDE:
        image = _rendered(svg, height=SIDE)
    square = Image.new("RGB", (SIDE, SIDE), "white")
    square.paste(image, ((SIDE - image.width) // 2, (SIDE - image.height) // 2))
    return np.asarray(square)


def drawn(svg: str) -> Pixels:
    """Our picture, likewise."""
    return drawing_pixels(parse_svg(svg, "logo.svg"), SIDE, SIDE, {})


def share_apart(one: Pixels, other: Pixels) -> float:
    """The part of the pixels that have another colour."""
    return float((np.abs(one.astype(int) - other).max(axis=2) > _APART).mean())


def _rendered(svg: str, *, width: int | None = None, height: int | None = None) -> Image.Image:
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        dpi=96.0,
        background="#ffffff",
        skip_system_fonts=True,
        width=width,
        height=height,
    )
    return Image.open(BytesIO(bytes(png))).convert("RGB")
