"""One PDF file, made through ReportLab's canvas: pages, boxes, content, links, tags, metadata.

Content comes as operator strings (``draw.operators``) or as blocks that were compressed once and
are shared by many documents. Fonts come from ``draw.fonts``. The content of the pages is decided in
``draw.painter``, the destination of the file in ``draw.target``.

ReportLab writes the file; three of its habits are mended in subclasses, not in its modules: the
reference to an unembedded Helvetica, the missing line end before ``endstream`` and a date taken
from the clock or the environment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Protocol
from urllib.parse import quote

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from generator.core.colour import Gradient, Spot
from generator.core.duplex import Flip, upright_edge
from generator.core.output_intent import OutputIntent
from generator.draw.colour_spaces import (
    REGISTRATION,
    REGISTRATION_SPACE,
    AxialShading,
    separation,
    shading_dictionary,
)
from generator.draw.metadata import CREATOR, PRODUCER, Metadata, xmp
from generator.draw.objects import ImageObject, PdfObject, RawObject, stream, text_string
from generator.draw.operators import ColourMode, Point, numbers, spot_resource
from generator.draw.structure import TaggedPage, link_order, structure_objects
from generator.draw.tags import Tags
from generator.draw.target import PageBoxes, Target, page_boxes

PDF_VERSION = (1, 6)
#: The second line's high bytes mark the file as binary for programs (ISO 32000-2, 7.5.2).
_HEADER = b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % PDF_VERSION

#: Of zlib. Its default, 6, takes two percent off a file and a tenth more time to make it.
_COMPRESSION = 1

#: Resource names: the states in which black overprints and does not.
OVERPRINTS = "GsOver"
KNOCKS_OUT = "GsKnock"

#: Source: ISO 32000-2, 8.6.7 (overprint; mode 1 leaves alone what a colour has no ink for).
_STATES = {
    OVERPRINTS.encode("ascii"): b"<</OP true/op true/OPM 1>>",
    KNOCKS_OUT.encode("ascii"): b"<</OP false/op false/OPM 1>>",
}

#: Where something on a page is transparent: whether in light, or in inks, it is mixed with what it
#: lies on (ISO 32000-2, 11.4.7).
_BLENDED = {
    True: b"<</Type/Group/S/Transparency/CS/DeviceRGB>>",
    False: b"<</Type/Group/S/Transparency/CS/DeviceCMYK>>",
}

#: Characters that may stand in a URI as they are (RFC 3986); "%" because it is already escaped.
_URI_SAFE = "%:/?#[]@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class StaticBlock:
    """Content that many documents share: compressed once, its needs named beside it.

    Attributes:
        stream: A whole PDF stream object, dictionary and all.
        digest: Of the content; it goes into the file's ``/ID``.
        shadings: Those that its ``sh`` operators name.
        spots: The inks of their own that it paints with.
        images: Pictures and drawings that its ``Do`` operators name.
    """

    stream: bytes
    digest: bytes
    shadings: tuple[AxialShading, ...] = ()
    spots: tuple[Spot, ...] = ()
    images: tuple[ImageObject | PdfObject, ...] = ()


def static_block(
    operators: str,
    shadings: Sequence[AxialShading] = (),
    spots: Sequence[Spot] = (),
    images: Sequence[ImageObject | PdfObject] = (),
) -> StaticBlock:
    """A block of ``operators`` that leaves the graphics state as it found it."""
    content = operators.encode("ascii") + b"\n"
    return StaticBlock(
        stream(content, _COMPRESSION),
        hashlib.sha256(content).digest(),
        tuple(shadings),
        tuple(spots),
        tuple(images),
    )


class FontSource(Protocol):
    """Source of the fonts that a document's content names."""

    def finish(self, doc: pdfdoc.PDFDocument) -> Mapping[str, pdfdoc.PDFObjectReference]:
        """Registers the fonts in ``doc``; returns their references by resource name."""


