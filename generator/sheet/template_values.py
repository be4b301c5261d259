"""Values that a template sees: campaign, issuer and size, every text with its origin.

Official texts are not among them. A template names one, ``<official item="…"/>``, and the sheet
fetches it, so no filter, macro or typo of a template can alter what a letter says.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sized
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import NoReturn

from generator.content.model import (
    Campaign,
    Issuer,
    Item,
    ItemGroup,
    SecondCode,
    TextLength,
    Translation,
)
from generator.content.stated_texts import (
    SUPPORT,
    VALID_UNTIL,
    campaign_texts,
    derived_texts,
    face_texts,
    issuer_texts,
    origin_of,
    translation_texts,
)
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.core.provenance import HEADLINE, SHORT_HEADLINE
from generator.core.sourced_text import SourcedText
from generator.sheet.sizes import TrimSize

#: The loop over all items of a campaign.
_LOOP = "{% for group in campaign.groups %} … {% for item in group.items %}"

#: At the end of a point of a letter, where a headline has none.
_END_MARKS = " .;:,…!"

#: Shapes of a logo's box, width to height: what is narrower or wider is smaller within it.
_NARROWEST_LOGO, _WIDEST_LOGO = 0.6, 2.6

Texts = Mapping[str, SourcedText | tuple[SourcedText, ...]]


#: What every template sees.
TEMPLATE_NAMES = ("campaign", "issuer", "size", "text", "with_code")


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


def unknown_name_error(holder: object, name: str | int) -> ValueRefusedError:
    """The error of a template that asks ``holder`` for ``name``, which it does not have.

    Args:
        holder: One of the values; None where the name stands by itself.
    """
    if isinstance(name, int):
        return ValueRefusedError(
            "template-name",
            msg("there is no entry {number}", number=name),
            msg("entries are counted from 0, here to {last}", last=len(holder) - 1)
            if isinstance(holder, Sized) and len(holder)
            else msg("there are {known}", known="-"),
        )
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


def no_link_error(name: str | int) -> ValueRefusedError:
    """The error of a template that asks what is empty, as a campaign's code, for ``name``."""
    if name not in [field.name for field in fields(QrValues)]:
        return ValueRefusedError(
            "template-name",
            msg("there is no '{name}' here: what it is asked of is empty", name=name),
            msg(
                "write {form} around what shows it", form="{% if issuer.second_qr %} … {% endif %}"
            ),
        )
    return ValueRefusedError(
        "template-without-link",
        msg(
            "there is no '{name}' here: the campaign has no link, so 'campaign.qr' is empty",
            name=name,
        ),
        msg(
            "write {form} around the code and its texts", form="{% if campaign.qr %} … {% endif %}"
        ),
    )


def _names_in(holder: object) -> tuple[str, ...]:
    if holder is None:
        return TEMPLATE_NAMES
    if is_dataclass(holder):
        return tuple(field.name for field in fields(holder))
    return tuple(map(str, holder)) if isinstance(holder, Mapping) else ()


@dataclass(frozen=True, slots=True)
class ItemTranslationValues:
    """An item's display texts in the language that the order asks for."""

    language: str
    headline: SourcedText
    short_headline: SourcedText
    support: SourcedText


@dataclass(frozen=True, slots=True)
class GroupTranslationValues:
    """A group's titles in that language."""

    language: str
    title: SourcedText
    long_title: SourcedText


@dataclass(frozen=True, slots=True)
class TranslationValues:
    """A campaign's other texts in that language, and the words that mark them as unofficial.

    Attributes:
        language: BCP 47, for the ``lang`` of the elements that hold such texts.
        notice: In the language itself.
    """

    language: str
    notice: SourcedText
    title: SourcedText
    kicker: SourcedText
    slogans: tuple[SourcedText, ...]
    caption: SourcedText
    texts: Texts


@dataclass(frozen=True, slots=True)
class ItemValues:
    """An item's display texts; ``group`` is its group's name, ``number`` 1-based within it.

    Attributes:
        official_length: Of its official text, in characters; a template does not see the text.
        headline_is_official: True if the headline has all words of the official text.
        translation: None where the order asks for no other language, or the item has none.
    """

    id: str
    group: str
    number: int
    headline: SourcedText
    short_headline: SourcedText
    support: SourcedText
    icon: str
    official_length: int
    headline_is_official: bool
    translation: ItemTranslationValues | None

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
    """A group with those of its items that the order asks for; ``tone`` is "do", "dont", "info".

    Attributes:
        title_rest: Of the long title, behind the title; empty where it does not begin with it.
    """

    name: str
    title: SourcedText
    long_title: SourcedText
    title_rest: SourcedText
    tone: str
    mark: MarkValues
    items: tuple[ItemValues, ...]
    translation: GroupTranslationValues | None


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
    """A campaign's display texts, with the items that the order asks for.

    ``qr`` is None for a campaign without a link, ``validity`` empty for one without a deadline.
    """

    name: str
    title: SourcedText
    kicker: SourcedText
    slogans: tuple[SourcedText, ...]
    legal_line: SourcedText
    validity: SourcedText
    texts: Texts
    qr: QrValues | None
    groups: tuple[GroupValues, ...]
    items: tuple[ItemValues, ...]
    pictures: Mapping[str, PictureValues]
    translation: TranslationValues | None

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
class LogoValues:
    """The issuer's logo; ``ratio`` is width to height of the box that suits it."""

    src: str
    alt: str
    ratio: float


