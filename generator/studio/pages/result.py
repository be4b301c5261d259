"""Step four: what is wrong, and the files."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint


@endpoint("/p/{project}/lay", right=Right.VIEW)
def show(call: Call) -> Response:
    """The step."""
    return call.page("result.html.j2", project=call.project, step="lay")


ENDPOINTS: Final[tuple[Endpoint, ...]] = (show,)
