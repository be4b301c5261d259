"""What a PDF file says about itself: the values, and the XMP packet that holds them.

The same values go into the file's Info dictionary, which ``draw.document`` fills; both must agree
(ISO 19005-2, 6.6.3).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape

#: The programs that the files name as theirs: what made the content, what wrote the PDF.
CREATOR = "anpham"
PRODUCER = "anpham (ReportLab)"

#: Marks the packet as XMP; the identifier is the same in every file (ISO 16684-1, 7.3.2).
_PACKET_START = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_PACKET_END = '<?xpacket end="w"?>'

_XMP = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
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
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a file says about itself.

    Attributes:
        author: Who says what is in it: the issuer.
        date: The file bears midnight UTC of it.
        lang: BCP 47, the language of the text.
        sources: Where the official texts come from, one statement each.
    """

    title: str
    author: str
    date: dt.date
    subject: str = ""
    keywords: str = ""
    lang: str = "vi-VN"
    sources: tuple[str, ...] = ()


def xmp(about: Metadata) -> bytes:
    """The XMP packet for ``about``, in UTF-8; statements of sources stand one on a line.

    Source: ISO 16684-1 (XMP); dc:source is one text, not a list (8.3).
    """
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
    packet = _XMP.format_map({name: escape(text, quote=False) for name, text in texts.items()})
    return f"{_PACKET_START}\n{packet}{_PACKET_END}".encode()