@dataclass(frozen=True, slots=True)
class SecondQrValues:
    """The issuer's own code; ``modules`` are those on a side, the quiet zone included."""

    kind: str
    data: str
    caption: SourcedText
    printed: SourcedText
    alt: str
    modules: int


@dataclass(frozen=True, slots=True)
class IssuerValues:
    """The issuer; ``contacts`` are those of address, hotline and website that are known.

    ``logo``, ``photo`` and ``second_qr`` are None where it has none, ``co_issuers`` are the names
    of those who issue the piece with it, the highest rank first.
    """

    name: SourcedText
    body: SourcedText
    unit: SourcedText
    province: SourcedText
    address: SourcedText
    hotline: SourcedText
    website: SourcedText
    contacts: tuple[SourcedText, ...]
    logo: LogoValues | None
    photo: PictureValues | None
    co_issuers: tuple[SourcedText, ...]
    second_qr: SecondQrValues | None
    logo_on_code: bool


@dataclass(frozen=True, slots=True)
class SizeValues:
    """The trim size."""

    name: SourcedText
    width_mm: float
    height_mm: float


def display_key(campaign: Campaign, items: tuple[Item, ...]) -> Hashable:
    """All that :func:`campaign_values` and the citations of display texts depend on.

    Of official texts is among it only what a template may know of them.
    """
    return (
        *(campaign.name, campaign.title, campaign.kicker, campaign.slogans, campaign.legal_line),
        *(campaign.qr, campaign.valid_until, campaign.legal, tuple(campaign.texts.items())),
        *(campaign.language, tuple(map(_texts_of, campaign.translations.values()))),
        tuple(replace(group, items=()) for group in campaign.groups),
        tuple(
            (
                one.id,
                one.group,
                one.number,
                one.headline,
                one.short_headline,
                one.support,
                one.icon,
                len(one.official),
                _headline_is_official(one),
            )
            for one in items
        ),
        tuple((name, one.src, one.alt) for name, one in campaign.pictures.items()),
    )


