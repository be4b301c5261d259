"""Campaigns and issuers as frozen values, the input of the rest of the pipeline.

Every text in these values has passed the guard of ``vietnamese.text_guard``: NFC, no invisible
characters. The values are read from files in ``campaign`` and ``issuers``; letters have their own
model, in ``letters``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from generator.content.letters.model import Letter
from generator.core.errors import Place
from generator.core.findings import Finding
from generator.core.public import public


@public
class TextLength(StrEnum):
    """The text of an item that is set: the support line, or the whole official text."""

    SHORT = "short"
    FULL = "full"


class Tone(StrEnum):
    """Tones of a group: things to do, things not to do, or things to know."""

    DO = "do"
    DONT = "dont"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class GroupMark:
    """The sign of a group's items.

    Attributes:
        icon: A drawing's name, as "mark-do".
        alt: The sign's meaning where it is read aloud, as "Nên làm".
    """

    icon: str
    alt: str


@dataclass(frozen=True, slots=True)
class Item:
    """One guideline. Only ``official`` is official; the rest are abridgements for display.

    Attributes:
        id: Names the item everywhere, as "do-3".
        group: The name of its group.
        number: 1-based within its group.
        icon: A name that ``assets`` or the icon package knows.
        official: Text of a block of the letter, word for word.
        address: Of that block, as "II.1.a".
        rank: Where a piece has room for a few items only, those of the lowest rank are taken.
        icon_place: Where the campaign file names the icon.
    """

    id: str
    group: str
    number: int
    headline: str
    short_headline: str
    support: str
    icon: str
    official: str
    address: str
    rank: int | None = None
    icon_place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Items that belong together, under one title.

    Attributes:
        name: As "do"; the items' ids begin with it unless the campaign gives them others.
        title: Its heading.
        long_title: Its heading where there is more room; the title if there is no other.
        icon_place: Where the campaign file names the mark's icon.
    """

    name: str
    title: str
    long_title: str
    tone: Tone
    mark: GroupMark
    items: tuple[Item, ...]
    icon_place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture of the campaign's own.

    Attributes:
        src: Its name in a template's ``<img src="…"/>``; unique.
        alt: Its content in words, for those who do not see it.
        data: The bytes of the file, an SVG drawing, PNG or JPEG.
        source: The file's name, for messages.
        place: Where the campaign names it.
    """

    src: str
    alt: str
    data: bytes = field(repr=False)
    source: str
    place: Place = field(default=Place(), compare=False)


class LegalStatus(StrEnum):
    """Known status of a legal basis; anpham reports it and does not decide."""

    IN_FORCE = "in-force"
    DOUBTFUL = "doubtful"
    #: A document of its time, named as a source; nobody is bound by it today.
    HISTORICAL = "historical"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A document that the piece rests on, with what is known of its standing.

    Attributes:
        note: For the people who keep the campaign, in their own language.
        issuer: Empty where the letter that names it does not say; so is ``title``.
        checked_on: The day on which somebody looked it up; None while nobody has.
        replaced_by: The number of the document that replaced it, or may have; else empty.
        source: Where this was looked up; empty when the campaign does not say.
    """

    number: str
    date: dt.date
    issuer: str
    title: str
    url: str | None
    status: LegalStatus
    checked_on: dt.date | None
    note: str
    replaced_by: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RelatedAct:
    """An act on a campaign's matter that its pieces do not cite, for those who keep the campaign.

    Attributes:
        in_force_from: The day it takes effect; None when that is not known.
        source: Where this was looked up.
        note: In the language of those who keep the campaign.
    """

    number: str
    title: str
    status: LegalStatus
    in_force_from: dt.date | None
    source: str
    checked_on: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class QrTarget:
    """Target of the QR code: the address encoded, the one printed, and the call to scan."""

    url: str
    printed: str
    caption: str


@dataclass(frozen=True, slots=True)
class TranslatedItem:
    """An item's headline, short headline and support line in another language."""

    headline: str
    short_headline: str
    support: str


