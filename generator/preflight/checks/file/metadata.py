"""Metadata: there, readable, the same in both places, with a title and the standards kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

from generator.core.destination import Destination
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.file import GROUP
from generator.preflight.checks.rule import Rule
from generator.preflight.checks.standards import (
    Standard,
    claimed_standards,
    has_title,
    severity_against,
)
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.xmp import DC, PDF, XMP, XmpPacket, xmp_packet
from generator.reading.pdf.objects import document_information, entry, name

#: Where XMP says what Info says (ISO 19005-2, 6.6.3; ISO 16684-2).
_SAME: Final = (
    ("Title", DC, "title"),
    ("Author", DC, "creator"),
    ("Subject", DC, "description"),
    ("Keywords", PDF, "Keywords"),
    ("Creator", XMP, "CreatorTool"),
    ("Producer", PDF, "Producer"),
    ("CreationDate", XMP, "CreateDate"),
    ("ModDate", XMP, "ModifyDate"),
    ("Trapped", PDF, "Trapped"),
)
_DATES: Final = ("CreationDate", "ModDate")
#: D:YYYYMMDDHHmmSSOHH'mm' (ISO 32000-2, 7.9.4); all but the year may be missing.
_PDF_DATE: Final = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?"
)

_EXPORT_AS_PDFA = msg(
    "In Word: Save As, PDF, Options, “ISO 19005-1 compliant (PDF/A)”. Pieces of anpham have it: "
    "make the file again."
)

NO_XMP = Rule(
    "xmp-missing",
    msg("The file says nothing about itself"),
    msg("Without metadata (XMP), archives and print shops cannot tell what the file is."),
    _EXPORT_AS_PDFA,
    "ISO 15930-7; ISO 19005-2, 6.6.2",
    group=GROUP,
)
BROKEN_XMP = Rule(
    "xmp-broken",
    msg("The metadata cannot be read"),
    msg("A program has damaged the metadata (XMP); archives and print shops refuse the file."),
    _EXPORT_AS_PDFA,
    "ISO 16684-1; ISO 19005-2, 6.6.2.1",
    group=GROUP,
)
DIFFERENT = Rule(
    "xmp-info-differ",
    msg("The file says two different things about itself"),
    msg(
        "Title, author and dates stand in two places. A program has changed one of them, and "
        "nobody can tell which is right."
    ),
    msg("Make the file again from its source, and do not edit its properties afterwards."),
    "ISO 15930-7; ISO 19005-2, 6.6.3",
    group=GROUP,
)
NO_TITLE = Rule(
    "title-missing",
    msg("The file has no title"),
    msg("Screen readers say the title first, and lists show it; without it, only a file name."),
    msg("Give the document a title (in Word: File, Info, Title) and export again."),
    "ISO 14289-1, 7.1; ISO 15930-7",
    group=GROUP,
)
NO_PDFA = Rule(
    "pdfa-not-claimed",
    msg("The file does not say that it can be archived"),
    msg("Only a PDF/A looks the same in ten years; archives ask for one."),
    _EXPORT_AS_PDFA,
    "ISO 19005-2, 6.6.4",
    group=GROUP,
)
NO_PDFUA = Rule(
    "pdfua-not-claimed",
    msg("The file does not say that everyone can read it"),
    msg("Blind people's programs rely on tags; PDF/UA is the promise that these are right."),
    msg("Make the file again with anpham, or have a specialist make it a PDF/UA."),
    "ISO 14289-1, clause 5",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (NO_XMP, BROKEN_XMP, DIFFERENT, NO_TITLE, NO_PDFA, NO_PDFUA)


def check_packet(document: Document, brief: Brief) -> Iterator[Finding]:
    """The XMP packet is there, can be read and agrees with Info."""
    packet = xmp_packet(document)
    for_pdfx = brief.profile.pdfx
    if not packet.is_present:
        severity = Severity.ERROR if for_pdfx else _lesser(brief)
        yield NO_XMP.found(severity, msg("the file has no metadata (XMP)"))
    elif packet.fault is not None:
        severity = Severity.ERROR if for_pdfx else Severity.WARNING
        message = msg("the metadata are no XML: {reason}", reason=packet.fault)
        yield BROKEN_XMP.found(severity, message)
    else:
        # A file that claims no standard breaks no promise.
        promised = claimed_standards(document)
        severity = Severity.ERROR if promised else Severity.NOTE
        yield from _differences(document_information(document.pdf), packet, severity)


def _lesser(brief: Brief) -> Severity:
    on_screen = brief.profile.destination is Destination.SCREEN
    return Severity.WARNING if on_screen else Severity.NOTE


def _differences(info: Any, packet: XmpPacket, severity: Severity) -> Iterator[Finding]:
    for key, space, property_ in _SAME:
        value = entry(info, f"/{key}")
        said = (name(value) or str(value)).strip() if value is not None else ""
        values = packet.values(space, property_)
        if said in ("", "Unknown") or _agree(key, said, values):
            continue
        message = msg(
            "{key} is '{info}' in Info and '{xmp}' in XMP",
            key=key,
            info=excerpt(said),
            xmp=excerpt(", ".join(values)),
        )
        yield DIFFERENT.found(severity, message)


def _agree(key: str, said: str, values: tuple[str, ...]) -> bool:
    if key in _DATES:
        return bool(values) and _same_moment(said, values[0])
    if said in values[:1]:
        return True
    # Several authors stand in one text there and in a list here.
    return key == "Author" and re.split(r"\s*[,;]\s*", said) == [
        part for value in values for part in re.split(r"\s*[,;]\s*", value)
    ]


def _same_moment(pdf_date: str, xmp_date: str) -> bool:
    one, other = _read_pdf_date(pdf_date), _read_xmp_date(xmp_date)
    if one is None or other is None:
        return False
    if (one.tzinfo is None) != (other.tzinfo is None):
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return one.replace(microsecond=0) == other.replace(microsecond=0)


def _read_pdf_date(text: str) -> dt.datetime | None:
    match = _PDF_DATE.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, sign, hours, minutes = match.groups()
    zone: dt.tzinfo | None = dt.UTC if "Z" in text else None
    try:
        if sign is not None:
            offset = dt.timedelta(hours=int(hours), minutes=int(minutes or 0))
            zone = dt.timezone(offset if sign == "+" else -offset)
        h, m, s = (int(part or 0) for part in (hour, minute, second))
        return dt.datetime(int(year), int(month or 1), int(day or 1), h, m, s, tzinfo=zone)
    except ValueError:
        return None


def _read_xmp_date(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def check_title(document: Document, brief: Brief) -> Iterator[Finding]:
    """The file has a title."""
    if has_title(document):
        return
    severity = (
        Severity.ERROR if brief.profile.pdfx else severity_against(document, brief, Standard.PDFUA)
    )
    if severity is not None:
        yield NO_TITLE.found(severity, msg("the file has no title"))


def check_claims(document: Document, brief: Brief) -> Iterator[Finding]:
    """The file says which standards for archives and for all readers it keeps."""
    # A file without metadata says nothing at all, and that was reported.
    if brief.profile.destination is Destination.PRESS or not xmp_packet(document).is_present:
        return
    promised = claimed_standards(document)
    if Standard.PDFA not in promised:
        yield NO_PDFA.found(_lesser(brief), msg("the file is no PDF/A"))
    if Standard.PDFUA not in promised:
        yield NO_PDFUA.found(_lesser(brief), msg("the file is no PDF/UA"))


FILE_CHECKS: tuple[FileCheck, ...] = (
    check_packet,
    check_title,
    check_claims,
)
