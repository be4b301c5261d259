"""Pictures of a project's pieces as they would be printed now."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from generator.core.messages import msg
from generator.studio.choices import Choices
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.work import tasks

#: In px: 400 % of an A3 poster on a large screen. More would only cost time.
MAX_WIDTH_PX: Final = 3600
_USUAL_WIDTH_PX: Final = 900


@endpoint("/p/{project}/pieces/{piece:int}/page/{page:int}.png", right=Right.VIEW)
def picture(call: Call) -> Response:
    """A page of a piece, both counted from 1."""
    studio = call.studio
    head = call.project.head
    choices = Choices.from_json(head.choices)
    params = call.request.path_params
    if not 1 <= params["piece"] <= len(choices.pieces):
        raise Refused(404, msg("this project has no such piece"))
    piece = choices.pieces[params["piece"] - 1]
    folder = studio.folders.folder(head.files)
    options = choices.options(folder, studio.settings.now().date(), piece)
    wanted = call.text("width")
    width = int(wanted) if wanted.isascii() and wanted.isdecimal() else _USUAL_WIDTH_PX
    width = max(1, min(width, MAX_WIDTH_PX))
    shown = studio.work.run(tasks.preview, options, page=params["page"] - 1, width_px=width)
    if not shown.png:
        return call.page(
            "problem-part.html.j2",
            status=422,
            problems=[(problem.message, problem.hint) for problem in shown.problems],
        )
    return Response(shown.png, media_type="image/png")


ENDPOINTS: Final[tuple[Endpoint, ...]] = (picture,)
