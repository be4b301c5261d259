"""Opens a finished PDF for its preflight: pages, boxes, fonts, each read when first asked for.

All coordinates and boxes of a page are in pt: a UserUnit is counted in. Rotate is only told.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cached_property
from types import TracebackType
from typing import Any, TypeVar

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray

from generator.core.errors import InputOutputError, Place, Problem
from generator.core.messages import msg
from generator.preflight.pdf.call_graph import find_runaway_content, without_runaway_content
from generator.preflight.pdf.colour_spaces import ColourSpaces
from generator.preflight.pdf.font_encoding import FontReader, read_font
from generator.preflight.pdf.geometry import clip_box
from generator.preflight.pdf.interpreter import InterpretedContent, interpret_content
from generator.preflight.pdf.model import (
    Box,
    Boxes,
    Character,
    Font,
    GreyPicture,
    Mark,
    Picture,
    Plate,
)
from generator.preflight.pdf.objects import (
    FAULTS,
    entry,
    has_entries,
    identity,
    inherited,
    number,
    numbers,
)
from generator.preflight.pdf.operators import Instruction, parse_content
from generator.preflight.render.pages import (
    Memory,
    PackedCharacters,
    ScanResistantCache,
    array_bytes,
    extract_characters,
    open_page,
    render,
    usable_dpi,
)
from generator.preflight.render.separations.render import render_plates
from generator.reading.file_kinds import ASK_AGAIN, describe_non_pdf

#: A page that has no MediaBox is taken for a US Letter one, as viewers do.
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)

#: Pages that several checks look at one after the other are read once.
PAGES_AT_HAND = 8
#: So that of a book most is read once and all stays under 300 MB.
_MOST_BYTES_OF_MARKS = 80_000_000
_MOST_BYTES_OF_CHARACTERS = 60_000_000
#: About what a mark takes, and each character of its text.
_BYTES_PER_MARK, _BYTES_PER_LETTER = 1_000, 20

Value = TypeVar("Value")


def open_document(data: bytes, source: str) -> OpenDocument:
    """A PDF's bytes as a document; close it, or use it in a ``with`` statement.

    Args:
        source: What messages call the file.

    Raises:
        InputOutputError: if it is no PDF, is broken beyond repair, or asks for a password.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        if not len(pdf.pages):
            raise pikepdf.PdfError("no pages")
        drawable = without_runaway_content(data) if find_runaway_content(pdf) else data
        drawn = _drawable(pdf, drawable)
    except pikepdf.PasswordError as error:
        raise InputOutputError(
            Problem(
                "pdf-needs-password",
                msg("the file opens only with a password"),
                hint=msg("save a copy of it without a password, and check that"),
                place=Place(file=source),
            )
        ) from error
    except (*FAULTS, pypdfium2.PdfiumError) as error:
        message, hint = describe_non_pdf(data)
        problem = Problem("not-a-pdf", message, hint, Place(file=source))
        raise InputOutputError(problem) from error
    return OpenDocument(pdf, drawn, data, drawable, source)


def _drawable(pdf: pikepdf.Pdf, data: bytes) -> pypdfium2.PdfDocument:
    """The file as pdfium has it: as it is or, if pdfium cannot mend it, as qpdf mended it."""
    try:
        drawn = pypdfium2.PdfDocument(data)
        if len(drawn) == len(pdf.pages):
            return drawn
        drawn.close()
    except pypdfium2.PdfiumError:
        pass
    mended = io.BytesIO()
    pdf.save(mended, encryption=False, fix_metadata_version=False)
    return pypdfium2.PdfDocument(mended.getvalue())


class OpenDocument:
    """A :class:`generator.preflight.pdf.model.Document` that reads and renders when asked."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        drawn: pypdfium2.PdfDocument,
        data: bytes,
        drawable: bytes,
        source: str,
    ) -> None:
        self.pdf: Any = pdf
        self.data = data
        #: ``data``, but for content that never ends.
        self.drawable = drawable
        self.source = source
        self.drawn = drawn
        self.spaces = ColourSpaces()
        self.font_book = FontBook()
        self.memory = Memory()
        self.steps = Memory(PAGES_AT_HAND)
        self.readings = ScanResistantCache(_MOST_BYTES_OF_MARKS, PAGES_AT_HAND)
        self.packed_characters = ScanResistantCache(_MOST_BYTES_OF_CHARACTERS, PAGES_AT_HAND)
        self.characters = Memory(PAGES_AT_HAND)

    def __enter__(self) -> OpenDocument:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the file and its pictures go; what was not read cannot be read any more."""
        self.memory.forget()
        self.drawn.close()
        self.pdf.close()

    @cached_property
    def pages(self) -> tuple[OpenPage, ...]:
        """The pages in order."""
        return tuple(OpenPage(self, index, page) for index, page in enumerate(self.pdf.pages))

    @property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts in use, in order of first use; reads every page."""
        return self._fonts

    @cached_property
    def _fonts(self) -> tuple[Font, ...]:
        for page in self.pages:
            _ = page.marks
        return self.font_book.fonts


class FontBook:
    """The fonts of a document, numbered as text is found to be shown with them."""

    def __init__(self) -> None:
        self._found: dict[object, FontReader | None] = {}
        self._numbers: dict[FontReader, int] = {}

    @property
    def fonts(self) -> tuple[Font, ...]:
        """Those used so far."""
        return tuple(reader.font for reader in self._numbers)

    def find(self, source: Any) -> FontReader | None:
        """The reader of a font's dictionary; None if it is none."""
        if not has_entries(source):
            return None
        key = identity(source)
        if key not in self._found:
            self._found[key] = read_font(source)
        return self._found[key]

    def number(self, reader: FontReader) -> int:
        """The font's number, which it gets when it is first asked for."""
        return self._numbers.setdefault(reader, len(self._numbers))


