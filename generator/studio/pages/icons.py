"""Icons as pictures: the shipped ones, and those of Lucide."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from generator.core.errors import AnphamError
from generator.core.messages import msg
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint

if TYPE_CHECKING:
    from generator.draw.icons import IconBook


@cache
def _book(folders: tuple[Path, ...]) -> IconBook:
    from generator.draw.icons import IconBook

    return IconBook(folders)


@endpoint("/icon/{name}.svg", right=Right.SIGNED_IN)
def icon(call: Call) -> Response:
    """The drawing of an icon by its name."""
    name = call.request.path_params["name"]
    try:
        drawing = _book(call.studio.assets.icons).svg(name)
    except AnphamError as error:
        raise Refused(404, msg("there is no icon '{name}'", name=name)) from error
    return Response(
        drawing, media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=86400"}
    )


ENDPOINTS: Final[tuple[Endpoint, ...]] = (icon,)
