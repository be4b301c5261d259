"""The pieces of one order, made and saved: what the command line and the Python API share."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.core.assets import shipped_assets
from generator.core.atomic_write import save_file
from generator.core.findings import Finding
from generator.job import Piece
from generator.orders.options import MakeOptions
from generator.orders.planning import make_pieces
from generator.orders.preview import preview_png

if TYPE_CHECKING:
    from generator.preflight.report.result import Preflight


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file on disk and what is known of it.

    Attributes:
        path: Where the PDF lies, below the output folder as it was given.
        profile: The name of what it was made for.
        sha256: Of the PDF's bytes, in hexadecimal.
        size_mm: Width and height of the trimmed page, in mm.
        items: The ids of the items whose text is in the piece, as "do-3".
        official_items: The ids of those whose official text is in it word for word.
        items_in_campaign: How many items the campaign has.
        qr_url: The address that the QR code leads to.
        fitted_pt: For each copyfitted role of text, the size it took, in pt.
        findings: What a person should know about this file before it is looked at.
        preflight: What came of looking at the finished file; None if nobody asked for it.
        previews: The PNG files beside it, one a page; empty unless asked for.
        seconds: How long it took to make and save.
    """

    path: Path
    material: str
    size: str
    theme: str
    profile: str
    issuer: str
    sha256: str
    size_mm: tuple[float, float]
    pages: int
    items: tuple[str, ...]
    official_items: tuple[str, ...]
    items_in_campaign: int
    qr_url: str
    fitted_pt: Mapping[str, float]
    findings: tuple[Finding, ...]
    previews: tuple[Path, ...]
    preflight: Preflight | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Made:
    """All files of one order, in the order in which they were made."""

    files: tuple[MadeFile, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all files, each once; those of their preflights are with each file."""
        return distinct(finding for file in self.files for finding in file.findings)

    @property
    def is_fit(self) -> bool:
        """Whether no preflight found an error."""
        return all(file.preflight is None or file.preflight.fits() for file in self.files)


def distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` without repetitions, in order of first appearance."""
    kept: list[Finding] = []
    for finding in findings:
        if finding not in kept:  # not a set: the values of a message need not be hashable
            kept.append(finding)
    return tuple(kept)


def make(
    options: MakeOptions | None = None,
    *,
    output: Path | str = "output",
    png: bool = False,
    check: bool = True,
    on_file: Callable[[MadeFile], None] | None = None,
    **choices: Any,
) -> Made:
    """Make the pieces that ``options`` ask for and save them in the folder ``output``.

        import datetime
        import generator

        made = generator.make(
            date=datetime.date(2026, 11, 24), materials=("poster",), issuer="An Phú Đông"
        )
        for file in made.files:
            print(file.path, file.pages, file.official_items)

    Args:
        options: What to make.
        output: Made when there is none. A file of the same name is replaced.
        png: Whether to save a picture of each page beside its PDF: ``name.png``, or
            ``name-1.png``, ``name-2.png`` when there are several.
        check: Whether each file is judged for its profile once it is saved, as ``anpham check``
            does. What stands against it is in its ``preflight``; nothing is raised, and the file
            stays.
        on_file: Called with each file as soon as it is saved.
        choices: Attributes of ``MakeOptions``; they stand in for ``options`` or go over them.

    Raises:
        AnphamError: one of its kinds in ``generator.core.errors``. When a piece cannot be made,
            nothing is saved; when one cannot be saved, those before it stay.
    """
    wanted = MakeOptions(**choices) if options is None else dataclasses.replace(options, **choices)
    files: list[MadeFile] = []
    pieces = make_pieces(wanted, shipped_assets(wanted.templates))
    for piece in pieces:
        started = time.perf_counter()
        path, previews = _save(piece, Path(output), png=png)
        judged = _judged(piece, path, wanted) if check else None
        seconds = piece.seconds + time.perf_counter() - started
        file = _made_file(piece, path, previews, judged, seconds=seconds)
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


def _judged(piece: Piece, path: Path, options: MakeOptions) -> Preflight:
    """The preflight of ``piece``, as of the day that the order bears."""
    # Here, because to load what looks at pages takes longer than to make one.
    from generator.preflight.run import preflight

    return preflight(
        piece.pdf, str(path), piece.profile, today=options.date, expected=piece.expected
    )


def _made_file(
    piece: Piece,
    path: Path,
    previews: tuple[Path, ...],
    judged: Preflight | None,
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
        preflight=judged,
        seconds=seconds,
    )
