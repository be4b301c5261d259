"""Standards that a file claims in its XMP packet, and its title.

A file that claims a standard and does not keep it is at fault wherever it is printed; one that
claims nothing only gets notes of what it could have.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from generator.core.destination import Destination
from generator.core.findings import Severity
from generator.preflight.checks.brief import Brief
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.xmp import DC, PDFA_ID, PDFUA_ID, PDFX_ID, xmp_packet
from generator.reading.pdf.objects import document_information, entry


class Standard(StrEnum):
    """A standard that a file can claim."""

    PDFX = "PDF/X"
    PDFA = "PDF/A"
    PDFUA = "PDF/UA"


def has_title(document: Document) -> bool:
    """True if ``document`` has a title, in XMP or in Info."""
    title = entry(document_information(document.pdf), "/Title")
    stated = xmp_packet(document).first(DC, "title")
    return stated is not None or (title is not None and bool(str(title).strip()))


def claimed_standards(document: Document) -> Mapping[Standard, str]:
    """The standards that ``document`` claims to keep, and which part of them.

    Source: ISO 15930-7, 6.4; ISO 19005-2, 6.6.4; ISO 14289-1, clause 5.
    """
    packet = xmp_packet(document)
    found: dict[Standard, str] = {}
    version = packet.first(PDFX_ID, "GTS_PDFXVersion") or entry(
        document_information(document.pdf), "/GTS_PDFXVersion"
    )
    if version is not None:
        found[Standard.PDFX] = str(version)
    if part := packet.first(PDFA_ID, "part"):
        conformance = packet.first(PDFA_ID, "conformance") or ""
        found[Standard.PDFA] = f"PDF/A-{part}{conformance.lower()}"
    if part := packet.first(PDFUA_ID, "part"):
        found[Standard.PDFUA] = f"PDF/UA-{part}"
    return found


def severity_against(document: Document, brief: Brief, standard: Standard) -> Severity | None:
    """Severity of a fault against ``standard``; None if it need not be reported.

    Files for the screen are published, so all should be able to read them; of a file for an office
    printer that is good to know; the press does not care.
    """
    if standard in claimed_standards(document):
        return Severity.ERROR
    match brief.profile.destination:
        case Destination.SCREEN:
            return Severity.WARNING
        case Destination.OFFICE:
            return Severity.NOTE
        case _:
            return None
