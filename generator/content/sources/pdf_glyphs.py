"""Glyphs of a PDF page with their places, as pdfium finds them.

Places are in pt from the top left corner of the page as it is shown (cropped and turned), y down.
pdfium's own order, spaces and line ends are not used: it takes glyphs in the order in which they
are drawn, and a program that lacks a letter in one font draws those of another font afterwards.
Words are made of glyphs in ``pdf_words``; what else is drawn is in ``pdf_drawings``.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import pypdfium2

from generator.content.sources.font_encodings import encoding_of_font
from generator.content.sources.symbol_fonts import signs

#: A glyph for which a file states no character, or one that means nothing.
UNREADABLE: Final = "\ufffd"
_LINE_BREAK_HYPHEN: Final = 2
_SOFT_HYPHEN: Final = 0xAD
#: In pt: a page without sound boxes is taken for a US Letter one, as viewers do.
_LETTER: Final = (0.0, 0.0, 612.0, 792.0)
_MAX_SIDE: Final = 100_000.0
#: In em: a line goes on beyond the page's edge if what follows there is no further away.
_CUT_GAP: Final = 2.0
#: Of 255: lighter colours are nearly white.
_PALE: Final = 225
#: Of the ligatures of Unicode, and of those of three letters the first two.
_LIGATURES: Final = frozenset(("ff", "fi", "fl", "ffi", "ffl", "ft", "st"))
#: Render modes that paint nothing (ISO 32000-1, 9.3.6).
_UNPAINTED: Final = (3, 7)
_BOLD_NAME: Final = re.compile(r"bold|black|heavy|semibold|demi|,b|-bd\b", re.I)
_ITALIC_NAME: Final = re.compile(r"italic|oblique|-it\b", re.I)
#: Of a font descriptor's flags (ISO 32000-1, table 123).
_ITALIC_FLAG: Final = 1 << 6
_FORCE_BOLD_FLAG: Final = 1 << 18
#: What a font's name in a PDF has beside the name that programs show.
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_STYLE: Final = re.compile(
    r"(?:[,-]?(?:Bold|Italic|Oblique|Regular|Normal))+(?:MT)?$|(?<=Symbol)MT$", re.I
)


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Properties that the glyphs of one text object share.

    Attributes:
        font: The font's name without the prefix of a subset; empty if it has none.
        size: The type size in pt as it is shown.
        angle: Of the writing as it is shown, in degrees, anticlockwise; 0 runs to the right.
        is_painted: False for text that is there to be searched and copied only.
        is_pale: Whether it is nearly white, which is seen only on something darker.
        bold: None is not known, as is ``italic``.
    """

    font: str
    size: float
    angle: int
    is_painted: bool
    is_pale: bool
    bold: bool | None
    italic: bool | None

    @property
    def family(self) -> str:
        """The font's name without its style, as programs show it."""
        return _family(self.font)


class Glyph(NamedTuple):
    """A glyph; ``left``, ``right`` and ``baseline`` in pt along and across its writing direction.

    Attributes:
        text: Its character; several for a ligature; U+FFFD where the file does not state it.
        run: The number of its text object.
        is_cut: Whether its line goes on outside of the page.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    run: int
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """All glyphs of a page.

    Attributes:
        glyphs: In the order in which they are painted.
        outside: How many letters and signs stand outside of the page as it is shown.
    """

    glyphs: tuple[Glyph, ...]
    runs: tuple[GlyphRun, ...]
    outside: int = 0


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Places of a page's own space, in places as it is shown.

    Attributes:
        rotate: Clockwise degrees by which the page is turned when shown: 0, 90, 180 or 270.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotate: int

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> PageFrame:
        """The frame of an open page."""
        media = page.get_mediabox()
        crop = page.get_cropbox()
        left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
        right, top = min(media[2], crop[2]), min(media[3], crop[3])
        if not (1 <= right - left < _MAX_SIDE and 1 <= top - bottom < _MAX_SIDE):
            left, bottom, right, top = _LETTER
        return cls(left, bottom, right, top, page.get_rotation() % 360)

    @property
    def width(self) -> float:
        """Of the page as shown."""
        return self.top - self.bottom if self.rotate % 180 else self.right - self.left

    @property
    def height(self) -> float:
        """Of the page as shown."""
        return self.right - self.left if self.rotate % 180 else self.top - self.bottom

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A point as it is shown, from the top left corner."""
        match self.rotate:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y


def turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A shown point along and across writing that runs at ``angle`` degrees, anticlockwise."""
    if not angle:
        return x, y
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cosine - y * sine, x * sine + y * cosine


class TooManyGlyphsError(Exception):
    """A page with more glyphs than any paper's."""


