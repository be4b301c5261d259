"""One job, and the statements of its file: metadata, provenance record, slug."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.content.expectations import cited_act
from generator.content.model import Campaign, Issuer, Item, TextLength
from generator.content.stated_texts import OFFICIAL, Citations, origin_of, select_items
from generator.core.findings import Finding
from generator.core.provenance import (
    LISTS,
    NAMESPACE,
    PREFIX,
    PROPERTIES,
    AskedItem,
    Expected,
    ExpectedText,
    letters_of,
    statements,
    text_sha256,
    words_digest,
)
from generator.core.public import public
from generator.core.units import pt_to_mm
from generator.draw.metadata import Metadata, ProvenanceRecord, XmpProperty, XmpSchema
from generator.layout.model import Fragment, Layout
from generator.press.output_intents import INTENTS
from generator.press.profile import Profile
from generator.sheet.catalogue import Manifest
from generator.sheet.model import Element, Sheet
from generator.sheet.sizes import TrimSize
from generator.sheet.theme import Theme
from generator.vietnamese.dates import short_day

#: As many as the caches of layout and painting hold.
FRAGMENTS_KNOWN = 2048

_SCHEMA = XmpSchema(
    "anpham",
    NAMESPACE,
    PREFIX,
    tuple(
        XmpProperty(name, "seq Text" if name in LISTS else "Text", description)
        for name, description in PROPERTIES.items()
    ),
)


@dataclass(frozen=True, slots=True)
class Job:
    """The input of one file.

    Attributes:
        name: Of its file, without the ending, as "poster-a3-an-phu-dong".
        findings: What is known of it before it is made.
    """

    campaign: Campaign
    issuer: Issuer
    material: Manifest
    theme: str
    size: TrimSize
    text: TextLength
    date: dt.date
    profile: Profile
    name: str = ""
    findings: tuple[Finding, ...] = ()


@public
@dataclass(frozen=True, slots=True)
class Piece:
    """One finished piece, in memory.

    Attributes:
        name: A file name without its ending, as "poster-a3-an-phu-dong".
        size: The size's name, as "A3" or "600x800mm".
        trim_mm: Width and height in mm.
        items: The ids of the items whose text is in the piece.
        official_items: The ids of those whose official text is in it word for word.
        items_in_campaign: How many items the campaign has.
        fitted_pt: For each copyfitted role of text, the size it took, in pt.
        expected: What its preflight must find.
        profile: What it was made for.
        seconds: How long it took to make; no part of what the piece is.
    """

    name: str
    material: str
    size: str
    theme: str
    issuer: str
    trim_mm: tuple[float, float]
    pages: int
    items: tuple[str, ...]
    official_items: tuple[str, ...]
    items_in_campaign: int
    qr_url: str
    fitted_pt: Mapping[str, float]
    pdf: bytes
    profile: Profile
    expected: Expected
    findings: tuple[Finding, ...] = field(default=())
    seconds: float = field(default=0.0, compare=False)


def asked_items(job: Job) -> tuple[Item, ...]:
    """The items that ``job`` asks for: all of the campaign, or as many as its material has room."""
    return select_items(job.campaign.items, job.material.items)


def shows_whole_texts(job: Job) -> bool:
    """True if official texts are set whole; always so for a material without short texts."""
    return job.text is TextLength.FULL or TextLength.SHORT not in job.material.texts


def expected_of(
    job: Job, sheet: Sheet, layout: Layout, items: Sequence[Item], citations: Citations
) -> Expected:
    """The expectations of the piece of ``job``.

    Args:
        items: The items that it is asked for.
        citations: The legal bases that each text of the campaign cites.
    """
    campaign, letter = job.campaign, job.campaign.letter
    is_whole = shows_whole_texts(job)
    origins = [text.origin for text in sheet.stated]
    if is_whole:
        origins += [origin_of(item, OFFICIAL) for item in items]
    cited = [basis for origin in origins for basis in citations.get(origin, ())]
    return Expected(
        campaign=campaign.name,
        material=job.material.name,
        size=job.size.name,
        theme=job.theme,
        destination=job.profile.destination.value,
        profile=job.profile.name,
        trim_mm=(job.size.width_mm, job.size.height_mm),
        pages=len(layout.pages),
        folds_mm=tuple(tuple(round(pt_to_mm(x), 3) for x in folds) for folds in sheet.folds),
        may_cross_folds=tuple(
            text
            for page, folds in zip(layout.pages, sheet.folds, strict=True)
            if folds
            for text in _free_texts(page)
        ),
        letter=f"{letter.number}, {letter.date.isoformat()}",
        letter_sha256=letter.sha256,
        items=tuple(AskedItem(item.id, is_whole) for item in items),
        texts=tuple(
            ExpectedText(item.id, item.address, text_sha256(item.official), item.official)
            for item in items
            if is_whole
        ),
        stated=sheet.stated,
        acts=tuple(cited_act(basis) for basis in campaign.legal if basis in cited),
        qr_target=campaign.qr.url if _has_code(sheet.pages) else None,
        words_sha256=words_digest([_words_of(page) for page in layout.pages]),
    )


@lru_cache(maxsize=64)
def _has_code(pages: tuple[Element, ...]) -> bool:
    """True if the template sets a QR code at all; a slogan's poster may do without."""
    return any(element.tag == "qr" for page in pages for element in page.walk())


