"""The first page: the ways to begin a project, and the list of projects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from starlette.responses import Response

from generator.content.approval import RECORD_NAME
from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder, campaign_names
from generator.content.model import Campaign
from generator.core.errors import AnphamError
from generator.core.messages import msg
from generator.studio.choices import Choices, PieceChoice
from generator.studio.last_issuer import with_last_issuer
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.store.projects import Project
from generator.vietnamese.accents import without_accents

#: The pieces of a new project.
USUAL_MATERIALS: Final = ("poster", "leaflet", "insert")
MAX_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A project as the list shows it."""

    project: Project
    is_approved: bool


@endpoint("/", right=Right.SIGNED_IN)
def home(call: Call) -> Response:
    """All projects, and the ways to begin one."""
    studio = call.studio
    query = call.text("q").strip()
    listed = call.visible(studio.projects.listed())
    deleted = call.visible(studio.projects.deleted())
    return call.page(
        "home.html.j2",
        projects=[
            ListedProject(one, _is_approved(call, one)) for one in listed if _fits(one, query)
        ],
        has_projects=bool(listed),
        deleted=deleted,
        last_deleted=next((one for one in deleted if one.id == call.text("deleted")), None),
        query=query,
        shipped=_shipped(studio.assets.campaigns, studio.assets.drawings),
        can_create=call.person.has(Right.CREATE),
        drafts=studio.drafts.listed(person=call.person.id),
        problems=[],
    )


@endpoint("/begin", "POST", right=Right.CREATE)
def begin(call: Call) -> Response:
    """Begin a project on a copy of a shipped campaign."""
    campaigns = call.studio.assets.campaigns
    name = call.text("campaign")
    if name not in campaign_names(campaigns):
        raise Refused(404, msg("there is no such campaign"), msg("choose one from the list"))
    folder = campaign_folder(name, campaigns)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    choices, own = with_last_issuer(call.studio, call.person.id, usual_choices())
    project = call.studio.projects.create(
        load_campaign(folder, drawings=call.studio.assets.drawings).title,
        files | own,
        choices.to_json(),
        author=call.person.name,
    )
    return call.redirect(f"/p/{call.owned(project).id}/chon")


def usual_choices() -> Choices:
    """The choices with which a project begins."""
    return Choices(pieces=tuple(PieceChoice(one) for one in USUAL_MATERIALS))


@endpoint("/p/{project}/rename", "POST", right=Right.EDIT)
def rename(call: Call) -> Response:
    """Give the project another name in the list; its pieces stay as they are."""
    title = " ".join(call.text("title").split())
    if not 0 < len(title) <= MAX_TITLE:
        raise Refused(
            422,
            msg("a project needs a name of at most {most} characters", most=MAX_TITLE),
            msg("write a name, as you would on a folder"),
        )
    call.studio.projects.rename(call.project.id, title, author=call.person.name)
    return call.redirect("/")


@endpoint("/p/{project}/duplicate", "POST", right=Right.CREATE)
def duplicate(call: Call) -> Response:
    """Begin a project on a copy of another one, as it is now."""
    project = call.project
    word = "bản sao" if call.language == "vi" else "copy"
    title = f"{project.title[: MAX_TITLE - 12]} ({word})"
    call.owned(call.studio.projects.duplicate(project.id, title, author=call.person.name))
    return call.redirect("/")


@endpoint("/p/{project}/delete", "POST", right=Right.EDIT)
def delete(call: Call) -> Response:
    """Take the project off the list; it can be put back."""
    project = call.project
    call.studio.projects.delete(project.id, author=call.person.name)
    return call.redirect(f"/?deleted={project.id}")


@endpoint("/p/{project}/restore", "POST", right=Right.EDIT)
def restore(call: Call) -> Response:
    """Put a deleted project back on the list."""
    identity = call.request.path_params["project"]
    call.studio.projects.restore(identity, author=call.person.name)
    return call.redirect("/")


@cache
def _shipped(campaigns: Path, drawings: Path) -> tuple[Campaign, ...]:
    return tuple(
        load_campaign(campaign_folder(name, campaigns), drawings=drawings)
        for name in campaign_names(campaigns)
    )


def _fits(project: Project, query: str) -> bool:
    """True if all words of ``query`` stand in the title, with or without accents."""
    title = without_accents(project.title).casefold()
    return all(word in title for word in without_accents(query).casefold().split())


def _is_approved(call: Call, project: Project) -> bool:
    """True if the texts of the head are those that somebody approved."""
    if RECORD_NAME not in project.head.files:
        return False
    try:
        folder = call.studio.folders.folder(project.head.files)
        return _holds(folder, call.studio.assets.drawings)
    except (AnphamError, KeyError, OSError):
        return False


@lru_cache(maxsize=512)
def _holds(folder: Path, drawings: Path) -> bool:
    """See ``_is_approved``; a folder of the store never changes."""
    campaign = load_campaign(folder, drawings=drawings)
    return campaign.approval is not None and campaign.approval.holds and not campaign.is_draft


ENDPOINTS: Final[tuple[Endpoint, ...]] = (home, begin, rename, duplicate, delete, restore)
