"""Content streams parsed into instructions: operators with their operands, inline images.

Instructions are run in ``preflight.pdf.interpreter``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pikepdf
from pikepdf import Array, Name, Stream

from generator.reading.pdf.objects import FAULTS, content, elements, entries, name

Operands = Sequence[Any]
#: An operator with its operands, as pikepdf's ContentStreamInstruction.
Instruction = tuple[str, Operands]

#: The operator that stands for a whole inline image; its operand is a pikepdf.PdfInlineImage.
INLINE_IMAGE = "INLINE IMAGE"

#: The operators that set a current colour space or colour (ISO 32000-2, table 73).
COLOUR_OPERATORS: Final = frozenset(
    ("cs", "CS", "sc", "scn", "SC", "SCN", "g", "G", "rg", "RG", "k", "K")
)


def parse_content(stream: Any) -> list[Instruction]:
    """Instructions of a page's or a form's content; as many as can be read."""
    parsed: Sequence[Any]
    try:
        parsed = pikepdf.parse_content_stream(stream)
    except FAULTS:
        # One bad stream of several must not hide the others.
        parts = elements(stream.obj.get("/Contents")) if isinstance(stream, pikepdf.Page) else ()
        data = b"\n".join(map(content, parts)) if parts else content(stream)
        parsed = _parsed(data)
    found: list[Instruction] = []
    for instruction in parsed:
        try:
            found.append((str(instruction.operator), list(instruction.operands)))
        except FAULTS:
            continue
    return found


def _parsed(data: bytes) -> Sequence[Any]:
    with pikepdf.new() as scratch:
        try:
            return pikepdf.parse_content_stream(scratch.make_stream(data))
        except FAULTS:
            return ()


_INLINE_KEYS = {
    "/W": "/Width",
    "/H": "/Height",
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/F": "/Filter",
    "/IM": "/ImageMask",
    "/I": "/Interpolate",
}
_INLINE_FILTERS = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}


def inline_image_as_xobject(pdf: pikepdf.Pdf, image: Any) -> Stream:
    """An inline image as an XObject (ISO 32000-2, table 91)."""
    _, _, data = image.unparse().partition(b"ID")
    made = pdf.make_stream(data[1:].removesuffix(b"EI"))
    for key, value in entries(image.obj):
        made[_INLINE_KEYS.get(key, key)] = value
    filters = made.get("/Filter")
    if isinstance(filters, Array):
        made.Filter = Array([_long_filter(one) for one in elements(filters)])
    elif filters is not None:
        made.Filter = _long_filter(filters)
    made.Type, made.Subtype = Name.XObject, Name.Image
    return made


def _long_filter(short: Any) -> Name:
    plain = name(short) or ""
    return Name(f"/{_INLINE_FILTERS.get(plain, plain)}")
