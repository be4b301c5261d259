"""Files made by hand, clean and complete, and the means to plant one fault into them.

Nothing here uses the rooms that make our pieces, so that a fault they share with a check does not
hide. Coordinates are in mm or pt as named, from the lower left corner of the TrimBox, y up: that
corner is the origin of the pages, so their MediaBox begins below zero.

A defect is a base and a function that changes an open file. What is painted by a plant is marked as
an artifact unless it says otherwise; see :func:`add_content`, :func:`add_text`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

import numpy as np
import pikepdf
import qrcode
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from support.shipped import ASSETS, DATA

from generator.core.findings import Finding, Severity
from generator.core.provenance import (
    LISTS,
    NAMESPACE,
    PREFIX,
    PROPERTIES,
    AskedItem,
    Expected,
    ExpectedAct,
    ExpectedText,
    StatedText,
    statements,
)
from generator.core.units import mm_to_pt
from generator.preflight.checks.brief import Brief
from generator.preflight.document import open_document
from generator.preflight.run import run_checks
from generator.press.profiles import load_profile

Plant = Callable[[Pdf], None]
Base = Callable[[], bytes]

#: The day on which the bases are judged.
TODAY = dt.date(2026, 11, 20)

QR_TARGET = "https://example.org/874"

TITLE = "Ứng xử trên mạng"
AUTHOR = "Ủy ban nhân dân phường Ví Dụ"
OFFICIAL = (
    "Tôn trọng pháp luật và quyền, lợi ích hợp pháp của người khác.",
    "Không đăng tải nội dung vi phạm pháp luật, tin giả, tin sai sự thật.",
)
ACT = "874/QĐ-BTTTT"

BLEED_MM = 3.0
#: From the trim to the edge of the sheet: room for the marks.
SLUG_MM = 10.0

_LETTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
    + "".join(map(chr, range(0x1EA0, 0x1EFA)))
    + "\u00a0–—…“”‘’•×"
)
_FACES = {"F1": "BeVietnamPro_400Regular.ttf", "F2": "BeVietnamPro_700Bold.ttf"}


@dataclass(frozen=True, slots=True)
class Defect:
    """One fault in an otherwise clean file.

    Attributes:
        code: Of the rule that must find it, and nothing else must be found,
        also: but the codes in here, which may be found, too.
        profile: Name of the profile that it is judged by; by default the base's own.
        expected: Changes what the file should be.
        save: Arguments for ``Pdf.save``.
        finish: Changes the saved bytes, for what pikepdf would not write.
        today: The day on which it is judged.
        severity: Of at least one finding of the code, if given.
        at_mm: Where the same finding is, from the trim's upper left corner, within 1 mm.
    """

    code: str
    base: Base
    plant: Plant
    also: tuple[str, ...] = ()
    profile: str | None = None
    expected: Callable[[Expected], Expected | None] | None = None
    save: Mapping[str, Any] = field(default_factory=dict)
    finish: Callable[[bytes], bytes] | None = None
    today: dt.date = TODAY
    severity: Severity | None = None
    at_mm: tuple[float, float] | None = None

    def is_reported_by(self, finding: Finding) -> bool:
        """True if a finding reports this fault as it should be."""
        if finding.code != self.code or self.severity not in (None, finding.severity):
            return False
        if self.at_mm is None:
            return True
        found = finding.place.x_mm, finding.place.y_mm
        return all(
            one is not None and abs(one - asked) <= 1
            for one, asked in zip(found, self.at_mm, strict=True)
        )

    def planted(self) -> bytes:
        """The base with the fault."""
        with pikepdf.open(io.BytesIO(self.base())) as pdf:
            self.plant(pdf)
            data = saved(pdf, **self.save)
        return self.finish(data) if self.finish is not None else data

    @property
    def profile_name(self) -> str:
        """The profile that it is judged by."""
        return self.profile or profile_name_of(self.base)

    @property
    def expectation(self) -> Expected | None:
        """Expectations of the file."""
        base = expected_of(self.base)
        if self.expected is None or base is None:
            return base
        return self.expected(base)


def judged(
    data: bytes, profile: str, expected: Expected | None, today: dt.date | None = TODAY
) -> tuple[Finding, ...]:
    """Findings of all checks in a file."""
    rules = load_profile(profile, ASSETS.profiles)
    with open_document(data, "corpus.pdf", icc=ASSETS.icc) as document:
        return run_checks(document, Brief(rules, ASSETS, expected, today=today))


def untouched(_: Pdf) -> None:
    """Plants nothing: for faults of ``save``, ``finish`` or of what is expected."""


# What the bases have in common.


def saved(pdf: Pdf, **how: Any) -> bytes:
    """The file's bytes; equal for equal files. No object streams, so that bytes can be found."""
    output = io.BytesIO()
    usual: dict[str, Any] = {
        "min_version": "1.6",
        "deterministic_id": "encryption" not in how,
        "object_stream_mode": pikepdf.ObjectStreamMode.disable,
        "fix_metadata_version": False,
    }
    pdf.save(output, **usual | how)
    return output.getvalue()


