"""A file's text alone, black on white: the pixels that the ink of its letters should cover.

A copy of the file is rendered whose content shows text and nothing else: no fills, lines, images,
clips, colours or transparency. As the renderer and the place are the same, each pixel is the
coverage by letters that the page's own pixel should have. The comparison is in
``preflight.text.glyph_coverage``.
"""

from __future__ import annotations

import io
from typing import Any, Final

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from pikepdf import Array, Name, Operator

from generator.preflight.pdf.geometry import clip_box
from generator.preflight.pdf.model import Box, Document, Page
from generator.preflight.pdf.page_copies import copy_pages
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.render.pages import open_page, render, usable_dpi
from generator.reading.pdf.objects import FAULTS, entry, name
from generator.reading.pdf.operators import Instruction, parse_content

#: Operators that position and show text, or call a form that may (ISO 32000-2, annex A).
_TEXT_OPERATORS: Final = frozenset(
    ("q", "Q", "cm", "w", "Do", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td")
) | frozenset(("TD", "Tm", "T*", "Tj", "TJ", "'", '"'))
#: Text rendering modes from here on also clip; without that they are four less (table 104).
_FIRST_CLIPPING_MODE: Final = 4

#: Height x width, 0..1: the share of each pixel that letters cover.
Coverage = NDArray[np.float32]


class TextOnlyRenderer:
    """Renderer of one document's text, page by page."""

    def __init__(self, drawn: pypdfium2.PdfDocument) -> None:
        self._drawn = drawn

    def coverage(self, page: Page, dpi: float, box: Box) -> Coverage:
        """Coverage by letters of the pixels of ``box`` on ``page``, which lie as in its picture."""
        part = clip_box(box, page.boxes.media)
        usable = usable_dpi(dpi, part)
        with open_page(self._drawn, page.index, page.boxes, page.user_unit) as opened:
            # In grey, pdfium sets letters at other fractions of a pixel than in colour.
            drawn = render(opened, page.boxes, page.user_unit, usable, part)
        return np.float32(1) - drawn[:, :, 0].astype(np.float32) / np.float32(255)


@cached_per_document
def text_only(document: Document) -> TextOnlyRenderer | None:
    """Renderer of the text of ``document``; None if the file is too damaged to be rewritten."""
    output = io.BytesIO()
    try:
        with copy_pages(document.drawable, range(len(document.pages))) as pdf:
            _strip_to_text(pdf)
            pdf.save(output, fix_metadata_version=False)
        drawn = pypdfium2.PdfDocument(output.getvalue())
    except (*FAULTS, pypdfium2.PdfiumError):
        return None
    return TextOnlyRenderer(drawn) if len(drawn) == len(document.pages) else None


def _strip_to_text(pdf: pikepdf.Pdf) -> None:
    """Removes all content but text."""
    for page in pdf.pages:
        page.obj.Contents = pdf.make_stream(_text_operators_of(page))
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        match name(entry(thing, "/Subtype")):
            case "Form":
                thing.write(_text_operators_of(thing))
            case "Image":
                _replace_with_empty_form(thing)


def _replace_with_empty_form(image: pikepdf.Stream) -> None:
    """Turns an image into an empty form, so that painting it paints nothing."""
    for key in set(image.keys()) - {"/Type", "/Length"}:
        del image[key]
    image.Subtype = Name.Form
    image.BBox = Array([0, 0, 0, 0])
    image.write(b"")


def _text_operators_of(stream: Any) -> bytes:
    instructions = (one for one in parse_content(stream) if one[0] in _TEXT_OPERATORS)
    return pikepdf.unparse_content_stream(list(map(_without_clipping, instructions)))


def _without_clipping(instruction: Instruction) -> tuple[list[Any], Operator]:
    operator, operands = instruction[0], list(instruction[1])
    if operator == "Tr" and operands and int(operands[-1]) >= _FIRST_CLIPPING_MODE:
        operands = [int(operands[-1]) - _FIRST_CLIPPING_MODE]
    return operands, Operator(operator)
