"""The structure that PDF/X-4 asks of a file, and what a press must not find in one.

Source: ISO 15930-7 is not freely readable; these rules follow what Acrobat, callas, Enfocus and
Ghent Workgroup publish of it, and ISO 19005-2, which has most of them, too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from generator.core.destination import Destination
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.file import GROUP
from generator.preflight.checks.rule import Rule
from generator.preflight.checks.standards import Standard, claimed_standards
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.object_walk import ReachedObject, reachable_objects
from generator.preflight.pdf.xmp import PDF, XMP, XMP_MM, xmp_packet
from generator.reading.pdf.objects import (
    FAULTS,
    document_information,
    elements,
    entry,
    has_entries,
    name,
)

#: A PDF/X-4 is of PDF 1.6 at most (ISO 15930-7).
_NEWEST: Final = (1, 6)
_ASKED: Final = "PDF/X-4"
_DATES: Final = ("CreateDate", "ModifyDate", "MetadataDate")
_IDS: Final = ("DocumentID", "VersionID", "RenditionClass")

_EXPORT_AS_X4 = msg(
    "Ask who made the layout to export it as PDF/X-4 and to change nothing afterwards; anpham "
    "does so with --for press."
)

NOT_PDFX = Rule(
    "pdfx-version",
    msg("The file does not say that it is a PDF/X-4"),
    msg(
        "PDF/X-4 is the promise that nothing in the file surprises the press. Many shops sort "
        "files by it and ask back when it is missing."
    ),
    _EXPORT_AS_X4,
    "ISO 15930-7, identification; yob/pdf-preflight",
    group=GROUP,
    follows_destination=True,
)
TOO_NEW = Rule(
    "pdf-version",
    msg("The file is of a newer kind of PDF than PDF/X-4 allows"),
    msg("Older printers' software may misread what newer kinds of PDF brought."),
    _EXPORT_AS_X4,
    "ISO 15930-7: PDF 1.6",
    group=GROUP,
    follows_destination=True,
)
NO_ID = Rule(
    "file-id-missing",
    msg("The file has no identifier"),
    msg("The print shop's system cannot tell a corrected file from the one before it."),
    _EXPORT_AS_X4,
    "ISO 15930-7; ISO 32000-2, 14.4",
    group=GROUP,
    follows_destination=True,
)
TRAPPED_UNKNOWN = Rule(
    "trapped-unknown",
    msg("The file does not say whether it is trapped"),
    msg(
        "Trapping lets neighbouring colours overlap a little. If the shop does not know whether "
        "it is done, it is done twice or not at all."
    ),
    _EXPORT_AS_X4,
    "ISO 15930-7, Trapped; ISO 32000-2, table 349",
    group=GROUP,
    follows_destination=True,
)
NO_DATES = Rule(
    "dates-missing",
    msg("The file does not say when it was made"),
    msg("Of two versions nobody can tell which is the newer one."),
    _EXPORT_AS_X4,
    "ISO 15930-7, metadata; yob/pdf-preflight",
    group=GROUP,
    follows_destination=True,
)
NO_XMP_IDS = Rule(
    "document-id-missing",
    msg("The metadata lack the document's identifiers"),
    msg("The print shop's system cannot follow the document through its versions."),
    _EXPORT_AS_X4,
    "ISO 15930-7, metadata: xmpMM",
    group=GROUP,
    follows_destination=True,
)
TRANSFER = Rule(
    "transfer-function",
    msg("A transfer function changes the colours"),
    msg("Tones are made lighter or darker on the way to the press, and no proof shows it."),
    _EXPORT_AS_X4,
    "ISO 15930-7; ISO 19005-2, 6.2.5; ISO 32000-2, 10.5",
    group=GROUP,
)
HALFTONE = Rule(
    "halftone",
    msg("The file sets its own screen"),
    msg("The screen ruling is the press's business; one from the file gives moiré or banding."),
    msg("Export again without “preserve halftone information”."),
    "ISO 15930-7; ISO 32000-2, 10.6",
    group=GROUP,
)
POSTSCRIPT = Rule(
    "postscript-object",
    msg("There is PostScript code in the file"),
    msg("It runs on some printers only; on all others, something is missing on the page."),
    _EXPORT_AS_X4,
    "ISO 15930-7; ISO 19005-2, 6.2.9",
    group=GROUP,
)
ALTERNATES = Rule(
    "alternate-image",
    msg("A picture has a stand-in"),
    msg("The press may print the one for the screen in place of the fine one."),
    _EXPORT_AS_X4,
    "ISO 15930-7; ISO 19005-2, 6.2.8; ISO 32000-2, 8.9.5.4",
    group=GROUP,
)
OPI = Rule(
    "opi",
    msg("A picture is only a placeholder"),
    msg("The real picture lies on a computer that the press cannot reach (OPI)."),
    msg("Link the real pictures in the layout program and export again."),
    "ISO 15930-7; ISO 19005-2, 6.2.8; ISO 32000-1, 14.11.7",
    group=GROUP,
)
LZW = Rule(
    "lzw",
    msg("The file is packed in a way that archives refuse"),
    msg("LZW compression is old and barred from PDF/A; archives and portals may refuse the file."),
    msg("Save it again with another program (in Acrobat: Save As Optimized PDF)."),
    "ISO 19005-2, 6.1.7.2",
    group=GROUP,
)
DAMAGED = Rule(
    "file-damaged",
    msg("The file is damaged"),
    msg(
        "A part was lost or changed on the way, often because a download or a copy broke off. "
        "Programs guess what is missing, each in its own way, so pages may lack something."
    ),
    msg("Send or download it again, or copy it anew from where it was made."),
    "ISO 32000-2, 7.5.4 and 7.5.5: the table of the file's objects and its trailer",
    group=GROUP,
    explains_others=True,
)
RULES: tuple[Rule, ...] = (
    DAMAGED,
    NOT_PDFX,
    TOO_NEW,
    NO_ID,
    TRAPPED_UNKNOWN,
    NO_DATES,
    NO_XMP_IDS,
    TRANSFER,
    HALFTONE,
    POSTSCRIPT,
    ALTERNATES,
    OPI,
    LZW,
)


def check_whole(document: Document, brief: Brief) -> Iterator[Finding]:
    """The file's own table leads to its objects; nothing had to be guessed to open it."""
    # Small slips have warnings, too, and are common; so the file is opened once more as it is.
    if document.pdf.get_warnings() and not _opens_as_it_is(document.data):
        message = msg("the file breaks off or was changed; it opens only because programs mend it")
        yield DAMAGED.found(Severity.ERROR, message)