@dataclass(frozen=True, slots=True)
class _Face:
    """A font program cut to the letters above, and how wide they are, in 1/1000 em."""

    name: str
    program: bytes
    glyphs: Mapping[str, int]
    widths: Mapping[str, int]
    ascent: int
    descent: int
    cap_height: int
    bounds: tuple[int, int, int, int]
    weight: int


@cache
def _face(key: str) -> _Face:
    path = DATA / "fonts" / _FACES[key]
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "DSIG"]
    font = TTFont(path)
    cutter = subset.Subsetter(options)
    cutter.populate(text=_LETTERS)
    cutter.subset(font)
    output = io.BytesIO()
    font.save(output)
    scale = 1000 / font["head"].unitsPerEm
    by_letter = font.getBestCmap()
    head, os2 = font["head"], font["OS/2"]
    return _Face(
        name=path.stem.replace("_", "-"),
        program=output.getvalue(),
        glyphs={chr(c): font.getGlyphID(name) for c, name in by_letter.items()},
        widths={chr(c): round(font["hmtx"][name][0] * scale) for c, name in by_letter.items()},
        ascent=round(font["hhea"].ascent * scale),
        descent=round(font["hhea"].descent * scale),
        cap_height=round(os2.sCapHeight * scale),
        bounds=(head.xMin, head.yMin, head.xMax, head.yMax),
        weight=os2.usWeightClass,
    )


def _to_unicode(face: _Face) -> bytes:
    pairs = [f"<{gid:04X}> <{ord(letter):04X}>" for letter, gid in face.glyphs.items()]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    mapped = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{mapped}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _font(pdf: Pdf, key: str) -> Any:
    face = _face(key)
    name = Name(f"/VIETNA+{face.name}")
    widths: list[Any] = []
    for letter, gid in sorted(face.glyphs.items(), key=lambda pair: pair[1]):
        widths += [gid, Array([face.widths[letter]])]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array(list(face.bounds)),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.cap_height,
        StemV=80 if face.weight < 600 else 140,
        FontFile2=pdf.make_stream(face.program, Length1=len(face.program)),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=500,
        W=Array(widths),
        CIDToGIDMap=Name.Identity,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(face)),
        )
    )


def width_pt(text: str, size_pt: float, font: str = "F1") -> float:
    """Width of ``text``, in pt."""
    return sum(_face(font).widths[letter] for letter in text) * size_pt / 1000


def text_at(x_mm: float, y_mm: float, size_pt: float, text: str, font: str = "F1") -> str:
    """Operators that show ``text`` with its baseline's start at that place."""
    codes = "".join(f"{_face(font).glyphs[letter]:04X}" for letter in text)
    x, y = mm_to_pt(x_mm), mm_to_pt(y_mm)
    return f"BT /{font} {size_pt:g} Tf {x:.3f} {y:.3f} Td <{codes}> Tj ET\n"


