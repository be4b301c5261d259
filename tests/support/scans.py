"""Pictures of papers as a scanner makes them: drawn, then turned, stamped, dusted, compressed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from support.shipped import ASSETS
from support.tools import go_without

from generator.content.sources.recognition import has_recognition

DPI = 200
#: A4.
SIZE = (1654, 2339)
_LEFT, _TOP, _PITCH = 220, 220, 62
_FONT = ASSETS.fonts / "BeVietnamPro_400Regular.ttf"


def need_recognition() -> None:
    """The test needs the extra: it is skipped without, but never in CI."""
    if not has_recognition():
        go_without("the extra anpham[ocr] is not installed")


def drawn(lines: Sequence[str], *, points: float = 13, left: int = _LEFT) -> Image.Image:
    """A page with these lines, one below the other."""
    page = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(_FONT), round(points * DPI / 72))
    for number, line in enumerate(lines):
        pen.text((left, _TOP + number * _PITCH), line, fill=(25, 25, 25), font=font)
    return page


def stamped(page: Image.Image, x: int, y: int, radius: int = 150) -> Image.Image:
    """The page with a round red stamp on it."""
    layer = Image.new("RGBA", page.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    red = (200, 30, 40, 190)
    for part, width in ((1.0, 9), (0.7, 5)):
        r = round(radius * part)
        pen.ellipse((x - r, y - r, x + r, y + r), outline=red, width=width)
    pen.line((x - radius // 2, y, x + radius // 2, y), fill=red, width=12)
    return Image.alpha_composite(page.convert("RGBA"), layer).convert("RGB")


def scanned(page: Image.Image, *, turned: float = 0.0, seed: int = 1) -> Image.Image:
    """The page as a scanner sees it: turned counterclockwise by degrees, soft, grey, with dust."""
    rng = np.random.default_rng(seed)
    soft = page.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor="white")
    soft = soft.filter(ImageFilter.GaussianBlur(0.5))
    pixels = np.asarray(soft).astype(np.float32) * 0.93
    pixels += rng.normal(0, 5, pixels.shape)
    for y, x in rng.integers(0, min(page.size) - 2, (60, 2)):
        pixels[y : y + 2, x : x + 2] = 40
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def jpeg(page: Image.Image, *, dpi: int | None = DPI) -> bytes:
    """The page as a JPEG file, which says its resolution unless that is None."""
    out = BytesIO()
    page.save(out, "JPEG", quality=70, **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()


def pdf(pages: Sequence[Image.Image]) -> bytes:
    """A PDF of pictures."""
    out = BytesIO()
    first, *rest = pages
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=DPI)
    return out.getvalue()