class PdfDocument:
    """A PDF file under construction: pages in order, each made of content in painting order.

    Page coordinates are in pt, their origin the MediaBox's lower left corner, y up. Everything
    painted must be marked content: a piece that the tags of the page know, or an artifact.
    """

    def __init__(
        self, about: Metadata, fonts: FontSource | None = None, target: Target | None = None
    ) -> None:
        self._target = target or Target()
        self._flip = about.flip
        self._document = _ReportLabDocument(about, self._target)
        self._canvas = _Canvas(self._document, self._target)
        self._fonts = fonts

    def begin_page(self, width_pt: float, height_pt: float) -> PageBoxes:
        """Starts a page that is trimmed to this size; returns its boxes."""
        return self._canvas.begin_page(width_pt, height_pt)

    def add(self, operators: str) -> None:
        """Paints ``operators``, which are ASCII, onto the page."""
        self._canvas.add(operators)

    def add_block(self, block: StaticBlock) -> None:
        """Paints ``block`` onto the page."""
        for shading in block.shadings:
            self._canvas.use_shading(shading)
        for spot in block.spots:
            self._canvas.use_spot(spot)
        for image in block.images:
            self._canvas.use_image(image)
        self._canvas.add_stream(block.stream, block.digest)

    def shading(self, gradient: Gradient, start: Point, end: Point) -> str:
        """The resource name of ``gradient`` from ``start`` to ``end``, for the operator ``sh``."""
        shading = AxialShading(gradient, start, end, self._target.ink)
        self._canvas.use_shading(shading)
        return shading.name

    def link(
        self, rect_pt: tuple[float, float, float, float], url: str, alt: str, mcid: int
    ) -> None:
        """Makes a rectangle of the page open ``url``; nothing of it is seen or printed.

        ``rect_pt`` is its left, lower, right and upper edge in pt, in the space of what is drawn;
        ``alt`` is the text for screen readers; ``mcid`` is the marked content that it lies on.
        """
        left, lower, right, upper = (side / self._target.scale for side in rect_pt)
        self._canvas.add_link((left, lower, right, upper), url, alt, mcid)

    def end_page(self, tags: Tags = Tags()) -> None:
        """Finishes the page, whose marked content ``tags`` are about."""
        self._canvas.end_page(tags)

    def to_bytes(self) -> bytes:
        """The file. Equal calls with equal values give equal bytes. To be called once."""
        self._document.Catalog.ViewerPreferences = viewer_preferences(
            self._canvas.trims, is_printed=self._target.is_printed, flip=self._flip
        )
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
        """Nothing to add: the document's signature ends with the whole XMP packet."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        about = self._about
        date = b"(D:%04d%02d%02d000000Z)" % about.date.timetuple()[:3]
        entries = {
            b"Title": text_string(about.title),
            b"Author": text_string(about.author),
            b"Subject": text_string(about.subject),
            b"Keywords": text_string(about.keywords),
            b"Creator": text_string(CREATOR),
            b"Producer": text_string(PRODUCER),
            b"CreationDate": date,
            b"ModDate": date,
            b"Trapped": b"/False",
        }
        return _dictionary(entries)


def _dictionary(entries: Mapping[bytes, bytes]) -> bytes:
    return b"<<%b>>" % b"".join(b"/%b %b" % entry for entry in entries.items())


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A link before the key that ties it to its tag is known."""

    entries: Mapping[bytes, bytes]
    raw: RawObject


