"""Glyphs of a PDF page that a reader sees: painted, and not in the colour of what is behind them.

A scan's text of an earlier recognition lies unpainted under its picture; there it stands for what
is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from generator.content.sources.pdf_glyphs import Glyph, PageGlyphs, turned

#: Of 255: letters whose surroundings differ by less have the colour of their background.
_SEEN_DIFFERENCE: Final = 12
#: In pt: a page is rendered at most so large.
_MAX_SIDE: Final = 3_000


@dataclass(frozen=True, slots=True)
class VisibleGlyphs:
    """Glyphs of a page that are seen.

    Attributes:
        is_recognised: Whether unpainted text under a picture is among the glyphs.
        hidden: How many characters nobody sees.
    """

    glyphs: tuple[Glyph, ...]
    is_recognised: bool
    hidden: int


def visible_glyphs(found: PageGlyphs, page: pypdfium2.PdfPage, *, is_scan: bool) -> VisibleGlyphs:
    """The glyphs of an open page without those that nobody sees.

    Args:
        is_scan: Whether a picture covers the page, under which text may lie.
    """
    unpainted = {number for number, run in enumerate(found.runs) if not run.is_painted}
    pale = {number for number, run in enumerate(found.runs) if run.is_pale} - unpainted
    has_unpainted = any(glyph.run in unpainted for glyph in found.glyphs)
    hidden = set() if is_scan else unpainted
    if pale:
        hidden |= _unseen_runs(found, page, pale)
    if not hidden:
        return VisibleGlyphs(found.glyphs, is_scan and has_unpainted, 0)
    glyphs = tuple(glyph for glyph in found.glyphs if glyph.run not in hidden)
    lost = sum(glyph.run in hidden and not glyph.text.isspace() for glyph in found.glyphs)
    return VisibleGlyphs(glyphs, is_scan and has_unpainted, lost)


def _unseen_runs(found: PageGlyphs, page: pypdfium2.PdfPage, pale: set[int]) -> set[int]:
    """The pale runs of which no letter differs from its background."""
    if max(page.get_size()) > _MAX_SIDE:
        return set()
    picture = _grey(page)
    seen = {
        glyph.run
        for glyph in found.glyphs
        if glyph.run in pale
        and not glyph.text.isspace()
        and _differs(picture, glyph, found.runs[glyph.run].angle)
    }
    return pale - seen


def _grey(page: pypdfium2.PdfPage) -> NDArray[np.uint8]:
    """The page as it is shown, a pixel a pt."""
    picture: NDArray[np.uint8] = page.render(scale=1, grayscale=True).to_numpy()
    return picture.reshape(picture.shape[0], picture.shape[1])


def _differs(picture: NDArray[np.uint8], glyph: Glyph, angle: int) -> bool:
    size = glyph.size
    corners: Sequence[tuple[float, float]] = [
        turned(x, y, -angle)
        for x in (glyph.left, max(glyph.right, glyph.left + size / 4))
        for y in (glyph.baseline - 0.8 * size, glyph.baseline + 0.2 * size)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    part = picture[
        max(0, int(min(ys))) : max(0, int(max(ys)) + 1),
        max(0, int(min(xs))) : max(0, int(max(xs)) + 1),
    ]
    return part.size > 0 and int(part.max()) - int(part.min()) >= _SEEN_DIFFERENCE
