"""One PDF file, made through ReportLab's canvas: pages, content streams, links, metadata.

Content comes as operator strings (``draw.operators``) or as blocks that were compressed once and
are shared by many documents. Fonts come from ``draw.fonts``. What the pages show is decided in
``draw.painter``; boxes, intents and tags for a press are added by ``press``.

ReportLab writes the file; three of its habits are mended in subclasses, not in its modules: the
reference to an unembedded Helvetica, the missing line end before ``endstream`` and a date taken
from the clock or the environment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Protocol
from urllib.parse import quote

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from generator.colour import Gradient
from generator.draw.metadata import CREATOR, PRODUCER, Metadata, xmp
from generator.draw.objects import Ready, stream
from generator.draw.operators import Point, numbers

PDF_VERSION = (1, 6)
#: The second line's high bytes tell programs that the file is binary (ISO 32000-2, 7.5.2).
_HEADER = b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % PDF_VERSION

#: Of zlib. Its default, 6, takes two percent off a file and a tenth more time to make it.
_COMPRESSION = 1

#: Characters that may stand in a URI as they are (RFC 3986); "%" because it is already escaped.
_URI_SAFE = "%:/?#[]@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class AxialShading:
    """A linear gradient between two points, in the coordinates of the block that paints it."""

    gradient: Gradient
    start: Point
    end: Point

    @property
    def name(self) -> str:
        """The resource name. Equal shadings have equal names in every document."""
        return _shading_name(self)


@lru_cache(maxsize=256)
def _shading_name(shading: AxialShading) -> str:
    return "Sh" + hashlib.sha256(_shading_bytes(shading)).hexdigest()[:12]


@lru_cache(maxsize=256)
def _shading_bytes(shading: AxialShading) -> bytes:
    """The shading dictionary. Its function has one linear part between each two stops.

    Source: ISO 32000-2, 8.7.4.5.3 (axial shadings) and 7.10.4 (stitching functions).
    """
    stops = shading.gradient.stops
    # Before its first and after its last stop a CSS gradient keeps their colours.
    offsets = [0.0, *(stop.offset for stop in stops), 1.0]
    colours = [numbers(*stop.colour.rgb) for stop in (stops[0], *stops, stops[-1])]
    parts = [
        f"<</FunctionType 2/Domain[0 1]/N 1/C0[{one}]/C1[{other}]>>"
        for one, other in pairwise(colours)
    ]
    function = (
        f"<</FunctionType 3/Domain[0 1]/Functions[{''.join(parts)}]"
        f"/Bounds[{numbers(*offsets[1:-1])}]/Encode[{' '.join(['0 1'] * len(parts))}]>>"
    )
    coords = numbers(*shading.start, *shading.end)
    return (
        f"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[{coords}]"
        f"/Function {function}/Extend[true true]>>"
    ).encode("ascii")


@dataclass(frozen=True, slots=True)
class StaticBlock:
    """Content that many documents share: compressed once, its needs named beside it.

    Attributes:
        stream: A whole PDF stream object, dictionary and all.
        digest: Of the content; it goes into the file's ``/ID``.
        shadings: What its ``sh`` operators name.
    """

    stream: bytes
    digest: bytes
    shadings: tuple[AxialShading, ...] = ()


def static_block(operators: str, shadings: Sequence[AxialShading] = ()) -> StaticBlock:
    """A block of ``operators`` that leaves the graphics state as it found it."""
    content = operators.encode("ascii") + b"\n"
    return StaticBlock(
        stream(content, _COMPRESSION), hashlib.sha256(content).digest(), tuple(shadings)
    )


class FontSource(Protocol):
    """What embeds the fonts that a document's content names."""

    def finish(self, doc: pdfdoc.PDFDocument) -> Mapping[str, pdfdoc.PDFObjectReference]:
        """Registers the fonts in ``doc``; gives their references by resource name."""


