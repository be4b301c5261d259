"""Approval of a campaign: a person answers for its texts, until one of them is changed.

``campaign.yaml`` says who approved it and when; ``approval.lock`` beside it, written by
:func:`approve` and never by hand, keeps every text that was approved. So any later change makes
the campaign a draft again, and which text it was is known. A campaign that says nothing of its
approval, as those made before there was any approval, is no draft.

The letter's own lock is in ``letter_lock``; how a draft is marked on its pages in ``sheet.draft``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from generator.content.groups import DEFAULT_MARKS
from generator.content.letter_parts import parts_of
from generator.content.model import (
    Approval,
    ApprovalStatus,
    ApprovedTextChange,
    Campaign,
    Item,
)
from generator.content.stated_texts import OFFICIAL, campaign_texts, origin_of
from generator.content.text_names import text_name
from generator.content.yaml_nodes import YamlNode
from generator.core.errors import InputOutputError, Place
from generator.core.excerpts import differing_parts, excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.provenance import HEADLINE, SHORT_HEADLINE
from generator.vietnamese.dates import short_day

#: Function that reads a file of the campaign's folder by its name.
FileReader = Callable[[str], bytes]

RECORD_NAME: Final = "approval.lock"
KEY: Final = "approval"

_FORMAT: Final = 1
#: Changes that are reported one by one; of more the number is said.
_MOST_CHANGES: Final = 12
#: Begins the origins of the letter's blocks; no item's id holds a colon.
_LETTER: Final = "letter:"


class StatedApproval(NamedTuple):
    """Statement of the campaign file on its approval."""

    status: ApprovalStatus
    by: str
    on: dt.date | None
    place: Place


def read_approval(root: YamlNode) -> StatedApproval | None:
    """Statement of the campaign file ``root`` on its approval; None when there is none."""
    if KEY not in root:
        return None
    node = root.mapping(KEY)
    status = node.choice("status", ApprovalStatus)
    if status is ApprovalStatus.APPROVED:
        return StatedApproval(status, node.text("by"), node.date("on"), root.place(KEY))
    # A draft may name who is to approve it; a day that is left from before says nothing.
    by = "" if node.is_empty("by") else node.text("by")
    if not node.is_empty("on"):
        node.date("on")
    return StatedApproval(status, by, None, root.place(KEY))


def with_approval(
    campaign: Campaign, stated: StatedApproval | None, file: Place, read_file: FileReader
) -> Campaign:
    """``campaign`` with its approval, and with findings if that makes it a draft.

    If its ``file`` says nothing of an approval it is no draft; a record left beside it is reported.
    """
    if stated is None:
        found = (_removed(file),) if _has_record(read_file) else ()
        return replace(campaign, findings=(*campaign.findings, *found))
    approval = Approval(stated.status, stated.by, stated.on)
    if stated.status is ApprovalStatus.APPROVED:
        record = _record(read_file)
        approved = _texts_in(record, stated)
        if approved is not None:
            approval = replace(
                approval,
                has_record=True,
                changes=tuple(changes_between(approved, campaign, _addresses_in(record))),
            )
    findings = (*campaign.findings, *_findings(approval, stated.place, campaign))
    return replace(campaign, approval=approval, findings=findings)


def approved_texts(campaign: Campaign) -> Mapping[str, str]:
    """Every text that an approval of ``campaign`` covers, by its origin, empty ones left out.

    Display texts, who says them when nobody else is named, and what gives them their meaning:
    where the code leads, the deadline of validity, pictures, each group's tone, each item's group
    and official text; and the letter's blocks, as the lock has them.
    """
    return {origin: text for origin, text in _approved_texts(campaign) if text}


def is_derived(origin: str, texts: Mapping[str, str]) -> bool:
    """True if nobody wrote the text ``origin`` of ``texts``, or there is none: it follows.

    A short headline that is the headline does, a long title that is the title, and the usual words
    of a group's mark.
    """
    if origin not in texts:
        return True
    text = texts[origin]
    owner, _, last = origin.rpartition(".")
    if last == SHORT_HEADLINE:
        return texts.get(f"{owner}.{HEADLINE}") == text
    if not origin.startswith("campaign.groups."):
        return False
    if last == "long_title":
        return texts.get(f"{owner}.title") == text
    if last == "alt":
        tone = texts.get(f"{owner.removesuffix('.mark')}.tone")
        return any(text == mark.alt for one, mark in DEFAULT_MARKS.items() if one.value == tone)
    return False


def _approved_texts(campaign: Campaign) -> Iterator[tuple[str, str]]:
    yield from campaign_texts(campaign).items()
    issuer = campaign.default_issuer
    yield "default_issuer", str(issuer.issuer or "")
    yield "default_issuer_name", issuer.issuer_name or ""
    if campaign.qr is not None:
        yield "campaign.qr.url", campaign.qr.url
    for group in campaign.groups:
        yield f"campaign.groups.{group.name}.tone", group.tone.value
    for name, picture in campaign.pictures.items():
        yield f"campaign.pictures.{name}.file", picture.src
    for item in campaign.items:
        yield f"{item.id}.group", item.group
        yield origin_of(item, OFFICIAL), item.official
    for part, text in parts_of(campaign.letter).texts().items():
        yield f"{_LETTER}{part}", text


def changes_between(
    approved: Mapping[str, str], campaign: Campaign, addresses: Mapping[str, str] | None = None
) -> Iterator[ApprovedTextChange]:
    """The texts of ``campaign`` that are not as in ``approved``, in the campaign's order.

    A block of the letter that only stands elsewhere is none, nor is one again that an item shows.
    An item is the one at its address, wherever it stands; a new one, or one that is gone, is one
    change.

    Args:
        addresses: Those of the approved items by their ids; without them an item is the one of
            its id.
    """
    now = approved_texts(campaign)
    if addresses is not None:
        approved = _with_ids_of_today(approved, addresses, campaign)
    blocks_were, blocks_are = _blocks(approved), _blocks(now)
    said: set[tuple[str | None, str | None]] = set()
    for origin in dict.fromkeys((*now, *approved)):
        was, is_now = approved.get(origin), now.get(origin)
        if origin.startswith(_LETTER) and was != is_now:
            was = None if was in blocks_are else was
            is_now = None if is_now in blocks_were else is_now
        if was == is_now or (origin.startswith(_LETTER) and (was, is_now) in said):
            continue
        if is_derived(origin, approved) and is_derived(origin, now):
            continue
        if _is_rest_of_item(origin, approved if is_now is None else now, approved, now):
            continue
        said.add((was, is_now))
        place = campaign.places.get(origin, Place())
        yield ApprovedTextChange(origin, was, is_now, place)


def _is_rest_of_item(
    origin: str, texts: Mapping[str, str], approved: Mapping[str, str], now: Mapping[str, str]
) -> bool:
    """True for all texts but the headline of an item that is new or gone."""
    owner, _, role = origin.rpartition(".")
    if origin.startswith((_LETTER, "campaign.")) or role == HEADLINE:
        return False
    headline = f"{owner}.{HEADLINE}"
    return headline in texts and (headline in approved) != (headline in now)


def _with_ids_of_today(
    approved: Mapping[str, str], addresses: Mapping[str, str], campaign: Campaign
) -> dict[str, str]:
    """``approved`` with each item's id of today, by its address; of one gone, the address."""
    numbered = _numbered(addresses)
    today = {where: one for one, where in _numbered(_addresses(campaign.items)).items()}
    renamed = {}
    for origin, text in approved.items():
        owner, _, role = origin.partition(".")
        if owner not in numbered:
            renamed[origin] = text
            continue
        address, count = numbered[owner]
        known = today.get((address, count))
        renamed[f"{known}.{role}" if known else f"{address}.{role}"] = text
    return renamed


