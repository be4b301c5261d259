"""QR symbols: the level chosen for the size, the modules drawn as one path.

A symbol is black on white with its quiet zone inside its side, whatever the theme. The package
``qrcode`` computes the modules; it draws nothing here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from qrcode.constants import (
    ERROR_CORRECT_H,
    ERROR_CORRECT_L,
    ERROR_CORRECT_M,
    ERROR_CORRECT_Q,
)
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

from generator.core.errors import DoesNotFitError, Problem
from generator.core.messages import msg
from generator.core.units import TOLERANCE_PT, mm_to_pt, pt_to_mm
from generator.draw import operators as pdf

#: The free margin on every side, in modules (ISO/IEC 18004:2015, 6.3.8).
QUIET_ZONE = 4
#: A module that prints and copies cleanly and that a phone reads at arm's length.
MIN_MODULE_MM = 0.8

_LEVELS = {
    "L": ERROR_CORRECT_L,
    "M": ERROR_CORRECT_M,
    "Q": ERROR_CORRECT_Q,
    "H": ERROR_CORRECT_H,
}

#: Share of a symbol's codewords that each level restores.
#: Source: ISO/IEC 18004:2015, 6.5.1.
_RESTORED = {"M": 0.15, "Q": 0.25, "H": 0.30}
#: Of it, what a logo may take: the rest is for folds, stains and copiers.
#: Own measurement, on poster, leaflet and insert, of codewords: with 0.44 every step of the
#: preflight's ladder is read, with 0.57 not when the code is stained, with 0.8 none.
_LOGO_PART = 0.42
#: Narrowest and widest plate under a logo, width to height.
_PLATES = (0.6, 1.8)
#: White around a logo, as a share of its height, and corners of its plate, in modules.
_CLEAR, _CORNER = 0.25, 1.0

Matrix = tuple[tuple[bool, ...], ...]


class ModuleRun(NamedTuple):
    """A rectangle of dark modules; x and y count from the symbol's top left module."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class QrSymbol:
    """A QR symbol at its size.

    Attributes:
        side_pt: Of the whole white square, quiet zone and all.
        version: 1..40.
        level: The error correction: "L", "M", "Q" or "H".
        modules: On a side, without the quiet zone.
        runs: The dark modules.
    """

    url: str
    side_pt: float
    version: int
    level: str
    modules: int
    runs: tuple[ModuleRun, ...]

    @property
    def module_mm(self) -> float:
        """The side of one module in mm."""
        return pt_to_mm(self.side_pt) / (self.modules + 2 * QUIET_ZONE)

    def operators(self, ink: pdf.ColourMode = pdf.ColourMode.RGB) -> str:
        """The symbol as a block: white square, then all dark modules in one path, black only."""
        white, black = ("1 g", "0 g") if ink is pdf.ColourMode.RGB else ("0 0 0 0 k", "0 0 0 1 k")
        side = self.side_pt
        module = side / (self.modules + 2 * QUIET_ZONE)
        # The path counts modules in whole numbers, so that edges meet exactly.
        dark = " ".join(
            f"{run.x + QUIET_ZONE} {run.y + QUIET_ZONE} {run.width} {run.height} re"
            for run in self.runs
        )
        return pdf.group(
            f"{white} {pdf.rect(0, -side, side, side)} f",
            pdf.matrix(module, 0, 0, -module, 0, 0),
            f"{black} {dark} f",
        )


def qr_symbol(url: str, side_pt: float, asked: str | None = None) -> QrSymbol:
    """The symbol for ``url`` that fills a square of ``side_pt``.

    It has error correction M, or a higher level if that costs no larger version, so that modules
    are as large as can be. Only where M's would be under :data:`MIN_MODULE_MM` is it L.

    Args:
        asked: A level that it has to have, whatever that costs: a logo may cover part of it.

    Raises:
        DoesNotFitError: The square is too small for modules of that size, or no symbol holds so
            long an address.
    """
    if asked is not None:
        version = _version(url, asked)
        if not _is_large_enough(version, side_pt):
            raise _too_small(version, side_pt)
        matrix = _matrix(url, asked)
        return QrSymbol(url, side_pt, version, asked, len(matrix), _runs(url, asked))
    target = _version(url, "M")
    level = next(one for one in "HQM" if _fits_version(url, one, target))
    if not _is_large_enough(target, side_pt):
        if not _is_large_enough(_version(url, "L"), side_pt):
            raise _too_small(target, side_pt)
        level = "L"
    matrix = _matrix(url, level)
    return QrSymbol(url, side_pt, _version(url, level), level, len(matrix), _runs(url, level))


@dataclass(frozen=True, slots=True)
class Plate:
    """The white plate for a logo in the middle of a symbol, in pt, y up from the symbol's top left.

    Attributes:
        logo: Left, top, width and height of the logo on it.
    """

    left: float
    top: float
    width: float
    height: float
    corner: float
    logo: tuple[float, float, float, float]

    def operators(self, ink: pdf.ColourMode = pdf.ColourMode.RGB) -> str:
        """The plate in the paper's white."""
        white = "1 g" if ink is pdf.ColourMode.RGB else "0 0 0 0 k"
        path = pdf.rounded_rect(
            self.left, self.top - self.height, self.width, self.height, self.corner, self.corner
        )
        return pdf.group(f"{white} {path} f")


