"""Values that a template sees: campaign, issuer and size, every text with its origin.

Official texts are not among them. A template names one, ``<official item="…"/>``, and the sheet
fetches it, so no filter, macro or typo of a template can alter what a letter says.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from generator.content.model import Campaign, GroupMark, Issuer, Item, ItemGroup, TextLength
from generator.content.stated_texts import (
    SUPPORT,
    campaign_texts,
    issuer_texts,
    origin_of,
)
from generator.core.messages import Message, msg
from generator.core.provenance import HEADLINE, SHORT_HEADLINE
from generator.core.sourced_text import SourcedText
from generator.sheet.sizes import TrimSize

#: The loop over all items of a campaign.
_LOOP = "{% for group in campaign.groups %} … {% for item in group.items %}"

Texts = Mapping[str, SourcedText | tuple[SourcedText, ...]]


class ValueRefusedError(Exception):
    """A template asked for a value that there is not; carries the form to write instead."""

    def __init__(self, code: str, message: Message, hint: Message) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(str(message))


def _refuse_official(name: str) -> NoReturn:
    raise ValueRefusedError(
        "official-text-as-value",
        msg("'{name}' is no value: a template cannot hold an official text", name=name),
        msg("write {form}; a class may be on it", form='<official item="{{ item.id }}"/>'),
    )


def _refuse_old_form(name: str, form: str) -> NoReturn:
    raise ValueRefusedError(
        "template-old-form",
        msg("there is no '{name}': a campaign has any number of groups of items", name=name),
        msg("write {form}", form=form),
    )


@dataclass(frozen=True, slots=True)
class ItemValues:
    """An item's display texts; ``group`` is its group's name, ``number`` 1-based within it."""

    id: str
    group: str
    number: int
    headline: SourcedText
    short_headline: SourcedText
    support: SourcedText
    icon: str

    @property
    def official(self) -> NoReturn:
        """Nothing: the sheet fetches official texts."""
        _refuse_official("item.official")

    @property
    def kind(self) -> NoReturn:
        """Nothing: the older form of ``group``."""
        _refuse_old_form("item.kind", "item.group")


@dataclass(frozen=True, slots=True)
class GroupValues:
    """A group with those of its items that the order asks for; ``tone`` is "do", "dont", "info"."""

    name: str
    title: SourcedText
    long_title: SourcedText
    tone: str
    mark: GroupMark
    items: tuple[ItemValues, ...]


@dataclass(frozen=True, slots=True)
class PictureValues:
    """A campaign's own picture: its name for ``<img>`` and its alternative text."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class QrValues:
    """The QR code's address, its printed form and the call to scan."""

    url: str
    printed: SourcedText
    caption: SourcedText


@dataclass(frozen=True, slots=True)
class CampaignValues:
    """A campaign's display texts, with the items that the order asks for."""

    name: str
    title: SourcedText
    kicker: SourcedText
    slogans: tuple[SourcedText, ...]
    legal_line: SourcedText
    texts: Texts
    qr: QrValues
    groups: tuple[GroupValues, ...]
    items: tuple[ItemValues, ...]
    pictures: Mapping[str, PictureValues]

    @property
    def letter(self) -> NoReturn:
        """Nothing: the sheet fetches official texts."""
        _refuse_official("campaign.letter")

    @property
    def dos(self) -> NoReturn:
        """Nothing: the older form of ``groups``."""
        _refuse_old_form("campaign.dos", _LOOP)

    @property
    def donts(self) -> NoReturn:
        """Nothing: the older form of ``groups``."""
        _refuse_old_form("campaign.donts", _LOOP)


@dataclass(frozen=True, slots=True)
class IssuerValues:
    """The issuer; ``contacts`` are those of address, hotline and website that are known."""

    name: SourcedText
    body: SourcedText
    unit: SourcedText
    province: SourcedText
    address: SourcedText
    hotline: SourcedText
    website: SourcedText
    contacts: tuple[SourcedText, ...]


@dataclass(frozen=True, slots=True)
class SizeValues:
    """The trim size."""

    name: SourcedText
    width_mm: float
    height_mm: float


def display_key(campaign: Campaign, items: tuple[Item, ...]) -> Hashable:
    """All that :func:`campaign_values` depends on: equal keys have equal values."""
    return (
        campaign.name,
        campaign.qr.url,
        tuple(campaign_texts(campaign).items()),
        tuple((group.name, group.tone, group.mark) for group in campaign.groups),
        tuple((item.id, item.group, item.number, item.icon) for item in items),
        tuple((name, one.src, one.alt) for name, one in campaign.pictures.items()),
    )


def campaign_values(campaign: Campaign, items: tuple[Item, ...]) -> CampaignValues:
    """Values of ``campaign`` with ``items``, those that the order asks for."""
    stated = {key: SourcedText(text, key) for key, text in campaign_texts(campaign).items()}
    shown = tuple(_item_values(item, stated) for item in items)
    return CampaignValues(
        name=campaign.name,
        title=stated["campaign.title"],
        kicker=stated["campaign.kicker"],
        slogans=tuple(stated[f"campaign.slogans[{n}]"] for n in range(len(campaign.slogans))),
        legal_line=stated["campaign.legal_line"],
        texts={
            key: stated[f"campaign.texts.{key}"]
            if isinstance(text, str)
            else tuple(stated[f"campaign.texts.{key}[{n}]"] for n in range(len(text)))
            for key, text in campaign.texts.items()
        },
        qr=QrValues(campaign.qr.url, stated["campaign.qr.printed"], stated["campaign.qr.caption"]),
        groups=tuple(
            _group_values(group, own, stated)
            for group in campaign.groups
            if (own := tuple(item for item in shown if item.group == group.name))
        ),
        items=shown,
        pictures={
            name: PictureValues(picture.src, picture.alt)
            for name, picture in campaign.pictures.items()
        },
    )


def _group_values(
    group: ItemGroup, items: tuple[ItemValues, ...], stated: Mapping[str, SourcedText]
) -> GroupValues:
    return GroupValues(
        name=group.name,
        title=stated[f"campaign.groups.{group.name}.title"],
        long_title=stated[f"campaign.groups.{group.name}.long_title"],
        tone=group.tone.value,
        mark=group.mark,
        items=items,
    )


def _item_values(item: Item, stated: Mapping[str, SourcedText]) -> ItemValues:
    return ItemValues(
        id=item.id,
        group=item.group,
        number=item.number,
        headline=stated[origin_of(item, HEADLINE)],
        short_headline=stated[origin_of(item, SHORT_HEADLINE)],
        support=stated[origin_of(item, SUPPORT)],
        icon=item.icon,
    )


def issuer_values(issuer: Issuer) -> IssuerValues:
    """Values of ``issuer``."""
    stated = {
        key.removeprefix("issuer."): SourcedText(text, key)
        for key, text in issuer_texts(issuer).items()
    }
    contacts = (stated["address"], stated["hotline"], stated["website"])
    return IssuerValues(**stated, contacts=tuple(text for text in contacts if text))


def values_for(
    campaign: CampaignValues, issuer: Issuer, size: TrimSize, text: TextLength
) -> dict[str, object]:
    """Names that a template may use, with their values."""
    return {
        "campaign": campaign,
        "issuer": issuer_values(issuer),
        "size": SizeValues(SourcedText(size.name, ""), size.width_mm, size.height_mm),
        "text": text.value,
    }