def _addresses(items: Sequence[Item]) -> dict[str, str]:
    return {item.id: item.address for item in items}


def _numbered(addresses: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    """Each item's address, with its number among those of the same address."""
    counts: Counter[str] = Counter()
    numbered = {}
    for one, address in addresses.items():
        counts[address] += 1
        numbered[one] = (address, counts[address])
    return numbered


def _blocks(texts: Mapping[str, str]) -> frozenset[str]:
    return frozenset(text for origin, text in texts.items() if origin.startswith(_LETTER))


def describe_change(change: ApprovedTextChange, campaign: Campaign) -> Message:
    """The change in one line, with the words around it."""
    name = text_name(change.origin, campaign)
    if change.was is None:
        return msg(
            "{text} is new since the approval: “{now}”",
            text=name,
            now=excerpt(change.now or "", 120),
        )
    if change.now is None:
        return msg(
            "{text} is gone since the approval; it was “{was}”",
            text=name,
            was=excerpt(change.was, 120),
        )
    was, now = differing_parts(change.was, change.now)
    return msg(
        "{text} has changed since the approval: it was “{was}”, now it is “{now}”",
        text=name,
        was=excerpt(was, 120),
        now=excerpt(now, 120),
    )


def record_text(campaign: Campaign, by: str, on: dt.date) -> str:
    """The content of ``approval.lock`` for ``campaign`` as it is."""
    record = {
        "format": _FORMAT,
        "by": by,
        "on": on.isoformat(),
        "items": _addresses(campaign.items),
        "texts": dict(approved_texts(campaign)),
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _record(read_file: FileReader) -> object:
    """Content of ``approval.lock``; None if it is not there or no JSON."""
    try:
        return json.loads(read_file(RECORD_NAME))
    except (InputOutputError, ValueError, RecursionError):
        return None


def _has_record(read_file: FileReader) -> bool:
    """True if there is an ``approval.lock``, whatever is in it."""
    try:
        read_file(RECORD_NAME)
    except InputOutputError:
        return False
    return True


def _texts_in(record: object, stated: StatedApproval) -> Mapping[str, str] | None:
    """The approved texts in ``record``; None if it is not the record of the stated approval."""
    if not isinstance(record, dict) or record.get("format") != _FORMAT or stated.on is None:
        return None
    if (record.get("by"), record.get("on")) != (stated.by, stated.on.isoformat()):
        return None
    texts = record.get("texts")
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        return None
    return texts


def _addresses_in(record: object) -> Mapping[str, str] | None:
    """The addresses of the approved items by their ids; None in a record that has none."""
    items = record.get("items") if isinstance(record, dict) else None
    if not isinstance(items, dict) or not all(isinstance(one, str) for one in items.values()):
        return None
    return items


def _removed(file: Place) -> Finding:
    """Finding that a campaign was approved once, and its file no longer says so."""
    return Finding(
        "approval-removed",
        Severity.WARNING,
        msg(
            "the key “{key}” is gone, and {file} shows that there was one: no page says whether "
            "these texts are approved",
            key=KEY,
            file=RECORD_NAME,
        ),
        msg(
            "approve the texts again: anpham approve; or delete {file} if nobody is to approve "
            "them",
            file=RECORD_NAME,
        ),
        file,
    )


def _findings(approval: Approval, place: Place, campaign: Campaign) -> Iterator[Finding]:
    """Findings that the campaign is a draft, with the reason."""
    if approval.holds:
        return
    remedy = msg("read its texts, then approve them: anpham approve")
    if approval.status is ApprovalStatus.DRAFT:
        message = msg("the campaign is a draft: each page of its pieces says so")
    elif not approval.has_record:
        message = msg(
            "the campaign is a draft: it says that {by} approved it on {day}, and {file} has no "
            "record of that",
            by=approval.by,
            day=_day(approval),
            file=RECORD_NAME,
        )
    else:
        message = msg(
            "the campaign is a draft again: texts that have changed since {by} approved it on "
            "{day}: {count}",
            by=approval.by,
            day=_day(approval),
            count=len(approval.changes),
        )
    yield Finding("draft", Severity.WARNING, message, remedy, place)
    for change in approval.changes[:_MOST_CHANGES]:
        message = describe_change(change, campaign)
        where = change.place if change.place.file else place
        yield Finding("approved-text-changed", Severity.WARNING, message, place=where)


def _day(approval: Approval) -> str:
    return short_day(approval.on) if approval.on is not None else "?"