def box_at(x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> str:
    """A rectangle as a path, not yet painted."""
    numbers = (mm_to_pt(length) for length in (x_mm, y_mm, width_mm, height_mm))
    return " ".join(f"{number:.3f}" for number in numbers) + " re "


def line_at(x0_mm: float, y0_mm: float, x1_mm: float, y1_mm: float, width_pt: float) -> str:
    """A stroked line of that width."""
    x0, y0, x1, y1 = map(mm_to_pt, (x0_mm, y0_mm, x1_mm, y1_mm))
    return f"{width_pt:g} w {x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S\n"


def artifact(operators: str, kind: str = "Layout") -> str:
    """``operators`` marked as painted without meaning."""
    return f"/Artifact <</Type /{kind}>> BDC\n{operators}EMC\n"


def tagged(tag: str, mcid: int, operators: str) -> str:
    """``operators`` as the marked content ``mcid`` of its page."""
    return f"/{tag} <</MCID {mcid}>> BDC\n{operators}EMC\n"


# The structure tree.


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the structure tree; of its kids an int is a marked content of its page."""

    role: str
    kids: Sequence[Tag | int] = ()
    page: int = 0
    alt: str | None = None
    link: bool = False


def _write_tree(pdf: Pdf, tags: Sequence[Tag], links: Sequence[Any] = ()) -> None:
    """Makes the structure tree of the whole file; a Tag with ``link`` takes the next of links."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: dict[int, dict[int, Any]] = {index: {} for index in range(len(pdf.pages))}
    annotated: list[Any] = []
    waiting = iter(links)

    def written(tag: Tag, parent: Any) -> Any:
        page = pdf.pages[tag.page].obj
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag.role}")))
        element.P = parent
        element.Pg = page
        if tag.alt is not None:
            element.Alt = String(tag.alt)
        kids: list[Any] = []
        for kid in tag.kids:
            if isinstance(kid, int):
                parents[tag.page][kid] = element
                kids.append(kid)
            else:
                kids.append(written(kid, element))
        if tag.link:
            annotation = next(waiting)
            annotation.StructParent = len(pdf.pages) + len(annotated)
            annotated.append(element)
            kids.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page))
        element.K = Array(kids)
        return element

    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    document.K = Array([written(tag, document) for tag in tags])
    numbered: list[Any] = []
    for index, page in enumerate(pdf.pages):
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        row = [parents[index][mcid] for mcid in sorted(parents[index])]
        numbered += [index, pdf.make_indirect(Array(row))]
    for offset, element in enumerate(annotated):
        numbered += [len(pdf.pages) + offset, element]
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbered)))
    root.ParentTreeNextKey = len(pdf.pages) + len(annotated)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("vi-VN")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


# Metadata.

_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    PREFIX: NAMESPACE,
}

_EXTENDED = {
    "pdfuaid": {"part": "Integer"},
    "pdfxid": {"GTS_PDFXVersion": "Text"},
    "pdf": {"Trapped": "Text"},
    PREFIX: {name: "Seq Text" if name in LISTS else "Text" for name in PROPERTIES},
}


def xmp_properties(expected: Expected, *, pdfx: bool) -> dict[str, str | tuple[str, ...]]:
    """Statements of the bases by "prefix:name", those of the provenance record, too."""
    about: dict[str, str | tuple[str, ...]] = {
        "dc:format": "application/pdf",
        "dc:title": TITLE,
        "dc:creator": AUTHOR,
        "dc:description": "Tờ rơi mẫu",
        "pdf:Keywords": "mạng xã hội",
        "pdf:Producer": "corpus",
        "pdf:Trapped": "False",
        "xmp:CreatorTool": "corpus",
        "xmp:CreateDate": "2026-11-01T00:00:00Z",
        "xmp:ModifyDate": "2026-11-01T00:00:00Z",
        "xmp:MetadataDate": "2026-11-01T00:00:00Z",
        "xmpMM:DocumentID": "uuid:0f5f9a52-8d53-5a4e-9a31-6a0b0c5e7f01",
        "xmpMM:InstanceID": "uuid:0f5f9a52-8d53-5a4e-9a31-6a0b0c5e7f02",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
        "pdfaid:part": "2",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
    }
    if pdfx:
        about["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
    stated = statements(expected)
    return about | {f"{PREFIX}:{name}": value for name, value in stated.items()}


def xmp_packet(properties: Mapping[str, str | tuple[str, ...]]) -> bytes:
    """An XMP packet that says ``properties``."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    said = "\n".join(_property(name, value) for name, value in properties.items())
    used = {name.partition(":")[0] for name in properties}
    schemas = "\n".join(_schema(prefix) for prefix in _EXTENDED if prefix in used)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {spaces}>\n{said}\n</rdf:Description>\n'
        '<rdf:Description rdf:about="" '
        'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
        'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
        'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
        f"<pdfaExtension:schemas><rdf:Bag>\n{schemas}\n</rdf:Bag></pdfaExtension:schemas>\n"
        '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def _property(name: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        members = "".join(f"<rdf:li>{escape(one)}</rdf:li>" for one in value)
        return f"<{name}><rdf:Seq>{members}</rdf:Seq></{name}>"
    text = escape(value)
    if name in ("dc:title", "dc:description"):
        text = f'<rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>'
    elif name == "dc:creator":
        text = f"<rdf:Seq><rdf:li>{text}</rdf:li></rdf:Seq>"
    return f"<{name}>{text}</{name}>"


def _schema(prefix: str) -> str:
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{name}</pdfaProperty:description></rdf:li>"
        for name, kind in _EXTENDED[prefix].items()
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{prefix}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{_SPACES[prefix]}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def put_xmp(pdf: Pdf, packet: bytes) -> None:
    """Makes ``packet`` the file's metadata."""
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, packet, Type=Name.Metadata, Subtype=Name.XML))


