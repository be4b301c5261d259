"""Approval of a project's campaign: what ``anpham approve`` shows and writes, on its head."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator import api
from generator.content.approval import RECORD_NAME, approved_texts, is_derived
from generator.content.approval_writer import CampaignApproval, prepared_approval
from generator.content.model import Campaign
from generator.content.text_names import text_name
from generator.core.messages import Message, msg
from generator.studio.context import Studio
from generator.studio.edits import CAMPAIGN_FILE
from generator.studio.makes import folder_name
from generator.studio.routing import Refused
from generator.studio.store.projects import Project, Revision, State

#: Name of the act in the audit log.
APPROVED: Final = "approved"
#: Stands in an approval that is only shown, until somebody has named a person.
_NOBODY: Final = "—"


def shown_approval(studio: Studio, project: Project) -> CampaignApproval:
    """The approval that the head would get now.

    Raises:
        AnphamError: if its campaign has faults, or words of a scan wait to be confirmed.
    """
    folder = studio.folders.folder(project.head.files, name=folder_name(project.title))
    day = studio.settings.now().date()
    return prepared_approval(folder, by=_NOBODY, on=day, drawings=studio.assets.drawings)


def named_texts(shown: CampaignApproval, campaign: Campaign) -> Iterator[tuple[Message | str, str]]:
    """Yield the display texts that somebody wrote, each with its name for people."""
    texts = approved_texts(campaign)
    for origin, text in shown.texts.items():
        if not is_derived(origin, texts):
            yield text_name(origin, campaign), text


def named_blocks(
    shown: CampaignApproval, campaign: Campaign
) -> Iterator[tuple[Message | str, str]]:
    """Yield the letter's blocks, each with its name for people."""
    for address, text in shown.blocks.items():
        yield text_name(f"letter.{address}", campaign), text


def approve_project(
    studio: Studio, project: Project, *, seen: int, by: str, author: str, on: dt.date
) -> Project:
    """Approve the head of ``project``; its revision has the record that the command line writes.

    Args:
        seen: The revision that the person has read.
        by: The name of the person who answers for it.
        author: Who pressed the button, for the list of changes.

    Raises:
        Refused: if somebody changed a text since.
        AnphamError: as ``api.approve_campaign``.
    """

    def change(head: Revision) -> State:
        if head.number != seen:
            read = studio.projects.revision(project.id, seen)
            if dict(read.files) != dict(head.files):
                raise Refused(
                    409,
                    msg("the texts were changed while you read them"),
                    msg("read what has changed on this page, then approve it"),
                )
        return State({**head.files, **_approved_files(studio, project, head, by, on)}, head.choices)

    return studio.projects.commit(
        project.id,
        change,
        edit={"path": ["approval"], "value": {"by": by, "on": on.isoformat()}},
        author=author,
        act=APPROVED,
    )


def _approved_files(
    studio: Studio, project: Project, head: Revision, by: str, on: dt.date
) -> dict[str, str]:
    """The sha256 of the files that the approval writes, by their names."""
    with tempfile.TemporaryDirectory(prefix="anpham-") as made:
        # A copy, for the folders of the store are never written again.
        folder = Path(made) / folder_name(project.title)
        for name, data in studio.folders.read(head.files).items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        api.approve_campaign(folder, by=by, date=on)
        return {
            name: studio.files.put((folder / name).read_bytes())
            for name in (CAMPAIGN_FILE, RECORD_NAME)
        }
