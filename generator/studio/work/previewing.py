"""Previews, in a worker: the piece is made as it would be for printing, then one page drawn.

What makes pieces is imported when one is made: the server imports this, and makes none.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from generator.api import MakeOptions
from generator.core.errors import AnphamError, Problem
from generator.core.messages import msg
from generator.core.os_errors import refusals_as_ours
from generator.core.units import MM_PER_INCH, PT_PER_INCH
from generator.orders.results import FailedPiece, joined
from generator.studio.work.fast_png import rgb_png
from generator.studio.work.outcomes import TEXT, Preview
from generator.studio.work.worker_assets import worker_assets

if TYPE_CHECKING:
    from generator.api import Workshop
    from generator.job import Piece
    from generator.pipeline import Pipeline

_MM_PER_PT: Final = MM_PER_INCH / PT_PER_INCH
#: Pixels of a picture, whatever its width: a banner is ten times as high as it is wide.
_MAX_PIXELS: Final = 24_000_000
#: Pieces of the last orders: the pages of one, and the widths it is shown in, are drawn from one.
_PIECES_CACHED: Final = 6
_made: dict[str, Piece] = {}


@cache
def workshop() -> Workshop:
    """The workshop of this process, whose caches stay warm."""
    from generator.api import Workshop

    return Workshop()


@cache
def pipeline() -> Pipeline:
    """The pipeline of this process: what would help where texts do not fit, a make says."""
    from generator.pipeline import Pipeline

    return Pipeline(worker_assets(), seeks_cures=False)


def draw_a_shipped_piece() -> None:
    """Make and draw one, which loads all that pieces need."""
    folder = next(iter(sorted(worker_assets().campaigns.glob("*/campaign.yaml")))).parent
    options = MakeOptions(
        date=dt.date(2000, 1, 1), materials=("poster",), campaign=folder, issuer_name="UBND"
    )
    drawn_page(options, 0, 300)
    _made.clear()


def drawn_page(options: MakeOptions, page: int, width_px: int) -> Preview:
    """See ``tasks.preview``."""
    try:
        piece = _piece(options)
    except AnphamError as error:
        return Preview(problems=tuple(error.problems))
    if piece.script is not None:
        return _as_text(piece)
    if not 0 <= page < piece.pages:
        return Preview(
            page_count=piece.pages,
            problems=(
                Problem(
                    "no-such-page",
                    msg("this piece has {count} pages", count=piece.pages),
                ),
            ),
        )
    return _as_picture(piece, page, width_px)


def _piece(options: MakeOptions) -> Piece:
    """The piece of ``options``, made once for all its pages.

    Raises:
        AnphamError: one of its kinds, if it cannot be made.
    """
    key = repr(options)  # not every issuer of an order can be hashed
    found = _made.pop(key, None)
    if found is None:
        from generator.orders.planning import OrderPlanner

        maker = pipeline()
        planner = OrderPlanner(options, worker_assets(), maker.catalogue)
        job = planner.jobs(planner.issuer(options.issuers[0]))[0]
        if isinstance(job, FailedPiece):
            raise joined([job.error])
        with refusals_as_ours():
            found = maker.make(job)
    _made[key] = found
    while len(_made) > _PIECES_CACHED:
        del _made[next(iter(_made))]
    return found


def _as_text(piece: Piece) -> Preview:
    from generator.outputs.script_files import script_text

    assert piece.script is not None
    return Preview(script_text(piece.script), TEXT, page_count=1, findings=tuple(piece.findings))


def _as_picture(piece: Piece, page: int, width_px: int) -> Preview:
    with _opened(piece.picture_pdf or piece.pdf) as document:
        drawn = document[page]
        width, height = drawn.get_size()
        left, bottom, right, top = drawn.get_trimbox()
        scale = _scale((width, height), width_px)
        bitmap = drawn.render(scale=scale, rev_byteorder=True)  # red first, as in a PNG
        pixels = memoryview(bitmap.buffer).cast("B")
        _, low, _, high = drawn.get_mediabox()
        return Preview(
            rgb_png(pixels, bitmap.width, bitmap.height, bitmap.stride),
            width_px=bitmap.width,
            height_px=bitmap.height,
            page_mm=(_mm(width), _mm(height)),
            trim_mm=(_mm(right - left), _mm(top - bottom)),
            trim_at_mm=(_mm(left), _mm(high - low - top)),
            page_count=len(document),
            folds_mm=piece.expected.folds_mm[page] if piece.expected.folds_mm else (),
            cuts_mm=piece.cuts_mm,
            pixels=piece.pixels,
            scale=piece.scale,
            alt=piece.alts[page] if piece.alts else "",
            findings=tuple(piece.findings),
        )


def _mm(length_pt: float) -> float:
    return round(length_pt * _MM_PER_PT, 2)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _scale(size_pt: tuple[float, float], width_px: int) -> float:
    width, height = size_pt
    return min(width_px / width, math.sqrt(_MAX_PIXELS / (width * height)))