def change_xmp(pdf: Pdf, old: str, new: str) -> None:
    """Replaces ``old``, which must be there, in the file's metadata."""
    packet = pdf.Root.Metadata.read_bytes().decode()
    assert old in packet, old
    put_xmp(pdf, packet.replace(old, new).encode())


def change_provenance(pdf: Pdf, expected: Expected) -> None:
    """States ``expected`` in the file's metadata."""
    is_pdfx = b"GTS_PDFXVersion" in pdf.Root.Metadata.read_bytes()
    put_xmp(pdf, xmp_packet(xmp_properties(expected, pdfx=is_pdfx)))


def _write_metadata(pdf: Pdf, expected: Expected, *, pdfx: bool) -> None:
    put_xmp(pdf, xmp_packet(xmp_properties(expected, pdfx=pdfx)))
    for key, text in {
        "/Title": TITLE,
        "/Author": AUTHOR,
        "/Subject": "Tờ rơi mẫu",
        "/Keywords": "mạng xã hội",
        "/Creator": "corpus",
        "/Producer": "corpus",
        "/CreationDate": "D:20261101000000Z",
        "/ModDate": "D:20261101000000Z",
    }.items():
        pdf.docinfo[key] = String(text)
    pdf.docinfo["/Trapped"] = Name("/False")


def _write_intents(pdf: Pdf, file: str, condition: str, components: int, *kinds: str) -> None:
    profile = pdf.make_indirect(Stream(pdf, (DATA / "icc" / file).read_bytes(), N=components))
    pdf.Root.OutputIntents = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name(f"/{kind}"),
                    OutputConditionIdentifier=String(condition),
                    RegistryName=String("http://www.color.org"),
                    Info=String(condition),
                    DestOutputProfile=profile,
                )
            )
            for kind in kinds
        ]
    )


# The pages.


@dataclass(frozen=True, slots=True)
class _Inks:
    """Colours of a base: operators that set a colour for filling, and one for lines."""

    ground: str
    headline: str
    black: str
    black_line: str
    white: str
    overprint: str = ""
    knock_out: str = ""


_PRESS_INKS = _Inks(
    ground="0.06 0 0.03 0 k ",
    headline="1 0.7 0 0.1 k ",
    black="0 0 0 1 k ",
    black_line="0 0 0 1 K ",
    white="0 0 0 0 k ",
    overprint="/GOn gs ",
    knock_out="/GOff gs ",
)
_OFFICE_INKS = _Inks(
    ground="0.94 0.98 0.97 rg ",
    headline="0.02 0.32 0.59 rg ",
    black="0 0 0 rg ",
    black_line="0 0 0 RG ",
    white="1 1 1 rg ",
)


