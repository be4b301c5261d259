"""Trim sizes by name: ISO 216's A and B series, and width x height, as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from generator.core.errors import Problem, UsageError
from generator.core.messages import Message, msg
from generator.core.units import MM_PER_INCH
from generator.vietnamese.accents import without_accents

#: ISO 216:2007, tables 1 and 2, portrait, in mm.
ISO_SIZES_MM: dict[str, tuple[int, int]] = {
    "A0": (841, 1189),
    "A1": (594, 841),
    "A2": (420, 594),
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "B0": (1000, 1414),
    "B1": (707, 1000),
    "B2": (500, 707),
    "B3": (353, 500),
    "B4": (250, 353),
    "B5": (176, 250),
}

#: Those, and a third of A4, which fills a DL envelope and a counter's rack.
NAMED_SIZES_MM: dict[str, tuple[int, int]] = {**ISO_SIZES_MM, "DL": (99, 210)}

#: As of a style sheet's lengths. What is too large for a page of a PDF is drawn at 1:10.
MAX_SIDE_MM = 20_000

#: A pixel of a screen is 1/96 inch (CSS Values and Units 4, 6.2): 1080 px are 810 pt.
MM_PER_PX: Final = MM_PER_INCH / 96
#: Pixels of a side: of a screen of 8K. A picture of as many each way takes 0.3 GB to draw.
MAX_SIDE_PX: Final = 8192

#: In mm. A number without a unit is in mm.
_UNITS_MM: Final = {
    "mm": 1.0,
    "cm": 10.0,
    "dm": 100.0,
    "m": 1000.0,
    "in": MM_PER_INCH,
    "px": MM_PER_PX,
}
_SIDE: Final = r"(\d+(?:[.,]\d+)?)\s*(mm|cm|dm|m|in|px)?"
_CUSTOM: Final = re.compile(rf"{_SIDE}\s*[x*]\s*{_SIDE}")
#: What "×" and "inch" become before they are read.
_SPELLINGS: Final = (
    ("×", "x"),
    ("✕", "x"),
    ("″", "in"),
    ('"', "in"),
    ("inches", "in"),
    ("inch", "in"),
    ("điểm ảnh", "px"),
    ("pixels", "px"),
    ("pixel", "px"),
)


class _Turn(Enum):
    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


#: Words beside a size, without accents; those that say nothing of it are passed over.
_WORDS: Final = {
    "ngang": _Turn.LANDSCAPE, "nam": _Turn.LANDSCAPE, "landscape": _Turn.LANDSCAPE,
    "doc": _Turn.PORTRAIT, "dung": _Turn.PORTRAIT, "portrait": _Turn.PORTRAIT,
    "kho": None, "giay": None, "paper": None, "size": None,
}  # fmt: skip

#: Of three letters and more, so neither "a4" nor a unit; with what joins it to a size: "A4-ngang".
_WORD: Final = re.compile(r"[a-z]{3,}")
_WORD_AROUND: Final = re.compile(rf"[\s_(-]*({_WORD.pattern})[\s_)-]*")


@dataclass(frozen=True, slots=True)
class TrimSize:
    """A trim size; ``name`` is as people write it, "A3", "600x800mm" or "1080x1080px".

    Attributes:
        pixels: Width and height in px, of a size that is stated so: its pictures have these.
    """

    name: str
    width_mm: float
    height_mm: float
    pixels: tuple[int, int] | None = None

    @property
    def label(self) -> Message | str:
        """The size in messages: a sheet of a series by its name, also when it lies on its side."""
        turned = _series_name(self.height_mm, self.width_mm)
        if turned is not None and self.width_mm > self.height_mm:
            return msg("{name} landscape", name=turned)
        return self.name

    def turned(self) -> TrimSize:
        """The size on its other side."""
        if self.pixels is not None:
            return _in_pixels(self.pixels[1], self.pixels[0])
        return _named(self.height_mm, self.width_mm)


#: Of what has no sheet.
NO_SIZE: Final = TrimSize("", 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class SizeRequest:
    """A size as it was asked for.

    Attributes:
        may_turn: Whether it was named as a sheet that has no upright: "A4", not "A4 portrait".
        in_cm: The size if its numbers were meant in cm; None where a unit was written.
    """

    size: TrimSize
    may_turn: bool = False
    in_cm: str | None = None


def parse_size(text: str) -> TrimSize:
    """The size that ``text`` names.

    Raises:
        UsageError: if it names none.
    """
    return read_size(text).size


def read_size(text: str) -> SizeRequest:
    """The size that ``text`` names, as "A3", "khổ A4 ngang", "600x800" or "60 x 80 cm".

    Raises:
        UsageError: if it names none.
    """
    bare, turn = _without_words(text)
    series = bare.replace(" ", "").upper()
    if series in NAMED_SIZES_MM:
        size = TrimSize(series, *NAMED_SIZES_MM[series])
        return SizeRequest(_turned(size, turn), may_turn=turn is None)
    match = _CUSTOM.fullmatch(bare)
    if match is None:
        raise _unknown(text)
    width, width_unit, height, height_unit = match.groups()
    if "px" in (width_unit, height_unit):
        return SizeRequest(_turned(_pixel_size(text, match), turn))
    scale = _UNITS_MM[height_unit or width_unit or "mm"]
    sides = [
        round(float(side.replace(",", ".")) * (_UNITS_MM[unit] if unit else scale), 3)
        for side, unit in ((width, width_unit), (height, height_unit))
    ]
    if not all(0 < side <= MAX_SIDE_MM for side in sides):
        raise UsageError(
            Problem(
                "size-out-of-range",
                msg("size '{size}' cannot be made", size=text),
                hint=msg("a side may measure up to {most} mm", most=MAX_SIDE_MM),
            )
        )
    has_unit = width_unit or height_unit
    return SizeRequest(
        _turned(_named(*sides), turn), in_cm=None if has_unit else f"{width}x{height}cm"
    )


def _unknown(text: str) -> UsageError:
    return UsageError(
        Problem(
            "size-unknown",
            msg("unknown size '{size}'", size=text),
            hint=msg(
                "use one of {known}, or a size like 600x800mm", known=", ".join(NAMED_SIZES_MM)
            ),
        )
    )


def _pixel_size(text: str, match: re.Match[str]) -> TrimSize:
    """The size in px; both sides are whole numbers of them.

    Raises:
        UsageError: if they are not, or one is too long.
    """
    width, width_unit, height, height_unit = match.groups()
    is_whole = width.isdecimal() and height.isdecimal()
    if not is_whole or height_unit != "px" or width_unit not in ("px", None):
        raise _unknown(text)
    sides = int(width), int(height)
    if not all(0 < side <= MAX_SIDE_PX for side in sides):
        raise UsageError(
            Problem(
                "size-out-of-range",
                msg("size '{size}' cannot be made", size=text),
                hint=msg("a side may measure up to {most} px", most=MAX_SIDE_PX),
            )
        )
    return _in_pixels(*sides)


def _in_pixels(width: int, height: int) -> TrimSize:
    # Not rounded: the sheet is drawn at exactly its pixels.
    return TrimSize(
        f"{width}x{height}px", width * MM_PER_PX, height * MM_PER_PX, pixels=(width, height)
    )


def _without_words(text: str) -> tuple[str, _Turn | None]:
    """``text`` in small letters without the words beside a size, and the way that they turn it."""
    plain = _plain(text)
    turns = {turn for word in _WORD.findall(plain) if (turn := _WORDS.get(word)) is not None}
    if len(turns) > 1:
        return plain, None  # on both sides at once: no size
    bare = _WORD_AROUND.sub(lambda found: " " if found[1] in _WORDS else found[0], plain)
    return " ".join(bare.split()), next(iter(turns), None)


def _plain(text: str) -> str:
    """``text`` in small letters without accents, its signs as they are read here."""
    plain = text.casefold()
    for written, meant in _SPELLINGS:
        plain = plain.replace(written, meant)
    return without_accents(plain)


def _turned(size: TrimSize, turn: _Turn | None) -> TrimSize:
    is_landscape = size.width_mm > size.height_mm
    wrong = turn is not None and (turn is _Turn.LANDSCAPE) != is_landscape
    return size.turned() if wrong else size


def _named(width_mm: float, height_mm: float) -> TrimSize:
    """The size of these sides, by its numbers."""
    return TrimSize(f"{width_mm:g}x{height_mm:g}mm", width_mm, height_mm)


def _series_name(width_mm: float, height_mm: float) -> str | None:
    sides = (width_mm, height_mm)
    return next((name for name, known in NAMED_SIZES_MM.items() if known == sides), None)
