"""The draft of a campaign from a letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from generator.content.drafting.grouping import draft_groups
from generator.content.drafting.headings import read_heading
from generator.content.drafting.icon_words import GENERAL, IconWords
from generator.content.drafting.model import CampaignDraft, DraftGroup, DraftItem
from generator.content.drafting.titles import (
    draft_kicker,
    draft_legal,
    draft_legal_line,
    draft_title,
    find_links,
    find_slogans,
    kind_in_text,
    slogan_halves,
    why_text,
)
from generator.content.drawings import Drawing
from generator.content.letters.model import BlockType, Letter
from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.vietnamese.compounds import Lexicon

#: Above the letter's own reason; the only words of a draft that are in no letter, beside the titles
#: of groups without a heading (``grouping.TITLES``).
_WHY: Final = "Vì sao?"


def draft_campaign(
    letter: Letter,
    *,
    lexicon: Lexicon,
    icons: IconWords,
    links: Sequence[str] = (),
    drawings: Mapping[str, Drawing] = MappingProxyType({}),
) -> CampaignDraft:
    """A campaign proposed from ``letter``; every text is a proposal, for a person to approve.

    Args:
        letter: As it was read.
        lexicon: Of compounds, none of which a headline cuts.
        icons: By the words that they show.
        links: Web addresses behind the letter's words, which its text does not show.
        drawings: Those that may be proposed, by name.
    """
    title = draft_title(letter.subject) if letter.subject else kind_in_text(letter.kind)
    groups = draft_groups(letter, lexicon, icons)
    slogans = find_slogans(letter, _slogan_sections(letter, lexicon))
    return CampaignDraft(
        title=title,
        kicker=draft_kicker(letter),
        slogans=slogans,
        groups=groups,
        legal=draft_legal(letter),
        legal_line=draft_legal_line(letter),
        links=find_links(letter, tuple(links)),
        texts={**_slogan_texts(slogans), **_reason_texts(letter)},
        drawing=_drawing(letter, groups, drawings, lexicon),
        notes=tuple(_notes(letter, groups)),
    )


def _drawing(
    letter: Letter,
    groups: Sequence[DraftGroup],
    drawings: Mapping[str, Drawing],
    lexicon: Lexicon,
) -> str:
    """The drawing whose word stands in the letter's subject, else in a heading of its points."""
    groups_of_words: dict[str, dict[str, tuple[str, ...]]] = {"": {}, GENERAL: {}}
    for name, drawing in drawings.items():
        groups_of_words[GENERAL if drawing.is_general else ""][name] = drawing.words
    words = IconWords(groups_of_words)
    titles = [group.title for group in groups if group.is_suggested]
    found = words.icon_for(letter.subject or "", *titles, lexicon=lexicon)
    return found if found in drawings else ""


def _slogan_sections(letter: Letter, lexicon: Lexicon) -> set[str]:
    parents = {block.parent for block in letter.blocks}
    return {
        block.address
        for block in letter.blocks
        if block.address in parents and read_heading(block.text, lexicon).is_slogans
    }


def _slogan_texts(slogans: Sequence[str]) -> dict[str, str | tuple[str, ...]]:
    """The main slogan as a call and its reply, for pieces that set these apart."""
    halves = slogan_halves(slogans[0]) if slogans else None
    return dict(zip(("slogan_headline", "slogan_reply"), halves, strict=True)) if halves else {}


def _reason_texts(letter: Letter) -> dict[str, str | tuple[str, ...]]:
    """The texts of the leaflet that the letter has: its reason."""
    reason = why_text(letter)
    return {"why_title": _WHY, "why_text": reason} if reason else {}


def _notes(letter: Letter, groups: Sequence[DraftGroup]) -> Iterator[Finding]:
    """Findings on what a person must look at in the draft."""
    place = Place(letter.source)
    items = [item for group in groups for item in group.items]
    if not items:
        yield Finding(
            "draft-without-items",
            Severity.WARNING,
            msg("no point of the letter can be an item: it has no body that was read"),
            msg("show what was read in it: anpham letter {file}", file=letter.source),
            place,
        )
    yield from _long_notes(items, place)
    tables = _tables(letter)
    if tables:
        yield Finding(
            "draft-without-table",
            Severity.NOTE,
            msg("tables are in no item: {addresses}", addresses=_listed(tables)),
            msg("if people need one, say in an item where they find it"),
            place,
        )


def _tables(letter: Letter) -> list[str]:
    """Addresses of the blocks above tables; of a table under none, that of its first row."""
    rows = [block for block in letter.blocks if block.type is BlockType.ROW]
    return list({block.parent: block.parent or block.address for block in reversed(rows)}.values())[
        ::-1
    ]


def _long_notes(items: Sequence[DraftItem], place: Place) -> Iterator[Finding]:
    long = [item.address for item in items if item.is_too_long or item.is_support_long]
    if long:
        yield Finding(
            "draft-too-long",
            Severity.WARNING,
            msg(
                "no shorter text is true to the letter by rule: {addresses}",
                addresses=_listed(long),
            ),
            msg("shorten these headlines and support lines by hand in campaign.yaml"),
            place,
        )


def _listed(addresses: Sequence[str]) -> str:
    return ", ".join(addresses)
