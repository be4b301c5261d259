"""Versions: all that was made, two of them beside each other, and every edit, to be restored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.responses import Response

from generator.api import AnphamError
from generator.content.campaign import load_campaign
from generator.content.model import Campaign
from generator.core.messages import msg
from generator.studio.change_words import edit_words
from generator.studio.choices import Choices
from generator.studio.comparisons import choice_pairs, piece_pairs, text_pairs
from generator.studio.makes import folder_name
from generator.studio.pages.result import version_asked
from generator.studio.pages.version_view import (
    piece_names,
    plain_names,
    project_campaign,
    shown_version,
)
from generator.studio.records import FileRecord, PieceRecord
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.store.projects import Revision
from generator.studio.store.versions import Version
from generator.studio.work.making import FileRole

#: Edits in the list; older ones can be reached by a version.
_MOST_EDITS: Final = 100
_LONGEST_NAME: Final = 80
#: Pictures of a version in the list.
_MOST_THUMBS: Final = 6


@endpoint("/p/{project}/phien-ban", right=Right.VIEW)
def listed(call: Call) -> Response:
    """All versions of a project, and the list of its edits."""
    project = call.project
    versions = call.studio.versions.listed(project.id)
    history = call.studio.projects.history(project.id, most=_MOST_EDITS)
    return call.page(
        "versions.html.j2",
        project=project,
        step="lay",
        versions=[(one, _thumbs(one)) for one in versions],
        made={one.revision: one.number for one in reversed(versions)},
        edits=[(one, edit_words(one.edit)) for one in history],
    )


@endpoint("/p/{project}/ban/{version:int}", right=Right.VIEW)
def one_version(call: Call) -> Response:
    """A version with its findings and files, as it was made."""
    version = version_asked(call, str(call.request.path_params["version"]))
    campaign = project_campaign(call)
    return call.page(
        "version.html.j2",
        project=call.project,
        step="lay",
        version=shown_version(call, version, campaign),
        names=piece_names(call.studio.assets, call.language),
    )


@endpoint("/p/{project}/so-sanh", right=Right.VIEW)
def compare(call: Call) -> Response:
    """Two versions beside each other: pages, and the texts that differ."""
    asked = sorted(
        {version_asked(call, one).number for one in call.request.query_params.getlist("ban")}
    )
    if len(asked) != 2:
        raise Refused(422, msg("two versions are compared"), msg("tick two of the list"))
    before, after = (call.studio.versions.get(call.project.id, number) for number in asked)
    old, new = (
        call.studio.projects.revision(call.project.id, one.revision) for one in (before, after)
    )
    campaigns = _campaign(call, old), _campaign(call, new)
    names = plain_names(call.studio.assets, call.language)
    was, now = Choices.from_json(old.choices), Choices.from_json(new.choices)
    texts = [*choice_pairs(was, now, names)]
    if campaigns[0] is not None and campaigns[1] is not None:
        texts += text_pairs(campaigns[0], campaigns[1])
    return call.page(
        "compare.html.j2",
        project=call.project,
        step="lay",
        before=before,
        after=after,
        pairs=piece_pairs(_pieces(before), _pieces(after)),
        texts=texts,
        names=piece_names(call.studio.assets, call.language),
    )


@endpoint("/p/{project}/khoi-phuc", "POST", right=Right.EDIT)
def restore(call: Call) -> Response:
    """Put what a revision holds on the head, as a new revision; nothing is lost."""
    number = call.text("revision")
    try:
        call.studio.projects.restore_revision(call.project.id, int(number), author=call.person.name)
    except (KeyError, ValueError):
        raise Refused(404, msg("this project has no such edit")) from None
    return call.redirect(f"/p/{call.project.id}/phien-ban")


@endpoint("/p/{project}/ban/{version:int}/ten", "POST", right=Right.EDIT)
def rename(call: Call) -> Response:
    """Give a version a name."""
    version = version_asked(call, str(call.request.path_params["version"]))
    name = " ".join(call.text("name").split())[:_LONGEST_NAME]
    call.studio.versions.rename(call.project.id, version.number, name, author=call.person.name)
    return call.redirect(f"/p/{call.project.id}/phien-ban")


def _pieces(version: Version) -> tuple[PieceRecord, ...]:
    return tuple(map(PieceRecord.from_json, version.findings))


def _thumbs(version: Version) -> Sequence[FileRecord]:
    """The small pictures of the first page of each piece."""
    thumbs = [file for piece in _pieces(version) for file in piece.of_role(FileRole.THUMB)[:1]]
    return thumbs[:_MOST_THUMBS]


def _campaign(call: Call, revision: Revision) -> Campaign | None:
    folder = call.studio.folders.folder(revision.files, name=folder_name(call.project.title))
    try:
        return load_campaign(folder, drawings=call.studio.assets.drawings)
    except AnphamError:
        return None


ENDPOINTS: Final[tuple[Endpoint, ...]] = (listed, one_version, compare, restore, rename)
