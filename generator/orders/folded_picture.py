"""Pictures of a folded piece as it lies on a table: closed, and opened a little.

Drawn from the rendered pages. The last panel outside is the cover. Behind it lies, of a half fold,
the right page inside; of a letter fold, the panel that is folded in.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.core.units import MM_PER_INCH, PT_PER_INCH
from generator.job import Piece

if TYPE_CHECKING:
    from PIL.Image import Image

#: As fine as a screen; the pages' own pictures are for reading.
_DPI: Final = 110
_AROUND_MM: Final = 14.0
_TABLE: Final = (226, 231, 237)
#: By how much the cover is opened, and how much nearer its free edge then looks.
_ANGLE: Final = math.radians(52)
_NEARER: Final = 0.07
_SHADE: Final = 0.16
_SHADOW_MM: Final = 2.2

_Point = tuple[float, float]


def is_folded(piece: Piece) -> bool:
    """True if the piece is folded in a way that :func:`folded_png` can show."""
    return bool(piece.expected.folds_mm) and _inner_panel(_panels(piece, 0)) is not None


def folded_png(piece: Piece) -> bytes:
    """A PNG of the folded ``piece``: at the left closed, at the right opened a little.

    Equal input gives equal bytes.
    """
    # Slow to import, and needed by few runs.
    from PIL import Image

    outside, inside = (_page(piece, number) for number in range(2))
    widths = _panels(piece, 0)
    inner = _inner_panel(widths)
    assert inner is not None
    page, panel = inner
    cover = _cut(outside, widths, len(widths) - 1)
    behind = _cut((outside, inside)[page], _panels(piece, page), panel)
    around = _px(_AROUND_MM)
    rise = math.ceil(_NEARER * cover.height / 2)
    picture = Image.new(
        "RGB",
        (3 * around + 2 * cover.width + rise, 2 * (around + rise) + cover.height),
        _TABLE,
    )
    top = around + rise
    _lay(picture, cover, (around, top))
    left = 2 * around + cover.width
    # The narrower panel that is folded in ends at the outer edge.
    _lay(picture, behind, (left + cover.width - behind.width, top))
    _lay_turned(picture, cover, (left, top))
    file = io.BytesIO()
    picture.save(file, format="PNG", dpi=(_DPI, _DPI))
    return file.getvalue()


def _inner_panel(widths: Sequence[float]) -> tuple[int, int] | None:
    """The page and the panel that lie behind the cover; None for another way of folding."""
    if len(widths) == 2:
        return 1, 1
    if len(widths) == 3 and widths[0] < min(widths[1:]):
        return 0, 0
    return None


def _panels(piece: Piece, page: int) -> tuple[float, ...]:
    """The widths of the panels of a page, in mm."""
    edges = (0.0, *piece.expected.folds_mm[page], piece.trim_mm[0])
    return tuple(end - start for start, end in pairwise(edges))


def _px(length_mm: float) -> int:
    return round(length_mm / MM_PER_INCH * _DPI)


def _page(piece: Piece, number: int) -> Image:
    """The page as it is trimmed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(piece.pdf)
    try:
        page = document[number]
        left, low, right, high = page.get_mediabox()
        trim = page.get_trimbox()
        crop = (trim[0] - left, trim[1] - low, right - trim[2], high - trim[3])
        rendered = page.render(scale=_DPI / PT_PER_INCH, crop=crop).to_pil()
        picture: Image = rendered.convert("RGB")
        return picture
    finally:
        document.close()


def _cut(page: Image, widths_mm: Sequence[float], panel: int) -> Image:
    start = sum(widths_mm[:panel])
    ends = (_px(start), _px(start + widths_mm[panel]))
    return page.crop((ends[0], 0, ends[1], page.height))


def _lay(picture: Image, panel: Image, at: tuple[int, int]) -> None:
    """Lay a panel flat, with its shadow on what is below."""
    left, top = at
    corners = [(left, top), (left + panel.width, top),
               (left + panel.width, top + panel.height), (left, top + panel.height)]  # fmt: skip
    _cast_shadow(picture, corners)
    picture.paste(panel, at)


def _lay_turned(picture: Image, panel: Image, at: tuple[int, int]) -> None:
    """Lay a panel that is turned about its left edge towards the reader."""
    from PIL import Image

    left, top = at
    width, height = panel.size
    across, rise = width * math.cos(_ANGLE), _NEARER * height / 2
    right = left + across
    corners = [(float(left), float(top)), (right, top - rise),
               (right, top + height + rise), (float(left), float(top + height))]  # fmt: skip
    _cast_shadow(picture, corners)
    shaded = Image.blend(panel, Image.new("RGB", panel.size), _SHADE)
    source = [(0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))]
    placed = shaded.transform(
        picture.size,
        Image.Transform.PERSPECTIVE,
        _perspective(corners, source),
        Image.Resampling.BICUBIC,
    )
    # A pixel within: beside the panel there is nothing to draw from.
    within = [(x, y + (1 if n < 2 else -1)) for n, (x, y) in enumerate(corners)]
    picture.paste(placed, mask=_mask(picture, within))


def _perspective(corners: Sequence[_Point], source: Sequence[_Point]) -> list[float]:
    """Coefficients of the perspective that takes each of ``corners`` to its point of ``source``."""
    import numpy as np

    rows, values = [], []
    for (x, y), (u, v) in zip(corners, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(one) for one in np.linalg.solve(np.array(rows), np.array(values))]


def _mask(picture: Image, corners: Sequence[_Point], *, opacity: int = 255) -> Image:
    from PIL import Image, ImageDraw

    mask = Image.new("L", picture.size)
    ImageDraw.Draw(mask).polygon(list(corners), fill=opacity)
    return mask


def _cast_shadow(picture: Image, corners: Sequence[_Point]) -> None:
    from PIL import Image, ImageFilter

    off = _px(_SHADOW_MM)
    moved = [(x + off / 2, y + off / 2) for x, y in corners]
    soft = _mask(picture, moved, opacity=110).filter(ImageFilter.GaussianBlur(off))
    picture.paste(Image.new("RGB", picture.size, (40, 48, 60)), mask=soft)
