"""Metadata of a PDF file: the values, and the XMP packet that holds them.

The same values go into the file's Info dictionary, which ``draw.document`` fills; both must agree
(ISO 19005-2, 6.6.3).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from generator.core.duplex import Flip

#: The programs that the files name: the creator of the content, the producer of the PDF.
CREATOR = "anpham"
PRODUCER = "anpham (ReportLab)"

#: Marks the packet as XMP; the identifier is the same in every file (ISO 16684-1, 7.3.2).
_PACKET_START = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_PACKET_END = '<?xpacket end="w"?>'

#: Namespace of the identifiers that are computed from a file's content.
_IDS = uuid.UUID("a3d1a1c2-7a5e-5d0e-9c7b-3b1f0c9f6e52")

_XMP = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"{namespaces}>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt>\
</dc:description>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<dc:source>{source}</dc:source>
<pdf:Keywords>{keywords}</pdf:Keywords>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document_id}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance_id}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{more}</rdf:Description>
{extensions}</rdf:RDF>
</x:xmpmeta>
"""

#: A PDF/A must describe each schema that the standard does not know (ISO 19005-2, 6.6.2.3.3).
_EXTENSIONS = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
{schemas}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_SCHEMA = """\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
{properties}</rdf:Seq></pdfaSchema:property></rdf:li>
"""
_PROPERTY = """\
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>\
<pdfaProperty:valueType>{type}</pdfaProperty:valueType>\
<pdfaProperty:category>{category}</pdfaProperty:category>\
<pdfaProperty:description>{description}</pdfaProperty:description></rdf:li>
"""


@dataclass(frozen=True, slots=True)
class XmpProperty:
    """One property of a schema: its XMP type, as "Text", and what it holds."""

    name: str
    type: str
    description: str
    category: str = "external"


@dataclass(frozen=True, slots=True)
class XmpSchema:
    """A set of XMP properties that PDF/A does not know by itself."""

    name: str
    uri: str
    prefix: str
    properties: tuple[XmpProperty, ...]


_UA = XmpSchema(
    "PDF/UA identification",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    (XmpProperty("part", "Integer", "Part of ISO 14289", "internal"),),
)
_X = XmpSchema(
    "PDF/X identification",
    "http://www.npes.org/pdfx/ns/id/",
    "pdfxid",
    (XmpProperty("GTS_PDFXVersion", "Text", "Version of PDF/X", "internal"),),
)
_TRAPPED = XmpSchema(
    "Adobe PDF",
    "http://ns.adobe.com/pdf/1.3/",
    "pdf",
    (XmpProperty("Trapped", "Text", "Whether the file has been trapped", "internal"),),
)

Values = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ProvenanceRecord:
    """A file's statements about itself in a schema of its own; lists become rdf:Seq."""

    schema: XmpSchema
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Document metadata.

    Attributes:
        author: The issuer.
        date: The file bears midnight UTC of it.
        lang: BCP 47, the language of the text.
        sources: Where the official texts come from, one statement each.
        provenance: The record of what the piece is and should say.
        pdfx: Whether the file is a PDF/X-4 as well as a PDF/A-2a and a PDF/UA-1.
        flip: About which edge its sheet is turned, where that is not the upright one.
    """

    title: str
    author: str
    date: dt.date
    subject: str = ""
    keywords: str = ""
    lang: str = "vi-VN"
    sources: tuple[str, ...] = ()
    provenance: ProvenanceRecord | None = None
    pdfx: bool = False
    flip: Flip | None = None


def xmp(about: Metadata, content: str = "") -> bytes:
    """The XMP packet for ``about``, in UTF-8; statements of sources stand one on a line.

    ``content`` is a hash of the file's content. The identifiers are made from it and from what
    the file says of itself, so equal files have equal ones.

    Source: ISO 16684-1 (XMP); dc:source is one text, not a list (8.3).
    """
    schemas = [_UA, _TRAPPED]
    namespaces, more = "", ""
    if about.pdfx:
        schemas.append(_X)
        namespaces += f' xmlns:pdfxid="{_X.uri}"'
        more += "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
    if about.provenance is not None:
        schema = about.provenance.schema
        schemas.append(schema)
        namespaces += f' xmlns:{schema.prefix}="{schema.uri}"'
        more += _record_properties(about.provenance)
    texts = {
        "title": about.title,
        "author": about.author,
        "subject": about.subject,
        "keywords": about.keywords,
        "lang": about.lang,
        "source": "\n".join(about.sources),
        "producer": PRODUCER,
        "creator": CREATOR,
        "date": f"{about.date.isoformat()}T00:00:00Z",
    }
    packet = _XMP.format(
        **{name: escape(text, quote=False) for name, text in texts.items()},
        namespaces=namespaces,
        more=more,
        document_id=_uuid(*texts.values(), more),
        instance_id=_uuid(*texts.values(), more, content),
        extensions=_extensions(tuple(schemas)),
    )
    return f"{_PACKET_START}\n{packet}{_PACKET_END}".encode()


def _record_properties(provenance: ProvenanceRecord) -> str:
    prefix = provenance.schema.prefix
    lines = []
    for name, value in provenance.values.items():
        if isinstance(value, str):
            inner = escape(value, quote=False)
        else:
            members = "".join(f"<rdf:li>{escape(one, quote=False)}</rdf:li>" for one in value)
            inner = f"<rdf:Seq>{members}</rdf:Seq>"
        lines.append(f"<{prefix}:{name}>{inner}</{prefix}:{name}>\n")
    return "".join(lines)


@lru_cache(maxsize=16)
def _extensions(schemas: tuple[XmpSchema, ...]) -> str:
    return _EXTENSIONS.format(
        schemas="".join(
            _SCHEMA.format(
                name=schema.name,
                uri=schema.uri,
                prefix=schema.prefix,
                properties="".join(
                    _PROPERTY.format(
                        name=one.name,
                        type=one.type,
                        category=one.category,
                        description=escape(one.description, quote=False),
                    )
                    for one in schema.properties
                ),
            )
            for schema in schemas
        )
    )


def _uuid(*parts: str) -> uuid.UUID:
    """An identifier made from ``parts`` (RFC 9562, version 5)."""
    return uuid.uuid5(_IDS, "\0".join(parts))