class PdfDocument:
    """A PDF file in the making: pages in order, each made of content in painting order.

    Page coordinates are in pt, their origin the page's lower left corner, y up.
    """

    def __init__(self, about: Metadata, fonts: FontSource | None = None) -> None:
        self._document = _Document(about)
        self._canvas = _Canvas(self._document)
        self._fonts = fonts

    def begin_page(self, width_pt: float, height_pt: float) -> None:
        """Starts a page that is trimmed at its edges: MediaBox and TrimBox are the same."""
        self._canvas.begin_page(width_pt, height_pt)

    def add(self, operators: str) -> None:
        """Paints ``operators``, which are ASCII, onto the page."""
        self._canvas.add(operators)

    def add_block(self, block: StaticBlock) -> None:
        """Paints ``block`` onto the page."""
        for shading in block.shadings:
            self._canvas.use_shading(shading)
        self._canvas.add_stream(block.stream, block.digest)

    def shading(self, gradient: Gradient, start: Point, end: Point) -> str:
        """The resource name of ``gradient`` from ``start`` to ``end``, for the operator ``sh``."""
        shading = AxialShading(gradient, start, end)
        self._canvas.use_shading(shading)
        return shading.name

    def link(self, rect_pt: tuple[float, float, float, float], url: str, alt: str) -> None:
        """Makes a rectangle of the page open ``url``; nothing of it is seen or printed.

        ``rect_pt`` is its left, lower, right and upper edge in pt from the page's lower left
        corner; ``alt`` is what a screen reader says.
        """
        self._canvas.add_link(rect_pt, url, alt)

    def end_page(self) -> None:
        """Finishes the page."""
        self._canvas.showPage()

    def to_bytes(self) -> bytes:
        """The file. Equal calls with equal values give equal bytes. To be called once."""
        if self._fonts is not None:
            self._document.set_fonts(self._fonts.finish(self._document))
        data: bytes = self._canvas.getpdfdata()  # type: ignore[no-untyped-call]
        return data


class _Info(pdfdoc.PDFInfo):
    """The Info dictionary, dated by its caller and not by the clock or the environment."""

    def __init__(self, about: Metadata) -> None:
        super().__init__()
        self._about = about

    def digest(self, md5object: hashlib._Hash) -> None:
        """Nothing to add: the document's signature starts from the whole XMP packet."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        about = self._about
        date = b"(D:%04d%02d%02d000000Z)" % about.date.timetuple()[:3]
        entries = {
            b"Title": _text(about.title),
            b"Author": _text(about.author),
            b"Subject": _text(about.subject),
            b"Keywords": _text(about.keywords),
            b"Creator": _text(CREATOR),
            b"Producer": _text(PRODUCER),
            b"CreationDate": date,
            b"ModDate": date,
            b"Trapped": b"/False",
        }
        return _dictionary(entries)


def _dictionary(entries: Mapping[bytes, bytes]) -> bytes:
    return b"<<%b>>" % b"".join(b"/%b %b" % entry for entry in entries.items())


def _text(text: str) -> bytes:
    """A text string, in UTF-16 (ISO 32000-2, 7.9.2.2)."""
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().encode("ascii")


class _Document(pdfdoc.PDFDocument):
    """ReportLab's document with our metadata and our way of writing objects down."""

    # Attributes of ReportLab's that its type stubs leave out.
    Catalog: Any
    idToObject: dict[str, Any]

    def __init__(self, about: Metadata) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=PDF_VERSION)
        self.info = _Info(about)
        packet = xmp(about)
        # ReportLab's own seed is a date that it may have read from the environment.
        self.signature = hashlib.md5(packet, usedforsecurity=False)
        self.Catalog.Metadata = self.register(
            b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream"
            % (len(packet), packet)
        )
        self.Catalog.ViewerPreferences = b"<</DisplayDocTitle true>>"
        self.Catalog.Lang = _text(about.lang)

    def format(self) -> bytes:
        """The file's bytes.

        ReportLab's own loop leaves out the line end that must stand before ``endstream``
        (ISO 19005-2, 6.1.7.1).
        """
        parts = [_HEADER]
        offsets: list[int] = []
        end = len(_HEADER)
        # Not a plain ``for``: to format one object may register others.
        while (object_name := self.numberToId.get(len(offsets) + 1)) is not None:
            offsets.append(end)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (len(offsets), self._body(object_name)))
            end += len(parts[-1])
        parts.append(self._cross_references(offsets, end))
        return b"".join(parts)

    def _body(self, object_name: str) -> bytes:
        """What stands between ``obj`` and ``endobj``."""
        content = self.idToObject[object_name]
        if isinstance(content, Ready):
            return content.data
        body: bytes = pdfdoc.format(content, self, toplevel=1)
        if isinstance(content, pdfdoc.PDFStream):
            body = body.removesuffix(b"endstream\n") + b"\nendstream"
        return body

    def _cross_references(self, offsets: Sequence[int], start: int) -> bytes:
        """The cross-reference table, the trailer and the file's last line."""
        count = len(offsets) + 1
        lines = ["xref", f"0 {count}", "0000000000 65535 f "]
        lines += [f"{offset:010d} 00000 n " for offset in offsets]
        root = self.number_of(self.reference(self.Catalog))
        info = self.number_of(self.reference(self.info))
        trailer = b"<</Size %d/Root %b/Info %b/ID%b>>" % (count, root, info, self.ID())
        table = "\n".join(lines).encode("ascii")
        return b"%b\ntrailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (table, trailer, start)

    def set_fonts(self, fonts: Mapping[str, pdfdoc.PDFObjectReference]) -> None:
        """Fills the font dictionary that all pages share."""
        self.idToObject[pdfdoc.BasicFonts].dict.update(fonts)

    def number_of(self, reference: pdfdoc.PDFObjectReference) -> bytes:
        """``reference`` as it is written in the file."""
        written: bytes = reference.format(self)
        return written

    def register(self, data: bytes, name: str | None = None) -> pdfdoc.PDFObjectReference:
        """A reference to a new indirect object of ``data``, or to the one called ``name``."""
        if name is not None and name in self.idToObject:
            return pdfdoc.PDFObjectReference(name)
        return self.reference(Ready(data), name)

    def reference(
        self, content: pdfdoc.PDFObject, name: str | None = None
    ) -> pdfdoc.PDFObjectReference:
        """A reference to ``content``, which becomes an indirect object if it is not yet one."""
        found: pdfdoc.PDFObjectReference
        found = self.Reference(content, name)  # type: ignore[no-untyped-call]
        return found


