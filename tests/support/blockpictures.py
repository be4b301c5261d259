"""Pictures of single blocks: what the operators of ``draw`` look like, for the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL.Image import Image

from generator.core.colour import Colour
from generator.draw.colour_spaces import AxialShading
from generator.draw.document import PdfDocument, static_block
from generator.draw.metadata import Metadata
from generator.draw.objects import PdfObject
from generator.draw.operators import group, translate
from generator.draw.svg.drawing import SvgDrawing

RED = Colour("red", (1, 0, 0), (0, 1, 1, 0))
GREEN = Colour("green", (0, 1, 0), (1, 0, 1, 0))
BLUE = Colour("blue", (0, 0, 1), (1, 1, 0, 0))
WHITE = Colour("white", (1, 1, 1), (0, 0, 0, 0))
ABOUT = Metadata(title="Ứng xử văn minh", author="Ủy ban nhân dân", date=dt.date(2026, 11, 24))

Pixels = NDArray[np.uint8]


def block_pdf(
    operators: str,
    width_pt: float,
    height_pt: float,
    shadings: Sequence[AxialShading] = (),
    objects: Sequence[PdfObject] = (),
) -> bytes:
    """A page of just this block."""
    document = PdfDocument(ABOUT)
    document.begin_page(width_pt, height_pt)
    document.add_block(
        static_block(group(translate(0, height_pt), operators), shadings, images=objects)
    )
    document.end_page()
    return document.to_bytes()


def page_image(pdf: bytes, dpi: float = 72) -> Image:
    """The first page; at 72 dpi a pixel is a point."""
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    return image


def drawing_pixels(
    drawing: SvgDrawing,
    width_pt: float,
    height_pt: float,
    paints: Mapping[str, Colour],
    *,
    dpi: float = 72,
) -> Pixels:
    """Picture of a drawing in a block of this size, as :func:`block_pixels`."""
    painted = drawing.painted(width_pt, height_pt, paints)
    pdf = block_pdf(painted.operators, width_pt, height_pt, objects=painted.objects)
    return np.asarray(page_image(pdf, dpi))


def block_pixels(
    operators: str,
    width_pt: float,
    height_pt: float,
    *,
    dpi: float = 72,
    shadings: Sequence[AxialShading] = (),
) -> Pixels:
    """Picture of a block on white: rows from the top, each pixel RGB."""
    return np.asarray(page_image(block_pdf(operators, width_pt, height_pt, shadings), dpi))
