"""One job, and the statements of its file: metadata, provenance record, slug."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.content.expectations import cited_act
from generator.content.model import Campaign, Issuer, Item, TextLength
from generator.content.stated_texts import OFFICIAL, Citations, origin_of, select_items
from generator.core.destination import Destination
from generator.core.duplex import Flip
from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.os_errors import whole_characters
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
from generator.press.scale import scale_of
from generator.sheet.catalogue import Manifest
from generator.sheet.cloth import Hem
from generator.sheet.distances import Metres, ReadingConditions, moved
from generator.sheet.model import Element, Sheet
from generator.sheet.output_kinds import PDF_ALONE, Outputs
from generator.sheet.schema import OTHER_CODE
from generator.sheet.sizes import TrimSize
from generator.sheet.theme import Theme
from generator.vietnamese.dates import short_day

if TYPE_CHECKING:
    from generator.sheet.script import Script

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
        asks_for_code: Whether the QR code is printed also where its material has none by default.
        distance_m: From where its headline is to be read; None: as its material says.
        saves_ink: Whether every ground, sign and large letter is drawn in outline.
        name: Of its file, without the ending, as "poster-a3-phuong-an-phu-dong".
        findings: What is known of it before it is made.
        issuer_places: Where the issuer's texts are mended, by their origins.
    """

    campaign: Campaign
    issuer: Issuer
    material: Manifest
    theme: str
    size: TrimSize
    text: TextLength
    date: dt.date
    profile: Profile
    distance_m: float | None = None
    saves_ink: bool = False
    asks_for_code: bool = False
    name: str = ""
    findings: tuple[Finding, ...] = ()
    issuer_places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def hem(self) -> Hem | None:
        """The hem of the cloth that it is printed on; None on paper and on a screen."""
        return self.material.hem if self.profile.destination is Destination.PRESS else None

    @property
    def scale(self) -> int:
        """The factor from its size in the file to its true size."""
        return scale_of(self.size.width_mm, self.size.height_mm, self.profile, self.hem)


@public
@dataclass(frozen=True, slots=True)
class Piece:
    """One finished piece, in memory.

    Attributes:
        name: A file name without its ending, as "poster-a3-phuong-an-phu-dong".
        size: The size's name, as "A3" or "600x800mm".
        trim_mm: Width and height in mm.
        items: The ids of the items whose text is in the piece.
        official_items: The ids of those whose official text is in it word for word.
        items_in_campaign: How many items the campaign has.
        qr_url: The address that its QR code leads to; None if it has none.
        fitted_pt: For each copyfitted role of text, the size it took, in pt.
        expected: What its preflight must find.
        profile: What it was made for.
        scale: How many times as large as in its file it is made.
        seconds: How long it took to make; no part of what the piece is.
        issuer_province: Which of several issuers of that name; empty if not known.
        language: Of the translation that is set beside the Vietnamese; empty for none.
        flip: About which edge the sheet is turned for its back; None for a piece that has no back
            or is not printed.
        cuts_mm: Where a sheet of several pieces is cut, in mm from its left edge.
        outputs: The files that it comes out as; ``pdf`` is there also where it is none of them.
        pixels: Width and height of its pictures, where its size is stated in px.
        alts: For each page what it says, where it comes out as pictures.
        page_codes: For each page what its QR codes hold, likewise.
        picture_pdf: What its pictures are drawn from, if that is another PDF than its own.
        script: What is read aloud, of a piece without a sheet; then ``pdf`` is empty.
        title: Of the campaign.
        date: The day that its files bear.
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
    qr_url: str | None
    fitted_pt: Mapping[str, float]
    pdf: bytes
    profile: Profile
    expected: Expected
    findings: tuple[Finding, ...] = field(default=())
    seconds: float = field(default=0.0, compare=False)
    issuer_province: str = ""
    language: str = ""
    flip: Flip | None = None
    cuts_mm: tuple[float, ...] = ()
    outputs: Outputs = PDF_ALONE
    pixels: tuple[int, int] | None = None
    alts: tuple[str, ...] = ()
    page_codes: tuple[tuple[str, ...], ...] = ()
    picture_pdf: bytes | None = None
    script: Script | None = None
    title: str = ""
    date: dt.date | None = None
    scale: int = 1


def asked_items(job: Job) -> tuple[Item, ...]:
    """The items that ``job`` asks for: all of the campaign, or as many as its material has room."""
    most = job.material.shown_counts(job.size)
    return select_items(job.campaign.items, job.campaign.groups, most)


def shows_whole_texts(job: Job) -> bool:
    """True if official texts are set whole; always so for a material without short texts."""
    return job.text is TextLength.FULL or TextLength.SHORT not in job.material.texts


def metres_of(job: Job, *, is_near: bool = False) -> Metres:
    """From where each role of texts is read, in m.

    Args:
        is_near: Whether there is more text than can be read from there; a distance that was asked
            for holds nevertheless.
    """
    material = job.material
    metres = material.distances.at(job.size, job.text)
    if job.distance_m is not None:
        return moved(metres, job.distance_m)
    return {**metres, **material.nearest.at(job.size, job.text)} if is_near else metres


def reading_of(job: Job, *, is_near: bool) -> ReadingConditions:
    """From where the texts of ``job`` are read, and how small its printing may set them."""
    metres = metres_of(job, is_near=is_near)
    profile = job.profile
    return ReadingConditions(
        tuple(metres.items()),
        profile.text_one_ink_pt.error,
        profile.text_several_inks_pt.error,
        profile.text_reversed_pt.error,
    )


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
        material=whole_characters(job.material.name),
        size=job.size.name,
        theme=whole_characters(job.theme),
        destination=job.profile.destination.value,
        profile=whole_characters(job.profile.name),
        trim_mm=(job.size.width_mm, job.size.height_mm),
        pages=len(layout.pages),
        folds_mm=tuple(tuple(round(pt_to_mm(x), 3) for x in folds) for folds in layout.folds),
        cuts_mm=job.material.cuts_mm(job.size),
        may_cross_folds=tuple(
            text
            for page, folds in zip(layout.pages, layout.folds, strict=True)
            if folds
            for text in _free_texts(page)
        ),
        letter=letter.reference,
        letter_sha256=letter.sha256,
        items=tuple(AskedItem(item.id, is_whole) for item in items),
        texts=tuple(
            ExpectedText(item.id, item.address, text_sha256(item.official), item.official)
            for item in items
            if is_whole
        ),
        stated=sheet.stated,
        acts=tuple(cited_act(basis) for basis in campaign.legal if basis in cited),
        qr_target=_code_address(campaign, sheet),
        other_codes=_codes(sheet.pages, other=True),
        is_draft=campaign.is_draft,
        valid_until=campaign.valid_until,
        scale=job.scale,
        words_sha256=words_digest([_words_of(page) for page in layout.pages]),
    )


def _code_address(campaign: Campaign, sheet: Sheet) -> str | None:
    """The campaign's address, if it has one and the template shows its code."""
    if campaign.qr is None or not _codes(sheet.pages, other=False):
        return None
    return campaign.qr.url


