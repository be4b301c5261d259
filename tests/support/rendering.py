"""Pages as pixels: rendered with pypdfium2, compared with goldens, shown when they differ."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, ImageChops

GOLDENS = Path(__file__).parents[1] / "goldens"
FAILURES = GOLDENS / "failures"
#: A pixel differs if a channel is off by more than this: antialiasing varies with the renderer.
PIXEL_TOLERANCE = 40
#: So many of a golden's pixels may differ.
SHARE_TOLERANCE = 0.004

Pixels = npt.NDArray[np.uint8]


# Bounded: a poster at 300 dpi takes 50 MB.
@lru_cache(maxsize=12)
def render(pdf: bytes, page: int, dpi: int) -> Image.Image:
    """A page as an RGB picture."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture: Image.Image = document[page].render(scale=dpi / 72).to_pil()
    finally:
        document.close()
    return picture.convert("RGB")


def crop_mm(picture: Image.Image, dpi: int, box: tuple[float, float, float, float]) -> Image.Image:
    """The part of a rendering in ``box`` (left, top, right, bottom in mm)."""
    left, top, right, bottom = (round(side / 25.4 * dpi) for side in box)
    return picture.crop((left, top, right, bottom))


def compare(name: str, actual: Image.Image, *, update: bool) -> None:
    """Fails unless ``actual`` looks like the golden ``name``; then writes all three pictures."""
    path = GOLDENS / f"{name}.png"
    if update:
        path.parent.mkdir(exist_ok=True)
        actual.quantize(255).save(path, optimize=True)
        return
    assert path.exists(), f"no golden {path.name}; look at the page, then run --update-goldens"
    expected = Image.open(path).convert("RGB")
    share = difference(actual, expected)
    if share > SHARE_TOLERANCE:
        _show(name, actual, expected)
    assert share <= SHARE_TOLERANCE, (
        f"{name}: {share:.1%} of the pixels differ; see {FAILURES.name}/{name}.png "
        "(actual, expected, difference)"
    )


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ; 1 if the sizes do."""
    if one.size != other.size:
        return 1.0
    a, b = (np.asarray(p.convert("RGB"), dtype=np.int16) for p in (one, other))
    return float((np.abs(a - b).max(axis=2) > PIXEL_TOLERANCE).mean())


def _show(name: str, actual: Image.Image, expected: Image.Image) -> None:
    FAILURES.mkdir(parents=True, exist_ok=True)
    width, height = actual.size
    sheet = Image.new("RGB", (3 * width, max(height, expected.height)), "white")
    sheet.paste(actual, (0, 0))
    sheet.paste(expected, (width, 0))
    if actual.size == expected.size:
        sheet.paste(ImageChops.difference(actual, expected), (2 * width, 0))
    sheet.save(FAILURES / f"{name}.png")
