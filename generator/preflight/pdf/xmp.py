"""The XMP packet of a file: the one reader of its metadata.

Source: ISO 16684-1, 7.4 to 7.9: also XMP's short form, and any of its lists, for programs that
rewrite a packet take the liberty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.preflight.pdf.model import Document
from generator.preflight.pdf.per_document import cached_per_document
from generator.reading.pdf.objects import content, entry

DC: Final = "http://purl.org/dc/elements/1.1/"
XMP: Final = "http://ns.adobe.com/xap/1.0/"
PDF: Final = "http://ns.adobe.com/pdf/1.3/"
XMP_MM: Final = "http://ns.adobe.com/xap/1.0/mm/"
PDFX_ID: Final = "http://www.npes.org/pdfx/ns/id/"
PDFA_ID: Final = "http://www.aiim.org/pdfa/ns/id/"
PDFUA_ID: Final = "http://www.aiim.org/pdfua/ns/id/"
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"

#: A simple property's text, or the members of a list, as the packet has them.
XmpValue = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class XmpPacket:
    """A file's XMP packet.

    Attributes:
        is_present: Whether the file has one.
        fault: Why it cannot be read, in the parser's words; None if it can.
        properties: The value of each property, by "{namespace}name".
    """

    is_present: bool = False
    fault: str | None = None
    properties: Mapping[str, XmpValue] = field(default_factory=dict)

    def values(self, namespace: str, name: str) -> tuple[str, ...]:
        """Values of a property without surrounding white space; those left empty are dropped."""
        value = self.properties.get(f"{{{namespace}}}{name}", ())
        members = (value,) if isinstance(value, str) else value
        return tuple(text for member in members if (text := member.strip()))

    def first(self, namespace: str, name: str) -> str | None:
        """The first of :meth:`values`; None without one."""
        return next(iter(self.values(namespace, name)), None)

    def in_namespace(self, namespace: str) -> Mapping[str, XmpValue]:
        """The properties of a schema by their bare names, their values as they stand."""
        prefix = f"{{{namespace}}}"
        return {
            name.removeprefix(prefix): value
            for name, value in self.properties.items()
            if name.startswith(prefix)
        }


@cached_per_document
def xmp_packet(document: Document) -> XmpPacket:
    """The XMP packet of ``document``."""
    return read_xmp(document.pdf)


def read_xmp(pdf: Any) -> XmpPacket:
    """The XMP packet of a pikepdf.Pdf; entities and DTDs are refused."""
    stream = entry(pdf.Root, "/Metadata")
    if stream is None:
        return XmpPacket()
    try:
        root = fromstring(content(stream), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        return XmpPacket(is_present=True, fault=str(error))
    found: dict[str, XmpValue] = {}
    for description in root.iter(f"{_RDF}Description"):
        stated: dict[str, XmpValue] = {**description.attrib}
        stated |= {node.tag: _value(node) for node in description}
        # An empty property does not hide one of another description.
        found |= {name: value for name, value in stated.items() if value or name not in found}
    return XmpPacket(is_present=True, properties=found)


def _value(node: Element) -> XmpValue:
    members = node.findall(f"./*/{_RDF}li")
    # The value for every language comes first where there are several (8.2.2.4).
    return tuple(member.text or "" for member in members) if members else node.text or ""
