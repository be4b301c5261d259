"""Letters, campaigns and issuers as frozen values, the input of the rest of the pipeline.

Every text in these values has passed the guard of ``vietnamese.text_guard``: NFC, no invisible
characters. The values are read from files in ``letter``, ``campaign`` and ``issuers``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from generator.core.errors import Place
from generator.core.findings import Finding
from generator.core.public import public


@public
class TextLength(StrEnum):
    """The text of an item that is set: the support line, or the whole official text."""

    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Bullet:
    """One bullet of a letter's numbered section, word for word; ``line`` is 1-based."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section of a letter; ``number`` is the one printed in the letter."""

    number: int
    title: str
    bullets: tuple[Bullet, ...]
    line: int


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """The document that a letter names as its basis."""

    number: str
    date: dt.date
    issuer: str
    title: str


@public
@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter as the parser understood it.

    Attributes:
        source: The file's name, for messages.
        sha256: Of the file's bytes as received.
        number: Number and sign, as "8893/UBND-VHTT".
        place: Where it was signed, as "Quận 12".
        issuing_body: In the letter's own case, as "ỦY BAN NHÂN DÂN QUẬN 12".
        closing: The closing paragraph, word for word.
        signatory_role: As "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH".
        findings: On how the file was read.
    """

    source: str
    sha256: str
    number: str
    date: dt.date
    place: str
    issuing_body: str
    subject: str
    addressees: tuple[str, ...]
    basis: CitedDocument
    sections: tuple[Section, ...]
    closing: str
    signatory_role: str
    signatory: str
    findings: tuple[Finding, ...] = field(default=(), compare=False)


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
        official: The letter's bullet, word for word.
        rank: Where a piece has room for a few items only, those of the lowest rank are taken.
        section: The number of the letter's section.
        bullet: 1-based within the section.
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
    section: int
    bullet: int
    rank: int | None = None
    icon_place: Place = field(default=Place(), compare=False)

    @property
    def address(self) -> str:
        """Address of the official text in the letter, as "1.3"; for people only."""
        return f"{self.section}.{self.bullet}"


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
    """

    src: str
    alt: str
    data: bytes = field(repr=False)
    source: str


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
        replaced_by: The number of the document that replaced it, or may have; else empty.
    """

    number: str
    date: dt.date
    issuer: str
    title: str
    url: str | None
    status: LegalStatus
    checked_on: dt.date
    note: str
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class QrTarget:
    """Target of the QR code: the address encoded, the one printed, and the call to scan."""

    url: str
    printed: str
    caption: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign: what is said.

    Attributes:
        name: The folder's name, as "ung-xu-mang-xa-hoi".
        groups: The items, in groups; in the order in which they are read.
        pictures: By name, as "main"; a template may show them.
        texts: Display texts by key (all abridgements or proposals), for templates:
            see docs/campaigns.md.
        default_issuer: The issuer's name when the user names none.
        findings: On how the campaign file was read; those on the letter are the letter's.
    """

    name: str
    title: str
    kicker: str
    slogans: tuple[str, ...]
    groups: tuple[ItemGroup, ...]
    qr: QrTarget
    legal: tuple[LegalBasis, ...]
    legal_line: str
    texts: dict[str, str | tuple[str, ...]]
    letter: Letter
    default_issuer: str
    pictures: dict[str, Illustration] = field(default_factory=dict)
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all groups, in order."""
        return tuple(item for group in self.groups for item in group.items)


@public
@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer: who says it.

    Attributes:
        body: The kind of body, as "Ủy ban nhân dân".
        unit: The place with its type word, as "phường An Phú Đông" or "Quận 12".
        province: As "Thành phố Hồ Chí Minh"; empty when not known.
        until: The last day on which the body existed; None while it exists.
        findings: On how the name or its list was read.
    """

    body: str
    unit: str
    province: str = ""
    address: str = ""
    hotline: str = ""
    website: str = ""
    until: dt.date | None = None
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
    """An issuer as a person names it, and its contacts.

    Attributes:
        issuer: A name to look up in the issuer lists, or an issuer.
        issuer_name: Any name, used as it is; not together with ``issuer``.
    """

    issuer: str | Issuer | None = None
    issuer_name: str | None = None
    address: str = ""
    hotline: str = ""
    website: str = ""

    @property
    def has_contacts(self) -> bool:
        """True if an address, hotline or website is given."""
        return bool(self.address or self.hotline or self.website)