class _Sheet:
    """A page being written."""

    def __init__(self, index: int, inks: _Inks) -> None:
        self.index = index
        self.inks = inks
        self.operators: list[str] = []
        self.marked = 0

    def draw(self, operators: str) -> None:
        self.operators.append(operators)

    def tag(self, role: str, operators: str) -> int:
        """Marks ``operators``; the number is for the tree."""
        self.draw(tagged(role, self.marked, operators))
        self.marked += 1
        return self.marked - 1

    def black_text(self, x_mm: float, y_mm: float, size_pt: float, *lines: str) -> str:
        """Lines of one paragraph; each but the last ends in a space."""
        shown = [f"{line} " for line in lines[:-1]] + [lines[-1]]
        leading_mm = size_pt * 1.4 / mm_to_pt(1)
        texts = (
            text_at(x_mm, y_mm - index * leading_mm, size_pt, line)
            for index, line in enumerate(shown)
        )
        return f"{self.inks.black}{self.inks.overprint}{''.join(texts)}{self.inks.knock_out}\n"

    def headline(self, role: str, x_mm: float, y_mm: float, size_pt: float, text: str) -> Tag:
        shown = f"{self.inks.headline}{text_at(x_mm, y_mm, size_pt, text, 'F2')}"
        return Tag(role, [self.tag(role, shown)], self.index)

    def paragraph(self, x_mm: float, y_mm: float, *lines: str) -> Tag:
        return Tag("P", [self.tag("P", self.black_text(x_mm, y_mm, 10, *lines))], self.index)

    def item(self, x_mm: float, y_mm: float, label: str, *lines: str) -> Tag:
        lbl = self.tag("Lbl", self.black_text(x_mm, y_mm, 10, label))
        body = self.tag("LBody", self.black_text(x_mm + 6, y_mm, 10, *lines))
        page = self.index
        return Tag("LI", [Tag("Lbl", [lbl], page), Tag("LBody", [body], page)], page)

    def picture(self, x_mm: float, y_mm: float) -> Tag:
        """The image ``/Im1``, 30 x 20 mm."""
        width, height = mm_to_pt(30), mm_to_pt(20)
        x, y = mm_to_pt(x_mm), mm_to_pt(y_mm)
        drawn = f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /Im1 Do Q\n"
        return Tag("Figure", [self.tag("Figure", drawn)], self.index, alt="Bầu trời buổi sớm")

    def qr(self, x_mm: float, y_mm: float, side_mm: float) -> Tag:
        """A QR symbol on its white ground, four modules wider on each side."""
        drawn = qr_code(QR_TARGET, x_mm, y_mm, side_mm, self.inks.black, self.inks.white)
        alt = f"Mã QR dẫn tới {QR_TARGET}"
        return Tag("Figure", [self.tag("Figure", drawn)], self.index, alt=alt)


