"""Values that a template sees: campaign, issuer and size, every text with its origin.

Official texts are not among them. A template names one, ``<official item="…"/>``, and the sheet
fetches it, so no filter, macro or typo of a template can alter what a letter says.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import NoReturn

from generator.content.model import Campaign, Issuer, Item, ItemGroup, TextLength
from generator.content.stated_texts import (
    SUPPORT,
    campaign_texts,
    issuer_texts,
    origin_of,
)
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.core.provenance import HEADLINE, SHORT_HEADLINE
from generator.core.sourced_text import SourcedText
from generator.sheet.sizes import TrimSize

#: The loop over all items of a campaign.
_LOOP = "{% for group in campaign.groups %} … {% for item in group.items %}"

Texts = Mapping[str, SourcedText | tuple[SourcedText, ...]]


#: What every template sees.
TEMPLATE_NAMES = ("campaign", "issuer", "size", "text")


class ValueRefusedError(Exception):
    """A template asked for a value that there is not; carries the form to write instead."""

    def __init__(self, code: str, message: Message, hint: Message) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(str(message))


def _refuse_official(name: str) -> NoReturn:
    raise _official_error(name)


def _official_error(name: str) -> ValueRefusedError:
    return ValueRefusedError(
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


def unknown_name_error(holder: object, name: str) -> ValueRefusedError:
    """The error of a template that asks ``holder`` for ``name``, which it does not have.

    Args:
        holder: One of the values; None where the name stands by itself.
    """
    if name == "official":
        return _official_error(name)
    known = _names_in(holder)
    near = near_names(name, known)
    if near:
        hint = msg("did you mean '{near}'?", near=near[0])
    else:
        hint = msg("there are {known}", known=", ".join(known) or "-")
    kind = type(holder).__name__.removesuffix("Values").lower()
    if holder is None:
        message = msg("a template knows no '{name}'", name=name)
    elif is_dataclass(holder):
        message = msg("'{kind}' has no '{name}'", kind=kind, name=name)
    else:
        message = msg("this value has no '{name}'", name=name)
    return ValueRefusedError("template-name", message, hint)


def _names_in(holder: object) -> tuple[str, ...]:
    if holder is None:
        return TEMPLATE_NAMES
    if is_dataclass(holder):
        return tuple(field.name for field in fields(holder))
    return tuple(map(str, holder)) if isinstance(holder, Mapping) else ()


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
class MarkValues:
    """The sign of a group's items: its drawing, and what it is read as."""

    icon: SourcedText
    alt: SourcedText


@dataclass(frozen=True, slots=True)
class GroupValues:
    """A group with those of its items that the order asks for; ``tone`` is "do", "dont", "info"."""

    name: str
    title: SourcedText
    long_title: SourcedText
    tone: str
    mark: MarkValues
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
    """All that :func:`campaign_values` and the citations of display texts depend on.

    Official texts are not among it, so campaigns that differ in them alone have one key.
    """
    return (
        *(campaign.name, campaign.title, campaign.kicker, campaign.slogans, campaign.legal_line),
        *(campaign.qr, campaign.legal, tuple(campaign.texts.items())),
        tuple(replace(group, items=()) for group in campaign.groups),
        tuple(
            (one.id, one.group, one.number, one.headline, one.short_headline, one.support, one.icon)
            for one in items
        ),
        tuple((name, one.src, one.alt) for name, one in campaign.pictures.items()),
    )


def campaign_values(campaign: Campaign, items: tuple[Item, ...]) -> CampaignValues:
    """Values of ``campaign`` with ``items``, those that the order asks for."""
    stated = {key: SourcedText(text, key) for key, text in campaign_texts(campaign).items()}
    shown = tuple(_item_values(item, stated) for item in items)
    return CampaignValues(
        name=_own(campaign.name),
        title=stated["campaign.title"],
        kicker=stated["campaign.kicker"],
        slogans=tuple(stated[f"campaign.slogans[{n}]"] for n in range(len(campaign.slogans))),
        legal_line=stated["campaign.legal_line"],
        texts=MappingProxyType(
            {
                key: stated[f"campaign.texts.{key}"]
                if isinstance(text, str)
                else tuple(stated[f"campaign.texts.{key}[{n}]"] for n in range(len(text)))
                for key, text in campaign.texts.items()
            }
        ),
        qr=QrValues(
            _own(campaign.qr.url), stated["campaign.qr.printed"], stated["campaign.qr.caption"]
        ),
        groups=tuple(
            _group_values(group, own, stated)
            for group in campaign.groups
            if (own := tuple(item for item in shown if item.group == group.name))
        ),
        items=shown,
        pictures=MappingProxyType(
            {
                name: PictureValues(_own(picture.src), stated[f"campaign.pictures.{name}.alt"])
                for name, picture in campaign.pictures.items()
            }
        ),
    )


def _group_values(
    group: ItemGroup, items: tuple[ItemValues, ...], stated: Mapping[str, SourcedText]
) -> GroupValues:
    return GroupValues(
        name=group.name,
        title=stated[f"campaign.groups.{group.name}.title"],
        long_title=stated[f"campaign.groups.{group.name}.long_title"],
        tone=group.tone.value,
        mark=MarkValues(_own(group.mark.icon), stated[f"campaign.groups.{group.name}.mark.alt"]),
        items=items,
    )


def _own(text: str) -> SourcedText:
    """A value that a template may print as it is, though it is no text that is stated."""
    return SourcedText(text, "")


def _item_values(item: Item, stated: Mapping[str, SourcedText]) -> ItemValues:
    return ItemValues(
        id=item.id,
        group=item.group,
        number=item.number,
        headline=stated[origin_of(item, HEADLINE)],
        short_headline=stated[origin_of(item, SHORT_HEADLINE)],
        support=stated[origin_of(item, SUPPORT)],
        icon=_own(item.icon),
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
        "size": SizeValues(_own(size.name), size.width_mm, size.height_mm),
        "text": _own(text.value),
    }
