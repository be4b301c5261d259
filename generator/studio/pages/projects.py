"""The first page: the projects, and the ways to begin one."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder, campaign_names
from generator.core.messages import msg
from generator.studio.choices import Choices, PieceChoice
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint

_USUAL_MATERIALS: Final = ("poster", "leaflet", "insert")


@endpoint("/", right=Right.SIGNED_IN)
def home(call: Call) -> Response:
    """All projects, and the shipped campaigns."""
    shipped = [
        (name, load_campaign(campaign_folder(name, call.studio.assets.campaigns)))
        for name in campaign_names(call.studio.assets.campaigns)
    ]
    return call.page("home.html.j2", projects=call.studio.projects.listed(), shipped=shipped)


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
    choices = Choices(pieces=tuple(PieceChoice(one) for one in _USUAL_MATERIALS))
    project = call.studio.projects.create(
        load_campaign(folder).title, files, choices.to_json(), author=call.person.name
    )
    return call.redirect(f"/p/{project.id}/chon")


ENDPOINTS: Final[tuple[Endpoint, ...]] = (home, begin)