class OpenPage:
    """A :class:`generator.preflight.pdf.model.Page`; rendering is remembered a while."""

    def __init__(self, document: OpenDocument, index: int, page: pikepdf.Page) -> None:
        self.document = document
        self._page = page
        self.index = index
        unit = number(entry(page.obj, "/UserUnit"))
        self.user_unit = unit if unit and unit > 0 else 1.0
        rotate = number(inherited(page.obj, "/Rotate")) or 0
        self.rotate = int(rotate) % 360
        self.boxes = self._read_boxes()

    def _read_boxes(self) -> Boxes:
        def box(key: str, holder: Any) -> Box | None:
            sides = numbers(holder, 4)
            if sides is None:
                return None
            x0, y0, x1, y1 = (side * self.user_unit for side in sides)
            return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

        own = self._page.obj
        media = box("/MediaBox", inherited(own, "/MediaBox"))
        if media is None or media[0] == media[2] or media[1] == media[3]:
            media = _LETTER
        return Boxes(
            media=media,
            crop=box("/CropBox", inherited(own, "/CropBox")),
            bleed=box("/BleedBox", entry(own, "/BleedBox")),
            trim=box("/TrimBox", entry(own, "/TrimBox")),
            art=box("/ArtBox", entry(own, "/ArtBox")),
        )

    @property
    def _steps(self) -> list[Instruction]:
        steps = self.document.steps
        return steps.get(self.index, lambda: parse_content(self._page), lambda _: 1)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything painted, in painting order."""
        return self._reading.marks

    @property
    def is_whole(self) -> bool:
        """Whether the marks are all that the page has: there are limits to what is gone through."""
        return self._reading.is_whole

    @property
    def _reading(self) -> InterpretedContent:
        return self.document.readings.get(self.index, self._read, _bytes_of_marks)

    def _read(self) -> InterpretedContent:
        unit = self.user_unit
        return interpret_content(
            self._page,
            self._steps,
            self.index,
            (unit, 0.0, 0.0, unit, 0.0, 0.0),
            self.boxes.media,
            spaces=self.document.spaces,
            fonts=self.document.font_book,
        )

    @property
    def characters(self) -> tuple[Character, ...]:
        """The page's text as pdfium extracts it, in its order.

        Raises:
            InputOutputError: if the page is so damaged that pdfium can make nothing of it.
        """
        document = self.document
        return document.characters.get(self.index, self._read_characters, lambda _: 1)

    def _read_characters(self) -> tuple[Character, ...]:
        read: list[tuple[Character, ...]] = []

        def packed() -> PackedCharacters:
            read.append(self._with_page(lambda page: extract_characters(page, self.user_unit)))
            return PackedCharacters.of(read[0])

        found = self.document.packed_characters.get(
            self.index, packed, lambda packed: array_bytes(packed.boxes)
        )
        return read[0] if read else found.unpacked()

    def picture(self, dpi: float, box: Box | None = None) -> Picture:
        """The page in sRGB, or the part of it in ``box``; by default the MediaBox. Rows go down.

        The first pixel begins at the corner of ``box``, each is 72/``dpi`` pt wide. A picture has
        at most 12 million pixels, so of a large page take the scale from its shape
        (``rasters.usable_dpi``). What of ``box`` is outside of the MediaBox is left out.

        Raises:
            InputOutputError: if the page is so damaged that pdfium can make nothing of it.
        """
        return self._drawn(dpi, box, in_grey=False)

    def grey_picture(self, dpi: float, box: Box | None = None) -> GreyPicture:
        """The same in grey, sooner: for looking a page through.

        Raises:
            InputOutputError: as :meth:`picture` does.
        """
        return self._drawn(dpi, box, in_grey=True)

    def _drawn(self, dpi: float, box: Box | None, *, in_grey: bool) -> NDArray[np.uint8]:
        part = self._part(box)
        usable = usable_dpi(dpi, part)

        def drawn() -> NDArray[np.uint8]:
            return self._with_page(
                lambda page: render(page, self.boxes, self.user_unit, usable, part, in_grey=in_grey)
            )

        key = ("picture", in_grey, self.index, usable, part)
        return self.document.memory.get(key, drawn, array_bytes)

    def plates(self, dpi: float, box: Box | None = None) -> Mapping[str, Plate]:
        """The page's separations by ink name, overprint counted; by default the MediaBox.

        Only inks that the page uses are there. Pixels lie as in :meth:`picture`; there are at
        most 4 million.
        """
        part = self._part(box)
        return self.document.memory.get(
            ("plates", self.index, dpi, part),
            lambda: render_plates(
                self.document.drawable,
                self._steps,
                self.index,
                self.boxes,
                self.user_unit,
                dpi,
                part,
            ),
            lambda plates: sum(map(array_bytes, plates.values())),
        )

    def _with_page(self, act: Callable[[pypdfium2.PdfPage], Value]) -> Value:
        document = self.document
        try:
            with open_page(document.drawn, self.index, self.boxes, self.user_unit) as page:
                return act(page)
        except pypdfium2.PdfiumError as error:
            raise InputOutputError(
                Problem(
                    "not-a-pdf",
                    msg("page {page} is so damaged that it cannot be drawn", page=self.index + 1),
                    hint=ASK_AGAIN,
                    place=Place(file=document.source),
                )
            ) from error

    def _part(self, box: Box | None) -> Box:
        return self.boxes.media if box is None else clip_box(box, self.boxes.media)


def _bytes_of_marks(reading: InterpretedContent) -> int:
    letters = sum(len(mark.text.codes) for mark in reading.marks if mark.text is not None)
    return _BYTES_PER_MARK * len(reading.marks) + _BYTES_PER_LETTER * letters