class _ReportLabDocument(pdfdoc.PDFDocument):
    """ReportLab's document with our metadata and our way of writing objects down."""

    # Attributes of ReportLab's that its type stubs leave out.
    Catalog: Any
    idToObject: dict[str, Any]
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]

    def __init__(self, about: Metadata, target: Target) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=PDF_VERSION)
        self._about = about
        self.info = _Info(about)
        # ReportLab's own seed is a date that it may have read from the environment.
        self.signature = hashlib.md5(usedforsecurity=False)
        self.pages: list[TaggedPage] = []
        self.annotations: dict[int, _Annotation] = {}
        # Filled when all content is known.
        self._packet = RawObject(b"")
        self._structure = RawObject(b"")
        catalog = self.Catalog
        catalog.Metadata = self.reference(self._packet)
        catalog.Lang = text_string(about.lang)
        catalog.MarkInfo = b"<</Marked true>>"
        catalog.StructTreeRoot = self.reference(self._structure)
        if target.intent is not None:
            # The class lists the entries it writes; this one is not among them.
            catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
            catalog.OutputIntents = self._output_intents(
                target.intent, target.intent_profile, pdfx=about.pdfx
            )

    def _output_intents(self, intent: OutputIntent, profile: bytes, *, pdfx: bool) -> bytes:
        """One intent for each standard that asks for one; they must share the profile's object.

        Source: ISO 19005-2, 6.2.3; ISO 15930-7, 6.2.2.
        """
        stream_ = self.register(
            b"<</N %d/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream"
            % (intent.components, len(profile), profile)
        )
        entries = {
            b"OutputConditionIdentifier": text_string(intent.condition),
            b"Info": text_string(intent.info),
            b"DestOutputProfile": self.number_of(stream_),
        }
        if intent.registry:
            entries[b"RegistryName"] = text_string(intent.registry)
        kinds = [b"/GTS_PDFX", b"/GTS_PDFA1"] if pdfx else [b"/GTS_PDFA1"]
        intents = [
            _dictionary({b"Type": b"/OutputIntent", b"S": kind, **entries}) for kind in kinds
        ]
        return b"[%b]" % b"".join(intents)

    def annotate(self, entries: Mapping[bytes, bytes]) -> pdfdoc.PDFObjectReference:
        """A reference to a new annotation, which is written when its tag is known."""
        annotation = _Annotation(entries, RawObject(b""))
        reference = self.reference(annotation.raw)
        self.annotations[self.object_number(reference)] = annotation
        return reference

    def format(self) -> bytes:
        """The file's bytes.

        ReportLab's own loop mcid_count out the line end that must stand before ``endstream``
        (ISO 19005-2, 6.1.7.1).
        """
        self._write_annotations()
        bodies: list[bytes] = []
        # Not a plain ``for``: to format one object may register others.
        while (object_name := self.numberToId.get(len(bodies) + 1)) is not None:
            bodies.append(self._body(object_name))
        root = self.object_number(self.reference(self._structure))
        structure = structure_objects(self.pages, root, len(bodies) + 1)
        bodies[root - 1] = structure[0]
        # Tags and links are content, too: the identifier covers all of it.
        for part in (*structure, *(one.raw.data for one in self.annotations.values())):
            self.signature.update(part)
        packet = xmp(self._about, self.signature.hexdigest())
        bodies[self.object_number(self.reference(self._packet)) - 1] = (
            b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream"
            % (len(packet), packet)
        )
        self.signature.update(packet)
        return self._file([*bodies, *structure[1:]])

    def _write_annotations(self) -> None:
        keys = enumerate(link_order(self.pages), start=len(self.pages))
        for key, number_ in keys:
            annotation = self.annotations[number_]
            annotation.raw.data = _dictionary({**annotation.entries, b"StructParent": b"%d" % key})

    def _file(self, bodies: Sequence[bytes]) -> bytes:
        """The objects with ``bodies``, numbered from 1, between header and trailer."""
        parts = [_HEADER]
        parts += [b"%d 0 obj\n%b\nendobj\n" % object_ for object_ in enumerate(bodies, start=1)]
        ends = list(accumulate(map(len, parts)))
        parts.append(self._cross_references(ends[:-1], ends[-1]))
        return b"".join(parts)

    def _body(self, object_name: str) -> bytes:
        """The bytes between ``obj`` and ``endobj``."""
        content = self.idToObject[object_name]
        if isinstance(content, RawObject):
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

    def object_number(self, reference: pdfdoc.PDFObjectReference) -> int:
        """The number of the object that ``reference`` is to."""
        return self.idToObjectNumberAndVersion[reference.name][0]

    def number_of(self, reference: pdfdoc.PDFObjectReference) -> bytes:
        """``reference`` as it is written in the file."""
        written: bytes = reference.format(self)
        return written

    def register(self, data: bytes, name: str | None = None) -> pdfdoc.PDFObjectReference:
        """A reference to a new indirect object of ``data``, or to the one called ``name``."""
        if name is not None and name in self.idToObject:
            return pdfdoc.PDFObjectReference(name)
        return self.reference(RawObject(data), name)

    def register_object(self, ready: PdfObject) -> pdfdoc.PDFObjectReference:
        """A reference to ``ready``, which is written once a document, as are those it names."""
        if ready.name in self.idToObject:
            return pdfdoc.PDFObjectReference(ready.name)
        parts = [
            part if isinstance(part, bytes) else self.number_of(self.register_object(part))
            for part in ready.parts
        ]
        return self.register(b"".join(parts), ready.name)

    def register_image(self, image: ImageObject | PdfObject) -> pdfdoc.PDFObjectReference:
        """A reference to ``image``, which is written once a document."""
        if isinstance(image, PdfObject):
            return self.register_object(image)
        mask = b""
        if image.mask is not None:
            mask = self.number_of(self.register(image.mask, f"{image.name}Mask"))
        return self.register(image.stream_object(mask), image.name)

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

    def __init__(self, document: _ReportLabDocument, target: Target) -> None:
        super().__init__("", pageCompression=1, invariant=1)
        self._doc = document
        self._target = target
        self._streams: list[pdfdoc.PDFObjectReference] = []
        self._spots: dict[str, Spot] = {}
        self._images: dict[str, ImageObject | PdfObject] = {}
        self._links: dict[int, list[int]] = {}
        self._boxes = page_boxes(0, 0, target)
        #: Width and height of each page's trim.
        self.trims: list[Point] = []

    def _make_preamble(self) -> None:
        # A page's content is all ours; ReportLab's own would only load a Helvetica in vain.
        self._preamble = ""

    def begin_page(self, width_pt: float, height_pt: float) -> PageBoxes:
        self._boxes = page_boxes(width_pt, height_pt, self._target)
        self.trims.append((width_pt, height_pt))
        return self._boxes

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
        self._doc.register(shading_dictionary(shading), name)
        self._shadingUsed[name] = name

    def use_spot(self, spot: Spot) -> None:
        self._spots[spot_resource(spot)] = spot

    def use_image(self, image: ImageObject | PdfObject) -> None:
        self._images[image.name] = image

    def add_link(
        self, rect: tuple[float, float, float, float], url: str, alt: str, mcid: int
    ) -> None:
        annotation = {
            b"Type": b"/Annot",
            b"Subtype": b"/Link",
            b"Rect": _array(numbers(*rect)),
            b"Border": b"[0 0 0]",
            b"F": b"4",  # It prints, which PDF/A asks for; there is nothing to be seen.
            b"Contents": text_string(alt),
            b"A": _dictionary({b"S": b"/URI", b"URI": _uri(url)}),
        }
        reference = self._doc.annotate(annotation)
        self._annotationrefs.append(reference)
        self._links.setdefault(mcid, []).append(self._doc.object_number(reference))

    def end_page(self, tags: Tags) -> None:
        self._flush()
        reference = pdfdoc.PDFObjectReference(self._doc.thisPageName())
        self.showPage()
        left, _, _, top = self._boxes.enlarged(self._target.scale).trim
        self._doc.pages.append(
            TaggedPage(
                self._doc.object_number(reference),
                left,
                top,
                tags.mcid_count,
                tags.kids,
                self._links,
                self._target.scale,
            )
        )
        self._links = {}

    def _setAnnotations(self, page: Any) -> None:
        """Called by ReportLab with the finished page: the place to complete it."""
        doc, boxes = self._doc, self._boxes
        page.MediaBox = _array(numbers(*boxes.media))
        page.TrimBox = _array(numbers(*boxes.trim))
        if boxes.bleed != boxes.trim or boxes.media != boxes.trim:
            page.BleedBox = _array(numbers(*boxes.bleed))
        page.Contents = b"[%b]" % b" ".join(doc.number_of(one) for one in self._streams)
        page.Resources = _dictionary(self._page_resources())
        page.Annots = self._annotationrefs
        page.Trans = None  # ReportLab's is an empty dictionary.
        # The class lists the entries it writes; these are not among them.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs", "Group"]
        page.StructParents = len(doc.pages)
        page.Tabs = b"/S"
        is_blended = any(image.is_transparent for image in self._images.values())
        page.Group = _BLENDED[self._target.ink is ColourMode.RGB] if is_blended else None
        self._streams = []
        self._spots = {}
        self._images = {}

    def _page_resources(self) -> dict[bytes, bytes]:
        doc = self._doc
        resources = {b"Font": doc.number_of(pdfdoc.PDFObjectReference(pdfdoc.BasicFonts))}
        if self._shadingUsed:
            resources[b"Shading"] = _dictionary(
                {
                    name.encode("ascii"): doc.number_of(pdfdoc.PDFObjectReference(name))
                    for name in self._shadingUsed
                }
            )
        if self._target.ink is not ColourMode.RGB:
            resources[b"ExtGState"] = _dictionary(_STATES)
        spaces = {
            name.encode("ascii"): doc.number_of(doc.register(separation(spot), name))
            for name, spot in self._spots.items()
        }
        if self._target.around:
            spaces[REGISTRATION.encode("ascii")] = doc.number_of(
                doc.register(REGISTRATION_SPACE, REGISTRATION)
            )
        if spaces:
            resources[b"ColorSpace"] = _dictionary(spaces)
        if self._images:
            resources[b"XObject"] = _dictionary(
                {
                    name.encode("ascii"): doc.number_of(doc.register_image(image))
                    for name, image in self._images.items()
                }
            )
        return resources


