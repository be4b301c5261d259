"""What the processes do: functions of values that can be pickled."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from generator.api import MakeOptions, Workshop
from generator.core.errors import AnphamError, Problem
from generator.core.findings import Finding

if TYPE_CHECKING:
    from generator.job import Piece


@cache
def workshop() -> Workshop:
    """The workshop of this process, whose caches stay warm."""
    return Workshop()


class Preview:
    """A page of a piece as a picture, or the problems why there is none."""

    __slots__ = ("findings", "height", "page_count", "png", "problems", "width")

    def __init__(
        self,
        png: bytes = b"",
        *,
        width: int = 0,
        height: int = 0,
        page_count: int = 0,
        findings: tuple[Finding, ...] = (),
        problems: tuple[Problem, ...] = (),
    ) -> None:
        self.png, self.width, self.height, self.page_count = png, width, height, page_count
        self.findings, self.problems = findings, problems


def preview(options: MakeOptions, *, page: int = 0, width_px: int = 900) -> Preview:
    """Page ``page``, from 0, of the piece of ``options``, ``width_px`` wide."""
    try:
        (piece,) = workshop().make(options)
    except AnphamError as error:
        return Preview(problems=error.problems)
    return _drawn(piece, page, width_px)


def _drawn(piece: Piece, page: int, width_px: int) -> Preview:
    import pypdfium2

    document = pypdfium2.PdfDocument(piece.pdf)
    try:
        drawn = document[page]
        bitmap = drawn.render(scale=width_px / drawn.get_width())
        image = bitmap.to_pil()
        data = BytesIO()
        image.save(data, "PNG", compress_level=1)
        return Preview(
            data.getvalue(),
            width=image.width,
            height=image.height,
            page_count=len(document),
            findings=tuple(piece.findings),
        )
    finally:
        document.close()
