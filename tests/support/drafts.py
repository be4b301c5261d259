"""Drafts of campaigns in tests: from papers, and from letters with a body made for a test."""

from __future__ import annotations

from generator.content.drafting.campaign_draft import draft_campaign
from generator.content.drafting.headlines import NO_LEAD, Abridgement, Lead, abridge
from generator.content.drafting.icon_words import load_icon_words
from generator.content.drafting.model import CampaignDraft, DraftItem
from generator.content.letters.model import (
    BlockType,
    Letter,
    LetterBlock,
    LetterKind,
    Signatory,
)
from generator.core.assets import shipped_assets
from generator.vietnamese.compounds import load_lexicon

ASSETS = shipped_assets()
LEXICON = load_lexicon(ASSETS.lexicon)
ICONS = load_icon_words(ASSETS.icon_words)


def drafted(letter: Letter) -> CampaignDraft:
    """The draft from ``letter``."""
    return draft_campaign(letter, lexicon=LEXICON, icons=ICONS)


def items_by_address(draft: CampaignDraft) -> dict[str, DraftItem]:
    return {item.address: item for group in draft.groups for item in group.items}


def abridged(text: str, lead: Lead = NO_LEAD) -> Abridgement:
    return abridge(text, LEXICON, lead)


def letter_of(
    *lines: str, subject: str | None = "hiến máu tình nguyện", kind: str = "công văn"
) -> Letter:
    """A letter with a body of ``lines``: "1. Heading", "- dash below it", or a paragraph."""
    blocks: list[LetterBlock] = []
    heading, count = "", 0
    for line in lines:
        marker, _, text = line.partition(" ")
        if marker == "-":
            count += 1
            address = f"{heading}.{count}" if heading else f"-{count}"
            blocks.append(LetterBlock(address, marker, heading, text, BlockType.DASH))
        elif marker.endswith("."):
            heading, count = marker[:-1], 0
            blocks.append(LetterBlock(heading, marker, "", text, BlockType.CLAUSE))
        else:
            blocks.append(LetterBlock(f"p{len(blocks)}", "", "", line, BlockType.PARAGRAPH))
    return Letter(
        source="letter.txt",
        sha256="0" * 64,
        kind=LetterKind(kind),
        number="1/UBND",
        date_line=None,
        date=None,
        place=None,
        issuing_body="ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
        subject=subject,
        addressees=(),
        recipients=(),
        legal_bases=(),
        blocks=tuple(blocks),
        closing=None,
        signatory=Signatory(),
    )
