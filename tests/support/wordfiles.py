"""Word files written by hand, part by part, as small as a test needs them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def run(text: str, properties: str = "") -> str:
    """A run of text; ``properties`` go into its ``w:rPr``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; what is no markup becomes one."""
    runs = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def listed(text: str, number: int, level: int = 0) -> str:
    """A paragraph that Word numbers."""
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=properties)


def table(*rows: tuple[str, ...]) -> str:
    """A table; what is no markup becomes a paragraph of its cell."""
    return f"<w:tbl>{''.join(map(row, rows))}</w:tbl>"


def row(cells: tuple[str, ...]) -> str:
    return f"<w:tr>{''.join(map(cell, cells))}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    if content.startswith("<w:tc>"):
        return content
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def word_file(
    *body: str,
    parts: Mapping[str, str | bytes] | None = None,
    links: Mapping[str, str] | None = None,
    section: str = SECTION,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A Word file.

    Args:
        body: The blocks of its body.
        parts: Other parts by their names in the folder ``word``, as "numbering.xml" with the
            content of its root, or with all of it; bytes are written as they are.
        links: Outside targets by the ids of their relationships.
    """
    related, files = [], {}
    for name, content in (parts or {}).items():
        identity = name.partition(".")[0]
        kind = identity.rstrip("0123456789")
        if isinstance(content, str):
            if not content.startswith("<?xml"):
                root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
                content = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
            related.append(f'<Relationship Id="{identity}" Type="{_TYPE}{kind}" Target="{name}"/>')
        files[f"word/{name}"] = content
    for identity, target in (links or {}).items():
        related.append(
            f'<Relationship Id="{identity}" Type="{_TYPE}hyperlink" Target="{escape(target)}" '
            'TargetMode="External"/>'
        )
    document = (
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?><w:document {NAMESPACES}>"
        f"<w:body>{''.join(body)}{section}</w:body></w:document>"
    )
    return package(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": relationships(
                f'<Relationship Id="r1" Type="{_TYPE}officeDocument" Target="word/document.xml"/>'
            ),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": relationships(*related),
            **files,
        },
        compression=compression,
    )


def relationships(*entries: str) -> str:
    """A part of relationships."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(entries)}</Relationships>"
    )


def package(files: Mapping[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zipped file of ``files``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return buffer.getvalue()
