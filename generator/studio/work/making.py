"""A piece of a version: made, checked, pictured, with its certificate; one call a piece.

Runs in the processes of ``work.pool``; what it takes and returns can be pickled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.api import AnphamError, Finding, MakeOptions, OutputKind, Problem, check_terms
from generator.core.messages import Language, msg
from generator.core.translations import localizer
from generator.core.units import MM_PER_INCH
from generator.orders.results import FailedPiece, distinct
from generator.studio.work.remedies import Remedy, find_remedies
from generator.studio.work.terms import Lane, Terms, task
from generator.studio.work.worker_assets import worker_assets

if TYPE_CHECKING:
    from generator.api import Workshop
    from generator.checking import CheckedFile
    from generator.job import Piece
    from generator.preflight.document import OpenDocument
    from generator.preflight.report.result import Preflight

#: Longer side of the picture on which findings are pointed at, in px: twice a card's width.
VIEW_PX: Final = 1400
THUMB_PX: Final = 360
#: Longer side of a preview to take away. At 150 dpi a banner would have 97 million pixels.
_MOST_PREVIEW_PX: Final = 4200
_JPEG_QUALITY: Final = 82
#: A text that ends in none of these is read on without a pause.
_STOPS: Final = (".", "!", "?", ":", "…", ",", ";")


class FileRole(StrEnum):
    """The use of a file of a version.

    ``OUTPUT`` is the product; ``PREVIEW`` and ``CERTIFICATE`` are taken away with it; ``VIEW`` and
    ``THUMB`` are for pages of the studio.
    """

    OUTPUT = "output"
    PREVIEW = "preview"
    CERTIFICATE = "certificate"
    VIEW = "view"
    THUMB = "thumb"


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A file of a piece.

    Attributes:
        kind: Its ending, without the dot.
        alt: Of a picture, what it says; None of other kinds.
        page: Of a picture, the page that it shows, 1-based; 0 of other kinds.
    """

    name: str
    role: FileRole
    kind: str
    data: bytes
    alt: str | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class FinishedPiece:
    """A piece with all its files, or the problems that kept it from being made.

    Attributes:
        findings: Of its making and of its check, each once.
        size_mm: Width and height of the trimmed page.
        flip: "short-edge" or "long-edge" of a piece with a back; empty without one.
        remedies: Values that mend a finding or problem, by its code.
    """

    material: str
    size: str = ""
    theme: str = ""
    pages: int = 0
    size_mm: tuple[float, float] = (0.0, 0.0)
    flip: str = ""
    is_draft: bool = False
    files: tuple[FinishedFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    remedies: tuple[Remedy, ...] = ()


@task(Terms(Lane.MAKE, 600.0, msg("makes the files")))
def finish_pieces(options: MakeOptions, language: Language) -> tuple[FinishedPiece, ...]:
    """Make the pieces of ``options``, with certificates in ``language``.

    There is one for each size; of a material that usually comes in several there are as many.
    """
    try:
        made = list(_workshop().attempts(options))
    except AnphamError as error:
        return (_failed(options, options.materials[0], "", "", error),)
    return tuple(
        _failed(options, one.material, one.size, one.theme, one.error)
        if isinstance(one, FailedPiece)
        else _finished(one, options, language)
        for one in made
    )


def _failed(
    options: MakeOptions, material: str, size: str, theme: str, error: Exception
) -> FinishedPiece:
    if not isinstance(error, AnphamError):
        raise error
    return FinishedPiece(
        material,
        size,
        theme,
        problems=error.problems,
        remedies=find_remedies(_workshop(), options, error.problems),
    )


def _finished(piece: Piece, options: MakeOptions, language: Language) -> FinishedPiece:
    from generator.orders.output_files import output_files

    outputs = [
        FinishedFile(
            one.name,
            FileRole.OUTPUT,
            one.kind.value,
            one.data,
            one.alt,
            one.page + 1 if one.kind in (OutputKind.PNG, OutputKind.SVG) else 0,
        )
        for one in output_files(piece)
    ]
    if piece.script is not None:
        findings = _script_findings(piece, outputs, options)
        files = outputs
    else:
        checked, notes = _checked(piece, options)
        findings = (*notes, *(checked.result.findings if checked.result else ()))
        files = [
            *outputs,
            *_certificate(piece, checked, language),
            *_pictures(piece, outputs),
        ]
    found = distinct((*piece.findings, *findings))
    return FinishedPiece(
        material=piece.material,
        size=piece.size,
        theme=piece.theme,
        pages=piece.pages,
        size_mm=piece.trim_mm,
        flip=piece.flip.value if piece.flip is not None else "",
        is_draft=piece.expected.is_draft,
        files=tuple(files),
        findings=found,
        remedies=find_remedies(_workshop(), options, found),
    )


def _script_findings(
    piece: Piece, outputs: Sequence[FinishedFile], options: MakeOptions
) -> tuple[Finding, ...]:
    from generator.checking import check_script

    files = {one.name: one.data for one in outputs}
    return check_script(files, piece.profile, piece.expected, today=options.date).findings


def _checked(piece: Piece, options: MakeOptions) -> tuple[CheckedFile, tuple[Finding, ...]]:
    """The check of the PDF, as ``anpham check --campaign`` does it, and findings on pictures."""
    from generator.checking import check_file
    from generator.orders.output_files import expected_pictures, output_files
    from generator.preflight.pictures.verification import verify_picture

    terms = check_terms(options.date, campaign=options.campaign, has_pictures=True)
    checked = check_file(piece.pdf, Path(f"{piece.name}.pdf"), terms)
    expected = expected_pictures(piece, output_files(piece), Path())
    return checked, tuple(found for one in expected for found in verify_picture(one))


def _certificate(piece: Piece, checked: CheckedFile, language: Language) -> Iterator[FinishedFile]:
    """Yield the certificate, as ``anpham check --report`` writes it."""
    if checked.result is not None:
        data = certificate_bytes(checked.result, checked.pictures, language)
        name = f"{piece.name}-phieu-kiem-tra.pdf"
        yield FinishedFile(name, FileRole.CERTIFICATE, "pdf", data)


def certificate_bytes(result: Preflight, pictures: Sequence[bytes], language: Language) -> bytes:
    """The certificate of ``result`` as a PDF."""
    import generator
    from generator.certificates.localized import Localization
    from generator.certificates.model import certificate_of
    from generator.pipeline import certificate_pdf

    certificate = certificate_of(
        result,
        strict=False,
        program=f"anpham {generator.__version__}",
        issuer=result.facts.author if result.expected is not None else None,
    )
    speech = Localization(language, localizer(language))
    return certificate_pdf(certificate, pictures, speech, worker_assets())


def _pictures(piece: Piece, outputs: Sequence[FinishedFile]) -> Iterator[FinishedFile]:
    """Yield the pictures of each page: to take away, for the screen, and a small one."""
    from generator.certificates.pictures import page_jpeg
    from generator.orders.output_files import page_name
    from generator.preflight.document import open_document

    is_picture = any(one.kind == OutputKind.PNG for one in outputs)
    with open_document(piece.pdf, piece.name, icc=worker_assets().icc) as document:
        texts = _page_texts(document)
        for number, page in enumerate(document.pages):
            if not is_picture:
                yield _preview(piece, number, texts[number])
            view = page_jpeg(page, VIEW_PX)
            name = page_name(piece, number, "jpg")
            yield FinishedFile(name, FileRole.VIEW, "jpg", view, texts[number], number + 1)
            yield FinishedFile(
                f"nho-{name}", FileRole.THUMB, "jpg", _smaller(view), page=number + 1
            )


def _page_texts(document: OpenDocument) -> list[str]:
    """All that each page says, in the order in which a screen reader reads it."""
    from generator.preflight.text.reading_order import reading_order

    texts: list[list[str]] = [[] for _ in document.pages]
    page = 0
    for block in reading_order(document):
        page = block.page if block.page is not None else page
        text = block.text.strip()
        if text:
            texts[page].append(text if text.endswith(_STOPS) else f"{text}.")
    return [" ".join(one) for one in texts]


def _preview(piece: Piece, page: int, alt: str) -> FinishedFile:
    from generator.orders.output_files import page_name
    from generator.orders.preview import PREVIEW_DPI, piece_preview, preview_png

    inches = max(piece.trim_mm) / piece.scale / MM_PER_INCH
    dpi = min(PREVIEW_DPI, _MOST_PREVIEW_PX / inches)
    is_large = dpi < PREVIEW_DPI
    data = preview_png(piece.pdf, page, dpi) if is_large else piece_preview(piece, page)
    return FinishedFile(page_name(piece, page, "png"), FileRole.PREVIEW, "png", data, alt, page + 1)


def _smaller(picture: bytes) -> bytes:
    from PIL import Image

    with Image.open(BytesIO(picture)) as image:
        image.thumbnail((THUMB_PX, THUMB_PX))
        data = BytesIO()
        image.save(data, "JPEG", quality=_JPEG_QUALITY)
    return data.getvalue()


def _workshop() -> Workshop:
    # What makes pieces is loaded in a worker: the server itself starts without it.
    from generator.studio.work.previewing import workshop

    return workshop()