def qr_code(target: str, x_mm: float, y_mm: float, side_mm: float, black: str, white: str) -> str:
    """Operators that paint a QR symbol and its quiet zone."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(target)
    matrix = code.get_matrix()
    module = side_mm / len(matrix)
    margin = 4 * module
    ground = box_at(x_mm - margin, y_mm - margin, side_mm + 2 * margin, side_mm + 2 * margin)
    modules = "".join(
        box_at(x_mm + column * module, y_mm + side_mm - (row + 1) * module, module, module)
        for row, cells in enumerate(matrix)
        for column, is_dark in enumerate(cells)
        if is_dark
    )
    return f"{white}{ground}f\n{black}{modules}f\n"


def _marks(width_mm: float, height_mm: float, folds_mm: Iterable[float] = ()) -> str:
    """Crop marks at the corners and fold marks, all outside of the bleed."""
    near, far = BLEED_MM + 1, SLUG_MM - 1
    lines = []
    for x in (0.0, width_mm):
        lines += [line_at(x, -far, x, -near, 0.25)]
        lines += [line_at(x, height_mm + near, x, height_mm + far, 0.25)]
    for y in (0.0, height_mm):
        lines += [line_at(-far, y, -near, y, 0.25)]
        lines += [line_at(width_mm + near, y, width_mm + far, y, 0.25)]
    for x in folds_mm:
        lines += ["[3 2] 0 d\n", line_at(x, -far, x, -near, 0.25)]
        lines += [line_at(x, height_mm + near, x, height_mm + far, 0.25)]
    return artifact(f"q /Registration CS 1 SCN\n{''.join(lines)}Q\n", "Page")


def _ground(inks: _Inks, width_mm: float, height_mm: float, bleed_mm: float) -> str:
    filled = box_at(-bleed_mm, -bleed_mm, width_mm + 2 * bleed_mm, height_mm + 2 * bleed_mm)
    return artifact(f"{inks.ground}{filled}f\n", "Background")


def separation(pdf: Pdf, ink: str, full: Sequence[float]) -> Any:
    """A Separation colour space with a DeviceCMYK recipe for the full ink."""
    function = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=Array(list(full)),
        N=1,
    )
    return pdf.make_indirect(Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, function]))


def smooth_image(pdf: Pdf, width_px: int, height_px: int, space: str) -> Any:
    """An image without edges: it shows what resolution it has, and nothing else."""
    across = np.linspace(0, 110, width_px)[None, :]
    down = np.linspace(0, 90, height_px)[:, None]
    if space == "DeviceCMYK":
        channels: tuple[Any, ...] = (across + 40, down, 0.5 * across, 0 * across + 0 * down)
    else:
        channels = (200 - across, 240 - down, 255 - 0.2 * across)
    shape = (height_px, width_px)
    pixels = np.stack([np.broadcast_to(c, shape) for c in channels], axis=-1)
    return Stream(
        pdf,
        pixels.astype(np.uint8).tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width_px,
        Height=height_px,
        BitsPerComponent=8,
        ColorSpace=Name(f"/{space}"),
    )


def _resources(pdf: Pdf, space: str) -> Any:
    states = Dictionary(
        GOn=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1),
        GOff=Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0),
    )
    return Dictionary(
        Font=Dictionary({f"/{key}": _font(pdf, key) for key in _FACES}),
        XObject=Dictionary(Im1=pdf.make_indirect(smooth_image(pdf, 354, 236, space))),
        ExtGState=states if space == "DeviceCMYK" else Dictionary(),
        ColorSpace=Dictionary(Registration=separation(pdf, "All", (1, 1, 1, 1)))
        if space == "DeviceCMYK"
        else Dictionary(),
    )


def _box(width_mm: float, height_mm: float, around_mm: float) -> Any:
    corners = (-around_mm, -around_mm, width_mm + around_mm, height_mm + around_mm)
    return Array([round(mm_to_pt(length), 3) for length in corners])


def _add_page(pdf: Pdf, sheet: _Sheet, resources_: Any, trim_mm: tuple[float, float]) -> None:
    is_press = sheet.inks is _PRESS_INKS
    page = Dictionary(
        Type=Name.Page,
        MediaBox=_box(*trim_mm, SLUG_MM if is_press else 0),
        TrimBox=_box(*trim_mm, 0),
        Resources=resources_,
        Contents=pdf.make_stream("".join(sheet.operators).encode()),
    )
    if is_press:
        page.BleedBox = _box(*trim_mm, BLEED_MM)
        page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _expected(
    destination: str,
    profile: str,
    trim_mm: tuple[float, float],
    folds_mm: tuple[tuple[float, ...], ...] = ((),),
) -> Expected:
    return Expected(
        campaign="vi-du",
        material="leaflet" if any(folds_mm) else "insert",
        size="A4" if any(folds_mm) else "A5",
        theme="mau",
        destination=destination,
        profile=profile,
        trim_mm=trim_mm,
        pages=len(folds_mm),
        folds_mm=folds_mm,
        may_cross_folds=(),
        letter="8893/UBND-VHTT, 2026-10-28",
        letter_sha256=hashlib.sha256(b"letter").hexdigest(),
        texts=tuple(
            ExpectedText(item, address, hashlib.sha256(text.encode()).hexdigest(), text)
            for item, address, text in (
                ("do-1", "1.1", OFFICIAL[0]),
                ("dont-1", "2.1", OFFICIAL[1]),
            )
        ),
        acts=(ExpectedAct(ACT, dt.date(2021, 6, 17), "in-force", dt.date(2026, 11, 1)),),
        qr_target=QR_TARGET,
        items=(AskedItem("do-1", is_whole=True), AskedItem("dont-1", is_whole=True)),
        stated=(StatedText("campaign.title", TITLE),),
    )


_EXPECTED = {
    "press": _expected("press", "offset", (148.0, 210.0)),
    "office": _expected("office", "office-borderless", (148.0, 210.0)),
    "leaflet": _expected("press", "offset", (297.0, 210.0), ((97.0, 197.0), (100.0, 200.0))),
}


def _a5(inks: _Inks, band: str = "") -> tuple[_Sheet, list[Tag]]:
    """The one page of most bases."""
    sheet = _Sheet(0, inks)
    is_press = inks is _PRESS_INKS
    sheet.draw(_ground(inks, 148, 210, BLEED_MM if is_press else 0))
    sheet.draw(artifact(band) if band else "")
    tags = [sheet.headline("H1", 10, 190, 22, TITLE), sheet.headline("H2", 10, 178, 13, "Quy tắc")]
    items = [
        sheet.item(
            10, 168, "1.", "Tôn trọng pháp luật và quyền, lợi ích hợp pháp", "của người khác."
        ),
        sheet.item(
            10, 154, "2.", "Không đăng tải nội dung vi phạm pháp luật, tin giả,", "tin sai sự thật."
        ),
    ]
    tags.append(Tag("L", items))
    rule = f"{inks.black_line}{inks.overprint}{line_at(10, 140, 138, 140, 0.5)}{inks.knock_out}\n"
    sheet.draw(artifact(rule))
    tags.append(sheet.paragraph(10, 130, f"Theo Quyết định số {ACT} ngày 17/6/2021."))
    tags += [sheet.picture(10, 30), sheet.qr(95, 25, 30)]
    address = sheet.tag(
        "Link" if not is_press else "P", sheet.black_text(10, 15, 10, "example.org/874")
    )
    if is_press:
        tags.append(Tag("P", [address]))
        sheet.draw(_marks(148, 210))
    else:
        tags.append(Tag("P", [Tag("Link", [address], link=True)]))
    return sheet, tags


def _press(pdf: Pdf, band: str = "") -> None:
    sheet, tags = _a5(_PRESS_INKS, band)
    _add_page(pdf, sheet, _resources(pdf, "DeviceCMYK"), (148, 210))
    _write_tree(pdf, tags)
    _write_metadata(pdf, _EXPECTED["press"], pdfx=True)
    _write_intents(pdf, "FOGRA39L-compact-v2.icc", "FOGRA39", 4, "GTS_PDFX", "GTS_PDFA1")


@cache
def press_base() -> bytes:
    """A5, four inks, bleed and crop marks; PDF/X-4, PDF/A-2a, PDF/UA-1."""
    with pikepdf.new() as pdf:
        _press(pdf)
        return saved(pdf)


@cache
def press_spot_base() -> bytes:
    """As :func:`press_base`, with a band of PANTONE 3145 C (``/Spot``)."""
    with pikepdf.new() as pdf:
        _press(pdf, f"/Spot cs 0.4 scn {box_at(10, 70, 128, 12)}f\n")
        add_resource(
            pdf.pages[0],
            "/ColorSpace",
            "/Spot",
            separation(pdf, "PANTONE 3145 C", (1, 0.22, 0.3, 0.1)),
        )
        return saved(pdf)


@cache
def office_base() -> bytes:
    """A5 at trim size in sRGB with a link; PDF/A-2a, PDF/UA-1."""
    with pikepdf.new() as pdf:
        sheet, tags = _a5(_OFFICE_INKS)
        _add_page(pdf, sheet, _resources(pdf, "DeviceRGB"), (148, 210))
        link = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(mm_to_pt(length), 3) for length in (10, 14, 40, 19)]),
                Border=Array([0, 0, 0]),
                F=4,
                Contents=String(f"Mở {QR_TARGET}"),
                A=Dictionary(S=Name.URI, URI=String(QR_TARGET)),
            )
        )
        pdf.pages[0].obj.Annots = Array([link])
        _write_tree(pdf, tags, [link])
        _write_metadata(pdf, _EXPECTED["office"], pdfx=False)
        _write_intents(pdf, "sRGB-compact-v2.icc", "sRGB IEC61966-2.1", 3, "GTS_PDFA1")
        return saved(pdf)


@cache
def leaflet_base() -> bytes:
    """A4 landscape on two pages, folded twice; else as :func:`press_base`."""
    with pikepdf.new() as pdf:
        expected = _EXPECTED["leaflet"]
        shared = _resources(pdf, "DeviceCMYK")
        tags: list[Tag] = []
        for index, folds in enumerate(expected.folds_mm):
            sheet = _Sheet(index, _PRESS_INKS)
            sheet.draw(_ground(_PRESS_INKS, 297, 210, BLEED_MM))
            tags += _outside(sheet) if index == 0 else _inside(sheet)
            sheet.draw(_marks(297, 210, folds))
            _add_page(pdf, sheet, shared, (297, 210))
        _write_tree(pdf, tags)
        _write_metadata(pdf, expected, pdfx=True)
        _write_intents(pdf, "FOGRA39L-compact-v2.icc", "FOGRA39", 4, "GTS_PDFX", "GTS_PDFA1")
        return saved(pdf)


def _outside(sheet: _Sheet) -> list[Tag]:
    return [
        sheet.headline("H1", 10, 180, 20, TITLE),
        sheet.paragraph(10, 160, "Theo Quyết định số", f"{ACT} ngày 17/6/2021."),
        sheet.qr(130, 100, 30),
        sheet.headline("H2", 207, 180, 13, "Liên hệ"),
        sheet.paragraph(207, 160, "example.org/874"),
    ]


def _inside(sheet: _Sheet) -> list[Tag]:
    first = sheet.headline("H2", 10, 180, 13, "Nên làm")
    do = sheet.item(
        10, 165, "1.", "Tôn trọng pháp luật và quyền, lợi", "ích hợp pháp của người khác."
    )
    second = sheet.headline("H2", 110, 180, 13, "Không nên làm")
    dont = sheet.item(
        110, 165, "2.", "Không đăng tải nội dung vi phạm", "pháp luật, tin giả, tin sai sự thật."
    )
    picture = sheet.picture(215, 100)
    page = sheet.index
    return [first, Tag("L", [do], page), second, Tag("L", [dont], page), picture]


def expected_of(base: Base) -> Expected | None:
    """Expectations of a base."""
    return _EXPECTED[_kind(base)]


def profile_name_of(base: Base) -> str:
    """The profile that a base is made for."""
    return _EXPECTED[_kind(base)].profile


def _kind(base: Base) -> str:
    if base is office_base:
        return "office"
    return "leaflet" if base is leaflet_base else "press"


BASES: tuple[Base, ...] = (press_base, press_spot_base, office_base, leaflet_base)


# Planting.


def add_resource(page: pikepdf.Page, kind: str, name: str, value: Any) -> None:
    """Names ``value`` in the page's resources, as add_resource(page, "/Font", "/F9", font)."""
    holder = page.obj.Resources
    if kind not in holder:
        holder[kind] = Dictionary()
    holder[kind][name] = value


