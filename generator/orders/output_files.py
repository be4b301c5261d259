"""Files of a finished piece: names, kinds and bytes, in the order that its manifest states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.core.output_kind import OutputKind
from generator.job import Piece

if TYPE_CHECKING:
    from generator.preflight.pictures.brief import ExpectedPicture


@dataclass(frozen=True, slots=True)
class PieceFile:
    """One file, before it is saved.

    Attributes:
        name: With its ending.
        alt: Of a picture, what it says.
        page: Of a picture, the page that it shows, 0-based.
    """

    name: str
    kind: OutputKind
    data: bytes
    alt: str | None = None
    page: int = 0


def output_files(piece: Piece) -> tuple[PieceFile, ...]:
    """The files of ``piece``."""
    return tuple(file for kind in piece.outputs.kinds for file in _files(piece, kind))


def page_name(piece: Piece, page: int, ending: str) -> str:
    """The name of a file with page ``page`` (0-based); the only one has no number."""
    number = f"-{page + 1}" if piece.pages > 1 else ""
    return f"{piece.name}{number}.{ending}"


def _files(piece: Piece, kind: OutputKind) -> Iterator[PieceFile]:
    match kind:
        case OutputKind.PDF:
            yield PieceFile(f"{piece.name}.pdf", kind, piece.pdf)
        case OutputKind.PNG:
            yield from _pngs(piece)
        case OutputKind.SVG:
            yield from _svgs(piece)
        case OutputKind.TXT if piece.script is not None:
            from generator.outputs.script_files import script_text

            yield PieceFile(f"{piece.name}.txt", kind, script_text(piece.script))
        case OutputKind.DOCX if piece.script is not None and piece.date is not None:
            from generator.outputs.script_files import script_document

            data = script_document(piece.script, title=piece.title, date=piece.date)
            yield PieceFile(f"{piece.name}.docx", kind, data)
        case OutputKind.TXT:
            yield PieceFile(f"{piece.name}.txt", kind, _alternative_texts(piece))


def _pngs(piece: Piece) -> Iterator[PieceFile]:
    # Slow to import, and needed by few runs.
    from generator.outputs.png import page_png, picture_size

    size = picture_size(piece.trim_mm, piece.pixels, piece.outputs.picture.dpi)
    pdf = piece.picture_pdf or piece.pdf
    for page, alt in enumerate(piece.alts):
        yield PieceFile(
            page_name(piece, page, "png"),
            OutputKind.PNG,
            page_png(pdf, page, size, alt),
            alt,
            page,
        )


def _svgs(piece: Piece) -> Iterator[PieceFile]:
    # Slow to import, and needed by few runs.
    from generator.outputs.svg import page_svg

    pdf = piece.picture_pdf or piece.pdf
    for page, alt in enumerate(piece.alts):
        data = page_svg(pdf, page, alt, piece.title)
        yield PieceFile(page_name(piece, page, "svg"), OutputKind.SVG, data, alt, page)


def _alternative_texts(piece: Piece) -> bytes:
    """The words of each picture under its file's name, to be pasted where it is posted."""
    parts = [f"{page_name(piece, page, 'png')}\n{alt}\n" for page, alt in enumerate(piece.alts)]
    return "\n".join(parts).encode("utf-8")


def expected_pictures(
    piece: Piece, files: Sequence[PieceFile], output: Path
) -> tuple[ExpectedPicture, ...]:
    """Expectations of the pictures among ``files``, for their check."""
    from generator.preflight.pictures.brief import ExpectedPicture

    return tuple(
        ExpectedPicture(
            source=str(output / file.name),
            data=file.data,
            pdf=piece.picture_pdf or piece.pdf,
            page=file.page,
            trim_mm=piece.trim_mm,
            pixels=piece.pixels,
            dpi=piece.outputs.picture.dpi,
            most_bytes=piece.outputs.picture.most_kb * 1000,
            codes=piece.page_codes[file.page],
        )
        for file in files
        if file.kind is OutputKind.PNG
    )