@lru_cache(maxsize=64)
def _codes(pages: tuple[Element, ...], *, other: bool) -> tuple[str, ...]:
    """Addresses of the template's codes, each once: the campaign's, or those beside it.

    A slogan's poster may do without.
    """
    found = (
        element.attributes["data"]
        for page in pages
        for element in page.walk()
        if element.tag == "qr" and (element.attributes.get("purpose") == OTHER_CODE) == other
    )
    return tuple(dict.fromkeys(found))


def page_codes(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    """For each page of ``sheet`` what its QR codes hold."""
    return tuple(_codes((page,), other=False) + _codes((page,), other=True) for page in sheet.pages)


def unprinted(job: Job, sheet: Sheet, *, shows_pictures: bool, theme: Theme) -> Iterator[Finding]:
    """Parts of the issuer's face that the sheet does not show: contacts, logo, co-issuers and more.

    Args:
        shows_pictures: Whether the material has a place for a picture.
    """
    origins = {text.origin for text in sheet.stated}
    shown = {e.attributes.get("src") for e in _pictured(sheet.pages)}
    name, face = job.material.name, job.issuer.face
    if job.issuer.contacts and origins.isdisjoint(_CONTACT_ORIGINS):
        yield Finding(
            "contacts-not-printed",
            Severity.NOTE,
            msg("'{material}' does not print the contacts of an issuer", material=name),
            hint=(
                msg("the leaflet prints them; the code and its address lead to more")
                if _codes(sheet.pages, other=False)
                else msg("the leaflet and the notice print them")
            ),
        )
    missing = [n for n in range(len(face.co_issuers)) if f"issuer.co_issuers[{n}]" not in origins]
    if missing:
        yield Finding(
            "co-issuers-not-printed",
            Severity.WARNING,
            msg(
                "'{material}' does not print the co-issuer {name}",
                material=name,
                name=face.co_issuers[missing[0]],
            ),
            hint=msg("take another material, or another size, if it must be named"),
        )
    parts = [
        (msg("the logo"), face.logo is not None and face.logo.src not in shown),
        (
            msg("the photo"),
            face.photo is not None
            and shows_pictures
            and theme.shows_pictures
            and face.photo.src not in shown,
        ),
        (
            msg("the second code"),
            face.second_code is not None
            and face.second_code.data not in _codes(sheet.pages, other=True),
        ),
    ]
    if face.photo is not None and shows_pictures and not theme.shows_pictures:
        yield Finding(
            "face-not-printed",
            Severity.NOTE,
            msg("the theme '{theme}' shows no photo", theme=theme.name),
            hint=msg("take another theme"),
        )
    for part, is_missing in parts:
        if is_missing:
            yield Finding(
                "face-not-printed",
                Severity.NOTE,
                msg("'{material}' has no room for {part}", material=name, part=part),
                hint=msg("a larger size or another material may have"),
            )


_CONTACT_ORIGINS = frozenset({"issuer.address", "issuer.hotline", "issuer.website"})


@lru_cache(maxsize=64)
def _pictured(pages: tuple[Element, ...]) -> tuple[Element, ...]:
    """The pictures that a skeleton shows."""
    return tuple(e for page in pages for e in page.walk() if e.tag == "img")


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
    ] or [f"{letter.reference}, sha256 {letter.sha256}"]
    return Metadata(
        title=job.campaign.title,
        author=job.issuer.name,
        subject=job.campaign.kicker or job.campaign.title,
        keywords="",
        date=job.date,
        sources=tuple(sources),
        provenance=ProvenanceRecord(_SCHEMA, statements(expected)),
        pdfx=job.profile.pdfx,
        flip=job.material.flip,
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
        *(f"cắt {_joined(cuts)} mm" for cuts in (job.material.cuts.get(job.size, ()),) if cuts),
        *(f"hai mặt, {_FLIPS[flip]}" for flip in (flip_of(job, pages),) if flip is not None),
        *_cloth_parts(job),
        *((f"tỷ lệ 1:{job.scale}, in phóng to {100 * job.scale} %",) if job.scale != 1 else ()),
        *((f"tràn lề {bleeds} mm",) if job.hem is None else ()),
        f"mực {' + '.join(inks)}",
        f"{job.profile.names['vi']} ({INTENTS[job.profile.intent].condition})",
        short_day(job.date),
        f"trang {page}/{pages}",
    )


