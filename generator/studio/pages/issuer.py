"""Step two: who issues the pieces."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint


@endpoint("/p/{project}/ai", right=Right.VIEW)
def show(call: Call) -> Response:
    """The step."""
    return call.page("issuer.html.j2", project=call.project, step="ai")


ENDPOINTS: Final[tuple[Endpoint, ...]] = (show,)
