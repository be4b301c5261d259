"""Step three: which pieces, in which size and theme, with a live preview."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint


@endpoint("/p/{project}/gi", right=Right.VIEW)
def show(call: Call) -> Response:
    """The step."""
    return call.page("pieces.html.j2", project=call.project, step="gi")


ENDPOINTS: Final[tuple[Endpoint, ...]] = (show,)
