"""Small pictures of projects and shipped campaigns, for lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from starlette.responses import FileResponse, Response

from generator.content.campaign_folders import campaign_folder, campaign_names
from generator.core.errors import AnphamError
from generator.core.messages import msg
from generator.studio.choices import Choices, PieceChoice
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint

_POSTER: Final = PieceChoice("poster")
#: The address of a picture names the state that it shows, so a browser need not ask again.
_HEADERS: Final = {"Cache-Control": "private, max-age=86400"}


@endpoint("/p/{project}/thumbnail.png", right=Right.VIEW)
def of_project(call: Call) -> Response:
    """The first page of the project's first piece."""
    project = call.project
    choices = Choices.from_json(project.head.choices)
    piece = choices.pieces[0] if choices.pieces else _POSTER
    folder = call.studio.folders.folder(project.head.files)
    shown = replace(choices, pieces=(piece,))
    state = [dict(project.head.files), shown.to_json()]
    return _picture(call, project.id, state, shown, folder)


@endpoint("/shipped/{campaign}.png", right=Right.SIGNED_IN)
def of_campaign(call: Call) -> Response:
    """The poster of a shipped campaign."""
    name = call.request.path_params["campaign"]
    campaigns = call.studio.assets.campaigns
    if name not in campaign_names(campaigns):
        raise Refused(404, msg("there is no such campaign"), msg("choose one from the list"))
    return _picture(call, name, name, Choices(pieces=(_POSTER,)), campaign_folder(name, campaigns))


def _picture(call: Call, owner: str, state: object, choices: Choices, folder: Path) -> Response:
    studio = call.studio
    try:
        options = choices.options(folder, studio.settings.now().date(), choices.pieces[0])
        png = studio.thumbnails.png(owner, state, options)
    except AnphamError:
        png = b""
    if not png:
        # The list says the project's name anyway; why it cannot be made is said on its own pages.
        return FileResponse(studio.assets.studio / "static" / "no-picture.svg")
    return Response(png, media_type="image/png", headers=_HEADERS)


ENDPOINTS: Final[tuple[Endpoint, ...]] = (of_project, of_campaign)