def _opens_as_it_is(data: bytes) -> bool:
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            return len(pdf.pages) > 0
    except FAULTS:
        return False


def check_version(document: Document, brief: Brief) -> Iterator[Finding]:
    """The file says that it is a PDF/X-4, and is of a kind that one may be."""
    if not brief.profile.pdfx:
        return
    version = claimed_standards(document).get(Standard.PDFX)
    if version is None:
        message = msg("no kind of PDF/X is stated; the profile asks for {asked}", asked=_ASKED)
        yield NOT_PDFX.found(Severity.ERROR, message)
    elif version != _ASKED:
        message = msg(
            "the file is a {found}; the profile asks for {asked}", found=version, asked=_ASKED
        )
        yield NOT_PDFX.found(Severity.WARNING, message)
    newest = max(_version(document.pdf.pdf_version), _catalogue_version(document.pdf))
    if newest > _NEWEST:
        found = ".".join(map(str, newest))
        message = msg("the file is PDF {found}; PDF/X-4 goes up to 1.6", found=found)
        yield TOO_NEW.found(Severity.WARNING, message)


def _catalogue_version(pdf: Any) -> tuple[int, ...]:
    return _version(name(entry(pdf.Root, "/Version")) or "")


def _version(text: str) -> tuple[int, ...]:
    parts = text.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def check_identity(document: Document, brief: Brief) -> Iterator[Finding]:
    """The file and the document can be distinguished from others, and from their older versions."""
    if not brief.profile.pdfx:
        return
    ids = list(elements(entry(document.pdf.trailer, "/ID")))
    if len(ids) != 2 or not all(bytes(one) for one in ids if isinstance(one, pikepdf.String)):
        yield NO_ID.found(Severity.ERROR, msg("the file has no ID"))
    packet = xmp_packet(document)
    if not packet.is_present or packet.fault is not None:
        return  # reported by the metadata check
    for rule, space, names in ((NO_DATES, XMP, _DATES), (NO_XMP_IDS, XMP_MM, _IDS)):
        missing = [one for one in names if packet.first(space, one) is None]
        if missing:
            message = msg("the metadata lack {names}", names=", ".join(missing))
            yield rule.found(Severity.ERROR, message)