def read_glyphs(page: pypdfium2.PdfPage, frame: PageFrame, *, limit: int) -> PageGlyphs:
    """The glyphs of an open page.

    Raises:
        TooManyGlyphsError: if there are more than ``limit``, spaces counted.
    """
    text_page = page.get_textpage()
    try:
        if text_page.count_chars() > limit:
            raise TooManyGlyphsError
        return _GlyphReader(text_page.raw, frame).read()
    finally:
        text_page.close()


class _GlyphReader:
    """Reader of a pdfium text page; each value that a text object's glyphs share is asked once."""

    def __init__(self, handle: Any, frame: PageFrame) -> None:
        self._handle = handle
        self._frame = frame
        self._numbers: dict[int, int] = {}
        self._runs: list[GlyphRun] = []
        self._fonts: dict[int, tuple[str, int, int]] = {}
        self._outside: list[Glyph] = []

    def read(self) -> PageGlyphs:
        raw, handle, frame = pypdfium2.raw, self._handle, self._frame
        x, y = ctypes.c_double(), ctypes.c_double()
        to_x, to_y = ctypes.byref(x), ctypes.byref(y)
        loose = raw.FS_RECTF()
        to_loose = ctypes.byref(loose)
        found: list[Glyph] = []
        for index in range(raw.FPDFText_CountChars(handle)):
            if raw.FPDFText_IsGenerated(handle, index) == 1:
                continue
            raw.FPDFText_GetCharOrigin(handle, index, to_x, to_y)
            number = self._run_at(index)
            run = self._runs[number]
            shown = frame.shown(x.value, y.value)
            left, baseline = turned(*shown, run.angle)
            text = _character(raw.FPDFText_GetUnicode(handle, index), run.font)
            if not self._is_on_page(*shown):
                if run.is_painted and not text.isspace():
                    self._outside.append(Glyph(text, left, left, baseline, run.size, number))
                continue
            if run.angle == 0 and unicodedata.combining(text):
                # Its ink, not its origin, shows over which letter it stands.
                left, width = self._ink(index)
            elif run.angle or frame.rotate:
                width = self._tight_width(index, left, run)
            else:
                raw.FPDFText_GetLooseCharBox(handle, index, to_loose)
                width = loose.right - x.value
            before = found[-1] if found else None
            place = number, left, baseline
            if (
                before is not None
                and before.text + text in _LIGATURES
                and place == (before.run, before.left, before.baseline)
            ):
                # pdfium gives the letters of a ligature one by one, all at its place.
                right = max(before.right, left + width)
                found[-1] = before._replace(text=before.text + text, right=right)
                continue
            found.append(Glyph(text, left, left + max(width, 0.0), baseline, run.size, number))
        return PageGlyphs(
            tuple(_with_cuts(found, self._outside, self._runs)),
            tuple(self._runs),
            len(self._outside),
        )

    def _is_on_page(self, x: float, y: float) -> bool:
        return -2 <= x <= self._frame.width + 2 and -2 <= y <= self._frame.height + 2

    def _ink(self, index: int) -> tuple[float, float]:
        """The left edge and the width of an upright glyph's ink."""
        sides = [ctypes.c_double() for _ in range(4)]
        x0, x1, y0, y1 = sides
        pypdfium2.raw.FPDFText_GetCharBox(self._handle, index, *map(ctypes.byref, sides))
        xs = [self._frame.shown(x.value, y.value)[0] for x in (x0, x1) for y in (y0, y1)]
        return min(xs), max(xs) - min(xs)

    def _tight_width(self, index: int, left: float, run: GlyphRun) -> float:
        """A turned glyph's width up to the end of its ink: pdfium has no advance for it."""
        sides = [ctypes.c_double() for _ in range(4)]
        x0, x1, y0, y1 = sides
        pypdfium2.raw.FPDFText_GetCharBox(self._handle, index, *map(ctypes.byref, sides))
        corners = [
            turned(*self._frame.shown(x.value, y.value), run.angle)[0]
            for x in (x0, x1)
            for y in (y0, y1)
        ]
        if run.angle % 90:
            # The box is not turned with the glyph, so it is too wide.
            return min(max(corners) - left, run.size / 2)
        return max(corners) - left

    def _run_at(self, index: int) -> int:
        raw = pypdfium2.raw
        handle = raw.FPDFText_GetTextObject(self._handle, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._runs)
            self._runs.append(self._read_run(index, handle))
        return number

    def _read_run(self, index: int, handle: Any) -> GlyphRun:
        raw = pypdfium2.raw
        matrix = raw.FS_MATRIX()
        has_matrix = raw.FPDFText_GetMatrix(self._handle, index, ctypes.byref(matrix))
        a, b, c, d = (
            (matrix.a, matrix.b, matrix.c, matrix.d) if has_matrix else (1.0, 0.0, 0.0, 1.0)
        )
        size = abs(raw.FPDFText_GetFontSize(self._handle, index)) * (math.hypot(c, d) or 1.0)
        angle = round(math.degrees(math.atan2(b, a)) - self._frame.rotate) % 360
        font, flags, weight = self._font_of(handle)
        mode = raw.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
        colour = self._colour(index)
        return GlyphRun(
            font=font,
            size=size if size > 0.1 else 1.0,
            angle=0 if angle in (1, 2, 358, 359) else angle,
            is_painted=mode not in _UNPAINTED and colour[3] > 0,
            is_pale=min(colour[:3]) >= _PALE,
            bold=_is_bold(font, flags, weight, mode),
            italic=bool(_ITALIC_NAME.search(font) or flags & _ITALIC_FLAG) if font else None,
        )

    def _colour(self, index: int) -> tuple[int, int, int, int]:
        """A glyph's red, green, blue and alpha, 0 to 255; of an unknown one opaque black."""
        parts = [ctypes.c_uint() for _ in range(4)]
        asked = pypdfium2.raw.FPDFText_GetFillColor
        if not asked(self._handle, index, *map(ctypes.byref, parts)):
            return 0, 0, 0, 255
        red, green, blue, alpha = (part.value for part in parts)
        return red, green, blue, alpha

    def _font_of(self, handle: Any) -> tuple[str, int, int]:
        """A text object's font: name, flags of its descriptor, weight."""
        font = pypdfium2.raw.FPDFTextObj_GetFont(handle) if handle else None
        if not font:
            return "", 0, 0
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            self._fonts[key] = _read_font(font)
        return self._fonts[key]


