"""Results of an order: the files that were made, with what is known of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.core.duplex import Flip
from generator.core.errors import AnphamError, ContentError, Problem
from generator.core.findings import Finding
from generator.core.output_kind import OutputKind
from generator.core.public import public

if TYPE_CHECKING:
    from generator.preflight.report.result import Preflight

_Reported = TypeVar("_Reported", Finding, Problem)


@public
@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of a piece, on disk.

    Attributes:
        path: Where it lies, below the output folder as it was given.
        sha256: Of its bytes, in hexadecimal.
        alt: Of a picture, what it says, for those who do not see it; None of other kinds.
    """

    path: Path
    kind: OutputKind
    sha256: str
    alt: str | None = None


@public
@dataclass(frozen=True, slots=True)
class MadeFile:
    """One piece on disk and what is known of it.

    Attributes:
        path: Where the PDF lies, below the output folder as it was given; None of a piece that
            comes out as no PDF: see ``outputs``.
        profile: The name of the profile that it was made for.
        sha256: Of the PDF's bytes, in hexadecimal; empty without one.
        size_mm: Width and height of the trimmed page, in mm.
        items: The ids of the items whose text is in the piece, as "do-3".
        official_items: The ids of those whose official text is in it word for word.
        items_in_campaign: The number of items of the campaign.
        qr_url: The address that the QR code leads to; None if the piece has none.
        fitted_pt: For each copyfitted role of text, the size it took, in pt.
        findings: Of its making; those of its check are in ``preflight``.
        preflight: The result of its check; None if there was none.
        replaced: Whether a file with other content had its name.
        previews: The PNG files beside it: one a page, and one of a folded piece; empty without
            ``png``.
        seconds: Time to make, check and save it.
        issuer_province: Which of several issuers of that name; empty if not known.
        language: Of the translation beside the Vietnamese; empty for none.
        scale: How many times as large as its page in the file it is made, as 10 for 1:10.
        is_draft: Whether its texts wait for approval, as each of its pages says.
        cuts_mm: Where a sheet of several pieces is cut, in mm from its left edge.
        flip: About which edge the printer turns the sheet for its back; None if it has none.
        outputs: All its files, the PDF among them if there is one, in the material's order.
    """

    path: Path | None
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
    qr_url: str | None
    fitted_pt: Mapping[str, float]
    findings: tuple[Finding, ...]
    replaced: bool
    previews: tuple[Path, ...]
    preflight: Preflight | None
    seconds: float
    issuer_province: str = ""
    language: str = ""
    is_draft: bool = False
    scale: int = 1
    flip: Flip | None = None
    cuts_mm: tuple[float, ...] = ()
    outputs: tuple[OutputFile, ...] = ()

    @property
    def first_path(self) -> Path:
        """Where the PDF lies, else the first of its files."""
        return self.path if self.path is not None else self.outputs[0].path


@public
@dataclass(frozen=True, slots=True)
class FailedPiece:
    """A piece that could not be made, or not saved.

    Attributes:
        size: The size's name; as it was asked for, where the material does not come in it.
        error: What stopped it; an ``AnphamError``, or a fault of anpham itself.
        is_left_out: Whether nobody asked for it by name, and it suits the campaign or the
            destination not.
    """

    material: str
    size: str
    theme: str
    issuer: str
    error: Exception
    is_left_out: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems that a person can mend; none of a fault of anpham itself."""
        return self.error.problems if isinstance(self.error, AnphamError) else ()


@public
@dataclass(frozen=True, slots=True)
class Task:
    """A piece that is about to be made: the ``number``-th of ``count``, counted from 1."""

    number: int
    count: int
    material: str
    size: str
    theme: str
    issuer: str


@public
@dataclass(frozen=True, slots=True)
class Made:
    """All files of one order, in the order in which they were made.

    Attributes:
        failed: The pieces that could not be made; the others were.
        left_out: Those that an order of all materials left out, as they do not suit the campaign
            or the destination.
    """

    files: tuple[MadeFile, ...]
    failed: tuple[FailedPiece, ...] = ()
    left_out: tuple[FailedPiece, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all files, each once; those of their preflights are with each file."""
        return distinct(finding for file in self.files for finding in file.findings)

    @property
    def is_fit(self) -> bool:
        """True if every piece was made and no check found an error."""
        return not self.failed and all(
            file.preflight is None or file.preflight.fits() for file in self.files
        )


def distinct(messages: Iterable[_Reported]) -> tuple[_Reported, ...]:
    """Findings or problems without repetitions, in order of first appearance."""
    kept: list[_Reported] = []
    for one in messages:
        if one not in kept:  # not a set: the values of a message need not be hashable
            kept.append(one)
    return tuple(kept)


def joined(errors: Sequence[Exception]) -> Exception:
    """One error for ``errors``, of which there is at least one; with every problem once.

    Of its kind, if they are of one; a fault of anpham itself goes over all others.
    """
    own = [error for error in errors if not isinstance(error, AnphamError)]
    if own:
        return own[0]
    expected = [error for error in errors if isinstance(error, AnphamError)]
    kinds = {type(error) for error in expected}
    kind = kinds.pop() if len(kinds) == 1 else ContentError
    return kind.of(distinct(problem for error in expected for problem in error.problems))
