"""Which profile a file is to be judged by when nobody says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.core.destination import Destination
from generator.core.units import TOLERANCE_PT
from generator.preflight.checks.provenance_record import stated_expectation
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.output_intents import output_intents
from generator.preflight.pdf.xmp import xmp_packet
from generator.press.profiles import DEFAULTS
from generator.reading.pdf.objects import document_information, entry, numbers


class Reason(StrEnum):
    """Where a profile's name comes from."""

    ASKED = "asked"
    STATED = "stated"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A profile to judge a file by.

    Attributes:
        name: As a file's provenance record gives it; it may be a print shop's that is not at hand.
        destination: Where the file is printed or read, by which there is always a profile.
    """

    name: str
    destination: Destination
    reason: Reason


def suggested_profile(document: Document) -> Suggestion:
    """The profile that ``document`` names, else the one that it looks made for."""
    stated = stated_expectation(xmp_packet(document))
    if stated is not None and stated.destination in tuple(Destination):
        return Suggestion(stated.profile, Destination(stated.destination), Reason.STATED)
    destination = Destination.PRESS if _is_for_press(document.pdf) else Destination.OFFICE
    return Suggestion(DEFAULTS[destination], destination, Reason.GUESSED)


def _is_for_press(pdf: Any) -> bool:
    """True if it has four-colour output, room around its trimmed pages, or claims PDF/X."""
    if any(one.kind == "GTS_PDFX" or one.components == 4 for one in output_intents(pdf)):
        return True
    return entry(document_information(pdf), "/GTS_PDFXVersion") is not None or any(
        _has_room_around_trim(page.obj) for page in pdf.pages
    )


def _has_room_around_trim(page: Any) -> bool:
    media, trim = numbers(entry(page, "/MediaBox"), 4), numbers(entry(page, "/TrimBox"), 4)
    if media is None or trim is None:
        return False
    return any(abs(a - b) > TOLERANCE_PT for a, b in zip(media, trim, strict=True))