def check_trapped(document: Document, brief: Brief) -> Iterator[Finding]:
    """The file says whether it is trapped."""
    if not brief.profile.pdfx:
        return
    said = name(entry(document_information(document.pdf), "/Trapped"))
    in_xmp = xmp_packet(document).first(PDF, "Trapped")
    if not {said, in_xmp} & {"True", "False"}:
        message = msg("“Trapped” is neither True nor False")
        yield TRAPPED_UNKNOWN.found(Severity.ERROR, message)


def check_screens(document: Document, brief: Brief) -> Iterator[Finding]:
    """No graphics state bends tones or sets a screen."""
    if brief.profile.destination is not Destination.PRESS:
        return
    for thing in reachable_objects(document):
        if thing.parent_key != "ExtGState":
            continue
        if _bends_tones(thing.value):
            yield TRANSFER.found(Severity.ERROR, msg("a transfer function"), thing.place)
        screen = entry(thing.value, "/HT")
        if has_entries(screen):
            yield HALFTONE.found(Severity.WARNING, msg("a halftone screen"), thing.place)


def _bends_tones(state: Any) -> bool:
    """True if a state has a transfer function; that of the device (Default) is none of its own."""
    new = entry(state, "/TR2")
    return entry(state, "/TR") is not None or (new is not None and name(new) != "Default")


def check_objects(document: Document, brief: Brief) -> Iterator[Finding]:
    """No PostScript, no stand-ins for pictures, no placeholders."""
    for_press = brief.profile.destination is Destination.PRESS
    severity = Severity.ERROR if for_press else Severity.WARNING
    for thing in reachable_objects(document):
        if _is_postscript(thing):
            yield POSTSCRIPT.found(severity, msg("a PostScript object"), thing.place)
        if entry(thing.value, "/Alternates") is not None:
            yield ALTERNATES.found(severity, msg("a picture with a stand-in"), thing.place)
        if entry(thing.value, "/OPI") is not None:
            yield OPI.found(severity, msg("a placeholder of a picture (OPI)"), thing.place)


def _is_postscript(thing: ReachedObject) -> bool:
    subtypes = (entry(thing.value, "/Subtype"), entry(thing.value, "/Subtype2"))
    is_object = thing.parent_key == "XObject" and "PS" in map(name, subtypes)
    return is_object or entry(thing.value, "/PS") is not None


def check_packing(document: Document, brief: Brief) -> Iterator[Finding]:
    """No LZW compression."""
    packed = [
        thing for thing in reachable_objects(document) if "LZWDecode" in _filters(thing.value)
    ]
    if packed:
        message = msg("streams packed with LZW: {count}", count=len(packed))
        severity = Severity.ERROR if Standard.PDFA in claimed_standards(document) else Severity.NOTE
        yield LZW.found(severity, message, packed[0].place)


def _filters(stream: Any) -> tuple[str, ...]:
    if not isinstance(stream, pikepdf.Stream):
        return ()
    filters = entry(stream, "/Filter")
    one = name(filters)
    return (one,) if one else tuple(name(each) or "" for each in elements(filters))


FILE_CHECKS: tuple[FileCheck, ...] = (
    check_whole,
    check_version,
    check_identity,
    check_trapped,
    check_screens,
    check_objects,
    check_packing,
)
