"""The text lines of a finished PDF, each drawn by itself.

Only the file counts: its operators are read again and every line of text goes alone onto a page
of its own, which PDFium draws. Nothing here knows how anpham measures outlines.

Lengths are in em of the line's own size, from the start of its baseline, y up; on the page they
are in pt from its lower left corner.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2

#: Around a line's baseline and advance; no ink of a font we know reaches further.
_ABOVE_EM, _BELOW_EM, _SIDE_EM = 1.6, 0.7, 0.4
#: A drawn page is so many pt for one em.
_PT_PER_EM: Final = 10.0
#: A pixel is ink when more than half of it is covered.
_INK: Final = 128

Matrix = tuple[float, float, float, float, float, float]
Heights = npt.NDArray[np.float64]


class Glyph(NamedTuple):
    """A glyph's two-byte code, and where it starts in em of its line, from the line's start."""

    code: bytes
    x_em: float


@dataclass(frozen=True, slots=True)
class Show:
    """Glyphs and text that one ``TJ`` shows.

    Attributes:
        font: The name of its resource; ``digest`` stands for the font's own bytes.
        x_em: Of its start, from the line's; ``scale`` is its size in those em.
        tracking_em: Behind each glyph.
        parts: Codes, and thousandths of an em by which what follows moves left.
        glyphs: The same, glyph by glyph.
    """

    font: str
    digest: str
    x_em: float
    scale: float
    tracking_em: float
    parts: tuple[bytes | float, ...]
    glyphs: tuple[Glyph, ...] = field(compare=False, default=())


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line of text on a page.

    Attributes:
        page: Counted from 0.
        x_pt: Where its baseline starts; ``y_pt`` likewise, ``size_pt`` is its em.
        width_em: Its advance.
        shows: What it draws, in order. Lines with equal ``shows`` look the same in any file.
    """

    page: int
    x_pt: float
    y_pt: float
    size_pt: float
    width_em: float
    shows: tuple[Show, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Silhouette:
    """The upper and lower edge of a line's ink in columns of pixels.

    Everything is in pixels, from the start of the baseline, y up.

    Attributes:
        first: The column of ``tops[0]``.
        tops: Upper edge of the highest ink; -inf in empty columns.
        bottoms: Lower edge of the lowest; inf in empty columns.
    """

    first: int
    tops: Heights
    bottoms: Heights

    @property
    def empty(self) -> bool:
        """True if it shows nothing, as a line of spaces."""
        return not len(self.tops)

    def coarser(self, times: float) -> Silhouette:
        """The same ink in pixels that are ``times`` (>= 1) as large."""
        if times == 1.0 or self.empty:
            return self
        first = floor(self.first / times)
        last = floor((self.first + len(self.tops) - 1) / times)
        starts = np.ceil(np.arange(first, last + 1) * times).astype(int) - self.first
        starts = np.clip(starts, 0, len(self.tops) - 1)
        return Silhouette(
            first,
            np.maximum.reduceat(self.tops, starts) / times,
            np.minimum.reduceat(self.bottoms, starts) / times,
        )


def read_lines(pdf: pikepdf.Pdf) -> list[DrawnLine]:
    """All lines of text, page by page in the order of painting.

    Texts of one text object (``BT`` to ``ET``) on one baseline are one line.

    Raises:
        ValueError: for text that this reader does not understand; none is passed over.
    """
    return [
        line for number, page in enumerate(pdf.pages) for line in _Reader(page.obj, number).lines()
    ]


class LineDrawer:
    """Draws lines of one PDF, each alone; to be closed.

    Args:
        known: Silhouettes by look and resolution; drawers may share it, so that a line that comes
            up in many files is drawn once.
    """

    def __init__(self, pdf: pikepdf.Pdf, lines: Iterable[DrawnLine], known: Known) -> None:
        self._pdf = pdf
        #: One line for each look; its number is that of its page.
        self._lines = {line.shows: line for line in lines}
        self._number = {shows: number for number, shows in enumerate(self._lines)}
        self._known = known

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if "_alone" in self.__dict__:
            self._alone.close()

    def silhouette(
        self, line: DrawnLine, pixels_per_em: int, *, turned: bool = False
    ) -> Silhouette:
        """The edges of its ink, drawn with so many pixels, a multiple of 10, for its em.

        If ``turned``, it is turned about its start, so that writing runs from top to bottom: what
        was left is the upper edge, what was right the lower, and columns are counted from the
        baseline down.
        """
        key = (line.shows, pixels_per_em, turned)
        if key not in self._known.silhouettes:
            page = self._alone[self._number[line.shows]]
            self._known.silhouettes[key] = _drawn(page, pixels_per_em, turned)
        return self._known.silhouettes[key]

    def text(self, line: DrawnLine) -> str:
        """Its text, as copied from the PDF."""
        page = self._alone[self._number[line.shows]]
        return str(page.get_textpage().get_text_range()).strip()

    @cached_property
    def _alone(self) -> Any:
        """A document with one page for each look."""
        count = len(self._pdf.pages)
        for line in self._lines.values():
            width_pt = ceil((line.width_em + 2 * _SIDE_EM) * _PT_PER_EM)
            height_pt = round((_ABOVE_EM + _BELOW_EM) * _PT_PER_EM)
            page = self._pdf.add_blank_page(page_size=(width_pt, height_pt))
            page.Resources = self._pdf.pages[line.page].Resources
            page.Contents = self._pdf.make_stream(_content(line.shows))
        del self._pdf.pages[:count]
        file = io.BytesIO()
        self._pdf.save(file)
        return pypdfium2.PdfDocument(file.getvalue())


@dataclass(frozen=True, slots=True)
class Known:
    """Silhouettes by look, pixels for one em, and whether they are turned."""

    silhouettes: dict[tuple[tuple[Show, ...], int, bool], Silhouette] = field(default_factory=dict)


def _content(shows: Sequence[Show]) -> bytes:
    """Operators that draw a line alone, its start at the corner between the margins."""
    parts = []
    for show in shows:
        x, y = (_SIDE_EM + show.x_em) * _PT_PER_EM, _BELOW_EM * _PT_PER_EM
        size = show.scale * _PT_PER_EM
        codes = " ".join(
            f"<{part.hex()}>" if isinstance(part, bytes) else f"{part:f}" for part in show.parts
        )
        parts.append(
            f"BT {show.tracking_em * _PT_PER_EM:f} Tc {show.font} {size:f} Tf"
            f" 1 0 0 1 {x:f} {y:f} Tm [{codes}] TJ ET"
        )
    return "\n".join(parts).encode("ascii")


def _drawn(page: Any, pixels_per_em: int, turned: bool) -> Silhouette:
    bitmap = page.render(scale=pixels_per_em / _PT_PER_EM, grayscale=True)
    ink = bitmap.to_numpy() < _INK
    bitmap.close()
    # The page's lower edge is the picture's: rows count from there.
    baseline = ink.shape[0] - round(_BELOW_EM * pixels_per_em)
    start = round(_SIDE_EM * pixels_per_em)
    if turned:
        return silhouette(ink.T, start, baseline)
    return silhouette(ink, baseline, start)


def silhouette(ink: npt.NDArray[np.bool_], baseline: int, start: int) -> Silhouette:
    """The edges of ``ink``, a picture with row 0 at the top.

    ``baseline`` is the first row below the baseline, ``start`` the column of the line's start.
    """
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return Silhouette(0, np.empty(0), np.empty(0))
    first, last = int(columns[0]), int(columns[-1])
    part = ink[:, first : last + 1]
    filled = part.any(axis=0)
    above = part.argmax(axis=0)
    below = part.shape[0] - part[::-1].argmax(axis=0)
    tops = np.where(filled, baseline - above, -np.inf)
    bottoms = np.where(filled, baseline - below, np.inf)
    return Silhouette(first - start, tops, bottoms)


class _Reader:
    """Reads the text of one page; a small part of ISO 32000-2, 9, and a refusal of the rest."""

    #: Text operators that would need more than is done here.
    _UNKNOWN: Final = frozenset(("Tz", "TL", "Ts", "Tr", "Tw", "Td", "TD", "T*", "'", '"'))

    def __init__(self, page: pikepdf.Object, number: int) -> None:
        self._page = page
        self._number = number
        self._fonts: dict[str, _Font] = {}

    def lines(self) -> list[DrawnLine]:
        """The page's lines."""
        found: list[DrawnLine] = []
        matrices: list[Matrix] = [(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)]
        pieces: list[_Piece] = []
        font, size, tracking = "", 0.0, 0.0
        text: Matrix = matrices[0]
        for instruction in pikepdf.parse_content_stream(self._page):
            operands = list(instruction.operands)
            match str(instruction.operator):
                case "q":
                    matrices.append(matrices[-1])
                case "Q":
                    matrices.pop()
                case "cm":
                    matrices[-1] = _times(_matrix(operands), matrices[-1])
                case "BT":
                    text, pieces = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), []
                case "Tf":
                    font, size = str(operands[0]), float(operands[1])
                case "Tc":
                    tracking = float(operands[0])
                case "Tm":
                    text = _matrix(operands)
                case "TJ" | "Tj":
                    at = _times(text, matrices[-1])
                    shown = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                    pieces.append(_Piece(font, size, tracking, at, _parts(shown)))
                case "ET":
                    found += self._joined(pieces)
                case "Do":
                    self._check_picture(str(operands[0]))
                case operator if operator in self._UNKNOWN:
                    raise ValueError(f"page {self._number + 1}: operator {operator} in a text")
        return found

    def _check_picture(self, name: str) -> None:
        if _may_hold_text(self._page.Resources.XObject[name]):
            raise ValueError(f"page {self._number + 1}: {name} may hold text")

    def _joined(self, pieces: Sequence[_Piece]) -> list[DrawnLine]:
        baselines: dict[float, list[_Piece]] = {}
        for piece in pieces:
            baselines.setdefault(round(piece.at[5], 3), []).append(piece)
        return [self._line(line) for line in baselines.values()]

    def _line(self, pieces: Sequence[_Piece]) -> DrawnLine:
        em = max(piece.em_pt for piece in pieces)
        start = min(piece.at[4] for piece in pieces)
        shows, end_em = [], 0.0
        for piece in pieces:
            font, scale = self._font(piece.font), round(piece.em_pt / em, 4)
            x_em = round((piece.at[4] - start) / em, 4)
            tracking_em = round(piece.tracking * piece.at[0] / em, 5)
            glyphs, width_em = font.placed(piece.parts, x_em, scale, tracking_em)
            show = Show(
                piece.font, font.digest, x_em, scale, tracking_em, piece.parts, tuple(glyphs)
            )
            shows.append(show)
            end_em = max(end_em, x_em + width_em)
        return DrawnLine(self._number, start, pieces[0].at[5], em, end_em, tuple(shows))

    def _font(self, name: str) -> _Font:
        if name not in self._fonts:
            self._fonts[name] = _Font(self._page.Resources.Font[name])
        return self._fonts[name]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One ``TJ``: its font's resource, size and tracking as set, and where it starts."""

    font: str
    size: float
    tracking: float
    at: Matrix
    parts: tuple[bytes | float, ...]

    def __post_init__(self) -> None:
        a, b, c, d, _, _ = self.at
        if b or c or a <= 0 or a != d:
            raise ValueError(f"text is turned or stretched: {self.at}")

    @property
    def em_pt(self) -> float:
        """The size on the page."""
        return self.size * self.at[0]