@dataclass(frozen=True, slots=True)
class TranslatedGroup:
    """A group's titles in another language."""

    title: str
    long_title: str


@dataclass(frozen=True, slots=True)
class Translation:
    """A campaign's display texts in another language: unofficial, and not all of them.

    Attributes:
        language: BCP 47, as "en".
        notice: "Unofficial translation", in that language.
        caption: The call to scan the code.
        groups: By their names.
        items: By the addresses of their official texts, which stay when an item before leaves.
    """

    language: str
    notice: str
    title: str
    kicker: str = ""
    slogans: tuple[str, ...] = ()
    caption: str = ""
    groups: Mapping[str, TranslatedGroup] = field(default_factory=dict)
    items: Mapping[str, TranslatedItem] = field(default_factory=dict)
    texts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


class ApprovalStatus(StrEnum):
    """Status of a campaign's texts: waiting for approval, or a person has answered for them."""

    DRAFT = "draft"
    APPROVED = "approved"


@public
@dataclass(frozen=True, slots=True)
class ApprovedTextChange:
    """A text of an approved campaign that is not as it was approved.

    Attributes:
        origin: As "do-3.headline" (``content.stated_texts``), else a key of ``content.approval``.
        was: None when the text is new.
        now: None when the text is gone.
        place: Where the campaign file has it now.
    """

    origin: str
    was: str | None
    now: str | None
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval of a campaign: as its file states it, and whether it still holds.

    Attributes:
        status: As the campaign file has it.
        by: Who approved it; empty for a draft.
        on: When; None for a draft.
        has_record: Whether the texts that were approved are known, and by the same person.
        changes: The texts that are not as they were approved.
    """

    status: ApprovalStatus
    by: str = ""
    on: dt.date | None = None
    has_record: bool = False
    changes: tuple[ApprovedTextChange, ...] = ()

    @property
    def holds(self) -> bool:
        """True if somebody approved all texts as they are now."""
        is_approved = self.status is ApprovalStatus.APPROVED
        return is_approved and self.has_record and not self.changes


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The confirmation of words that recognition was unsure of: who compared them, and when."""

    by: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign: what is said.

    Attributes:
        name: The folder's name, as "ung-xu-mang-xa-hoi".
        groups: The items, in groups; in the order in which they are read.
        qr: None for a campaign without a link: its pieces have no code.
        pictures: By name, as "main"; a template may show them.
        texts: Display texts by key (all abridgements or proposals), for templates:
            see docs/campaigns.md.
        default_issuer: The issuer when the user names none.
        related: Acts on the same matter that no piece need cite.
        approval: None for a campaign that says nothing of it, as all older ones: no draft.
        valid_until: The last day on which what it says is in force; None without such a day.
        materials: Those that are made where none is named; empty for the usual ones.
        unconfirmed: Addresses of official texts with words that recognition was unsure of, and
            that nobody has confirmed; such a campaign is a draft.
        translations: By language.
        language: Of the translation that its pieces show; empty for none.
        findings: On how the campaign file was read; those on the letter are the letter's.
        places: Of its texts in the campaign file, by their origins.
    """

    name: str
    title: str
    kicker: str
    slogans: tuple[str, ...]
    groups: tuple[ItemGroup, ...]
    qr: QrTarget | None
    legal: tuple[LegalBasis, ...]
    legal_line: str
    texts: dict[str, str | tuple[str, ...]]
    letter: Letter
    default_issuer: IssuerRequest
    pictures: dict[str, Illustration] = field(default_factory=dict)
    related: tuple[RelatedAct, ...] = ()
    approval: Approval | None = None
    valid_until: dt.date | None = None
    materials: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    translations: Mapping[str, Translation] = field(default_factory=dict)
    language: str = ""
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def is_draft(self) -> bool:
        """True if its texts wait for a person: its pieces say so on every page.

        That is for approval, or for somebody to confirm what was read from a picture.
        """
        return bool(self.unconfirmed) or (self.approval is not None and not self.approval.holds)

    @property
    def translation(self) -> Translation | None:
        """The translation that its pieces show, if any."""
        return self.translations[self.language] if self.language else None

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all groups, in order."""
        return tuple(item for group in self.groups for item in group.items)