def symbol_with_logo(url: str, side_pt: float, ratio: float) -> tuple[QrSymbol, Plate]:
    """The symbol for ``url`` on a square of ``side_pt``, and the plate for a logo in its middle.

    The level follows from the area that the plate covers: it is H where that costs no larger
    version than Q, else Q; where modules would be too small it is M, with a smaller logo.

    Args:
        ratio: Width to height of the logo.

    Raises:
        DoesNotFitError: as :func:`qr_symbol`.
    """
    levels = "HQ" if _fits_version(url, "H", _version(url, "Q")) else "Q"
    for level in levels:
        try:
            return _with_plate(qr_symbol(url, side_pt, level), ratio)
        except DoesNotFitError:
            continue
    return _with_plate(qr_symbol(url, side_pt, "M"), ratio)


def _with_plate(symbol: QrSymbol, ratio: float) -> tuple[QrSymbol, Plate]:
    """``symbol`` and the largest plate that its level bears, in whole modules in its middle."""
    # Small symbols are mostly patterns to find them by: what is covered is taken from codewords.
    area = _RESTORED[symbol.level] * _LOGO_PART * _codeword_modules(symbol.version)
    shape = min(max(ratio, _PLATES[0]), _PLATES[1])
    across = _centred(symbol.modules, math.sqrt(area * shape))
    down = _centred(symbol.modules, math.sqrt(area / shape))
    module = symbol.side_pt / (symbol.modules + 2 * QUIET_ZONE)
    width, height = across * module, down * module
    left, top = (symbol.side_pt - width) / 2, (height - symbol.side_pt) / 2
    # The logo's height and a quarter of it above and below.
    clear = min(width, height) * _CLEAR / (1 + 2 * _CLEAR)
    inner = (left + clear, top - clear, width - 2 * clear, height - 2 * clear)
    return symbol, Plate(left, top, width, height, _CORNER * module, inner)


def _codeword_modules(version: int) -> int:
    """The modules of a symbol that are neither function patterns nor format information.

    Source: ISO/IEC 18004:2015, 5.3 and table 1.
    """
    # Without finders, timing and format; alignment patterns and version information are below.
    modules = (16 * version + 128) * version + 64
    if version > 1:
        rows = version // 7 + 2
        modules -= (25 * rows - 10) * rows - 55
    return modules - 36 if version >= 7 else modules


def _centred(modules: int, wanted: float) -> int:
    """The largest number of modules up to ``wanted`` that leaves equally many on both sides."""
    return modules - 2 * math.ceil((modules - wanted) / 2 - 1e-9)


def _fits_version(url: str, level: str, version: int) -> bool:
    try:
        return _version(url, level) == version
    except DoesNotFitError:
        return False


def modules_across(url: str, asked: str | None = None) -> int:
    """Number of modules on a side of the symbol for ``url``, where there is room for it.

    Raises:
        DoesNotFitError: if no symbol holds so long an address.
    """
    return _modules(_version(url, asked or "M"))


def _modules(version: int) -> int:
    return 17 + 4 * version


def _least_side_pt(version: int) -> float:
    return mm_to_pt(MIN_MODULE_MM) * (_modules(version) + 2 * QUIET_ZONE)


def _is_large_enough(version: int, side_pt: float) -> bool:
    return side_pt >= _least_side_pt(version) - TOLERANCE_PT


def _too_small(version: int, side_pt: float) -> DoesNotFitError:
    return DoesNotFitError(
        Problem(
            "qr-too-small",
            msg(
                "a QR code of {side} mm is too small for this address; it needs {needed} mm",
                side=round(pt_to_mm(side_pt), 1),
                needed=round(pt_to_mm(_least_side_pt(version)), 1),
            ),
            hint=msg("make the code's box larger or the address shorter"),
        )
    )


def _code(url: str, level: str) -> QRCode[Any]:
    code: QRCode[Any] = QRCode(border=0, error_correction=_LEVELS[level])
    code.add_data(url)
    return code


@lru_cache(maxsize=1024)
def _version(url: str, level: str) -> int:
    """The smallest version that holds ``url``."""
    try:
        version: int = _code(url, level).best_fit()
    except (DataOverflowError, ValueError) as error:
        # qrcode raises one or the other, by how much there is too much.
        raise DoesNotFitError(
            Problem(
                "qr-too-long",
                msg("no QR code holds an address of {count} characters", count=len(url)),
                hint=msg("take a shorter address"),
            )
        ) from error
    return version


@lru_cache(maxsize=256)
def _matrix(url: str, level: str) -> Matrix:
    """The modules, rows from the top, True where dark. Takes milliseconds."""
    code = _code(url, level)
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)


@lru_cache(maxsize=256)
def _runs(url: str, level: str) -> tuple[ModuleRun, ...]:
    return tuple(merged_runs(_matrix(url, level)))


def merged_runs(matrix: Matrix) -> Iterator[ModuleRun]:
    """The dark modules as rectangles that do not overlap.

    Each is a run along a row, made higher by the same run in the rows beneath.
    """
    growing: dict[tuple[int, int], int] = {}
    for y, row in enumerate((*matrix, ())):
        here = set(_row_runs(row))
        for x, width in [run for run in growing if run not in here]:
            top = growing.pop((x, width))
            yield ModuleRun(x, top, width, y - top)
        for run in sorted(here):
            growing.setdefault(run, y)


def _row_runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Start and length of each dark stretch."""
    start = 0
    for x, dark in enumerate((*row, False)):
        if not dark:
            if x > start:
                yield start, x - start
            start = x + 1
