"""Results of an order: the files that were made, with what is known of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.core.findings import Finding
from generator.core.public import public

if TYPE_CHECKING:
    from generator.preflight.report.result import Preflight


@public
@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file on disk and what is known of it.

    Attributes:
        path: Where the PDF lies, below the output folder as it was given.
        profile: The name of the profile that it was made for.
        sha256: Of the PDF's bytes, in hexadecimal.
        size_mm: Width and height of the trimmed page, in mm.
        items: The ids of the items whose text is in the piece, as "do-3".
        official_items: The ids of those whose official text is in it word for word.
        items_in_campaign: The number of items of the campaign.
        qr_url: The address that the QR code leads to.
        fitted_pt: For each copyfitted role of text, the size it took, in pt.
        findings: Of its making; those of its check are in ``preflight``.
        preflight: The result of its check; None if there was none.
        previews: The PNG files beside it, one a page; empty without ``png``.
        seconds: Time to make, check and save it.
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


@public
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
        """True if no check found an error."""
        return all(file.preflight is None or file.preflight.fits() for file in self.files)


def distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` without repetitions, in order of first appearance."""
    kept: list[Finding] = []
    for finding in findings:
        if finding not in kept:  # not a set: the values of a message need not be hashable
            kept.append(finding)
    return tuple(kept)
