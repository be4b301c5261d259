"""The overview of a gallery: one picture of one exhibit of each material, in justified rows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from generator.gallery.model import ExhibitPage, Gallery

if TYPE_CHECKING:
    from PIL.Image import Image

OVERVIEW_NAME: Final = "overview.png"

#: In pixels: as wide as a letter's or a web page's column on a fine screen.
WIDTH_PX: Final = 2000
_MARGIN_PX: Final = 40
_GAP_PX: Final = 28
#: Of an exhibit of many pages the first ones show its look.
_PAGES: Final = 2
#: The height that rows have before they are stretched to the width.
_ROW_PX: Final = 460
#: A row that is not full is not stretched beyond this.
_MAX_STRETCH: Final = 1.25
#: A wall of light grey: white sheets and coloured ones stand out from it alike.
_WALL: Final = (226, 233, 241)
_SHADOW: Final = (196, 206, 218)


def overview_png(gallery: Gallery) -> bytes:
    """A PNG file of the first exhibit of each material that could be made.

    Equal galleries give equal bytes.
    """
    # Slow to import, and needed by galleries alone.
    from PIL import Image

    rows = justified([one for one in _shown(gallery) if one.width_px and one.height_px])
    height = sum(row_height for row_height, _ in rows) + _GAP_PX * max(len(rows) - 1, 0)
    wall = Image.new("RGB", (WIDTH_PX, height + 2 * _MARGIN_PX), _WALL)
    top = _MARGIN_PX
    for row_height, pictures in rows:
        left = _MARGIN_PX
        for picture in pictures:
            width = round(row_height * picture.width_px / picture.height_px)
            _hang(wall, picture, (left, top), (width, row_height))
            left += width + _GAP_PX
        top += row_height + _GAP_PX
    file = io.BytesIO()
    wall.quantize(256, dither=Image.Dither.NONE).save(file, format="PNG", optimize=True)
    return file.getvalue()


def _shown(gallery: Gallery) -> Sequence[ExhibitPage]:
    """The first pages of the first exhibit of each material."""
    firsts = [next((one for one in room.exhibits if one.pictures), None) for room in gallery.rooms]
    return [picture for exhibit in firsts if exhibit for picture in exhibit.pictures[:_PAGES]]


def justified(pictures: Sequence[ExhibitPage]) -> list[tuple[int, list[ExhibitPage]]]:
    """``pictures`` in rows of one height, each as wide as the wall; the heights in pixels."""
    rows: list[tuple[int, list[ExhibitPage]]] = []
    row: list[ExhibitPage] = []
    for picture in pictures:
        row.append(picture)
        if (height := _height(row)) <= _ROW_PX:
            rows.append((height, row))
            row = []
    if row:
        rows.append((min(_height(row), round(_ROW_PX * _MAX_STRETCH)), row))
    return rows


def _height(row: Sequence[ExhibitPage]) -> int:
    """The height at which ``row`` is as wide as the wall."""
    room = WIDTH_PX - 2 * _MARGIN_PX - _GAP_PX * (len(row) - 1)
    return int(room / sum(picture.width_px / picture.height_px for picture in row))


def _hang(wall: Image, picture: ExhibitPage, at: tuple[int, int], size: tuple[int, int]) -> None:
    from PIL import Image

    x, y = at
    wall.paste(_SHADOW, (x + 3, y + 4, x + size[0] + 3, y + size[1] + 4))
    with Image.open(io.BytesIO(picture.data)) as page:
        wall.paste(page.convert("RGB").resize(size, Image.Resampling.LANCZOS), at)