def inks_of(theme: Theme, profile: Profile) -> tuple[str, ...]:
    """The inks that a piece in ``theme`` may take, as a press names them."""
    spots = {c.spot.ink: None for c in theme.colours.values() if c.spot and profile.spots}
    recipes = [c.cmyk for c in theme.colours.values() if not (c.spot and profile.spots)]
    process = (name for n, name in enumerate("CMYK") if any(recipe[n] for recipe in recipes))
    return ("".join(process), *spots)


@lru_cache(maxsize=FRAGMENTS_KNOWN)
def _words_of(fragment: Fragment) -> str:
    """The letters of all that ``fragment`` says, as it is set, in painting order."""
    lines = fragment.text.lines if fragment.text is not None else ()
    own = letters_of("".join([line.text for line in lines]))
    return own + "".join([_words_of(placed.fragment) for placed in fragment.children])


def _free_texts(fragment: Fragment) -> Iterator[str]:
    """The texts that the design lets cross a fold."""
    if fragment.text is not None and fragment.element.style.crosses_folds:
        yield " ".join(line.text for line in fragment.text.lines)
    for placed in fragment.children:
        yield from _free_texts(placed.fragment)


def metadata_of(job: Job, expected: Expected) -> Metadata:
    """The metadata of the file of ``job``."""
    letter = job.campaign.letter
    sources = [
        f"{text.id}: {expected.letter}, {text.address}, sha256 {text.sha256}"
        for text in expected.texts
    ] or [f"{letter.number}, {letter.date.isoformat()}, sha256 {letter.sha256}"]
    return Metadata(
        title=job.campaign.title,
        author=job.issuer.name,
        subject=job.campaign.kicker,
        keywords="",
        date=job.date,
        sources=tuple(sources),
        provenance=ProvenanceRecord(_SCHEMA, statements(expected)),
        pdfx=job.profile.pdfx,
    )


def slug_parts(job: Job, inks: Sequence[str], page: int, pages: int) -> tuple[str, ...]:
    """The parts of the slug for the people at the press: the job and its inks."""
    bleed = job.profile.bleed_mm
    edges = (bleed.top, bleed.right, bleed.bottom, bleed.left)
    bleeds = f"{bleed.top:g}" if len(set(edges)) == 1 else "/".join(f"{edge:g}" for edge in edges)
    return (
        job.campaign.title,
        job.issuer.name,
        f"{job.material.names['vi']} {job.size.width_mm:g} × {job.size.height_mm:g} mm",
        *(f"gấp {widths} mm" for widths in _panel_widths(job, page)),
        f"tràn lề {bleeds} mm",
        f"mực {' + '.join(inks)}",
        f"{job.profile.names['vi']} ({INTENTS[job.profile.intent].condition})",
        short_day(job.date),
        f"trang {page}/{pages}",
    )


def _panel_widths(job: Job, page: int) -> Iterator[str]:
    """The widths of the page's panels from the left, where it is folded."""
    if job.material.panels:
        yield " + ".join(f"{width:g}" for width in job.material.panels[page - 1])