_DUPLEX = {
    Flip.SHORT_EDGE: b"/DuplexFlipShortEdge",
    Flip.LONG_EDGE: b"/DuplexFlipLongEdge",
}


def viewer_preferences(
    trims: Sequence[Point], *, is_printed: bool, flip: Flip | None = None
) -> bytes:
    """The entries for a viewer's window and for its print window, so that nobody has to choose.

    What is printed keeps its size: a viewer that makes it fit the printer's paper moves the folds.

    Args:
        trims: Width and height of each page.
        flip: The edge about which the sheet is turned; None for the upright one.

    Source: ISO 32000-1, 12.2, table 150.
    """
    entries = {b"DisplayDocTitle": b"true"}
    if is_printed:
        entries[b"PrintScaling"] = b"/None"
        if len(trims) > 1:
            entries[b"Duplex"] = _DUPLEX[flip or upright_edge(*trims[0])]
    return _dictionary(entries)


def _array(members: str) -> bytes:
    return f"[{members}]".encode("ascii")


def _uri(url: str) -> bytes:
    """``url`` as a literal string in ASCII, whatever it held percent-encoded."""
    escaped = quote(url, safe=_URI_SAFE)
    for character in "\\()":
        escaped = escaped.replace(character, "\\" + character)
    return f"({escaped})".encode("ascii")
