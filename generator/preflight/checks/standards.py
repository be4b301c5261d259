"""What a file says of itself in its XMP packet, and which standards it claims to keep.

A file that claims a standard and does not keep it is at fault wherever it is printed; one that
claims nothing is only told what it could have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.core.findings import Severity
from generator.preflight.checks.brief import Brief
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.objects import content, entry
from generator.preflight.pdf.per_document import cached_per_document
from generator.press.profile import Destination

DC: Final = "http://purl.org/dc/elements/1.1/"
XMP: Final = "http://ns.adobe.com/xap/1.0/"
PDF: Final = "http://ns.adobe.com/pdf/1.3/"
XMP_MM: Final = "http://ns.adobe.com/xap/1.0/mm/"
_PDFX: Final = "http://www.npes.org/pdfx/ns/id/"
_PDFA: Final = "http://www.aiim.org/pdfa/ns/id/"
_PDFUA: Final = "http://www.aiim.org/pdfua/ns/id/"
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


class Standard(StrEnum):
    """What a file can claim to keep."""

    PDFX = "PDF/X"
    PDFA = "PDF/A"
    PDFUA = "PDF/UA"


@dataclass(frozen=True, slots=True)
class Packet:
    """A file's XMP packet.

    Attributes:
        is_there: Whether the file has one.
        fault: Why it cannot be read, in the parser's words; None if it can.
        properties: The values of each property, by "{namespace}name".
    """

    is_there: bool = False
    fault: str | None = None
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def values(self, space: str, name: str) -> tuple[str, ...]:
        """The values of a property that are not empty."""
        return self.properties.get(f"{{{space}}}{name}", ())

    def first(self, space: str, name: str) -> str | None:
        """The first value of a property, if it has any."""
        return next(iter(self.values(space, name)), None)


def read_packet(pdf: Any) -> Packet:
    """The XMP packet of a pikepdf.Pdf; also XMP's short form, and any of its lists.

    Source: ISO 16684-1, 7.4 to 7.9.
    """
    stream = entry(pdf.Root, "/Metadata")
    if stream is None:
        return Packet()
    try:
        root = fromstring(content(stream), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        return Packet(is_there=True, fault=str(error))
    found: dict[str, tuple[str, ...]] = {}
    for description in root.iter(f"{_RDF}Description"):
        found |= {name: (value,) for name, value in description.attrib.items() if value.strip()}
        found |= {node.tag: values for node in description if (values := _values(node))}
    return Packet(is_there=True, properties=found)


def information(pdf: Any) -> Any:
    """The Info dictionary of a pikepdf.Pdf, or None; its own ``docinfo`` would make one."""
    return entry(pdf.trailer, "/Info")


@cached_per_document
def packet_of(document: Document) -> Packet:
    """The XMP packet of ``document``; read once."""
    return read_packet(document.pdf)


def has_title(document: Document) -> bool:
    """Whether ``document`` says what it is called, in XMP or in Info."""
    title = entry(information(document.pdf), "/Title")
    stated = packet_of(document).first(DC, "title")
    return stated is not None or (title is not None and bool(str(title).strip()))


def _values(node: Element) -> tuple[str, ...]:
    members = node.findall(f"./*/{_RDF}li")
    # The value for every language comes first where there are several (8.2.2.4).
    texts = [member.text or "" for member in members] if members else [node.text or ""]
    return tuple(text.strip() for text in texts if text.strip())


def claimed(document: Document) -> Mapping[Standard, str]:
    """The standards that ``document`` claims to keep, and which part of them.

    Source: ISO 15930-7, 6.4; ISO 19005-2, 6.6.4; ISO 14289-1, clause 5.
    """
    packet = packet_of(document)
    found: dict[Standard, str] = {}
    version = packet.first(_PDFX, "GTS_PDFXVersion") or entry(
        information(document.pdf), "/GTS_PDFXVersion"
    )
    if version is not None:
        found[Standard.PDFX] = str(version)
    if part := packet.first(_PDFA, "part"):
        conformance = packet.first(_PDFA, "conformance") or ""
        found[Standard.PDFA] = f"PDF/A-{part}{conformance.lower()}"
    if part := packet.first(_PDFUA, "part"):
        found[Standard.PDFUA] = f"PDF/UA-{part}"
    return found


def weight(document: Document, brief: Brief, standard: Standard) -> Severity | None:
    """How grave a fault against ``standard`` is: None if it need not be told.

    Files for the screen are published, so all should be able to read them; of a file for an office
    printer that is good to know; the press does not care.
    """
    if standard in claimed(document):
        return Severity.ERROR
    match brief.profile.destination:
        case Destination.SCREEN:
            return Severity.WARNING
        case Destination.OFFICE:
            return Severity.NOTE
        case _:
            return None