#: More bodies than this in one head are a list that nobody reads.
MOST_CO_ISSUERS: Final = 6


@dataclass(frozen=True, slots=True)
class SecondCode:
    """A second QR code, the issuer's own: to its Zalo page, its telephone, its bank account.

    Attributes:
        kind: "zalo", "phone", "map", "wifi", "vietqr" or "url".
        data: What the code holds.
        caption: Why to scan it.
        printed: What it leads to, for those who type it; empty if nothing is printed.
        alt: What it does, where it is read aloud.
        findings: On how it was read.
        places: Of its keys, for messages.
    """

    kind: str
    data: str
    caption: str
    printed: str
    alt: str
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IssuerFace:
    """The issuer's own face: all that it shows beside its name.

    Attributes:
        logo: Its sign; its alternative text is empty, for the name stands beside it.
        photo: A picture of its own in the place of the campaign's.
        co_issuers: Bodies that issue the piece with it, the highest rank first.
        second_code: Beside the campaign's code.
        logo_on_code: Whether the logo stands on the campaign's code, too.
    """

    logo: Illustration | None = None
    photo: Illustration | None = None
    co_issuers: tuple[str, ...] = ()
    second_code: SecondCode | None = None
    logo_on_code: bool = False

    @property
    def pictures(self) -> tuple[Illustration, ...]:
        """Its pictures, those that there are."""
        return tuple(one for one in (self.logo, self.photo) if one is not None)


@public
@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer: who says it.

    Attributes:
        body: The kind of body, as "Ủy ban nhân dân".
        unit: The place with its type word, as "phường An Phú Đông" or "Quận 12".
        province: As "Thành phố Hồ Chí Minh"; empty when not known.
        until: The last day on which the body existed; None while it exists.
        face: Its logo, second code, co-issuers and photo.
        findings: On how the name or its list was read.
    """

    body: str
    unit: str
    province: str = ""
    address: str = ""
    hotline: str = ""
    website: str = ""
    until: dt.date | None = None
    face: IssuerFace = IssuerFace()
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """The whole name, as in running text: "Ủy ban nhân dân phường An Phú Đông"."""
        return f"{self.body} {self.unit}".strip()

    @property
    def contacts(self) -> tuple[str, ...]:
        """Address, hotline and website, those that are known, in this order."""
        return tuple(c for c in (self.address, self.hotline, self.website) if c)


@public
@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerRequest:
    """An issuer as a person names it, its contacts and its face.

    Attributes:
        issuer: A name to look up in the issuer lists, or an issuer.
        issuer_name: Any name, used as it is; not together with ``issuer``.
        logo: The file of its logo; ``photo`` that of a picture of its own.
        photo_alt: The photo's content in words, for those who do not see it.
        co_issuers: Names of bodies that issue the piece with it, the highest rank first.
        second_qr: Its own code beside the campaign's.
        logo_on_code: Whether the logo stands on the campaign's code, too.
        places: Where these stand, by their names, for messages.
    """

    issuer: str | Issuer | None = None
    issuer_name: str | None = None
    address: str = ""
    hotline: str = ""
    website: str = ""
    logo: Path | None = None
    photo: Path | None = None
    photo_alt: str = ""
    co_issuers: tuple[str, ...] = ()
    second_qr: SecondCode | None = None
    logo_on_code: bool = False
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def names_issuer(self) -> bool:
        """True if an issuer is given, to be looked up or printed as it is."""
        return self.issuer is not None or self.issuer_name is not None

    @property
    def has_contacts(self) -> bool:
        """True if an address, hotline or website is given."""
        return bool(self.address or self.hotline or self.website)

    @property
    def has_face(self) -> bool:
        """True if a logo, a photo, co-issuers or a second code is given."""
        return bool(self.logo or self.photo or self.co_issuers or self.second_qr)
