"""Texts that a campaign and an issuer state, each by its origin.

An origin names a text wherever it goes: in a template's slots, in the tags and the provenance
record of a file, in messages. It is the item's id and role ("do-3.headline"), else the key in the
campaign file ("campaign.texts.call", "campaign.slogans[0]") or of the issuer ("issuer.name").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from generator.content.model import (
    Campaign,
    Issuer,
    Item,
    ItemGroup,
    LegalBasis,
    Translation,
)
from generator.content.validity import validity_text
from generator.core.provenance import HEADLINE, SHORT_HEADLINE

#: Texts whose citations are cached: those of a few campaigns.
_CACHED_TEXTS = 1024

#: Roles of an item's texts beside its headlines.
OFFICIAL, SUPPORT = "official", "support"

#: Stands, where items are counted, for the groups that nothing else speaks of.
OTHERS = "others"

#: Origin of the deadline of validity in print.
VALID_UNTIL = "campaign.valid_until"

#: The legal bases that texts cite, by the texts' origins.
Citations = Mapping[str, tuple[LegalBasis, ...]]


def origin_of(item: Item | str, role: str) -> str:
    """Origin of an item's text, as "do-3.headline"."""
    return f"{item if isinstance(item, str) else item.id}.{role}"


def campaign_texts(campaign: Campaign) -> Mapping[str, str]:
    """Every display text of ``campaign`` by its origin; official texts are not among them."""
    return dict(_campaign_texts(campaign))


def _campaign_texts(campaign: Campaign) -> Iterator[tuple[str, str]]:
    yield "campaign.title", campaign.title
    yield "campaign.kicker", campaign.kicker
    for number, slogan in enumerate(campaign.slogans):
        yield f"campaign.slogans[{number}]", slogan
    yield "campaign.legal_line", campaign.legal_line
    if campaign.valid_until is not None:
        yield VALID_UNTIL, validity_text(campaign.valid_until)
    if campaign.qr is not None:
        yield "campaign.qr.printed", campaign.qr.printed
        yield "campaign.qr.caption", campaign.qr.caption
    for key, text in campaign.texts.items():
        if isinstance(text, str):
            yield f"campaign.texts.{key}", text
        else:
            for number, one in enumerate(text):
                yield f"campaign.texts.{key}[{number}]", one
    for group in campaign.groups:
        yield from title_texts(group).items()
        yield f"campaign.groups.{group.name}.mark.alt", group.mark.alt
    for name, picture in campaign.pictures.items():
        yield f"campaign.pictures.{name}.alt", picture.alt
    for translation in campaign.translations.values():
        yield from translation_texts(translation).items()
    for item in campaign.items:
        yield origin_of(item, HEADLINE), item.headline
        yield origin_of(item, SHORT_HEADLINE), item.short_headline
        yield origin_of(item, SUPPORT), item.support


def translation_texts(translation: Translation) -> Mapping[str, str]:
    """Every text of ``translation`` by its origin, as "campaign.languages.en.title"."""
    return {
        f"campaign.languages.{translation.language}.{key}": text
        for key, text in _translation_texts(translation)
    }


def _translation_texts(translation: Translation) -> Iterator[tuple[str, str]]:
    for key in ("notice", "title", "kicker", "caption"):
        yield key, getattr(translation, key)
    for number, slogan in enumerate(translation.slogans):
        yield f"slogans[{number}]", slogan
    for key, text in translation.texts.items():
        if isinstance(text, str):
            yield f"texts.{key}", text
        else:
            yield from ((f"texts.{key}[{number}]", one) for number, one in enumerate(text))
    for name, group in translation.groups.items():
        yield f"groups.{name}.title", group.title
        yield f"groups.{name}.long_title", group.long_title
    for name, item in translation.items.items():
        for role in (HEADLINE, SHORT_HEADLINE, SUPPORT):
            yield f"items.{name}.{role}", getattr(item, role)


def title_texts(group: ItemGroup) -> Mapping[str, str]:
    """The titles of ``group`` by their origins."""
    return {
        f"campaign.groups.{group.name}.title": group.title,
        f"campaign.groups.{group.name}.long_title": group.long_title,
    }


