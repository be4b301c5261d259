"""Texts that a campaign and an issuer state, each by its origin.

An origin names a text wherever it goes: in a template's slots, in the tags and the provenance
record of a file, in messages. It is the item's id and role ("do-3.headline"), else the key in the
campaign file ("campaign.texts.call", "campaign.slogans[0]") or of the issuer ("issuer.name").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from generator.content.model import Campaign, Issuer, Item, ItemGroup, LegalBasis
from generator.core.provenance import HEADLINE, SHORT_HEADLINE

#: Texts whose citations are cached: those of a few campaigns.
_CACHED_TEXTS = 1024

#: Roles of an item's texts beside its headlines.
OFFICIAL, SUPPORT = "official", "support"

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
    for item in campaign.items:
        yield origin_of(item, HEADLINE), item.headline
        yield origin_of(item, SHORT_HEADLINE), item.short_headline
        yield origin_of(item, SUPPORT), item.support


def title_texts(group: ItemGroup) -> Mapping[str, str]:
    """The titles of ``group`` by their origins."""
    return {
        f"campaign.groups.{group.name}.title": group.title,
        f"campaign.groups.{group.name}.long_title": group.long_title,
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
    cited = {origin: _cited(text, legal) for origin, text in texts.items()}
    return {origin: bases for origin, bases in cited.items() if bases}


@lru_cache(maxsize=_CACHED_TEXTS)
def _cited(text: str, legal: tuple[LegalBasis, ...]) -> tuple[LegalBasis, ...]:
    return tuple(basis for basis in legal if basis.number in text and _cites(text, basis.number))


def _cites(text: str, number: str) -> bool:
    """True if ``text`` cites the act ``number``, and not one whose number ends or begins so."""
    return re.search(rf"(?<![\w/]){re.escape(number)}(?![\w/-])", text) is not None


def select_items(items: Sequence[Item], limits: Mapping[str, int]) -> tuple[Item, ...]:
    """The items that a piece with room for ``limits`` of each group shows, as listed.

    Args:
        limits: How many items of each group; a group that is not named is shown whole.

    Within a group those of the lowest ``rank`` are taken, then the others as they are listed.
    """
    chosen: set[str] = set()
    for group in dict.fromkeys(item.group for item in items):
        own = [item for item in items if item.group == group]
        ranked = sorted(own, key=lambda item: (item.rank is None, item.rank or 0))
        chosen |= {item.id for item in ranked[: limits.get(group, len(own))]}
    return tuple(item for item in items if item.id in chosen)