def _with_cuts(found: list[Glyph], outside: list[Glyph], runs: list[GlyphRun]) -> list[Glyph]:
    """The glyphs of a page; those at the end of a line that goes on outside of it are cut."""
    if not outside:
        return found
    rows: dict[tuple[int, int], list[int]] = {}
    for at, glyph in enumerate(found):
        if not glyph.text.isspace():
            rows.setdefault((runs[glyph.run].angle, round(glyph.baseline)), []).append(at)
    beyond: dict[tuple[int, int], list[float]] = {}
    for glyph in outside:
        place = runs[glyph.run].angle, round(glyph.baseline)
        beyond.setdefault(place, []).append(glyph.left)
    for place, lefts in beyond.items():
        row = rows.get(place)
        if not row:
            continue
        first = min(row, key=lambda at: found[at].left)
        last = max(row, key=lambda at: found[at].right)
        for edge, gaps in (
            (first, [found[first].left - left for left in lefts]),
            (last, [left - found[last].right for left in lefts]),
        ):
            slack = _CUT_GAP * found[edge].size
            if any(-found[edge].size / 2 <= gap <= slack for gap in gaps):
                found[edge] = found[edge]._replace(is_cut=True)
    return found


def _read_font(font: Any) -> tuple[str, int, int]:
    raw = pypdfium2.raw
    name = _string(lambda buffer, size: raw.FPDFFont_GetBaseFontName(font, buffer, size))
    return _SUBSET.sub("", name), max(raw.FPDFFont_GetFlags(font), 0), raw.FPDFFont_GetWeight(font)


def _string(call: Callable[[Any, int], int]) -> str:
    size = call(None, 0)
    if not 0 < size < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _is_bold(font: str, flags: int, weight: int, mode: int) -> bool | None:
    """True for a bold font by its name and descriptor, and for filled and stroked text."""
    if mode == 2:
        return True
    if not font:
        return None
    return bool(_BOLD_NAME.search(font) or flags & _FORCE_BOLD_FLAG or weight >= 600)


def _character(code: int, font: str) -> str:
    """The text of a code point that pdfium returns; private ones are those of a sign's font."""
    if code in (_LINE_BREAK_HYPHEN, _SOFT_HYPHEN) and encoding_of_font(_family(font)) is None:
        # pdfium returns the first for a hyphen at the end of a line; the second is seen as one.
        return "-"
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return UNREADABLE
    if code < 0x100 or 0xF000 <= code < 0xF100:
        return signs(chr(code), _family(font))
    return chr(code)


@lru_cache(maxsize=256)
def _family(font: str) -> str:
    """A font's name as programs show it: "Wingdings 2", not "Wingdings2-Regular"."""
    name = _STYLE.sub("", font)
    return re.sub(r"(?<=ings)(?=\d$)", " ", name)