def campaign_values(campaign: Campaign, items: tuple[Item, ...]) -> CampaignValues:
    """Values of ``campaign`` with ``items``, those that the order asks for."""
    texts = {**campaign_texts(campaign), **derived_texts(campaign)}
    stated = {key: SourcedText(text, key) for key, text in texts.items()}
    shown = tuple(_item_values(item, stated, campaign.translation) for item in items)
    return CampaignValues(
        name=_own(campaign.name),
        title=stated["campaign.title"],
        kicker=stated["campaign.kicker"],
        slogans=tuple(stated[f"campaign.slogans[{n}]"] for n in range(len(campaign.slogans))),
        legal_line=stated["campaign.legal_line"],
        validity=stated.get(VALID_UNTIL, _own("")),
        texts=MappingProxyType(
            {
                key: stated[f"campaign.texts.{key}"]
                if isinstance(text, str)
                else tuple(stated[f"campaign.texts.{key}[{n}]"] for n in range(len(text)))
                for key, text in campaign.texts.items()
            }
        ),
        qr=(
            QrValues(
                _own(campaign.qr.url), stated["campaign.qr.printed"], stated["campaign.qr.caption"]
            )
            if campaign.qr is not None
            else None
        ),
        groups=tuple(
            _group_values(group, own, stated, campaign.translation)
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
        translation=_translation_values(campaign.translation, stated),
    )


def _texts_of(translation: Translation) -> tuple[tuple[str, str], ...]:
    return tuple(translation_texts(translation).items())


def _translation_values(
    translation: Translation | None, stated: Mapping[str, SourcedText]
) -> TranslationValues | None:
    if translation is None:
        return None
    at = f"campaign.languages.{translation.language}"
    return TranslationValues(
        language=_own(translation.language),
        notice=stated[f"{at}.notice"],
        title=stated[f"{at}.title"],
        kicker=stated[f"{at}.kicker"],
        slogans=tuple(stated[f"{at}.slogans[{n}]"] for n in range(len(translation.slogans))),
        caption=stated[f"{at}.caption"],
        texts=MappingProxyType(
            {
                key: stated[f"{at}.texts.{key}"]
                if isinstance(text, str)
                else tuple(stated[f"{at}.texts.{key}[{n}]"] for n in range(len(text)))
                for key, text in translation.texts.items()
            }
        ),
    )


def _group_values(
    group: ItemGroup,
    items: tuple[ItemValues, ...],
    stated: Mapping[str, SourcedText],
    translation: Translation | None,
) -> GroupValues:
    return GroupValues(
        name=group.name,
        title=stated[f"campaign.groups.{group.name}.title"],
        long_title=stated[f"campaign.groups.{group.name}.long_title"],
        title_rest=stated.get(f"campaign.groups.{group.name}.title_rest", _own("")),
        tone=group.tone.value,
        mark=MarkValues(_own(group.mark.icon), stated[f"campaign.groups.{group.name}.mark.alt"]),
        items=items,
        translation=(
            GroupTranslationValues(
                _own(translation.language),
                stated[f"campaign.languages.{translation.language}.groups.{group.name}.title"],
                stated[f"campaign.languages.{translation.language}.groups.{group.name}.long_title"],
            )
            if translation is not None and group.name in translation.groups
            else None
        ),
    )


def _own(text: str) -> SourcedText:
    """A value that a template may print as it is, though it is no text that is stated."""
    return SourcedText(text, "")


def _headline_is_official(item: Item) -> bool:
    """True if the headline is the official text, perhaps but for the mark at its end."""
    return item.headline.rstrip(_END_MARKS) == item.official.rstrip(_END_MARKS)


def _item_values(
    item: Item, stated: Mapping[str, SourcedText], translation: Translation | None
) -> ItemValues:
    translated = None
    if translation is not None and item.address in translation.items:
        at = f"campaign.languages.{translation.language}.items.{item.address}"
        translated = ItemTranslationValues(
            _own(translation.language),
            *(stated[f"{at}.{role}"] for role in (HEADLINE, SHORT_HEADLINE, SUPPORT)),
        )
    return ItemValues(
        id=item.id,
        group=item.group,
        number=item.number,
        headline=stated[origin_of(item, HEADLINE)],
        short_headline=stated[origin_of(item, SHORT_HEADLINE)],
        support=stated[origin_of(item, SUPPORT)],
        icon=_own(item.icon),
        official_length=len(item.official),
        headline_is_official=_headline_is_official(item),
        translation=translated,
    )


def issuer_values(issuer: Issuer, logo_ratio: float = 1.0) -> IssuerValues:
    """Values of ``issuer``.

    Args:
        logo_ratio: Width to height of its logo.
    """
    stated = {
        key.removeprefix("issuer."): SourcedText(text, key)
        for key, text in issuer_texts(issuer).items()
    }
    contacts = (stated["address"], stated["hotline"], stated["website"])
    face = issuer.face
    own = {key: SourcedText(text, key) for key, text in face_texts(issuer).items()}
    ratio = round(min(max(logo_ratio, _NARROWEST_LOGO), _WIDEST_LOGO), 3)
    return IssuerValues(
        **stated,
        contacts=tuple(text for text in contacts if text),
        logo=LogoValues(_own(face.logo.src), _own(face.logo.alt), ratio) if face.logo else None,
        photo=PictureValues(_own(face.photo.src), _own(face.photo.alt)) if face.photo else None,
        co_issuers=tuple(own[f"issuer.co_issuers[{n}]"] for n in range(len(face.co_issuers))),
        second_qr=_second_qr(face.second_code, own) if face.second_code else None,
        logo_on_code=face.logo_on_code and face.logo is not None,
    )


def _second_qr(code: SecondCode, own: Mapping[str, SourcedText]) -> SecondQrValues:
    # Imported where there is one: hardly any issuer has.
    from generator.content.second_code import modules_of

    return SecondQrValues(
        kind=_own(code.kind),
        data=_own(code.data),
        caption=own["issuer.second_qr.caption"],
        printed=own["issuer.second_qr.printed"],
        alt=_own(code.alt),
        modules=modules_of(code.data),
    )


def values_for(
    campaign: CampaignValues,
    issuer: Issuer,
    size: TrimSize,
    text: TextLength,
    *,
    logo_ratio: float = 1.0,
    shows_code: bool = False,
) -> dict[str, object]:
    """Names that a template may use, with their values.

    Args:
        shows_code: Whether a material shows the code that it has not by default.
        logo_ratio: Width to height of the issuer's logo.
    """
    return {
        "campaign": campaign,
        "issuer": issuer_values(issuer, logo_ratio),
        "size": SizeValues(_own(size.name), size.width_mm, size.height_mm),
        "text": _own(text.value),
        "with_code": shows_code and campaign.qr is not None,
    }