class _Canvas(Canvas):
    """ReportLab's canvas, each of its pages with any number of content streams."""

    # Attributes of ReportLab's that its type stubs leave out.
    _code: list[str]
    _shadingUsed: dict[str, str]
    _annotationrefs: list[pdfdoc.PDFObjectReference]

    def __init__(self, document: _Document) -> None:
        super().__init__("", pageCompression=1, invariant=1)
        self._doc = document
        self._streams: list[pdfdoc.PDFObjectReference] = []

    def _make_preamble(self) -> None:
        # A page's content is all ours; ReportLab's own would only load a Helvetica in vain.
        self._preamble = ""

    def begin_page(self, width_pt: float, height_pt: float) -> None:
        self._pagesize = (width_pt, height_pt)

    def add(self, operators: str) -> None:
        self._code.append(operators)

    def add_stream(self, written: bytes, digest: bytes) -> None:
        self._flush()
        self._streams.append(self._doc.register(written))
        self._doc.updateSignature(digest)

    def _flush(self) -> None:
        """Makes what was added since the last stream a stream of its own."""
        if self._code:
            content = "\n".join(self._code).encode("ascii") + b"\n"
            self._code.clear()
            self.add_stream(stream(content, _COMPRESSION), content)

    def use_shading(self, shading: AxialShading) -> None:
        name = shading.name
        self._doc.register(_shading_bytes(shading), name)
        self._shadingUsed[name] = name

    def add_link(self, rect: tuple[float, float, float, float], url: str, alt: str) -> None:
        annotation = {
            b"Type": b"/Annot",
            b"Subtype": b"/Link",
            b"Rect": _array(numbers(*rect)),
            b"Border": b"[0 0 0]",
            b"F": b"4",  # It prints, which PDF/A asks for; there is nothing to be seen.
            b"Contents": _text(alt),
            b"A": _dictionary({b"S": b"/URI", b"URI": _uri(url)}),
        }
        self._annotationrefs.append(self._doc.register(_dictionary(annotation)))

    def showPage(self) -> None:
        self._flush()
        super().showPage()

    def _setAnnotations(self, page: Any) -> None:
        """Called by ReportLab with the finished page: the place to complete it."""
        doc = self._doc
        resources = {b"Font": doc.number_of(pdfdoc.PDFObjectReference(pdfdoc.BasicFonts))}
        if self._shadingUsed:
            resources[b"Shading"] = _dictionary(
                {
                    name.encode("ascii"): doc.number_of(pdfdoc.PDFObjectReference(name))
                    for name in self._shadingUsed
                }
            )
        page.MediaBox = page.TrimBox = _array(numbers(0, 0, *self._pagesize))
        page.Contents = b"[%b]" % b" ".join(doc.number_of(one) for one in self._streams)
        page.Resources = _dictionary(resources)
        page.Annots = self._annotationrefs
        page.Trans = None  # ReportLab's is an empty dictionary.
        self._streams = []


def _array(members: str) -> bytes:
    return f"[{members}]".encode("ascii")


def _uri(url: str) -> bytes:
    """``url`` as a literal string in ASCII, whatever it held percent-encoded."""
    escaped = quote(url, safe=_URI_SAFE)
    for character in "\\()":
        escaped = escaped.replace(character, "\\" + character)
    return f"({escaped})".encode("ascii")
