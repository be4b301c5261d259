"""A campaign's texts in other languages: unofficial translations, set beside the Vietnamese.

Official texts have none: what a letter says is said in its own words. Each text has an origin of
its own, as "campaign.languages.en.items.1.1.headline" (``content.stated_texts``), so it is
approved, stated in a file and verified as every other text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from generator.content.display_texts import display_text
from generator.content.model import (
    Campaign,
    Item,
    ItemGroup,
    TranslatedGroup,
    TranslatedItem,
    Translation,
)
from generator.content.texts import read_texts
from generator.content.yaml_nodes import YamlNode
from generator.core.errors import Place, Problem, UsageError
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.vietnamese.typography import display

#: Words that mark a translation as such, in Vietnamese and in the languages that are known.
NOTICE_VI: Final = "Bản dịch không chính thức"
NOTICES: Final[Mapping[str, str]] = MappingProxyType(
    {"en": "Unofficial translation", "km": "ការបកប្រែក្រៅផ្លូវការ"}
)
#: BCP 47: a primary language of two or three letters.
_CODE: Final = re.compile(r"[a-z]{2,3}")
_NUMBER: Final = re.compile(r"\d+")


def read_languages(node: YamlNode) -> dict[str, Translation]:
    """The translations of the mapping ``node`` by language."""
    found = {}
    for language in node:
        if not _CODE.fullmatch(language) or language == "vi":
            node.report(
                "language-wrong",
                msg("“{language}” is no code of another language", language=language),
                hint=msg("write en for English, km for Khmer"),
                key=language,
            )
        found[language] = _translation(node.mapping(language), language)
    return found


def _translation(node: YamlNode, language: str) -> Translation:
    groups = node.mapping("groups", required=False)
    items = node.mapping("items", required=False)
    notice = NOTICES.get(language)
    return Translation(
        language=language,
        notice=display_text(node, "notice", default=notice),
        title=display_text(node, "title"),
        kicker=display_text(node, "kicker", default=""),
        slogans=tuple(map(display, node.texts("slogans", required=False))),
        caption=display_text(node, "caption", default=""),
        groups={name: _group(groups.mapping(name)) for name in groups},
        items={address: _item(items.mapping(address)) for address in items},
        texts=read_texts(node.mapping("texts", required=False)),
    )


def _group(node: YamlNode) -> TranslatedGroup:
    title = display_text(node, "title")
    return TranslatedGroup(title, display_text(node, "long_title", default=title))


def _item(node: YamlNode) -> TranslatedItem:
    headline = display_text(node, "headline")
    return TranslatedItem(
        headline,
        display_text(node, "short_headline", default=headline),
        display_text(node, "support", default=""),
    )


def language_findings(
    translations: Mapping[str, Translation], groups: Sequence[ItemGroup], place: Place
) -> Iterator[Finding]:
    """Warnings of what a translation leaves out, has in excess, and of numbers that it changes."""
    items = [item for group in groups for item in group.items]
    for language, translation in translations.items():
        missing = [item.id for item in items if item.address not in translation.items]
        if missing:
            yield Finding(
                "translation-incomplete",
                Severity.WARNING,
                msg(
                    "languages, {language}: these items have no translation: {items}",
                    language=language,
                    items=", ".join(missing),
                ),
                msg("write it in campaign.yaml, or leave the language out"),
                place,
            )
        unused = sorted(
            {*translation.items} - {item.address for item in items}
            | {*translation.groups} - {group.name for group in groups}
        )
        if unused:
            yield Finding(
                "translation-unused",
                Severity.WARNING,
                msg(
                    "languages, {language}: nothing of the campaign stands at {names}",
                    language=language,
                    names=", ".join(unused),
                ),
                msg("an item is named by its “at”, a group by its name; or remove the entry"),
                place,
            )
        for item in items:
            added = _added_numbers(item, translation)
            if added:
                yield Finding(
                    "translation-number",
                    Severity.WARNING,
                    msg(
                        "languages, {language}: {item} says {numbers}, which the letter does not",
                        language=language,
                        item=item.id,
                        numbers=", ".join(added),
                    ),
                    msg("compare it with the official text, number by number"),
                    place,
                )


def _added_numbers(item: Item, translation: Translation) -> list[str]:
    """Numbers of a translated item that neither its official text nor its headlines have."""
    own = translation.items.get(item.address)
    if own is None:
        return []
    said = f"{item.official} {item.headline} {item.short_headline} {item.support}"
    known = {int(number) for number in _NUMBER.findall(said)}
    texts = f"{own.headline} {own.short_headline} {own.support}"
    return [number for number in _NUMBER.findall(texts) if int(number) not in known]


def in_language(campaign: Campaign, language: str | None) -> Campaign:
    """``campaign`` whose pieces show the translation into ``language``; None: none.

    Raises:
        UsageError: if it has no such translation.
    """
    if language is None:
        return campaign
    code = language.strip().casefold()
    if code not in campaign.translations:
        known = ", ".join(campaign.translations)
        raise UsageError(
            Problem(
                "language-unknown",
                msg(
                    "the campaign '{campaign}' has no texts in '{language}'",
                    campaign=campaign.name,
                    language=language,
                ),
                msg("it has: {known}", known=known)
                if known
                else msg("write them in its campaign.yaml: “languages:”"),
                Place(),
            )
        )
    return replace(campaign, language=code)