def _cloth_parts(job: Job) -> Iterator[str]:
    """The size of the cloth before its hem is folded."""
    if job.hem is not None:
        width, height = (
            side + 2 * job.hem.width_mm for side in (job.size.width_mm, job.size.height_mm)
        )
        yield f"vải {width:g} × {height:g} mm kể cả biên"


def cloth_parts(job: Job, hem: Hem) -> tuple[str, ...]:
    """Instructions for finishing the cloth and hanging it, in Vietnamese and in English."""
    inset, most = f"{hem.inset_mm:g}", f"{hem.eyelets_mm:g}"
    until = short_day(job.campaign.valid_until) if job.campaign.valid_until else _BLANK_DAY
    return (
        f"gấp biên {hem.width_mm:g} mm ở bốn cạnh",
        f"đóng khoen cách nhau không quá {most} mm, tâm cách mép {inset} mm",
        f"treo từ {_BLANK_DAY} đến {until}",
        f"hem {hem.width_mm:g} mm",
        f"eyelets {most} mm apart at most, {inset} mm from the edge",
    )


#: To be written in by hand.
_BLANK_DAY = "……/……/…………"

_FLIPS = {Flip.SHORT_EDGE: "lật theo cạnh ngắn", Flip.LONG_EDGE: "lật theo cạnh dài"}


def flip_of(job: Job, pages: int) -> Flip | None:
    """The edge about which the sheet of ``job`` is turned; None if there is nothing to turn."""
    is_printed = job.profile.destination is not Destination.SCREEN
    return job.material.flip_of(job.size) if pages > 1 and is_printed else None


def _panel_widths(job: Job, page: int) -> Iterator[str]:
    """The widths of the page's panels from the left, where it is folded."""
    if job.material.panels:
        yield _joined(job.material.panels[page - 1])


def _joined(widths_mm: Sequence[float]) -> str:
    return " + ".join(f"{width:g}" for width in widths_mm)


def folding_parts(job: Job, page: int) -> tuple[str, ...]:
    """Instructions for folding the page, in Vietnamese and in English; empty for a flat one.

    The narrowest panel at one end of a letter fold lies inside the others.
    """
    if not job.material.panels:
        return ()
    widths = job.material.panels[page - 1]
    first = min(widths[0], widths[-1])
    if len(widths) == 2:
        return "gấp đôi, bìa ở ngoài", "half fold, the cover outside"
    if len(widths) < 2 or sorted(widths)[0] != first:
        return ()
    if max(widths) == first:
        return "gấp chữ Z", "Z fold"
    return (
        f"gấp cuốn: phần {first:g} mm gấp vào trước, bìa ở ngoài",
        f"letter fold: the panel of {first:g} mm goes in first, the cover outside",
    )
