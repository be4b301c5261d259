"""Opens a finished PDF for its preflight: pages, boxes and fonts, read on first use.

All coordinates and boxes of a page are in pt of the piece as it is made: its UserUnit is applied,
and the scale at which it was drawn (``OpenDocument.enlarge``); its Rotate is not. Content is
interpreted in ``preflight.pdf``, pages are rendered in ``preflight.render``.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray

from generator.core.cache import LruCache, ScanResistantCache
from generator.core.errors import InputOutputError, Place, Problem
from generator.core.messages import msg
from generator.preflight.pdf.cmyk_conversion import CmykConversion, cmyk_conversion
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
    Separations,
)
from generator.preflight.render.pages import (
    MAX_CACHE_BYTES,
    PackedCharacters,
    extract_characters,
    open_page,
    render,
    usable_dpi,
)
from generator.preflight.render.separations.plates import render_plates
from generator.press.output_intents import Intent, icc_profile
from generator.reading.file_kinds import ASK_AGAIN, describe_non_pdf
from generator.reading.pdf.call_graph import find_runaway_content, without_runaway_content
from generator.reading.pdf.objects import (
    FAULTS,
    entry,
    has_entries,
    identity,
    inherited,
    number,
    numbers,
)
from generator.reading.pdf.operators import Instruction, parse_content

#: A page that has no MediaBox is taken for a US Letter one, as viewers do.
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)

#: Pages whose content is cached, for checks that go through the same pages one after the other.
CACHED_PAGES = 8
#: Pinned marks and characters: most of a book is read once, and a preflight stays under 300 MB.
_MAX_MARK_BYTES = 80_000_000
_MAX_CHARACTER_BYTES = 60_000_000
#: Approximate size of a mark, and of each character of its text.
_BYTES_PER_MARK, _BYTES_PER_LETTER = 1_000, 20

Value = TypeVar("Value")


def open_document(data: bytes, source: str, *, icc: Path) -> OpenDocument:
    """A PDF's bytes as a document; close it, or use it in a ``with`` statement.

    Args:
        source: What messages call the file.
        icc: The folder of ICC profiles; CMYK is converted as of coated paper (FOGRA39).

    Raises:
        InputOutputError: if it is no PDF, is broken beyond repair, or asks for a password.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        if not len(pdf.pages):
            raise pikepdf.PdfError("no pages")
        drawable, drawn = _drawable(pdf, data)
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
    conversion = cmyk_conversion(icc_profile(Intent.FOGRA39, icc))
    return OpenDocument(pdf, drawn, data, drawable, source, conversion)


def _drawable(pdf: pikepdf.Pdf, data: bytes) -> tuple[pikepdf.Pdf, pypdfium2.PdfDocument]:
    """The file without runaway content, for renderers; ``pdf`` itself, if it has none."""
    if not find_runaway_content(pdf):
        return pdf, _drawn(pdf, data)
    harmless = without_runaway_content(data)
    drawable = pikepdf.open(io.BytesIO(harmless), suppress_warnings=True)
    return drawable, _drawn(drawable, harmless)


def _drawn(pdf: pikepdf.Pdf, data: bytes) -> pypdfium2.PdfDocument:
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
        drawable: pikepdf.Pdf,
        source: str,
        conversion: CmykConversion,
    ) -> None:
        self.pdf: Any = pdf
        self.data = data
        self.drawable: Any = drawable
        self.source = source
        self.drawn = drawn
        self.scale = 1
        self.spaces = ColourSpaces(conversion)
        self.font_registry = DocumentFonts()
        #: Pictures and plates.
        self.renderings: LruCache[Any] = LruCache(MAX_CACHE_BYTES, _rendering_bytes)
        self.instructions: LruCache[list[Instruction]] = LruCache(CACHED_PAGES)
        self.contents = ScanResistantCache(_MAX_MARK_BYTES, _mark_bytes, CACHED_PAGES)
        self.packed_characters = ScanResistantCache(
            _MAX_CHARACTER_BYTES, _character_bytes, CACHED_PAGES
        )
        self.characters: LruCache[tuple[Character, ...]] = LruCache(CACHED_PAGES)

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
        """Closes the file and evicts its pictures; nothing more can be read."""
        self.renderings.clear()
        self.drawn.close()
        self.drawable.close()
        self.pdf.close()

    def enlarge(self, scale: int) -> None:
        """Measure the pages so many times as large; to be called before one is read."""
        assert "pages" not in self.__dict__
        self.scale = scale

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
        return self.font_registry.fonts


