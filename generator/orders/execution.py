"""Execution of an order: its pieces made, saved and checked, one after the other."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.core.assets import Assets
from generator.core.atomic_write import save_file
from generator.job import Piece
from generator.orders.options import MakeOptions
from generator.orders.preview import preview_png
from generator.orders.results import Made, MadeFile
from generator.orders.workshop import make_pieces

if TYPE_CHECKING:
    from generator.preflight.report.result import Preflight


def execute(
    options: MakeOptions,
    assets: Assets,
    *,
    output: Path,
    png: bool,
    check: bool,
    on_file: Callable[[MadeFile], None] | None,
) -> Made:
    """Make the pieces that ``options`` ask for from ``assets`` and save them in ``output``.

    The other arguments are those of ``anpham.make``.

    Raises:
        AnphamError: one of its kinds. When a piece cannot be made, nothing is saved; when one
            cannot be saved, those before it stay.
    """
    files: list[MadeFile] = []
    for piece in make_pieces(options, assets):
        started = time.perf_counter()
        path, previews = _save(piece, output, png=png)
        preflight = _check(piece, path, options, assets) if check else None
        seconds = piece.seconds + time.perf_counter() - started
        file = _made_file(piece, path, previews, preflight, seconds=seconds)
        files.append(file)
        if on_file is not None:
            on_file(file)
    return Made(tuple(files))


def _save(piece: Piece, folder: Path, *, png: bool) -> tuple[Path, tuple[Path, ...]]:
    path = folder / f"{piece.name}.pdf"
    save_file(piece.pdf, path)
    if not png:
        return path, ()
    endings = [""] if piece.pages == 1 else [f"-{page + 1}" for page in range(piece.pages)]
    previews = tuple(folder / f"{piece.name}{ending}.png" for ending in endings)
    for page, preview in enumerate(previews):
        save_file(preview_png(piece.pdf, page), preview)
    return path, previews


def _check(piece: Piece, path: Path, options: MakeOptions, assets: Assets) -> Preflight:
    """The preflight of ``piece``, as of the day that the order bears."""
    # Here, because to load what looks at pages takes longer than to make one.
    from generator.checking import check_piece

    return check_piece(
        piece.pdf,
        str(path),
        piece.profile,
        assets=assets,
        today=options.date,
        expected=piece.expected,
    )


def _made_file(
    piece: Piece,
    path: Path,
    previews: tuple[Path, ...],
    preflight: Preflight | None,
    *,
    seconds: float,
) -> MadeFile:
    return MadeFile(
        path=path,
        material=piece.material,
        size=piece.size,
        theme=piece.theme,
        profile=piece.profile.name,
        issuer=piece.issuer,
        sha256=hashlib.sha256(piece.pdf).hexdigest(),
        size_mm=piece.trim_mm,
        pages=piece.pages,
        items=piece.items,
        official_items=piece.official_items,
        items_in_campaign=piece.items_in_campaign,
        qr_url=piece.qr_url,
        fitted_pt=piece.fitted_pt,
        findings=piece.findings,
        previews=previews,
        preflight=preflight,
        seconds=seconds,
    )
