"""A copy of a file of ours that claims to be PDF/A-2b and nothing else.

pikepdf's validator knows neither extension schemas nor other standards beside PDF/A, and denies a
file for them. What claims those is taken out here; all that is painted stays.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from io import BytesIO

import pikepdf
from pikepdf import Array, Name

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_PDFA_ID = "{http://www.aiim.org/pdfa/ns/id/}"
#: Of the properties that PDF/A-2 predefines, our files use those of these.
_PREDEFINED = (
    "{http://purl.org/dc/elements/1.1/}",
    "{http://ns.adobe.com/xap/1.0/}",
    "{http://ns.adobe.com/xap/1.0/mm/}",
    _PDF,
    _PDFA_ID,
)


def stripped_to_pdfa(data: bytes) -> bytes:
    """``data`` without what other standards than PDF/A-2b brought in."""
    output = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        intents = [one for one in pdf.Root.OutputIntents if one.S == Name.GTS_PDFA1]
        pdf.Root.OutputIntents = Array(intents)
        packet = pdf.Root.Metadata.read_bytes().decode()
        pdf.Root.Metadata = pdf.make_stream(_plain(packet), Type=Name.Metadata, Subtype=Name.XML)
        pdf.save(output, deterministic_id=True)
    return output.getvalue()


def _plain(packet: str) -> bytes:
    for prefix, uri in re.findall(r'xmlns:(\w+)="([^"]+)"', packet):
        ET.register_namespace(prefix, uri)
    meta = ET.fromstring(packet.encode())
    rdf = meta[0]
    for description in list(rdf):
        for property_ in list(description):
            if not property_.tag.startswith(_PREDEFINED) or property_.tag == f"{_PDF}Trapped":
                description.remove(property_)
            elif property_.tag == f"{_PDFA_ID}conformance":
                property_.text = "B"
        if not len(description):
            rdf.remove(description)
    header = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'.encode()
    body: bytes = ET.tostring(meta, encoding="utf-8")
    return header + body + b'\n<?xpacket end="w"?>'
