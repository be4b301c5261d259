"""Expectations of a piece from the campaign at hand, as it is today."""

from __future__ import annotations

from dataclasses import replace

from generator.content.model import Campaign, LegalBasis
from generator.content.stated_texts import campaign_texts, derived_texts
from generator.core.provenance import (
    AtHand,
    Expected,
    ExpectedAct,
    ExpectedText,
    StatedText,
    text_sha256,
)


def with_campaign(expected: Expected, campaign: Campaign) -> Expected:
    """``expected`` as ``campaign`` has it today: the letter, the texts' wording, acts, address.

    An official text is the campaign's of equal wording, else that of the same item; where there
    is neither, it stays as the file states it. The texts stay as they are, too, when the campaign
    rests on another letter. What has changed is a finding of
    ``preflight.checks.text.provenance``.
    """
    letter = campaign.letter
    address = campaign.qr.url if campaign.qr is not None else None
    acts = {act.number: act for act in cited_acts(campaign)}
    known = replace(
        expected,
        acts=tuple(acts.get(act.number, act) for act in expected.acts),
        # Not every piece has a code; one that states no address is reported by the check.
        qr_target=address if expected.qr_target else None,
        is_draft=campaign.is_draft,
        valid_until=campaign.valid_until,
    )
    today = letter.reference
    if expected.letter != today:
        return replace(known, letter=today)
    at_hand = AtHand(_official_texts(campaign), _display_texts(campaign), address)
    return replace(
        known,
        letter_sha256=letter.sha256,
        texts=tuple(_with_wording(text, at_hand) for text in expected.texts),
        at_hand=at_hand,
    )


def _official_texts(campaign: Campaign) -> tuple[ExpectedText, ...]:
    return tuple(
        ExpectedText(item.id, item.address, text_sha256(item.official), item.official)
        for item in campaign.items
    )


def _display_texts(campaign: Campaign) -> tuple[StatedText, ...]:
    texts = {**campaign_texts(campaign), **derived_texts(campaign)}
    return tuple(StatedText(origin, text) for origin, text in texts.items())


def _with_wording(text: ExpectedText, at_hand: AtHand) -> ExpectedText:
    found = at_hand.official(text)
    return text if found is None else replace(text, text=found.text, sha256=found.sha256)


def cited_acts(campaign: Campaign) -> tuple[ExpectedAct, ...]:
    """The acts that ``campaign`` cites, with what it knows of them."""
    return tuple(map(cited_act, campaign.legal))


def cited_act(basis: LegalBasis) -> ExpectedAct:
    """An act as stated by a piece that cites it."""
    return ExpectedAct(
        basis.number, basis.date, basis.status.value, basis.checked_on, basis.replaced_by or None
    )