class _Font:
    """The widths of a composite font with two-byte codes (ISO 32000-2, 9.7.4.3)."""

    def __init__(self, font: pikepdf.Object) -> None:
        if font.Encoding != "/Identity-H":
            raise ValueError(f"font {font.BaseFont}: codes are not glyphs")
        descendant = font.DescendantFonts[0]
        self.digest = hashlib.sha256(
            descendant.FontDescriptor.FontFile2.read_raw_bytes()
        ).hexdigest()
        self._default = float(descendant.get("/DW", 1000))
        self._widths: dict[int, float] = {}
        entries: list[Any] = list(descendant.W)
        while entries:
            first, second = int(entries.pop(0)), entries.pop(0)
            if isinstance(second, pikepdf.Array):
                self._widths.update(enumerate(map(float, list(second)), first))
            else:
                codes = range(first, int(second) + 1)
                self._widths.update(dict.fromkeys(codes, float(entries.pop(0))))

    def placed(
        self, parts: Iterable[bytes | float], x_em: float, scale: float, tracking_em: float
    ) -> tuple[list[Glyph], float]:
        """The glyphs of ``parts``, which start at ``x_em``, and their whole advance."""
        glyphs, x = [], x_em
        for part in parts:
            if isinstance(part, bytes):
                for code in (part[at : at + 2] for at in range(0, len(part), 2)):
                    glyphs.append(Glyph(code, round(x, 5)))
                    width = self._widths.get(int.from_bytes(code), self._default)
                    x += width / 1000 * scale + tracking_em
            else:
                x -= part / 1000 * scale
        return glyphs, x - x_em


def _parts(operands: Iterable[Any]) -> tuple[bytes | float, ...]:
    return tuple(bytes(o) if isinstance(o, pikepdf.String) else float(o) for o in operands)


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """``one``, then ``other``."""
    a, b, c, d, e, f = one
    a2, b2, c2, d2, e2, f2 = other
    return (
        a * a2 + b * c2,
        a * b2 + b * d2,
        c * a2 + d * c2,
        c * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    )


def _may_hold_text(drawn: pikepdf.Object) -> bool:
    """True if ``drawn`` is a form with a text in it, or with a form that may hold one."""
    if drawn.Subtype == "/Image":
        return False
    operators = {str(one.operator) for one in pikepdf.parse_content_stream(drawn)}
    return bool(operators & {"BT", "Do"})
