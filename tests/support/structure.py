"""A file's structure tree, read back with pikepdf; its texts as pdfium finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf


@dataclass
class Element:
    """A structure element as read: texts of its marked content, and its elements, in order."""

    role: str
    alt: str = ""
    actual: str = ""
    kids: list[Element | str] = field(default_factory=list)
    links: int = 0
    numbering: str = ""
    box: tuple[float, ...] = ()

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)


def tree(data: bytes) -> Element:
    """The file's structure, each piece of marked content as the text that pdfium finds in it."""
    pdf = pikepdf.open(BytesIO(data))
    texts = marked_texts(data)
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}

    def read(node: Any, parent: Any) -> Element:
        assert parent is None or node["/P"].objgen == parent.objgen
        found = Element(
            str(node["/S"]).lstrip("/"), str(node.get("/Alt", "")), str(node.get("/ActualText", ""))
        )
        for key, value in node.get("/A", {}).items():
            if key == "/ListNumbering":
                assert node["/A"]["/O"] == "/List"
                found.numbering = str(value).lstrip("/")
            elif key == "/BBox":
                assert node["/A"]["/O"] == "/Layout"
                found.box = tuple(float(edge) for edge in value)
        kids = node["/K"]
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                found.kids.append(texts.pop((pages[node["/Pg"].objgen], kid)))
            elif kid.get("/Type") == "/MCR":
                found.kids.append(texts.pop((pages[kid["/Pg"].objgen], int(kid["/MCID"]))))
            elif kid.get("/Type") == "/OBJR":
                found.links += 1
                assert kid["/Obj"]["/Subtype"] == "/Link"
            else:
                found.kids.append(read(kid, node))
        return found

    root = pdf.Root["/StructTreeRoot"]
    document = read(root["/K"], None)
    assert not texts, "marked content that no element holds"
    return document


def marked_texts(data: bytes) -> dict[tuple[int, int], str]:
    """The text of every numbered piece of marked content, by page and number."""
    found: dict[tuple[int, int], str] = {}
    for index, page in enumerate(pikepdf.open(BytesIO(data)).pages):
        characters: dict[str, str] = {}
        place: tuple[int, int] | None = None
        for one in pikepdf.parse_content_stream(page):
            operands: list[Any] = list(one.operands)
            match str(one.operator):
                case "BDC":
                    place = (index, int(operands[1]["/MCID"]))
                    assert place not in found, "a number is given twice"
                    found[place] = ""
                case "EMC":
                    place = None
                case "Tf":
                    characters = to_unicode(page.obj["/Resources"]["/Font"][operands[0]])
                case "TJ" if place is not None:
                    for part in operands[0]:
                        if isinstance(part, pikepdf.String):
                            codes = bytes(part).hex().upper()
                            found[place] += "".join(
                                characters[codes[n : n + 4]] for n in range(0, len(codes), 4)
                            )
    return found


def to_unicode(font: Any) -> dict[str, str]:
    """The character of each code of a font, both in hexadecimal."""
    lines = bytes(font["/ToUnicode"].read_bytes()).decode()
    return {
        code: bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", lines)
    }
