"""Approving a campaign: its record is written, and its file says who approved it and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.content.approval import KEY, RECORD_NAME, record_text
from generator.content.campaign import load_campaign
from generator.content.confirmation import confirmation_findings
from generator.content.letter_lock import CAMPAIGN_NAME
from generator.content.letter_parts import parts_of
from generator.content.model import ApprovalStatus, ApprovedTextChange, Campaign
from generator.content.placeholders import bracketed_placeholder, placeholder_problem
from generator.content.stated_texts import SUPPORT, campaign_texts, origin_of
from generator.content.yaml_edit import with_values
from generator.core.atomic_write import save_file
from generator.core.errors import (
    ContentError,
    InputOutputError,
    Place,
    Problem,
    UsageError,
)
from generator.core.messages import msg
from generator.core.provenance import HEADLINES
from generator.core.public import public
from generator.reading.files import read_source
from generator.vietnamese.text_guard import guard

#: Stands in a comment above an item for which no true cut was found (``campaign_file``).
OVERLONG_MARK: Final = "DÀI:"
#: Characters of a name; longer than any name with its office.
_LONGEST_NAME = 200


@public
@dataclass(frozen=True, slots=True)
class ApprovedItem:
    """An item as it is approved: the abridgements beside the official text.

    Attributes:
        address: Where the official text stands in the letter.
    """

    id: str
    address: str
    official: str
    headline: str
    short_headline: str
    support: str


@public
@dataclass(frozen=True, slots=True)
class CampaignApproval:
    """The approval of a campaign: what a person answers for.

    Attributes:
        campaign: The campaign's name.
        folder: Where it lies.
        blocks: The letter's blocks by their addresses, word for word, as they are locked.
        items: Each item's abridgements beside its official text.
        texts: All other display texts by their origins.
        changes: What has changed since an approval before.
        overlong: Addresses of the items that the file marks as too long (``OVERLONG_MARK``).
        left_out: Addresses of the letter's blocks that hold text and are no item's, nor above one.
    """

    campaign: str
    folder: Path
    by: str
    on: dt.date
    blocks: Mapping[str, str]
    items: tuple[ApprovedItem, ...]
    texts: Mapping[str, str]
    changes: tuple[ApprovedTextChange, ...] = ()
    overlong: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def usual_approver(folder: Path, *, drawings: Path | None = None) -> str:
    """Name of who approves the campaign in ``folder``, as its file has it; empty if it has none.

    Raises:
        AnphamError: if the campaign cannot be read.
    """
    approval = load_campaign(folder, drawings=drawings).approval
    return approval.by if approval is not None else ""


def prepared_approval(
    folder: Path, *, by: str, on: dt.date, drawings: Path | None = None
) -> CampaignApproval:
    """The approval that :func:`approve` would write of the campaign in ``folder``; none is written.

    Raises:
        UsageError: if ``by`` is no name.
        ContentError: if the campaign has faults, or its letter is not the one that was locked.
        InputOutputError: if a file cannot be read.
    """
    campaign = _confirmed(load_campaign(folder, drawings=drawings), folder)
    return _approval_of(campaign, folder, person_name(by), on)


def approve(
    folder: Path, *, by: str, on: dt.date, drawings: Path | None = None
) -> CampaignApproval:
    """Approve the campaign in ``folder`` as it is now.

    Writes ``approval.lock``, then the key “approval” in ``campaign.yaml``, keeping every other
    character; both, or neither.

    Raises:
        AnphamError: as :func:`prepared_approval`, and an InputOutputError if a file cannot be
            written.
    """
    by = person_name(by)
    campaign = _confirmed(load_campaign(folder, drawings=drawings), folder)
    record = record_text(campaign, by, on).encode("utf-8")
    path = folder / CAMPAIGN_NAME
    edited = _edited(path, campaign, record, (by, on), drawings)
    _write_both({folder / RECORD_NAME: record, path: edited})
    return _approval_of(campaign, folder, by, on)


def _save(data: bytes, path: Path) -> None:
    """Write a file of the campaign, which lies where it lies.

    Raises:
        InputOutputError: if it cannot be written.
    """
    try:
        save_file(data, path)
    except InputOutputError as error:
        hint = msg("let yourself write in the campaign's folder, or approve a copy of it")
        raise InputOutputError(
            *(
                one if one.code == "file-is-open" else replace(one, hint=hint)
                for one in error.problems
            )
        ) from error


def _confirmed(campaign: Campaign, folder: Path) -> Campaign:
    """``campaign``, if all its official texts are known for certain.

    Raises:
        ContentError: if words of a scan wait for somebody to compare them with the paper.
    """
    if campaign.unconfirmed:
        place = Place(str(folder / CAMPAIGN_NAME))
        (finding,) = confirmation_findings(campaign.unconfirmed, place, folder)
        raise ContentError(Problem(finding.code, finding.message, finding.hint, finding.place))
    return campaign


def _edited(
    path: Path,
    campaign: Campaign,
    record: bytes,
    approver: tuple[str, dt.date],
    drawings: Path | None,
) -> bytes:
    """The campaign file with its approval; read again, it says what it said, and that.

    Raises:
        ContentError: if it cannot be written into it.
    """
    by, on = approver
    values = {"status": ApprovalStatus.APPROVED.value, "by": by, "on": on.isoformat()}
    try:
        edited = with_values(read_source(path), KEY, values)
        instead = {CAMPAIGN_NAME: edited, RECORD_NAME: record}
        read = load_campaign(path.parent, drawings=drawings, instead=instead)
    except (ValueError, ContentError) as error:
        raise _cannot_write(path, values) from error
    same = replace(read, approval=None) == replace(campaign, approval=None)
    if not same or read.is_draft:
        raise _cannot_write(path, values)
    return edited


def _cannot_write(path: Path, values: Mapping[str, str]) -> ContentError:
    lines = ", ".join(f"{key}: {value}" for key, value in values.items())
    return ContentError(
        Problem(
            "approval-not-written",
            msg("the approval cannot be written into this file without changing anything else"),
            msg(
                "write the key “approval” on a line of its own, as {form}; then run this again",
                form=f"approval: {{{lines}}}",
            ),
            Place(str(path)),
        )
    )


def _approval_of(campaign: Campaign, folder: Path, by: str, on: dt.date) -> CampaignApproval:
    items = tuple(
        ApprovedItem(
            item.id,
            item.address,
            item.official,
            item.headline,
            item.short_headline,
            item.support,
        )
        for item in campaign.items
    )
    of_items = {origin_of(one, role) for one in campaign.items for role in (*HEADLINES, SUPPORT)}
    return CampaignApproval(
        campaign=campaign.name,
        folder=folder,
        by=by,
        on=on,
        blocks=parts_of(campaign.letter).texts(),
        items=items,
        texts={
            origin: text
            for origin, text in campaign_texts(campaign).items()
            if text and origin not in of_items
        },
        changes=campaign.approval.changes if campaign.approval is not None else (),
        overlong=tuple(_overlong(campaign, folder)),
        left_out=tuple(_left_out(campaign)),
    )


def _overlong(campaign: Campaign, folder: Path) -> Iterator[str]:
    """Addresses of the items above which the file still says that they are too long."""
    lines = read_source(folder / CAMPAIGN_NAME).decode("utf-8", "replace").splitlines()
    for item in campaign.items:
        place = campaign.places.get(origin_of(item, HEADLINES[0]), Place())
        row = min((place.line or 0) - 1, len(lines) - 1)
        while row > 0 and not lines[row].lstrip().startswith("- "):
            row -= 1
        while row > 0 and lines[row - 1].lstrip().startswith("#"):
            row -= 1
            if OVERLONG_MARK in lines[row]:
                yield item.address
                break


def _left_out(campaign: Campaign) -> Iterator[str]:
    """Addresses of the letter's blocks below which nothing stands, that are no item's."""
    shown = {item.address for item in campaign.items}
    parents = {block.parent for block in campaign.letter.blocks}
    for block in campaign.letter.blocks:
        if block.address not in parents and block.address not in shown:
            yield block.address


def person_name(by: str) -> str:
    """The name of who approves or confirms, as files have it.

    Raises:
        UsageError: if it is empty, a placeholder or no single line.
    """
    place = Place(item="--by")
    try:
        name = " ".join(guard(by, place=place).split())
    except ContentError as error:
        raise UsageError(*error.problems) from error
    if left := bracketed_placeholder(name):
        problem = placeholder_problem(left)
        raise UsageError(replace(problem, place=place))
    if not name or len(name) > _LONGEST_NAME or "\n" in by.strip():
        raise UsageError(
            Problem(
                "approver-unnamed",
                msg("a person is to be named here, in one line"),
                msg('write a person\'s name, as --by "Nguyễn Thị Duyệt"'),
                place,
            )
        )
    return name


def _write_both(files: Mapping[Path, bytes]) -> None:
    """Write all of ``files`` or none: what stops between two of them, as Ctrl+C, undoes both.

    Raises:
        InputOutputError: if one cannot be written.
    """
    before = {path: _bytes_of(path) for path in files}
    try:
        for path, data in files.items():
            _save(data, path)
    except BaseException:
        with ExitStack() as undoing:  # one that cannot be put back keeps none of the others
            for path, data in files.items():
                if _bytes_of(path) == data != before[path]:
                    undoing.callback(_put_back, before[path], path)
        raise


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put_back(before: bytes | None, path: Path) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        save_file(before, path)
