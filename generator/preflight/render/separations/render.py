"""Separations: how much of each ink a press lays where, as pictures.

pdfium cannot separate, so each ink's page is written anew in grey
(``preflight.render.separations.rewrite``) and drawn by it. Shares are those of the file: no dot
gain, no screening.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence

import numpy as np
import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image

from generator.preflight.pdf.inks import PROCESS_INKS
from generator.preflight.pdf.model import Box, Boxes, Plate
from generator.preflight.pdf.operators import Instruction
from generator.preflight.render.pages import open_page, render, usable_dpi
from generator.preflight.render.separations.ink_shares import SeparationContext
from generator.preflight.render.separations.rewrite import Separation, grey_group

#: A sheet of A0 at 48 dpi has 3.6 million, of 14 MB a plate.
MAX_PLATE_PIXELS = 4_000_000
#: pdfium moves the edges of rectangles to whole pixels, so it draws as many times finer than is
#: asked for as this many pixels allow.
_MAX_SUPERSAMPLED_PIXELS = 6_000_000
_MIN_SUPERSAMPLING, _MAX_SUPERSAMPLING = 2, 4


def render_plates(
    data: bytes,
    steps: Sequence[Instruction],
    index: int,
    boxes: Boxes,
    unit: float,
    dpi: float,
    box: Box,
) -> Mapping[str, Plate]:
    """The separations of a page by the names of the inks, those only that it uses.

    Args:
        steps: The page's content.
        index: Of the page, zero-based.
        unit: Its UserUnit.
        box: What to draw, in pt.
    """
    dpi = usable_dpi(dpi, box, MAX_PLATE_PIXELS)
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        media = Array([side / unit for side in boxes.media])
        inks = _separate(pdf, steps, index, media, _max_image_pixels(boxes, dpi))
        if not inks:
            return {}
        written = io.BytesIO()
        pdf.save(written, compress_streams=False, encryption=False, fix_metadata_version=False)
    drawn = pypdfium2.PdfDocument(written.getvalue())
    try:
        return {
            ink: _render_plate(drawn, number, boxes, unit, dpi, box)
            for number, ink in enumerate(inks)
        }
    finally:
        drawn.close()


def _max_image_pixels(boxes: Boxes, dpi: float) -> int:
    """Twice as many as the page has: an image larger than the page is cut by it."""
    left, low, right, high = boxes.media
    return max(int(2 * (right - left) * (high - low) * dpi * dpi / 72 / 72), 10_000)


def _separate(
    pdf: pikepdf.Pdf, steps: Sequence[Instruction], index: int, media: Array, image_pixels: int
) -> list[str]:
    """Leaves in ``pdf`` a page for each ink of one page; gives the inks' names in that order."""
    page = pdf.pages[index]
    context = SeparationContext(pdf, image_pixels)
    context.register(page, steps)
    made: dict[str, Dictionary] = {}

    def separate(ink: str) -> None:
        separation = Separation(context, ink)
        content, resources = separation.page(page)
        if separation.shares.has_ink:
            made[ink] = _page(page, media, content, resources)

    for ink in PROCESS_INKS:
        separate(ink)
    # Which others there are has been found on the way.
    for ink in list(context.spots):
        separate(ink)
    _reduce_to(pdf, made)
    return list(made)


def _page(
    page: pikepdf.Page, media: Array, content: pikepdf.Object, resources: Dictionary
) -> Dictionary:
    made = Dictionary(Type=Name.Page, MediaBox=media, Contents=content, Resources=resources)
    group = page.obj.get("/Group")
    if isinstance(group, Dictionary):
        made.Group = grey_group(group)
    return made


def _reduce_to(pdf: pikepdf.Pdf, made: Mapping[str, Dictionary]) -> None:
    # Which layers are shown is the one thing of the catalogue that changes what is drawn.
    for key in list(pdf.Root.keys()):
        if key not in ("/Type", "/OCProperties"):
            del pdf.Root[key]
    tree = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=len(made)))
    for page in made.values():
        page.Parent = tree
    tree.Kids = Array([pdf.make_indirect(page) for page in made.values()])
    pdf.Root.Pages = tree


def _render_plate(
    drawn: pypdfium2.PdfDocument, number: int, boxes: Boxes, unit: float, dpi: float, box: Box
) -> Plate:
    pixels = max(int((box[2] - box[0]) * (box[3] - box[1]) * (dpi / 72) ** 2), 1)
    supersampling = min(
        max(math.isqrt(_MAX_SUPERSAMPLED_PIXELS // pixels), _MIN_SUPERSAMPLING), _MAX_SUPERSAMPLING
    )
    with open_page(drawn, number, boxes, unit) as page:
        drawing = render(page, boxes, unit, dpi * supersampling, box, in_grey=True)
    white = Image.fromarray(drawing).reduce(supersampling)
    plate: Plate = np.float32(1) - np.asarray(white, dtype=np.float32) / np.float32(255)
    return plate
