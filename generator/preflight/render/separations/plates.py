"""Separations: one picture a plate with the amount of its ink on each pixel.

pdfium cannot separate, so the page is rewritten in grey for each ink
(``preflight.render.separations.plate_writer``) and rendered. Amounts are those of the file: no dot
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

from generator.core.inks import PROCESS_INKS
from generator.core.units import PT_PER_INCH
from generator.preflight.pdf.cmyk_conversion import CmykConversion
from generator.preflight.pdf.model import Box, Boxes, Plate, Separations
from generator.preflight.pdf.page_copies import copy_pages
from generator.preflight.render.pages import open_page, render, usable_dpi
from generator.preflight.render.separations.ink_amounts import SeparationContext
from generator.preflight.render.separations.plate_writer import PlateRewriter, grey_group
from generator.reading.pdf.operators import Instruction

#: Pixels of a plate: 16 MB as floats. A sheet of A0 at 48 dpi has 3.5 million.
MAX_PLATE_PIXELS = 4_000_000
#: pdfium snaps the edges of rectangles to whole pixels, so plates are supersampled, as far as this
#: many pixels allow, within the factors below: twice for an edge to be within a quarter of a pixel,
#: at most four times, an eighth of a pixel.
_MAX_SUPERSAMPLED_PIXELS = 6_000_000
_MIN_SUPERSAMPLING, _MAX_SUPERSAMPLING = 2, 4
#: Pixels of an image for each pixel of the page; and the fewest, for images in forms and patterns
#: that are enlarged: 100 x 100.
_IMAGE_OVERSAMPLING = 2
_MIN_IMAGE_PIXELS = 10_000


def render_plates(
    source: pikepdf.Pdf,
    instructions: Sequence[Instruction],
    index: int,
    boxes: Boxes,
    unit: float,
    dpi: float,
    box: Box,
    *,
    conversion: CmykConversion,
) -> Separations:
    """Plates of a page by the names of the inks that it uses.

    Args:
        source: The file, without runaway content.
        instructions: The page's content.
        index: Of the page, zero-based.
        unit: Its UserUnit.
        box: The rendered region, in pt.
        conversion: Of colours without inks.
    """
    dpi = usable_dpi(dpi, box, MAX_PLATE_PIXELS)
    with copy_pages(source, [index]) as pdf:
        media = Array([side / unit for side in boxes.media])
        inks, undecoded = _separate(
            pdf, instructions, media, _max_image_pixels(boxes, dpi), conversion
        )
        if not inks:
            return Separations({}, undecoded)
        written = io.BytesIO()
        pdf.save(written, compress_streams=False, fix_metadata_version=False)
    drawn = pypdfium2.PdfDocument(written.getvalue())
    try:
        plates = {
            ink: _render_plate(drawn, number, boxes, unit, dpi, box)
            for number, ink in enumerate(inks)
        }
        return Separations(plates, undecoded)
    finally:
        drawn.close()


def _max_image_pixels(boxes: Boxes, dpi: float) -> int:
    """Pixels to which images are downsampled: twice the page's, as images may reach beyond it."""
    left, low, right, high = boxes.media
    return max(
        int(_IMAGE_OVERSAMPLING * (right - left) * (high - low) * dpi * dpi / PT_PER_INCH**2),
        _MIN_IMAGE_PIXELS,
    )


def _separate(
    pdf: pikepdf.Pdf,
    instructions: Sequence[Instruction],
    media: Array,
    image_pixels: int,
    conversion: CmykConversion,
) -> tuple[list[str], int]:
    """Replaces the page of ``pdf`` by its plates.

    Returns the inks' names in order, and the number of images that could not be decoded.
    """
    page = pdf.pages[0]
    context = SeparationContext(pdf, image_pixels, conversion)
    context.register(page, instructions)
    made: dict[str, Dictionary] = {}

    def separate(ink: str) -> None:
        rewriter = PlateRewriter(context, ink)
        content, resources = rewriter.page(page)
        if rewriter.amounts.has_ink:
            made[ink] = _page(page, media, content, resources)

    for ink in PROCESS_INKS:
        separate(ink)
    # The spot inks were found on the way.
    for ink in list(context.spots):
        separate(ink)
    _reduce_to(pdf, made)
    return list(made), len(context.undecoded)


def _page(
    page: pikepdf.Page, media: Array, content: pikepdf.Object, resources: Dictionary
) -> Dictionary:
    made = Dictionary(Type=Name.Page, MediaBox=media, Contents=content, Resources=resources)
    group = page.obj.get("/Group")
    if isinstance(group, Dictionary):
        made.Group = grey_group(group)
    return made


def _reduce_to(pdf: pikepdf.Pdf, made: Mapping[str, Dictionary]) -> None:
    # The visibility of layers is the one entry of the catalogue that changes the rendering.
    for key in list(pdf.Root.keys()):
        if key not in ("/Type", "/OCProperties"):
            del pdf.Root[key]
    tree = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=len(made)))
    for page in made.values():
        page.Parent = tree
    tree.Kids = Array([pdf.make_indirect(page) for page in made.values()])
    pdf.Root.Pages = tree


def _supersampling(pixels: int) -> int:
    """Factor by which each side of a plate of ``pixels`` is supersampled."""
    possible = math.isqrt(_MAX_SUPERSAMPLED_PIXELS // pixels)
    return min(max(possible, _MIN_SUPERSAMPLING), _MAX_SUPERSAMPLING)


def _render_plate(
    drawn: pypdfium2.PdfDocument, number: int, boxes: Boxes, unit: float, dpi: float, box: Box
) -> Plate:
    pixels = max(int((box[2] - box[0]) * (box[3] - box[1]) * (dpi / PT_PER_INCH) ** 2), 1)
    supersampling = _supersampling(pixels)
    with open_page(drawn, number, boxes, unit) as page:
        drawing = render(page, boxes, unit, dpi * supersampling, box, in_grey=True)
    white = Image.fromarray(drawing).reduce(supersampling)
    plate: Plate = np.float32(1) - np.asarray(white, dtype=np.float32) / np.float32(255)
    return plate
