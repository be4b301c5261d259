"""Names of a campaign's texts for people: "headline of point II.1" for "do-3.headline"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.content.letter_parts import part_name
from generator.content.model import Campaign
from generator.content.stated_texts import OFFICIAL, SUPPORT
from generator.core.messages import Message, msg
from generator.core.provenance import HEADLINE, SHORT_HEADLINE

_CAMPAIGN: Final[Mapping[str, Message]] = {
    "campaign.title": msg("title of the campaign"),
    "campaign.kicker": msg("line above the title"),
    "campaign.legal_line": msg("line of the legal bases"),
    "campaign.valid_until": msg("deadline of validity"),
    "campaign.qr.url": msg("target of the QR code"),
    "campaign.qr.printed": msg("address printed by the QR code"),
    "campaign.qr.caption": msg("words by the QR code"),
    "campaign.texts.why_title": msg("title of the reasons"),
    "campaign.texts.why_text": msg("reasons"),
    "campaign.texts.check_title": msg("title of the questions to oneself"),
    "campaign.texts.remember": msg("reminder"),
    "campaign.texts.call": msg("closing call"),
}
_LISTS: Final[Mapping[str, Message]] = {
    "campaign.slogans": msg("slogan"),
    "campaign.texts.checks": msg("question to oneself"),
}
_GROUP: Final[Mapping[str, Message]] = {
    "title": msg("group title"),
    "long_title": msg("long group title"),
    "mark.alt": msg("words of the group's mark"),
    "tone": msg("meaning of the group"),
}
_ITEM: Final[Mapping[str, Message]] = {
    "group": msg("group of point"),
    HEADLINE: msg("headline of point"),
    SHORT_HEADLINE: msg("short headline of point"),
    SUPPORT: msg("support line of point"),
    OFFICIAL: msg("official text of point"),
}
_LISTED: Final = re.compile(r"(.+)\[(\d+)\]")
_OF_GROUP: Final = re.compile(r"campaign\.groups\.([^.]+)\.(.+)")
_LANGUAGES: Final = "campaign.languages."
_OF_LANGUAGE: Final = re.compile(r"campaign\.languages\.([^.]+)\.(.+)")
_OF_PICTURE: Final = re.compile(r"campaign\.pictures\.(.+)\.(?:alt|file)")


def text_name(origin: str, campaign: Campaign) -> Message | str:
    """The name of the text ``origin`` of ``campaign``, or of one that it had.

    Args:
        origin: As in ``stated_texts``; of an item that is gone with its address, "II.1.headline".
    """
    if known := _CAMPAIGN.get(origin):
        return known
    if origin.startswith("letter."):
        return _letter_part(origin.removeprefix("letter."))
    if match := _LISTED.fullmatch(origin) if not origin.startswith(_LANGUAGES) else None:
        name: Message | str = _LISTS.get(match[1]) or _own_text(match[1])
        return msg("{entry} {number}", entry=name, number=int(match[2]) + 1)
    if match := _OF_GROUP.fullmatch(origin):
        titles = {group.name: group.title for group in campaign.groups}
        name = _GROUP.get(match[2], match[2])
        return msg("{what} “{title}”", what=name, title=titles.get(match[1], match[1]))
    if match := _OF_LANGUAGE.fullmatch(origin):
        return _translated(match[1], match[2], campaign)
    if match := _OF_PICTURE.fullmatch(origin):
        return msg("picture “{name}”", name=match[1])
    if origin.startswith("campaign."):
        return _own_text(origin)
    item, _, role = origin.rpartition(".")
    addresses = {one.id: one.address for one in campaign.items}
    return msg(
        "{what} {address}",
        what=_ITEM.get(role, role),
        address=addresses.get(item, item),
    )


def _translated(language: str, part: str, campaign: Campaign) -> Message:
    """The name of the text that ``part`` is the translation of, with the language."""
    owner = part.removeprefix("items.") if part.startswith("items.") else f"campaign.{part}"
    return msg("{what}, {language}", what=text_name(owner, campaign), language=language)


def _own_text(origin: str) -> Message:
    return msg("text “{name}”", name=origin.rpartition(".")[2])


def _letter_part(name: str) -> Message | str:
    named = part_name(name)
    if isinstance(named, Message):
        return named
    return msg("paragraph {address} of the letter", address=name)
