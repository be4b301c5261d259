"""Execution of an order: its pieces made, saved and checked, one after the other."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.core.assets import Assets
from generator.core.atomic_write import save_file
from generator.core.errors import InputOutputError
from generator.core.findings import Finding
from generator.core.output_kind import OutputKind
from generator.job import Piece
from generator.orders.options import MakeOptions
from generator.orders.output_files import PieceFile, expected_pictures, output_files, page_name
from generator.orders.preview import piece_preview
from generator.orders.replacement import replacement
from generator.orders.results import FailedPiece, Made, MadeFile, OutputFile, Task
from generator.orders.workshop import make_pieces

if TYPE_CHECKING:
    from generator.preflight.report.result import Preflight

#: Codes of problems with one file, which another file in the folder need not have.
_OF_ONE_FILE: Final = frozenset({"file-is-open", "output-is-a-folder", "file-name-too-long"})


def execute(
    options: MakeOptions,
    assets: Assets,
    *,
    output: Path,
    png: bool,
    check: bool,
    on_start: Callable[[Task], None] | None = None,
    on_file: Callable[[MadeFile], None] | None = None,
    on_failure: Callable[[FailedPiece], None] | None = None,
) -> Made:
    """Make the pieces that ``options`` ask for from ``assets`` and save them in ``output``.

    The other arguments are those of ``anpham.make``. A piece that cannot be made is among the
    result's ``failed``; nothing is raised for it.

    Raises:
        AnphamError: one of its kinds: before the first piece, for the order; later, when the folder
            takes no file. The files before it stay.
    """
    files: list[MadeFile] = []
    failed: list[FailedPiece] = []
    left_out: list[FailedPiece] = []
    for piece in make_pieces(options, assets, on_start):
        if isinstance(piece, FailedPiece):
            made: MadeFile | FailedPiece = piece
        else:
            made = _finished(piece, options, assets, output, png=png, check=check)
        if isinstance(made, FailedPiece) and made.is_left_out:
            left_out.append(made)
        elif isinstance(made, FailedPiece):
            failed.append(made)
            if on_failure is not None:
                on_failure(made)
        else:
            files.append(made)
            if on_file is not None:
                on_file(made)
    return Made(tuple(files), tuple(failed), tuple(left_out))


def _finished(
    piece: Piece, options: MakeOptions, assets: Assets, output: Path, *, png: bool, check: bool
) -> MadeFile | FailedPiece:
    """``piece`` saved and checked, or why it could not be.

    Raises:
        InputOutputError: if the folder takes no file; the next piece would fare no better.
    """
    started = time.perf_counter()
    try:
        files = output_files(piece)
        paths = [output / file.name for file in files]
        found = [replacement(path, file.data) for path, file in zip(paths, files, strict=True)]
        for path, file in zip(paths, files, strict=True):
            save_file(file.data, path)
        previews = _save_previews(piece, files, output) if png else ()
        preflight = _check(piece, files, output, options, assets) if check else None
    except InputOutputError as error:
        if any(problem.code not in _OF_ONE_FILE for problem in error.problems):
            raise
        return FailedPiece(piece.material, piece.size, piece.theme, piece.issuer, error)
    seconds = piece.seconds + time.perf_counter() - started
    replaced = tuple(finding for finding in found if finding is not None)
    return _made_file(piece, files, output, previews, preflight, replaced, seconds=seconds)


def _save_previews(piece: Piece, files: Sequence[PieceFile], output: Path) -> tuple[Path, ...]:
    """Save a picture of each page that is not among ``files``; the paths of all."""
    if pictures := [file for file in files if file.kind is OutputKind.PNG]:
        return tuple(output / file.name for file in pictures)
    previews = tuple(output / page_name(piece, page, "png") for page in range(piece.pages))
    for page, preview in enumerate(previews):
        save_file(piece_preview(piece, page), preview)
    return (*previews, *_save_folded(piece, output))


#: Ends the name of the picture of a folded piece ("gấp").
FOLDED_ENDING = "-gap"


def _save_folded(piece: Piece, output: Path) -> Iterator[Path]:
    """Save a picture of a folded piece as it lies on a table; its path, if there is one."""
    if not any(piece.expected.folds_mm):
        return
    from generator.orders.folded_picture import folded_png, is_folded

    if is_folded(piece):
        path = output / f"{piece.name}{FOLDED_ENDING}.png"
        save_file(folded_png(piece), path)
        yield path


def _check(
    piece: Piece,
    files: Sequence[PieceFile],
    output: Path,
    options: MakeOptions,
    assets: Assets,
) -> Preflight:
    """The preflight of ``piece`` and its pictures, as of the day that the order bears."""
    # Here, because to load what looks at pages takes longer than to make one.
    from generator.checking import check_piece, check_script

    if piece.script is not None:
        named = {str(output / file.name): file.data for file in files}
        return check_script(named, piece.profile, piece.expected, today=options.date)
    return check_piece(
        piece.pdf,
        str(output / files[0].name),
        piece.profile,
        assets=assets,
        today=options.date,
        expected=piece.expected,
        pictures=expected_pictures(piece, files, output),
    )


def _made_file(
    piece: Piece,
    files: Sequence[PieceFile],
    output: Path,
    previews: tuple[Path, ...],
    preflight: Preflight | None,
    replaced: tuple[Finding, ...],
    *,
    seconds: float,
) -> MadeFile:
    outputs = tuple(
        OutputFile(output / file.name, file.kind, hashlib.sha256(file.data).hexdigest(), file.alt)
        for file in files
    )
    pdf = next((one for one in outputs if one.kind is OutputKind.PDF), None)
    return MadeFile(
        path=pdf.path if pdf is not None else None,
        material=piece.material,
        size=piece.size,
        theme=piece.theme,
        profile=piece.profile.name,
        issuer=piece.issuer,
        issuer_province=piece.issuer_province,
        language=piece.language,
        sha256=pdf.sha256 if pdf is not None else "",
        size_mm=piece.trim_mm,
        pages=piece.pages,
        items=piece.items,
        official_items=piece.official_items,
        items_in_campaign=piece.items_in_campaign,
        qr_url=piece.qr_url,
        fitted_pt=piece.fitted_pt,
        findings=(*piece.findings, *replaced),
        replaced=bool(replaced),
        previews=previews,
        preflight=preflight,
        seconds=seconds,
        is_draft=piece.expected.is_draft,
        scale=piece.scale,
        flip=piece.flip,
        cuts_mm=piece.cuts_mm,
        outputs=outputs,
    )