def add_content(
    page: pikepdf.Page, operators: str | bytes, *, first: bool = False, marked: bool = True
) -> None:
    """Paints ``operators`` over the page, or under all else when ``first``.

    ``marked``: as an artifact. The graphics state is as at a page's start, and is restored.
    """
    text = operators.decode("latin-1") if isinstance(operators, bytes) else operators
    wrapped = f"\nq\n{text}\nQ\n"
    page.contents_add((artifact(wrapped) if marked else wrapped).encode("latin-1"), prepend=first)


def add_tagged(pdf: Pdf, operators: str, role: str = "P", *, page: int = 0, **entries: Any) -> Any:
    """Paints ``operators`` with a tag of its own at the end of the document; gives the element."""
    target = pdf.pages[page]
    root = pdf.Root.StructTreeRoot
    row = list(root.ParentTree.Nums)[2 * page + 1]
    mcid = len(row)
    add_content(target, tagged(role, mcid, operators), marked=False)
    document = root.K[0]
    element = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem, S=Name(f"/{role}"), P=document, Pg=target.obj, K=Array([mcid])
        )
    )
    for key, value in entries.items():
        element[f"/{key}"] = value
    row.append(element)
    document.K.append(element)
    return element


def replace_content(page: pikepdf.Page, old: str, new: str) -> None:
    """Replaces the first ``old``, which must be there, in the page's content."""
    content = page.Contents.read_bytes().decode("latin-1")
    assert old in content, old
    page.Contents.write(content.replace(old, new, 1).encode("latin-1"))
