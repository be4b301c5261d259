"""Facts of a file, without judging it: page sizes, bleed, inks, fonts, claimed standards."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.inks import ALL_INKS, NO_INK, PROCESS_INKS
from generator.core.units import pt_to_mm
from generator.preflight.checks.standards import claimed_standards
from generator.preflight.pdf.model import Document, Page
from generator.preflight.pdf.output_intents import output_intents
from generator.preflight.pdf.xmp import DC, xmp_packet
from generator.press.profile import Sides

#: Registration marks are in all inks there are, and "None" is in none (ISO 32000-2, 8.6.6.4).
_NO_INKS = (ALL_INKS, NO_INK)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page as a person holds it: turned as the file says, in mm.

    Attributes:
        trim_mm: Width and height.
        bleed_mm: From the TrimBox to the BleedBox, per edge.
    """

    trim_mm: tuple[float, float]
    bleed_mm: Sides


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The facts of a file that are reported beside its findings.

    Attributes:
        inks: The inks in use, those of the process first.
        uses_rgb: Whether something is painted in a colour space without inks.
        fonts: Their names, in order of first use.
        intent: The condition that the output intent names; None if there is none.
        standards: Those that its metadata claim, as "PDF/X-4", "PDF/A-2a", "PDF/UA-1".
        author: Who made it, by its metadata; of a piece of ours, the office that issues it.
    """

    pages: tuple[PageFacts, ...]
    inks: tuple[str, ...]
    uses_rgb: bool
    fonts: tuple[str, ...]
    intent: str | None
    standards: tuple[str, ...]
    author: str | None = None


def facts_of(document: Document) -> FileFacts:
    """The facts of ``document``."""
    paints = [mark.paint for page in document.pages for mark in page.marks if mark.paint]
    used = dict.fromkeys(ink for paint in paints for ink in paint.used_inks if ink not in _NO_INKS)
    process = [ink for ink in PROCESS_INKS if ink in used]
    identifiers = (intent.identifier for intent in output_intents(document.pdf))
    return FileFacts(
        pages=tuple(map(_page_facts, document.pages)),
        inks=(*process, *(ink for ink in used if ink not in process)),
        uses_rgb=any(not paint.inks and paint.space != "Pattern" for paint in paints),
        fonts=tuple(dict.fromkeys(font.name for font in document.fonts)),
        intent=next((name for name in identifiers if name is not None), None),
        standards=tuple(claimed_standards(document).values()),
        author=xmp_packet(document).first(DC, "creator"),
    )


def _page_facts(page: Page) -> PageFacts:
    left, bottom, right, top = page.boxes.trimmed
    bled = page.boxes.bled

    def mm(length_pt: float) -> float:
        return round(pt_to_mm(length_pt), 2)

    edges = [mm(top - bottom), mm(right - left)]
    bleeds = [mm(bled[3] - top), mm(bled[2] - right), mm(bottom - bled[1]), mm(left - bled[0])]
    turns = page.rotate // 90 % 4
    if turns % 2:
        edges.reverse()
    # A clockwise turn brings what was the left edge to the top.
    bleeds = bleeds[-turns:] + bleeds[:-turns]
    height, width = edges
    return PageFacts((width, height), Sides(*(max(0.0, bleed) for bleed in bleeds)))
