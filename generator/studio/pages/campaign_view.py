"""The view of the step "Chọn": the campaign's file beside what the letter says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.content.campaign_editing import value_at
from generator.content.campaign_structure import hidden_items
from generator.content.drafting.campaign_draft import draft_campaign
from generator.content.drafting.grouping import NO_ITEMS
from generator.content.drafting.icon_words import load_icon_words
from generator.content.drafting.model import DraftItem
from generator.content.letters.model import Letter, LetterBlock
from generator.content.model import Campaign, Tone
from generator.core.assets import Assets
from generator.studio.campaigns import campaign_data, campaign_of
from generator.studio.context import Studio
from generator.studio.store.projects import Revision
from generator.vietnamese.compounds import load_lexicon

#: An icon that stands for any point, where the letter's words name none.
_USUAL_ICON = "circle-check"
_CACHED_LETTERS = 16


@dataclass(frozen=True, slots=True)
class ItemEditor:
    """An item as the file has it, and where its arrows lead.

    Attributes:
        values: Its texts as they are written.
        up: The move that the arrow up makes, as form values; None at the top.
    """

    address: str
    id: str
    official: str
    values: Mapping[str, Any]
    up: Mapping[str, str] | None
    down: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class GroupEditor:
    """A group with its items; ``up`` and ``down`` as of an item."""

    name: str
    tone: str
    values: Mapping[str, Any]
    items: tuple[ItemEditor, ...]
    up: Mapping[str, str] | None
    down: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class PointView:
    """A point of the letter that is no item now.

    Attributes:
        is_hidden: Whether it was one: its texts come back.
        group: The one that it would come into.
    """

    address: str
    official: str
    is_hidden: bool
    group: str


@dataclass(frozen=True, slots=True)
class CampaignView:
    """All that the editor shows.

    Attributes:
        values: The campaign file.
    """

    campaign: Campaign
    values: Mapping[str, Any]
    groups: tuple[GroupEditor, ...]
    points: tuple[PointView, ...]


def campaign_view(studio: Studio, revision: Revision) -> CampaignView:
    """The campaign of a revision as the editor shows it."""
    campaign = campaign_of(studio, revision.files)
    data = campaign_data(studio, revision.files)
    values = value_at(data, ())
    hidden = hidden_items(data)
    return CampaignView(
        campaign,
        values,
        tuple(_groups(campaign, values)),
        tuple(_points(campaign, studio.assets, hidden)),
    )


def _groups(campaign: Campaign, values: Mapping[str, Any]) -> Iterator[GroupEditor]:
    own = {item.get("at"): item for item in values.get("items") or ()}
    titles = values.get("groups") or {}
    groups = campaign.groups
    for at, group in enumerate(groups):
        items = tuple(
            ItemEditor(
                item.address,
                item.id,
                item.official,
                own.get(item.address, {}),
                _moved_up(campaign, at, number),
                _moved_down(campaign, at, number),
            )
            for number, item in enumerate(group.items)
        )
        up = {"group": group.name, "before": groups[at - 1].name} if at else None
        after = groups[at + 2].name if at + 2 < len(groups) else ""
        down = {"group": group.name, "before": after} if at + 1 < len(groups) else None
        shown = titles.get(group.name) or {"title": group.title}
        yield GroupEditor(group.name, group.tone.value, shown, items, up, down)


def _moved_up(campaign: Campaign, at: int, number: int) -> dict[str, str] | None:
    items = campaign.groups[at].items
    address = items[number].address
    if number:
        before = items[number - 1].address
        return {"address": address, "group": campaign.groups[at].name, "before": before}
    if at:
        return {"address": address, "group": campaign.groups[at - 1].name, "before": ""}
    return None


def _moved_down(campaign: Campaign, at: int, number: int) -> dict[str, str] | None:
    items = campaign.groups[at].items
    address = items[number].address
    if number + 1 < len(items):
        before = items[number + 2].address if number + 2 < len(items) else ""
        return {"address": address, "group": campaign.groups[at].name, "before": before}
    if at + 1 < len(campaign.groups):
        following = campaign.groups[at + 1]
        first = following.items[0].address
        return {"address": address, "group": following.name, "before": first}
    return None


def _points(campaign: Campaign, assets: Assets, hidden: Sequence[str]) -> Iterator[PointView]:
    """The other points of the letter that could be items, in its order."""
    shown = {item.address for item in campaign.items}
    parents = {block.parent for block in campaign.letter.blocks}
    group = campaign.groups[0].name
    groups = {item.address: item.group for item in campaign.items}
    tones = {one.tone.value: one.name for one in reversed(campaign.groups)}
    drafted = drafted_items(campaign.letter, assets)
    for block in campaign.letter.blocks:
        if block.address in shown:
            group = groups[block.address]
        elif _may_be_item(block, parents) or block.address in hidden:
            tone = drafted[block.address][1] if block.address in drafted else ""
            yield PointView(
                block.address, block.text, block.address in hidden, tones.get(tone, group)
            )


def _may_be_item(block: LetterBlock, parents: set[str]) -> bool:
    if block.type in NO_ITEMS or not block.text.strip():
        return False
    return block.address not in parents or block.text.rstrip().endswith((".", ";"))


def new_fields(campaign: Campaign, assets: Assets, address: str) -> dict[str, str]:
    """Icon, headline and support line of a new item, as a draft proposes them.

    Raises:
        KeyError: if the letter has no such point.
    """
    drafted = drafted_items(campaign.letter, assets).get(address)
    if drafted is not None:
        item = drafted[0]
        short = item.short_headline if item.short_headline != item.headline else ""
        return {
            "icon": item.icon,
            "headline": item.headline,
            "short_headline": short,
            "support": item.support,
        }
    texts = {block.address: block.text for block in campaign.letter.blocks}
    headline = " ".join(texts[address].split()).rstrip(".;")
    return {"icon": _USUAL_ICON, "headline": headline}


def new_tone(campaign: Campaign, assets: Assets, address: str) -> Tone | None:
    """The tone of a group that a new item needs for itself; None if one of the groups will do.

    What the letter forbids does not stand among things to do, nor what it asks for among those not
    to do.
    """
    drafted = drafted_items(campaign.letter, assets).get(address)
    tone = Tone(drafted[1]) if drafted is not None else None
    known = {group.tone for group in campaign.groups}
    needs_own = tone is Tone.DONT or known == {Tone.DONT}
    return tone if needs_own and tone not in known else None


def drafted_items(letter: Letter, assets: Assets) -> Mapping[str, tuple[DraftItem, str]]:
    """The proposal of a draft for each point of the letter, with the tone of its group."""
    return _drafted(_LetterKey(letter), assets)


class _LetterKey:
    """A letter as the key of a cache: by its sha256."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _LetterKey) and other.letter.sha256 == self.letter.sha256

    def __hash__(self) -> int:
        return hash(self.letter.sha256)


@lru_cache(maxsize=_CACHED_LETTERS)
def _drafted(key: _LetterKey, assets: Assets) -> Mapping[str, tuple[DraftItem, str]]:
    draft = draft_campaign(
        key.letter,
        lexicon=load_lexicon(assets.lexicon),
        icons=load_icon_words(assets.icon_words),
    )
    return {
        item.address: (item, group.tone.value) for group in draft.groups for item in group.items
    }
