"""Step four: make all chosen pieces, see what is wrong with them and mend it."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from generator.core.messages import msg
from generator.studio.choices import Choices
from generator.studio.edits import edit_campaign, edit_choice
from generator.studio.hints import plain_problem
from generator.studio.makes import start_making
from generator.studio.mends import mend_of
from generator.studio.pages.version_view import piece_names, project_campaign, shown_version
from generator.studio.records import PieceRecord, read_problem
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.store.makings import MakingState
from generator.studio.store.versions import Version


@endpoint("/p/{project}/lay", right=Right.VIEW)
def show(call: Call) -> Response:
    """The step: the last version with its findings, or what will be made."""
    project = call.project
    versions = call.studio.versions.listed(project.id)
    latest = versions[0] if versions else None
    campaign = project_campaign(call)
    making = call.studio.makings.latest(project.id)
    why = making.problem if making is not None else None
    return call.page(
        "result.html.j2",
        project=project,
        step="lay",
        making=making,
        problem=plain_problem(read_problem(why)) if why is not None else None,
        choices=Choices.from_json(project.head.choices),
        names=piece_names(call.studio.assets, call.language),
        campaign=campaign,
        version=shown_version(call, latest, campaign) if latest is not None else None,
        is_current=latest is not None and latest.revision == project.head.number,
    )


@endpoint("/p/{project}/lam", "POST", right=Right.EDIT)
def make(call: Call) -> Response:
    """Start to make the pieces of the head."""
    if not Choices.from_json(call.project.head.choices).pieces:
        raise Refused(
            422, msg("no piece is chosen"), msg("choose one in the step “What”, then come back")
        )
    start_making(call.studio, call.project, call.person)
    return call.redirect(f"/p/{call.project.id}/lay")


@endpoint("/p/{project}/lam", right=Right.VIEW)
def progress(call: Call) -> Response:
    """The progress of the making; once it has ended, the step anew."""
    making = call.studio.makings.latest(call.project.id)
    if making is None or not making.is_running:
        return call.redirect(f"/p/{call.project.id}/lay")
    return call.page("making-part.html.j2", project=call.project, making=making)


@endpoint("/p/{project}/lam/dung", "POST", right=Right.EDIT)
def cancel(call: Call) -> Response:
    """Stop the making; nothing of it is kept."""
    making = call.studio.makings.latest(call.project.id)
    if making is not None:
        call.studio.makings.end(making.id, MakingState.CANCELLED)
    return call.redirect(f"/p/{call.project.id}/lay")


@endpoint("/p/{project}/sua-giup", "POST", right=Right.EDIT)
def mend(call: Call) -> Response:
    """Make the edit that mends a remark of a version."""
    version = version_asked(call, call.text("version"))
    choices = Choices.from_json(call.project.head.choices)
    was = Choices.from_json(
        call.studio.projects.revision(version.project, version.revision).choices
    )
    piece, number = _piece_of(version, call.text("piece")), _number(call.text("remark"))
    found = None
    if 0 <= number < len(piece.remarks):
        found = mend_of(
            piece.remarks[number],
            piece,
            choices,
            project_campaign(call),
            call.studio.assets,
            was=was,
        )
    if found is None:
        raise Refused(
            409,
            msg("this cannot be mended by itself any more"),
            msg("the choices have changed; make the pieces again to see how things stand"),
        )
    if not found.is_done:
        edit = edit_campaign if found.is_of_campaign else edit_choice
        edit(call, found.path, found.value)
    return call.redirect(f"/p/{call.project.id}/lay")


def version_asked(call: Call, number: str) -> Version:
    """The version of that number.

    Raises:
        Refused: if the project has none.
    """
    try:
        return call.studio.versions.get(call.project.id, int(number))
    except (KeyError, ValueError):
        raise Refused(404, msg("this project has no such version")) from None


def _piece_of(version: Version, number: str) -> PieceRecord:
    position = _number(number)
    if not 0 <= position < len(version.findings):
        raise Refused(404, msg("this project has no such piece"))
    return PieceRecord.from_json(version.findings[position])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else -1


ENDPOINTS: Final[tuple[Endpoint, ...]] = (show, make, progress, cancel, mend)