class DocumentFonts:
    """Registry of a document's fonts, numbered by first use."""

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
        """The font's number, assigned on the first call."""
        return self._numbers.setdefault(reader, len(self._numbers))


class OpenPage:
    """A :class:`generator.preflight.pdf.model.Page`; renderings are cached."""

    def __init__(self, document: OpenDocument, index: int, page: pikepdf.Page) -> None:
        self.document = document
        self._page = page
        self.index = index
        unit = number(entry(page.obj, "/UserUnit"))
        self.user_unit = (unit if unit and unit > 0 else 1.0) * document.scale
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
    def _instructions(self) -> list[Instruction]:
        cache = self.document.instructions
        return cache.get_or_compute(self.index, lambda: parse_content(self._page))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything painted, in painting order."""
        return self._content.marks

    @property
    def is_whole(self) -> bool:
        """False if the interpreter stopped at a limit, so that marks are missing."""
        return self._content.is_whole

    @property
    def _content(self) -> InterpretedContent:
        return self.document.contents.get_or_compute(self.index, self._interpret)

    def _interpret(self) -> InterpretedContent:
        unit = self.user_unit
        return interpret_content(
            self._page,
            self._instructions,
            self.index,
            (unit, 0.0, 0.0, unit, 0.0, 0.0),
            self.boxes.media,
            spaces=self.document.spaces,
            fonts=self.document.font_registry,
        )

    @property
    def characters(self) -> tuple[Character, ...]:
        """The page's text as pdfium extracts it, in its order.

        Raises:
            InputOutputError: if the page is so damaged that pdfium can make nothing of it.
        """
        cache = self.document.characters
        return cache.get_or_compute(self.index, self._extract_characters)

    def _extract_characters(self) -> tuple[Character, ...]:
        read: list[tuple[Character, ...]] = []

        def packed() -> PackedCharacters:
            read.append(self._with_page(lambda page: extract_characters(page, self.user_unit)))
            return PackedCharacters.of(read[0])

        found = self.document.packed_characters.get_or_compute(self.index, packed)
        return read[0] if read else found.unpacked()

    def picture(self, dpi: float, box: Box | None = None) -> Picture:
        """The page in sRGB, or the part of it in ``box``; by default the MediaBox. Rows go down.

        The first pixel begins at the corner of ``box``, each is 72/``dpi`` pt wide. A picture has
        at most 12 million pixels, so of a large page take the scale from its shape
        (``render.pages.usable_dpi``). ``box`` is clipped by the MediaBox.

        Raises:
            InputOutputError: if the page is so damaged that pdfium can make nothing of it.
        """
        return self._drawn(dpi, box, in_grey=False)

    def grey_picture(self, dpi: float, box: Box | None = None) -> GreyPicture:
        """The same in grey, in a third of the time.

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
        picture: NDArray[np.uint8] = self.document.renderings.get_or_compute(key, drawn)
        return picture

    def plates(self, dpi: float, box: Box | None = None) -> Mapping[str, Plate]:
        """The page's separations by ink name, overprint counted; by default the MediaBox.

        Only inks that the page uses are there. Pixels lie as in :meth:`picture`; there are at
        most 4 million.
        """
        return self._separations(dpi, box).plates

    def undecoded_images(self, dpi: float, box: Box | None = None) -> int:
        """Images whose samples could not be decoded for the same plates."""
        return self._separations(dpi, box).undecoded_images

    def _separations(self, dpi: float, box: Box | None) -> Separations:
        part = self._part(box)
        separations: Separations = self.document.renderings.get_or_compute(
            ("plates", self.index, dpi, part),
            lambda: render_plates(
                self.document.drawable,
                self._instructions,
                self.index,
                self.boxes,
                self.user_unit,
                dpi,
                part,
                conversion=self.document.spaces.conversion,
            ),
        )
        return separations

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


def _rendering_bytes(rendering: NDArray[np.uint8] | Separations) -> int:
    if isinstance(rendering, Separations):
        return sum(plate.nbytes for plate in rendering.plates.values())
    return rendering.nbytes


def _character_bytes(characters: PackedCharacters) -> int:
    return characters.boxes.nbytes


def _mark_bytes(content: InterpretedContent) -> int:
    letters = sum(len(mark.text.codes) for mark in content.marks if mark.text is not None)
    return _BYTES_PER_MARK * len(content.marks) + _BYTES_PER_LETTER * letters