def derived_texts(campaign: Campaign) -> Mapping[str, str]:
    """Texts that follow from those of ``campaign``, by their origins.

    The rest of a long title behind the title that it begins with, "khi tham gia mạng xã hội": it
    stands small below the title.
    """
    return {
        f"campaign.groups.{group.name}.title_rest": group.long_title[len(group.title) :].strip()
        for group in campaign.groups
        if group.long_title.startswith(f"{group.title} ")
    }


def issuer_texts(issuer: Issuer) -> Mapping[str, str]:
    """Every text of ``issuer`` by its origin, known or empty."""
    return {
        "issuer.name": issuer.name,
        "issuer.body": issuer.body,
        "issuer.unit": issuer.unit,
        "issuer.province": issuer.province,
        "issuer.address": issuer.address,
        "issuer.hotline": issuer.hotline,
        "issuer.website": issuer.website,
    }


def face_texts(issuer: Issuer) -> Mapping[str, str]:
    """The texts of the issuer's face by their origins: co-issuers, and those of its code."""
    face = issuer.face
    texts = {f"issuer.co_issuers[{n}]": name for n, name in enumerate(face.co_issuers)}
    if face.second_code is not None:
        texts["issuer.second_qr.caption"] = face.second_code.caption
        texts["issuer.second_qr.printed"] = face.second_code.printed
    return texts


def citations(campaign: Campaign) -> Citations:
    """The legal bases that each display text of ``campaign`` cites by number, by its origin.

    Computed from the campaign, so the acts that a piece must name do not depend on what was
    printed.
    """
    return _citations(campaign_texts(campaign), campaign.legal)


def official_citations(campaign: Campaign) -> Citations:
    """As :func:`citations`, of the official texts."""
    texts = {origin_of(item, OFFICIAL): item.official for item in campaign.items}
    return _citations(texts, campaign.legal)


def _citations(texts: Mapping[str, str], legal: tuple[LegalBasis, ...]) -> Citations:
    cited = {origin: cited_bases(text, legal) for origin, text in texts.items()}
    return {origin: bases for origin, bases in cited.items() if bases}


@lru_cache(maxsize=_CACHED_TEXTS)
def cited_bases(text: str, legal: tuple[LegalBasis, ...]) -> tuple[LegalBasis, ...]:
    """Those of ``legal`` that ``text`` cites by their numbers."""
    return tuple(basis for basis in legal if basis.number in text and _cites(text, basis.number))


def _cites(text: str, number: str) -> bool:
    """True if ``text`` cites the act ``number``, and not one whose number ends or begins so."""
    return re.search(rf"(?<![\w/]){re.escape(number)}(?![\w/-])", text) is not None


def select_items(
    items: Sequence[Item], groups: Sequence[ItemGroup], most: Mapping[str, int]
) -> tuple[Item, ...]:
    """The items that a piece with room for so many shows, as listed.

    Args:
        items: All there are.
        groups: The groups that they are in.
        most: How many at most, by the name of a group; by a tone ("do", "dont", "info"), of all
            groups of that tone together that are not named; by :data:`OTHERS`, of all groups that
            neither are named nor of such a tone. All are shown of groups that no key speaks of.

    Where there are more, those of the lowest ``rank`` are taken, then the others in turn from each
    group, as they are listed.
    """
    chosen: set[str] = set()
    tones = {group.name: str(group.tone) for group in groups}
    for key in dict.fromkeys(_limit_of(item.group, tones, most) for item in items):
        own = [item for item in items if _limit_of(item.group, tones, most) == key]
        chosen |= {item.id for item in _first(own, most.get(key, len(own)))}
    return tuple(item for item in items if item.id in chosen)


def _limit_of(group: str, tones: Mapping[str, str], most: Mapping[str, int]) -> str:
    """The key of ``most`` that speaks of ``group``, else its name."""
    known = (group, tones.get(group, ""), OTHERS)
    return next((key for key in known if key in most), group)


def _first(items: Sequence[Item], count: int) -> Sequence[Item]:
    """The ``count`` of ``items`` that matter most."""
    turns: dict[str, int] = {}
    keys = []
    for place, item in enumerate(items):
        turn = turns[item.group] = turns.get(item.group, 0) + 1
        keys.append((item.rank is None, item.rank or turn, turn, place))
    ranked = sorted(range(len(items)), key=keys.__getitem__)
    return [items[place] for place in ranked[:count]]
